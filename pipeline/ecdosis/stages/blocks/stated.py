"""What the source itself says that blocks are, and where words in them lead."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ecdosis.model.document import Mark, Stated
from ecdosis.model.kinds import NOTES, Kind
from ecdosis.model.pieces import Aside, first_position
from ecdosis.model.text import Text
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.views import View

AROUND: Final = 40
"""Parts of a mark that may begin before a link and end in it, with the mark itself: a reference has some ten."""


class Said(NamedTuple):
    """What is stated of the blocks of a text, by their index; those that are paragraphs, and so no headings; where the
    cells of a row begin (offsets)."""

    proposals: Proposals
    paragraphs: frozenset[int]
    cells: Mapping[int, Sequence[int]]


def by_block(text: Text, found: Sequence[View], stated: Iterable[Stated]) -> Said:
    """What is stated of some blocks of a text."""
    blocks = sorted((one for one in stated if one.is_block), key=lambda one: one.start)
    starts = [one.start for one in blocks]
    proposals: Proposals = {}
    paragraphs: set[int] = set()
    cells: dict[int, Sequence[int]] = {}
    for index, view in enumerate(found if blocks else ()):
        position = text.position(view.start)
        place = bisect_right(starts, position) - 1
        if place < 0 or position >= blocks[place].end:
            continue
        one = blocks[place]
        if one.cells:
            cells[index] = [text.offset(cell) for cell in one.cells]
        if one.type == "p":
            paragraphs.add(index)
        else:
            group = 0 if one.type == "caption" else -1 - one.group  # no group of what is recognised
            proposals[index] = Proposal(
                one.type, one.certainty, one.why, one.level, group, one.part, one.front, by=one.by
            )
    headed = any(one.type in ("head", "title") for one in blocks)  # if none is marked, some may be headings
    return Said(proposals, frozenset(paragraphs if headed else ()), cells)


def spoken(text: Text, stated: Iterable[Stated]) -> Iterator[int]:
    """Where the words begin that stand in a line with the name of who speaks (offsets)."""
    return (text.offset_after(one.end) for one in stated if one.type == Kind.SPEAKER)


def links(text: Text, stated: Iterable[Stated]) -> Iterator[Mark]:
    """Where words lead, in the running text and in notes."""
    found = [one for one in stated if one.type == "link"]
    if not found:
        return
    yield from _links(text, found)
    for piece in text.pieces:
        if isinstance(piece, Aside) and piece.kind in NOTES:
            at = first_position(piece)
            yield from _links(Text(text.source, piece.pieces), found, at)


def with_links(marks: Sequence[Mark], found: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks (those of `marks` are apart) and links, but for links that a mark, or a part of one, would cut: elements
    nest."""
    edges: dict[int | None, list[tuple[int, int]]] = {}
    for mark in marks:
        edges.setdefault(mark.note, []).append((mark.start, mark.end))
        edges[mark.note] += [(part.start, part.end) for part in mark.parts]
    sorted_ = {note: sorted(spans) for note, spans in edges.items()}
    return (*marks, *(link for link in found if not _is_cut(link, sorted_.get(link.note, ()))))


def _is_cut(link: Mark, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a link overlaps one of some spans, and neither holds the other."""
    last = bisect_left(spans, (link.end, 0))
    first = max(0, bisect_left(spans, (link.start, 0)) - AROUND)
    return any(
        a < link.end and link.start < b and not (a <= link.start and link.end <= b) and (a < link.start or link.end < b)
        for a, b in spans[first:last]
    )


def _links(text: Text, found: Iterable[Stated], note: int | None = None) -> Iterator[Mark]:
    for one in found:
        start, end = text.offset(one.start), text.offset_after(one.end)
        while start < end and text.reading[start].isspace():
            start += 1
        while start < end and text.reading[end - 1].isspace():
            end -= 1
        if start < end:
            yield Mark(start, end, "link", one.certainty, one.why, one.by, note=note, target=one.target)
