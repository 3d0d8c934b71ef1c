"""Divisions, texts in texts, and what heads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from lxml import etree

from ecdosis.book.book import Block, Paragraph, Passage, Section
from ecdosis.book.inlines import POINT, Inline, Styled, has_words, heading, words_of
from ecdosis.book.reader.elements import named
from ecdosis.book.reader.looks import Look
from ecdosis.model.kinds import Kind
from ecdosis.stages.words import words
from ecdosis.tei.names import tag

if TYPE_CHECKING:
    from ecdosis.book.reader.walk import Handler, Walk

LEVELS: Final = 6
"""Levels of headings that all products have; deeper ones are lines in italics."""
BEFORE_HEADS: Final = named("pb lb cb gb milestone fw anchor figure note label index")
"""What may stand before the heading of a division, and is no part of its text."""
NUMBERED: Final = named(
    "book chapter poem letter speech act scene canto part volume section homily psalm hymn sermon oration epistle"
)
"""Sorts of divisions whose number heads them where nothing else does (`@type`, `@subtype`)."""
TURNED: Final = 4
"""Words of a heading's line in capitals, without a mark at its end, from which the next line is the rest of it."""
SECTIONS: Final = named("section verse")
"""Sorts of divisions within chapters whose numbers stand beside their text: as headings they would part sentences."""
_PLAIN_NUMBER: Final = re.compile(r"[\w.\-–— ]{1,12}")


def division(walk: Walk, element: etree._Element, look: Look) -> None:
    """A division with its heading; inside of a passage, or without a heading, only its blocks."""
    if element.get("type") == "edition":
        walk.edition, before = True, walk.edition
        _division(walk, element, look)
        walk.edition = before
    else:
        _division(walk, element, look)


def _division(walk: Walk, element: etree._Element, look: Look) -> None:
    walk.flow.flush()
    heads = _heads(element)
    if walk.nested or walk.flow.within or walk.level >= LEVELS:
        walk.flow.begin("", "")
        walk.children(element, look)
        walk.flow.end()
        return
    title = _title(walk, element, heads, look)
    if not any(words_of(inline).strip() for inline in title):
        walk.flow.line += title
        _untitled(walk, element, look, runs_on=_is_section(element))
        return
    section = walk.facts.names.get(element) or walk.flow.new_id("s")
    walk.level += 1
    walk.flow.open_capture()
    _rest(walk, element, heads, look)
    blocks = walk.flow.captured()
    walk.level -= 1
    kind = " ".join((element.get("type") or "").lower().split())
    walk.flow.put([Section(section, walk.level + 1, tuple(title), blocks, kind)])


def _untitled(walk: Walk, element: etree._Element, look: Look, *, runs_on: bool) -> None:
    """A division without a heading begins with a gap, if something stands before it, unless it only runs on."""
    follows = walk.flow.frames[-1].used and not runs_on
    walk.flow.open_capture()
    walk.children(element, look)
    blocks = list(walk.flow.captured())
    beside = sum(1 for _ in takewhile(_is_beside, blocks))  # the paragraph after notes in its margin
    if follows and beside < len(blocks) and isinstance(first := blocks[beside], Paragraph) and not first.role:
        blocks[beside] = replace(first, role="after-break")
    if blocks and follows and isinstance(blocks[0], Passage) and blocks[0].role == "letter-part":
        blocks[0] = replace(blocks[0], role="letter-begun")
    if blocks:
        walk.flow.put(blocks)


