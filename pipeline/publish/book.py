"""A TEI document as a book: what the products need, and nothing of TEI's mechanics.

The reading view is that of `pipeline.tei.read`; here it keeps page breaks and the places of changes, so that the
products can show and link them.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from pipeline.kinds import ASIDES, KINDS
from pipeline.tei.names import NAMESPACES, XML, content, q, tag, text_of
from pipeline.tei.read import Record, changes
from pipeline.tei.restore import SOURCE, source_fact

LISTED: Final = 30
"""Of a kind of change with more cases than this an edition gives the number and some examples, not a list."""
EXAMPLES: Final = 6
CONTEXT: Final = 32
"""Code points shown on either side of a change."""
NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "ecdosis")
"""The identifiers of editions are made in this name space (RFC 9562, version 5)."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The beginning of a page of the source; its number may be unknown (empty)."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Emended:
    """Words of the text that an emendation stands behind; `borrowed`: they only follow it, since its own reading is
    none or a space."""

    id: str
    text: str
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was set aside."""

    id: str


Inline = str | PageBreak | Emended | Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `id` is its permanent name within the edition."""

    id: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A division with its heading; `level` 1 is the highest."""

    id: str
    level: int
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


Block = Paragraph | Section


@dataclass(frozen=True, slots=True)
class Emendation:
    """One change as the appendix lists it, with the words around it."""

    record: Record
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Group:
    """All changes of a kind: how many, and those that are listed (all, or examples)."""

    kind: str
    does: str
    count: int
    listed: tuple[Emendation, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """An edition. Empty strings say that something is not known."""

    id: str
    identifier: str
    title: str
    subtitle: str
    author: str
    editor: str
    language: str
    work: str
    url: str
    licence: str
    rights: str
    summary: str
    date: str
    filename: str
    sha256: str
    charset: str
    decoding: str
    version: str
    queries: int
    notices: tuple[str, ...]
    blocks: tuple[Block, ...]
    emendations: tuple[Group, ...]
    asides: tuple[Group, ...]

    @property
    def display_title(self) -> str:
        """Title and subtitle together."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


def book(root: etree._Element) -> Book:
    """The book that a TEI document encodes."""
    records = [record for record in changes(root) if record.kind != "byte-order-mark" and not record.part_of]
    by_kind: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for record in records:
        by_kind.setdefault(record.kind, []).append(record)
    shown = {r.id for same in by_kind.values() for r in (same if len(same) <= LISTED else same[:EXAMPLES])}
    builder = _Builder(shown)
    blocks = builder.body(root)
    groups = [
        Group(kind, KINDS.get(kind, ""), len(same), tuple(builder.emendation(r) for r in same if r.id in shown))
        for kind, same in by_kind.items()
        if same
    ]
    head = "tei:teiHeader/tei:fileDesc/"
    published = f"{head}tei:publicationStmt/"
    name = text_of(root, f"{published}tei:idno[@type='ecdosis']")
    sha256 = text_of(root, f"{SOURCE}tei:idno[@type='sha256']")
    text = root.find(q("text"))
    return Book(
        id=name,
        identifier=f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{name} {sha256}')}",
        title=text_of(root, f"{head}tei:titleStmt/tei:title[@type='main']") or name,
        subtitle=text_of(root, f"{head}tei:titleStmt/tei:title[@type='sub']"),
        author=text_of(root, f"{head}tei:titleStmt/tei:author"),
        editor=text_of(root, f"{head}tei:titleStmt/tei:editor"),
        language="und" if text is None else text.get(f"{{{XML}}}lang", "und"),
        work=text_of(root, f"{head}tei:sourceDesc/tei:bibl[@xml:id='work']"),
        url=_target(root, f"{head}tei:sourceDesc/tei:bibl[@xml:id='work']/tei:ptr"),
        licence=text_of(root, f"{published}tei:availability/tei:licence"),
        rights=text_of(root, f"{published}tei:availability/tei:p"),
        summary=text_of(root, f"{head}tei:notesStmt/tei:note[@type='summary']"),
        date=text_of(root, f"{published}tei:date"),
        filename=text_of(root, f"{SOURCE}tei:idno[@type='filename']"),
        sha256=sha256,
        charset=source_fact(root, "charset"),
        decoding=source_fact(root, "decoding"),
        version=_version(root),
        queries=len(root.findall(".//tei:standOff//tei:note[@type='query']", NAMESPACES)),
        notices=tuple(content(n) for n in root.iterfind(".//tei:notesStmt/tei:note[@type='notice']", NAMESPACES)),
        blocks=blocks,
        emendations=tuple(group for group in groups if group.kind not in ASIDES),
        asides=tuple(group for group in groups if group.kind in ASIDES and group.kind != "page-break"),
    )


def _target(root: etree._Element, path: str) -> str:
    found = root.find(path, NAMESPACES)
    return "" if found is None else found.get("target", "")


def _version(root: etree._Element) -> str:
    found = root.find(".//tei:appInfo/tei:application", NAMESPACES)
    return "" if found is None else found.get("version", "")


