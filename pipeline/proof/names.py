"""Names in two forms: asked, never changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from pipeline.pieces import Edit
from pipeline.proof.judgement import Court

SHORTEST: Final = 5
"""Letters: shorter names are too often alike by chance."""
CERTAINTY: Final = 0.3
_VOWELS: Final = re.compile(r"[aeiouy]+(?=.)")
_DOUBLED: Final = re.compile(r"(.)\1")


def edits(court: Court, by: str) -> Iterator[Edit]:
    """A question about each name that differs from a commoner one only as two transliterations or two pens differ: in
    its vowels, but for the last, or in a letter that is doubled."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, int] = {}
    words = court.words
    for index, word in enumerate(words.words):
        base = word.lower.removesuffix("'s")
        if word.text[0].isupper() and len(base) >= SHORTEST and base.isalpha() and _is_name(court, base):
            forms[_key(base)][base] += 1
            first.setdefault(base, index)
    for counts in forms.values():
        commonest = max(counts, key=lambda form: (counts[form], court.lexicon.frequency(form)))
        for form in counts.keys() - {commonest}:
            word = words.words[first[form]]
            capital = commonest.capitalize()
            why = (
                f"names: “{form.capitalize()}” stands {counts[form]} times here, “{capital}” {counts[commonest]} times."
            )
            yield Edit(word.start, word.start + len(form), capital, "spelling", by, CERTAINTY, why, safe=False)


def _is_name(court: Court, base: str) -> bool:
    """Whether a word stands here with a capital only, and not at heads of sentences alone, and is no common one."""
    capitals = court.words.capitals.get(base, 0) + court.words.capitals.get(f"{base}'s", 0)
    return capitals > 0 and not court.words.written.get(base) and not court.lexicon.in_dictionary(base)


def _key(name: str) -> str:
    """What two forms of a name have in common."""
    return _VOWELS.sub("a", _DOUBLED.sub(r"\1", name))
