"""References inside of the book and out of it, pictures, and examples of markup."""

from __future__ import annotations

import errno
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from ecdosis.book.book import (
    Block,
    Cell,
    Item,
    Listing,
    Note,
    Paragraph,
    Passage,
    Section,
    Table,
    all_inlines,
    sections,
)
from ecdosis.book.inlines import AsidePlace, Image, Inline, Styled
from ecdosis.book.reader.facts import in_namespace
from ecdosis.book.reader.looks import Look
from ecdosis.formats.images import MOST_BYTES, SUFFIXES, image_size, image_type, problem
from ecdosis.model.kinds import Kind
from ecdosis.storage.files import read_regular
from ecdosis.tei.names import content, in_a_row, tag

if TYPE_CHECKING:
    from ecdosis.book.reader.walk import Handler, Walk

PICTURES: Final = ("graphic", "media", "binaryObject")
"""Elements that stand for what is no text."""

SCHEMES: Final = ("http", "https", "mailto")
"""What a link may be. Others, scripts among them, are words without a link."""
SAFE: Final = "/:?#@!$&'()*+,;=%-._~"
"""What an address keeps as it is (RFC 3986, 2.2 and 2.3)."""
MOST_ADDRESS: Final = 2000
_HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?")
_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def address(told: str) -> str:
    """The address that a link outside may have; empty if it may be none."""
    told = told.strip()
    try:
        parts = urlsplit(told)
        named = parts.netloc or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or len(told) > MOST_ADDRESS:
        return ""
    if parts.scheme.lower() == "mailto":
        return quote(_PERCENT.sub("%25", told), safe=SAFE) if re.fullmatch(r"[^\s@]+@[\w.-]+", parts.path) else ""
    if not _HOST.fullmatch(named) or ".." in named:
        return ""
    scheme, rest = told.split(":", 1)
    head, _, fragment = rest.partition("#")
    made = f"{scheme.lower()}:{quote(_PERCENT.sub('%25', head), safe=SAFE.replace('#', ''))}"
    return f"{made}#{quote(_PERCENT.sub('%25', fragment), safe=SAFE.replace('#', ''))}" if fragment else made


def reference(walk: Walk, element: etree._Element, look: Look) -> None:
    """A link; where it has no words, those that tell where it leads."""
    told = (element.get("target") or "").split()
    found = next((a for pointer in told if (a := _leads_to(walk, pointer))), "")
    if told and not found:
        walk.tally.note("simplified", tag(element), _why_no_link(told[0]), element)
    inner = replace(look, target=found or look.target)
    target = walk.facts.by_id.get(told[0][1:]) if told and told[0].startswith("#") else None
    if target is not None and tag(target) == "note" and len(content(element).strip()) < 6:
        inner = inner.marked("superscript")
    if content(element).strip() or len(element):
        walk.children(element, inner)
    elif told:
        walk.flow.text(_told_by(told[0], target), inner)


def _leads_to(walk: Walk, pointer: str) -> str:
    if pointer.startswith("#"):
        return f"#{walk.facts.wanted[pointer[1:]]}" if pointer[1:] in walk.facts.by_id else ""
    return address(pointer)


def _why_no_link(pointer: str) -> str:
    if pointer.startswith("#"):
        return "no link: what it points to is not in the document"
    return "no link: it leads to a file beside this one, or by a scheme that a book cannot follow"


def _told_by(pointer: str, target: etree._Element | None) -> str:
    """The words of a pointer without words."""
    if target is None:
        return pointer if not pointer.startswith("#") else "↗"
    heading = next((content(child) for child in target if tag(child) == "head"), "")
    return " ".join((target.get("n") or heading).split())[:60] or ("*" if tag(target) == "note" else "↗")


def figure(walk: Walk, element: etree._Element, look: Look) -> None:
    """A picture with its caption; where the picture cannot be shown, what it shows in words."""
    described = " ".join(" ".join(content(child) for child in element if tag(child) == "figDesc").split())
    walk.flow.begin("figure", Kind.CAPTION)
    files = {child: _file(walk, child) for child in element if tag(child) in PICTURES}
    walk.text(element.text, look)
    for child in element:
        if child in files:
            _picture(walk, child, described, *files[child])
        elif tag(child) != "figDesc":
            walk.node(child, look)
        elif not any(data for data, _ in files.values()):
            walk.flow.begin("", Kind.CAPTION)
            walk.children(child, look)
            walk.flow.end()
        walk.text(child.tail, look)
    walk.flow.end()


def graphic(walk: Walk, element: etree._Element, look: Look) -> None:
    """A picture outside of a figure."""
    _picture(walk, element, " ".join(content(element).split()), *_file(walk, element))


