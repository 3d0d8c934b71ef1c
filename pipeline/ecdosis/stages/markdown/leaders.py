"""Tables in which dots lead from what is told of to its numbers: `Wheat . . . . 12`.

Contents, lists of pictures and indexes are set so as well, and bills of the theatre: these are none. The numbers of a
table are no pages: they have a sign, pence or a fraction, or they do not go up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.model.cells import has_numbers
from ecdosis.stages.blocks.entries import is_contents
from ecdosis.stages.blocks.tables import GAP, ROWS, are_short, in_columns
from ecdosis.stages.markdown.drawing import Line, Sort
from ecdosis.stages.markdown.drawn import Cells, Row, Table, moved, row_of
from ecdosis.stages.markdown.rules import MarkdownRule
from ecdosis.stages.words import words

APART: Final = 2
"""Blank lines between two rows at most."""
ABOVE: Final = 40
"""Lines above a table among which the heading of contents would stand."""
HEADING: Final = 6
"""Words of a line that heads some rows, at most."""
BEGUN: Final = 2
"""Lines above that of the dots in which a row begins, at most..."""
FILLED: Final = 10
"""... and words of each."""
RISING: Final = 0.6
"""Share of the numbers that are no less than the one above, from which they may be pages..."""
ORDERED: Final = 0.75
"""... and of the names that follow the one above in the alphabet, from which they may be those of an index."""
WIDEST: Final = 200
"""Code points of a line at most."""
_LEADER: Final = re.compile(r"(?:[.·…] {0,3}){3,}[.·…](?<! \.(?=\d))|(?<=\s)(?:\. ?\. ?\.|…)(?=  |\t)")
"""Four dots or more, but for that of a number (`.... .12`), or three before a gap."""
_PART: Final = re.compile(rf"\S+(?: \S+)*(?: {{{GAP},}}|\t|$)?")
_PAGE: Final = re.compile(r"(?:\d{1,3}|[ivxlc]{1,7}|[IVXLC]{1,7})\.?")
_PAGES: Final = re.compile(r"\d{1,4}(?:[,;–-] ?\d{1,4}){0,20}\.?")
_GAP: Final = re.compile(rf"\s{{{GAP}}}|\t")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


class _Led(NamedTuple):
    """A line with leaders: where its cells begin and end, where its leaders do (code points of the line)."""

    cells: tuple[tuple[int, int], ...]
    dots: tuple[tuple[int, int], ...]


class _Item(NamedTuple):
    """A row of a table (its lines, of which one has dots), or a line that heads some (`led` is none)."""

    lines: tuple[Line, ...]
    led: _Led | None


def led_tables(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables with leaders among some lines."""
    found = [_led(line) for line in lines]
    index = 0
    while index < len(lines):
        apart = index == 0 or lines[index - 1].sort is Sort.BLANK
        begins = found[index] or (apart and _begun(lines, found, index) is not None)
        items, end = _items(lines, found, index) if begins else ([], index + 1)
        table = _table(lines, items, index) if sum(item.led is not None for item in items) >= ROWS else None
        if table:
            yield table
        index = end


def _led(line: Line) -> _Led | None:
    """A line as one with leaders, if it has words before the first and something behind it."""
    text = line.text
    if line.sort is not Sort.WORDS or len(text) > WIDEST:
        return None
    dots = [match.span() for match in _LEADER.finditer(text)]
    told = text[: dots[0][0]].strip() if dots else ""
    if not _LETTERS.search(told) or _GAP.search(told):
        return None
    cells = [(_indent(line), _indent(line) + len(told))]
    for (_, start), (end, _) in pairwise([*dots, (len(text), 0)]):
        cells += ((m.start(), m.start() + len(m[0].rstrip())) for m in _PART.finditer(text, start, end))
    return _Led(tuple(cells), tuple(dots)) if len(cells) > 1 else None


def _items(lines: Sequence[Line], found: Sequence[_Led | None], first: int) -> tuple[list[_Item], int]:
    """The rows from a line on, and the lines that head some of them; with the index of the line behind them."""
    items: list[_Item] = []
    index = first
    while index < len(lines):
        near = _words_from(lines, index, APART if items else 0)
        if near is None:
            break
        if found[near]:
            items.append(_Item((lines[near],), found[near]))
            index = near + 1
        elif (last := _begun(lines, found, near)) is not None:
            items.append(_Item(tuple(lines[near : last + 1]), found[last]))
            index = last + 1
        elif near == index and _ends(lines[index], items[-1]):
            items[-1] = items[-1]._replace(lines=(*items[-1].lines, lines[index]))
            index += 1
        elif _heads(lines, found, near):
            items.append(_Item((lines[near],), None))
            index = near + 1
        else:
            break
    return items, max(index, first + 1)


