"""What a typesetting program prints on every page for the printer: the file and the job, the hour, the name of the
machine. It may stand anywhere on the page: what reads a PDF file puts it between columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.lines import Lines
from ecdosis.stages.furniture.shapes import is_stamped

PAGES: Final = 4
"""Pages that have such a line at least..."""
SHARE: Final = 0.6
"""... and of all pages this share: what a text names time and again is seldom on so many."""
ONCE: Final = 1.1
"""Times that it stands on one page, at most and on the average."""
WORDS: Final = 6
"""Words of a line that is longer are those of a sentence."""
_CODE: Final = re.compile(r"(?=\S{6})\S{0,40}?(?:[^\W\d_]\d{1,20}[^\W\d_]|\d[^\W\d_]{1,20}\d|\\)\S*")
"""A word as no language has any: six characters and more, from letters to figures and back again, or with the sign that
parts the names of folders (`06AUP1`, `DSK7X2PROD`, `E:\\FM\\06AUP1.SGM`)."""


def find(lines: Lines) -> Iterator[Span]:
    """The lines of a text with marks of pages that are a code, or a date with the time of day, and stand on most pages
    letter for letter."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines.lines if len(lines.pages) >= PAGES else ()):
        if is_stamped(line.text) or (len(line.text.split()) <= WORDS and any(map(_CODE.fullmatch, line.text.split()))):
            places.setdefault(line.text, []).append(index)
    filled = sum(1 for page in lines.pages if page)
    for found in places.values():
        count = len({lines.lines[index].page for index in found})
        if count < max(PAGES, SHARE * filled) or len(found) > ONCE * count:
            continue
        signs = [
            Sign.rare("a code, or a date and time of day", 0.7),
            Sign.rare(f"stands letter for letter on {count} of {filled} pages", 0.9),
        ]
        spans = (judged(lines.lines[index].start, lines.lines[index].end, "slug", signs) for index in found)
        yield from (span for span in spans if span)
