"""Specks: what the OCR made of dirt, rules and ornaments at the edges of pages, lines without a word across which a
sentence goes on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, takewhile
from typing import Final

from ecdosis.evidence import Sign
from ecdosis.languages import language as language_of
from ecdosis.languages.parts import Letters
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.lines import cuts
from ecdosis.stages.furniture.pages import DEPTH, Pages

LONGEST: Final = 12
"""Code points of such a line."""
NUMBERED: Final = 0.5
"""Share of a book's pages with a number alone at the head from which a line there without a word is a worn one."""
INSIDE: Final = 2
"""Like lines inside of pages up to which it may be a speck; more are the bullets of lists, variables of formulas."""
_GROUP: Final = re.compile(r"[^\W_]+")
_RECKONS: Final = frozenset("+=×÷/≤≥")
"""Signs of formulas, whose letters are no specks."""
_CONSONANTS: Final = frozenset("bcdfghjlmnpqrtx")
"""Letters that are no words where the words of the language are not known: consonants, but for those that are Slavic
prepositions (`k`, `s`, `v`, `w`, `z`)."""
_CALLS: Final = frozenset("AEIOU")
"""Capital vowels, which may be a call (`O`) or an initial."""
_BRACKETED: Final = re.compile(r"[({\[<].*|.*[)}\]>]")
_FIGURE: Final = re.compile(r"[^\W\d_]?\d{1,3}|\d{1,3}[^\W\d_]")
GROUPS: Final = 3
"""Groups of letters and figures, of as many characters at most, that may be left of a number in brackets; without
brackets it is one, of its figures and a letter beside them."""
_OF_THE_TEXT: Final = re.compile(r"[(\[]?\w{1,4}[.)\]]|[•▪●◦‣·]|[\"'”’»)\],;:.!?]*[\"'”’»)\],;:]+")
"""Marks of items, and marks that may have been parted from the words before them."""


def find(pages: Pages, known: Mapping[int, Span], language: str) -> Iterator[tuple[int, Span]]:
    """The specks, with the indices of their lines. `known`: what else is furniture, by the index of its line;
    `language`: ISO 639-1 or "und"."""
    if not pages.marked:
        return
    everywhere = Counter(" ".join(line.text.split()) for line in pages.lines.lines)
    numbered = _is_numbered(pages, known)
    letters = language_of(language).letters
    for page, following in pairwise(pages.filled):
        foot, last = _edge(reversed(pages.lines.pages[page]), pages, known, letters, numbered=False)
        head, first = _edge(pages.lines.pages[following], pages, known, letters, numbered=numbered)
        if min(last, first) < 0 or not cuts(pages.text(last), pages.text(first)):
            continue
        for line, where in [*((line, "foot") for line in foot), *((line, "head") for line in head)]:
            text = pages.text(line)
            if everywhere[text] - pages.texts[text] > INSIDE:
                continue
            if span := _judged(pages, line, where, number=numbered and where == "head" and not _is_wordless(text)):
                yield line, span


def _is_numbered(pages: Pages, known: Mapping[int, Span]) -> bool:
    """Whether the pages of a book have their numbers alone at the head."""
    tops = {edge.line for edge in pages.edges if edge.top}
    numbers = sum(1 for line, span in known.items() if line in tops and span.safe and span.kind == "page-number")
    return numbers >= NUMBERED * len(pages.filled)


def _edge(
    lines: Iterable[int], pages: Pages, known: Mapping[int, Span], letters: Letters, *, numbered: bool
) -> tuple[tuple[int, ...], int]:
    """The lines without a word at an edge, whose lines are given from it inwards, and the first line of the text; -1
    if there is none near. `numbered`: whether this is where pages have their number."""
    near = [index for index, _ in zip(lines, range(2 * DEPTH), strict=False)]
    unknown = [index for index in near if not (index in known and known[index].safe)]
    number = numbered and not any(index in known and known[index].kind == "page-number" for index in near)
    specks = tuple(takewhile(lambda index: _is_speck(pages.text(index), letters, number=number), unknown))
    return specks, next(iter(unknown[len(specks) :]), -1)


def _is_speck(text: str, letters: Letters, *, number: bool) -> bool:
    if len(text) > LONGEST or _OF_THE_TEXT.fullmatch(text):
        return False
    return (number and _is_worn(text)) or _is_wordless(text) or _is_no_word(text, letters)


def _is_worn(text: str) -> bool:
    """Whether a line may be what is left of a number."""
    groups = _GROUP.findall(text)
    if _BRACKETED.fullmatch(text):
        return len(groups) <= GROUPS and all(len(group) <= GROUPS for group in groups)
    return len(groups) == 1 and _FIGURE.fullmatch(groups[0]) is not None


def _is_no_word(text: str, letters: Letters) -> bool:
    """Whether a line is one or two letters that are no words by themselves."""
    found = _GROUP.findall(text)
    if not 0 < len(found) < GROUPS or not all(len(one) == 1 and one.isalpha() for one in found):
        return False
    if not _RECKONS.isdisjoint(text):
        return False
    if letters.alphabet:
        return not any(one in _CALLS or letters.stands_alone(one) for one in found)
    return all(one.lower() in _CONSONANTS for one in found)


def _is_wordless(text: str) -> bool:
    return not any(map(str.isalnum, text)) and not any(dash in text for dash in "—–")


def _judged(pages: Pages, line: int, where: str, *, number: bool) -> Span | None:
    place = pages.lines.lines[line]
    signs = [
        Sign.rare("has no word in it", 0.8 if _is_wordless(place.text) else 0.6),
        Sign.rare("a sentence goes on across it", 0.6),
        Sign.rare(f"stands alone at the {where} of a page", 0.5),
    ]
    if number:
        signs.append(Sign.rare("most pages of this book have their number there", 0.6))
    return judged(place.start, place.end, "page-number" if number else "speck", signs)
