"""The head and number of a single page: no other page proves them, so only what the page itself shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.lines import Lines
from ecdosis.stages.furniture.numbers import Numeral, numerals
from ecdosis.stages.furniture.phrases import heading_word

PAGE: Final = 6000
"""Code points; a longer text is more than one page."""
LEAST: Final = 5
"""Lines of a page, furniture apart."""
_OPEN: Final = re.compile(r"[^\W\d_][,;]?$|[-‐\u00ad,]$")


def find(lines: Lines) -> Iterator[tuple[int, Span]]:
    """Head and number of a text that is one page, with the index of the line."""
    if lines.length > PAGE or len(lines.lines) < LEAST or lines.one_a_block:
        return
    last = len(lines.lines) - 1
    head, foot = 0, last
    number = _number(lines, 0), _number(lines, last)
    if all(one is not None and one.place == "alone" for one in number):
        return
    top, bottom = lines.lines[0].text, lines.lines[last].text
    body = range(1 if number[0] or _is_head(lines, head) else 0, last if number[1] else last + 1)
    around = list(_goes_on(lines, body))
    if number[0]:
        yield from _judged(lines, head, _kind(number[0], "head"), [*_number_sign(number[0], top), *around])
    elif _is_head(lines, head) and (number[1] or around):
        signs = [Sign.rare("capitals alone at the head of the text", 0.4), *around]
        if number[1]:
            signs.append(Sign.rare("a page number stands at the foot", 0.4))
        yield from _judged(lines, head, "running-head", signs)
    if number[1] and number[1].place == "alone":
        signs = [*_number_sign(number[1], bottom), *around]
        if _is_head(lines, head):
            signs.append(Sign.rare("a head stands at the top", 0.4))
        yield from _judged(lines, foot, "page-number", signs)


def _goes_on(lines: Lines, body: range) -> Iterator[Sign]:
    """Signs that the text of a page (its lines) begins or ends in the midst of a sentence."""
    if lines.lines[body.start].text[:1].islower():
        yield Sign.rare("the page begins in the midst of a sentence", 0.7)
    if _OPEN.search(lines.lines[body.stop - 1].text):
        yield Sign.rare("the page ends in the midst of a sentence", 0.4)


def _judged(lines: Lines, line: int, kind: str, signs: list[Sign]) -> Iterator[tuple[int, Span]]:
    place = lines.lines[line]
    span = judged(place.start, place.end, kind, signs)
    if span:
        yield line, span


def _kind(number: Numeral, where: str) -> str:
    return "page-number" if number.place == "alone" else f"running-{where}"


def _number_sign(number: Numeral, text: str) -> Iterator[Sign]:
    yield Sign.rare(f"the number {number.value} at the edge of the text", 0.6 if number.place == "alone" else 0.4)
    if number.place != "alone" and number.rest.isupper():
        yield Sign.rare("capitals beside it", 0.3)


def _number(lines: Lines, line: int) -> Numeral | None:
    """The page number a line at the edge may carry."""
    place = lines.lines[line]
    if line and place.gap == 0 and lines.lines[line].text.isdigit() is False:
        return None
    if len(place.text) > 0.9 * lines.width:
        return None
    for number in numerals(place.text):
        if number.roman and (number.place != "alone" or place.text.isupper()):
            continue
        if number.place == "alone" or (number.rest.isupper() and not heading_word(number.rest)):
            return number
    return None


def _is_head(lines: Lines, line: int) -> bool:
    """Whether a line at the top looks like a head: capitals, short, parted from the text."""
    text = lines.lines[line].text
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    parted = len(lines.lines) > 1 and lines.lines[1].gap > 0
    return parted and len(text) < 70 and len(letters) > 4 and upper > 0.8 * len(letters) and not heading_word(text)
