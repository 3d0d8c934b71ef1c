"""The text of a book as an EPUB has it: blocks and inlines as XHTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from markupsafe import Markup

from ecdosis.book.book import Block, Item, Paragraph, Passage, Section, Statement
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
    whole_words,
)
from ecdosis.book.words import BookWords
from ecdosis.formats.epub.semantics import NONE, OWN, SemanticKind
from ecdosis.formats.hypertext import NOTHING, Attributes, Hypertext, element, empty, looks_like, separates
from ecdosis.languages.detect import right_to_left
from ecdosis.model.kinds import Kind

NOTE_REFERENCE: Final = {"epub:type": "noteref", "role": "doc-noteref"}
"""The attributes of what leads to a note, or to what was changed: reading systems show either as a pop-up."""
PASSAGES: Final[Mapping[str, str]] = {"quote": "blockquote", "epigraph": "blockquote", "figure": "figure"}
"""The elements of passages; the others are divisions."""


@dataclass(frozen=True, kw_only=True)
class EpubContent(Hypertext):
    """A writer of the pages of an EPUB. `around`: the language (BCP 47) of what is around; `say`: the words of the
    book's own; `files`: in which file the
    elements with an id are; `pictures`: the addresses of the pictures by their names; `kinds`: what the sections are,
    by their ids; `signs`: whether words that were changed are links to the list; `folder`: that of the files, as it is
    seen from where this is written."""

    around: str
    say: BookWords
    files: Mapping[str, str]
    pictures: Mapping[str, str]
    kinds: Mapping[str, SemanticKind]
    signs: bool
    folder: str = ""

    STYLES: ClassVar[Mapping[str, str]] = {
        "italic": "i",
        "bold": "b",
        "underline": "u",
        "strikethrough": "del",
        "superscript": "sup",
        "subscript": "sub",
    }

    # ------------------------------------------------------------ blocks

    def paragraph(self, block: Paragraph) -> Markup:
        attributes = {"id": block.id or None, "class": looks_like(block), **self.language(block.language)}
        attributes |= separates(block)
        return element("p", attributes, self.within(block.language).inlines(block.inlines))

    def passage(self, block: Passage) -> Markup:
        if block.role in ("list", "contents", "index"):
            items = (element("li", {}, self.block(part)) for part in block.blocks)
            return element("ul", {"class": block.role}, Markup("\n").join(items))
        attributes = {"class": block.role}
        if block.role == Kind.EPIGRAPH:
            attributes |= {"epub:type": "epigraph", "role": "doc-epigraph"}
        content = self.figure(block.blocks) if block.role == "figure" else self.blocks(block.blocks)
        return element(PASSAGES.get(block.role, "div"), attributes, content)

    def figure(self, blocks: Sequence[Block]) -> Markup:
        """The content of a figure; the caption at its end, or at its beginning, is that of the figure."""
        captions = [at for at in (len(blocks) - 1, 0) if blocks and _is_caption(blocks[at])]
        made = [
            self.caption(block) if [at] == captions[:1] and isinstance(block, Paragraph) else self.block(block)
            for at, block in enumerate(blocks)
        ]
        return Markup("\n").join(made)

    def caption(self, block: Paragraph) -> Markup:
        attributes = {"id": block.id or None, "class": block.role, **self.language(block.language)}
        return element("figcaption", attributes, self.within(block.language).inlines(block.inlines))

    def class_of_list(self, kind: str) -> str:
        return kind

    def item(self, item: Item) -> Markup:
        label = element("p", {"class": "item-label"}, self.inlines(item.label)) if item.label else NOTHING
        return label + self.blocks(item.blocks)

    def section(self, block: Section) -> Markup:
        kind = self.kinds.get(block.id, NONE)
        attributes = {"id": block.id or None, **kind.attributes, "class": block.id if block.id in OWN else None}
        language = self.own if block.id in OWN else ""
        blocks = _in_language(language, block.blocks) if language else block.blocks
        heading = element(
            f"h{min(block.level, 6)}",
            self.language(language),
            self.within(language).inlines(heading_lines(block.title)),
        )
        return element("section", attributes, (heading if block.title else NOTHING) + self.blocks(blocks))

    # ------------------------------------------------------------ inlines

    def inlines(self, inlines: Sequence[Inline]) -> Markup:
        """Inlines; a change inside of a word is shown on the whole word."""
        return super().inlines(whole_words(inlines) if self.signs else inlines)

    def link(self, address: str) -> Attributes:
        return {"href": address}

    def address(self, target: str) -> str:
        """Where a link leads: in the book to the file and the place in it."""
        if not target.startswith("#"):
            return super().address(target)
        file = self.files.get(target[1:])
        return f"{self.folder}{file}{target}" if file else ""

    def emended(self, inline: Emended) -> Markup:
        """Words that were changed, with a link to the list if they are there; a link without words would lead
        nobody."""
        if not inline.listed:
            return self.styled(inline.styled)
        attributes = {"id": inline.id, **self.language(inline.language)}
        if not inline.text.strip():
            return element("span", attributes, inline.text)
        address = self.address(f"#list-{inline.id}")
        if not self.signs or not address:
            return self.place(AsidePlace(inline.id)) + self.styled(inline.styled)
        words = self.styled(Styled(inline.text, inline.marks))
        return element("a", {"href": address, **attributes, "class": "emended", **NOTE_REFERENCE}, words)

    def page_break(self, inline: PageBreak) -> Markup:
        if not inline.label:
            return NOTHING
        told = {"role": "doc-pagebreak", "aria-label": self.say("labels.page", page=inline.label)}
        return element("span", {"id": inline.id, "class": "page", "epub:type": "pagebreak", **told}, "")

    def place(self, inline: AsidePlace) -> Markup:
        return element("span", {"id": inline.id}, "")

    def asked(self, inline: Asked) -> Markup:
        """Nothing: a printed book asks no questions."""
        return NOTHING

    def line_break(self, inline: LineBreak) -> Markup:
        return empty("br", {})

    def source(self, name: str) -> str:
        return self.pictures.get(name, "")

    def note_ref(self, inline: NoteRef) -> Markup:
        """The marker of a note; of one that the source does not have it leads nowhere."""
        if address := self.address(f"#{inline.note}"):
            told = self.say("labels.annotation", label=inline.label) if inline.own else None
            class_ = "noteref editorial" if inline.own else "noteref"
            attributes = {"href": address, "id": inline.id, "class": class_, **NOTE_REFERENCE, "aria-label": told}
            return element("a", attributes, inline.label)
        return element("span", {"id": inline.id, "class": "noteref missing"}, element("sup", {}, inline.label))

    # ------------------------------------------------------------ languages

    def language(self, tag: str) -> Attributes:
        """The attributes of what is in a language, for HTML and for XML: none if it is that of what is around."""
        if not tag or tag == self.around:
            return {}
        leftward = right_to_left(tag)
        direction = None if leftward == right_to_left(self.around) else "rtl" if leftward else "ltr"
        return {"lang": tag, "xml:lang": tag, "dir": direction}

    def spoken(self, language: str, content: Markup) -> Markup:
        return super().spoken(language, content) if self.language(language) else content

    @property
    def own(self) -> str:
        """The language of what a book says of itself; empty if that is what is around."""
        return "" if self.around.partition("-")[0].lower() == self.say.language else self.say.language

    def stated(self, statements: Iterable[Statement]) -> Markup:
        """What a book says of itself, where its own language is around."""
        return Markup(" ").join(self.spoken(one.language, self.text(one.text)) for one in statements)

    def within(self, language: str) -> EpubContent:
        """The writer of what is in a language."""
        return replace(self, around=language) if language else self


def _is_caption(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == Kind.CAPTION


def _in_language(language: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a section that a book adds: what it says itself, at the beginning and as headings, is in a
    language of its own."""
    return [
        replace(block, language=language)
        if isinstance(block, Paragraph) and (not at or block.role == "heading")
        else block
        for at, block in enumerate(blocks)
    ]
