"""Words that nobody knows: what misread letters leave, however well a text is laid out.

A word that comes again is the text's own: a name of things, a dialect, an old spelling. What is misread is misread
otherwise the next time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from ecdosis.languages import PROOFREAD
from ecdosis.languages import language as language_of

SHORTEST: Final = 3
"""Letters of a word that is looked at: shorter ones are known or nothing."""
AGAIN: Final = 3
"""Times that an unknown word stands in a text from which it is one of its own."""
EXAMPLES: Final = 4
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class Unknown(NamedTuple):
    """The words of a text in small letters, how many of them nobody knows, and some of these."""

    words: int
    unknown: int
    examples: tuple[str, ...] = ()


def unknown(paragraphs: Iterable[str], language: str, right: Callable[[str], bool] = lambda _: False) -> Unknown:
    """The words of paragraphs that are in no list of their language (BCP 47); none where our lists lack too many: of
    the languages that are not proofread they lack 7 to 25 % of the words in good texts (German, Czech, Italian).
    Paragraphs most of whose words are unknown are in another language, or are no prose. `right` says of a word whether
    the editor knows it."""
    from ecdosis.diagnosis.vocabulary import vocabulary

    code = language.partition("-")[0]
    if not language_of(code).has(PROOFREAD):
        return Unknown(0, 0)
    knows = vocabulary(code).knows
    found = [[word for word in _WORD.findall(one) if word.islower() and len(word) >= SHORTEST] for one in paragraphs]
    times = Counter(word for words in found for word in words)
    strange = {word for word in times if not (knows(word) or right(word))}
    told: dict[str, None] = {}
    words = 0
    for inside in found:
        if 2 * sum(word in strange for word in inside) <= len(inside):
            words += len(inside)
            told |= dict.fromkeys(word for word in inside if word in strange and times[word] < AGAIN)
    return Unknown(words, sum(times[word] for word in told), tuple(told)[:EXAMPLES])
