"""Which language a text is in, told by its commonest words and its script."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from ecdosis.evidence import stated
from ecdosis.languages.frequent import commonest, shares

LATIN: Final = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hu", "ro", "tr", "ca", "la",
)  # fmt: skip
LATIN_ITSELF: Final = "la"
CYRILLIC: Final = ("ru", "uk", "bg", "mk")
SCRIPTS: Final = (
    ("[a-zà-öø-ÿœāēīōū]", LATIN),
    ("[Ѐ-ӿ]", CYRILLIC),
    ("[Ͱ-Ͽ]", ("el",)),
    ("[\u0590-\u05ff]", ("he",)),
    ("[\u0600-\u06ff]", ("ar", "fa")),
    ("[\u3040-\u30ff]", ("ja",)),
    ("[\uac00-\ud7af]", ("ko",)),
    ("[\u4e00-\u9fff]", ("zh",)),
)
"""Scripts by a character class, and the languages of each that are told apart (ISO 639-1)."""
COMMON: Final = 150
"""The commonest words of a language are mostly its particles; this many make about half of any text."""
FEWEST: Final = 8
"""Words from which a language can be told."""
STEM: Final = 3
"""Letters before an ending of Latin."""
REMEMBERED: Final = 1 << 14
"""Words of which it is remembered whether they are any: a sample is read in each of many character sets."""
SAMPLE: Final = 200_000
"""Code points looked at."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_APART: Final = re.compile(r"(?<!\w)[^\W\d_](?:\s{1,4}[^\W\d_]){2,}(?!\w)")
"""Letters that stand apart, which are no words of any language."""


RIGHT_TO_LEFT: Final = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syc", "syr", "ug", "ur", "yi"))
"""Languages whose usual script is written from right to left (Unicode CLDR)."""
RIGHT_TO_LEFT_SCRIPTS: Final = frozenset(("arab", "hebr", "syrc", "thaa", "nkoo", "mand", "samr", "phnx"))
"""Scripts that are (ISO 15924, as a language tag has them)."""


def right_to_left(language: str) -> bool:
    """Whether a language (BCP 47) is written from right to left: by its script, if the tag names one."""
    first, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return script in RIGHT_TO_LEFT_SCRIPTS if script else first in RIGHT_TO_LEFT


@cache
def latin() -> tuple[str, ...]:
    """The commonest forms of Latin, of which wordfreq has no list, the most frequent first."""
    told = tomllib.loads(files("ecdosis.languages").joinpath("latin.toml").read_text(encoding="utf-8"))
    return tuple(told["words"])


@cache
def _latin_endings() -> tuple[str, ...]:
    told = tomllib.loads(files("ecdosis.languages").joinpath("latin.toml").read_text(encoding="utf-8"))
    return tuple(told["endings"])


def is_latin(word: str) -> bool:
    """Whether a word (in small letters) has an ending of Latin, and so much before it that it is hardly by chance."""
    return word[STEM:].endswith(_latin_endings())


@cache
def common_words(language: str) -> frozenset[str]:
    """The commonest words of a language (wordfreq's list, or `latin`); empty if it has none."""
    if language == LATIN_ITSELF:
        return frozenset(latin()[:COMMON])
    try:
        return frozenset(commonest(language, COMMON))
    except LookupError:
        return frozenset()


@cache
def frequencies(language: str, wordlist: str = "best") -> Mapping[str, float]:
    """wordfreq's frequencies (share of all words) for a language, the commonest first; empty if it has none."""
    if language == LATIN_ITSELF:
        return MappingProxyType({})  # which wordfreq would read as Italian
    try:
        return MappingProxyType(shares(language, wordlist))
    except LookupError:
        return MappingProxyType({})


@lru_cache(maxsize=REMEMBERED)
def is_word(word: str, language: str | None) -> bool:
    """Whether a word is in wordfreq's list of a language; of an unknown one, whether it is in that of any language of
    its script."""
    lower = word.lower()
    if language and language != "und":
        return lower in frequencies(language, "small")
    candidates = next((codes for script, codes in SCRIPTS if re.match(script, lower)), ())
    return any(lower in frequencies(code, "small") for code in candidates)


def infer(text: str) -> tuple[str, float]:
    """The language (ISO 639-1) a text is mostly in, and how sure that is; ("und", 0) if there is too little to go by.

    Told by the share of words that are among the commonest of a language: in running prose a third to a half, in
    another language of the same script hardly a tenth.
    """
    sample = text[:SAMPLE].lower()
    letters = [(len(re.findall(script, sample)), codes) for script, codes in SCRIPTS]
    most, candidates = max(letters, key=lambda pair: pair[0])
    if most < 20:
        return "und", 0.0
    if "ja" in candidates or len(candidates) == 1:
        return candidates[0], 0.9
    if letters[5][0] > most / 10 and "zh" in candidates:
        return "ja", 0.9
    words = Counter(_WORD.findall(_APART.sub(" ", sample)))
    total = words.total()
    if total < FEWEST:
        return "und", 0.0
    shares = sorted(
        ((sum(words[word] for word in common_words(code)) / total, code) for code in candidates), reverse=True
    )
    (best, code), (second, _) = shares[0], shares[1]
    if best < 0.15:
        return "und", 0.0
    return code, stated(0.5 + (best - second) * 2)
