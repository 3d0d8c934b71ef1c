"""Indexes: their entries in two levels, apart by the letters that these begin with, and the places they lead to."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from lxml import etree

from ecdosis.book.inlines import AsidePlace
from ecdosis.book.reader import lists
from ecdosis.book.reader.looks import Look
from ecdosis.book.reader.walk import Walk
from ecdosis.model.kinds import Kind
from ecdosis.tei.names import ID, tag
from ecdosis.tei.read import reading_of


def listing(walk: Walk, element: etree._Element, look: Look) -> None:
    """A list whose items have kept their signs and numbers."""
    if element.get("type") == "index":
        walk.block(element, look, "index", Kind.INDEX_ENTRY)
    elif element.get("type") == "gloss":
        lists.listing(walk, element, look)
    elif _is_item(element.getparent()):  # what stands below an entry of an index is one of its lines
        walk.children(element, look)
    else:
        walk.block(element, look, "contents" if element.get("type") == "contents" else "list", Kind.ITEM)


def begin(walk: Walk, element: etree._Element, led_to: Collection[str]) -> None:
    """Open an item, or an entry of an index, and another part of the index where its letter is another."""
    around, role = element.getparent(), Kind.ITEM
    if around is not None and around.get("type") == "index":
        role, before = Kind.INDEX_ENTRY, next(filter(_is_item, element.itersiblings(preceding=True)), None)
        if before is not None and _letter(before) != _letter(element):
            walk.flow.end()
            walk.flow.begin("index", role)
    elif around is not None and _is_item(around.getparent()):
        role = Kind.INDEX_SUBENTRY
    walk.begin(element, Look(), "", role)
    walk.flow.line += place(element, led_to)


def place(element: etree._Element, led_to: Collection[str]) -> Iterator[AsidePlace]:
    """The place to which something leads, if it is one."""
    if (id_ := element.get(ID, "")) in led_to:
        yield AsidePlace(name(id_))


def name(id_: str) -> str:
    """The name in the book of what has an id."""
    return f"to-{id_}"


def _is_item(element: etree._Element | None) -> bool:
    return element is not None and tag(element) == "item"


def _letter(item: etree._Element) -> str:
    """The letter that an entry begins with, without its accent; none for one that begins with a number."""
    letters = (c for c in unicodedata.normalize("NFD", reading_of(item).casefold()) if c.isalnum())
    first = next(letters, "")
    return first if first.isalpha() else ""
