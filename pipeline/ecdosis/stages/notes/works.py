"""Lists of works by number, and the numbers in brackets that cite them: `[2, 3]`, `[4–6]`, `[3, p. 14]`.

These are no notes: a work is cited again, several are cited together, and readers read the number. A list is told by
its heading, by numbers from 1 without a gap, and by the text: no number in brackets is higher, and some are cited
again, together or out of order. Where they come once each in order, they may be notes, and are left to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecdosis.languages.dates import YEAR
from ecdosis.model.document import Stated
from ecdosis.model.kinds import Kind
from ecdosis.model.text import Text
from ecdosis.stages.notes.rules import NoteRule
from ecdosis.stages.words import words

FEWEST: Final = 3
"""Works of a list at least."""
LONGEST: Final = 12
"""Lines of a work at most."""
WORKS: Final = 0.6
"""Share of the entries that look like works, at least."""
CITED: Final = 0.5
"""Share of the works that the text cites, at least."""
BY: Final = "notes"
_LINE: Final = re.compile(r"(?m)^.*\S.*$")
_NUMBERED: Final = re.compile(r"[#*\s]*(?:(?:\d{1,2}|[IVX]{1,5})\.?\s+)?(?P<name>.+?)[\s.:*#]*")
"""A heading, with or without its number."""
_LABEL: Final = re.compile(r"\s*(?:\[(?P<bracket>\d{1,3})\]|(?P<dot>\d{1,3})\.)\s+(?=\S)")
_CITATION: Final = re.compile(
    r"(?<![^\s(\[“\"'’”—–])\[(?P<said>\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*)"
    r"(?:,\s*(?:pp?\.|S\.|ch|sec|§|fig|tab|th|vol)[^\[\]\n]{0,40})?\](?![\w:(])",
    re.IGNORECASE,
)
_INTERVAL: Final = re.compile(r"(?:intervals?|ranges?|segments?|values?|[∈=×⊂<>^])\s*$", re.IGNORECASE)
"""What stands before two numbers in brackets that are the ends of an interval."""
_WORK: Final = re.compile(rf"{YEAR}|[“«\"„].+[”»\"“]|\bpp?\.?\s?\d|https?://")
"""What a work has: a year, a title in quotation marks, pages, an address."""
_PARTS: Final = re.compile(r"\d+|[–—-]")


@dataclass(frozen=True, slots=True)
class Citation:
    """Numbers in brackets: offsets from and to, and the numbers, each with its own offsets. `cites`: these, and of a
    range those between."""

    start: int
    end: int
    numbers: tuple[tuple[int, int, int], ...]
    cites: frozenset[int]


@dataclass(frozen=True, slots=True)
class Works:
    """A list of works by number: the offsets of each, in order, and what cites them."""

    entries: tuple[tuple[int, int], ...] = ()
    citations: tuple[Citation, ...] = ()

    def blanked(self, reading: str) -> str:
        """A reading with blanks for the list and what cites it, but for line ends."""
        spans = sorted([*self.entries, *((one.start, one.end) for one in self.citations)])
        out, last = [], 0
        for start, end in spans:
            out += [reading[last:start], re.sub(r"[^\n]", " ", reading[start:end])]
            last = end
        return "".join(out) + reading[last:]


NONE: Final = Works()
"""No list of works by number."""


def find(reading: str) -> Works:
    """The list of works by number of a reading, if it has one, and what cites them; none of both if it is not sure."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(reading)]
    for index, (start, end) in enumerate(lines):
        name = _NUMBERED.fullmatch(reading, start, end)
        if name and name["name"].casefold() in words("bibliographies"):
            entries = _entries(reading, lines[index + 1 :])
            citations = tuple(_citations(reading, entries)) if len(entries) >= FEWEST else ()
            looks = sum(_WORK.search(reading, a, b) is not None for a, b in entries)
            if looks >= WORKS * len(entries) and _is_cited(citations, len(entries)):
                return Works(entries, citations)
    return NONE


def _entries(reading: str, lines: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The entries that count up from 1 in the lines below a heading. The last ends at a blank line."""
    found: list[tuple[int, int]] = []
    form, last = "", 0
    for index, (start, end) in enumerate(lines):
        label = _LABEL.match(reading, start, end)
        counts = label is not None and int(label[label.lastgroup or 0]) == len(found) + 1
        if label and counts and form in ("", label.lastgroup):
            form, last = label.lastgroup or "", index
            found.append((start + len(label[0]) - len(label[0].lstrip()), end))
        elif not found or index - last >= LONGEST:
            break
        elif _is_adjacent(reading, lines[last : index + 1]) or _is_next(
            reading, lines[index + 1 : last + LONGEST], form, len(found) + 1
        ):
            found[-1] = (found[-1][0], end)
        else:
            break
    return tuple(found)


def _is_adjacent(reading: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether no blank line stands between some lines."""
    return all(reading.count("\n", end, start) == 1 for (_, end), (start, _) in pairwise(lines))


def _is_next(reading: str, lines: Sequence[tuple[int, int]], form: str, number: int) -> bool:
    """Whether one of some lines begins with a number."""
    labels = (_LABEL.match(reading, start, end) for start, end in lines)
    return any(label and label.lastgroup == form and int(label[form]) == number for label in labels)


def _citations(reading: str, entries: Sequence[tuple[int, int]]) -> Iterator[Citation]:
    """The numbers in brackets before and behind the list."""
    for match in _CITATION.finditer(reading):
        if entries[0][0] <= match.start() < entries[-1][1]:
            continue
        parts = list(_PARTS.finditer(reading, *match.span("said")))
        numbers = [(int(part[0]), *part.span()) for part in parts if part[0].isdecimal()]
        if any(number == 0 for number, _, _ in numbers) or (len(numbers) > 1 and _is_interval(reading, match.start())):
            continue
        cites = {number for number, _, _ in numbers}
        for before, sign, after in zip(parts, parts[1:], parts[2:], strict=False):
            if not sign[0].isdecimal():
                cites |= set(range(int(before[0]), int(after[0]) + 1))
        yield Citation(match.start(), match.end(), tuple(numbers), frozenset(cites))


def _is_interval(reading: str, start: int) -> bool:
    return _INTERVAL.search(reading, max(0, start - 12), start) is not None


def _is_cited(citations: Sequence[Citation], count: int) -> bool:
    """Whether citations are those of a list of so many works, and no markers of notes."""
    order = [number for one in citations for number, _, _ in one.numbers]
    cited = frozenset[int]().union(*(one.cites for one in citations))
    once = all(len(one.numbers) == 1 for one in citations) and all(a < b for a, b in pairwise(order))
    return bool(cited) and max(cited) <= count and len(cited) >= CITED * count and not once


def stated(text: Text, works: Works) -> Iterator[Stated]:
    """The works as entries of a list, and each number that cites one as a link to it, at positions of the source."""
    places = [text.position(start) for start, _ in works.entries]
    for place, (_, end) in zip(places, works.entries, strict=True):
        yield Stated(place, text.position_after(end), Kind.ENTRY, NoteRule.WORK, NoteRule.WORK.what, BY, group=1)
    for citation in works.citations:
        for number, start, end in citation.numbers:
            why = f"a number in brackets, and work {number} of the list"
            span = text.position(start), text.position_after(end)
            yield Stated(*span, Kind.LINK, NoteRule.CITES, why, BY, target=f"#w{places[number - 1]}")
