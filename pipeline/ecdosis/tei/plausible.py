"""What looks odd in a TEI file though it may be right: quotations that are not closed, pages out of
order, much or the author's left out of the running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from lxml import etree

from ecdosis.editor.decisions import EDITOR
from ecdosis.health import NOBODYS, OF_PAGES, left_out, letters, standing
from ecdosis.model.kinds import ASIDES, kind_of
from ecdosis.model.quotation import conventions, unpaired
from ecdosis.tei.names import NAMESPACES, content, q, tag
from ecdosis.tei.read import blocks, notes, reading_of

Oddity = tuple[etree._Element, str, str]
"""Where something is odd, what, and some words of the place (none: those at the element)."""
_ROMAN: Final = re.compile(r"(?=[ivxlcdm])m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NEAR: Final = 40
"""Code points of context on each side of a mark."""


def odd_quotations(root: etree._Element) -> Iterator[Oddity]:
    """Quotation marks without their other, in a paragraph, poem or note."""
    found = [(element, reading_of(element)) for element in blocks(root)]
    units: list[tuple[etree._Element, str]] = []
    for poem, same in groupby(found, key=lambda pair: _poem(pair[0])):
        lines = list(same)
        units += lines if poem is None else [(lines[0][0], " ".join(line for _, line in lines))]
    units += notes(root)
    pairs = conventions("\n".join(text for _, text in units))
    for mark in unpaired([text for _, text in units], pairs):
        element, text = units[mark.paragraph]
        what = "opens a quotation that is never closed" if mark.opens else "closes a quotation that was never opened"
        near = text[max(0, mark.place - _NEAR) : mark.place + _NEAR]
        yield element, f"The mark {text[mark.place]} {what} in this paragraph.", near


def odd_omissions(root: etree._Element) -> Iterator[Oddity]:
    """Much of the text left out of the running text, or words that stand in it as well."""
    text = root.find("tei:text", NAMESPACES)
    if text is None:
        return
    left = [element for element in text.iter(q("fw"), q("surplus")) if element.get("ana")]
    of_editor = frozenset(element for element in left if element.get("resp") == f"#{EDITOR}")
    told = [(kind_of(element.get("ana", "")), element) for element in left]
    counted = [(kind, one) for kind, one in told if kind in OF_PAGES or one not in of_editor]
    aside = [(kind, content(one)) for kind, one in counted if kind in ASIDES and kind not in NOBODYS]
    by_kind: Counter[str] = Counter()
    for kind, words in aside:
        by_kind[kind] += letters(words)
    lines = [reading_of(element) for element in blocks(root)]
    everything = by_kind.total() + sum(map(letters, lines)) + sum(letters(content(note)) for note, _ in notes(root))
    for message in left_out(everything, by_kind.most_common(), standing(aside, lines)):
        yield text, message, " "


def _poem(element: etree._Element) -> etree._Element | None:
    """The outermost poem that a line stands in."""
    return next((outer for outer in reversed(list(element.iterancestors())) if tag(outer) == "lg"), None)


def odd_pages(root: etree._Element) -> Iterator[Oddity]:
    """Pages whose number is not above the one before; Roman and Arabic numbers are two series."""
    last: dict[bool, tuple[int, str]] = {}
    for page in root.iterfind("tei:text//tei:pb[@n]", NAMESPACES):
        label = page.get("n", "")
        number = page_number(label)
        if number is None:
            continue
        series = label.isdecimal()
        before = last.get(series)
        if before is not None and number <= before[0]:
            yield page, f"Page {label} comes after page {before[1]}.", ""
        last[series] = (number, label)


def page_number(label: str) -> int | None:
    """The number that a page's label gives in Arabic or Roman figures; None if it is neither."""
    if label.isdecimal():
        return int(label)
    if not _ROMAN.fullmatch(label):
        return None
    values = [_VALUES[letter] for letter in label.lower()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
