"""Which marker leads to which body."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import Final

from ecdosis.stages.notes import signs
from ecdosis.stages.notes.bodies import Body, fits
from ecdosis.stages.notes.feet import Foot
from ecdosis.stages.notes.gathered import linked
from ecdosis.stages.notes.lines import ENDED
from ecdosis.stages.notes.lists import Series
from ecdosis.stages.notes.markers import MarkerCandidate, counts
from ecdosis.stages.notes.pairs import Numbered, in_pairs, numbered

AMONG: Final = 0.75
"""Share of all markers that notes among the paragraphs of a text answer at least."""
BETWEEN: Final = 40
"""Words between two lists at most that may be the headings of the second alone."""
COUNTED_ON: Final = 4
"""How much the first number of a list may be above the last of another that it goes on: notes between them may be of
several paragraphs, letters or verse, and stand in no list."""
MATCHED: Final = 0.6
"""Share of the labels of a list that markers must answer if no heading says that it is notes."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A candidate that was proven, its certainty, why, and the number of its run. `misread`: its number is only what it
    looks like, and it needs a note that no other marker leads to."""

    candidate: MarkerCandidate
    certainty: float
    why: str
    run: int = -1
    misread: bool = False


@dataclass(slots=True)
class Account:
    """Markers and bodies while they are linked: `links` leads from the index of a marker to that of its body;
    `unmarked` are feet of pages none of whose notes has a marker that is left; `paired`: see `in_pairs`."""

    markers: list[Marker]
    bodies: list[Body] = field(default_factory=list)
    links: dict[int, int] = field(default_factory=dict)
    unmarked: list[Foot] = field(default_factory=list)
    paired: bool = False

    def feet(self, feet: Sequence[Foot], breaks: Sequence[int]) -> None:
        """Link the notes at the foot of each page. A foot none of whose notes has a marker on its page is none, and one
        that nothing parts from the text needs one that was read right."""
        by_label: dict[tuple[int, str], list[int]] = {}
        misread: dict[tuple[int, str], list[int]] = {}
        for index, marker in enumerate(self.markers):
            page = bisect_right(breaks, marker.candidate.start)
            those = misread if marker.misread else by_label
            those.setdefault((page, marker.candidate.label), []).append(index)
        for foot in feet:
            same = (by_label.get((foot.page, body.label), []) for body in foot.bodies)
            linked = [self._answering(body, indices) for body, indices in zip(foot.bodies, same, strict=True)]
            linked = list(self._restored(foot, linked, misread))
            sure = (i is not None and (foot.apart or not self.markers[i].misread) for i in linked)
            if any(sure):
                for body, found in zip(foot.bodies, linked, strict=True):
                    self._add(body, found)
                self._once_more(foot, by_label)

    def lost(self, feet: Iterable[Foot]) -> None:
        """Take up notes whose markers are lost."""
        for foot in feet:
            self.unmarked.append(foot)
            self.bodies += foot.bodies

    def _restored(
        self, foot: Foot, linked: Sequence[int | None], misread: Mapping[tuple[int, str], Sequence[int]]
    ) -> Iterator[int | None]:
        """The markers (their indices) of the notes at a foot, with the only one on the page that looks like the number
        of a note which has none, if it stands in its place; with the marks that may be signs, if there are as many as
        notes with signs that have none."""
        every = len(self.markers)
        highest = accumulate((-1 if i is None else i for i in linked), max, initial=-1)
        lowest = list(accumulate((every if i is None else i for i in reversed(linked)), min, initial=every))[-2::-1]
        told = {body for body in foot.bodies if body.label != signs.ANY and (foot.page, body.label) in misread}
        signed = [body for body, i in zip(foot.bodies, linked, strict=True) if i is None and body.family == "sign"]
        loose = [body for body in signed if body not in told]
        marks = [i for i in misread.get((foot.page, signs.ANY), ()) if self._answering(foot.bodies[0], [i]) is not None]
        read = [i for i in marks if self.markers[i].candidate.after != signs.STRAY]
        marks = read or marks
        in_turn = dict(zip(loose, marks, strict=True)) if len(loose) == len(marks) else {}
        for body, found, before, behind in zip(foot.bodies, linked, highest, lowest, strict=False):
            same = misread.get((foot.page, body.label), ()) if found is None else ()
            if found is None and body.family == "sign" and body not in told:
                same = [in_turn[body]] if body in in_turn else ()
            if len(same) == 1 and before < same[0] < behind:
                found = self._answering(body, same)
                self._relabel(same[0], body.label)
            yield found

    def _relabel(self, index: int, label: str) -> None:
        """Give a marker the label of the note that it leads to."""
        marker = self.markers[index]
        self.markers[index] = replace(marker, candidate=replace(marker.candidate, label=label))

    def _once_more(self, foot: Foot, by_label: Mapping[tuple[int, str], Sequence[int]]) -> None:
        """Link further markers of a page with the only note of their label at its foot."""
        labels = Counter(body.label for body in foot.bodies)
        first = len(self.bodies) - len(foot.bodies)
        answered = set(self.links.values())
        for index, body in enumerate(foot.bodies, start=first):
            if index in answered and labels[body.label] == 1:
                more = by_label.get((foot.page, body.label), ())
                self.links |= {i: index for i in more if self._answering(body, [i]) is not None}

    def below(self, reading: str, found: Iterable[tuple[Body, int]]) -> None:
        """Link notes that stand below their paragraph, each with the marker at an offset, and with the same sign
        elsewhere in the paragraph of that marker."""
        starts = [marker.candidate.start for marker in self.markers]
        by_start = {start: index for index, start in enumerate(starts)}
        for body, start in found:
            marker = self._answering(body, [by_start[start]] if start in by_start else [])
            if marker is not None:
                self._add(body, marker)
                if body.family == "sign":
                    above = bisect_left(starts, reading.rfind("\n\n", 0, start))
                    same = (i for i in range(above, marker) if self.markers[i].candidate.label == body.label)
                    self.links |= {i: len(self.bodies) - 1 for i in same if self._answering(body, [i]) is not None}

    def series(self, reading: str, kept: Sequence[Series], chapters: Mapping[int, tuple[int, int]]) -> None:
        """Link lists of notes with the markers since the list before; of several that stand together, each with those
        of its chapter, where that is known (by the offset of the list: offsets)."""
        starts = [marker.candidate.start for marker in self.markers]
        self.paired = in_pairs(kept, (marker.candidate for marker in self.markers))
        loose = self._loose()
        before = 0
        in_runs = [marker.candidate.start for marker in self.markers if marker.run >= 0]
        for together in _together(reading, kept, in_runs):
            lists = _one_list(together)
            limit = bisect_left(starts, lists[0].start)
            if len(lists) == 1:
                begin, end = chapters.get(lists[0].start, (0, lists[0].start))
                first = min(before, self._next(lists[0].bodies[0].number))
                self._chapter(lists[0], loose, range(max(first, bisect_left(starts, begin)), bisect_left(starts, end)))
            else:
                self._gathered(lists, loose, range(before, limit), chapters)
            before = limit

    def _next(self, number: int) -> int:
        """The index behind the marker of the last note, if a list counts on from it with a number: what it answers may
        stand before the list before. Else that behind all markers."""
        last = len(self.bodies) - 1
        if last < 0 or self.bodies[last].number != number - 1:
            return len(self.markers)
        return next((marker + 1 for marker, body in reversed(self.links.items()) if body == last), len(self.markers))

    def _gathered(
        self,
        lists: Sequence[Series],
        loose: Mapping[Numbered, list[int]],
        markers: range,
        chapters: Mapping[int, tuple[int, int]],
    ) -> None:
        """Link lists that stand together with markers (their indices)."""
        free = sorted(index for same in loose.values() for index in same if index in markers)
        found = linked([self.markers[index].candidate for index in free], lists, chapters)
        leading: dict[tuple[int, int], list[int]] = {}
        for call, place in found.items():
            leading.setdefault(place, []).append(free[call])
        for number, one in enumerate(lists):
            ordered: dict[int, int] = {}
            for index, body in enumerate(one.bodies):
                same = sorted(leading.get((number, index), ()))
                self._add(body, same[0] if same else None)
                self.links |= dict.fromkeys(same, len(self.bodies) - 1)
                ordered |= {body.number: same[0]} if same else {}
                for marker in same:
                    loose[numbered(self.markers[marker].candidate, paired=self.paired)].remove(marker)
            if ordered:
                own = range(min(ordered.values()), max(ordered.values()) + 1)
                self._once_more_in(own, ordered, loose, one.bodies[-1])

    def misread(self) -> None:
        """Link each note of a list that has no marker, but its neighbours have, with the only one between theirs that
        looks like its number; the first of a list with one behind those of the list before."""
        back: dict[int, int] = {}
        for marker, index in sorted(self.links.items()):
            back.setdefault(index, marker)
        last = -1  # the marker of the last note before that has one
        for index, (body, behind) in enumerate(pairwise(self.bodies)):
            before = self.bodies[index - 1] if index else None
            first = body.number <= 1 or (index - 1 in back and before is not None and before.number == body.number - 1)
            counts_up = body.listed and behind.number == body.number + 1 and index + 1 in back
            if index not in back and first and counts_up:
                here = range(last + 1, back[index + 1])
                same = [i for i in here if self.markers[i].misread and self.markers[i].candidate.number == body.number]
                if len(same) == 1:
                    self.links[same[0]] = index
            last = back.get(index, last) if body.listed else last

    def _chapter(self, series: Series, loose: Mapping[Numbered, list[int]], chapter: range) -> None:
        """Link a list with the markers of its chapter (their indices), as far as they are in the order of the list.
        Where numbering begins anew in it (a list before this one is lost), with those of the part that has most of its
        labels, or the last such."""
        wanted = {numbered(body, paired=self.paired) for body in series.bodies}
        forms = {form for _, form in wanted}
        parts: list[dict[int, int]] = [{}]
        for index in chapter:
            marker = self.markers[index]
            if index in self.links or marker.misread or not marker.candidate.counts:
                continue
            number = numbered(marker.candidate, paired=self.paired)
            if number[1] in forms and self._begins_anew(index):
                parts.append({})
            if number in wanted:
                parts[-1].setdefault(marker.candidate.number, index)
        most = max(map(len, parts))
        ordered = _rising(next(part for part in reversed(parts) if len(part) == most))
        for body in series.bodies:
            self._add(body, ordered.get(body.number))
            if body.number in ordered:
                loose[numbered(body, paired=self.paired)].remove(ordered[body.number])
        self._once_more_in(chapter, ordered, loose, series.bodies[-1])

    def _begins_anew(self, index: int) -> bool:
        """Whether a marker is the 0 or 1 of a run whose next member counts on."""
        marker = self.markers[index]
        if marker.run < 0 or marker.candidate.number > 1:
            return False
        others = (self.markers[i] for i in range(index + 1, len(self.markers)))
        other = next((other for other in others if other.run >= 0), None)
        return other is not None and other.run == marker.run and other.candidate.number == marker.candidate.number + 1

    def _once_more_in(
        self, chapter: range, ordered: Mapping[int, int], loose: Mapping[Numbered, list[int]], last: Body
    ) -> None:
        """Link further markers of a chapter with the notes of its list, which goes up to `last`. `ordered`:
        the first markers that lead there, by their numbers. Where these skip a number, it may be that one, misread."""
        places = sorted((place, number) for number, place in ordered.items())
        for number, first in ordered.items():
            same = loose[numbered(replace(last, number=number), paired=self.paired)]
            for marker in same[bisect_left(same, first) : bisect_left(same, chapter.stop)]:
                at = bisect_left(places, (marker, 0))
                behind = places[at][1] if at < len(places) else last.number + 1
                if behind == places[at - 1][1] + 1 or self.markers[marker].candidate.family == "bracket":
                    self.links[marker] = self.links[first]
                    same.remove(marker)

    def _loose(self) -> dict[Numbered, list[int]]:
        """The numbered markers that lead nowhere yet, by their number, in order."""
        found: dict[Numbered, list[int]] = {}
        for index, marker in enumerate(self.markers):
            if index not in self.links and marker.candidate.counts and not marker.misread:
                found.setdefault(numbered(marker.candidate, paired=self.paired), []).append(index)
        return found

    def _answering(self, body: Body, indices: Sequence[int]) -> int | None:
        """The first of some markers that is free, of a family that may have such a note, and before it."""
        for index in indices:
            candidate = self.markers[index].candidate
            if index not in self.links and fits(candidate.family, body.family) and candidate.start < body.start:
                return index
        return None

    def _add(self, body: Body, marker: int | None) -> None:
        self.bodies.append(body)
        if marker is not None:
            self.links[marker] = len(self.bodies) - 1


def _together(reading: str, kept: Sequence[Series], starts: Sequence[int]) -> Iterator[list[Series]]:
    """The lists, those together that nothing but headings parts, no running text, but for that of notes between two of
    which one counts on from the other. `starts`: where the markers stand that are proven."""
    together: list[Series] = []
    for one in kept:
        end = together[-1].bodies[-1].end if together else one.start
        marked = bisect_left(starts, end) < bisect_left(starts, one.start)
        on = bool(together) and _counts_on(together[-1], one)
        if marked or (len(reading[end : one.start].split()) > BETWEEN and not on):
            yield together
            together = []
        together.append(one)
    if together:
        yield together


def _one_list(lists: Sequence[Series]) -> list[Series]:
    """Lists that stand together without headings but that of the first, as one if each counts on from the one
    before."""
    on = not any(one.names for one in lists) and all(_counts_on(*pair) for pair in pairwise(lists))
    return [replace(lists[0], bodies=tuple(body for one in lists for body in one.bodies))] if on else list(lists)


def _counts_on(before: Series, after: Series) -> bool:
    """Whether a list without a heading counts on from the one before it."""
    return not (after.head or after.names) and 0 < after.bodies[0].number - before.bodies[-1].number <= COUNTED_ON


def _rising(places: Mapping[int, int]) -> dict[int, int]:
    """The most of some numbers whose places rise with them (a longest increasing subsequence)."""
    tails: list[int] = []
    chains: list[tuple[int, int] | None] = []  # the last of the best chain of each length
    before: dict[int, tuple[int, int] | None] = {}
    for number, place in sorted(places.items()):
        length = bisect_left(tails, place)
        before[number] = chains[length - 1] if length else None
        tails[length : length + 1] = [place]
        chains[length : length + 1] = [(number, place)]
    found: dict[int, int] = {}
    link = chains[-1] if chains else None
    while link is not None:
        found[link[0]] = link[1]
        link = before[link[0]]
    return found


def support(
    every: Sequence[MarkerCandidate],
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
        at_foot = foot and fits(candidate.family, foot.family) and candidate.start < foot.start
        if at_foot or (candidate.counts and headed.get(candidate.number, 0) > candidate.start):
            found[candidate.start] = answered
    return found


def below(reading: str, account: Account, found: Sequence[tuple[Body, int]]) -> list[tuple[Body, int]]:
    """The notes among paragraphs, each with the offset of the candidate that leads to it.

    A numbered heading may follow a marker of its number, too. So most markers that lead nowhere else must have such a
    note, and one whose marker nothing else proves must read as a sentence.
    """
    linked = {account.markers[i].candidate.start for i in account.links}
    free = {m.candidate.start for m in account.markers if m.candidate.counts} - linked
    signs = [(body, start) for body, start in found if not counts(body.family)]
    numbers = [
        (body, start)
        for body, start in found
        if counts(body.family)
        and start not in linked
        and (start in free or ENDED.search(reading[body.start : body.end]))
    ]
    answered = {start for _, start in numbers}
    return signs + numbers if len(answered) >= AMONG * len(answered | free) else signs


def _in_order(every: Sequence[MarkerCandidate], series: Sequence[Series]) -> Iterator[int]:
    """The offsets of candidates that lists without a heading answer: for most of a list's labels there is one before
    it, of one family, which no later list answers, and they stand in the order of the labels."""
    by_number: dict[tuple[str, int], list[int]] = {}
    for candidate in every:
        if candidate.counts and candidate.weight > 0:
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
