"""The links of lists of notes that stand together, each of another chapter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from ecdosis.stages.notes.align import aligned
from ecdosis.stages.notes.lists import Series
from ecdosis.stages.notes.markers import MarkerCandidate

EVERYWHERE: Final = (0, 1 << 62)


def linked(
    calls: Sequence[MarkerCandidate], lists: Sequence[Series], chapters: Mapping[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Which of some calls (index) lead to which notes of lists (index of the list, of the note in it): what all best
    alignments of both share, where a call leads only to a list of its own chapter. `chapters`: where (offsets) that of
    a list lies, by the offset at which the list begins, as far as it is known."""
    places = [(number, index) for number, one in enumerate(lists) for index in range(len(one.bodies))]
    within = [chapters.get(one.start, EVERYWHERE) for one in lists]

    def may(call: int, note: int) -> bool:
        begin, end = within[places[note][0]]
        return begin <= calls[call].start < end

    labels = [str(lists[number].bodies[index].number) for number, index in places]
    found = aligned([str(call.number) for call in calls], labels, may)
    return {call: places[note] for call, note in {**found, **_again(calls, labels, found)}.items()}


def _again(calls: Sequence[MarkerCandidate], labels: Sequence[str], found: Mapping[int, int]) -> dict[int, int]:
    """Calls of one number between those of the notes before and behind it, where it is not told which is the first."""
    back = {note: call for call, note in sorted(found.items(), reverse=True)}
    by_number: dict[str, list[int]] = {}
    for index, call in enumerate(calls):
        by_number.setdefault(str(call.number), []).append(index)
    more: dict[int, int] = {}
    for note, label in enumerate(labels):
        before, behind = back.get(note - 1, -1 if note == 0 else None), back.get(note + 1)
        if note not in back and before is not None and behind is not None:
            same = by_number.get(label, [])
            more |= dict.fromkeys(same[bisect_left(same, before) : bisect_left(same, behind)], note)
    return more
