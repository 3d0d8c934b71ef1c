"""One reference taken apart: its tokens, and what stands between them told apart as persons and titles.

Only what is certain gets an element; a reference of which nothing is certain but that it is one stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from ecdosis.languages.dates import YEAR
from ecdosis.model.document import Part
from ecdosis.stages.references.names import each_of, is_document, is_file, is_press, is_title, persons, spans, surnames
from ecdosis.stages.references.tokens import Token, tokens
from ecdosis.stages.words import pattern, words

_LEAD: Final = re.compile(r"[\s,:(]*")
_TRIM: Final = " \t\n,;:–—-"
_UNOPENED: Final = re.compile(r"(?:(?<!\s)\s+)?[(\[]$|^[)\]]\s*")
_JOINING: Final = frozenset({"and", "und", "et", "и", "on", "at", "in"})
_OPENING: Final = frozenset({"From", "In", "Aus", "Из", "V.", "S."})
"""With a capital these may begin a title (or be initials)."""
_YEAR: Final = re.compile(rf"[\[(]?(?P<year>{YEAR})[a-d]?[\])]?")
_NAME_YEAR: Final = re.compile(rf"(?P<name>[^\d]{{2,60}}?)\s+\(?(?P<year>{YEAR})[a-d]?\)?")
_NAME_PAGE: Final = re.compile(r"(?P<name>[^\d]{2,60}?)\s+(?P<first>\d{1,4})(?:\s?[-–]\s?(?P<last>\d{1,4}))?")
_BY: Final = re.compile(r"(?P<title>.+?)(?:,|(?<!\s))\s++by\s++(?P<author>.+)")
_SPANS: Final = re.compile(r"\s(?:to|bis|zu|до|к)\s")
"""`From Lenin to Stalin`: a title, not what is taken from one."""
_GENITIVE: Final = re.compile(r"(?P<author>[^,]{2,40}?)['’]s\s+(?P<title>(?:The|A|An)\s.+)")
_INVERTED: Final = re.compile(
    r"(?P<author>[^\W\d_a-zа-я][\w’'-]+\s+[^\W\d_a-zа-я]\.(?:\s?[^\W\d_a-zа-я]\.)?)\s+(?P<title>[^\W\d_a-zа-я]\w.+)"
)
_QUOTES: Final = '“”"„«»'
_HOST: Final = re.compile(r"[Ii]n:?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between the tokens of a reference: `start` to `end` of its text."""

    start: int
    end: int
    text: str

    @property
    def may_be_person(self) -> bool:
        """Whether they may be names of persons, and are no title."""
        return persons(self.text)[0] and not any(is_title(one) for one in each_of(self.text))


@dataclass(frozen=True, slots=True)
class Known:
    """The titles and the persons (their surnames) that other references of the same text show, and the persons of its
    list of works (`listed`), in small letters."""

    titles: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()


