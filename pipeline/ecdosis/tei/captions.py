"""The paragraphs of a caption that stands in the midst of a sentence: its title, and what is said below that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import ANNOTATION, Aside, Piece, Stretch, read, width
from ecdosis.model.text import Text
from ecdosis.tei.marks import Tag

AMONG_WORDS: Final = (Kind.NOTE_MARKER, ANNOTATION, Kind.BOILERPLATE)
"""Asides that stand among words, and never between two paragraphs of a figure."""
_LINE_END: Final = re.compile("\n")


@dataclass(frozen=True, slots=True)
class CaptionParagraph:
    """A paragraph of a caption: the offset of the caption's reading at which it begins, its pieces, and those that part
    it from the one above (line ends, and what was set aside between them)."""

    start: int
    above: tuple[Piece, ...]
    pieces: tuple[Piece, ...]

    def inside(self, tags: Sequence[Tag]) -> tuple[Tag, ...]:
        """The elements in a caption by the offsets of this paragraph, where none but its own will be opened."""
        return tuple(replace(tag, start=tag.start - self.start, end=tag.end - self.start) for tag in tags)


def paragraphs(caption: Text) -> Iterator[CaptionParagraph]:
    """The paragraphs of a caption, parted where its lines were left apart. One without words is a paragraph, too."""
    pieces = tuple(_cut(caption))
    offsets = list(accumulate(map(width, pieces), initial=0))
    gaps = [(0, 0), *_gaps(caption.source, pieces), (len(pieces), len(pieces))]
    for (above, first), (last, _) in pairwise(gaps):
        yield CaptionParagraph(offsets[first], pieces[above:first], pieces[first:last])


def _cut(text: Text) -> Iterator[Piece]:
    """The pieces of a text, stretches cut before and behind line ends."""
    for piece in text.pieces:
        if not isinstance(piece, Stretch):
            yield piece
            continue
        ends = (at for found in _LINE_END.finditer(text.source, piece.start, piece.end) for at in found.span())
        borders = sorted({piece.start, *ends, piece.end})
        yield from (Stretch(first, last) for first, last in pairwise(borders))


def _gaps(source: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Where (indices of pieces) nothing but line ends, and what was set aside between them, parts words from words.
    Lines of blanks go to what stands above them."""
    gap: tuple[int, int] | None = None
    goes_on = said = False
    for index, piece in enumerate(pieces):
        words = read(source, (piece,))
        if words == "\n":
            gap, goes_on = (gap[0] if gap and goes_on else index, index + 1), True
        elif not isinstance(piece, Aside) or piece.kind in AMONG_WORDS:
            goes_on = False
            if words.strip():
                if said and gap:
                    yield gap
                gap, said = None, True
