"""Lists of errata: what the book itself would have read otherwise. Each is asked about at its place, none is done.

The place is that where the words stand on the page that the list names, if they stand there once, or once near the
line; in a text without the numbers of its pages, where they stand once in all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecdosis.model.document import Block
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Aside, Query
from ecdosis.model.text import Text
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.source_lines import line_ends, lines_of
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

NEAR: Final = 1
"""Lines by which the number of a line may be wrong: headings and notes are counted, or not."""
LEAST: Final = 4
"""Characters of words that are looked for in a text without pages at least."""
SKIPPED: Final = 2
"""Blocks in a row at most that are no entries of a list of errata, among those that are."""
WHY: Final = "the list of errata says so: “{}”"
_FROM: Final = (
    r"(?:from\s(?:the\s)?(?:bottom|foot|below)|v\.?\s?u\.?|von\sunten|d['’]en\sbas|du\sbas|en\sremontant|снизу)"
)
_LINE: Final = (
    rf"(?:lines?|ll?\.|Z\.|Zeile|ligne|lig\.|línea|riga|lin\.|строка)\s?(?P<line>\d{{1,3}})(?P<up>[,.]?\s{_FROM})?"
)
_PAGE: Final = (
    r"(?:pages?|pp?\.|[—–-]{1,2}|S\.|Seite|pag\.|pág\.|стр\.|bladz\.|blz\.)\s?(?P<page>\d{1,4}|[ivxlc]{1,7})(?![^\W_])"
)
_PLACE: Final = re.compile(rf"(?:^|(?<=[\s;.(])){_PAGE}(?:[,.;:]?\s{_LINE})?[,.;:)\s—–-]*", re.IGNORECASE)
_LINE_ALONE: Final = re.compile(rf"(?<=[;.]\s){_LINE}[,.;:)\s—–-]*", re.IGNORECASE)
_QUOTED: Final = r"[“„«\"‘'_]{1,2}(?P<%s>[^“”„«»\"_]{1,60}?)[”“»\"’'_]{1,2}"
_BARE: Final = r"(?P<%s>[^“”„«»\";:]{1,60}?)"


def _said(form: str) -> re.Pattern[str]:
    """A pattern of words of which WRONG and RIGHT are in quotation marks, or both not."""
    ways = [
        form.replace("WRONG", way % f"wrong{n}").replace("RIGHT", way % f"right{n}")
        for n, way in enumerate((_QUOTED, _BARE))
    ]
    return re.compile("|".join(f"(?:{way})" for way in ways), re.IGNORECASE)


_END: Final = r"(?=\s*(?:[.;]?\s*$|[.;]\s))"
_FORMS: Final = (
    _said(rf"(?<![^\W_])_?(?:for|instead\sof)_?,?\s+WRONG,?\s+_?(?:read|lege|r\.)_?,?\s+RIGHT{_END}"),
    _said(rf"WRONG,?\s+should\s(?:be|read),?\s+RIGHT{_END}"),
    _said(rf"WRONG\s?\]\s*RIGHT{_END}"),
    _said(rf"(?<!\w)read,?\s+RIGHT,?\s+(?:for|instead\sof)\s+WRONG{_END}"),
    _said(rf"(?<!\w)(?:statt|anstatt|für),?\s+WRONG,?\s+(?:lies|lese|ist\szu\slesen|l\.),?\s+RIGHT{_END}"),
    _said(rf"(?<!\w)(?:lies|lese|l\.),?\s+RIGHT,?\s+(?:statt|anstatt|für)\s+WRONG{_END}"),
    _said(rf"(?<!\w)au\slieu\sde\s?:?,?\s+WRONG,?\s+(?:lisez|lire)\s?:?,?\s+RIGHT{_END}"),
    _said(rf"(?<!\w)(?:lisez|lire)\s?:?,?\s+RIGHT,?\s+au\slieu\sde\s?:?\s+WRONG{_END}"),
    _said(rf"(?<!\w)вместо:?,?\s+WRONG,?\s+(?:читать|читай|следует\sчитать|надо):?,?\s+RIGHT{_END}"),
    _said(rf"(?<!\w)(?:dice|donde\sdice):?,?\s+WRONG,?\s+(?:debe\sdecir|léase):?,?\s+RIGHT{_END}"),
    _said(rf"(?<!\w)invece\sdi:?,?\s+WRONG,?\s+(?:leggi|leggasi):?,?\s+RIGHT{_END}"),
)


@dataclass(frozen=True, slots=True)
class Erratum:
    """An entry of a list of errata: the words that stand there and those that should, on which page (as it is numbered;
    empty if the list does not say), in which line (0 if it does not), counted from the foot of the page if `up`."""

    wrong: str
    right: str
    page: str = ""
    line: int = 0
    up: bool = False


def errata(text: str) -> Iterator[tuple[int, int, Erratum]]:
    """The entries in a block of a list of errata, with their places in it; a page holds for those that name none."""
    places = {match.start(): match for pattern in (_LINE_ALONE, _PLACE) for match in pattern.finditer(text)}
    page = ""
    for start, end in pairwise(sorted({0, *places, len(text)})):
        place = places.get(start)
        page = (place.groupdict().get("page") if place else None) or page
        said = _changed(text[place.end() if place else start : end], page)
        if said is not None:
            line, up = (int(place["line"] or 0), place["up"] is not None) if place else (0, False)
            yield start, end, Erratum(*said, page, line, up)


def _changed(text: str, page: str) -> tuple[str, str] | None:
    """The words that stand there and those that should, as an entry says behind its place; words without quotation
    marks need a page, or a sentence might have them."""
    for form in _FORMS:
        if match := form.match(text):
            told = {name: said.strip(" .,_") for name, said in match.groupdict().items() if said}
            wrong, right = (told.get(f"{name}0") or told.get(f"{name}1", "") for name in ("wrong", "right"))
            quoted = "wrong0" in told
            return (wrong, right) if wrong and right and wrong != right and (page or quoted) else None
    return None


def is_errata(text: str) -> bool:
    """Whether a line is the heading of a list of errata."""
    return text.strip(" .:*_#[]—–-").casefold() in words("errata")


def is_entry(block: Block) -> bool:
    """Whether a block is an entry of a list of errata."""
    return block.type == Kind.ITEM and block.why == BlockRule.ERRATA.what


def begun(text: Text, views: Sequence[View]) -> Iterator[int]:
    """Where entries of lists of errata begin (offsets) that were joined to the one before: each line that says on which
    page, if the one above says all of its own."""
    heads = [index for index, view in enumerate(views) if is_errata(view.text)]
    ends = line_ends(text) if heads else []
    for head in heads:
        skipped = 0
        for view in views[head + 1 :]:
            if is_errata(view.text) or skipped > SKIPPED:
                break
            lines = list(lines_of(text, view, ends))
            skipped = 0 if next(errata(view.text), None) else skipped + 1
            for before, line in pairwise(lines):
                if _PLACE.match(line.text) and next(errata(text.reading[view.start : before.end]), None):
                    yield line.start


def lists_of_errata(views: Sequence[View], taken: Proposals) -> Proposals:
    """The entries of lists of errata, as items, below their heading."""
    found: Proposals = {}
    for head, view in enumerate(views):
        if not is_errata(view.text):
            continue
        run: list[int] = []
        for index in range(head + 1, len(views)):
            if index in taken or is_errata(views[index].text) or index > (run[-1] if run else head) + SKIPPED + 1:
                break
            if next(errata(views[index].text), None) is not None:
                run.append(index)
        for index in run:
            found[index] = Proposal("item", BlockRule.ERRATA, BlockRule.ERRATA.what, group=head + 1)
    return found


def questions(text: Text, blocks: Sequence[Block]) -> Iterator[Query]:
    """A question for each entry of a list of errata whose place is found."""
    entries = [block for block in blocks if is_entry(block)]
    if not entries:
        return
    pages = _Pages.of(text)
    for block in entries:
        said = text.reading[block.start : block.end]
        for start, end, erratum in errata(said):
            place = pages.place(erratum, entries)
            if place is not None:
                why = WHY.format(" ".join(said[start:end].split()).rstrip(" ;"))
                first, last = text.position(place), text.position_after(place + len(erratum.wrong))
                yield Query(first, last, Kind.ERRATUM, "blocks", BlockRule.ERRATUM, why, erratum.right)


@dataclass(frozen=True, slots=True)
class _Pages:
    """A text with the offsets at which its pages begin, and the numbers of these."""

    text: Text
    starts: tuple[int, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, text: Text) -> _Pages:
        pieces = zip(text.offsets, text.pieces, strict=True)
        found = [(at, p.label.casefold()) for at, p in pieces if isinstance(p, Aside) and p.kind == Kind.PAGE_BREAK]
        return cls(text, tuple(at for at, _ in found), tuple(label for _, label in found))

    def place(self, erratum: Erratum, entries: Sequence[Block]) -> int | None:
        """Where the words stand (offset) that an entry means; None if that is not sure."""
        start, end = 0, len(self.text.reading)
        if any(self.labels):
            if self.labels.count(erratum.page.casefold()) != 1 or not erratum.page:
                return None
            index = self.labels.index(erratum.page.casefold())
            start, end = self.starts[index], (*self.starts, end)[index + 1]
        elif len(erratum.wrong) < LEAST:
            return None
        pattern = re.compile(rf"(?<!\w){re.escape(erratum.wrong).replace(chr(92) + ' ', ' ')}(?!\w)")
        found = [match.start() for match in pattern.finditer(self.text.reading, start, end)]
        found = [at for at in found if not any(block.start <= at < block.end for block in entries)]
        if len(found) > 1 and erratum.line and any(self.labels):
            found = [at for at in found if abs(self._line(at, start, end, up=erratum.up) - erratum.line) <= NEAR]
        return found[0] if len(found) == 1 else None

    def _line(self, at: int, start: int, end: int, *, up: bool) -> int:
        """The number of the line of the source in which a word stands on its page, or from its foot."""
        first, last = (at, end) if up else (start, at)
        lines = self.text.source[self.text.position(first) : self.text.position_after(last)].split("\n")
        return max(1, sum(bool(line.strip()) for line in lines))
