"""What must be the same in a marker and its note: the number, and in some texts its form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ecdosis.stages.notes.bodies import Body
from ecdosis.stages.notes.lists import Series
from ecdosis.stages.notes.markers import MarkerCandidate

PAIRS: Final = 3
"""Numbers in brackets of both markers and notes that show a text's form of them."""
Numbered = tuple[int, str]
"""A number, and its form where that must be the same."""


def in_pairs(series: Iterable[Series], candidates: Iterable[MarkerCandidate]) -> bool:
    """Whether a text has markers in brackets, and behind most of their numbers notes in brackets: then a marker of
    another form leads to a note of its own form alone."""
    last = {body.number: body.start for one in series for body in one.bodies if body.family == "bracket"}
    marked = [one for one in candidates if one.family == "bracket"]
    answered = {one.number for one in marked if one.start < last.get(one.number, 0)}
    return len(answered) >= max(PAIRS, len({one.number for one in marked}) / 2)


def numbered(one: Body | MarkerCandidate, *, paired: bool) -> Numbered:
    """What must be the same in a marker and its note: the number, and the form where it counts."""
    return one.number, one.family if paired else ""
