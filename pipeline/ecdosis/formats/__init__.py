"""From the TEI alone to EPUB, PDF, web page and text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ecdosis.errors import ToolError
from ecdosis.formats.design import Design

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from ecdosis.book.book import Book
    from ecdosis.book.p5.report import Event
    from ecdosis.book.p5.walk import View
    from ecdosis.formats.pdf.glyphs import Missing

Maker = Callable[["Book", Design], tuple[bytes, Iterable[str], "Sequence[Missing]"]]
"""What makes a product of a book, and says what a person should know of it, and which characters no font has."""
FORMATS: Final = ("epub", "pdf", "html", "txt", "docx", "md")
"""All that a book can become, by the endings of the files."""
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Products:
    """The products of a book by format (see FORMATS) and what a person should know of them: what could not be made, and
    why; and the characters of the text that no font for the PDF has."""

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
    made = products(edition, ("epub", "pdf", "html"), design, beside)
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
    """A book in some formats. Those that an outside program makes are made side by side, and then the web page, which
    links to those that could be made: `beside` has their addresses, and those of what else lies beside it (see
    `ecdosis.formats.html.page`)."""
    makers = _makers()
    wanted = list(formats)
    files: dict[str, bytes] = {}
    notes: list[str] = []
    missing: list[Missing] = []
    with ThreadPoolExecutor() as pool:
        waiting = {name: pool.submit(makers[name], book, design) for name in wanted if name != "html"}
        for name, made in waiting.items():
            try:
                files[name], said, lacking = made.result()
                notes += said
                missing += lacking
            except ToolError as error:
                notes.append(f"no {name.upper()}: {error}")
    if "html" in wanted:
        from ecdosis.formats.html import html

        there = {name: address for name, address in beside.items() if name in files or name not in waiting}
        files["html"] = html(book, design, there)
    return Products(book, {name: files[name] for name in wanted if name in files}, tuple(notes), tuple(missing))


def _makers() -> Mapping[str, Maker]:
    """What makes the products, but for the web page."""
    from ecdosis.formats import convert, epub, plain
    from ecdosis.formats.pdf import made

    def of_pdf(book: Book, design: Design) -> tuple[bytes, Iterable[str], Sequence[Missing]]:
        done = made(book, design)
        return done.content, done.notes, done.missing

    return {
        "epub": lambda book, design: (*epub.epub(book, design), ()),
        "pdf": of_pdf,
        "txt": lambda book, _: (plain.plain(book), (), ()),
        "docx": lambda book, _: (*convert.docx(book), ()),
        "md": lambda book, _: (*convert.markdown(book), ()),
    }
