"""Headings that the printer set in several lines are read as one."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import pairwise
from typing import Final

from ecdosis.model.document import Block, Document
from ecdosis.model.pieces import Edit
from ecdosis.stages.blocks.numbers import is_numbered
from ecdosis.stages.blocks.rules import BlockRule

WHY: Final = "the lines of one heading"


def whole(document: Document, cuts: Container[int]) -> Document:
    """A document whose headings of several lines are each one block; at some source positions (`cuts`) an editor has a
    block begin."""
    edits = list(_ends(document, cuts))
    return document.read_as(document.text.edit(edits)[0]) if edits else document


def _ends(document: Document, cuts: Container[int]) -> Iterator[Edit]:
    """The line ends inside of headings."""
    reading = document.text.reading
    for a, b in pairwise(document.blocks):
        free = document.text.position(b.start) not in cuts and reading[a.end : b.start].count("\n") == 1
        if free and _is_one(a, b) and _go_on(reading, a, b):
            yield Edit(a.end, b.start, " ", "line-end", "blocks", float(BlockRule.WHOLE), WHY)


def _is_one(a: Block, b: Block) -> bool:
    heads = a.type == b.type == "head" and not (a.front or b.front)
    return heads and a.level == b.level and a.by == b.by == "blocks"


def _go_on(reading: str, a: Block, b: Block) -> bool:
    """Whether two lines in capitals are one title: no mark ends the first, and neither is the number of a division."""
    first, second = reading[a.start : a.end], reading[b.start : b.end]
    bare = not (is_numbered(first) or is_numbered(second))
    return bare and first.isupper() and second.isupper() and (first[-1].isalnum() or first[-1] in ",’'-—")
