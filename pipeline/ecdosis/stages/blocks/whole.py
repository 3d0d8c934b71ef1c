"""Headings that the printer set in several lines are read as one, and so are the entries of contents, indexes and
glossaries, and lines of verse that were turned over; the dots that lead to a page, as many as the line had room for,
are one sign."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import Final

from ecdosis.model.document import Block, Document
from ecdosis.model.kinds import INDEXING, Kind
from ecdosis.model.pieces import Edit
from ecdosis.stages.blocks.metre import BRACKETS
from ecdosis.stages.blocks.numbers import is_numbered, is_titled
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.words import AND

_OPEN: Final = re.compile(rf"(?:,|\s(?:{AND}))\Z")
_FIGURES: Final = re.compile(r"\d{1,4}[.)]?")
WHY_INDEX: Final = "the lines of one entry in an index or glossary"
WHY_ENTRY: Final = "the page of an entry in a table of contents"
_LEADERS: Final = re.compile(r"[^\S\n]{0,9}(?:[.…·•_][^\S\n]?){4,}[^\S\n]*(?P<page>(?=\w))?")
LEADER: Final = "…"
WHY_LEADER: Final = "the dots that lead to the page of an entry in a table of contents"
WHY_DIRECTION: Final = "the lines of one stage direction"
WHY_TURNED: Final = "the rest of a line of verse, which had no room in its line"
WHY_BRACKET: Final = "a bracket that only says that a line of verse goes on here"
WHY: Final = "the lines of one heading"


def whole(document: Document, cuts: Container[int]) -> Document:
    """A document whose headings and entries of several lines are each one block; at some source positions (`cuts`) an
    editor has a block begin."""
    edits = [*_ends(document, cuts), *_leaders(document)]
    return document.read_as(document.text.edit(edits)[0]) if edits else document


def _ends(document: Document, cuts: Container[int]) -> Iterator[Edit]:
    """The line ends inside of headings and entries."""
    reading = document.text.reading
    for a, b in pairwise(document.blocks):
        if document.text.position(b.start) in cuts:
            continue
        if b.turned and a.type == b.type:
            yield from _turned(reading, a, b)
        elif _is_page_of(reading, a, b):
            yield _joined(reading, a, b, WHY_ENTRY)
        if _is_entry(a, b):
            yield _joined(reading, a, b, WHY_INDEX)
        adjacent = reading[a.end : b.start].count("\n") == 1
        directed = adjacent and a.type == b.type == Kind.STAGE_DIRECTION
        if directed and (a.group == b.group != 0 or _OPEN.search(reading, a.start, a.end)):
            yield _joined(reading, a, b, WHY_DIRECTION)
        if not _is_one(a, b):
            continue
        if (adjacent and _go_on(reading, a, b)) or _is_numbered(reading, a, b):
            yield _joined(reading, a, b, WHY)


def _leaders(document: Document) -> Iterator[Edit]:
    """The dots in the entries of tables of contents."""
    for block in document.blocks:
        if block.type != "contents" or block.by != "blocks":
            continue
        for match in _LEADERS.finditer(document.text.reading, block.start, block.end):
            sign = f"{' ' * (match.start() > block.start)}{LEADER}{' ' * (match['page'] is not None)}"
            yield Edit(*match.span(), sign, "leader", "blocks", float(BlockRule.LEADER), WHY_LEADER)


def _turned(reading: str, a: Block, b: Block) -> Iterator[Edit]:
    """A line of verse whose rest stands on the next line is one; the bracket that says so is none of its words."""
    yield _joined(reading, a, b, WHY_TURNED)
    if reading[b.start] in BRACKETS:
        yield Edit(b.start, b.start + 1, "", "markup", "blocks", float(BlockRule.TURNED), WHY_BRACKET)


def _joined(reading: str, a: Block, b: Block, why: str) -> Edit:
    """A space for the line ends between two blocks; the blanks around them stay, or they would be it."""
    start, end = reading.index("\n", a.end), reading.rindex("\n", a.end, b.start) + 1
    return Edit(start, end, " ", "line-end", "blocks", float(BlockRule.WHOLE), why)


def _is_one(a: Block, b: Block) -> bool:
    heads = a.type == b.type == "head" and not (a.front or b.front)
    return heads and a.level <= b.level and a.by == b.by == "blocks"


def _is_entry(a: Block, b: Block) -> bool:
    """Whether two blocks are lines of one entry in an index, or of what a glossary says of one word."""
    same = a.type == b.type and (a.group, a.part) == (b.group, b.part)
    return same and a.type in (*INDEXING, Kind.GLOSS) and a.by == b.by == "blocks"


def _is_page_of(reading: str, a: Block, b: Block) -> bool:
    """Whether a line of a table of contents is nothing but the page, or the dots, of the entry before it."""
    entries = a.type == b.type == "contents" and a.group == b.group and a.by == b.by == "blocks"
    return entries and not any(map(str.isalpha, reading[b.start : b.end]))


def _is_numbered(reading: str, a: Block, b: Block) -> bool:
    """Whether a heading is a number in figures alone, and the other what it numbers: a letter, say."""
    return _FIGURES.fullmatch(reading[a.start : a.end]) is not None and not reading[b.start].isdigit()


def _go_on(reading: str, a: Block, b: Block) -> bool:
    """Whether two lines in capitals are one title: no mark ends the first, which is not only the number of a division,
    and the second is none."""
    first, second = reading[a.start : a.end], reading[b.start : b.end]
    bare = not (is_numbered(second) or (is_numbered(first) and not is_titled(first)))
    return bare and first.isupper() and second.isupper() and (first[-1].isalnum() or first[-1] in ",’'-—")
