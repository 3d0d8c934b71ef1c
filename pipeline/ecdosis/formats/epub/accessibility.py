"""What an EPUB says of its accessibility, and whether it may claim to conform (EPUB Accessibility 1.1, sections 2 and
3.5; the terms are those of the W3C's Schema.org Accessibility Properties for Discoverability Vocabulary)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.book.book import Book, Table, all_inlines
from ecdosis.book.fold import every
from ecdosis.book.inlines import UNDESCRIBED, Image, PageBreak

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
    described = all(picture.alt != UNDESCRIBED for picture in pictures)
    lacks = tuple(_lacks(book, described))
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA"]
    features += ["pageBreakMarkers", "pageNavigation"] if pages else []
    features += ["alternativeText"] if described else []
    return Accessibility(
        modes=("textual", "visual") if pictures else ("textual",),
        sufficient="textual" if described else "textual,visual",
        features=(*features, "unlocked"),
        hazard="unknown" if any(name.endswith(".gif") for name in book.images) else "none",  # it may flash
        lacks=lacks,
        summary=_summary(pages, len(pictures), described, lacks),
    )


def _lacks(book: Book, described: bool) -> Iterator[str]:
    """What a program can see of the text that WCAG 2.1 AA asks for (1.1.1, 1.3.1, 3.1.1) and it does not have."""
    if not described:
        yield "there are pictures without a description"
    if book.language == "und":
        yield "the language of the text is not known"
    if any(isinstance(block, Table) and _is_headless(block) for block in every(book.blocks)):
        yield "there are tables that do not say which of their cells are headings"


def _is_headless(table: Table) -> bool:
    """Whether a table has several rows and columns, but none that heads the others."""
    grid = len(table.rows) > 1 and max(len(row) for row in table.rows) > 1
    return grid and not any(cell.head for row in table.rows for cell in row)


def _summary(pages: bool, pictures: int, described: bool, lacks: Sequence[str]) -> str:
    """In sentences."""
    told = ["The text can be resized, recoloured and read aloud. It has headings, a table of contents, and notes that"]
    told[0] += " are linked there and back."
    if pages:
        told.append("The pages of the source are marked, and there is a list of them.")
    if pictures:
        told.append("Its pictures are described." if described else "Not all of its pictures are described.")
    else:
        told.append("Apart from the cover, which is described, there are no pictures.")
    if lacks:
        told.append(f"It does not claim to conform to WCAG, because {' and '.join(lacks)}.")
    else:
        told.append("That it conforms was judged by programs, which see the structure of the text, not its meaning.")
    return " ".join(told)
