"""How common words are in the languages that a text may quote: wordfreq's lists, and Latin's commonest forms."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ecdosis.languages.detect import common_words, frequencies, latin

RARE: Final = 5e-7
"""The share of all words that one has which a list does not have (wordfreq's small lists end at one in a million)."""
LATIN: Final = "la"
SERBIAN: Final = "sr"
RIVALS: Final = frozenset(("sk", "sl", "sh", "is", "lv", "lt", "id", "ms", "fil", "vi"))
"""Languages that are only known so that none of their words is taken for another's."""
_ZIPF: Final = 0.04
"""The share of the commonest word of a language, about; the nth has one nth of it (Zipf's law)."""
PARTICLES: Final = 45
"""So many of the commonest words of a language without a list of its own are mostly its particles."""
_ENDING: Final = 5e-6
"""The share of a word of which only the ending is Latin's."""
_INFLECTED: Final = re.compile(r"\w{2,}(?:us|um|[ao]rum|ae|am|em|[aeio]s|ibus|[aei]t|nt|[nt]?ur|mus|tis|unt|que)")


@cache
def table(name: str) -> Mapping[str, Any]:
    """A table of `foreign.toml`."""
    found: dict[str, Any] = tomllib.loads(Path(__file__).with_name("foreign.toml").read_text(encoding="utf-8"))
    return MappingProxyType(found[name])


def script_of(language: str) -> str:
    """The script (ISO 15924) of a language of which something is known; else empty."""
    return next((script for script, some in table("languages").items() if language in some), "")


def languages(script: str) -> Sequence[str]:
    """The languages of a script (ISO 15924) of which something is known."""
    return tuple(table("languages").get(script, ()))


def is_kin(language: str, other: str) -> bool:
    """Whether words of another language may as well be this one, written otherwise."""
    return other in table("kin").get(language, ())


@cache
def shares(language: str) -> Mapping[str, float]:
    """The share of each word (in small letters) of all words of a language; empty if there is no list."""
    if language == LATIN:
        return MappingProxyType({word: _ZIPF / n for n, word in enumerate(latin(), 1)})
    if language == SERBIAN:
        return MappingProxyType({_cyrillic(word): its for word, its in frequencies("sh", "small").items()})
    return frequencies(language, "small")


def _cyrillic(word: str) -> str:
    """A Serbian word in Cyrillic letters."""
    letters = table("serbian")
    for roman, cyrillic in zip(letters["latin"].split(), letters["cyrillic"].split(), strict=True):
        word = word.replace(roman, cyrillic)
    return word


def share(word: str, language: str) -> float:
    """The share of a word (in small letters) of all words of a language; 0 if it is not known as one of it. Latin's are
    also told by their endings."""
    found = shares(language).get(word, 0.0)
    return _ENDING if not found and language == LATIN and _INFLECTED.fullmatch(word) else found


@cache
def borrowed(language: str) -> re.Pattern[str] | None:
    """The phrases that a language has borrowed as a whole, with or without their accents; None if none are known."""
    phrases: Sequence[str] = table("borrowed").get(language, ())
    if not phrases:
        return None
    every = {form for phrase in phrases for form in (phrase, _plain(phrase))}
    longest = sorted(every, key=lambda form: (-len(form), form))
    forms = "|".join(re.escape(form).replace("'", "['’]").replace(r"\ ", r"[\s-]+") for form in longest)
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    """A text without the accents on its letters."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@cache
def common(language: str) -> frozenset[str]:
    """The commonest words of a language, which are mostly its particles."""
    listed = language not in (LATIN, SERBIAN)
    return common_words(language) if listed else frozenset(islice(shares(language), PARTICLES))


@cache
def function_words(script: str) -> Mapping[str, frozenset[str]]:
    """The commonest words of the languages of a script, with those that have them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for language in languages(script):
        for word in common(language):
            found[word].add(language)
    return MappingProxyType({word: frozenset(some) for word, some in found.items()})
