"""Tables in columns, without pipes and rules, some of whose cells go on in the next line, below their first words.

Tables none of whose cells do are told later, by their blocks (`blocks.tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from ecdosis.stages.blocks.tables import GAP, ROWS, in_columns, is_headed, is_table
from ecdosis.stages.markdown.drawing import Line, Sort
from ecdosis.stages.markdown.drawn import Cells, Table, moved, row_of
from ecdosis.stages.markdown.going_on import joined, rows_of, widths_of
from ecdosis.stages.markdown.rules import MarkdownRule

TWO: Final = 2
"""Columns of a table of which no more than every second row may go on: there the rest may be prose beside numbers."""
_GAP: Final = re.compile(rf"\S(?: {{{GAP},}}| ?\t\s*)\S")
_LEADER: Final = re.compile(r"\.(?: ?\.){2}")


def wrapped_tables(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables among some lines whose cells go on; blank lines may part their rows."""
    blocks = [list(same) for is_blank, same in groupby(lines, key=lambda line: line.sort is Sort.BLANK) if not is_blank]
    chunk: list[Line] = []
    for block in blocks:
        if not all(line.sort is Sort.WORDS for line in block) or not _GAP.search(block[0].text):
            yield from _found(chunk)
            chunk = []
            continue
        if chunk and block[0].start - chunk[-1].end > TWO:
            yield from _found(chunk)
            chunk = []
        chunk += block
    yield from _found(chunk)


def _found(lines: Sequence[Line]) -> Iterator[Table]:
    """The table that some lines are, if some of its cells go on."""
    if len(lines) <= ROWS or any("\t" in line.text or _LEADER.search(line.text) for line in lines):
        return
    starts = in_columns([line.text for line in lines])
    cells = [Cells(line, tuple(pairwise((*at, len(line.text))))) for line, at in zip(lines, starts, strict=True)]
    said = [one.words for one in cells]
    runs = rows_of(said, widths_of(said))
    rows = [[cells[at] for at in run] for run in runs]
    whole = [joined([said[at] for at in run]) for run in runs]
    several = sum(len(row) > 1 for row in rows)
    alone = any(sum(map(bool, said[run[0]])) < TWO for run in runs)
    prose = len(said[0]) == TWO and several * TWO > len(rows)
    if not several or alone or prose or not is_table(whole) or _counts(whole):
        return
    made = (row_of(row, at == 0 and is_headed(whole)) for at, row in enumerate(rows))
    yield Table(tuple(made), (), MarkdownRule.WRAPPED, tuple(part for row in rows for part in moved(row)))


def _counts(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last column goes up from row to row, as pages of contents do, and the numbers of lines."""
    numbers = [row[-1].strip(" .") for row in rows]
    return all(map(str.isdecimal, numbers)) and all(int(a) <= int(b) for a, b in pairwise(numbers))
