"""What an element stands among: asked of thousands of elements with one parent, found out once for that parent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ecdosis.book.reader.elements import HOLDERS, MAKING_BLOCKS
from ecdosis.tei.names import tag

LISTED: Final = frozenset(("note", "head", "pb", "noteGrp", "lb", "fw"))
"""What there is in a list of notes."""


def holds_blocks(element: etree._Element) -> bool:
    """Whether there is more in an element than phrases."""
    return any(tag(inner) in MAKING_BLOCKS for inner in element.iterdescendants("*"))


@dataclass(slots=True)
class Around:
    """What is known so far of the parents of a document."""

    words: dict[etree._Element, bool] = field(default_factory=dict)
    lists: dict[etree._Element, bool] = field(default_factory=dict)

    def has_words(self, parent: etree._Element) -> bool:
        """Whether words stand directly in an element."""
        known = self.words.get(parent)
        if known is None:
            known = bool((parent.text or "").strip()) or any((child.tail or "").strip() for child in parent)
            self.words[parent] = known
        return known

    def beside_words(self, element: etree._Element) -> bool:
        """Whether words stand beside an element, in what holds it."""
        parent = element.getparent()
        return parent is not None and self.has_words(parent)

    def among_blocks(self, element: etree._Element) -> bool:
        """Whether an element stands where blocks stand."""
        parent = element.getparent()
        return parent is not None and tag(parent) in HOLDERS and not self.has_words(parent)

    def in_list_of_notes(self, element: etree._Element) -> bool:
        """Whether a note stands in a list of notes: it has only notes and headings beside it."""
        parent = element.getparent()
        if parent is None:
            return False
        known = self.lists.get(parent)
        if known is None:
            known = self._is_list_of_notes(parent)
            self.lists[parent] = known
        return known

    def _is_list_of_notes(self, parent: etree._Element) -> bool:
        group = tag(parent) == "noteGrp"
        if tag(parent) not in HOLDERS or (group and not self.among_blocks(parent)):
            return False
        names = [tag(child) for child in parent if isinstance(child.tag, str)]
        return LISTED.issuperset(names) and (len(names) > 1 or group)
