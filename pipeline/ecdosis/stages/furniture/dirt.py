"""Dirt away from the edges of pages: pages that have nothing else or are garbled, lines without a word in the midst of
a sentence, and lines of signs that nobody writes; and worn numbers beside heads, where no sentence goes on across."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise, takewhile
from typing import Final

from ecdosis.evidence import Sign
from ecdosis.languages import language as language_of
from ecdosis.languages.parts import Letters
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.garbled import is_garbled, is_wild
from ecdosis.stages.furniture.heads import may_be_speck
from ecdosis.stages.furniture.judge import STAGE, judged
from ecdosis.stages.furniture.lines import LEFT_OPEN, cuts
from ecdosis.stages.furniture.pages import NEAR, Pages
from ecdosis.stages.furniture.plates import is_sentence
from ecdosis.stages.furniture.rules import FurnitureRule
from ecdosis.stages.furniture.specks import INSIDE, LONGEST, RECKONS, is_speck, is_wordless

SPECKS: Final = 3
"""Specks at the edges of a book's pages from which the OCR made some inside of them, too."""
LINES: Final = 3
"""Lines of dirt in the midst of a sentence."""
PICTURE: Final = 2
"""Lines, at least, that are left of a picture above its caption."""
REMAINS: Final = 4
"""Signs of a line, at most, that beside one of signs alone is what is left of a picture, though it has letters."""
VIGNETTE: Final = 2
"""Lines of a vignette, at least: one may be a misread line of the text."""
SIGNS: Final = 3
"""Signs of a line that nobody writes, at least."""
POINTS: Final = 6
"""Signs of a line of points, at most."""
OFTEN: Final = 4
"""Like lines in a book that are dirt, at most."""
_POINTS: Final = frozenset(".,:;'`´‘’")
_MIXED: Final = frozenset("-*")
"""Signs that stand in such a line beside points; alone they are a dash or an ornament."""
BESIDE: Final = 0.5
"""Share of the pages around that have their number alone, next to their head, from which one that stands so is worn."""
BRACKETED: Final = 0.8
"""Share of the numbers of pages, alone in their line, that stand in brackets in a book that has them so."""
WIDEST: Final = 16
"""Code points of such a number with the dirt beside it."""
_BRACKETED: Final = re.compile(r"[(\[].*|.*[)\]]")
"""A number with one bracket at least."""
_DIRT: Final = " '\"*.,:;•"
"""What may stand beside such a bracket."""
_OPENING: Final = ("(", "[", "{", "<")
_CLOSING: Final = (")", "]", "}", ">")
"""Brackets, and what they are misread as."""
_ITEM: Final = re.compile(r"[(\[]?[^\W\d_][)\]]")
"""The letter of an item."""
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_MARK_OF_ITEM: Final = re.compile(r"[(\[]?\w[.)\]]|[•▪●◦‣·]")
_INK: Final = re.compile(r"[\\^|<>{}~■•►◄_]")
_ORNAMENT: Final = re.compile(r"[\s*⁂❦❧~#•·◦○●◆◇★☆]+")
"""A page of these alone may have an ornament."""
_APART: Final = re.compile(r"\S(?:\s+\S){2,4}")
"""Signs that stand apart, as those of ornaments do, which may be worn."""
_ROW: Final = re.compile(r"[\"'“‘«(\[]?(\S)(?:\s?\1)+[\"'”’»)\].,;]?")
"""A rule, or a row of dots, which stands for lines left out."""
_STROKE: Final = re.compile(r"[1l|]")
"""What is left of the edge of a page."""
_STROKES: Final = re.compile(r"11|ll|\|\|")
"""What is left of two edges."""
_SECOND: Final = re.compile(r"\W*(?:2|II|ii)\W*")
"""The number of a second part, alone on its page."""
_WORN: Final = re.compile(r"[^\W\d_]?\d{1,4}[^\W\d_]?|\d{1,3}[^\W\d_]\d{0,2}")
"""A number of a page as an OCR engine may have read it."""


