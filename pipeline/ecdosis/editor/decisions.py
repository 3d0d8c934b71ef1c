"""The editor's decisions about one text, as a value that every stage reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.editor.causes import cause, causes_at
from ecdosis.editor.meanings import MEANINGS
from ecdosis.editor.places import Located, locate
from ecdosis.editor.rows import Decision
from ecdosis.model.alike import Taken
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

    def of_text(self, source: str) -> Iterator[tuple[str, str]]:
        """What the source has and what is read instead, of readings that hold for all like it."""
        for one in self.of_sort("read", "accept"):
            if one.decision.is_of_text:
                yield source[one.start : one.end], one.decision.value

    def wholly(self, some: Sequence[Located]) -> tuple[Decision, ...]:
        """The decisions of which all places are among some."""
        decisions = {one.decision.row: one.decision for one in some}
        counted, places = (Counter(one.decision.row for one in those) for those in (some, self.located))
        return tuple(decision for row, decision in decisions.items() if counted[row] == places[row])

    def unanswered(self, queries: Iterable[Query]) -> tuple[Query, ...]:
        """The questions that none of them answers; a yes or no that holds for all like it answers all of one cause."""
        asked = tuple(queries)
        wide = [one for one in self.of_sort("accept", "reject") if one.decision.is_of_text]
        causes = causes_at(Taken((one.start, one.end) for one in wide), asked)
        about = Taken((one.start, max(one.end, one.start + 1)) for one in self.located)
        met = (about.meets(query.start, max(query.end, query.start + 1)) for query in asked)
        left = [q for q, is_met in zip(asked, met, strict=True) if not is_met or not self._answer(q)]
        return tuple(query for query in left if cause(query.kind, query.by, query.why) not in causes)

    def _answer(self, query: Query) -> bool:
        return any(answers(one, query) for one in self.located)


def answers(one: Located, query: Query) -> bool:
    """Whether a decision answers a question: it is about the same place and the same thing. What a block is says
    nothing of the spelling of a word in it, and the reading of a word nothing of the block."""
    start, end = one.start, max(one.end, one.start + 1)
    if query.start >= end or start >= max(query.end, query.start + 1):
        return False
    meaning = MEANINGS[one.decision.decision]
    whole = meaning.wholly and start <= query.start and query.end <= end
    return whole or query.kind in meaning.answers
