"""What an EPUB says of its accessibility, and whether it may claim to conform (EPUB Accessibility 1.1, sections 2 and
3.5; the terms are those of the W3C's Schema.org Accessibility Properties for Discoverability Vocabulary)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.book.book import Book, Table, all_inlines
from ecdosis.book.fold import every
from ecdosis.book.inlines import Image, PageBreak
from ecdosis.book.words import BookWords, words_for

STANDARD: Final = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
"""How the claim is worded (EPUB Accessibility 1.1, 3.5.2)."""


@dataclass(frozen=True, slots=True)
class Accessibility:
    """`modes`: how a reader takes the content in, `sufficient`: which of these are enough; `lacks`: why the book does
    not claim to conform, in words (empty: it does); `summary` says all this to a reader."""

    modes: tuple[str, ...]
    sufficient: str
    features: tuple[str, ...]
    hazard: str
    lacks: tuple[str, ...]
    summary: str


def accessibility(book: Book) -> Accessibility:
    """That of a book as we make it."""
    inlines = [*all_inlines(book.blocks), *(i for note in book.notes for i in all_inlines(note.blocks))]
    pictures = [inline for inline in inlines if isinstance(inline, Image)]
    pages = any(isinstance(inline, PageBreak) and inline.label for inline in inlines)
    say = words_for(book.language)
    described = all(picture.alt != say("tei.picture") for picture in pictures)
    lacks = tuple(_lacks(book, described, say))
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA"]
    features += ["pageBreakMarkers", "pageNavigation"] if pages else []
    features += ["alternativeText"] if described else []
    return Accessibility(
        modes=("textual", "visual") if pictures else ("textual",),
        sufficient="textual" if described else "textual,visual",
        features=(*features, "unlocked"),
        hazard="unknown" if any(name.endswith(".gif") for name in book.images) else "none",  # it may flash
        lacks=lacks,
        summary=_summary(pages, len(pictures), described, lacks, say),
    )


def _lacks(book: Book, described: bool, say: BookWords) -> Iterator[str]:
    """What a program can see of the text that WCAG 2.1 AA asks for (1.1.1, 1.3.1, 3.1.1) and it does not have."""
    if not described:
        yield say("accessibility.lacks_descriptions")
    if book.language == "und":
        yield say("accessibility.lacks_language")
    if any(isinstance(block, Table) and _is_headless(block) for block in every(book.blocks)):
        yield say("accessibility.lacks_heads")


def _is_headless(table: Table) -> bool:
    """Whether a table has several rows and columns, but none that heads the others."""
    grid = len(table.rows) > 1 and max(len(row) for row in table.rows) > 1
    return grid and not any(cell.head for row in table.rows for cell in row)


def _summary(pages: bool, pictures: int, described: bool, lacks: Sequence[str], say: BookWords) -> str:
    """In sentences."""
    names = ["summary", *(["pages"] if pages else [])]
    names.append("no_pictures" if not pictures else "described" if described else "not_described")
    told = [say(f"accessibility.{name}") for name in names]
    if lacks:
        told.append(say("accessibility.lacks", reasons=say("lists.last").join(lacks)))
    else:
        told.append(say("accessibility.conforms"))
    return " ".join(told)
