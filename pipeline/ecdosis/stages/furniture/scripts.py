"""The scripts of a text, told by the blocks of its letters."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import Final

_BLOCKS: Final = (
    (0x0041, "Latin"),
    (0x0370, "Greek"),
    (0x0400, "Cyrillic"),
    (0x0530, "Armenian"),
    (0x0590, "Hebrew"),
    (0x0600, "Arabic"),
    (0x0780, "other"),
    (0x0900, "Indic"),
    (0x0E00, "Thai"),
    (0x0E80, "other"),
    (0x10A0, "Georgian"),
    (0x1100, "Korean"),
    (0x1200, "other"),
    (0x1E00, "Latin"),
    (0x1F00, "Greek"),
    (0x2000, "other"),
    (0x3040, "Japanese"),
    (0x3100, "Chinese"),
    (0xAC00, "Korean"),
    (0xD7B0, "other"),
    (0xF900, "Chinese"),
    (0xFB00, "Latin"),
    (0xFB1D, "Hebrew"),
    (0xFB50, "Arabic"),
    (0xFE00, "other"),
    (0xFF21, "Latin"),
    (0xFF66, "Japanese"),
)
_STARTS: Final = [start for start, _ in _BLOCKS]


def _script(letter: str) -> str:
    return _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1]


def scripts_of(text: str) -> frozenset[str]:
    """The scripts of a line's letters; Japanese and Chinese are one here, since a line need not show which."""
    found = {_script(letter) for letter in text if letter.isalpha()} - {"other"}
    return frozenset("Chinese" if script == "Japanese" else script for script in found)


def script_of(lines: Iterable[str]) -> str:
    """The script most letters of some lines are in; empty if there are none."""
    counts: Counter[str] = Counter()
    letters = Counter("".join(line[:200] for line in lines))
    for letter, count in letters.items():
        if letter.isalpha():
            counts[_script(letter).replace("Japanese", "Chinese")] += count
    return counts.most_common(1)[0][0] if counts else ""
