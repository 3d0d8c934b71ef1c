"""A document that records how its text came to be from a plain text, as the editions do that Ecdosis makes.

Its text is read as any other. What it says beyond others is an addition: here are the handlers of the elements that
point to what stands off (changes, questions, notes, what was set aside), and of those whose parts have kept the signs
of the plain text. Elements without a handler here have that of any document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from lxml import etree

from ecdosis.book.book import Block, Note, Paragraph, Section
from ecdosis.book.inlines import AsidePlace, Asked, Emended, LineBreak, NoteRef, PageBreak, has_words
from ecdosis.book.reader import breaks, divisions, indexes, links, lists, passages
from ecdosis.book.reader.facts import BookFacts
from ecdosis.book.reader.flow import with_end
from ecdosis.book.reader.looks import Look
from ecdosis.book.reader.standoff import StandOff
from ecdosis.book.reader.walk import Handler, Walk
from ecdosis.book.words import words_for
from ecdosis.languages import FALLBACK
from ecdosis.model.kinds import BLOCKS, Kind, kind
from ecdosis.tei.editorial import editorial
from ecdosis.tei.names import ID, NAMESPACES, XML, content, q, tag, text_of
from ecdosis.tei.own import parts
from ecdosis.tei.read import is_inline, is_marginal, is_reference, notes
from ecdosis.tei.structure import CONTAINERS

NOT_SHOWN: Final = ("head", "note", "lb", "pb", "fw", "anchor")
"""What a section that holds only notes has in it: its notes stand where their markers are."""
BEGINS: Final = "text-begins"
"""The name of the section of a text that does not begin with a heading."""
ANY: Final[Mapping[str, Handler]] = MappingProxyType(
    {**divisions.HANDLERS, **passages.HANDLERS, **lists.HANDLERS, **links.HANDLERS, **breaks.HANDLERS}
)
"""The handlers of what the editor wrote."""
_NO_NAME: Final = re.compile(r"[^\w.-]+")
"""What the name of a place in a book cannot have."""


@dataclass(slots=True)
class Recorded:
    """The handlers of such a document. `pages` counts the pages of one label, `referred` has the notes to which a
    marker leads already; `numbers` are those of notes that have names (see `labels.numbered`), `headings` the names of
    the divisions of headings, by the ids of these; `led_to`: the ids of what else links lead to."""

    standoff: StandOff
    numbers: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    led_to: frozenset[str] = frozenset()
    pages: Counter[str] = field(default_factory=Counter)
    referred: set[str] = field(default_factory=set)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """By the names of the elements."""
        return MappingProxyType(
            {
                "text": self.text,
                "docTitle": divisions.parts,
                "titlePart": title_part,
                "div": self.division,
                "cit": cited,
                "quote": quoted,
                "figure": picture,
                "list": indexes.listing,
                "listBibl": works,
                "item": self.item,
                "bibl": self.work,
                "ab": block,
                "hi": set_off,
                "lb": self.line,
                "pb": self.page,
                "fw": set_aside,
                "surplus": set_aside,
                "choice": self.change,
                "g": self.change,
                "sic": self.asked,
                "ref": self.reference,
                "ptr": annotation,
                "note": note,
                "label": label,
                "milestone": milestone,
            }
        )

    def facts(self, known: BookFacts) -> BookFacts:
        """What is known of the document: no place in it but those that it names is led to."""
        return replace(known, exact=True, names=self.standoff.names, wanted={}, by_id={})

    def text(self, walk: Walk, element: etree._Element, look: Look) -> None:
        """The text, and then its notes. Under a title of the source all of it is a section, of the first level. The
        editor's own words stand before it; then a text that does not begin with a heading has the title for one."""
        before = own_words(walk, element)
        look = replace(look, language="")  # the book's own
        title = divisions.title_of(walk, element.findall(MAIN_TITLE, NAMESPACES), look)
        if has_words(title):
            walk.level += 1
            walk.flow.open_capture()
            walk.children(element, look)
            blocks = walk.flow.captured()
            walk.level -= 1
            walk.flow.put([Section("title", 1, tuple(title), blocks)])
        else:
            walk.flow.open_capture()
            divisions.parts(walk, element, look)
            walk.flow.put(_apart(walk.flow.captured(), element) if before else walk.flow.captured())
        walk.notes += self._notes(walk, element)
        walk.notes += own_notes(walk, element)

    def _notes(self, walk: Walk, text: etree._Element) -> Iterator[Note]:
        """The notes, each whole, with the first marker that leads to it."""
        parts = {note.get(ID): note for note in text.iter(q("note"))}
        for first, _ in notes(text.getroottree().getroot()):
            outer, walk.flow = walk.flow, walk.flow.apart()
            walk.flow.open_capture()
            part: etree._Element | None = first
            while part is not None:
                walk.flow.space()
                walk.children(part, Look())
                part = parts.get(part.get("next", "").removeprefix("#"))
            blocks = with_end(walk.flow.captured(), walk.flow.line)
            blocks = tuple(replace(b, id="") if isinstance(b, Paragraph) else b for b in blocks)
            walk.flow = outer
            back = first.get("target", "").removeprefix("#")
            yield Note(first.get(ID, ""), self._label(first), back, blocks)

    def _label(self, element: etree._Element) -> str:
        """What a note, or what leads to it, is called in the book."""
        label = element.get("n", "")
        return self.numbers.get(label, label)

    def division(self, walk: Walk, element: etree._Element, look: Look) -> None:
        """A division. One that holds only notes has no heading: a book has its notes elsewhere; nor do the editor's own
        words stand here."""
        if element.get("resp"):
            return
        if not holds_only_notes(element):
            divisions.division(walk, element, look)
            return
        for child in _within(element):
            if tag(child) in ("fw", "pb"):
                walk.node(child, look)

    def line(self, walk: Walk, element: etree._Element, look: Look) -> None:
        """A line of the source begins: a blank, if no word goes on in it. The LF before it is none of the text's."""
        if look.preserve and walk.flow.line and isinstance(walk.flow.line[-1], LineBreak):
            walk.flow.line.pop()
            look = replace(look, preserve=False)
        walk.flow.text("" if element.get("break") else " ", look)
        self._emended(walk, element, "", look)

    def page(self, walk: Walk, element: etree._Element, look: Look) -> None:
        """A page of the source begins. Its name is made of its label, so that it stays though others go."""
        if breaks.ends_file(element):
            return
        label = element.get("n", "")
        name = _NO_NAME.sub("-", label) or "x"
        self.pages[name] += 1
        walk.flow.line += [*indexes.place(element, self.led_to), PageBreak(f"page-{name}-{self.pages[name]}", label)]

    def change(self, walk: Walk, element: etree._Element, look: Look) -> None:
        """Words that are read otherwise than the source has them."""
        reading = content(element[-1]) if tag(element) == "choice" and len(element) else content(element)
        self._emended(walk, element, reading, look)

    def _emended(self, walk: Walk, element: etree._Element, reading: str, look: Look) -> None:
        """Words that a change stands behind, if it is on record."""
        id_ = element.get(ID, "")
        if record := self.standoff.records.get(id_):
            if record.kind == Kind.STYLE_MARK:  # it shows in the words that follow
                walk.flow.line.append(AsidePlace(id_))
                return
            listed = self.standoff.listed[id_]
            walk.flow.add(
                Emended(id_, reading, listed=listed, source=record.source, language=look.language, marks=look.marks)
            )
        else:
            walk.flow.text(reading, look)

    def asked(self, walk: Walk, element: etree._Element, look: Look) -> None:
        """Words that an open question may be about."""
        id_ = element.get(ID, "")
        question = self.standoff.asked.get(id_)
        if question is not None:
            walk.flow.add(Asked(id_, question))
        walk.children(element, look)
        if question is not None:
            walk.flow.add(Asked(id_, question, end=True))

    def item(self, walk: Walk, element: etree._Element, look: Look) -> None:
        """An item, or an entry of an index, where others may lead to it."""
        indexes.begin(walk, element, self.led_to)
        walk.children(element, replace(look, language=""))
        walk.flow.end()

    def work(self, walk: Walk, element: etree._Element, look: Look) -> None:
        """The description of a work, in a list of works, where its number may lead to it; the source of a quotation;
        words of a paragraph."""
        if is_reference(element):
            walk.children(element, look)
            return
        role = Kind.ATTRIBUTION
        if _is_in(element, "listBibl"):
            parent = element.getparent()
            role = Kind.REVIEWED if parent is not None and _is_in(parent, "front") else Kind.ENTRY
        inner = walk.begin(element, look, "", role)
        walk.flow.line += indexes.place(element, self.led_to)
        walk.children(element, inner)
        walk.flow.end()

    def reference(self, walk: Walk, element: etree._Element, look: Look) -> None:
        """The marker of a note, or a link."""
        target = element.get("target", "")
        if element.get("type") != "noteAnchor":
            if target.startswith("#"):
                place = self.headings.get(target[1:], "")
                place = place or (indexes.name(target[1:]) if target[1:] in self.led_to else "")
                walk.children(element, replace(look, target=f"#{place}" if place else ""))
            else:
                links.reference(walk, element, look)
            return
        note = target.removeprefix("#")
        walk.flow.add(NoteRef(element.get(ID, ""), self._label(element), note, again=note in self.referred))
        self.referred.update({note} - {""})


