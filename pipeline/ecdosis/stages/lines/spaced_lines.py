"""Headings whose letters stand apart and whose words nothing parts: `H U M A N N A T U R E.`, `L ETT E R V I.`

A printer spaced the capitals out, and a program that read the page, or took the text out of a PDF, put one blank
between all. Where the words end is told by the words alone: a line is read as the known words it divides into if any
other way to divide it is far less likely, else it stays. Some of the letters may stand together already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from ecdosis.model.pieces import Edit
from ecdosis.stages.blocks.numerals import arabic
from ecdosis.stages.lines.letterspacing import Words
from ecdosis.stages.lines.rules import LineRule

SINGLE: Final = 0.5
"""Share of the groups of letters in such a line that are one letter, at least."""
LEAST: Final = 3
"""Letters that stand alone, at least."""
LONG: Final = 5
"""Letters that the longest word has, at least: short ones are found in any row of letters."""
LONGEST: Final = 20
"""Letters of a word at most, which bounds the work."""
USES: Final = {1: 7.0, 2: 6.0, 3: 5.0}
"""How usual a word of few letters must be (Zipf frequency): lists of words have many rare ones that are none..."""
USUAL: Final = 3.5
"""... and one of more letters..."""
RARE: Final = 2.0
"""... but a rarer one may be meant as well."""
ALL: Final = 9.0
"""The Zipf frequency of all words together (log10 of a billion)."""
MARGIN: Final = 2.0
"""Log10 units by which the words of a line must be likelier than any others that its letters make."""
_LINE: Final = re.compile(r"(?m)^[ \t]*(?P<letters>[^\W\d_]+(?: [^\W\d_]+){3,}) ?[.,:;!?]*[ \t]*$")
_NUMERAL: Final = re.compile(r"[IVXLC]+")


def edits(reading: str, language: str, by: str) -> Iterator[Edit]:
    """Proposals for the words of such lines."""
    words = Words(reading, language)
    for line in _LINE.finditer(reading):
        groups = line["letters"].split(" ")
        alone = sum(len(group) == 1 for group in groups)
        if line["letters"].isupper() and alone >= max(LEAST, SINGLE * len(groups)):
            yield from _closed(line.start("letters"), groups, words, by)


def _closed(start: int, groups: Sequence[str], words: Words, by: str) -> Iterator[Edit]:
    """Proposals for the groups of letters of a line, which begins at a place of the reading."""
    places = list(accumulate((len(group) + 1 for group in groups), initial=start))
    ends = _divided(groups, words)
    read = ["".join(groups[a:b]) for a, b in pairwise([0, *ends])]
    for (a, b), word in zip(pairwise([0, *ends]), read, strict=True):
        if b - a > 1:
            why = f"Letters that stand apart are the words “{' '.join(read)}”."
            yield Edit(places[a], places[b] - 1, word, "word-division", by, LineRule.LETTERSPACED_LINE, why)


def _divided(groups: Sequence[str], words: Words) -> Sequence[int]:
    """Where the words of a line end, as indices of its groups; nowhere if that is not known. A number behind them is
    one only if all letters together are no words."""
    numeral = len(groups)
    while numeral and _NUMERAL.fullmatch(groups[numeral - 1]):
        numeral -= 1
    for end in range(len(groups), numeral - 1, -1):
        number = "".join(groups[end:])
        ends = _likeliest(groups[:end], words) if not number or arabic(number) is not None else None
        if ends is not None:
            return [*ends, *([len(groups)] if ends and number else [])]
    return []


def _likeliest(groups: Sequence[str], words: Words) -> Sequence[int] | None:
    """Where the words end that some groups of letters make; nowhere if others are about as likely. None: they make
    none."""
    best: list[list[tuple[float, list[int]]]] = [[(0.0, [])]]
    for end in range(1, len(groups) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            word = "".join(groups[start:end])
            if len(word) > LONGEST:
                break
            uses = words.usual(word)
            if uses >= USES.get(len(word), RARE):
                ways += [(score + uses - ALL, [*ends, end]) for score, ends in best[start]]
        best.append(sorted(ways, reverse=True)[:2])
    ends = best[-1][0][1] if best[-1] else []
    read = ["".join(groups[a:b]) for a, b in pairwise([0, *ends])]
    if not any(len(word) >= LONG for word in read):
        return None
    alike = len(best[-1]) > 1 and best[-1][0][0] - best[-1][1][0] < MARGIN
    rare = any(words.usual(word) < USES.get(len(word), USUAL) for word in read)
    return [] if alike or rare else ends
