"""Notes to notes: markers inside of the bodies of notes, and the notes that they lead to.

Such a note stands among the others, at the foot of the same page or in the same list, or right below the list, and no
marker of the running text leads to it. Numbers inside of notes are mostly those of pages and books, so nothing less
proves one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ecdosis.stages.notes.again import STRONG
from ecdosis.stages.notes.bodies import Body, body_of, fits
from ecdosis.stages.notes.lines import NoteLine, last_text
from ecdosis.stages.notes.markers import MarkerCandidate


@dataclass(frozen=True, slots=True)
class Inner:
    """A marker inside of a note: the candidate, the body (its index) that it stands in and that which it leads to."""

    candidate: MarkerCandidate
    inside: int
    to: int


def parted(
    reading: str, lines: Sequence[NoteLine], bodies: Sequence[Body], every: Sequence[MarkerCandidate]
) -> list[Body]:
    """The bodies, each ended where a note to it or to one above begins (a line with a sign that stands in one of them),
    and behind them these notes. `every`: all candidates, in order."""
    signs = [candidate for candidate in every if candidate.family == "sign"]
    index_of = {body.start: index for index, body in enumerate(bodies)}
    result = list(bodies)
    for block in _blocks(reading, bodies):
        inside = signs[_place(signs, block[0].start) : _place(signs, block[-1].end)]
        if not inside:
            continue
        seen: dict[str, int] = {}
        for one in inside:
            seen.setdefault(one.label, one.start)
        for body in block:
            cuts = [i for i in _lines(lines, body) if lines[i].start > seen.get(lines[i].label, lines[i].start)]
            if cuts:
                index = bisect_left(lines, body.start, key=_start)
                ends = [last_text(lines, a, b) for a, b in pairwise([index, *cuts])]
                result[index_of[body.start]] = replace(body, end=lines[ends[0]].end)
                spans = zip(cuts, [*(lines[last].end for last in ends[1:]), body.end], strict=True)
                result += [body_of(lines[i], end, listed=body.listed) for i, end in spans]
        result += _below(lines, block[-1].end, seen, listed=block[-1].listed)
    return result


def inner(
    reading: str, bodies: Sequence[Body], answered: Collection[int], every: Sequence[MarkerCandidate]
) -> Iterator[Inner]:
    """The markers inside of bodies that lead to others, which none in the running text does (`answered`: indices)."""
    index_of = {body.start: index for index, body in enumerate(bodies)}
    for block in _blocks(reading, bodies):
        waiting: dict[str, deque[Body]] = {}
        for body in block:
            if index_of[body.start] not in answered:
                waiting.setdefault(body.label, deque()).append(body)
        for one in every[_place(every, block[0].start) : _place(every, block[-1].end)] if waiting else ():
            holder = block[bisect_right(block, one.start, key=_start) - 1]
            same = waiting.get(one.label, deque())
            while same and same[0].start <= holder.start:
                same.popleft()
            if same and _leads(one, holder, same[0]):
                yield Inner(one, index_of[holder.start], index_of[same.popleft().start])


def _blocks(reading: str, bodies: Sequence[Body]) -> Iterator[list[Body]]:
    """The bodies in order, those together that nothing parts."""
    block: list[Body] = []
    for body in sorted(bodies, key=_start):
        if block and (reading[block[-1].end : body.start].strip() or body.listed != block[-1].listed):
            yield block
            block = []
        block.append(body)
    if block:
        yield block


def _lines(lines: Sequence[NoteLine], body: Body) -> Iterator[int]:
    """The lines inside of a body that begin with a sign."""
    index = bisect_left(lines, body.start, key=_start) + 1
    while index < len(lines) and lines[index].start < body.end:
        if lines[index].family == "sign" and lines[index].words > 1:
            yield index
        index += 1


def _below(lines: Sequence[NoteLine], start: int, seen: Collection[str], *, listed: bool) -> Iterator[Body]:
    """The paragraphs right below some notes that begin with a sign which stands in one; below a list also after blank
    lines."""
    index = bisect_left(lines, start, key=_start)
    while index < len(lines):
        if lines[index].blank and not listed and lines[index].start > start:
            return
        if not lines[index].blank:
            if lines[index].label not in seen or lines[index].family != "sign" or lines[index].words < 2:
                return
            last = index
            while last + 1 < len(lines) and not lines[last + 1].blank and not lines[last + 1].label:
                last += 1
            yield body_of(lines[index], lines[last].end, listed=listed)
            index = last
        index += 1


def _leads(candidate: MarkerCandidate, holder: Body, body: Body) -> bool:
    """Whether a candidate inside of one body leads to another behind it of its label, if nothing else does."""
    if not fits(candidate.family, body.family):
        return False
    if candidate.family == "sign":
        return True
    return candidate.family != "parenthesis" and candidate.weight >= STRONG and holder.number < body.number


def _place(candidates: Sequence[MarkerCandidate], offset: int) -> int:
    return bisect_left(candidates, offset, key=_start)


def _start(one: NoteLine | Body | MarkerCandidate) -> int:
    return one.start
