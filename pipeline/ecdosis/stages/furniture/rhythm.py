"""Lines at the edges of pages that come again with what ends and begins in the text, as signatures and dates of letters
do, and not with the pages: the same words stand at the edge wherever a letter ends there, and never where a sentence
goes on. A head or foot is printed on both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ecdosis.stages.furniture.similar import alike

if TYPE_CHECKING:
    from ecdosis.stages.furniture.pages import Pages

AROUND: Final = 5
"""Pages around each that has such a line, of which those without it are compared."""
OTHERS: Final = 0.25
"""Pages without it for each that has it, at least; else it is hardly told how often a sentence goes on there."""
CHANCE: Final = 0.02
"""How likely it may be at most that a sentence goes on across none of the pages that have a line, if it is one of the
page's."""


def with_the_text(pages: Pages) -> frozenset[int]:
    """The lines at the edges that come again, and only where no sentence goes on across the edge, among pages across
    whose edges many do."""
    found: set[int] = set()
    for top in (True, False):
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for edge in pages.edges:
            if edge.top is top and edge.line in pages.plain_keys:
                places[pages.plain_keys[edge.line].letters].append((edge.page, edge.line))
        numbered = {line for line, number in pages.numbers.values() if number.place != "alone"}
        judged = {letters for letters, its in places.items() if any(line in pages.repeats for _, line in its)}
        keys = list(places)
        for letters in judged:
            its = places[letters]
            like = [place for other in alike(letters, keys) for place in places[other]]
            if not numbered & {line for _, line in like} and _ends_there(pages, like, top=top):
                found.update(line for _, line in its)
    return frozenset(found)


def _ends_there(pages: Pages, like: Sequence[tuple[int, int]], *, top: bool) -> bool:
    """Whether no sentence goes on across an edge of the pages that have a line, by more than chance."""
    having = {page for page, _ in like}
    near = {page + step for page in having for step in range(-AROUND, AROUND + 1)} & set(pages.filled)
    others = near - having
    if len(others) < OTHERS * len(having):
        return False
    edges = pairwise(pages.filled)
    lines = {line for _, line in like}
    if any(pages.is_cut(a, b, lines) for a, b in edges if (b if top else a) in having):
        return False
    cut = sum(pages.cut.get(page if top else page + 1, False) for page in others)
    return bool(others) and (1 - cut / len(others)) ** len(having) < CHANCE
