"""Notes in brackets among the words of the text, by somebody else than its author: `[The bridge is gone.—Ed.]`,
`[Translator’s note: a pun in German.]`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ecdosis.model.document import Block, Mark
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.notes.whose import whose

TYPES: Final = ("p", "quote", "item")
"""Blocks in which such notes stand."""
LONGEST: Final = 2000
"""Characters of such a note at most: what is longer has lost its bracket."""
_PAIRS: Final = {"[": "]", "(": ")"}


def inline_notes(reading: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    """The notes in brackets in some blocks of a reading that say whose they are, in order."""
    for block in blocks:
        if block.type in TYPES:
            for start, end in _brackets(reading, block.start, block.end):
                role, words = whose(reading[start:end])
                if role and (reading[start] == "[" or words.endswith(".") or " " in words):
                    why = f"in brackets, and it says “{words}”"
                    yield Mark(start, end, "inline-note", BlockRule.EDITORIAL, why, whose=role)


def _brackets(reading: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The outermost pairs of brackets in a part of a reading, with what they hold."""
    opened, depth = -1, 0
    for place in range(start, end):
        c = reading[place]
        if opened < 0 and c in _PAIRS:
            opened, depth = place, 1
        elif opened >= 0:
            depth += (c == reading[opened]) - (c == _PAIRS[reading[opened]])
            if depth == 0 or place - opened > LONGEST:
                if depth == 0:
                    yield opened, place + 1
                opened = -1
