"""The package document of an EPUB (EPUB 3.3, 5): metadata in Dublin Core, what refines it, accessibility; the files and
their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from ecdosis.book.book import Book, Paragraph, all_inlines
from ecdosis.book.contents import source_contents
from ecdosis.book.fold import every
from ecdosis.book.inlines import Emended, PageBreak, Styled
from ecdosis.book.words import rights, words_for
from ecdosis.formats.epub.accessibility import STANDARD, accessibility
from ecdosis.languages.detect import right_to_left
from ecdosis.model.characters import holdable
from ecdosis.tei.names import XML

OPF: Final = "http://www.idpf.org/2007/opf"
DC: Final = "http://purl.org/dc/elements/1.1/"
IDENTIFIER: Final = "identifier"
"""The id of the identifier, to which the package's `unique-identifier` leads."""
NAVIGATION: Final = "nav.xhtml"
TYPES: Final = {
    "xhtml": "application/xhtml+xml",
    "ncx": "application/x-dtbncx+xml",
    "css": "text/css",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
}
"""The endings of files -> their media types (EPUB 3.3, 3.2)."""


def package(book: Book, files: Sequence[str], cover: str) -> etree._Element:
    """The package document; `files` are the addresses of all files, the pages in the order of the spine; `cover` is
    that of the cover, if it is among them. Nothing in it needs a prefix, or SVG. The navigation is no page to be read
    where the source has contents that are the book's: they would stand twice, one after the other."""
    made = etree.Element(f"{{{OPF}}}package", {"version": "3.0", "unique-identifier": IDENTIFIER}, nsmap={None: OPF})  # type: ignore[dict-item]
    made.set(f"{{{XML}}}lang", holdable(book.language))
    made.append(metadata(book))
    manifest = etree.SubElement(made, f"{{{OPF}}}manifest")
    spine = etree.SubElement(made, f"{{{OPF}}}spine", {"toc": _id("toc.ncx")})
    if right_to_left(book.language):
        spine.set("page-progression-direction", "rtl")
    properties = {NAVIGATION: "nav", cover: "cover-image"}
    unread = NAVIGATION if source_contents(book.blocks) else ""
    for file in files:
        type_ = TYPES[file.rpartition(".")[2]]
        item = etree.SubElement(manifest, f"{{{OPF}}}item", {"id": _id(file), "href": file, "media-type": type_})
        if file in properties:
            item.set("properties", properties[file])
        if type_ == TYPES["xhtml"] and file != unread:
            etree.SubElement(spine, f"{{{OPF}}}itemref", {"idref": _id(file)})
    return made


def _id(file: str) -> str:
    """The id of a file in the manifest."""
    return file.rpartition("/")[2].replace(".", "_")


def metadata(book: Book) -> etree._Element:
    """The `metadata` element of a book: the same book always has the same, its date among it."""
    made = etree.Element(f"{{{OPF}}}metadata", nsmap={None: OPF, "dc": DC})  # type: ignore[dict-item]
    _described(made, book)
    _sources(made, book)
    _collection(made, book)
    _accessible(made, book)
    return made


def _described(made: etree._Element, book: Book) -> None:
    """Title, names, languages, subjects, dates, rights."""
    known = book.catalogue
    _dc(made, "identifier", book.identifier, IDENTIFIER)
    _dc(made, "title", book.title, "title")
    _meta(made, "title-type", "main", "title")
    if book.subtitle:
        _dc(made, "title", book.subtitle, "subtitle")
        _meta(made, "title-type", "subtitle", "subtitle")
    for name in languages(book):
        _dc(made, "language", name)
    _people(made, "creator", "aut", known.authors or ((book.author,) if book.author else ()))
    _people(made, "contributor", "trl", known.translators)
    _people(made, "contributor", "edt", known.editors)
    _dc(made, "contributor", f"Ecdosis {book.version}", "producer")
    _meta(made, "role", "mrk", "producer", "marc:relators")  # mrk: markup editor
    _dc(made, "publisher", known.publisher)
    _dc(made, "date", book.date)
    _meta(made, "dcterms:modified", f"{book.date}T00:00:00Z")
    for subject in known.subjects:
        _dc(made, "subject", subject)
    _dc(made, "description", book.summary)
    terms = " ".join(part for part in (book.licence, known.licence_url, rights(book)) if part)
    _dc(made, "rights", terms or words_for(book.language)("imprint.no_terms"))


