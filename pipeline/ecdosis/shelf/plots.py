"""What was found and changed, by kind and along the text, as a table with a bar and a strip in each row.

The words are words of the page, so that they can be read at any size and by any means; only the bars are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from ecdosis.shelf.card import BINS, FAMILIES, Card, Family, Found
from ecdosis.shelf.frame import count

ROWS: Final = 8
"""Kinds that are shown at once, the most frequent; the others can be unfolded."""
LEGEND: Final[Mapping[Family, str]] = {
    "mended": "mended",
    "regularised": "regularised",
    "lines": "joined across lines",
    "aside": "set aside",
    "notes": "notes",
    "queries": "open questions",
}
"""What the families of kinds are called."""
NAMES: Final[Mapping[str, str]] = {
    "emendation": "editor’s reading",
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


def table(card: Card, name: str) -> str:
    """The plot of an edition; empty if there is nothing to show."""
    order: list[Family] = [*FAMILIES, "queries"]
    rows = list(card.found)
    shown = rows if len(rows) <= ROWS + 1 else rows[:ROWS]
    most = max((found.count for found in rows), default=FULL)

    def drawn(those: Sequence[Found]) -> Iterator[str]:
        ordered = sorted(those, key=lambda found: order.index(found.family))
        return (_row(found.kind, found.where, found.family, most) for found in ordered)

    asked = [_row("open question", _together(card.queries), "queries", most)] if card.queries else []
    if not rows and not asked:
        return ""
    what = f"What was found and changed in {name}, by kind and along the text"
    head = (
        '<thead><tr><th scope="col">kind</th><th scope="col" class="number">cases</th>'
        '<td></td><th scope="col" class="where"><span>beginning</span><span>end of the text</span></th></tr></thead>'
    )

    def made(caption: str, drawn: str) -> str:
        of = f'<caption class="hidden">{escape(caption)}</caption>'
        return f'<table class="plot">{of}{head}<tbody>{drawn}</tbody></table>'

    main, rest = made(what, "".join((*drawn(shown), *asked))), rows[len(shown) :]
    if not rest:
        return main
    further = made(f"Further kinds in {name}", "".join(drawn(rest)))
    return f"{main}<details><summary>{count(len(rest), 'further kind', 'further kinds')}</summary>{further}</details>"


def legend(families: Sequence[Family]) -> str:
    """Which colour is which."""
    return "".join(f'<li class="{family}"><i></i>{LEGEND[family]}</li>' for family in families)


def called(kind: str) -> str:
    """The name of a kind in a table."""
    name = NAMES.get(kind, kind.replace("-", " "))
    return name[:1].upper() + name[1:]


def _row(kind: str, where: Sequence[int], family: Family, most: int) -> str:
    number = sum(where)
    label = f"{called(kind)} ({LEGEND[family]}): {places(where)}"
    bar = (
        f'<svg class="bar" viewBox="0 0 100 {HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect y="4" width="{max(100 * number / max(most, number, FULL), 1):.1f}" height="{HEIGHT - 8}"/></svg>'
    )
    return (
        f'<tr class="{family}"><th scope="row">{escape(called(kind))}</th><td class="number">{number:,}</td>'
        f"<td>{bar}</td><td>{strip(where, label)}</td></tr>"
    )


def strip(where: Sequence[int], label: str) -> str:
    """Where in a text something stands: for each part of it a stroke, the higher the more there is."""
    most = max(where, default=1)
    strokes = []
    for index, number in enumerate(where):
        if number:
            height = LOWEST + round((HEIGHT - LOWEST) * (number - 1) / (most - 1)) if most > 1 else HEIGHT - 4
            strokes.append(f"M{index * WIDTH} {HEIGHT}v-{height}h{WIDTH}v{height}z")
    return (
        f'<svg class="strip" viewBox="0 0 {BINS * WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}"><title>{escape(label)}</title><path d="{"".join(strokes)}"/></svg>'
    )


def places(where: Sequence[int]) -> str:
    """In words what a strip shows: how many stand in each quarter of the text."""
    step = len(where) // QUARTERS
    numbers = [sum(where[quarter * step : (quarter + 1) * step]) for quarter in range(QUARTERS)]
    return f"{', '.join(map(str, numbers[:-1]))} and {numbers[-1]} in the four quarters of the text"


def _together(queries: Sequence[Found]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(query.where for query in queries), strict=True)))
