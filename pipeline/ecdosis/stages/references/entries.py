"""Entries of bibliographies and of lists for further reading, taken apart by the forms that the manuals of style have.

The forms are those of the MLA Handbook and The Chicago Manual of Style (author, title, place and publisher, year), of
the APA (the year after the author), of German lists (a colon after the author) and of GOST R 7.0.100 (a dash before
the place). What has none of them is read as a reference in running text would be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ecdosis.languages import language as language_of
from ecdosis.languages.dates import YEAR
from ecdosis.model.document import Part
from ecdosis.stages.references.names import lowered, persons
from ecdosis.stages.references.parse import moved, parse
from ecdosis.stages.references.tokens import imprint_parts
from ecdosis.stages.words import pattern

_BULLET: Final = re.compile(r"(?:[•‣◦▪●·*+–—-]+|\[?\(?\d{1,3}[.)\]])\s+")
_CAPITAL: Final = r"[^\W\d_a-zа-яß-ÿ]"
_PARTING: Final = re.compile(
    rf"(?:(?:,|(?<!\s))\s+(?:and|und|et|&)|(?:(?<!\s)\s+)?/|;|,(?=\s+{_CAPITAL}\.\s*+\S*\s*{_CAPITAL}\w))\s+"
)
"""What stands between two authors."""
_ET_AL: Final = re.compile(r"(?:,|(?<!\s))\s+et al\.?$")
_GIVEN: Final = rf"(?:{_CAPITAL}\.(?:[\s-]?{_CAPITAL}\.)*|{_CAPITAL}[\w’'-]+(?:\s+{_CAPITAL}(?:\.|[\w’'-]+))*)"
_SURNAME: Final = rf"(?:(?:von|van|de|du|di)\s+(?:der\s+)?)?{_CAPITAL}[\w’'-]+(?:\s+{_CAPITAL}[\w’'-]+)?"
_INVERTED: Final = rf"{_SURNAME},\s+{_GIVEN}"
_FURTHER: Final = rf"(?:(?:,|,?\s+(?:and|und|et|&)|\s*/|;)\s+(?:{_INVERTED}|{_GIVEN}\s+{_SURNAME}))*"
_AUTHORS: Final = rf"(?P<author>{_INVERTED}{_FURTHER}(?:,?\s+et al\.?)?)"
_TITLE: Final = r"(?P<title>[^“”\"«»]{2,200}?)"
_IMPRINT: Final = rf"(?P<imprint>[^.()\d]{{2,80}}?),?\s+(?P<year>{YEAR})"
_DASHED: Final = rf"(?P<imprint>[^()\d]{{2,80}}?),?\s+(?P<year>{YEAR})"
_JOURNAL: Final = (
    rf"(?P<journal>{_CAPITAL}[^\d“”\"]{{2,90}}?),?\s+(?:vol\.\s*)?(?P<volume>\d{{1,4}})"
    rf"(?:(?:\.|,\s+no\.\s*|\s*\()(?P<issue>\d{{1,4}})\)?)?,?"
    rf"(?:\s*\((?:[^()\d]{{0,20}})(?P<year>{YEAR})\))?(?:[:,]\s*(?:pp?\.\s*)?(?P<first>\d{{1,5}})(?:[-–](?P<last>\d{{1,5}}))?)?"
)
_AFTER: Final = rf"\s*\((?P<year>{YEAR})[a-d]?\)[.,:]\s+"
_FORMS: Final = (
    rf"{_AUTHORS}\.?\s+[“\"](?P<article>[^“”\"]{{2,200}}?)[.,]?[”\"][.,]?\s+{_JOURNAL}\.?",
    rf"{_AUTHORS}{_AFTER}(?P<article>[^“”\"]{{2,200}}?)\.\s+{_JOURNAL.replace('<year>', '<when>')}\.?",
    rf"{_AUTHORS}{_AFTER}{_TITLE}(?:\.\s+(?P<imprint>[^.()\d]{{2,80}}?))?\.?",
    rf"{_AUTHORS}:\s+{_TITLE}[.,]\s+{_IMPRINT}\.?",
    rf"(?P<author>{_SURNAME}\s+{_GIVEN}(?:,\s+{_SURNAME}\s+{_GIVEN})*)\s+{_TITLE}\.?\s+[—–-]\s+{_DASHED}\b.*",
    rf"{_AUTHORS}\.?\s+{_TITLE}\.\s+{_IMPRINT}\.?",
    rf"(?P<author>{_GIVEN}\s+{_SURNAME}),\s+{_TITLE}[.,]?\s+\((?P<imprint>[^.()\d]{{2,80}}?),?\s+(?P<year>{YEAR})\)\.?",
)
_LEVELS: Final = {"article": "a", "journal": "j", "title": "m"}


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The patterns of entries: few texts have any, and no others take so long to make."""
    return tuple(map(re.compile, _FORMS))


