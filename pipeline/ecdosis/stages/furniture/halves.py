"""Running heads of two parts, the chapter and its section: at the two ends of a line, or in two lines where a PDF file
was read. They are in capitals what headings of the text are not, and cut short with an ellipsis where the line is full
(the `headings` style of LaTeX, and DocBook's). The section changes from page to page, so few of them come again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
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
_FOOT: Final = re.compile(r"(?:[^\W\d_]{3,12}\s+\d{1,3}[.:]|\d{1,2}(?:\.\d{1,3}){1,4}\.?)\s+")
"""How the foot of a page begins that is a chapter or section, and how their headings begin."""
_ALONE: Final = re.compile(r"\d{1,2}(?:\.\d{1,3}){1,4}\.?")
"""The number of a section, alone in a line: what reads a PDF file may have it between the parts of a head."""
_NUMBER: Final = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d{1,3}){1,4}\.?\s")
"""The number of a section of a chapter."""


def find(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The lines of such heads, with their indices. `known`: what else is furniture, by the index of its line."""
    if not pages.marked:
        return
    others = frozenset(line for line, span in known.items() if span.safe and span.kind != "running-head")
    headings = tuple(sorted(_headings(pages)))
    heads = {page: found for page in pages.filled if (found := _head(pages, page, others, headings))}
    lines = [line for head in heads.values() for line in head] if len(heads) >= FEWEST else []
    if lines:
        lines.extend(_chapters(pages, others, heads))
    for line in lines:
        place, rule = pages.lines.lines[line], FurnitureRule.HEAD_OF_PARTS
        yield line, Span(place.start, place.end, "running-head", STAGE, rule, rule.what)
    for line in _feet(pages, known):
        place, rule = pages.lines.lines[line], FurnitureRule.FOOT_OF_SECTION
        yield line, Span(place.start, place.end, "running-foot", STAGE, rule, rule.what)


def _chapters(pages: Pages, others: Container[int], heads: Container[int]) -> Iterator[int]:
    """The heads that are the chapter alone, in a book whose other heads have two parts: in capitals, with its number,
    the first line or two, not in capitals, of an earlier page."""
    opened: set[str] = set()
    for page in pages.filled:
        top = [line for line in pages.lines.pages[page] if line not in others][:2]
        texts = [pages.lines.lines[line].text for line in top]
        capitals = bool(texts) and page not in heads and texts[0].isupper() and _CHAPTER.match(texts[0]) is not None
        if capitals and unmarked(texts[0]) in opened:
            yield top[0]
        elif texts and not texts[0].isupper():
            opened |= {unmarked(texts[0]), unmarked("".join(texts))}


def _feet(pages: Pages, known: Mapping[int, Span]) -> Iterator[int]:
    """The feet beside the numbers of pages that are the number and title of a heading of the text: of sections and
    chapters so short that none comes again, in a book that has several other feet of this form."""
    told = sum(span.safe and span.kind == "running-foot" and _is_foot(pages.text(line)) for line, span in known.items())
    if told < FEWEST:
        return
    titles = Counter(unmarked(_FOOT.sub("", line.text, count=1)) for line in pages.lines.lines)
    for page in pages.filled:
        last = pages.lines.pages[page][-DEPTH:]
        sure = {line: known[line].kind for line in last if line in known and known[line].safe}
        numbers = {line for line, kind in sure.items() if kind == "page-number"}
        for line in last:
            text = pages.text(line)
            if line not in sure and {line - 1, line + 1} & numbers and _is_foot(text):
                title = unmarked(_FOOT.sub("", text, count=1))
                if titles[title] > 1:
                    yield line


def _is_foot(text: str) -> bool:
    """Whether a line begins with a number of a section or chapter, and has a title."""
    found = _FOOT.match(text)
    return found is not None and len(unmarked(text[found.end() :])) >= LETTERS


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
    first = [line for line in rest[:DEPTH] if not _ALONE.fullmatch(pages.lines.lines[line].text)]
    parts = {line: _parts(pages.lines.lines[line].text, headings) for line in first}
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
