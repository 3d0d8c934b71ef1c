"""Which lines are verse: those that end where their poet ends them, not where the next word did not fit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

from ecdosis.stages.lines.layout import GOING_ON, LineSequence
from ecdosis.stages.lines.signs import Opening

LONGEST: Final = 14
"""Lines of the longest stanza that is looked at: a sonnet. More lines in one block are rather a page of prose."""
SHORTEST: Final = 12
"""Columns of the usual line of a stanza at least; what is shorter are labels in figures, numbers, bits of tables."""
NEIGHBOURS: Final = 10
"""Blocks before and after one that are looked at with it."""
STANZAS: Final = 8
"""Of so many blocks and more it is no chance that nearly all have a last line as long as the others."""
ENDING: Final = 0.75
"""Share of the usual line of a block that its last line reaches in verse; in prose it is of any length."""
NEARLY_ALL: Final = 0.9
LOOSE: Final = 0.4
"""Share of the lines to which the next line's first word could have been added: half and more in verse; few or none in
prose whose lines a machine broke, and in no prose beside last lines that all are long."""
BROAD: Final = 1.25
"""Times the usual width of the blocks around it from which one that looks like prose is prose."""
WIDEST: Final = 100
"""Columns of a line of verse at most: more, and a machine has set prose in long lines."""
DEEP: Final = 8
"""Columns from which lines are set far in: verse that is quoted, or what is centred; prose that is quoted less."""
FULL: Final = 2
"""Times as many lines in a row within a paragraph it takes if all of them are full: names begin lines of prose, too."""


class Stanza(NamedTuple):
    """What speaks for a block of lines (numbers but the last) as verse: whether its last line is as long as the others;
    how far each of its lines reaches."""

    lines: range
    ended: bool
    edges: Sequence[int]


def stanzas(page: LineSequence) -> frozenset[int]:
    """The lines of blocks between blank lines that are stanzas: here and around, all last lines
    are as long as the others, and lines end early."""
    found = list(_stanzas(page))
    verse: set[int] = set()
    for at, one in enumerate(found):
        near = found[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
        ended = sum(other.ended for other in near)
        if _is_of_prose(page, one, near):
            continue
        if one.ended and len(near) >= STANZAS and ended >= NEARLY_ALL * len(near) and _loose(page, near) >= LOOSE:
            verse.update((*one.lines, one.lines.stop))
    return frozenset(verse)


def _is_of_prose(page: LineSequence, one: Stanza, near: Sequence[Stanza]) -> bool:
    """Whether a block is prose among verse, whose last line is as long as the others by chance: it is wider than what
    is near, its lines are full in the measure of prose, and most go on with a small letter."""
    small = sum(page.lines[i + 1].opening is Opening.LOWER for i in one.lines)
    wide = median(one.edges) >= BROAD * median(median(other.edges) for other in near)
    return (
        wide
        and 2 * small > len(one.lines)
        and all((measure := page.measures[i]) is not None and page.reach[i] >= measure.full for i in one.lines)
    )


def _stanzas(page: LineSequence) -> Iterator[Stanza]:
    """The blocks that are short enough for stanzas."""
    for block in page.blocks:
        edges = [page.lines[i].edge for i in (*block, block.stop)]
        if len(block) < LONGEST and SHORTEST <= median(edges) <= WIDEST:
            yield Stanza(block, edges[-1] >= ENDING * median(edges[:-1]), edges)


def _loose(page: LineSequence, near: Sequence[Stanza]) -> float:
    """The share of lines (but the last of each block) that had room for the next word in the measure of all: what
    nineteen of twenty lines keep to, since some may be odd ones."""
    edges = sorted(edge for one in near for edge in one.edges)
    widest = edges[-1 - len(edges) // 20]
    room = [page.reach[index] <= widest for one in near for index in one.lines]
    return sum(room) / len(room)


def _is_full(page: LineSequence, run: range, inside: Sequence[int]) -> bool:
    """Whether lines keep to the measure of the prose around them: the next word had no room in those that go on
    (`inside`), and none is longer."""
    measured = {i: measure for i in run if (measure := page.measures[i])}
    wide = any(page.lines[i].edge > measure.usual for i, measure in measured.items())
    return not wide and all(i in measured and page.reach[i] >= measured[i].full for i in inside)


def verse(page: LineSequence) -> frozenset[int]:
    """The lines (but the last of each run) that all begin with a capital although sentences go on: verse.

    How many such lines in a row are no chance depends on how often a capital begins a line of this text (names, the
    nouns of German) and on how many lines it has.
    """
    on = [i for i, line in enumerate(page.lines[:-1]) if line.closing in GOING_ON and page.adjacent[i]]
    capital = sum(page.lines[i + 1].opening is Opening.UPPER for i in on)
    share = min(0.9, max(0.02, capital / max(1, len(on))))
    needed = max(3, min(12, math.ceil(math.log(0.1 / max(1, len(on))) / math.log(share))))
    found = set(_set_in(page))
    start = 0
    for index in range(1, len(page.lines) + 1):
        if index < len(page.lines) and page.adjacent[index - 1] and _begins(page, index):
            continue
        inside = [
            i
            for i in range(start, index - 1)
            if page.lines[i].closing in GOING_ON and page.lines[i].edge <= WIDEST and not _is_rest(page, i + 1)
        ]
        whole = (start == 0 or not page.adjacent[start - 1]) and (
            index > len(page.runs_on) or not page.adjacent[index - 1]
        )
        least = min(3, needed) if whole else needed
        if len(inside) >= (FULL * least if not whole and _is_full(page, range(start, index), inside) else least):
            found.update(range(start, index - 1))
        start = index
    return frozenset(found)


def _begins(page: LineSequence, index: int) -> bool:
    """Whether a line begins as those of verse do, or is the rest of one that begins so."""
    return page.lines[index].opening is Opening.UPPER or _is_rest(page, index)


def _is_rest(page: LineSequence, index: int) -> bool:
    """Whether a line is the rest of one of verse, for which that had no room: it stands far in, with a small letter or
    behind a bracket."""
    far = page.indents[index] >= page.indents[index - 1] + DEEP
    return far and page.lines[index].opening is Opening.LOWER and page.lines[index - 1].closing in GOING_ON


def _set_in(page: LineSequence) -> Iterator[int]:
    """The lines (but the last of each) of blocks that are set far in and in which every line begins with a capital,
    however few they are: two lines of a poet's."""
    for block in page.blocks:
        lines = (*block, block.stop)
        if all(page.indents[i] >= DEEP and page.lines[i].opening is Opening.UPPER for i in lines):
            yield from block
