"""Tables whose cells have pipes between them: those of Markdown and of data bases, and frames of `+---+`.

A pipe proves nothing: menus of web pages, feet of verse and lists of addresses have them. A table has a rule with a
stroke for each column, or pipes below each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ecdosis.stages.blocks.tables import ROWS, are_short, is_table
from ecdosis.stages.markdown.drawing import Line, Piped, Sort, pipe_marks, piped, words
from ecdosis.stages.markdown.drawn import FEWEST, Cells, Table, row_of, table, whole_lines
from ecdosis.stages.markdown.rules import MarkdownRule

WORDED: Final = 0.5
"""Share of the cells that must have a number or a word of two letters: feet of verse have signs of long and short."""
_GLUED: Final = re.compile(r"\S\||\|\S")
_WORDED: Final = re.compile(r"\d|[^\W_]{2}")


def of_markdown(lines: Sequence[Line]) -> Table:
    """The table that the lines of one in Markdown are, the second of which is its rule."""
    rows = {line: piped(line.drawn) for line in (lines[0], *lines[2:])}
    marks = [mark for line, row in rows.items() for mark in pipe_marks(line, row)]
    width = max(len(row.cells) for row in rows.values())
    found = (row_of([Cells(line, _filled(row, width))], line is lines[0]) for line, row in rows.items())
    return Table(tuple(found), tuple(sorted([*marks, lines[1].mark(above=False)])), MarkdownRule.TABLE)


def piped_table(lines: Sequence[Line]) -> Table | None:
    """The table that some lines are of which some have pipes."""
    rows = {line: piped(line.drawn) for line in lines if line.sort is Sort.PIPED}
    width = max((len(row.cells) for row in rows.values()), default=0)
    if any(line.sort is Sort.DRAWING for line in lines) or not _is_proved(lines, rows, width):
        return None
    marks = [mark for line, row in rows.items() for mark in pipe_marks(line, row)]
    marks += whole_lines(lines, rows)
    cells = {line: _filled(row, width) for line, row in rows.items()}
    return table(lines, cells, marks, MarkdownRule.PIPED)


def _filled(row: Piped, width: int) -> tuple[tuple[int, int], ...]:
    """The cells of a line, with empty ones where it has fewer than others."""
    end = row.cells[-1][1] + row.closed
    return (*row.cells, *[(end, end)] * (width - len(row.cells)))


def _is_proved(lines: Sequence[Line], rows: Mapping[Line, Piped], width: int) -> bool:
    """Whether what is drawn shows that lines with pipes are rows of a table."""
    if min(width, len(rows)) < FEWEST:
        return False
    cells = [words(line, _filled(row, width)) for line, row in rows.items()]
    places = [place for place, line in enumerate(lines) if line.sort is Sort.BARRED]
    if places and max(len(lines[place].strokes) for place in places) == width:
        inside = any(lines[place - 1] in rows and any(line in rows for line in lines[place:]) for place in places)
        return len({row.opened for row in rows.values()}) == 1 and (inside or are_short(cells))
    if len({row.pipes for row in rows.values()}) > 1 or not _are_worded(cells) or not are_short(cells):
        return False
    framed = all(row.opened and row.closed for row in rows.values())
    between = lines[0].sort is lines[-1].sort is Sort.SOLID
    return (framed and between) or (len(rows) >= ROWS and (framed or (all(map(_are_apart, rows)) and is_table(cells))))


def _are_apart(line: Line) -> bool:
    """Whether the pipes of a line have blanks on both sides: none is a mark of the word beside it."""
    return _GLUED.search(line.drawn) is None


def _are_worded(cells: Sequence[Sequence[str]]) -> bool:
    told = [cell for row in cells for cell in row if cell]
    return sum(_WORDED.search(cell) is not None for cell in told) >= WORDED * len(told)
