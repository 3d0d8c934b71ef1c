"""Hebrew or Arabic whose letters stand from left to right, as a program that knows nothing of them takes them out of a
PDF: then letters that only end words begin them."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject, examples

LEAST: Final = 5
"""Words that begin with a letter that ends words; a slip of the keyboard may make one."""
SHARE: Final = 0.2
"""Share of the words with such a letter at an end that have it at the beginning: none in sound texts, all in those
that are reversed."""
_RIGHT_TO_LEFT: Final = re.compile("[\u05d0-\u05ea\u0620-\u064a]")
_FINAL: Final = "ךםןףץةى"
"""Letters that only end words: the final forms of Hebrew (The Unicode Standard, 9.1), teh marbuta and alef maksura of
Arabic (9.2)."""
_LETTER: Final = "[\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3]"
_BEGINS: Final = re.compile(f"(?<!{_LETTER})(?<![\u0591-\u05c7\u064b-\u065f\"'״׳])[{_FINAL}]{_LETTER}+")
_ENDS: Final = re.compile(f"{_LETTER}[{_FINAL}](?!{_LETTER})")


def examine(subject: Subject) -> Finding | None:
    """Words of Hebrew or Arabic that begin with a letter that ends words."""
    text = subject.text
    if not _RIGHT_TO_LEFT.search(text):
        return None
    begins = [match.span() for match in _BEGINS.finditer(text)]
    ends = sum(1 for _ in _ENDS.finditer(text))
    if len(begins) < LEAST or len(begins) < SHARE * (len(begins) + ends):
        return None
    return Finding(
        "reversed",
        f"Hebrew or Arabic stands here from left to right: {len(begins):,} words begin with a letter that only ends "
        f"words ({examples(text, begins)}).",
        "Can you take the text out of its file with a program that knows scripts from right to left? Nothing was "
        "turned round here.",
    )
