"""PDF through Typst, compiled in-process. The book goes into the templates as data, so no text is ever markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ecdosis.book.book import Book, Paragraph
from ecdosis.book.inlines import Inline, LineBreak
from ecdosis.book.words import words_for
from ecdosis.errors import ToolError
from ecdosis.formats.design import Design
from ecdosis.formats.format import NOTHING, Made
from ecdosis.formats.pdf import glyphs, typeset
from ecdosis.formats.plain import plain
from ecdosis.tools.typst import compiled, forget, is_internal, message

if TYPE_CHECKING:
    from typst import PDFStandard

HERE: Final = Path(__file__).parent
LETTERS: Final = HERE / "letters.typ"
"""How letters are set: what every template takes in."""
BOOK: Final = (*(HERE / name for name in ("book.typ", "page.typ", "text.typ", "appendix.typ")), LETTERS)
"""The templates of the book, the first of which takes the others in."""
TEI: Final = "edition.xml"
"""The name of the TEI file beside the templates."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """To which standards a PDF is made, and what is lost with them; whether it has tags at all; and by how many lines
    its pages are shorter."""

    standards: tuple[PDFStandard, ...]
    lost: str = ""
    tags: bool = True
    shorter: int = 0


WHOLE: Final = Attempt(("a-3a", "ua-1"))
TAGGED: Final = Attempt(("ua-1",), "the PDF is tagged for accessibility, but no PDF/A for archives")
ARCHIVED: Final = Attempt(("a-3b",), "the PDF is a PDF/A for archives, but not tagged for accessibility")
PLAIN: Final = Attempt((), "the PDF is neither tagged for accessibility nor a PDF/A for archives")
ATTEMPTS: Final = (
    *(replace(attempt, shorter=lines) for attempt in (WHOLE, TAGGED) for lines in range(3)),
    *(replace(attempt, tags=tags) for tags in (True, False) for attempt in (ARCHIVED, PLAIN)),
)
"""How a PDF is made, the best first: as PDF/A-3a (ISO 19005-3), which may have the TEI in it, and PDF/UA-1 (ISO
14289-1), readable by assistive technology. Typst refuses what cannot be (tests/test_glyphs.py has it all): a character
without glyph; a byte order mark; no title; a heading without words (a blank is one), one that skips a level, a first
one that is not of level 1; an image or a formula without `alt`; a link in a running head. PDF/A refuses private
characters as well. What is refused is tried to a lesser standard. Rarely Typst (0.15) makes a mistake with the tags of
notes where a page ends (https://github.com/typst/typst/issues/8776): it goes away with other ends of pages, or with the
tags."""
WORDS_ALONE: Final = "the PDF has the words of the text alone, without its forms, pictures and links"
"""What is lost where Typst makes no PDF of a book: of tables in tables, say, or notes in notes, beyond its depth."""


def pdf(book: Book, design: Design = Design()) -> tuple[bytes, list[str]]:
    """The PDF and all that a person should know of it. Raises ToolError as `made` does."""
    done = made(book, design)
    return done.content, [*done.notes, *glyphs.told(done.missing)]


def made(book: Book, design: Design = Design(), _: Mapping[str, str] = NOTHING) -> Made:
    """The PDF of a book; if Typst makes none of it in any way, one of its words alone. Raises ToolError if Typst is
    missing or cannot make that either."""
    try:
        return _made(book, design)
    except RuntimeError as error:
        done = _of_words(book, design)
        return replace(done, notes=(f"{WORDS_ALONE} ({error})", *done.notes))
    finally:  # not between attempts, which have nearly all in common
        forget()


def _of_words(book: Book, design: Design) -> Made:
    """A PDF of the plain text of a book. Raises ToolError."""
    blocks = [block.split("\n") for block in plain(book).decode().split("\n\n")]
    paragraphs = (Paragraph("", tuple(_lines(lines))) for lines in blocks if any(lines))
    nothing = MappingProxyType[str, bytes]({})
    words = replace(book, blocks=tuple(paragraphs), notes=(), emendations=(), asides=(), images=nothing)
    try:
        return _made(words, design)
    except RuntimeError as error:
        raise ToolError(f"typst failed: {error}") from error


def _lines(lines: Sequence[str]) -> Iterator[Inline]:
    """Lines with breaks between them."""
    for number, line in enumerate(lines):
        if number:
            yield LineBreak()
        yield line


def _made(book: Book, design: Design) -> Made:
    """The PDF by the best attempt that succeeds. Raises RuntimeError with what Typst says if none does."""
    data = glyphs.prepared(typeset.data(book, design))
    codes = {"text": words_for(book.language)("apparatus.codes")}
    told = data.data | ({"about": [*data.data["about"], codes]} if data.missing else {})
    files = {**book.images, TEI: book.tei}
    said, refused, broken = "", set[tuple[str, ...]](), set[int]()
    for attempt in ATTEMPTS:
        if attempt.standards in refused or (attempt.tags and attempt.shorter in broken):
            continue
        try:
            content = compiled(
                BOOK,
                told | {"shorter": attempt.shorter},
                "pdf",
                attempt.standards,
                files,
                fonts=data.folders,
                machine=bool(data.own),
                tags=attempt.tags,
            )
        except RuntimeError as error:
            said = said or message(error)
            if is_internal(error):
                broken.add(attempt.shorter)
            else:
                refused.add(attempt.standards)
        else:
            lost = [f"{attempt.lost} ({said})"] if attempt.lost else []
            return Made(content, (*data.notes, *lost), data.missing)
    raise RuntimeError(said)
