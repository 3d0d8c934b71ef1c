"""The number of a note that stands behind a blank at the end of a sentence (`of the members 1.`), as text from a PDF
has what was raised a little apart from its word.

Numbers of the text stand so as well. One is a marker only if the last lines of its page, set in from the others, begin
with it; if nothing else on the page, and no list, counts there; and if notes have come as far as its number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from statistics import median_low
from typing import Final

from ecdosis.stages.notes.bodies import Body, body_of
from ecdosis.stages.notes.feet import pages
from ecdosis.stages.notes.lines import NoteLine, indent_of
from ecdosis.stages.notes.markers import MarkerCandidate
from ecdosis.stages.notes.words import words
from ecdosis.stages.words import words as divisions

WORDS: Final = 6
"""Words of the first line of such a note at least: items of lists, headings are shorter."""
LONGEST_WORD: Final = 40
"""Code points of a word before a number that are looked at."""
_MARKER: Final = re.compile(r"(?<=[^\W\d_]{4})(?P<blank> )(?P<number>\d{1,3})(?=[.!?…](?:\s|\Z))")


def find(reading: str, lines: Sequence[NoteLine], bodies: Sequence[Body]) -> Iterator[tuple[MarkerCandidate, Body]]:
    """The notes of pages that have none of `bodies`, each with its marker, in order."""
    noted = Counter(body.number for body in bodies)
    starts = {body.start for body in bodies}
    ranges = pages(lines)
    own = {page: lines[first:end] for page, (first, end) in ranges.items()}
    told = {page: _told(reading, same) for page, same in own.items() if not any(line.start in starts for line in same)}
    for page, pair in told.items():
        following = told.get(page + 1)
        goes_on = pair and following is None and pair[1].number + 1 in {one.number for one in own.get(page + 1, ())}
        if pair and not goes_on and (pair[1].number == 1 or noted[pair[1].number - 1]):
            noted[pair[1].number] += 1
            yield pair


def _told(reading: str, page: Sequence[NoteLine]) -> tuple[MarkerCandidate, Body] | None:
    """The note that ends a page, and the only number on it that may be its marker, if there are such."""
    foot = _foot(reading, page)
    same = [one for one in _marks(reading, page[0].start, foot.start) if one.number == foot.number] if foot else []
    return (same[0], foot) if foot and len(same) == 1 else None


def _foot(reading: str, page: Sequence[NoteLine]) -> Body | None:
    """The note that ends a page, if it has one number and is set in from its lines."""
    last = next((i for i in range(len(page) - 1, -1, -1) if not page[i].blank), 0)
    first = last
    while first > 0 and not page[first].label and not page[first - 1].blank:
        first -= 1
    line = page[first]
    numbered = [one.number for one in page if one.number > 0 and one.family != "sign"]
    beside = {line.number - 1, line.number, line.number + 1}.intersection(numbered)
    if first == 0 or line.family != "bare" or line.words < WORDS or beside != {line.number}:
        return None
    usual = median_low(indent_of(reading, one) for one in page if not one.blank)
    alone = numbered.count(line.number) == 1 and indent_of(reading, line) > usual
    return body_of(line, page[last].end) if alone else None


def _marks(reading: str, start: int, end: int) -> Iterator[MarkerCandidate]:
    """The numbers between two offsets that stand behind a blank and a word that has none of its own."""
    for match in _MARKER.finditer(reading, start, end):
        before = reading[max(start, match.start() - LONGEST_WORD) : match.start()]
        word = "".join(takewhile(str.isalpha, reversed(before)))[::-1]
        if word.islower() and word not in named():
            yield MarkerCandidate(match.start("blank"), match.end(), int(match["number"]), match["number"], "bare", 0.0)


def named() -> Collection[str]:
    """What stands before the number of a thing."""
    return words("labels") | divisions("divisions") | divisions("parts") | divisions("volumes")
