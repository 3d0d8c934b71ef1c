"""The editor's own words before a text as TEI: divisions of `front`, made of Markdown (CommonMark with footnotes).

They are no part of the source; their `@resp` says so, and `ecdosis.tei.restore` leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

from ecdosis.errors import UsageError
from ecdosis.languages.interface import interface
from ecdosis.languages.quotation import usual
from ecdosis.model.characters import holdable
from ecdosis.project.own_words import OwnWords
from ecdosis.tei.names import ID, NAMESPACES, tag
from ecdosis.tools import pandoc

Node = Mapping[str, Any]
"""A block or inline of pandoc's document type."""
Content = Sequence["str | etree._Element"]
"""What stands in an element: words and elements."""
EDITOR: Final = "#editor"
OTHERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Header": "a heading inside of a list or quotation",
        "Table": "a table",
        "Figure": "a picture",
        "Image": "a picture",
        "CodeBlock": "lines of computer code (a paragraph that is set in by four spaces is taken for that)",
        "Code": "computer code",
        "RawBlock": "HTML",
        "RawInline": "HTML",
    }
)
"""What Markdown may have and a book does not show -> how it is called."""
KNOWN: Final = "headings, paragraphs, _emphasis_, **strong emphasis**, lists, quotations, links, footnotes, rules"
_ADDRESS: Final = re.compile(r"(https?://|mailto:)[^\s]+")
_COMMENT: Final = re.compile(r"\s*(<!--.*?-->\s*)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class EncodedOwn:
    """The divisions, as XML, and the notes in them, which stand outside of the text."""

    xml: str = ""
    notes: tuple[str, ...] = ()


NOTHING: Final = EncodedOwn()
"""An editor has written nothing."""


def parts(root: etree._Element) -> list[etree._Element]:
    """The divisions of a TEI document that are the editor's own."""
    return [div for div in root.iterfind("tei:text/tei:front/tei:div", NAMESPACES) if div.get("resp") == EDITOR]


def names(root: etree._Element) -> dict[etree._Element, str]:
    """The permanent names of these divisions, and of the divisions and paragraphs in them: their sort and a number."""
    found: dict[etree._Element, str] = {}
    for part in parts(root):
        sort = part.get("type", "")
        inner = [element for element in part.iterdescendants("*") if tag(element) in ("p", "ab", "div")]
        found |= {part: sort} | {element: f"{sort}-{number}" for number, element in enumerate(inner, 1)}
    return found


def encode(words: Sequence[OwnWords], language: str, signs: Iterator[str]) -> EncodedOwn:
    """Words of the editor's as TEI: those of one sort are one division, headed by the first heading of the first, else
    by what it is called in a `language` (BCP 47). `signs`: those of the notes. Raises UsageError, naming the file, for
    what a book does not show, ToolError if pandoc is not there."""
    divisions, notes = list[etree._Element](), list[etree._Element]()
    for sort in dict.fromkeys(one.sort for one in words):
        writer = _Writer(sort, language, signs)
        head, inner = list["str | etree._Element"](), list["str | etree._Element"]()
        for one in (one for one in words if one.sort == sort):
            writer.name = one.name
            own, blocks = _headed(pandoc.parsed(one.text))
            if head and own:  # a further file is a section of the first
                blocks = [{"t": "Header", "c": [2, ["", [], []], own]}, *_lower(blocks)]
            head = head or (writer.inlines(own) if own else [interface(language).text(f"headings.{sort}")])
            inner += writer.section(blocks)
        divisions.append(_element("div", [_element("head", head), *inner], type=sort, resp=EDITOR))
        notes += writer.notes
    return EncodedOwn("".join(map(_written, divisions)), tuple(map(_written, notes)))


def _element(name: str, content: Content = (), **attributes: str) -> etree._Element:
    """An element; `id` is written as `xml:id`."""
    made = etree.Element(name, {ID if key == "id" else key: holdable(value) for key, value in attributes.items()})
    return _filled(made, content)


def _filled(element: etree._Element, content: Content) -> etree._Element:
    """The same element, with words and elements in it."""
    for part in content:
        if not isinstance(part, str):
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + holdable(part)
        else:
            element.text = (element.text or "") + holdable(part)
    return element


def _written(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode")


def _headed(blocks: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """The words of the heading at the beginning, if there is one, and the blocks after it."""
    shown = [block for block in blocks if not _is_comment(block)]
    levels = [block["c"][0] for block in shown if block["t"] == "Header"]
    if shown and shown[0]["t"] == "Header" and all(level > levels[0] for level in levels[1:]):
        return shown[0]["c"][2], shown[1:]
    return [], shown


def _lower(blocks: Sequence[Node]) -> list[Node]:
    """Blocks with their headings a level lower."""
    return [{"t": "Header", "c": [b["c"][0] + 1, *b["c"][1:]]} if b["t"] == "Header" else b for b in blocks]


def _is_comment(node: Node) -> bool:
    return node["t"] in ("RawBlock", "RawInline") and _COMMENT.fullmatch(node["c"][1]) is not None


@dataclass(slots=True)
class _Writer:
    """A walk through the blocks of one division; `name` is that of the file, `notes` those met so far."""

    sort: str
    language: str
    signs: Iterator[str]
    name: str = ""
    notes: list[etree._Element] = field(default_factory=list)

    def section(self, blocks: Sequence[Node]) -> list[str | etree._Element]:
        """Blocks, and below them the sections that their headings begin."""
        starts, level = list[int](), 0
        for at, block in enumerate(blocks):
            if block["t"] == "Header" and (not starts or block["c"][0] <= level):
                starts.append(at)
                level = block["c"][0]
        if not starts:
            return self.blocks(blocks)
        made = self.blocks(blocks[: starts[0]])
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
            head = self.inlines(blocks[start]["c"][2])
            if not blocks[start + 1 : end]:
                self._refuse("a heading with nothing below it")
            made.append(_element("div", [_element("head", head), *self.section(blocks[start + 1 : end])]))
        return made

    def blocks(self, blocks: Sequence[Node]) -> list[str | etree._Element]:
        return [element for block in blocks if (element := self.block(block)) is not None]

    def block(self, block: Node) -> etree._Element | None:
        """A block that is no heading."""
        match block:
            case {"t": "Para" | "Plain", "c": inlines}:
                return _element("p", self.inlines(inlines))
            case {"t": "BlockQuote", "c": blocks}:
                return _element("quote", self.blocks(blocks))
            case {"t": "BulletList", "c": items}:
                return self._list("bulleted", items)
            case {"t": "OrderedList", "c": [[start, *_], items]}:
                if start != 1:
                    self._refuse(f"a list that begins with {start}, and books count from 1")
                return self._list("numbered", items)
            case {"t": "HorizontalRule"}:
                return _element(
                    "ab", [_element("milestone", unit="section", rend="asterisks"), "* * *"], type="ornament"
                )
        if _is_comment(block):
            return None
        self._refuse(
            "a heading inside of a list or quotation" if block["t"] == "Header" else OTHERS.get(block["t"], "")
        )
        return None

    def _list(self, how: str, items: Sequence[Sequence[Node]]) -> etree._Element:
        return _element("list", [_element("item", self.blocks(blocks)) for blocks in items], rend=how)

    def inlines(self, inlines: Sequence[Node]) -> list[str | etree._Element]:
        return [part for inline in inlines for part in self.inline(inline)]

    def inline(self, inline: Node) -> Content:
        """Words, or what stands among them."""
        match inline:
            case {"t": "Str", "c": text}:
                return [str(text)]
            case {"t": "Space" | "SoftBreak" | "LineBreak"}:
                return [" "]
            case {"t": "Emph", "c": inner}:
                return [_element("hi", self.inlines(inner), rend="italic")]
            case {"t": "Strong", "c": inner}:
                return [_element("hi", self.inlines(inner), rend="bold")]
            case {"t": "Quoted", "c": [dict(how), list(inner)]}:
                quoting = usual(self.language)
                marks = quoting.outer if how["t"] == "DoubleQuote" else quoting.inner
                return [marks[0], *self.inlines(inner), marks[1]]
            case {"t": "Link", "c": list(parts_)}:
                inner, target = parts_[1], str(parts_[2][0])
                if not _ADDRESS.fullmatch(target):
                    self._refuse(f"a link to “{target}”, where no book can lead: write the whole address (https://…)")
                return [_element("ref", self.inlines(inner), target=target)]
            case {"t": "Note", "c": blocks}:
                return [self._note(blocks)]
        if not _is_comment(inline):
            self._refuse(OTHERS.get(inline["t"], ""))
        return []

    def _note(self, blocks: Sequence[Node]) -> etree._Element:
        """The place of a footnote, which stands outside of the text."""
        if any(block["t"] not in ("Para", "Plain") for block in blocks):
            self._refuse("a footnote with more than paragraphs in it")
        sign, number = next(self.signs), len(self.notes) + 1
        place, name = f"m-{self.sort}-{number}", f"e-{self.sort}-{number}"
        says = {"type": "editorial", "n": sign, "resp": EDITOR}
        note = _element("note", id=name, **says, target=f"#{place}")
        self.notes.append(note)  # before its words: a note in it comes after it
        _filled(
            note, [part for at, block in enumerate(blocks) for part in ([" "] if at else []) + self.inlines(block["c"])]
        )
        return _element("ptr", id=place, **says, target=f"#{name}")

    def _refuse(self, what: str) -> None:
        raise UsageError(f"{self.name}: it has {what or 'something'}. What books show of it are {KNOWN}. Change that.")
