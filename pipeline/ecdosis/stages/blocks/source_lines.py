"""The lines of the source that a block is made of, with where they stand: in indexes, glossaries and lists of errata an
entry begins with a line, whatever was joined."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Change
from ecdosis.model.text import Text
from ecdosis.stages.blocks.views import View


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source in a block: offsets `start` and `end` of its words, how far to the right they begin
    (columns), whether a blank line stands before it, whether it begins a block."""

    start: int
    end: int
    text: str
    indent: int
    apart: bool
    opens: bool = True

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


def line_ends(text: Text) -> list[int]:
    """Where lines begin (offsets) that were joined to the one before."""
    pieces = zip(text.offsets, text.pieces, strict=True)
    joined = (Kind.LINE_END, Kind.JOIN)
    return [at + len(one.after) for at, one in pieces if isinstance(one, Change) and one.kind in joined]


def lines_of(text: Text, view: View, ends: Sequence[int]) -> Iterator[SourceLine]:
    """The lines of the source that a block is made of."""
    inner = ends[bisect_right(ends, view.start) : bisect_left(ends, view.end)]
    for start, end in pairwise([view.start, *inner, view.end]):
        words_ = text.reading[start:end]
        first = start + len(words_) - len(words_.lstrip())
        if first < end:
            apart = start == view.start and view.above > 0
            opens = start == view.start
            yield SourceLine(first, first + len(words_.strip()), words_.strip(), _indent(text, first), apart, opens)


def _indent(text: Text, offset: int) -> int:
    """How far to the right a line begins (columns): what is set aside before its words, as the mark of a page, stands
    where it begins."""
    position = text.position(offset)
    line = max(text.source.rfind(end, 0, position) for end in "\n\r") + 1
    before = text.source[line:position]
    blanks = before[: len(before) - len(before.lstrip())]
    last = offset - 1
    while last >= 0 and text.reading[last].isspace():
        last -= 1
    alone = last < 0 or text.position(last) < line or not any(map(str.isalnum, before))
    return len(blanks.expandtabs(8)) if alone else 0
