"""The navigation of an EPUB: contents, landmarks and pages (EPUB 3.3, 7), and the same for EPUB 2's readers (NCX)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from lxml import etree
from markupsafe import Markup

from ecdosis.book.book import Block, Book, Section, all_inlines
from ecdosis.book.contents import DEEPEST, source_contents
from ecdosis.book.inlines import Inline, PageBreak, Styled, words_of
from ecdosis.formats.epub.content import EpubContent
from ecdosis.formats.epub.pages import EpubPage, untitled, words_in
from ecdosis.formats.epub.semantics import OWN
from ecdosis.formats.hypertext import NOTHING
from ecdosis.model.characters import holdable

NCX: Final = "http://www.daisy.org/z3986/2005/ncx/"


@dataclass(frozen=True, slots=True)
class NavigationPlace:
    """Where something is: its address from the navigation's folder, what it is called, and its type if it has one."""

    address: str
    label: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading in the contents; `title` is `label` with its looks. `is_own`: its words are the book's own."""

    address: str
    label: str
    title: Markup
    is_own: bool = False
    below: tuple[ContentsEntry, ...] = ()


def contents(book: Book, named: Mapping[str, EpubPage], write: EpubContent) -> tuple[ContentsEntry, ...]:
    """The headings of the text, and those of the book's own sections after it. `named`: the pages by their files."""
    text = tuple(_entries([*untitled(book), *book.blocks], write))
    own = (page for page in named.values() if page.own and page.own not in write.kinds)
    after = (ContentsEntry(write.address(f"#{p.own}"), p.title, write.text(p.title), is_own=True) for p in own)
    return (*text, *after)


def _entries(blocks: Sequence[Block], write: EpubContent) -> Iterator[ContentsEntry]:
    for section in (block for block in blocks if isinstance(block, Section)):
        if section.level <= DEEPEST and (label := words_in(section)):
            below = tuple(_entries(section.blocks, write))
            title = NOTHING.join(_in_contents(inline, write) for inline in section.title)
            yield ContentsEntry(write.address(f"#{section.id}"), label, title.strip(), section.id in OWN, below)


def _in_contents(inline: Inline, write: EpubContent) -> Markup:
    """What the contents have of a part of a heading: no notes, pages, links, and no capitals made small."""
    if not isinstance(inline, Styled):
        return write.text(words_of(inline))
    return write.styled(replace(inline, marks=tuple(mark for mark in inline.marks if mark in write.STYLES)))


def landmarks(book: Book, named: Mapping[str, EpubPage], write: EpubContent, *, covered: bool) -> list[NavigationPlace]:
    """Cover, title page, contents (those of the source, if they are the book's); the first page of the text; our own
    sections."""
    say = write.say
    found = [NavigationPlace("text/cover.xhtml", say("headings.cover"), "cover")] if covered else []
    printed = source_contents(book.blocks)
    toc = write.address(f"#{printed.section}") if printed else "nav.xhtml"
    found += [
        NavigationPlace("text/title_page.xhtml", say("headings.title_page"), "titlepage"),
        NavigationPlace(toc, say("headings.contents"), "toc"),
    ]
    body = next((name for name, page in named.items() if page.matter == "bodymatter"), "")
    found += [NavigationPlace(f"text/{body}", say("headings.text"), "bodymatter")] if body else []
    own = (page for page in named.values() if page.own)
    return [*found, *(NavigationPlace(write.address(f"#{page.own}"), page.title, OWN[page.own].type) for page in own)]


def page_list(book: Book, write: EpubContent) -> list[NavigationPlace]:
    """The numbered pages of the source, in its order."""
    breaks = (inline for inline in all_inlines(book.blocks) if isinstance(inline, PageBreak) and inline.label)
    return [NavigationPlace(write.address(f"#{page.id}"), page.label) for page in breaks]


def ncx(book: Book, entries: Sequence[ContentsEntry], pages: Sequence[NavigationPlace]) -> etree._Element:
    """Contents and pages as NCX (ANSI/NISO Z39.86-2005)."""
    made = etree.Element(f"{{{NCX}}}ncx", {"version": "2005-1"}, nsmap={None: NCX})  # type: ignore[dict-item]
    head = _add(made, "head")
    _label(made, "docTitle", book.title)
    points = _add(made, "navMap")
    depth = _points(points, entries, count(1))
    numbers = [int(page.label) for page in pages if page.label.isdecimal()]
    for name, value in (
        ("dtb:uid", book.identifier),
        ("dtb:depth", str(depth)),
        ("dtb:totalPageCount", str(len(pages))),
        ("dtb:maxPageNumber", str(max(numbers, default=0))),
    ):
        _add(head, "meta", name=name, content=value)
    if pages:
        targets = _add(made, "pageList")
        for number, page in enumerate(pages, 1):
            kind = "normal" if page.label.isdecimal() else "special"
            target = _add(targets, "pageTarget", id=f"page-{number}", type=kind)
            _label(target, "navLabel", page.label)
            _add(target, "content", src=page.address)
    return made


def _points(parent: etree._Element, entries: Sequence[ContentsEntry], numbers: Iterator[int]) -> int:
    """The entries of a list, and of those in it; returns how deep they go."""
    depth = 0
    for entry in entries:
        point = _add(parent, "navPoint", id=f"point-{next(numbers)}")
        _label(point, "navLabel", entry.label)
        _add(point, "content", src=entry.address)
        depth = max(depth, 1 + _points(point, entry.below, numbers))
    return depth


def _label(parent: etree._Element, name: str, text: str) -> None:
    _add(_add(parent, name), "text").text = holdable(text)


def _add(parent: etree._Element, element: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NCX}}}{element}", {n: holdable(value) for n, value in attributes.items()})
