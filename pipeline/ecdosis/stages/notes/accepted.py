"""Which lists of labelled lines are notes: those that say so, and those that markers before them answer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ecdosis.stages.notes.bodies import Body
from ecdosis.stages.notes.lines import ENDED
from ecdosis.stages.notes.links import AMONG, MATCHED, Marker
from ecdosis.stages.notes.lists import Series
from ecdosis.stages.notes.pairs import Numbered, in_pairs, numbered
from ecdosis.stages.notes.words import words


def kept(reading: str, series: Sequence[Series], markers: Sequence[Marker]) -> list[Series]:
    """The lists that are notes, in order: those below the heading *Notes*, and those that markers before them answer
    which no other list does. Numbered lines at the end of a list that no marker leads to and that are no sentences are
    headings whose number happens to follow."""
    free: dict[Numbered, list[int]] = {}
    paired = in_pairs(series, (marker.candidate for marker in markers))
    for marker in markers:
        if marker.candidate.counts and not marker.misread:
            free.setdefault(numbered(marker.candidate, paired=paired), []).append(marker.candidate.start)
    starts = sorted(start for same in free.values() for start in same)
    found: list[tuple[Series, list[int]]] = []
    for one in sorted(series, key=lambda one: (not one.head, one.start)):
        answered = list(_answered(one, free, paired=paired))
        headed = bool(one.head) and (bool(answered) or one.head not in words("references"))
        headed = headed and not (one.inherited and one.follows and len(answered) < MATCHED * len(one.bodies))
        known = {number for (number, _), _ in answered}
        last = next((i for i in range(len(one.bodies), 0, -1) if _is_note(reading, one.bodies[i - 1], known)), 0)
        if last and (headed or (not one.led and len(answered) >= max(min(2, len(one.bodies)), MATCHED * last))):
            found.append((replace(one, bodies=one.bodies[:last]), [start for _, start in answered]))
            for number, start in answered:
                free[number].remove(start)
    return _plausible(sorted(found, key=lambda pair: pair[0].start), starts)


def _plausible(found: Sequence[tuple[Series, list[int]]], starts: Sequence[int]) -> list[Series]:
    """The lists, each with the markers it answers (offsets), that are no other lists whose numbers happen to be those
    of markers before them. `starts`: all markers.

    Notes answer most of the markers since those before them. Where running text goes on below a list without a heading,
    the notes of the whole text stand in such lists.
    """
    answered = {start for _, same in found for start in same}
    all_over = len(answered) >= AMONG * len(starts)
    result: list[Series] = []
    place = unanswered = 0
    for end, group in groupby(found, key=lambda pair: bisect_left(starts, pair[0].start)):
        lists = list(group)
        own = sum(len(same) for _, same in lists)
        unanswered += sum(1 for start in starts[place:end] if start not in answered)
        most = own >= MATCHED * (own + unanswered)
        notes = [one for one, _ in lists if one.head or (most and (all_over or not one.follows))]
        result += notes
        place, unanswered = end, 0 if notes else unanswered
    return result


def _is_note(reading: str, body: Body, answered: Container[int]) -> bool:
    """Whether a numbered line is answered or a sentence."""
    return body.number in answered or ENDED.search(reading[body.start : body.end]) is not None


def _answered(
    series: Series, free: Mapping[Numbered, Sequence[int]], *, paired: bool
) -> Iterator[tuple[Numbered, int]]:
    """The markers (number, offset) that a list answers: for each body the last before the list."""
    for body in series.bodies:
        number = numbered(body, paired=paired)
        same = free.get(number, ())
        place = bisect_left(same, series.start)
        if place:
            yield number, same[place - 1]
