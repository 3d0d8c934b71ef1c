"""A repaired text divided into blocks, ready to be encoded."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ecdosis.model.kinds import BLOCKS, CELL, Kind
from ecdosis.model.pieces import Query
from ecdosis.model.provenance import NOTHING_TOLD, Provenance
from ecdosis.model.text import Text

TYPES: Final = ("p", *BLOCKS)
"""What a block can be: a paragraph, or one of `ecdosis.model.kinds.BLOCKS`."""

LITERAL: Final = "literal"
"""The type of what stands as it is, whatever it looks like: computer code, a sign that its writer kept from being taken
for a mark."""

FRONT: Final = tuple(kind.value for kind in Kind if kind.front != kind.element)
"""What stands before the text proper, if it comes first."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a reference, or of a block that describes a work: offsets of the reading, the TEI element that says what
    they are (`title`, `author`, `date`, `citedRange`, ...) and its attributes."""

    start: int
    end: int
    element: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block: offsets `start` to `end` of the reading, without blanks at either end.

    `type` is one of TYPES, `level` that of a heading (1 the highest), or of the division without one that the block
    begins. Neighbours of one type with the same `group`
    belong together (the paragraphs of a quotation, the items of a list), and in it those with the same `part` (the
    lines of a stanza). `front`: it stands before the text proper. `certainty`, `why` and `by` answer for the type.
    `parts`, apart from each other and in order, are those of the work that it describes, or the cells of a row, of
    which some may be empty. Of a line of verse: `indent`, by how many columns it stands further in than its poem;
    `portion`, which part it is of a line that several speak (I, M or F, as TEI has it); `turned`: it is the rest of the
    line above, which had no room there; `genre`: what the poem is (`song`); of a heading, what its division is (TEI's
    `div/@type`); of a line of a cast list, that it names a `group`.
    """

    start: int
    end: int
    type: str = "p"
    level: int = 0
    group: int = 0
    part: int = 0
    front: bool = False
    certainty: float = 1.0
    why: str = ""
    by: str = "blocks"
    parts: tuple[Part, ...] = ()
    indent: int = 0
    portion: str = ""
    turned: bool = False
    genre: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words inside a block that are something of their own: offsets of the reading; `kind` is one of
    `ecdosis.model.kinds.PHRASES`.

    Of a reference: `parts`, apart from each other and in order, are what it says of a work, and `work` the offset at
    which the block or mark begins that describes the work. `note`: the words stand in the note at that source position,
    and the offsets are those of its own reading. Of an inline note: the role of the one `whose` it is. Of foreign
    words: their `language` (BCP 47); only a mark of them that is a whole block may hold other marks. Of a link: its
    `target`, a URL.
    """

    start: int
    end: int
    kind: str
    certainty: float
    why: str
    by: str = "blocks"
    parts: tuple[Part, ...] = ()
    work: int | None = None
    note: int | None = None
    whose: str = ""
    language: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the source itself says that a part of it is: positions of the source `start` to `end`, in which the words
    stand; `type`: one of TYPES, `link` (with its `target`, a URL) or LITERAL.

    Of a block: `level`, `group`, `part` and `front` as of a `Block`; `joined`: all its lines are one (otherwise its
    edges are stated, and what is in it is for the recognitions to tell); `cells`: of the row of a table, where each
    begins.
    """

    start: int
    end: int
    type: str
    certainty: float
    why: str
    by: str
    level: int = 0
    group: int = 0
    part: int = 0
    front: bool = False
    joined: bool = True
    target: str = ""
    cells: tuple[int, ...] = ()

    @property
    def is_block(self) -> bool:
        """Whether it is a block, and no words in one."""
        return self.type in TYPES


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its blocks in order, what is marked in them, the open questions about it, what its file says of where it
    comes from, and what else an editor is to be told of the whole, in sentences (`notices`). Before its blocks are
    found, a text has none. `stated`: what the source itself says of its parts, in order."""

    text: Text
    blocks: tuple[Block, ...] = ()
    queries: tuple[Query, ...] = ()
    marks: tuple[Mark, ...] = ()
    provenance: Provenance = NOTHING_TOLD
    stated: tuple[Stated, ...] = ()
    notices: tuple[str, ...] = ()

    def read_as(self, text: Text, asked: Iterable[Query] = ()) -> Document:
        """The document when its text is read differently (another `Text` of the same source), and more is asked: the
        blocks and marks are those of the same words."""
        blocks = tuple(_carried(self.blocks, self.text, text)) if self.blocks else ()
        marks = tuple(mark if mark.note is not None else _moved(mark, self.text, text) for mark in self.marks)
        kept = tuple(mark for mark in marks if mark.start < mark.end)
        return replace(self, text=text, blocks=blocks, queries=(*self.queries, *asked), marks=kept)


def _moved(mark: Mark, before: Text, after: Text) -> Mark:
    """A mark about the same words in a text that is read differently."""
    start, end = before.position(mark.start), before.position_after(mark.end)
    return replace(mark, start=after.offset(start), end=after.offset_after(end))


def _carried(blocks: Sequence[Block], before: Text, after: Text) -> Iterator[Block]:
    """The blocks of a text that is read differently: each has its line, or its part of one. Those whose lines are read
    as one are what the first of them was; what is read on a line that had no words is a paragraph."""
    starts: list[int] = []
    known: list[Block] = []
    cuts: list[int] = []
    end = 0
    for block in blocks:
        first, last = before.position(block.start), before.position_after(block.end)
        start = after.offset(first)
        if start < after.offset_after(last):
            starts.append(start)
            known.append(block)
            cuts += [] if "\n" in before.reading[end : block.start] or not end else [start]
        end = block.end
    for line in re.finditer(r"[^\n]+", after.reading):
        inner = cuts[bisect_right(cuts, line.start()) : bisect_left(cuts, line.end())]
        for start, end in pairwise((line.start(), *inner, line.end())):
            words = after.reading[start:end]
            first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
            place = bisect_left(starts, start)
            if first < last:
                is_one = place < len(starts) and starts[place] < end
                one = known[place] if is_one else Block(0, 0)
                parts = tuple(_parts(one.parts, before, after)) if one.parts else ()
                yield replace(one, start=first, end=last, parts=parts)


def _parts(parts: Iterable[Part], before: Text, after: Text) -> Iterator[Part]:
    """The parts of a block in a text that is read differently: those that still have words, and all cells."""
    for part in parts:
        start, end = after.offset(before.position(part.start)), after.offset_after(before.position_after(part.end))
        if start < end or part.element == CELL:
            yield replace(part, start=start, end=max(start, end))
