"""What becomes of a decision in another copy of its text, and where it may belong there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from ecdosis.editor.places import Located, locate
from ecdosis.editor.rows import Decision
from ecdosis.errors import UsageError
from ecdosis.model.characters import harmless

SHOWN: Final = 30
"""Characters that are shown before and behind a place."""
PLACES: Final = 3
"""Places that are shown of one decision."""
ALIKE: Final = 75.0
"""How much alike (per cent, by the edits between them) words are to those that are looked for."""


@dataclass(frozen=True, slots=True)
class Move:
    """A decision about the old copy, and what it is about the new one (`now`; None if it has no sure place there).
    `done`: the new copy reads already what it decides. `perhaps`: where it may belong, each a position with the words
    there."""

    was: Decision
    now: Decision | None = None
    done: bool = False
    perhaps: tuple[tuple[int, str], ...] = ()


def stands(decision: Decision, source: str, path: str) -> Located | None:
    """A decision with its place in a source; None if it has none by itself."""
    try:
        return next(iter(locate([decision], source, path)), None)
    except UsageError:
        return None


def alike(decision: Decision, new: str, at: int) -> Iterator[tuple[int, str]]:
    """Where the words of a decision, or such as are alike, stand in a text, nearest to a place; in order."""
    words = decision.text.partition("[...]")[0].split()
    if not words:
        return
    places = [match.start() for match in re.finditer(r"\s+".join(map(re.escape, words)), new)]
    nearest = sorted(places, key=lambda place: abs(place - at) if at >= 0 else place)[:PLACES]
    yield from ((place, shown(new, place, place + len(" ".join(words)))) for place in sorted(nearest))
    if places:
        return
    best = fuzz.partial_ratio_alignment(" ".join(words), new, score_cutoff=ALIKE)
    if best and best.dest_end > best.dest_start:
        yield best.dest_start, shown(new, best.dest_start, best.dest_end)


def shown(source: str, start: int, end: int) -> str:
    """A place of a source with some words around it, on one line."""
    first, last = max(0, start - SHOWN), min(len(source), end + SHOWN)
    words = " ".join(source[first:last].split())
    return harmless(f"{'…' if first else ''}{words}{'…' if last < len(source) else ''}")
