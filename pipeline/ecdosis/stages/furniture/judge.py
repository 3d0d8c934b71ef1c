"""How sure a finding is: several signs together, never one alone."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Final, NamedTuple

from ecdosis.model.pieces import Span

SURE: Final = 0.9
"""Certainty from which a span is set aside; below it the editor is asked."""
ASK: Final = 0.6
"""Certainty from which it is worth asking the editor."""
STAGE: Final = "furniture"


class Sign(NamedTuple):
    """One sign that a line is furniture: in words, and the chance that it is furniture if nothing else is known."""

    what: str
    weight: float


def certainty(signs: Sequence[Sign]) -> float:
    """The certainty that independent signs give together (noisy or), 0 to 0.99."""
    return min(0.99, round(1 - prod(1 - sign.weight for sign in signs), 2))


def judged(start: int, end: int, kind: str, signs: Sequence[Sign], label: str = "") -> Span | None:
    """The proposal that signs for a stretch (offsets, code points) amount to; None if they amount to nothing.

    One sign is nothing; safe only if they are sure together.
    """
    sure = certainty(signs)
    if sure < ASK or len(signs) < 2:
        return None
    why = "; ".join(sign.what for sign in signs)
    return Span(start, end, kind, STAGE, sure, why, label, safe=sure >= SURE)
