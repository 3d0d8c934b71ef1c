"""Manuscripts of articles, as authors set them with LaTeX: the stamp of arXiv, and the lines that the styles of
journals put on pages (`manuscript.toml`). Each is all of its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Line, Passage
from ecdosis.profiles.rules import ProfileRule

TOP: Final = 400
"""Lines of the first pages: the stamp stands on the first one."""
UPRIGHT: Final = 20
"""Letters of a stamp that stands upright, one or two in a line."""
_ARXIV: Final = re.compile(
    r"[#>*\s]{0,4}arXiv:(?P<id>\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7}(?:v\d{1,2})?)\s{0,4}"
    r"\[[a-z-]{2,10}(?:\.[A-Za-z-]{2,10})?\]\s{0,4}(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>\d{4})\s*"
)
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"


@cache
def _styles() -> re.Pattern[str]:
    return re.compile("|".join(table("manuscript")["lines"]))


def look(file: File) -> Finding | None:
    """The stamp of arXiv and the lines of styles in a file."""
    told = Provenance()
    passages = []
    for line in file.lines[:TOP]:
        if match := _ARXIV.fullmatch(line.text):
            told = Provenance(origins=("arXiv",), number=f"arXiv:{match['id']}", date=_day(match))
            passages.append(_passage(line, line, "the stamp of arXiv"))
    for first, last in _upright(file.lines[:TOP]):
        told = told | Provenance(origins=("arXiv",))
        passages.append(_passage(first, last, "the stamp of arXiv, a letter a line"))
    why = "a line that the style of a journal puts on pages"
    passages.extend(_passage(line, line, why) for line in file.lines if _styles().fullmatch(line.text))
    return Finding(told, tuple(passages)) if passages else None


def _passage(first: Line, last: Line, why: str) -> Passage:
    return Passage(first.start, last.end, ProfileRule.MARKED, why)


def _upright(lines: tuple[Line, ...]) -> Iterator[tuple[Line, Line]]:
    """The first and last lines of stamps that stand upright."""
    for short, run in groupby(lines, key=lambda line: len(line.text) <= 2):
        letters = list(run)
        if short and len(letters) >= UPRIGHT:
            words = "".join(line.text for line in letters)
            if "arXiv:" in words or "viXra" in words:
                yield letters[0], letters[-1]


def _day(match: re.Match[str]) -> str:
    month = _MONTHS.find(match["month"]) // 3 + 1
    return f"{match['year']}-{month:02}-{int(match['day']):02}" if month else match["year"]
