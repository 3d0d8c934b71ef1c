"""Which marker leads to which body."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from pipeline.repair.notes.bodies import ENDED, Body, Foot, Series, fits
from pipeline.repair.notes.markers import Candidate
from pipeline.repair.notes.words import words

AMONG: Final = 0.75
"""Share of all markers that notes among the paragraphs of a text answer at least."""
MATCHED: Final = 0.6
"""Share of the labels of a list that markers must answer if no heading says that it is notes."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A candidate that was proven, its certainty, why, and the number of its run."""

    candidate: Candidate
    certainty: float
    why: str
    run: int = -1


@dataclass(slots=True)
class Account:
    """Markers and bodies while they are linked: `links` leads from the index of a marker to that of its body."""

    markers: list[Marker]
    bodies: list[Body] = field(default_factory=list)
    links: dict[int, int] = field(default_factory=dict)

    def feet(self, feet: Sequence[Foot], breaks: Sequence[int]) -> None:
        """Link the notes at the foot of each page. A foot none of whose notes has a marker on its page is none."""
        by_page: dict[int, list[int]] = {}
        for index, marker in enumerate(self.markers):
            by_page.setdefault(bisect_right(breaks, marker.candidate.start), []).append(index)
        for foot in feet:
            linked = [self._answering(body, by_page.get(foot.page, [])) for body in foot.bodies]
            if any(found is not None for found in linked):
                for body, found in zip(foot.bodies, linked, strict=True):
                    self._add(body, found)

    def below(self, bodies: Sequence[Body]) -> None:
        """Link notes that stand below their paragraph."""
        starts = [marker.candidate.start for marker in self.markers]
        for body in bodies:
            before = range(bisect_left(starts, body.start) - 1, -1, -1)
            found = next((i for i in before if self._answers(body, i) and i not in self.links), None)
            if found is not None:
                self._add(body, found)

    def series(self, kept: Sequence[Series]) -> None:
        """Link lists of notes, each to a run of markers: in order if all stand at the end, else to the last before."""
        starts = [marker.candidate.start for marker in self.markers]
        for place, series in enumerate(kept):
            before = range(bisect_left(starts, series.start))
            numbers = {body.number for body in series.bodies}
            free = [i for i in before if i not in self.links and self._number(i) in numbers]
            matched = Counter(
                self.markers[i].run for i in {(self.markers[i].run, self._number(i)): i for i in free}.values()
            )
            most = [run for run, count in sorted(matched.items()) if count == max(matched.values())]
            following = kept[place + 1].start if place + 1 < len(kept) else -1
            gathered = following > 0 and bisect_left(starts, following) == len(before)
            first_of_all = gathered or (place > 0 and not self._between(kept, place, starts))
            run = -1 if not most else most[0] if first_of_all else most[-1]
            first = {self._number(i): i for i in reversed(free) if self._is_of(i, run)}
            for body in series.bodies:
                self._add(body, first.get(body.number))
            self._again(series, before, run)

    def _again(self, series: Series, before: range, run: int) -> None:
        """Link markers that lead to a note once more."""
        by_number = {body.number: len(self.bodies) - len(series.bodies) + i for i, body in enumerate(series.bodies)}
        for index in before:
            same = self._is_of(index, run) or self.markers[index].candidate.family == "bracket"
            if same and index not in self.links and self._number(index) in by_number:
                self.links[index] = by_number[self._number(index)]

    @staticmethod
    def _between(kept: Sequence[Series], place: int, starts: Sequence[int]) -> bool:
        """Whether markers stand between a list and the one before it."""
        return bisect_left(starts, kept[place - 1].start) < bisect_left(starts, kept[place].start)

    def _number(self, index: int) -> int:
        return self.markers[index].candidate.number

    def _is_of(self, index: int, run: int) -> bool:
        return self.markers[index].run == run

    def _answers(self, body: Body, index: int) -> bool:
        candidate = self.markers[index].candidate
        return candidate.label == body.label and fits(candidate.family, body.family) and candidate.start < body.start

    def _answering(self, body: Body, indices: Sequence[int]) -> int | None:
        return next((i for i in indices if i not in self.links and self._answers(body, i)), None)

    def _add(self, body: Body, marker: int | None) -> None:
        self.bodies.append(body)
        if marker is not None:
            self.links[marker] = len(self.bodies) - 1


