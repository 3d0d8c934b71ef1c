"""Words as somebody reads them in a book, found in the source: by their letters and figures alone.

A book has other quotation marks and dashes than its source, a word whole that a line end divides there, no marks of
italics, and small capitals for capitals; the letters are the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

FEWEST: Final = 3
"""Letters and figures of words that are looked for so."""
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_MARKS: Final = re.compile(r"[^\w\s]|_")
_SET: Final = re.compile(r"</?[a-z]{1,3}>|[_*=~+]")
"""Marks of styles."""
_FORMS: Final = ("\"'“”„‘’‚‛‹›«»`´′″", "-‐‑‒–—―_", "…._")
"""Marks that are set for one another."""
_BEFORE: Final = re.compile(r"^[\W_]{0,9}")
_BEHIND: Final = re.compile(r"[\W_]{0,9}$")


def letters(words: str) -> str:
    """The letters and figures of words, in one case, a ligature as its letters."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", words).casefold())


def places(words: str, source: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a source (positions) if only letters and figures count, each with the marks around it that
    the words have as well."""
    wanted = letters(words)
    if len(wanted) < FEWEST:
        return
    text, positions = folded(source)
    at = text.find(wanted)
    while at >= 0:
        start, end = positions[at], positions[at + len(wanted) - 1] + 1
        if not (is_within(source, start) or is_within(source, end)):
            yield _with_marks(words, source, start, end)
        at = text.find(wanted, at + 1)


def is_written_so(words: str, stands: str) -> bool:
    """Whether words are written as others are, but for the form of their letters and marks and what stands within them:
    in the same case, and with marks at their ends or none."""
    first, second = (unicodedata.normalize("NFKC", _SET.sub("", one)).strip() for one in (words, stands))
    ends = [(one[0].isalnum(), one[-1].isalnum()) for one in (first, second) if one]
    return len(ends) == 2 and ends[0] == ends[1] and _NO_LETTERS.sub("", first) == _NO_LETTERS.sub("", second)


@lru_cache(maxsize=2)
def folded(source: str) -> tuple[str, tuple[int, ...]]:
    """The letters and figures of a source, and the position of each."""
    found: list[str] = []
    positions: list[int] = []
    for match in re.finditer(r"[^\W_]", source):
        folded = letters(match[0])
        found.append(folded)
        positions.extend([match.start()] * len(folded))
    return "".join(found), tuple(positions)


def is_within(source: str, position: int) -> bool:
    """Whether a position is inside of a word."""
    return 0 < position < len(source) and source[position - 1].isalnum() and source[position].isalnum()


def _with_marks(words: str, source: str, start: int, end: int) -> tuple[int, int]:
    """A place with as many of the marks that the words begin and end with as stand there, as a typewriter has them."""
    typed = unicodedata.normalize("NFKC", words.strip()).replace("—", "--")
    before, behind = (marks[0] if marks else "" for marks in (_BEFORE.search(typed), _BEHIND.search(typed)))
    for mark in reversed(before):
        if start and _is_same(source[start - 1], mark):
            start -= 1
    for mark in behind:
        if end < len(source) and _is_same(source[end], mark):
            end += 1
    return start, end


def _is_same(stands: str, mark: str) -> bool:
    """Whether a mark of the source is one that somebody writes, or another form of it."""
    return _MARKS.match(stands) is not None and (
        stands == mark or any(stands in forms and mark in forms for forms in _FORMS)
    )
