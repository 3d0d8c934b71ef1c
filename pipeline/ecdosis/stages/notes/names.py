"""Names of chapters that begin with a number (`2. The Rent`) and stand among notes, but are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.stages.notes.lines import NoteLine, is_heading
from ecdosis.stages.notes.lists import BETWEEN, counts_on

MANY: Final = 20
"""Headings of the same words that are looked at."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def unlabelled(reading: str, lines: Sequence[NoteLine]) -> list[NoteLine]:
    """The lines, the numbers of those that are names of chapters no labels of notes."""
    headings = {i: _words(reading, line) for i, line in enumerate(lines) if _may_be_name(reading, lines, i)}
    above: dict[tuple[str, ...], list[int]] = {}
    result = list(lines)
    before = 0
    for index, line in enumerate(lines):
        if index in headings:
            if _is_name(reading, lines, index, before, above.get(headings[index], ())):
                result[index] = replace(line, label="", number=-1, family="")
            same = above.setdefault(headings[index], [])
            same += [index] if len(same) < MANY else []
        before = result[index].number if counts_on(result[index]) else before
    return result


def _may_be_name(reading: str, lines: Sequence[NoteLine], index: int) -> bool:
    line = lines[index]
    return counts_on(line) and line.after_blank and is_heading(reading, lines, index)


def _words(reading: str, line: NoteLine) -> tuple[str, ...]:
    return tuple(_LETTERS.findall(reading[line.start : line.end].casefold()))


def _is_name(reading: str, lines: Sequence[NoteLine], index: int, before: int, above: Sequence[int]) -> bool:
    """Whether a heading with a number is a name: another number counts on in its place, from that of the note before,
    or it stands above its chapter as well. `above`: the headings before that have its words."""
    number = lines[index].number
    following = next(_labelled(lines, range(index + 1, min(index + BETWEEN, len(lines)))), None)
    if following is not None and number != before + 1 and lines[following].number in (1, before + 1):
        between = (i for i in range(index + 1, following) if not lines[i].blank)
        return lines[following].number != number + 1 and all(is_heading(reading, lines, i) for i in between)
    return any(not _is_counted(lines, i) for i in above)


def _is_counted(lines: Sequence[NoteLine], index: int) -> bool:
    """Whether the number before that of a line stands near above, or that behind it near below, as in a list."""
    number = lines[index].number
    above = _labelled(lines, range(max(0, index - BETWEEN), index))
    below = _labelled(lines, range(index + 1, min(index + BETWEEN, len(lines))))
    return any(lines[i].number == number - 1 for i in above) or any(lines[i].number == number + 1 for i in below)


def _labelled(lines: Sequence[NoteLine], some: range) -> Iterator[int]:
    return (i for i in some if counts_on(lines[i]))
