"""A book as plain text: a line for every block, a blank line between, verse one line a line, notes at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ecdosis.book.book import Block, Book, Cell, Item, Listing, Paragraph, Passage, Section, Table
from ecdosis.book.fold import Blocks
from ecdosis.book.inlines import Inline, words_of
from ecdosis.formats.design import Design
from ecdosis.formats.format import NOTHING, Made
from ecdosis.model.kinds import Kind


def plain(book: Book) -> bytes:
    """The text as UTF-8."""
    write = _Plain()
    parts = [book.display_title, book.author, *write.blocks(book.blocks)]
    parts += [f"[{note.label}] {' '.join(write.blocks(note.blocks))}" for note in book.notes]
    return ("\n\n".join(part for part in parts if part.strip()) + "\n").encode("utf-8", "replace")


def made(book: Book, _: Design = Design(), __: Mapping[str, str] = NOTHING) -> Made:
    """The text as a product."""
    return Made(plain(book))


class _Plain(Blocks[list[str]]):
    """A writer of blocks as the pieces of text between which a line is blank."""

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        pieces: list[str] = []
        for lines, together in groupby(blocks, _is_line):
            found = [piece for block in together for piece in self.block(block)]
            pieces += ["\n".join(found)] if lines else found
        return pieces

    def paragraph(self, block: Paragraph) -> list[str]:
        words = _words(block.inlines)
        return [f"[{words}]" if block.role == "sidenote" else words]

    def passage(self, block: Passage) -> list[str]:
        pieces = self.blocks(block.blocks)
        return ["\n".join(pieces)] if block.role in ("poem", "stanza") else pieces

    def listing(self, block: Listing) -> list[str]:
        return [self._item(item) for item in block.items]

    def _item(self, item: Item) -> str:
        return " ".join(filter(None, (_words(item.label), *self.blocks(item.blocks))))

    def table(self, block: Table) -> list[str]:
        return [_words(block.caption), "\n".join(map(self._row, block.rows))]

    def _row(self, row: Sequence[Cell]) -> str:
        return "\t".join(" ".join(self.blocks(cell.blocks)) for cell in row)

    def section(self, block: Section) -> list[str]:
        return [_words(block.title), *self.blocks(block.blocks)]


def _is_line(block: Block) -> bool:
    """Whether a block is one of several lines that stand as they are."""
    return isinstance(block, Paragraph) and block.role == Kind.LINE


def _words(inlines: Iterable[Inline]) -> str:
    return "".join(map(words_of, inlines))
