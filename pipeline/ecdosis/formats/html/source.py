"""The source view: every line of the source with its number, all its characters, and what became of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from lxml import etree

from ecdosis.book.diplomatic import SourceLine, SourceSegment
from ecdosis.book.words import BookWords
from ecdosis.formats.html.context import PageContext

NOT_SHOWN: Final = frozenset(("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"))
"""Categories of characters (The Unicode Standard, 4.5) that have no form, or that HTML cannot hold."""
SHAPING: Final = "\t\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Those of them that are needed as they are: scripts are written with the joiners."""


@dataclass(frozen=True, slots=True)
class Named:
    """A character that cannot be shown: its code point in hexadecimal, what stands for it, and its name if it has
    one."""

    code: str
    shown: str
    name: str


@dataclass(frozen=True, slots=True)
class ShownSegment:
    """Characters that are of one sort, and the attributes of the element that tells which (none: of no sort)."""

    attributes: Mapping[str, str]
    characters: Sequence[str | Named]


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line; `leads`: the name of the block that begins here, to which its number is a link."""

    number: int
    attributes: Mapping[str, str]
    leads: str
    segments: Sequence[ShownSegment]


def source(lines: Sequence[SourceLine], context: PageContext) -> Iterator[ShownLine]:
    """The lines of the source as they are shown."""
    before = ""
    for line in lines:
        names = dict.fromkeys(segment.block for segment in line.segments if segment.block in context.levels)
        first = next(iter(names), "")
        yield _line(line, tuple(names), context, leads=first if first != before else "")
        before = first or before


def _line(line: SourceLine, names: Sequence[str], context: PageContext, leads: str) -> ShownLine:
    level = max((context.levels[name] for name in names), default=0)
    attributes = ({"class": f"h{min(level, 3)}"} if level else {}) | ({"data-b": " ".join(names)} if names else {})
    segments = [_segment(segment, context) for segment in line.segments]
    if line.joined in context.families and all(segment.change != line.joined for segment in line.segments):
        segments.append(ShownSegment({"class": "c lines end", "data-c": line.joined}, ()))
    return ShownLine(line.number, attributes, leads, segments)


def _segment(segment: SourceSegment, context: PageContext) -> ShownSegment:
    ids = [id_ for id_ in (segment.change, segment.of, segment.query) if id_ in context.families]
    families = [context.families[id_] for id_ in ids]
    classes = dict.fromkeys([*(["c"] if ids else []), *families, *_zones(segment)])
    attributes = {
        "class": " ".join(classes),
        "data-c": " ".join(ids),
        "data-n": segment.of if segment.zone == "page" else "",
    }
    told = {name: value for name, value in attributes.items() if value or (name == "data-n" and segment.zone == "page")}
    return ShownSegment(told if classes else {}, _characters(segment.text, context.say))


def _zones(segment: SourceSegment) -> list[str]:
    return [f"z-{segment.zone}"] if segment.zone != "text" else []


def _characters(text: str, say: BookWords) -> list[str | Named]:
    """Characters as they are; those that cannot be shown are named."""
    if text.isprintable():
        return [text]
    runs = ((hidden, "".join(run)) for hidden, run in groupby(text, _is_hidden))
    return [part for hidden, run in runs for part in ([_named(c, say) for c in run] if hidden else (run,))]


def _is_hidden(c: str) -> bool:
    return unicodedata.category(c) in NOT_SHOWN and c not in SHAPING


def _named(c: str, say: BookWords) -> Named:
    code = ord(c)
    shown = say("changes.byte", code=f"{code - 0xDC00:02X}") if 0xDC80 <= code <= 0xDCFF else f"U+{code:04X}"
    return Named(f"{code:x}", shown, unicodedata.name(c, "form feed" if c == "\f" else "").lower())


def characters(page: etree._Element) -> str | None:
    """The lines of the source that a page shows, without their ends; None if it does not show the source."""
    view = page.find(".//section[@id='source']")
    if view is None:
        return None
    return "\n".join("".join(_read(text)) for text in view.iterfind(".//li/span[@class='t']"))


def _read(element: etree._Element) -> Iterator[str]:
    code = element.get("data-u")
    yield chr(int(code, 16)) if code else element.text or ""
    for child in element:
        yield from _read(child)
        yield child.tail or ""
