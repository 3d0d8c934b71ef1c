"""Where the parts of letters stand in TEI: `opener` at the top of a division, `closer` and `postscript` at its bottom.

A letter among other text is a text of its own in a quotation (`quote/floatingText`). Elsewhere TEI has none of these:
what stands there is an `ab` that says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from lxml import etree

from ecdosis.model.document import Block, Document, Part
from ecdosis.model.kinds import STYLES, Kind
from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.blocks.series import LETTER
from ecdosis.tei.names import q

OPENERS: Final = (Kind.DATELINE, Kind.SALUTE, Kind.DIARY_DATE, Kind.ADDRESS)
CLOSERS: Final = (Kind.CLOSING, Kind.SIGNED)
LINES: Final = (Kind.DATELINE, Kind.ADDRESS)
"""What stands at the top of a letter, or below the name."""
PARTS: Final = (*OPENERS, *CLOSERS, Kind.POSTSCRIPT)
HEADS: Final = (Kind.HEAD, Kind.TITLE)
"""What stands above an opener in its division."""
JULIAN: Final = "julian"
"""The id of the calendar of dates that say that they are Old Style."""
OLD_STYLE: Final = "Old Style: the Julian calendar, where a date says that it counts so. No date is converted."
FLOATING: Final = ("quote", "floatingText", "body")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours that are one part of a letter: the element around them, and from where to where (indices) they are."""

    element: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letters:
    """By the index of a block: the elements of its part of a letter (with the index at which each begins); which
    blocks are parts of letters that stand where TEI has none; and which tell that the division that they stand in is
    a letter: what stands at its top, or takes leave at its bottom."""

    around: Mapping[int, tuple[tuple[str, int], ...]] = field(default_factory=lambda: MappingProxyType({}))
    loose: frozenset[int] = frozenset()
    told: frozenset[int] = frozenset()


def with_dates(document: Document) -> Document:
    """A document in which datelines have their date as a part, if nothing that is marked is in the way."""
    blocks = document.blocks
    if not any(block.type == Kind.DATELINE for block in blocks):
        return document
    known = [(mark.start, mark.end) for mark in document.marks if mark.note is None and mark.kind not in STYLES]
    found = (_dated(block, document.text.reading, known) if block.type == Kind.DATELINE else block for block in blocks)
    return replace(document, blocks=tuple(found))


def _dated(block: Block, reading: str, known: Sequence[tuple[int, int]]) -> Block:
    told = dated(reading[block.start : block.end])
    if told is None or block.parts or any(start < block.end and block.start < end for start, end in known):
        return block
    when = told.when or told.open_
    attributes = (("when", when), *((("calendar", f"#{JULIAN}"),) if told.julian else ())) if when else ()
    return replace(block, parts=(Part(block.start + told.start, block.start + told.end, "date", attributes),))


def calendars(text: etree._Element) -> str:
    """The calendars by which dates of a text count that say so, as the header describes them; nothing if none does."""
    if text.find(f".//{q('date')}[@calendar]") is None:
        return ""
    return f'<calendarDesc><calendar xml:id="{JULIAN}"><p>{OLD_STYLE}</p></calendar></calendarDesc>'


def letters(blocks: Sequence[Block]) -> Letters:
    """The letters of a text."""
    if not any(block.type in PARTS for block in blocks):
        return Letters()
    around: dict[int, tuple[tuple[str, int], ...]] = {}
    borders = [0, *(i for i in range(1, len(blocks)) if _begins(blocks, i)), len(blocks)]
    for start, end in pairwise(borders):
        for run, floating in _placed(blocks, start, end):
            outer = tuple((name, floating[0]) for name in FLOATING) if floating else ()
            for index in range(run.start, run.end):
                around[index] = (*outer, (run.element, run.start), *_address(blocks, index))
            if floating:
                around |= {i: outer for i in range(*floating) if i not in around}
    parts = frozenset(i for i, block in enumerate(blocks) if block.type in PARTS)
    held = frozenset(i for i, path in around.items() if path[-1][0] not in FLOATING)
    told = frozenset(
        i
        for i in held
        if (_is_in(around[i], "opener") or blocks[i].type == Kind.CLOSING)
        and around[i][0][0] not in FLOATING
        and blocks[i].type != Kind.DIARY_DATE
    )
    return Letters(MappingProxyType(around), parts - held, told)


def _is_in(path: Sequence[tuple[str, int]], element: str) -> bool:
    return any(name == element for name, _ in path)


