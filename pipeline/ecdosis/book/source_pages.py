"""The pages of the source in a book: which words stand on each, by its number.

Not each page of a source has its number: the first of a chapter often has none. Pages between two that have some are
counted, if they are as many as the numbers between; else all that is known is that a page is one of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median
from typing import Final, NamedTuple

from ecdosis.book.book import Block, Note, paragraphs
from ecdosis.book.inlines import AsidePlace, Inline, NoteRef, PageBreak, words_of
from ecdosis.book.lines import lines

LACKING: Final = 3
"""Pages without numbers between two with some, at most, for all of which one that is named may stand: more would be a
chapter."""
_WORD: Final = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A word, and where it stands: the numbers of its line and of the inline in it, the character that it begins with,
    or the name of what holds it (empty if nothing that has one)."""

    text: str
    line: int
    inline: int
    offset: int
    named: str = ""


class Stretch(NamedTuple):
    """Some words in a row, by their numbers, those of one page if that is known (`exact`)."""

    start: int
    end: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class SourcePages:
    """The words of a book; the stretches of the pages of its source, by their numbers in small letters; and those of
    pages by the places before them to which something leads."""

    words: Sequence[Word]
    numbered: Mapping[str, Stretch]
    led_to: Mapping[str, Stretch]

    def __bool__(self) -> bool:
        return bool(self.words) and bool(self.numbered)

    @property
    def highest(self) -> int:
        """The highest number of a page."""
        return max((int(number) for number in self.numbered if number.isdecimal()), default=0)


class _Break(NamedTuple):
    """Where a page begins: the number of its first word, its own number, and the place before it."""

    start: int
    label: str
    place: str


def source_pages(blocks: Sequence[Block], notes: Sequence[Note]) -> SourcePages:
    """The pages of the source in a book. The words of a note stand at its marker."""
    words: list[Word] = []
    breaks: list[_Break] = []
    beside = {note.id: note for note in notes}
    for number, line in enumerate(lines(blocks)):
        found = list(_words(line.inlines, number, line.named, beside)) if line.own else []
        for offset, label, place in _breaks(line.inlines):
            before = sum(at < offset for at, _ in found)
            breaks.append(_Break(len(words) + before, label.casefold(), place))
        words += (word for _, word in found)
    return SourcePages(words, dict(_numbered(breaks, len(words))), dict(_led_to(breaks, len(words))))


def _words(inlines: Sequence[Inline], line: int, named: str, notes: Mapping[str, Note]) -> Iterator[tuple[int, Word]]:
    """The words of a line with where they begin in it, those of its notes at their markers."""
    starts = [0, *accumulate(len(words_of(inline)) for inline in inlines)]
    text = "".join(map(words_of, inlines))
    found: list[tuple[int, Word]] = []
    places = [(at, start) for at, start in enumerate(starts[:-1]) if words_of(inlines[at])]
    for match in _WORD.finditer(text):
        while len(places) > 1 and places[1][1] <= match.start():
            places.pop(0)
        at, start = places[0]
        found.append((match.start(), Word(match.group(), line, at, match.start() - start, named)))
    for at, inline in enumerate(inlines):
        if isinstance(inline, NoteRef) and not inline.again and inline.note in notes:
            below = " ".join("".join(map(words_of, one)) for one in paragraphs(notes[inline.note].blocks))
            found += ((starts[at], Word(match.group(), line, at, 0, named)) for match in _WORD.finditer(below))
    yield from sorted(found, key=lambda one: one[0])


def _breaks(inlines: Sequence[Inline]) -> Iterator[tuple[int, str, str]]:
    """Where in the words of a line pages begin, with their numbers and the places before them."""
    offset, place = 0, ""
    for inline in inlines:
        if isinstance(inline, PageBreak):
            yield offset, inline.label, place
        place = inline.id if isinstance(inline, AsidePlace) else ""
        offset += len(words_of(inline))


def _led_to(breaks: Sequence[_Break], end: int) -> Iterator[tuple[str, Stretch]]:
    for page, after in pairwise((*breaks, _Break(end, "", ""))):
        if page.place:
            yield page.place, Stretch(page.start, after.start)


def _numbered(breaks: Sequence[_Break], end: int) -> Iterator[tuple[str, Stretch]]:
    """The pages that alone have a number, and those without one that are known by the pages around them."""
    known = Counter(page.label for page in breaks if page.label)
    bounds = list(pairwise((*breaks, _Break(end, "", ""))))
    long = round(median([b.start - a.start for a, b in bounds])) if bounds else 0
    before: int | None = None  # the last page with a number
    for at, (page, after) in enumerate(bounds):
        if not page.label:
            continue
        if known[page.label] == 1:
            yield page.label, Stretch(page.start, after.start)
        found = _between(breaks[before : at + 1]) if before is not None else ()
        yield from ((number, one) for number, one in (*found, *_first(breaks, before, at, long)) if number not in known)
        before = at


def _between(breaks: Sequence[_Break]) -> Iterator[tuple[str, Stretch]]:
    """The pages between the first and the last of some, which have numbers."""
    page, *inner, after = breaks
    if not (page.label.isdecimal() and after.label.isdecimal()):
        return
    numbers = range(int(page.label) + 1, int(after.label))
    if len(numbers) == len(inner):
        for number, (one, other) in zip(numbers, pairwise((*inner, after)), strict=True):
            yield str(number), Stretch(one.start, other.start)
    elif len(numbers) <= LACKING:
        for number in numbers:
            yield str(number), Stretch(page.start, after.start, exact=False)


def _first(breaks: Sequence[_Break], before: int | None, at: int, long: int) -> Iterator[tuple[str, Stretch]]:
    """The page before the first that has a number in Arabic figures: as long as most are, since the title above the
    text of a book is none of its pages."""
    page = breaks[at]
    if page.label.isdecimal() and not (before is not None and breaks[before].label.isdecimal()):
        yield str(int(page.label) - 1), Stretch(max(0, page.start - long), page.start)