def _file(walk: Walk, element: etree._Element) -> tuple[bytes, str]:
    """The bytes of the file of a picture, or why there are none."""
    if tag(element) != "graphic":
        return b"", "it is no picture file"
    return _loaded(walk.folder, element.get("url") or "")


def _picture(walk: Walk, element: etree._Element, described: str, data: bytes, why: str) -> None:
    """Show a picture, or what the element has in its place."""
    if not data:
        walk.tally.note("dropped", tag(element), f"the picture is not shown: {why}", element)
        if tag(element) != "binaryObject":  # whose words are the bytes of something
            walk.children(element, Look())
        return
    name = next((n for n, same in walk.images.items() if same == data), "")
    name = name or f"image-{len(walk.images) + 1}{SUFFIXES[image_type(data)]}"
    walk.images[name] = data
    picture = Image(name, described or walk.say("tei.picture"), *image_size(data))
    if walk.around.among_blocks(element):
        walk.flow.begin("", Kind.ORNAMENT)
        walk.flow.add(picture)
        walk.flow.end()
    else:
        walk.flow.add(picture)


def _loaded(folder: Path | None, url: str) -> tuple[bytes, str]:
    """The bytes of a picture file beside the document, or why there are none. Nothing outside of its folder is
    opened."""
    if folder is None or not url or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\|#", url):
        return b"", "it is not a file beside the document"
    try:
        path = (folder / unquote(url)).resolve()
        if not path.is_relative_to(folder.resolve()):
            return b"", "it lies outside of the document's folder"
        if not path.is_file():
            return b"", "its file is not there"
        data = read_regular(path, MOST_BYTES)
    except OSError as error:
        return b"", "its file is too large" if error.errno == errno.EFBIG else "its file cannot be read"
    except ValueError:
        return b"", "its file cannot be read"
    why = problem(data)
    return (b"", why) if why else (data, "")


def example(walk: Walk, element: etree._Element, look: Look) -> None:
    """An example of markup, as it is written."""
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    written = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", written)
    inner = re.sub(r"\A<[^>]*>|</[^>]*>\Z", "", written) if in_namespace(element) == "egXML" else written
    walk.flow.begin("", "code")
    walk.flow.text(textwrap.dedent(inner.strip("\n")).strip(), replace(look, preserve=True, marks=()))
    walk.flow.end()


def formula(walk: Walk, element: etree._Element, look: Look) -> None:
    """A formula, as it is written."""
    if len(element):
        walk.tally.note("simplified", "formula", "its signs are shown in a row", element)
        walk.flow.space()
        walk.flow.text(in_a_row(element), look)
        walk.flow.space()
    else:
        walk.children(element, look)


# ------------------------------------------------------------------ links whose place did not come into the book


def resolved(blocks: Sequence[Block], notes: Sequence[Note]) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Blocks and notes without links to places that are not in the book."""
    inlines = [*all_inlines(blocks), *(inline for note in notes for inline in all_inlines(note.blocks))]
    there = {f"#{inline.id}" for inline in inlines if isinstance(inline, AsidePlace)}
    there |= {f"#{section.id}" for section in sections(blocks)}
    asked = {i.target for i in inlines if isinstance(i, Styled) and i.target.startswith("#")}
    if asked <= there:
        return tuple(blocks), tuple(notes)
    gone = asked - there
    return _blocks(blocks, gone), tuple(replace(note, blocks=_blocks(note.blocks, gone)) for note in notes)


def _blocks(blocks: Iterable[Block], gone: set[str]) -> tuple[Block, ...]:
    return tuple(_block(block, gone) for block in blocks)


def _block(block: Block, gone: set[str]) -> Block:
    match block:
        case Paragraph():
            return replace(block, inlines=_unlinked(block.inlines, gone))
        case Passage():
            return replace(block, blocks=_blocks(block.blocks, gone))
        case Section():
            return replace(block, title=_unlinked(block.title, gone), blocks=_blocks(block.blocks, gone))
        case Listing():
            items = (Item(_unlinked(item.label, gone), _blocks(item.blocks, gone)) for item in block.items)
            return replace(block, items=tuple(items))
        case Table():
            rows = tuple(tuple(_cell(cell, gone) for cell in row) for row in block.rows)
            return Table(_unlinked(block.caption, gone), rows)


def _cell(cell: Cell, gone: set[str]) -> Cell:
    return replace(cell, blocks=_blocks(cell.blocks, gone))


def _unlinked(inlines: Iterable[Inline], gone: set[str]) -> tuple[Inline, ...]:
    return tuple(replace(i, target="") if isinstance(i, Styled) and i.target in gone else i for i in inlines)


HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "ref": reference,
        "ptr": reference,
        "figure": figure,
        "graphic": graphic,
        "media": graphic,
        "binaryObject": graphic,
        "egXML": example,
        "formula": formula,
    }
)