def support(
    every: Sequence[Candidate],
    breaks: Sequence[int],
    feet: Sequence[Foot],
    series: Sequence[Series],
    answered: float,
    listed: float,
) -> Mapping[int, float]:
    """How much bodies add to the weight of candidates (by their offset): `answered` at the foot of the same page or
    below the heading *Notes*, `listed` elsewhere."""
    found: dict[int, float] = {}
    by_page = {(foot.page, body.label): body for foot in feet for body in foot.bodies}
    headed = {body.number: s.start for s in series if s.head for body in s.bodies}
    found.update(dict.fromkeys(_in_order(every, [s for s in series if not (s.head or s.led)]), listed))
    for candidate in every:
        foot = by_page.get((bisect_right(breaks, candidate.start), candidate.label))
        numbered = candidate.family not in ("sign", "fn")
        at_foot = foot and fits(candidate.family, foot.family) and candidate.start < foot.start
        if at_foot or (numbered and headed.get(candidate.number, 0) > candidate.start):
            found[candidate.start] = answered
    return found


def below(reading: str, account: Account, every: Sequence[Candidate], found: Sequence[Body]) -> list[tuple[Body, int]]:
    """The notes among paragraphs that a candidate not far above leads to, each with the offset of that candidate.

    A numbered heading may follow a marker of its number, too. So most markers that lead nowhere else must have such a
    note, and one whose marker nothing else proves must read as a sentence.
    """
    linked = {account.markers[i].candidate.start for i in account.links}
    free = {m.candidate.start for m in account.markers if m.candidate.family not in ("sign", "fn")} - linked
    signs: list[tuple[Body, int]] = []
    numbers: list[tuple[Body, int]] = []
    for body in found:
        nearest = _nearest(every, body)
        if nearest is None or nearest.start in linked:
            continue
        if body.family in ("sign", "fn"):
            signs.append((body, nearest.start))
        elif nearest.start in free or ENDED.search(reading[body.start : body.end]):
            numbers.append((body, nearest.start))
    answered = {start for _, start in numbers}
    return signs + numbers if len(answered) >= AMONG * len(answered | free) else signs


def _in_order(every: Sequence[Candidate], series: Sequence[Series]) -> Iterator[int]:
    """The offsets of candidates that lists without a heading answer: for most of a list's labels there is one before
    it, of one family, which no later list answers, and they stand in the order of the labels."""
    by_number: dict[tuple[str, int], list[int]] = {}
    for candidate in every:
        if candidate.family not in ("sign", "fn") and candidate.weight > 0:
            by_number.setdefault((candidate.family, candidate.number), []).append(candidate.start)
    for one in sorted(series, key=lambda one: -one.start):
        for family in ("bare", "bracket", "parenthesis", "superscript"):
            limit = one.start
            places: list[tuple[int, int]] = []
            for body in reversed(one.bodies):
                same = by_number.get((family, body.number), [])
                if place := bisect_left(same, limit):
                    limit = same[place - 1]
                    places.append((body.number, limit))
            if len(places) >= max(2, MATCHED * len(one.bodies)):
                for number, start in places:
                    by_number[family, number].remove(start)
                    yield start


def _nearest(every: Sequence[Candidate], body: Body) -> Candidate | None:
    """The last candidate before a body that it answers."""
    place = bisect_left(every, body.start, key=lambda candidate: candidate.start)
    before = (every[i] for i in range(place - 1, max(-1, place - 200), -1))
    return next((c for c in before if c.label == body.label and fits(c.family, body.family)), None)


def kept(reading: str, series: Sequence[Series], markers: Sequence[Marker]) -> list[Series]:
    """The lists that are notes, in order: those below the heading *Notes*, and those that markers before them answer
    which no other list does. Numbered lines at the end of a list that no marker leads to and that are no sentences are
    headings whose number happens to follow."""
    free: dict[int, list[int]] = {}
    for marker in markers:
        if marker.candidate.family not in ("sign", "fn"):
            free.setdefault(marker.candidate.number, []).append(marker.candidate.start)
    starts = sorted(start for same in free.values() for start in same)
    found: list[tuple[Series, list[int]]] = []
    for one in sorted(series, key=lambda one: (not one.head, one.start)):
        answered = list(_answered(one, free))
        headed = bool(one.head) and (bool(answered) or one.head not in words("references"))
        known = {number for number, _ in answered}
        last = next((i for i in range(len(one.bodies), 0, -1) if _is_note(reading, one.bodies[i - 1], known)), 0)
        if last and (headed or (not one.led and len(answered) >= max(2, MATCHED * last))):
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


def _answered(series: Series, free: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """The markers (number, offset) that a list answers: for each body the last before the list."""
    for body in series.bodies:
        before = [start for start in free.get(body.number, ()) if start < series.start]
        if before:
            yield body.number, before[-1]
