"""What the marks of transcribers mean: the table `marks.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

Meaning = Literal["quote", "passage", "verse", "items", "lines", "caption"]
"""What a block is that marks enclose (`passage`: what is set in, of which nothing else is said)."""
Bracket = Literal["picture", "sidenote", "music"]
"""What a bracket stands for."""
STAGE: Final = "transcription"
"""The stage that answers for what is found."""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("marks.toml").read_text(encoding="utf-8"))


def block_marks() -> Mapping[str, Meaning]:
    """The signs of blocks, in small letters -> what such a block is."""
    found: Mapping[str, Meaning] = _table()["blocks"]
    return found


@cache
def bracket_words() -> Mapping[str, Bracket]:
    """The words behind an opening bracket, in small letters -> what the bracket stands for."""
    listed: Mapping[Bracket, list[str]] = _table()["brackets"]
    return {word: bracket for bracket, words in listed.items() for word in words}


@cache
def weak_words() -> frozenset[str]:
    """Those of them that other texts put into brackets, too."""
    return frozenset(_table()["also"]["words"])


@cache
def bracket_pattern() -> re.Pattern[str]:
    """How a bracket of a transcriber begins, up to what it holds: `[Illustration: `, `[Illustration 3]`, `*[Sidenote:`.
    The groups: `word`, and `ends` if it holds nothing."""
    words = "|".join(re.escape(word) for word in sorted(bracket_words(), key=len, reverse=True))
    return re.compile(
        rf"\*?\[ ?(?P<word>{words})(?: (?:[Nn]o\. ?)?[0-9IVXLC]{{1,6}})?(?:(?P<ends> ?[.:]?\])|(?::|\.|--|—)(?=\s|\S))",
        re.IGNORECASE,
    )
