"""What was measured, as one web page with plots: it works from disk, without a network and without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markupsafe import Markup

from ecdosis.evaluate.measure import Measures, total
from ecdosis.evaluate.report import by_kind, examples, rows
from ecdosis.model.characters import holdable
from ecdosis.templates import render

STYLE: Final = Path(__file__).parent / "page.css"
BARS: Final = 60
"""Pairs that have a bar of their own; the worst are shown."""
LISTED: Final = 200
"""Examples of a sort that are listed."""
STEP: Final = 34
"""Height of the bars of one text, in the plot's own units."""


def page(measures: Sequence[Measures], digest: str) -> bytes:
    """The page as UTF-8."""
    whole = total("All", measures)
    worst = sorted(measures, key=lambda one: -one.raw.wer)[:BARS]
    counts = by_kind(whole)
    made = render(
        "evaluate/page.html",
        style=Markup(STYLE.read_text(encoding="utf-8")),  # our own file
        pairs=len(measures),
        digest=digest,
        rows=rows(whole),
        step=STEP,
        texts=_texts([(one.name, (one.raw.wer, one.unread.wer, one.repaired.wer)) for one in worst]),
        sorts=[_sort(*one, max(right + wrong for _, right, wrong in counts)) for one in counts],
        examples=list(examples(whole).items()),
        listed=LISTED,
    )
    return holdable(made).encode()


@dataclass(frozen=True, slots=True)
class _Bar:
    width: str
    rate: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its bars, one below the other, where the longest ends, and the last rate in per cent."""

    name: str
    bars: tuple[_Bar, ...]
    end: str
    last: str


def _texts(of: Sequence[tuple[str, tuple[float, ...]]]) -> list[_Text]:
    most = max((value for _, values in of for value in values), default=0) or 1
    return [
        _Text(
            name,
            tuple(_Bar(f"{420 * value / most:.1f}", f"{100 * value:.2f}") for value in values),
            f"{146 + 420 * max(values) / most:.1f}",
            f"{100 * values[-1]:.1f}",
        )
        for name, values in of
    ]


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of changes with its bar in two parts: how long they are, and where the second begins and ends."""

    kind: str
    right: int
    wrong: int
    first: str
    second: str
    middle: str
    end: str


def _sort(kind: str, right: int, wrong: int, most: int) -> _Sort:
    first, second = 400 * right / most, 400 * wrong / most
    ends = (f"{first:.1f}", f"{second:.1f}", f"{168 + first:.1f}", f"{176 + first + second:.1f}")
    return _Sort(kind, right, wrong, *ends)
