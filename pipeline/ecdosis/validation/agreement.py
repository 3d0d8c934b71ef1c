"""Whether the products say what the TEI reads: the text of each, extracted again, beside the reading.

Running text and notes have to be the same, word by word in the same order. What may differ, since a book is no reading
text: the blanks between words, and how the text is divided into lines and blocks; the title, which comes first in a
book (a book without one gets it from the header); the points between the lines of a heading; the heading of a division
that holds only notes, which stand elsewhere in a book; the order of the notes; the labels of markers; in a PDF hyphens
at line ends (they are soft there), joiners before dashes, and beside words that run to the left points, and the order
of those words. In a PDF the page numbers of the source are compared too; contents of the source that are the book's
have new ones there, and what they do not name below them; so has its index.
Appendix, contents, running heads and page numbers are the book's own.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from ecdosis.book.book import Book
from ecdosis.book.contents import source_contents
from ecdosis.book.reader import book
from ecdosis.book.reader.facts import facts
from ecdosis.book.reader.recorded import holds_only_notes
from ecdosis.book.words import words_for
from ecdosis.formats.html.source import characters
from ecdosis.formats.pdf import glyphs, leftward, renumbered
from ecdosis.formats.pdf.structure import Element, tagged
from ecdosis.formats.table import formats
from ecdosis.model.source import LINE_END
from ecdosis.plugins import attribute
from ecdosis.tei.editorial import editorial, own_blocks, whole
from ecdosis.tei.names import NAMESPACES, tag, text_of
from ecdosis.tei.read import blocks, notes, reading_of
from ecdosis.tei.restore import source_text
from ecdosis.validation.findings import Finding

CHECK: Final = "agreement"
SHOWN: Final = 8
"""Words that a finding shows from where a product differs."""
APPENDIX: Final = ("emendations", "set-aside", "about")
"""The ids of a book's own sections, which come after the text; those in them go on with `-`."""
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_REPEATED: Final = re.compile(r"(?<=[^\W\d_])--(?=[^\W\d_])")
_BLOCKS: Final = _HEADINGS | frozenset(
    (
        *("p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "div", "section", "blockquote", "ul", "ol", "dl"),
        *("table", "tr", "br", "aside", "pre"),
    )
)
"""Elements of XHTML before and after which a word ends."""
_POINT: Final = re.compile(r"(?<!\S)·(?!\S)")
"""What parts the lines of a heading."""
_PDF_HEADINGS: Final = frozenset(name.upper() for name in _HEADINGS)
_PDF_BLOCKS: Final = _PDF_HEADINGS | frozenset(
    ("P", "L", "LI", "LBody", "Table", "TR", "TD", "TH", "Caption", "Div", "Sect", "BlockQuote")
)
"""Elements of a PDF's structure before and after which a word ends."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: the words of the running text in order; the notes, each as its label and its words; the words
    of further notes, one after the other, where nothing tells where one ends; the letters of the labels of pages,
    sorted, since those of one line may change their order (None where they are not compared); the lines of the source,
    without their ends (None if it is not shown)."""

    words: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...] = ()
    more_notes: tuple[str, ...] = ()
    pages: str | None = None
    source: str | None = None


def reading(root: etree._Element) -> Said:
    """What a TEI file reads: the editor's own words, then the title, then the rest."""
    own = [word for e in own_blocks(root) for word in _words(reading_of(e), heading=tag(e) == "head")]
    found = [element for element in blocks(root) if not _is_head_of_notes(element)]
    titles = [e for e in found if tag(e) == "titlePart" and e.get("type") == "main"]
    ordered = titles + [element for element in found if element not in titles]
    text = (word for e in ordered for word in _words(reading_of(e), heading=tag(e) in ("head", "titlePart")))
    every = [*notes(root), *((note, reading_of(note)) for note in editorial(root))]
    found_notes = tuple((*(note.get("n") or "").split(), *body.split()) for note, body in every)
    source = LINE_END.sub("\n", source_text(root)).removesuffix("\n")
    return Said((*own, *text), found_notes, pages=_sorted("".join(_pages(root))), source=source)


def _pages(root: etree._Element) -> Iterator[str]:
    """The labels of the pages of a TEI file."""
    yield from (page.get("n", "") for page in root.iterfind("tei:text//tei:pb[@n]", NAMESPACES))


