"""Capitals that are none: of small words inside a sentence (Is for is), since scans take a letter that is a word by
itself for the small one, and the other way about; and those inside a common word (sAid)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final

from ecdosis.languages.detect import common_words
from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.candidates import is_cased_oddly, is_in_capitals
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.rules import SpellingRule
from ecdosis.stages.spelling.words import likelier

FITS: Final = 0.5
"""Log10 units by which such a word must fit the word before it, where the text does not show that it is a habit."""
FITS_SO: Final = 0.05
"""The same where it does: what fits the word before it worse may begin a sentence whose full stop is lost before it."""
RECURS: Final = 5
"""Places from which it is a habit of the scan."""
SHORT: Final = 3
"""Letters of a word with a capital inside, at least; one of no more must be a small word."""
COMMON: Final = -5.0
"""Log10: a rarer word with a capital inside may be another that is misread."""
SHARE: Final = 0.05
"""The share of these places in all where such words stand that makes a habit: in long texts stops are lost in more."""


def edits(scorer: Scorer, guess: Sequence[str], read: Container[int], by: str) -> Iterator[Edit]:
    """The small words of a noisy scan (but those that are `read` otherwise) whose capital is none. `guess`: what each
    word of the text is read as, in small letters."""
    yield from inside(scorer, by)
    if scorer.model is None:
        return
    words, least = scorer.words, FITS_SO if _is_habit(scorer) else FITS
    for index in _places(scorer, scorer.lexicon.own.letters.always_capital):
        word, fit = words.words[index], scorer.model.follows(words.words[index].lower, guess[index - 1])
        if fit > least and index not in read:
            why = f"context: a small word inside a sentence, it fits the one before it {likelier(fit)}."
            meant = word.text[0].lower() + word.text[1:]
            yield Edit(word.start, word.end, meant, "real-word", by, SpellingRule.SMALL, why)


def _is_habit(scorer: Scorer) -> bool:
    """Whether a text has such capitals again and again."""
    words, found = scorer.words, list(_places(scorer, scorer.lexicon.own.letters.always_capital))
    every = sum(words.counts[word] for word in {words.words[index].lower for index in found})
    return len(found) >= max(RECURS, SHARE * every)


def inside(scorer: Scorer, by: str) -> Iterator[Edit]:
    """The common words with a capital inside, which has nothing to do there: in small letters but for the first, or in
    capitals as the words beside them. Where two capitals begin a word, one of them may be put in (BEe for He)."""
    words = scorer.words
    for index, word in enumerate(words.words):
        text = word.text
        if not text.isalpha() or not is_cased_oddly(text) or (text[:2].isupper() and not is_in_capitals(text)):
            continue
        short = len(text) < SHORT or (len(text) == SHORT and word.lower not in common_words(scorer.lexicon.language))
        known = scorer.lexicon.is_common(word.lower) and scorer.lexicon.frequency(word.lower) >= COMMON
        if short or not known or words.is_hyphenated(index) or words.is_elided(index) or words.is_part(index):
            continue
        beside = [words.words[k].text for k in (index - 1, index + 1) if 0 <= k < len(words.words)]
        capitals = is_in_capitals(word.text) or any(len(text) > 1 and text.isupper() for text in beside)
        meant = word.text.upper() if capitals else word.text[0] + word.lower[1:]
        why = f"lexicon: “{word.lower}” is a word, and has no capital inside."
        yield Edit(word.start, word.end, meant, "spelling", by, SpellingRule.SMALL, why)


def _places(scorer: Scorer, capitals: Container[str]) -> Iterator[int]:
    """The small words that have one of some capitals, between two words in small letters, with nothing but blanks
    beside them."""
    words = scorer.words
    small = common_words(scorer.lexicon.language)
    for index in range(1, len(words.words) - 1):
        before, word, after = words.words[index - 1 : index + 2]
        if word.text[0] in capitals and word.text.isalpha() and word.text[1:].islower() and word.lower in small:
            beside = words.reading[before.end : word.start] == words.reading[word.end : after.start] == " "
            if beside and before.text.islower() and after.text.islower():
                yield index
