"""How sure is sure: one way to weigh signs into a certainty, and one form for the certainty of a rule.

Signs are weighed as I. J. Good and A. M. Turing weighed them (Good, *Probability and the Weighing of Evidence*, 1950).
By Bayes' theorem the odds of a finding after a sign are those before it, multiplied by how many times likelier the sign
is if the finding is right than if it is not. So the *weight* of a sign is the log10 of that factor (Turing's ban),
weights of independent signs add up, and the sum is the log10 of the odds, which is one certainty:

    certainty = odds / (1 + odds),  odds = 10 ** (prior + weight + weight + ...)

Logistic regression is the same sum with weights that were learnt (in natural logarithms: times `NAT`). So is the noisy
or of rare signs: a sign that all findings show, and of what is something else only one in ten, multiplies the odds by
ten (`Sign.rare`). Signs that are not independent say less together than their sum: such a sum is scaled down.

A certainty that is not weighed is that of a rule: a number that is written down once, with the others of its stage
(`Rule`). What any of them is worth, `ecdosis.evaluate.calibration` measures.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import ReprEnum
from typing import Final, NamedTuple, Self

LEAST: Final = 0.01
MOST: Final = 0.99
"""No finding of a program is more than this, or less than LEAST: only what an editor says, or the form itself (a
byte-order mark), is wholly certain."""
NAT: Final = math.log10(math.e)
"""Log10 units of one unit of a natural logarithm."""
EVEN: Final = 0.0
"""The log10 odds of what is as likely as not."""
LEVELS: Final = (0.99, 0.95, 0.8, 0.5)
"""From which certainties on a reader is told other words (certain, almost certain, very likely, likely), the surest
first. What was measured of each stands in docs/explanation/certainty.md; `make bench` measures anew."""
EXTREME: Final = 15.0
"""Log10 odds past which a probability is not told from 0 or 1 in a double."""


class Sign(NamedTuple):
    """One sign of a finding: what it is, in words for the reader, and its weight (log10, below 0 if it is a sign
    against)."""

    what: str
    weight: float

    @classmethod
    def rare(cls, what: str, share: float) -> Self:
        """A sign that the sought always has and a share (0 to 1, excluded) of anything else has not."""
        return cls(what, -math.log10(1 - share))


def probability(log_odds: float) -> float:
    """The probability that belongs to log10 odds, exact: for thresholds, not to be shown."""
    return float(1 / (1 + 10 ** -max(-EXTREME, min(EXTREME, log_odds))))


def log_odds(chance: float) -> float:
    """The log10 odds that belong to a probability (0 to 1, both excluded)."""
    return math.log10(chance / (1 - chance))


def total(signs: Iterable[Sign]) -> float:
    """What signs weigh together, in whatever order they come."""
    return math.fsum(sign.weight for sign in signs)


def certainty(prior: float, weight: float) -> float:
    """The certainty of a finding: `prior` are its log10 odds without any sign, `weight` is what the signs weigh."""
    return stated(probability(prior + weight))


def stated(chance: float) -> float:
    """A probability as a certainty is stated: in hundredths, from LEAST to MOST."""
    return round(min(MOST, max(LEAST, chance)), 2)


class Rule(float, ReprEnum):
    """The rules of a stage (a class each): a number that is the certainty of all that the rule finds, and what it
    finds, in words. No two of a stage say the same."""

    what: str

    def __new__(cls, certainty: float, what: str) -> Self:
        if stated(certainty) != certainty:
            raise ValueError(f"{what}: {certainty} is no certainty")
        rule = float.__new__(cls, certainty)
        rule._value_ = (certainty, what)
        rule.what = what
        return rule

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"
