"""Titles that stand between paragraphs and that nothing else parts from them: lines in the capitals of titles, above
which a sentence has ended and below which prose begins."""

from __future__ import annotations

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


def titles(reading: str, page: LineSequence) -> frozenset[int]:
    """The lines behind which something else begins: those above titles, and the last of these."""
    found = list(_titles(reading, page))
    return (
        frozenset(line for first, last in found for line in (first - 1, last)) if len(found) >= AMONG else frozenset()
    )


def _titles(reading: str, page: LineSequence) -> Iterator[tuple[int, int]]:
    """The first line and the last of what may be a title: a word of the next line would have had room in that."""
    for first in range(1, len(page.lines) - 2):
        if page.lines[first - 1].closing is not Closing.STOP or not _is_of_title(reading, page, first):
            continue
        last = first
        most = min(first + LINES, len(page.lines) - 2)
        while last + 1 < most and page.adjacent[last] and _is_of_title(reading, page, last + 1):
            last += 1
        measure, below = page.measures[last], page.lines[last + 1]
        short = measure is not None and page.reach[last] < measure.full and page.adjacent[last]
        prose = page.runs_on[last + 1] or (measure is not None and page.reach[last + 1] >= measure.full)
        text = reading[page.lines[first].first : page.lines[last].last]
        if short and prose and len(text.split()) >= WORDS and below.opening is Opening.UPPER and not below.capitals:
            yield first, last


def _is_of_title(reading: str, page: LineSequence, index: int) -> bool:
    """Whether a line has the form of one of a title."""
    line = page.lines[index]
    text = reading[line.first : line.last]
    words = text[:1].isalpha() and is_titled(text) and not any(sign in text for sign in ",;:")
    return line.closing is Closing.OPEN and not line.capitals and not line.tabular and words
