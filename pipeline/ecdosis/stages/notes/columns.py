"""Notes at the foot of columns, where nothing but their numbers parts them from the text above.

A page of several columns is read column by column, so that notes stand in the midst of its text: they begin a line with
their number, which counts up through the whole text, and go on to where the column ends. The marker of each stands
before it on its page, raised in print: the extractor leaves it glued to its word, or behind a blank.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.languages.dates import is_month
from ecdosis.stages.notes.bodies import Body, body_of
from ecdosis.stages.notes.calls import Tagged
from ecdosis.stages.notes.lines import ENDED, NoteLine
from ecdosis.stages.notes.markers import MarkerCandidate
from ecdosis.stages.notes.spaced import named

FEWEST: Final = 4
"""Notes that count up from 1, each with a marker before it, of which a text has so many by no chance."""
LONGEST: Final = 40
"""Lines of a note at most; the longest that we know has 24."""
_BEGINS: Final = re.compile(r"[ \t]*\d{1,3} [\"“‘'«„(]*[^\W\d_a-z]")
"""A number apart from the word that a note begins with."""
_WORD: Final = re.compile(r"[^\W\d_]+$")


def find(reading: str, lines: Sequence[NoteLine], breaks: Sequence[int]) -> Tagged:
    """The notes of a reading that stand at the feet of its columns, with their markers; none if they are too few."""
    if not breaks:
        return Tagged()
    bodies: list[Body] = []
    calls: list[MarkerCandidate] = []
    for index, line in enumerate(lines):
        if line.number != len(bodies) + 1 or line.family != "bare" or not _BEGINS.match(reading, line.start):
            continue
        end = _end(lines, index)
        free = max(calls[-1].end if calls else 0, _page(breaks, line.start))
        marks = [one for one in _marks(reading, free, line.start, line.number) if not _is_in(bodies, one.start)]
        if end is not None and len(marks) == 1:
            bodies.append(body_of(line, lines[end].end))
            calls.append(marks[0])
    if len(bodies) < FEWEST:
        return Tagged()
    parts = tuple(_parts(reading, lines, bodies))
    return Tagged(tuple(bodies), tuple((call, place) for place, call in enumerate(calls)), parts)


def _page(breaks: Sequence[int], offset: int) -> int:
    """Where the page begins on which an offset is."""
    place = bisect_right(breaks, offset)
    return breaks[place - 1] if place else 0


def _line_of(lines: Sequence[NoteLine], offset: int) -> int:
    """The line in which an offset is."""
    return bisect_right(lines, offset, key=lambda line: line.start) - 1


def _is_in(bodies: Sequence[Body], offset: int) -> bool:
    """Whether an offset is inside of a note."""
    return any(body.start <= offset < body.end for body in bodies)


def _end(lines: Sequence[NoteLine], first: int) -> int | None:
    """The last line of a note: that before a blank line or a line with the next number, if it is not too far."""
    note, last = lines[first], first
    for line in lines[first + 1 :]:
        if line.blank or line.page != note.page or (line.family == note.family and line.number == note.number + 1):
            break
        last += 1
    return last if last - first < LONGEST else None


def _marks(reading: str, start: int, end: int, number: int) -> Iterator[MarkerCandidate]:
    """What may be the marker of a note between two offsets: its number behind a word or a mark, glued to it or behind
    a blank, but no number of a thing or a day."""
    form = re.compile(rf"(?<=[^\W\d_]|[)”’]) {number}(?=[\s.,;:!?…])|(?<=[^\W\d_]|[.,;:!?…”’)]){number}(?=\s)")
    for match in form.finditer(reading, start, end):
        line = reading[reading.rfind("\n", 0, match.start()) + 1 : match.start()]
        word = _WORD.search(line)
        before = word[0].casefold() if word else ""
        if before in named() or is_month(before) or line.rstrip()[-2:-1].isdigit():
            continue
        yield MarkerCandidate(match.start(), match.end(), number, str(number), "bare", 0.0, before)


def _parts(reading: str, lines: Sequence[NoteLine], bodies: Sequence[Body]) -> Iterator[tuple[int, int, int]]:
    """Where notes that have not ended go on at the foot of the next column (offsets, index of the note): right above
    the next note, from a line that begins with a small letter behind the end of a sentence."""
    for index, (body, following) in enumerate(pairwise(bodies)):
        if ENDED.search(reading, body.start, body.end) or not reading[body.end : following.start].strip():
            continue
        stop = _line_of(lines, following.start)
        for first in range(stop - 1, max(0, stop - LONGEST), -1):
            above = lines[first - 1]
            if lines[first].blank or above.blank or above.start < body.end:
                break
            if reading[lines[first].start].islower() and ENDED.search(reading, above.start, above.end):
                yield lines[first].start, lines[stop - 1].end, index
                break