def find(pages: Pages, known: Mapping[int, Span], language: str) -> Iterator[tuple[int, Span]]:
    """The lines of dirt, with their indices. `known`: what else is furniture, by the index of its line; `language`:
    ISO 639-1 or "und"."""
    if not pages.marked:
        return
    everywhere = Counter(" ".join(line.text.split()) for line in pages.lines.lines)
    yield from _bare_pages(pages, known, everywhere)
    yield from _beside_heads(pages, known)
    yield from _in_brackets(pages, known)
    yield from _above_heads(pages, known)
    if sum(1 for span in known.values() if span.safe and span.kind == "speck") >= SPECKS:
        yield from _vignettes(pages, known)
        yield from _amidst(pages, known, language_of(language).letters, everywhere)
        yield from _ink(pages, known, everywhere)
        yield from _stray(pages, known, everywhere)


def _span(pages: Pages, line: int, rule: FurnitureRule) -> tuple[int, Span]:
    place = pages.lines.lines[line]
    return line, Span(place.start, place.end, "speck", STAGE, rule, rule.what)


def _is_safe(line: int, known: Mapping[int, Span]) -> bool:
    return line in known and known[line].safe


def _bare_pages(pages: Pages, known: Mapping[int, Span], everywhere: Mapping[str, int]) -> Iterator[tuple[int, Span]]:
    """The lines of pages on which nothing is a word, a number or an ornament: covers, flyleaves, and pictures that a
    reading program garbled. A stroke alone is a number only where another page has but the next."""
    alone = (page[0] for page in pages.lines.pages if len(page) == 1)
    parts = any(_SECOND.fullmatch(pages.text(line)) for line in alone)
    for lines in (page for page in pages.lines.pages if page and not any(_is_safe(line, known) for line in page)):
        texts = [pages.text(line) for line in lines]
        stroke = len(texts) == 1 and ((not parts and _STROKE.fullmatch(texts[0])) or _are_strokes(pages, lines[0]))
        bare = all(map(is_wordless, texts)) and not any(map(_ORNAMENT.fullmatch, texts))
        if is_garbled(texts):
            yield from (_span(pages, line, FurnitureRule.GARBLED) for line in lines)
        elif (stroke or bare) and max(everywhere[text] for text in texts) <= INSIDE:
            yield from (_span(pages, line, FurnitureRule.BARE_PAGE) for line in lines)


def _are_strokes(pages: Pages, line: int) -> bool:
    """Whether a line is two strokes, on a page whose number is known by those of the pages around: they are no other
    number of the book's."""
    return _STROKES.fullmatch(pages.text(line)) is not None and pages.lines.lines[line].page in pages.likely


