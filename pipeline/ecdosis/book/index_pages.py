"""The page numbers of the source's index, and what stands for each in a printed book, which has pages of its own.

The new number is that of the words that an entry is about, if these stand on the page that the source names; else all
that this page takes up now is given. So for all entries or for none: a reader has to know whose numbers an index has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from ecdosis.book.book import Block, Note, Paragraph, Passage
from ecdosis.book.fold import every
from ecdosis.book.index_terms import Term, found, term_of
from ecdosis.book.inlines import AsidePlace, Emended, Inline, Styled, words_of
from ecdosis.book.lines import Places, cut, with_places
from ecdosis.book.source_pages import SourcePages, Stretch, Word, source_pages
from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.locators import locators
from ecdosis.stages.words import AND

FEWEST: Final = 4
"""Page numbers of an index at least that can be told..."""
EXACT: Final = 0.8
"""... the share of them whose page is known, at least..."""
FOUND: Final = 0.3
"""... and of those on whose page stands what their entry is about: else they may be of another printing."""
YEAR: Final = 1000
"""The number from which one that is higher than those of all pages is a year."""
_DASH: Final = re.compile(r"\s?[-–—]\s?")
_BETWEEN: Final = re.compile(rf"\s?[-–—]\s?|[,;.]?\s+(?:(?:{AND})\s+)?", re.IGNORECASE)
"""What stands between two numbers of one row."""
_PAGE: Final = re.compile(r"\d{1,4}|[ivxlc]{1,7}", re.IGNORECASE)
_FIGURES: Final = re.compile(r"(?<![\w’'])\d{1,4}(?!\w)")
_NOTE: Final = re.compile(r"\b(?:n{1,2}|notes?|nos?|anm|прим)\.?\s?$", re.IGNORECASE)
_NAMED: Final = re.compile(rf"(?<!\w)(?!(?:{AND}|pp?|S|с|стр)\s)[^\W\d_]{{2,}}\s$", re.IGNORECASE)
"""What stands before the number of a note, and before one that is no page (`Act of 12`)."""


@dataclass(frozen=True, slots=True)
class Locator:
    """What stands for a page number, or for two with a dash between: the words whose pages these are, the first and the
    last if `dash` stands between them; what parts it from the number before; how it looks (see `Styled`). `found`: its
    entry is about these words."""

    joiner: str
    words: tuple[Word, ...]
    dash: str
    marks: tuple[str, ...]
    found: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Page numbers one after the other."""

    locators: tuple[Locator, ...]


Part = Row | tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class IndexPages:
    """The blocks of a book with places for the page numbers of its index; what the entries of this consist of, by
    their ids."""

    blocks: tuple[Block, ...]
    entries: Mapping[str, tuple[Part, ...]]


class _Number(NamedTuple):
    """A page number in the words of an entry, and the words of its page."""

    start: int
    end: int
    page: Stretch


class _Entry(NamedTuple):
    """An entry with its numbers, its words, and those of the entry that it stands below (its own if below none)."""

    line: Paragraph
    text: str
    above: str
    numbers: tuple[_Number, ...]


class _Known(NamedTuple):
    """The words of a book; how many entries of its index have each term; and the dash that this mostly has."""

    words: Sequence[Word]
    names: Mapping[tuple[str, ...], int]
    dash: str


def index_pages(blocks: Sequence[Block], notes: Sequence[Note]) -> IndexPages | None:
    """The new page numbers of the index of a book, if it has one all whose numbers can be told."""
    indexed = list(_lines(blocks))
    pages = source_pages(blocks, notes) if indexed else None
    if not pages:
        return None
    entries = [entry for line, above in indexed if (entry := _entry(line, above, pages))]
    numbers = [number for entry in entries for number in entry.numbers]
    exact = sum(number.page.exact for number in numbers)
    if len(entries) < len(indexed) or len(numbers) < FEWEST or exact < EXACT * len(numbers):
        return None
    names = Counter(term_of(entry.text).words for entry in entries if entry.text == entry.above)
    dashes = Counter(dash for entry in entries for dash in _dashes(entry))
    known = _Known(pages.words, names, max(dashes, key=dashes.__getitem__, default="–"))
    told = {entry.line.id: tuple(_parts(entry, known)) for entry in entries if entry.numbers}
    locators_ = [one for parts in told.values() for part in parts if isinstance(part, Row) for one in part.locators]
    if sum(one.found for one in locators_) < FOUND * len(locators_):
        return None
    return IndexPages(with_places(blocks, _places(locators_)), MappingProxyType(told))


def without_pages(parts: Sequence[Part]) -> tuple[Inline, ...]:
    """The words of an entry without its page numbers."""
    return tuple(inline for part in parts if not isinstance(part, Row) for inline in part)


def place_of(word: Word) -> str:
    """The name of the place of a word."""
    return word.named or f"at-{word.line}-{word.inline}-{word.offset}"


def _places(found_: Sequence[Locator]) -> Places:
    """The places of the words whose pages are needed."""
    wanted = {word for one in found_ for word in one.words if not word.named}
    placed: dict[tuple[int, int], dict[int, str]] = {}
    for word in sorted(wanted, key=lambda word: word[1:4]):
        placed.setdefault((word.line, word.inline), {})[word.offset] = place_of(word)
    return {at: tuple(names.items()) for at, names in placed.items()}


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[Paragraph, str]]:
    """The lines of indexes, each with the words of the entry that it stands below, or its own."""
    for block in every(blocks):
        if isinstance(block, Passage) and block.role == "index":
            above = ""
            for line in block.blocks:
                if isinstance(line, Paragraph):
                    above = above if line.role == Kind.INDEX_SUBENTRY and above else _text(line.inlines)
                    yield line, above


