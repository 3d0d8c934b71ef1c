"""Pages out of order: the numbers that stand alone on a line count up, but some of them where others belong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject

LEAST: Final = 8
"""Numbers that must stand alone on lines."""
IN_ORDER: Final = 0.6
"""Share of them that count up in runs: the others may be numbers of tables."""
RUN: Final = 2
"""Pages of such a run."""
LEAF: Final = 2
"""Pages of a leaf."""
APART: Final = 8
"""Lines on average between the numbers of pages; those of tables stand nearer."""
_FOLIO: Final = re.compile(r"^[ \t\f]*[-–—\[(]? ?(\d{1,4}) ?[-–—\])]?[ \t\r]*$", re.MULTILINE)


def examine(subject: Subject) -> Finding | None:
    """Pages that stand where others belong."""
    text = subject.text
    found = [(match.start(1), int(match[1])) for match in _FOLIO.finditer(text)]
    if len(found) < LEAST or text.count("\n", found[0][0], found[-1][0]) < APART * (len(found) - 1):
        return None
    numbers = [number for _, number in found]
    if told := _backwards(numbers):
        return _finding(told)
    runs = list(_runs(numbers))
    if sum(len(run) for run in runs if len(run) >= RUN) < IN_ORDER * len(numbers):
        return None
    moved = list(misplaced(runs))
    if not moved:
        return None
    places = [f"{_pages(run)} (line {text.count(chr(10), 0, found[at][0]) + 1:,})" for at, run in moved[:3]]
    return _finding(f"Pages are out of order: {', '.join(places)} stand behind pages that follow them")


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers that count up by one."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def misplaced(runs: Sequence[Sequence[int]]) -> Iterator[tuple[int, Sequence[int]]]:
    """The runs that belong between two earlier ones, whose edges they fit on both sides, with the index of their first
    number among all. A single number must have changed places with the page or the leaf right before it: elsewhere it
    may be that of a chapter."""
    ends: set[int] = set()
    starts: set[int] = set()
    at = 0
    for index, run in enumerate(runs):
        before, behind = run[0] - 1, run[-1] + 1
        near = index > 1 and len(runs[index - 1]) <= LEAF and runs[index - 1][0] == behind
        if before in ends and behind in starts and (near or len(run) >= RUN):
            yield at, run
        ends.add(run[-1])
        starts.add(run[0])
        at += len(run)


def _backwards(numbers: Sequence[int]) -> str:
    """What is said of pages that count down; nothing if they do not."""
    down = sum(1 for a, b in pairwise(numbers) if b == a - 1)
    if down < IN_ORDER * len(numbers):
        return ""
    return f"The pages stand from the last to the first ({numbers[0]} … {numbers[-1]})"


def _pages(run: Sequence[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}"


def _finding(what: str) -> Finding:
    return Finding(
        "page-order",
        f"{what}.",
        "Were leaves bound or scanned in another order? Put the pages of the source in order; nothing was moved here.",
    )
