"""The text of a book as the web page has it: blocks, inlines, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from markupsafe import Markup

from ecdosis.book.book import Item, Note, Paragraph, Passage, Section, Table
from ecdosis.book.inlines import (
    AsidePlace,
    Asked,
    Emended,
    Inline,
    LineBreak,
    NoteRef,
    PageBreak,
    Styled,
    heading_lines,
)
from ecdosis.formats.html import signs
from ecdosis.formats.html.changes import gone
from ecdosis.formats.html.context import SIGNED, PageContext, is_short
from ecdosis.formats.hypertext import NOTHING, Attributes, Hypertext, element, looks_like, separates
from ecdosis.model.kinds import INDEXING, Kind
from ecdosis.templates import partial

TEMPLATE: Final = "html/text.html"
ELEMENTS: Final[Mapping[str, str]] = {
    Kind.QUOTE: "blockquote",
    Kind.EPIGRAPH: "blockquote",
    **dict.fromkeys(("list", "contents", "index"), "ul"),
}
"""The elements of passages; the others are divisions."""
NAMES: Final[Mapping[str, str]] = {
    **dict.fromkeys((Kind.ITEM, Kind.ENTRY, *INDEXING), "li"),
    Kind.CAPTION: "figcaption",
}
"""The elements of paragraphs that are none of HTML's."""
NO_LINK: Final = frozenset((Kind.VERSE, Kind.CAPTION, Kind.ORNAMENT, Kind.SCENE_BREAK, "speaker", "sidenote"))
"""Paragraphs without a link to themselves: the lines of a poem have theirs in their numbers."""


