"""What leads to notes below a catchword: a letter in brackets in the text of the page, `[g]` or `[ g ]`.

It is the marker of a note that has its label, if it is the only one on the page; and whatever its letter was read as,
if the words before it are those that the note repeats (*[g] Upon this subject.] The letter was first printed …*, as the
biographical dictionaries of the eighteenth century have it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.stages.notes.under import LABEL, Under

BEFORE: Final = 20
"""Letters before a marker that a note repeats; with fewer, nothing is told."""
REPEATED: Final = 160
"""Letters of a note among which these stand."""
LIKE: Final = 75
"""Per cent alike (rapidfuzz's partial ratio) from which the words before a marker are those that a note repeats."""
_MARKER: Final = re.compile(r"(?:(?<=[^\s\[]) )?\[ ?(?P<letter>[^\s\[\]()]{1,2}) ?\](?!\w)")


@dataclass(frozen=True, slots=True)
class Partner:
    """A marker (offsets) with the note that it leads to; `repeats`: this repeats the words before it."""

    start: int
    end: int
    note: Under
    repeats: bool


def find(reading: str, page: int, notes: Sequence[Under]) -> Iterator[Partner]:
    """The markers of the notes of a page which begins at an offset, in order."""
    own = [note for note in notes if not note.goes_on]
    marks = list(_MARKER.finditer(reading, page, notes[0].start)) if own else []
    near = [(mark, note) for mark in marks for note in own if _repeats(reading, page, mark.start(), note)]
    same = [(mark, note) for mark in marks for note in own if note.label and mark["letter"] == note.label]
    told = list(_alone(near))
    known = {mark.start() for mark, _ in told} | {note.start for _, note in told}
    left = _alone([pair for pair in same if pair[0].start() not in known and pair[1].start not in known])
    found = [*((mark, note, True) for mark, note in told), *((mark, note, False) for mark, note in left)]
    for mark, note, repeats in sorted(found, key=lambda one: one[0].start()):
        yield Partner(mark.start(), mark.end(), note, repeats)


def _alone(pairs: Sequence[tuple[re.Match[str], Under]]) -> Iterator[tuple[re.Match[str], Under]]:
    """The pairs of a mark and a note neither of which is in another."""
    marks = [mark.start() for mark, _ in pairs]
    notes = [note.start for _, note in pairs]
    return (pair for pair in pairs if marks.count(pair[0].start()) == notes.count(pair[1].start) == 1)


def _repeats(reading: str, page: int, mark: int, note: Under) -> bool:
    """Whether a note begins with the words before a mark."""
    from rapidfuzz.fuzz import partial_ratio

    label = LABEL.match(reading, note.start)
    before = _letters(reading[page:mark][-4 * BEFORE :])[-BEFORE:]
    words = _letters(reading[label.end() if label else note.start : note.end][: 2 * REPEATED])[:REPEATED]
    return len(before) == BEFORE and partial_ratio(before, words) >= LIKE


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words.casefold()))
