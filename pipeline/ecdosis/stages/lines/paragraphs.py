"""Which line ends lie inside a paragraph.

Each line end is judged by the two lines around it, against the layout. What is joined wrongly nobody sees any more;
what is left apart anyone can join: so without a reason to join, lines stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from ecdosis.stages.lines.blocks import blocks, headings, items
from ecdosis.stages.lines.layout import GOING_ON, WINDOW, Layout, LineSequence, hanging, set_in
from ecdosis.stages.lines.measures import ANOTHER, DOUBLE, Measure
from ecdosis.stages.lines.rules import LineRule
from ecdosis.stages.lines.signs import Closing, Opening, ReadingLine
from ecdosis.stages.lines.verse import stanzas, verse


class Join(NamedTuple):
    """Lines `line` and `line` + 1 belong to one paragraph; `safe`: sure enough to be joined unasked."""

    line: int
    certainty: float
    why: str
    safe: bool = True


class Reason(NamedTuple):
    """How sure it is that two lines belong together, and why."""

    certainty: float
    why: str
    safe: bool = True


STRAY: Final = 0.6
"""Share of the usual measure that a line which runs on must reach; below, it may be verse or a list."""
TITLE: Final = 48
"""Columns that a line which runs on must reach in any text to be no verse and no item of a list: those of titles in
large type are short beside the text below them."""
INSIDE: Final = frozenset((Closing.OPEN, Closing.COMMA, Closing.DASH))
NEARLY: Final = 0.85
"""Share of the usual measure from which a line is nearly full, which counts if the next one is prose."""
WIDER: Final = 1.6
"""Times the usual measure from which a line was never wrapped."""
TWO: Final = 2.1
"""Times the usual measure up to which a line may be two."""
SPREAD: Final = 3
"""Lines, after a line or before it, that show how the lines of its paragraph stand apart."""
INITIAL: Final = 6
"""Lines beside a large initial or a small picture, at most."""
DEEP: Final = 2
"""Lines that go on before a line, and in it, which are more than a heading has in all."""
LISTED: Final = 3
"""Lines before an item and after it, in one of which another begins."""
YEAR: Final = 6
"""Characters of a line that is a year and the sign behind it."""
CENTRED: Final = 3
"""Columns by which the sums of their edges differ at most in lines that are centred on one axis."""
LONG: Final = 60
"""Characters from which a line of an unwrapped text is prose rather than a title or a verse."""

RUNS_ON = "the sentence goes on, with a small letter"
FULL = "a full line, and the sentence goes on"
FULL_STOP = "a full line, without the sign that this text puts before paragraphs"
FULL_BARE = "a full line"
AMIDST = "a line in the midst of a paragraph, which no mark ends"
BLOCK = "a full line of an indented block"
PARTED = "the sentence goes on after what stands between"
UNINDENTED = "a full line, and the line after what stands between is not indented as paragraphs are here"


class Judge:
    """Judges each line end of a text."""

    def __init__(self, page: LineSequence, layout: Layout) -> None:
        self.page = page
        self.layout = layout
        self._indents = page.indents
        self._blocks = blocks(page, layout)
        self._verse = verse(page) | stanzas(page) if layout.wrapped else frozenset()
        self._hanging = hanging(page)
        self._set_in = set_in(page)
        self._items = frozenset(items(page))
        self._headings = frozenset(headings(page))
        self._least_indent = min(layout.indents, default=0)

    def joins(self) -> Iterator[Join]:
        """The line ends inside paragraphs, in order, with those that may be (not safe)."""
        page = self.page
        for index, (a, b) in enumerate(pairwise(page.lines)):
            hangs = index in self._headings
            if (a.tabular or b.tabular) and not (hangs or self._ends_an_entry(index, a, b)):
                continue
            reason = self._adjacent(index, a, b) if page.adjacent[index] else self._apart(index, a, b)
            if reason:
                yield Join(index, *reason)

    def _ends_an_entry(self, index: int, a: ReadingLine, b: ReadingLine) -> bool:
        """Whether a sentence or an entry that fills its line goes on, with a small letter, in a line with one wide
        blank: before the number of a page, in a table of contents; not in the first row of a table."""
        measure = self.measure(index)
        fills = measure is not None and self.page.adjacent[index] and self.page.reach[index] >= measure.full
        after = self.page.lines[index + 2] if index + 2 < len(self.page.lines) else None
        alone = after is None or not (after.tabular and self.page.adjacent[index + 1])
        return fills and alone and not a.tabular and a.closing in GOING_ON and b.opening is Opening.LOWER

    def measure(self, index: int) -> Measure | None:
        """The measure that holds for a line."""
        return self._blocks.get(index) or self.page.measures[index]

    def signed(self, index: int) -> bool:
        """Whether the text around a line shows where its paragraphs begin."""
        return bool(self.layout.indents) or self.page.blank[index // WINDOW]

    def paragraph_indent(self, index: int) -> bool:
        """Whether a line is indented as the first lines of paragraphs are (or more)."""
        return 0 < self._least_indent <= self._indents[index]

    def stray_indent(self, index: int) -> bool:
        """Whether a line is indented, but less than paragraphs are."""
        return 0 < self._indents[index] < self._least_indent

    def _adjacent(self, index: int, a: ReadingLine, b: ReadingLine) -> Reason | None:
        if index in self._headings:
            return Reason(LineRule.HEADING, LineRule.HEADING.what)
        measure = self.measure(index)
        if a.dated and b.year and b.last - b.first <= YEAR:
            return Reason(LineRule.AMIDST, AMIDST)
        if measure is None:
            return None
        reach = self.page.reach[index]
        on = self.page.goes_on[index]
        if max(a.edge, b.edge) > WIDER * measure.usual and not on:
            return Reason(LineRule.FULL_OPEN, FULL) if self._is_of_two(index, a, b, measure) else None
        full = self._is_full(index, measure)
        titled = index == 0 and a.edge > DOUBLE[0] * measure.usual and not on  # wider than any line of text
        if titled or self._begins(index, a, b, full=full):
            return None
        if on:
            if reach < STRAY * measure.usual and not self._is_of_prose(index, measure):
                return None
            return Reason(LineRule.FULL, FULL) if full else Reason(LineRule.RUNS_ON, RUNS_ON)
        if full:
            return self._full(index, a, b)
        nearly = self._nearly(index, a, b) if reach >= NEARLY * measure.usual else None
        return nearly or (Reason(LineRule.AMIDST, AMIDST) if self._is_amidst(index, a, b, measure) else None)

    def _is_full(self, index: int, measure: Measure) -> bool:
        """Whether a line is full: with the next word it would reach the measure, or a machine spread it so far."""
        return self.page.reach[index] >= measure.full or self.page.lines[index].edge == self.page.margin

    def _is_of_two(self, index: int, a: ReadingLine, b: ReadingLine, measure: Measure) -> bool:
        """Whether a line left open is two of the measure, as what reads a PDF file makes of them where it undoes the
        hyphen at the end of the first, and the next, which may be as long, goes on in a third."""
        long = max(a.edge, b.edge) <= TWO * measure.usual and a.edge >= measure.full
        begins = b.opening is not Opening.UPPER or b.quote or self._begins(index, a, b, full=True)
        on = index + 1 < len(self.page.runs_on) and self.page.runs_on[index + 1] and self.page.adjacent[index + 1]
        return long and a.closing in (Closing.OPEN, Closing.COMMA) and on and not (a.quoted or begins)

    def _is_of_prose(self, index: int, measure: Measure) -> bool:
        """Whether a line that runs on is one of prose although it is short for the text: it is long for a verse or an
        item, as the lines of a title; or a half of a line; or beside an initial or a picture."""
        a, b = self.page.lines[index], self.page.lines[index + 1]
        long = a.opening in (Opening.UPPER, Opening.LOWER) and self.page.reach[index] >= TITLE
        half = not b.quote and self._is_half(index, a, measure)
        return long or half or self._is_beside(index, measure) or self._is_of_section(index, a, measure)

    def _is_of_section(self, index: int, a: ReadingLine, measure: Measure) -> bool:
        """Whether a line is the first of a numbered section or item, after a blank line, and left open before a full
        line: web pages break there where their source did."""
        page = self.page
        first = index == 0 or not page.adjacent[index - 1]
        below = index + 1 < len(page.adjacent) and page.adjacent[index + 1] and page.reach[index + 1] >= measure.full
        return first and below and a.opening is Opening.ITEM and a.closing is Closing.OPEN

    def _is_beside(self, index: int, measure: Measure) -> bool:
        """Whether a line is one of those beside an initial or a picture: a sentence goes on in it, and through it into
        full lines below."""
        page = self.page
        if index == 0 or not (page.adjacent[index - 1] and page.runs_on[index - 1] and page.runs_on[index]):
            return False
        below = takewhile(
            lambda i: page.adjacent[i] and page.runs_on[i],
            range(index + 1, min(index + 1 + INITIAL, len(page.runs_on))),
        )
        return any(page.reach[i] >= measure.full for i in below)

    def _is_half(self, index: int, a: ReadingLine, measure: Measure) -> bool:
        """Whether a line is the second half of one in which a sentence ends: what reads a page has parted that at its
        widest blank, and put the half that begins with a capital first. A full line that is left open stands before
        it."""
        if index == 0 or not self.page.adjacent[index - 1]:
            return False
        halved = a.opening is Opening.UPPER and a.closing is Closing.OPEN and not a.quote
        return (
            halved and self.page.lines[index - 1].closing is Closing.OPEN and self.page.reach[index - 1] >= measure.full
        )

    def _begins(self, index: int, a: ReadingLine, b: ReadingLine, *, full: bool) -> bool:
        """Whether something new begins with line b, whatever the measure says."""
        if index in self._verse or a.named or b.named:
            return True
        if a.capitals != b.capitals and not (full and a.closing in INSIDE and b.closing is not Closing.STOP):
            return True
        if a.capitals and b.capitals and not full:
            return True
        inside = full and a.closing in INSIDE and not self._is_listed(index + 1)
        if b.opening in (Opening.ITEM, Opening.SPEECH) and not inside:
            return True
        return self._indented(index, a, b)

    def _is_listed(self, index: int) -> bool:
        """Whether a line has the bullet of an item, and another near by does: a single one may be dirt."""
        lines = self.page.lines
        near = (*lines[max(0, index - LISTED) : index], *lines[index + 1 : index + 1 + LISTED])
        return lines[index].bullet and any(line.bullet for line in near)

    def _indented(self, index: int, a: ReadingLine, b: ReadingLine) -> bool:
        """Whether the indents of two neighbouring lines part them."""
        before, after = self._indents[index], self._indents[index + 1]
        on = self.page.goes_on[index]
        if index // WINDOW in self._set_in and not after and not on:
            return True
        if index in self._blocks or index in self._items:
            return False
        if index in self._hanging:
            return not after and not on
        if on and before and after and abs(a.indent + a.edge - b.indent - b.edge) <= CENTRED:
            return False
        if after > before:
            small = after - before <= 1 or (self._least_indent and after < self._least_indent)
            return not (small or (on and not self.paragraph_indent(index + 1)))
        if after == before:
            return self.paragraph_indent(index + 1) and not on
        return False

    def _full(self, index: int, a: ReadingLine, b: ReadingLine) -> Reason | None:
        """Whether a full line goes on in the next, although that does not plainly run on."""
        if index in self._blocks:
            return Reason(LineRule.IN_BLOCK, BLOCK)
        if b.opening in (Opening.LOWER, Opening.DASH) and not b.quote:
            return Reason(LineRule.RUNS_ON, RUNS_ON)
        if a.closing is Closing.DASH and b.quote and not self.signed(index):
            return None
        if a.quoted and (b.quote or not self.signed(index)) and a.closing not in (Closing.COMMA, Closing.COLON):
            return None
        if a.closing in INSIDE or a.closing is Closing.HYPHEN:
            return Reason(LineRule.FULL_OPEN, FULL)
        if a.closing is Closing.COLON:
            on = self._is_prose(index + 1) or (not b.quote and self._ends_paragraph(index + 1))
            return Reason(LineRule.FULL_COLON, FULL_STOP) if self.signed(index) and on else None
        if self.signed(index):
            return Reason(LineRule.FULL_STOP, FULL_STOP)
        return None if b.quote else Reason(LineRule.FULL_BARE, FULL_BARE)

    def _nearly(self, index: int, a: ReadingLine, b: ReadingLine) -> Reason | None:
        """The same for a line that is not quite full."""
        speech = b.quote and (a.quoted or not (self.signed(index) or b.counted))
        if speech or not self._is_prose(index + 1):
            return None
        if a.closing in (Closing.OPEN, Closing.COMMA) and (b.opening is Opening.UPPER or b.counted):
            return Reason(LineRule.NEARLY_OPEN, FULL)
        return (
            Reason(LineRule.NEARLY_STOP, FULL_STOP)
            if self.page.blank[index // WINDOW] and a.closing is Closing.STOP and not b.quote
            else None
        )

    def _is_amidst(self, index: int, a: ReadingLine, b: ReadingLine, measure: Measure) -> bool:
        """Whether a line is short, and the next begins with a name or a number, but both stand in the midst of a
        paragraph: a date goes on in it; or the one ends with an article or the like; or it goes on what is before it
        and is left open, and the other goes on or ends with a sentence. The latter only where the text shows by more
        than short lines where its paragraphs begin, or as deep in a sentence as no heading is.
        """
        if self.page.reach[index] < STRAY * measure.usual:
            return False
        if (a.day and b.month) or (a.dated and b.year) or (a.ranged and b.opening is Opening.DIGIT):
            return True
        if a.closing is not Closing.OPEN or a.quoted:
            return False
        if a.unfinished and (b.opening is Opening.UPPER or b.counted):
            return True
        if b.opening is not Opening.UPPER or b.quote:
            return False
        page, before = self.page, index - 1
        if before < 0 or not page.adjacent[before] or not (self.signed(index) or self._is_deep(index, measure)):
            return False
        goes_on = page.runs_on[before] or page.reach[before] >= measure.full
        return goes_on and (self._is_prose(index + 1) or b.closing is Closing.STOP)

    def _is_deep(self, index: int, measure: Measure) -> bool:
        """Whether so many lines before a line go on in it, none of which ends a sentence, that they are no heading, and
        the next begins as seldom anything but the rest of a sentence does."""
        if not self.page.lines[index + 1].shortened:
            return False
        before = takewhile(
            lambda i: (
                self.page.adjacent[i]
                and self.page.lines[i].closing in INSIDE
                and (self.page.runs_on[i] or self.page.reach[i] >= measure.full)
            ),
            range(index - 1, max(-1, index - 1 - DEEP), -1),
        )
        return sum(1 for _ in before) == DEEP

    def _ends_paragraph(self, index: int) -> bool:
        """Whether a blank line, or the end of the text, follows a line, and a sentence ends with it."""
        last = index >= len(self.page.gaps) or self.page.gaps[index] > self.page.spacing
        return last and self.page.lines[index].closing is Closing.STOP

    def _is_prose(self, index: int) -> bool:
        """Whether a line is full or runs on, as lines of prose do and headings do not."""
        if index >= len(self.page.runs_on):
            return False
        measure = self.measure(index)
        edge = self.page.lines[index].edge
        below = index > 1 and self.page.adjacent[index - 2]  # a block may begin with two lines that are none of prose
        alone = below and measure is not None and measure.full <= edge <= ANOTHER * measure.usual
        full = alone or (measure is not None and self.page.adjacent[index] and self._is_full(index, measure))
        return full or (self.page.runs_on[index] and self.page.adjacent[index])

    def _apart(self, index: int, a: ReadingLine, b: ReadingLine) -> Reason | None:
        """Whether a paragraph goes on although a blank line or something set aside stands between."""
        if a.capitals or b.capitals or b.opening in (Opening.ITEM, Opening.SPEECH):
            return None
        measure = self.measure(index)
        if measure is None or max(a.edge, b.edge) > WIDER * measure.usual:
            return self._unwrapped(index, a, b)
        if index in self._verse or (self.paragraph_indent(index + 1) and not self._is_within(index, a, b, measure)):
            return None
        reach = self.page.reach[index]
        parted = self.page.parted[index]
        if self.page.goes_on[index]:
            return self._run_on_apart(index, reach, measure, parted)
        full = reach >= measure.full
        if full and a.closing in INSIDE and b.opening is Opening.UPPER and not b.quote and self._spread(index, measure):
            return Reason(LineRule.BLANK_ON, PARTED)
        prose = self._is_prose(index + 1) or (parted and b.closing is Closing.STOP)
        return self._full_apart(a, b, parted) if full and prose else None

    def _is_within(self, index: int, a: ReadingLine, b: ReadingLine, measure: Measure) -> bool:
        """Whether a sentence goes on in lines that are indented alike, as those of an item or a quotation are, across
        what stands between pages."""
        alike = self.page.parted[index] and self._indents[index] == self._indents[index + 1]
        nearly = self.page.reach[index] >= NEARLY * measure.usual
        name = nearly and a.closing in INSIDE and b.opening is Opening.UPPER
        return alike and not b.quote and (self.page.goes_on[index] or name)

    def _full_apart(self, a: ReadingLine, b: ReadingLine, parted: bool) -> Reason | None:
        """The same for a line that is full, before prose."""
        if parted and a.closing is not Closing.STOP and b.opening in (Opening.LOWER, Opening.DASH):
            return Reason(LineRule.PARTED_LOWER, PARTED)
        if a.closing in INSIDE and b.opening in (Opening.UPPER, Opening.DIGIT):
            speech = b.quote and a.closing is Closing.OPEN  # which begins where a sentence has ended
            if (self.layout.indents or parted) and not speech:
                return Reason(LineRule.PARTED_OPEN, PARTED)
            return Reason(LineRule.PARTED_DOUBTED, PARTED, False)
        if a.closing is Closing.STOP and parted and self.layout.indents:
            return Reason(LineRule.PARTED_STOP, UNINDENTED)
        # a note between paragraphs says nothing where no page ends
        if a.closing is Closing.STOP and parted and self.page.paged and not (a.quoted and b.quote):
            return Reason(LineRule.PARTED_DOUBTED, UNINDENTED, False)
        return None

    def _run_on_apart(self, index: int, reach: int, measure: Measure, parted: bool) -> Reason | None:
        """The same for a line that the next goes on with a small letter: across a blank line it must be nearly full;
        else the two say one thing and the blank line another, which is asked."""
        wide = reach >= STRAY * measure.usual
        enough = self._spread(index, measure) or reach >= (
            0.85 * measure.usual if self.layout.indents else measure.full
        )
        if wide and (parted or enough):
            return Reason(LineRule.PARTED_ON if parted else LineRule.BLANK_ON, PARTED)
        return Reason(LineRule.PARTED_DOUBTED, PARTED, False) if parted or wide else None

    def _spread(self, index: int, measure: Measure) -> bool:
        """Whether lines that go on near by, one of them full, are parted in the same way: here blank lines stand
        between the lines of a paragraph."""
        gaps, on = self.page.gaps, self.page.runs_on

        def alike(i: int) -> bool:
            return on[i] and gaps[i] == gaps[index]

        after = takewhile(alike, range(index + 1, min(index + 1 + SPREAD, len(gaps))))
        before = takewhile(alike, range(index - 1, max(-1, index - 1 - SPREAD), -1))
        return any(measure.full <= self.page.reach[i] <= WIDER * measure.usual for i in (*after, *before))

    def _unwrapped(self, index: int, a: ReadingLine, b: ReadingLine) -> Reason | None:
        """The same where every line is a paragraph: only across something set aside, or asked."""
        if not self.page.runs_on[index] or a.last - a.first < LONG or a.closing is Closing.HYPHEN or b.quote:
            return None
        parted = self.page.parted[index]
        return Reason(LineRule.PARTED_UNWRAPPED if parted else LineRule.PARTED_DOUBTED, PARTED, parted)
