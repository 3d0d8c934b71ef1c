"""What a library's catalogue would tell of a book, from the header of its TEI: ours, or anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ecdosis.book.persons import spoken
from ecdosis.tei.names import ID, NAMESPACES, content, q, tag

UNNAMED: Final = "[not identified]"
"""What our header has for a name that nobody told."""
TRANSLATORS: Final = ("translator", "trl", "translation")
"""How `@role` of an editor says that it is a translator (trl: MARC's code)."""
PARTS_OF_TITLES: Final = ("sub", "alt", "short", "desc")
"""Sorts of titles (`@type`) by which no publication is called."""
_DESCRIPTION: Final = "tei:teiHeader/tei:fileDesc/"
_TERMS: Final = "tei:teiHeader//tei:textClass/tei:keywords//tei:term"
_ADDRESS: Final = re.compile(r"\w+:\S+|\S+/\S+|[\d.]+")
_YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Origin:
    """The publication that a text was taken from: its title, if it is another than the book's, its publisher and
    place, its date in the header's own words, its ISBN."""

    title: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""
    isbn: str = ""

    @property
    def year(self) -> str:
        """The year in its date; empty if there is none, or several."""
        years = dict.fromkeys(_YEAR.findall(self.date))
        return next(iter(years)) if len(years) == 1 else ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Facts as the header has them, empty where it does not say. `publisher` makes this edition available; `origin` is
    what it was made from, `original` the title of the work that was translated, in the language `original_language`
    (BCP 47)."""

    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    series: str = ""
    publisher: str = ""
    licence_url: str = ""
    original: str = ""
    original_language: str = ""
    origin: Origin = field(default_factory=Origin)


def catalogue(root: etree._Element) -> Catalogue:
    """The facts in the header of a TEI document."""
    titles = f"{_DESCRIPTION}tei:titleStmt/"
    editors = root.findall(f"{titles}tei:editor", NAMESPACES)
    published = root.find(f"{_DESCRIPTION}tei:publicationStmt", NAMESPACES)
    licence = root.find(f"{_DESCRIPTION}tei:publicationStmt//tei:licence[@target]", NAMESPACES)
    original = root.find(f"{_DESCRIPTION}tei:sourceDesc//tei:relatedItem[@type='original']", NAMESPACES)
    language = None if original is None else original.find(".//tei:textLang", NAMESPACES)
    return Catalogue(
        authors=_names(root.findall(f"{titles}tei:author", NAMESPACES)),
        translators=_names(one for one in editors if one.get("role") in TRANSLATORS),
        editors=_names(one for one in editors if one.get("role") not in TRANSLATORS),
        subjects=tuple(filter(_is_subject, _told(root.iterfind(_TERMS, NAMESPACES)))),
        series=_first(root, f"{_DESCRIPTION}tei:seriesStmt/tei:title"),
        publisher=", ".join(_publishers(published)),
        licence_url="" if licence is None else licence.get("target", ""),
        original="" if original is None else _first(original, ".//tei:title"),
        original_language="" if language is None else language.get("mainLang", ""),
        origin=_origin(root),
    )


def _origin(root: etree._Element) -> Origin:
    """The first publication that the header names as the source: our own file is none."""
    described = root.find(f"{_DESCRIPTION}tei:sourceDesc", NAMESPACES)
    named = [] if described is None else [e for e in described if tag(e) in ("bibl", "biblStruct", "biblFull")]
    found = next((bibl for bibl in named if bibl.get(ID) != "source"), None)
    if found is None:
        return Origin()
    dates = [d for d in found.iter(q("date")) if not _within(d, "relatedItem", found)]
    return Origin(
        title=_title(found),
        publisher=_first(found, ".//tei:publisher").strip(" ,:"),
        place=_first(found, ".//tei:pubPlace").strip(" ,:"),
        date=next((told for date in dates if (told := _dated(date).strip(" ."))), ""),
        isbn=next((_words(n) for n in found.iter(q("idno")) if (n.get("type") or "").upper() == "ISBN"), ""),
    )


def _dated(date: etree._Element) -> str:
    """A date in its own words, unless they have no figures, as Roman numerals, and the element says it to programs."""
    told = _words(date)
    return told if any(map(str.isdigit, told)) else date.get("when", told)


def _title(bibl: etree._Element) -> str:
    """The title of a publication: of what it appeared in, if that is told."""
    main = [title for title in bibl.iter(q("title")) if title.get("type") not in PARTS_OF_TITLES]
    titles = [_words(title) for title in main if not _within(title, "relatedItem", bibl)]
    larger = [_words(title) for title in main if title.get("level") in ("j", "m")]
    return (larger or titles[-1:] or [""])[-1]


def _within(element: etree._Element, name: str, top: etree._Element) -> bool:
    """Whether an element stands in one of some name, below another."""
    around = element.getparent()
    while around is not None and around is not top:
        if tag(around) == name:
            return True
        around = around.getparent()
    return False


def _publishers(published: etree._Element | None) -> Iterator[str]:
    """Who makes a document available, in the order of the header, each once."""
    parts = [] if published is None else list(published)
    for name in ("publisher", "authority", "distributor"):
        if found := _names(part for part in parts if tag(part) == name):
            yield from found
            return


def _names(elements: Iterable[etree._Element]) -> tuple[str, ...]:
    """Names, each once, without what else the header tells of those who bear them."""
    named = (next(one.iter(q("persName"), q("name"), q("orgName")), one) for one in elements)
    found = (person(one).rstrip(" ,:;") for one in named)
    return tuple(dict.fromkeys(told for told in found if told and told != UNNAMED))


def person(name: etree._Element) -> str:
    """A name as it is spoken, also where the header has the surname first, as a part of its own or before a comma."""
    parts = [_words(part) for kind in ("forename", "nameLink", "surname") for part in name.iter(q(kind))]
    if parts and not (name.text or "").strip():
        return " ".join(parts)
    header = next((outer for outer in name.iterancestors() if tag(outer) == "teiHeader"), None)
    return spoken(_words(name), "" if header is None else _words(header))


def _told(elements: Iterable[etree._Element]) -> Iterator[str]:
    yield from dict.fromkeys(told for element in elements if (told := _words(element)))


def _is_subject(term: str) -> bool:
    """Whether a term says what a book is about; the address of a scheme, or a number in it, does not."""
    return not _ADDRESS.fullmatch(term)


def _first(root: etree._Element, path: str) -> str:
    found = root.find(path, NAMESPACES)
    return "" if found is None else _words(found)


def _words(element: etree._Element) -> str:
    return " ".join(content(element).split())
