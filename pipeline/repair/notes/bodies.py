"""The bodies of notes, and those that stand below their paragraph.

A body begins a line with its label. That alone proves nothing (lists do the same): the labels count up, stand at the
foot of a page (`feet`), below the word *Notes* in one of many languages (`lists`), and answer markers before them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.repair.notes.lines import Line

WINDOW: Final = 60
"""Lines in which a note below its paragraph follows its marker."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its offsets; `family` is the form of its label; `listed`: it stands in a list of notes."""

    start: int
    end: int
    label: str
    number: int
    family: str
    listed: bool = False


def body_of(line: Line, end: int, *, listed: bool = False) -> Body:
    """The body that a labelled line begins."""
    return Body(line.start, end, line.label, line.number, line.family, listed)


def fits(marker: str, label: str) -> bool:
    """Whether a marker of one family may have a body whose label is of another."""
    if "sign" in (marker, label) or "fn" in (marker, label):
        return marker == label
    return True


def below(found: Sequence[Line], candidates: Sequence[tuple[int, str, str]]) -> list[Body]:
    """Paragraphs in a text without pages that a candidate not far above leads to. `candidates`: offset, family, label,
    in order."""
    result = []
    taken: set[int] = set()
    before = -1  # the last line of the body before
    offsets = [offset for offset, _, _ in candidates]
    for index, line in enumerate(found):
        stands_apart = line.after_blank or line.family == "sign" or before == index - 1
        if not line.label or line.words < 2 or not stands_apart or _is_bullet(found, index):
            continue
        top = found[max(0, index - WINDOW)].start
        place = bisect_right(offsets, line.start) - 1
        while place >= 0 and offsets[place] >= top:
            _, family, label = candidates[place]
            if label == line.label and fits(family, line.family) and place not in taken:
                taken.add(place)
                last = index
                while last + 1 < len(found) and not found[last + 1].blank and not found[last + 1].label:
                    last += 1
                result.append(body_of(line, found[last].end))
                before = last
                break
            place -= 1
    return result


def _is_bullet(found: Sequence[Line], index: int) -> bool:
    """Whether the line before or after begins with the same sign, as the items of a list do."""
    line = found[index]
    beside = [*found[index - 1 : index], *found[index + 1 : index + 2]]
    return line.family == "sign" and any(other.label == line.label for other in beside)
