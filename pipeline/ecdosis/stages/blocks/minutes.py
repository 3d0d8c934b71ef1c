"""Minutes of a meeting: who is present, what is moved and resolved, what is said, below a heading that says so.

Only where a paragraph says who is present is what stands below such a heading taken for minutes; a speaker is told by
the name with which a paragraph begins, in capitals or with a title, as long as two or more speak.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.persons import is_name
from ecdosis.stages.words import words

HEADING: Final = 14
"""Words of the heading of minutes at most."""
NEAR: Final = 8
"""Blocks below the heading among which one says who is present."""
SPEECHES: Final = 3
"""Paragraphs at least that begin with the names of those who speak..."""
SPEAKERS: Final = 2
"""... and different names among these."""
_TITLE: Final = (
    r"(?:the|mr|mrs|miss|ms|dr|rev|prof|capt|col|gen|sir|lord|lady|hon|herr|frau|m|mme|sig|sr|sra|г|т)\b\.?\s"
)
_SPEAKER: Final = re.compile(
    rf"(?P<name>(?i:{_TITLE})*(?:[A-ZÀ-ÖØ-ÞА-ЯЁ][A-ZÀ-ÖØ-ÞА-ЯЁ.'’-]+)(?:\s[A-ZÀ-ÖØ-ÞА-ЯЁ][A-ZÀ-ÖØ-ÞА-ЯЁ'’-]+){{0,3}}"
    rf"|(?i:{_TITLE})+[A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’-]+(?=\s?:))"
    r"(?P<mark>\.?\s?(?:[—–]|--)|[.:])\s*(?=[\"'“‘«(]?\w)"
)
_NUMBER: Final = re.compile(r"\(?(\d{1,3})[.)]\s+\S")
_NUMBERED: Final = re.compile(r"^\(?\d{1,3}[.)]\s+")
_OWN_NUMBER: Final = re.compile(
    r"\s(?:(?:no|nr|n[°º]|№)\.?\s?)?(?:\d[\d/.–-]{0,9}|[IVXLC]{1,6})\s?[.:)—–-]+\s?\S", re.IGNORECASE
)
_BEHIND: Final = re.compile(r"\s?[,(:;]\s?|\s[–—-]\s")
"""What parts a name from an office."""
PERSONS: Final = 2
"""Names below a line that says who is present at least."""
OFFICE: Final = 8
"""Words of an office behind a name at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of minutes: where it begins, what it is, where the words behind the name of who speaks do (offsets);
    with which others it is one list."""

    start: int
    kind: str
    spoken: int = 0
    group: int = 0


def minutes(views: Sequence[View]) -> tuple[Part, ...]:
    """The parts of the minutes of meetings in a text."""
    return tuple(part for head, view in enumerate(views) if _heads(view.text) for part in _parts(views, head))


def proposals(views: Sequence[View], found: Sequence[Part]) -> Proposals:
    """What the paragraphs of minutes are."""
    starts = [view.start for view in views]
    rule = BlockRule.MINUTES
    proposed: Proposals = {}
    for part in found:
        index = bisect_left(starts, part.start)
        proposed[index] = Proposal(part.kind, rule, rule.what, group=part.group or index + 1)
        if part.kind == Kind.SPEAKER:
            proposed[index + 1] = Proposal("p", rule, rule.what, group=index + 1)
    return proposed


def _heads(text: str) -> bool:
    """Whether a line is the heading of minutes."""
    bare = " ".join(text.strip(" .:*_#[]—–-").casefold().split())
    return len(bare.split()) <= HEADING and any(
        bare == name or bare.startswith(f"{name} ") for name in words("minutes")
    )


def _parts(views: Sequence[View], head: int) -> Iterator[Part]:
    """The parts of the minutes below a heading, up to the next."""
    end = next((i for i in range(head + 2, len(views)) if _ends(views[i])), len(views))
    near = range(head + 1, min(head + 1 + NEAR, end))
    if not any(_begins(views[i].text, "attendance", ":") or _names(views, i, end) for i in near):
        return
    spoken = {i: match for i in range(head + 1, end) if (match := _SPEAKER.match(views[i].text))}
    if len(spoken) < SPEECHES or len({match["name"] for match in spoken.values()}) < SPEAKERS:
        spoken = {}
    yield from _dates(views, head, end)
    listed = _listed(views, head, end)
    group = last = -2
    for index in range(head + 1, end):
        view = views[index]
        if match := spoken.get(index):
            yield Part(view.start, Kind.SPEAKER, view.start + match.end())
        elif index in listed:
            yield Part(view.start, Kind.ITEM, group=listed[index])
        elif _is_motion(view.text):
            yield Part(view.start, Kind.MOTION)
        elif _NUMBER.match(view.text):
            group = group if last == index - 1 else index + 1
            last = index
            yield Part(view.start, Kind.ITEM, group=group)
        elif _begins(view.text, "attendance", ": ") or index + 1 in listed:
            yield Part(view.start, Kind.ATTENDANCE)


def _listed(views: Sequence[View], head: int, end: int) -> dict[int, int]:
    """The paragraphs that name those present, or absent, one by one below a line that says so, each with its list."""
    found = [_names(views, index, end) for index in range(head + 1, end)]
    if any(found):  # then one name alone below another such line is a list, too
        found = [_names(views, index, end, 1) for index in range(head + 1, end)]
    return {index: names.start + 1 for names in found for index in names}


def _names(views: Sequence[View], index: int, end: int, least: int = PERSONS) -> range:
    """The paragraphs below a line that says no more than that somebody is present, or absent, as long as they are
    names, each alone or with an office: so many at least."""
    if views[index].text.strip("_*= .:").casefold() not in words("attendance"):
        return range(0)
    last = index + 1
    while last < end and _is_person(views[last].text):
        last += 1
    return range(index + 1, last) if last - index > least else range(0)


def _is_person(text: str) -> bool:
    """Whether a line is a name, with what stands behind a comma, a dash or in brackets."""
    name, *office = _BEHIND.split(text.strip(" .;"), maxsplit=1)
    short = len(" ".join(office).split()) <= OFFICE
    alone = name.strip("_*= .:").casefold() not in words("attendance")
    return short and alone and is_name(re.sub(r"^the\s", "", name.strip(), flags=re.IGNORECASE))


def _is_motion(text: str) -> bool:
    """Whether a paragraph says what is moved or resolved, also behind a number; behind the name of a motion stands its
    own number, or a colon."""
    noun = next((name for name in words("resolutions") if text.casefold().startswith(f"{name} ")), "")
    return bool(_OWN_NUMBER.match(text, len(noun))) if noun else _begins(_NUMBERED.sub("", text), "motions", ": ,")


def _dates(views: Sequence[View], head: int, end: int) -> Iterator[Part]:
    """The lines right below the heading that say where and when: those of no letter."""
    for view in views[head + 1 : end]:
        if view.prose or dated(view.text) is None:
            return
        yield Part(view.start, Kind.DATE)


def _begins(text: str, name: str, marks: str) -> bool:
    """Whether a paragraph begins with one of some words, and one of some marks stands behind it."""
    bare = text.lstrip("_*= ").casefold()
    behind = (bare[len(one) :].lstrip("_*=")[:1] for one in words(name) if bare.startswith(one))
    return any(mark and mark in marks for mark in behind)


def _ends(view: View) -> bool:
    """Whether the heading of something else stands here."""
    return view.text.isupper() and 1 < view.words <= HEADING and view.above > 0 and not view.adjacent