class _Builder:
    """The walk over a TEI body; remembers where each change that is shown stands."""

    def __init__(self, shown: set[str]) -> None:
        self.shown = shown
        self.around: dict[str, tuple[str, str]] = {}
        self.numbers: Counter[str] = Counter()
        self.pages: Counter[str] = Counter()

    def new_id(self, letter: str) -> str:
        self.numbers[letter] += 1
        return f"{letter}{self.numbers[letter]}"

    def body(self, root: etree._Element) -> tuple[Block, ...]:
        body = root.find("tei:text/tei:body", NAMESPACES)
        return () if body is None else self.blocks(body, 1)

    def blocks(self, parent: etree._Element, level: int) -> tuple[Block, ...]:
        """The blocks in a division. Asides and page breaks between blocks go to the beginning of the next, those after
        the last to its end."""
        found: list[Block] = []
        waiting: list[Inline] = []
        for child in parent:
            name = tag(child)
            if name == "div":
                found.append(self.section(child, level, waiting))
                waiting = []
            elif name == "p":
                inlines = (*waiting, *self.inlines(child))
                waiting = []
                if any(isinstance(i, (str, Emended)) for i in inlines):
                    found.append(Paragraph(self.new_id("p"), inlines))
                else:
                    waiting = list(inlines)
            elif name in ("fw", "pb"):
                waiting += self.inline(child)
        return self.ended(found, waiting) if waiting else tuple(found)

    def ended(self, found: Sequence[Block], inlines: Sequence[Inline]) -> tuple[Block, ...]:
        """Blocks with something added at the end of the last; it gets a paragraph of its own if there is none."""
        match found:
            case [*before, Paragraph() as last]:
                return (*before, replace(last, inlines=(*last.inlines, *inlines)))
            case [*before, Section() as last]:
                return (*before, replace(last, blocks=self.ended(last.blocks, inlines)))
        return (Paragraph(self.new_id("p"), tuple(inlines)),)

    def section(self, div: etree._Element, level: int, waiting: list[Inline]) -> Section:
        id_ = self.new_id("s")
        title: list[Inline] = list(waiting)
        for head in div.iterfind("tei:head", NAMESPACES):
            inlines = self.inlines(head)
            title += [" · ", *inlines] if any(isinstance(i, (str, Emended)) for i in title) else inlines
        return Section(id_, level, tuple(title), self.blocks(div, level + 1))

    def inlines(self, element: etree._Element) -> list[Inline]:
        """The inlines of a block: blanks collapsed, its changes with the words around them."""
        collapsed = _collapsed(self.flat(element))
        text = "".join(_words(inline) for inline in collapsed)
        at = 0
        for inline in collapsed:
            end = at + len(_words(inline))
            if isinstance(inline, (Emended, Place)):
                own = isinstance(inline, Emended) and not inline.borrowed
                before, after = text[:at], text[end if own else at :]
                if isinstance(inline, Place) and before.endswith(" "):  # it stands between words, not inside of one
                    after = f" {after}"
                self.around[inline.id] = (_cut_left(before), _cut_right(after))
            at = end
        return collapsed

    def flat(self, element: etree._Element) -> Iterator[Inline]:
        if element.text:
            yield element.text
        for child in element:
            yield from self.inline(child)
            if child.tail:
                yield child.tail

    def inline(self, element: etree._Element) -> Iterator[Inline]:
        """What an element inside a block, or an aside between blocks, is in the book."""
        name, id_ = tag(element), element.get(f"{{{XML}}}id", "")
        if name == "pb":
            label = element.get("n", "")
            self.pages[label] += 1
            yield PageBreak(f"page-{label or 'x'}-{self.pages[label]}", label)
        elif name == "lb":
            yield "" if element.get("break") else " "
            if id_ in self.shown:
                yield Emended(id_, "")
        elif name in ("fw", "surplus"):
            yield Place(id_)
        elif name == "choice":
            reading = content(element[-1]) if len(element) else ""
            yield Emended(id_, reading) if id_ in self.shown else reading
        elif name == "g" and id_ in self.shown:
            yield Emended(id_, content(element))
        elif name:
            yield from self.flat(element)

    def emendation(self, record: Record) -> Emendation:
        return Emendation(record, *self.around.get(record.id, ("", "")))


def _words(inline: Inline) -> str:
    return inline if isinstance(inline, str) else inline.text if isinstance(inline, Emended) else ""


def _cut_left(text: str) -> str:
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:].partition(" ")[2]


def _cut_right(text: str) -> str:
    return text if len(text) <= CONTEXT else text[:CONTEXT].rpartition(" ")[0] + "…"


def _collapsed(inlines: Iterable[Inline]) -> list[Inline]:
    """Inlines with blanks collapsed and trimmed, texts joined; an emendation without words takes the word after it."""
    result: list[Inline] = []
    blank = True
    empty = ""
    for inline in inlines:
        if isinstance(inline, Emended) and not inline.text.strip():
            if empty:
                result.append(Emended(empty, ""))
            empty = inline.id
            continue
        if isinstance(inline, Emended):
            result.append(inline)
            blank = inline.text.endswith(" ")
            continue
        if not isinstance(inline, str):
            result.append(inline)
            continue
        text = re.sub(r"[ \t\n]+", " ", inline)
        text = text[1:] if blank and text.startswith(" ") else text
        if not text:
            continue
        blank = text.endswith(" ")
        if empty and text.strip():
            lead, word, rest = re.fullmatch(r"(\s*)(\S+)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
            result += [part for part in (lead, Emended(empty, word, borrowed=True), rest) if part]
            empty = ""
        else:
            result.append(text)
    if empty:
        result.append(Emended(empty, ""))
    while result and isinstance(result[-1], str) and not result[-1].strip(" "):
        result.pop()
    if result and isinstance(result[-1], str):
        result[-1] = result[-1].rstrip(" ")
    return _joined(result)


def _joined(inlines: Iterable[Inline]) -> list[Inline]:
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, str) and joined and isinstance(joined[-1], str):
            joined[-1] += inline
        else:
            joined.append(inline)
    return joined
