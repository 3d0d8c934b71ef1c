"""The calls of notes that say that they are notes: `[3]`, `{3}`, `^3`, `³`, `(3)`, `[A]`, `*`, and `[^3]` of Markdown.

That such a note waits for it proves a call; which of several, its place: notes follow their calls, in their order.
Where that leaves a choice, neither is linked.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from ecdosis.stages.notes import markers, tagged
from ecdosis.stages.notes.align import aligned
from ecdosis.stages.notes.bodies import Body
from ecdosis.stages.notes.markers import SIGNS, MarkerCandidate

MOST: Final = 0.6
"""Share of the notes that must have a call, where calls have a form that other numbers have as often."""
MANY: Final = 20
"""Calls of one number that may lead to one note at most: more are something else."""
FAMILIES: Final = ("tag", "markdown", "token")
"""How notes say that they are."""
PARTED: Final = re.compile(r"\n[ \t]*\n[ \t]*\n")
"""What parts sections: two blank lines."""
_WORD: Final = r"(?:[^\W\d_]{2,9}[.#]? ?)?"
_FORMS: Final = {
    "bracket": re.compile(
        rf"(?:(?<=\S) |(?<=\S)|^)(?P<open>[\[{{]) ?{_WORD}(?P<label>{tagged.LABEL}) ?(?P<close>[\]}}])(?![\w:])",
        re.IGNORECASE | re.MULTILINE,
    ),
    "caret": re.compile(
        rf"(?<=\S)\^(?:\{{(?P<label>{tagged.LABEL})\}}|(?P<alone>\d{{1,4}}|[a-z])(?!\w))", re.IGNORECASE
    ),
}
_SIGN: Final = re.compile(rf"(?<=[^\s*†‡§¶|#-]) ?(?P<label>{SIGNS}|\|\||#)(?![\w*†‡§¶|\[{{])")
_TOKEN: Final = re.compile(
    r"(?:(?<=[^\s\[{]) (?=[\[{] |\{\d{1,3}\})|(?<=[^\s\[{]))"
    rf"(?P<open>[\[{{]|\((?= ?(?:{tagged.TYPED}) ?\)))"
    rf" ?(?P<label>{tagged.LABEL}|\+{{1,3}}) ?(?P<close>[\]}})])(?![\w:(])",
    re.IGNORECASE,
)
_MARKDOWN: Final = re.compile(r"(?:(?<=\S) )?\[\^(?P<label>[^\]\s]{1,40})\](?!:)")


@dataclass(frozen=True, slots=True)
class Tagged:
    """The notes that say that they are: `bodies` in order; `calls`, each with the index of its body; `parts` of notes
    (offsets, index of the body); `inner`: calls inside of bodies (call, index of the body, index of the other)."""

    bodies: tuple[Body, ...] = ()
    calls: tuple[tuple[MarkerCandidate, int], ...] = ()
    parts: tuple[tuple[int, int, int], ...] = ()
    inner: tuple[tuple[MarkerCandidate, int, int], ...] = ()

    def blanked(self, reading: str) -> str:
        """A reading with blanks for what belongs to these notes, but for line ends."""
        spans = sorted(
            [
                *((body.start, body.end) for body in self.bodies),
                *((call.start, call.end) for call, _ in self.calls),
                *((start, end) for start, end, _ in self.parts),
            ]
        )
        out, last = [], 0
        for start, end in spans:
            out += [reading[last:start], re.sub(r"[^\n]", " ", reading[start:end])]
            last = end
        return "".join(out) + reading[last:]


def find(reading: str, below: Sequence[tuple[int, int]] = ()) -> Tagged:
    """The notes of a reading that say that they are, and what leads to them; of those that stand apart from their calls
    none if nothing leads to any. A letter in brackets says less than its place does where notes stand: `below`
    catchwords (offsets, in order)."""
    bodies, parts = tagged.notes(reading)
    bodies = [body for body in bodies if body.family != "token" or not _is_in(below, body.start)]
    outside: list[tuple[MarkerCandidate, Body]] = []
    inside: list[tuple[MarkerCandidate, Body, Body]] = []
    for family in FAMILIES:
        same = [body for body in bodies if body.family == family]
        calls = _of_family(reading, family, same)
        free, held = _parted(reading, calls, bodies)
        links = _linked(reading, free, same)
        outside += [(free[call], same[to]) for call, to in links.items()]
        inside += _inner(held, same, set(links.values()))
    return _in_place(reading, _kept(reading, bodies, parts, outside, inside))


def _in_place(reading: str, found: Tagged) -> Tagged:
    """These notes, with those that stand where their call would, for which their own tag stands. They are numbered
    where no other notes are."""
    taken = [(body.start, body.end) for body in found.bodies]
    free = (one for one in tagged.in_place(reading) if not _is_in(taken, one[0] + 1))
    calls: dict[Body, MarkerCandidate] = {}
    for number, (start, body) in enumerate(free, 1):
        label = body.label if taken else str(number)
        calls[replace(body, label=label)] = MarkerCandidate(start, body.start, 0, label, body.family, 0.0)
    bodies = tuple(sorted((*found.bodies, *calls), key=lambda body: body.start))
    index_of = {body: index for index, body in enumerate(bodies)}
    moved = [index_of[body] for body in found.bodies]
    every = [
        *((call, moved[to]) for call, to in found.calls),
        *((call, index_of[body]) for body, call in calls.items()),
    ]
    return Tagged(
        bodies,
        tuple(sorted(every, key=lambda pair: pair[0].start)),
        tuple((start, end, moved[to]) for start, end, to in found.parts),
        tuple((call, moved[a], moved[b]) for call, a, b in found.inner),
    )


def _is_in(places: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether an offset is in one of some places that are in order."""
    index = bisect_right(places, offset, key=lambda place: place[0]) - 1
    return index >= 0 and offset < places[index][1]


