"""The words of `words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words(name: str) -> frozenset[str]:
    """A list of `words.toml`, in small letters."""
    return frozenset(_table()[name])


@cache
def numbers() -> Mapping[str, int]:
    """The numbers that are written out in words -> their value."""
    return {word: value for row in _table()["numbers"] for value, word in enumerate(row, start=1)}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