@dataclass(frozen=True, kw_only=True)
class HtmlText(Hypertext):
    """A writer of the text of a web page. `pictures`: the addresses of the pictures by their names; the heading of a
    section of level 1 is `h1` plus `shift`."""

    context: PageContext
    pictures: Mapping[str, str]
    shift: int = 1

    STYLES: ClassVar[Mapping[str, str]] = {
        "italic": "i",
        "bold": "b",
        "underline": "u",
        "strikethrough": "s",
        "superscript": "sup",
        "subscript": "sub",
        "code": "code",
    }

    # ------------------------------------------------------------ blocks

    def paragraph(self, block: Paragraph) -> Markup:
        """A paragraph with the link to itself; a line of verse or a list's item is one too."""
        content = self.inlines(block.inlines)
        number = self.context.verse.get(block.id) if block.role == Kind.VERSE else None
        if number:
            content = self.part("verse_number", id=block.id, number=number, say=self.context.say) + content
        if block.id and block.role not in NO_LINK:
            content += self.part("here", id=block.id, what="paragraph", say=self.context.say)
        name = NAMES.get(block.role, "p")
        attributes = {"id": block.id or None, "class": looks_like(block), **self.language(block.language)}
        attributes |= separates(block)
        made = element(name, attributes, content)
        return element("figure", {}, made) if block.role == Kind.CAPTION else made

    def passage(self, block: Passage) -> Markup:
        return element(ELEMENTS.get(block.role, "div"), {"class": block.role}, self.blocks(block.blocks))

    def class_of_list(self, kind: str) -> str:
        return f"listing {kind}"

    def item(self, item: Item) -> Markup:
        return self.part("item", label=self.inlines(item.label), content=self.blocks(item.blocks))

    def table(self, block: Table) -> Markup:
        return self.part("scrolled", table=super().table(block), say=self.context.say)

    def section(self, block: Section, below: Markup = NOTHING) -> Markup:
        """A section; `below` is something of the book's own that stands below its heading."""
        level, title, content = (
            min(block.level + self.shift, 6),
            self.inlines(heading_lines(block.title)),
            self.blocks(block.blocks),
        )
        say = self.context.say
        return self.part("section", id=block.id, level=level, title=title, below=below, content=content, say=say)

    # ------------------------------------------------------------ inlines

    def inlines(self, inlines: Sequence[Inline]) -> Markup:
        """Inlines; the words that a question is about are one element."""
        made = []
        for question, those in _questions(inlines):
            content = super().inlines(those)
            if question:
                content = self.part("question", id=question.id, query=question.query, content=content)
            made.append(content)
        return NOTHING.join(made)

    def run(self, inlines: Sequence[Inline]) -> Markup:
        """Inlines with the signs of their changes. What was changed after a blank, and has only the words that follow
        it, stands before that blank."""
        parts: list[signs.Part] = []
        for inline in inlines:
            last = parts[-1] if parts else None
            if isinstance(inline, Emended):
                apart = inline.apart and isinstance(last, str) and last.endswith(" ")
                if apart and isinstance(last, str):
                    parts[-1] = last[:-1]
                parts += [self.change(inline), *([" "] if apart else []), self.follows(inline)]
            elif isinstance(inline, str):
                parts.append(inline)
            elif isinstance(inline, Styled) and not inline.marks and not inline.language:
                parts.append(inline.text)
            else:
                parts.append(signs.SignedWords(self.inline(inline)))
        return signs.joined(parts)

    def change(self, inline: Emended) -> signs.Part:
        """The mark of a change with what the source has instead, which the changes view alone shows."""
        family = self.context.families.get(inline.id)
        if family is None:
            return ""
        reads = not _only_follows(inline)
        made = self.part(
            "change",
            id=inline.id,
            family=family,
            was=gone(inline.source, self.context.say) if inline.source else "",
            text=self.styled(inline.styled) if reads else "",
            is_blank=not reads and not inline.source,
        )
        return signs.SignedWords(made, inline.id if self.context.signs and family in SIGNED else "", reads)

    def follows(self, inline: Emended) -> signs.Part:
        """The words of the text that only follow a change."""
        if inline.id in self.context.families and not _only_follows(inline):
            return ""
        plain = not (inline.language or inline.marks)
        return inline.text if plain else signs.SignedWords(self.styled(inline.styled))

    def link(self, address: str) -> Attributes:
        return {"class": "reference", "href": address}

    def emended(self, inline: Emended) -> Markup:
        return signs.joined((self.change(inline), self.follows(inline)))

    def page_break(self, inline: PageBreak) -> Markup:
        say = self.context.say
        return self.part("page_break", id=inline.id, label=inline.label, say=say) if inline.label else NOTHING

    def place(self, inline: AsidePlace) -> Markup:
        """Where something was set aside."""
        known = inline.id in self.context.families
        return element("span", {"class": "c aside" if known else None, "id": inline.id}, "")

    def asked(self, inline: Asked) -> Markup:
        """Nothing: it is seen with the words between two of them."""
        return NOTHING

    def line_break(self, inline: LineBreak) -> Markup:
        return self.part("line_break", number=inline.number)

    def source(self, name: str) -> str:
        return self.pictures.get(name, "")

    def note_ref(self, inline: NoteRef) -> Markup:
        """The marker of a note; if that is one paragraph it stands beside it: in the margin where there is room, else
        shown when followed."""
        note = self.context.notes.get(inline.note)
        if note is None:
            return self.part("missing_note", id=inline.id, label=inline.label, say=self.context.say)
        told = self.told(note)
        link = self.part("note_ref", id=inline.id, note=note.id, label=inline.label, told=told)
        return link if inline.again or note.id not in self.context.beside else link + self.note(note, "span")

    # ------------------------------------------------------------ notes

    def note(self, note: Note, name: str) -> Markup:
        """A note in an element."""
        if is_short(note):
            paragraphs = (block for block in note.blocks if isinstance(block, Paragraph))
            content = NOTHING.join(self.inlines(block.inlines) for block in paragraphs)
        else:
            content = replace(self, shift=1).blocks(note.blocks)
        back = note.back if note.back in self.context.placed else ""
        told = self.told(note)
        return self.part("note", name=name, id=note.id, back=back, label=note.label, told=told, content=content)

    def told(self, note: Note) -> str:
        """What a note is, if it is the editor's own."""
        return self.context.say("labels.annotation", label=note.label) if note.own else ""

    def loose_notes(self, notes: Iterable[Note]) -> Markup:
        """The notes that no marker of the text leads to, and those too long to stand beside theirs."""
        loose = [note for note in notes if note.id not in self.context.beside]
        made = [self.note(note, "p" if is_short(note) else "div") for note in loose]
        return self.part("loose_notes", notes=made, say=self.context.say) if made else NOTHING

    @staticmethod
    def part(macro: str, **values: object) -> Markup:
        return partial(TEMPLATE, macro, **values)


def _only_follows(inline: Emended) -> bool:
    """Whether the words of a change are not its own reading."""
    return inline.borrowed or not inline.text.strip()


def _questions(inlines: Sequence[Inline]) -> Iterator[tuple[Asked | None, list[Inline]]]:
    """Inlines by the question that they are about; a question in another goes unseen."""
    begun: Asked | None = None
    those: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Asked):
            those.append(inline)
        elif inline.end == bool(begun):
            yield begun, those
            begun, those = None if inline.end else inline, []
    yield begun, those
