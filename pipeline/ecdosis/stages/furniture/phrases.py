"""The phrases of furniture that `phrases.toml` lists, and how a line is compared with them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

_ENDS: Final = re.compile(r"^[\W\d_]+|(?<![\W\d_])[\W\d_]+$")
_PUNCTUATION: Final = re.compile(r"(?<![,.!:;…])[,.!:;…]+(?=\s)")
_BEGINNING: Final = 60
"""Code points, more than 12 and the longest signature of a program together."""
_BLANKS: Final = re.compile(r"\s+")
_APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-"})


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
    return text[:_BEGINNING].casefold().lstrip(" *•-–—[(").startswith(tuple(_data()["stamp"]["begins"]))


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
