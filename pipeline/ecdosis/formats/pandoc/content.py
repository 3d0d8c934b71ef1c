"""The text of a book as pandoc's document type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ecdosis.book.book import Block, Cell, Listing, Note, Paragraph, Passage, Section, Table
from ecdosis.book.fold import Blocks, Inlines
from ecdosis.book.inlines import (
    AsidePlace,
    Asked,
    Emended,
    Image,
    Inline,
    LineBreak,
    NoteRef,
    PageBreak,
    Styled,
)
from ecdosis.book.words import BookWords
from ecdosis.formats.pandoc.nodes import Node, attr, div, header, link, node, para, span, string
from ecdosis.languages.detect import right_to_left
from ecdosis.model.kinds import Kind

STYLES: Final[Mapping[str, str]] = {
    "italic": "Emph",
    "bold": "Strong",
    "small-caps": "SmallCaps",
    "underline": "Underline",
    "strikethrough": "Strikeout",
    "superscript": "Superscript",
    "subscript": "Subscript",
}
"""How words can look -> pandoc's name for it; the other looks are classes."""
NOTE_REFERENCE: Final = (("epub:type", "noteref"), ("role", "doc-noteref"))
"""The attributes of what leads to a note, or to what was changed."""


@dataclass(frozen=True, slots=True)
class PandocContent(Blocks[list[Node]], Inlines[list[Node]]):
    """A writer of blocks and inlines as nodes. `say`: the words of the book's own; `notes`: those that are pandoc's own
    at their first markers, by their ids, so that each format numbers and places them itself. `whole`: no line ends
    inside of a word, for formats whose lines a program may search."""

    say: BookWords
    notes: Mapping[str, Note] = field(default_factory=dict)
    whole: bool = False

    # ------------------------------------------------------------ blocks

    def blocks(self, blocks: Iterable[Block]) -> list[Node]:
        return [made for block in blocks for made in self.block(block)]

    def paragraph(self, block: Paragraph) -> list[Node]:
        classes = [block.role] if block.role else []
        return [div(block.id, [para(self.inlines(block.inlines))], classes, language(block.language))]

    def passage(self, block: Passage) -> list[Node]:
        """A quotation or an epigraph is a block quotation, a list a list; all have their role as class."""
        inner = self.blocks(block.blocks)
        if block.role in (Kind.QUOTE, Kind.EPIGRAPH):
            inner = [node("BlockQuote", inner)]
        elif block.role in ("list", "contents"):
            inner = [node("BulletList", [[item] for item in inner])]
        return [div("", inner, [block.role])]

    def listing(self, block: Listing) -> list[Node]:
        """A list as HTML knows it; an item of another list has its label before its words."""
        bodies = [self.blocks(item.blocks) for item in block.items]
        if block.kind == "gloss":
            terms = [[self.inlines(item.label), [body]] for item, body in zip(block.items, bodies, strict=True)]
            return [div("", [node("DefinitionList", terms)], ["gloss"])]
        for item, body in zip(block.items, bodies, strict=True):
            if item.label:
                body.insert(0, div("", [para(self.inlines(item.label))], ["item-label"]))
        if block.kind == "ordered" and not any(item.label for item in block.items):
            return [node("OrderedList", [1, {"t": "Decimal"}, {"t": "Period"}], bodies)]
        return [div("", [node("BulletList", bodies)], [block.kind])]

    def table(self, block: Table) -> list[Node]:
        rows = [[attr(), [self._cell(cell) for cell in row]] for row in block.rows]
        columns = sum(cell.columns for cell in block.rows[0])
        caption = [None, [node("Plain", self.inlines(block.caption))] if block.caption else []]
        sides = ("AlignRight" if place in block.numbers else "AlignDefault" for place in range(columns))
        widths = [[{"t": side}, {"t": "ColWidthDefault"}] for side in sides]
        body = [attr(), 0, [], rows[block.head_rows :]]
        head = [attr(), rows[: block.head_rows]]
        return [node("Table", attr(), caption, widths, head, [body], [attr(), []])]

    def _cell(self, cell: Cell) -> list[Any]:
        return [attr(), {"t": "AlignDefault"}, cell.rows, cell.columns, self.blocks(cell.blocks)]

    def section(self, block: Section) -> list[Node]:
        classes = [] if block.title else ["unnumbered", "unlisted"]
        heading = header(min(block.level, 6), block.id, self.inlines(block.title), classes)
        return [heading, *self.blocks(block.blocks)]

    # ------------------------------------------------------------ inlines

    def inlines(self, inlines: Sequence[Inline]) -> list[Node]:
        if self.whole:
            inlines = [inline for inline in inlines if not (isinstance(inline, LineBreak) and inline.within)]
        return [made for inline in inlines for made in self.inline(inline)]

    def text(self, inline: str) -> list[Node]:
        return string(inline)

    def styled(self, inline: Styled) -> list[Node]:
        """Words with their looks, the language outermost."""
        made = string(inline.text)
        for mark in inline.marks:
            made = [node(STYLES[mark], made) if mark in STYLES else span(made, classes=[mark])]
        if inline.language:
            made = [span(made, attributes=language(inline.language))]
        return [link(made, inline.target)] if inline.target else made

    def emended(self, inline: Emended) -> list[Node]:
        """Words that were changed, with a link to the list if they are there; a link without words would lead
        nobody."""
        spoken = language(inline.language)
        if not inline.listed:
            return self.styled(inline.styled)
        if not inline.text.strip():
            return [span(string(inline.text), inline.id)]
        attributes = [*NOTE_REFERENCE, *spoken]
        words = self.styled(Styled(inline.text, inline.marks))
        return [link(words, f"#list-{inline.id}", inline.id, ["emended"], attributes)]

    def page_break(self, inline: PageBreak) -> list[Node]:
        told = (
            ("epub:type", "pagebreak"),
            ("role", "doc-pagebreak"),
            ("aria-label", self.say("labels.page", page=inline.label)),
        )
        return [span([], inline.id, ["page"], told)] if inline.label else []

    def place(self, inline: AsidePlace) -> list[Node]:
        return [span([], inline.id)]

    def asked(self, inline: Asked) -> list[Node]:
        """Nothing: a printed book asks no questions."""
        return []

    def line_break(self, inline: LineBreak) -> list[Node]:
        return [{"t": "LineBreak"}]

    def image(self, inline: Image) -> list[Node]:
        return [node("Image", attr(), string(inline.alt), [inline.name, ""])]

    def note_ref(self, inline: NoteRef) -> list[Node]:
        """The marker of a note, or the note; of one that the source does not have it leads nowhere."""
        if inline.note in self.notes and not inline.again:
            return [node("Note", replace(self, notes={}).blocks(self.notes[inline.note].blocks))]
        if inline.own:
            sign = string(inline.label)
            shown = sign if self.whole else [node("Superscript", sign)]  # [^a^] would be a footnote of Markdown's
            return [link(shown, f"#{inline.note}", inline.id, ["noteref", "editorial"], NOTE_REFERENCE)]
        if inline.note:
            return [link(string(inline.label), f"#{inline.note}", inline.id, ["noteref"], NOTE_REFERENCE)]
        return [span([node("Superscript", string(inline.label))], inline.id, ["noteref", "missing"])]


def language(tag: str) -> list[tuple[str, str]]:
    """The attributes of words in a language."""
    if not tag:
        return []
    return [("lang", tag), *([("dir", "rtl")] if right_to_left(tag) else [])]
