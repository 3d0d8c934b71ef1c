"""Lists of notes at the end of a chapter or the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecdosis.stages.notes.bodies import Body, body_of
from ecdosis.stages.notes.lines import ENDED, HEADING, NoteLine, is_heading, is_sentence, last_text, text_below
from ecdosis.stages.notes.words import words
from ecdosis.stages.words import words as divisions

BETWEEN: Final = 25
"""Lines of one note at most: beyond, the next label is that of something else."""
LONGEST: Final = 150
"""Lines of one note below the heading *Notes* at most, if the next number in brackets stands behind it."""
_OF_CHAPTER: Final = re.compile(r"(?P<head>[^\W\d_]+) (?:[^\W\d_]{1,4} )?(?P<division>[^\W\d_]+) [\w. ]{1,40}")
"""*Notes to Chapter II*, *Anmerkungen zu Kapitel 2*."""
FIRSTS: Final = (0, 1)
"""Numbers with which a series begins."""
NAMES: Final = 4
"""Headings at most that stand together above a list."""
PARTED: Final = 0.25
"""Share of the notes of a list that have several paragraphs at most."""


@dataclass(frozen=True, slots=True)
class Series:
    """Bodies whose labels count up; `head` is the heading above them if it says *Notes* (small letters, else empty).
    `led`: what stands before them leads to a list, or they are questions. `follows`: running text stands below.
    `names`: the other headings right above them, which may name a chapter; `inherited`: the heading that says *Notes*
    stands above a list before this one, and only such names between."""

    bodies: tuple[Body, ...]
    head: str = ""
    led: bool = False
    follows: bool = False
    names: tuple[str, ...] = ()
    inherited: bool = False

    @property
    def start(self) -> int:
        """The offset at which the first body begins."""
        return self.bodies[0].start

    @property
    def is_alone(self) -> bool:
        """Whether it is a single note without a heading."""
        return len(self.bodies) == 1 and not self.head


def find(reading: str, found: Sequence[NoteLine]) -> list[Series]:
    """The series of labelled lines that count up by one, in order; a single one counts below a heading, or where its
    label is in brackets, as that of a marker is."""
    runs: list[tuple[list[int], str]] = [([], "")]  # each with its heading; the first is none
    above: list[int] = []  # the lines since the last labelled one and its continuation
    last = -1
    for index, line in enumerate(found):
        if line.blank:
            continue
        run, before = runs[-1]
        if counts_on(line):
            head = _head(reading, found, last, above, before)
            near = (
                bool(run) and _is_near(reading, found, run[-1], index, before) and not _is_parted(reading, found, above)
            )
            if near and not head and _follows(found[run[-1]], line):
                run.append(index)
            elif head or not near or line.number in FIRSTS or _begins_apart(found[run[-1]], line):
                runs.append(([index], head))
            above = []
        elif above[-1:] == [index - 1] or (line.after_blank and not _turns(reading, found, last, index)):
            above.append(index)
        last = index
    parts = (part for run, head in runs[1:] for part in _parts(found, run, head))
    return [
        _series(reading, found, run, head) for run, head in parts if len(run) > 1 or head or _is_alone(found[run[0]])
    ]


def _is_alone(line: NoteLine) -> bool:
    """Whether a labelled line may be a note that is alone below its section."""
    return line.family == "bracket" and line.after_blank


def _begins_apart(before: NoteLine, line: NoteLine) -> bool:
    """Whether a labelled line that does not follow the one before begins a list of its own: it may be a note alone, and
    its label is in another form, or higher than the next."""
    return _is_alone(line) and (before.family != line.family or line.number > before.number)


def _is_near(reading: str, found: Sequence[NoteLine], label: int, index: int, head: str) -> bool:
    """Whether a labelled line may be the next of a list after another (`label`). Below the heading *Notes* a note may
    be long, if the next number in brackets stands behind it, and not between, as in the text of another chapter."""
    if index - label <= BETWEEN:
        return True
    line, before = found[index], found[label]
    between = reading[before.start : line.start]
    next_ = line.family == before.family == "bracket" and line.number == before.number + 1
    return bool(head) and next_ and index - label <= LONGEST and f"[{line.label}]" not in between


def _parts(found: Sequence[NoteLine], run: list[int], head: str) -> Iterator[tuple[list[int], str]]:
    """A run that has a heading, or those parts of one in which nothing else stands between."""
    return ((part, head) for part in ([run] if head else _contiguous(found, run)))


def counts_on(line: NoteLine) -> bool:
    """Whether a line has a number and words behind it."""
    return line.number >= 0 and line.family != "sign" and line.words > 1


def _is_parted(reading: str, found: Sequence[NoteLine], above: Sequence[int]) -> bool:
    """Whether a heading is among some lines."""
    return any(is_heading(reading, found, index) for index in above)


def _follows(line: NoteLine, following: NoteLine) -> bool:
    """Whether the label of a line counts on from that of another; one between them may be lost."""
    return line.family == following.family and 1 <= following.number - line.number <= 2


def _turns(reading: str, found: Sequence[NoteLine], last: int, index: int) -> bool:
    """Whether a line at the head of a page goes on in the sentence of the page before (`last`: its last line)."""
    if last < 0 or found[index].page != found[last].page + 1:
        return False
    return ENDED.search(reading[found[last].start : found[last].end]) is None


def _head(reading: str, found: Sequence[NoteLine], last: int, above: Sequence[int], before: str) -> str:
    """The heading *Notes* that is the line before a labelled one (`last`), or stands there above the names of a chapter
    and its parts (`above`: the lines before it that are none of the list before); the heading of the list `before` if
    nothing but such names part this list from it."""
    if last >= 0 and is_notes(reading[found[last].start : found[last].end]):
        return _bared(reading[found[last].start : found[last].end])
    names = _names(reading, found, above) if above[-1:] == [last] else []
    texts = (_bared(reading[found[i].start : found[i].end]) for i in reversed(names))
    notes = next((text for text in texts if is_notes(text)), "")
    return notes or (before if names and len(names) == len(above) else "")


def _names(reading: str, found: Sequence[NoteLine], above: Sequence[int]) -> list[int]:
    """The headings that are the last of some lines."""
    names: list[int] = []
    for index in reversed(above[-NAMES:]):
        one_of_two = (
            bool(names) and names[0] == index + 1 and not is_sentence(reading[found[index].start : found[index].end])
        )
        if not (one_of_two and found[index].words <= HEADING) and not is_heading(reading, found, index):
            break
        names.insert(0, index)
    return names


def _contiguous(found: Sequence[NoteLine], run: Sequence[int]) -> Iterator[list[int]]:
    """A run of labelled lines, divided where other paragraphs stand between two of them, unless that is the exception
    (notes of several paragraphs)."""
    parted = [any(line.after_blank and not line.blank for line in found[a + 1 : b]) for a, b in pairwise(run)]
    if sum(parted) <= PARTED * len(parted):
        yield list(run)
        return
    start = 0
    for place, is_parted in enumerate([*parted, True], start=1):
        if is_parted:
            yield list(run[start:place])
            start = place


def _series(reading: str, found: Sequence[NoteLine], run: Sequence[int], head: str) -> Series:
    """The series that some labelled lines make."""
    members = tuple(_bodies(reading, found, run))
    above = next((i for i in range(run[0] - 1, -1, -1) if not found[i].blank), None)
    colon = above is not None and found[above].leads
    asks = sum(1 for body in members if reading[body.start : body.end].rstrip().endswith("?"))
    below = next(
        (i for i in range(run[-1], len(found)) if found[i].start > members[-1].end and not found[i].blank), None
    )
    follows = below is not None and not is_heading(reading, found, below)
    names, inherited = _above(reading, found, run[0])
    return Series(
        members, head, not head and (colon or 2 * asks > len(members) > 1), follows, names, bool(head) and inherited
    )


def _above(reading: str, found: Sequence[NoteLine], first: int) -> tuple[tuple[str, ...], bool]:
    """The names right above the first line of a list, and whether the heading *Notes* is not among them."""
    lines = [i for i in range(first - 1, max(-1, first - 4 * NAMES), -1) if not found[i].blank][:NAMES]
    texts: list[str] = []
    for index in reversed(_names(reading, found, lines[::-1])):
        text = reading[found[index].start : found[index].end].strip()
        if is_notes(text):
            named = [text] if _OF_CHAPTER.fullmatch(_bared(text)) else []
            return (*named, *texts), False
        texts.insert(0, text)
    return tuple(texts), True


def is_notes(line: str) -> bool:
    """Whether a line is a heading that says *Notes*, or *Notes to Chapter II*."""
    text = _bared(line)
    if text in words("heads"):
        return True
    match = _OF_CHAPTER.fullmatch(text)
    return match is not None and match["head"] in words("heads") and match["division"] in divisions("divisions")


def _bared(line: str) -> str:
    return line.strip(" \t.:*_#-").casefold()


def _bodies(reading: str, found: Sequence[NoteLine], run: Sequence[int]) -> Iterator[Body]:
    """The bodies of a series: each goes to the next."""
    several = any(_text_lines(found, a, b) > 1 for a, b in pairwise(run))
    for index, following in pairwise(run):
        yield body_of(found[index], found[last_text(found, index, following)].end, listed=True)
    yield body_of(found[run[-1]], found[_last_line(reading, found, run[-1], several=several)].end, listed=True)


def _last_line(reading: str, found: Sequence[NoteLine], index: int, *, several: bool) -> int:
    """The last line of the last body of a series: that before a blank line, if bodies may have several lines or its
    sentence goes on; on the next page, if its sentence goes on there with a small letter."""
    end = text_below(reading, found, index) or index
    while end + 1 < len(found) and not found[end + 1].blank:
        if not several and ENDED.search(reading[found[end].start : found[end].end]):
            return end
        end += 1
    while (place := _goes_on(reading, found, end)) is not None:
        end = place
        while end + 1 < len(found) and not found[end + 1].blank:
            end += 1
    return end


def _goes_on(reading: str, found: Sequence[NoteLine], end: int) -> int | None:
    """The first line of the next page, if the sentence of line `end` goes on there with a small letter."""
    if ENDED.search(reading[found[end].start : found[end].end]):
        return None
    place = next((i for i in range(end + 1, len(found)) if not found[i].blank), None)
    if place is None or found[place].page != found[end].page + 1:
        return None
    return place if reading[found[place].start : found[place].end].lstrip()[0].islower() else None


def _text_lines(found: Sequence[NoteLine], start: int, end: int) -> int:
    return sum(1 for line in found[start:end] if not line.blank)
