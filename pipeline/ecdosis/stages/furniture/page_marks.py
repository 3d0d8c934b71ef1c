"""The marks of pages that programs and transcribers write into texts, alone in their line or among the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import STAGE
from ecdosis.stages.furniture.numbers import roman
from ecdosis.stages.furniture.rules import FurnitureRule

_WORD: Final = r"(?:page|pg\.?|pag\.?|p\.|seite|s\.|página|pagina|страница|стр\.|с\.|fol\.|f\.)"
_LABEL: Final = r"\w{1,8}"
PAGE_MARK: Final = re.compile(
    rf"<(?:page\s+[\"']?(?P<a>{_LABEL})[\"']?|pb\b(?P<pb>[^<>]*?))\s*/?>"
    rf"|(?:[-=—–_*]{{2,}}\s*|\[\s*){_WORD}\s*(?P<b>{_LABEL})(?:\s*(?:of|/|von|de|из)\s*\d+)?(?:\s*[-=—–_*]{{2,}}|\s*\])"
    rf"|#{{1,6}}\s*{_WORD}\s*(?P<c>\d{{1,4}})\s*#*"
    rf"|<!--\s*page\s*(?:number\s*=\s*)?[\"']?(?P<d>{_LABEL})[\"']?\s*-->"
    r"|\{(?P<e>\d{1,4}|[ivxlcdm]{1,7})\}",
    re.IGNORECASE,
)
"""Marks that programs and transcribers write between pages: `<page 92>`, `<pb n="92"/>`, `--- Page 92 ---`, `[Pg 92]`,
`## Page 92`, `<!-- PageNumber="92" -->`, `{92}`."""
IMAGE_MARK: Final = re.compile(
    r"#{2,6}\s*p\.\s*(?P<a>\w{0,8})\s*\(#(?P<number>\d{1,6})\)\s*#*"
    r"|-{2,}\s*File:\s*(?P<file>[\w.-]+?\.(?:png|jpe?g|tiff?))-{2,}.*"
    r"|\{(?P<index>\d{1,5})\}-{16,}"
    r"|\.bn\s+(?P<bin>[\w.-]+\.(?:png|jpe?g|tiff?))"
    r"|\[\[\s?Page\s(?P<printed>[A-Z]{0,2}\d{1,6})\s?\]\]"
)
"""Marks that nothing else looks like, most of them since they name the image of a page: HathiTrust's
`## p. 12 (#34) ####`, Distributed Proofreaders' `-----File: 012.png---`, their ppgen's `.bn p012.png`, those of
programs that make texts of PDF files, `{33}-----…`; and those of the Government Publishing Office, `[[Page S12]]`."""
LONGEST_MARK: Final = 200
"""Code points; behind the image Distributed Proofreaders names who has read it."""
LONGEST_PLAIN: Final = 80
"""Code points of the other marks."""
INLINE: Final = re.compile(
    rf"\[\s?(?P<word>{_WORD})\s?(?P<a>\d{{1,4}}|[ivxlcdm]{{1,7}})\s?\]|\{{(?P<b>\d{{1,4}}|[ivxlcdm]{{1,7}})\}}"
    r"|/\s?f(?:ol?)?\.\s?(?P<c>\d{1,4}[rv][a-d]?)\s?/",
    re.IGNORECASE,
)
"""Marks among the words: `[Pg 92]`, `[p. 92]`, `{92}`, and those of a side or column of a leaf, `/f.2vb/`."""
FEWEST: Final = 5
"""Marks among the words that prove each other."""
RISING: Final = 0.9
"""Share of them that are of the page after the one before; what is cited by its page is of any."""
SPARSE: Final = 20
"""Marks at least of which not each is of the next page, since plates and blank pages have none (those of five books of
Distributed Proofreaders, of which between 0.56 and 0.94 are of the next)..."""
SKIPPED: Final = 10
"""... but of one not further on than this..."""
ONWARD: Final = 0.95
"""... for this share of them (0.995 at least in those books), as far on as so many pages are long (`EVEN`; 0.91)."""
DISTANCE: Final = 500
"""Code points from one page to the next at least; the markers of notes stand nearer to each other..."""
EVEN: Final = 0.8
"""... and at all distances: this share of those between pages is between a half and twice the usual."""
_ATTRIBUTE: Final = re.compile(r"(n|facs)\s*=\s*[\"']?([^\"'\s/>]+)|^\s*[\"']?(\w{1,8})[\"']?\s*$", re.IGNORECASE)


class Mark(NamedTuple):
    """What a mark says: the number of the page and its image (empty: not said), and whether it can be nothing else."""

    number: str
    image: str
    sure: bool


def mark_of(line: str) -> Mark | None:
    """What a line (stripped) says if it is the mark of a page."""
    if line[0] in "#-{.[" and len(line) < LONGEST_MARK and (found := IMAGE_MARK.fullmatch(line)):
        image = found["file"] or found["bin"] or found["number"] or found["index"] or ""
        return Mark(found["a"] or found["printed"] or "", image, True)
    found = PAGE_MARK.fullmatch(line) if len(line) < LONGEST_PLAIN else None
    if found is None:
        return None
    if found["pb"] is not None:
        return _page_beginning(found["pb"])
    return Mark(next(filter(None, (found[name] for name in "abcde")), ""), "", False)


def _page_beginning(attributes: str) -> Mark:
    """What an element of TEI says that was left in the text."""
    said = {(name or "n").lower(): value or bare for name, value, bare in _ATTRIBUTE.findall(attributes)}
    return Mark(said.get("n", ""), said.get("facs", ""), False)


def value(label: str) -> int | None:
    """The number that the label of a page says, of the side of a leaf (`12v`) its place among the sides; None if it
    says none."""
    if figures := re.fullmatch(r"(\d{1,6})([rv])?", label.lower()):
        return int(figures[1]) if not figures[2] else 2 * int(figures[1]) + "rv".index(figures[2])
    return roman(label) or None


def among_words(text: str) -> Iterator[Span]:
    """The beginnings of pages that marks among the words of a text name, and the marks; those alone in their line, told
    elsewhere, are of the same row. Offsets are code points."""
    rows: dict[str, list[re.Match[str]]] = {}
    for match in INLINE.finditer(text):
        form = (match["word"] or "").casefold()
        rows.setdefault("b" if match["b"] else "c" if match["c"] else f"a {form}", []).append(match)
    for row, every in rows.items():
        kind = row[0]
        marks = [match for match in every if not _is_alone(text, match)]
        if len(marks) < FEWEST or not any(_is_row(kind, found) for found in (marks, every)):
            continue
        for match in _in_place(every, kind):
            if _is_alone(text, match):
                continue
            start, end = _stretch(text, *match.span())
            why = f"one of {len(every)} marks of pages among the words, each of a page after the one before"
            yield Span(start, start, "page-break", STAGE, FurnitureRule.MARK_AMONG_WORDS, why, match[kind])
            yield Span(start, end, "page-mark", STAGE, FurnitureRule.MARK_AMONG_WORDS, why)


def _is_row(kind: str, marks: Sequence[re.Match[str]]) -> bool:
    """Whether some marks are those of pages: each of the next one, or, of many, each of one further on by as much as
    stands between. Numbers in braces and leaves, which may be notes or places cited, are always told by both."""
    labels, places = [match[kind] for match in marks], [match.start() for match in marks]
    if _is_run(labels, _leaf_after if kind == "c" else _page_after):
        return kind == "a" or are_pages(places)
    if kind == "c" or len(marks) < SPARSE:
        return False
    numbers = [value(label) or 0 for label in labels]
    steps = [1 if b == 1 else b - a for a, b in pairwise(numbers)]
    onward = sum(0 < step <= SKIPPED for step in steps) >= ONWARD * len(steps)
    return onward and are_even([(b - a) / max(step, 1) for (a, b), step in zip(pairwise(places), steps, strict=True)])


def _in_place(marks: Sequence[re.Match[str]], kind: str) -> Iterator[re.Match[str]]:
    """The marks that are of a page further on than the one that they stand on, or after which the row goes on: others
    cite a page."""
    if kind == "c":
        yield from marks
        return
    numbers = [value(match[kind]) or 0 for match in marks]
    reached = numbers[0] - 1
    for match, number, after in zip(marks, numbers, [*numbers[1:], 0], strict=True):
        if number == 1 or 0 < number - reached <= SKIPPED or after == number + 1:
            yield match
            reached = number


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a mark is all of its line: such lines are told elsewhere."""
    before, after = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    return not (text[before : match.start()].strip() or text[match.end() : after if after >= 0 else None].strip())


