"""A book as plain text: a line for every block, a blank line between, verse one line a line, notes at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ecdosis.book.book import Block, Book, Cell, Listing, Paragraph, Passage, Section, Table
from ecdosis.book.inlines import Inline, words_of


def plain(book: Book) -> bytes:
    """The text as UTF-8."""
    parts = [book.display_title, book.author, *_blocks(book.blocks)]
    parts += [f"[{note.label}] {' '.join(_blocks(note.blocks))}" for note in book.notes]
    return ("\n\n".join(part for part in parts if part.strip()) + "\n").encode("utf-8", "replace")


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _words(block.inlines)
            case Passage("poem" | "stanza"):
                yield "\n".join(_blocks(block.blocks))
            case Passage():
                yield from _blocks(block.blocks)
            case Section():
                yield _words(block.title)
                yield from _blocks(block.blocks)
            case Listing():
                for item in block.items:
                    yield " ".join(filter(None, (_words(item.label), *_blocks(item.blocks))))
            case Table():
                yield _words(block.caption)
                yield "\n".join(map(_row, block.rows))


def _row(row: Sequence[Cell]) -> str:
    return "\t".join(" ".join(_blocks(cell.blocks)) for cell in row)


def _words(inlines: Iterable[Inline]) -> str:
    return "".join(map(words_of, inlines))
