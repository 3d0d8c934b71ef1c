"""The best account of markers and bodies together: which candidates are markers, and which body each leads to.

A marker that a body answers needs less proof; a body needs a marker, or the heading *Notes*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from ecdosis.evidence import NAT, certainty
from ecdosis.stages.code import without_marks
from ecdosis.stages.notes import (
    accepted,
    backlinks,
    bodies,
    calls,
    columns,
    feet,
    links,
    lists,
    markers,
    misread,
    names,
    nested,
    onward,
    signs,
    spaced,
)
from ecdosis.stages.notes.again import STRONG, between, merged
from ecdosis.stages.notes.bodies import Body
from ecdosis.stages.notes.calls import Tagged
from ecdosis.stages.notes.chapters import ranges
from ecdosis.stages.notes.feet import Foot
from ecdosis.stages.notes.lines import NoteLine, lines_of, with_numbers
from ecdosis.stages.notes.links import Account, Marker
from ecdosis.stages.notes.lists import Series
from ecdosis.stages.notes.markers import MarkerCandidate, counts
from ecdosis.stages.notes.nested import Inner
from ecdosis.stages.notes.rules import NoteRule
from ecdosis.stages.notes.runs import BEGINNING, Run, runs

ANSWERED: Final = 5.0
"""What a body at the foot of the same page, or below the heading *Notes*, adds to a marker's log odds."""
LISTED: Final = 3.0
"""What a body in any other list or paragraph that counts up adds."""
ALONE: Final[Mapping[str, float]] = {"parenthesis": 2.0}
"""The weight of a number alone that a note answers, where it is not that of a strong candidate."""
LEGIBLE: Final = ("bracket", "parenthesis")
"""Numbers that stay in the text if no note answers them: a reader takes `[12]` for what it is, the number of a work in
a list of references, and misses it where it was."""
DOUBTFUL: Final = 12
"""With more signs than this that nothing answers, they are no markers but ornament or damage, and nobody is asked."""
NO_NOTE = "a sign for a note, but there is no note that begins with it"
SPACED = "a number behind a blank, and the last lines of its page, set in, begin with it"
SKIPPED = "the numbers of the notes skip {number} here, and this stands where its marker must be"
IN_COLUMN = (
    "one of several notes at the foot of columns that count up from 1, and the only number before it that leads there"
)
TAGGED = "a note that says that it is one begins with it"
RUN: Final = NAT
"""Log10 odds of a run without any evidence: 0.73."""
SHARED: Final = NAT / 3
"""Log10 units of one unit of its score (natural logarithm): its members are not independent, so it tells a third."""

Place = TypeVar("Place", Body, MarkerCandidate)


@dataclass(frozen=True, slots=True)
class MarkerDoubt:
    """What may be a marker, the label that it would have, and why it may."""

    candidate: MarkerCandidate
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Solution:
    """What was found in one reading: markers and bodies, and their links (index of a marker -> index of its body).
    `parts`: where the note of a body (its index) goes on (offsets). `inner`: markers inside of bodies.
    `unended`: notes that may go on up to an offset."""

    markers: tuple[Marker, ...] = ()
    bodies: tuple[Body, ...] = ()
    links: Mapping[int, int] = field(default_factory=dict)
    parts: tuple[tuple[int, int, int], ...] = ()
    inner: tuple[Inner, ...] = ()
    doubtful: tuple[MarkerDoubt, ...] = ()
    unended: tuple[tuple[Body, int], ...] = ()


def solve(reading: str, breaks: Sequence[int], below: Sequence[tuple[int, int]] = ()) -> Solution:
    """The notes of a reading whose pages begin at the offsets `breaks`: those that say that they are, and what the rest
    tells together. `below`: what stands below the catchwords of pages (offsets, in order), see `under`."""
    reading = without_marks(reading)
    sure = calls.find(reading, below)
    rest = sure.blanked(reading) if sure.bodies else reading
    found = _told(rest, breaks)
    known = {body.start for body in found.bodies}
    in_columns = columns.find(rest, lines_of(rest, breaks), breaks)
    if 2 * sum(body.start in known for body in in_columns.bodies) < len(in_columns.bodies):
        found = _with(in_columns, _told(in_columns.blanked(rest), breaks), NoteRule.IN_COLUMN, IN_COLUMN)
    return _with(sure, found, NoteRule.TAGGED, TAGGED)


