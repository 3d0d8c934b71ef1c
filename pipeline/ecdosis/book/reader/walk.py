"""The walk over a TEI document: which handler makes what of which element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from lxml import etree

from ecdosis.book.book import Block, Note, paragraphs
from ecdosis.book.inlines import AsidePlace, Inline, NoteRef
from ecdosis.book.reader.around import Around
from ecdosis.book.reader.elements import APART, BLOCKS, EMPTY, HOLDERS, PHRASES, PHRASES_TOO, UNSEEN, VARYING
from ecdosis.book.reader.facts import BookFacts, in_namespace, is_examples
from ecdosis.book.reader.flow import Flow, with_end
from ecdosis.book.reader.looks import LANGUAGE, Look, language_tag, look_of
from ecdosis.book.reader.report import Tally
from ecdosis.book.words import BookWords, words_for
from ecdosis.tei.names import ID, in_a_row, tag

View = Literal["reading", "diplomatic", "critical"]
"""Reading: the text as its editor would have it read. Diplomatic: as the source has it, line by line. Critical: the
reading text, with what it departs from in notes."""
Handler = Callable[["Walk", etree._Element, Look], None]


@dataclass(slots=True)
class Walk:
    """The state of a walk: the book as it grows, its notes, what was left out of the view (element -> pairs of what the
    document has and what is read instead, with their counts), and the pictures."""

    view: View
    facts: BookFacts
    handlers: Mapping[str, Handler]
    folder: Path | None = None
    tally: Tally = field(default_factory=Tally)
    flow: Flow = field(default_factory=Flow)
    notes: list[Note] = field(default_factory=list)
    left_out: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)
    level: int = 0
    nested: int = 0
    quotations: int = 0
    edition: bool = False
    placed: set[str] = field(default_factory=set)
    parts: dict[str, int] = field(default_factory=dict)
    around: Around = field(default_factory=Around)

    @property
    def say(self) -> BookWords:
        """The words of the book's own."""
        return words_for(self.facts.language)

    # ------------------------------------------------------------------ down the tree

    def children(self, element: etree._Element, look: Look) -> None:
        """All that is in an element, its words and blanks too."""
        layout = self.facts.c_blanks and any(tag(child) in ("w", "pc", "c") for child in element)
        self.text(element.text, look, layout=layout)
        for child in element:
            self.node(child, look)
            self.text(child.tail, look, layout=layout)

    def elements(self, element: etree._Element, look: Look) -> None:
        """What is in an element whose blanks only lay out the file; words in it stay."""
        for text, child in _parts(element):
            if text.strip():
                self.text(text, look)
            if child is not None:
                self.node(child, look)

    def text(self, text: str | None, look: Look, *, layout: bool = False) -> None:
        """Words of the document; where blanks are only layout, those that have words."""
        if text and not (layout and not text.strip()):
            self.flow.text(text, look)

    def node(self, node: etree._Element, look: Look) -> None:
        """An element. Comments and instructions to programs are nothing."""
        if not isinstance(node.tag, str):
            return
        name = tag(node)
        self.place(node)
        inner = look_of(node, name, look, self.facts.renditions, implied=not self.facts.exact)
        if name in APART and not self.facts.exact and self.flow.last.isalnum() and meets(node):
            self.flow.space()
        if (name in self.handlers or name in BLOCKS or name in PHRASES) and name not in VARYING:
            self.tally.note("kept", name, "shown", node)
        if handler := self.handlers.get(name):
            handler(self, node, inner)
            if name in EMPTY and (node.text or len(node)):  # as it should not have, but no word is lost
                self.children(node, inner)
        elif name in BLOCKS and not (name in PHRASES_TOO and self.around.beside_words(node)):
            self.block(node, inner, *BLOCKS[name])
        elif name in PHRASES or name in BLOCKS:
            self.children(node, inner)
        elif name in UNSEEN:
            self.unseen(node, UNSEEN[name])
        else:
            self.unknown(node, inner)

    def place(self, element: etree._Element) -> None:
        """The place that something in the document leads to."""
        name = element.get(ID)
        if name and name in self.facts.wanted and name not in self.placed:
            self.placed.add(name)
            self.flow.line.append(AsidePlace(self.facts.wanted[name]))

    # ------------------------------------------------------------------ kinds of elements

    def block(self, element: etree._Element, look: Look, passage: str, role: str) -> None:
        """An element whose words are a paragraph, or (with a passage) several."""
        self.children(element, self.begin(element, look, passage, role))
        self.flow.end()

    def begin(self, element: etree._Element, look: Look, passage: str, role: str, number: int | None = None) -> Look:
        """Open what an element is in the book; what it gives is the look of the words in it. Where a document says of
        each block what it is called, and in which language it is if that is not the book's, the block has that."""
        if not self.facts.exact:
            self.flow.begin(passage, role, number)
            return look
        language = language_tag(element.get(LANGUAGE, ""))
        self.flow.begin(passage, role, number, self.facts.names.get(element, ""), language)
        return replace(look, language="")

    def unseen(self, element: etree._Element, why: str) -> None:
        """An element that a reader does not see."""
        self.tally.note("dropped", tag(element), why, element)
        self.leave_out(tag(element), in_a_row(element))

    def unknown(self, element: etree._Element, look: Look) -> None:
        """An element that the program does not know keeps its words. Among blocks it is a block."""
        if is_examples(element):
            self.handlers["egXML"](self, element, look)
            return
        parent = element.getparent()
        alone = parent is not None and tag(parent) in HOLDERS and not (parent.text or "").strip()
        if tag(element):
            self.tally.note("unknown", tag(element), "not known here: its words are shown as they stand", element)
            self.block(element, look, "", "") if alone else self.children(element, look)
            return
        name = in_namespace(element)
        self.tally.note("unknown", name, "it is none of TEI’s: its words are shown in a row", element)
        if alone:
            self.flow.begin("", "")
        self.flow.text(in_a_row(element), look)
        if alone:
            self.flow.end()

    # ------------------------------------------------------------------ apart

    def inlines(self, element: etree._Element, look: Look) -> tuple[Inline, ...]:
        """What is in an element as the inlines of one paragraph, with what waited before it."""
        made: list[Inline] = []
        for paragraph in paragraphs(self.blocks(element, look)):
            made += [" ", *paragraph] if made else paragraph
        return tuple(made)

    def blocks(self, element: etree._Element, look: Look, role: str = "") -> tuple[Block, ...]:
        """What is in an element as blocks that can be placed elsewhere; divisions in it are none of the book's."""
        self.nested += 1
        self.flow.open_capture(role)
        self.children(element, look)
        made = self.flow.captured()
        self.nested -= 1
        return made

    def note(self, label: str, blocks: Sequence[Block], *, attached: bool) -> None:
        """A note and its marker: here, or (`attached`) behind the words before though their paragraph has ended."""
        id_, back = self.flow.new_id("n"), self.flow.new_id("r")
        self.notes.append(Note(id_, label, back, tuple(blocks)))
        marker = NoteRef(back, label, id_)
        if attached:
            self.flow.attach(marker)
        else:
            self.flow.add(marker)

    def apart(self, element: etree._Element, look: Look) -> tuple[Block, ...]:
        """The blocks of a note: the paragraph that it interrupts goes on as if it were not there."""
        outer = self.flow
        self.flow = outer.apart()
        made = with_end(self.blocks(element, replace(look, marks=(), target="")), self.flow.line)
        self.flow = outer
        return made

    def captured(self, node: etree._Element, look: Look) -> tuple[Block, ...]:
        """An element as blocks that can be placed elsewhere; divisions in it are none of the book's."""
        self.nested += 1
        self.flow.open_capture()
        self.node(node, look)
        made = self.flow.captured()
        self.nested -= 1
        return made

    def stray(self, text: str | None, look: Look) -> tuple[Block, ...]:
        """Words where only elements should stand, as blocks that can be placed elsewhere."""
        self.flow.open_capture()
        self.loose(text, look)
        return self.flow.captured()

    def loose(self, text: str | None, look: Look) -> None:
        """Words where only elements should stand: they stand for themselves."""
        if text and text.strip():
            self.flow.begin("", "")
            self.flow.text(text, look)
            self.flow.end()

    def leave_out(self, name: str, text: str, read: str = "") -> None:
        """Words of an element that this view does not show in their place: the book lists them at its end."""
        text = " ".join(text.split())
        if text:
            self.left_out.setdefault(name, Counter())[text, " ".join(read.split())] += 1
            self.tally.note("dropped", name, "not in its place, but in the list at the end")


def meets(element: etree._Element) -> bool:
    """Whether an element begins where another that holds a thing whole ends."""
    before = element.getprevious()
    return before is not None and not before.tail and tag(before) in APART


def _parts(element: etree._Element) -> list[tuple[str, etree._Element | None]]:
    """The text before each child with the child, and the rest."""
    parts: list[tuple[str, etree._Element | None]] = []
    text = element.text or ""
    for child in element:
        parts.append((text, child))
        text = child.tail or ""
    return [*parts, (text, None)]
