"""Catchwords: the first word of the next page, which old printers set at the foot of each for the binder, often with
the signature of the sheet in the same line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.pages import DEPTH, Pages
from ecdosis.stages.notes.lines import label_of

HABIT: Final = 0.2
"""Share of a book's pages with a catchword from which it has catchwords: nearly all have one where all are readable."""
NEEDED: Final = 4
"""Pages at least that have one."""
ALIKE: Final = 75
"""Per cent of letters alike (rapidfuzz's ratio) from which two words are one but for the OCR's mistakes."""
SAME: Final = 100.0
SMALL: Final = 4
"""Letters; shorter words are like others by chance."""
LONGEST: Final = 24
"""Code points of a line that is a catchword and the signature beside it."""
BESIDE: Final = 50
"""The same as ALIKE for a word beside a signature, which says already what the line is."""
NOTES: Final = 2
"""Lines of notes that may stand below a catchword as the OCR orders the foot of a page."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_OWN: Final = re.compile(r"[\W_]*(?P<word>[^\W\d_][\w'’-]*?)[\W_]*")
_SPECK: Final = re.compile(r"[\W_]*\w?[\W_]*")
"""What may stand after a catchword: its marks, and one that the OCR read as a letter."""
_PLAIN: Final = re.compile(r"[\"'“‘«(]?[^\W\d_]{3,}[\W_]*")
_VOLUME: Final = re.compile(r"[\W_]*(?:v[o0]\w|[ivx]{3,4})[\W_]*", re.IGNORECASE)
"""What may stand before it is the volume, the letter and leaf of the sheet, and specks: no other plain word."""
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
        first = next(_body(iter(pages.lines.pages[following]), known), -1)
        words = pages.text(first).split() if first >= 0 else []
        word = next((found for token in words[:2] if (found := "".join(_LETTER.findall(token)))), "")
        for last in islice(_body(reversed(pages.lines.pages[page]), known), 1 + NOTES) if word else ():
            text = pages.text(last)
            likeness = SAME if _is_begun_by(words, text) else _is_catchword(text, word)
            if likeness:
                yield Catchword(last, word, likeness == SAME)
            if likeness or not label_of(text):
                break


def _is_begun_by(words: Sequence[str], text: str) -> bool:
    """Whether a line is the first two or three words of another, as some printers have it."""
    tokens = text.split()
    return len(text) <= LONGEST and 1 < len(tokens) < 4 and tokens == list(words[: len(tokens)])


def _is_catchword(text: str, word: str) -> float:
    """How alike the last word of a line is to the first of the next page, per cent; 0 if the line is no catchword."""
    tokens = text.split()
    if len(tokens) > 1 and _SPECK.fullmatch(tokens[-1]):
        tokens.pop()
    own = _OWN.fullmatch(tokens[-1]) if tokens and len(text) <= LONGEST else None
    before = tokens[:-1]
    if own is None or any(_PLAIN.fullmatch(token) and not _VOLUME.fullmatch(token) for token in before):
        return 0.0
    signed = any(map(str.isalnum, "".join(before)))
    likeness = _likeness("".join(_LETTER.findall(own["word"])), word, signed=signed)
    return likeness if likeness >= (BESIDE if signed else ALIKE) else 0.0


def _body(lines: Iterator[int], known: Mapping[int, Span]) -> Iterator[int]:
    """The indices of those of the first lines of some that are not known as furniture."""
    return (index for index in islice(lines, DEPTH + 1) if not (index in known and known[index].safe))


def _likeness(catchword: str, word: str, *, signed: bool) -> float:
    """How alike two words are, per cent; a catchword may be cut off or be the beginning of a longer word. Of small
    words that no signature stands beside only those of as many letters are like: `to` at the end of a page is not what
    `together` begins with."""
    from rapidfuzz.fuzz import ratio

    one, other = (w.casefold().translate(_LONG_S) for w in (catchword, word))
    if one == other or len(one) == 1:
        return SAME if one == other else 0.0
    if len(one) < SMALL:
        return float(ratio(one, other)) if signed or len(one) == len(other) else 0.0
    return SAME if other.startswith(one) else float(ratio(one, other))
