"""From the TEI alone to EPUB, PDF, web page and text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.errors import ToolError
from pipeline.publish.design import Design

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from pipeline.publish.book import Book
    from pipeline.publish.p5.report import Event
    from pipeline.publish.p5.walk import View

Maker = Callable[["Book", Design], tuple[bytes, list[str]]]
"""What makes a product of a book, and says what a person should know of it."""
FORMATS: Final = ("epub", "pdf", "html", "txt", "docx", "md")
"""All that a book can become, by the endings of the files."""


@dataclass(frozen=True, slots=True)
class Products:
    """The products by format (see FORMATS) and what a person should know of them: what could not be made, and why."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...]


def publish(root: etree._Element, design: Design = Design()) -> Products:
    """All products of an edition of ours, from its TEI document. One whose program is missing or fails is left out and
    named in the notes."""
    from pipeline.publish.gather import book
    from pipeline.tei.read import read

    made = products(book(root), ("html", "epub", "pdf"), design)
    return Products({"txt": read(root).encode(), **made.files}, made.notes)


def from_file(path: Path, view: View = "reading") -> tuple[Book, tuple[Event, ...]]:
    """The book in a TEI file, made by us or by anybody, and what became of its elements. Raises EcdosisError."""
    from pipeline.publish import gather, p5
    from pipeline.publish.p5.load import load

    loaded = load(path)
    if view == "reading" and gather.is_ours(loaded.root):
        return gather.book(loaded.root), ()
    return p5.book(loaded, path, view)


def products(book: Book, formats: Iterable[str], design: Design = Design()) -> Products:
    """A book in some formats. Those that an outside program makes are made side by side."""
    makers = _makers()
    files: dict[str, bytes] = {}
    notes: list[str] = []
    with ThreadPoolExecutor() as pool:
        waiting = {name: pool.submit(makers[name], book, design) for name in formats}
        for name, made in waiting.items():
            try:
                files[name], said = made.result()
                notes += said
            except ToolError as error:
                notes.append(f"no {name.upper()}: {error}")
    return Products(files, tuple(notes))


def _makers() -> Mapping[str, Maker]:
    from pipeline.publish import convert, epub, html, pdf, plain

    return {
        "epub": epub.epub,
        "pdf": pdf.pdf,
        "html": lambda book, design: (html.html(book, design), []),
        "txt": lambda book, _: (plain.plain(book), []),
        "docx": lambda book, _: convert.docx(book),
        "md": lambda book, _: convert.markdown(book),
    }
