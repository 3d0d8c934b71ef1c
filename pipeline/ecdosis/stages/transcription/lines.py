"""The lines of a text as the marks of transcribers are looked for in them, and whether a text has such marks at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ecdosis.stages.furniture.lines import cuts
from ecdosis.stages.furniture.page_marks import IMAGE_MARK

OWN_IMAGE: Final = re.compile(r"-{2,}\s*File:|\.bn\s")
"""How Distributed Proofreaders name the image of a page; a page mark of others proves no mark of a transcriber."""


class Line(NamedTuple):
    """A line: offsets without the blanks at its ends (both the same if it is blank), its text, and whether it is the
    mark of a page."""

    start: int
    end: int
    text: str
    page: bool

    @property
    def blank(self) -> bool:
        """Whether it parts what is before from what is after: it has no words, or a page begins."""
        return not self.text or self.page


def lines_of(reading: str) -> list[Line]:
    """The lines of a reading, in order."""
    return list(_lines(reading))


def _lines(reading: str) -> Iterator[Line]:
    at = 0
    for raw in reading.split("\n"):
        text = raw.strip()
        start = at + len(raw) - len(raw.lstrip()) if text else at
        page = text.startswith(("-", "#", "{", ".bn")) and IMAGE_MARK.fullmatch(text) is not None
        yield Line(start, start + len(text), text, page)
        at += len(raw) + 1


def names_images(lines: Sequence[Line]) -> bool:
    """Whether the pages of a text are marked as Distributed Proofreaders do."""
    return any(line.page and OWN_IMAGE.match(line.text) for line in lines)


def line_at(lines: Sequence[Line], offset: int) -> int:
    """The index of the line in which an offset lies."""
    return max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1)


def beside(lines: Sequence[Line], index: int, step: int) -> Line | None:
    """The next line with words before (`step` -1) or after (1) one."""
    index += step
    while 0 <= index < len(lines):
        if not lines[index].blank:
            return lines[index]
        index += step
    return None


def is_cut(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether a sentence goes on over some lines (from the index `first` to `last`) that stand in it."""
    before, after = beside(lines, first, -1), beside(lines, last, 1)
    return before is not None and after is not None and cuts(before.text, after.text)
