"""Notes: the markers in the running text and the bodies at the foot of pages or the end of chapters are set aside and
linked, before anything looks at the words they are glued to.

`markers` finds what may be a marker, `bodies` what may be a body, `runs` proves numbers by their counting up. A marker
that a body answers needs less proof; a body needs a marker, or the heading *Notes*.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from pipeline.pieces import Aside, Query, Span
from pipeline.repair.notes import bodies, links, markers
from pipeline.repair.notes.bodies import Body, Foot, Line, Series
from pipeline.repair.notes.links import Account, Marker
from pipeline.repair.notes.markers import Candidate
from pipeline.repair.notes.runs import BEGINNING, Run, runs
from pipeline.text import Text

BY: Final = "notes"
ANSWERED: Final = 5.0
"""What a body at the foot of the same page, or below the heading *Notes*, adds to a marker's log odds."""
LISTED: Final = 3.0
"""What a body in any other list or paragraph that counts up adds."""
SIGN: Final = 0.95
"""How sure a sign and its body are: both are needed."""
UNANSWERED: Final = 0.8
"""How sure a body is that no marker leads to."""
ANSWERING = "its label answers a marker before it"
HEADED = "it stands among notes, but no marker leads to it"
DOUBTFUL: Final = 12
"""With more signs than this that nothing answers, they are no markers but ornament or damage, and nobody is asked."""


