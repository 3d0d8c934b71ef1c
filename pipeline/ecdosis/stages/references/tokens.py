"""What references are made of and what can be told by its form: places in a work, dates, imprints, quoted titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ecdosis.languages.dates import YEAR
from ecdosis.model.alike import Taken
from ecdosis.model.document import Part
from ecdosis.stages.words import pattern, words

_UNITS: Final = {
    "page": r"pp?\.?|pages?|pgs?\.|Seiten?|с\.|сс\.|стр\.?|págs?\.?|páginas?|pagg?\.?|pagin[ae]|blz\.",
    "chapter": r"ch\.|chaps?\.|chapters?|Kap\.|Kapitel|chapitres?|гл\.|глава|cap\.|caps\.|capítulos?|capitol[oi]",
    "section": r"sections?|sec\.|Abschnitt|Abs\.|раздел|sección|sezione",
    "paragraph": r"§§?|paras?\.|paragraphs?|п\.",
    "column": r"cols?\.|columns?|Sp\.|Spalten?|стб\.",
    "folio": r"fols?\.|folios?|Bl\.|лл?\.",
    "volume": r"vols?\.?|volumes?|Bde?\.|Band|tomes?|tomo|том|т\.",
    "issue": r"nos?\.?|nos\.|nrs?\.|num\.|№|issues?|Heft|n°|вып\.|núm\.",
}
"""How the units are written; capitals count for nothing in those of more than one letter."""
_AMBIGUOUS: Final = {
    "page": {"de": r"S\.|Ss\.", "und": r"S\."},
    "volume": {"fr": r"t\.", "it": r"t\.", "es": r"t\."},
    "issue": {"de": r"H\.", "fr": r"n\."},
}
"""Those that would be something else in other languages."""
_SCOPE: Final = ("volume", "issue")
_NUMBER: Final = r"(?:\d{1,5}(?:\s?[rv](?![\w.])|n\d{0,3})?|[ivxlc]{1,7}|[IVXLC]{1,7})(?:(?!\w)|(?=ff?\b))"
_SPAN: Final = (
    rf"({_NUMBER})(?:(?:\s?[-–—]\s?|\s(?:to|bis|à|по)\s)({_NUMBER}))?(\s?ff?\b\.?|\s?n\b\.?(?:\s?\d{{1,3}})?)?"
)
_FURTHER: Final = re.compile(rf"\s*(?:,|&|,?\s(?:and|und|et|и|y|e))\s*{_SPAN}(?!\s*[-–—/.:]\d)")
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?"
_NOT_RANGE: Final = r"(?![-–—/]\d)(?!\w)"
_NUMERIC: Final = re.compile(
    rf"(?<![\d.])(?:(?P<y>{YEAR})-(?P<m>[01]\d)-(?P<d>[0-3]\d)|(?P<D>[0-3]?\d)\.\s?(?P<M>[01]?\d)\.\s?(?P<Y>{YEAR})){_NOT_RANGE}"
)
_LAST: Final = re.compile(r"(?<=[,)”\"’.]\s)(?P<first>\d{1,4})(?:\s?[-–—]\s?(?P<last>\d{1,4}))?[.\s]*$")
_ANY_YEAR: Final = re.compile(rf"(?<!\d){YEAR}(?!\d)")
LONGEST: Final = 30
"""Characters of a date before its year at most."""
_PLACE_AND_PUBLISHER: Final = re.compile(r"\s*([^:,]{2,40}?)\s*:\s*([^:]{2,60}?)\s*")
IMPRINT: Final = re.compile(
    rf"[(\[]\s*(?P<imprint>[^\W\d_](?:[^()\[\]\n;]{{0,80}}?)),\s*(?:n\.\s?d\.|\[?(?P<year>{YEAR})\]?(?:[-–/]\d{{2,4}})?)\s*[)\]]"
)
"""Place, publisher and year in parentheses."""
QUOTED: Final = re.compile(r"[“\"„«‘](?P<title>[^“”\"„«»\n]{2,200}?)[,.]?(?:[”\"“»]|(?<=[\w,.?!])’(?!\w))[,.]?")
"""A title in quotation marks."""


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a reference that is told by its form, at `start` to `end` of a text. `kind`: `place` (page, chapter),
    `scope` (volume, issue), `date`, `imprint`, `quoted`, `short`."""

    start: int
    end: int
    kind: str
    parts: tuple[Part, ...] = ()