def _is_run(labels: Sequence[str], follows: Callable[[str, str], bool]) -> bool:
    return sum(follows(a, b) for a, b in pairwise(labels)) >= RISING * (len(labels) - 1)


def _page_after(before: str, label: str) -> bool:
    """Whether a page is the one after another, or the first of another volume."""
    a, b = value(before), value(label)
    return a is not None and b is not None and b in (a + 1, 1)


def _leaf_after(before: str, label: str) -> bool:
    """Whether a side or column is another one of the same leaf, or one of the next: which side of it comes first
    differs."""
    a, b = (int(one.lower().partition("r")[0].partition("v")[0]) for one in (before, label))
    return before != label and b - a in (0, 1)


def are_pages(places: Sequence[int]) -> bool:
    """Whether some places are as far from each other as pages are."""
    return are_even([b - a for a, b in pairwise(places)])


def are_even(steps: Sequence[float]) -> bool:
    """Whether some stretches of text (code points) are as long as pages are."""
    usual = median(steps) if steps else 0
    return usual >= DISTANCE and sum(usual / 2 <= step <= 2 * usual for step in steps) >= EVEN * len(steps)


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where a mark goes: of the blanks around it one is left."""
    if start == 0 or text[start - 1].isspace():
        while end < len(text) and text[end] in " \t":
            end += 1
    return start, end
