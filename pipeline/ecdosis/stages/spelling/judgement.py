"""The judgement: what the evidence says of a candidate, weighed into one probability.

The probability that what stands is wrong and that the candidate is what was meant: a logistic regression, in which each
feature has a weight, and their sum is the logarithm of the odds. The weights are learnt from scanned books beside their
proofread texts (`python tests/learn.py`) and stand in the `weights.toml` of the language, with the two thresholds.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Final

from ecdosis.evidence import NAT, probability
from ecdosis.languages import language as known
from ecdosis.languages.detect import is_latin
from ecdosis.stages.spelling.candidates import NO_HABITS, Candidate, Finder, is_cased_oddly, lower_case, without
from ecdosis.stages.spelling.channel import Channel
from ecdosis.stages.spelling.confusion import Slip, confusions
from ecdosis.stages.spelling.context import Trigrams, context
from ecdosis.stages.spelling.habits import Habits
from ecdosis.stages.spelling.lexicon import Lexicon, foreign, forms, lexicon
from ecdosis.stages.spelling.words import Words

NEIGHBOURS: Final = 6
"""Words on each side that tell whether a passage is in another language or a dialect, or ruined."""
ABROAD: Final = 0.5
"""Log10 units by which a word must be commoner in another language to be at home there."""
RECURRENT: Final = 2.0
"""A recurrent error of a text: log2 of one more than the words that a slip explains, so three of them."""
EVIDENT: Final = 0.5
"""Log10 units by which a candidate must outweigh what stands to count as a recurrent error of this text."""
FEWEST: Final = 300
"""Words; in a shorter text the share of slips is counted as if it had so many."""
TOGETHER: Final = (("blank", "gain"), ("blank", "fit"), ("odd", "length"), ("own", "noise"), ("fit", "noise"))
"""Features that say more together than each alone."""
COMMON_NOUN: Final = 2.0
"""Log10 units by which a word that is never a name is the less likely where a capital stands inside a sentence."""


@dataclass(frozen=True, slots=True)
class Score:
    """A candidate for the word `index`, the probability that what stands is wrong and the candidate right, and the
    features."""

    index: int
    candidate: Candidate
    probability: float
    features: Mapping[str, float]


@dataclass(frozen=True)
class Scales:
    """The weights of the features (and the constant, as `constant`), and the probabilities from which a candidate is
    read (`safe`; `in_ruins`: that for a brief word in a text most of whose words are misread; `careful`: where only
    what is all but certain is done) and asked (`unsure`)."""

    weights: Mapping[str, float]
    safe: float
    unsure: float
    in_ruins: float = 1.0
    careful: float = 1.0

    def probability(self, given: Mapping[str, float]) -> float:
        """What features say together."""
        weights = self.weights
        odds = weights["constant"] + sum(weight * given[name] for name, weight in weights.items() if name != "constant")
        return probability(NAT * odds)


@cache
def scales(language: str) -> Scales:
    """The weights that were learnt for a language (ISO 639-1), read once a run."""
    weights = known(language).weights
    return Scales(weights.features, weights.safe, weights.unsure, weights.in_ruins, weights.careful)


@dataclass(frozen=True)
class Scorer:
    """What scores the candidates for the words of one text. `cases`: the strange words (indices) for which there
    are candidates; `document_errors`: the words of it that each slip explains; `noise`: how many words in a thousand
    seem slips; `channel`: what slips cost in it, if it is a noisy scan; `slips_of`: those that lead to other
    words from its own, told once for all its readings; `careful`: only what is all but certain is to be
    done, the rest asked."""

    words: Words
    lexicon: Lexicon
    model: Trigrams | None
    finder: Finder
    cases: tuple[tuple[int, list[Candidate]], ...]
    document_errors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    noise: float = 0.0
    channel: Channel | None = None
    slips_of: dict[str, tuple[Slip, ...]] = field(default_factory=dict, compare=False)
    careful: bool = False

    @classmethod
    def of(cls, words: Words, language: str, earlier: Scorer | None = None) -> Scorer:
        """The scorer for a reading (`language`: ISO 639-1), with the recurrent errors of the text: those of an
        `earlier` reading, if there was one, before its slips were mended."""
        before = earlier.finder if earlier else None
        habits = before.habits if before else NO_HABITS
        finder = Finder(words, lexicon(language), confusions(language), before, habits)
        new = cls(words, lexicon(language), context(language), finder, finder.cases())
        if earlier:
            return replace(
                new,
                document_errors=earlier.document_errors,
                noise=earlier.noise,
                channel=earlier.channel,
                slips_of=earlier.slips_of,
                careful=earlier.careful,
            )
        first = new._with_errors()
        habits = Habits.of(words, first.document_errors, confusions(language))
        if not habits:
            return first
        finder = Finder(words, lexicon(language), confusions(language), finder, habits)
        return replace(new, finder=finder, cases=finder.cases())._with_errors()

    def _with_errors(self) -> Scorer:
        """The same with the recurrent errors of the text."""
        document_errors: dict[str, set[str]] = defaultdict(set)
        for index, candidates in self.cases:
            one, given = self.best(index, candidates)
            if given["gain"] + given["fit"] - one.slip.cost > EVIDENT:
                document_errors[one.slip.how].add(self.words.words[index].lower)
        found = replace(self, document_errors={how: frozenset(those) for how, those in document_errors.items()})
        return replace(found, noise=1000 * found.slips / max(FEWEST, len(self.words.words)))

    @property
    def slips(self) -> int:
        """How many strange words must be misread, each counted once."""
        return sum(map(len, self.document_errors.values()))

    @property
    def noise_units(self) -> float:
        """The logarithm (base 2) of one more than the slips in a thousand words."""
        return math.log2(1 + self.noise)

    def candidates_of(self, index: int) -> Sequence[Candidate]:
        """The candidates for a strange word (index)."""
        return self._candidates.get(index, ())

    @cached_property
    def _candidates(self) -> dict[int, list[Candidate]]:
        return dict(self.cases)

    def scores(self, by: Scales | None = None) -> Iterator[Score]:
        """A score for the best candidate for each strange word, in order."""
        weights = by or scales(self.lexicon.language)
        for index, candidates in self.cases:
            one, given = self.best(index, candidates)
            yield Score(index, one, weights.probability(given), given)

    def error_rate(self, slip: Slip, lower: str = "") -> float:
        """How often the same slip explains other words of this text than one: the logarithm (base 2) of one more."""
        return math.log2(1 + min(63, len(self.document_errors.get(slip.how, frozenset()) - {lower})))

    def best(self, index: int, candidates: Sequence[Candidate]) -> tuple[Candidate, dict[str, float]]:
        """The best of the candidates for a word (index), and its features."""
        capital = self._capital(index)
        lifts = [self._fit(one) for one in candidates]
        document_errors = [self.error_rate(one.slip, self.words.words[index].lower) for one in candidates]
        scores = [
            one.frequency
            - one.stands
            - one.slip.cost
            + lift
            + error_rate / 2
            - COMMON_NOUN * (capital == 1.0 and self._is_no_name(one))
            for one, lift, error_rate in zip(candidates, lifts, document_errors, strict=True)
        ]
        order = sorted(range(len(candidates)), key=lambda k: -scores[k])
        best = candidates[order[0]]
        given = {
            **self._of_the_word(index),
            **self._of_the_passage(index),
            **self._of_the_candidate(index, best),
            "name": capital,
            "height": float(self._has_no_height(index, best)),
            "noun": float(capital == 1.0 and self._is_no_name(best)),
            "error_rate": document_errors[order[0]],
            "rival": min(4.0, scores[order[0]] - scores[order[1]]) if len(order) > 1 else 4.0,
            "fit": max(-3.0, min(5.0, lifts[order[0]])),
        }
        return best, given | {f"{a}_{b}": given[a] * given[b] for a, b in TOGETHER}

    def _of_the_word(self, index: int) -> dict[str, float]:
        """How strange what stands is: how often this text has it, how it is written, what other lists know it."""
        word = self.words.words[index]
        odd = is_cased_oddly(word.text)
        times = self.words.written[word.text] if odd else self.words.counts[word.lower]
        return {
            "own": 0.0 if self.finder.is_habitual(word.lower) else math.log2(times),
            "foreign": foreign(word.lower, self.lexicon.language),
            "dictionary": float(self.lexicon.in_dictionary(word.lower)),
            "elided": float(self.words.is_elided(index)),
            "accent": float(any(c.isalpha() and not c.isascii() for c in word.text)),
            "length": math.log2(len(word.text)),
            "odd": float(odd or any(c.isdigit() for c in word.text)),
        }

    def _of_the_passage(self, index: int) -> dict[str, float]:
        """How strange the words around are, and how little they follow each other as usual; how noisy the text is."""
        every = self.words.words
        near = [k for k in range(max(0, index - NEIGHBOURS), min(len(every), index + NEIGHBOURS + 1)) if k != index]
        usual = (
            [self.model.follows(every[k].lower, every[k - 1].lower) for k in near if k - 1 in near]
            if self.model
            else []
        )
        return {
            "strange": sum(self.finder.is_strange(k) for k in near) / max(1, len(near)),
            "usual": sum(usual) / len(usual) if usual else 0.0,
            "abroad": sum(map(self.is_abroad, near)) / max(1, len(near)),
            "noise": self.noise_units,
        }

    def foreignness(self, index: int) -> float:
        """The share of words around one that are strange, or at home in another language, whichever are more."""
        around = self._of_the_passage(index)
        return max(around["strange"], around["abroad"])

    def _of_the_candidate(self, index: int, one: Candidate) -> dict[str, float]:
        """How much commoner the candidate is, how well this text knows it, how it came to stand otherwise."""
        lower, meant = self.words.words[index].lower, lower_case(one.meant)
        vowels = self.lexicon.own.letters.vowels
        return {
            "gain": min(8.0, one.frequency - one.stands),
            "common": one.frequency,
            "meant": math.log2(1 + min(31, self.words.counts.get(meant, 0))),
            "known": float(all(map(self.lexicon.has, meant.split()))),
            "shape": self.lexicon.shape(lower) - min(map(self.lexicon.shape, meant.split())),
            "cost": one.slip.cost,
            "seen": float(" misread as " in one.slip.how),
            "vowels": float(without(lower, vowels) == without(meant, vowels)),
            "blank": float(" " in one.meant or one.first != one.last),
            "listed": float(self.lexicon.is_misspelling(lower) and self.lexicon.meant_by(lower) == meant),
        }

    def is_abroad(self, index: int) -> bool:
        """Whether a word is at home in another language, Latin among them, of which no list has all forms."""
        lower = self.words.words[index].lower
        if foreign(lower, self.lexicon.language) > max(0.0, self.lexicon.frequency(lower) + 6) + ABROAD:
            return True
        return is_latin(lower) and not self.lexicon.has(lower)

    def _capital(self, index: int) -> float:
        """Whether a word has a capital that makes it a name (1), or may have it from its place (a half)."""
        return 0.0 if not self.words.words[index].text[0].isupper() else 0.5 if self.words.opens(index) else 1.0

    def _has_no_height(self, index: int, one: Candidate) -> bool:
        """Whether the first letter of a candidate is lost, and it may have a capital: it may be a name, or it stands
        before a word with a capital, as in a title."""
        stands = self.words.words[one.first].text
        lost = stands[0].lower() != one.meant[0].lower() and not stands[0].isupper() and stands[1:] != one.meant
        if not lost or self.words.opens(index) or one.meant[0].isupper():
            return False
        if self.lexicon.own.letters.capital_nouns:  # then the next may be a noun
            return forms(self.lexicon.language).get(lower_case(one.meant)) == "c"
        following = self.words.words[one.last + 1 : one.last + 2]
        return not self._is_no_name(one) or any(word.text[0].isupper() for word in following)

    def _is_no_name(self, one: Candidate) -> bool:
        lower = lower_case(one.meant)
        capitals = self.words.capitals.get(lower, 0)
        return self.lexicon.is_never_a_name(lower) and 2 * capitals <= self.words.counts.get(lower, 0)

    def _fit(self, one: Candidate) -> float:
        """How much better the candidate fits its neighbours than what stands, as log10."""
        if self.model is None:
            return 0.0
        before, after = self.words.before(one.first), self.words.after(one.last)
        stands = [word.lower for word in self.words.words[one.first : one.last + 1]]
        return self.model.lift(lower_case(one.meant).split(), before, after) - self.model.lift(stands, before, after)
