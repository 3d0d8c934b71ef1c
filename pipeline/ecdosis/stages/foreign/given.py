"""The words that the editor says are in another language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecdosis.editor.decisions import EDITOR, Decisions
from ecdosis.errors import UsageError
from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import NOTES
from ecdosis.model.pieces import Aside, first_position, over
from ecdosis.model.text import Text


def given(text: Text, blocks: Sequence[Block], decisions: Decisions) -> Iterator[Mark]:
    """The words that the editor says are in another language. Raises UsageError, naming the row, for words that stand
    in no block or note, or in more than one."""
    notes = [piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind in NOTES]
    for one in decisions.of_sort("foreign"):
        note = next((note for note in notes if over(note, [(one.start, one.end)])), None)
        inner = Text(text.source, note.pieces) if note else text
        start, end = inner.offset(one.start), inner.offset_after(one.end)
        if start >= end or not (note or any(block.start <= start and end <= block.end for block in blocks)):
            where = f"decisions, row {one.decision.row}: “{one.decision.text}”"
            raise UsageError(f"{where} is not in one block or note. Name words of one paragraph.")
        at = first_position(note) if note else None
        yield Mark(start, end, "foreign", 1.0, one.decision.why, EDITOR, note=at, language=one.decision.value)
