"""PDF through Typst, compiled in-process. The book goes into the templates as data, so no text is ever markup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import ToolError
from pipeline.publish.book import Book
from pipeline.publish.design import Design
from pipeline.publish.pdf import glyphs, typeset
from pipeline.tools.typst import compiled, message

if TYPE_CHECKING:
    from typst import PDFStandard

HERE: Final = Path(__file__).parent
LETTERS: Final = HERE / "letters.typ"
"""How letters are set: what every template takes in."""
BOOK: Final = (*(HERE / name for name in ("book.typ", "page.typ", "text.typ", "appendix.typ")), LETTERS)
"""The templates of the book, the first of which takes the others in."""
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
            made = compiled(BOOK, data.data, "pdf", standards, files, fonts=data.folders, machine=bool(data.own))
        except RuntimeError as error:
            said = said or message(error)
        else:
            return made, [*data.notes, *([f"{lost} ({said})"] if lost else [])]
    raise ToolError(f"typst failed: {said}")


def missing(book: Book) -> tuple[glyphs.Missing, ...]:
    """The characters of the title, the text and the notes of a book that no font at hand has: the PDF shows their code
    points. What the list of emendations quotes of the source may be anything, and is rightly shown so there."""
    return glyphs.prepared(typeset.text(book)).missing
