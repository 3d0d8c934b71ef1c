"""Lines of computer code, which are neither verse nor sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

SHARE: Final = 0.25
"""Of the lines of a listing, so many show what they are."""
_SIGN: Final = re.compile(
    r"^\s*(?://|#!|#\s?include\b|\$ \w|>>> )"  # a comment, a directive, what is typed after a prompt
    r"|^\s*>\s\(?[\w.]+(?:[(\[]|\s?<-)"  # a call or an assignment after a prompt of R
    r"|^\s*(?:\+\s*)?[\w.]+ = [^.!?]*[,)]$"  # a named argument
    r"|\{\s*$"
    r"|(?<!\w)\$[a-z]\w"  # a variable
    r"|\w\(\w*\);?\s*$"
    r"|\w\s?(?:[!=]=|:=|\+=|=>|->|<-)\s?\w"
)
"""Signs of code that no prose and no verse has."""


def is_code(line: str) -> bool:
    """Whether a line shows by itself that it is code."""
    return _SIGN.search(line) is not None


def is_listing(lines: Sequence[str]) -> bool:
    """Whether lines that belong together are code."""
    return sum(map(is_code, lines)) > SHARE * len(lines)
