"""From a TEI document to the book that it encodes.

The reading view is that of `ecdosis.tei.read`; here it keeps page breaks, notes and the places of changes, so that the
products can show and link them.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from ecdosis.book import diplomatic
from ecdosis.book.book import Block, Book, Emendation, Group, Note, Paragraph, Passage, Section, listed_of
from ecdosis.book.catalogue import catalogue
from ecdosis.book.inlines import (
    AsidePlace,
    Asked,
    Emended,
    Inline,
    NoteRef,
    PageBreak,
    capitals,
    collapsed,
    cut_left,
    cut_right,
    has_words,
    heading,
    spoken,
    words_of,
)
from ecdosis.book.standoff import asked, authors, hands, outermost, target, version
from ecdosis.book.words import about
from ecdosis.model.kinds import ASIDES, CORRUPT, KINDS, NOTES
from ecdosis.tei.names import ID, NAMESPACES, XML, content, q, tag, text_of
from ecdosis.tei.read import Record, changes, is_inline, notes, queries
from ecdosis.tei.restore import SOURCE, source_fact

_WORD_END: Final = re.compile(r"[\w’']+$")
_WORD_START: Final = re.compile(r"[\w’']+")
WITHIN: Final = ("hyphen", "hyphen-kept", "soft-hyphen", "zero-width", "ligature", "decomposed")
"""Kinds of changes that are no corrections, but happen in words."""
TURNED: Final = 4
"""Words of a heading's line in capitals, without a mark at its end, from which the next line is the rest of it."""
PASSAGES: Final[Mapping[str, str]] = {
    "docTitle": "",
    "figure": "",
    "argument": "standfirst",
    "listBibl": "reviewed",
    "epigraph": "epigraph",
    "quote": "quote",
    "lg": "stanza",
    "list": "list",
}
"""Elements that hold blocks -> the role of the passage."""
ROLES: Final[Mapping[str, str]] = {
    "p": " ",
    "byline": "byline",
    "docDate": "date",
    "docImprint": "imprint",
    "bibl": "attribution",
    "l": "line",
    "item": "item",
    "head": "caption",
}
"""Elements of blocks -> the role of the paragraph."""
NOT_SHOWN: Final = ("head", "note", "lb", "pb", "fw", "anchor")
"""What a section that holds only notes has in it: its notes stand where their markers are."""
NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "ecdosis")
"""The identifiers of editions are made in this name space (RFC 9562, version 5)."""


def book(root: etree._Element) -> Book:
    """The book that a TEI document encodes."""
    records = [r for r in outermost(changes(root)) if r.kind not in ("byte-order-mark", "line-end") and not r.part_of]
    by_kind: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for record in records:
        by_kind.setdefault(record.kind, []).append(record)
    listed = {r.id: at < listed_of(len(same)) for same in by_kind.values() for at, r in enumerate(same)}
    questions, names = queries(root), diplomatic.names(root)
    builder = _Builder({record.id: record for record in records}, listed, asked(root), names)
    blocks = builder.text(root)
    found_notes = builder.notes(root)
    groups = [
        Group(kind, KINDS.get(kind, ""), tuple(map(builder.emendation, same))) for kind, same in by_kind.items() if same
    ]
    head = "tei:teiHeader/tei:fileDesc/"
    published = f"{head}tei:publicationStmt/"
    name = text_of(root, f"{published}tei:idno[@type='ecdosis']")
    sha256 = text_of(root, f"{SOURCE}tei:idno[@type='sha256']")
    text = root.find(q("text"))
    made = Book(
        id=name,
        identifier=f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{name} {sha256}')}",
        title=text_of(root, f"{head}tei:titleStmt/tei:title[@type='main']") or name,
        subtitle=text_of(root, f"{head}tei:titleStmt/tei:title[@type='sub']"),
        author=authors(root, f"{head}tei:titleStmt/tei:author"),
        editor=authors(root, f"{head}tei:titleStmt/tei:editor"),
        language="und" if text is None else text.get(f"{{{XML}}}lang", "und"),
        work=text_of(root, f"{head}tei:sourceDesc/tei:bibl[@xml:id='work']"),
        url=target(root, f"{head}tei:sourceDesc/tei:bibl[@xml:id='work']/tei:ptr"),
        licence=text_of(root, f"{published}tei:availability/tei:licence"),
        rights=text_of(root, f"{published}tei:availability/tei:p"),
        summary=text_of(root, f"{head}tei:notesStmt/tei:note[@type='summary']"),
        date=text_of(root, f"{published}tei:date"),
        filename=text_of(root, f"{SOURCE}tei:idno[@type='filename']"),
        sha256=sha256,
        charset=source_fact(root, "charset"),
        decoding=source_fact(root, "decoding"),
        version=version(root),
        queries=len(questions),
        notices=tuple(content(n) for n in root.iterfind(".//tei:notesStmt/tei:note[@type='notice']", NAMESPACES)),
        blocks=blocks,
        notes=found_notes,
        emendations=tuple(group for group in groups if not _is_aside(group) and group.kind not in NOTES),
        asides=tuple(group for group in groups if _is_aside(group) and group.kind != "page-break"),
        lines=diplomatic.lines(root, names, questions),
        questions=questions,
        hands=hands(root),
        catalogue=catalogue(root),
    )
    return replace(made, about=tuple(about(made)))


