"""What is asked, or was changed, for one cause: a decision that holds for all like it answers all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ecdosis.editor.meanings import MEANINGS, OF_READINGS, READINGS
from ecdosis.editor.places import Located
from ecdosis.model.alike import Taken
from ecdosis.model.pieces import Change, Query, extent

if TYPE_CHECKING:
    from ecdosis.editor.decisions import Decisions
    from ecdosis.model.document import Document

CAUSED: Final = frozenset({"encoding"})
"""The stages whose changes and questions are of damage that has one cause in the whole file: for each cause they give
one reason, but for the words that it quotes."""
ALL_ALIKE: Final = "a yes with the scope “text” reads them all"
"""In the reason of a question: it is asked once for the whole text."""
_QUOTED: Final = re.compile("“[^“”]*”|: here [^:]*$")
"""What differs from place to place in a reason."""


def cause(kind: str, by: str, why: str) -> str:
    """What names the cause of a question or change; empty, if it has one of its own."""
    return f"{kind}: {_QUOTED.sub('“”', why)}" if by in CAUSED else ""


def is_of_text(why: str) -> bool:
    """Whether a question is asked once for the whole text, by its reason."""
    return ALL_ALIKE in why


def like(document: Document, decisions: Decisions, stage: str) -> list[Located]:
    """For decisions that hold for all like it, and are carried out after a stage, what is asked and was changed for the
    same cause elsewhere in a document: but where something else is decided about that."""
    wide = [one for one in decisions.of_sort("accept", "reject") if one.decision.is_of_text]
    if not wide or MEANINGS["accept"].stage != stage:
        return []
    taken = Taken((one.start, one.end) for one in decisions.located if one.decision.decision in ("keep", *READINGS))
    found = []
    for one in {each.decision.row: each for each in wide}.values():
        same = [each for each in wide if each.decision.row == one.decision.row]
        found += [each for each in _like(document, same) if not taken.meets(each.start, each.end)]
    return found


def _like(document: Document, same: list[Located]) -> Iterator[Located]:
    """What is asked for the causes of questions at the places of a decision, and what was changed for those of
    changes."""
    places, decision = Taken((one.start, one.end) for one in same), same[0].decision
    changes = [(*extent((piece,)), piece) for piece in document.text.pieces if isinstance(piece, Change)]
    changes = [(start, end, piece) for start, end, piece in changes if piece.kind in OF_READINGS and start < end]
    asked = causes_at(places, document.queries)
    for query in document.queries:
        if cause(query.kind, query.by, query.why) in asked:
            yield Located(replace(decision, value=query.suggestion), query.start, query.end)
    done = {cause(piece.kind, piece.by, piece.why) for start, end, piece in changes if places.meets(start, end)} - {""}
    for start, end, piece in changes:
        if cause(piece.kind, piece.by, piece.why) in done:
            yield Located(replace(decision, value=""), start, end)


def causes_at(places: Taken, queries: Iterable[Query]) -> set[str]:
    """The causes of what is asked at some places."""
    return {cause(q.kind, q.by, q.why) for q in queries if places.meets(q.start, max(q.end, q.start + 1))} - {""}