def _vignettes(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The garbled lines above and below all other text of a page: vignettes at the heads and ends of chapters."""
    for page in pages.filled:
        lines = _text(pages, pages.lines.pages[page], known)
        for inwards in (lines, lines[::-1]):
            edge = list(takewhile(lambda line: is_wild(pages.text(line)), inwards))
            if VIGNETTE <= len(edge) < len(lines) and is_garbled([pages.text(line) for line in edge]):
                yield from (_span(pages, line, FurnitureRule.VIGNETTE) for line in edge)


def _text(pages: Pages, lines: Sequence[int], known: Mapping[int, Span]) -> list[int]:
    """The lines of some that are no furniture."""
    return [line for line in lines if not _is_safe(line, known)]


def _amidst(
    pages: Pages, known: Mapping[int, Span], letters: Letters, everywhere: Mapping[str, int]
) -> Iterator[tuple[int, Span]]:
    """The lines without a word inside of pages, between blank lines, across which a sentence goes on."""
    for page in pages.filled:
        lines = _text(pages, pages.lines.pages[page], known)
        dirt = _with_remains(pages, lines, [_is_dirt(pages, line, letters, everywhere) for line in lines], everywhere)
        at = 1
        while at < len(lines):
            end = next((i for i in range(at, len(lines)) if not dirt[i]), len(lines))
            some = 0 < end - at <= LINES and end < len(lines)
            below, rule = end, FurnitureRule.DIRT_AMIDST
            if some and end + 1 < len(lines) and _is_captioned(pages, lines[at:end], lines[end]):
                below, rule = end + 1, FurnitureRule.PICTURE_AMIDST
            if some and cuts(pages.text(lines[at - 1]), pages.text(lines[below])):
                yield from (_span(pages, line, rule) for line in lines[at:end])
            at = end + 1


def _with_remains(
    pages: Pages, lines: Sequence[int], dirt: Sequence[bool], everywhere: Mapping[str, int]
) -> list[bool]:
    """Which lines are dirt, where some are by themselves (`dirt`): beside a line of signs alone so are those that have
    single letters, which by themselves might be a word (`I`), a call or a number."""
    found = list(dirt)
    may_be = [one or _is_remains(pages, line, everywhere) for one, line in zip(dirt, lines, strict=True)]
    for may, run in groupby(range(len(lines)), key=may_be.__getitem__):
        places = list(run)
        if may and any(_is_scribble(pages.text(lines[at])) for at in places):
            found[places[0] : places[-1] + 1] = [True] * len(places)
    return found


def _is_scribble(text: str) -> bool:
    """Whether a line of dirt is several signs and nothing else."""
    return is_wordless(text) and sum(not sign.isspace() for sign in text) >= SIGNS


def _is_remains(pages: Pages, line: int, everywhere: Mapping[str, int]) -> bool:
    """Whether a line between blank lines is a few signs and single letters, no item's and no word's."""
    text = pages.text(line)
    short = sum(not sign.isspace() for sign in text) <= REMAINS and _LETTERS.search(text) is None
    odd = not any(map(str.isdecimal, text)) and _MARK_OF_ITEM.fullmatch(text) is None and _ROW.fullmatch(text) is None
    rare = everywhere[text] - pages.texts[text] <= INSIDE
    return short and odd and rare and _is_parted(pages, line)


def _is_captioned(pages: Pages, lines: Sequence[int], end: int) -> bool:
    """Whether the line below some dirt (`lines`, which end before `end`) is the caption of a picture, not the last of
    the page: several lines are left of that, one of them signs alone."""
    picture = len(lines) >= PICTURE and any(_is_scribble(pages.text(line)) for line in lines)
    return picture and is_sentence(pages.text(end)) and _is_parted(pages, end)


def _is_parted(pages: Pages, line: int) -> bool:
    """Whether a line stands between blank lines."""
    below = pages.lines.lines[line + 1 : line + 2]
    return pages.lines.lines[line].gap > 0 and all(one.gap > 0 for one in below)


def _is_dirt(pages: Pages, line: int, letters: Letters, everywhere: Mapping[str, int]) -> bool:
    """Whether a line between blank lines has no word and no formula, is no row of one sign, and is rare."""
    text = pages.text(line)
    odd = _ROW.fullmatch(text) is None and RECKONS.isdisjoint(text)
    rare = everywhere[text] - pages.texts[text] <= INSIDE
    return _is_parted(pages, line) and odd and rare and is_speck(text, letters, number=False)


def _ink(pages: Pages, known: Mapping[int, Span], everywhere: Mapping[str, int]) -> Iterator[tuple[int, Span]]:
    """The lines of odd signs that stand there once."""
    for line in chain.from_iterable(pages.lines.pages):
        text = pages.text(line)
        signs = sum(1 for one in text if not one.isspace())
        odd = is_wordless(text) and signs >= SIGNS and len(text) <= 2 * LONGEST and _INK.search(text)
        may_be = _APART.fullmatch(text) or _is_even(text)
        if odd and everywhere[text] == 1 and not (may_be or _is_safe(line, known)):
            yield _span(pages, line, FurnitureRule.INK)


def _stray(pages: Pages, known: Mapping[int, Span], everywhere: Mapping[str, int]) -> Iterator[tuple[int, Span]]:
    """The lines of a few points and the like, which no printer sets alone in a line, but below a line that lacks its
    own. More of one sign are a row of dots or an ornament, and what comes more often may mean something."""
    for before, line in pairwise(line for line in chain.from_iterable(pages.lines.pages) if not _is_safe(line, known)):
        text = pages.text(line)
        signs = "".join(text.split())
        rare = len(signs) <= POINTS and everywhere[text] <= OFTEN
        if rare and _are_points(text, signs) and not LEFT_OPEN.search(pages.text(before)[-4:]):
            yield _span(pages, line, FurnitureRule.STRAY)


def _are_points(text: str, signs: str) -> bool:
    """Whether a line, without its blanks some signs, is nothing but points, and no row or ornament."""
    row = len(signs) >= SIGNS and (_ROW.fullmatch(text) or _APART.fullmatch(text))
    return bool(set(signs) - _MIXED) and set(signs) <= _POINTS | _MIXED and not row


def _is_even(text: str) -> bool:
    """Whether a line reads the same from both its ends, as ornaments do (`—•—`)."""
    bare = "".join(text.split()).translate(str.maketrans("<[({", ">])}"))
    return bare == bare[::-1]


def _beside_heads(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The worn numbers of pages: alone, next to a head, where the pages around have theirs."""
    heads = {pages.lines.lines[line].page: line for line, span in known.items() if span.safe and _is_head(span)}
    beside = {page: number - heads[page] for page, number in _alone(pages, known) if page in heads}
    beside = {page: step for page, step in beside.items() if abs(step) == 1}
    numbered = {page for page, _ in _alone(pages, known)} | set(pages.numbers)
    for page, head in heads.items():
        if page in numbered or page not in pages.expected or pages.expected[page][1]:
            continue
        around = [other for other in range(page - NEAR, page + NEAR + 1) if other != page and other in heads]
        for line in (head - 1, head + 1):
            near = [other for other in around if beside.get(other) == line - head]
            text = pages.text(line) if line in pages.lines.pages[page] else ""
            value = pages.expected[page][0]
            worn = _WORN.fullmatch(text) and len(text) == len(str(value))
            if _is_safe(line, known) or not worn or len(near) < BESIDE * len(around):
                continue
            place = pages.lines.lines[line]
            signs = [
                Sign.rare(f"the number {value} of the page stands nowhere else on it", 0.6),
                Sign.rare("beside the head, where the pages around have their number", 0.8),
            ]
            if span := judged(place.start, place.end, "page-number", signs):
                yield line, span


def _in_brackets(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The worn numbers of a book that has them in brackets at the heads of its pages: the first line of a page, of
    which a bracket is left."""
    alone = _alone(pages, known)
    so = sum(_BRACKETED.fullmatch(pages.text(line)) is not None and _is_first(pages, line) for _, line in alone)
    if not alone or so < BRACKETED * len(alone):
        return
    numbered = {page for page, _ in alone} | set(pages.numbers)
    for page in pages.filled:
        line = pages.lines.pages[page][0]
        if page in numbered or _is_safe(line, known) or not _is_left(pages.text(line)):
            continue
        place = pages.lines.lines[line]
        signs = [
            Sign.rare("the page has no other number", 0.6),
            Sign.rare("where other pages have their number in brackets", 0.8),
        ]
        if span := judged(place.start, place.end, "page-number", signs):
            yield line, span


def _above_heads(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The lines of dirt above the heads of pages, where nothing of the text stands."""
    for line in [line for line, span in known.items() if span.safe and _is_head(span)]:
        above = range(pages.lines.pages[pages.lines.lines[line].page].start, line)
        if all(may_be_speck(pages.text(one)) or _is_safe(one, known) for one in above):
            yield from (_span(pages, one, FurnitureRule.ABOVE_HEAD) for one in above if not _is_safe(one, known))


def _is_first(pages: Pages, line: int) -> bool:
    """Whether a line is the first of its page."""
    return pages.lines.pages[pages.lines.lines[line].page][0] == line


def _is_left(text: str) -> bool:
    """Whether a line is what may be left of a number in brackets: it begins or ends with a bracket, has no word, and is
    no letter of an item."""
    bare = text.strip(_DIRT)
    bracket = bare[:1] in _OPENING or bare[-1:] in _CLOSING
    return len(text) <= WIDEST and bracket and _LETTERS.search(text) is None and _ITEM.fullmatch(text) is None


def _is_head(span: Span) -> bool:
    return span.kind == "running-head"


def _alone(pages: Pages, known: Mapping[int, Span]) -> list[tuple[int, int]]:
    """The pages that have their number in a line of its own, and that line."""
    numbers = (line for line, span in known.items() if span.safe and span.kind == "page-number")
    return [(pages.lines.lines[line].page, line) for line in numbers]
