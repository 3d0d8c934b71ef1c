"""The line model: the lines of a text that are not blank, the pages that its marks divide it into, and what can be
told of two lines that stand beside each other."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median
from typing import Final, NamedTuple

from ecdosis.model.pieces import Aside, Span, Stretch
from ecdosis.model.text import Text
from ecdosis.stages.furniture.judge import STAGE
from ecdosis.stages.furniture.page_marks import are_pages, mark_of, value

LEFT_OPEN: Final = re.compile(r"[^\W_][,;]?\s?[\"'’”)\]]?$|[-‐\u00ad¬—–]$|,$")
"""The end of a line in whose middle a sentence goes on: a letter, a figure, a comma, a hyphen."""
_MARKS: Final = ("<", "[", "{", "--", "==", "__", "**", "# ", "##", "—", "–", ".bn ")
"""What a text has that has marks of pages..."""
_BEGIN: Final = "<[{-=_*#—–."
"""... and how such a mark begins."""
GOES_ON: Final = re.compile(r"[\"'“‘(\[«„]?[^\W\d_]")
IN_BRACKETS: Final = re.compile(r"\*?\[[^\W\d_]{2,20}(?: [^\s\]]{1,4})?:")
"""How a transcriber's bracket begins that holds the book's words (`[Footnote 2: ` and its like)."""


PARAGRAPH: Final = 200
"""Code points; no line of a page is longer..."""
MOST: Final = 0.8
"""... and lines that are hold this share of a text of which each is a paragraph."""
SENTENCES: Final = 0.1
"""Share of the lines in which a sentence ends; a transcript without marks has fewer, verse and print have more."""
_END: Final = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]{0,2}(?:\s|$)")


class PageLine(NamedTuple):
    """A line that is not blank: its number, where its text begins and ends without the blanks around it (offsets), how
    many blank lines stand before it, and the index of its page."""

    start: int
    end: int
    text: str
    gap: int
    page: int


class PageMark(NamedTuple):
    """A page mark or form feed in the text; the page with index `page` begins there (`form_feed`: of its own kind;
    `sure`: it can be nothing else; `image`: what it says of the page's image)."""

    start: int
    end: int
    number: str
    form_feed: bool
    page: int
    sure: bool = False
    image: str = ""


@dataclass(frozen=True)
class Lines:
    """The lines of a text, its page marks, and the length of the text."""

    lines: tuple[PageLine, ...]
    marks: tuple[PageMark, ...]
    length: int

    @cached_property
    def width(self) -> float:
        """The length of a full line: the upper decile of all."""
        lengths = sorted(len(line.text) for line in self.lines)
        return float(lengths[len(lengths) * 9 // 10]) if lengths else 0.0

    @cached_property
    def one_a_block(self) -> bool:
        """Whether every line is a block of its own: no blank lines between most, and lines as long as paragraphs."""
        rest = self.lines[1:]
        parted = sum(1 for line in rest if line.gap)
        whole = sum(len(line.text) for line in rest if len(line.text) > PARAGRAPH)
        most = whole > MOST * sum(len(line.text) for line in rest)  # however many links and labels stand around them
        return bool(rest) and parted < len(rest) / 10 and (most or median(len(line.text) for line in rest) > 100)

    @cached_property
    def punctuated(self) -> bool:
        """Whether the sentences of the text end with marks; where they do not, nothing is told of one that goes on."""
        return sum(_END.search(line.text) is not None for line in self.lines) >= SENTENCES * len(self.lines)

    @cached_property
    def pages(self) -> tuple[range, ...]:
        """The indices of the lines of each page between marks."""
        count = 1 + max((*(mark.page for mark in self.marks), *(line.page for line in self.lines[-1:])), default=0)
        borders = [0] * (count + 1)
        for line in self.lines:
            borders[line.page + 1] += 1
        for index in range(count):
            borders[index + 1] += borders[index]
        return tuple(range(a, b) for a, b in itertools.pairwise(borders))


def split(text: str) -> Lines:
    """The line model of a text. Linear."""
    lines: list[PageLine] = []
    marks: list[PageMark] = []
    offset = gap = page = 0
    known = any(map(text.__contains__, _MARKS))
    for raw in text.split("\n"):
        for number, part in enumerate(raw.split("\f")):
            if number:
                page = _turn(marks, offset - 1, lines, page)
                marks.append(PageMark(offset - 1, offset, "", True, page))
            stripped = part.strip()
            if not stripped:
                gap += not number
            else:
                start = offset + len(part) - len(part.lstrip())
                end = start + len(stripped)
                found = mark_of(stripped) if known and stripped[0] in _BEGIN else None
                if found:
                    page = _turn(marks, start, lines, page)
                    marks.append(PageMark(start, end, found.number, False, page, found.sure, found.image))
                    gap = 0
                else:
                    lines.append(PageLine(start, end, stripped, gap, page))
                    gap = 0
            offset += len(part) + 1
    return _checked(Lines(tuple(lines), tuple(marks), len(text)), text)


def _turn(marks: Sequence[PageMark], at: int, lines: Sequence[PageLine], page: int) -> int:
    """The index of the page that begins at a mark: a form feed beside a mark begins no second page."""
    last = marks[-1] if marks else None
    nothing_between = last is not None and (not lines or lines[-1].end <= last.start)
    if last is not None and nothing_between and last.form_feed != (at == last.end) and last.form_feed:
        return page
    return page + 1


def _checked(lines: Lines, text: str) -> Lines:
    """The same lines; if the page marks do not rise they are ordinary lines, and none is a mark."""
    written = [mark for mark in lines.marks if not mark.form_feed and not mark.sure]
    begins = len(written) <= 2 and text.lstrip()[:5].lower() in ("<page", "<pb n")
    braces = [mark.start for mark in written if text[mark.start] == "{"]  # as those of notes are
    if not written or begins or (_rise(lines.marks) and (not braces or are_pages(braces))):
        return lines
    plain = [PageLine(mark.start, mark.end, text[mark.start : mark.end], 0, 0) for mark in written]
    feeds = [mark.start for mark in lines.marks if mark.form_feed or mark.sure]
    ordered = sorted([*lines.lines, *plain])
    again = tuple(line._replace(page=bisect_right(feeds, line.start)) for line in ordered)
    kept = (mark for mark in lines.marks if mark.form_feed or mark.sure)
    return Lines(again, tuple(mark._replace(page=i + 1) for i, mark in enumerate(kept)), lines.length)


def _rise(marks: Sequence[PageMark]) -> bool:
    """Whether the numbers of page marks nearly all rise."""
    numbers = [number for mark in marks if (number := value(mark.number)) is not None]
    rising = sum(1 for a, b in itertools.pairwise(numbers) if a < b)
    return len(numbers) > 2 and rising > 0.9 * (len(numbers) - 1)


def cuts(before: str, after: str) -> bool:
    """Whether a sentence goes on from one line to another: the first is left open, the second begins small."""
    if not before or not after or not LEFT_OPEN.search(before[-4:]):
        return False
    first = GOES_ON.match(after)
    return first is not None and first.group()[-1].islower()


@dataclass(frozen=True, slots=True)
class Stream:
    """A text with what this stage has already set aside back in its place, so that a second look sees what the first
    saw: `text`, and the stretches of it (offsets in it) that are aside already, in order."""

    text: str
    aside: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: Text) -> Stream:
        """The stream of a text."""
        parts: list[str] = []
        aside: list[tuple[int, int]] = []
        length = 0
        for piece in text.pieces:
            if isinstance(piece, Aside) and piece.by == STAGE:
                part = "".join(_shown(text, piece))
                aside.append((length, length + len(part)))
            else:
                part = "" if isinstance(piece, Aside) else _reading(text, piece)
            parts.append(part)
            length += len(part)
        return cls("".join(parts), tuple(aside))

    def to_reading(self, spans: Sequence[Span]) -> Iterator[Span]:
        """The spans (offsets in the stream) as spans of the reading, without those that are aside already."""
        if not self.aside:
            yield from spans
            return
        ends = [end for _, end in self.aside]
        known = set(self.aside)
        before = [0]
        for start, end in self.aside:
            before.append(before[-1] + end - start)
        for span in spans:
            index = bisect_left(ends, span.end)
            if (span.start, span.end) in known or (index < len(ends) and self.aside[index][0] <= span.start < span.end):
                continue
            first, last = before[bisect_right(ends, span.start)], before[bisect_right(ends, span.end)]
            yield replace(span, start=span.start - first, end=span.end - last)


def _reading(text: Text, piece: object) -> str:
    if isinstance(piece, Stretch):
        return text.source[piece.start : piece.end]
    return getattr(piece, "after", "")


def _shown(text: Text, aside: Aside) -> Iterator[str]:
    """The reading of what stands inside an aside."""
    for piece in aside.pieces:
        if isinstance(piece, Aside):
            yield from _shown(text, piece)
        else:
            yield _reading(text, piece)
