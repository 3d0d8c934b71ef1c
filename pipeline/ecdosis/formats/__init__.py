"""From the TEI alone to EPUB, PDF, web page and text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ecdosis.errors import ToolError
from ecdosis.formats.design import Design
from ecdosis.formats.format import NOTHING, Made
from ecdosis.formats.table import built, named

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from ecdosis.book.book import Book
    from ecdosis.book.p5.report import Event
    from ecdosis.book.p5.walk import View
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
    from ecdosis.book.gather import book
    from ecdosis.tei.read import read

    edition = replace(book(root), tei=tei)
    made = products(edition, [name for name in built() if name != "txt"], design, beside)
    return replace(made, files={"txt": read(root).encode(), **made.files})


def from_file(path: Path, view: View = "reading") -> tuple[Book, tuple[Event, ...]]:
    """The book in a TEI file, made by us or by anybody, and what became of its elements. Raises EcdosisError."""
    from ecdosis.book import gather, p5
    from ecdosis.book.p5.load import load
    from ecdosis.book.p5.report import Event
    from ecdosis.tei import versions
    from ecdosis.tei.validate import our_schema

    loaded = load(path)
    looks_like_ours = view == "reading" and gather.is_ours(loaded.root)
    if looks_like_ours:
        versions.check(loaded.root, path)
        ours = versions.current(loaded.root)
        if our_schema().validator.validate(ours):
            return replace(gather.book(ours), tei=loaded.data), ()
    book, events = p5.book(loaded, path, view)
    if looks_like_ours:  # forged, or altered: names in it may be markup, and words may stand where we write none
        events = (*events, Event("simplified", "TEI", "not as Ecdosis writes it, so it is read as any TEI is", 1, 0))
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
