"""The bodies of notes, and those that stand below their paragraph.

A body begins a line with its label. That alone proves nothing (lists do the same): the labels count up, stand at the
foot of a page (`feet`), below the word *Notes* in one of many languages (`lists`), and answer markers before them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.stages.notes.lines import NoteLine
from ecdosis.stages.notes.markers import MarkerCandidate, counts

WINDOW: Final = 60
"""Lines in which a note below its paragraph follows its marker."""
NEXT: Final = 3
"""How much higher the number of the next note is at most (others between are lost)."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its offsets; `family` is the form of its label; `listed`: it stands in a list of notes."""

    start: int
    end: int
    label: str
    number: int
    family: str
    listed: bool = False


def body_of(line: NoteLine, end: int, *, listed: bool = False) -> Body:
    """The body that a labelled line begins."""
    return Body(line.start, end, line.label, line.number, line.family, listed)


def fits(marker: str, label: str) -> bool:
    """Whether a marker of one family may have a body whose label is of another."""
    return marker == label or (counts(marker) and counts(label))


def below(found: Sequence[NoteLine], candidates: Sequence[MarkerCandidate]) -> list[tuple[Body, int]]:
    """Paragraphs in a text without pages, each with the offset of a candidate not far above that leads to it: the
    nearest that leads to no other."""
    result = []
    taken: set[int] = set()
    before = -1  # the last line of the body before
    for index, line in enumerate(found):
        stands_apart = line.after_blank or line.family == "sign" or before == index - 1
        if not line.label or line.words < 2 or not stands_apart or _is_bullet(found, index):
            continue
        leading = next((i for i in _above(found, candidates, index) if i not in taken), None)
        if leading is not None:
            taken.add(leading)
            before = index
            while before + 1 < len(found) and _goes_on(found, candidates, index, before + 1):
                before += 1
            result.append((body_of(line, found[before].end), candidates[leading].start))
    return result


def _above(found: Sequence[NoteLine], candidates: Sequence[MarkerCandidate], index: int) -> Iterator[int]:
    """The candidates (their indices) not far above a labelled line that may lead to it, the nearest first."""
    line = found[index]
    first = bisect_left(candidates, found[max(0, index - WINDOW)].start, key=_start)
    above = range(bisect_right(candidates, line.start, key=_start) - 1, first - 1, -1)
    return (i for i in above if _leads(candidates[i], line))


def _goes_on(found: Sequence[NoteLine], candidates: Sequence[MarkerCandidate], first: int, index: int) -> bool:
    """Whether a line below others of a note (`first`: the one with its label) is the note's: in the midst of it a line
    may begin with a number, but not with the next, nor one that a candidate leads to."""
    line, begun = found[index], found[first]
    if line.blank or not line.label:
        return not line.blank
    counts_up = line.family == begun.family and line.number <= begun.number + NEXT
    return not (line.family == "sign" or counts_up or any(True for _ in _above(found, candidates, index)))


def _start(candidate: MarkerCandidate) -> int:
    return candidate.start


def _leads(candidate: MarkerCandidate, line: NoteLine) -> bool:
    """Whether a candidate may lead to what a labelled line begins."""
    return candidate.label == line.label and fits(candidate.family, line.family)


def _is_bullet(found: Sequence[NoteLine], index: int) -> bool:
    """Whether the line before or after begins with the same sign, as the items of a list do."""
    line = found[index]
    beside = [*found[index - 1 : index], *found[index + 1 : index + 2]]
    return line.family == "sign" and any(other.label == line.label for other in beside)