def _people(made: etree._Element, element: str, role: str, names: Sequence[str]) -> None:
    """Names, with their part by MARC's code (https://id.loc.gov/vocabulary/relators)."""
    for number, name in enumerate(names, 1):
        id_ = f"{role}-{number}"
        _dc(made, element, name, id_)
        _meta(made, "role", role, id_, "marc:relators")
        if len(names) > 1:
            _meta(made, "display-seq", str(number), id_)


def _sources(made: etree._Element, book: Book) -> None:
    """What the edition was made from: the work, with what is known of its publication; then our file of it."""
    origin = book.catalogue.origin
    if book.work or origin.title:
        _dc(made, "source", book.work or origin.title, "work")
        _meta(made, "dcterms:publisher", ", ".join(filter(None, (origin.place, origin.publisher))), "work")
        _meta(made, "dcterms:issued", origin.date, "work")
        _meta(made, "dcterms:isPartOf", origin.title if book.work and origin.title != book.title else "", "work")
    if origin.isbn:
        _dc(made, "source", f"urn:isbn:{''.join(c for c in origin.isbn if c.isalnum())}", "isbn")
    _dc(made, "source", book.url)
    _dc(made, "source", f"{book.filename}, SHA-256 {book.sha256}", "file")
    if any(isinstance(inline, PageBreak) and inline.label for inline in all_inlines(book.blocks)):
        isbn = f"urn:isbn:{''.join(c for c in origin.isbn if c.isalnum())}" if origin.isbn else ""
        _meta(made, "pageBreakSource", isbn or book.work or book.filename)


def _collection(made: etree._Element, book: Book) -> None:
    """The series that this edition belongs to."""
    if book.catalogue.series:
        _meta(made, "belongs-to-collection", book.catalogue.series, id_="series")
        _meta(made, "collection-type", "series", "series")


def _accessible(made: etree._Element, book: Book) -> None:
    """The claim to conform is ours alone, since no person has looked: the program that makes it stands behind it."""
    told = accessibility(book)
    for name, values in (
        ("accessMode", told.modes),
        ("accessModeSufficient", (told.sufficient,)),
        ("accessibilityFeature", told.features),
        ("accessibilityHazard", (told.hazard,)),
        ("accessibilitySummary", (told.summary,)),
    ):
        for value in values:
            _meta(made, f"schema:{name}", value)
    if not told.lacks:
        _meta(made, "dcterms:conformsTo", STANDARD, id_="conformance")
        _meta(made, "a11y:certifiedBy", f"Ecdosis {book.version}", "conformance")


def languages(book: Book) -> tuple[str, ...]:
    """The languages that occur in a book (BCP 47), its own first; of others those that are known."""
    blocks = (*book.blocks, *(block for note in book.notes for block in note.blocks))
    found = [block.language for block in every(blocks) if isinstance(block, Paragraph)]
    found += [inline.language for inline in all_inlines(blocks) if isinstance(inline, (Emended, Styled))]
    known = (name for name in found if name and name.partition("-")[0] != "und")
    return tuple(dict.fromkeys([book.language, *known]))


def _dc(made: etree._Element, name: str, text: str, id_: str = "") -> None:
    """An element of Dublin Core; none if nothing is known."""
    if text:
        etree.SubElement(made, f"{{{DC}}}{name}", {"id": id_} if id_ else {}).text = holdable(text)


def _meta(made: etree._Element, name: str, text: str, refines: str = "", scheme: str = "", id_: str = "") -> None:
    """A property, of the book or of an element that it refines; none if nothing is known."""
    if text:
        attributes = {"property": name, "id": id_, "refines": f"#{refines}" if refines else "", "scheme": scheme}
        etree.SubElement(
            made, f"{{{OPF}}}meta", {n: value for n, value in attributes.items() if value}
        ).text = holdable(text)
