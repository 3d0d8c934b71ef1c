"""When two lines are the same but for the OCR's mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

ALIKE: Final = 80
"""Per cent of letters alike (rapidfuzz's ratio) from which two heads are one: `The Ferryman's Lamp`, `Tbe Fenyman's
Lam p`; two different lines of running text hardly reach 50."""
SHORT: Final = 8
"""Letters; shorter lines must be alike in SHORT_ALIKE per cent."""
SHORT_ALIKE: Final = 86
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_NUMBERS: Final = re.compile(r"\d+|\b[IVXLCDM]+\b")
_IN_WORDS: Final = re.compile(r"(?<=[^\W\d_])[0-9]+(?=[^\W\d_])")
_LETTERS_FOR: Final = str.maketrans("0123456789", "olzeasbtbg")
"""Letters that an OCR engine reads as figures inside of words (`N4VIGATION`)."""
_IN_NUMBERS: Final = re.compile(r"\b(?=\w*\d)[\dlIiOoSBZ]{2,}\b")
_FIGURES_FOR: Final = str.maketrans("lIiOoSBZ", "11100582")
"""Figures that it reads as letters inside of numbers (`181l`, `l05`)."""


class LineKey(NamedTuple):
    """What is compared of a line: its letters, and the numbers in it, which must be the same."""

    letters: str
    numbers: tuple[str, ...]


def key_of(text: str) -> LineKey | None:
    """The key of a line; None if it has hardly a letter."""
    text = _IN_WORDS.sub(lambda found: found.group().translate(_LETTERS_FOR), text)
    letters = "".join(_LETTERS.findall(text)).casefold()
    if len(letters) < 3:
        return None
    return LineKey(letters, tuple(_NUMBERS.findall(text)))


def plain_figures(text: str) -> str:
    """A line with figures for the letters that an OCR engine read in their place inside of numbers; as long as it."""
    return _IN_NUMBERS.sub(lambda found: found.group().translate(_FIGURES_FOR), text)


def similar(first: LineKey, second: LineKey) -> bool:
    """Whether two lines are the same but for the OCR's mistakes."""
    if first.letters == second.letters:
        return first.numbers == second.numbers
    a, b = len(first.letters), len(second.letters)
    if min(a, b) < 5 or abs(a - b) > 0.34 * max(a, b) or first.numbers != second.numbers:
        return False
    return ratio(first.letters, second.letters) >= (SHORT_ALIKE if min(a, b) < SHORT else ALIKE)


def alike(letters: str, among: Sequence[str]) -> Iterator[str]:
    """Those of some lines' letters that are a line's but for the OCR's mistakes, whatever numbers stand beside them."""
    from rapidfuzz import fuzz, process

    if len(letters) < 5:
        yield from {letters} & set(among)
        return
    least = SHORT_ALIKE if len(letters) < SHORT else ALIKE
    for found in process.extract_iter(letters, among, scorer=fuzz.ratio, processor=None, score_cutoff=least):
        yield found[0]


@lru_cache(maxsize=65536)
def ratio(first: str, second: str) -> float:
    """How alike two strings are, per cent."""
    from rapidfuzz.fuzz import ratio as measure

    return float(measure(first, second, score_cutoff=ALIKE))


def ratio_of(first: str, second: str) -> float:
    """How alike two strings are, per cent, however little."""
    from rapidfuzz.fuzz import ratio as measure

    return float(measure(first, second))
