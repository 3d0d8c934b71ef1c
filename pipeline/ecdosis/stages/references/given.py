"""The references that the editor makes, and where the editor wants none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.editor.decisions import EDITOR, Decisions
from ecdosis.errors import UsageError
from ecdosis.model.document import Block, Mark
from ecdosis.model.text import Text
from ecdosis.stages.references.parse import parse
from ecdosis.stages.references.running import Reference

DESCRIBING: Final = ("reviewed", "entry", "attribution")
"""Blocks that describe a work themselves."""


def plain(text: Text, decisions: Decisions) -> list[tuple[int, int]]:
    """Where (offsets) the editor wants no references: the words stay as the source has them."""
    return [(text.offset(start), text.offset_after(end)) for start, end in decisions.kept]


def given(text: Text, blocks: Sequence[Block], decisions: Decisions, language: str) -> Iterator[Mark]:
    """The references that the editor makes. Raises UsageError, naming the row, for words that stand in no block, or in
    more than one."""
    for one in decisions.of_sort("reference"):
        start, end = text.offset(one.start), text.offset_after(one.end)
        running = (block for block in blocks if block.type not in DESCRIBING)
        if start >= end or not any(block.start <= start and end <= block.end for block in running):
            if one.decision.is_of_text:
                continue
            where = f"decisions, row {one.decision.row}: “{one.decision.text}”"
            raise UsageError(f"{where} is not in one block of the running text. Name words of one paragraph.")
        yield _parsed(text, start, end, one.decision.why, language)


def _parsed(text: Text, start: int, end: int, why: str, language: str) -> Mark:
    """A reference that an editor makes of some words (offsets), with the parts that are certain."""
    parsed = parse(text.reading[start:end], language)
    if not (parsed.tokens or parsed.named or parsed.parts):  # nothing is certain but what the editor says
        return Mark(start, end, "reference", 1.0, why, EDITOR)
    return replace(Reference(start, parsed, 1.0, why).mark(), start=start, end=end, by=EDITOR)