def _words_from(lines: Sequence[Line], index: int, blank: int) -> int | None:
    """The next line from an index on that is not blank, over so many blank ones at most."""
    for place in range(index, min(index + blank + 1, len(lines))):
        if lines[place].sort is not Sort.BLANK:
            return place if lines[place].sort is Sort.WORDS else None
    return None


def _begun(lines: Sequence[Line], found: Sequence[_Led | None], index: int) -> int | None:
    """The line with the dots of a row that begins in a line above it: words go on in small letters, or further in."""
    for last in range(index + 1, min(index + 1 + BEGUN, len(lines))):
        above, below = lines[last - 1], lines[last]
        open_end = Sort.BLANK not in (above.sort, below.sort) and above.text.rstrip()[-1] not in ".:;!?"
        if not open_end or below.sort is not Sort.WORDS or len(above.text.split()) > FILLED:
            return None
        if not (below.text.lstrip()[0].islower() or _indent(below) > _indent(lines[index])):
            return None
        if found[last]:
            return last
    return None


def _ends(line: Line, item: _Item) -> bool:
    """Whether a line goes on with the words of the row above: in small letters, and further in."""
    return item.led is not None and line.text.lstrip()[0].islower() and _indent(line) > _indent(item.lines[0])


def _heads(lines: Sequence[Line], found: Sequence[_Led | None], index: int) -> bool:
    """Whether a line is short, and a row stands soon below it, no further from it than what stands above."""
    text = lines[index].text.strip()
    below = _words_from(lines, index + 1, APART)
    if below is None or not (found[below] or _begun(lines, found, below) is not None):
        return False
    return _is_heading(text) and below - index - 1 <= max(_blank_above(lines, index), 0)


def _is_heading(text: str) -> bool:
    return len(text.split()) <= HEADING and not text[0].islower() and text[-1] not in ",;!?-" and ". " not in text


def _blank_above(lines: Sequence[Line], index: int) -> int:
    place = index
    while place and lines[place - 1].sort is Sort.BLANK:
        place -= 1
    return index - place


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _table(lines: Sequence[Line], items: list[_Item], first: int) -> Table | None:
    """The table of some rows, the first of which begins at a line; none if they may be contents or an index."""
    while items[-1].led is None:
        items = items[:-1]
    columns = _columns([item.led for item in items if item.led], [_dotted(item) for item in items if item.led])
    rows = iter(columns)
    told = [(item, next(rows) if item.led else ()) for item in items]
    said = [[_dotted(item).text[a:b].strip() for a, b in cells] for item, cells in told if item.led]
    if not _are_numbers(said) or _is_led_to_pages(lines, first, said):
        return None
    count = len(columns[0])
    above = _above(lines, first, items, count)
    told = [(item, cells or _alone(item.lines[0], count)) for item, cells in told]
    heads = [item for item, _ in above[:1] if item.led]
    told = [*((item, cells or _alone(item.lines[0], count)) for item, cells in above), *told]
    made = [_row(item, cells, item in heads) for item, cells in told]
    marks = [
        (_dotted(item).start + a, _dotted(item).start + b, "") for item, _ in told if item.led for a, b in item.led.dots
    ]
    moves = (one for item, cells in told for one in moved(_cells(item, cells)))
    return Table(tuple(made), tuple(marks), MarkdownRule.LED, tuple(moves))


def _dotted(item: _Item) -> Line:
    """The line of a row that has the dots."""
    return next((line for line in item.lines if _led(line)), item.lines[0])


