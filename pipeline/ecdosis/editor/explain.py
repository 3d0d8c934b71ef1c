"""One place of an edition, explained: its lines in the source, how they are read, and all that touched them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from lxml import etree

from ecdosis.editor.places import whole_words
from ecdosis.model.kinds import NOTES, PHRASES, STYLES
from ecdosis.model.source import LINE_END
from ecdosis.tei.read import OpenQuery, Recognised, Record, changes, queries, recognised
from ecdosis.tei.restore import source_text

AROUND: Final = 1
"""Lines of the source shown before and after those of a place."""
BODIES: Final = frozenset(NOTES) - {"note-marker"}
"""Kinds of what is read apart from the text, but is read."""
_ALIKE: Final = {
    "'": "['’‘ʼ]",
    "’": "['’‘ʼ]",
    '"': '["“”„]',
    "“": '["“”„]',
    "”": '["“”„]',
    "-": "[-‐–—]",
    "–": "[-‐–—]",
}
"""Signs that a person types for others."""


@dataclass(frozen=True, slots=True)
class ExplainedPiece:
    """Characters of the source from `start` to `end` (code points), how they are read, and the change or aside that
    they are, if any."""

    start: int
    end: int
    source: str
    reading: str
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A line of the source: its number (from 1), its place (code points) without the line end, and whether it belongs
    to the place that is explained or only stands beside it."""

    number: int
    start: int
    end: int
    within: bool


@dataclass(frozen=True, slots=True)
class ExplainedPlace:
    """A place of the source (code points) with its lines, the pieces of these, what changed it or was set aside in it,
    the questions about it, what its block was taken for, and what references, words of other languages or in another
    style are in it."""

    start: int
    end: int
    lines: tuple[ExplainedLine, ...]
    pieces: tuple[ExplainedPiece, ...]
    changes: tuple[Record, ...]
    queries: tuple[OpenQuery, ...]
    blocks: tuple[Recognised, ...]
    phrases: tuple[Recognised, ...] = ()


def explain(root: etree._Element, words: str, most: int) -> tuple[tuple[ExplainedPlace, ...], int]:
    """The first places of an edition of ours (at `most` so many) at a position of the source (a number), or where some
    words stand, in its source or in its reading, however lines are broken; and how many there are in all."""
    source = source_text(root)
    records = changes(root, everything=True)
    pieces = tuple(pieces_of(records, source, 0, len(source)))
    if words.strip().isdigit():
        at = int(words)
        found = [(at, at + 1)] if at < len(source) else []
    else:
        found = _found(words, source, pieces)
    asked, blocks = queries(root), recognised(root)
    starts = [0, *(match.end() for match in LINE_END.finditer(source))]
    return tuple(_place(span, source, starts, pieces, asked, blocks) for span in found[:most]), len(found)


def pieces_of(records: Sequence[Record], source: str, start: int, end: int) -> Iterator[ExplainedPiece]:
    """All of the source between two positions in pieces: changes, and what stands between them. The body of a note is
    in pieces itself."""
    at = start
    for record in records:
        if record.start > at:
            yield ExplainedPiece(at, record.start, source[at : record.start], source[at : record.start])
        if record.kind in BODIES:
            yield from pieces_of(record.nested, source, record.start, record.end)
        else:
            yield ExplainedPiece(record.start, record.end, record.source, record.reading, record)
        at = record.end
    if at < end:
        yield ExplainedPiece(at, end, source[at:end], source[at:end])


def _found(words: str, source: str, pieces: Sequence[ExplainedPiece]) -> list[tuple[int, int]]:
    """Where words stand in the source or the reading, as places of the source in order; what overlaps is one place."""
    pattern = _pattern(words)
    if pattern is None:
        return []
    found = [match.span() for match in pattern.finditer(source)]
    reading = "".join(piece.reading for piece in pieces)
    found += in_source([match.span() for match in pattern.finditer(reading)], pieces)
    return _merged(found)


def in_source(found: Sequence[tuple[int, int]], pieces: Sequence[ExplainedPiece]) -> Iterator[tuple[int, int]]:
    """Places (code points) of the reading that pieces make, as places of the source; of what was changed, all that the
    change is of."""
    offsets = [0, *accumulate(len(piece.reading) for piece in pieces)]
    for begin, stop in found:
        first, last = bisect_right(offsets, begin) - 1, bisect_right(offsets, stop - 1) - 1
        start, end = pieces[first], pieces[last]
        yield (
            start.start + (begin - offsets[first] if start.record is None else 0),
            end.start + stop - offsets[last] if end.record is None else end.end,
        )


def _pattern(words: str) -> re.Pattern[str] | None:
    """What finds words whatever their case, blanks and the form of their quotation marks and dashes; None for none."""
    parts = ["".join(_ALIKE.get(c, re.escape(c)) for c in word) for word in words.split()]
    return re.compile(r"\s+".join(parts), re.IGNORECASE) if parts else None


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _place(
    span: tuple[int, int],
    source: str,
    starts: Sequence[int],
    pieces: Sequence[ExplainedPiece],
    asked: Sequence[OpenQuery],
    blocks: Sequence[Recognised],
) -> ExplainedPlace:
    start, end = span
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
    lines = tuple(
        ExplainedLine(at + 1, starts[at], _without_end(source, starts, at), first <= at <= last)
        for at in range(max(0, first - AROUND), min(len(starts), last + 1 + AROUND))
    )
    near = tuple(piece for piece in pieces if piece.start < lines[-1].end + 1 and piece.end > lines[0].start)
    # a word that a change is in counts whole, so that `--at` need not name the exact letter
    wide = whole_words(source, start, end)
    touched = [piece.record for piece in near if piece.record and _overlap(piece, wide)]
    return ExplainedPlace(
        start,
        end,
        lines,
        near,
        tuple(_apart(touched)),
        tuple(query for query in asked if _overlap(query, wide)),
        tuple(block for block in blocks if block.start <= start and end <= block.end),
        tuple(one for one in blocks if one.type.partition(" ")[0] in (*PHRASES, *STYLES) and _overlap(one, wide)),
    )


def _apart(records: Sequence[Record]) -> Iterator[Record]:
    """Changes without plain line ends; of one that something set aside has cut, the first part."""
    known = {record.id for record in records}
    return (r for r in records if r.kind != "line-end" and r.part_of.removeprefix("#") not in known)


def _without_end(source: str, starts: Sequence[int], at: int) -> int:
    """Where a line ends, without its line end."""
    end = starts[at + 1] if at + 1 < len(starts) else len(source)
    return starts[at] + len(source[starts[at] : end].rstrip("\r\n\v"))


def _overlap(one: ExplainedPiece | OpenQuery | Recognised, span: tuple[int, int]) -> bool:
    return one.start < span[1] and span[0] < max(one.end, one.start + 1)
