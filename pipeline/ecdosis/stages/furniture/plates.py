"""Captions of plates in the midst of a sentence. Printers set a plate where it fell, and below it the page that it
belongs to, or words of the text near by, as a sentence of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import STAGE
from ecdosis.stages.furniture.lines import cuts
from ecdosis.stages.furniture.pages import Pages
from ecdosis.stages.furniture.rules import FurnitureRule

AROUND: Final = 80
"""Lines before and after, two or three pages, in which the words of a caption stand."""
ALIKE: Final = 85
"""Per cent of the letters of a caption that stand in the text near by (rapidfuzz's partial ratio)."""
WORDS: Final = 5
"""Of a caption that quotes the text; fewer come again by chance."""
LONGEST: Final = 100
"""Code points of a caption in one line."""
PAGED: Final = re.compile(r"\s[—–-]\s*p\.\s*\d+\W*$", re.IGNORECASE)
"""The end of a caption that names the page which the plate belongs to."""
_SENTENCE: Final = re.compile(r"[\"“‘'«]?[^\W\d_a-z].*[^\W_][.!?][\"”’'»]?")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def find(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The captions between the halves of sentences, with the indices of their lines. `known`: what else is furniture,
    by the index of its line."""
    if not pages.marked:
        return
    lines = pages.lines.lines
    text = [index for index in range(len(lines)) if not (index in known and known[index].safe)]
    for before, index, after in zip(text, text[1:], text[2:], strict=False):
        line = lines[index]
        apart = before < index - 1 or line.gap > 0, after > index + 1 or lines[after].gap > 0
        if not all(apart) or len(line.text) > LONGEST or not cuts(lines[before].text, lines[after].text):
            continue
        rule = FurnitureRule.PLATE_DRAWN if _is_below_picture(known, index) else _rule(pages, index)
        if rule:
            yield index, Span(line.start, line.end, "caption", STAGE, rule, rule.what)


def is_sentence(text: str) -> bool:
    """Whether a line is a sentence of several words."""
    return _SENTENCE.fullmatch(text) is not None and len(text.split()) >= WORDS


def _is_below_picture(known: Mapping[int, Span], index: int) -> bool:
    """Whether what is left of a picture in the midst of a sentence stands right above a line."""
    above = known.get(index - 1)
    return above is not None and above.safe and above.why == FurnitureRule.PICTURE_AMIDST.what


def _rule(pages: Pages, index: int) -> FurnitureRule | None:
    """What shows that a line which stands apart between the halves of a sentence is a caption, if anything does."""
    text = pages.text(index)
    if PAGED.search(text):
        return FurnitureRule.PLATE_PAGED
    if not is_sentence(text):
        return None
    near = range(max(0, index - AROUND), min(len(pages.lines.lines), index + AROUND + 1))
    rest = "".join(_letters(pages.text(one)) for one in near if one != index)
    return FurnitureRule.PLATE_QUOTED if _stands_in(_letters(text), rest) else None


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text)).casefold()


def _stands_in(caption: str, text: str) -> bool:
    """Whether the letters of a caption stand in those of a text, but for the OCR's mistakes."""
    from rapidfuzz.fuzz import partial_ratio

    return len(caption) <= len(text) and partial_ratio(caption, text) >= ALIKE
