"""Words that were divided at a line end, in lines that somebody joined since: the hyphen stayed, and a blank after it
(`conver- sation`).

Only what makes a plain word is closed, since a hyphen before a blank is also what a suspended compound has (`Haupt- und
Nebenfluss`), and what some type for a dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.model.pieces import Edit
from ecdosis.stages.lines.hyphens import KNOWN, RARE, Evidence, Hyphen
from ecdosis.stages.lines.rules import LineRule
from ecdosis.stages.spelling.lexicon import dictionary
from ecdosis.steps import spend

GAP: Final = 2.0
"""Log10 units by which a word may be rarer than the rarer of two words that it is made of: `today`, not `noone`."""
SMALL: Final = 5.0
"""Zipf frequency from which words are so usual that a bad scan may run two of them together: `Iwas`."""
SHORTEST: Final = 4
"""Letters of a word that is closed."""
_DIVIDED: Final = re.compile(
    r"(?<![^\W\d_])(?<![^\W\d_][-‐'’])(?P<before>(?:[^\W\d_]+[-‐'’])*)"
    r"(?P<left>[^\W\d_]{1,40})(?P<sign>[-‐¬]) {1,2}(?P<right>[^\W\d_]{2,40})"
    r"(?P<after>(?:['’-][^\W\d_]+)*)"
)


def edits(reading: str, evidence: Evidence, by: str) -> Iterator[Edit]:
    """The words of some lines that are closed up."""
    for match in _DIVIDED.finditer(reading):
        if not match["right"].islower() or len(match["left"] + match["right"]) < SHORTEST:
            continue
        spend(1, "it looked at hyphens before blanks")
        hyphen = Hyphen(match["sign"], match["left"], match["right"], match["before"], match["after"])
        verdict = evidence.judge(hyphen)
        if verdict.action in ("drop", "ask") and _is_word(evidence, hyphen, sure=verdict.action == "drop"):
            why = f"a word divided at a line end, before its lines were joined: {verdict.why}"
            yield Edit(match.start("sign"), match.start("right"), "", "word-division", by, LineRule.REFLOWED, why)


def _is_word(evidence: Evidence, hyphen: Hyphen, *, sure: bool) -> bool:
    """Whether the halves plainly make one word: a dictionary has it, or, if the hyphen is `sure` to be a printer's, the
    text has it elsewhere, it is a usual one, or the language has it and one half is no word."""
    whole = max(evidence.zipf(hyphen.joined), evidence.zipf(hyphen.left + hyphen.right))
    part = min(evidence.zipf(hyphen.left), evidence.zipf(hyphen.right))
    if (hyphen.left + hyphen.right).casefold() in dictionary(evidence.language):
        return True
    if not sure or len(hyphen.left) < 2:
        return False
    told = evidence.count(hyphen.joined) > 0 and part < SMALL
    return told or (whole >= KNOWN and whole >= part - GAP) or (whole >= RARE > part)