Place = TypeVar("Place", Body, Candidate)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one reading: markers and bodies, and their links (index of a marker -> index of its body).
    `parts`: where the note of a body (its index) goes on (offsets)."""

    markers: tuple[Marker, ...] = ()
    bodies: tuple[Body, ...] = ()
    links: Mapping[int, int] = field(default_factory=dict)
    parts: tuple[tuple[int, int, int], ...] = ()


def repair(text: Text, language: str = "und") -> tuple[Text, tuple[Query, ...]]:
    """Set the notes of a text and their markers aside. A text whose notes were set aside already is left alone."""
    if any(isinstance(piece, Aside) and piece.by == BY for piece in text.pieces):
        return text, ()
    reading = text.reading
    breaks = [
        offset
        for offset, piece in zip(text.offsets, text.pieces, strict=True)
        if isinstance(piece, Aside) and piece.kind == "page-break"
    ]
    found, asked = find(reading, breaks)
    text, queries = text.set_aside([*_spans(text, found), *asked])
    return labelled(text), queries


def labelled(text: Text) -> Text:
    """A text with the labels of its notes set aside within them."""
    for kind in ("footnote", "endnote"):
        text, _ = text.within(kind, _label)
    return text


def linked(text: Text) -> Text:
    """A text in which each note that no marker leads to is linked with the last marker before it that has its label and
    leads nowhere, if there is one."""
    loose: dict[str, int] = {}
    links: dict[int, int] = {}
    for piece in text.pieces:
        if not isinstance(piece, Aside) or piece.target is not None:
            continue
        if piece.kind == "note-marker":
            loose[piece.label] = piece.at
        elif piece.kind in ("footnote", "endnote") and piece.label in loose:
            marker = loose.pop(piece.label)
            links |= {marker: piece.at, piece.at: marker}
    pieces = (
        replace(piece, target=links[piece.at]) if isinstance(piece, Aside) and piece.at in links else piece
        for piece in text.pieces
    )
    return Text(text.source, pieces)


def find(reading: str, breaks: Sequence[int]) -> tuple[Found, list[Span]]:
    """The notes of a reading whose pages begin at the offsets `breaks`, and what is asked."""
    candidates = markers.candidates(reading)
    if not any(candidates.values()):
        candidates = {}
    lines = bodies.lines(reading, breaks)
    found = _solved(reading, lines, breaks, candidates)
    if found.bodies:  # numbers in the notes themselves have misled the first look
        inside = [(body.start, body.end) for body in found.bodies] + [(a, b) for a, b, _ in found.parts]
        candidates = {family: list(_outside(same, inside)) for family, same in candidates.items()}
        found = _solved(reading, lines, breaks, candidates)
    return found, list(_doubtful(candidates.get("sign", []), found))


def _outside(some: Iterable[Place], inside: Iterable[tuple[int, int]]) -> Iterator[Place]:
    """The candidates or bodies that begin in none of some ranges."""
    ranges = sorted(inside)
    starts = [start for start, _ in ranges]
    for one in some:
        index = bisect_right(starts, one.start) - 1
        if index < 0 or one.start >= ranges[index][1]:
            yield one


def _solved(
    reading: str, lines: Sequence[Line], breaks: Sequence[int], candidates: Mapping[str, list[Candidate]]
) -> Found:
    """The best account of candidates and labelled lines together."""
    every = sorted((c for same in candidates.values() for c in same), key=lambda c: c.start)
    lists = bodies.series(reading, lines)
    feet = _feet(lines, breaks, every, {body.start for one in lists if one.head for body in one.bodies})
    free = set(_apart((body for one in lists for body in one.bodies), (body for foot in feet for body in foot.bodies)))
    series = [one for one in lists if free.issuperset(one.bodies)]
    added = links.support(every, breaks, feet, series, ANSWERED, LISTED)
    account = _account(reading, candidates, added, feet, series, breaks)
    labelled = [] if breaks else bodies.below(lines, [(c.start, c.family, c.label) for c in every])
    led = (body for one in series if one.led for body in one.bodies)
    below = links.below(reading, account, every, _apart(labelled, [*account.bodies, *led]))
    if below:
        added = {**dict.fromkeys((nearest for _, nearest in below), LISTED), **added}
        account = _account(reading, candidates, added, feet, series, breaks)
        free = set(_apart((body for body, _ in below), account.bodies))
        account.below((body, start) for body, start in below if body in free)
    return _without_loose_signs(account, tuple(_parts(reading, lines, feet, account)))


def _account(
    reading: str,
    candidates: Mapping[str, list[Candidate]],
    added: Mapping[int, float],
    feet: Sequence[Foot],
    series: Sequence[Series],
    breaks: Sequence[int],
) -> Account:
    """The markers that are proven if some candidates (by their offset) have added weight, linked with the notes at the
    feet of pages and in lists."""
    weighed = {f: [replace(c, weight=c.weight + added.get(c.start, 0)) for c in candidates[f]] for f in candidates}
    account = Account(_proven(weighed))
    account.feet(feet, breaks)
    account.series(links.kept(reading, series, account.markers))
    return account


def _feet(
    lines: Sequence[Line], breaks: Sequence[int], every: Sequence[Candidate], listed: Container[int]
) -> list[Foot]:
    """The feet of the pages, if the text has pages; notes that begin at the offsets `listed` stand in lists."""
    marked: dict[int, set[tuple[str, str]]] = {}
    for candidate in every:
        marked.setdefault(bisect_right(breaks, candidate.start), set()).add((candidate.family, candidate.label))
    return bodies.feet(lines, marked, listed) if breaks else []


def _apart(some: Iterable[Body], taken: Iterable[Body]) -> list[Body]:
    """The bodies that begin inside none of those that are taken."""
    return list(_outside(some, [(body.start, body.end) for body in taken]))


def _proven(candidates: Mapping[str, Sequence[Candidate]]) -> list[Marker]:
    """The markers, in order: numbers by their runs, signs as they are (they need a body)."""
    proven: list[Marker] = [
        Marker(c, SIGN, "a sign, and a note that begins with it") for c in candidates.get("sign", [])
    ]
    count = 0
    for family, beginning in BEGINNING.items():
        found = runs(candidates.get(family, []), beginning)
        for run in found:
            proven += [Marker(candidate, _certainty(run), _why(run), count) for candidate in run.members]
            count += 1
        if found and family == "bracket":
            proven += _again(candidates[family], found, count - 1)
    return sorted(proven, key=lambda marker: marker.candidate.start)


def _again(candidates: Sequence[Candidate], found: Sequence[Run], last: int) -> Iterator[Marker]:
    """Numbers in brackets that lead to a note once more."""
    members = {candidate.start for run in found for candidate in run.members}
    numbers = {candidate.number for candidate in found[-1].members}
    for candidate in candidates:
        if candidate.start not in members and candidate.number in numbers and candidate.weight >= 3:
            yield Marker(candidate, 0.85, f"number {candidate.number} of the run once more", last)


def _certainty(run: Run) -> float:
    """The probability that belongs to a run's log odds, as a share of members that is likely right."""
    return round(min(0.99, 1 / (1 + math.exp(-1 - run.score / 3))), 2)


