"""Numbers of notes that were misread: `l2` for 12, `I` for 1, `1O` for 10, in markers and in labels.

A letter that looks like a digit proves nothing. It is read as one only where just this number is missing: a label
between those before and behind it, a marker where a note waits for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from pipeline.repair.notes.again import STRONG
from pipeline.repair.notes.lines import Line
from pipeline.repair.notes.lists import BETWEEN, is_notes
from pipeline.repair.notes.markers import Candidate

DIGITS: Final[Mapping[str, str]] = {
    "l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "O": "0", "o": "0", "Z": "2", "z": "2", "S": "5", "s": "5",
    "b": "6", "B": "8", "g": "9", "q": "9",
}  # fmt: skip
"""Letters that OCR engines read for digits (the confusions that every study of OCR errors lists first)."""
_TOKEN: Final = r"[\dlIi|!OoZzSsbBgq]{1,3}"
_BARE: Final = rf"(?<=[.,;:!?…”’\"'»)\]])(?P<bare>{_TOKEN})(?=\s|$|[A-ZА-Я“„«])(?!\s+[a-zа-я])"
_MARKER: Final = re.compile(rf"{_BARE}|(?<=\S) ?\[(?P<bracket>{_TOKEN})\](?!\w)")
_LABEL: Final = re.compile(
    rf"[ \t]*(?:\[(?P<bracket>{_TOKEN})\]|(?P<bare>{_TOKEN})(?P<stop>[.)])?)[ \t]+(?=[^\W\d_]|[“\"‘'«„(])"
)
_LIKE_ONE: Final = re.compile(r"[lI|]+[lI|O]*")
"""Letters alone that may be a number."""


def number(token: str) -> int | None:
    """The number that some characters, letters among them, look like; None if they are no such thing."""
    plain = token.isdecimal()
    if plain or not (any(c.isdecimal() for c in token) or _LIKE_ONE.fullmatch(token)):
        return None
    digits = "".join(DIGITS.get(c, c) for c in token)
    return int(digits) if digits[0] != "0" else None


def candidates(reading: str) -> Iterator[Candidate]:
    """What may be a marker whose number was misread. Its label is the number that it looks like."""
    for match in _MARKER.finditer(reading):
        family = str(match.lastgroup)
        value = number(match[family])
        if value is not None:
            yield Candidate(match.start(), match.end(), value, str(value), family, 0.0, match[family])


def missing(markers: Sequence[tuple[int, Candidate]], others: Sequence[Candidate]) -> Iterator[tuple[Candidate, int]]:
    """What stands where a run skips one number and may be the marker of that, with the number. `markers`: those of all
    runs, each with the number of its run; `others`: candidates that are none; both in order."""
    last: dict[int, Candidate] = {}
    for run, marker in markers:
        before = last.get(run)
        last[run] = marker
        if run < 0 or before is None or marker.number != before.number + 2:
            continue
        first, end = (bisect_left(others, one.start, key=lambda other: other.start) for one in (before, marker))
        here = [one for one in others[first:end] if one.family == marker.family and _may_be(one, before.number + 1)]
        if len(here) == 1:
            yield here[0], before.number + 1


def _may_be(candidate: Candidate, number: int) -> bool:
    """Whether a candidate may be the marker of a number: it looks like it, or is hardly anything but a marker."""
    if candidate.weight:
        return candidate.weight >= STRONG
    return candidate.number == number and (len(candidate.after) > 1 or candidate.after.isdecimal())


def restored(reading: str, lines: Sequence[Line], marked: Collection[tuple[int, int]]) -> list[Line]:
    """The lines, those labelled that begin with a misread number which is missing just there. `marked`: the pages and
    numbers of what may be markers."""
    labelled = [index if line.number >= 0 and line.family != "sign" else -1 for index, line in enumerate(lines)]
    before = [-1, *accumulate(labelled, max)]
    behind = [-1] * len(lines)
    for index in range(len(lines) - 2, -1, -1):
        behind[index] = index + 1 if labelled[index + 1] >= 0 else behind[index + 1]
    result = list(lines)
    for index, line in enumerate(lines):
        match = None if line.blank or line.label else _LABEL.match(reading, line.start, line.end)
        if match is None:
            continue
        family = str(match.lastgroup if match.lastgroup != "stop" else "bare")
        value = number(match[family])
        near = [lines[i] if i >= 0 and abs(i - index) <= BETWEEN else None for i in (before[index], behind[index])]
        if value is not None and _is_missing(reading, lines, index, value, near, marked):
            result[index] = replace(line, label=str(value), number=value, family=family)
    return result


def _is_missing(
    reading: str,
    lines: Sequence[Line],
    index: int,
    value: int,
    near: Sequence[Line | None],
    marked: Collection[tuple[int, int]],
) -> bool:
    """Whether just the label `value` is missing at a line, between the labelled lines near it."""
    line = lines[index]
    above, below = (one.number if one else None for one in near)
    if above == value - 1 and below == value + 1:
        return True
    here = [one.number if one and one.page == line.page else None for one in near]
    if value > 1 and above == value - 1 and below in (None, 1) and any(map(str.isdecimal, reading[line.start :][:4])):
        return True
    if here[0] == value or here[1] not in (None, value + 1) or not line.after_blank:
        return False
    heading = next((i for i in range(index - 1, -1, -1) if not lines[i].blank), None)
    headed = heading is not None and is_notes(reading[lines[heading].start : lines[heading].end])
    waiting = (line.page, value) in marked and (here[1] is not None or _ends_page(lines, index))
    return (headed and value == 1) or waiting


def _ends_page(lines: Sequence[Line], index: int) -> bool:
    """Whether nothing but blank lines follows on its page the paragraph that a line begins."""
    end = index
    while end + 1 < len(lines) and lines[end + 1].page == lines[index].page and not lines[end + 1].blank:
        end += 1
    rest = next((i for i in range(end + 1, len(lines)) if not lines[i].blank), None)
    return rest is None or lines[rest].page != lines[index].page


def label_end(reading: str, label: str) -> int:
    """The offset at which the misread label ends that a body begins with; 0 if it is not `label`."""
    match = _LABEL.match(reading)
    token = (match["bracket"] or match["bare"]) if match else ""
    return len(match[0].rstrip()) if match and str(number(token)) == label else 0