def _is_aside(group: Group) -> bool:
    """Whether what some changes are about is no part of the running text."""
    return group.kind in ASIDES or group.cases[0].record.aside


def is_ours(root: etree._Element) -> bool:
    """Whether a TEI document is an edition that Ecdosis made from a plain text."""
    return bool(text_of(root, f"{SOURCE}tei:idno[@type='sha256']"))


def _between(before: Sequence[Inline], after: Sequence[Inline]) -> str:
    """What parts two lines of a heading: nothing but a blank if the first, in capitals, goes on in the second."""
    above, below = ("".join(map(words_of, inlines)) for inlines in (before, after))
    last = above.rsplit(" · ", 1)[-1]
    goes_on = last.isupper() and below.isupper() and len(last.split()) > TURNED and last[-1].isalpha()
    return " " if goes_on else " · "


class _Builder:
    """The walk over the text of a TEI document; remembers where each change stands. `records` are the changes by their
    ids, `listed` says whether a book lists them; `asked` has the elements that open questions are about, `names` the
    permanent names of the blocks."""

    def __init__(
        self,
        records: Mapping[str, Record],
        listed: Mapping[str, bool],
        asked: Mapping[str, str],
        names: Mapping[etree._Element, str],
    ) -> None:
        self.records = records
        self.listed = listed
        self.asked = asked
        self.names = names
        self.around: dict[str, tuple[str, str]] = {}
        self.loose = 0
        self.pages: Counter[str] = Counter()
        self.referred: set[str] = set()

    def emended(self, id_: str, text: str) -> Emended | str:
        """Words that a change stands behind, if its id is that of one."""
        record = self.records.get(id_)
        return Emended(id_, text, listed=self.listed[id_], source=record.source) if record else text

    def text(self, root: etree._Element) -> tuple[Block, ...]:
        """Front and body. Under a title of the source its chapters are sections of one level less."""
        title: list[Inline] = []
        for part in root.iterfind("tei:text/tei:front/tei:docTitle/tei:titlePart[@type='main']", NAMESPACES):
            title += [" · ", *self.inlines(part)] if title else self.inlines(part)
        found: tuple[Block, ...] = ()
        waiting: list[Inline] = []
        for part in root.iterfind("tei:text/*", NAMESPACES):
            if tag(part) in ("front", "body"):
                found += self.blocks(part, 2 if title else 1, waiting)
                waiting = []
            elif tag(part) in ("fw", "pb"):
                waiting += self.inline(part)
        found = self.ended(found, waiting) if waiting else found
        return (Section("title", 1, heading(title), found),) if title else found

    def blocks(self, parent: etree._Element, level: int, waiting: list[Inline]) -> tuple[Block, ...]:
        """The blocks in a division. Asides and page breaks between blocks go to the beginning of the next, those after
        the last to its end."""
        found: list[Block] = []
        for child in parent:
            name = tag(child)
            if name == "div":
                section = self.section(child, level, waiting)
                if section.title or section.blocks:
                    found.append(section)
                    waiting = []
            elif name in PASSAGES or name == "cit":
                found += self.passage(child, waiting)
                waiting = []
            elif role := self.role(child):
                paragraph = self.paragraph(child, role.strip(), waiting)
                waiting = [] if paragraph else waiting
                found += [paragraph] if paragraph else []
            elif name in ("fw", "pb"):
                waiting += self.inline(child)
        return self.ended(found, waiting) if waiting else tuple(found)

    @staticmethod
    def role(element: etree._Element) -> str:
        """The role of a block's element; a space for a plain paragraph, empty if it is none or shown elsewhere."""
        name = tag(element)
        if name == "titlePart":
            return "subtitle" if element.get("type") == "sub" else ""
        if name == "head" and element.getparent().tag != q("figure"):  # type: ignore[union-attr]
            return ""
        if name == "bibl" and element.getparent().tag == q("listBibl"):  # type: ignore[union-attr]
            return "book" if _is_reviewed(element.getparent()) else "item"
        return element.get("type", "") if name == "ab" else ROLES.get(name, "")

    def paragraph(self, element: etree._Element, role: str, waiting: list[Inline]) -> Paragraph | None:
        """A paragraph with what waits for it; None (and all of it left to wait) if it has no words."""
        inlines = (*waiting, *self.inlines(element))
        if has_words(inlines):
            return Paragraph(self.names[element], inlines, role, element.get(f"{{{XML}}}lang", ""))
        waiting[:] = inlines
        return None

    def passage(self, element: etree._Element, waiting: list[Inline]) -> list[Block]:
        """What an element that holds blocks is in the book."""
        name = tag(element)
        if name in ("docTitle", "figure"):
            return list(self.blocks(element, 1, waiting))
        if name == "cit":
            inner = list(self.blocks(element, 1, waiting))
            return inner if tag(element.getparent()) == "epigraph" else [Passage("quote", self.merged(inner))]  # type: ignore[arg-type]
        blocks = self.blocks(element, 1, waiting)
        listed = name == "listBibl" and not _is_reviewed(element)
        role = "list" if listed else "poem" if name == "lg" and tag(element.getparent()) != "lg" else PASSAGES[name]  # type: ignore[arg-type]
        return [Passage(role, self.merged(blocks) if role in ("epigraph", "quote") else blocks)]

    @staticmethod
    def merged(blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks of a quotation with its attribution, without a quotation inside of it."""
        parts = (block.blocks if isinstance(block, Passage) and block.role == "quote" else (block,) for block in blocks)
        return tuple(block for part in parts for block in part)

    def ended(self, found: Sequence[Block], inlines: Sequence[Inline]) -> tuple[Block, ...]:
        """Blocks with something added at the end of the last; it gets a paragraph of its own if there is none."""
        match found:
            case [*before, Paragraph() as last]:
                return (*before, replace(last, inlines=(*last.inlines, *inlines)))
            case [*before, (Section() | Passage()) as last]:
                return (*before, replace(last, blocks=self.ended(last.blocks, inlines)))
        self.loose += 1
        return (Paragraph(f"loose{self.loose}", tuple(inlines)),)

    def section(self, div: etree._Element, level: int, waiting: list[Inline]) -> Section:
        id_ = self.names[div]
        title: list[Inline] = list(waiting)
        for head in div.iterfind("tei:head", NAMESPACES):
            inlines = self.inlines(head)
            title += [_between(title, inlines), *inlines] if has_words(title) else inlines
        blocks = self.blocks(div, level + 1, [])
        return Section(id_, level, () if holds_only_notes(div) else heading(title), blocks, div.get("type", ""))

    def notes(self, root: etree._Element) -> tuple[Note, ...]:
        """The notes, each whole, with the first marker that leads to it."""
        found = []
        for element, _ in notes(root):
            parts: list[Inline] = []
            part: etree._Element | None = element
            while part is not None:
                parts += [" ", *self.flat(part)]
                following = part.get("next", "").removeprefix("#")
                part = root.find(f".//tei:text//tei:note[@xml:id='{following}']", NAMESPACES) if following else None
            back = element.get("target", "").removeprefix("#")
            whole = (Paragraph("", tuple(self.seen(parts))),)
            found.append(Note(element.get(ID, ""), element.get("n", ""), back, whole))
        return tuple(found)

    def inlines(self, element: etree._Element) -> list[Inline]:
        """The inlines of a block: blanks collapsed, its changes with the words around them."""
        return self.seen(self.flat(element))

    def seen(self, inlines: Iterable[Inline]) -> list[Inline]:
        """Inlines with blanks collapsed; the words around the changes in them are remembered."""
        found = collapsed(inlines)
        text = "".join(map(words_of, found))
        at = 0
        for inline in found:
            end = at + len(words_of(inline))
            if isinstance(inline, (Emended, AsidePlace)):
                own = isinstance(inline, Emended) and not inline.borrowed
                before, after = text[:at], text[end if own else at :]
                if isinstance(inline, AsidePlace) and before.endswith(
                    " "
                ):  # it stands between words, not inside of one
                    after = f" {after}"
                self.around[inline.id] = (cut_left(before), cut_right(after))
            at = end
        return found

    def flat(self, element: etree._Element) -> Iterator[Inline]:
        if element.text:
            yield element.text
        for child in element:
            yield from self.inline(child)
            if child.tail:
                yield child.tail

    def inline(self, element: etree._Element) -> Iterator[Inline]:
        """What an element inside a block, or an aside between blocks, is in the book."""
        name, id_ = tag(element), element.get(ID, "")
        if name == "pb":
            label = element.get("n", "")
            self.pages[label] += 1
            yield PageBreak(f"page-{label or 'x'}-{self.pages[label]}", label)
        elif name == "lb":
            yield "" if element.get("break") else " "
            yield self.emended(id_, "")
        elif name in ("fw", "surplus"):
            yield AsidePlace(id_)
        elif name == "choice":
            reading = content(element[-1]) if len(element) else ""
            yield self.emended(id_, reading)
        elif name == "g":
            yield self.emended(id_, content(element))
        elif name == "sic" and id_ in self.asked:
            yield Asked(id_, self.asked[id_])
            yield from self.flat(element)
            yield Asked(id_, self.asked[id_], end=True)
        elif name == "ref" and element.get("type") == "noteAnchor":
            note = element.get("target", "").removeprefix("#")
            yield NoteRef(id_, element.get("n", ""), note, again=note in self.referred)
            self.referred.update({note} - {""})
        elif name == "hi":
            yield from map(capitals, self.flat(element))
        elif name == "foreign":
            yield from (spoken(inline, element.get(f"{{{XML}}}lang", "")) for inline in self.flat(element))
        elif is_inline(element) or (name and name != "note" and not _is_label(element)):
            yield from self.flat(element)

    def emendation(self, record: Record) -> Emendation:
        before, after = self.around.get(record.id, ("", ""))
        if record.kind in CORRUPT and record.reading.isspace():  # the blank is the reading's own
            before = before.removesuffix(" ")
        left_out = record.kind in CORRUPT and not record.reading
        if left_out and before.endswith(" ") and not after.startswith(" "):  # it has none of the blanks around it
            before, after = before if record.source[:1].isspace() else before[:-1], f" {after}"
        return whole(Emendation(record, before, after))


def _is_reviewed(element: etree._Element | None) -> bool:
    """Whether a list of works is the description of what the text reviews."""
    return element is not None and tag(element.getparent()) == "front"  # type: ignore[arg-type]


def _is_label(element: etree._Element) -> bool:
    """Whether an element is the label of a note, which the products make anew."""
    around = element.getparent()
    return tag(element) == "label" and around is not None and tag(around) == "note"


def holds_only_notes(div: etree._Element) -> bool:
    """Whether there is nothing in a division but notes and headings: a book has its notes elsewhere."""
    return div.find(".//tei:note", NAMESPACES) is not None and all(tag(e) in NOT_SHOWN for e in _within(div))


def _within(div: etree._Element) -> Iterator[etree._Element]:
    """The elements of a division and of the divisions in it."""
    for child in div:
        yield from _within(child) if tag(child) == "div" else (child,)


def whole(case: Emendation) -> Emendation:
    """A change inside a word with the whole word, as a reader wants to see it."""
    record = case.record
    apart = record.kind == "word-division"
    if record.kind not in CORRUPT and record.kind not in WITHIN:
        return case

    def inside(*edge: str) -> bool:
        return record.kind in WITHIN or all(not c or c.isalnum() or (apart and c == " ") for c in edge)

    left, right = _WORD_END.search(case.before), _WORD_START.match(case.after)
    first = left.group() if left and inside(record.source[:1], record.reading[:1]) else ""
    last = right.group() if right and inside(record.source[-1:], record.reading[-1:]) else ""
    shown = replace(record, source=first + record.source + last, reading=first + record.reading + last)
    return Emendation(shown, case.before[: len(case.before) - len(first)], case.after[len(last) :])
