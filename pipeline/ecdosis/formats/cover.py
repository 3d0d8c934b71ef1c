"""The cover, drawn from the edition: its title, its author, its year, and what its text looks like from afar."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from ecdosis.book.book import Book, paragraphs
from ecdosis.book.inlines import Emended, words_of
from ecdosis.errors import ToolError
from ecdosis.formats.pdf import LETTERS, glyphs
from ecdosis.languages.detect import right_to_left
from ecdosis.tools.typst import compiled, message

TEMPLATES: Final = (Path(__file__).parent / "cover.typ", LETTERS)
WIDTH: Final = 600
"""Points of the template; it is half as high again."""
FULL: Final = 1200
"""Pixels of the width of the cover in a book."""
CLOTHS: Final = ("#1d2b33", "#6f2a20", "#2c4337", "#40303f", "#234757", "#574431")
"""Colours of the cloth: the series' ink and its accent, darkened, and what goes with them. Each has a contrast of more
than 7 to 1 with the paper (WCAG 2.1, 1.4.6)."""
MOST_ENDS: Final = 90
"""Paragraphs that show one by one; of more each stands for several."""
MOST_MARKS: Final = 400
"""Changes that show one by one."""


def cover(book: Book, width: int = FULL) -> bytes:
    """The cover as PNG, so many pixels wide: the same book always has the same. Raises ToolError."""
    try:
        data = glyphs.prepared(_data(book))
        return compiled(
            TEMPLATES, data.data, "png", ppi=72.0 * width / WIDTH, fonts=data.folders, machine=bool(data.own)
        )
    except RuntimeError as error:
        raise ToolError(f"typst failed: {message(error)}") from error


def _data(book: Book) -> dict[str, Any]:
    """What the template draws."""
    ends, marks = _places(book)
    return {
        "title": book.title,
        "subtitle": book.subtitle,
        "author": book.author,
        "year": _year(book),
        "leftward": right_to_left(book.language),
        "cloth": CLOTHS[hashlib.sha256(book.identifier.encode()).digest()[0] % len(CLOTHS)],
        "ends": _thinned(ends, MOST_ENDS),
        "marks": _thinned(marks, MOST_MARKS),
    }


def _places(book: Book) -> tuple[list[float], list[float]]:
    """Where paragraphs end, and where something was changed: parts of the whole text, from 0 to 1."""
    ends, marks, at = [], [], 0
    for inlines in paragraphs(book.blocks):
        for inline in inlines:
            if isinstance(inline, Emended):
                marks.append(at)
            at += len(words_of(inline))
        ends.append(at)
    whole = max(at, 1)
    return [end / whole for end in ends], [mark / whole for mark in marks]


def _thinned(places: Sequence[float], most: int) -> list[float]:
    """So many of some places, evenly taken."""
    step = -(-len(places) // most) or 1
    return [round(place, 5) for place in places[step - 1 :: step]]


def _year(book: Book) -> str:
    """The year of the work, as far as anything tells it; years in its title are something else."""
    told = book.work
    for title in filter(None, (book.title, book.subtitle)):
        told = told.replace(title, "")
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", told)
    return book.catalogue.origin.year or (years[-1] if years else "")
