"""The blocks that the marks of transcribers enclose in a text: what later stages ask when they join lines and tell
what blocks are.

The marks stay in the text as asides, whatever is done to it, so their places are always known: the label of one that
opens a block is its meaning and an opening bracket (`quote(`), that of one that closes it begins with a closing one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Aside, Stretch
from ecdosis.model.text import Text
from ecdosis.stages.transcription.table import STAGE

INSIDE: Final = "inside"
"""The label of a mark that stands among the words of a line, and parts no lines."""
HYPHEN: Final = f"{INSIDE} hyphen"
"""The label of one that stands behind a hyphen in the midst of a line."""
KEPT: Final = ("verse", "items", "lines")
"""What has its lines as they stand..."""
WRAPPED: Final = ("quote", "passage", "caption")
"""... and what has paragraphs, parted by blank lines."""
FORMATTED: Final = 3
"""Blocks whose lines stand as they are from which all such lines of a text are marked: its other lines are wrapped, as
the Formatting Guidelines of Distributed Proofreaders say."""


class Region(NamedTuple):
    """What stands between two marks: offsets of the reading, and what it is (`table.Meaning`)."""

    start: int
    end: int
    meaning: str


def opening(meaning: str) -> str:
    """The label of a mark that opens a block."""
    return f"{meaning}("


def closing(meaning: str) -> str:
    """The label of the mark that closes it."""
    return f"){meaning}"


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions of a text, in the order of their beginnings, outer ones before those in them."""

    regions: tuple[Region, ...]
    borders: tuple[int, ...]
    kept: tuple[tuple[int, int], ...]
    wrapped: tuple[tuple[int, int], ...]
    formatted: bool = False

    @classmethod
    def of(cls, text: Text) -> Regions:
        """The regions of a text. Linear."""
        found = sorted(_enclosed(text), key=lambda region: (region.start, -region.end))
        borders = sorted({offset for region in found for offset in (region.start, region.end)})
        kept = _outermost(found, KEPT)
        return cls(tuple(found), tuple(borders), kept, _outermost(found, WRAPPED), len(kept) >= FORMATTED)

    def parts(self, start: int, end: int) -> bool:
        """Whether what ends at one offset and what begins at another (behind it) are no one paragraph: a block begins
        or ends between them, or both are lines that stand as they are."""
        place = bisect_right(self.borders, end)
        if place and self.borders[place - 1] >= start:
            return True
        return _holds(self.kept, start, end)

    def wraps(self, start: int, end: int) -> bool:
        """Whether two lines, of which one ends and the other begins at these offsets with no blank line between, are
        one paragraph by what the transcriber says."""
        return (self.formatted or _holds(self.wrapped, start, end)) and not self.parts(start, end)

    def is_caption(self, start: int, end: int) -> bool:
        """Whether words stand in a caption."""
        return _holds(_outermost(self.regions, ("caption",)), start, end)

    def around(self, spans: Iterable[tuple[int, int]]) -> Iterator[Region | None]:
        """The innermost region of each of some spans, which are in order and apart; all of a caption is one."""
        opened: list[Region] = []
        following = 0
        for start, end in spans:
            while following < len(self.regions) and self.regions[following].start <= start:
                opened.append(self.regions[following])
                following += 1
            opened = [region for region in opened if end <= region.end]
            caption = next((region for region in opened if region.meaning == "caption"), None)
            yield caption or (opened[-1] if opened else None)


def is_transcribed(text: Text) -> bool:
    """Whether a text comes from transcribers: marks of theirs stand in it, or a provider has put words in."""
    done = (piece for piece in text.pieces if not isinstance(piece, Stretch))
    return any(piece.by == STAGE or piece.kind == Kind.BOILERPLATE for piece in done)


def _outermost(regions: Iterable[Region], meanings: Container[str]) -> tuple[tuple[int, int], ...]:
    """Where the regions of some meanings are that stand in no other of them; `regions` are in order."""
    found: list[tuple[int, int]] = []
    for region in regions:
        if region.meaning in meanings and not (found and region.start < found[-1][1]):
            found.append((region.start, region.end))
    return tuple(found)


def _holds(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of some places (in order, apart) holds all between two offsets."""
    index = bisect_right(places, start, key=lambda place: place[0]) - 1
    return index >= 0 and end <= places[index][1]


def _enclosed(text: Text) -> Iterator[Region]:
    """The regions in the order of their ends."""
    opened: list[tuple[str, int]] = []
    for offset, piece in zip(text.offsets, text.pieces, strict=True):
        if not isinstance(piece, Aside) or piece.by != STAGE:
            continue
        if piece.label.endswith("("):
            opened.append((piece.label.removesuffix("("), offset))
        elif piece.label.startswith(")"):
            meaning = piece.label.removeprefix(")")
            if (
                place := next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == meaning), None)
            ) is not None:
                yield Region(opened[place][1], offset, meaning)
                del opened[place:]
