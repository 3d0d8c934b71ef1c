"""Lines that a machine spread to one right margin with blanks, as programs do that print plain text. What stands wide
apart in them are words, not the columns of a table; and a line that ends at the margin is full, however short the next
word is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.stages.lines.signs import WORD, ReadingLine

LEAST: Final = 20
"""Lines from which a margin shows."""
SHARE: Final = 0.4
"""Share of them that end at it, at least: of lines that are ragged a fifth at most end in one column."""
_APART: Final = re.compile(r"\t|[^\W\d_]\s*\|| \| |(?:[.·…]\s?){5}| {9}")
"""What parts columns and no words: tabs, bars, leaders, blanks wider than a machine puts between words."""


@dataclass(frozen=True, slots=True)
class Justified:
    """Some lines, those without a table's columns told so, and the column of their right margin (0: none)."""

    lines: tuple[ReadingLine, ...]
    margin: int


def of(reading: str, lines: Sequence[ReadingLine]) -> Justified:
    """The lines of a reading, judged by their right margin."""
    edges = Counter(line.edge for line in lines)
    margin, count = edges.most_common(1)[0] if edges else (0, 0)
    if len(lines) < LEAST or count < SHARE * len(lines):
        return Justified(tuple(lines), 0)
    spread = (line.tabular and line.edge == margin and _is_prose(reading[line.first : line.last]) for line in lines)
    told = (line._replace(tabular=False) if one else line for line, one in zip(lines, spread, strict=True))
    return Justified(tuple(told), margin)


def _is_prose(content: str) -> bool:
    """Whether a line has nothing but words, and no columns; the number of a clause may stand before them."""
    return _APART.search(content) is None and all(WORD.fullmatch(word) for word in content.split()[1:])
