"""The witness of the marks: quotation marks and brackets in pairs, blanks after punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.pieces import Edit
from pipeline.proof.judgement import Court

PAIRS: Final = {"“": "”", "(": ")", "[": "]", "«": "»"}
CLOSING: Final = {closing: opening for opening, closing in PAIRS.items()}
REOPENING: Final = frozenset("“«")
"""Marks that a quotation of several paragraphs has again at the head of each, and closes once."""
NAMES: Final = {"“": "quotation", "«": "quotation", "(": "bracket", "[": "bracket"}
_ENUMERATION: Final = re.compile(r"(?:^|[\s;,])(?:\w{1,3}|[ivxlc]+)\)$")
"""A bracket that closes the number of an item (`a)`, `12)`, `iv)`) and was never opened."""
_TIGHT: Final = re.compile(r"(?<![\w.@/])([^\W\d_]{2,})([,;:!?]|\.(?=[A-Z]))([^\W\d_]{2,})(?![\w@/]|\.\w)")
"""Two words with punctuation and no blank between; a full stop only before a capital."""
_TWICE: Final = re.compile(r"(?<![,;:])([,;:])\1(?=\s)")
"""A mark that stands twice."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the reading: where it begins, and what it says."""

    start: int
    text: str


def edits(court: Court, by: str) -> Iterator[Edit]:
    """Proposals for slips of punctuation."""
    words = court.words
    yield from _unbalanced(words.reading, by)
    for match in _TIGHT.finditer(words.reading):
        if all(court.lexicon.has(match[group].lower()) for group in (1, 3)):
            why = f"marks: no blank after “{match[2]}”."
            yield Edit(match.start(3), match.start(3), " ", "punctuation", by, 0.93, why)
    for match in _TWICE.finditer(words.reading):
        yield Edit(match.start() + 1, match.end(), "", "punctuation", by, 0.9, f"marks: “{match[1]}” twice.")


def _unbalanced(reading: str, by: str) -> Iterator[Edit]:
    """Questions about marks that are opened and not closed, or closed and not opened."""
    paragraphs = [Paragraph(m.start(), m.group()) for m in re.finditer(r"[^\n]+", reading)]
    carried = ""
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1].text.lstrip() if number + 1 < len(paragraphs) else ""
        left, stray = _walk(paragraph.text, carried)
        carried = ""
        for place in stray:
            yield _query(paragraph, place, "is closed, but never opened", by)
        for place in left:
            mark = paragraph.text[place]
            if mark in REOPENING and following.startswith(mark):
                carried = mark
            else:
                yield _query(paragraph, place, "is opened, but never closed", by)


def _walk(text: str, carried: str) -> tuple[list[int], list[int]]:
    """The places of the marks of a paragraph that stay open, and of those that close nothing. `carried`: a quotation
    that goes on from the paragraph before, which opens it again, or not."""
    open_: list[int] = []
    stray: list[int] = []
    for place, mark in enumerate(text):
        if mark in PAIRS:
            open_.append(place)
        elif mark in CLOSING:
            kin = next((i for i in reversed(open_) if text[i] == CLOSING[mark]), None)
            if kin is not None:
                open_.remove(kin)
            elif carried and CLOSING[mark] == carried:
                carried = ""
            elif not (mark == ")" and _ENUMERATION.search(text[: place + 1])):
                stray.append(place)
    return open_, stray


def _query(paragraph: Paragraph, place: int, what: str, by: str) -> Edit:
    mark = paragraph.text[place]
    name = NAMES[CLOSING.get(mark, mark)]
    start = paragraph.start + place
    return Edit(
        start, start + 1, mark, "punctuation", by, 0.5, f"marks: a {name} {what} in this paragraph.", safe=False
    )