def entry_parts(text: str, at: int, language: str) -> tuple[Part, ...]:
    """The parts of an entry that begins at an offset, as far as they are certain, in order."""
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    for form in _forms():
        if match := form.fullmatch(text, start):
            return tuple(sorted(_named(match, at), key=lambda part: part.start))
    parsed = parse(text[start:], language)
    prose = sum(lowered(segment.text) for segment in parsed.segments)
    if (language_of(language).titles.capitals and prose) or len(parsed.segments) > 3:
        return ()
    parts = [*parsed.parts]
    if (
        not parsed.shows("title")
        and len(parsed.segments) == 3
        and pattern("publishers").search(parsed.segments[2].text)
    ):
        author, title, publisher = parsed.segments
        if author.may_be_person:
            parts += [
                Part(author.start, author.end, "author"),
                Part(title.start, title.end, "title", (("level", "m"),)),
            ]
            parts.append(Part(publisher.start, publisher.end, "publisher"))
    moved = (Part(p.start + start + at, p.end + start + at, p.element, p.attributes) for p in parts)
    return tuple(sorted(moved, key=lambda part: part.start))


def attributed(text: str, at: int, language: str) -> tuple[Part, ...]:
    """The parts of the line that says whose words a quotation has, and where they stand, if it names a work or page."""
    bare = re.match(r"[\s—–-]*", text)
    parsed = parse(text[bare.end() :], language) if bare else None
    if not parsed or not bare or not (parsed.shows("title") or parsed.cites("page")) or lowered(text) > 2:
        return ()
    return moved(parsed.parts, at + bare.end())


def _named(match: re.Match[str], at: int) -> Iterator[Part]:
    """The parts that the groups of a form are."""
    groups = {name: value for name, value in match.groupdict().items() if value}
    for name, value in groups.items():
        start, end = at + match.start(name), at + match.end(name)
        if name in _LEVELS:
            yield Part(start, end, "title", (("level", _LEVELS[name]),))
        elif name == "author":
            yield from _authors(value, start)
        elif name == "imprint":
            yield from imprint_parts(value.rstrip(" ,"), start)
        elif name in ("year", "when"):
            yield Part(start, end, "date", (("when", value),))
        elif name in ("volume", "issue"):
            yield Part(start, end, "biblScope", (("unit", name), ("from", value), ("to", value)))
    if "first" in groups:
        last = groups.get("last", groups["first"])
        end = at + match.end("last" if "last" in groups else "first")
        yield Part(
            at + match.start("first"), end, "biblScope", (("unit", "page"), ("from", groups["first"]), ("to", last))
        )


def _authors(text: str, at: int) -> Iterator[Part]:
    """The authors of an entry one by one, the first with the surname first."""
    start = 0
    for match in _PARTING.finditer(text):
        yield Part(at + start, at + match.start(), "author")
        start = match.end()
    rest = _ET_AL.sub("", text[start:]).rstrip(" ,")
    yield Part(at + start, at + start + len(rest), "author")


def is_work(text: str) -> bool:
    """Whether a line may be an entry: it has a year, a title in quotation marks, a page or an author after `by`."""
    signs = rf"{YEAR}|[“«\"„].+[”»\"“]|\bpp?\.?\s?\d|\bby\s+{_CAPITAL}"
    return re.search(signs, text) is not None or persons(text.split(",")[0])[1]
