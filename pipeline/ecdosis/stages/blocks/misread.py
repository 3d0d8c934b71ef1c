"""Divisions whose number an OCR engine has misread (`CHAP. HI.`), or whose name the printer has letterspaced
(`C H A P. XI.`): what stands alone, in the form of such a line, where exactly one is missing, is that one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.stages.blocks.numerals import value_of
from ecdosis.stages.blocks.proposal import Proposal
from ecdosis.stages.blocks.views import View

LETTERS: Final = 9
"""Letters and figures of a misread number at most: XXXVIII is eight, and one letter is often read as two."""
_LINE: Final = re.compile(
    r"(?P<name>[^\W\d_]{2,}|(?:[^\W\d_] ){2,}[^\W\d_])\s?\.?\s+"
    r"(?P<number>[IVXLCDMHNTUYKFJOSBivxlcdmhntuyrj0-9 !|'’]+)[.,:]?"
)
"""The name of a division, letterspaced or not, and nothing but the numerals and what an OCR engine reads for them."""


class _Line(NamedTuple):
    """One line: the index of its block, the name of its division as it is set, and its number, 0 if it is not read."""

    block: int
    name: str
    number: int


def misread(views: Sequence[View], known: Sequence[int], taken: Mapping[int, Proposal]) -> Iterator[int]:
    """The lines that name a division, beside those `known`, of which as many stand between two that are read as numbers
    are missing there."""
    sure = frozenset(known)
    named: dict[str, list[_Line]] = {}
    for index, view in enumerate(views):
        line = _line(index, view) if index not in taken else None
        if line and not (index + 1 < len(views) and _is_announced(line, views[index + 1])):
            named.setdefault(line.name, []).append(line)
    for same in named.values():
        counted = _counted([line for line in same if line.block in sure and line.number])
        for before, after in pairwise([_Line(-1, "", 0), *counted]):
            between = [line for line in same if before.block < line.block < after.block]
            if len(between) == after.number - before.number - 1:
                yield from (line.block for line in between if line.block not in sure)


def _line(index: int, view: View) -> _Line | None:
    """A block as the name of a division and its number, if it has their form."""
    match = _LINE.fullmatch(view.text.strip())
    if match is None or not match["name"][0].isupper():
        return None
    name = match["name"].replace(" ", "")
    number = match["number"].replace(" ", "")
    return _Line(index, name, value_of(number) or 0) if 0 < len(number) <= LETTERS else None


def _is_announced(line: _Line, after: View) -> bool:
    """Whether the next block names the same division: a catchword, or the entry of a list."""
    below = _line(line.block + 1, after)
    return below is not None and below.name == line.name


def _counted(lines: Sequence[_Line]) -> list[_Line]:
    """The most of some lines whose numbers go up: one that is misread as another number does not (`11.` for `II.`)."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, line in enumerate(lines):
        length = bisect_left(ends, line.number)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [line.number]
        last[length : length + 1] = [place]
    place, found = (last[-1] if last else -1), []
    while place >= 0:
        found.append(lines[place])
        place = before[place]
    return found[::-1]
