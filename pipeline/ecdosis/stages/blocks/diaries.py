"""Diaries: entries headed by their date, in a line alone or at the beginning of a paragraph.

A date at the beginning of a paragraph proves nothing: chapters, chronicles and newspapers have them. A diary has many
in a row, each of the same day as the one before or some days later, text of its own between two of them, and it speaks
of itself: of `I` and `we`, or of the weather. Letters, too, are dated; below their dates they greet somebody, and above
stand heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from ecdosis.model.kinds import DIARY, Kind
from ecdosis.stages.blocks.addressed import addressed
from ecdosis.stages.blocks.days import Day, Written, days_between, entry_day
from ecdosis.stages.blocks.formulas import is_greeting, takes_leave
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

ENTRIES: Final = 6
"""Days in a row from which their entries are those of a diary."""
NEAR: Final = 45
"""Days between two entries at most."""
USUAL: Final = 10
"""The same for most."""
BETWEEN: Final = 40
"""Blocks of an entry at most."""
OWN: Final = 0.4
"""Share of the entries that speak of who writes, or of the weather, at least."""
LETTERS: Final = 0.2
"""Share of the entries that greet somebody or take leave, from which they are letters."""
FEW: Final = 4
"""Words of an entry from which it is one, where its date stands in a line alone."""
KNOWN: Final = 12
"""Entries of a text from which one that stands for itself and has its day in the same form is one, too."""
_MARKS: Final = re.compile(r"[^\w\"'“‘]*")
_WORD: Final = re.compile(r"[^\W\d_]+")
WHY: Final = "one of several entries in a row, each of a later day"
LIKE: Final = "its day has the form of those with which the entries of this diary begin"


@dataclass(frozen=True, slots=True)
class Entry:
    """What may begin an entry: the index of its block, its day, whether the date stands alone."""

    index: int
    day: Day
    alone: bool


def diaries(views: Sequence[View], taken: Proposals) -> Proposals:
    """What begins the entries of diaries, by the index of its block."""
    found = list(_beginnings(views, taken))
    sure = [one for run in _runs(found) if _is_diary(views, run) for one in run]
    forms = {_form(views[one.index].text, one.day) for one in sure if not one.alone}
    known = {one.index for one in sure}
    others = (one for one in found if one.index not in known and not one.alone) if len(sure) >= KNOWN else ()
    like = [one for one in others if _speaks(views[one.index].text) and _form(views[one.index].text, one.day) in forms]
    return {one.index: _proposed(one, WHY) for one in sure} | {one.index: _proposed(one, LIKE) for one in like}


def _proposed(one: Entry, why: str) -> Proposal:
    kind = Kind.DIARY_DATE if one.alone else Kind.DIARY_ENTRY
    return Proposal(kind, BlockRule.DIARY, why, level=1, group=one.index + 1)


def _form(text: str, day: Day) -> tuple[bool, bool, str]:
    """How an entry has its day: whether with that of the week, whether the number comes first, the marks behind it."""
    marks = _MARKS.match(text, day.end)
    return day.weekday > 0, text[day.start].isdigit(), marks[0].strip() if marks else ""


def _beginnings(views: Sequence[View], taken: Proposals) -> Iterator[Entry]:
    """The blocks that begin with the day of an entry; of two lines in a row that are dates the first heads nothing."""
    letters = {index for letter in addressed(views, taken).values() for index, _ in letter.top}
    for index, view in enumerate(views):
        mine = index not in taken or taken[index].type in DIARY  # an editor may have said so of some
        free = mine and index not in letters
        day = entry_day(view.text) if free else None
        if day is None:
            continue
        below = views[index + 1] if index + 1 < len(views) else None
        headed = below is not None and below.words >= FEW and (entry_day(below.text) is None)
        if headed or not day.alone:
            yield Entry(index, day, headed and (day.alone or day.weather))


def _runs(found: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries in a row, each of the day of the one before or a later one, and not much later."""
    run: list[Entry] = []
    written: Written | None = None
    for one in found:
        before = run[-1] if run else None
        if before and written and one.index - before.index <= BETWEEN and 0 <= days_between(written, one.day) <= NEAR:
            run.append(one)
            written = written.then(one.day)
        else:
            yield run
            run, written = [one], Written().then(one.day)
    yield run


def _is_diary(views: Sequence[View], run: Sequence[Entry]) -> bool:
    """Whether entries in a row are those of a diary."""
    written, gaps = Written(), list[int]()
    for one in run:
        gaps += [days_between(written, one.day)] if written.month else []
        written = written.then(one.day)
    if 1 + sum(gap > 0 for gap in gaps) < ENTRIES or median(gaps) > USUAL:
        return False
    texts = [views[a.index : b.index] for a, b in pairwise(run)] + [views[run[-1].index : run[-1].index + 1]]
    letters = sum(any(is_greeting(v) or (not v.prose and takes_leave(v)) for v in text[1:]) for text in texts)
    own = sum(any(_speaks(view.text) for view in text) for text in texts)
    return letters < LETTERS * len(texts) and own >= OWN * len(texts)


def _speaks(text: str) -> bool:
    """Whether a text speaks of who writes it, or of the weather."""
    found = {word.casefold() for word in _WORD.findall(text)}
    return bool(found & (words("first_person") | words("weather")))