def _sorted(labels: str) -> str:
    """The letters of labels, without what stands between them."""
    return "".join(sorted(c for c in labels if c.isalnum()))


def _is_head_of_notes(element: etree._Element) -> bool:
    """Whether an element is the heading of a division in which there are only notes."""
    division = element.getparent()
    if tag(element) != "head" or division is None or tag(division) != "div":
        return False
    return holds_only_notes(division)


def _words(text: str, *, heading: bool = False) -> list[str]:
    """The words of a text; in a heading without the points between its lines."""
    return [word for word in text.split() if not (heading and word == "·")]


# ---------------------------------------------------------------- web page and EPUB


def of_html(data: bytes) -> Said:
    """What a web page of ours says. Raises ValueError if it is none."""
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    text = None if root is None else root.find(".//article[@id='text']")
    if text is None:
        raise ValueError("it has no text")
    return replace(_said([text]), source=characters(root))


def of_epub(data: bytes) -> Said:
    """What an EPUB says, in the order of its spine (EPUB 3.3, 5.7). Raises ValueError if it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            container = etree.fromstring(archive.read("META-INF/container.xml"))
            [path, *_] = [str(e.get("full-path")) for e in container.iter("{*}rootfile")]
            package = etree.fromstring(archive.read(path))
            items = {item.get("id"): item for item in package.iter("{*}item")}
            spine = [items[ref.get("idref")] for ref in package.iter("{*}itemref")]
            pages = [item for item in spine if "nav" not in (item.get("properties") or "").split()]
            names = [posixpath.join(posixpath.dirname(path), unquote(item.get("href") or "")) for item in pages]
            roots = [etree.fromstring(archive.read(name)) for name in names]
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise ValueError(f"it is no EPUB that can be read ({error})") from error
    return _said([body for root in roots for body in root.iter("{*}body")])


def _said(parts: Sequence[etree._Element]) -> Said:
    """What parts of an (X)HTML page say."""
    text, found = [], []
    for part in parts:
        pieces, more = _spoken(part)
        text += "".join(pieces).split()
        found += more
    return Said(tuple(text), tuple(found))


def _spoken(element: etree._Element) -> tuple[list[str], list[tuple[str, ...]]]:
    """The text in an element, with a blank where a block begins or ends, and the notes in it."""
    pieces: list[str] = [element.text or ""]
    found: list[tuple[str, ...]] = []
    for child in element:
        if not isinstance(child.tag, str) or _is_books_own(child):
            pieces.append(child.tail or "")
            continue
        name = etree.QName(child).localname
        inner, more = _spoken(child)
        found += more
        if child.get("role") == "doc-footnote":
            found.append(tuple("".join(inner).split()))
        elif name in _HEADINGS:
            pieces += [" ", " ".join(_words("".join(inner), heading=True)), " "]
        else:
            pieces += [" ", *inner, " "] if name in _BLOCKS else inner
        pieces.append(child.tail or "")
    return pieces, found


def _is_books_own(element: etree._Element) -> bool:
    """Whether an element is a book's and not the text's: the marker of a note, a link of a paragraph to itself, the
    title page, what the source has instead of a reading, the heading of the notes, a title from the header, a part of
    the appendix."""
    name, id_, classes = etree.QName(element).localname, element.get("id"), (element.get("class") or "").split()
    parent = element.getparent()
    if name == "del":  # of a change; another is the text's
        return parent is not None and "c" in (parent.get("class") or "").split()
    if name in ("style", "script", "svg") or not {"noteref", "here", "titlepage"}.isdisjoint(classes):
        return True
    if name == "section" and any(id_ == own or (id_ or "").startswith(f"{own}-") for own in APPENDIX):
        return True
    above = "" if parent is None else ((parent.get("id") or "").partition("-")[0], *(parent.get("class") or "").split())
    return name in _HEADINGS and not {"notes", "text"}.isdisjoint(above)


# ---------------------------------------------------------------- PDF


@dataclass(frozen=True, slots=True)
class OwnChapters:
    """What a PDF has beside the text: contents of its own before it, if the source has none that are the book's; after
    it a chapter of the notes that no marker leads to, and so many lists of changes. They are the last chapters,
    whatever they are called in the language of the book."""

    notes: bool = False
    lists: int = 0
    contents: bool = True

    @classmethod
    def of(cls, made: Book) -> OwnChapters:
        """Those of a book."""
        loose = any(not note.back for note in made.notes)
        lists = bool(made.emendations) + bool(made.asides)
        return cls(loose, lists, source_contents(made.blocks) is None)


def of_pdf(data: bytes, labels: frozenset[str] = frozenset(), own: OwnChapters = OwnChapters()) -> Said | None:
    """What a PDF says; `labels` are those of markers, which it may show raised; `own`: the chapters after the text.
    None if it is not tagged.

    Raises ValueError if it cannot be read.
    """
    told = tagged(data)
    if told is None:
        return None
    parts = [part for part in _document(told.root).parts if isinstance(part, Element)]
    toc = [index + 1 for index, part in enumerate(parts) if part.type == "TOC" and own.contents]
    start = next(chain(toc, (index for index, part in enumerate(parts) if part.type == "H1")), 0)
    heads = [index for index, part in enumerate(parts) if part.type == "H1" and index >= start]
    whole = len(heads) > own.notes + own.lists  # else it is one of the words alone
    end = heads[-own.lists] if whole and own.lists else len(parts)
    loose = heads[-own.lists - 1] if whole and own.notes else end
    found: list[tuple[str, ...]] = []
    text = leftward.read("".join(_told(parts[start : min(loose, end)], labels, found))).split()
    more = leftward.read("".join(_told(parts[loose + 1 : end], labels, found))).split()
    return Said(tuple(text), tuple(found), tuple(more), _sorted(told.margins))


def _document(element: Element) -> Element:
    """The element that holds the whole document."""
    inner = [part for part in element.parts if isinstance(part, Element)]
    return _document(inner[0]) if element.type in ("Root", "Document") and len(inner) == 1 else element


def _told(parts: Sequence[Element | str], labels: frozenset[str], found: list[tuple[str, ...]]) -> Iterator[str]:
    """The text of parts, with a blank where a block begins or ends; the notes in it are added to those found."""
    for part in parts:
        if isinstance(part, str):
            yield renumbered.without_new(part.replace("\N{SOFT HYPHEN}", "").replace("\N{WORD JOINER}—", "—"))
        elif part.type == "Note":
            found.append(tuple(leftward.read("".join(_note(part, labels, found))).split()))
        elif part.type not in ("Lbl", "TOC") and not (part.shifted and part.text in labels):
            inner = "".join(_told(part.parts, labels, found))
            if part.type in _PDF_HEADINGS:
                inner = _POINT.sub("", inner)
            yield f" {inner} " if part.type in _PDF_BLOCKS else inner


def _note(part: Element, labels: frozenset[str], found: list[tuple[str, ...]]) -> Iterator[str]:
    """The label of a note, then its text. A note may stand in it, with a marker of its own."""
    yield f" {next(_labels_in(part), '')} "
    yield from _told(part.parts, labels, found)


def _labels_in(part: Element) -> Iterator[str]:
    """The labels in an element."""
    for inner in part.parts:
        if isinstance(inner, Element):
            yield from (inner.text,) if inner.type == "Lbl" else _labels_in(inner)


# ---------------------------------------------------------------- comparison


def check(root: etree._Element, product: Path, data: bytes) -> Iterator[Finding]:
    """Where a product differs from what a TEI file reads."""
    try:
        said = sayings()[product.suffix](root, data)
    except ValueError as error:
        yield Finding(product, CHECK, "error", f"Its text cannot be compared with the TEI: {error}. Build it again.")
        return
    if said is None:
        message = "It is not tagged, so that its text was not compared with the TEI."
        yield Finding(product, CHECK, "notice", message)
        return
    named = text_of(root, "tei:teiHeader//tei:titleStmt/tei:title[@type='main']")
    title = tuple((named or words_for(facts(root).language)("tei.untitled")).split())
    wanted: Sequence[Said] = (reading(root),)
    alike: Sequence[Words] = (tuple,)
    if product.suffix == ".pdf":
        alike = (partial(_apart, by_letter=False), partial(_apart, by_letter=True))
        wanted = (_printed(wanted[0], root), *wanted)
    own = [word for element in own_blocks(root) for word in reading_of(element).split()]
    differences = [_compared(one, said, title, own, words) for one in wanted for words in alike]
    if all(differences):
        yield Finding(product, CHECK, "error", f"{differences[0]} Build it again.")


Says = Callable[["etree._Element", bytes], "Said | None"]
"""What a product says, beside its TEI document; nothing if that cannot be told. Raises ValueError if it cannot be
read."""
Words = Callable[[Sequence[str]], tuple[str, ...]]
"""Words as they are compared."""


def _printed(wanted: Said, root: etree._Element) -> Said:
    """A reading as a PDF has it that gives it new pages; one of the words alone does not."""
    made = book(root)
    return replace(wanted, words=renumbered.without_old(wanted.words, made.blocks, made.notes))


def _compared(wanted: Said, said: Said, title: Sequence[str], own: Sequence[str], alike: Words) -> str:
    """Where a product begins to differ from the reading."""
    mine, its = (
        replace(one, words=alike(one.words), notes=tuple(map(alike, one.notes)), more_notes=alike(one.more_notes))
        for one in (wanted, said)
    )
    its = _without_title(its, alike(title), mine, 0)
    return difference(mine, _without_title(its, alike(title), mine, len(alike(own))))


def _apart(words: Sequence[str], *, by_letter: bool) -> tuple[str, ...]:
    """Words as those of a PDF can be compared: with the letters whose codes it shows, a hyphen once that Czech, Polish
    or Portuguese books repeat in the next line, and see `leftward.apart`."""
    once = _REPEATED.sub("-", glyphs.undone(" ".join(words)))
    return leftward.apart(once.split(), by_letter=by_letter)


def _without_title(said: Said, title: tuple[str, ...], wanted: Said, at: int) -> Said:
    """What a product says without the title of the header, which a book gets whose text does not begin with one (`at`
    so many words, behind the editor's own), though its first line may be of the same words."""
    end, twice = at + len(title), slice(at, at + 2 * len(title))
    own = said.words[at:end] == title != wanted.words[at:end]
    own = own or said.words[twice] == 2 * title != wanted.words[twice]
    return replace(said, words=said.words[:at] + said.words[end:]) if own else said


def html_says(_: etree._Element, data: bytes) -> Said:
    """What a web page says."""
    return of_html(data)


def epub_says(_: etree._Element, data: bytes) -> Said:
    """What an EPUB says."""
    return of_epub(data)


def pdf_says(root: etree._Element, data: bytes) -> Said | None:
    """What a PDF says, which may show the markers of its TEI file raised."""
    signs = (f"tei:text//tei:{name}[@n]" for name in ("ref", "ptr"))
    labels = frozenset(ref.get("n", "") for path in signs for ref in root.iterfind(path, NAMESPACES))
    return of_pdf(data, labels, OwnChapters.of(book(root)))


def txt_says(root: etree._Element, data: bytes) -> Said:
    """What a text says. It alone has nothing that may differ: the reading, if it is that, else its words."""
    if data == whole(root).encode():
        return reading(root)
    return Said(tuple(data.decode("utf-8", "replace").split()))


def sayings() -> Mapping[str, Says]:
    """How is told what a product says, by its suffix."""
    return {f".{one.name}": attribute(one.says) for one in formats() if one.says}


def difference(wanted: Said, said: Said) -> str:
    """Where a product begins to differ from the reading, with the first words in both; empty if nowhere."""
    mine, its = wanted.words, said.words
    if mine != its:
        at = next((i for i, (a, b) in enumerate(zip(mine, its, strict=False)) if a != b), min(len(mine), len(its)))
        around = max(0, at - 2)
        return f"Its text differs from the TEI: it says “{_some(its[around:])}”, the TEI “{_some(mine[around:])}”."
    lacking, more = Counter(wanted.notes) - Counter(said.notes), Counter(said.notes) - Counter(wanted.notes)
    rest = tuple(word for note in wanted.notes if note in lacking for word in note)
    if more or rest != said.more_notes:
        first, other = next(iter(lacking), ()), next(iter(more), said.more_notes)
        return f"Its notes differ from the TEI: it has “{_some(other)}”, the TEI “{_some(first)}”."
    if said.pages not in (None, wanted.pages):
        return "The page numbers in its margins differ from the TEI."
    if said.source not in (None, wanted.source):
        return "The source that it shows differs from that of the TEI."
    return ""


def _some(found: Sequence[str]) -> str:
    return " ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "") if found else "nothing more"
