"""Evidence of the context: how well words follow each other.

A trigram model that the wheel of PocketSphinx carries (it takes the history newest first): which, the folder of a
language says. Of a language that has none it knows nothing, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Final, Protocol

from ecdosis.languages import language as known

UNKNOWN: Final = -1e8
"""Below this PocketSphinx says that it does not know a word (its zero, in its own logarithms)."""
REMEMBERED: Final = 1 << 16
"""Answers of the model that are remembered; it is asked for the same again and again."""
LOG10: Final = 4.342727686266486e-05
"""A logarithm of PocketSphinx (base 1.0001) as log10."""


class Model(Protocol):
    """The part of PocketSphinx's NGramModel that is used."""

    def prob(self, words: Sequence[str]) -> int:
        """The logarithm of the probability of the first word after the others, newest first."""


class _Alone(dict[str, int]):
    """The model's logarithm of each word alone, asked for once."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, word: str) -> int:
        found = self[word] = self._model.prob([word])
        return found


class Trigrams:
    """How probable words are beside their neighbours, as log10."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._alone = _Alone(model)
        # Texts are read several times, with the same words beside each other.
        self._after = lru_cache(maxsize=REMEMBERED)(lambda *words: model.prob(words))

    def knows(self, word: str) -> bool:
        """Whether the model has a word."""
        return self._alone[word] > UNKNOWN

    def follows(self, word: str, before: str) -> float:
        """How much likelier a word is after another than anywhere, as log10; one log10 unit less than not at all if the
        model does not know one of them."""
        if not (self.knows(word) and self.knows(before)):
            return -1.0
        return self._gain(word, [before]) * LOG10

    def lift(self, words: Sequence[str], before: Sequence[str], after: Sequence[str]) -> float:
        """How much likelier words are between their neighbours (`before` nearest first, `after` in their order) than
        anywhere, as log10; 0 if the model does not know them. Neighbours that it does not know say nothing."""
        return self.between(before, after)(words)

    def between(self, before: Sequence[str], after: Sequence[str]) -> Callable[[Sequence[str]], float]:
        """The lift of any words between some neighbours."""
        history, following = self._known(before), self._known(after)
        beyond = self._gain(following[1], following[:1]) if len(following) > 1 else 0.0
        alone, after_others = self._alone, self._after
        beyond += sum(alone[word] for word in following)

        def lift(words: Sequence[str]) -> float:
            gain, said = -beyond, history
            for word in words:
                if (own := alone[word]) <= UNKNOWN:
                    return 0.0
                gain += after_others(word, *said) - own if said else 0
                said = [word, *said[:1]]
            for word in following:
                gain += after_others(word, *said)
                said = [word, *said[:1]]
            return gain * LOG10

        return lift

    def _gain(self, word: str, history: Sequence[str]) -> float:
        """The model's logarithm of a word after others, above that of the word alone."""
        return float(self._after(word, *history) - self._alone[word]) if history else 0.0

    def _known(self, words: Sequence[str]) -> list[str]:
        found: list[str] = []
        for word in words[:2]:
            if not self.knows(word):
                break
            found.append(word)
        return found


@cache
def context(language: str) -> Trigrams | None:
    """The model of a language (ISO 639-1), read once a run; None for one that has none."""
    if not (name := known(language).trigrams):
        return None
    try:
        from pocketsphinx import NGramModel, get_model_path
    except ImportError:
        return None
    return Trigrams(NGramModel.readfile(get_model_path(name)))
