"""How much the characters beyond ASCII of a decoded text look like a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_RUN: Final = re.compile(r"\w+|[^\w\s\0-\x7f]|[\x80-\xa0]")
"""Letters, figures and strokes together, and single marks beyond ASCII."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_FOREIGN: Final = re.compile(r"[^\W\d_a-zA-Z]")
_OPENING, _CLOSING, _BETWEEN = "“‘«„‚¿¡", "”’»“‘…،؛؟", "’–—\xad·"


def plausibility(text: str, language: str | None) -> float:
    """How much the characters beyond ASCII look like text: 1 for all in words of the language (ISO 639-1; None: of any)
    or typographic marks in their places, below 0 for what no text has."""
    total = 0.0
    count = 0
    for match in beyond_ascii(text):
        count += (size := sum(not c.isascii() for c in match.group()))
        total += size * fits(match, language)
    return total / count if count else 0.0


def fits(found: re.Match[str], language: str | None) -> float:
    """How well what `beyond_ascii` finds in a text stands there, -1 to 1."""
    from ecdosis.languages.detect import is_word

    word, text = found.group(), found.string
    if word[0].isalpha():
        return 1.0 if is_word(word, language) else 0.2 if _well_formed(word) else -0.7
    return _mark_fits(word, text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1])


def beyond_ascii(text: str) -> Iterator[re.Match[str]]:
    """The words of a text that have a letter beyond ASCII in or behind them without a break, and single marks beyond
    ASCII."""
    for run in _RUN.finditer(text):
        if not (run[0][0].isalnum() or run[0][0] == "_"):
            yield run
        elif not run[0].isascii():
            last = max((match.start() for match in _FOREIGN.finditer(text, *run.span())), default=-1)
            yield from (word for word in _LETTERS.finditer(text, *run.span()) if word.start() <= last)


def _well_formed(word: str) -> bool:
    """Whether an unknown word is in one script, and its capitals are where a word has them."""
    ascii_and_foreign = any(c.isascii() for c in word) and any(c > "\u024f" for c in word)
    return word in (word.lower(), word.upper(), word.title()) and not ascii_and_foreign


def _mark_fits(mark: str, before: str, after: str) -> float:
    """How well a mark beyond ASCII stands where it does, -1 to 1."""
    opens, closes = not before.strip() or before in "([—", not after.strip() or after in ".,;:!?)]—"
    if mark in _OPENING and opens and after.strip():
        return 1.0
    if mark in _CLOSING and before.strip() and closes:
        return 1.0
    if mark in _BETWEEN and (before.isalnum() == after.isalnum() or mark in "–—"):
        return 0.8
    if mark in "\xa0«»§©®°£€•†‡–—…ªº¼½¾²³¹×™‰":
        return 0.5
    return -1.0 if "\x80" <= mark <= "\x9f" or "\u2500" <= mark <= "\u25ff" else -0.3
