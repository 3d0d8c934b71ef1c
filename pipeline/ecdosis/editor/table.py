"""The table of decisions as a file: as we write it, or as an editor's spreadsheet has saved it.

Columns are parted by tabs, semicolons or commas (RFC 4180; a spreadsheet takes semicolons where numbers have a decimal
comma); the text is UTF-8 or, with a byte-order mark, UTF-16. A first row may name the columns, in any order, with
further ones among them. A row that was pasted from elsewhere may be parted by something else than the others; such rows
have columns of their own, which a row pasted above them may name. What is added or taken out is written as the rest of
the file is, of which every byte stays.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecdosis.editor.meanings import MEANINGS

COLUMNS: Final = ("at", "text", "decision", "value", "reason", "editor", "date", "scope")
NEEDED: Final = frozenset(("text", "decision"))
"""What a row that names the columns has at least."""
TAB: Final = "\t"
DELIMITERS: Final = (TAB, ";", ",")
NOT_PLACED: Final = "# not placed: "
"""How the remark begins above a row that has no sure place in another copy of its text; that is a remark as well."""
_MARKS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8"))
_SEPARATOR: Final = re.compile(r"sep=(.)")
"""What Excel writes, and reads, above a table."""
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*(?:""|\t)(?:[^"]|"")*)"')
"""A cell between tabs that a spreadsheet has quoted for the quotation marks in it. One that only begins and ends with
such a mark may be words as they stand in a text."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the number of the line on which it begins and of that behind it (from 1), and its cells by COLUMNS, as far
    as they are there; `odd`: how many cells it has, where these are too few or too many; what parts them, and the names
    of its columns."""

    number: int
    stop: int
    cells: tuple[str, ...]
    odd: int = 0
    delimiter: str = TAB
    columns: tuple[str, ...] = COLUMNS


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A file of decisions: its lines with their ends, how they are encoded (`mark`: the byte-order mark), what parts
    its columns, their names, and its rows; which line names the columns (the last that does; 0: none), and how many."""

    lines: tuple[str, ...]
    mark: bytes
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    head: int = 0
    width: int = 0

    @property
    def line_end(self) -> str:
        """How its lines end."""
        return "\r\n" if any(line.endswith("\r\n") for line in self.lines) else "\n"

    @property
    def unplaced(self) -> tuple[int, ...]:
        """The numbers of the lines with decisions that have no sure place: those below a remark that says so."""
        pairs = enumerate(pairwise(self.lines), 2)
        return tuple(
            number for number, pair in pairs if pair[0].lstrip('"').startswith(NOT_PLACED) and _is_silent(pair[1])
        )

    def without(self, numbers: Container[int]) -> bytes:
        """Its bytes without some rows, by their numbers."""
        gone = {line for row in self.rows if row.number in numbers for line in range(row.number, row.stop)}
        return self._encoded(line for number, line in enumerate(self.lines, 1) if number not in gone)

    def with_row(self, cells: Sequence[str], instead_of: Container[int] = ()) -> tuple[bytes, int]:
        """Its bytes with one more row (cells by COLUMNS), and the number of that; without some rows, by theirs."""
        table = parse(self.without(instead_of))
        lines = list(table.lines)
        if not "".join(lines).strip():
            lines = [self._line(self.columns)]
        elif not lines[-1].endswith("\n"):
            lines[-1] += self.line_end
        given = {name: cell for name, cell in zip(COLUMNS, cells, strict=False) if cell}
        columns = (*table.columns, *(name for name in given if name not in table.columns))
        named = max(index for index, name in enumerate(columns, 1) if name in given)
        new = len(columns) > len(table.columns) or COLUMNS[-1] in given
        if table.head and table.width < named and new:  # a column that nothing named before
            head = lines[table.head - 1]
            bare = head.rstrip("\r\n")
            lines[table.head - 1] = table.delimiter.join((bare, *columns[table.width : named])) + head[len(bare) :]
        width = max(named, min(table.width or len(COLUMNS) - 1, len(columns)))  # no more than the other rows have
        lines.append(self._line([given.get(name, "") for name in columns[:width]]))
        return self._encoded(lines), len(lines)

    def with_lines(self, instead: Mapping[int, Sequence[str]]) -> bytes:
        """Its bytes with other lines (without their ends) in the place of rows, by their numbers."""
        stops = {row.number: row.stop for row in self.rows}
        lines: list[str] = []
        number = 1
        while number <= len(self.lines):
            if number in instead:
                lines += [line + self.line_end for line in instead[number]]
                number = stops[number]
            else:
                lines.append(self.lines[number - 1])
                number += 1
        return self._encoded(lines)

    def raw_cells(self, row: TableRow) -> list[str]:
        """All cells of a row, as they are written between tabs, or what is meant by them."""
        text = "".join(self.lines[row.number - 1 : row.stop - 1])
        if row.delimiter == TAB:
            return text.rstrip("\r\n").split(TAB)
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=row.delimiter), [])

    def line(self, cells: Sequence[str], delimiter: str) -> str:
        """Cells as a line of it, without its end."""
        return self._line(cells, delimiter).removesuffix(self.line_end)

    def _line(self, cells: Sequence[str], delimiter: str = "") -> str:
        delimiter = delimiter or self.delimiter
        if delimiter == TAB:
            return TAB.join(cells).rstrip(TAB) + self.line_end
        written = io.StringIO()
        csv.writer(written, delimiter=delimiter, lineterminator=self.line_end).writerow(cells)
        return written.getvalue()

    def _encoded(self, lines: Iterator[str] | Sequence[str]) -> bytes:
        return self.mark + "".join(lines).encode(self.encoding)


