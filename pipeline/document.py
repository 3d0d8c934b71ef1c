"""A repaired text divided into blocks, ready to be encoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.kinds import BLOCKS
from pipeline.pieces import Query
from pipeline.text import Text

TYPES: Final = ("p", *(kind for kind in BLOCKS if kind not in ("lead-in", "inline-note")))
"""What a block can be: a paragraph, or one of `pipeline.kinds.BLOCKS`."""

FRONT: Final = ("title", "subtitle", "byline", "date", "imprint", "standfirst", "reviewed")
"""What stands before the text proper, if it comes first."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block: offsets `start` to `end` of the reading, without blanks at either end.

    `type` is one of TYPES, `level` that of a heading (1 the highest). Neighbours of one type with the same `group`
    belong together (the paragraphs of a quotation, the items of a list), and in it those with the same `part` (the
    lines of a stanza). `front`: it stands before the text proper. `certainty`, `why` and `by` answer for the type.
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


@dataclass(frozen=True, slots=True)
class Mark:
    """Words inside a block that look different from the rest: offsets of the reading; `kind` is `lead-in`, or
    `inline-note` with the role of the one `whose` it is."""

    start: int
    end: int
    kind: str
    certainty: float
    why: str
    by: str = "blocks"
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its blocks in order, what is marked in them, and the open questions about it."""

    text: Text
    blocks: tuple[Block, ...]
    queries: tuple[Query, ...] = ()
    marks: tuple[Mark, ...] = ()
