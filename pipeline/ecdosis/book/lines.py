"""The lines of a book in which words stand, in order, and the same book with places put between the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from ecdosis.book.book import Block, Cell, Item, Listing, Paragraph, Passage, Section, Table
from ecdosis.book.inlines import AsidePlace, Inline, Styled, words_of


@dataclass(frozen=True, slots=True)
class Line:
    """The inlines of a paragraph, title, label or caption. `named`: what its words are found by, all together (the
    heading of a division has a name); `own`: its words are those of the text, which is told of neither an index nor
    the head of a table, which a printed book may say twice."""

    inlines: tuple[Inline, ...]
    named: str = ""
    own: bool = True


Places = Mapping[tuple[int, int], Sequence[tuple[int, str]]]
"""The places to put into lines, by the numbers of a line and of an inline in it: before which of its characters, and
their names; in order."""


def lines(blocks: Sequence[Block], *, own: bool = True) -> Iterator[Line]:
    """All lines of blocks, in order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield Line(block.inlines, own=own)
            case Passage():
                yield from lines(block.blocks, own=own and block.role not in ("index", "contents"))
            case Section():
                yield Line(block.title, block.id, own)
                yield from lines(block.blocks, own=own)
            case Listing():
                for item in block.items:
                    yield Line(item.label, own=own)
                    yield from lines(item.blocks, own=own)
            case Table():
                yield Line(block.caption, own=own)
                for cell in (cell for row in block.rows for cell in row):
                    yield from lines(cell.blocks, own=own and not cell.head)
            case _:
                assert_never(block)


def with_places(blocks: Sequence[Block], places: Places) -> tuple[Block, ...]:
    """Blocks with places put into their lines."""
    made = (_with(line.inlines, number, places) for number, line in enumerate(lines(blocks)))
    return tuple(_rebuilt(block, made) for block in blocks)


def _rebuilt(block: Block, made: Iterator[tuple[Inline, ...]]) -> Block:
    """A block with the next lines, in the order of `lines`."""
    match block:
        case Paragraph():
            return replace(block, inlines=next(made))
        case Passage():
            return replace(block, blocks=tuple(_rebuilt(one, made) for one in block.blocks))
        case Section():
            return replace(block, title=next(made), blocks=tuple(_rebuilt(one, made) for one in block.blocks))
        case Listing():
            return replace(block, items=tuple(_item(item, made) for item in block.items))
        case Table():
            caption = next(made)
            return replace(block, caption=caption, rows=tuple(tuple(_cell(c, made) for c in row) for row in block.rows))
        case _:
            assert_never(block)


def _item(item: Item, made: Iterator[tuple[Inline, ...]]) -> Item:
    return Item(next(made), tuple(_rebuilt(block, made) for block in item.blocks))


def _cell(cell: Cell, made: Iterator[tuple[Inline, ...]]) -> Cell:
    return replace(cell, blocks=tuple(_rebuilt(block, made) for block in cell.blocks))


def _with(inlines: tuple[Inline, ...], number: int, places: Places) -> tuple[Inline, ...]:
    """The inlines of a line with its places."""
    return tuple(part for at, inline in enumerate(inlines) for part in _apart(inline, places.get((number, at), ())))


def _apart(inline: Inline, places: Sequence[tuple[int, str]]) -> Iterator[Inline]:
    """An inline with places between its characters; what is no plain words has them before it."""
    done = 0
    for offset, name in places:
        if isinstance(inline, (str, Styled)) and offset > done:
            yield cut(inline, done, offset)
            done = offset
        yield AsidePlace(name)
    yield cut(inline, done, len(words_of(inline))) if done and isinstance(inline, (str, Styled)) else inline


def cut(inline: str | Styled, start: int, end: int) -> str | Styled:
    """Some of the characters of words, which look as all do."""
    return replace(inline, text=inline.text[start:end]) if isinstance(inline, Styled) else inline[start:end]
