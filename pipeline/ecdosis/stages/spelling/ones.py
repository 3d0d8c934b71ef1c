"""The digit 1 that a scan has for the word I (`where 1 had slept`): told by the words beside it, where it comes again.

A number has the same words beside it now and then (No. 1 was sold; player 1 had it), which is why one place alone
proves nothing: it has to come again behind several of the small words or marks before which nobody counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.languages.detect import common_words
from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.rules import SpellingRule
from ecdosis.stages.spelling.words import likelier

DIGIT, LETTER = "1", "I"
FITS: Final = 0.7
"""Log10 units by which the word must fit all its neighbours better than it does any. In three books and two volumes of
pages all of 24 places from there on were the word, of the 57 below 0.3 none."""
RECURS: Final = 3
"""Such places in a text, at least..."""
UNLIKE: Final = 2
"""... behind so many unlike words."""
_PLACE: Final = re.compile(r"(?P<before>\b[^\W\d_]{2,}[,;:.!?]?[\"”’]?[ \n]+[\"“‘]?)1 (?=[^\W\d_]+(?![.\w]))")
"""A word and its mark, the digit, and a word that no stop shortens (1 do.)."""
_MARKS: Final = frozenset(',;:.!?"”’“‘')
_SHORT: Final = re.compile(r"(\w{1,4})\.")
"""A short word with a stop, which a number may follow (No. 1, vol. 1)."""


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for the places where the digit stands for the word."""
    if scorer.model is None or LETTER not in scorer.lexicon.own.letters.always_capital:
        return
    found = list(_places(scorer))
    unlike = {before for _, before, _ in found}
    for start, _, fit in found if len(found) >= RECURS and len(unlike) >= UNLIKE else ():
        why = f"context: “{LETTER}” fits its neighbours {likelier(fit)}; confusion: {LETTER} misread as {DIGIT}, "
        why += f"as in {len(found) - 1:,} other places here."
        yield Edit(start, start + 1, LETTER, "spelling", by, SpellingRule.ONE, why)


def _places(scorer: Scorer) -> Iterator[tuple[int, str, float]]:
    """Where the word is likelier than a number, behind which word, and how much better it fits there (log10)."""
    words, model = scorer.words, scorer.model
    if model is None:
        return
    digits = {word.start: index for index, word in enumerate(words.words) if word.text == DIGIT}
    for match in _PLACE.finditer(words.reading):
        start = match.end("before")
        before = match["before"].strip()
        if start not in digits or not _may_precede(scorer, before):
            continue
        index = digits[start]
        if not model.knows(words.words[index + 1].lower):
            continue
        fit = model.between(words.before(index), words.after(index))([LETTER.lower()])
        if fit >= FITS:
            yield start, before.casefold(), fit


def _may_precede(scorer: Scorer, before: str) -> bool:
    """Whether the word may follow another (with its mark): one of the small words, or one that a mark ends, but for a
    short one with a stop. Behind others something may be counted (player 1)."""
    small = common_words(scorer.lexicon.language)
    short = _SHORT.fullmatch(before)
    if short is not None:
        return short[1] in small
    return before[-1] in _MARKS or before.casefold() in small
