"""Running heads of pages that were printed sideways: what reads a PDF file gives them a letter a line. Read downwards
they are heads that the other pages of the book have, but for a few letters: narrow ones come before their time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import STAGE
from ecdosis.stages.furniture.pages import Pages, unmarked
from ecdosis.stages.furniture.rules import FurnitureRule

LETTERS: Final = 8
"""Letters and figures of a head that is looked for; fewer may stand below each other in a table."""
ALIKE: Final = 90.0
"""Per cent of the letters of a head that stand in such lines (rapidfuzz's partial ratio)."""
HEADS: Final = 0.6
"""Share of such a run of lines that heads of the book are, at least: the rest is the number of the page."""


def find(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The lines of such heads, with their indices. `known`: what else is furniture, by the index of its line."""
    sure = (line for line, span in known.items() if span.safe and span.kind.startswith("running-"))
    heads = {head for line in sure if len(head := unmarked(pages.text(line))) >= LETTERS}
    for page in pages.lines.pages if heads else ():
        for single, run in groupby(page, key=lambda line: len(pages.text(line)) == 1):
            lines = list(run)
            if single and _are_heads("".join(unmarked(pages.text(line)) for line in lines), heads):
                for line in lines:
                    place, what = pages.lines.lines[line], FurnitureRule.SIDEWAYS.what
                    yield line, Span(place.start, place.end, "running-head", STAGE, FurnitureRule.SIDEWAYS, what)


def _are_heads(letters: str, heads: set[str]) -> bool:
    """Whether heads of the book are in some letters, and hardly anything else."""
    if len(letters) < LETTERS:
        return False
    from rapidfuzz.fuzz import partial_ratio

    there = sum(len(head) for head in heads if len(head) <= len(letters) and partial_ratio(head, letters) >= ALIKE)
    return there >= HEADS * len(letters)
