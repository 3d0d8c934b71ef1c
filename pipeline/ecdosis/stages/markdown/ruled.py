"""Tables without pipes that have rules: under their heads, above and below them, or with a stroke for each column.

A rule proves little: it stands above notes, below headings and between scenes. The words of a table stand in columns
as those of tables without rules (`blocks.tables`), or where the strokes of its rules say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.stages.blocks.tables import GAP, ROWS, are_short, in_columns, is_table
from ecdosis.stages.markdown.drawing import RULES, Line, Sort, words
from ecdosis.stages.markdown.drawn import FEWEST, HEADS, Table, table, whole_lines
from ecdosis.stages.markdown.going_on import joined, rows_of, widths_of
from ecdosis.stages.markdown.rules import MarkdownRule

_WIDE: Final = re.compile(rf"\S(?: {{{GAP},}}| ?\t\s*)\S")
_Span = tuple[int, int]


def ruled_table(lines: Sequence[Line]) -> Table | None:
    """The table that some lines without a blank one between them are, or most of them."""
    sorts = {line.sort for line in lines}
    if not sorts <= {Sort.WORDS, Sort.SOLID, Sort.COLUMNED} or not sorts & set(RULES):
        return None
    return (_by_strokes(lines) if Sort.COLUMNED in sorts else None) or _by_words(lines)


def _by_strokes(lines: Sequence[Line]) -> Table | None:
    """A table whose rules have a stroke for each column."""
    rules = [line for line in lines if line.sort is Sort.COLUMNED]
    strokes = rules[0].strokes
    if any(line.strokes != strokes for line in rules) or any("\t" in line.text for line in lines):
        return None
    gaps = [(end, start) for (_, end), (start, _) in pairwise(strokes)]
    borders = [0, *(start for start, _ in strokes[1:])]
    rows = {line: _cells(line, borders) for line in lines if line.sort is Sort.WORDS and _is_clear(line, gaps)}
    first = lines.index(rules[0])
    top, bottom = _top(lines, first, rows), first
    while bottom < len(lines) and (lines[bottom] in rows or lines[bottom].sort in RULES):
        bottom += 1
    if bottom < len(lines) and lines[bottom - 1] in rows:  # something else goes on
        return None
    cells = {line: rows[line] for line in lines[top:bottom] if line in rows}
    said = [words(line, spans) for line, spans in cells.items()]
    headed = any(line in cells for line in lines[top:first])
    proved = len(said) >= ROWS - (len(rules) > 1) and (headed or len(rules) > 1 or is_table(said))
    parted = sum(map(_is_parted, said)) * 2 >= len(said) and are_short(said)
    return _ruled(lines[top:bottom], cells) if proved and parted else None


def _top(lines: Sequence[Line], first: int, rows: Mapping[Line, Sequence[_Span]]) -> int:
    """Where a table begins: with the lines of its head right above its first rule, and with a rule above these."""
    top = first
    while top and first - top < HEADS and lines[top - 1] in rows:
        if not _is_parted(words(lines[top - 1], rows[lines[top - 1]])):
            break
        top -= 1
    return top - (top > 0 and lines[top - 1].sort is Sort.SOLID)


def _is_clear(line: Line, gaps: Sequence[_Span]) -> bool:
    """Whether a line has no words between columns."""
    return not any(line.text[start:end].strip() for start, end in gaps)


def _is_parted(cells: Sequence[str]) -> bool:
    """Whether several cells have words."""
    return sum(map(bool, cells)) > 1


def _by_words(lines: Sequence[Line]) -> Table | None:
    """A table whose words stand in columns, with rules above, below or between its rows. What stands before its first
    rule, or behind its last, in no columns is none of it, if it has two rules or more."""
    rules = [index for index, line in enumerate(lines) if line.sort in RULES]
    aligned = [index for index, line in enumerate(lines) if line.sort is Sort.WORDS and _WIDE.search(line.text)]
    top = min(aligned[:1] + rules[:1])
    bottom = max(aligned[-1:] + rules[-1:]) + 1
    found = [line for line in lines[top:bottom] if line.sort is Sort.WORDS]
    whole = (top, bottom) == (0, len(lines)) or len(rules) >= FEWEST
    if len(found) < ROWS or not whole:
        return None
    starts = in_columns([line.text for line in found])
    cells = {line: _cells(line, borders) for line, borders in zip(found, starts, strict=True)}
    said = [words(line, spans) for line, spans in cells.items()]
    rows = rows_of(said, widths_of(said))
    alone = any(lines.index(found[row[0]]) not in aligned for row in rows)
    if alone or len(rows) < ROWS or not is_table([joined([said[at] for at in row]) for row in rows]):
        return None
    return _ruled(lines[top:bottom], cells)


def _cells(line: Line, borders: Sequence[int]) -> tuple[_Span, ...]:
    """The cells of a line that begin at some places."""
    return tuple(pairwise(min(place, len(line.text)) for place in (*borders, len(line.text))))


def _ruled(lines: Sequence[Line], cells: Mapping[Line, tuple[_Span, ...]]) -> Table:
    return table(lines, cells, whole_lines(lines, cells), MarkdownRule.RULED)