def annotation(walk: Walk, element: etree._Element, _: Look) -> None:
    """The sign of a note of the editor's."""
    note = element.get("target", "").removeprefix("#")
    walk.flow.add(NoteRef(element.get(ID, ""), element.get("n", ""), note, own=True))


def own_words(walk: Walk, text: etree._Element) -> bool:
    """The editor's own words before the text, whose elements are as those of any document; says whether there are
    any."""
    found = parts(text.getroottree().getroot())
    recorded, walk.handlers = walk.handlers, {**ANY, "ptr": annotation, "ab": block, "milestone": milestone}
    for part in found:
        walk.node(part, Look())
    walk.handlers = recorded
    return bool(found)


def _apart(blocks: Sequence[Block], text: etree._Element) -> list[Block]:
    """The blocks of a text, those before the first heading under the title of the edition."""
    first = next((at for at, block in enumerate(blocks) if isinstance(block, Section)), len(blocks))
    named = text_of(text.getroottree().getroot(), "tei:teiHeader//tei:titleStmt/tei:title[@type='main']")
    title = named or words_for(text.get(f"{{{XML}}}lang", FALLBACK))("tei.untitled")
    begun = [Section(BEGINS, 1, (title,), tuple(blocks[:first]))] if first else []
    return [*begun, *blocks[first:]]


