"""The parts that a language may have, as its tables (TOML) say them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

Table = Mapping[str, Any]
"""A table of TOML."""
NEVER: Final = re.compile(r"(?!)")
"""Matches nothing."""


def _words(told: str) -> frozenset[str]:
    """Words with blanks between them."""
    return frozenset(told.split())


def _pairs(told: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs as the tables write them, `one=other`."""
    parts = (one.partition("=") for one in told)
    return tuple((before, after) for before, _, after in parts)


@dataclass(frozen=True, slots=True)
class Letters:
    """`alphabet`: what its words are written with, in small letters, with the apostrophe; `vowels` among them, and
    `half`, those that may be either; `words`: those that are words by themselves, `always_capital` those that then have
    a capital wherever they stand; `after_numbers`: what a number may have at its end (2nd, 8vo); `elisions`: words that
    an apostrophe joins to the next (l’homme), `before_any` those of them that any word may follow; `capital_nouns`:
    nouns have a capital, which then tells no name; `bare_capitals`: capitals may lack the accents of small letters;
    `before_names`: short titles that stand before names (Mr)."""

    alphabet: str = ""
    vowels: frozenset[str] = frozenset()
    half: str = ""
    words: frozenset[str] = frozenset()
    always_capital: frozenset[str] = frozenset()
    after_numbers: tuple[str, ...] = ()
    elisions: frozenset[str] = frozenset()
    before_any: frozenset[str] = frozenset()
    capital_nouns: bool = False
    bare_capitals: bool = False
    before_names: tuple[str, ...] = ()

    @classmethod
    def of(cls, told: Table) -> Letters:
        """What a table says."""
        return cls(
            told.get("alphabet", ""),
            frozenset(told.get("vowels", "")),
            told.get("half", ""),
            _words(told.get("words", "")),
            _words(told.get("always_capital", "")),
            tuple(told.get("after_numbers", "").split()),
            _words(told.get("elisions", "")),
            _words(told.get("before_any", "")),
            told.get("capital_nouns", False),
            told.get("bare_capitals", False),
            tuple(told.get("before_names", "").split()),
        )

    def stands_alone(self, letter: str) -> bool:
        """Whether a letter, as it is written, is a word by itself; at the head of a sentence with a capital."""
        return letter in self.always_capital or letter in self.words or letter.lower() in self.words


@dataclass(frozen=True, slots=True)
class Titles:
    """How titles of works are written: `capitals`, whether all their words have one but for some `small` ones; `by`:
    what stands between a title and its author."""

    capitals: bool = False
    small: tuple[str, ...] = ()
    by: str = ""

    @classmethod
    def of(cls, told: Table) -> Titles:
        """What a table says."""
        return cls(told.get("capitals", False), tuple(told.get("small", "").split()), told.get("by", ""))


@dataclass(frozen=True, slots=True)
class Affixes:
    """`prefixes`; `suffixes`, each with what the word has instead without it; `doubling`: those before which the last
    letter of a word may be written twice (stopped); `linking`: what may stand between the words of a compound that is
    written in one; without any, there are no such compounds."""

    prefixes: tuple[str, ...] = ()
    suffixes: tuple[tuple[str, str], ...] = ()
    doubling: frozenset[str] = frozenset()
    linking: tuple[str, ...] = ()

    @classmethod
    def of(cls, told: Table) -> Affixes:
        """What a table says."""
        return cls(
            tuple(told.get("prefixes", "").split()),
            _pairs(told.get("suffixes", ())),
            _words(told.get("doubling", "")),
            tuple(told.get("linking", "").split()),
        )


