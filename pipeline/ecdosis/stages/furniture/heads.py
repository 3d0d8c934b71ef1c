"""What is set aside at the edges of the pages: heads, feet, numbers; and where each page begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Final

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import STAGE, judged
from ecdosis.stages.furniture.lines import cuts
from ecdosis.stages.furniture.numbers import roman_of
from ecdosis.stages.furniture.pages import IDENTICAL, Edge, Pages, unmarked
from ecdosis.stages.furniture.phrases import blank_page, heading_word
from ecdosis.stages.furniture.rules import FurnitureRule
from ecdosis.stages.furniture.shapes import URL
from ecdosis.stages.notes.lines import label_of
from ecdosis.stages.words import words

SPECK: Final = 3
"""Code points: a line so short between furniture and the edge of the page is a rule or a speck the OCR misread."""
WORN: Final = 8
"""Code points of a line of dirt above a head."""
WRITTEN: Final = frozenset(".,;:!?'\"()[]-—–*“”‘’„«»…§†‡/&%")
"""Signs that may stand in a line of the text."""
SECOND: Final = 5
"""Pages around that have a like line from which it is a second head or foot, below the one for which a page has its
place."""
UNSURE: Final = 0.89
"""Certainty of one that comes less often: it is asked about."""
_ITEM: Final = re.compile(r"\(?\d{1,3}[.)] .*[,;:]$")
"""An item of a list (`(4) In the chapter on boats,`)."""
_PART: Final = re.compile(r"\d{1,3}|[IVXLC]{1,7}")
FAR: Final = 0.75
"""Share of the width of the text that few heads fill."""
SHORT: Final = 0.7
"""Share of the width of the text that a line of a title does not reach."""
OPENS: Final = 4
"""Lines between the title above the first chapter and that chapter's text: a subtitle, its number, its own title."""
UNLIKE: Final = 1000
"""From here on no other number is that of its page by chance."""
FIRST: Final = 0.3
"""What repetition says of the first of like lines: it may be the heading that the following heads repeat."""


def find(pages: Pages) -> dict[int, Span]:
    """The furniture at the edges of the pages, and what may be, by the index of the line."""
    found: dict[int, Span] = {}
    by_edge: dict[tuple[int, bool], list[Edge]] = {}
    for edge in pages.edges:
        by_edge.setdefault((edge.page, edge.top), []).append(edge)
    for edges in by_edge.values():
        taken = False
        for edge in edges:
            span = _judge(pages, edge)
            if span and taken and span.kind != "page-number" and pages.repeats.get(edge.line, (0,))[0] < SECOND:
                span = replace(span, safe=False, certainty=UNSURE)
            if span:
                found[edge.line] = span
                taken = taken or (span.safe and span.kind != "page-number")
            elif (len(pages.text(edge.line)) > SPECK or edge.depth) and not may_be_speck(pages.text(edge.line)):
                break
    return found


def may_be_speck(text: str) -> bool:
    """Whether a line has a sign that nobody writes and one letter or figure at most: dirt, which a head may stand
    below."""
    signs = [sign for sign in text if not (sign.isalnum() or sign.isspace())]
    few = len(text) <= WORN and sum(map(str.isalnum, text)) <= 1
    return few and not all(sign in WRITTEN for sign in signs)


