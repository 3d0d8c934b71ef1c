"""How a text is laid out, passage by passage, told from measurements of its lines.

The one thing that can be trusted without knowing anything yet is a pair of lines that plainly run on: the first ends
inside a sentence, the second begins with a small letter. From such pairs come the measure (how far a full line
reaches), the spacing and the indents; everything else is judged by these. A file is not of one kind: what holds for a
line is measured in its neighbourhood, and only where that says too little in the whole text.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from ecdosis.stages.lines.measures import NARROWEST, Filled, Measure, many, measured, pauses, sizes
from ecdosis.stages.lines.signs import Closing, Opening, ReadingLine

WINDOW: Final = 64
"""Lines (one or two pages) that share a measure and a margin, together with as many before and after."""
ENOUGH: Final = 12
"""Pairs that run on from which a window's own measure is taken, not the document's."""
RUNNING: Final = 0.12
"""Share of neighbouring lines that run on in wrapped prose with much dialogue and names; three to six times that is
usual, in lists, verse and unwrapped texts it is near nothing."""
PROSE: Final = 0.35
"""The same for the short lines of a text that stands in long ones: what is short there is rather verse or a list."""
NEXT: Final = 3
"""Lines that run on, before a line and after it, that are most likely of its size of type..."""
NEAR: Final = 12
"""... if they stand no more lines from it: paragraphs and notes of one size are some lines long."""
ENDS: Final = 6
"""Ends of paragraphs from which a window itself says whether blank lines part them, not the document."""
HANGING: Final = 3
"""Lines with one hanging indent from which this is the text's way, and no chance."""
SET_IN: Final = 10
"""Lines around that go on in one further in, from which all that go on do, and what begins at the margin is new..."""
SET_IN_SHARE: Final = 0.8
"""... if so great a share of those that go on do."""
WIDEST: Final = 200
"""Characters of the longest line that is taken for a wrapped one."""
MARGIN_SHARE: Final = 0.15
"""Share of a window's lines that an indent must have to count as its left margin."""
SMALL: Final = frozenset((Opening.LOWER, Opening.CASELESS, Opening.DASH))
GREAT: Final = frozenset((Opening.UPPER, Opening.CASELESS))
GOING_ON: Final = frozenset((Closing.OPEN, Closing.COMMA, Closing.HYPHEN))


@dataclass(frozen=True, slots=True)
class Layout:
    """What kind of text this is, with the figures that say so (`evidence`).

    `wrapped`: there are paragraphs that are broken into lines of one measure. `blank`: blank lines stand between
    paragraphs. `indents`: how far (columns) first lines of paragraphs are indented. `spacing`: line ends between two
    lines of a paragraph (2 in double-spaced text).
    """

    wrapped: bool
    blank: bool
    indents: frozenset[int]
    spacing: int
    evidence: str