def _kept(
    reading: str,
    bodies: Sequence[Body],
    parts: Sequence[tuple[int, int]],
    outside: Sequence[tuple[MarkerCandidate, Body]],
    inside: Sequence[tuple[MarkerCandidate, Body, Body]],
) -> Tagged:
    """The notes with those left out that stay in the text: what nothing leads to in the midst of a line, without a
    label, or where nothing leads to any."""
    if not outside:
        return Tagged()
    answered = {body.start for _, body in outside} | {body.start for _, _, body in inside}
    kept = tuple(
        body
        for index, body in enumerate(bodies)
        if body.start in answered
        or (body.family == "tag" and _stands_alone(reading, body))
        or _counts_on(bodies[max(0, index - 1) : index + 2], answered)
    )
    index_of = {body.start: index for index, body in enumerate(kept)}
    starts = [body.start for body in kept]
    return Tagged(
        kept,
        tuple(sorted(((call, index_of[body.start]) for call, body in outside), key=lambda pair: pair[0].start)),
        tuple((start, end, bisect_left(starts, start) - 1) for start, end in parts if kept and starts[0] < start),
        tuple((call, index_of[a.start], index_of[b.start]) for call, a, b in inside if a.start in index_of),
    )


def _stands_alone(reading: str, body: Body) -> bool:
    """Whether a note that has a label of its own begins and ends a line."""
    begin, end = reading.rfind("\n", 0, body.start) + 1, reading.find("\n", body.end)
    beside = reading[begin : body.start] + reading[body.end : end if end >= 0 else len(reading)]
    return body.label != tagged.ANY_SIGN and not beside.strip()


def _counts_on(three: Sequence[Body], answered: Collection[int]) -> bool:
    """Whether the second of three notes has the letter between those of the others, which calls lead to."""
    letters = [ord(body.label) if len(body.label) == 1 else 0 for body in three]
    return (
        len(three) == len({*letters}) == 3
        and letters[1] - letters[0] == letters[2] - letters[1] == 1
        and all(body.start in answered and body.family == "token" for body in (three[0], three[2]))
    )


def _of_family(reading: str, family: str, bodies: Sequence[Body]) -> list[MarkerCandidate]:
    """What may be the calls of some notes, in order: of one form, that which most of them have, and signs."""
    labels = {body.label for body in bodies}
    if family == "markdown":
        return [one for one in _matches(reading, "markdown", _MARKDOWN) if one.label in labels]
    if family == "token":
        return [one for one in _matches(reading, "token", _TOKEN) if one.label in labels]
    forms = {name: list(_matches(reading, name, form)) for name, form in _FORMS.items()}
    forms |= {name: list(markers.FAMILIES[name](reading)) for name in ("superscript", "parenthesis", "bare")}
    forms = {name: [one for one in same if one.label in labels] for name, same in forms.items()}
    answered = {name: _answered(same, bodies) for name, same in forms.items()}
    best = max(forms, key=lambda name: (answered[name], name in _FORMS))
    enough = best in _FORMS or answered[best] >= MOST * len(bodies)
    signs = (one for one in _matches(reading, "sign", _SIGN) if one.label in labels)
    return sorted([*(forms[best] if enough else ()), *signs], key=_start)


def _matches(reading: str, family: str, form: re.Pattern[str]) -> Iterator[MarkerCandidate]:
    for match in form.finditer(reading):
        found = match.groupdict()
        label = found["label"] or found.get("alone") or ""
        if tagged.CLOSING.get(found.get("open", ""), "") == found.get("close", ""):
            number = int(label) if label.isdecimal() else 0
            yield MarkerCandidate(match.start(), match.end(), number, label, family, 0.0)