NOTHING: Final = Known()


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text says of a work: its tokens, the segments between them, and the parts that are certain, in order.

    `lead` is where the words end with which the reference begins (`see`, `quoted in`).
    """

    text: str
    lead: int
    tokens: tuple[Token, ...]
    segments: tuple[Segment, ...]
    parts: tuple[Part, ...]

    @property
    def named(self) -> list[Segment]:
        """The segments without a remark after the last token (`emphasis added`)."""
        return _named(self.segments, self.tokens)

    def has(self, kind: str) -> bool:
        """Whether a token of a kind is there."""
        return any(token.kind == kind for token in self.tokens)

    def shows(self, element: str) -> bool:
        """Whether a part is there."""
        return any(part.element == element for part in self.parts)

    def cites(self, *units: str) -> bool:
        """Whether a place is cited that is counted in one of some units (none: in any)."""
        cited = (dict(part.attributes)["unit"] for part in self.parts if part.element == "citedRange")
        return any(unit in units or not units for unit in cited)

    def words_of(self, element: str) -> Iterator[str]:
        """The words of the parts of a kind."""
        return (self.text[part.start : part.end] for part in self.parts if part.element == element)


def parse(text: str, language: str, known: Known = NOTHING, *, page: bool = False) -> Parsed:
    """What a text that may be a reference says, in a language (ISO 639-1 or "und"). `page`: a number at its end may be
    a page without saying so."""
    lead = leads(text)
    found = tuple(token for token in tokens(text, language, page=page) if token.start >= lead)
    between = tuple(_segments(text, lead, found))
    told = [part for token in found for part in token.parts if token.kind != "quoted"]
    told += _Case(text, found, known).parts(between)
    return Parsed(text, lead, found, between, tuple(sorted(told, key=lambda part: part.start)))


@cache
def lead_pattern() -> re.Pattern[str]:
    """A pattern for the words that lead to a reference, before a blank or a mark."""
    longest = sorted(words("leads"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?=[\s:,])", re.IGNORECASE)


def leads(text: str) -> int:
    """Where the words end with which a reference begins; 0 if there are none."""
    at = 0
    while (match := lead_pattern().match(text, _skipped(text, at))) and match[0] not in _OPENING:
        at = match.end()
    return _skipped(text, at)


def _skipped(text: str, at: int) -> int:
    match = _LEAD.match(text, at)
    return match.end() if match else at


def _segments(text: str, start: int, found: Sequence[Token]) -> Iterator[Segment]:
    """The words between tokens, parted at commas and semicolons; without those that only join."""
    borders = [(start, start), *((token.start, token.end) for token in found), (len(text), len(text))]
    for (_, first), (last, _) in pairwise(borders):
        at = first
        for part in re.split(r"([,;](?=\s|$))", text[first:last]):
            bare = _UNOPENED.sub("", part.strip(_TRIM)).strip(_TRIM)
            bare = bare[:-1] if re.search(r"\w{3}\.$", bare) else bare
            if bare.strip("()[]. ") and bare.casefold() not in _JOINING:
                place = at + part.index(bare)
                yield Segment(place, place + len(bare), bare)
            at += len(part)


@dataclass(frozen=True, slots=True)
class _Case:
    """A reference while authors and titles are looked for in it."""

    text: str
    found: tuple[Token, ...]
    known: Known

    def parts(self, between: Sequence[Segment]) -> list[Part]:
        """Authors, titles and years in the segments and the quoted titles, as far as they are certain."""
        told = _named(between, self.found)
        parts = [_year(s, match) for s in told if (match := _YEAR.fullmatch(s.text))]
        rest = [segment for segment in told if not _YEAR.fullmatch(segment.text)]
        if not self.found and len(rest) == 1:
            by = self.author_alone(rest[0], dated=bool(parts))
            if by or (parts and not _BY.fullmatch(rest[0].text)):
                return parts + by
        if rest and (match := _NAME_YEAR.fullmatch(rest[0].text)):
            name = Segment(rest[0].start, rest[0].start + match.end("name"), match["name"])
            if name.may_be_person and (persons(name.text)[1] or self.known.listed.issuperset(surnames(name.text))):
                return [*parts, *_authors(name), _year(rest[0], match)]
            if name.may_be_person:
                return parts
        return parts + self.titles(rest)

    def titles(self, rest: Sequence[Segment]) -> list[Part]:
        """The parts of a reference that is more than an author and a year."""
        if quotes := [token for token in self.found if token.kind == "quoted"]:
            return self.with_quoted(quotes, rest)
        if short := next((token for token in self.found if token.kind == "short"), None):
            early = [segment for segment in rest if segment.start < short.start]
            return _authors(early[0]) if len(early) == 1 and early[0].may_be_person else []
        rest = [half for segment in rest for half in _owned(segment)]
        if any(mark in segment.text for segment in rest for mark in _QUOTES):
            return []
        if len(rest) == 1:
            return self.single(rest[0])
        return self.pair(*rest) if len(rest) == 2 else self.three(*rest) if len(rest) == 3 else []

    def author_alone(self, one: Segment, *, dated: bool) -> list[Part]:
        """The parts of an author with a year or (MLA) with a page that does not say that it is one: only if a list of
        works has the name, or its form shows that these are authors."""
        match = _NAME_PAGE.fullmatch(one.text)
        name = Segment(one.start, one.start + match.end("name"), match["name"]) if match else one
        listed = bool(self.known.listed) and self.known.listed.issuperset(surnames(name.text))
        if not name.may_be_person or not (listed or ("&" in name.text and dated)):
            return []
        if not match:
            return _authors(name) if dated else []
        first, last = match["first"], match["last"] or match["first"]
        pages = (("unit", "page"), ("from", first), ("to", last))
        start = one.start + match.start("first")
        return [*_authors(name), Part(start, one.end, "citedRange", pages)]

    @property
    def dated(self) -> bool:
        return any(token.kind == "date" for token in self.found)

    @property
    def issue(self) -> bool:
        return any(("unit", "issue") in part.attributes for token in self.found for part in token.parts)

    def with_quoted(self, quotes: Sequence[Token], rest: Sequence[Segment]) -> list[Part]:
        """The parts of a reference with a title in quotation marks: of an article, where what holds it follows; of a
        periodical, where its name is one; else of anything."""
        quote = quotes[0].parts[0]
        before = [segment for segment in rest if segment.start < quote.start]
        after = [segment for segment in rest if segment.start > quote.start]
        parts = _authors(before[0]) if len(before) == 1 and before[0].may_be_person else []
        if len(quotes) > 1 or len(after) > 1 or (before and not parts):
            return []
        if not after:
            press = self.dated and is_press(self.text[quote.start : quote.end])
            return [*parts, _title(quote.start, quote.end, "j" if press else "")]
        return [*parts, _title(quote.start, quote.end, "a"), *self.host(after[0])]

    def host(self, one: Segment) -> list[Part]:
        """What holds an article whose title stands before, if it is one thing."""
        match = _HOST.match(one.text)
        if len(_owned(one)) > 1 or any(mark in one.text for mark in _QUOTES):
            return []
        start = one.start + (match.end() if match else 0)
        periodical = self.issue or (self.dated and is_press(one.text))
        return [_title(start, one.end, "j" if periodical else "m" if match and not self.dated else "")]

    def single(self, one: Segment) -> list[Part]:
        """The part that one segment is: a title by its form, or because other references show it; a person."""
        capital, bare = one.text[:1].isupper(), one.text.casefold()
        match = _BY.fullmatch(one.text)
        if match and capital:
            author = Segment(one.start + match.start("author"), one.end, match["author"])
            title = _title(one.start, one.start + match.end("title"), "m")
            return [title, *_authors(author)] if author.may_be_person else []
        if self.issue or (self.dated and is_press(one.text)):
            return [_title(one.start, one.end, "j")]
        if (self.dated and is_document(one.text)) or is_file(one.text):
            return []
        if persons(one.text)[1] or (one.may_be_person and bare in self.known.surnames):
            return _authors(one)
        return [_title(one.start, one.end, "")] if capital and self.shows_title(one) else []

    def shows_title(self, one: Segment) -> bool:
        """Whether the form of a segment, another reference, or what is cited of it shows that it is a title."""
        open_ended = one.text.partition(" ")[0] in _OPENING and not _SPANS.search(one.text)
        by_form = is_title(one.text) and not open_ended and not one.may_be_person
        scope = any(token.kind == "scope" for token in self.found)
        return by_form or one.text.casefold() in self.known.titles or scope

    def pair(self, first: Segment, second: Segment) -> list[Part]:
        """The parts that two segments are: author and title, a title in another, a title and an author."""
        host = _HOST.match(second.text)
        if host:
            start = second.start + host.end()
            shown = is_title(first.text) or first.text.casefold() in self.known.titles
            return [_title(first.start, first.end, "a"), _title(start, second.end, "m")] if shown else []
        if first.may_be_person and _is_capital(second.text) and not is_document(second.text):
            periodical = self.issue or (self.dated and is_press(second.text))
            return [*_authors(first), _title(second.start, second.end, "j" if periodical else "m")]
        by = surnames(second.text)
        if second.may_be_person and is_title(first.text) and by and self.known.surnames.issuperset(by):
            return [_title(first.start, first.end, "m"), *_authors(second)]
        return []

    def three(self, first: Segment, second: Segment, third: Segment) -> list[Part]:
        """The parts of an author, a title and that of what holds it."""
        host = _HOST.match(third.text)
        if not host or not first.may_be_person:
            return []
        whole = _title(third.start + host.end(), third.end, "m")
        return [*_authors(first), _title(second.start, second.end, "a"), whole]


def _named(between: Sequence[Segment], found: Sequence[Token]) -> list[Segment]:
    last = max((token.end for token in found), default=0)
    return [one for one in between if one.start < last or not last or not pattern("remarks").match(one.text)]


def _authors(segment: Segment) -> list[Part]:
    return [Part(segment.start + start, segment.start + end, "author") for start, end in spans(segment.text)]


def _is_capital(text: str) -> bool:
    """Whether words begin with a capital, and one is more than an abbreviation."""
    whole = re.search(r"[^\W\d_]{3}", text) and not re.search(r"\b\w{2,3}\.\s", text)
    return text[:1].isupper() and bool(whole)


def _owned(segment: Segment) -> list[Segment]:
    """An author in the genitive and the title that an article begins, apart: `Nettlau's A Short History`; or an author
    with the initials last, and a title (GOST R 7.0.5): `Карр Э. Х. История`."""
    match = _GENITIVE.fullmatch(segment.text) or _INVERTED.fullmatch(segment.text)
    if not match or not persons(match["author"])[0]:
        return [segment]
    author = Segment(segment.start, segment.start + match.end("author"), match["author"])
    return [author, Segment(segment.start + match.start("title"), segment.end, match["title"])]


def _title(start: int, end: int, level: str) -> Part:
    return Part(start, end, "title", (("level", level),) if level else ())


def _year(segment: Segment, match: re.Match[str]) -> Part:
    start = segment.start + match.start("year")
    return Part(start, start + 4, "date", (("when", match["year"]),))


def moved(parts: Sequence[Part], by: int) -> tuple[Part, ...]:
    """Parts with their offsets moved."""
    return tuple(replace(part, start=part.start + by, end=part.end + by) for part in parts)