def _why(run: Run) -> str:
    first, last = run.members[0], run.members[-1]
    if len(run.members) == 1:
        return f"“{first.label}” has the form of a marker" + ("" if first.family == "fn" else ", and a note answers it")
    return f"one of {len(run.members)} numbers that count up from {first.number} to {last.number}"


def _without_loose_signs(account: Account, parts: tuple[tuple[int, int, int], ...]) -> Found:
    """What was found, without the signs that no note answers."""
    kept = [i for i, m in enumerate(account.markers) if m.candidate.family != "sign" or i in account.links]
    linked = {place: account.links[index] for place, index in enumerate(kept) if index in account.links}
    return Found(tuple(account.markers[i] for i in kept), tuple(account.bodies), linked, parts)


def _parts(
    reading: str, lines: Sequence[Line], feet: Sequence[Foot], account: Account
) -> Iterator[tuple[int, int, int]]:
    """Where notes at the foot of one page go on at that of the next."""
    by_page = {foot.page: foot.bodies for foot in feet}
    index_of = {body.start: index for index, body in enumerate(account.bodies)}
    pages = bodies.pages(lines)
    for page, same in by_page.items():
        if same[-1].start in index_of and page + 1 in pages:
            found = bodies.rest(reading, lines[slice(*pages[page + 1])], same[-1], by_page.get(page + 1, ()))
            if found:
                yield (*found, index_of[same[-1].start])


def _doubtful(signs: Sequence[Candidate], found: Found) -> Iterator[Span]:
    """Questions about signs that look like markers but have no note."""
    known = {marker.candidate.start for marker in found.markers}
    loose = [sign for sign in signs if sign.start not in known]
    if len(loose) <= DOUBTFUL:
        for sign in loose:
            why = "a sign for a note, but there is no note that begins with it"
            yield Span(sign.start, sign.end, "note-marker", BY, 0.5, why, sign.label, safe=False)


def _spans(text: Text, found: Found) -> Iterator[Span]:
    """The spans to set aside, those that belong together pointing to each other."""
    markers = [text.position(marker.candidate.start) for marker in found.markers]
    places = [text.position(body.start) for body in found.bodies]
    back: dict[int, int] = {}
    for leads, to in found.links.items():
        back.setdefault(to, leads)
    for number, marker in enumerate(found.markers):
        one = marker.candidate
        target = places[found.links[number]] if number in found.links else None
        yield Span(one.start, one.end, "note-marker", BY, marker.certainty, marker.why, one.label, target=target)
    for number, body in enumerate(found.bodies):
        target = markers[back[number]] if number in back else None
        sure, why = (found.markers[back[number]].certainty, ANSWERING) if number in back else (UNANSWERED, HEADED)
        kind = "endnote" if body.listed else "footnote"
        yield Span(body.start, body.end, kind, BY, sure, why, body.label, target=target)
    for start, end, index in found.parts:
        why = "the note before has not ended, and this goes on in the midst of a sentence"
        yield Span(start, end, "note-part", BY, 0.85, why, found.bodies[index].label, target=places[index])
    for start in (*(body.start for body in found.bodies), *(start for start, _, _ in found.parts)):
        if rule := bodies.rule_above(text.reading, start):
            yield Span(*rule, "note-rule", BY, 0.95, "a line of its own right above a note")


def _label(text: Text) -> tuple[Text, tuple[Query, ...]]:
    """A note with its label, and the sign that leads back to its marker, set aside within it, if they are not yet."""
    if any(isinstance(piece, Aside) and piece.kind == "note-label" for piece in text.pieces):
        return text, ()
    reading = text.reading
    end, back = bodies.label_end(reading), bodies.back_link(reading)
    spans = [Span(0, end, "note-label", BY, 1.0, "")] if end else []
    if back is not None and back >= end:
        spans.append(Span(back, len(reading.rstrip()), "widget", BY, 0.95, "the sign that leads back to the marker"))
    return text.set_aside(spans)
