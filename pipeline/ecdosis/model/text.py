"""The central type: an immutable text that remembers every character of its source.

A `Text` is a sequence of pieces. Its **source** is the concatenation of the pieces' leaves and is exact by
construction: nothing ever drops what it replaces. Its **reading** is what a person should read.

All offsets are code points. Offsets into the *source* are called positions, offsets into the *reading* are called
offsets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, chain
from typing import TypeVar

from ecdosis.model.pieces import (
    Aside,
    Change,
    Edit,
    Piece,
    Query,
    Span,
    Stretch,
    changed,
    first_position,
    leaves,
    read,
    split,
    width,
)

Proposal = TypeVar("Proposal", Edit, Span)
Answer = tuple["Text", tuple[Query, ...]]
"""What a repair gives back: the next text, and what the editor is asked."""


class Text:
    """An immutable sequence of pieces over a source (see the module's description)."""

    def __init__(self, source: str, pieces: Iterable[Piece]) -> None:
        self.source = source
        self.pieces = tuple(pieces)

    @classmethod
    def of(cls, source: str) -> Text:
        """The text in which nothing is changed yet."""
        return cls(source, (Stretch(0, len(source)),) if source else ())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.source, self.pieces) == (other.source, other.pieces)

    def __hash__(self) -> int:
        return hash((self.source, self.pieces))

    def __repr__(self) -> str:
        return f"Text({self.source[:40]!r}…, {len(self.pieces)} pieces)"

    @cached_property
    def reading(self) -> str:
        """What a person should read: the stretches and what each change says, without the asides."""
        return read(self.source, self.pieces)

    @cached_property
    def offsets(self) -> list[int]:
        """The offset at which each piece begins."""
        return list(accumulate(map(width, self.pieces), initial=0))[:-1]

    def leaf_source(self) -> str:
        """The source put together again from the leaves; by law equal to `source`."""
        return "".join(self.source[leaf.start : leaf.end] for leaf in leaves(self.pieces))

    def piece_at(self, offset: int) -> int:
        """The index of the piece whose reading holds the character at `offset` (which must exist)."""
        return bisect_right(self.offsets, offset) - 1

    def position(self, offset: int) -> int:
        """The source position of the character of the reading at `offset`; at the end, that after the last leaf (of a
        whole text: the length of the source)."""
        if offset >= len(self.reading):
            return self._end_before(len(self.pieces))
        index = self.piece_at(offset)
        piece = self.pieces[index]
        if isinstance(piece, Stretch):
            return piece.start + offset - self.offsets[index]
        first = next(leaves((piece,)), None)
        return first.start if first else self._end_before(index)

    def _end_before(self, index: int) -> int:
        """The source position at which the pieces before a piece end; what was inserted stands there."""
        for before in range(index - 1, -1, -1):
            if under := list(leaves((self.pieces[before],))):
                return under[-1].end
        return 0

    def position_after(self, offset: int) -> int:
        """The source position just after the character of the reading before `offset` (0 for offset 0)."""
        if offset <= 0:
            return 0
        index = self.piece_at(offset - 1)
        piece = self.pieces[index]
        if isinstance(piece, Stretch):
            return piece.start + offset - self.offsets[index]
        return max((leaf.end for leaf in leaves((piece,))), default=first_position(piece))

    @cached_property
    def _ends(self) -> list[int]:
        """The source position at which each piece ends."""
        ends = (max((leaf.end for leaf in leaves((piece,))), default=0) for piece in self.pieces)
        return list(accumulate(ends, max))

    def index(self, position: int) -> int:
        """The index of the piece that stands over a source position; behind the last, that of none."""
        return bisect_right(self._ends, position)

    def offset(self, position: int) -> int:
        """The offset at which the reading of a source position begins (of the whole change, if one is read there; of
        what follows, if nothing is)."""
        index = self.index(position)
        if index >= len(self.pieces):
            return len(self.reading)
        piece = self.pieces[index]
        return self.offsets[index] + (max(0, position - piece.start) if isinstance(piece, Stretch) else 0)

    def offset_after(self, position: int) -> int:
        """The offset at which the reading of what stands before a source position ends."""
        index = self.index(position - 1)
        if index >= len(self.pieces):
            return len(self.reading)
        piece = self.pieces[index]
        inside = max(0, position - piece.start) if isinstance(piece, Stretch) else width(piece)
        return self.offsets[index] + inside

    def edit(self, edits: Iterable[Edit]) -> Answer:
        """The next text, with the safe edits done, and the queries that the others and the overruled become.

        Each edit is cut at the asides inside it, narrowed to the characters that differ, and takes an earlier change
        into which it reaches whole. Of two that overlap the surer wins. Linear in pieces and edits (after sorting).
        Raises ValueError for an edit outside the reading.
        """
        safe, queries = self._settle(e for e in edits if not e.safe or self.reading[e.start : e.end] != e.after)
        whole = self._whole(safe)
        pieces: list[Piece] = []
        for index, under in self._under([(edit.start, edit.end) for edit in whole]):
            if index is None:
                pieces.extend(under)
            else:
                edit = whole[index]
                at = self.position(edit.start) if edit.at is None else edit.at
                pieces.extend(changed(self.source, under, edit, at))
        return Text(self.source, pieces), queries

    def set_aside(self, spans: Iterable[Span]) -> Answer:
        """The next text, with the safe spans set aside, and the queries that the others and the overruled become.

        A span that cuts a change takes it whole; an empty one stands before it. Raises ValueError for a span outside
        the reading.
        """
        safe, queries = self._settle(spans)
        pieces: list[Piece] = []
        ranges = [(self._edge(span.start, 0), self._edge(span.end, int(span.end > span.start))) for span in safe]
        for index, under in self._under(ranges):
            if index is None:
                pieces.extend(under)
                continue
            span = safe[index]
            at = first_position(under[0]) if under else self.position(span.start)
            said = span.kind, span.by, span.certainty, span.why
            pieces.append(Aside(under, *said, at, span.label, span.target, image=span.image))
        return Text(self.source, pieces), queries

    def within(self, kind: str, repair: Callable[[Text], Answer]) -> Answer:
        """The next text, in which each aside of a kind has been repaired like a text of its own, and all queries."""
        pieces: list[Piece] = []
        queries: list[Query] = []
        for piece in self.pieces:
            if isinstance(piece, Aside) and piece.kind == kind:
                inside, asked = repair(Text(self.source, piece.pieces))
                queries.extend(asked)
                pieces.append(replace(piece, pieces=inside.pieces))
            else:
                pieces.append(piece)
        return Text(self.source, pieces), tuple(queries)

    def _settle(self, proposals: Iterable[Proposal]) -> tuple[list[Proposal], tuple[Query, ...]]:
        """The proposals to carry out, in order and apart from each other, and the queries the others become."""
        kept: list[Proposal] = []
        lost: list[Proposal] = []
        for new in sorted(proposals, key=lambda p: (p.start, p.end)):
            if not 0 <= new.start <= new.end <= len(self.reading):
                raise ValueError(f"{new} is outside the reading of {len(self.reading)} characters")
            if not new.safe:
                lost.append(new)
            elif not kept or not _overlap(kept[-1], new):
                kept.append(new)
            elif new.certainty > kept[-1].certainty:
                lost.append(kept.pop())
                kept.append(new)
            elif new != kept[-1]:
                lost.append(new)
        return kept, tuple(map(self._query, lost))

    def _query(self, proposal: Edit | Span) -> Query:
        """The question that a proposal becomes: about all of the changes that it cuts, and with what all of that would
        be read as."""
        first, last, suggestion = proposal.start, proposal.end, ""
        if isinstance(proposal, Edit):
            first, last = (self._edge(first, 0), self._edge(last, 1)) if first < last else (first, last)
            after = self.reading[first : proposal.start] + proposal.after + self.reading[proposal.end : last]
            suggestion = after if after != self.reading[first:last] else ""
        start = self.position(first)
        end = max(start, self.position_after(last)) if last > first else start
        return Query(start, end, proposal.kind, proposal.by, proposal.certainty, proposal.why, suggestion)

    def _whole(self, edits: Sequence[Edit]) -> list[Edit]:
        """The edits extended over the changes they cut, whose reading they keep where they do not touch it; edits
        that reach into one change become one."""
        groups: list[list[Edit]] = []
        end = -1
        for edit in edits:
            if groups and self._edge(edit.start, 0) < end:
                groups[-1].append(edit)
            else:
                groups.append([edit])
            end = self._edge(edit.end, 1)
        return [self._one(group) for group in groups]

    def _one(self, group: Sequence[Edit]) -> Edit:
        start, end = self._edge(group[0].start, 0), self._edge(group[-1].end, 1)
        ends = chain([start], (edit.end for edit in group))
        after = "".join(self.reading[a : edit.start] + edit.after for a, edit in zip(ends, group, strict=False))
        surest = max(group, key=lambda edit: edit.certainty)
        why = "; ".join(dict.fromkeys(edit.why for edit in group))
        certainty = min(edit.certainty for edit in group)
        after += self.reading[group[-1].end : end]
        at = surest.at if len(group) == 1 else None
        return Edit(start, end, after, surest.kind, surest.by, certainty, why, at=at)

    def _edge(self, offset: int, side: int) -> int:
        """The offset moved out of a change that it cuts, to the side asked for (0 left, 1 right)."""
        if offset <= 0 or offset >= len(self.reading):
            return offset
        index = self.piece_at(offset)
        piece, start = self.pieces[index], self.offsets[index]
        if not isinstance(piece, Change) or start == offset:
            return offset
        return start + side * len(piece.after)

    def _under(self, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int | None, tuple[Piece, ...]]]:
        """The pieces in order, those under each range (ordered, disjoint, cutting no change) together with its index.

        Pieces without width stay outside a range at whose edge they stand.
        """
        rest = iter(zip(self.offsets, self.pieces, strict=True))
        offset, piece = next(rest, (0, None))
        for index, (start, end) in enumerate(ranges):
            while piece is not None and offset + width(piece) <= start:
                yield None, (piece,)
                offset, piece = next(rest, (offset + width(piece), None))
            if isinstance(piece, Stretch) and offset < start:
                left, piece = split(piece, start - offset)
                yield None, (left,)
                offset = start
            under: list[Piece] = []
            while piece is not None and offset < end:
                if isinstance(piece, Stretch) and offset + width(piece) > end:
                    left, piece = split(piece, end - offset)
                    under.append(left)
                    offset = end
                else:
                    under.append(piece)
                    offset, piece = next(rest, (offset + width(piece), None))
            yield index, tuple(under)
        if piece is not None:
            yield None, (piece,)
        yield None, tuple(last for _, last in rest)


def _overlap(first: Edit | Span, second: Edit | Span) -> bool:
    """Whether two proposals, the first not beginning later, claim one character or insert at one place."""
    return second.start < first.end or (first.start, first.end) == (second.start, second.end)
