"""The one way through a book: each kind of block and inline has its method, and nothing in a block is passed over."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from ecdosis.book.book import Block, Cell, Item, Listing, Paragraph, Passage, Section, Table
from ecdosis.book.fold import Blocks, Inlines, every, inner
from ecdosis.book.inlines import AsidePlace, Asked, Emended, Image, Inline, LineBreak, NoteRef, PageBreak, Styled

BLOCKS: tuple[tuple[str, Block], ...] = (
    ("paragraph", Paragraph("p", ())),
    ("passage", Passage("quote", ())),
    ("listing", Listing("simple", ())),
    ("table", Table((), ())),
    ("section", Section("s", 1, (), ())),
)
INLINES: tuple[tuple[str, Inline], ...] = (
    ("text", "words"),
    ("styled", Styled("words")),
    ("emended", Emended("c", "words")),
    ("page_break", PageBreak("b", "1")),
    ("place", AsidePlace("a")),
    ("asked", Asked("q", "q")),
    ("line_break", LineBreak()),
    ("image", Image("i", "a gull", 1, 1)),
    ("note_ref", NoteRef("r", "1", "n")),
)


def named(fold: type[Any]) -> Any:
    """A writer that says which of its methods was called, and with what."""
    names: frozenset[str] = fold.__abstractmethods__
    methods = {name: (lambda _, given, name=name: (name, given)) for name in names}
    return type("Named", (fold,), methods)()


@pytest.mark.parametrize(("name", "block"), BLOCKS)
def test_each_block_has_its_method(name: str, block: Block) -> None:
    assert named(Blocks).block(block) == (name, block)


@pytest.mark.parametrize(("name", "inline"), INLINES)
def test_each_inline_has_its_method(name: str, inline: Inline) -> None:
    assert named(Inlines).inline(inline) == (name, inline)


def test_there_are_no_other_kinds() -> None:
    assert {type(block) for _, block in BLOCKS} == {*get_args(Block)}
    assert {type(inline) for _, inline in INLINES} == {*get_args(Inline)}


@pytest.mark.parametrize("fold", [Blocks, Inlines])
def test_a_writer_without_one_cannot_be_made(fold: type[Any]) -> None:
    methods = {name: (lambda _, given: given) for name in sorted(fold.__abstractmethods__)[1:]}
    with pytest.raises(TypeError, match="abstract"):
        type("Half", (fold,), methods)()


def test_all_that_stands_in_blocks() -> None:
    one, two, three, four = (Paragraph(f"p{number}", ()) for number in range(4))
    listing = Listing("simple", (Item((), (one,)), Item((), ()), Item((), (two,))))
    table = Table((), ((Cell((three,)), Cell(())), (Cell((four, listing)),)))
    section = Section("s", 1, (), (Passage("quote", (table,)), one))
    assert inner(one) == ()
    assert inner(listing) == (one, two)
    assert inner(table) == (three, four, listing)
    assert inner(section) == section.blocks
    assert [*every((section,))] == [section, section.blocks[0], table, three, four, listing, one, two, one]