@cache
def _units(language: str) -> re.Pattern[str]:
    forms = {
        unit: form + "".join(f"|{more}" for code, more in _AMBIGUOUS.get(unit, {}).items() if code == language)
        for unit, form in _UNITS.items()
    }
    any_unit = "|".join(f"(?P<{unit}>{_either_case(form)})" for unit, form in forms.items())
    return re.compile(rf"(?<![\w.])(?:{any_unit})\s*{_SPAN}(?!\s?[%°]|[.:]\d)")


def _either_case(form: str) -> str:
    """A form, with a capital or without if it has letters enough to be itself."""
    return "|".join(f"(?i:{one})" if sum(map(str.isalpha, one)) > 1 else one for one in form.split("|"))


def places(text: str, language: str) -> Iterator[Token]:
    """Pages, chapters, volumes and the like that are named in a text. After a unit, further numbers belong to it."""
    at = 0
    while match := _units(language).search(text, at):
        unit = next(name for name in _UNITS if match[name])
        numbers = match.groups()[-3:]
        start, at = match.start(), match.end()
        yield Token(start, at, _kind(unit), (_place(start, at, unit, *numbers),))
        while unit not in _SCOPE and (further := _FURTHER.match(text, at)):
            first = further.start(1)
            yield Token(first, further.end(), _kind(unit), (_place(first, further.end(), unit, *further.groups()),))
            at = further.end()


def _kind(unit: str) -> str:
    return "scope" if unit in _SCOPE else "place"


def _place(start: int, end: int, unit: str, first: str, last: str | None, more: str | None) -> Part:
    """The part for a place in a work. Only what is sure is said of its end: `44 f.` goes to 45, `44 ff.` nobody knows
    how far."""
    first = re.sub(r"\s|n\d*", "", first)
    more = (more or "").strip(" .")
    to: str | None = _whole(first, last) if last else first
    if more == "f" and first.isdecimal() and not last:
        to = str(int(first) + 1)
    elif more == "ff":
        to = None
    attributes = (("unit", unit), ("from", first), *((("to", to),) if to else ()))
    return Part(start, end, "biblScope" if unit in _SCOPE else "citedRange", attributes)


def _whole(first: str, last: str) -> str:
    """The last number of a range, with the digits that it shares with the first and leaves out (189-90)."""
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        whole = first[: len(first) - len(last)] + last
        return whole if int(whole) > int(first) else last
    return re.sub(r"\s", "", last)


@cache
def months() -> dict[str, str]:
    """The names of months, in small letters, and their numbers (`01` to `12`)."""
    from ecdosis.stages.words import table

    return {name: number for number, names in table("months").items() for name in names}


@cache
def _dates() -> re.Pattern[str]:
    month = rf"(?P<month>{'|'.join(sorted(map(re.escape, months()), key=len, reverse=True))})"
    of = r"(?:\s+(?:of|de|del))?"
    year = rf"(?P<year>{YEAR})"
    forms = (
        rf"{_DAY}{of}\s+{month}\.?,?{of}\s+{year}(?:\s?г(?:\.|ода?\b)|(?!\w))",
        rf"{month}\.?\s+{_DAY},?\s+{year}",
        rf"{month}\.?,?{of}\s+{year}",
    )
    either = "|".join(
        form.replace("<day>", f"<day{i}>").replace("<month>", f"<month{i}>").replace("<year>", f"<year{i}>")
        for i, form in enumerate(forms)
    )
    return re.compile(rf"(?<!\w)(?:{either})(?![-–—/]\d)", re.IGNORECASE)


