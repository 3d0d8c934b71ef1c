"""Any TEI P5 as a book, others' and ours: read by the TEI Guidelines and the habits of the field.

The reader is generous with what it takes and strict with what it gives: no word of the text is lost without a word
about it, and nothing of the document can do more in the book than be read. What stands off in a document that records
how its text came to be is added to that (`recorded`, `standoff`), once it is proven to be as Ecdosis writes it.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import etree

from ecdosis import RELEASED, VERSION
from ecdosis.book.book import Block, Book, Paragraph, Section, Statement
from ecdosis.book.catalogue import catalogue
from ecdosis.book.reader import beside, breaks, divisions, header, labels, links, lists, passages, signs
from ecdosis.book.reader.facts import facts
from ecdosis.book.reader.load import Loaded
from ecdosis.book.reader.looks import Look
from ecdosis.book.reader.recorded import Recorded
from ecdosis.book.reader.report import Event, Tally
from ecdosis.book.reader.standoff import NAMESPACE, is_as_written, is_recorded, standoff
from ecdosis.book.reader.walk import Handler, View, Walk
from ecdosis.book.words import BookWords
from ecdosis.languages.dates import dated
from ecdosis.model.characters import harmless
from ecdosis.tei import versions
from ecdosis.tei.names import ID, q, tag

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {**divisions.HANDLERS, **passages.HANDLERS, **lists.HANDLERS, **links.HANDLERS, **signs.HANDLERS, **breaks.HANDLERS}
)
ALTERED: Final = "not as Ecdosis writes it, so it is read as any TEI is"
LONGEST_TITLE: Final = 2_000
"""Code points. The longest titles of early print have some hundreds; what Typst takes to set one grows with its
square."""


def book(root: etree._Element) -> Book:
    """The book that a TEI document in memory is."""
    return read(Loaded(root), Path("document.xml"))[0]


def read(loaded: Loaded, path: Path, view: View = "reading") -> tuple[Book, tuple[Event, ...]]:
    """The book that a TEI document from `path` is, in one of the views, and what became of its elements. Raises
    UnusableInputError for one that a newer version of Ecdosis made."""
    tally = Tally()
    if view == "reading" and is_recorded(loaded.root):
        versions.check(loaded.root, path)
        root = versions.current(loaded.root)
        if is_as_written(root):
            return _with_record(replace(loaded, root=root), path), ()
        tally.note("simplified", "TEI", ALTERED)
    walk = _walk(loaded, path, view, tally)
    _document(walk, loaded.root)
    return _book(walk, loaded, path), walk.tally.events()


def _with_record(loaded: Loaded, path: Path) -> Book:
    """The book of a document that records how its text came to be."""
    beside = standoff(loaded.root)
    headings = {element.get(ID, ""): name for element, name in beside.names.items() if tag(element) == "head"}
    led_to = frozenset(r.get("target", "")[1:] for r in loaded.root.iter(q("ref")) if not r.get("type"))
    recorded = Recorded(beside, labels.numbered(loaded.root), headings, led_to)
    walk = _walk(loaded, path, "reading", Tally())
    walk.facts, walk.flow.exact = recorded.facts(walk.facts), True
    walk.handlers = {**HANDLERS, **recorded.handlers}
    for text in loaded.root.iterchildren(q("text")):
        walk.node(text, Look())
    return recorded.standoff.added(_book(walk, loaded, path), loaded.root, walk.flow.around)


def _book(walk: Walk, loaded: Loaded, path: Path) -> Book:
    """The book of a document that was walked through."""
    root, view = loaded.root, walk.view
    blocks, notes = links.resolved(walk.flow.finish(), walk.notes)
    blocks = blocks if blocks or walk.facts.exact else (Paragraph("p0", (walk.say("tei.empty"),)),)
    if walk.left_out:
        blocks = (*blocks, _left_out(walk.left_out, walk.say))
    digest = hashlib.sha256(loaded.data).hexdigest()
    main, sub = header.title(root)
    licence, rights = header.licence(root)
    return Book(
        id=path.stem,
        identifier=f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{path.name} {digest} {view}')}",
        title=_short(main) or harmless(path.stem),
        subtitle=_short(sub),
        author=header.authors(root),
        editor=header.editors(root),
        language=walk.facts.language,
        work="",
        url="",
        licence=licence,
        rights=rights,
        summary=header.summary(root),
        date=header.published(root) or dated(RELEASED),
        filename=harmless(path.name),
        sha256=digest,
        charset="",
        decoding="",
        version=VERSION,
        queries=0,
        notices=(),
        blocks=blocks,
        notes=notes,
        emendations=(),
        asides=(),
        about=tuple(map(Statement, _about(root, path, digest, view, walk.say))),
        images=MappingProxyType(walk.images),
        catalogue=catalogue(root),
    )


def _short(title: str) -> str:
    """A title that a title page can hold."""
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _walk(loaded: Loaded, path: Path, view: View, tally: Tally) -> Walk:
    """A walk through a document, at its beginning."""
    for name, standard in loaded.entities.items():
        why = "read by the standard sets of entities" if standard else "its text is not in this file"
        tally.note("simplified" if standard else "unknown", f"&{name};", why)
    for told in loaded.missing:
        tally.note("dropped", "xi:include", told)
    return Walk(view, facts(loaded.root), HANDLERS, path.parent, tally)


def _document(walk: Walk, root: etree._Element, name: str = "") -> None:
    """What is to be read of a document and of those within it; each of these is headed by its own title."""
    with beside.section(walk, name, root):
        beside.read(
            walk, root, lambda child: _document(walk, child, header.title(child)[0] or walk.say("tei.untitled"))
        )


def _left_out(left: Mapping[str, Counter[tuple[str, str]]], say: BookWords) -> Section:
    """The list of what this view does not show in its place: each case once, with how often it occurs."""
    blocks: list[Block] = [Paragraph("", (say("tei.left_out_means"),))]
    kinds: dict[str, Counter[tuple[str, str]]] = {}
    for name, cases in left.items():
        key = f"left_out.{name}" if say.has(f"left_out.{name}") else "tei.annotations"
        kinds.setdefault(say(key), Counter()).update(cases)
    for number, (kind, cases) in enumerate(kinds.items(), 1):
        blocks.append(Paragraph(f"left-{number}", (kind,), "heading"))
        shown = (
            f"{text}{f' → {read}' if read else ''}{f' (×{count})' if count > 1 else ''}"
            for (text, read), count in cases.items()
        )
        blocks.append(Paragraph("", (" · ".join(shown),), "small"))
    return Section("left-out", 1, (say("tei.left_out"),), tuple(blocks))


def _about(root: etree._Element, path: Path, digest: str, view: View, say: BookWords) -> Iterator[str]:
    shown = say(f"views.{view}")
    yield say("tei.origin", filename=harmless(path.name), version=VERSION, view=shown, sha256=digest)
    if told := header.source(root):
        yield say("tei.source", source=told)
    if publisher := header.publisher(root):
        yield say("tei.publisher", publisher=publisher)
    terms = header.licence(root)
    yield say("tei.terms", licence=" ".join(terms)).strip() if any(terms) else say("imprint.no_terms")
