"""The one way through a book that all writers take: a method for each kind of block, and of inline.

A writer of a format is a subclass. A new kind gets a method here and a case below; mypy then names every writer that
has none for it yet, since a class without it cannot be made.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar, assert_never

from ecdosis.book.book import Block, Listing, Paragraph, Passage, Section, Table
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

T = TypeVar("T")


class Blocks(ABC, Generic[T]):
    """What each kind of block becomes; one that holds others goes on into them itself, by `block`."""

    @abstractmethod
    def paragraph(self, block: Paragraph) -> T: ...

    @abstractmethod
    def passage(self, block: Passage) -> T: ...

    @abstractmethod
    def listing(self, block: Listing) -> T: ...

    @abstractmethod
    def table(self, block: Table) -> T: ...

    @abstractmethod
    def section(self, block: Section) -> T: ...

    def block(self, block: Block) -> T:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Passage():
                return self.passage(block)
            case Listing():
                return self.listing(block)
            case Table():
                return self.table(block)
            case Section():
                return self.section(block)
            case _:
                assert_never(block)


class Inlines(ABC, Generic[T]):
    """What each kind of inline becomes."""

    @abstractmethod
    def text(self, inline: str) -> T: ...

    @abstractmethod
    def styled(self, inline: Styled) -> T: ...

    @abstractmethod
    def emended(self, inline: Emended) -> T: ...

    @abstractmethod
    def page_break(self, inline: PageBreak) -> T: ...

    @abstractmethod
    def place(self, inline: AsidePlace) -> T: ...

    @abstractmethod
    def asked(self, inline: Asked) -> T: ...

    @abstractmethod
    def line_break(self, inline: LineBreak) -> T: ...

    @abstractmethod
    def image(self, inline: Image) -> T: ...

    @abstractmethod
    def note_ref(self, inline: NoteRef) -> T: ...

    def inline(self, inline: Inline) -> T:
        match inline:
            case str():
                return self.text(inline)
            case Styled():
                return self.styled(inline)
            case Emended():
                return self.emended(inline)
            case PageBreak():
                return self.page_break(inline)
            case AsidePlace():
                return self.place(inline)
            case Asked():
                return self.asked(inline)
            case LineBreak():
                return self.line_break(inline)
            case Image():
                return self.image(inline)
            case NoteRef():
                return self.note_ref(inline)
            case _:
                assert_never(inline)


class _Inner(Blocks[tuple[Block, ...]]):
    """The blocks that stand in a block, one level down."""

    def paragraph(self, block: Paragraph) -> tuple[Block, ...]:
        return ()

    def passage(self, block: Passage) -> tuple[Block, ...]:
        return block.blocks

    def listing(self, block: Listing) -> tuple[Block, ...]:
        return tuple(part for item in block.items for part in item.blocks)

    def table(self, block: Table) -> tuple[Block, ...]:
        return tuple(part for row in block.rows for cell in row for part in cell.blocks)

    def section(self, block: Section) -> tuple[Block, ...]:
        return block.blocks


def inner(block: Block) -> tuple[Block, ...]:
    """The blocks that stand in a block, one level down, in order."""
    return _Inner().block(block)


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks and all that stand in them, each before what it holds, in order."""
    for block in blocks:
        yield block
        yield from every(inner(block))
