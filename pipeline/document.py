"""A repaired text divided into blocks, ready to be encoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.text import Query, Text


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading: offsets `start` to `end` of the reading, without blanks at either end.

    `level` is that of a heading, 1 the highest; 0 for a paragraph.
    """

    start: int
    end: int
    type: Literal["p", "head"] = "p"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its blocks in order, and the open questions about it."""

    text: Text
    blocks: tuple[Block, ...]
    queries: tuple[Query, ...] = ()
