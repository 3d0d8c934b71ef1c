"""Where the words of a decision stand in a document that has its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ecdosis.editor.places import Located
from ecdosis.errors import UsageError
from ecdosis.model.document import Block
from ecdosis.model.kinds import NOTES
from ecdosis.model.pieces import Aside, extent, first_position
from ecdosis.model.text import Text


class Words(NamedTuple):
    """Words in one block or note: offsets of its reading, the source position of the note, and how they are read."""

    start: int
    end: int
    note: int | None
    reading: str


def all_words(text: Text, blocks: Sequence[Block], decisions: Iterable[Located]) -> Iterator[tuple[Located, Words]]:
    """Decisions with the words that they are about. Raises UsageError, naming the row, for words that stand in no block
    or note, or in more than one; where a decision that holds for all like it has such words, it is left undone."""
    for one in decisions:
        try:
            yield one, words_of(text, blocks, one)
        except UsageError:
            if not one.decision.is_of_text:
                raise


def words_of(text: Text, blocks: Sequence[Block], one: Located) -> Words:
    """The words that a decision is about. Raises UsageError, naming the row, for words that stand in no block or note,
    or in more than one."""
    notes = [(*extent((piece,)), piece) for piece in text.pieces if isinstance(piece, Aside) and piece.kind in NOTES]
    note = next((piece for start, end, piece in notes if start <= one.start and one.end <= end), None)
    inner = Text(text.source, note.pieces) if note else text
    start, end = inner.offset(one.start), inner.offset_after(one.end)
    is_torn = not note and any(start <= at < end for start, end, _ in notes for at in (one.start, one.end - 1))
    is_inside = note or any(block.start <= start and end <= block.end for block in blocks)
    if start >= end or is_torn or not is_inside:
        where = f"decisions, row {one.decision.row}: “{one.decision.text}”"
        raise UsageError(f"{where} is not in one block or note. Name words of one paragraph.")
    return Words(start, end, first_position(note) if note else None, inner.reading[start:end])
