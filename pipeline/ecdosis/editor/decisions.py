"""The editor's decisions about one text, as a value that every stage reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.editor.meanings import MEANINGS
from ecdosis.editor.places import Located, locate
from ecdosis.editor.rows import Decision
from ecdosis.model.pieces import Query

EDITOR: Final = "editor"
"""Who answers for what an editor decided (`@resp`)."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions with their places in one source, in the order in which they were made."""

    located: tuple[Located, ...] = ()

    @classmethod
    def of(cls, rows: Sequence[Decision], source: str, path: str) -> Decisions:
        """The decisions of a file (`path`, which errors name) about a source. Raises UsageError, naming the row, for
        one that says nothing of this source, or that cannot be done beside another."""
        return cls(locate(rows, source, path))

    def __bool__(self) -> bool:
        return bool(self.located)

    def of_sort(self, *sorts: str) -> list[Located]:
        """Those of some sorts (`keep`, `block`, ...)."""
        return [one for one in self.located if one.decision.decision in sorts]

    def after(self, stage: str) -> list[Located]:
        """Those that are carried out on the work of a stage."""
        return [one for one in self.located if MEANINGS[one.decision.decision].stage == stage]

    @property
    def kept(self) -> list[tuple[int, int]]:
        """Where (source positions) the words are to stay as the source has them."""
        return [(one.start, one.end) for one in self.of_sort("keep")]

    def unanswered(self, queries: Iterable[Query]) -> tuple[Query, ...]:
        """The questions that none of them answers."""
        return tuple(query for query in queries if not any(answers(one, query) for one in self.located))


def answers(one: Located, query: Query) -> bool:
    """Whether a decision answers a question: it is about the same place and the same thing. What a block is says
    nothing of the spelling of a word in it, and the reading of a word nothing of the block."""
    start, end = one.start, max(one.end, one.start + 1)
    if query.start >= end or start >= max(query.end, query.start + 1):
        return False
    meaning = MEANINGS[one.decision.decision]
    whole = meaning.wholly and start <= query.start and query.end <= end
    return whole or query.kind in meaning.answers
