"""The text of a tagged PDF in its logical order, as assistive technology reads it (ISO 32000-1, 14.7 and 14.8).

Only tagged content is text: running heads, page numbers and rules are artifacts. Those of the type `Page` are told as
well: in our PDFs, the page numbers of the source in the margin. A glyph is the character that its font's ToUnicode map
says, or the ActualText around it (a hyphen that only divides a word is a soft hyphen there).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

_CHARS: Final = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES: Final = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TRIPLE: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
MARGIN: Final = -1
"""Stands for the MCID of the artifacts of a page (ISO 32000-1, 14.8.2.2.2), which have none."""
_HEX: Final = re.compile(rb"<([0-9A-Fa-f]+)>")


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure: its standard type (`P`, `H1`, `Note`, ...), whether it is raised or lowered, and its
    parts."""

    type: str
    shifted: bool
    parts: tuple[Element | str, ...]

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


def pages(data: bytes) -> int:
    """How many pages a PDF has. Raises ValueError if it cannot be read."""
    try:
        return len(PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it is no PDF that can be read ({error})") from error


@dataclass(frozen=True, slots=True)
class Tagged:
    """The text of a tagged PDF: its structure from the root, and what stands in the margins of its pages."""

    root: Element
    margins: str


def tagged(data: bytes) -> Tagged | None:
    """The text of a PDF; None if it is not tagged. Raises ValueError if it cannot be read."""
    try:
        reader = PdfReader(io.BytesIO(data))
        root = _resolved(_dictionary(reader.trailer["/Root"]).get("/StructTreeRoot"))
        if root is None:
            return None
        roles = {str(key): str(value) for key, value in (_resolved(root.get("/RoleMap")) or {}).items()}
        marked = {_number(page.indirect_reference): _marked(page, reader) for page in reader.pages}
        margins = " ".join(page.get(MARGIN, "") for page in marked.values())
        return Tagged(Element("Root", shifted=False, parts=tuple(_parts(root, None, roles, marked))), margins)
    except (PyPdfError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it is no PDF that can be read ({error})") from error


_Marked = Mapping[int | None, Mapping[int, str]]
"""The text of each marked content (by its MCID) of each page (by its object number)."""


def _parts(
    node: DictionaryObject, page: int | None, roles: Mapping[str, str], marked: _Marked
) -> Iterator[Element | str]:
    """What an element of the structure holds; `page` is that of the elements around it."""
    kids = _resolved(node.get("/K"))
    for kid in kids if isinstance(kids, list) else [kids]:
        found = _resolved(kid)
        if isinstance(found, int):
            yield marked[page].get(int(found), "")
        elif isinstance(found, DictionaryObject):
            own = _number(found.raw_get("/Pg")) if "/Pg" in found else page
            if found.get("/Type") == "/MCR":
                yield marked[own].get(_int(found["/MCID"]), "")
            elif found.get("/Type") != "/OBJR":
                type_ = str(found["/S"])
                shifted = any("/BaselineShift" in attributes for attributes in _attributes(found))
                yield Element(roles.get(type_, type_)[1:], shifted, tuple(_parts(found, own, roles, marked)))


def _attributes(node: DictionaryObject) -> Iterator[DictionaryObject]:
    found = _resolved(node.get("/A"))
    for one in found if isinstance(found, list) else [found]:
        if isinstance(resolved := _resolved(one), DictionaryObject):
            yield resolved


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _dictionary(value: Any) -> DictionaryObject:
    found = _resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _int(value: Any) -> int:
    return int(_resolved(value))


def _number(reference: Any) -> int | None:
    return reference.idnum if isinstance(reference, IndirectObject) else None


def _marked(page: DictionaryObject, reader: PdfReader) -> dict[int, str]:
    """The text of each marked content of a page."""
    resources = _dictionary(page.get("/Resources"))
    fonts = {name: _unicode(_dictionary(font)) for name, font in _dictionary(resources.get("/Font")).items()}
    properties = _dictionary(resources.get("/Properties"))
    found: dict[int, str] = {}
    open_: list[tuple[int | None, bool]] = []  # the MCID that each sequence is part of, and whether its text is told
    font: Mapping[int, str] = {}
    if "/Contents" not in page:
        return found
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        current, told = open_[-1] if open_ else (None, False)
        if operator in (b"BDC", b"BMC"):
            says = operands[1] if operator == b"BDC" else None
            says = _dictionary(properties.get(str(says)) if isinstance(says, str) else says)
            if operands[0] == "/Artifact":
                current = MARGIN if says.get("/Type") == "/Page" else None
                found[MARGIN] = found.get(MARGIN, "") + " "
            current = _int(says["/MCID"]) if "/MCID" in says else current
            if "/ActualText" in says and not told and current is not None:
                found[current] = found.get(current, "") + str(says["/ActualText"])
                told = True
            open_.append((current, told))
        elif operator == b"EMC" and open_:
            open_.pop()
        elif operator == b"Tf":
            font = fonts.get(operands[0], {})
        elif operator in (b"Tj", b"TJ", b"'", b'"') and current is not None and not told:
            shown = operands[-1] if isinstance(operands[-1], list) else [operands[-1]]
            found[current] = found.get(current, "") + "".join(_decoded(part, font) for part in shown)
    return found


def _decoded(part: Any, font: Mapping[int, str]) -> str:
    """A string of two-byte codes in characters; a number, which moves what follows, is none."""
    if not isinstance(part, (str, bytes)):
        return ""
    data = part if isinstance(part, bytes) else getattr(part, "original_bytes", b"")
    return "".join(font.get(int.from_bytes(data[at : at + 2], "big"), "") for at in range(0, len(data), 2))


def _unicode(font: DictionaryObject) -> dict[int, str]:
    """What the codes of a font mean, by its ToUnicode map (ISO 32000-1, 9.10.3)."""
    if "/ToUnicode" not in font:
        return {}
    table: bytes = _resolved(font["/ToUnicode"]).get_data()
    found = {}
    for chars in _CHARS.findall(table):
        found.update({int(code, 16): _utf16(value) for code, value in _PAIR.findall(chars)})
    for ranges in _RANGES.findall(table):
        for first, last, value, values in _TRIPLE.findall(ranges):
            low, high = int(first, 16), int(last, 16)
            if value:
                start = _utf16(value)
                found.update({c: start[:-1] + chr(ord(start[-1]) + c - low) for c in range(low, high + 1)})
            else:
                found.update({low + n: _utf16(one) for n, one in enumerate(_HEX.findall(values))})
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