def _with(sure: Tagged, found: Solution, certainty: float, why: str) -> Solution:
    """What was found, with notes that are known, whose markers are as certain for a reason."""
    if not sure.bodies:
        return found
    first, count = len(found.markers), len(found.bodies)
    return replace(
        found,
        markers=(*found.markers, *(Marker(call, certainty, why, 0) for call, _ in sure.calls)),
        bodies=(*found.bodies, *sure.bodies),
        links={**found.links, **{first + i: count + to for i, (_, to) in enumerate(sure.calls)}},
        parts=(*found.parts, *((start, end, count + to) for start, end, to in sure.parts)),
        inner=(*found.inner, *(Inner(call, count + a, count + b) for call, a, b in sure.inner)),
    )


def _told(reading: str, breaks: Sequence[int]) -> Solution:
    """The notes that candidates and labelled lines make together."""
    candidates = markers.candidates(reading)
    every = _in_order(candidates.values())
    marked = {(bisect_right(breaks, c.start), c.number) for c in every if c.counts}
    lines = names.unlabelled(reading, lines_of(reading, breaks))
    lines = backlinks.counted(reading, lines, {c.number for c in candidates.get(backlinks.FAMILY, ())})
    lines = misread.restored(reading, lines, marked)
    lines = feet.unsigned(reading, signs.restored(reading, lines))
    stray = signs.stray(reading) if breaks else ()
    candidates["misread"] = _in_order([misread.candidates(reading), signs.candidates(reading), stray])
    found = _whole(reading, lines, _solved(reading, lines, breaks, candidates))
    if found.bodies:  # numbers in the notes themselves have misled the first look
        inside = [(body.start, body.end) for body in found.bodies] + [(a, b) for a, b, _ in found.parts]
        candidates = {family: list(_outside(same, inside)) for family, same in candidates.items()}
        found = _whole(reading, lines, _solved(reading, lines, breaks, candidates))
        whole = nested.parted(reading, lines, found.bodies, every)
        inner = nested.inner(reading, whole, set(found.links.values()), every)
        found = replace(found, bodies=tuple(whole), inner=tuple(inner))
    found = _with_spaced(reading, lines, found) if breaks else found
    found = _only(found, lambda one: one.candidate.family not in LEGIBLE)
    asked = tuple(onward.unended(reading, lines, found.bodies))
    return replace(found, doubtful=tuple(_doubtful(found, candidates)), unended=asked if len(asked) <= DOUBTFUL else ())


def _with_spaced(reading: str, lines: Sequence[NoteLine], found: Solution) -> Solution:
    """What was found, with the notes whose markers stand behind a blank."""
    pairs = list(spaced.find(reading, lines, found.bodies))
    first, count = len(found.markers), len(found.bodies)
    return replace(
        found,
        markers=(*found.markers, *(Marker(one, NoteRule.SPACED, SPACED) for one, _ in pairs)),
        bodies=(*found.bodies, *(body for _, body in pairs)),
        links={**found.links, **{first + index: count + index for index in range(len(pairs))}},
    )


def _whole(reading: str, lines: Sequence[NoteLine], found: Solution) -> Solution:
    """What was found, its notes with what they go on with below a blank line."""
    leading = {to: found.markers[index].candidate.start for index, to in sorted(found.links.items(), reverse=True)}
    return replace(found, bodies=tuple(onward.extended(reading, lines, found.bodies, leading)))


def _doubtful(found: Solution, candidates: Mapping[str, Sequence[MarkerCandidate]]) -> Iterator[MarkerDoubt]:
    """What to ask about: signs without a note, and what stands where a run skips a number."""
    known = {marker.candidate.start for marker in found.markers}
    loose = [one for one in _in_order(candidates.values()) if one.start not in known]
    alone = [one for one in loose if one.family == "sign" and one.weight > markers.APART]
    unanswered = [MarkerDoubt(sign, sign.label, NO_NOTE) for sign in alone]
    skipped = misread.missing([(marker.run, marker.candidate) for marker in found.markers], loose)
    numbers = [MarkerDoubt(one, str(number), SKIPPED.format(number=number)) for one, number in skipped]
    for same in (unanswered, numbers):
        if len(same) <= DOUBTFUL:
            yield from same


def _in_order(families: Iterable[Iterable[MarkerCandidate]]) -> list[MarkerCandidate]:
    return sorted((candidate for same in families for candidate in same), key=lambda candidate: candidate.start)