def own_notes(walk: Walk, text: etree._Element) -> Iterator[Note]:
    """The notes of the editor's, which stand outside of the text."""
    for element in editorial(text.getroottree().getroot()):
        blocks = walk.apart(element, Look())
        blocks = tuple(replace(b, id="") if isinstance(b, Paragraph) else b for b in blocks)
        back = element.get("target", "").removeprefix("#")
        yield Note(element.get(ID, ""), element.get("n", ""), back, blocks, own=True)


MAIN_TITLE: Final = "tei:front/tei:docTitle/tei:titlePart[@type='main']"


def title_part(walk: Walk, element: etree._Element, look: Look) -> None:
    """A subtitle: the title itself stands above the text."""
    if element.get("type") == "sub":
        walk.block(element, look, "", Kind.SUBTITLE)


def cited(walk: Walk, element: etree._Element, look: Look) -> None:
    """A quotation with its source, which may be that of an epigraph."""
    walk.block(element, look, "" if _is_in(element, "epigraph") else Kind.QUOTE, "")


def quoted(walk: Walk, element: etree._Element, look: Look) -> None:
    """A quotation, which is one with its source."""
    walk.block(element, look, "" if _is_in(element, "cit") else Kind.QUOTE, "")


def works(walk: Walk, element: etree._Element, look: Look) -> None:
    """What describes the work under review, before the text; elsewhere a list of works."""
    walk.block(element, look, Kind.REVIEWED if _is_in(element, "front") else "list", "")


