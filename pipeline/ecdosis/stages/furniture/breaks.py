"""Where pages begin in a text that has no marks of them: proven by numbers that rise at the distance of pages, or by a
line that comes again at that distance, in the midst of sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from ecdosis.stages.furniture.lines import Lines, cuts
from ecdosis.stages.furniture.numbers import numerals
from ecdosis.stages.furniture.phrases import heading_word
from ecdosis.stages.furniture.similar import key_of

SHORTEST: Final = 500
LONGEST: Final = 9000
"""Code points on a page."""
RUN: Final = 4
"""Pages from which a run of numbers or heads proves itself."""
CUT: Final = 0.3
"""Share of the page ends of a run that must be in the midst of a sentence; in prose it is about three in four."""
REGULAR: Final = 0.7
"""Share of the distances in a run that must be near the median."""
MISSING: Final = 3
"""Pages in a row whose number may be unreadable."""
MEMORY: Final = 4
"""Earlier places of a number that are tried as the one before."""


class BreakCandidate(NamedTuple):
    """A line that may carry a page number: its index, the number, whether alone in the line."""

    line: int
    value: int
    alone: bool


def with_pages(lines: Lines) -> Lines | None:
    """The lines with the pages that their numbers and heads prove; None if they prove none."""
    heads = _repeated(lines)
    borders = _from_numbers(lines, heads) or _from_heads(lines, heads)
    if not borders:
        return None
    pages = []
    page, rest = 0, dict(borders)
    for index, line in enumerate(lines.lines):
        if index in rest:
            page += rest[index]
        pages.append(line._replace(page=page))
    return replace(lines, lines=tuple(pages))


def _repeated(lines: Lines) -> Mapping[int, str]:
    """Short lines whose text without number comes again: index -> letters of it."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines.lines):
        if len(line.text) > 80 or len(line.text) > 0.9 * lines.width:
            continue
        rest = line.text
        if any(c.isdigit() for c in rest[:6] + rest[-6:]):
            rest = next((n.rest for n in numerals(rest) if n.rest), rest)
        if heading_word(rest):
            continue
        if key := key_of(rest):
            found[index] = key.letters + "".join(key.numbers)
    counts = Counter(found.values())
    return {index: key for index, key in found.items() if counts[key] > 2}


def _from_numbers(lines: Lines, heads: Mapping[int, str]) -> list[tuple[int, int]]:
    """Borders between pages by the runs of numbers: (index of the first line of a page, pages since the last)."""
    candidates = []
    for index, line in enumerate(lines.lines):
        text = line.text
        if len(text) > 80 or not any(c.isdigit() for c in text[:6] + text[-6:]):
            continue
        for number in numerals(text):
            if not number.roman and (number.place == "alone" or index in heads):
                candidates.append(BreakCandidate(index, number.value, number.place == "alone"))
    borders: list[tuple[int, int]] = []
    for _ in range(8):
        run = _longest(lines, candidates)
        if len(run) < RUN or not _proven(lines, run, heads):
            break
        borders.extend(_borders(lines, run, heads))
        low, high = run[0].line, run[-1].line
        candidates = [c for c in candidates if not low <= c.line <= high]
    return sorted(borders)


def _longest(lines: Lines, candidates: Sequence[BreakCandidate]) -> list[BreakCandidate]:
    """The longest run of candidates that rise by one, or by a few over as many pages, at the distance of pages."""
    known: dict[int, list[int]] = defaultdict(list)
    length = [1.0] * len(candidates)
    back = [-1] * len(candidates)
    for index, candidate in enumerate(candidates):
        at = lines.lines[candidate.line].start
        for step in range(1, MISSING + 2):
            for other in known[candidate.value - step][-MEMORY:]:
                distance = (at - lines.lines[candidates[other].line].start) / step
                gain = length[other] + 1 / step
                if SHORTEST <= distance <= LONGEST and gain > length[index]:
                    length[index], back[index] = gain, other
        known[candidate.value].append(index)
    if not candidates:
        return []
    at_end = max(range(len(candidates)), key=length.__getitem__)
    run = []
    while at_end >= 0:
        run.append(candidates[at_end])
        at_end = back[at_end]
    return run[::-1]


def _proven(lines: Lines, run: Sequence[BreakCandidate], heads: Mapping[int, str]) -> bool:
    """Whether the numbers of a run stand at even distances and often in the midst of a sentence."""
    steps = [(lines.lines[b.line].start - lines.lines[a.line].start) / (b.value - a.value) for a, b in pairwise(run)]
    return _regular(steps) and _cut_share(lines, [c.line for c in run], heads) >= CUT


def _regular(steps: Sequence[float]) -> bool:
    middle = median(steps)
    return sum(0.5 * middle <= step <= 1.8 * middle for step in steps) >= REGULAR * len(steps)


def _cut_share(lines: Lines, places: Sequence[int], heads: Mapping[int, str]) -> float:
    known = set(places)
    cut = 0
    for place in places:
        first = last = place
        while first - 1 in known or (first - 1 in heads and place - first < 2):
            first -= 1
        while last + 1 in known or (last + 1 in heads and last - place < 2):
            last += 1
        if first > 0 and last + 1 < len(lines.lines):
            cut += cuts(lines.lines[first - 1].text, lines.lines[last + 1].text)
    return cut / len(places)


def _borders(lines: Lines, run: Sequence[BreakCandidate], heads: Mapping[int, str]) -> list[tuple[int, int]]:
    """The first lines of the pages of a run: at the number if it stands at the head, after it if at the foot."""
    foot = _at_foot(lines, run, heads)
    found: dict[int, int] = {}
    before = None
    for candidate in run:
        step = 1 if before is None else candidate.value - before
        before = candidate.value
        line = candidate.line + 1 if foot else candidate.line
        if not foot and line - 1 in heads and line - 1 not in found:
            line -= 1
        if line < len(lines.lines):
            found[line] = step
    return list(found.items())


def _at_foot(lines: Lines, run: Sequence[BreakCandidate], heads: Mapping[int, str]) -> bool:
    """Whether the numbers of a run stand at the foot of their pages."""
    first, last = lines.lines[run[0].line], lines.lines[run[-1].line]
    page = (last.start - first.start) / max(1, run[-1].value - run[0].value)
    if first.start < 0.2 * page:
        return False
    if lines.length - last.end < 0.2 * page:
        return True
    alone = sum(candidate.alone for candidate in run)
    beside = sum(1 for c in run if c.line + 1 in heads or c.line - 1 in heads)
    if alone < len(run) / 2 or beside > len(run) / 2:
        return False
    gaps = [(lines.lines[c.line].gap, lines.lines[c.line + 1].gap) for c in run if c.line + 1 < len(lines.lines)]
    return sum(above < below for above, below in gaps) >= sum(above > below for above, below in gaps)


def _from_heads(lines: Lines, heads: Mapping[int, str]) -> list[tuple[int, int]]:
    """Borders between pages by lines that come again at the distance of pages, in the midst of sentences."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, key in heads.items():
        by_key[key].append(index)
    borders: set[int] = set()
    for places in by_key.values():
        if len(places) < RUN:
            continue
        steps = [float(lines.lines[b].start - lines.lines[a].start) for a, b in pairwise(places)]
        even = median(steps) >= SHORTEST and _regular(steps)
        if even and _cut_share(lines, places, {}) >= max(CUT, 0.5):
            borders.update(places)
    return [(line, 1) for line in sorted(borders) if line - 1 not in borders]
