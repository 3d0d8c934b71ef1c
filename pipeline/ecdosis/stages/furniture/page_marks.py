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
    rf"\[\s?{_WORD}\s?(?P<a>\d{{1,4}}|[ivxlcdm]{{1,7}})\s?\]|\{{(?P<b>\d{{1,4}}|[ivxlcdm]{{1,7}})\}}"
    r"|/\s?f(?:ol?)?\.\s?(?P<c>\d{1,4}[rv][a-d]?)\s?/",
    re.IGNORECASE,
)
"""Marks among the words: `[Pg 92]`, `[p. 92]`, `{92}`, and those of a side or column of a leaf, `/f.2vb/`."""
FEWEST: Final = 5
"""Marks among the words that prove each other."""
RISING: Final = 0.9
"""Share of them that are of the page after the one before; what is cited by its page is of any."""
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
    """The beginnings of pages that marks among the words of a text name, and the marks. Offsets are code points."""
    found = [match for match in INLINE.finditer(text) if not _is_alone(text, match)]
    for kind, follows in (("a", _page_after), ("b", _page_after), ("c", _leaf_after)):
        marks = [match for match in found if match[kind]]
        if len(marks) < FEWEST or not _is_run([match[kind] for match in marks], follows):
            continue
        if kind != "a" and not are_pages([match.start() for match in marks]):
            continue
        for match in marks:
            start, end = _stretch(text, *match.span())
            why = f"one of {len(marks)} marks of pages among the words, each of the page after the one before"
            yield Span(start, start, "page-break", STAGE, FurnitureRule.MARK_AMONG_WORDS, why, match[kind])
            yield Span(start, end, "page-mark", STAGE, FurnitureRule.MARK_AMONG_WORDS, why)


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
    steps = [b - a for a, b in pairwise(places)]
    usual = median(steps) if steps else 0
    return usual >= DISTANCE and sum(usual / 2 <= step <= 2 * usual for step in steps) >= EVEN * len(steps)


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where a mark goes: of the blanks around it one is left."""
    if start == 0 or text[start - 1].isspace():
        while end < len(text) and text[end] in " \t":
            end += 1
    return start, end
