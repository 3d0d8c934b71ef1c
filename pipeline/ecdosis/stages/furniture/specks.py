"""Specks: what the OCR made of dirt, rules and ornaments at the edges of pages, lines without a word across which a
sentence goes on, or which stand between a catchword and its word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from ecdosis.evidence import Sign
from ecdosis.languages import language as language_of
from ecdosis.languages.parts import Letters
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import STAGE, judged
from ecdosis.stages.furniture.lines import cuts
from ecdosis.stages.furniture.pages import DEPTH, Pages
from ecdosis.stages.furniture.rules import FurnitureRule
from ecdosis.stages.notes.lines import label_of

ACROSS: Final = "a sentence goes on across it"
BELOW: Final = "stands between a catchword and the word of the next page"
BESIDE: Final = "stands beside the head of the page, which has lost its number"
LONGEST: Final = 12
"""Code points of such a line."""
NUMBERED: Final = 0.5
"""Share of a book's pages with a number alone at the head from which a line there without a word is a worn one."""
INSIDE: Final = 2
"""Like lines inside of pages up to which it may be a speck; more are the bullets of lists, variables of formulas."""
_GROUP: Final = re.compile(r"[^\W_]+")
RECKONS: Final = frozenset("+=×÷/≤≥")
"""Signs of formulas, whose letters are no specks."""
_CONSONANTS: Final = frozenset("bcdfghjlmnpqrtx")
"""Letters that are no words where the words of the language are not known: consonants, but for those that are Slavic
prepositions (`k`, `s`, `v`, `w`, `z`)."""
_CALLS: Final = frozenset("AEIOU")
"""Capital vowels, which may be a call (`O`) or an initial."""
_BRACKETED: Final = re.compile(r"[({\[<].*|.*[)}\]>]")
_FIGURE: Final = re.compile(r"[^\W\d_]?\d{1,3}|\d{1,3}[^\W\d_]")
PICTURE: Final = 30
"""Code points of a line that an OCR engine makes of a picture, on a page of its own..."""
BETWEEN: Final = 4
"""... and such pages between two of the text: a plate, its back and its tissue."""
INK: Final = 3
"""Signs of ink, as no writer has them, in a line with groups of letters that might be words."""
SIGNS: Final = 0.5
"""Share of such a line that are signs."""
_INK: Final = re.compile(r"[\\^|<>{}~■•►◄_=]")
_VOWEL: Final = re.compile(r"[aeiouyà-öø-ÿ]", re.IGNORECASE)
_FOREIGN: Final = re.compile(r"[^\W\d_\u0000-\u024f]")
"""A letter of another script than the Latin: how many are a word differs."""
ONE: Final = "1"
"""What is left of a rule as well, but the number of a note, too, where no catchword stands above."""
_STROKES: Final = re.compile(r"[Il1]{2}|[il]l|1")
"""What is left of a rule or the edge of a page."""
STROKE: Final = "I"
"""The same, where no pronoun stands."""
NOTES: Final = 16
"""Lines at the foot of a page in which its notes begin."""
_FIGURES: Final = re.compile(r"[IlO/|]{2,4}")
"""What figures are misread as that have no others beside them."""
GROUPS: Final = 3
"""Groups of letters and figures, of as many characters at most, that may be left of a number in brackets; without
brackets it is one, of its figures and a letter beside them."""
_ITEM: Final = re.compile(r"\W*(?:\w[.)]|[•▪●◦‣·])\W*")
_OF_THE_TEXT: Final = re.compile(r"[(\[]?\w{1,4}[.)\]]|[•▪●◦‣·]|[\"'”’»)\],;:.!?]*[\"'”’»)\],;:]+")
"""Marks of items, and marks that may have been parted from the words before them."""


class _Bottom(NamedTuple):
    """The bottom of a page: the last line of the text above its notes, and the strokes below them."""

    text: int
    strokes: tuple[int, ...]


