"""Blocks between two lines of signs: `/* ... */`, `/# ... #/`, `/P ... P/`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecdosis.model.pieces import Span
from ecdosis.stages.transcription.lines import Line
from ecdosis.stages.transcription.regions import WRAPPED, closing, opening
from ecdosis.stages.transcription.rules import TranscriptionRule
from ecdosis.stages.transcription.table import STAGE, block_marks

FARTHEST: Final = 3000
"""Lines that a block has at most: an index has some; what never closes must not enclose the rest of a book."""
COMMENT: Final = "*"
"""The sign that comments of programs have, too."""
_OPENS: Final = re.compile(r"/(?P<sign>[^\s/\\\w]|[A-Za-z])(?P<margins>\[[\d.,]{1,12}\])?")
_CLOSES: Final = re.compile(r"(?P<sign>[^\s/\\\w]|[A-Za-z])/")
_INSIDE: Final = re.compile(r"\*|.*[{}]$")
"""A line inside of a comment of a program, or of code that was put in one."""
_CODE: Final = re.compile(r".*[;{}]$|#\s?[a-z]+\b|(?=.*\):?$).*?\w\(.*|\*/|/\*|//")
"""A line of a program that stands near one."""
USUAL: Final = 3
"""Blocks with a sign from which a line with that sign alone can be nothing else."""
NEAR: Final = 3
"""Lines before and after a block that are looked at."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The indices of the two lines of a block, its sign in small letters, and whether its lines are wrapped to margins
    of their own."""

    first: int
    last: int
    sign: str
    margins: bool


def pairs(lines: Sequence[Line]) -> tuple[list[Pair], list[int]]:
    """The pairs of lines that open and close a block, in the order of their ends, and the indices of lines that look
    like one of a pair, but have no other."""
    known = block_marks()
    opened: list[tuple[int, str, bool]] = []
    found: list[Pair] = []
    alone: list[int] = []
    for index, line in enumerate(lines):
        if line.text[:1] == "/" and (match := _OPENS.fullmatch(line.text)) and match["sign"].lower() in known:
            opened.append((index, match["sign"].lower(), match["margins"] is not None))
        elif line.text[1:] == "/" and (match := _CLOSES.fullmatch(line.text)) and match["sign"].lower() in known:
            sign = match["sign"].lower()
            place = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][1] == sign), None)
            if place is None or index - opened[place][0] > FARTHEST:
                alone.append(index)
                continue
            first, _, margins = opened[place]
            alone += [other for other, _, _ in opened[place + 1 :]]
            del opened[place:]
            found.append(Pair(first, index, sign, margins))
    return found, sorted(alone + [index for index, _, _ in opened])


def is_comment(lines: Sequence[Line], pair: Pair) -> bool:
    """Whether a block may as well be a comment of a program: it is written as one, stands near code, or not between
    blank lines."""
    if pair.sign != COMMENT:
        return False
    before, after = lines[max(0, pair.first - NEAR) : pair.first], lines[pair.last + 1 : pair.last + 1 + NEAR]
    beside = (*before[-1:], *after[:1])
    if any(not line.blank and not _is_mark(line) for line in beside):
        return True
    if any(_INSIDE.match(line.text) for line in lines[pair.first + 1 : pair.last]):
        return True
    return any(_CODE.match(line.text) and not _is_mark(line) for line in (*before, *after))


def _is_mark(line: Line) -> bool:
    return _OPENS.fullmatch(line.text) is not None or _CLOSES.fullmatch(line.text) is not None


def spans(lines: Sequence[Line], found: Sequence[Pair]) -> Iterator[Span]:
    """The marks of some pairs, each with what it opens or closes: a block that goes on over the end of a page is one,
    and the two marks around that end open and close nothing."""
    inner = _inner(lines, found)
    for pair in found:
        meaning = "passage" if pair.margins and block_marks()[pair.sign] == "quote" else block_marks()[pair.sign]
        sure = TranscriptionRule.ASTERISKS if pair.sign == COMMENT else TranscriptionRule.BLOCK
        first, last = lines[pair.first], lines[pair.last]
        yield _mark(first, opening(meaning), sure, _why(pair, "begins"), within=pair.first in inner)
        yield _mark(last, closing(meaning), sure, _why(pair, "ends"), within=pair.last in inner)


def _mark(line: Line, label: str, sure: float, why: str, *, within: bool) -> Span:
    """The mark in a line; one `within` a block opens and closes nothing, and its line is none of the text's."""
    if within:
        return Span(line.start, line.end + 1, "format-mark", STAGE, sure, why)
    return Span(line.start, line.end, "format-mark", STAGE, sure, why, label)


def _inner(lines: Sequence[Line], found: Sequence[Pair]) -> frozenset[int]:
    """The lines (indices) with the marks that Distributed Proofreaders set around the end of a page within a block
    whose lines are wrapped: nothing but the name of the next image stands between."""
    inner: set[int] = set()
    for a, b in pairwise(sorted(found, key=lambda pair: pair.first)):
        between = lines[a.last + 1 : b.first]
        paged = bool(between) and all(line.page for line in between)
        if paged and a.sign == b.sign and block_marks()[a.sign] in WRAPPED:
            inner |= {a.last, b.first}
    return frozenset(inner)


def left(lines: Sequence[Line], found: Sequence[Pair], alone: Sequence[int]) -> Iterator[Span]:
    """Lines without another to match, in a text that has so many blocks with the same sign that they can be nothing
    else: what they were to open or close is not known."""
    counts = Counter(pair.sign for pair in found)
    for index in alone:
        line = lines[index]
        if counts[line.text.strip("/").lower()[:1]] >= USUAL:
            why = "a transcriber’s mark of a block, without another to match"
            yield Span(line.start, line.end, "format-mark", STAGE, TranscriptionRule.LEFT, why)


def _why(pair: Pair, does: str) -> str:
    sign = pair.sign.upper()
    return f"a transcriber’s mark by which a block {does}, between /{sign} and {sign}/"
