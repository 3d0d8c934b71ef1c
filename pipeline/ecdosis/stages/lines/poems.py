"""Verse inside of notes: lines that are set in, begin with capitals, and end where a poet ends them.

It is told twice from the reading of a note, before its other lines are joined and when it is written: what was found
then stands in lines still, and is found again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.stages.lines.layout import GOING_ON
from ecdosis.stages.lines.signs import Opening, ReadingLine, lines

MANY: Final = 4
"""Lines in a row that no prose begins with capitals by chance, and goes on over."""
LONGEST: Final = 64
"""Characters of a line of verse at most; a hexameter has about 50."""
SET_IN: Final = 2
"""Columns by which verse is set in at least, from the lines of prose of the note."""
WORDS: Final = 3
"""Words of most lines at least: fewer are labels, or bits of a table."""
LEVEL: Final = 2
"""Columns of one level by which a line is set in further than others."""
MOST: Final = 8
"""Levels at most."""
_WORD: Final = re.compile(r"[^\W\d_]+")


class PoemLine(NamedTuple):
    """A line of verse with the blanks before it: offsets of the reading of a note, and by how many levels it is set
    in."""

    start: int
    end: int
    level: int


def poems(reading: str) -> tuple[tuple[PoemLine, ...], ...]:
    """The verse in the reading of a note, stanza by stanza."""
    found = tuple(lines(reading))
    return tuple(map(_lines, _stanzas(reading, found)))


def _stanzas(reading: str, found: tuple[ReadingLine, ...]) -> Iterator[list[ReadingLine]]:
    """The lines in a row that are verse. The first line of a note is prose: it stands beside its sign."""
    edge = min((line.indent for line in found[1:]), default=0)
    alone = len(found) > 1 and (_parted(reading, *found[:2]) or found[0].edge > LONGEST)
    lower = 0 if alone and all(_may_be_verse(line, 0) for line in found[1:]) else edge
    widest = max((line.edge for line in found), default=0)
    stanza: list[ReadingLine] = []
    for line in found[1:]:
        within = _may_be_verse(line, lower)
        if stanza and (not within or _parted(reading, stanza[-1], line)):
            if _is_verse(reading, stanza, widest):
                yield stanza
            stanza = []
        if within:
            stanza.append(line)
    if _is_verse(reading, stanza, widest):
        yield stanza


def _parted(reading: str, a: ReadingLine, b: ReadingLine) -> bool:
    """Whether a blank line stands between two lines."""
    return reading.count("\n", a.end, b.start) > 1


def _may_be_verse(line: ReadingLine, edge: int) -> bool:
    """Whether a line is set in from an edge, and short enough."""
    return line.indent >= edge + SET_IN and line.edge - line.indent <= LONGEST


def _is_loose(stanza: list[ReadingLine], widest: int) -> bool:
    """Whether a line in two had room for the first word of the next, as none of prose has."""
    room = [a.edge + 1 + b.word <= widest for a, b in pairwise(stanza)]
    return 2 * sum(room) >= len(room)


def _is_verse(reading: str, stanza: list[ReadingLine], widest: int) -> bool:
    """Whether lines that are set in are verse: each begins with a capital, though sentences go on over their ends; if
    they are few, the next word had room in some; and none has figures, as references and tables have."""
    texts = [reading[line.first : line.last] for line in stanza]
    worded = sum(len(_WORD.findall(text)) >= WORDS for text in texts)
    return (
        all(line.opening is Opening.UPPER and not line.capitals for line in stanza)
        and any(line.closing in GOING_ON for line in stanza[:-1])
        and (len(stanza) >= MANY or _is_loose(stanza, widest))
        and not any(character.isdigit() for text in texts for character in text)
        and 2 * worded > len(stanza)
    )


def _lines(stanza: list[ReadingLine]) -> tuple[PoemLine, ...]:
    edge = min(line.indent for line in stanza)
    return tuple(PoemLine(line.start, line.last, min((line.indent - edge) // LEVEL, MOST)) for line in stanza)


def kept(reading: str) -> frozenset[int]:
    """The offsets at which lines begin that are not joined with what stands before them: those of verse, and the first
    below it."""
    begins = {line.start for poem in poems(reading) for line in poem}
    after = {b.start for a, b in pairwise(lines(reading)) if a.start in begins}
    return frozenset(begins | after)