def find(pages: Pages, known: Mapping[int, Span], language: str) -> Iterator[tuple[int, Span]]:
    """The specks, with the indices of their lines. `known`: what else is furniture, by the index of its line;
    `language`: ISO 639-1 or "und"."""
    if not pages.marked:
        return
    everywhere = Counter(" ".join(line.text.split()) for line in pages.lines.lines)
    numbered = _is_numbered(pages, known)
    letters = language_of(language).letters
    strokes: set[int] = set()
    for page, between, following in _turns(pages, known):
        foot, last = _edge(reversed(pages.lines.pages[page]), pages, known, letters, numbered=False)
        head, first = _edge(pages.lines.pages[following], pages, known, letters, numbered=numbered)
        cut = min(last, first) >= 0 and cuts(pages.text(last), pages.text(first))
        may_be = min(last, first) >= 0 and (not cut or pages.text(last) == STROKE)
        if may_be and (bottom := _below_notes(pages, page, known, last, first)):
            foot, last, cut = (*foot, *bottom.strokes), bottom.text, True
            strokes.update(bottom.strokes)
        word = _catchword(pages, page, known)
        if min(last, first) < 0 or not (cut or word >= 0):
            continue
        sign = Sign.rare(ACROSS if cut else BELOW, 0.6)
        yield from ((line, _of_picture(pages, line)) for line in between)
        foot = foot if cut else tuple(line for line in foot if line > word)
        for line, where in [*((line, "foot") for line in foot), *((line, "head") for line in head)]:
            text = pages.text(line)
            often = everywhere[text] - pages.texts[text] > INSIDE and line not in strokes
            if often or (text == ONE and word < 0):
                continue
            number = numbered and where == "head" and not is_wordless(text)
            number = number or _stands_for_number(pages, line)
            if span := _judged(pages, line, where, sign, number=number):
                yield line, span
    yield from _beside_heads(pages, known, letters, everywhere)


def _below_notes(pages: Pages, page: int, known: Mapping[int, Span], last: int, first: int) -> _Bottom | None:
    """The bottom of a page whose text goes on above its notes (at `first`); `last`: its last line that is no speck. A
    stroke that stands alone below the notes is no word of the text, as it might be right below that."""
    lines = [line for line in pages.lines.pages[page] if line <= last and not _is_safe(line, known)]
    strokes = [line for line in lines[-1:] if pages.text(line) == STROKE and pages.lines.lines[line].gap > 0]
    notes = lines[-NOTES:-1] if strokes else lines[-NOTES:]
    for above, line in pairwise(notes):
        parted = pages.lines.lines[line].gap > 0 and label_of(pages.text(line)) is not None
        if parted and cuts(pages.text(above), pages.text(first)):
            return _Bottom(above, tuple(strokes))
    return None


def _stands_for_number(pages: Pages, line: int) -> bool:
    """Whether a line has as many strokes and rings, which figures are misread as, as the number of its page, which
    stands nowhere else on it, has figures."""
    page, text = pages.lines.lines[line].page, pages.text(line)
    value, is_roman = pages.expected.get(page, (0, True))
    alike = _FIGURES.fullmatch(text) is not None and len(str(value)) == len(text)
    return alike and not is_roman and page not in pages.numbers


def _beside_heads(
    pages: Pages, known: Mapping[int, Span], letters: Letters, everywhere: Mapping[str, int]
) -> Iterator[tuple[int, Span]]:
    """Single small letters that are no words right above or below the head of a page whose number is lost: halves of
    its figures, read as lines of their own."""
    for line, span in tuple(known.items()):
        if not span.safe or span.kind != "running-head" or pages.lines.lines[line].page in pages.numbers:
            continue
        page = pages.lines.pages[pages.lines.lines[line].page]
        for index in (line - 1, line + 1):
            text = pages.text(index) if index in page else ""
            rare = everywhere[text] - pages.texts[text] <= INSIDE
            small = len(text) == 1 and text.islower()  # a capital is that of an index
            if _is_safe(index, known) or not (small and rare and is_speck(text, letters, number=False)):
                continue
            sign = Sign.rare(BESIDE, 0.7)
            if found := _judged(pages, index, "head", sign, number=False):
                yield index, found


def _catchword(pages: Pages, page: int, known: Mapping[int, Span]) -> int:
    """The line of the catchword at the foot of a page, the word that the next begins with; -1 if it has none."""
    lines = reversed(pages.lines.pages[page])
    return next((line for line in lines if _is_safe(line, known) and known[line].kind == "catchword"), -1)