def _answered(calls: Sequence[MarkerCandidate], bodies: Sequence[Body]) -> int:
    """How many notes have a call of their label before them."""
    first: dict[str, int] = {}
    for call in calls:
        first.setdefault(call.label, call.start)
    return sum(1 for body in bodies if first.get(body.label, body.start) < body.start)


def _parted(
    reading: str, calls: Sequence[MarkerCandidate], bodies: Sequence[Body]
) -> tuple[list[MarkerCandidate], list[tuple[MarkerCandidate, Body]]]:
    """The calls in the text, and those inside of notes, each with its note; those that are part of a tag are none."""
    starts = [body.start for body in bodies]
    free: list[MarkerCandidate] = []
    held: list[tuple[MarkerCandidate, Body]] = []
    for call in calls:
        place = bisect_right(starts, call.start) - 1
        body = bodies[place] if place >= 0 else None
        if body is None or call.start >= body.end:
            free.append(call)
        else:
            if call.start >= body.start + tagged.words_at(reading[body.start : body.end]):
                held.append((call, body))
    return free, held


def _linked(reading: str, calls: Sequence[MarkerCandidate], bodies: Sequence[Body]) -> dict[int, int]:
    """Which calls (their indices) lead to which notes (theirs): first those of each group of notes with the calls
    since the group before, then labels that only one call and one note is left of."""
    links: dict[int, int] = {}
    starts = [call.start for call in calls]
    begin = place = 0
    while place < len(bodies):
        end = bisect_left(starts, bodies[place].start)
        last = place + 1
        while last < len(bodies) and bisect_left(starts, bodies[last].start) == end:
            last += 1
        links |= _in_group(reading, calls, range(begin, end), bodies, range(place, last))
        begin, place = end, last
    return links | _only(calls, bodies, links)


def _in_group(
    reading: str, calls: Sequence[MarkerCandidate], some: range, bodies: Sequence[Body], group: range
) -> dict[int, int]:
    """The links between a group of notes and the calls before it (indices)."""
    found = aligned([calls[i].label for i in some], [bodies[i].label for i in group])
    links = {some[call]: group[to] for call, to in found.items()}
    back = {to: call for call, to in links.items()}
    lowest = accumulate((back.get(to, -1) for to in group), max, initial=some.start - 1)
    highest = list(accumulate((back.get(to, some.stop) for to in reversed(group)), min, initial=some.stop))[-2::-1]
    often = Counter(bodies[to].label for to in group)
    by_label: dict[str, list[int]] = {}
    for i in some:
        by_label.setdefault(calls[i].label, []).append(i)
    for to, low, high in zip(group, lowest, highest, strict=False):
        every = by_label.get(bodies[to].label, [])
        same = every[bisect_left(every, low + 1) : bisect_left(every, high)]
        if often[bodies[to].label] == 1 and 0 < len(same) <= MANY:
            near = (i for i in same if not PARTED.search(reading, calls[i].end, calls[same[-1]].start))
            links |= dict.fromkeys(near, to)
    return links


def _only(calls: Sequence[MarkerCandidate], bodies: Sequence[Body], links: Mapping[int, int]) -> dict[int, int]:
    """The links between calls and notes whose label only one of each has that is left, and none other."""
    answered = set(links.values())
    of_calls, of_bodies = (Counter(one.label for one in both) for both in (calls, bodies))
    index_of = {body.label: index for index, body in enumerate(bodies)}
    found: dict[int, int] = {}
    for index, call in enumerate(calls):
        to = index_of[call.label]
        alone = of_calls[call.label] == 1 and to not in answered and call.start < bodies[to].start
        if index not in links and of_bodies[call.label] == 1 and (alone or call.family == "markdown"):
            found[index] = to
    return found


def _inner(
    held: Sequence[tuple[MarkerCandidate, Body]], bodies: Sequence[Body], answered: Collection[int]
) -> Iterator[tuple[MarkerCandidate, Body, Body]]:
    """Calls inside of notes, each with its note and the next behind it of its label that no other call leads to."""
    waiting: dict[str, deque[int]] = {}
    for index, body in enumerate(bodies):
        if index not in answered:
            waiting.setdefault(body.label, deque()).append(index)
    for call, holder in held:
        same = waiting.get(call.label, deque())
        while same and bodies[same[0]].start <= holder.start:
            same.popleft()
        if same:
            yield call, holder, bodies[same.popleft()]


def _start(call: MarkerCandidate) -> int:
    return call.start
