"""The witness of the confusions: how a word comes to be misread or mistyped, and how often that happens.

Its table, with the sources of every pair, is `confusion.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Final

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz'"
VOWELS: Final = frozenset("aeiou")
DEAREST: Final = 6.5
"""Decades: two slips in one word that together are rarer are not thought of."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What may have been meant, and how it came to stand otherwise: `cost` in decades, `how` in words; `sign`: what
    stands there for one or more letters that were misread, if it was that."""

    meant: str
    cost: float
    how: str
    sign: str = ""


@dataclass(frozen=True)
class Confusions:
    """Pairs by what stands: (what was meant, decades, whose pair), the most frequent first; the costs of what is no
    pair."""

    pairs: Mapping[str, tuple[tuple[str, float, str], ...]]
    any: Mapping[str, float]

    def pair_slips(self, word: str, among: Container[str] | None = None) -> Iterator[Slip]:
        """What was meant if one pair was confused in a word (as it is written), of all words or `among` some."""
        for _, whole, cost, how, sign in self._pairs(word):
            if among is None or whole in among:
                yield Slip(whole, cost, how(), sign)

    def _pairs(
        self, word: str, since: int = 0, dearest: float = DEAREST
    ) -> Iterator[tuple[int, str, float, Callable[[], str], str]]:
        """Where a pair may have been confused, from a place on; what was meant; the cost (at most `dearest`); how; what
        stands for it."""
        for start in range(since, len(word)):
            for size in range(1, min(self._longest, len(word) - start) + 1):
                stands = word[start : start + size]
                for meant, cost, whose in self.pairs.get(stands, ()):
                    if cost > dearest:
                        break
                    whole = word[:start] + meant + word[start + size :]
                    yield start, whole, cost, partial(_how, meant, whose, stands), stands

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.pairs))

    def letter_slips(self, word: str, among: Container[str]) -> Iterator[Slip]:
        """What was meant, `among` some words, if one letter of a word is wrong, left out, put in, or changed about."""
        parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
        forms = {left + right[1:2] + right[:1] + right[2:] for left, right in parts[:-2]}
        forms |= {left + right[1:] for left, right in parts[:-1]}
        forms |= {left + other + right[1:] for left, right in parts[:-1] for other in LETTERS}
        forms |= {left + other + right for left, right in parts for other in LETTERS}
        for form in sorted(form for form in forms if form in among and form != word):
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
        return Slip(meant, cost["vowel" if {stands, other} <= VOWELS else "wrong"], f"{stands} for {other}")

    def slips(self, word: str, among: Container[str]) -> Iterator[Slip]:
        """All that may have been meant: one slip, or two pairs confused, if its small letters are `among` some words.
        Something may come more than once."""
        once = list(self._pairs(word))
        yield from self.letter_slips(word.lower(), among)
        for start, first, cost, how, sign in once:
            if first.lower() in among:
                yield Slip(first, cost, how(), sign)
            for _, second, more, and_how, _ in self._pairs(first, start + 1, DEAREST - cost):
                if second != word and second.lower() in among:
                    yield Slip(second, cost + more, f"{how()}, {and_how()}", sign)


def _how(meant: str, whose: str, stands: str) -> str:
    return f"{meant} {whose} as {stands}"


@cache
def confusions() -> Confusions:
    """The table, read once a run."""
    table = tomllib.loads((Path(__file__).parent / "confusion.toml").read_text(encoding="utf-8"))
    pairs: dict[str, dict[str, tuple[float, str]]] = {}
    for group, whose in (("ocr", "read"), ("keys", "typed")):
        for cost, entries in table[group].items():
            for entry in entries:
                meant, _, stands = entry.partition("=")
                known = pairs.setdefault(stands, {}).get(meant)
                if known is None or float(cost) < known[0]:
                    pairs[stands][meant] = (float(cost), whose)
    ordered = {
        stands: tuple(sorted(((m, c, w) for m, (c, w) in meant.items()), key=lambda pair: pair[1]))
        for stands, meant in pairs.items()
    }
    return Confusions(ordered, table["any"])