def _turns(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Sequence[int], int]]:
    """Each page that has text, the lines of those after it that have nothing but dirt, and the next that has text."""
    filled = pages.filled
    at = 0
    while at < len(filled) - 1:
        between: list[int] = []
        end = at + 1
        while end < min(len(filled) - 1, at + 1 + BETWEEN):
            lines = [line for line in pages.lines.pages[filled[end]] if not _is_safe(line, known)]
            if not all(_is_dirt(pages.text(line)) for line in lines):
                break
            between += lines
            end += 1
        yield filled[at], between, filled[end]
        at = end


def _is_safe(line: int, known: Mapping[int, Span]) -> bool:
    return line in known and known[line].safe


def _is_dirt(text: str) -> bool:
    """Whether a line on a page of its own may be what an OCR engine made of a picture: no word, no number and no mark
    of an item; groups of letters that might be words only among signs of ink."""
    groups = _GROUP.findall(text)
    if len(text) > PICTURE or _ITEM.fullmatch(text) or _FOREIGN.search(text):
        return False
    if any(one.isnumeric() and set(one) != {"1"} for one in groups):
        return False
    if not any(len(one) >= GROUPS and _VOWEL.search(one) for one in groups):
        return True
    signs = sum(1 for one in text if not (one.isalnum() or one.isspace()))
    short = all(len(one) <= GROUPS + 1 for one in groups)
    return short and len(_INK.findall(text)) >= INK and signs >= SIGNS * len(text)


def _of_picture(pages: Pages, line: int) -> Span:
    """A line of a page without a word, between two pages of one sentence."""
    place = pages.lines.lines[line]
    return Span(place.start, place.end, "speck", STAGE, FurnitureRule.PICTURE, FurnitureRule.PICTURE.what)


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
    specks = tuple(
        takewhile(
            lambda index: is_speck(pages.text(index), letters, number=number) or _stands_for_number(pages, index),
            unknown,
        )
    )
    return specks, next(iter(unknown[len(specks) :]), -1)


def is_speck(text: str, letters: Letters, *, number: bool) -> bool:
    """Whether a line has no word in it; `number`: what is left of one is a speck, too."""
    if len(text) > LONGEST or _OF_THE_TEXT.fullmatch(text):
        return False
    return (number and _is_worn(text)) or is_wordless(text) or _is_no_word(text, letters)


def _is_worn(text: str) -> bool:
    """Whether a line may be what is left of a number."""
    groups = _GROUP.findall(text)
    if _BRACKETED.fullmatch(text):
        return len(groups) <= GROUPS and all(len(group) <= GROUPS for group in groups)
    return len(groups) == 1 and _FIGURE.fullmatch(groups[0]) is not None


def _is_no_word(text: str, letters: Letters) -> bool:
    """Whether a line is one or two letters that are no words by themselves."""
    found = _GROUP.findall(text)
    if letters.alphabet and len(found) == 1 and _STROKES.fullmatch(found[0]):
        return True
    if not 0 < len(found) < GROUPS or not all(len(one) == 1 and one.isalpha() for one in found):
        return False
    if not RECKONS.isdisjoint(text):
        return False
    if letters.alphabet:
        return not any(one in _CALLS or letters.stands_alone(one) for one in found)
    return all(one.lower() in _CONSONANTS for one in found)


def is_wordless(text: str) -> bool:
    """Whether a line has no letter, no figure, and no dash, which an author may have set."""
    return not any(map(str.isalnum, text)) and not any(dash in text for dash in "—–")


def _judged(pages: Pages, line: int, where: str, sign: Sign, *, number: bool) -> Span | None:
    place = pages.lines.lines[line]
    signs = [
        Sign.rare("has no word in it", 0.8 if is_wordless(place.text) else 0.6),
        sign,
        Sign.rare(f"stands alone at the {where} of a page", 0.5),
    ]
    if number:
        signs.append(Sign.rare("most pages of this book have their number there", 0.6))
    return judged(place.start, place.end, "page-number" if number else "speck", signs)
