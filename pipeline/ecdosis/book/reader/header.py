"""What the header of a document says of it, as far as a book needs it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from lxml import etree

from ecdosis.book.catalogue import person
from ecdosis.tei.names import NAMESPACES, content, q, tag

FIRST: Final = 1987
"""The year in which the TEI began: no document of it was published before."""
LAST: Final = 2107
"""The last year that a ZIP archive, as an EPUB is one, can tell."""
HOLDING: Final = ("s", "j")
"""Levels of the titles of what holds others (`title/@level`)."""
PARTED: Final = {
    **dict.fromkeys(("sourceDesc", "listBibl", "biblFull", "msDesc"), "."),
    **dict.fromkeys(("bibl", "biblStruct", "analytic", "monogr", "imprint", "series", "msIdentifier"), ","),
    **dict.fromkeys(("titleStmt", "editionStmt", "publicationStmt", "address"), ","),
    **dict.fromkeys(("licence", "license", "availability"), "."),
}
"""Elements that hold others, which a document parts by lines alone, and the mark that parts them for readers."""
UNSAID: Final = ("note", "index", "availability")
"""Elements of a description that readers need not see there; terms of use stand by themselves."""
NAMED: Final = ("author", "editor", "persName")
"""Elements that hold nothing but a name, whose parts may stand side by side without a blank."""
UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {"volume": "vol.", "vol": "vol.", "issue": "no.", "page": "p.", "pp": "p."}
)
"""What a number of a part of a publication counts (`biblScope/@unit`), in the words of a citation."""
_DESCRIPTION: Final = "tei:teiHeader/tei:fileDesc/"


def title(root: etree._Element) -> tuple[str, str]:
    """Title and subtitle; empty if there are none. What it is a part of, a series or journal, is its title only if it
    has no other."""
    found = root.findall(f"{_DESCRIPTION}tei:titleStmt/tei:title", NAMESPACES)
    named = [t for t in found if t.get("type") in (None, "main", "full", "a", "m")]
    main = [t for t in named if t.get("level") not in HOLDING] or named or found
    sub = [t for t in found if t.get("type") in ("sub", "desc", "alternative") and t not in main]
    return (_words(main[0]) if main else "", _words(sub[0]) if sub else "")


def authors(root: etree._Element) -> str:
    """The authors, parted by commas, or by semicolons where these are in their names."""
    return _parted(_people(root.findall(f"{_DESCRIPTION}tei:titleStmt/tei:author", NAMESPACES)))


def editors(root: etree._Element) -> str:
    """The editors of the file."""
    return _parted(_people(root.findall(f"{_DESCRIPTION}tei:titleStmt/tei:editor", NAMESPACES))[:6])


def _parted(names: Sequence[str]) -> str:
    return ("; " if any("," in name for name in names) else ", ").join(names)


def licence(root: etree._Element) -> tuple[str, str]:
    """The licence, and what else is said of the terms of use."""
    found = root.find(f"{_DESCRIPTION}tei:publicationStmt/tei:availability", NAMESPACES)
    if found is None:
        return "", ""
    named = " ".join(_statement(licence) for licence in found.iter(q("licence"), q("license")))
    return named, " ".join(_words(p) for p in found if tag(p) in ("p", "ab"))


def source(root: etree._Element) -> str:
    """What the document was made from."""
    found = root.find(f"{_DESCRIPTION}tei:sourceDesc", NAMESPACES)
    return "" if found is None else _statement(found)


def _statement(element: etree._Element) -> str:
    """The words of a description, its elements parted by a mark where the document has nothing but blanks there and
    they end with no mark of their own."""
    apart = not any((text or "").strip() for text in (element.text, *(child.tail for child in element)))
    if tag(element) in NAMED and apart and element.find(".//tei:surname", NAMESPACES) is not None:
        return person(element)
    if tag(element) not in PARTED or not apart:
        words = _words(element)
        unit = UNITS.get(element.get("unit", element.get("type", "")), "") if tag(element) == "biblScope" else ""
        if unit and words.isdigit():
            return f"{unit} {words}"
        return words or (element.get("when", "") if tag(element) == "date" else "")
    children = [child for child in element if isinstance(child.tag, str) and tag(child) not in UNSAID]
    told = list(filter(None, map(_statement, children)))
    ended = [part if part[-1] in ".,;:!?" else part + PARTED[tag(element)] for part in told[:-1]]
    return " ".join([*ended, *told[-1:]])


def publisher(root: etree._Element) -> str:
    """Who published the document."""
    found = root.find(f"{_DESCRIPTION}tei:publicationStmt", NAMESPACES)
    makers = [] if found is None else [e for e in found if tag(e) in ("publisher", "authority", "distributor")]
    named = (_words(maker).rstrip(" ,:;") for maker in makers)
    return ", ".join(dict.fromkeys(filter(None, named)))


def summary(root: etree._Element) -> str:
    """The abstract, if the header has one."""
    found = root.find("tei:teiHeader/tei:profileDesc/tei:abstract", NAMESPACES)
    return "" if found is None else _words(found)


def published(root: etree._Element) -> str:
    """The day of publication (2026-01-31), as exactly as the header has it; empty if it does not say, or tells that of
    an older book."""
    for element in root.findall(f"{_DESCRIPTION}tei:publicationStmt//tei:date", NAMESPACES):
        told = element.get("when") or content(element).strip()
        match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)", told)
        if match:
            year, month, day = (int(part or 1) for part in match.groups())
            if not FIRST <= year <= LAST:
                continue
            try:
                return date(year, month, day).isoformat()
            except ValueError:
                continue
    return ""


def _people(elements: Iterable[etree._Element]) -> list[str]:
    """Names, without what else the header tells of them."""
    names = []
    for element in elements:
        named = next(element.iter(q("persName"), q("name"), q("orgName")), element)
        if (found := person(named)) and found not in names:
            names.append(found)
    return names


def _words(element: etree._Element) -> str:
    """The words of an element: blanks collapsed, a blank where elements meet on lines of their own."""
    return " ".join("".join(_parts(element)).split())


def _parts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if tag(child) in ("note", "index"):
            yield child.tail or ""
        elif isinstance(child.tag, str):
            yield from _parts(child)
            yield child.tail or ""
        else:
            yield child.tail or ""
