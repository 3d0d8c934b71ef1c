"""The habits of a scan: letters that a text misreads again and again, and so cheaply.

A confusion that explains many strange words of a text explains its others, too: two of them in one word, words that it
made into other words (tho for the), and forms that recur because the word that was meant does.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, pairwise
from typing import Final

from ecdosis.stages.spelling.confusion import Confusions, Slip
from ecdosis.stages.spelling.rules import CHEAPEST, HABIT, HABITS_IN_A_WORD, PLACES
from ecdosis.stages.spelling.words import Words

MISREAD: Final = "misread"
"""Whose confusions may be habits: a scan's, not a typist's."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What was `meant` where something else stands, what that costs in this text (log10), and how it is told."""

    meant: str
    cost: float
    how: str


@dataclass(frozen=True)
class Habits:
    """The habits of a text, by what stands there."""

    by_sign: Mapping[str, tuple[Habit, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Words, explained: Mapping[str, Collection[str]], confusions: Confusions) -> Habits:
        """The habits that a text has: of each confusion, the words (in small letters) that it explains (`explained`, by
        how it is told)."""
        shown: dict[str, set[str]] = defaultdict(set)
        for how, those in explained.items():
            for one in how.split(", "):
                shown[one].update(those)
        found: dict[str, tuple[Habit, ...]] = {}
        for sign, pairs in confusions.pairs.items():
            habits = [
                Habit(meant, min(cost, _cost(words, meant, shown[how])), how)
                for meant, cost, whose in pairs
                if len(shown.get(how := f"{meant} {whose} as {sign}", ())) >= HABIT and whose == MISREAD
            ]
            if habits:
                found[sign] = tuple(habits)
        return cls(found)

    def __bool__(self) -> bool:
        return bool(self.by_sign)

    def cheaper(self, slip: Slip) -> Slip:
        """A slip with what it costs in this text, if that is less."""
        own = self._costs.get(slip.how)
        return slip if own is None or own >= slip.cost else replace(slip, cost=own)

    def has(self, slip: Slip) -> bool:
        """Whether a slip is nothing but habits."""
        return bool(self.by_sign) and all(how in self._costs for how in slip.how.split(", "))

    @cached_property
    def _costs(self) -> Mapping[str, float]:
        return {habit.how: habit.cost for habits in self.by_sign.values() for habit in habits}

    def slips(self, word: str, among: Container[str]) -> Iterator[Slip]:
        """What was meant, if its small letters are `among` some words, if one or more habits were at work in a word."""
        places = [
            (start, start + len(sign), habit)
            for sign, habits in self.by_sign.items()
            for start in range(len(word) - len(sign) + 1)
            if word.startswith(sign, start)
            for habit in habits
        ]
        if not 0 < len(places) <= PLACES:
            return
        places.sort(key=lambda place: place[:2])
        for number in range(1, HABITS_IN_A_WORD + 1):
            for some in combinations(places, number):
                if all(one[1] <= two[0] for one, two in pairwise(some)):
                    meant = _with(word, some)
                    if meant.lower() in among:
                        how = ", ".join(habit.how for _, _, habit in some)
                        yield Slip(meant, sum(habit.cost for _, _, habit in some), how, word[some[0][0] : some[0][1]])


def _with(word: str, places: tuple[tuple[int, int, Habit], ...]) -> str:
    """A word with what was meant at some places."""
    for start, end, habit in reversed(places):
        word = word[:start] + habit.meant + word[end:]
    return word


def _cost(words: Words, meant: str, explained: Collection[str]) -> float:
    """How rarely a sign is misread in a text, as log10: by the words that this explains, beside all places where the
    sign was read."""
    wrong = sum(words.counts[word] for word in explained)
    return max(CHEAPEST, math.log10((words.reading.count(meant) + wrong) / wrong))
