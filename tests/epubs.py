"""What the tests of the EPUB share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from ecdosis.book.book import Book
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.formats import epub
from ecdosis.formats.design import Design
from ecdosis.project import descriptor
from ecdosis.tei.names import parse

SEEDS = Path(__file__).parents[1] / "seeds"
FOREIGN = Path(__file__).parent / "foreign"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADINGS = ("{*}h1", "{*}h2", "{*}h3", "{*}h4", "{*}h5", "{*}h6")
Parts = Mapping[str, etree._Element]


def specimen(name: str) -> Book:
    known = descriptor.load(SEEDS / f"{name}.toml")
    return book(parse(to_tei((SEEDS / f"{name}.txt").read_bytes(), known, Path(name))))


def parts(made: Book, design: Design = Design()) -> Parts:
    """The files of an EPUB that are XML, by name."""
    with zipfile.ZipFile(io.BytesIO(epub.epub(made, design)[0])) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx", ".xml"))]
        return {name.removeprefix("EPUB/"): etree.fromstring(archive.read(name)) for name in names}


def texts(files: Parts) -> Parts:
    return {name: page for name, page in files.items() if name.startswith("text/ch")}


def told(root: etree._Element, name: str) -> list[str]:
    """What a package says by a property, or an element of Dublin Core."""
    if name.startswith("dc:"):
        return [element.text or "" for element in root.iter(DC + name[3:])]
    return [meta.text or "" for meta in root.iter("{*}meta") if meta.get("property") == name]
