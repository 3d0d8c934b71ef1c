"""What words of a language, and of a text, lost letters, which an apostrophe stands for."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from ecdosis.languages.detect import frequencies
from ecdosis.steps import PER_STEP, spend

KNOWN: Final = 3.0
"""Zipf frequency (log10 of uses in a billion words) from which what a word would be with its lost letters is a word."""
USUAL: Final = 4.0
"""The same of words that only lack one at an edge, which many strings do."""
PLURAL: Final = 2.0
"""The same of a word whose possessive has an apostrophe alone."""
RARER: Final = 1.0
"""Log10 units by which such a string must be rarer than that word."""
DROPS: Final = 20
"""Words of a text that lost their first or last letters for certain, from which it does so often (as speech does);"""
PER_DROP: Final = 4000
"""and code points in which one of them at least stands. Where that is so, what else lacks letters has lost them."""
UNKNOWN: Final = 2.0
"""Zipf frequency below which a word with a mark before it is none, in such a text."""
SIGNS: Final = 4
"""Words that end with a soft sign from which a text transliterates: nothing is told by lost letters then."""
_INITIALS: Final = frozenset(("ch", "k", "p", "t", "ts", "tz", "hs"))
"""Beginnings of syllables of Chinese as Wade wrote them, which have an apostrophe of their own (Ch'ing, T'ai)."""
_VOWELS: Final = frozenset("aeiouhyàâäèéêëìíîïòóôöùúûü")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BARE: Final = re.compile(r"\b[^\W\d_]+\b(?!')")
_SOFT: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]*[bcdfgklmnprtvzšž]'(?![\w'])", re.IGNORECASE)
"""A word that may end with a soft sign."""
_EDGE: Final = re.compile(r"(?<![\w'])'([^\W\d_]+)|(?<![^\W\d_])([^\W\d_]+)'(?![\w'])")
"""A word with a mark before it, or behind it."""


@dataclass(frozen=True)
class Usage:
    """Where a language has apostrophes, as `apostrophes.toml` says it."""

    language: str
    table: Mapping[str, Any]

    def has(self, key: str, word: str) -> bool:
        """Whether a list has a word."""
        return word.casefold() in _listed(self.language, key)

    def letters(self, key: str) -> str:
        """The letters of a key."""
        return str(self.table.get(key, ""))

    def zipf(self, word: str) -> float:
        """log10 of a word's uses in a billion words of the language; 0 if unknown."""
        share = frequencies(self.language).get(word.casefold(), 0.0) if self.language != "und" else 0.0
        return max(0.0, math.log10(share) + 9) if share else 0.0


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    path = Path(__file__).with_name("apostrophes.toml")
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def _listed(language: str, key: str) -> frozenset[str]:
    return frozenset(str(usage(language).table.get(key, "")).split())


def usage(language: str) -> Usage:
    """The usage of a language (BCP 47)."""
    code = language.partition("-")[0].lower()
    return Usage(code, _tables().get(code) or _tables()["und"])


