"""The noisy channel of one text: how dear it is that a word was misread as another, by what its scan does elsewhere.

The table of confusions says how rare a slip is in scans of the usual sort. In a noisy one each is more frequent, and
those that this text shows again and again far more so (Kernighan, Church & Gale 1990, with counts of the text itself).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ecdosis.stages.spelling.confusion import Confusions

PLACES: Final = 100.0
"""Places where a slip may happen that the table is worth beside those of the text."""
AGAIN: Final = 3
"""A word that is misread again and again counts as so many slips at most, as they are of one cause."""
CHEAPEST: Final = 0.7
"""Log10: no slip that the text does not show is read for less."""
STANDING: Final = 3
"""Letters that stand for others, at most."""
WHOLE: Final = 3
"""Places where a word must be misread as the same other one to tell how often it is."""
BLANK: Final = ("", " ")
"""The slip that puts a blank inside a word."""

Pair = tuple[str, str]
"""What was meant, and what stands for it: a few letters each; one of them may be none."""


@dataclass(frozen=True)
class Channel:
    """What slips cost in a text (log10): those of the table, which are so much (`cheaper`) less than in a good scan,
    and those that it has itself (`seen`: of each pair, the words that show it, and how often; `places`: how often the
    text has some letters; by none, how many it has), and of each word that is misread (`whole`: what stands and what
    was meant) how much that costs."""

    confusions: Confusions
    cheaper: float
    seen: Mapping[Pair, Mapping[str, int]] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    whole: Mapping[tuple[str, str], float] = field(default_factory=dict)
    _costs: dict[tuple[str, str], float] = field(default_factory=dict, compare=False)
    _alone: dict[Pair, float] = field(default_factory=dict, compare=False)

    def learnt(
        self, explained: Mapping[tuple[str, str], int], places: Mapping[str, int], counts: Mapping[str, int]
    ) -> Channel:
        """The same with the slips of words that must be misread (`explained`: what stands and what was meant, and how
        often). `counts`: how often each word stands in the text."""
        seen: dict[Pair, Counter[str]] = {}
        for (stands, meant), often in explained.items():
            for pair in self.pairs(stands, meant):
                seen.setdefault(pair, Counter())[stands] += often
        # One place is left out, as it is no evidence for itself.
        whole = {
            pair: math.log10((often + counts.get(pair[1], 0)) / (often - 1))
            for pair, often in explained.items()
            if often >= WHOLE
        }
        return Channel(self.confusions, self.cheaper, seen, places, whole)

    def cost(self, stands: str, meant: str) -> float:
        """What it costs to misread one word as another, told once: what its slips cost, or the word itself, if that is
        misread again and again, and its slips are those of others."""
        if (found := self._costs.get((stands, meant))) is None:
            found = self._cheapest(*_core(stands, meant), stands)[0]
            if (stands, meant) in self.whole and self.shows(stands, meant):
                found = min(found, self.whole[stands, meant])
            self._costs[stands, meant] = found
        return found

    def pairs(self, stands: str, meant: str) -> tuple[Pair, ...]:
        """The slips by which the one became the other."""
        return self._cheapest(*_core(stands, meant), stands)[1]

    def shows(self, stands: str, meant: str) -> bool:
        """Whether other words are misread by each slip by which the one became the other."""
        return all(self.seen.get(pair, {}).keys() - {stands} for pair in self.pairs(stands, meant))

    def pair(self, pair: Pair, word: str) -> float:
        """What one slip costs in a word, by what the other words show of it."""
        shown = self.seen.get(pair)
        if shown is None or word not in shown:
            if (found := self._alone.get(pair)) is None:
                found = self._alone[pair] = self._counted(pair, shown or {})
            return found
        return self._counted(pair, {other: often for other, often in shown.items() if other != word})

    def _counted(self, pair: Pair, shown: Mapping[str, int]) -> float:
        usual = max(CHEAPEST, self._usual(*pair) - self.cheaper)
        if not (count := sum(min(AGAIN, often) for often in shown.values())):
            return usual
        of_text = (count + PLACES / 10**usual) / (self.places.get(pair[0], 0) + PLACES)
        return min(usual, -math.log10(of_text))

    def _usual(self, meant: str, stands: str) -> float:
        """What a slip costs in a scan of the usual sort."""
        cost = self.confusions.any
        for other, its, _ in self.confusions.pairs.get(stands, ()):
            if other == meant:
                return its
        if (meant, stands) == BLANK:
            return cost["split"]
        if (meant, stands) == (" ", ""):
            return cost["run_together"]
        if not meant or not stands:
            return cost["put_in" if stands else "left_out"]
        return cost["vowel" if {meant, stands} <= self.confusions.letters.vowels else "wrong"]

    def _is_pair(self, meant: str, stands: str) -> bool:
        """Whether letters may stand for others at once: one for one at most, or as the table has them."""
        if len(meant) <= 1 and len(stands) <= 1:
            return True
        return any(other == meant for other, _, _ in self.confusions.pairs.get(stands, ()))

    def _cheapest(self, stands: str, meant: str, word: str) -> tuple[float, tuple[Pair, ...]]:
        """The cheapest way from what was meant to what stands (which are parts of a word), and its slips."""
        if self._is_pair(meant, stands) and meant != stands:
            return self.pair((meant, stands), word), ((meant, stands),)
        best: dict[tuple[int, int], tuple[float, tuple[Pair, ...]]] = {(0, 0): (0.0, ())}
        for i in range(len(stands) + 1):
            for j in range(len(meant) + 1):
                if (here := best.get((i, j))) is not None:
                    for step, pair in self._steps(stands, meant, i, j):
                        cost = here[0] + (self.pair(pair, word) if pair else 0.0)
                        if step not in best or cost < best[step][0]:
                            best[step] = (cost, (*here[1], pair) if pair else here[1])
        return best[len(stands), len(meant)]

    def _steps(self, stands: str, meant: str, i: int, j: int) -> Iterator[tuple[tuple[int, int], Pair | None]]:
        """Where a way may go on to, with the slip of that step, if it is one."""
        one, two = stands[i : i + 1], meant[j : j + 1]
        if one and one == two:
            yield (i + 1, j + 1), None
            return
        if one:
            yield (i + 1, j), ("", one)
        if two:
            yield (i, j + 1), (two, "")
        if one and two:
            yield (i + 1, j + 1), (two, one)
        for length in range(1, min(STANDING, len(stands) - i) + 1):
            for other, _, _ in self.confusions.pairs.get(stands[i : i + length], ()):
                if (length > 1 or len(other) > 1) and meant.startswith(other, j):
                    yield (i + length, j + len(other)), (other, stands[i : i + length])


def _core(stands: str, meant: str) -> tuple[str, str]:
    """Two words without what they have in common at both ends."""
    start, most = 0, min(len(stands), len(meant))
    while start < most and stands[start] == meant[start]:
        start += 1
    end = 0
    while end < most - start and stands[-1 - end] == meant[-1 - end]:
        end += 1
    return stands[start : len(stands) - end], meant[start : len(meant) - end]


def places_in(reading: str) -> Counter[str]:
    """How often a text has each letter, and each two in a row (in small letters); by none, how many it has."""
    text = reading.lower()
    found = Counter(text)
    found.update(one + two for one, two in pairwise(text))
    found[""] = sum(map(str.isalpha, text))
    return found