def _address(blocks: Sequence[Block], index: int) -> Iterator[tuple[str, int]]:
    """The element around the lines of an address, with the index at which it begins."""
    if blocks[index].type == Kind.ADDRESS:
        first = index
        while first and blocks[first - 1].type == Kind.ADDRESS:
            first -= 1
        yield "address", first


def _begins(blocks: Sequence[Block], index: int) -> bool:
    """Whether a division, or the text proper, begins with a block; one heading below another begins none here."""
    block, before = blocks[index], blocks[index - 1]
    if block.front != before.front:
        return True
    if block.type in (Kind.EPIGRAPH, Kind.ATTRIBUTION):  # which stand in a division, whatever their level
        return False
    return block.level > 0 and not (block.type in HEADS and before.type in HEADS)


def runs(blocks: Sequence[Block], start: int, end: int) -> Iterator[Run]:
    """The parts of letters among some blocks."""
    index = start
    while index < end:
        type_, first = blocks[index].type, index
        if type_ in OPENERS:
            while index < end and blocks[index].type in OPENERS:
                index += 1
            if _begins_closer(blocks, start, first, index, end):
                while index < end and (blocks[index].type in CLOSERS or _ends(blocks, index, end)):
                    index += 1
                yield Run("closer", first, index)
            else:
                yield Run("opener", first, index)
        elif type_ in CLOSERS:
            while index < end and (blocks[index].type in CLOSERS or _ends(blocks, index, end)):
                index += 1
            yield Run("closer", first, index)
        else:
            index += 1


def _begins_closer(blocks: Sequence[Block], start: int, first: int, after: int, end: int) -> bool:
    """Whether a date stands above the name that signs, or where one would stand, rather than above what is dated:
    text is above it in its division (from `start` on), and none below."""
    dates = all(block.type in LINES for block in blocks[first:after])
    below = after == end or blocks[after].type in CLOSERS
    return dates and below and any(block.type not in HEADS for block in blocks[start:first])


def _ends(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Whether a date or an address stands below the name, rather than above the next letter: no greeting follows."""
    after = index
    while after < end and blocks[after].type in LINES:
        after += 1
    return after > index and (after == end or blocks[after].type not in OPENERS)


def _placed(blocks: Sequence[Block], start: int, end: int) -> Iterator[tuple[Run, tuple[int, int] | None]]:
    """The parts of letters of one division that TEI has where they stand, each with the extent of the letter if that is
    a text of its own."""
    if blocks[start].front:
        return
    found = list(runs(blocks, start, end))
    top = next((i for i in range(start, end) if blocks[i].type not in HEADS), end)
    divided = end < len(blocks) and blocks[end].level > blocks[_last_level(blocks, start, end)].level
    opener = found[0] if found and found[0].element == "opener" and found[0].start == top else None
    below = [] if divided else _below(blocks, found, start, end)
    before = found[: found.index(below[0])] if below else []
    lettered = any(block.genre == LETTER for block in blocks[start:top]) and all(
        run.element == "opener" for run in before
    )
    if before and before[-1].element == "opener" and before[-1] is not opener and not lettered:
        below = []
    if opener:
        yield opener, None
    yield from ((run, None) for run in below)
    for a, b in pairwise(found):
        if a.element == "opener" and b.element == "closer" and a is not opener and b not in below:
            yield from _apart(blocks, a, b, end)


def _below(blocks: Sequence[Block], found: Sequence[Run], start: int, end: int) -> list[Run]:
    """What stands below the text of a division, down to its end: leave with the name, what is added, perhaps another
    leave or the address below that."""
    below: list[Run] = []
    at = end
    while True:
        added = at
        while added > start and blocks[added - 1].type == Kind.POSTSCRIPT:
            added -= 1
        closer = next((run for run in found if run.element == "closer" and run.end == added), None)
        if closer is None:
            return below
        below = [closer, *([Run("postscript", added, at)] if added < at else []), *below]
        at = closer.start


def _apart(blocks: Sequence[Block], opener: Run, closer: Run, end: int) -> Iterator[tuple[Run, tuple[int, int]]]:
    """The parts of a letter that is a text of its own."""
    after = closer.end
    while after < end and blocks[after].type == Kind.POSTSCRIPT:
        after += 1
    yield opener, (opener.start, after)
    yield closer, (opener.start, after)
    if after > closer.end:
        yield Run("postscript", closer.end, after), (opener.start, after)


def _last_level(blocks: Sequence[Block], start: int, end: int) -> int:
    """The index of the block of a division that has its level: the last of its headings."""
    return max((i for i in range(start, end) if blocks[i].level > 0), default=start)
