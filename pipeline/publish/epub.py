"""EPUB 3 through pandoc, then put together again so that the same book always gives the same bytes."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from pipeline.errors import ToolError
from pipeline.publish import pandoc, words
from pipeline.publish.book import Block, Book, Section, all_inlines
from pipeline.publish.design import Design
from pipeline.publish.inlines import words_of
from pipeline.publish.pdf import cover
from pipeline.publish.zips import packed
from pipeline.tei.names import content
from pipeline.tools import pandoc as program

STYLE: Final = Path(__file__).parent / "epub.css"
XHTML: Final = "http://www.w3.org/1999/xhtml"
OPS: Final = "http://www.idpf.org/2007/ops"
LARGE: Final = 100_000
"""Code points of a chapter from which its own parts begin files."""


def epub(book: Book, design: Design = Design()) -> tuple[bytes, list[str]]:
    """The EPUB and what a person should know of it. Raises ToolError if pandoc is missing or fails."""
    notes: list[str] = []
    with tempfile.TemporaryDirectory(prefix="ecdosis-") as folder:
        command = ["--to=epub3", "--output=book.epub", f"--css={STYLE}", f"--split-level={_split(book)}"]
        command += ["--toc-depth=2", "--epub-title-page=true", "--metadata=document-css:false"]
        try:
            (Path(folder) / "cover.png").write_bytes(cover(book))
            command.append("--epub-cover-image=cover.png")
        except ToolError as error:
            notes.append(f"the EPUB has no cover ({error})")
        for name, data in book.images.items():
            (Path(folder) / name).write_bytes(data)
        parted = replace(book, blocks=tuple(_in_files(book.blocks, 1, _split(book))))
        program.run(command, json.dumps(pandoc.document(parted)), folder, book.date)
        made = (Path(folder) / "book.epub").read_bytes()
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
    """What pandoc leaves to do: titles of the single files, the title page without the date of the making, landmarks,
    and the page list."""
    labels = {page.id: page.label for page in pandoc.page_breaks(book.blocks)}
    places: dict[str, str] = {}
    for name in sorted(name for name in entries if name.startswith("EPUB/text/")):
        page = etree.fromstring(entries[name])
        heading = page.find(f".//{{{XHTML}}}h1")
        _set_title(page, (content(heading) if heading is not None else "") or book.title)
        for element in page.iterfind(f".//{{{XHTML}}}section[@class='titlepage']/*"):
            if element.get("class") in ("date", "rights"):
                element.getparent().remove(element)  # type: ignore[union-attr]
        for element in page.iterfind(f".//{{{XHTML}}}div[@role='doc-footnote']"):
            element.tag = f"{{{XHTML}}}aside"  # which reading systems show as a pop-up
        for element in [h for h in page.iter(f"{{{XHTML}}}h1", f"{{{XHTML}}}h2") if not content(h) and not len(h)]:
            element.getparent().remove(element)  # type: ignore[union-attr]
        for element in page.iter(f"{{{XHTML}}}span"):
            if (id_ := element.get("id", "")) in labels:
                places[id_] = f"text/{name.rpartition('/')[2]}#{id_}"
        entries[name] = _serialised(page)
    navigation = etree.fromstring(entries["EPUB/nav.xhtml"])
    _set_title(navigation, words.CONTENTS)
    if (heading := navigation.find(f".//{{{XHTML}}}h1")) is not None:
        heading.text = words.CONTENTS
    etree.strip_tags(navigation, f"{{{XHTML}}}span")  # the marks of pages and of what is set aside in headings
    landmarks = navigation.find(f".//{{{XHTML}}}nav[@id='landmarks']/{{{XHTML}}}ol")
    if landmarks is not None:
        _add_item(landmarks, "text/ch001.xhtml", "Text", "bodymatter")
    body = navigation.find(f"{{{XHTML}}}body")
    if body is not None and places:
        nav = etree.SubElement(body, f"{{{XHTML}}}nav", {f"{{{OPS}}}type": "page-list", "hidden": "hidden"})
        listed = etree.SubElement(nav, f"{{{XHTML}}}ol")
        for id_ in (id_ for id_ in labels if id_ in places):
            _add_item(listed, places[id_], labels[id_])
    entries["EPUB/nav.xhtml"] = _serialised(navigation)


def _set_title(page: etree._Element, title: str) -> None:
    element = page.find(f"{{{XHTML}}}head/{{{XHTML}}}title")
    if element is not None:
        element.text = title


def _add_item(listed: etree._Element, target: str, text: str, type_: str = "") -> None:
    link = etree.SubElement(etree.SubElement(listed, f"{{{XHTML}}}li"), f"{{{XHTML}}}a", href=target)
    link.text = text
    if type_:
        link.set(f"{{{OPS}}}type", type_)


def _serialised(page: etree._Element) -> bytes:
    made: bytes = etree.tostring(page, xml_declaration=True, encoding="utf-8", doctype="<!DOCTYPE html>")
    return made
