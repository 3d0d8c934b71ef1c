"""What has straight marks that are none of a typist's quotation: code, measures, rows of tables, dirt of a scan."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ecdosis.stages.code import sessions

_CODE: Final = re.compile(
    r"\w\([\"']"  # a call with a string
    r"|\w\s?=\s?[\"']"  # an assignment, an attribute of markup
    r"|\(\)\s?[;{]|[;)]\s?\{\s*$"
    r"|&&|\|\||!=|<-\s|->\s?\w|=>|\w::\w|:=|\+="
    r"|^\s*(?:>>>|R>|#include\b|import \w+$|from \w+ import\b|def \w+\(|(?:var|let|const) \w+\b)"
    r"|^\s*[\"'][\w .-]+[\"']\s?:\s?[\"'\[{\d]"  # a key of JSON
    r"|\\[\"'n]"
)
"""Signs of code that no prose has."""
_TICKED: Final = re.compile(r"(`+)(?!`)(?![^`\n]*'')[^`\n]{1,200}(?<!`)\1(?!`)")
"""Code in a line, as Markdown has it; what is quoted so is closed by other signs."""
_DITTO: Final = re.compile(r"(?:^[ \t]*|(?<=  ))\"(?=[ \t]{2,}\S|[ \t]+\"[ \t])", re.MULTILINE)
"""The sign for what stands above it."""
_MEASURE: Final = re.compile(
    r"\d ?' ?\d{1,2}(?:[½¼¾⅛⅜⅝⅞]| \d/\d)? ?(?:\"|'')"  # feet and inches
    r"|[°º] ?\d{1,2}(?:[.,]\d+)? ?'(?: ?\d{1,2}(?:[.,]\d+)? ?(?:\"|''))?"  # degrees, minutes, seconds
    r"|\d ?[\"'] ?(?:[x×]|by) ?\d+(?: ?[\"'])?"
)
_ODD: Final = re.compile(r"[^\w\s.,;:!?'\"’”“‘()\[\]—–-]|_")
"""A sign that prose seldom has."""
ODD: Final = 3
"""One of so many signs of a line is odd, if the line is what a scan made of a picture."""
_WIDE: Final = re.compile(r"(?<=\S) {3,}(?=\S)")
CELL: Final = 40
"""Code points of the cells of a table in the mean, but for the last one; where lines of prose were joined with their
indents, wide blanks stand a line apart."""

LAST: Final = 160
"""Code points of the last cell at most: a paragraph whose lines were justified with blanks goes on for longer."""


class Untouched:
    """The places of a reading whose marks stay as they are, whatever an edition wants."""

    def __init__(self, reading: str) -> None:
        found = sorted([*_code(reading), *sessions(reading), *_spans(reading), *_dirt(reading)])
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in found:
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]


@lru_cache(maxsize=1)
def untouched_in(reading: str) -> Untouched:
    """Those of a reading, which are asked for again for each thing that an edition wants."""
    return Untouched(reading)


def is_table(line: str) -> bool:
    """Whether a line has columns."""
    if "\t" in line or "|" in line:
        return True
    *cells, last = _WIDE.split(line)
    return len(cells) > 1 and sum(map(len, cells)) <= CELL * len(cells) and len(last) <= LAST


def _code(reading: str) -> Iterator[tuple[int, int]]:
    """The lines that are code, and the single ones between two that are."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", reading)]
    is_code = [_CODE.search(reading[start:end]) is not None for start, end in lines]
    yield from (line for line, code in zip(lines, is_code, strict=True) if code)
    for index in range(1, len(lines) - 1):
        together = lines[index + 1][0] - lines[index][1] == lines[index][0] - lines[index - 1][1] == 1
        if together and is_code[index - 1] and is_code[index + 1]:
            yield lines[index]


def _spans(reading: str) -> Iterator[tuple[int, int]]:
    """Measures, and code among words."""
    for pattern in (_TICKED, _MEASURE, _DITTO):
        yield from (match.span() for match in pattern.finditer(reading))


def _dirt(reading: str) -> Iterator[tuple[int, int]]:
    """The lines that a scan made of pictures and specks: odd signs, or marks alone."""
    for match in re.finditer(r"[^\n]+", reading):
        line = match.group().replace(" ", "")
        if not line.strip("'\"") or ODD * len(_ODD.findall(line)) >= len(line):
            yield match.span()
