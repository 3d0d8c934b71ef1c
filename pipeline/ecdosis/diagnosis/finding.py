"""What an examination is given, and what it finds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import Final

from ecdosis.model.source import LINE_END

AROUND: Final = 12
"""Code points that are shown on each side of what an example is of, up to the blank that comes first."""
EXAMPLES: Final = 2
LOOKED_AT: Final = 20
"""Places among which examples are chosen that are not alike."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A text that is examined: decoded, with LF at the ends of lines and nothing repaired; its language (ISO 639-1, or
    "und"); the character set that it was decoded in; the value of each policy; and what letters some characters stand
    for, as the editor says."""

    text: str
    language: str = "und"
    charset: str = "utf-8"
    policies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    stands_for: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a text as a whole.

    `name`: a slug that stays the same; `sentence`: what is wrong, with counts and one or two short examples; `ask`:
    what to do, or the one question; `grave`: the edition must not look good.
    """

    name: str
    sentence: str
    ask: str = ""
    grave: bool = True

    @property
    def told(self) -> str:
        """What a person reads of it."""
        return f"{self.sentence} {self.ask}".rstrip()


def examples(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The first of some places in a text (code points, end excluded), with the words that they stand in and their
    lines: `“de nition” (line 1), “of ce” (line 3)`."""
    told: dict[str, None] = {}
    for start, end in islice(places, LOOKED_AT):
        line = sum(1 for _ in LINE_END.finditer(text, 0, start)) + 1
        told[f"“{_shown(text, start, end)}” (line {line:,})"] = None
        if len(told) == EXAMPLES:
            break
    return ", ".join(told)


def _shown(text: str, start: int, end: int) -> str:
    """The words that a place stands in, on one line, with a sign for each character that shows nothing."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    left = re.split(r"\s", before)[-1]
    right = re.split(r"\s", after, maxsplit=1)[0]
    return "".join(c if c.isprintable() else _sign(c) for c in f"{left}{text[start:end]}{right}")


def _sign(character: str) -> str:
    """How a character is shown that shows nothing itself: a blank, or the picture of a control character (The Unicode
    Standard, 22.7: Control Pictures)."""
    if character.isspace():
        return " "
    return chr(0x2400 + ord(character)) if character < " " else "\N{REPLACEMENT CHARACTER}"


def named(character: str) -> str:
    """A character as it is named in a sentence: itself, or its code if it shows nothing."""
    if 0xDC80 <= ord(character) <= 0xDCFF:
        return f"The byte {ord(character) - 0xDC00:02X}"
    if character.isprintable() and unicodedata.category(character) != "Co" and character != "\N{REPLACEMENT CHARACTER}":
        return f"“{character}”"
    return f"The character U+{ord(character):04X}"
