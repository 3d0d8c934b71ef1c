"""Words that are words, but hardly the ones that were meant: mostly asked.

A noisy channel (Mays, Damerau & Mercer 1991): what stands is compared with the words one slip away, by how probable
the context makes each and how probable the slip is. The trigram model alone is wrong more often than right, so its word
is not enough for a change: it takes the habit of the text to misread the same letters.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.pieces import Edit
from pipeline.proof.confusion import Slip
from pipeline.proof.context import Context
from pipeline.proof.judgement import Court

AT_HOME: Final = 0.3
"""Decades: a word that its neighbours make so much likelier than it is anywhere is not looked at."""
LEAST: Final = -6.3
"""Decades: rarer words are not suggested."""
ASKED: Final = -1.75
"""Decades by which a suggestion must outweigh what stands, after the cost of the slip, to be asked."""
PATIENCE: Final = 2_100
"""Code points of text for one question at most, the likeliest first: an editor who is asked in vain too often no longer
listens."""
SURE: Final = 1.5
"""The same, for a change: in five books and their proofread texts all five such places were slips."""
HABIT: Final = 2.0
"""A misreading that explains three other words of the text, none of which is a word."""
BEST: Final = 5.5
"""Decades: no word fits its neighbours better."""
NUMBER: Final = 0.7
"""Decades: how much rarer a slip in the ending of a plural is than the model thinks, which knows nothing of what is
spoken of."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word (index) that may stand for another: the slip, the decades by which the other fits its neighbours better,
    and by which it outweighs what stands when all is counted."""

    index: int
    slip: Slip
    fit: float
    gain: float


class Reader:
    """Reads words in their context."""

    def __init__(self, court: Court, model: Context) -> None:
        self._words = court.words
        self._lexicon = court.lexicon
        self._model = model
        self._table = court.confusions
        self._near: dict[str, tuple[tuple[Slip, float], ...]] = {}

    def doubts(self) -> Iterator[Doubt]:
        """The words that hardly fit, each with the word one slip away that fits best."""
        for index, word in enumerate(self._words.words):
            lower = word.lower
            if len(lower) < 2 or not lower.isalpha() or not self._model.knows(lower):
                continue
            if word.text[0].isupper() and not (self._words.opens(index) and self._words.written.get(lower, 0)):
                continue
            before, after = self._words.before(index), self._words.after(index)
            if not before and not after:
                continue
            lift = self._model.between(before, after)
            home = lift([lower])
            if home > AT_HOME:
                continue
            best: Doubt | None = None
            for slip, prior in self.near(lower):
                if prior + BEST - home < ASKED:
                    break
                fit = lift([slip.meant]) - home
                if best is None or fit + prior > best.gain:
                    best = Doubt(index, slip, fit, fit + prior)
            if best:
                yield best

    def _prior(self, lower: str, slip: Slip) -> float:
        """How probable a slip is before its neighbours are looked at, in decades."""
        if f"{slip.meant}s" == lower or slip.meant == f"{lower}s":  # what is spoken of is spoken of in both numbers
            return self._lexicon.frequency(slip.meant) - self._common(lower, 1) - NUMBER - slip.cost
        return self._common(slip.meant) - self._common(lower, 1) - slip.cost

    def _common(self, word: str, without: int = 0) -> float:
        """How common a word is, in decades: in the language or, if it is more so there, in this text (without some of
        its places), whose subject brings rare words again and again."""
        here = self._words.counts.get(word, 0) - without
        own = math.log10(here / len(self._words.words)) if here > 0 else -math.inf
        return max(self._lexicon.frequency(word), own)

    def near(self, lower: str) -> tuple[tuple[Slip, float], ...]:
        """The words one slip away from a word, and how probable each slip is (decades), the likeliest first."""
        if (found := self._near.get(lower)) is None:
            best: dict[str, Slip] = {}
            among = self._lexicon.above(LEAST)
            for slip in (*self._table.pair_slips(lower, among), *self._table.letter_slips(lower, among)):
                if slip.meant != lower and (slip.meant not in best or slip.cost < best[slip.meant].cost):
                    best[slip.meant] = slip
            rated = [(slip, self._prior(lower, slip)) for slip in best.values() if self._is_meant(slip.meant)]
            found = self._near[lower] = tuple(sorted(rated, key=lambda one: -one[1]))
        return found

    def _is_meant(self, meant: str) -> bool:
        return len(meant) > 1 and meant.isalpha() and self._model.knows(meant) and self._lexicon.has(meant)


def edits(court: Court, by: str) -> Iterator[Edit]:
    """Questions about words that hardly fit; certain only where the text has the same misreading in other words."""
    if court.model is None:
        return
    doubts = [doubt for doubt in Reader(court, court.model).doubts() if doubt.gain >= ASKED]
    likeliest = sorted(doubts, key=lambda doubt: -doubt.gain)
    for doubt in likeliest[: max(1, len(court.words.reading) // PATIENCE)]:
        safe = bool(doubt.slip.sign) and court.habit(doubt.slip) >= HABIT and doubt.gain >= SURE
        word = court.words.words[doubt.index]
        meant = doubt.slip.meant.capitalize() if word.text[0].isupper() else doubt.slip.meant
        fits = f"“{meant}” fits its neighbours {10**doubt.fit:,.0f} times better"
        why = f"context: {fits}; confusion: {doubt.slip.how}" + (", as elsewhere here." if safe else ".")
        yield Edit(word.start, word.end, meant, "real-word", by, 0.9 if safe else 0.3, why, safe)
