"""Where pages begin in a text whose pages nothing but blank lines parts, more than stand anywhere else: so the Internet
Archive writes out what it has read (`_djvu.txt`). Sentences that go on across them prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from ecdosis.stages.furniture.breaks import LONGEST, SHORTEST, is_regular
from ecdosis.stages.furniture.lines import Lines, cuts

LEAST: Final = 3
"""Blank lines between two pages at least: two stand between parts of a page, and above headings."""
MOST: Final = 12
"""Blank lines between pages at most that are told of: an empty page has more, and those around it as many."""
RUN: Final = 8
"""Pages at least that blank lines prove."""
CUT: Final = 0.4
"""Share of the page ends across which a sentence goes on; in prose it is about three in four, and pictures, titles and
the ends of chapters take some away. No writer leaves blank lines in the midst of so many."""
EDGES: Final = 2
"""Short lines at an edge of a page at most that may be its head, number or signature: they stand apart."""
SHORT: Final = 0.7
"""Share of the width of the text that these do not reach."""


def with_pages(lines: Lines) -> Lines | None:
    """The lines with the pages that blank lines part; None if these prove none."""
    if not lines.punctuated or lines.one_a_block:
        return None
    for least in range(LEAST, MOST + 1):
        borders = [index for index, line in enumerate(lines.lines) if index and line.gap >= least]
        if len(borders) < RUN:
            return None
        if _proven(lines, borders):
            return _paged(lines, borders)
    return None


def _proven(lines: Lines, borders: Sequence[int]) -> bool:
    """Whether pages begin at some lines: they are as far from each other as pages are, and sentences go on there."""
    steps = [float(lines.lines[b].start - lines.lines[a].start) for a, b in pairwise(borders)]
    if not SHORTEST <= median(steps) <= LONGEST or not is_regular(steps):
        return False
    cut = sum(cuts(_last(lines, index), _first(lines, index)) for index in borders)
    return cut >= CUT * len(borders)


def _last(lines: Lines, border: int) -> str:
    """The last line of the text of the page before a border."""
    at = border - 1
    while at > max(0, border - 1 - EDGES) and lines.lines[at].gap and _is_short(lines, at):
        at -= 1
    return lines.lines[at].text


def _first(lines: Lines, border: int) -> str:
    """The first line of the text of the page that begins at a border."""
    at, end = border, len(lines.lines) - 1
    while at < min(end, border + EDGES) and lines.lines[at + 1].gap and _is_short(lines, at):
        at += 1
    return lines.lines[at].text


def _is_short(lines: Lines, index: int) -> bool:
    return len(lines.lines[index].text) < SHORT * lines.width


def _paged(lines: Lines, borders: Sequence[int]) -> Lines:
    """The lines with the pages that begin at some of them."""
    begins = set(borders)
    paged = []
    page = 0
    for index, line in enumerate(lines.lines):
        page += index in begins
        paged.append(line._replace(page=page))
    return replace(lines, lines=tuple(paged))
