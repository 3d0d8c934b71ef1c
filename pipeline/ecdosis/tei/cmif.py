"""Letters of many editions in the Correspondence Metadata Interchange Format, for correspSearch and its like.

CMIF is TEI, reduced: who sent each letter to whom, where from and when, and where it can be read
(https://github.com/TEI-Correspondence-SIG/CMIF). It wants a name, else "Unknown"; place and date may be missing. A date
counts by the Gregorian calendar there, so that one which says that it is Old Style is left out and not converted.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin

from lxml import etree

from ecdosis.book.diplomatic import names
from ecdosis.errors import UsageError
from ecdosis.model.characters import holdable
from ecdosis.tei.header import UNNAMED
from ecdosis.tei.names import ID, NAMESPACES, TEI, content, q, tag, text_of
from ecdosis.tei.validate import is_ours

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
"""The terms under which CMIF wants every file to be free."""
TERMS: Final = "This file is licensed under the terms of the Creative Commons License CC-BY 4.0"
UNKNOWN: Final = "Unknown"
"""What CMIF has for who is not named."""
ACTIONS: Final = ("sent", "received")
WHO: Final = ("persName", "orgName")
DATING: Final = ("when", "from", "to", "notBefore", "notAfter")
NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "ecdosis")
"""The identifiers of editions are made in this name space (RFC 9562, version 5)."""
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_HEAD: Final = "tei:teiHeader/tei:fileDesc/"


@dataclass(frozen=True, slots=True)
class About:
    """What is to be said of a CMIF file: its own address, that of the web pages of the editions, its title, who answers
    for it, and who publishes it (whom the licence asks to name). What is empty is taken from the editions."""

    url: str
    pages: str = ""
    title: str = ""
    editor: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Cmif:
    """A CMIF file; of how many letters it tells, and how many of these are dated Old Style."""

    xml: str
    letters: int
    old_style: int


def cmif(editions: Sequence[tuple[str, etree._Element]], about: About) -> Cmif:
    """The letters of some TEI files, each with the name of its web page. Raises UsageError if nobody is named who
    answers for the file or publishes it."""
    editor = about.editor or "; ".join(_told(editions, "titleStmt/tei:editor[@role='editor']"))
    publisher = about.publisher or "; ".join(_told(editions, "publicationStmt/tei:authority"))
    for name, found in (("editor", editor), ("publisher", publisher)):
        if not found:
            raise UsageError(f"CMIF wants to know the {name} of the file, and no edition names one: say --{name} NAME.")
    described = [(name, root, list(root.iterfind(".//tei:correspDesc", NAMESPACES))) for name, root in editions]
    held = [(name, root, found) for name, root, found in described if found]
    title = about.title or f"Letters in editions of {publisher}"
    days = [date.get("when", "") for _, root, _ in held for date in root.iterfind(f"{_HEAD}*/tei:date", NAMESPACES)]
    day = max((day for day in days if _DATE.fullmatch(day)), default="")
    file = _made(
        "fileDesc",
        _made("titleStmt", _made("title", title), _made("editor", editor)),
        _made(
            "publicationStmt",
            _made("publisher", publisher),
            _made("idno", about.url, type="url"),
            *([_made("date", when=day)] if day else []),
            _made("availability", _made("licence", TERMS, target=LICENCE)),
        ),
        _made("sourceDesc", *(_source(name, root, about) for name, root, _ in held)),
    )
    letters = [letter for name, root, found in held for letter in _letters(found, name, root, about)]
    whole = _made("TEI", _made("teiHeader", file, _made("profileDesc", *letters)), _body())
    etree.indent(whole)
    old = sum(date.get("calendar") is not None for *_, found in held for one in found for date in one.iter(q("date")))
    xml = etree.tostring(whole, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()
    return Cmif(xml, len(letters), old)


def _made(name: str, *content: str | etree._Element, **attributes: str) -> etree._Element:
    """An element with words or elements in it; `id` is written as `xml:id`."""
    told = {ID if key == "id" else key: holdable(text) for key, text in attributes.items()}
    made = etree.Element(q(name), told, {None: TEI})  # type: ignore[dict-item]
    for part in content:
        if not isinstance(part, str):
            made.append(part)
        elif len(made):
            made[-1].tail = holdable(part)
        else:
            made.text = holdable(part)
    return made


def _body() -> etree._Element:
    """The text of the file, which has none: TEI wants one."""
    return _made("text", _made("body", _made("p")))


def _told(editions: Sequence[tuple[str, etree._Element]], path: str) -> list[str]:
    """The names that the headers of the editions have, each once."""
    found = (content(e) for _, root in editions for e in root.iterfind(f"{_HEAD}tei:{path}", NAMESPACES))
    return list(dict.fromkeys(" ".join(name.split()) for name in found if name.strip() and name != UNNAMED))


def _page(name: str, about: About) -> str:
    """The address of the web page of an edition."""
    return urljoin(about.pages or about.url, quote(f"{name}.html"))


def _id(name: str, about: About) -> str:
    return f"edition-{uuid.uuid5(NAMESPACE, _page(name, about))}"


def _source(name: str, root: etree._Element, about: About) -> etree._Element:
    """The edition that letters are taken from."""
    statement = f"{_HEAD}tei:titleStmt/"
    by = "; ".join(content(author) for author in root.iterfind(f"{statement}tei:author", NAMESPACES))
    title = text_of(root, f"{statement}tei:title[@type='main']") or text_of(root, f"{statement}tei:title") or name
    told = "".join(f"{' '.join(part.split())}. " for part in (by, title) if part.strip())
    page = _page(name, about)
    return _made("bibl", told, _made("ref", page, target=page), type="online", id=_id(name, about))


def _letters(
    described: Sequence[etree._Element], name: str, root: etree._Element, about: About
) -> Iterator[etree._Element]:
    """The letters of an edition: the address of each, and who sent and received it."""
    named, by_id = names(root) if is_ours(root) else {}, {f"#{e.get(ID)}": e for e in root.iter("*") if e.get(ID)}
    for one in described:
        letter = by_id.get(one.get("corresp", ""))
        place = "" if letter is None else _place(letter, named)
        address = one.get("ref", "") or f"{_page(name, about)}{'#' if place else ''}{place}"
        actions = {action.get("type"): action for action in one.iterfind("tei:correspAction", NAMESPACES)}
        told = (_made("correspAction", *_parts(actions.get(type_)), type=type_) for type_ in ACTIONS)
        yield _made("correspDesc", *told, source=f"#{_id(name, about)}", ref=address)


def _place(letter: etree._Element, named: Mapping[etree._Element, str]) -> str:
    """Where a letter stands in the web page of its edition: at its heading, or at what it begins with."""
    headed = letter.find("tei:head", NAMESPACES) is not None
    return next((named[e] for e in letter.iter() if e in named and (headed or e is not letter)), "")


def _parts(action: etree._Element | None) -> list[etree._Element]:
    """Who, where and when; somebody unknown if no name is told."""
    found = [] if action is None else [made for part in action if (made := _part(part)) is not None]
    who = [part for part in found if tag(part) in WHO] or [_made("persName", UNKNOWN)]
    return [*who, *(part for part in found if tag(part) not in WHO)]


def _part(part: etree._Element) -> etree._Element | None:
    """A name with its address in a list, or a date; None if CMIF does not have it."""
    name, words = tag(part), " ".join(content(part).split())
    if name in (*WHO, "placeName") and words:
        ref = part.get("ref", "")
        return _made(name, words, **({"ref": ref} if "://" in ref else {}))
    dating = {key: str(part.get(key)) for key in DATING if _DATE.fullmatch(part.get(key, ""))}
    return _made(name, **dating) if name == "date" and dating and part.get("calendar") is None else None