def block(walk: Walk, element: etree._Element, look: Look) -> None:
    """A block that is of the kind that its type says; a break is an ornament that says so."""
    name = element.get("type", "")
    look = replace(look, preserve=look.preserve or name == Kind.CODE)
    name = Kind.SCENE_BREAK if name == Kind.ORNAMENT and element.find(q("milestone")) is not None else name
    walk.block(element, look, "", kind(name) if name in BLOCKS else "")


def milestone(walk: Walk, element: etree._Element, look: Look) -> None:
    """A break that only a space shows; in an ornament, what says that it is one: nothing to read."""
    if not _is_in(element, "ab"):
        walk.flow.gap = True


def set_off(walk: Walk, element: etree._Element, look: Look) -> None:
    """Words that are set in some style, or that the source has in capitals (a look is told as the source has it)."""
    walk.children(element, look.marked("capitals") if element.get("rend") == "uppercase" else look)


def set_aside(walk: Walk, element: etree._Element, look: Look) -> None:
    """What is no part of the running text: the book lists it."""
    walk.flow.line.append(AsidePlace(element.get(ID, "")))


def note(walk: Walk, element: etree._Element, look: Look) -> None:
    """A note among the words; one in the margin; others stand after the text."""
    if is_inline(element):
        walk.children(element, look)
    elif is_marginal(element):
        _beside(walk, element, "sidenote")


def picture(walk: Walk, element: etree._Element, look: Look) -> None:
    """The caption of a picture, which may stand in the midst of a paragraph."""
    parent = element.getparent()
    if parent is None or tag(parent) in CONTAINERS:
        _caption(walk, element, look)
    else:
        _beside(walk, element, Kind.CAPTION, _caption)


def _caption(walk: Walk, element: etree._Element, look: Look) -> None:
    """The paragraphs of a caption."""
    for child in element:
        if tag(child) == "p":
            walk.block(child, look, "", Kind.CAPTION)
        else:
            walk.node(child, look)


def _beside(walk: Walk, element: etree._Element, role: str, content: Handler = Walk.children) -> None:
    """What is read by itself: it stands before the paragraph in which it is."""
    outer, walk.flow = walk.flow, walk.flow.apart()
    walk.flow.open_capture(role)
    content(walk, element, Look())
    blocks = with_end(walk.flow.captured(), walk.flow.line)
    walk.flow = outer
    walk.flow.before(replace(b, id="") if isinstance(b, Paragraph) else b for b in blocks)


def label(walk: Walk, element: etree._Element, look: Look) -> None:
    """A label; that of a note is made anew by what shows it."""
    if not _is_in(element, "note"):
        walk.children(element, look)


def _is_in(element: etree._Element, name: str) -> bool:
    parent = element.getparent()
    return parent is not None and tag(parent) == name


def holds_only_notes(div: etree._Element) -> bool:
    """Whether there is nothing in a division but notes and headings: a book has its notes elsewhere."""
    return div.find(".//tei:note", NAMESPACES) is not None and all(tag(e) in NOT_SHOWN for e in _within(div))


def _within(div: etree._Element) -> Iterator[etree._Element]:
    """The elements of a division and of the divisions in it."""
    for child in div:
        yield from _within(child) if tag(child) == "div" else (child,)
