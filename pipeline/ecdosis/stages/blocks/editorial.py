"""Notes in brackets among the words of the text, by somebody else than its author: `[The bridge is gone.—Ed.]`,
`[Translator’s note: a pun in German.]`, `[Music: treble clef, four notes.]`; a note may have several paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.model.document import Block, Mark
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.notes.whose import whose
from ecdosis.stages.transcription.brackets import describes

TYPES: Final = ("p", "quote", "item")
"""Blocks in which such notes stand."""
LONGEST: Final = 2000
"""Characters of such a note at most: what is longer has lost its bracket."""
_PAIRS: Final = {"[": "]", "(": ")"}


@dataclass(frozen=True, slots=True)
class _Bracketed:
    """A pair of brackets with what they hold: where it begins and ends in each block that it stands in (offsets)."""

    parts: tuple[tuple[int, int], ...]

    def words(self, reading: str) -> str:
        """All that it holds, its paragraphs in a row."""
        return " ".join(reading[start:end] for start, end in self.parts)


def inline_notes(reading: str, blocks: Sequence[Block], *, transcribed: bool = False) -> Iterator[Mark]:
    """The notes in brackets in some blocks of a reading that say whose they are, in order; of one of several paragraphs
    each. `transcribed`: the text comes from people who describe in brackets what they could not type (elsewhere
    `[Music: a waltz]` may be a stage direction)."""
    for index, block in enumerate(blocks):
        if block.type not in TYPES:
            continue
        for found in _brackets(reading, blocks, index):
            text = found.words(reading)
            role, words = whose(text)
            if transcribed and not role and (word := describes(text)):
                role, words = "transcriber", word
            if role and (text[0] == "[" or words.endswith(".") or " " in words):
                why = f"in brackets, and it says “{words}”"
                for start, end in found.parts:
                    yield Mark(start, end, "inline-note", BlockRule.EDITORIAL, why, whose=role)


def _brackets(reading: str, blocks: Sequence[Block], index: int) -> Iterator[_Bracketed]:
    """The outermost pairs of brackets in a block, with what they hold; one that is open at its end goes on in the
    blocks below, if it is all of this one."""
    block = blocks[index]
    opened, depth = -1, 0
    for place in range(block.start, block.end):
        c = reading[place]
        if opened < 0 and c in _PAIRS:
            opened, depth = place, 1
        elif opened >= 0:
            depth += (c == reading[opened]) - (c == _PAIRS[reading[opened]])
            if depth == 0 or place - opened > LONGEST:
                if depth == 0:
                    yield _Bracketed(((opened, place + 1),))
                opened = -1
    if opened == block.start and reading[opened] == "[":
        yield from _going_on(reading, blocks, index, depth)


def _going_on(reading: str, blocks: Sequence[Block], index: int, depth: int) -> Iterator[_Bracketed]:
    """A bracket that a block begins with and that closes at the end of one of those below."""
    first = blocks[index]
    parts = [(first.start, first.end)]
    for block in blocks[index + 1 :]:
        if block.type not in TYPES or block.end - first.start > LONGEST:
            return
        inside = reading[block.start : block.end]
        parts.append((block.start, block.end))
        depth += inside.count("[") - inside.count("]")
        if depth == 0 and inside.endswith("]"):
            yield _Bracketed(tuple(parts))
        if depth <= 0:
            return
