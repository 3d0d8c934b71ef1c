"""What the examinations ask of the words of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

LIGATURES: Final = ("fi", "fl", "ff", "ffi", "ffl", "ft")
"""The ligatures that most faces have, the commonest first."""
FURTHER: Final = ("ti", "tt", "fj", "th", "st", "ct")
"""Those that some faces have besides: only a rule for a whole file is looked for among them."""
RAREST: Final = -8.5
"""Log10 units: what no list has."""
MANY: Final = 100
"""Words of which it is too much to ask what each may be made of."""
CLEAR: Final = 2.0
"""Log10 units by which one reading must be commoner than another to be the only one."""


APOSTROPHE: Final = "’"
ACCENTED: Final = "éèêëàâäáãåæçíìîïñóòôõöøúùûüýÿßœ"
"""The letters beyond ASCII that words of the languages of Western Europe have."""
_ELISION: Final = re.compile(
    r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|\w*ll|un|quest)'([aàâeéèêëhiîïoôœuùûüyæ]\w+)"
)
"""What French, Italian and Catalan write before a word with an apostrophe."""
_ELIDING: Final = ("fr", "it", "ca")


def _plain(word: str) -> str:
    """A word as lists of words have it (wordfreq folds ß)."""
    return word.lower().replace(APOSTROPHE, "'").replace("ß", "ss")


def _elided(word: str, language: str) -> str:
    """The word behind an article or the like; nothing if there is none."""
    match = _ELISION.fullmatch(word) if language in _ELIDING else None
    return match[1] if match else ""


class Vocabulary:
    """The words of a language (ISO 639-1) in small letters: which are known, and how common they are."""

    def __init__(self, language: str) -> None:
        from ecdosis.stages.spelling.lexicon import lexicon

        self._lexicon = lexicon(language)

    def knows(self, word: str) -> bool:
        """Whether lists or dictionaries have a word, or what it is made of. Of one with an apostrophe, whether it is a
        short form that is spoken so, a genitive, or a word with an article before it (l’homme)."""
        word = _plain(word)
        if "'" in word:
            return self._lexicon.frequency(word) > RAREST or self._has(_elided(word, self._lexicon.language))
        return self._has(word)

    def _has(self, word: str) -> bool:
        return self._lexicon.has(word) or self._lexicon.in_dictionary(word)

    def frequency(self, word: str) -> float:
        """The share of a word of all words, as log10; of one with an article before it, that of the word."""
        word = _plain(word)
        return self._lexicon.frequency(_elided(word, self._lexicon.language) or word)

    def best(self, words: Iterable[str]) -> tuple[str, bool] | None:
        """The commonest of some words that are known, and whether it is so by far; None if none is known."""
        every = set(words)
        if len(every) > MANY:  # then only those that lists have
            every = {word for word in every if self.frequency(word) > RAREST}
        ranked = sorted(((self.frequency(word), word) for word in every if self.knows(word)), reverse=True)
        if not ranked:
            return None
        return ranked[0][1], len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= CLEAR


@lru_cache(maxsize=4)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language, read once a run."""
    return Vocabulary(language)


LETTER: Final = 0.001
"""The share of words with a letter from which it is one of a language's own: é in English is not, ß in German is."""


@lru_cache(maxsize=4)
def letters(language: str) -> frozenset[str]:
    """The letters (in both forms) that are a language's own, by its commonest words."""
    from ecdosis.languages.detect import frequencies

    shares: dict[str, float] = {}
    for word, share in frequencies(language, "small").items():
        for letter in set(word):
            shares[letter] = shares.get(letter, 0.0) + share
    own = {letter for letter, share in shares.items() if share >= LETTER}
    return frozenset(own | {letter.upper() for letter in own})
