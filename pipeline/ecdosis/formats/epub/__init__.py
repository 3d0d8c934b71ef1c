"""EPUB 3 through pandoc, then put together again so that the same book always gives the same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from ecdosis.book import words
from ecdosis.book.book import Block, Book, Section, all_inlines
from ecdosis.book.inlines import words_of
from ecdosis.errors import ToolError
from ecdosis.formats import pandoc
from ecdosis.formats.cover import cover
from ecdosis.formats.design import Design
from ecdosis.formats.epub import navigation, pages
from ecdosis.formats.epub.package import IDENTIFIER, OPF, metadata
from ecdosis.formats.zips import packed
from ecdosis.storage.scratch import scratch
from ecdosis.tei.names import content
from ecdosis.tools import pandoc as program

STYLE: Final = Path(__file__).parent / "style.css"
FOLDER: Final = "EPUB/"
"""Where pandoc has the files of a book."""
LARGE: Final = 100_000
"""Code points of a chapter from which its own parts begin files."""


def epub(book: Book, design: Design = Design()) -> tuple[bytes, list[str]]:
    """The EPUB and what a person should know of it. Raises ToolError if pandoc is missing or fails."""
    notes: list[str] = []
    with scratch() as folder:
        command = ["--to=epub3", "--output=book.epub", f"--css={STYLE}", f"--split-level={_split(book)}"]
        command += ["--toc-depth=2", "--epub-title-page=true", "--metadata=document-css:false"]
        try:
            (folder / "cover.png").write_bytes(cover(book))
            command.append("--epub-cover-image=cover.png")
        except ToolError as error:
            notes.append(f"the EPUB has no cover ({error})")
        for name, data in book.images.items():
            (folder / name).write_bytes(data)
        parted = replace(book, blocks=tuple(_in_files(book.blocks, 1, _split(book))))
        document = pandoc.document(parted, signs=design.signs)
        program.run(command, json.dumps(document), folder, book.date)
        made = (folder / "book.epub").read_bytes()
    return _again(made, book), notes


def _split(book: Book) -> int:
    """The level of the headings that begin a file: the first, or the second if what stands under one is very long."""
    sections = [block for block in book.blocks if isinstance(block, Section)]
    return 2 if any(_length(section) > LARGE for section in sections) else 1


def _length(block: Block) -> int:
    """Code points of a block."""
    return sum(len(words_of(inline)) for inline in all_inlines((block,)))


def _in_files(blocks: Sequence[Block], level: int, deepest: int) -> Iterator[Block]:
    """Blocks of a division of some level, so that no file gets very long: what has no divisions of its own (a
    dictionary, an epic) is parted by headings without words, which `_finished` takes away. Files begin down to level
    `deepest`."""
    size = 0
    for block in blocks:
        if isinstance(block, Section):
            inner = tuple(_in_files(block.blocks, block.level, deepest))
            yield replace(block, blocks=inner)
            size = 0
            continue
        length = _length(block)
        if size and size + length > LARGE and level <= deepest:
            yield Section("", level, (), ())
            size = 0
        size += length
        yield block


def _again(made: bytes, book: Book) -> bytes:
    """The EPUB finished, its entries in order and without the time they were written."""
    with zipfile.ZipFile(io.BytesIO(made)) as old:
        entries = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
    _finished(entries, book)
    return packed(entries, first="mimetype")


def _finished(entries: dict[str, bytes], book: Book) -> None:
    """What pandoc leaves to do: plain pages with their semantics, navigation, metadata."""
    entries.pop("META-INF/com.apple.ibooks.display-options.xml", None)  # it is about fonts, and there are none
    texts = {name: etree.fromstring(entries[name]) for name in sorted(entries) if name.startswith(f"{FOLDER}text/")}
    sections = dict(pages.by_id(book.blocks))
    kinds: dict[str, str] = {}
    for name, page in texts.items():
        stem = name.rpartition("/")[2]
        if stem == "cover.xhtml":
            pages.cover_page(page, book, _image(page))
        elif stem == "title_page.xhtml":
            pages.title_page(page, book)
        else:
            kinds[name] = pages.finished(page, book, sections)
        entries[name] = _serialised(page)
    contents = etree.fromstring(entries[f"{FOLDER}nav.xhtml"])
    english = pages.is_english(book)
    navigation.complete(contents, _landmarks(texts, kinds), _pages(texts, book), english=english)
    entries[f"{FOLDER}nav.xhtml"] = _serialised(contents)
    entries[f"{FOLDER}toc.ncx"] = _xml(navigation.ncx(contents, book.identifier, book.title))
    entries[f"{FOLDER}content.opf"] = _xml(_package(etree.fromstring(entries[f"{FOLDER}content.opf"]), book))


def _image(page: etree._Element) -> str:
    """The address of the picture that pandoc put on the page of the cover."""
    return str(next(page.iter("{*}image")).get("{http://www.w3.org/1999/xlink}href"))


def _package(package: etree._Element, book: Book) -> etree._Element:
    """The package document with our metadata, and the contents after the title page; nothing in it needs a prefix, or
    SVG."""
    old = package.find(f"{{{OPF}}}metadata")
    package.replace(old, metadata(book))  # type: ignore[arg-type]
    package.set("unique-identifier", IDENTIFIER)
    package.attrib.pop("prefix", "")
    for item in package.iter(f"{{{OPF}}}item"):
        if item.get("id") == "cover_xhtml":
            item.attrib.pop("properties", "")
    title = package.find(f".//{{{OPF}}}itemref[@idref='title_page_xhtml']")
    title.addnext(etree.Element(f"{{{OPF}}}itemref", idref="nav"))  # type: ignore[union-attr]
    etree.indent(package)
    return package


def _landmarks(texts: Mapping[str, etree._Element], kinds: Mapping[str, str]) -> list[navigation.Place]:
    """Cover, title page, contents; the first page of the text, and of what stands after it; our own sections."""
    place = navigation.Place
    found = [place("text/cover.xhtml", words.COVER, "cover")] if f"{FOLDER}text/cover.xhtml" in texts else []
    found += [place("text/title_page.xhtml", words.TITLE_PAGE, "titlepage"), place("nav.xhtml", words.CONTENTS, "toc")]
    body = next((name for name, kind in kinds.items() if kind == "bodymatter"), "")
    found += [place(body.removeprefix(FOLDER), words.TEXT, "bodymatter")] if body else []
    for name, page in texts.items():
        for section in page.iter(pages.q("section")):
            if section.get("id") in pages.OWN:
                address = f"{name.removeprefix(FOLDER)}#{section.get('id')}"
                label = content(section.find(pages.q("h1")))  # type: ignore[arg-type]
                found.append(place(address, label, section.get(pages.TYPE, "")))
    return found


def _pages(texts: Mapping[str, etree._Element], book: Book) -> list[navigation.Place]:
    """The pages of the source, in its order."""
    labels = {page.id: page.label for page in pandoc.page_breaks(book.blocks)}
    places = {
        element.get("id", ""): f"{name.removeprefix(FOLDER)}#{element.get('id')}"
        for name, page in texts.items()
        for element in page.iter(pages.q("span"))
        if element.get("id") in labels
    }
    return [navigation.Place(places[id_], label) for id_, label in labels.items() if id_ in places]


def _serialised(page: etree._Element) -> bytes:
    made: bytes = etree.tostring(page, xml_declaration=True, encoding="utf-8", doctype="<!DOCTYPE html>")
    return made


def _xml(root: etree._Element) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made
