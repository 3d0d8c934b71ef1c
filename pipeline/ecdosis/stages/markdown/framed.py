"""Words in a frame that is drawn around them, as transcribers set their notes: the frame is left out, the words stay.

Both rules are closed by corners and as long, and each line between them stands between two pipes below these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from ecdosis.model.document import Stated
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Edit
from ecdosis.stages.markdown.drawing import Line, Sort, lines_of
from ecdosis.stages.markdown.rules import BY, MarkdownRule, Understood

COLUMNS: Final = 0.3
"""Share of the lines of words with a wide gap in them from which they stand in columns, as those of a table."""
_RULE: Final = re.compile(r"[ \t]*[+|][-=]{8,}[+|][ \t]*")
_WIDE: Final = re.compile(r"\S {3,}\S")


class Frame(NamedTuple):
    """A frame: its lines, the rules among them."""

    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.lines[-1].end


def frames(text: str) -> Iterator[Frame]:
    """The frames around words of a text."""
    lines = list(lines_of(text))
    place = 0
    while place < len(lines):
        found = _frame(lines, place) if _RULE.fullmatch(lines[place].drawn) else None
        if found:
            yield found
        place += len(found.lines) if found else 1


def _frame(lines: Sequence[Line], first: int) -> Frame | None:
    """The frame whose upper rule is a line."""
    left, right = _edges(lines[first])
    last = first + 1
    while last < len(lines) and lines[last].sort in (Sort.PIPED, Sort.VOID):
        if _edges(lines[last]) != (left, right) or lines[last].drawn.count("|") != 2:
            return None
        last += 1
    said = [line.drawn[left + 1 : right] for line in lines[first + 1 : last] if line.sort is Sort.PIPED]
    closed = last < len(lines) and _RULE.fullmatch(lines[last].drawn) and _edges(lines[last]) == (left, right)
    if not said or not closed or sum(_WIDE.search(one.strip()) is not None for one in said) > COLUMNS * len(said):
        return None
    return Frame(tuple(lines[first : last + 1]))


def _edges(line: Line) -> tuple[int, int]:
    """The columns of the first and last sign of a line."""
    return len(line.drawn) - len(line.drawn.lstrip()), len(line.drawn.rstrip()) - 1


def understood(frame: Frame) -> Understood:
    """What a frame says of its text: its signs are left out."""
    top, *inner, bottom = frame.lines
    marks = [top.mark(above=True), bottom.mark(above=False)]
    for line in inner:
        left, right = (line.start + edge for edge in _edges(line))
        marks += [(left, left + 1, ""), (right, right + 1, "")]
    rule = MarkdownRule.FRAMED
    edits = (Edit(start, end, after, Kind.MARKUP, BY, rule, rule.what, at=frame.start) for start, end, after in marks)
    return Understood(tuple(sorted(edits, key=lambda edit: edit.start)), (), tuple(_paragraphs(inner)))


def _paragraphs(inner: Sequence[Line]) -> Iterator[Stated]:
    """The lines between blank ones that are one paragraph: in each but the last there is no room for the first word of
    the next."""
    for voided, run in groupby(inner, key=lambda line: line.sort is Sort.VOID):
        lines = [] if voided else list(run)
        if len(lines) > 1 and all(_is_full(line, after) for line, after in pairwise(lines)):
            rule = MarkdownRule.FRAMED
            start, end = lines[0].start + _edges(lines[0])[0] + 1, lines[-1].start + _edges(lines[-1])[1]
            yield Stated(start, end, "p", rule, rule.what, BY)


def _is_full(line: Line, after: Line) -> bool:
    """Whether a line has no room for the first word of the next, with a blank before it and one before the pipe."""
    right = _edges(line)[1]
    said = line.drawn[:right].rstrip()
    return len(said) + 1 + len(after.drawn.strip("| ").split()[0]) >= right
