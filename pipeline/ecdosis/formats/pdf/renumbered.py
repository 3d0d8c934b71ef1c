"""The words of a text as a PDF has them that gives it new pages: without those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

from ecdosis.book.book import Block, Note, Paragraph
from ecdosis.book.contents import source_contents, without_page
from ecdosis.book.fold import every
from ecdosis.book.index_pages import index_pages, without_pages
from ecdosis.book.inlines import Inline, words_of

_NEW: Final = re.compile("\N{WORD JOINER}[^\N{WORD JOINER}]{0,99}\N{WORD JOINER}")
"""A new page, between the joiners that the templates put around it."""


def without_new(text: str) -> str:
    """The text of a PDF without its new pages."""
    return _NEW.sub("", text)


def without_old(words: Sequence[str], blocks: Sequence[Block], notes: Sequence[Note] = ()) -> tuple[str, ...]:
    """The words of a book without the pages of the source for which its PDF has new ones."""
    left: list[str] = []
    at = 0
    for old, new in _changed(blocks, notes):
        found = next(i for i in count(at) if i >= len(words) or tuple(words[i : i + len(old)]) == old)
        if found < len(words):
            left += (*words[at:found], *new)
            at = found + len(old)
    return (*left, *words[at:])


def _changed(blocks: Sequence[Block], notes: Sequence[Note]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words of each paragraph that gets new pages, with the old ones and without."""
    contents, index = source_contents(blocks), index_pages(blocks, notes)
    for block in every(blocks):
        if contents and isinstance(block, Paragraph) and block.id in contents.paged:
            yield _words(block.inlines), _words(without_page(block.inlines))
        elif index and isinstance(block, Paragraph) and block.id in index.entries:
            yield _words(block.inlines), _words(without_pages(index.entries[block.id]))


def _words(inlines: Sequence[Inline]) -> tuple[str, ...]:
    return tuple("".join(map(words_of, inlines)).split())