class LineSequence:
    """The lines of a text with what is measured of them. `gaps[i]` counts the line ends between lines i and i + 1;
    `parted[i]` says that something set aside stands between them; `paged`, that the text shows where its pages end;
    `margin` is the column at which a machine made most of them end (0: none)."""

    def __init__(
        self,
        lines: Sequence[ReadingLine],
        gaps: Sequence[int],
        parted: Sequence[bool],
        paged: bool = True,
        margin: int = 0,
    ) -> None:
        self.lines = lines
        self.gaps = gaps
        self.parted = parted
        self.paged = paged
        self.margin = margin

    @cached_property
    def runs_on(self) -> list[bool]:
        """For each line but the last, whether it plainly runs on in the next."""
        return [
            a.closing in GOING_ON and b.opening in SMALL and not (a.tabular or b.tabular or (a.quoted and b.quote))
            for a, b in pairwise(self.lines)
        ]

    @cached_property
    def goes_on(self) -> list[bool]:
        """For each line but the last, whether the next one goes on with a small letter where no sentence has ended."""
        return [
            on or (a.closing in (Closing.DASH, Closing.COLON) and b.opening is Opening.LOWER and not b.tabular)
            for on, (a, b) in zip(self.runs_on, pairwise(self.lines), strict=True)
        ]

    @cached_property
    def reach(self) -> list[int]:
        """How far each line but the last would reach with the first word of the next (columns)."""
        return [a.edge + 1 + b.word for a, b in pairwise(self.lines)]

    def filled(self, index: int) -> Filled:
        """What is measured of a line that runs on."""
        line, reach = self.lines[index], self.reach[index]
        return Filled(reach, reach, line.edge, line.closing is Closing.COMMA)

    @cached_property
    def measurable(self) -> dict[int, Filled]:
        """What is measured of the lines that are (see `pairs`)."""
        seen: set[tuple[tuple[int, int], ...]] = set()
        found = {}
        for i, around in self.around.items():
            passage = tuple((line.edge, line.word) for line in self.lines[max(0, i - 1) : i + 2])
            found[i] = self.filled(i)._replace(around=around, again=passage in seen)
            seen.add(passage)
        return found

    @cached_property
    def around(self) -> dict[int, int]:
        """The lines that are measured -> how far they and those next to them reach (columns, the median)."""
        places = [index for index, pair in enumerate(self.pairs) if pair]
        found = {}
        for at, index in enumerate(places):
            near = [self.reach[i] for i in places[max(0, at - NEXT) : at + NEXT + 1] if abs(i - index) <= NEAR]
            found[index] = sorted(near)[len(near) // 2]
        return found

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
    def pairs(self) -> list[bool]:
        """For each line but the last, whether it is measured: a wrapped line that runs on in its neighbour."""
        near = zip(self.runs_on, self.gaps, self.lines, strict=False)
        return [on and gap <= self.spacing and line.edge <= WIDEST for on, gap, line in near]

    @cached_property
    def sizes(self) -> tuple[Measure, ...]:
        """The measures of the whole text; none if its lines have none in common."""
        return sizes(list(self.measurable.values()), least=2)

    @cached_property
    def of_verse(self) -> bool:
        """Whether the lines of the text that run on are plainly those of verse."""
        lines = list(self.measurable.values())
        return many(lines) and pauses(lines)

    @cached_property
    def measures(self) -> list[Measure | None]:
        """The measure that holds for each line: that of the lines of its size around it; None where lines are not
        wrapped."""
        found: list[Measure | None] = []
        for start, around in self._windows():
            end = min(len(self.lines), start + WINDOW)
            filled = [self.measurable[i] for i in around if i in self.measurable]
            poem = self.of_verse and pauses(filled)
            sized = self._sized(start, end, () if poem else sizes(filled, ENOUGH) or self.sizes)
            much = len(filled) >= ENOUGH and self._runs(around, RUNNING if self.short else PROSE)
            wrapped = self._is_wrapped or much
            found += [one if wrapped or start + i in self._of_prose else None for i, one in enumerate(sized)]
        return found

    def _windows(self) -> Iterator[tuple[int, range]]:
        """The first line of each window, and the line ends in it and in the windows before and after."""
        for start in range(0, len(self.lines), WINDOW):
            yield start, range(max(0, start - WINDOW), min(len(self.lines) - 1, start + 2 * WINDOW))

    def _runs(self, ends: Iterable[int], least: float) -> bool:
        """Whether so large a share of some lines runs on, of those that are not too long to be wrapped."""
        near = [i for i in ends if self.adjacent[i] and self.lines[i].edge <= WIDEST]
        return sum(1 for i in near if self.runs_on[i]) > least * len(near)

    @cached_property
    def _is_wrapped(self) -> bool:
        """Whether the text as a whole stands in wrapped lines."""
        return self.short and self._runs(range(len(self.lines) - 1), RUNNING)

    @cached_property
    def _of_prose(self) -> frozenset[int]:
        """The lines of blocks that run on as prose does, whatever stands around them: often, and not at commas most
        of the time, as verse does."""
        found: set[int] = set()
        for block in self.blocks:
            on = [i for i in block if self.pairs[i] and self.reach[i] >= NARROWEST]
            pauses = sum(1 for i in on if self.lines[i].closing is Closing.COMMA)
            if len(on) >= max(2, PROSE * len(block)) and 2 * pauses <= len(on):
                found.update((*block, block.stop))
        return frozenset(found)

    @cached_property
    def short(self) -> bool:
        """Whether most of the text stands in lines that are not too long for wrapped ones. Else what is in short lines
        is rather verse."""
        edges = [line.edge for line in self.lines]
        return sum(edge for edge in edges if edge > WIDEST) <= 0.5 * sum(edges)

    @cached_property
    def ends(self) -> dict[int, bool]:
        """The lines that end short at a sentence's end, with a capital after -> whether a blank line follows."""
        found = {}
        for index, (a, b) in enumerate(pairwise(self.lines)):
            measure = self.measures[index]
            if a.closing is not Closing.STOP or b.opening not in GREAT or not measure or self.parted[index]:
                continue
            if self.reach[index] < 0.8 * measure.full:
                found[index] = self.gaps[index] > self.spacing
        return found

    @cached_property
    def blank(self) -> list[bool]:
        """For each window of lines, whether blank lines stand between paragraphs there."""
        near = [[self.ends[i] for i in around if i in self.ends] for _, around in self._windows()]
        return [_is_blank(ends if len(ends) >= ENDS else self.ends.values()) for ends in near]

    @cached_property
    def blocks(self) -> list[range]:
        """The lines (but the last of each) that stand together, with nothing but ordinary line ends between them."""
        cuts = [-1, *(i for i, near in enumerate(self.adjacent) if not near), len(self.lines) - 1]
        return [range(a + 1, b) for a, b in pairwise(cuts) if a + 1 < b]

    def _sized(self, start: int, end: int, found: Sequence[Measure]) -> Iterator[Measure | None]:
        """The measure of each line: of several that of the lines which it runs on to or from, else of those before."""
        last: Measure | None = found[0] if found else None
        pairs = self.pairs
        for index in range(start, end):
            near = next((i for i in (index, index - 1, index + 1) if 0 <= i < len(pairs) and pairs[i]), None)
            joined = near is not None and (near <= index or self.adjacent[index])
            if len(found) > 1 and near is not None and joined:
                last = min(found, key=lambda one: abs(math.log(self.around[near] / one.usual)))
            yield last


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
    wrapped = any(page.measures)
    evidence = f"{on} of {len(neighbours)} neighbouring lines run on"
    for measure in page.sizes if wrapped else ():
        evidence += f"; full lines reach {measure.full} to {measure.usual} columns"
    evidence += f"; {len(page.ends)} ends of paragraphs seen" if wrapped else ""
    return Layout(wrapped, _is_blank(page.ends.values()), _indents(page), page.spacing, evidence)


def _indents(page: LineSequence) -> frozenset[int]:
    """The indents of first lines.

    A first line is told from a block by the line after it, which runs on at the margin; from a stray blank by the line
    before it, which had ended; from a hanging indent by both.
    """
    first: Counter[int] = Counter()
    stray: Counter[int] = Counter()
    indents, runs_on = page.indents, page.runs_on
    for i in range(1, len(page.lines) - 1):
        if not indents[i] or page.measures[i] is None:
            continue
        if runs_on[i] and not indents[i + 1] and page.gaps[i] <= page.spacing and not runs_on[i - 1]:
            first[indents[i]] += 1
        if runs_on[i - 1] and indents[i - 1] != indents[i] and page.gaps[i - 1] <= page.spacing:
            stray[indents[i]] += 1
    least = max(1 if len(page.lines) < 30 else 2, len(page.lines) // 400, max(first.values(), default=0) // 5)
    return frozenset(i for i, count in first.items() if count >= least and count > 3 * stray[i])


def hanging(page: LineSequence) -> frozenset[int]:
    """The lines of paragraphs with hanging indents: the indented ones, and those that one follows.

    Hanging indents are told by lines that run on from the margin into an indented line, with none in the same block
    that do so the other way. A few may be chance, or items of a list in other prose.
    """
    hung: Counter[int] = Counter()
    blocks: list[range] = []
    for block in page.blocks:
        if any(page.runs_on[i] and page.indents[i] and not page.indents[i + 1] for i in block):
            continue
        blocks.append(block)
        hung.update(page.indents[i + 1] for i in block if page.runs_on[i] and not page.indents[i])
    usual = {indent for indent, count in hung.items() if indent and count >= HANGING}
    return frozenset(i for block in blocks for i in block if {page.indents[i], page.indents[i + 1]} & usual)


def set_in(page: LineSequence) -> frozenset[int]:
    """The windows of lines in which what goes on stands further in than what it goes on from, as the rest of a long
    line of verse or of an entry does: there a new line begins at the margin, however full the one before it is."""
    hung: Counter[int] = Counter()
    every: Counter[int] = Counter()
    for i, on in enumerate(page.runs_on):
        if on and page.adjacent[i]:
            every[i // WINDOW] += 1
            hung[i // WINDOW] += page.indents[i + 1] > page.indents[i] + 1
    counts = {window: (_sum(hung, window), _sum(every, window)) for window in every}
    return frozenset(w for w, (some, all_) in counts.items() if some >= SET_IN and some >= SET_IN_SHARE * all_)


def _sum(counts: Mapping[int, int], window: int) -> int:
    """What is counted in a window and those beside it."""
    return sum(counts.get(one, 0) for one in range(window - 1, window + 2))


def _is_blank(ends: Iterable[bool]) -> bool:
    """Whether blank lines stand between paragraphs: whether most of the ends of paragraphs have one after them."""
    seen = list(ends)
    return sum(seen) > 0.6 * len(seen)


def between(offsets: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some sorted offsets lies from `start` to `end`."""
    place = bisect_left(offsets, start)
    return place < len(offsets) and offsets[place] <= end
