"""The best increasing runs over all candidates of a document: what proves that numbers are the markers of notes.

Scores are log odds. A run pays for its beginning (so that two or three accidents make none), gains the weight of each
member, and pays for each number it skips and for each candidate it leaves out: numbers that do not fit say that numbers
are glued to words here for other reasons. Numbering may begin anew; a new run pays for its beginning again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from ecdosis.stages.notes.markers import MarkerCandidate

BEGINNING: Final[Mapping[str, float]] = {
    "bare": 7.0,
    "fn": 3.0,
    "bracket": 6.0,
    "parenthesis": 8.0,
    "superscript": 5.0,
}
"""What a run of a family pays for its beginning: how seldom such numbers count up by chance."""
LATE: Final = 3.0
"""The most that a run pays for beginning after 1 (an extract from a longer text)."""
YEARS: Final = 1000
"""No run begins with a number as high as this: years follow each other too."""
GAP: Final = 1.0
"""What a run pays for each number it skips (a marker that the OCR has lost)."""
ACCIDENT: Final = 0.4
"""What a run pays for each candidate between its members that is none of them, as a share of its weight."""


@dataclass(frozen=True, slots=True)
class Run:
    """Candidates that count up, and the log odds that they are markers. `again`: others among them that have the
    number of a member before."""

    members: tuple[MarkerCandidate, ...]
    score: float
    again: tuple[MarkerCandidate, ...] = ()


def runs(found: Sequence[MarkerCandidate], beginning: float) -> list[Run]:
    """The runs in some candidates of one family (in order), that together score best; none if none is proven.

    Takes O(n log m) time for n candidates with numbers up to m: the best run to go on from is a maximum over all lower
    numbers, which a binary indexed tree keeps (Fenwick, 1994).
    """
    if not found:
        return []
    passed = [0.0, *accumulate(ACCIDENT * max(0.0, candidate.weight) for candidate in found)]
    tree = _Maxima(max(candidate.number for candidate in found) + 2)
    ended = (0.0, -1)  # the best that ends before, and its last candidate
    scores: list[float] = []
    previous: list[int] = []
    starts: list[bool] = []
    for index, candidate in enumerate(found):
        number = candidate.number
        begin = ended[0] - beginning - min(LATE, max(0, number - 1)) if number < YEARS else float("-inf")
        best, at = tree.below(number)
        on = best - GAP * (number - 1) - passed[index]
        goes_on = on >= begin
        score = candidate.weight + (on if goes_on else begin)
        scores.append(score)
        previous.append(at if goes_on else ended[1])
        starts.append(not goes_on)
        tree.put(number, score + GAP * number + passed[index + 1], index)
        if score > ended[0]:
            ended = (score, index)
    return _traced(found, scores, previous, starts, ended[1])


def _traced(
    found: Sequence[MarkerCandidate],
    scores: Sequence[float],
    previous: Sequence[int],
    starts: Sequence[bool],
    last: int,
) -> list[Run]:
    """The runs that end with candidate `last`, from first to last."""
    result: list[Run] = []
    members: list[MarkerCandidate] = []
    index, end = last, last
    while index >= 0:
        members.append(found[index])
        if starts[index]:
            before = scores[previous[index]] if previous[index] >= 0 else 0.0
            result.append(Run(tuple(reversed(members)), scores[end] - before))
            members = []
            end = previous[index]
        index = previous[index]
    return result[::-1]


class _Maxima:
    """A binary indexed tree of maxima: the best score put at any number below a given one, with its index."""

    def __init__(self, size: int) -> None:
        self.best = [(float("-inf"), -1)] * (size + 1)

    def put(self, number: int, score: float, index: int) -> None:
        place = number + 1
        while place < len(self.best):
            if score > self.best[place][0]:
                self.best[place] = (score, index)
            place += place & -place

    def below(self, number: int) -> tuple[float, int]:
        found = (float("-inf"), -1)
        place = number
        while place > 0:
            if self.best[place][0] > found[0]:
                found = self.best[place]
            place -= place & -place
        return found
