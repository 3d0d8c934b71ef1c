"""The pages of an EPUB: what stands in which file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from ecdosis.book.book import Block, Book, Paragraph, Section, all_inlines
from ecdosis.book.fold import every
from ecdosis.book.inlines import AsidePlace, Emended, NoteRef, PageBreak, words_of
from ecdosis.formats.epub.content import EpubContent
from ecdosis.formats.epub.semantics import NONE, OWN, SemanticKind, kinds

LARGE: Final = 100_000
"""Code points of a chapter from which its own parts begin files."""


@dataclass(frozen=True, slots=True)
class EpubPage:
    """What stands in a file. `title`: that of the page (empty: that of the book); `matter`: where in the book it
    stands, `frontmatter`, `bodymatter` or `backmatter`; `ids`: the places in it that links may lead to; `own`: the id
    of the section of the book's own that begins there (empty if none does)."""

    title: str
    matter: str
    ids: tuple[str, ...]
    body: Callable[[EpubContent], Markup]
    own: str = ""


def text_pages(book: Book) -> list[EpubPage]:
    """The text, in files that begin with the headings of the first level, or of the second as well if what stands
    under one is very long. A book that does not begin with a heading gets its title for one."""
    sections = [block for block in book.blocks if isinstance(block, Section)]
    deepest = 2 if any(length((section,)) > LARGE for section in sections) else 1
    before, *pages = _cut(tuple(_in_pieces(book.blocks, 1, deepest)), deepest)
    before = tuple(replace(section, blocks=before) for section in untitled(book)) or before
    types = dict(kinds(book.blocks))
    return [_page(page, types) for page in (before, *pages) if page]


def _page(blocks: tuple[Block, ...], types: Mapping[str, SemanticKind]) -> EpubPage:
    sections = [block for block in every(blocks) if isinstance(block, Section)]
    title = next(filter(None, map(words_in, sections)), "")
    matter = types.get(sections[0].id if sections else "", NONE).matter
    own = next((section.id for section in sections if section.id in OWN), "")
    return EpubPage(title, matter, tuple(ids(blocks)), lambda write: write.blocks(blocks), own)


def untitled(book: Book) -> tuple[Section, ...]:
    """The section of what a book begins with before its first heading, if anything: it has the title of the book."""
    return () if book.blocks and isinstance(book.blocks[0], Section) else (Section("text", 1, (book.title,), ()),)


def _cut(blocks: Sequence[Block], deepest: int) -> list[tuple[Block, ...]]:
    """The pages that some blocks make; the first goes on on the page where they stand."""
    made: list[tuple[Block, ...]] = [()]
    for block in blocks:
        if isinstance(block, Section) and block.level <= deepest:
            first, *rest = _cut(block.blocks, deepest)
            made += [(replace(block, blocks=first),), *rest]
        else:
            made[-1] = (*made[-1], block)
    return made


def _in_pieces(blocks: Sequence[Block], level: int, deepest: int) -> Iterator[Block]:
    """Blocks of a division of some level, so that no file gets very long: what has no divisions of its own (a
    dictionary, an epic) is parted into some without a heading. Files begin down to level `deepest`."""
    piece: list[Block] = []
    parted = False
    for block in blocks:
        if isinstance(block, Section):
            yield from _piece(piece, level, parted)
            yield replace(block, blocks=tuple(_in_pieces(block.blocks, block.level, deepest)))
            piece, parted = [], False
            continue
        if piece and level <= deepest and length(piece) + length((block,)) > LARGE:
            yield from _piece(piece, level, parted)
            piece, parted = [], True
        piece.append(block)
    yield from _piece(piece, level, parted)


def _piece(blocks: Sequence[Block], level: int, parted: bool) -> Iterator[Block]:
    return iter((Section("", level, (), tuple(blocks)),) if parted else blocks)


def length(blocks: Sequence[Block]) -> int:
    """Code points of blocks."""
    return sum(len(words_of(inline)) for inline in all_inlines(blocks))


def words_in(section: Section) -> str:
    """The words of a heading."""
    return "".join(map(words_of, section.title)).strip()


def ids(blocks: Sequence[Block]) -> Iterator[str]:
    """The places in blocks that links may lead to."""
    yield from (block.id for block in every(blocks) if isinstance(block, (Paragraph, Section)) and block.id)
    for inline in all_inlines(blocks):
        if isinstance(inline, (Emended, NoteRef, PageBreak, AsidePlace)):
            yield inline.id