def blank_pages(pages: Pages, found: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The lines that say of a page without others that it is blank, with their indices."""
    for page in pages.lines.pages if pages.marked else ():
        own = [
            i for i in page if not (i in found and found[i].safe) or blank_page(pages.text(i))
        ]  # it may recur as a head
        if len(own) == 1 and blank_page(pages.text(own[0])):
            line = pages.lines.lines[own[0]]
            why = FurnitureRule.BLANK_PAGE.what
            yield own[0], Span(line.start, line.end, "page-mark", STAGE, FurnitureRule.BLANK_PAGE, why)


def astray(pages: Pages, found: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The numbers of pages that lack theirs at the edge, where a line in the midst of one is just that, and a sentence
    goes on across it or the number is no other's, with their indices: what reads a PDF file puts them there."""
    for page in pages.filled:
        value, is_roman = pages.expected.get(page, (0, False))
        label = roman_of(value) if is_roman else str(value)
        if value == 0 or page in pages.numbers or page in pages.damaged:
            continue
        for index in pages.lines.pages[page][1:-1]:
            parted = pages.lines.lines[index].gap > 0 and pages.lines.lines[index + 1].gap > 0
            proven = cuts(pages.text(index - 1), pages.text(index + 1)) or (parted and value >= UNLIKE)
            if pages.text(index) == label and proven and index not in found:
                line = pages.lines.lines[index]
                why = f"the page's number {label} alone in a line in its midst"
                yield index, Span(line.start, line.end, "page-number", STAGE, FurnitureRule.NUMBER_ASTRAY, why)


def lists_that_go_on(pages: Pages, found: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The names of contents, plates and their like that stand again at the head of the next page, with their indices:
    two are too few to prove a running head, but no list begins twice."""
    before = ""
    for page in pages.filled if pages.marked else ():
        first = next((line for line in pages.lines.pages[page] if not (line in found and found[line].safe)), -1)
        name = pages.text(first).strip(" .:—-").casefold() if first >= 0 else ""
        if name and name == before and name in words("contents"):
            line = pages.lines.lines[first]
            rule = FurnitureRule.LIST_GOES_ON
            yield first, Span(line.start, line.end, "running-head", STAGE, rule, rule.what)
        before = name


def _judge(pages: Pages, edge: Edge) -> Span | None:
    signs = list(_number_signs(pages, edge)) + list(_repeat_signs(pages, edge))
    if not signs:
        return None
    where = "head" if edge.top else "foot"
    if pages.cut.get(edge.page if edge.top else edge.page + 1):
        signs.append(Sign.rare("a sentence goes on across it", 0.6))
    signs.append(Sign.rare(f"stands at the {where} of a page", 0.5 if pages.marked else 0.35))
    line = pages.lines.lines[edge.line]
    kind = "page-number" if _is_number(pages, edge) else f"running-{where}"
    span = judged(line.start, line.end, kind, signs)
    few = pages.proofread and pages.repeats.get(edge.line, (0,))[0] < SECOND and not _beside_number(pages, edge)
    if span and (pages.are_units or few) and kind != "page-number" and not _carries(pages, edge):
        return replace(span, safe=False, certainty=min(span.certainty, UNSURE))
    return span


def _is_number(pages: Pages, edge: Edge) -> bool:
    number, damaged = pages.numbers.get(edge.page), pages.damaged.get(edge.page)
    if number and number[0] == edge.line:
        return number[1].place == "alone"
    return damaged is not None and damaged[0] == edge.line and not damaged[2]


def _number_signs(pages: Pages, edge: Edge) -> Iterator[Sign]:
    """Signs from the numbers of the pages."""
    if pages.is_counted(edge.line):
        return
    number, damaged = pages.numbers.get(edge.page), pages.damaged.get(edge.page)
    if number and number[0] == edge.line:
        alone = number[1].place == "alone"
        item = _may_be_item(pages.text(edge.line), pages.repeats.get(edge.line, (0,))[0])
        if alone or not (item or edge.line in pages.of_the_body):
            yield Sign.rare(f"number {number[1].value} rises with the pages", 0.9 if alone else 0.85)
    elif damaged and damaged[0] == edge.line:
        yield Sign.rare(f"the page's number {damaged[1]}, damaged", 0.7 if damaged[2] else 0.8)


def _may_be_item(text: str, around: int) -> bool:
    """Whether a line may be an item of a list. Where like lines stand on so many pages around it is a head whose number
    the OCR gave a full stop; no head has its number in brackets."""
    return _ITEM.match(text) is not None and (around < SECOND or text.startswith("("))


def _repeat_signs(pages: Pages, edge: Edge) -> Iterator[Sign]:
    """Signs from like lines at the same edge of pages around."""
    around, first = pages.repeats.get(edge.line, (0, False))
    if not around:
        return
    carries = _carries(pages, edge)
    text = pages.text(edge.line)
    if not carries and (_opens_a_part(pages, edge) or _opens_the_book(pages, edge) or _names_a_part(pages, edge)):
        return
    if edge.line in pages.of_the_body or _is_of_the_text(pages, edge, text, around, carries=carries):
        return
    beside = not carries and _beside_number(pages, edge)
    numbered = carries or beside
    weight = _weight(around, edge.top, apart=numbered or _apart(pages, edge))
    full = around > 1 and _is_after_full(pages, edge)
    if _may_be_text(pages, edge, first=first and not (full or (carries and pages.numbers_beside_heads))):
        weight = FIRST
    if not numbered and (weight == FIRST or (around == 1 and unmarked(text) in pages.fly_titles)):
        return
    yield Sign.rare(f"comes again, or nearly, on {around} {'page' if around == 1 else 'pages'} around", weight)
    if first and full:
        yield Sign.rare("the page before is full, so that no chapter ends there", 0.4)
    if beside:
        yield Sign.rare("stands beside the page's number", 0.6)


def _opens_a_part(pages: Pages, edge: Edge) -> bool:
    """Whether a line that the heads of a book repeat stands above a part or the whole work: in capitals, without a
    number, which the heads of this book have beside them, on a page into which no sentence goes on, and above another
    short line."""
    inner = edge.line + 1
    above = edge.top and edge.depth == 0 and inner in pages.lines.pages[edge.page] and pages.text(edge.line).isupper()
    unlike = pages.numbers_beside_heads and not _beside_number(pages, edge) and not pages.cut.get(edge.page)
    return above and unlike and len(pages.text(inner)) < SHORT * pages.lines.width


def _opens_the_book(pages: Pages, edge: Edge) -> bool:
    """Whether a line in capitals is the title that stands again above the first chapter: the first of a page, above
    others of titles, one of which has the name of a division and its number, one."""
    below = range(edge.line + 1, min(edge.line + 1 + OPENS, pages.lines.pages[edge.page].stop))
    first = edge.top and edge.depth == 0 and pages.text(edge.line).isupper()
    texts = takewhile(lambda text: text.isupper() or len(text) < SHORT * pages.lines.width, map(pages.text, below))
    return first and not _beside_number(pages, edge) and any(map(_is_first_division, texts))


def _is_first_division(text: str) -> bool:
    """Whether a line is the name of a division and the number one."""
    name, _, number = text.strip(" .:").rpartition(" ")
    return number in ("I", "1") and heading_word(name)


def _names_a_part(pages: Pages, edge: Edge) -> bool:
    """Whether a line is nothing but what the parts of a book are called (CHAPTER), above the number of one alone in its
    line: so many manuals set their headings, at the top of pages."""
    inner = edge.line + 1
    if not edge.top or inner not in pages.lines.pages[edge.page] or " " in pages.text(edge.line):
        return False
    number = pages.text(inner)
    counts = _PART.fullmatch(number) is not None or number.casefold() in words("numerals")
    return counts and heading_word(pages.text(edge.line))


def _is_of_the_text(pages: Pages, edge: Edge, text: str, around: int, *, carries: bool) -> bool:
    """Whether the looks of a line that comes again say that it is one of the text; `carries`: it has its page's
    number."""
    small = text.islower() and not URL.fullmatch(text)
    leads = text.endswith(":" if edge.top else (":", ",")) and pages.texts[text] > 1  # a speaker; `Your brother,`
    if not carries and (small or leads or (not edge.top and label_of(text))):  # `1 Ibid.` comes again, too
        return True
    told = _may_be_item(text, around) or (not carries and around < SECOND)
    return told and pages.texts[text] < IDENTICAL and _goes_on(text, pages.lines.width)


def _is_after_full(pages: Pages, edge: Edge) -> bool:
    """Whether a line at the top stands apart on a page before which one is full."""
    return edge.top and _parted(pages, edge) and edge.page in pages.after_full


def _may_be_text(pages: Pages, edge: Edge, *, first: bool) -> bool:
    """Whether a line at an edge may be one of the running text: the `first` of its kind, or a sentence; not where the
    page is cut, so that the text goes on in the midst of a sentence."""
    cut = pages.cut.get(edge.page if edge.top else edge.page + 1)
    return not cut and (first or _is_sentence(pages.text(edge.line)))


def _goes_on(text: str, width: float) -> bool:
    """Whether a line ends as those of running text do, and heads do not: with a mark inside a sentence, or far to the
    right with a small word."""
    far = len(text) > FAR * width and text.split()[-1][0].islower()
    return not text.isupper() and (far or text.endswith((",", ";", ":")))


def _is_sentence(text: str) -> bool:
    """Whether a line is a sentence, as refrains are and heads seldom: it ends small, and with a mark."""
    return text.endswith((".", "!", "?")) and text.count(" ") > 2 and text.split()[-1][0].islower()


def _weight(around: int, top: bool, *, apart: bool) -> float:
    """What it says that a like line stands on so many pages around: less if it does not stand apart from the running
    text, where formulas and refrains come again, too."""
    if apart:
        return {1: 0.6, 2: 0.8}.get(around, 0.9)
    return {1: 0.3, 2: 0.5, 3: 0.7, 4: 0.75}.get(around, 0.9 if top else 0.75)


def _apart(pages: Pages, edge: Edge) -> bool:
    """Whether capitals, a blank line or other furniture set a line at an edge apart from the text of its page."""
    inner = edge.line + 1 if edge.top else edge.line - 1
    text = pages.text(edge.line)
    capitals = text.isupper() and not text.endswith((".", ":"))
    return capitals or inner in pages.plain_repeats or _parted(pages, edge)


def _parted(pages: Pages, edge: Edge) -> bool:
    """Whether a blank line, or the end of the page, is between a line and the text of its page."""
    inner = edge.line + 1 if edge.top else edge.line - 1
    return inner not in pages.lines.pages[edge.page] or pages.lines.lines[max(edge.line, inner)].gap > 0


def _carries(pages: Pages, edge: Edge) -> bool:
    """Whether a line carries the page's number beside its words."""
    number = pages.numbers.get(edge.page)
    whole = number is not None and number[0] == edge.line and number[1].place != "alone"
    return whole or bool(pages.beside_damaged(edge.line, edge.page))


def _beside_number(pages: Pages, edge: Edge) -> bool:
    """Whether the line next to a line, at the same edge, is the page's number, and it is nearer than the text."""
    number, damaged = pages.numbers.get(edge.page), pages.damaged.get(edge.page)
    known = {found[0] for found in (number, damaged) if found}
    outer, inner = (edge.line - 1, edge.line + 1) if edge.top else (edge.line + 1, edge.line - 1)
    near = known & {outer, inner} & set(pages.lines.pages[edge.page])
    if near == {outer} and not _apart(pages, edge):
        return pages.lines.lines[max(edge.line, outer)].gap == 0
    return bool(near)


def page_breaks(pages: Pages, found: Mapping[int, Span]) -> Iterator[Span]:
    """The beginning of each page: the form feed, or a place before its first character, with its number if known."""
    labels = {page: str(value) for page, (_, value, _) in pages.damaged.items()}
    labels |= {page: roman_of(value) if is_roman else str(value) for page, (value, is_roman) in pages.expected.items()}
    if pages.lines.marks:
        for mark in pages.lines.marks:
            ends = mark.form_feed and mark is pages.lines.marks[-1] and not _has_lines(pages, mark.page)
            label = "" if ends else labels.get(mark.page, "" if labels else mark.number)
            why = "a form feed" if mark.form_feed else "a page mark"
            end = mark.end if mark.form_feed else mark.start
            yield Span(mark.start, end, "page-break", STAGE, FurnitureRule.PAGE_MARK, why, label, image=mark.image)
            if not mark.form_feed:
                why = "the mark of a page by the program that read it"
                yield Span(mark.start, mark.end, "page-mark", STAGE, FurnitureRule.PAGE_MARK, why)
        return
    for page in pages.filled:
        first = pages.lines.pages[page][0]
        at_head = first in found and found[first].safe
        last = pages.lines.pages[page][0] - 1
        at, label = pages.lines.lines[first].start, labels.get(page, "")
        if at_head or (last in found and found[last].safe):
            why = "the number or head of a page begins here"
            yield Span(at, at, "page-break", STAGE, FurnitureRule.PAGE_BEGINS, why, label)
        elif pages.marked and first:
            rule = FurnitureRule.PAGE_PARTED
            yield Span(at, at, "page-break", STAGE, rule, rule.what, label)


def _has_lines(pages: Pages, page: int) -> bool:
    """Whether anything stands on a page; nothing does behind the form feed that ends a file."""
    return page < len(pages.lines.pages) and len(pages.lines.pages[page]) > 0
