"""The words of `words.toml`, `letters.toml`, `divisions.toml` and `references/references.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

AND: Final = "and|und|et|y|e|och|og|en|i|a|и|та|і|&"
"""What stands between the names of two who do something together, as a part of a regular expression."""


@cache
def _table() -> dict[str, Any]:
    folder = Path(__file__).parent
    own = (folder / f"{name}.toml" for name in ("words", "letters", "divisions"))
    paths = (*own, folder / "references" / "references.toml")
    return {name: found for path in paths for name, found in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def table(name: str) -> dict[str, list[str]]:
    """A table of lists (`months`)."""
    found = _table()[name]
    assert isinstance(found, dict)
    return found


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists, in small letters."""
    return frozenset(_table()[name])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern for any of the words of a list, whole words only, the longest first; capitals count for nothing."""
    longest = sorted(_table()[name], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
