"""The text of a book as HTML and as XHTML: what the web page and the EPUB have in common.

All markup is in templates, which escape whatever they are given: a text can say what it likes and stays words.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from ecdosis.book.book import Block, Cell, Item, Listing, Paragraph, Table
from ecdosis.book.fold import Blocks, Inlines
from ecdosis.book.inlines import AsidePlace, Asked, Emended, Image, Inline, NoteRef, Styled, set_in
from ecdosis.languages.detect import right_to_left
from ecdosis.model.kinds import Kind
from ecdosis.templates import partial

Attributes = Mapping[str, str | int | None]
"""Those of an element by name; one that is None is left out."""
NOTHING: Final = Markup("")
SEPARATES: Final[Attributes] = {"role": "separator"}
"""What tells whoever cannot see it that a sign is a break between scenes (WAI-ARIA 1.2, separator)."""
LEADS: Final = (AsidePlace, Asked, Emended, NoteRef)
"""What leads somewhere or can be opened: a separator is one sign, and hides it from whoever cannot see."""
SCHEMES: Final = frozenset(("http", "https", "mailto"))
"""Where a link out of the book may lead. Scripts, files and data are words without a link, whoever made the book."""


def looks_like(block: Paragraph) -> str | None:
    """The classes of a paragraph: its role, and how far a line of verse is set in, so that what turns over is, too."""
    ems = set_in(block.inlines) if block.role == Kind.VERSE else 0
    return f"{block.role} in-{ems}" if ems else block.role or None


def separates(block: Paragraph) -> Attributes:
    """What says that a paragraph is a break between scenes, if it is one and nothing else."""
    leads = any(isinstance(inline, LEADS) for inline in block.inlines)
    return SEPARATES if block.role == Kind.SCENE_BREAK and not leads else {}


@dataclass(frozen=True, slots=True)
class HeadOrCell:
    """A cell of a table with its element and how far it reaches."""

    name: str
    reach: Attributes
    content: Markup


@dataclass(frozen=True, kw_only=True)
class Hypertext(Blocks[Markup], Inlines[Markup]):
    """A writer of blocks and inlines as elements."""

    STYLES: ClassVar[Mapping[str, str]]
    """How words can look -> its element; the other looks are classes."""

    # ------------------------------------------------------------ blocks

    def blocks(self, parts: Iterable[Block]) -> Markup:
        return Markup("\n").join(map(self.block, parts))

    def listing(self, block: Listing) -> Markup:
        """A list as HTML knows it; an item of another list than that of a glossary has its label before its words."""
        labelled = any(item.label for item in block.items)
        kind = "simple" if labelled and block.kind == "ordered" else block.kind
        if kind == "gloss":
            items = [(self.inlines(item.label), self.blocks(item.blocks)) for item in block.items]
            return partial(TEMPLATE, "glossary", kind=self.class_of_list(kind), items=items)
        name = "ol" if kind == "ordered" else "ul"
        kind, content = self.class_of_list(kind), map(self.item, block.items)
        return partial(TEMPLATE, "listed", name=name, kind=kind, items=content)

    @abstractmethod
    def class_of_list(self, kind: str) -> str: ...

    @abstractmethod
    def item(self, item: Item) -> Markup:
        """The content of an item of a list."""

    def table(self, block: Table) -> Markup:
        numbers = block.numbers
        rows = [
            [
                HeadOrCell("th" if cell.head else "td", _attributes(cell, place in numbers), self.blocks(cell.blocks))
                for place, cell in enumerate(row)
            ]
            for row in block.rows
        ]
        return partial(
            TEMPLATE,
            "table",
            caption=self.inlines(block.caption),
            head=rows[: block.head_rows],
            body=rows[block.head_rows :],
        )

    # ------------------------------------------------------------ inlines

    def inlines(self, inlines: Sequence[Inline]) -> Markup:
        """Inlines; neighbours with one target are one link."""
        return NOTHING.join(self.linked(target, same) for target, same in by_target(inlines))

    def linked(self, target: str, same: Sequence[Inline]) -> Markup:
        content = self.run(same)
        address = self.address(target)
        return element("a", self.link(address), content) if address else content

    def run(self, inlines: Sequence[Inline]) -> Markup:
        """Inlines that lead to one place, or to none."""
        return NOTHING.join(map(self.inline, inlines))

    @abstractmethod
    def link(self, address: str) -> Attributes:
        """The attributes of a link."""

    def address(self, target: str) -> str:
        """Where a link leads; empty if it may not."""
        return target if target.startswith("#") or _scheme(target) in SCHEMES else ""

    def text(self, inline: str) -> Markup:
        return escape(inline)

    def styled(self, inline: Styled) -> Markup:
        """Words with their looks, the language outermost."""
        made = escape(inline.text)
        for mark in inline.marks:
            name = self.STYLES.get(mark)
            made = element(name, {}, made) if name else element("span", {"class": mark}, made)
        return self.spoken(inline.language, made)

    def spoken(self, language: str, content: Markup) -> Markup:
        """Words in a language, if it is not that of those around."""
        return element("span", self.language(language), content) if language else content

    def language(self, tag: str) -> Attributes:
        """The attributes of what is in a language."""
        return {"lang": tag or None, "dir": "rtl" if right_to_left(tag) else None}

    def image(self, inline: Image) -> Markup:
        """A picture; of one that cannot be shown its words."""
        source = self.source(inline.name)
        return empty("img", {"src": source, "alt": inline.alt}) if source else self.text(inline.alt)

    @abstractmethod
    def source(self, name: str) -> str:
        """The address of a picture; empty if there is none that can be shown."""


TEMPLATE: Final = "hypertext.html"


def element(name: str, attributes: Attributes, content: str) -> Markup:
    """An element; its content is escaped unless it is markup."""
    return partial(TEMPLATE, "element", name=name, attributes=attributes, content=content)


def empty(name: str, attributes: Attributes) -> Markup:
    """An element that never has content."""
    return partial(TEMPLATE, "empty", name=name, attributes=attributes)


def by_target(inlines: Iterable[Inline]) -> Iterator[tuple[str, list[Inline]]]:
    """Neighbours that lead to one place, with it; empty for those that lead nowhere."""
    for target, same in groupby(inlines, lambda inline: inline.target if isinstance(inline, Styled) else ""):
        yield target, list(same)


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def _attributes(cell: Cell, is_number: bool) -> Attributes:
    """How far a cell reaches, and whether its column has numbers."""
    reach = {"colspan": cell.columns if cell.columns > 1 else None, "rowspan": cell.rows if cell.rows > 1 else None}
    return {"class": "number" if is_number else None, **reach}