def parse(data: bytes) -> DecisionTable:
    """The table in a file's bytes. Raises UnicodeDecodeError for bytes that are neither UTF-8 nor, with a byte-order
    mark, UTF-16."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    lines = tuple(re.findall(r"[^\n]*\n|[^\n]+", data[len(mark) :].decode(encoding)))
    delimiter = _delimiter(lines)
    columns: dict[str, tuple[str, ...]] = {}
    head = width = 0
    rows: list[TableRow] = []
    for number, stop, cells, by in _records(lines, delimiter):
        own = columns.get(by, COLUMNS)
        while len(cells) > len(COLUMNS) and not cells[-1]:  # a spreadsheet fills up rows that are shorter
            cells.pop()
        if _is_named(cells):
            columns[by] = _named(cells)
            head, width = (number, len(cells)) if by == delimiter else (head, width)
        elif own == COLUMNS and not 3 <= len(cells) <= len(COLUMNS):
            rows.append(TableRow(number, stop, (), len(cells), by))
        else:
            given = dict(zip(own, cells, strict=False))
            rows.append(TableRow(number, stop, tuple(given.get(name, "") for name in COLUMNS), 0, by, own))
    named = columns.get(delimiter, COLUMNS)
    return DecisionTable(lines, mark, encoding, delimiter, named, tuple(rows), head, width)


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """The columns as a row names them; ours, if it names the first of these in their order."""
    names = tuple(cell.casefold() for cell in cells)
    return COLUMNS if names == COLUMNS[: len(names)] else names


def _is_silent(line: str) -> bool:
    """Whether a line says nothing: it is blank, a remark, or for Excel."""
    return not line.strip() or line.lstrip('"').startswith("#") or _SEPARATOR.fullmatch(line.rstrip("\r\n")) is not None


def _is_named(cells: Sequence[str]) -> bool:
    """Whether a row names the columns."""
    return {cell.casefold() for cell in cells} >= NEEDED


def _delimiter(lines: Sequence[str]) -> str:
    """What parts the columns: that with which the first row names them; else what Excel was told; else, if no row has a
    tab, the one of which each row has two at least."""
    said = [line for line in lines if not _is_silent(line)]
    for line in said:
        for delimiter in DELIMITERS:
            if _is_named(_cells(line, delimiter)):
                return delimiter
    if told := next((found[1] for line in lines if (found := _SEPARATOR.fullmatch(line.rstrip("\r\n")))), ""):
        return told
    if any(TAB in line for line in said) or not said:
        return TAB
    return next((one for one in DELIMITERS if all(line.count(one) > 1 for line in said)), TAB)


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, int, list[str], str]]:
    """The rows that say something: the number of the first line, of that behind the last, the cells, and what parts
    them."""
    pasted = {number: found for number, line in enumerate(lines, 1) if (found := _pasted(line, delimiter))}
    if delimiter == TAB:
        for number, line in enumerate(lines, 1):
            if not _is_silent(line):
                yield number, number + 1, *(pasted.get(number) or (_cells(line, TAB), TAB))
        return
    reader = csv.reader(
        ("\n" if number in pasted else line for number, line in enumerate(lines, 1)), delimiter=delimiter
    )
    first = 1
    for cells in reader:
        if first in pasted:
            yield first, first + 1, *pasted[first]
        elif cells and not _is_silent(lines[first - 1]):
            yield first, reader.line_num + 1, [cell.strip() for cell in cells], delimiter
        first = reader.line_num + 1


def _pasted(line: str, delimiter: str) -> tuple[list[str], str] | None:
    """The cells of a row that is parted by something else than the others of its table, and by what: a row that names
    columns, or has a decision where one belongs and nothing but a number as its place."""
    if _is_silent(line) or (delimiter == TAB and TAB in line) or (delimiter != TAB and line.count(TAB) < len(NEEDED)):
        return None
    for other in DELIMITERS[1:] if delimiter == TAB else (TAB,):
        cells = _cells(line, other)
        if _is_named(cells) or (3 <= len(cells) <= len(COLUMNS) and _is_row(cells)):
            return cells, other
    return None


def _is_row(cells: Sequence[str]) -> bool:
    at, text, decision = cells[:3]
    known = decision.casefold() in MEANINGS or (bool(at) and not decision)
    return known and bool(text) and (not at or at.isdecimal())


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter != TAB:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    return [_unquoted(cell.strip()) for cell in line.rstrip("\r\n").split(TAB)]


def _unquoted(cell: str) -> str:
    quoted = _QUOTED.fullmatch(cell)
    return quoted[1].replace('""', '"') if quoted else cell
