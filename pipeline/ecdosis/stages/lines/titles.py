"""Titles that stand between paragraphs and that nothing else parts from them: lines in the capitals of titles, above
which a sentence has ended and below which prose begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.stages.blocks.layout import is_titled
from ecdosis.stages.lines.layout import LineSequence
from ecdosis.stages.lines.signs import Closing, Opening

AMONG: Final = 4
"""Such titles of a text at least: a line of a paragraph may look like one."""
LINES: Final = 3
"""Lines of a title at most."""
WORDS: Final = 2
"""Words of its last line at least, if it is the only one."""

_DECIMAL: Final = re.compile(r"(?P<within>\d{1,2})\.(?P<number>\d{1,2})\.?\s+[^\W\d_a-z][^.!?;]{2,80}")
"""`4.1. Labels in the borders`."""


def titles(reading: str, page: LineSequence) -> frozenset[int]:
    """The lines behind which something else begins: those above titles, and the last of these."""
    found = list(_titles(reading, page))
    found = [*(found if len(found) >= AMONG else ()), *_counted(reading, page)]
    return frozenset(line for first, last in found for line in (first - 1, last))


def _counted(reading: str, page: LineSequence) -> Iterator[tuple[int, int]]:
    """The titles in one line below a blank one whose numbers of two parts count on from another, or another from
    them."""
    numbers: dict[tuple[int, int], list[int]] = {}
    for index, line in enumerate(page.lines[:-1]):
        match = _DECIMAL.fullmatch(reading, line.first, line.last)
        if match and line.closing is Closing.OPEN and index and page.gaps[index - 1] > 1:
            numbers.setdefault((int(match["within"]), int(match["number"])), []).append(index)
    for (within, number), places in numbers.items():
        beside = (within, number - 1) in numbers or (within, number + 1) in numbers
        if beside and len(places) == 1 and _is_short(page, places[0]) and _is_prose(page, places[0] + 1):
            yield places[0], places[0]


def _is_short(page: LineSequence, index: int) -> bool:
    """Whether a word of the next line, which stands right below, would have had room in a line."""
    measure = page.measures[index]
    return measure is not None and page.reach[index] < measure.full and page.adjacent[index]


def _is_prose(page: LineSequence, index: int) -> bool:
    """Whether a line goes on below, or is full, with the measure of the one above."""
    if index >= len(page.runs_on):
        return False
    measure = page.measures[index - 1]
    return page.runs_on[index] or (measure is not None and page.reach[index] >= measure.full)


def _titles(reading: str, page: LineSequence) -> Iterator[tuple[int, int]]:
    """The first line and the last of what may be a title: a word of the next line would have had room in that."""
    for first in range(1, len(page.lines) - 2):
        if page.lines[first - 1].closing is not Closing.STOP or not _is_of_title(reading, page, first):
            continue
        last = first
        most = min(first + LINES, len(page.lines) - 2)
        while last + 1 < most and page.adjacent[last] and _is_of_title(reading, page, last + 1):
            last += 1
        below = page.lines[last + 1]
        short, prose = _is_short(page, last), _is_prose(page, last + 1)
        text = reading[page.lines[first].first : page.lines[last].last]
        if short and prose and len(text.split()) >= WORDS and below.opening is Opening.UPPER and not below.capitals:
            yield first, last


def _is_of_title(reading: str, page: LineSequence, index: int) -> bool:
    """Whether a line has the form of one of a title."""
    line = page.lines[index]
    text = reading[line.first : line.last]
    words = text[:1].isalpha() and is_titled(text) and not any(sign in text for sign in ",;:")
    return line.closing is Closing.OPEN and not line.capitals and not line.tabular and words
