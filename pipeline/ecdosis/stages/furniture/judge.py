"""How sure a finding is: several signs together, never one alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ecdosis.evidence import Sign, certainty, total
from ecdosis.model.pieces import Span

PRIOR: Final = -0.046
"""Log10 odds that a line which is looked at, for its place or its shape, is furniture if nothing else tells: 0.47."""
SURE: Final = 0.975
"""What its signs weigh together from which a span is set aside (certainty 0.9); below it the editor is asked."""
ASK: Final = 0.39
"""The same from which it is worth asking the editor (0.69)."""
STAGE: Final = "furniture"


def judged(start: int, end: int, kind: str, signs: Sequence[Sign], label: str = "") -> Span | None:
    """The proposal that signs for a stretch (offsets, code points) amount to; None if they amount to nothing.

    One sign is nothing; safe only if they are sure together.
    """
    weight = total(signs)
    if weight < ASK or len(signs) < 2:
        return None
    why = "; ".join(sign.what for sign in signs)
    return Span(start, end, kind, STAGE, certainty(PRIOR, weight), why, label, safe=weight >= SURE)
