"""Lines whose layout is that of their block: items of lists, and blocks with a measure of their own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from ecdosis.stages.lines.layout import GOING_ON, Layout, LineSequence
from ecdosis.stages.lines.measures import Measure, measured
from ecdosis.stages.lines.signs import Closing, Opening

NEAR: Final = 1
"""Columns by which a line of a heading hangs to the left or right of its first word at most: in proportional type."""


def items(page: LineSequence) -> Iterator[int]:
    """The lines of items of lists that the next line goes on, indented as far as what follows the item's mark."""
    body = -1
    for index, line in enumerate(page.lines[:-1]):
        if line.opening is Opening.ITEM:
            body = page.indents[index] + line.word + 1
        if not page.adjacent[index] or page.indents[index + 1] != body:
            body = -1
        else:
            yield index


def headings(page: LineSequence) -> Iterator[int]:
    """The lines of headings of numbered sections that go on in the next line, which hangs below the first word."""
    body = -1
    for index, line in enumerate(page.lines[:-1]):
        if line.section:
            body = page.indents[index] + line.word + 1
        after = page.lines[index + 1]
        on = line.closing in GOING_ON and after.opening is Opening.LOWER  # also before the number of a page
        below = body > 0 and abs(page.indents[index + 1] - body) <= NEAR and (on or not after.tabular)
        hangs = below and page.adjacent[index]
        if hangs and after.opening is not Opening.ITEM:
            yield index
        else:
            body = -1


def blocks(page: LineSequence, layout: Layout) -> dict[int, Measure]:
    """The lines inside blocks that have a measure of their own -> that measure: blocks indented as a whole that run on
    as prose does, and blocks between blank lines that are narrower than the text around them."""
    found: dict[int, Measure] = {}
    start = 0
    for index in range(1, len(page.lines) + 1):
        same = index < len(page.lines) and page.indents[index] == page.indents[start]
        if same and page.adjacent[index - 1]:
            continue
        inside = range(start, index - 1)
        on = [i for i in inside if page.runs_on[i]]
        paused = sum(1 for i in on if page.lines[i].closing is Closing.COMMA)
        verse_like = (2 * paused > len(on) and not layout.wrapped) or (page.of_verse and page.measures[start] is None)
        if (
            len(inside) > 1
            and len(on) >= 0.4 * len(inside)
            and not verse_like
            and (measure := _own_measure(page, start, index, on))
        ):
            found.update((i, measure) for i in inside)
        start = index
    return found


def _own_measure(page: LineSequence, start: int, end: int, on: Sequence[int]) -> Measure | None:
    """The measure of a block of lines (`start` to `end`, of which `on` run on) if it is not that of the text."""
    top = max(page.lines[i].edge for i in range(start, end))
    if page.indents[start]:
        return Measure(round(0.88 * top), top)
    around = page.measures[start]
    if len(on) < 3 or not 30 < top < (0.85 * around.usual if around else math.inf):
        return None
    return measured([page.filled(i) for i in on], least=3)
