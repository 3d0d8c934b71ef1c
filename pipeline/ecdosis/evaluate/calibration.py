"""Whether a certainty holds what it says: findings whose truth is known, by how sure they were, beside how many of them
were right.

A share is that of a sample, so it stands with its 95 % interval after E. B. Wilson (*Journal of the American
Statistical Association* 22, 1927), which holds for few cases and for shares near 1 as well.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.evidence import LEVELS

EDGES: Final = (0.5, 0.8, 0.9, 0.95, 0.99)
"""The lower edges of the bins but the first."""
Z: Final = 1.96
"""Standard deviations on each side of a mean that hold 95 % of a normal distribution."""
FEWEST: Final = 30
"""Cases from which a share says something of its rule."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One finding: the stage that made it, its kind, how sure it was, whether it was right, whether it was only asked,
    and its reason."""

    stage: str
    kind: str
    certainty: float
    right: bool
    asked: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Some findings together: how many there are, how many of them were right, and how sure they were on average."""

    count: int
    right: int
    stated: float

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Calibrated:
        """The findings of a sequence that is not empty."""
        right = sum(one.right for one in outcomes)
        return cls(len(outcomes), right, math.fsum(one.certainty for one in outcomes) / len(outcomes))

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.count

    @property
    def interval(self) -> tuple[float, float]:
        """Between what the share lies that these are a sample of."""
        return wilson(self.right, self.count)

    @property
    def too_sure(self) -> bool:
        """Whether there are enough of them to tell that they are right less often than they say."""
        return self.count >= FEWEST and self.stated > self.interval[1]


def wilson(right: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval for `right` of `count` (1 or more)."""
    share, square = right / count, Z * Z
    middle = share + square / (2 * count)
    reach = Z * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    low, high = ((middle + sign * reach) / (1 + square / count) for sign in (-1, 1))
    return (low if right else 0.0), (high if right < count else 1.0)


def bin_of(certainty: float) -> int:
    """The number of the bin that a certainty belongs to, from 0."""
    return sum(certainty >= edge for edge in EDGES)


def bin_name(number: int) -> str:
    """A bin as it is printed."""
    low, high = (0.0, *EDGES)[number], (*EDGES, 1.0)[number]
    return f"{low:g}–{high:g}" if number < len(EDGES) else f"{low:g} or more"


def table(outcomes: Iterable[Outcome]) -> dict[tuple[str, str, bool, int], Calibrated]:
    """The findings by stage, kind, whether they were asked, and bin, in order."""
    found: dict[tuple[str, str, bool, int], list[Outcome]] = defaultdict(list)
    for one in outcomes:
        found[one.stage, one.kind, one.asked, bin_of(one.certainty)].append(one)
    return {key: Calibrated.of(found[key]) for key in sorted(found)}


def levels(outcomes: Iterable[Outcome]) -> dict[float, Calibrated]:
    """The findings that were done, by the level whose words a reader is shown (its lower edge), the surest first."""
    found: dict[float, list[Outcome]] = {level: [] for level in LEVELS}
    for one in outcomes:
        if not one.asked:
            found[next((level for level in LEVELS if one.certainty >= level), LEVELS[-1])].append(one)
    return {level: Calibrated.of(those) for level, those in found.items() if those}


def lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The table in lines: what is done, then what is asked."""
    if not outcomes:
        return
    yield f"{'stage':11} {'kind':16} {'certainty':>12} {'cases':>6} {'right':>6} {'share':>6}  95 % interval  stated"
    for (stage, kind, asked, number), of in table(outcomes).items():
        low, high = of.interval
        name = f"{kind} (asked)" if asked else kind
        counts = f"{of.count:6} {of.right:6} {of.share:6.3f}  {low:.3f}–{high:.3f}  {of.stated:.3f}"
        yield f"{stage:11} {name:16} {bin_name(number):>12} {counts}{'  too sure' if of.too_sure else ''}"
    for level, of in levels(outcomes).items():
        low, high = of.interval
        yield (
            f"done, {level:g} or more: {of.right:,} of {of.count:,} right, {of.share:.3f} ({low:.3f}–{high:.3f}),"
            f" stated {of.stated:.3f}"
        )
