"""A number, or a letter that is a word by itself, with no space before the next word: `3day`, `IHave`.

They are the author's, and never taken out as if they had been put in; that they are words of their own is asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.rules import SpellingRule


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """A question about each strange word that begins with a number or such a letter."""
    for index, word in enumerate(scorer.words.words):
        meant = scorer.finder.divided(word.text) if scorer.finder.is_strange(index) else ""
        if meant:
            what = "a number" if word.text[0].isdigit() else "a word of one letter"
            why = f"lexicon: “{word.text}” is no word; {what} may stand without a space before the next word."
            yield Edit(word.start, word.end, meant, "word-division", by, SpellingRule.DIVIDED, why, safe=False)