def _outside(some: Iterable[Place], inside: Iterable[tuple[int, int]]) -> Iterator[Place]:
    """The candidates or bodies that begin in none of some ranges."""
    ranges = sorted(inside)
    starts = [start for start, _ in ranges]
    for one in some:
        index = bisect_right(starts, one.start) - 1
        if index < 0 or one.start >= ranges[index][1]:
            yield one


def _apart(some: Iterable[Body], taken: Iterable[Body]) -> list[Body]:
    """The bodies that begin inside none of those that are taken."""
    return list(_outside(some, [(body.start, body.end) for body in taken]))


def _solved(
    reading: str, lines: Sequence[NoteLine], breaks: Sequence[int], candidates: Mapping[str, list[MarkerCandidate]]
) -> Solution:
    """The best account of candidates and labelled lines together: without notes that are alone below their sections,
    unless more markers have a note with them."""
    every_list = lists.find(reading, lines)
    several = [one for one in every_list if not one.is_alone]
    found = _solved_with(reading, lines, breaks, candidates, several)
    loose = any(i not in found.links and one.candidate.family == "bracket" for i, one in enumerate(found.markers))
    if not loose or len(several) == len(every_list):
        return found
    other = _solved_with(reading, lines, breaks, candidates, every_list)
    return other if len(other.links) > len(found.links) else found


def _solved_with(
    reading: str,
    lines: Sequence[NoteLine],
    breaks: Sequence[int],
    candidates: Mapping[str, list[MarkerCandidate]],
    every_list: Sequence[Series],
) -> Solution:
    """The best account with some of the lists of labelled lines."""
    every = _in_order(candidates[family] for family in markers.FAMILIES)
    at_feet = _feet(reading, lines, breaks, _in_order(candidates.values()), every_list)
    taken = (body for foot in at_feet for body in foot.bodies)
    free = set(_apart((body for one in every_list for body in one.bodies), taken))
    series = [one for one in every_list if free.issuperset(one.bodies)]
    added = links.support(every, breaks, at_feet, series, ANSWERED, LISTED)
    account = _account(reading, lines, candidates, added, at_feet, series, breaks)
    led = (body for one in series if one.led for body in one.bodies)
    among = dict([] if breaks else bodies.below(lines, every))
    below = links.below(reading, account, [(b, among[b]) for b in _apart(among, [*account.bodies, *led])])
    if below:
        added = {**dict.fromkeys((start for _, start in below), LISTED), **added}
        account = _account(reading, lines, candidates, added, at_feet, series, breaks)
        free = set(_apart((body for body, _ in below), account.bodies))
        account.below(reading, ((body, start) for body, start in below if body in free))
    return _without_loose(account, tuple(_parts(reading, lines, [*at_feet, *account.unmarked], account)))


def _account(
    reading: str,
    lines: Sequence[NoteLine],
    candidates: Mapping[str, list[MarkerCandidate]],
    added: Mapping[int, float],
    at_feet: Sequence[Foot],
    series: Sequence[Series],
    breaks: Sequence[int],
) -> Account:
    """The markers that are proven if some candidates (by their offset) have added weight, linked with the notes at the
    feet of pages and in lists."""
    weighed = {f: [replace(c, weight=c.weight + added.get(c.start, 0)) for c in candidates[f]] for f in candidates}
    lists_of_bodies = [*(foot.bodies for foot in at_feet), *(one.bodies for one in series)]
    noted = Counter(body.number for same in lists_of_bodies for body in same if counts(body.family))
    account = Account(_proven(weighed, noted))
    account.feet(at_feet, breaks)
    answered = set(account.bodies)
    linked = [foot for foot in at_feet if answered.issuperset(foot.bodies)]
    lost = [*feet.between(lines, linked), *feet.by_habit(lines, linked)]
    taken = {foot.page for foot in lost}
    account.lost([*lost, *(foot for foot in feet.cut_off(reading, lines, linked) if foot.page not in taken)])
    kept = accepted.kept(reading, series, account.markers)
    account.series(reading, kept, ranges(reading, lines, kept))
    account.misread()
    return account


def _feet(
    reading: str,
    lines: Sequence[NoteLine],
    breaks: Sequence[int],
    every: Sequence[MarkerCandidate],
    every_list: Sequence[Series],
) -> list[Foot]:
    """The feet of the pages, if the text has pages; notes below a heading are none."""
    if not breaks:
        return []
    marked: dict[int, list[MarkerCandidate]] = {}
    for candidate in every:
        marked.setdefault(bisect_right(breaks, candidate.start), []).append(candidate)
    lines = with_numbers(reading, lines)
    return feet.find(reading, lines, marked, {body.start for one in every_list if one.head for body in one.bodies})


