"""A book for a word processor (DOCX) or as Markdown, through pandoc, with the formats' own notes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from ecdosis.book.book import Book
from ecdosis.formats import pandoc
from ecdosis.formats.design import Design
from ecdosis.formats.format import NOTHING, Made
from ecdosis.formats.zips import packed
from ecdosis.storage.scratch import scratch
from ecdosis.tools import pandoc as program


def docx(book: Book, _: Design = Design(), __: Mapping[str, str] = NOTHING) -> Made:
    """A Word document. Raises ToolError."""
    with scratch() as folder:
        _pictures(book, folder)
        program.run(["--to=docx", "--output=book.docx"], _document(book), folder, book.date)
        made = (folder / "book.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(made)) as old:
        entries = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
    return Made(packed(entries, first="[Content_Types].xml"))


def markdown(book: Book, _: Design = Design(), __: Mapping[str, str] = NOTHING) -> Made:
    """Markdown as pandoc reads it, without HTML. Raises ToolError."""
    with scratch() as folder:
        options = ["--to=markdown-raw_html-native_divs-native_spans-fenced_divs-bracketed_spans-header_attributes"]
        made = program.run([*options, "--wrap=none", "--standalone"], _document(book, whole=True), folder, book.date)
    return Made(made, ("the pictures are not part of the Markdown file",) if book.images else ())


def _document(book: Book, *, whole: bool = False) -> str:
    return json.dumps(pandoc.document(book, whole=whole))


def _pictures(book: Book, folder: Path) -> None:
    for name, data in book.images.items():
        (folder / name).write_bytes(data)
