"""Cells of tables that go on in the next line, below their first words: which lines of a table go on with a row.

Of a line with few words in the midst of a table it has to be shown that it is no row of its own: it has words only
below words, each begins with one for which there was no room above, and goes on in the midst of a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_OPEN: Final = re.compile(r"(?:\w\s?[,&–—-]|(?<!\S)[^\W\d_A-Z]\w*)$")
"""The end of words that go on, whatever follows: a mark or a small word."""


def widths_of(rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide the columns are of some lines, by the words of their cells."""
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def rows_of(lines: Sequence[Sequence[str]], widths: Sequence[int]) -> list[list[int]]:
    """The lines of each row, by their numbers: a line that goes on with the row above is of that."""
    rows = [[0]]
    for number in range(1, len(lines)):
        row, last, line = lines[rows[-1][0]], lines[number - 1], lines[number]
        filled = [index for index, cell in enumerate(line) if cell]
        goes_on = 0 < len(filled) < sum(map(bool, row)) and all(
            _continues(last[index], line[index], widths[index]) for index in filled
        )
        if goes_on:
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


def joined(lines: Sequence[Sequence[str]]) -> list[str]:
    """The words of the cells of a row."""
    return [" ".join(filter(None, column)) for column in zip(*lines, strict=True)]


def _continues(above: str, below: str, width: int) -> bool:
    """Whether words go on with those above them in a column so wide."""
    no_room = above and len(above) + 1 + len(below.split()[0]) > width
    return bool(no_room) and (below[:1].islower() or _OPEN.search(above) is not None)
