"""Tables whose columns were lost: rows of numbers in the midst of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject

ROWS: Final = 6
"""Rows of a table: fewer lines of numbers may be a date, a sum or a score."""
FIELDS: Final = 3
"""Numbers in a row of several."""
ALONE: Final = 10
"""Lines with one number each, one below the other, as a table comes out whose cells were parted."""
CELL: Final = 40
"""Code points of the words in a cell."""
_ROWS: Final = re.compile(rf"([nw]{{3,10}}?)\1{{{ROWS - 1},}}")
"""Rows of as many cells each, and of the same sort in the same order."""
_DIGITS: Final = re.compile(
    r"\d\s\S{0,9}\d\s\S{0,9}\d|^[ \t]{0,40}\S{0,2}\d[\d.,:%/-]{0,12}[ \t\r]{0,40}$", re.MULTILINE
)
_GAPS: Final = re.compile(r" {2,}| ?\t[ \t]*")
"""What stands between two cells of a row that has kept its columns."""
_NUMBER: Final = re.compile(r"[-–−+(]?[$£€]?\d[\d.,:/’']*[%)*]?")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of numbers: the line (from 1) of the first, and how many there are."""

    line: int
    rows: int


def tables(text: str) -> Iterator[Table]:
    """Lines of a text that stand one below the other with as many numbers each (several, or one alone), in order."""
    if not _DIGITS.search(text):
        return
    first = rows = numbers = 0
    blank = False
    for index, line in enumerate(text.split("\n"), 1):
        count = _numbers(line)
        if not line.strip() and not blank:
            blank = True
            continue
        blank = False
        if count and count == numbers:
            rows += 1
            continue
        if rows >= (ALONE if numbers == 1 else ROWS):
            yield Table(first, rows)
        first, rows, numbers = index, 1, count
    if numbers and rows >= (ALONE if numbers == 1 else ROWS):
        yield Table(first, rows)


def parted(text: str) -> Iterator[Table]:
    """Rows of a text each cell of which is a line of its own: lines that are by turns words and numbers, in the same
    order again and again."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    signs = "".join(map(_cell, (line for _, line in lines)))
    for match in _ROWS.finditer(signs):
        row = match[1]
        if row.count("n") > 1 and "w" in row:
            yield Table(lines[match.start()][0], (match.end() - match.start()) // len(row))


def _cell(line: str) -> str:
    """What a line may be in a table: a number (n), some words (w), nothing (x)."""
    if _NUMBER.fullmatch(line):
        return "n"
    return "w" if len(line) <= CELL and line[-1] not in ".!?,;:-" and line[0].isalnum() else "x"


def _numbers(line: str) -> int:
    """How many numbers a line has that is a row of a table without columns; 0 if it is none: words may name the row."""
    if len(_GAPS.split(line.strip())) >= FIELDS:  # its columns are there
        return 0
    fields = line.split()
    count = sum(1 for field in fields if _NUMBER.fullmatch(field))
    if count >= FIELDS and 2 * count >= len(fields):
        return count
    return 1 if count == len(fields) == 1 else 0


def examine(subject: Subject) -> Finding | None:
    """Rows of numbers."""
    found = list(tables(subject.text)) or list(parted(subject.text))
    if not found:
        return None
    rows = sum(table.rows for table in found)
    what = "A table has" if len(found) == 1 else f"{len(found):,} tables have"
    return Finding(
        "tables",
        f"{what} lost the columns: {rows:,} lines are rows of numbers (the first is line {found[0].line:,}).",
        "Compare them with the original before you use their figures.",
        grave=False,
    )
