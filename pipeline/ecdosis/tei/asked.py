"""The places that questions are about, in the text and inside of its notes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ecdosis.model.kinds import BODIES, CHANGES
from ecdosis.model.pieces import Aside, Piece, Query, Stretch, extent

Range = tuple[int, int]
"""Source positions: where something begins and ends."""


_BLANKS: Final = re.compile(r"\s+")


@dataclass(slots=True)
class AskedPlaces:
    """Where questions are about something: their ranges, those that overlap made one, apart from each other and in
    order; and the ids of the elements that hold each, the first and the last (`targets`, filled while these are
    written)."""

    ranges: Sequence[Range]
    targets: dict[Range, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, queries: Iterable[Query]) -> AskedPlaces:
        """The places of some questions."""
        merged: list[Range] = []
        for start, end in sorted((query.start, query.end) for query in queries if query.end > query.start):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return cls(merged)

    def around(self, start: int, end: int) -> Range | None:
        """The range that something (source positions) lies in or, if it is a change, reaches into."""
        index = bisect_right(self.ranges, start, key=lambda one: one[0]) - 1
        candidates = self.ranges[max(index, 0) : index + 2]
        return next((one for one in candidates if one[0] < end and start < one[1]), None)

    def named(self, asked: Range, at: int, new_id: Callable[[str, int], str]) -> str:
        """The id of an element that begins at a source position and holds a range, or a further part of it."""
        name = new_id("q", at if asked in self.targets else asked[0])
        self.targets[asked] = (*self.targets.get(asked, ())[:1], name)
        return name

    def parted(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Pieces, their stretches cut at the borders of the ranges."""
        borders = sorted({position for one in self.ranges for position in one})
        for piece in pieces:
            if not isinstance(piece, Stretch):
                yield piece
                continue
            inner = borders[bisect_right(borders, piece.start) : bisect_left(borders, piece.end)]
            ends = [*inner, piece.end]
            yield from (Stretch(a, b) for a, b in zip([piece.start, *inner], ends, strict=True))


def answered(
    queries: Sequence[Query], places: Iterable[AskedPlaces], source: str
) -> tuple[tuple[tuple[str, ...], Query], ...]:
    """Each question with the id of the element that holds its place, or of those at its ends; in order. Where the
    element holds more than that, since another question is about more, what is suggested is so for all of it."""
    named = sorted((asked, names) for one in places for asked, names in one.targets.items())
    starts = [start for (start, _), _ in named]
    pairs = []
    for query in sorted(queries, key=lambda q: (q.start, q.end)):
        held: tuple[str, ...] = ()
        for (start, end), names in reversed(named[: bisect_right(starts, query.start)]):
            if start <= query.start and query.end <= end and query.start < query.end:
                held, query = names, _about_all(query, start, end, source)
                break
            if end <= query.start:
                break
        pairs.append((held, query))
    return tuple(pairs)


def _about_all(query: Query, start: int, end: int, source: str) -> Query:
    """A question with what would be read of a place that holds its own."""
    if (start, end) == (query.start, query.end) or not query.suggestion or query.kind not in CHANGES:
        return query
    before, behind = source[start : query.start], source[query.end : end]
    return replace(query, suggestion=_BLANKS.sub(" ", f"{before}{query.suggestion}{behind}"))


def own_place(source: str, start: int, end: int, suggestion: str) -> tuple[int, int, str]:
    """Of a question whose element holds more than its own place, this (the words that differ), and what is suggested
    there: see `answered`."""
    words = [(start + found.start(), start + found.end()) for found in re.finditer(r"\S+", source[start:end])]
    stands, new = [source[a:b] for a, b in words], suggestion.split()
    most = min(len(stands), len(new)) - 1
    first = next((n for n in range(most) if stands[n] != new[n]), max(most, 0))
    last = next((n for n in range(most - first) if stands[-1 - n] != new[-1 - n]), max(most - first, 0))
    if not (first or last):
        return start, end, suggestion
    return words[first][0], words[len(words) - last - 1][1], " ".join(new[first : len(new) - last])


def inside_notes(pieces: Iterable[Piece], queries: Sequence[Query]) -> tuple[list[Query], list[Query]]:
    """The questions about words inside of notes or captions, and the others, among them those about a whole one."""
    notes = sorted(extent((piece,)) for piece in pieces if isinstance(piece, Aside) and piece.kind in BODIES)
    starts = [start for start, _ in notes]
    inside: list[Query] = []
    others: list[Query] = []
    for query in queries:
        index = bisect_right(starts, query.start) - 1
        start, end = notes[index] if index >= 0 else (0, 0)
        within = query.end <= end and (query.start, query.end) != (start, end)
        (inside if within else others).append(query)
    return inside, others
