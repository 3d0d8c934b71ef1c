"""What is deleted or added from one point of a document to another (`delSpan`, `addSpan`; TEI Guidelines, 11.3.1.4):
put into elements of its own, so that every view treats it as it treats any deletion or addition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import Final

from lxml import etree

from ecdosis.book.reader.around import holds_blocks
from ecdosis.book.reader.elements import BLOCKS, HOLDERS, MAKING_BLOCKS, PHRASES_TOO, named
from ecdosis.tei.names import ID, q, tag

SPANS: Final[Mapping[str, str]] = MappingProxyType({"delSpan": "del", "addSpan": "add"})
"""What begins a span -> the element for what stands in it."""
STRUCTURED: Final = HOLDERS | named("list table row lg choice app rdgGrp subst mod castItem")
"""Elements whose children cannot stand in another element."""

_Part = str | etree._Element


def resolved(root: etree._Element) -> None:
    """Put what stands in the spans of a document into elements, and take the beginnings of these spans away. One whose
    end does not come after it stays as it is."""
    order: dict[str, int] = {}
    for index, element in enumerate(root.iter("*")):
        order.setdefault(element.get(ID, ""), index)
    begins = {
        element: end
        for index, element in enumerate(root.iter("*"))
        if tag(element) in SPANS and order.get(end := element.get("spanTo", "").removeprefix("#"), 0) > index and end
    }
    if begins:
        ends = set(begins.values())
        edges = [element for element in root.iter("*") if element in begins or element.get(ID) in ends]
        around = {outer for edge in edges for outer in edge.iterancestors()}
        _Marking(begins, frozenset(around)).within(root)


@dataclass(slots=True)
class _Marking:
    """A walk through a document. `begins`: beginning of a span -> the id of its end; `around`: all that these stand in;
    `open`: the spans that are open, as beginnings."""

    begins: Mapping[etree._Element, str]
    around: frozenset[etree._Element]
    open: list[etree._Element] = field(default_factory=list)

    def within(self, element: etree._Element) -> None:
        """Mark what is in an element."""
        structured = tag(element) in STRUCTURED
        made: list[tuple[tuple[str, ...], _Part]] = []
        for part in list(_parts(element)):
            if isinstance(part, str):
                made.append((self.kinds if part.strip() or not structured else (), part))
            elif part in self.begins:
                self.leave(part)
                self.open.append(part)
                made += [((), part)] if len(part) or part.text else []  # as it should not have, but no word is lost
            elif part not in self.around and not structured and _is_phrase(part):
                made.append((self.kinds, part))
                self.leave(part)
            else:
                if self.open or part in self.around:
                    self.within(part)
                made.append(((), part))
                self.leave(part)
        _fill(element, made)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What to put around what stands here, the outermost first."""
        return tuple(dict.fromkeys(SPANS[tag(begin)] for begin in self.open))

    def leave(self, element: etree._Element) -> None:
        """A span reaches to the end of the element that it leads to."""
        if name := element.get(ID):
            self.open = [begin for begin in self.open if self.begins[begin] != name]


def _is_phrase(element: etree._Element) -> bool:
    """Whether an element can stand among words."""
    name = tag(element)
    return name not in MAKING_BLOCKS and (name not in BLOCKS or name in PHRASES_TOO) and not holds_blocks(element)


def _parts(element: etree._Element) -> Iterator[_Part]:
    """The words and elements in an element."""
    yield element.text or ""
    for child in element:
        yield child
        yield child.tail or ""


def _fill(element: etree._Element, parts: Iterable[tuple[tuple[str, ...], _Part]]) -> None:
    """Put parts into an element in the place of what is in it; neighbours of the same kinds into one element."""
    kept = list(parts)
    for child in list(element):
        child.tail = None
        element.remove(child)
    element.text = None
    for kinds, same in groupby(kept, lambda pair: pair[0]):
        run = [part for _, part in same if part != ""]
        inner = element
        for kind in kinds if run else ():
            inner = etree.SubElement(inner, q(kind))
        for part in run:
            _append(inner, part)


def _append(element: etree._Element, part: _Part) -> None:
    if not isinstance(part, str):
        element.append(part)
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + part
    else:
        element.text = (element.text or "") + part
