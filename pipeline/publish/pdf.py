"""PDF through Typst, compiled in-process. The book goes into the templates as data, so no text is ever markup."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from pipeline.errors import ToolError
from pipeline.publish import glyphs, typeset
from pipeline.publish.book import Book
from pipeline.publish.design import Design

if TYPE_CHECKING:
    from typst import PDFStandard

FOLDER: Final = Path(__file__).parent
BOOK: Final = ("book.typ", "page.typ", "text.typ", "appendix.typ", "letters.typ")
"""The templates of the book, the first of which takes the others in."""
COVER: Final = ("cover.typ", "letters.typ")
COVER_WIDTH: Final = 600
"""Points."""
TEI: Final = "edition.xml"
"""The name of the TEI file beside the templates."""
ATTEMPTS: Final[tuple[tuple[tuple[PDFStandard, ...], str], ...]] = (
    (("a-3a", "ua-1"), ""),
    (("ua-1",), "the PDF is tagged for accessibility, but no PDF/A for archives"),
    (("a-3b",), "the PDF is a PDF/A for archives, but not tagged for accessibility"),
    ((), "the PDF is neither tagged for accessibility nor a PDF/A for archives"),
)
"""Standards that a PDF is made to, and what is lost with each: PDF/A-3a (ISO 19005-3), which may have the TEI in it,
and PDF/UA-1 (ISO 14289-1), readable by assistive technology. Typst refuses what cannot be (tests/test_glyphs.py has it
all): a character without glyph; a byte order mark; no title; a heading without words (a blank is one), one that skips a
level, a first one that is not of level 1; an image or a formula without `alt`; a link in a running head. PDF/A refuses
private characters as well."""


def pdf(book: Book, design: Design = Design()) -> tuple[bytes, list[str]]:
    """The PDF and what a person should know of it. Raises ToolError if Typst is missing or cannot make it."""
    data = glyphs.prepared(typeset.data(book, design))
    if data.missing:  # those that only the list of emendations has are nothing to say
        data = replace(data, missing=missing(book))
    files = {**book.images, TEI: book.tei}
    said = ""
    for standards, lost in ATTEMPTS:
        try:
            made = _compiled(BOOK, data, "pdf", standards, files)
        except RuntimeError as error:
            said = said or _message(error)
        else:
            return made, [*data.notes, *([f"{lost} ({said})"] if lost else [])]
    raise ToolError(f"typst failed: {said}")


def missing(book: Book) -> tuple[glyphs.Missing, ...]:
    """The characters of the title, the text and the notes of a book that no font at hand has: the PDF shows their code
    points. What the list of emendations quotes of the source may be anything, and is rightly shown so there."""
    return glyphs.prepared(typeset.text(book)).missing


def cover(book: Book, width: int = 1200) -> bytes:
    """The cover as PNG, so many pixels wide and one and a half as high. Raises ToolError."""
    data = {"title": book.title, "subtitle": book.subtitle, "author": book.author, "date": book.work and _year(book)}
    try:
        return _compiled(COVER, glyphs.prepared(data), "png", ppi=72 * width / COVER_WIDTH)
    except RuntimeError as error:
        raise ToolError(f"typst failed: {_message(error)}") from error


def _year(book: Book) -> str:
    years = re.findall(r"\b\d{4}\b", book.work)
    return years[-1] if years else ""


def _compiled(
    templates: Sequence[str],
    data: glyphs.Prepared,
    format_: Literal["pdf", "png"],
    standards: Sequence[PDFStandard] = (),
    files: Mapping[str, bytes] = MappingProxyType({}),
    ppi: float = 144.0,
) -> bytes:
    """What Typst makes of templates, in a folder with nothing but those and some files: it can read no other. Raises
    RuntimeError if it refuses, ToolError if it is missing."""
    try:
        import typst
    except ImportError as error:
        raise ToolError("typst is not installed; run `make` again, or `pip install typst`") from error
    with tempfile.TemporaryDirectory(prefix="ecdosis-") as folder:
        own = {name: (FOLDER / name).read_bytes() for name in templates}
        for name, content in {**files, **own}.items():
            Path(folder, name).write_bytes(content)
        return typst.compile(
            Path(folder, templates[0]),
            root=Path(folder),
            format=format_,
            sys_inputs={"data": json.dumps(data.data, ensure_ascii=False)},
            ppi=ppi,
            pdf_standards=list(standards),
            font_paths=data.folders,
            ignore_system_fonts=not data.own,
            timestamp=0,
        )


def _message(error: RuntimeError) -> str:
    return str(error).strip().splitlines()[0]