@dataclass(frozen=True, slots=True)
class Confusions:
    """What is misread (`ocr`) and mistyped (`keys`), by its cost (log10): what was meant and what stands there;
    `any`: the costs of what is no such pair."""

    ocr: Mapping[float, tuple[tuple[str, str], ...]] = field(default_factory=lambda: MappingProxyType({}))
    keys: Mapping[float, tuple[tuple[str, str], ...]] = field(default_factory=lambda: MappingProxyType({}))
    any: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, told: Table) -> Confusions:
        """What a table says."""
        ocr, keys = (
            {float(cost): _pairs(pairs) for cost, pairs in told.get(name, {}).items()} for name in ("ocr", "keys")
        )
        return cls(ocr, keys, told.get("any", {}))


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt of how slips show themselves: the weights of features, and the probabilities from which a
    correction is `safe` to make, from which it is asked about (`unsure`), and from which that of a brief word is safe
    in a text most of whose words are misread (`in_ruins`), or where only what is all but certain is done
    (`careful`)."""

    features: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    safe: float = 1.0
    unsure: float = 1.0
    in_ruins: float = 1.0
    careful: float = 1.0

    @classmethod
    def of(cls, told: Table) -> Weights:
        """What a table says."""
        limits = told.get("thresholds", {})
        return cls(
            told.get("weights", {}), *(limits.get(name, 1.0) for name in ("safe", "unsure", "in_ruins", "careful"))
        )


@dataclass(frozen=True, slots=True)
class Articles:
    """An article in two forms, by how the next word is spoken: `before_consonant` and `before_vowel`; `consonants`: the
    letters before which the latter never stands."""

    before_consonant: str = ""
    before_vowel: str = ""
    consonants: frozenset[str] = frozenset()

    @property
    def forms(self) -> tuple[str, str]:
        return self.before_consonant, self.before_vowel

    def other(self, form: str) -> str:
        """The other form."""
        return self.before_vowel if form == self.before_consonant else self.before_consonant


@dataclass(frozen=True, slots=True)
class Grammar:
    """What no parser is needed for. `never_twice`, `hardly_twice`: words that do not, or hardly, stand twice in a row;
    `articles`; `determiners`, behind which `never_behind` never stand; `demonstratives` and what never stands behind
    them at the head of a clause (`not_after_demonstratives`); `compounds`: what a compound that lacks its last hyphen
    looks like."""

    never_twice: frozenset[str] = frozenset()
    hardly_twice: frozenset[str] = frozenset()
    articles: Articles = field(default_factory=Articles)
    determiners: frozenset[str] = frozenset()
    never_behind: frozenset[str] = frozenset()
    demonstratives: frozenset[str] = frozenset()
    not_after_demonstratives: frozenset[str] = frozenset()
    compounds: re.Pattern[str] = NEVER

    @classmethod
    def of(cls, told: Table) -> Grammar:
        """What a table says."""
        names = ("determiners", "never_behind", "demonstratives", "not_after_demonstratives")
        sets = {name: _words(told.get(name, "")) for name in ("never_twice", "hardly_twice", *names)}
        article = told.get("articles", {})
        articles = Articles(
            article.get("before_consonant", ""),
            article.get("before_vowel", ""),
            frozenset(article.get("consonants", "")),
        )
        compounds = re.compile(told["compounds"]) if "compounds" in told else NEVER
        return cls(articles=articles, compounds=compounds, **sets)


@dataclass(frozen=True, slots=True)
class Spellings:
    """How it was written in other times. `older`: pairs in which older spellings and ours differ, either way; `former`:
    pairs (then, now) by which a spelling of another time, that is right, is told from one of ours; `early`: words (in
    small letters) as they were written before it had rules; `once_hyphenated`: words that had a hyphen."""

    older: tuple[tuple[str, str], ...] = ()
    former: tuple[tuple[str, str], ...] = ()
    early: re.Pattern[str] = NEVER
    once_hyphenated: frozenset[str] = frozenset()

    @classmethod
    def of(cls, told: Table) -> Spellings:
        """What a table says."""
        early = re.compile(told["early"]) if "early" in told else NEVER
        older, former = (_pairs(told.get(name, ())) for name in ("older", "former"))
        return cls(older, former, early, _words(told.get("once_hyphenated", "")))
