"""The navigation of an EPUB: contents, landmarks and pages (EPUB 3.3, 7), and the same for EPUB 2's readers (NCX)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from lxml import etree

from ecdosis.book import words
from ecdosis.formats.epub.pages import OWN, TYPE, q, set_title, spread_languages
from ecdosis.tei.names import content

NCX: Final = "http://www.daisy.org/z3986/2005/ncx/"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: its address from the navigation's folder, what it is called, and its type if it has one."""

    address: str
    label: str
    type: str = ""


def complete(navigation: etree._Element, landmarks: Sequence[Place], pages: Sequence[Place], *, english: bool) -> None:
    """Give pandoc's table of contents the landmarks and the pages of the source. Unless the book is `english`, it is
    said of the book's own words that they are."""
    set_title(navigation, words.CONTENTS)
    etree.strip_tags(navigation, q("span"))  # the marks of pages and of what is set aside in headings
    body = navigation.find(q("body"))
    assert body is not None
    for nav in [*body.iterfind(q("nav"))]:
        if nav.get("id") == "landmarks":
            body.remove(nav)
    if (heading := navigation.find(f".//{q('h1')}")) is not None:
        heading.text = words.CONTENTS
    _list(body, "landmarks", words.LANDMARKS, landmarks)
    if pages:
        _list(body, "page-list", words.PAGES, pages)
    if not english:
        own = [a for a in navigation.iter(q("a")) if a.get("href", "").rpartition("#")[2] in OWN]
        lists = [nav for nav in body.iterfind(q("nav")) if nav.get("id") != "toc"]
        for element in [*own, *lists, *navigation.iter(q("h1"))]:
            element.set("lang", "en")
    spread_languages(navigation)


def _list(body: etree._Element, type_: str, name: str, places: Iterable[Place]) -> None:
    """A list that programs use; it is not shown among the contents."""
    attributes = {TYPE: type_, "id": type_, "aria-label": name, "hidden": "hidden"}
    attributes |= {"role": "doc-pagelist"} if type_ == "page-list" else {}
    listed = etree.SubElement(etree.SubElement(body, q("nav"), attributes), q("ol"))
    for place in places:
        link = etree.SubElement(etree.SubElement(listed, q("li")), q("a"), {"href": place.address})
        link.text = place.label
        if place.type:
            link.set(TYPE, place.type)


def ncx(navigation: etree._Element, identifier: str, title: str) -> etree._Element:
    """The contents and pages of a navigation as NCX (ANSI/NISO Z39.86-2005)."""
    contents, pages = (navigation.find(f".//{q('nav')}[@id='{name}']") for name in ("toc", "page-list"))
    listed = [] if pages is None else [*pages.iter(q("a"))]
    made = etree.Element(f"{{{NCX}}}ncx", {"version": "2005-1"}, nsmap={None: NCX})  # type: ignore[dict-item]
    head = _add(made, "head")
    _label(made, "docTitle", title)
    points = _add(made, "navMap")
    top = None if contents is None else contents.find(q("ol"))
    depth = 0 if top is None else _points(points, top, count(1))
    numbers = [int(label) for a in listed if (label := a.text or "").isdecimal()]
    for name, value in (
        ("dtb:uid", identifier),
        ("dtb:depth", str(depth)),
        ("dtb:totalPageCount", str(len(listed))),
        ("dtb:maxPageNumber", str(max(numbers, default=0))),
    ):
        _add(head, "meta", name=name, content=value)
    if listed:
        targets = _add(made, "pageList")
        for number, link in enumerate(listed, 1):
            kind = "normal" if (link.text or "").isdecimal() else "special"
            target = _add(targets, "pageTarget", id=f"page-{number}", type=kind)
            _label(target, "navLabel", link.text or "")
            _add(target, "content", src=link.get("href", ""))
    return made


def _points(parent: etree._Element, listed: etree._Element, numbers: Iterator[int]) -> int:
    """The entries of a list, and of those in it; returns how deep they go."""
    depth = 0
    for item in listed.iterfind(q("li")):
        link, inner = item.find(q("a")), item.find(q("ol"))
        if link is None:
            continue
        point = _add(parent, "navPoint", id=f"point-{next(numbers)}")
        _label(point, "navLabel", content(link))
        _add(point, "content", src=link.get("href", ""))
        depth = max(depth, 1 if inner is None else 1 + _points(point, inner, numbers))
    return depth


def _label(parent: etree._Element, name: str, text: str) -> None:
    _add(_add(parent, name), "text").text = text


def _add(parent: etree._Element, element: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NCX}}}{element}", attributes)
