"""Decisions in another copy of a text, where nothing is left of that which they were made for but what they say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from ecdosis.editor.move import Move, alike, stands
from ecdosis.editor.rows import Decision

NEIGHBOURS: Final = 2
"""Decisions before a place, and behind it, that say how far the text there has moved."""
NEAR: Final = 300
"""Characters by which it may have moved more or less than these: some lines, or a head and a folio."""


def unknown_copy(decisions: Sequence[Decision], new: str, path: str) -> Iterator[Move]:
    """What becomes of decisions in a text. One without a position holds where its words stand; of those with one it is
    sure only if they stand there once and have moved as far as what stands around them, or have not moved, nor that."""
    places = [stands(one, new, path) for one in decisions]
    once = {
        row.row: (row.at, one.words[0])
        for row, one in zip(decisions, places, strict=True)
        if one and row.at >= 0 and stands(replace(row, at=-1), new, path)
    }
    fast = _rising(sorted(once.values()))
    for row, one in zip(decisions, places, strict=True):
        if one and row.at < 0:
            yield Move(row, row)
        elif one and _moves_along(row.at, one.words[0], fast, is_once=row.row in once):
            yield Move(row, replace(row, at=one.words[0]))
        else:
            yield Move(row, perhaps=tuple(alike(row, new, row.at)))


def _moves_along(at: int, now: int, fast: list[tuple[int, int]], *, is_once: bool) -> bool:
    """Whether a place has moved as those before it and behind it."""
    index = bisect_left(fast, (at, -1))
    others = fast[max(0, index - NEIGHBOURS) : index] + [one for one in fast[index:] if one[0] > at][:NEIGHBOURS]
    moved = [new - old for old, new in others]
    if not is_once or len(moved) < NEIGHBOURS:
        return now == at and not any(moved)
    return bool(abs(now - at - median(moved)) <= NEAR)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises in both (patience sorting)."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, its) in enumerate(pairs):
        length = bisect_right(tails, its)
        before.append(last[length - 1] if length else -1)
        tails[length : length + 1] = [its]
        last[length : length + 1] = [number]
    run, number = [], last[-1] if last else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]
