"""Words that are words, but hardly the ones that were meant: mostly asked.

A noisy channel (Mays, Damerau & Mercer 1991): what stands is compared with the words one slip away, by how probable
the context makes each and how probable the slip is. The trigram model alone is wrong more often than right, so its word
is not enough for a change: the text must misread the same letters again and again.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.candidates import LONGEST
from ecdosis.stages.spelling.confusion import Slip, confusions
from ecdosis.stages.spelling.context import Trigrams
from ecdosis.stages.spelling.judgement import RECURRENT, Scorer
from ecdosis.stages.spelling.lexicon import lexicon
from ecdosis.stages.spelling.rules import SpellingRule
from ecdosis.stages.spelling.words import likelier

AT_HOME: Final = 0.3
"""Log10: a word that its neighbours make so much likelier than it is anywhere is not looked at."""
LEAST: Final = -6.3
"""Log10: rarer words are not suggested."""
ASKED: Final = -1.75
"""Log10 units by which a suggestion must outweigh what stands, after the cost of the slip, to be asked."""
SURE: Final = 1.5
"""The same, for a change, if it is a recurrent error of the text: in five books and their proofread texts all five such
places were slips."""
PATIENCE: Final = 2_100
"""Code points of text for one question at most, the likeliest first: an editor who is asked in vain too often no longer
listens."""
SLIPS: Final = 0.25
"""Questions at most for each word that is none and was mended: where such words are few, words that are words but
not those that were meant are fewer. In clean prose none of 700 questions was right without this; in three books of the
development set 39 of 436, in its newspapers, with 20 times as many slips, 29 of 33."""
BEST: Final = 5.5
"""Log10: no word fits its neighbours better."""
NUMBER: Final = 0.7
"""Log10: how much rarer a slip in the ending of a plural is than the model thinks, which knows nothing of what is
spoken of."""


@dataclass(frozen=True, slots=True)
class RealWordDoubt:
    """A word (index) that may stand for another: the slip, the log10 units by which the other fits its neighbours
    better, and by which it outweighs what stands when all is counted."""

    index: int
    slip: Slip
    fit: float
    gain: float


NEVER: Final = 3.0
"""Log10: how rare what a language never has is in print, as English, where an article or a possessive never stands
before some words: nine places in three million words, a third of them slips."""


class Reader:
    """Reads words in their context; looks for all slips that outweigh what stands by so much (log10 units) at `least`,
    or for some (`among`)."""

    def __init__(self, scorer: Scorer, model: Trigrams, least: float, among: Container[str] | None = None) -> None:
        self._least = least
        self._among = among
        self._words = scorer.words
        self._lexicon = scorer.lexicon
        self._finder = scorer.finder
        self._habits = scorer.finder.habits
        self._grammar = scorer.lexicon.own.grammar
        self._model = model
        self._near: dict[str, tuple[tuple[Slip, float], ...]] = {}

    def doubts(self) -> Iterator[RealWordDoubt]:
        """The words that hardly fit, each with the word one slip away that fits best."""
        for index, word in enumerate(self._words.words):
            if self._near.get(word.lower) == () or not self._is_looked_at(index):  # nothing is near it, as was found
                continue
            if (near := self.near(word.lower)) and (doubt := self._doubt(index, near)):
                yield doubt

    def _is_looked_at(self, index: int) -> bool:
        """Whether a word is one that the model knows, no name, not shortened by an apostrophe, and not joined by a
        hyphen to another (to-morrow), which its neighbours tell nothing of, nor half a word."""
        word = self._words.words[index]
        if not self._model.knows(word.lower) and (not self._habits or self._finder.is_strange(index)):
            return False
        name = word.text[0].isupper() and not (self._words.opens(index) and self._words.written.get(word.lower, 0))
        shortened = self._words.is_elided(index) or self._words.is_part(index) or self._words.is_soiled(index)
        part = self._words.is_hyphenated(index) or self._words.is_piece(index) or self._words.is_half(index)
        return not (name or shortened or part)

    def _doubt(self, index: int, near: Sequence[tuple[Slip, float]]) -> RealWordDoubt | None:
        """The best of the words near one, if that does not fit well."""
        before, after = self._words.before(index), self._words.after(index)
        if not before and not after:
            return None
        lift = self._model.between(before, after)
        home = lift([self._words.words[index].lower])
        cannot = NEVER * self._cannot_stand(index)
        best: RealWordDoubt | None = None
        for slip, prior in near:
            if home > AT_HOME or prior + BEST - home + cannot < self._least:
                break
            fit = lift([slip.meant]) - home
            if best is None or fit + prior + cannot > best.gain:
                best = RealWordDoubt(index, slip, fit, fit + prior + cannot)
        return best

    def _cannot_stand(self, index: int) -> bool:
        """Whether a word is an article or the like before a word that none ever stands before (“your are”; “This there
        was”, if nothing goes before it)."""
        word, following = self._words.words[index], self._words.after(index, 1)
        never = self._grammar
        if not following or (len(word.text) == 1 and word.text.isupper()):  # a letter that is spoken of
            return False
        if word.lower in never.demonstratives:
            return following[0] in never.not_after_demonstratives and not self._words.before(index, 1)
        return word.lower in never.determiners and following[0] in never.never_behind

    def _prior(self, lower: str, slip: Slip) -> float:
        """How probable a slip is before its neighbours are looked at, as log10. That a word comes again says nothing
        for it where it is what a habit of the scan makes of a commoner one."""
        if self._habits.has(slip):
            return self._common(slip.meant) - self._lexicon.frequency(lower) - slip.cost
        if f"{slip.meant}s" == lower or slip.meant == f"{lower}s":  # what is spoken of is spoken of in both numbers
            return self._lexicon.frequency(slip.meant) - self._common(lower, 1) - NUMBER - slip.cost
        return self._common(slip.meant) - self._common(lower, 1) - slip.cost

    def _common(self, word: str, without: int = 0) -> float:
        """How common a word is, as log10: in the language or, if it is more so there, in this text (without some of
        its places), whose subject brings rare words again and again."""
        here = self._words.counts.get(word, 0) - without
        own = math.log10(here / len(self._words.words)) if here > 0 else -math.inf
        return max(self._lexicon.frequency(word), own)

    def near(self, lower: str) -> tuple[tuple[Slip, float], ...]:
        """The words one slip away from a word, and how probable each slip is (log10 units), the likeliest first."""
        if (found := self._near.get(lower)) is None:
            slips = near(lower, self._lexicon.language) if 1 < len(lower) <= LONGEST and lower.isalpha() else ()
            if self._among is not None:
                slips = tuple(slip for slip in slips if slip.how in self._among)
            slips = tuple(map(self._habits.cheaper, slips))
            slips = (*slips, *(slip for slip in self._finder.habit_slips(lower) if slip.meant.isalpha()))
            slips = tuple(slip for slip in slips if self._model.knows(slip.meant))
            rated = [(slip, self._prior(lower, slip)) for slip in slips]
            found = self._near[lower] = tuple(sorted(rated, key=lambda one: -one[1]))
        return found


@lru_cache(maxsize=1 << 16)
def near(lower: str, language: str) -> tuple[Slip, ...]:
    """The words of a language one slip away from a word."""
    best: dict[str, Slip] = {}
    table, known = confusions(language), lexicon(language)
    among = known.above(LEAST)
    for slip in (*table.pair_slips(lower, among), *table.letter_slips(lower, among)):
        if slip.meant != lower and (slip.meant not in best or slip.cost < best[slip.meant].cost):
            best[slip.meant] = slip
    meant = (slip for slip in best.values() if len(slip.meant) > 1 and slip.meant.isalpha())
    return tuple(slip for slip in meant if known.has(slip.meant))


def edits(scorer: Scorer, by: str, mended: int, certain: bool = False, fewer: int = 0) -> Iterator[Edit]:
    """Questions about words that hardly fit; certain only where the text has the same misreading in other words.
    `mended`: how many words that are none were; `certain`: questions need not be among them; `fewer`: so many less may
    be asked."""
    document_errors = {how for how, those in scorer.document_errors.items() if math.log2(1 + len(those)) >= RECURRENT}
    most = max(0, min(1 + len(scorer.words.reading) // PATIENCE, int(SLIPS * mended)) - fewer)
    if scorer.model is None or not (document_errors or (most and not certain)):
        return
    least, among = (SURE, document_errors) if certain else (ASKED, None)
    found = Reader(scorer, scorer.model, least, among).doubts()
    doubts = [doubt for doubt in found if doubt.gain >= least]
    likeliest = sorted(doubts, key=lambda doubt: -doubt.gain)
    for number, doubt in enumerate(likeliest):
        safe = bool(doubt.slip.sign) and doubt.slip.how in document_errors and doubt.gain >= SURE
        safe = safe and not scorer.finder.is_half(doubt.index, doubt.slip.meant)
        if not safe and number >= most:
            continue
        word = scorer.words.words[doubt.index]
        meant = doubt.slip.meant.capitalize() if word.text[0].isupper() else doubt.slip.meant
        fits = f"“{meant}” fits its neighbours {likelier(doubt.fit)}"
        why = f"context: {fits}; confusion: {doubt.slip.how}" + (", as elsewhere here." if safe else ".")
        rule = SpellingRule.REAL_WORD if safe else SpellingRule.REAL_WORD_DOUBTED
        yield Edit(word.start, word.end, meant, "real-word", by, rule, why, safe)
