"""What kind of text this is, told from measurements of its lines.

The one thing that can be trusted without knowing anything yet is a pair of lines that plainly run on: the first ends
inside a sentence, the second begins with a small letter. From such pairs come the measure (how far a full line
reaches), the spacing and the indents; everything else is judged by these.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.stages.lines.signs import Closing, Opening, ReadingLine

WINDOW: Final = 64
"""Lines (one or two pages) that share a measure and a margin, together with as many before and after."""
ENOUGH: Final = 12
"""Pairs that run on from which a window's own measure is taken, not the document's."""
RUNNING: Final = 0.12
"""Share of neighbouring lines that run on in wrapped prose with much dialogue and names; three to six times that is
usual, in lists, verse and unwrapped texts it is near nothing."""
WIDEST: Final = 200
"""Characters of the longest line that is taken for a wrapped one."""
FITTING: Final = 0.1
"""Share of the lines that run on which would still reach less far with the next word than half of them do without: 2
to 6 % in books of prose, 13 % and more in verse whose lines vary by five characters or more."""
PAUSING: Final = 0.25
"""Share of the lines that run on which end with a comma: about 10 % in books of prose, more than 30 % in verse."""
MARGIN_SHARE: Final = 0.15
"""Share of a window's lines that an indent must have to count as its left margin."""
SMALL: Final = frozenset((Opening.LOWER, Opening.CASELESS))
GREAT: Final = frozenset((Opening.UPPER, Opening.CASELESS))
GOING_ON: Final = frozenset((Closing.OPEN, Closing.COMMA, Closing.HYPHEN))


@dataclass(frozen=True, slots=True)
class Measure:
    """How far lines reach, counted with the next line's first word, which did not fit (columns).

    `full`: nine of ten lines that run on reach it; `usual`: half of them do.
    """

    full: int
    usual: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What kind of text this is, with the figures that say so (`evidence`).

    `wrapped`: paragraphs are broken into lines of one measure. `blank`: blank lines stand between paragraphs.
    `indents`: how far (columns) first lines of paragraphs are indented. `hanging`: all lines but the first are.
    `spacing`: line ends between two lines of a paragraph (2 in double-spaced text).
    """

    wrapped: bool
    blank: bool
    indents: frozenset[int]
    hanging: bool
    spacing: int
    evidence: str

    @property
    def signed(self) -> bool:
        """Whether the text shows where its paragraphs begin."""
        return self.blank or bool(self.indents)


class Filled(NamedTuple):
    """A line that runs on: how far it reaches with the next word and without (columns), and whether it pauses there."""

    reach: int
    edge: int
    pause: bool


class LineSequence:
    """The lines of a text with what is measured of them. `gaps[i]` counts the line ends between lines i and i + 1;
    `parted[i]` says that something set aside stands between them."""

    def __init__(self, lines: Sequence[ReadingLine], gaps: Sequence[int], parted: Sequence[bool]) -> None:
        self.lines = lines
        self.gaps = gaps
        self.parted = parted

    @cached_property
    def runs_on(self) -> list[bool]:
        """For each line but the last, whether it plainly runs on in the next."""
        return [
            a.closing in GOING_ON and b.opening in SMALL and not a.tabular and not b.tabular
            for a, b in pairwise(self.lines)
        ]

    @cached_property
    def reach(self) -> list[int]:
        """How far each line but the last would reach with the first word of the next (columns)."""
        return [a.edge + 1 + b.word for a, b in pairwise(self.lines)]

    def filled(self, index: int) -> Filled:
        """What is measured of a line that runs on."""
        line = self.lines[index]
        return Filled(self.reach[index], line.edge, line.closing is Closing.COMMA)

    @cached_property
    def margins(self) -> list[int]:
        """The left margin (columns) around each window of lines."""
        counts = [
            Counter(line.indent for line in self.lines[i : i + WINDOW]) for i in range(0, len(self.lines), WINDOW)
        ]
        return [_margin(_around(counts, i)) for i in range(len(counts))]

    @cached_property
    def indents(self) -> list[int]:
        """How far each line begins right of the left margin (columns, never negative)."""
        margins = self.margins
        return [max(0, line.indent - margins[i // WINDOW]) for i, line in enumerate(self.lines)]

    @cached_property
    def spacing(self) -> int:
        """Line ends between two lines of a paragraph."""
        return _spacing(self)

    @cached_property
    def adjacent(self) -> list[bool]:
        """For each line but the last, whether nothing but the ordinary line end stands between it and the next."""
        spacing = self.spacing
        return [gap <= spacing and not parted for gap, parted in zip(self.gaps, self.parted, strict=True)]

    @cached_property
    def _filled(self) -> list[list[Filled]]:
        """The lines that run on, for each window."""
        windows: list[list[Filled]] = [[] for _ in range(0, len(self.lines), WINDOW)]
        for index, on in enumerate(self.runs_on):
            if on and self.gaps[index] <= self.spacing and self.lines[index].edge <= WIDEST:
                windows[index // WINDOW].append(self.filled(index))
        return windows

    @cached_property
    def measure(self) -> Measure | None:
        """The measure of the whole text; None if its lines have none in common."""
        filled = [pair for window in self._filled for pair in window]
        return measured(filled, least=2) or _larger(filled)

    @cached_property
    def measures(self) -> list[Measure | None]:
        """The measure around each window of lines; the whole text's where too little runs on there."""
        windows = self._filled
        near = [[x for w in windows[max(0, i - 1) : i + 2] for x in w] for i in range(len(windows))]
        return [measured(filled, least=ENOUGH) or self.measure for filled in near]


def _around(counts: Sequence[Counter[int]], index: int) -> Counter[int]:
    total: Counter[int] = Counter()
    for counter in counts[max(0, index - 1) : index + 2]:
        total.update(counter)
    return total


