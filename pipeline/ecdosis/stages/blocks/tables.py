"""Tables: lines in a row whose parts stand below each other in columns, with blanks or tabs between them.

Columns alone prove nothing: prose in two columns has them, and so have signatures and addresses. A table has numbers
in a column that is not its first (a numbered list has them there), or at least three columns of few words each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from types import MappingProxyType
from typing import Final

from ecdosis.model.cells import has_numbers, is_number
from ecdosis.model.document import Block, Part
from ecdosis.model.kinds import CELL, TABULAR, Kind
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View

ROWS: Final = 3
"""Rows of a table at least."""
WORDED: Final = 4
"""Rows at least of a table without a column of numbers..."""
COLUMNS: Final = 3
"""... and its columns."""
WORDS: Final = 4.0
"""Words of a cell in the mean, but for one column of the table (what is told of in each row)."""
ACROSS: Final = 10
"""One of so many rows may reach over the blank between two columns."""
BLANK: Final = 1
"""Blank lines at most between rows, if what they part has the same columns."""
GAP: Final = 2
"""Blanks between two cells at least; between words stands one."""
TAB: Final = 8
"""Columns of a tab that begins a line."""
_GAP: Final = re.compile(rf"\S(?: {{{GAP},}}| ?\t\s*)\S")
_WORDS: Final = re.compile(r"\S+(?: \S+)*")
_WORD: Final = re.compile(r"\S")
_AFTER_GAP: Final = re.compile(rf"(?<=\s{{{GAP}}})\S")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a table, with the blanks before its words: its place among the blocks, and where its cells begin (code
    points of the line; one that is empty begins where the next does)."""

    line: str
    place: int
    starts: tuple[int, ...] = ()

    @property
    def cells(self) -> list[str]:
        """The words of each cell."""
        return [self.line[start:end].strip() for start, end in pairwise([*self.starts, len(self.line)])]


def tables(views: Sequence[View], taken: Proposals) -> Proposals:
    """The rows of tables, those of each in one group."""
    found: Proposals = {}
    for run in _grouped(views, taken):
        # what heads several columns at once, or stands right above a table, may hide its columns
        for skipped in range(min(len(run) - ROWS + 1, ROWS)):
            if proposed := _proposed(_in_columns(run[skipped:])):
                found |= proposed | _headed(proposed)
                break
    return found


def _headed(rows: Proposals) -> Proposals:
    """The lines that head rows below them, among the rows of a table."""
    return {a + 1: replace(rows[a], type=Kind.ROW) for a, b in pairwise(sorted(rows)) if b == a + 2}


def _grouped(views: Sequence[View], taken: Proposals) -> Iterator[list[_Row]]:
    """Lines with gaps in a row, with those of the same columns below a line that heads some of them; only where all
    together are a table."""
    several: list[list[_Row]] = []
    for run in (*_runs(views, taken), []):
        if several and run and _heads(views, taken, several[-1], run):
            several.append(run)
            continue
        rows = [row for one in several for row in one]
        yield from [rows] if len(several) > 1 and _proposed(_in_columns(rows)) else several
        several = [run]


def _heads(views: Sequence[View], taken: Proposals, above: Sequence[_Row], below: Sequence[_Row]) -> bool:
    """Whether one short line stands between rows of the same columns, right below those above it."""
    place = below[0].place - 1
    if not above or place != above[-1].place + 1 or place in taken:
        return False
    view = views[place]
    short = view.lines == 1 and view.words <= WORDS and view.text[-1] not in ".,;:!?-"
    close = view.above <= BLANK and not views[place + 1].above
    tabbed = any("\t" in row.line for row in (*above, *below))
    return short and close and not tabbed and _are_alike(above, below)


def with_cells(
    blocks: Sequence[Block], views: Sequence[View], stated: Mapping[int, Sequence[int]] = MappingProxyType({})
) -> tuple[Block, ...]:
    """The blocks of some views, the rows of tables among them with their cells. `stated`: where those of some rows
    begin, by the index of the row (offsets)."""
    result = list(blocks)
    for index, starts in stated.items():
        if blocks[index].type in TABULAR:
            result[index] = _with_parts(blocks[index], starts)
    rows = [index for index, block in enumerate(blocks) if block.type in TABULAR and index not in stated]
    for _, same in groupby(rows, key=lambda index: blocks[index].group):
        for row in _in_columns([_Row(_line(views[index]), index) for index in same]):
            block, before = blocks[row.place], views[row.place].start - views[row.place].indent
            result[row.place] = _with_parts(block, [before + start for start in row.starts])
    return tuple(result)


def _with_parts(row: Block, starts: Sequence[int]) -> Block:
    """A row with cells that begin at some offsets."""
    inside = [min(max(start, row.start), row.end) for start in starts]
    return replace(row, parts=tuple(Part(a, b, CELL) for a, b in pairwise([*inside, row.end])))


def _line(view: View) -> str:
    return " " * view.indent + view.text


