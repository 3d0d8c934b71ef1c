"""Markers that lead to a note once more: the same number, or the same sign on one page, where there is but one note."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.stages.notes.markers import MarkerCandidate
from ecdosis.stages.notes.runs import Run
from ecdosis.steps import spend

STRONG: Final = 3.0
"""Weight of a candidate that is hardly anything but a marker, even where no number is expected."""


def merged(found: Sequence[Run], noted: Mapping[int, int]) -> list[Run]:
    """The runs of one family, those made one that a number in their midst has parted which only leads to a note once
    more (1, 2, 3, 2, 4). `noted`: how many notes have each number.

    Where numbering begins anew instead (1, 2, 1, 2, 3), there is a second note for each number, or the numbers that
    come again count up themselves.
    """
    result: list[Run] = []
    for run in found:
        before = result[-1] if result else None
        if before and _goes_on(before, run, noted):
            first, *rest = run.members
            members, again = (*before.members, *rest), (*before.again, first)
            result[-1] = replace(before, members=members, score=before.score + run.score, again=again)
        else:
            result.append(run)
    return result


def _start(candidate: MarkerCandidate) -> int:
    return candidate.start


def _goes_on(before: Run, run: Run, noted: Mapping[int, int]) -> bool:
    """Whether a run, but for its first number, which is one of the run before, goes on counting where that ends."""
    if len(run.members) < 2 or len(before.members) < 2:
        return False
    first, second = run.members[:2]
    spend(len(before.members), "it looked for numbers that lead to a note once more")
    known = any(member.number == first.number for member in before.members)
    anew = first.number <= 1 and second.number == first.number + 1
    return known and not anew and noted.get(first.number) == 1 and second.number == before.members[-1].number + 1


def between(candidates: Sequence[MarkerCandidate], run: Run, noted: Mapping[int, int]) -> Iterator[MarkerCandidate]:
    """The candidates among the members of a run, and none of them, that have the number of an earlier member whose
    note is the only one of that number. Where the run skips a number right there, they may be that one, misread."""
    starts = [member.start for member in run.members]
    firsts = {member.number: member.start for member in run.members}
    known = {*starts, *(one.start for one in run.again)}
    first, last = (bisect_left(candidates, start, key=_start) for start in (starts[0], starts[-1]))
    for one in candidates[first:last]:
        place = bisect_right(starts, one.start)
        if one.start in known or not 0 < place < len(starts) or one.weight < STRONG:
            continue
        complete = run.members[place].number == run.members[place - 1].number + 1
        if complete and noted.get(one.number) == 1 and firsts.get(one.number, one.start) < one.start:
            yield one
