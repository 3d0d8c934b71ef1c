"""The judgement: what the witnesses say of a candidate, weighed into one probability that it is right.

Two questions, each answered by a logistic regression: is what stands wrong, and if so, is this what was meant? Each
witness gives figures, each figure has a weight, their sum is the logarithm of the odds. The weights are learnt from
scanned books beside their proofread texts (`python -m tests.learn`) and stand in `judgement.toml`, with the two
thresholds.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pipeline.proof.candidates import Candidate, Finder, is_cased_oddly, lower_case
from pipeline.proof.context import Context
from pipeline.proof.lexicon import Lexicon, foreign
from pipeline.proof.words import Words

NEIGHBOURS: Final = 6
"""Words on each side that tell whether a passage is in another language, or ruined."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A candidate for the word `index`, and the probabilities that what stands is wrong, and that, if it is, the
    candidate is right; `figures` are those of the witnesses."""

    index: int
    candidate: Candidate
    wrong: float
    right: float
    figures: Mapping[str, float]

    @property
    def probability(self) -> float:
        """That what stands is wrong and the candidate right."""
        return self.wrong * self.right


@dataclass(frozen=True)
class Scales:
    """The weights of the figures (and the constant, as `constant`) for each of the two questions, and the
    probabilities from which a candidate is read (`safe`) and asked (`unsure`)."""

    wrong: Mapping[str, float]
    right: Mapping[str, float]
    safe: float
    unsure: float


@cache
def scales() -> Scales:
    """The weights that were learnt, read once a run."""
    table = tomllib.loads((Path(__file__).parent / "judgement.toml").read_text(encoding="utf-8"))
    return Scales(table["wrong"], table["right"], table["thresholds"]["safe"], table["thresholds"]["unsure"])


def judged(index: int, candidate: Candidate, given: Mapping[str, float], by: Scales) -> Verdict:
    """The verdict on a candidate by the figures that the witnesses give."""
    return Verdict(index, candidate, _probability(by.wrong, given), _probability(by.right, given), given)


def _probability(weights: Mapping[str, float], given: Mapping[str, float]) -> float:
    odds = weights["constant"] + sum(weight * given[name] for name, weight in weights.items() if name != "constant")
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def figures(
    words: Words,
    finder: Finder,
    lexicon: Lexicon,
    model: Context | None,
    index: int,
    candidates: Sequence[Candidate],
    habits: Mapping[str, int] = MappingProxyType({}),
    noise: float = 0.0,
) -> tuple[Candidate, dict[str, float]]:
    """The best of the candidates for a word, and the figures that the witnesses give for it. `habits`: how many other
    words of this text a slip explains; `noise`: how many words in a thousand seem slips."""
    lifts = [_fit(words, model, one) for one in candidates]
    habit = [math.log2(1 + min(63, habits.get(one.slip.how, 0))) for one in candidates]
    scores = [c.frequency - c.slip.cost + lift + h / 2 for c, lift, h in zip(candidates, lifts, habit, strict=True)]
    order = sorted(range(len(candidates)), key=lambda k: -scores[k])
    best = order[0]
    one = candidates[best]
    word = words.words[index]
    odd = is_cased_oddly(word.text)
    near = [k for k in range(max(0, index - NEIGHBOURS), min(len(words.words), index + NEIGHBOURS + 1)) if k != index]
    return one, {
        "gain": min(8.0, one.frequency - one.stands),
        "own": math.log2(words.written[word.text] if odd else words.counts[word.lower]),
        "meant": math.log2(1 + min(31, words.counts.get(lower_case(one.meant), 0))),
        "known": float(all(map(lexicon.has, lower_case(one.meant).split()))),
        "name": 0.0 if not word.text[0].isupper() else 0.5 if words.opens(index) else 1.0,
        "strange": sum(finder.is_strange(k) for k in near) / max(1, len(near)),
        "shape": lexicon.shape(word.lower) - min(map(lexicon.shape, lower_case(one.meant).split())),
        "foreign": foreign(word.lower, lexicon.language),
        "length": math.log2(len(word.text)),
        "cost": one.slip.cost,
        "habit": habit[best],
        "blank": float(" " in one.meant or one.first != one.last),
        "listed": float(lexicon.is_misspelling(word.lower) and lexicon.meant_by(word.lower) == lower_case(one.meant)),
        "odd": float(odd or any(c.isdigit() for c in word.text)),
        "noise": math.log2(1 + noise),
        "rival": min(4.0, scores[best] - scores[order[1]]) if len(order) > 1 else 4.0,
        "fit": max(-3.0, min(5.0, lifts[best])),
    }


def _fit(words: Words, model: Context | None, one: Candidate) -> float:
    if model is None:
        return 0.0
    before, after = words.before(one.first), words.after(one.last)
    stands = [word.lower for word in words.words[one.first : one.last + 1]]
    return model.lift(lower_case(one.meant).split(), before, after) - model.lift(stands, before, after)