def _runs(views: Sequence[View], taken: Proposals) -> Iterator[list[_Row]]:
    """Lines with gaps in a row; a blank line between them parts only what has other columns."""
    run: list[_Row] = []
    for below in _close(views, taken):
        follows = bool(run) and below[0].place == run[-1].place + 1 and views[below[0].place].above <= BLANK
        if follows and _are_alike(run, below):
            run = [*run, *below]
        else:
            yield run
            run = below
    yield run


def _close(views: Sequence[View], taken: Proposals) -> Iterator[list[_Row]]:
    """Lines with gaps, each right below the one before."""
    found: list[_Row] = []
    for place, view in enumerate(views):
        is_row = place not in taken and view.lines == 1 and _GAP.search(view.text) is not None
        if found and (view.above or not is_row):
            yield found
            found = []
        found += [_Row(_line(view), place)] if is_row else []
    if found:
        yield found


def _are_alike(above: Sequence[_Row], below: Sequence[_Row]) -> bool:
    """Whether lines with a blank line between them have the same columns."""
    one, other = (_borders([row.line for row in rows]) for rows in (above, below))
    return len(_borders([row.line for row in (*above, *below)])) >= max(len(one), len(other))


def _in_columns(rows: Sequence[_Row]) -> list[_Row]:
    """Rows that know where their cells begin, each as many."""
    found = in_columns([row.line for row in rows])
    return [replace(row, starts=starts) for row, starts in zip(rows, found, strict=True)]


def in_columns(lines: Sequence[str]) -> list[tuple[int, ...]]:
    """Where the cells of some lines begin (code points of each), as many in each line."""
    if all("\t" in line for line in lines):
        tabbed = [(*_leading(line), *(match.end() for match in re.finditer("\t", line))) for line in lines]
        most = max(map(len, tabbed), default=0)
        return [(*starts, *[len(line)] * (most - len(starts))) for line, starts in zip(lines, tabbed, strict=True)]
    borders = _borders(lines)
    return [tuple(_starts(line, borders)) for line in lines]


def _leading(line: str) -> Iterator[int]:
    """Where the first cell of a line begins, and those that stand empty before it: tabs that begin the line are the
    blanks of its indent."""
    blanks = len(line) - len(line.lstrip(" "))
    yield from range(0, blanks + 1, TAB) if blanks % TAB == 0 else (0,)


def _borders(lines: Sequence[str]) -> list[int]:
    """Where columns begin (code points of the line): behind each gap that stands in all lines, or in nearly all."""
    width = max(map(len, lines), default=0)
    covered = [0] * (width + 1)
    for line in lines:
        for words in _WORDS.finditer(line):
            covered[words.start()] += 1
            covered[words.end()] -= 1
    filled = [count > len(lines) // ACROSS for count in accumulate(covered)]
    return [place for place in range(width) if filled[place] and not (place and filled[place - 1])]


def _starts(line: str, borders: Sequence[int]) -> Iterator[int]:
    """Where the cells of a line begin, the first with the line; words that reach over the gap before a border belong to
    the cell before it."""
    yield 0
    ends = [*borders[1:], len(line)]
    begins = len(line)
    found: list[int] = []
    for place, end in zip(reversed(borders[1:]), reversed(ends[1:]), strict=True):
        reaches = line[place - 1 : place].strip() != ""
        word = _WORD.search(line, place, end) if not reaches else _AFTER_GAP.search(line, place, end)
        begins = word.end() - 1 if word else begins
        found.append(begins)
    yield from reversed(found)


def _proposed(rows: Sequence[_Row]) -> Proposals:
    """What the rows of a table are, if it is one."""
    cells = [row.cells for row in rows]
    if not is_table(cells):
        return {}
    why = f"{len(rows)} lines in a row with {len(cells[0])} columns below each other"
    return {
        row.place: Proposal(
            Kind.HEADER_ROW if not number and is_headed(cells) else Kind.ROW,
            BlockRule.TABLE,
            why,
            group=rows[0].place + 1,
        )
        for number, row in enumerate(rows)
    }


def is_table(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the words that stand below each other in some lines are those of a table."""
    columns = list(zip(*cells, strict=True))
    worded = len(cells) >= WORDED and len(columns) >= COLUMNS
    return bool(of_numbers(cells) or worded) and are_short(cells)


def is_headed(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table says what stands below: columns of numbers have none there."""
    numbers = of_numbers(cells)
    return bool(numbers) and not any(is_number(cells[0][index]) for index in numbers)


def of_numbers(cells: Sequence[Sequence[str]]) -> list[int]:
    """The columns of numbers of a table, but for its first."""
    return [i for i, column in enumerate(zip(*cells, strict=True)) if i and has_numbers(column[1:])]


def are_short(cells: Sequence[Sequence[str]]) -> bool:
    """Whether all columns of some rows but one have few words in each cell."""
    counts = ([len(cell.split()) for cell in column if cell] for column in zip(*cells, strict=True))
    return sum(sum(told) > WORDS * len(told) for told in counts) <= 1
