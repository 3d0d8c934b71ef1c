"""A careful correction: of what is likely, only what is all but never wrong is done; the rest is asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.candidates import lower_case
from ecdosis.stages.spelling.judgement import Scorer

CERTAIN: Final = 0.95
"""What it takes to change anything: of corrections that say less of themselves, one in twelve was wrong in scans
(docs/explanation/certainty.md)."""


def asked(scorer: Scorer, found: Iterable[Edit]) -> Iterator[Edit]:
    """Proposals, those only asked that are not sure enough, or leave open whether a capital belongs there."""
    starts = [word.start for word in scorer.words.words]
    for edit in found:
        index = bisect_left(starts, edit.start)
        here = index < len(starts) and starts[index] == edit.start
        open_ = edit.certainty < CERTAIN or (here and is_height_open(scorer, index, edit.after))
        yield replace(edit, safe=False) if edit.safe and open_ else edit


def is_height_open(scorer: Scorer, index: int, meant: str) -> bool:
    """Whether a word (index) has a capital inside a sentence, though what is meant is never a name: the capital may
    stand for another letter (Invest ment, of which the I was an i), and so may what is beside it."""
    capital = scorer.words.words[index].text[0].isupper() and not scorer.words.opens(index)
    is_noun = scorer.lexicon.own.letters.capital_nouns
    return capital and not is_noun and scorer.lexicon.is_never_a_name(lower_case(meant))
