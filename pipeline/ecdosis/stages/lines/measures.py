"""How far full lines reach: measured from lines that plainly run on, of one size of type or of several."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

FITTING: Final = 0.1
"""Share of the lines that run on which would still reach less far with the next word than half of them do without: 2
to 6 % in books of prose, 13 % and more in verse whose lines vary by five characters or more."""
EVEN: Final = 0.1
"""Share of their median by which half of the reaches of wide lines of prose differ at most, however many letters a line
of proportional type holds (a PDF file's: 5 to 10 %); verses differ by 12 % and more..."""
WIDE: Final = 70
"""... and none of usual metres reach so many columns: hexameters reach 51, with the next word."""
PAUSING: Final = 0.25
"""Share of the lines that run on which end with a comma: about 10 % in books of prose, more than 30 % in verse."""
MANY: Final = 60
"""Lines of which so many pausing as those of verse are no chance: whatever they reach, they are none of prose. In 75
books of prose at most 20 % of the lines that run on end with a comma, in hexameters 39 %, in terza rima 54 %."""
ANOTHER: Final = 1.08
"""Times the reach of lines in one size of type from which lines are of another. The reach of a few lines together is
within some hundredths of that of any others of their size."""
STRAGGLERS: Final = 40
"""Of so many lines one may lie in such a gap."""
FEW: Final = 6
"""Lines that run on from which a size of type has a measure of its own."""
NARROWEST: Final = 20
"""Columns of the narrowest lines of prose; a column of a newspaper has 25 and more."""
DOUBLE: Final = (1.2, 1.6, 3.3)
"""Times the usual reach up to which a line is one, and from which, and to which, it is two or three: what reads a PDF
file makes one of them where it undoes the hyphen at their ends."""
BETWEEN: Final = 0.1
"""Share of the lines that reach neither as far as one nor as two, at most."""
SINGLE: Final = 0.6
"""Share of the lines that run on which are one line at least, where others are two: some 15 % end with a hyphen."""
MOST: Final = 0.75
"""Share of the characters that lines of prose have among all which run on; the rest are labels in figures, code,
titles."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How far lines reach, counted with the next line's first word, which did not fit (columns).

    `full`: nine of ten lines that run on reach it; `usual`: half of them do.
    """

    full: int
    usual: int


class Filled(NamedTuple):
    """A line that runs on: how far it and those next to it reach with the next word (columns, their median), how far it
    does itself, how far without that word, whether it pauses there, and whether its passage has stood before."""

    around: int
    reach: int
    edge: int
    pause: bool
    again: bool = False


def measured(filled: Sequence[Filled], least: int) -> Measure | None:
    """The measure of some lines that run on; None if there are too few, or if they are no lines of prose: in these the
    next word did not fit, in verse and lists it often would have, and they end with a comma more often."""
    filled = _single(filled)
    if len(filled) < least:
        return None
    reaches = sorted(line.reach for line in filled)
    edges = sorted(line.edge for line in filled)
    count = len(filled)
    half = reaches[count // 2]
    fitting = bisect_left(reaches, edges[count // 2]) - FITTING * count
    pausing = pauses(filled)
    if pausing and many(filled):
        return None
    even = half >= WIDE and reaches[3 * count // 4] - reaches[count // 4] <= EVEN * half
    if fitting > (0 if pausing else 2.5 * math.sqrt(FITTING * (1 - FITTING) * count)) and not (even and not pausing):
        return None
    if reaches[count // 4] < 0.75 * reaches[-1 - count // 10]:
        return None
    return Measure(max(reaches[count // 12] - 1, round(0.8 * half)), half)


def _single(filled: Sequence[Filled]) -> Sequence[Filled]:
    """Some lines that run on without those that are two; all of them if none plainly are."""
    if not filled:
        return filled
    usual = sorted(line.reach for line in filled)[int(SINGLE * len(filled) / 2)]
    single = [line for line in filled if line.reach <= DOUBLE[0] * usual]
    several = [line for line in filled if DOUBLE[1] * usual <= line.reach <= DOUBLE[2] * usual]
    between = len(filled) - len(single) - len(several)
    plain = len(single) >= SINGLE * len(filled) and between <= BETWEEN * len(filled)
    return single if several and plain else filled


def pauses(filled: Sequence[Filled]) -> bool:
    """Whether some lines that run on pause at their ends as often as those of verse do."""
    return sum(line.pause for line in filled) > PAUSING * len(filled)


def many(filled: Sequence[Filled]) -> bool:
    """Whether some lines are so many that how often they pause is no chance. A passage that comes again (a form, a
    text pasted twice) says nothing new."""
    return sum(not line.again for line in filled) >= MANY


def sizes(filled: Sequence[Filled], least: int) -> tuple[Measure, ...]:
    """The measures of some lines that run on, from the widest: one, or more if they plainly are of several sizes of
    type (text and small print, text and quotations); none if they are no lines of prose. `least`: how many it takes."""
    whole = measured(filled, least)
    groups = [group for group in _parted(sorted(filled)) if len(group) >= FEW]
    if whole and len(groups) < 2:
        return (whole,)
    found = [(g, m) for g in groups if (m := measured(g, FEW)) and m.usual >= NARROWEST]
    of_prose = sum(line.edge for group, _ in found for line in group)
    if len(filled) >= least and of_prose >= MOST * sum(line.edge for line in filled):
        return tuple(measure for _, measure in reversed(found))
    return (whole,) if whole else ()


def _parted(filled: Sequence[Filled]) -> Iterator[Sequence[Filled]]:
    """Lines, from those that reach least with their neighbours, in groups between which there is a gap."""
    slack = len(filled) // STRAGGLERS
    gaps = (
        (filled[place + slack].around / max(1, filled[place - 1 - slack].around), place)
        for place in range(1 + slack, len(filled) - slack)
    )
    gap, place = max(gaps, default=(0.0, 0))
    if gap < ANOTHER:
        yield filled
        return
    yield from _parted(filled[:place])
    yield from _parted(filled[place:])
