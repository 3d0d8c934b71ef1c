"""The words of `words.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """A list of `words.toml`, in small letters."""
    return frozenset(_table()[name])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern for any of the words of a list, whole words only, the longest first; capitals count for nothing."""
    longest = sorted(_table()[name], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
