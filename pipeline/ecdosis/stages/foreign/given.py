"""The words that the editor says are in another language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecdosis.editor.decisions import EDITOR, Decisions
from ecdosis.editor.words import all_words
from ecdosis.model.document import Block, Mark
from ecdosis.model.text import Text


def given(text: Text, blocks: Sequence[Block], decisions: Decisions) -> Iterator[Mark]:
    """The words that the editor says are in another language. Raises UsageError, naming the row, for words that stand
    in no block or note, or in more than one."""
    for one, (start, end, at, _) in all_words(text, blocks, decisions.of_sort("foreign")):
        yield Mark(start, end, "foreign", 1.0, one.decision.why, EDITOR, note=at, language=one.decision.value)