class Words:
    """What the words of a text tell of its apostrophes."""

    def __init__(self, reading: str, usage: Usage, *, quotes: bool) -> None:
        self.usage = usage
        self.quotes = quotes
        self.reading = reading
        self._cache: dict[tuple[str, str, str], bool] = {}
        self.transliterates = False
        may_lose = usage.letters("elided") or usage.letters("final")
        signs = {
            word for word in map(str.casefold, _SOFT.findall(reading) if may_lose else ()) if self._is_soft(word[:-1])
        }
        self.transliterates = len(signs) >= SIGNS

    @cached_property
    def drops(self) -> bool:
        """Whether the text often drops the first or last letters of words."""
        use = self.usage
        if self.transliterates or not use.letters("habit"):
            return False
        found = _EDGE.findall(self.reading)
        lost = sum(use.has("begin", first) if first else self._drops_end(last) for first, last in found)
        return lost >= DROPS and lost * PER_DROP >= len(self.reading)

    def _drops_end(self, word: str) -> bool:
        if self.usage.has("end", word):
            return True
        small = word.islower() or (word[1:].islower() and self._is_known(word, "g"))
        return len(word) > 3 and small and self._has_ending(word)

    def _is_known(self, word: str, letters: str) -> bool:
        return self.usage.zipf(word + letters) >= max(KNOWN, self.usage.zipf(word) + RARER)

    def _has_ending(self, word: str) -> bool:
        return word.casefold().endswith(tuple(_listed(self.usage.language, "endings")))

    def likely(self, word: str, before: str) -> Literal["", "perhaps", "surely"]:
        """Whether a word that a mark stands before has lost its beginning as the text drops letters: it is no word, or
        perhaps one of a few, in the middle of a clause. `before`: the two characters before the mark."""
        if not self.drops or not word.islower():
            return ""
        if self.usage.has("habit", word):
            return "perhaps" if before[:1].isalpha() and before[1:] == " " else ""
        return "surely" if self.usage.zipf(word) < UNKNOWN else ""

    def _is_soft(self, word: str) -> bool:
        """Whether the mark behind a word is explained by no apostrophe, and by no quotation of usual words."""
        if self.usage.zipf(word) >= KNOWN or self._count(word) > 1 or self.ends(word):
            return False
        return not any(self.usage.zipf(word + letter) >= KNOWN for letter in "abcdefghijklmnopqrstuvwxyz")

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How often each word stands in the text without a mark behind it, case folded."""
        return Counter(_BARE.findall(self.reading.casefold()))

    def inside(self, left: str, right: str, whole: str) -> bool:
        """Whether a mark between letters is an apostrophe. `whole`: the word with all of its marks."""
        use = self.usage
        if alphabet := use.letters("letters"):
            return left[-1:].casefold() in alphabet and right[:1].casefold() in "яюєїіеё"
        if use.has("whole", whole) or use.has("after", right):
            return True
        if use.has("names", left) and right[:1].isupper() and left[:1].isupper():
            return left.casefold() not in _INITIALS
        vowel = right[:1].casefold() in _VOWELS and (use.table.get("vowel") or self._is_foreign(left))
        if use.has("before", left) or vowel:
            return True
        if use.has("joined", left) and left.islower() and len(right) > 1 and use.zipf(right) >= KNOWN:
            return left not in _INITIALS or use.zipf(right) >= USUAL
        if self.transliterates or left.casefold() in _INITIALS:
            return False
        return self._with("elided", left, right, KNOWN)

    def _is_foreign(self, left: str) -> bool:
        """Whether letters stand before an apostrophe in words that English has of French: raison d'être."""
        return self.usage.has("foreign", left) and (left.islower() or left in ("D", "L", "J", "C", "Qu"))

    def ends(self, word: str) -> bool:
        """Whether a mark behind a word is an apostrophe."""
        use = self.usage
        folded = word.casefold()
        if self._drops_end(word):
            return True
        if len(word) > 3 and folded.endswith(tuple(_listed(use.language, "plural"))):
            return (word.islower() and len(word) > 4) or use.zipf(word) >= PLURAL or self._count(word) > 1
        if use.table.get("usual"):
            return len(word) > 1 and any(use.zipf(word + letter) >= KNOWN for letter in use.letters("final"))
        return word.islower() and not self.transliterates and self._with("final", word, "", USUAL)

    def begins(self, word: str, rest: str) -> Literal["", "perhaps", "surely"]:
        """Whether a mark before a word is an apostrophe: the word lost its beginning. `rest`: what stands there."""
        use = self.usage
        if use.table.get("years") and re.match(r"\d\ds?(?![\w])", rest):
            return "surely"
        if use.has("begin", word):
            return "surely"
        if use.has("perhaps", word):
            return "perhaps"
        if not word or self.transliterates:
            return ""
        whole = f"{word}g" if self._has_ending(word) else word  # 'ittin' for hitting
        least = KNOWN if self.drops else USUAL
        if not any(self._with("initial", "", one, least) for one in {word, whole}):
            return ""
        return "surely" if use.zipf(word) < KNOWN else "perhaps"

    def _count(self, word: str) -> int:
        return self._counts.get(word.casefold(), 0)

    def _with(self, key: str, left: str, right: str, least: float) -> bool:
        """Whether letters put in make a known word, which what stands there is not by itself."""
        letters = self.usage.letters(key)
        if not letters or max(len(left), len(right)) < 2:
            return False
        case = (key, left.casefold(), right.casefold())
        if case not in self._cache:
            self._cache[case] = self._found(*case, letters, least)
        return self._cache[case]

    def _found(self, key: str, left: str, right: str, letters: str, least: float) -> bool:
        put_in = [*letters]
        if key == "elided":
            put_in += [a + b for a in "aeiou" for b in letters] + [a + b for a in letters for b in "aeiou"]
        spend(1 + len(put_in) // PER_STEP, "it looked for what words have lost")
        best = max(self.usage.zipf(left + one + right) for one in put_in)
        alone = self.usage.zipf(left + right) if key != "elided" else 0.0
        return best >= least and best - alone >= RARER
