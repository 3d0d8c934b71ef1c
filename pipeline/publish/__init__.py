"""From the TEI alone to EPUB, PDF, web page and text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import ToolError


@dataclass(frozen=True, slots=True)
class Products:
    """The products by format (`epub`, `pdf`, `html`, `txt`) and what a person should know of them: what could not be
    made, and why."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...]


def publish(root: etree._Element) -> Products:
    """All products of a TEI document. One whose program is missing or fails is left out and named in the notes."""
    from pipeline.publish import epub, html, pdf
    from pipeline.publish.gather import book
    from pipeline.tei.read import read

    edition = book(root)
    files = {"txt": read(root).encode(), "html": html.html(edition)}
    notes: list[str] = []
    for name, make in (("epub", epub.epub), ("pdf", pdf.pdf)):
        try:
            files[name], said = make(edition)
            notes += said
        except ToolError as error:
            notes.append(f"no {name.upper()}: {error}")
    return Products(files, tuple(notes))
