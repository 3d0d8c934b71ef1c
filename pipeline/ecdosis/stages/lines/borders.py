"""What the source itself says of two lines: that they are one block, or none, or nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, Self

from ecdosis.model.document import Stated
from ecdosis.model.kinds import Kind
from ecdosis.model.text import Text


class Border(Enum):
    """What is said of the line end between two lines."""

    TOGETHER = auto()
    APART = auto()
    UNSAID = auto()


@dataclass(frozen=True, slots=True)
class Borders:
    """The blocks that the source states, by offsets of the reading, in order and apart; whether the lines in each are
    one."""

    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    joined: Sequence[bool] = ()

    @classmethod
    def of(cls, text: Text, stated: Sequence[Stated]) -> Self:
        """Those of a text. What is said in the line of who says it begins with that line."""
        blocks = [(text.offset(one.start), text.offset_after(one.end), one.joined) for one in stated if one.is_block]
        found = [one for one in sorted(blocks) if one[0] < one[1]]
        speakers = {text.offset(one.start) for one in stated if one.type == Kind.SPEAKER}
        apart: list[tuple[int, int, bool]] = []
        for start, end, joined in found:
            if apart and apart[-1][0] in speakers and "\n" not in text.reading[apart[-1][1] : start]:
                start = apart.pop()[0]
            apart.append((start, end, joined))
        return cls([one[0] for one in apart], [one[1] for one in apart], [one[2] for one in apart])

    def between(self, first: int, second: int) -> Border:
        """What is said of two lines that follow each other, whose words begin at these offsets."""
        one, other = self._at(first), self._at(second)
        if one == other:
            return Border.TOGETHER if one >= 0 and self.joined[one] else Border.UNSAID
        return Border.APART

    def _at(self, offset: int) -> int:
        """The index of the block that an offset lies in; -1 if it lies in none."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else -1


NOTHING_STATED: Final = Borders()
"""A source that says nothing of its blocks."""