def dates(text: str) -> Iterator[Token]:
    """The dates in a text that have a month and a year."""
    for match in _dates().finditer(text):
        i = next(i for i in range(3) if match[f"year{i}"])
        day = match[f"day{i}"] if i < 2 else None
        when = f"{match[f'year{i}']}-{months()[match[f'month{i}'].casefold()]}"
        if day and not 1 <= int(day) <= 31:
            continue
        yield _date(match, f"{when}-{int(day):02}" if day else when)
    for match in _NUMERIC.finditer(text):
        year, month, day = match["y"] or match["Y"], match["m"] or match["M"], match["d"] or match["D"]
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            yield _date(match, f"{year}-{int(month):02}-{int(day):02}")


def dates_near_years(text: str) -> Iterator[Token]:
    """The same, faster in long texts: first the years are looked for, which few words are."""
    last = 0
    for year in _ANY_YEAR.finditer(text):
        start = max(last, year.start() - LONGEST)
        for token in dates(text[start : year.end() + len(" года")]):
            part = token.parts[0]
            moved = replace(part, start=part.start + start, end=part.end + start)
            last = token.end + start
            yield Token(moved.start, moved.end, "date", (moved,))


def _date(match: re.Match[str], when: str) -> Token:
    return Token(match.start(), match.end(), "date", (Part(match.start(), match.end(), "date", (("when", when),)),))


def is_day(token: Token) -> bool:
    """Whether a date is that of a day."""
    return token.kind == "date" and len(dict(token.parts[0].attributes)["when"]) == 10


def imprints(text: str) -> Iterator[Token]:
    """Imprints in parentheses: `(London: Macmillan, 1950)`, `(Leeds, 1907)`."""
    for match in IMPRINT.finditer(text):
        parts = list(imprint_parts(match["imprint"], match.start("imprint")))
        if match["year"]:
            when = (("when", match["year"]),)
            parts.append(Part(match.start("year"), match.end("year"), "date", when))
        yield Token(match.start(), match.end(), "imprint", tuple(parts))


def imprint_parts(text: str, at: int) -> Iterator[Part]:
    """Publisher and place of an imprint without its year, which begins at an offset: `London: Macmillan`; or a
    publisher that its words tell."""
    if match := _PLACE_AND_PUBLISHER.fullmatch(text):
        yield Part(at + match.start(1), at + match.end(1), "pubPlace")
        yield Part(at + match.start(2), at + match.end(2), "publisher")
    elif pattern("publishers").search(text) and "," not in text:
        yield Part(at, at + len(text.rstrip()), "publisher")


def quoted(text: str) -> Iterator[Token]:
    """Titles in quotation marks."""
    for match in QUOTED.finditer(text):
        yield Token(match.start(), match.end(), "quoted", (Part(match.start("title"), match.end("title"), "title"),))


@cache
def _short() -> re.Pattern[str]:
    longest = sorted(words("short"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def shorts(text: str) -> Iterator[Token]:
    """`Ibid.` and its like."""
    for match in _short().finditer(text):
        yield Token(match.start(), match.end(), "short")


def tokens(text: str, language: str, *, page: bool = False) -> list[Token]:
    """The parts of a text that their form tells, in order, apart from each other: of two that overlap, what is in
    quotation marks stands before an imprint, that before a date, that before a place. `page`: a number at the end,
    where no place is told, may be a page (as in the notes of the Chicago Manual of Style)."""
    found: list[Token] = []
    for some in (quoted(text), imprints(text), shorts(text), dates(text), places(text, language)):
        taken = Taken((old.start, old.end) for old in found)
        found += [new for new in some if not taken.meets(new.start, new.end)]
    last = _LAST.search(text) if page and not any(token.kind == "place" for token in found) else None
    if last and all(token.end <= last.start("first") for token in found):
        start, end = last.start("first"), last.end("last") if last["last"] else last.end("first")
        found.append(Token(start, end, "place", (_place(start, end, "page", last["first"], last["last"], None),)))
    return sorted(found, key=lambda token: token.start)
