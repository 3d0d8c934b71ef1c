"""The large initial of a paragraph that a program has read below its first line: `HE sun was up`, then `T`.

An initial of two lines or more stands on the ground of its last line, so that programs which read a page put it there:
alone in a line, or before the words of that line. The first line lacks its letter meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.model.pieces import Edit
from ecdosis.model.text import Text
from ecdosis.stages.lines.letterspacing import RARER, Words
from ecdosis.stages.lines.rules import LineRule

_BEGUN: Final = re.compile(
    r"(?:\A|\n[ \t]{0,40}\n|\f\n?)[ \t]{0,40}[\"'“‘„«»(]?(?P<rest>[^\W\d_]{1,20})(?=[ ,])"
    r"[^\n\f]{0,200}?[^\W\d_A-Z][^\n\f]{0,200}"
)
"""The first line of a paragraph, not all in capitals, and its first word."""
_ALONE: Final = re.compile(r"\n(?:[ \t]{0,40}\n)?[ \t]{0,40}(?P<letter>[^\W\d_])[ \t]{0,9}(?=\n)")
"""A letter alone in the next line, or in the one after a blank line."""
_BEFORE: Final = re.compile(r"\n[ \t]{0,40}(?P<letter>[^\W\d_][ \t]{1,9})(?=[^\W\d_]{2})")
"""A letter before the words of the next line."""
_LINE: Final = re.compile(r"\n[ \t]{0,40}[^\s][^\n]{1,400}")
LINES: Final = 2
"""Lines of a paragraph after its first that may stand above its initial: printers set them three lines high at most."""


def edits(text: Text, language: str, by: str) -> Iterator[Edit]:
    """Proposals that put such initials where they belong, each in two parts: the letter before the rest of its word,
    and nothing where it stood."""
    words = Words(text.reading, language)
    for begun in _BEGUN.finditer(text.reading):
        found = _below(text.reading, begun.end())
        if found is None:
            continue
        letter, alone = found.group("letter")[0], found.re is _ALONE
        rest = begun["rest"]
        if not _lacks(words, letter, rest) or not (alone or words.only_part(letter)):
            continue
        start, why = begun.start("rest"), f"The initial of “{letter}{rest}”, which stood below the first line."
        gone = (found.start(), found.end()) if alone else found.span("letter")
        for place, after in (((start, start), letter), (gone, "")):
            yield Edit(*place, after, "word-division", by, LineRule.INITIAL_BELOW, why, at=text.position(start))


def _below(reading: str, end: int) -> re.Match[str] | None:
    """A capital that stands where an initial may, below the first line, which ends there."""
    for _ in range(LINES):
        for form in (_ALONE, _BEFORE):
            if (found := form.match(reading, end)) and found["letter"][0].isupper():
                return found
        line = _LINE.match(reading, end)
        if line is None:
            return None
        end = line.end()
    return None


def _lacks(words: Words, letter: str, rest: str) -> bool:
    """Whether a word lacks that initial. In small letters it must be hardly a word itself, in capitals, as printers set
    what stands behind an initial, less usual than the whole."""
    more = words.usual(letter + rest) - words.usual(rest)
    return words.begins(letter, rest) and more >= (RARER if rest.islower() else 0.0)
