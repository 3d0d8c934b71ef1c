"""What a character stands for in the words of a text, solved like a cipher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from operator import add
from typing import Final

from ecdosis.diagnosis.vocabulary import APOSTROPHE, CLEAR, FURTHER, LIGATURES, Vocabulary

FEWEST: Final = 4
"""Different words that prove it."""
SHARE: Final = 0.75
"""Of the different words with a character, so many must be solved; the others are names and rare words."""
MANY: Final = 0.4
"""The same of a character that is no letter and stands for several. In old books that lost all letters beyond ASCII,
more than half of the words are in our lists."""
RIVAL: Final = 0.75
"""A second ligature that solves so many of the words that the first does leaves no rule."""
MOST: Final = 200
"""Different words in which a rule is looked for, the commonest: more would say the same."""
FREQUENT: Final = frozenset((*LIGATURES, APOSTROPHE, *"éèàâêçäöüß"))
"""What is looked for in words in which several are lost."""
TOGETHER: Final = 3
"""So many in one word are solved."""
WORDS: Final = 10_000
"""Different words that are solved, the commonest; a book that lost all letters beyond ASCII has half of that."""
SEVERAL: Final = 300
"""Different words in which several are solved: each has thousands of ways."""
ASKED: Final = 25
"""Doubtful places of a character that are asked about; of more, it is only told how many they are."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A character (`sign`) that stands for others in a text: for which ligature (`rule`; empty: for several letters);
    the `words` with it, in small letters, and how often each occurs; and of those that are known words with others in
    its places, these (`readings`; the sign itself where it stays). `doubtful` are those that may also read
    otherwise."""

    sign: str
    rule: str
    words: Mapping[str, int]
    readings: Mapping[str, tuple[str, ...]]
    doubtful: frozenset[str] = frozenset()

    @property
    def asked(self) -> bool:
        """Whether the doubtful are few enough to be asked about, one by one."""
        return sum(self.words[word] for word in self.doubtful) <= ASKED


@dataclass(frozen=True, slots=True)
class Cipher:
    """What characters may stand for in a text: one of some `ligatures` throughout, or each time any of some `letters`
    (ligatures and the apostrophe among them). `marks` are the characters that may also stand beside a word as what they
    are."""

    ligatures: Sequence[str]
    letters: Sequence[str]
    marks: str
    known: Vocabulary

    def solved(self, sign: str, words: Counter[str]) -> Mapped | None:
        """What a character stands for, by the words that have it; None if that is not proven."""
        words = Counter({word: count for word, count in words.items() if self._damages(sign, word)})
        if len(words) < FEWEST:
            return None
        return (None if sign in self.marks else self._rule(sign, words)) or self._each(sign, words)

    def _damages(self, sign: str, word: str) -> bool:
        """Whether a sign damages a word: a mark before or after a known one is a mark, unless another character there
        makes one that is commoner by far."""
        rest = word.strip(sign)
        if sign not in self.marks or sign in rest or not self.known.knows(rest):
            return True
        best = self.known.best(word.replace(sign, one) for one in self.letters)
        return best is not None and self.known.frequency(best[0]) >= self.known.frequency(rest) + CLEAR

    def _rule(self, sign: str, words: Counter[str]) -> Mapped | None:
        """The one ligature that a sign stands for."""
        common = [word for word, _ in words.most_common(MOST)]
        knows, every = self.known.knows, (*self.ligatures, *FURTHER)
        solved = {one: [word for word in common if knows(word.replace(sign, one))] for one in every}
        best, second, *_ = sorted(solved, key=lambda one: -len(solved[one]))
        count = len(solved[best])
        if count < FEWEST or count < SHARE * len(common) or len(solved[second]) >= RIVAL * count:
            return None
        return Mapped(sign, best, words, {word: (best,) * word.count(sign) for word in solved[best]})

    def _each(self, sign: str, words: Counter[str]) -> Mapped | None:
        """What a sign stands for in each word, if it stands for several."""
        readings: dict[str, tuple[str, ...]] = {}
        doubtful = set()
        several = 0
        for word, _ in words.most_common(WORDS):
            several += word.count(sign) > 1
            if several > SEVERAL and word.count(sign) > 1:
                continue
            of = {filled(word, sign, way).strip(sign): way for way in self._ways(sign, word)}
            if found := self.known.best(of):
                readings[word] = of[found[0]]
                doubtful |= set() if found[1] else {word}
        share = SHARE if sign.isalpha() else MANY
        if len(readings) - len(doubtful) < FEWEST or len(readings) < share * len(words):
            return None
        return Mapped(sign, "", words, readings, frozenset(doubtful))

    def _ways(self, sign: str, word: str) -> Iterator[tuple[str, ...]]:
        """What may stand in the places of a sign in a word: a letter, and at its edges the sign itself, if it is a
        mark."""
        count = word.count(sign)
        letters = self.letters if count == 1 else [one for one in self.letters if one in FREQUENT]
        first, last = word.startswith(sign), word.endswith(sign)
        edges = {0} if first else set()
        edges |= {count - 1} if last else set()
        keep = edges if sign in self.marks else set()
        if count - len(keep) <= TOGETHER:
            for way in product(*((*letters, sign) if at in keep else letters for at in range(count))):
                at = way.index(APOSTROPHE) if APOSTROPHE in way else -1
                if set(way) != {sign} and (at < 0 or (at not in edges and way.count(APOSTROPHE) == 1)):
                    yield way


def filled(word: str, sign: str, way: Sequence[str]) -> str:
    """A word with others in the places of a sign."""
    return "".join(map(add, word.split(sign), [*way, ""]))
