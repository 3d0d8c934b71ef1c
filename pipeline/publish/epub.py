"""EPUB 3 through pandoc, then put together again so that the same book always gives the same bytes."""

from __future__ import annotations

import calendar
import io
import json
import os
import subprocess
import tempfile
import time
import zipfile
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from pipeline.errors import ToolError
from pipeline.publish import pandoc, words
from pipeline.publish.book import Book
from pipeline.publish.pdf import cover
from pipeline.tei.names import content

STYLE: Final = Path(__file__).parent / "epub.css"
XHTML: Final = "http://www.w3.org/1999/xhtml"
OPS: Final = "http://www.idpf.org/2007/ops"
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP entry can have; the book's own date stands in its metadata."""


def epub(book: Book) -> tuple[bytes, list[str]]:
    """The EPUB and what a person should know of it. Raises ToolError if pandoc is missing or fails."""
    notes: list[str] = []
    with tempfile.TemporaryDirectory(prefix="ecdosis-") as folder:
        command = [_pandoc(), "--from=json", "--to=epub3", "--output=book.epub", f"--css={STYLE}", "--split-level=1"]
        command += ["--toc-depth=2", "--epub-title-page=true", "--metadata=document-css:false"]
        try:
            (Path(folder) / "cover.png").write_bytes(cover(book))
            command.append("--epub-cover-image=cover.png")
        except ToolError as error:
            notes.append(f"the EPUB has no cover ({error})")
        _run(command, json.dumps(pandoc.document(book)), folder, book.date)
        made = (Path(folder) / "book.epub").read_bytes()
    return _again(made, book), notes


@cache
def _pandoc() -> str:
    try:
        import pypandoc
    except ImportError as error:
        raise ToolError("pandoc is not installed; run `make` again, or `pip install pypandoc_binary`") from error
    bundled = Path(pypandoc.__file__).parent / "files" / "pandoc"
    try:
        return str(bundled) if bundled.is_file() else str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise ToolError("pandoc is not installed; run `make` again, or `pip install pypandoc_binary`") from error


def _run(command: list[str], document: str, folder: str, date: str) -> None:
    """Run pandoc in a folder of its own, with the book's date for the clock's."""
    epoch = calendar.timegm(time.strptime(date, "%Y-%m-%d"))
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(command, input=document.encode(), cwd=folder, env=environment, capture_output=True)
    except OSError as error:
        raise ToolError(f"pandoc cannot be started ({error.strerror}); run `make` again") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise ToolError(f"pandoc failed: {said.splitlines()[-1] if said else f'status {done.returncode}'}")


def _again(made: bytes, book: Book) -> bytes:
    """The EPUB finished, its entries in order and without the time they were written."""
    with zipfile.ZipFile(io.BytesIO(made)) as old:
        entries = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
    _finished(entries, book)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in sorted(entries, key=lambda name: (name != "mimetype", name)):
            stored = name == "mimetype" or name.endswith(".png")
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, entries[name])
    return out.getvalue()


def _finished(entries: dict[str, bytes], book: Book) -> None:
    """What pandoc leaves to do: titles of the single files, the title page without the date of the making, landmarks,
    and the page list."""
    labels = {page.id: page.label for page in pandoc.page_breaks(book.blocks)}
    places: dict[str, str] = {}
    for name in sorted(name for name in entries if name.startswith("EPUB/text/")):
        page = etree.fromstring(entries[name])
        heading = page.find(f".//{{{XHTML}}}h1")
        _set_title(page, book.title if heading is None else content(heading))
        for element in page.iterfind(f".//{{{XHTML}}}section[@class='titlepage']/*"):
            if element.get("class") in ("date", "rights"):
                element.getparent().remove(element)  # type: ignore[union-attr]
        for element in page.iterfind(f".//{{{XHTML}}}div[@role='doc-footnote']"):
            element.tag = f"{{{XHTML}}}aside"  # which reading systems show as a pop-up
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