def _margin(counts: Counter[int]) -> int:
    """The smallest indent that many lines share."""
    total = counts.total()
    return min(
        indent for indent, count in counts.items() if count >= MARGIN_SHARE * total or count == max(counts.values())
    )


def measured(filled: Sequence[Filled], least: int) -> Measure | None:
    """The measure of some lines that run on; None if there are too few, or if they are no lines of prose: in these the
    next word did not fit, in verse and lists it often would have, and they end with a comma more often."""
    if len(filled) < least:
        return None
    reaches = sorted(line.reach for line in filled)
    edges = sorted(line.edge for line in filled)
    count = len(filled)
    half = reaches[count // 2]
    fitting = bisect_left(reaches, edges[count // 2]) - FITTING * count
    pausing = sum(line.pause for line in filled) > PAUSING * count
    if fitting > (0 if pausing else 2.5 * math.sqrt(FITTING * (1 - FITTING) * count)):
        return None
    if reaches[count // 4] < 0.75 * reaches[-1 - count // 10]:
        return None
    return Measure(max(reaches[count // 12] - 1, round(0.8 * half)), half)


def _larger(filled: Sequence[Filled]) -> Measure | None:
    """The larger of two measures, if the lines plainly have two (text and small print, or text and quotations)."""
    wide, rest = _cluster(filled)
    narrow, odd = _cluster(rest)
    if len(narrow) < 3 or len(odd) > 0.15 * len(filled) or measured(narrow, least=3) is None:
        return None
    return measured(wide, least=3)


def _cluster(filled: Sequence[Filled]) -> tuple[list[Filled], list[Filled]]:
    """The lines that reach about as far as the farthest, and the rest."""
    if not filled:
        return [], []
    top = sorted(line.reach for line in filled)[-1 - len(filled) // 20]
    return [x for x in filled if x.reach > top / 1.35], [x for x in filled if x.reach <= top / 1.35]


def _spacing(page: LineSequence) -> int:
    """1, or 2 and more if nearly all lines that run on have that many line ends between them."""
    counts = Counter(min(gap, 9) for gap, on in zip(page.gaps, page.runs_on, strict=True) if on)
    spacing, count = counts.most_common(1)[0] if counts else (1, 0)
    lines = [i for i, on in enumerate(page.runs_on) if on and page.gaps[i] == spacing]
    measure = measured([page.filled(i) for i in lines], least=ENOUGH)
    even = measure is not None and measure.usual < WIDEST
    often = count > 0.3 * len(page.gaps)
    return spacing if spacing > 1 and count > 0.8 * counts.total() and even and often else 1


def survey(page: LineSequence) -> Layout:
    """What kind of text some lines make."""
    neighbours = [i for i in range(len(page.lines) - 1) if page.adjacent[i]]
    on = sum(1 for i in neighbours if page.runs_on[i])
    wrapped = page.measure is not None and on > RUNNING * len(neighbours) and not _unwrapped(page)
    indents, hanging = _indents(page) if wrapped else (frozenset[int](), False)
    blank, ends = _blank(page) if wrapped else (False, 0)
    evidence = f"{on} of {len(neighbours)} neighbouring lines run on"
    if wrapped and page.measure:
        evidence += f"; full lines reach {page.measure.full} to {page.measure.usual} columns"
        evidence += f"; {ends} ends of paragraphs seen"
    return Layout(wrapped, blank, indents, hanging, page.spacing, evidence)


def _unwrapped(page: LineSequence) -> bool:
    """Whether most of the text stands in lines that are too long for wrapped ones: what is in short lines is verse."""
    edges = [line.edge for line in page.lines]
    return sum(edge for edge in edges if edge > WIDEST) > 0.5 * sum(edges)


def _indents(page: LineSequence) -> tuple[frozenset[int], bool]:
    """The indents of first lines, and whether it is the other lines that are indented.

    A first line is told from a block by the line after it, which runs on at the margin; from a stray blank by the line
    before it, which had ended; from a hanging indent by both.
    """
    first: Counter[int] = Counter()
    stray: Counter[int] = Counter()
    hanging: Counter[int] = Counter()
    indents, runs_on = page.indents, page.runs_on
    for i in range(1, len(page.lines) - 1):
        if not indents[i]:
            continue
        if runs_on[i] and not indents[i + 1] and page.gaps[i] <= page.spacing and not runs_on[i - 1]:
            first[indents[i]] += 1
        if runs_on[i - 1] and indents[i - 1] != indents[i] and page.gaps[i - 1] <= page.spacing:
            stray[indents[i]] += 1
            hanging[indents[i]] += not indents[i - 1]
    least = max(1 if len(page.lines) < 30 else 2, len(page.lines) // 400, max(first.values(), default=0) // 5)
    found = frozenset(i for i, count in first.items() if count >= least and count > 3 * stray[i])
    return found, any(count >= 3 and count > 3 * first[i] and i > 1 for i, count in hanging.items())


def _blank(page: LineSequence) -> tuple[bool, int]:
    """Whether blank lines stand between paragraphs: whether most of the lines that end short at a sentence's end, with
    a capital after, have one after them. Also how many such there are."""
    after = short = 0
    for i, (a, b) in enumerate(pairwise(page.lines)):
        measure = page.measures[i // WINDOW]
        ended = a.closing is Closing.STOP and b.opening in GREAT
        if measure and ended and page.reach[i] < 0.8 * measure.full and not page.parted[i]:
            short += 1
            after += page.gaps[i] > page.spacing
    return short > 0 and after > 0.6 * short, short


def between(offsets: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some sorted offsets lies from `start` to `end`."""
    place = bisect_left(offsets, start)
    return place < len(offsets) and offsets[place] <= end
