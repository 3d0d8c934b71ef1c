"""The argument of a chapter: what it is about, in phrases with dashes between them (`The boat--Geese--An old lamp`),
above its text. Its lines are often short, and begin and end with capitals, as those of verse and titles do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.stages.lines.layout import LineSequence
from ecdosis.stages.lines.signs import Closing

FEWEST: Final = 4
"""Dashes between the words of an argument at least..."""
EACH: Final = 1.5
"""... and so many for each of its lines."""
_DASH: Final = re.compile(r"(?<=[\w.?!'’”\")])(?:—|--)(?=[\w'‘“\"(]|$)")


def within(reading: str, page: LineSequence) -> frozenset[int]:
    """The line ends (indices) inside of arguments."""
    return frozenset(end for block in page.blocks if _is_argument(reading, page, block) for end in block)


def _is_argument(reading: str, page: LineSequence, block: range) -> bool:
    """Whether the lines of a block, whose line ends these are, are those of an argument."""
    counts = list(_dashes(reading, page, block))
    ended = any(page.lines[end].closing is Closing.STOP for end in block)
    return not ended and counts.count(0) <= 1 and sum(counts) >= max(FEWEST, EACH * len(counts))


def _dashes(reading: str, page: LineSequence, block: range) -> Iterator[int]:
    """How many dashes stand between words in each line of a block."""
    for line in page.lines[block.start : block.stop + 1]:
        yield len(_DASH.findall(reading, line.first, line.last))
