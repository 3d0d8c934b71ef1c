"""The phrases of furniture that `phrases.toml` lists, and how a line is compared with them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

_ENDS: Final = re.compile(r"^[\W\d_]+|(?<![\W\d_])[\W\d_]+$")
_PUNCTUATION: Final = re.compile(r"(?<![,.!:;…])[,.!:;…]+(?=\s)")
_BEGINNING: Final = 60
"""Code points, more than 12 and the longest signature of a program together."""
_STAMP_START: Final = re.compile(r"^[\s*•–—\[\](\d,;.|-]+")
"""What may stand before a stamp: a bullet, the number, year and volume of a journal, the number of a computer."""
_ORDINAL: Final = re.compile(r"^(?:st|nd|rd|th) ")
"""What is left of an ordinal number without its figures (`2nd pass`)."""
_GALLEY: Final = re.compile(r"galley \d{1,4}", re.IGNORECASE)
_FIRST: Final = re.compile(r"[^\W\d_]+")
_BLANKS: Final = re.compile(r"\s+")
REMEMBERED: Final = 1 << 14
"""Lines and parts of them that are remembered, those of a long book: each is compared with many lists."""
_APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-"})


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """A line as phrases are compared: lower case, one blank between words, no symbols, signs or counts at its ends."""
    folded = _ENDS.sub("", text.translate(_APOSTROPHES).casefold())
    return _BLANKS.sub(" ", _PUNCTUATION.sub("", folded))


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("ecdosis.stages.furniture").joinpath("phrases.toml").read_text(encoding="utf-8"))


@cache
def _languages(kind: str) -> Mapping[str, frozenset[str]]:
    """Phrase -> the languages it is of."""
    found: dict[str, set[str]] = defaultdict(set)
    for language, phrases in _data()[kind].items():
        for phrase in phrases:
            found[plain(phrase)].add(language)
    return {phrase: frozenset(languages) for phrase, languages in found.items()}


@cache
def _words(kind: str, name: str) -> frozenset[str]:
    return frozenset(map(plain, _data()[kind][name]))


def control(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The languages in which a line is the words of a control, and those in which it is a link of the navigation."""
    phrase = plain(text)
    none: frozenset[str] = frozenset()
    return _languages("widget").get(phrase, none), _languages("navigation").get(phrase, none)


@cache
def _first_words() -> frozenset[str]:
    """The letters with which the words of controls begin, up to the first sign or blank."""
    every = (phrase for kind in ("widget", "navigation") for phrase in _languages(kind))
    return frozenset(found[0] for phrase in every if (found := _FIRST.match(phrase)))


def begins_as_control(text: str) -> bool:
    """Whether the first words of a line may be those of a control: quick, and it is seldom for a line of prose. A sign
    before them may belong to them or not."""
    first = _FIRST.match(plain(text)) if text[:1].isalpha() else None
    return first is None or first[0] in _first_words()


def ambiguous(text: str) -> bool:
    """Whether a phrase is as often a heading or an ordinary word."""
    return plain(text) in _words("ambiguous", "all")


@cache
def _contact() -> re.Pattern[str]:
    starts = sorted((p for phrases in _data()["contact"].values() for p in phrases), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, starts)))


def contact(text: str) -> bool:
    """Whether a line begins as an invitation to get in touch does."""
    return _contact().match(text.translate(_APOSTROPHES).casefold().lstrip(" *•-–—")) is not None


@cache
def _signed() -> re.Pattern[str]:
    starts = sorted(_data()["trailer"]["signed"], key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(start)}\b" if start.isascii() else re.escape(start) for start in starts))


def signed(text: str) -> bool:
    """Whether a line begins as the signature of a program does."""
    beginning = text[:_BEGINNING].casefold()
    if not any(map(beginning.__contains__, _data()["trailer"]["signed"])):  # quick, and it is never for a line of prose
        return False
    found = _signed().search(text.casefold())
    return found is not None and found.start() < 12


def stamped(text: str) -> bool:
    """Whether a line begins as the stamp does that a service which gives out scans puts on each page."""
    return _STAMP_START.sub("", text[:_BEGINNING].casefold()).startswith(tuple(_data()["stamp"]["begins"]))


def proof(text: str) -> bool:
    """Whether a line says of its page that it is one of a proof: `Galley 12`, `First pass pages`."""
    return _ORDINAL.sub("", plain(text)) in _words("proof", "pages") or _GALLEY.fullmatch(text) is not None


def is_one_of(kind: str, name: str, text: str) -> bool:
    """Whether a line is one of the phrases of a list."""
    return plain(text) in _words(kind, name)


@cache
def _inside(kind: str, name: str) -> re.Pattern[str]:
    words = sorted(_data()[kind][name], key=len, reverse=True)
    return re.compile("|".join(re.escape(w) if w[0] > "\u0590" else rf"(?<![^\W\d_]){re.escape(w)}" for w in words))


def mentions(kind: str, name: str, text: str) -> bool:
    """Whether a line has a word of a list."""
    lower = text.casefold()
    return any(map(lower.__contains__, _data()[kind][name])) and _inside(kind, name).search(lower) is not None


def count(kind: str, name: str, text: str) -> int:
    """How many words and phrases of a list a line has, each counted once."""
    return len(set(_inside(kind, name).findall(text.translate(_APOSTROPHES).casefold())))


@cache
def _beginnings(kind: str) -> tuple[str, ...]:
    return tuple(_data()[kind]["begins"])


def begins(kind: str, text: str) -> int:
    """The length of the phrase that a line begins with, with what stands before its words; 0 if it is none of a
    list."""
    lower = text[:_BEGINNING].casefold()
    start = len(lower) - len(lower.lstrip(" *•-–—>[("))
    found = next((phrase for phrase in _beginnings(kind) if lower.startswith(phrase, start)), "")
    return start + len(found) if found else 0


def blank_page(text: str) -> bool:
    """Whether a line says that its page is blank."""
    return plain(text) in _words("blank", "pages")


@cache
def _programs() -> re.Pattern[str]:
    names = sorted(_data()["trailer"]["programs"], key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names))


def program(text: str) -> str:
    """The program that writes on pages which a line names; empty if it names none."""
    found = _programs().search(text.casefold())
    return found.group() if found else ""


def ordinary(name: str) -> bool:
    """Whether the name of a program is an ordinary word or name, too: it needs an address beside it."""
    return name in _data()["trailer"]["ordinary"]


def reserved(text: str) -> bool:
    """Whether a line reserves rights."""
    lower = text.casefold()
    return any(map(lower.__contains__, _data()["copyright"]["words"]))


@cache
def _periodical() -> re.Pattern[str]:
    words = sorted(_data()["masthead"]["words"], key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(w)}\b" if w[0] < "\u2e80" else re.escape(w) for w in words))


def periodical(text: str) -> bool:
    """Whether a line has a word that names a periodical or a site."""
    return _periodical().search(text.casefold()) is not None


def heading_word(text: str) -> bool:
    """Whether a line begins as the heading of a numbered part does."""
    first = re.match(r"[\W\d_]*([^\W\d_]+)", text)
    return bool(first and (first[1].casefold() in _words("heading", "words") or first[1].startswith("第")))


def introduces(text: str) -> bool:
    """Whether a line ends so that a web address is the next word of its sentence."""
    last = re.search(r"([^\W\d_]+)\W*$", text)
    return text.endswith((":", ":»", "：")) or bool(last and last[1].casefold() in _words("introduces", "words"))