def _proven(candidates: Mapping[str, Sequence[MarkerCandidate]], noted: Mapping[int, int]) -> list[Marker]:
    """The markers, in order: numbers by their runs, signs and numbers at the foot of whose page a note waits as they
    are (they need it). `noted`: how many notes have each number."""
    proven = [Marker(c, NoteRule.SIGN, "a sign, and a note that begins with it") for c in candidates.get("sign", [])]
    count = 0
    for family, beginning in BEGINNING.items():
        same = candidates.get(family, [])
        found = merged(runs(same, beginning), noted)
        for run in found:
            proven += [Marker(candidate, certainty_of(run), _why(run), count) for candidate in run.members]
            more = (*run.again, *between(same, run, noted))
            proven += [Marker(candidate, NoteRule.AGAIN, _once_more(candidate), count) for candidate in more]
            count += 1
        if found and family == "bracket":
            known = {marker.candidate.start for marker in proven}
            cited = (one for one in _cited(same, found[-1]) if one.start not in known)
            proven += [Marker(candidate, NoteRule.AGAIN, _once_more(candidate), count - 1) for candidate in cited]
    known = {marker.candidate.start for marker in proven}
    proven += [
        Marker(one, NoteRule.AGAIN, "a note that no other marker leads to has its number")
        for same in candidates.values()
        for one in same
        if one.counts and one.start not in known and one.weight >= ANSWERED + ALONE.get(one.family, STRONG)
    ]
    proven += [
        Marker(
            one, NoteRule.MISREAD, f"“{one.after}” looks like {one.label}, and just this is missing here", misread=True
        )
        for one in candidates.get("misread", ())
    ]
    return sorted(proven, key=lambda marker: marker.candidate.start)


def _cited(candidates: Sequence[MarkerCandidate], run: Run) -> Iterator[MarkerCandidate]:
    """Numbers in brackets that lead to a note of a run once more, wherever they stand."""
    members = {candidate.start for candidate in run.members}
    numbers = {candidate.number for candidate in run.members}
    for candidate in candidates:
        if candidate.start not in members and candidate.number in numbers and candidate.weight >= STRONG:
            yield candidate


def _once_more(candidate: MarkerCandidate) -> str:
    return f"number {candidate.number} of the run once more"


def certainty_of(run: Run) -> float:
    """The probability that belongs to a run's log odds, as a share of members that is likely right."""
    return certainty(RUN, SHARED * run.score)


def _why(run: Run) -> str:
    first, last = run.members[0], run.members[-1]
    if len(run.members) == 1:
        return f"“{first.label}” has the form of a marker" + ("" if first.family == "fn" else ", and a note answers it")
    return f"one of {len(run.members)} numbers that count up from {first.number} to {last.number}"


def _without_loose(account: Account, parts: tuple[tuple[int, int, int], ...]) -> Solution:
    """What was found, without the signs and the numbers outside of runs that no note answers; where markers and notes
    are in brackets, without the runs of another form."""
    found = Solution(tuple(account.markers), tuple(account.bodies), account.links, parts)
    return _only(found, lambda one: one.run >= 0 and not (account.paired and one.candidate.family != "bracket"))


def _only(found: Solution, kept: Callable[[Marker], bool]) -> Solution:
    """What was found, with those of the markers that lead to no note that are kept."""
    left = [i for i, marker in enumerate(found.markers) if i in found.links or kept(marker)]
    linked = {place: found.links[index] for place, index in enumerate(left) if index in found.links}
    return replace(found, markers=tuple(found.markers[i] for i in left), links=linked)


def _parts(
    reading: str, lines: Sequence[NoteLine], at_feet: Sequence[Foot], account: Account
) -> Iterator[tuple[int, int, int]]:
    """Where notes at the foot of one page go on at that of the next."""
    by_page = {foot.page: foot.bodies for foot in at_feet}
    index_of = {body.start: index for index, body in enumerate(account.bodies)}
    pages = feet.pages(lines)
    for page, same in by_page.items():
        if same[-1].start in index_of and page + 1 in pages:
            found = feet.rest(reading, lines[slice(*pages[page + 1])], same[-1], by_page.get(page + 1, ()))
            if found:
                yield (*found, index_of[same[-1].start])
