"""Signature marks: the letter (and leaf) of a sheet at the foot of its first pages, for the binder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.pages import Pages

LETTERS: Final = "BCDEFGHIKLMNOPQRSTUXYZ"
"""The printers' alphabet: of I and J, U, V and W only one is used; A is the preliminaries."""
SHEETS: Final = (8, 12, 16, 24, 32, 6, 18)
"""Pages a sheet: octavo and its half and double, duodecimo, and their like."""
NEEDED: Final = 4
"""Marks on the pages where a run has them, until the run is proven."""
_MARK: Final = re.compile(r"[^\w]?\s?(?P<letter>[A-Za-z])\s?(?P<leaf>[2-5])?\s?[^\w]?")


def find(pages: Pages) -> Iterator[tuple[int, Span]]:
    """Signature marks at the feet of pages, with the index of the line."""
    if not pages.marked:
        return
    marks: dict[int, tuple[int, str, str]] = {}
    for edge in pages.edges:
        if not edge.top and edge.depth == 0 and (match := _MARK.fullmatch(pages.text(edge.line))):
            marks[edge.page] = (edge.line, match["letter"].upper().replace("J", "I"), match["leaf"] or "")
    runs: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for page, (_, letter, leaf) in marks.items():
        place = LETTERS.find(letter)
        for sheet in SHEETS:
            runs[sheet, page - place * sheet, leaf].append(page)
    taken: set[int] = set()
    for (sheet, _, leaf), members in sorted(runs.items(), key=lambda item: -len(item[1])):
        if len(members) < NEEDED:
            break
        for page in members:
            if page not in taken:
                taken.add(page)
                if span := _span(pages, marks[page][0], sheet, len(members), leaf):
                    yield marks[page][0], span


def _span(pages: Pages, line: int, sheet: int, count: int, leaf: str) -> Span | None:
    place = pages.lines.lines[line]
    signs = [
        Sign.rare(f"one of {count} signature marks, one every {sheet} pages, in the order of the alphabet", 0.85),
        Sign.rare("stands alone at the foot of a page", 0.5),
    ]
    if leaf:
        signs.append(Sign.rare(f"names the leaf {leaf} of its sheet", 0.3))
    return judged(place.start, place.end, "slug", signs)