def _is_beside(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "sidenote"


def _heads(element: etree._Element) -> list[etree._Element]:
    """The headings at the beginning of a division."""
    if (element.text or "").strip():
        return []
    heads = []
    for child in element:
        if tag(child) == "head":
            heads.append(child)
        elif isinstance(child.tag, str) and tag(child) not in BEFORE_HEADS:
            break
        if (child.tail or "").strip():
            break
    return heads


def _title(walk: Walk, element: etree._Element, heads: list[etree._Element], look: Look) -> list[Inline]:
    """The title of a division with what waited before it. Several headings are one, parted by a point in the middle."""
    waiting, walk.flow.line = walk.flow.line, []
    title = title_of(walk, heads, look, waiting)
    if not has_words(title):
        number = " ".join((element.get("n") or "").split())
        if number and _PLAIN_NUMBER.fullmatch(number):
            if _is_section(element):
                walk.flow.ahead += [Styled(number, ("milestone",)), " "]
                walk.tally.note("added", f"{tag(element)} n", "its number stands beside the text of a section", element)
            elif _sorts(element) & NUMBERED:
                title = [number]
                walk.tally.note(
                    "added", f"{tag(element)} n", "its number heads a division that has no heading", element
                )
    return [*(inline for inline in waiting if not words_of(inline)), *title]


def _sorts(element: etree._Element) -> set[str]:
    return {(element.get("type") or "").lower(), (element.get("subtype") or "").lower()}


def _is_section(element: etree._Element) -> bool:
    """Whether a division is a numbered section of running text: it has no divisions and no heading."""
    inner = (tag(child) for child in element)
    numbered = bool(element.get("n")) and not SECTIONS.isdisjoint(_sorts(element))
    return numbered and not any(name == "head" or name.startswith("div") for name in inner)


def title_of(
    walk: Walk, heads: Sequence[etree._Element], look: Look, waiting: list[Inline] | None = None
) -> list[Inline]:
    """The words of headings that are one title; `waiting` gets what stands in those without words."""
    title: list[Inline] = []
    for head in heads:
        walk.place(head)
        inlines = walk.inlines(head, look)
        if waiting is not None:
            waiting += walk.flow.line
            walk.flow.line = []
        if has_words(inlines):
            title += [_between(walk, title, inlines), *inlines] if has_words(title) else inlines
    return list(heading(title)) if walk.facts.exact else title


def _between(walk: Walk, before: Sequence[Inline], after: Sequence[Inline]) -> str:
    """What parts two headings of one title: a point in the middle; nothing but a blank if both are lines as the source
    has them, alike in their capitals, and the first goes on in the second: in capitals, with a small letter, behind an
    article or the like."""
    above, below = ("".join(map(words_of, inlines)) for inlines in (before, after))
    last = above.rsplit(POINT, 1)[-1]
    capitals = last.isupper() and below.isupper() and len(last.split()) > TURNED
    alike = last.isupper() == below.isupper()
    linked = alike and " " in last and (below[:1].islower() or last.split()[-1].casefold() in words("unfinished"))
    return " " if walk.facts.exact and last[-1].isalpha() and (capitals or linked) else POINT


def _rest(walk: Walk, element: etree._Element, heads: list[etree._Element], look: Look) -> None:
    """A division without its headings."""
    walk.text(element.text, look)
    for child in element:
        if child not in heads:
            walk.node(child, look)
        walk.text(child.tail, look)


def head(walk: Walk, element: etree._Element, look: Look) -> None:
    """A heading that is not that of a division: of a list, a poem, a figure, or one further down."""
    parent = element.getparent()
    role = Kind.CAPTION if parent is not None and tag(parent) == "figure" else "heading"
    walk.block(element, look, "", role)


def floating_text(walk: Walk, element: etree._Element, look: Look) -> None:
    """A text within a text: its headings are none of the book's."""
    walk.nested += 1
    walk.flow.begin("floating-text", "")
    walk.elements(element, look)
    walk.flow.end()
    walk.nested -= 1


def parts(walk: Walk, element: etree._Element, look: Look) -> None:
    """What only holds divisions."""
    walk.flow.begin("", "")
    walk.children(element, look)
    walk.flow.end()


HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        **dict.fromkeys(("div", *(f"div{n}" for n in range(8)), "prologue", "epilogue", "performance"), division),
        **dict.fromkeys(
            ("text", "group", "front", "body", "back", "TEI", "teiCorpus", "sourceDoc", "facsimile", "standOff"), parts
        ),
        "floatingText": floating_text,
        "head": head,
    }
)
