"""Evidence of the confusions: how a word comes to be misread or mistyped, and how often that happens.

Its table, with the sources of every pair, is the `confusions.toml` of the language.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, NamedTuple

from ecdosis.languages import language as known
from ecdosis.languages.parts import Letters
from ecdosis.steps import spend

DEAREST: Final = 6.5
"""Log10: two slips in one word that together are rarer are not thought of."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What may have been meant, and how it came to stand otherwise: `cost` as log10, `how` in words; `sign`: what
    stands there for one or more letters that were misread, if it was that."""

    meant: str
    cost: float
    how: str
    sign: str = ""


class _Pair(NamedTuple):
    """A pair in a word: `stands`, from `start` to `end`, for what was `meant`; whose confusion it is."""

    start: int
    end: int
    meant: str
    cost: float
    whose: str
    stands: str

    @property
    def how(self) -> str:
        return f"{self.meant} {self.whose} as {self.stands}"


@dataclass(frozen=True)
class Confusions:
    """Pairs by what stands: (what was meant, log10 units, whose pair), the most frequent first; the costs of what is no
    pair; the letters of the language."""

    pairs: Mapping[str, tuple[tuple[str, float, str], ...]]
    any: Mapping[str, float]
    letters: Letters

    def pair_slips(self, word: str, among: Container[str] | None = None) -> Iterator[Slip]:
        """What was meant if one pair was confused in a word (as it is written), of all words or `among` some."""
        for one in self._pairs(word):
            whole = word[: one.start] + one.meant + word[one.end :]
            if among is None or whole in among:
                yield Slip(whole, one.cost, one.how, word[one.start : one.end])

    def _pairs(self, word: str) -> Iterator[_Pair]:
        """Where a pair may have been confused in a word."""
        for start in range(len(word)):
            longest = self._longest.get(word[start], 0)
            for end in range(start + 1, min(start + longest, len(word)) + 1):
                for meant, cost, whose in self.pairs.get(word[start:end], ()):
                    if cost > DEAREST:
                        break
                    yield _Pair(start, end, meant, cost, whose, word[start:end])

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        """The letters of the longest of the signs that begin with a letter."""
        found: dict[str, int] = {}
        for sign in self.pairs:
            found[sign[0]] = max(found.get(sign[0], 0), len(sign))
        return found

    def letter_slips(self, word: str, among: Container[str]) -> Iterator[Slip]:
        """What was meant, `among` some words, if one letter of a word is wrong, left out, put in, or changed about."""
        alphabet = self.letters.alphabet
        parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
        forms = {left + right[1:2] + right[:1] + right[2:] for left, right in parts[:-2]}
        forms |= {left + right[1:] for left, right in parts[:-1]}
        forms = {form for form in forms if form in among}
        rests = [*parts, *((left, right[1:]) for left, right in parts[:-1])]
        forms.update(form for left, rest in rests for other in alphabet if (form := left + other + rest) in among)
        for form in sorted(forms - {word}):
            if slip := self._letter_slip(word, form):
                yield slip

    def _letter_slip(self, word: str, meant: str) -> Slip | None:
        """The slip of one letter by which a word stands for another."""
        cost = self.any
        i = next((k for k, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
        stands, other = word[i : i + 1], meant[i : i + 1]
        if len(word) > len(meant):
            twice = stands in (word[i - 1 : i], word[i + 1 : i + 2])
            key = "apostrophe" if stands == "'" else "doubled" if twice else "put_in"
            return Slip(meant, cost[key], f"{stands} put in")
        if len(word) < len(meant):
            twice = other in (meant[i - 1 : i], meant[i + 1 : i + 2])
            key = "apostrophe" if other == "'" else "doubled" if twice else "left_out"
            return Slip(meant, cost[key], f"{other} left out")
        if word[i + 1 :] != meant[i + 1 :]:
            return Slip(meant, cost["changed_about"], f"{meant[i : i + 2]} changed about")
        if "'" in (stands, other):
            return None
        return Slip(
            meant, cost["vowel" if {stands, other} <= self.letters.vowels else "wrong"], f"{stands} for {other}"
        )

    def slips(self, word: str, among: Container[str]) -> Iterator[Slip]:
        """All that may have been meant: one slip, or two pairs confused, if its small letters are `among` some words.
        Something may come more than once."""
        yield from self.letter_slips(word.lower(), among)
        pairs = list(self._pairs(word))
        for number, first in enumerate(pairs):
            spend(len(pairs) - number, "it looked for words that others were misread from")
            begun = word[: first.start] + first.meant
            if (begun + word[first.end :]).lower() in among:
                yield Slip(begun + word[first.end :], first.cost, first.how, first.stands)
            for second in pairs[number + 1 :]:
                if second.start >= first.end and first.cost + second.cost <= DEAREST:
                    whole = begun + word[first.end : second.start] + second.meant + word[second.end :]
                    if whole.lower() in among:
                        yield Slip(whole, first.cost + second.cost, f"{first.how}, {second.how}", first.stands)


@cache
def confusions(language: str) -> Confusions:
    """The table of a language (ISO 639-1), read once a run."""
    own = known(language)
    pairs: dict[str, dict[str, tuple[float, str]]] = {}
    for group, whose in ((own.confusions.ocr, "misread"), (own.confusions.keys, "mistyped")):
        for cost, entries in group.items():
            for meant, stands in entries:
                before = pairs.setdefault(stands, {}).get(meant)
                if before is None or cost < before[0]:
                    pairs[stands][meant] = (cost, whose)
    ordered = {
        stands: tuple(sorted(((m, c, w) for m, (c, w) in meant.items()), key=lambda pair: pair[1]))
        for stands, meant in pairs.items()
    }
    return Confusions(ordered, own.confusions.any, own.letters)
