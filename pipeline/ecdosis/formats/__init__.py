"""From the TEI alone to EPUB, PDF, web page and text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ecdosis.errors import ToolError
from ecdosis.formats.design import Design
from ecdosis.formats.format import NOTHING, Made
from ecdosis.formats.table import built, named

if TYPE_CHECKING:
    from lxml import etree

    from ecdosis.book.book import Book
    from ecdosis.book.reader.report import Event
    from ecdosis.book.reader.walk import View
    from ecdosis.formats.pdf.glyphs import Missing


@dataclass(frozen=True, slots=True)
class Products:
    """The products of a book by format (see `formats.table`) and what a person should know of them: what could not be
    made, and why; and the characters of the text that no font for the PDF has."""

    book: Book
    files: Mapping[str, bytes]
    notes: tuple[str, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """All that a person should know."""
        from ecdosis.formats.pdf import glyphs

        return (*self.notes, *glyphs.told(self.missing))


def publish(
    root: etree._Element, design: Design = Design(), tei: bytes = b"", beside: Mapping[str, str] = NOTHING
) -> Products:
    """All products of an edition of ours, from its TEI document; `tei` is its file, which the PDF has in it. One whose
    program is missing or fails is left out and named in the notes. `beside`: see `products`."""
    from ecdosis.book import reader
    from ecdosis.book.reader.load import Loaded
    from ecdosis.tei.editorial import whole

    edition, events = reader.read(Loaded(root), Path("document.xml"))
    said = [f"The TEI is {reader.ALTERED}." for event in events if event.why == reader.ALTERED]
    made = products(replace(edition, tei=tei), [name for name in built() if name != "txt"], design, beside)
    return replace(made, files={"txt": whole(root).encode(), **made.files}, notes=(*said, *made.notes))


def from_file(path: Path, view: View = "reading") -> tuple[Book, tuple[Event, ...]]:
    """The book in a TEI file, made by us or by anybody, and what became of its elements. Raises EcdosisError."""
    from ecdosis.book.reader import read
    from ecdosis.book.reader.load import load

    loaded = load(path)
    book, events = read(loaded, path, view)
    return replace(book, tei=loaded.data), events


def products(
    book: Book, formats: Iterable[str], design: Design = Design(), beside: Mapping[str, str] = NOTHING
) -> Products:
    """A book in some formats. They are made side by side, and then those that link to the others (the web page):
    `beside` has the addresses of these, and of what else lies beside it (see `ecdosis.formats.html.page`). Raises
    UsageError for a format that there is not."""
    from concurrent.futures import ThreadPoolExecutor

    wanted = {name: named(name) for name in formats}
    first = {name: one for name, one in wanted.items() if not one.links}
    files: dict[str, bytes] = {}
    notes: list[str] = []
    missing: list[Missing] = []

    def take(name: str, make: Callable[[], Made]) -> None:
        try:
            made = make()
        except ToolError as error:
            notes.append(f"no {name.upper()}: {error}")
            return
        files[name] = made.content
        notes.extend(made.notes)
        missing.extend(made.missing)

    with ThreadPoolExecutor() as pool:
        waiting = {name: pool.submit(one.make, book, design) for name, one in first.items()}
        for name, made in waiting.items():
            take(name, made.result)
    there = {name: address for name, address in beside.items() if name in files or name not in first}
    for name, one in wanted.items():
        if one.links:
            take(name, partial(one.make, book, design, there))
    return Products(book, {name: files[name] for name in wanted if name in files}, tuple(notes), tuple(missing))
