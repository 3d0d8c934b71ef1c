"""Tables that are drawn: what their lines of cells and the rules between them are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.model.cells import is_number
from ecdosis.model.document import Stated
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Edit
from ecdosis.stages.blocks.tables import is_headed, of_numbers
from ecdosis.stages.markdown.drawing import RULES, Line, Sort, words
from ecdosis.stages.markdown.going_on import rows_of, widths_of
from ecdosis.stages.markdown.rules import BY, MarkdownRule, Understood

FEWEST: Final = 2
"""Rows and columns at least, where what is drawn proves a table."""
HEADS: Final = 3
"""Lines of a head at most."""
MOVED: Final = "a cell of a table that goes on in the next line"


class Row(NamedTuple):
    """A row: where it begins and ends, where each of its cells begins (offsets), and whether it is of the head."""

    start: int
    end: int
    cells: tuple[int, ...]
    head: bool


class Moved(NamedTuple):
    """Words from one offset to another that are read in another way; `cell`: where the cell ends of which they are."""

    start: int
    end: int
    after: str
    cell: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, what is drawn around them (offsets, and what it is read as), and what shows it; `moved`: the
    words of cells that stand below others of theirs, where they stand (nothing is read) and where they are read."""

    rows: tuple[Row, ...]
    marks: tuple[tuple[int, int, str], ...]
    rule: MarkdownRule
    moved: tuple[Moved, ...] = ()

    @property
    def start(self) -> int:
        """Where it begins, with what is drawn above."""
        return min((self.rows[0].start, *(mark[0] for mark in self.marks[:1])))

    @property
    def end(self) -> int:
        """Where it ends, with what is drawn below."""
        return max((self.rows[-1].end, *(mark[1] for mark in self.marks[-1:])))


class Cells(NamedTuple):
    """A line of a table, with the spans of its cells."""

    line: Line
    cells: tuple[tuple[int, int], ...]

    @property
    def words(self) -> list[str]:
        """The words of each cell."""
        return words(self.line, self.cells)


_Section = list[Cells]
"""The lines of cells between two rules."""


def whole_lines(lines: Sequence[Line], rows: Collection[Line]) -> Iterator[tuple[int, int, str]]:
    """The lines that are nothing but drawn: rules, and pipes without words."""
    first = next(line.start for line in lines if line in rows)
    return (line.mark(above=line.start < first) for line in lines if line not in rows)


def table(
    lines: Sequence[Line],
    cells: Mapping[Line, tuple[tuple[int, int], ...]],
    marks: Iterable[tuple[int, int, str]],
    rule: MarkdownRule,
) -> Table:
    """The table of some lines of cells, and of the rules between them."""
    sections: list[_Section] = []
    rules: list[Line] = []
    below = True  # a rule
    for line in lines:
        if line.sort in RULES:
            rules += [line] if sections and not below else []
            below = True
        elif line in cells:
            sections += [[]] if below else []
            sections[-1].append(Cells(line, cells[line]))
            below = False
    heads = _heads(sections, rules)
    framed = len(sections) > FEWEST and all(rule.sort is Sort.BARRED for rule in rules)
    widths = widths_of([row.words for section in sections for row in section])
    widths = [0] * len(widths) if framed else widths  # a rule says where a row ends, whatever room there was
    found: list[Row] = []
    moves: list[Moved] = []
    for place, section in enumerate(sections):
        runs = [[*range(len(section))]] if framed and _goes_on(section) else rows_of([r.words for r in section], widths)
        for run in runs:
            row = [section[at] for at in run]
            found.append(row_of(row, place < heads))
            moves += moved(row)
    if not heads and is_headed([row.words for section in sections for row in section]):
        found[0] = found[0]._replace(head=True)
    return Table(tuple(found), tuple(sorted(marks)), rule, tuple(moves))


def _heads(sections: Sequence[_Section], rules: Sequence[Line]) -> int:
    """How many sections at the top of a table are its head, as its rules say: 0 or 1."""
    first, *others = sections
    if not others or len(first) > HEADS:
        return 0
    if rules[0].double and not any(rule.double for rule in rules[1 : len(others)]):
        return 1
    numbers = of_numbers([row.words for section in sections for row in section])
    numbered = any(is_number(row.words[index]) for row in first for index in numbers)
    single = len(others) == len(first) == 1
    return int(single or (not numbered and any(len(section) > 1 and not _goes_on(section) for section in others)))


def _goes_on(section: _Section) -> bool:
    """Whether lines between two rules are one row: in each but the first, only cells go on that the last words above
    stand in, or stand behind those."""
    told = [[index for index, cell in enumerate(row.words) if cell] for row in section]
    return all(below and 0 < below[0] >= above[-1] for above, below in pairwise(told) if above)


def row_of(section: _Section, head: bool) -> Row:
    """The row that one or several lines are. Its cells begin where their first words are."""
    begins, end = section[0].line.span[0], section[-1].line.span[1]
    said = [(row, row.words) for row in section]
    starts: list[int] = []
    following = end
    for column in reversed(range(len(section[0].cells))):
        holding = (row for row, cells in said if cells[column])
        row = next(holding, section[0] if len(section) == 1 else None)
        following = row.line.start + row.cells[column][0] if row else following
        starts.append(min(following, end))
    return Row(begins, end, tuple(reversed(starts)), head)


def moved(row: Sequence[Cells]) -> Iterator[Moved]:
    """The words of the cells of a row that stand below others of theirs, as what is read there (nothing), and what is
    read where those end; what goes on with the last words of the row stands where it is to be read."""
    first, *below = row
    last = max((index for index, cell in enumerate(first.words) if cell), default=-1)
    behind: dict[int, list[str]] = {}
    ends = [
        _span(next((part for part in row if part.words[index]), first), index)[1] for index in range(len(first.cells))
    ]
    for part in below:
        filled = [index for index, cell in enumerate(part.words) if cell]
        if all(index >= last for index in filled) and not behind:
            last = max(filled, default=last)
            continue
        for index in filled:
            behind.setdefault(index, []).extend(part.words[index].split())
            yield Moved(*_span(part, index), "", ends[index])
    for index, more in behind.items():
        final = next(part.words[index] for part in row if part.words[index])[-1]
        yield Moved(ends[index] - 1, ends[index], " ".join([final, *more]), ends[index])


def _span(part: Cells, index: int) -> tuple[int, int]:
    """Where the words of a cell begin and end (offsets)."""
    start, end = part.cells[index]
    text = part.line.text[start:end]
    at = part.line.start + start
    return at + len(text) - len(text.lstrip()), at + len(text.rstrip())


def understood(table: Table) -> Understood:
    """What a table says of its text: its marks, which are one finding, are left out, its rows are stated."""
    rule, group = table.rule, table.start
    why = f"{rule.what}: {len(table.rows)} rows"
    edits = (Edit(start, end, after, Kind.MARKUP, BY, rule, why, at=table.start) for start, end, after in table.marks)
    moved = (Edit(m.start, m.end, m.after, Kind.WRAPPED_CELL, BY, rule, MOVED, at=m.cell) for m in table.moved)
    rows = (
        Stated(
            row.start, row.end, Kind.HEADER_ROW if row.head else Kind.ROW, rule, why, BY, group=group, cells=row.cells
        )
        for row in table.rows
    )
    return Understood((*edits, *moved), (), tuple(rows))