def _columns(found: Sequence[_Led], lines: Sequence[Line]) -> list[tuple[tuple[int, int], ...]]:
    """The cells of some rows, as many in each: as the blanks part them where all have as many, else as they stand below
    each other, else what stands behind the dots is one."""
    if len({len(one.cells) for one in found}) == 1:
        return [one.cells for one in found]
    starts = in_columns([_without(line.text, one) for line, one in zip(lines, found, strict=True)])
    below = all(
        len(at) > 2 and one.cells[0][1] <= at[1] and {a for a, _ in one.cells[1:]} <= {*at}
        for at, one in zip(starts, found, strict=True)
    )
    if below:
        ends = [(*at[1:], len(line.text)) for at, line in zip(starts, lines, strict=True)]
        return [tuple(zip(at, end, strict=True)) for at, end in zip(starts, ends, strict=True)]
    return [(one.cells[0], (one.cells[1][0], one.cells[-1][1])) for one in found]


def _without(text: str, led: _Led) -> str:
    """A line with blanks in the place of its dots."""
    for start, end in led.dots:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _are_numbers(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column behind the dots is one of numbers, and all are short."""
    return any(map(has_numbers, list(zip(*rows, strict=True))[1:])) and are_short(rows)


def _is_led_to_pages(lines: Sequence[Line], first: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the numbers of some rows may be pages: they stand below the heading of contents or of a column of pages,
    go up, or behind names in the order of the alphabet."""
    above = [line for line in lines[max(0, first - ABOVE) : first] if line.sort is Sort.WORDS]
    if any(is_contents(line.text) for line in above) or (above and _names_pages(above[-1].text)):
        return True
    last = [row[-1] for row in rows]
    if not all(map(_PAGES.fullmatch, last)) and not all(map(_PAGE.fullmatch, last)):
        return False
    numbers = [int(one.strip(".")) for one in last if one.strip(".").isdecimal()]
    names = [row[0].casefold() for row in rows]
    listed = len(rows[0]) == 2 and _share(a <= b for a, b in pairwise(names)) >= ORDERED
    return len(numbers) < len(last) or _share(a <= b for a, b in pairwise(numbers)) >= RISING or listed


def _share(told: Iterable[bool]) -> float:
    found = [*told]
    return sum(found) / len(found)


def _names_pages(text: str) -> bool:
    """Whether a line says what stands in columns of contents, and nothing else."""
    return all(word.strip(".:").casefold() in words("columns") for word in text.split())


def _alone(line: Line, count: int) -> tuple[tuple[int, int], ...]:
    """The cells of a line that heads rows of so many columns: it is the first."""
    end = len(line.text)
    return ((_indent(line), end), *[(end, end)] * (count - 1))


def _above(
    lines: Sequence[Line], first: int, items: Sequence[_Item], count: int
) -> list[tuple[_Item, tuple[tuple[int, int], ...]]]:
    """What stands right above a table and is of it: a line that heads the first rows as others do further down, and
    what says what stands in the columns of numbers."""
    found: list[tuple[_Item, tuple[tuple[int, int], ...]]] = []
    place = first - 1 - _blank_above(lines, first)
    heading = next((item.lines[0].text for item in items if item.led is None), None)
    if heading and place >= 0 and _is_like(lines[place].text, heading) and first - place - 1 <= APART:
        found.append((_Item((lines[place],), None), ()))
        first, place = place, place - 1 - _blank_above(lines, place)
    if place == first - 1 and place >= 0 and lines[place].sort is Sort.WORDS:
        parts = [match.span() for match in _PART.finditer(lines[place].text)]
        begins = min(item.led.dots[0][0] for item in items if item.led)
        if len(parts) == count - 1 and parts[0][0] > begins:
            parts = [(parts[0][0], parts[0][0]), *parts]
        if len(parts) == count and parts[1][0] > begins and not _led(lines[place]):
            found.insert(0, (_Item((lines[place],), _Led(tuple(parts), ())), tuple(parts)))
    return found


def _is_like(text: str, heading: str) -> bool:
    """Whether a line has the form of another that heads rows."""
    text, heading = text.strip(), heading.strip()
    if not text or not _is_heading(text):
        return False
    return text.isupper() == heading.isupper() and text[-1].isalnum() == heading[-1].isalnum()


def _cells(item: _Item, cells: Sequence[tuple[int, int]]) -> list[Cells]:
    """The lines of a row with their cells: a line without dots has words of the first cell alone."""
    dotted = _dotted(item)
    return [Cells(line, tuple(cells) if line is dotted else _alone(line, len(cells))) for line in item.lines]


def _row(item: _Item, cells: Sequence[tuple[int, int]], head: bool) -> Row:
    return row_of(_cells(item, cells), head)