def _text(inlines: Sequence[Inline]) -> str:
    return "".join(map(words_of, inlines))


# ---------------------------------------------------------------- the numbers of an entry


def _entry(line: Paragraph, above: str, pages: SourcePages) -> _Entry | None:
    """An entry, if all its numbers are those of pages that are known."""
    text = _text(line.inlines)
    linked = list(_linked(line.inlines, pages))
    taken = {at for one in linked for at in range(one.start, one.end)}
    others = [
        (one, pages.numbered.get(one.page.casefold()))
        for one in locators(text)
        if not (taken & {one.start, one.end - 1} or _is_year(one.page, pages.highest))
    ]
    numbers = sorted([*linked, *(_Number(one.start, one.end, page) for one, page in others if page)])
    told = all(page for _, page in others) and not any(_further(text, numbers, pages.highest))
    return _Entry(line, text, above, tuple(numbers)) if told and (line.id or not numbers) else None


def _linked(inlines: Sequence[Inline], pages: SourcePages) -> Iterator[_Number]:
    """The numbers that lead to a page."""
    at = 0
    for inline in inlines:
        end = at + len(words_of(inline))
        page = pages.led_to.get(inline.target.removeprefix("#")) if isinstance(inline, Styled) else None
        if page and _PAGE.fullmatch(words_of(inline)):
            yield _Number(at, end, page)
        at = end


def _further(text: str, numbers: Sequence[_Number], highest: int) -> Iterator[str]:
    """Numbers in an entry that may be those of pages, though nobody knows of which."""
    known = {number.start for number in numbers}
    for match in _FIGURES.finditer(text):
        before = text[: match.start()]
        told = match.start() in known or _is_year(match.group(), highest)
        if not (told or _NOTE.search(before) or _NAMED.search(before) or not before):
            yield match.group()


def _is_year(number: str, highest: int) -> bool:
    return number.isdecimal() and int(number) > max(highest, YEAR)


# ---------------------------------------------------------------- what stands for them


def _parts(entry: _Entry, known: _Known) -> Iterator[Part]:
    """What an entry consists of: its words, and the rows of its numbers. Words before a further row, as those of an
    entry that stands below another, tell more of what the first are about."""
    at, inlines, term = 0, entry.line.inlines, term_of(entry.above)
    whose = term.alone(known.names[term.words] > 1)
    for row in _rows(entry):
        first = len(entry.text[: row[0].start].rstrip()) if row[0].start else 0
        lead = entry.text[at:first]
        about = whose.narrowed(lead) if at or entry.text != entry.above else whose
        yield tuple(_stretch(inlines, at, first, row[-1].end))
        yield Row(tuple(_locators(entry, first, row, about, known)))
        at = row[-1].end
    yield tuple(_stretch(inlines, at, len(entry.text), len(entry.text) + 1))


def _rows(entry: _Entry) -> Iterator[tuple[_Number, ...]]:
    """The numbers of an entry, those of each row together."""
    row: list[_Number] = []
    for number in entry.numbers:
        if row and not _BETWEEN.fullmatch(entry.text[row[-1].end : number.start]):
            yield tuple(row)
            row = []
        row.append(number)
    if row:
        yield tuple(row)


def _dashes(entry: _Entry) -> Iterator[str]:
    """What stands between the numbers of an entry from one of which to the next something goes on."""
    between = (entry.text[one.end : other.start] for one, other in pairwise(entry.numbers))
    yield from (words for words in between if _DASH.fullmatch(words))


def _locators(entry: _Entry, start: int, row: Sequence[_Number], about: Term, known: _Known) -> Iterator[Locator]:
    """The new numbers for those of a row, two with a dash between taken as one."""
    left, words = list(row), known.words
    while left:
        one = left.pop(0)
        joiner, dash = entry.text[start : one.start], ""
        last = one
        if left and _DASH.fullmatch(entry.text[one.end : left[0].start]):
            last = left.pop(0)
            dash = entry.text[one.end : last.start]
        marks = _marks(entry.line.inlines, one.start)
        begins, ends = (found(about, words, number.page) if number.page.exact else () for number in (one, last))
        if dash or not begins:
            begin = begins[0] if begins else _nearest(words, one.page.start)
            end = ends[-1] if ends and dash else _nearest(words, last.page.end - 1)
            yield Locator(joiner, (begin, end), dash or known.dash, marks, bool(begins or ends))
        else:
            yield Locator(joiner, begins, "", marks, True)
        start = last.end


def _nearest(words: Sequence[Word], at: int) -> Word:
    """The word with a number, or the one next to it of those that there are."""
    return words[min(max(at, 0), len(words) - 1)]


def _marks(inlines: Sequence[Inline], at: int) -> tuple[str, ...]:
    """How the words look among which a character stands."""
    for inline in inlines:
        at -= len(words_of(inline))
        if at < 0:
            return inline.marks if isinstance(inline, (Styled, Emended)) else ()
    return ()


def _stretch(inlines: Sequence[Inline], start: int, end: int, row_end: int) -> Iterator[Inline]:
    """The words of a line from one character to another, and what has no words up to where the row ends that follows:
    that is not left out with the numbers, nor is the place of a change in these."""
    at = 0
    for inline in inlines:
        words = words_of(inline)
        a, b = max(at, start), min(at + len(words), end)
        if not words:
            if start <= at < row_end:
                yield inline
        elif a < b and isinstance(inline, (str, Styled)):
            yield cut(inline, a - at, b - at)
        elif a < b and isinstance(inline, Emended):
            yield replace(inline, text=words[a - at : b - at]) if a == at else words[a - at : b - at]
        elif a < b:
            yield inline
        elif isinstance(inline, Emended) and inline.listed and end <= at < row_end:
            yield AsidePlace(inline.id)
        at += len(words)
