"""Words with a sign inside: seen as the eye sees them, and mended as a whole or not at all.

A speck beside a letter makes two letters and a sign of one (`ma}'`, `\\vas`), or puts a sign between two that are
right (`st~ated`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.candidates import is_cased_oddly
from ecdosis.stages.spelling.confusion import confusions
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.rules import FITTING, INSIDE, MENDED_SIGNS, SHORTEST, SpellingRule

_MARKS: Final = frozenset("'’.,-")
"""Signs that stand in words anyway."""


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for such words."""
    yield from _put_in(scorer, by)
    pairs = _keys(scorer.lexicon.language)
    if not pairs:
        return
    reading = scorer.words.reading
    for match in _pattern(scorer.lexicon.language).finditer(reading):
        meant = match["left"] + pairs[match["sign"]] + match["right"]
        bracket = (match["sign"][0] == "(" and not match["left"]) or (match["sign"][-1] == ")" and not match["right"])
        known = scorer.lexicon.is_common(meant.lower()) and scorer.lexicon.frequency(meant.lower()) >= MENDED_SIGNS
        if len(meant) >= SHORTEST and known and not bracket:
            why = f"lexicon: “{match[0]}” is no word; confusion: {pairs[match['sign']]} misread as {match['sign']}."
            yield Edit(match.start(), match.end(), meant, "spelling", by, SpellingRule.SIGN, why)


def _put_in(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for words that a sign parts."""
    words, known = scorer.words, scorer.lexicon.frequency
    for index in words.parted_by_signs:
        one, two = words.words[index : index + 2]
        whole = one.lower + two.lower
        if not whole.isalpha() or known(whole) - known(one.lower) - known(two.lower) < INSIDE:
            continue
        fit = scorer.model.lift([whole], words.before(index), words.after(index + 1)) if scorer.model else 0.0
        if scorer.lexicon.is_common(whole) and fit >= FITTING:
            sign = words.reading[one.end : two.start]
            why = f"lexicon: “{one.text}{sign}{two.text}” is no word; confusion: {sign} put in."
            meant = one.text + two.text
            meant = one.text + two.lower if is_cased_oddly(meant) else meant  # ag;Ainst
            yield Edit(one.start, two.end, meant, "spelling", by, SpellingRule.SIGN, why)


@cache
def _keys(language: str) -> dict[str, str]:
    """The confusions of a language in which a sign stands for letters: what stands, and what was meant."""
    pairs = confusions(language).pairs
    return {sign: meant[0][0] for sign, meant in pairs.items() if _has_a_sign(sign)}


def _has_a_sign(stands: str) -> bool:
    """Whether what stands for letters has a sign that is in no word, or a digit before an apostrophe."""
    odd = any(not (c.isalnum() or c in _MARKS) for c in stands)
    return odd or (stands[0].isdigit() and stands[-1] in _MARKS)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Where such a confusion may stand, with the letters around it."""
    signs = "|".join(map(re.escape, sorted(_keys(language), key=len, reverse=True)))
    letters = r"[^\W\d_]"
    return re.compile(
        rf"(?<![\w\\}}{{\]\[<>^])(?P<left>{letters}{{0,20}}?)(?P<sign>{signs})(?P<right>{letters}{{0,20}})(?![\w\\}}{{<>^])"
    )
