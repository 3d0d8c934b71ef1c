"""Line numbers that are printed beside the lines: of every fifth or tenth line in editions of verse, of every line in
transcripts, pleadings, patents and drafts. People cite by them, so the number of a line is told of the line itself.

They are proven by arithmetic: each number is as much more than the one before as there are lines from one to the other.
Numbers of items, of verses of the Bible, of paragraphs, of pages, dates and sums are not, for their items are of
several lines, or, where each has one line, no sentence goes on from a full line of one into the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.lines import Lines, PageLine, cuts
from ecdosis.stages.furniture.numbers import damaged

KIND: Final = "line-number"
STEP: Final = 5
"""Lines of verse of which one has its number; where it is every tenth, each number stands two such steps from the one
before."""
EXTRA: Final = 6
"""Lines between two numbers that no number counts: titles, heads of pages."""
STEPS: Final = 4
"""Numbers as many lines from the one before as they are more, from which others like them are line numbers."""
EXACT: Final = 0.6
"""Share of the steps of a run that must be exact: one in six is not where a head stands on each page."""
OTHERS: Final = 0.6
"""Numbers at the same margin, for each of a run, that are none of it: those of the pages, beside their heads. In tables
nearly every line has one."""
LONG: Final = 6
"""Numbers of a run that does not begin with the first line: an excerpt. Shorter ones may be years."""
PAGE: Final = 10
"""Numbers of a run in which each line has one; lists that are as long and have one line an item are told by FILLED."""
BETWEEN: Final = 2
"""Lines between two of its numbers that have none: a line of the text beside them, a head."""
EACH: Final = 0.8
"""Share of the lines of a run that must have a number, where it stands before their words: notes and items with one
line or two have it less often."""
UNREAD: Final = 3
"""Lines in a row whose number may be unreadable."""
AGAIN: Final = 3
"""Runs from the same number to the same number that prove each other: pages of so many lines."""
MOST: Final = 0.6
"""Share of the runs that must be such pages."""
GOING_ON: Final = 0.25
"""Share of the lines from which a sentence goes on to the next; of prose it is about half, of items one in ten."""
GOING_ON_AGAIN: Final = 0.1
"""The same where runs prove each other: questions and answers seldom fill a line."""
COLUMN: Final = 15
"""Numbers of a run without any text between them: a column that the extraction has set apart from its lines."""
WIDE: Final = 40
"""Code points of a full line of prose; shorter ones may be entries."""
FILLED: Final = 0.75
"""Share of the lines in the midst of sentences that must be full: items that begin small are of any length."""
PARAGRAPH: Final = 120
"""Code points; where lines are longer, each is a paragraph."""
_BEFORE: Final = re.compile(r"(?P<n>\d{1,4})(?:\s*[|│])?\s+(?=[^\s|│])")
_FIGURES: Final = "0123456789"
_MOST_FIGURES: Final = 4
_ALONE: Final = re.compile(r"(?P<n>\d{1,4})(?:\s*[|│])?")
_WORN: Final = re.compile(r"(?P<n>[^\W_]{2,4})\s+(?=\S)")

LINE_ENDS: Final = ("\n", "\f")

Place = Literal["before", "after", "alone"]


class LineNumber(NamedTuple):
    """A number that may be that of its line: the index of the line, its value, where it stands, and from where to where
    (code points in the line's text) number and blanks go."""

    line: int
    value: int
    place: Place
    start: int
    end: int


@dataclass(frozen=True)
class Numbering:
    """The line numbers of a text: what is set aside, in order; the lines without them; and where the text of a numbered
    line begins (offset) -> where its number does."""

    spans: tuple[Span, ...]
    lines: Lines
    begins: Mapping[int, int]

    def before(self, breaks: Iterable[Span]) -> Iterator[Span]:
        """The beginnings of pages, those that would come between a number and its line moved before the number."""
        for span in breaks:
            at = self.begins.get(span.start, span.start)
            yield replace(span, start=at, end=at) if span.start == span.end else span


def find(lines: Lines, text: str) -> Numbering:
    """The line numbers of a text. Linear."""
    if sum(map(_bears, lines.lines)) < STEPS:
        return Numbering((), lines, {})
    runs = list(_every_line(lines))
    runs += _some_lines(lines, {number.line for run in runs for number in run})
    found = {number.line: number for run in runs for number in run}
    margins = Margins.of(lines, text, runs)
    spans, kept, begins = [], [], {}
    for index, line in enumerate(lines.lines):
        number = found.get(index)
        start, end = margins.stretch(number) if number else (0, 0)
        span = judged(start, end, KIND, _signs(number, len(found)), str(number.value)) if number else None
        if number is None or span is None:
            kept.append(line)
            continue
        spans.append(span)
        kept += _rest(line, number)
        begins[line.start + number.end] = start
    return Numbering(tuple(spans), replace(lines, lines=tuple(kept)), begins)


def _bears(line: PageLine) -> bool:
    return line.text[0].isdigit() or line.text[-1].isdigit()


def _signs(number: LineNumber, count: int) -> Sequence[Sign]:
    where = {"before": "at the beginning of", "after": "at the end of", "alone": "beside"}[number.place]
    return (
        Sign.rare(f"the number {number.value} {where} a line", 0.5),
        Sign.rare(f"one of {count} that rise with the count of the lines", 0.95),
    )


def _rest(line: PageLine, number: LineNumber) -> Iterator[PageLine]:
    """The line without its number; nothing if that is all of it."""
    if number.place == "before":
        yield line._replace(start=line.start + number.end, text=line.text[number.end :])
    elif number.place == "after":
        yield line._replace(end=line.start + number.start, text=line.text[: number.start])


def _read(index: int, line: PageLine) -> Iterator[LineNumber]:
    """The numbers that a line may have beside it."""
    text = line.text
    if not _bears(line):
        return
    if alone := _ALONE.fullmatch(text):
        yield LineNumber(index, int(alone["n"]), "alone", 0, len(text))
        return
    if before := _BEFORE.match(text):
        yield LineNumber(index, int(before["n"]), "before", 0, before.end())
    before_figures = text.rstrip(_FIGURES)
    words, figures = before_figures.rstrip(), text[len(before_figures) :]
    if 0 < len(figures) <= _MOST_FIGURES and words and words != before_figures:
        yield LineNumber(index, int(figures), "after", len(words), len(text))


# --- every line has its number ---


def _every_line(lines: Lines) -> Iterator[Sequence[LineNumber]]:
    """The runs of numbers that each line has, if they are proven."""
    runs = list(_runs(lines))
    whole = [run for run in runs if len(run) >= PAGE]
    steps = [(a, b) for run in whole for a, b in pairwise(run) if b.place == "before"]
    if not whole or sum(b.line - a.line == b.value - a.value for a, b in steps) < EACH * len(steps):
        return
    (first, last), times = Counter((run[0].value, run[-1].value) for run in whole).most_common(1)[0]
    pages = times >= AGAIN and times >= MOST * len(whole)
    columns = pages and all(_is_column(run) for run in whole if run[-1].value == last)
    if not (columns or _going_on(lines, whole) >= (GOING_ON_AGAIN if pages else GOING_ON)):
        return
    before = 0
    for run in runs:
        if len(run) >= PAGE or (len(run) > BETWEEN and run[0].value in (first, before + 1)):
            yield [number for number in run if not pages or number.value <= last]  # the next may be that of a page
            before = run[-1].value


def _runs(lines: Lines) -> Iterator[Sequence[LineNumber]]:
    """Numbers before or between the lines, each one more than the one before."""
    run: list[LineNumber] = []
    for index, line in enumerate(lines.lines):
        number = next((found for found in _read(index, line) if found.place != "after"), None)
        if run and (number is None or not _follows(run[-1], number)):
            number = _worn(lines, index, run[-1]) or number
        if number is None:
            continue
        if run and not _follows(run[-1], number):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _follows(before: LineNumber, number: LineNumber) -> bool:
    """Whether a number is that of the next line but few, and as much more."""
    lines, more = number.line - before.line, number.value - before.value
    return (more == 1 and lines <= 1 + BETWEEN) or (1 < more == lines <= UNREAD + 1)


def _worn(lines: Lines, index: int, before: LineNumber) -> LineNumber | None:
    """The number of the line after a numbered one, some of whose figures were misread: as letters, or as others, if
    that of the next line goes on."""
    match = _WORN.match(lines.lines[index].text) if index == before.line + 1 else None
    due = before.value + 1
    if match is None or not any(map(str.isdigit, match["n"])) or not damaged(match["n"], due):
        return None
    following = _read(index + 1, lines.lines[index + 1]) if index + 1 < len(lines.lines) else ()
    if match["n"].isdigit() and all(number.value != due + 1 for number in following):
        return None
    return LineNumber(index, due, "before", 0, match.end())


def _is_column(run: Sequence[LineNumber]) -> bool:
    """Whether the numbers of a run stand alone, one below the other."""
    return len(run) >= COLUMN and all(n.place == "alone" for n in run) and run[-1].line - run[0].line < len(run)


def _going_on(lines: Lines, runs: Sequence[Sequence[LineNumber]]) -> float:
    """The share of the lines of runs from which a sentence goes on to the next, whose first word they had no room
    for."""
    pairs = [(a, b) for run in runs for (a, _), (b, own) in pairwise(_texts(lines, run)) if own]
    width = _upper([len(text) for text, _ in pairs])
    if width < WIDE or width > PARAGRAPH:
        return 0
    cut = [len(a) + len(b.split()[0]) >= width for a, b in pairs if cuts(a, b)]
    return sum(cut) / len(pairs) if sum(cut) >= FILLED * len(cut) else 0


def _texts(lines: Lines, run: Sequence[LineNumber]) -> Iterator[tuple[str, bool]]:
    """The lines of a run without their numbers, and those between them; whether each has a number before it."""
    numbers = {number.line: number for number in run}
    own = False
    for index in range(run[0].line, run[-1].line + 1):
        text = lines.lines[index].text
        number = numbers.get(index)
        own = own or number is not None
        if number is None or number.place != "alone":
            yield text if number is None else text[number.end :], own
            own = False


def _upper(lengths: Sequence[int]) -> int:
    """The upper decile of some lengths."""
    return sorted(lengths)[len(lengths) * 9 // 10] if lengths else 0


# --- every fifth or tenth line has its number ---


def _some_lines(lines: Lines, taken: Container[int]) -> Iterator[Sequence[LineNumber]]:
    """The runs of numbers of every fifth or tenth line, if they are proven."""
    ordinals, candidates = _counted(lines, taken)
    runs = [run for run in _chains(candidates, ordinals) if len(run) > 1 and _is_run(run, candidates, ordinals)]
    steps = sum(_exact(a, b, ordinals) for run in runs for a, b in pairwise(run))
    if steps >= STEPS:
        yield from runs


def _counted(lines: Lines, taken: Container[int]) -> tuple[Mapping[int, int], Sequence[LineNumber]]:
    """Line -> how many lines that are not only a number there are up to it; and the numbers beside lines."""
    ordinals: dict[int, int] = {}
    candidates: list[LineNumber] = []
    count = 0
    for index, line in enumerate(lines.lines):
        numbers = [] if index in taken else list(_read(index, line))
        count += not any(number.place == "alone" for number in numbers)
        ordinals[index] = count
        candidates += numbers
    return ordinals, candidates


def _chains(candidates: Sequence[LineNumber], ordinals: Mapping[int, int]) -> Iterator[list[LineNumber]]:
    """Numbers that are multiples of STEP, each with the next that follows about as many lines behind it, and exactly so
    with one of its neighbours."""
    ends: dict[int, list[LineNumber]] = {}
    chains: list[list[LineNumber]] = []
    counted = {(number.value, ordinals[number.line]) for number in candidates}
    for number in candidates:
        near = ((number.value + step, ordinals[number.line] + step) for step in (STEP, -STEP, 2 * STEP, -2 * STEP))
        if number.value % STEP or not number.value or counted.isdisjoint(near):
            continue
        chain = _best(number, ends, ordinals)
        if chain is None:
            chain = []
            chains.append(chain)
        else:
            del ends[chain[-1].value]
        chain.append(number)
        ends[number.value] = chain
    begins = {chain[0].value: ordinals[chain[0].line] for chain in chains if len(chain) > 1}
    for chain in chains:
        last = chain[-1]
        again = begins.get(last.value, 0) - ordinals[last.line]
        yield chain[:-1] if 0 < again <= EXTRA else chain  # the last was the number of a page, just before the line's


def _best(
    number: LineNumber, ends: Mapping[int, list[LineNumber]], ordinals: Mapping[int, int]
) -> list[LineNumber] | None:
    """The chain that a number goes on with."""
    for steps in (1, 2):
        chain = ends.get(number.value - steps * STEP)
        if chain and chain[-1].line != number.line:
            more = ordinals[number.line] - ordinals[chain[-1].line] - steps * STEP
            if 0 <= more <= EXTRA:
                return chain
    return None


def _exact(before: LineNumber, number: LineNumber, ordinals: Mapping[int, int]) -> bool:
    """Whether a number is as much more than the one before as there are lines between."""
    return ordinals[number.line] - ordinals[before.line] == number.value - before.value


def _is_run(run: Sequence[LineNumber], candidates: Sequence[LineNumber], ordinals: Mapping[int, int]) -> bool:
    """Whether a chain may be the numbers of lines: nearly all steps exact, few other numbers at its margin."""
    begins = run[0].value <= 2 * STEP or len(run) >= LONG
    exact = sum(_exact(a, b, ordinals) for a, b in pairwise(run))
    own = {number.line for number in run}
    places = {number.place for number in run}
    others = sum(
        1
        for number in candidates
        if run[0].line < number.line < run[-1].line and number.line not in own and number.place in places
    )
    return begins and exact >= EXACT * (len(run) - 1) and others <= OTHERS * len(run)


# --- what goes with a number ---


@dataclass(frozen=True)
class Margins:
    """Where the lines of a text begin beside their numbers: `columns` of the text behind the numbers of a run, by the
    index of the run's first line and how many figures the number has; `runs`: numbered line -> that index."""

    lines: Lines
    text: str
    runs: Mapping[int, int]
    columns: Mapping[tuple[int, int], int]

    @classmethod
    def of(cls, lines: Lines, text: str, runs: Sequence[Sequence[LineNumber]]) -> Margins:
        """The margins of the lines of some runs."""
        firsts = {number.line: run[0].line for run in runs for number in run}
        columns: dict[tuple[int, int], int] = {}
        for run in runs:
            for number in run:
                key = run[0].line, len(str(number.value))
                line = lines.lines[number.line]
                column = line.start + number.end - _beginning(text, line.start)
                columns[key] = min(column, columns.get(key, column))
        return cls(lines, text, firsts, columns)

    def stretch(self, number: LineNumber) -> tuple[int, int]:
        """From where to where (offsets) a number is set aside: with the blanks that part it from the text, but for
        the indent of a paragraph; one alone with its line end, since its line is none of the text."""
        line = self.lines.lines[number.line]
        if number.place == "after":
            return line.start + number.start, line.end
        start = _beginning(self.text, line.start)
        if number.place == "alone":
            end = self.text.find("\n", line.end)
            return start, end + 1 if end >= 0 and not self.text[line.end : end].strip(" \t\r") else line.end
        return start, line.start + number.end - self._indent(number, line, start)

    def _indent(self, number: LineNumber, line: PageLine, start: int) -> int:
        """How many of the blanks behind a number are the indent of its line."""
        text = line.text[number.start : number.end]
        blanks = len(text) - len(text.rstrip(" "))
        column = self.columns[self.runs[number.line], len(str(number.value))]
        return max(0, min(blanks - 1, line.start + number.end - start - column))


def _beginning(text: str, at: int) -> int:
    """Where the line of an offset begins."""
    return max(text.rfind(end, 0, at) for end in LINE_ENDS) + 1
