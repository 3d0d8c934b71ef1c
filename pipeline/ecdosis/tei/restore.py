"""The source view of a TEI file: the exact bytes that came in, from the TEI alone.

The rule: walk `text` in document order, skipping `corr`, `reg`, a `div` with `@resp` (the editor's own words) and the
content of `g`; from each text node drop LF
with the blanks after it, which the file has for itself; `lb` gives its line end, `pb[@type="form-feed"]` a form feed,
`g` the character or byte the header says; encode as the header says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from ecdosis.model.source import encode
from ecdosis.tei.names import ID, NAMESPACES, q, tag, text_of

LINE_ENDS: Final = {"LF": "\n", "CRLF": "\r\n", "CR": "\r", "VT": "\v"}
_FILE_LINE_END: Final = re.compile(r"\n[ \t]*")
SOURCE: Final = "tei:teiHeader//tei:sourceDesc/tei:bibl[@xml:id='source']/"


@dataclass(frozen=True, slots=True)
class WalkStep:
    """A step of the walk: an element is entered or left, or characters of the source are met."""

    type: Literal["enter", "leave", "text"]
    element: etree._Element
    source: str = ""


def tokens(root: etree._Element) -> Iterator[WalkStep]:
    """The walk over `text` of a TEI document, in order. What is skipped is not entered either."""
    text = root.find(q("text"))
    if text is None:
        return
    default = LINE_ENDS.get(source_fact(root, "line-end"), "\n")
    characters = _characters(root)
    skipped = 0
    for event, element in etree.iterwalk(text, events=("start", "end", "comment", "pi")):
        name = tag(element)
        if event == "start":
            skipped += _is_skipped(name, element)
            if not skipped:
                yield WalkStep("enter", element)
                yield WalkStep("text", element, _given(element, name, default, characters))
                if name != "g" and element.text:
                    yield WalkStep("text", element, _FILE_LINE_END.sub("", element.text))
            skipped += name == "g"
        if event == "end":
            skipped -= name == "g" or _is_skipped(name, element)
            if not skipped and not _is_skipped(name, element):
                yield WalkStep("leave", element)
        if event != "start" and not skipped and element.tail and element is not text:
            yield WalkStep("text", element, _FILE_LINE_END.sub("", element.tail))


def _is_skipped(name: str, element: etree._Element) -> bool:
    """Whether nothing in an element is the source's: what is read instead, or words of the editor's own."""
    return name in ("corr", "reg") or (name == "div" and element.get("resp") is not None)


def _given(element: etree._Element, name: str, default: str, characters: dict[str, str]) -> str:
    """The characters of the source that an element itself stands for."""
    if name == "lb":
        return LINE_ENDS[element.get("type", "")] if element.get("type") in LINE_ENDS else default
    if name == "pb" and element.get("type") == "form-feed":
        return "\f"
    return characters.get(element.get("ref", ""), "") if name == "g" else ""


def _characters(root: etree._Element) -> dict[str, str]:
    """`#id` of each `char` in the header -> the character or (as a lone surrogate U+DC80..DCFF) the byte."""
    found = {}
    for char in root.iterfind(".//tei:charDecl/tei:char", NAMESPACES):
        for prop in char.iterfind("tei:localProp", NAMESPACES):
            code = int(prop.get("value", "0"), 16)
            found[f"#{char.get(ID)}"] = chr(0xDC00 + code if prop.get("name") == "byte" else code)
    return found


def source_fact(root: etree._Element, name: str) -> str:
    """What the header says of the source file: `charset`, `byte-order-mark`, `line-end`, `decoding`."""
    return text_of(root, f"{SOURCE}tei:note[@type='{name}']")


def source_text(root: etree._Element) -> str:
    """The decoded source, a byte-order mark included."""
    mark = "\N{BYTE ORDER MARK}" if source_fact(root, "byte-order-mark") == "yes" else ""
    return mark + "".join(token.source for token in tokens(root))


def restore(root: etree._Element) -> bytes:
    """The exact bytes of the source. Raises LookupError for an unknown charset, UnicodeError for a tampered file."""
    return encode(source_text(root), source_fact(root, "charset") or "utf-8")
