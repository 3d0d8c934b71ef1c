"""Catchwords: the first word of the next page, which old printers set at the foot of each for the binder, often with
the signature of the sheet in the same line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.pages import DEPTH, Pages

HABIT: Final = 0.2
"""Share of a book's pages with a catchword from which it has catchwords: nearly all have one where all are readable."""
NEEDED: Final = 4
"""Pages at least that have one."""
ALIKE: Final = 75
"""Per cent of letters alike (rapidfuzz's ratio) from which two words are one but for the OCR's mistakes."""
SMALL: Final = 4
"""Letters; shorter words are like others by chance."""
LONGEST: Final = 24
"""Code points of a line that is a catchword and the signature beside it."""
_SIGNATURE: Final = re.compile(r"(?:[^\s\w]|Vol\b|\w{1,2}\b|[IVX]{1,4}\b|\s)*", re.IGNORECASE)
"""What may stand before a catchword: the letter and leaf of the sheet, the volume, specks."""
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_LONG_S: Final = str.maketrans({"ſ": "s", "f": "s"})
"""In the type that has catchwords an OCR engine reads the long s as f."""


class Catchword(NamedTuple):
    """A line at the foot of a page (its index) whose last word is that which the next page begins with, or, of a
    divided word, its second half; whether it is so letter for letter."""

    line: int
    word: str
    exact: bool


def find(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The lines of catchwords, with their indices. `known`: what else is furniture, by the index of its line."""
    if not pages.marked:
        return
    found = list(_candidates(pages, known))
    if len(found) < max(NEEDED, HABIT * len(pages.filled)):
        return
    for one in found:
        line = pages.lines.lines[one.line]
        signs = [
            Sign.rare(f"{len(found)} pages of this book end with the first word of the next", 0.8),
            Sign.rare(f"the next page begins with “{one.word}”", 0.8 if one.exact else 0.6),
            Sign.rare("a line of one word at the foot of a page", 0.5),
        ]
        if span := judged(line.start, line.end, "catchword", signs):
            yield one.line, span


def _candidates(pages: Pages, known: Mapping[int, Span]) -> Iterator[Catchword]:
    for page, following in pairwise(pages.filled):
        last = _body(reversed(pages.lines.pages[page]), known)
        first = _body(iter(pages.lines.pages[following]), known)
        word = _WORD.search(pages.text(first)) if first >= 0 else None
        if last < 0 or word is None or len(pages.text(last)) > LONGEST:
            continue
        text = pages.text(last)
        before = _SIGNATURE.match(text[: text.rfind(" ") + 1])
        own = _WORD.match(text[before.end() :]) if before else None
        if own and before and not text[before.end() + own.end() :].strip(" .,;:-'"):
            likeness = _likeness(own.group(), word.group())
            if likeness >= ALIKE:
                yield Catchword(last, word.group(), likeness == 100)


def _body(lines: Iterator[int], known: Mapping[int, Span]) -> int:
    """The index of the first line of some that is not known as furniture; -1 if there is none at the edge."""
    for index, _ in zip(lines, range(DEPTH + 1), strict=False):
        if not (index in known and known[index].safe):
            return index
    return -1


def _likeness(catchword: str, word: str) -> float:
    """How alike two words are, per cent; a catchword may be cut off or be the beginning of a longer word. Of small
    words nothing but the same is like them: `to` at the end of a page is not what `together` begins with."""
    from rapidfuzz.fuzz import ratio

    one, other = (w.casefold().translate(_LONG_S).strip("'’-") for w in (catchword, word))
    if one == other and len(one) > 1:
        return 100.0
    if len(one) < SMALL:
        return 0.0
    return 100.0 if other.startswith(one) else float(ratio(one, other))
