"""Signature marks: the letter or number (and leaf) of a sheet at the foot of its first pages, for the binder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.pages import Pages

LETTERS: Final = "BCDEFGHIKLMNOPQRSTUXYZ"
"""The printers' alphabet: of I and J, U, V and W only one is used; A is the preliminaries."""
SHEETS: Final = (8, 12, 16, 24, 32, 6, 18)
"""Pages a sheet: octavo and its half and double, duodecimo, and their like."""
PLATES: Final = 4
"""Pages a sheet that plates between its leaves may add to the count of the scan."""
NEEDED: Final = 4
"""Marks on the pages where a run has them, until the run is proven."""
_MARK: Final = re.compile(
    r"[^\w]?\s?(?:(?P<letter>[A-Za-z])\s?(?P<leaf>[2-5])?|(?P<number>\d{1,2})\s?(?P<star>[*+#%†‡§])?)\s?[^\w]?"
)
"""A letter with the number of the leaf, or a number, with a sign on the second leaf (American books)."""

_BESIDE: Final = re.compile(r"\W*(?P<letter>[A-Z])\s?(?P<leaf>[2-5])?\s+\W*[^\W\d_][\w'’-]*\W*")
"""A letter and leaf before the catchword: such lines prove a run, and are catchwords themselves."""
_WORD: Final = re.compile(r"\W*[^\W\d_][\w'’-]*\W*")
"""A catchword, which may stand below the mark."""
LONGEST: Final = 24
"""Code points of a line with a catchword."""


class Mark(NamedTuple):
    """A line that may be a signature mark: its page, its index, the place of its sheet in the order of the sheets, its
    leaf ("" for the first), and whether it has nothing else."""

    page: int
    line: int
    sheet: int
    leaf: str
    alone: bool = True


def find(pages: Pages) -> Iterator[tuple[int, Span]]:
    """Signature marks at the feet of pages, with the index of the line."""
    if not pages.marked:
        return
    marks = sorted(_marks(pages))
    runs = [(run, size) for kind in _kinds(marks).values() for size in SHEETS for run in _runs(kind, size)]
    taken: set[int] = set()
    for run, size in sorted(runs, key=lambda found: -len(found[0])):
        for mark in run:
            if mark.page not in taken:
                taken.add(mark.page)
                if mark.alone and (span := _span(pages, mark, size, len(run))):
                    yield mark.line, span
        for mark in _misread(marks, run, size):
            if mark.page not in taken and (span := _span(pages, mark, size, len(run))):
                taken.add(mark.page)
                yield mark.line, span


def _marks(pages: Pages) -> Iterator[Mark]:
    for edge in pages.edges:
        if edge.top or edge.depth > 1 or (edge.depth and not _is_word(pages.text(edge.line + 1))):
            continue
        text = pages.text(edge.line)
        match = _MARK.fullmatch(text)
        beside = None if match or edge.depth or len(text) > LONGEST else _BESIDE.fullmatch(text)
        lettered = beside or (match if match and match["letter"] else None)
        if lettered:
            place = LETTERS.find(lettered["letter"].upper().replace("J", "I").replace("V", "U"))
            if place >= 0:
                yield Mark(edge.page, edge.line, place, lettered["leaf"] or "", beside is None)
        elif match and not edge.depth:
            yield Mark(edge.page, edge.line, int(match["number"]), "*" if match["star"] else "")


def _is_word(text: str) -> bool:
    return len(text) <= LONGEST and _WORD.fullmatch(text) is not None


def _kinds(marks: Sequence[Mark]) -> Mapping[str, list[Mark]]:
    """The marks by the leaf they name: each leaf of the sheets makes a run of its own."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.leaf, []).append(mark)
    return found


def _runs(marks: Sequence[Mark], size: int) -> Iterator[list[Mark]]:
    """The runs of marks that prove themselves, the longest first: a volume may have several works."""
    left = list(marks)
    while len(run := _longest(left, size)) >= NEEDED:
        yield run
        left = [mark for mark in left if mark not in run]


def _longest(marks: Sequence[Mark], size: int) -> list[Mark]:
    """The longest run of marks (in the order of their pages) in which each stands as many sheets of `size` pages after
    the one before as the order of the sheets says, but for plates."""
    best: list[int] = []
    before: list[int] = []
    for index, mark in enumerate(marks):
        fitting = [i for i in range(index) if _follows(marks[i], mark, size)]
        last = max(fitting, key=lambda i: best[i], default=-1)
        best.append(1 + (best[last] if last >= 0 else 0))
        before.append(last)
    run: list[Mark] = []
    at = max(range(len(marks)), key=lambda i: best[i], default=-1)
    while at >= 0:
        run.append(marks[at])
        at = before[at]
    return run[::-1]


def _follows(one: Mark, other: Mark, size: int) -> bool:
    sheets = other.sheet - one.sheet
    return sheets > 0 and 0 <= other.page - one.page - sheets * size <= PLATES * sheets


def _misread(marks: Sequence[Mark], run: Sequence[Mark], size: int) -> Iterator[Mark]:
    """The marks that stand alone where a run lacks one, between two sheets just as far apart as their order says: the
    OCR read them as others of their leaf."""
    lacking = {
        page
        for one, other in pairwise(run)
        if other.page - one.page == size * (other.sheet - one.sheet)
        for page in range(one.page + size, other.page, size)
    }
    return (mark for mark in marks if mark.alone and mark.page in lacking and mark.leaf == run[0].leaf)


def _span(pages: Pages, mark: Mark, size: int, count: int) -> Span | None:
    place = pages.lines.lines[mark.line]
    signs = [
        Sign.rare(f"one of {count} signature marks, one every {size} pages, in the order of the sheets", 0.85),
        Sign.rare("stands alone at the foot of a page", 0.5),
    ]
    if mark.leaf:
        signs.append(Sign.rare(f"names the leaf {mark.leaf} of its sheet", 0.3))
    return judged(place.start, place.end, "slug", signs)
