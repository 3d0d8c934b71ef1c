"""What was found and changed, by kind and along the text, as a table with a bar and a strip in each row.

The words are words of the page, so that they can be read at any size and by any means; only the bars are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.shelf.card import FAMILIES, Card, Family, FoundKind

ROWS: Final = 8
"""Kinds that are shown at once, the most frequent; the others can be unfolded."""
LEGEND: Final[Mapping[Family, str]] = {
    "mended": "corrected",
    "regularised": "regularised",
    "lines": "joined across lines",
    "aside": "left out",
    "notes": "notes",
    "queries": "doubtful readings",
}
"""What the families of kinds are called."""
NAMES: Final[Mapping[str, str]] = {
    "emendation": "editor’s reading",
    "typewriter-mark": "typewriter’s mark",
    "look-alike": "look-alike letter",
    "real-word": "wrong word",
    "join": "paragraph joined",
    "hyphen": "line-end hyphen",
    "hyphen-kept": "hyphen kept",
    "url": "web address",
    "note-marker": "note marker",
    "note-part": "rest of a note",
    "doubled-word": "word twice",
    "article": "a or an",
    "entity": "HTML entity",
    "zero-width": "invisible sign",
    "undecodable": "byte, no character",
    "control": "control character",
}
"""Kinds whose own name says little in a table; the others are called as they are."""
QUARTERS: Final = 4
WIDTH: Final = 2
HEIGHT: Final = 16
"""Of a part of a strip, in its own units."""
FULL: Final = 10
"""The fewest cases for which a bar is as long as it can be, so that a single one does not look like many."""
LOWEST: Final = 5
"""The height of a single case beside many."""


@dataclass(frozen=True, slots=True)
class PlotRow:
    """A kind: what it is called, how many cases there are, the length of their bar in per cent, where they stand, in
    words and as the path of SVG that draws it."""

    family: Family
    kind: str
    count: int
    bar: str
    label: str
    strokes: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The rows that are shown at once, and those that can be unfolded, with the captions of both."""

    caption: str
    rows: tuple[PlotRow, ...]
    further_caption: str
    further: tuple[PlotRow, ...]


def plot(card: Card) -> Plot | None:
    """The plot of an edition; None if there is nothing to show."""
    order: list[Family] = [*FAMILIES, "queries"]
    found = list(card.found)
    shown = found if len(found) <= ROWS + 1 else found[:ROWS]
    most = max((one.count for one in found), default=FULL)

    def rows(those: Sequence[FoundKind]) -> tuple[PlotRow, ...]:
        ordered = sorted(those, key=lambda one: order.index(one.family))
        return tuple(_row(one.kind, one.where, one.family, most) for one in ordered)

    asked = (_row("doubtful reading", _together(card.queries), "queries", most),) if card.queries else ()
    if not found and not asked:
        return None
    return Plot(
        f"What was found and changed in {card.title}, by kind and along the text",
        (*rows(shown), *asked),
        f"Further kinds in {card.title}",
        rows(found[len(shown) :]),
    )


def called(kind: str) -> str:
    """The name of a kind in a table."""
    name = NAMES.get(kind, kind.replace("-", " "))
    return name[:1].upper() + name[1:]


def _row(kind: str, where: Sequence[int], family: Family, most: int) -> PlotRow:
    number = sum(where)
    bar = max(100 * number / max(most, number, FULL), 1)
    label = f"{called(kind)} ({LEGEND[family]}): {places(where)}"
    return PlotRow(family, called(kind), number, f"{bar:.1f}", label, strokes(where))


def strokes(where: Sequence[int]) -> str:
    """Where in a text something stands: for each part of it a stroke, the higher the more there is."""
    most = max(where, default=1)
    drawn = []
    for index, number in enumerate(where):
        if number:
            height = LOWEST + round((HEIGHT - LOWEST) * (number - 1) / (most - 1)) if most > 1 else HEIGHT - 4
            drawn.append(f"M{index * WIDTH} {HEIGHT}v-{height}h{WIDTH}v{height}z")
    return "".join(drawn)


def places(where: Sequence[int]) -> str:
    """In words what a strip shows: how many stand in each quarter of the text."""
    step = len(where) // QUARTERS
    numbers = [sum(where[quarter * step : (quarter + 1) * step]) for quarter in range(QUARTERS)]
    return f"{', '.join(map(str, numbers[:-1]))} and {numbers[-1]} in the four quarters of the text"


def _together(queries: Sequence[FoundKind]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(query.where for query in queries), strict=True)))
