"""Running heads of two parts, the chapter and its section: at the two ends of a line, or in two lines where a PDF file
was read. They are in capitals what headings of the text are not, and cut short with an ellipsis where the line is full
(the `headings` style of LaTeX, and DocBook's). The section changes from page to page, so few of them come again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final

from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import STAGE
from ecdosis.stages.furniture.pages import DEPTH, Pages, unmarked
from ecdosis.stages.furniture.rules import FurnitureRule

FEWEST: Final = 3
"""Pages with such a head, at least."""
LETTERS: Final = 6
"""Letters and figures of a part at least: a word and its number are no name of a chapter."""
_GAP: Final = re.compile(r"\s{3,}|\t+")
_CUT: Final = re.compile(r"(?<![.…])(?:…|\.\.\.)[…. ]{0,20}$")
_CHAPTER: Final = re.compile(r"[^\W\d_]{3,12}\s+(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])\s?[.:]\s+")
_NUMBER: Final = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d{1,3}){1,4}\.?\s")
"""The number of a section of a chapter."""


def find(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The lines of such heads, with their indices. `known`: what else is furniture, by the index of its line."""
    if not pages.marked:
        return
    others = frozenset(line for line, span in known.items() if span.safe and span.kind != "running-head")
    headings = tuple(sorted(_headings(pages)))
    heads = [found for page in pages.filled if (found := _head(pages, page, others, headings))]
    for line in (line for head in heads for line in head) if len(heads) >= FEWEST else ():
        place, rule = pages.lines.lines[line], FurnitureRule.HEAD_OF_PARTS
        yield line, Span(place.start, place.end, "running-head", STAGE, rule, rule.what)


def _headings(pages: Pages) -> Iterator[str]:
    """The letters of what may be a heading: a line that is not in capitals, alone and with the next."""
    for line, after in pairwise([line.text for line in pages.lines.lines] + [""]):
        if not line.isupper() and len(line) <= pages.lines.width:
            alone = unmarked(line)
            yield alone
            yield alone + unmarked(after)


def _head(pages: Pages, page: int, others: Container[int], headings: Sequence[str]) -> list[int]:
    """The lines at the top of a page that are its head; none if it has no such head. `others`: lines of furniture."""
    rest = [line for line in pages.lines.pages[page] if line not in others]
    parts = {line: _parts(pages.lines.lines[line].text, headings) for line in rest[:DEPTH]}
    lines = list(takewhile(lambda line: parts[line], parts))
    texts = [pages.lines.lines[line].text for line in lines]
    two = sum(len(parts[line]) for line in lines) > 1 and any(_NUMBER.search(text) for text in texts)
    return lines if two or any(_CUT.search(part) for line in lines for part in parts[line]) else []


def _parts(text: str, headings: Sequence[str]) -> Sequence[str]:
    """The parts of a line that all are names of chapters or sections; none if one of them is not."""
    parts = _GAP.split(text)
    capitals = text.replace("ß", "").isupper()  # which has none
    return parts if capitals and len(parts) <= 2 and all(_is_named(part, headings) for part in parts) else ()


def _is_named(part: str, headings: Sequence[str]) -> bool:
    """Whether a heading of the text has a part of a head as its words, or begins with it if it is cut short."""
    words = _CUT.sub("", part)
    names = [unmarked(name) for name in (words, _CHAPTER.sub("", words, count=1))]
    for name in names if len(names[-1]) >= LETTERS else ():
        at = bisect_left(headings, name)
        if at < len(headings) and headings[at].startswith(name) and (words != part or headings[at] == name):
            return True
    return False
