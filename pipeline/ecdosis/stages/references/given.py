"""The references that the editor makes, and where the editor wants none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.editor.decisions import EDITOR, Decisions
from ecdosis.editor.words import all_words
from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import NOTES
from ecdosis.model.pieces import Aside, first_position
from ecdosis.model.text import Text
from ecdosis.stages.references.parse import parse
from ecdosis.stages.references.running import Reference

DESCRIBING: Final = ("reviewed", "entry", "attribution")
"""Blocks that describe a work themselves."""


def plain(text: Text, decisions: Decisions) -> list[tuple[int, int]]:
    """Where (offsets) the editor wants no references: the words stay as the source has them."""
    return [(text.offset(start), text.offset_after(end)) for start, end in decisions.kept]


def plain_in_notes(text: Text, decisions: Decisions) -> dict[int, list[tuple[int, int]]]:
    """The same in notes, by the source position of each: offsets of its own reading."""
    notes = (piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind in NOTES)
    return {first_position(note): plain(Text(text.source, note.pieces), decisions) for note in notes}


def given(text: Text, blocks: Sequence[Block], decisions: Decisions, language: str) -> Iterator[Mark]:
    """The references that the editor makes, those in notes too. Raises UsageError, naming the row, for words that stand
    in no block or note, or in more than one."""
    running = [block for block in blocks if block.type not in DESCRIBING]
    for one, words in all_words(text, running, decisions.of_sort("reference")):
        yield replace(_parsed(words.reading, words.start, one.decision.why, language), note=words.note)


def _parsed(reading: str, start: int, why: str, language: str) -> Mark:
    """A reference that an editor makes of some words (at an offset), with the parts that are certain."""
    end = start + len(reading)
    parsed = parse(reading, language)
    if not (parsed.tokens or parsed.named or parsed.parts):  # nothing is certain but what the editor says
        return Mark(start, end, "reference", 1.0, why, EDITOR)
    return replace(Reference(start, parsed, 1.0, why).mark(), start=start, end=end, by=EDITOR)
