"""Candidates between which nothing decides, where no model of the language says what fits: they are only asked."""

from __future__ import annotations

from typing import Final

from ecdosis.stages.spelling.candidates import Candidate, lower_case
from ecdosis.stages.spelling.derived import SHORTEST, bare
from ecdosis.stages.spelling.judgement import Score, Scorer
from ecdosis.stages.spelling.lexicon import RAREST, forms

NEAR: Final = 0.6
"""Log10 units by which the best candidate must be before the next: four to one. In German books and newspapers two of
three that were nearer were wrong."""
COMMONER: Final = 0.3
"""Log10 units by which a word must be commoner than the same with other umlauts: twice as common."""


def is_undecided(scorer: Scorer, score: Score) -> bool:
    """Whether, in a language of which all forms are known and whose context is not, another candidate is nearly as
    likely, or is the same word with an umlaut more or less and as common (würbe: würde, wurde); or the word may be the
    first half of a compound (Adlet werke)."""
    if scorer.model or not forms(scorer.lexicon.language):
        return False
    others = scorer.candidates_of(score.index)
    marks = any(_is_other_umlaut(score.candidate, one) for one in others)
    return score.features["rival"] < NEAR or marks or _may_be_half(scorer, score)


def _is_other_umlaut(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates differ in umlauts or accents alone, and how common they are does not tell which it is."""
    alike = one.meant != other.meant and bare(one.meant) == bare(other.meant)
    return alike and one.frequency - other.frequency < COMMONER


def _may_be_half(scorer: Scorer, score: Score) -> bool:
    """Whether a blank alone stands between a word with a capital and one in small letters with which it would make a
    compound that texts have: nouns have a capital there unless they are parts of longer words."""
    words, one = scorer.words, score.candidate
    if not scorer.lexicon.own.letters.capital_nouns or one.last + 1 >= len(words.words):
        return False
    here, behind = words.words[one.last], words.words[one.last + 1]
    beside = words.reading[here.end : behind.start] == " " and here.text[0].isupper() and behind.text.islower()
    whole = lower_case(one.meant) + behind.lower
    return beside and len(behind.text) >= SHORTEST and scorer.lexicon.frequency(whole) > RAREST
