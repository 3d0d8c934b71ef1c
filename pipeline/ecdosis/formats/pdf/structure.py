"""The text of a tagged PDF in its logical order, as assistive technology reads it (ISO 32000-1, 14.7 and 14.8).

Only tagged content is text: running heads, page numbers and rules are artifacts. Those of the type `Page` are told as
well: in our PDFs, the page numbers of the source in the margin. A glyph is the character that its font's ToUnicode map
says, or the ActualText around it (a hyphen that only divides a word is a soft hyphen there).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

from ecdosis.formats.pdf import leftward

_CHARS: Final = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES: Final = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TRIPLE: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
SHOWING: Final = (b"Tj", b"TJ", b"'", b'"')
"""The operators that show text."""
RAISED: Final = 0.75
"""How much higher or lower a letter may stand in its line, in sizes of its font: our notes' markers do by half, a line
by more than one."""
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
        """All text in it, as it is read."""
        return leftward.read(self.drawn)

    @property
    def drawn(self) -> str:
        """All text in it, as it is drawn (see `leftward`)."""
        return "".join(part if isinstance(part, str) else part.drawn for part in self.parts)


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
    open_: list[_Sequence] = [_Sequence()]
    font: Mapping[int, str] = {}
    pen = _Pen()
    if "/Contents" not in page:
        return found
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        pen.obey(operator, operands)
        if operator in (b"BDC", b"BMC"):
            says = operands[1] if operator == b"BDC" else None
            says = _dictionary(properties.get(str(says)) if isinstance(says, str) else says)
            open_.append(_begun(open_[-1], str(operands[0]), says))
            if open_[-1].content == MARGIN != open_[-2].content:
                found[MARGIN] = found.get(MARGIN, "") + " "
        elif operator == b"EMC" and len(open_) > 1:
            open_.pop()
        elif operator == b"Tf":
            font = fonts.get(operands[0], {})
        elif operator in SHOWING and (content := open_[-1].content) is not None:
            shown = operands[-1] if isinstance(operands[-1], list) else [operands[-1]]
            text = "".join(_decoded(part, font) for part in shown) if open_[-1].says is None else open_[-1].told()
            line = leftward.LINE if text and content != MARGIN and pen.begins_line() else ""
            found[content] = found.get(content, "") + line + text
    return found


@dataclass(slots=True)
class _Sequence:
    """A sequence of marked content: the MCID that it is part of (none: it is no text), and what is read in the place of
    all that is shown in it (ActualText), until it was told."""

    content: int | None = None
    says: list[str] | None = None

    def told(self) -> str:
        """What is read, once."""
        return self.says.pop() if self.says else ""


def _begun(around: _Sequence, tag: str, says: DictionaryObject) -> _Sequence:
    """A sequence that begins in another."""
    content = around.content
    if tag == "/Artifact":
        content = MARGIN if says.get("/Type") == "/Page" else None
    elif "/MCID" in says:
        content = _int(says["/MCID"])
    if around.says is None and "/ActualText" in says:
        return _Sequence(content, [leftward.as_drawn(str(says["/ActualText"]))])
    return _Sequence(content, around.says)


_Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class _Pen:
    """Where text is shown on a page, as far as it tells where a line begins (ISO 32000-1, 8.3.3 and 9.4.2)."""

    page: _Matrix = (1, 0, 0, 1, 0, 0)
    text: _Matrix = (1, 0, 0, 1, 0, 0)
    size: float = 0
    saved: list[_Matrix] = field(default_factory=list)
    line: tuple[float, float] | None = None

    def obey(self, operator: bytes, operands: Sequence[Any]) -> None:
        """Go where an operator says."""
        if operator == b"q":
            self.saved.append(self.page)
        elif operator == b"Q" and self.saved:
            self.page = self.saved.pop()
        elif operator == b"cm":
            self.page = _times(_matrix(operands), self.page)
        elif operator == b"Tm":
            self.text = _matrix(operands)
        elif operator == b"Tf":
            self.size = float(operands[1])

    def begins_line(self) -> bool:
        """Whether what is shown now begins a line: it stands higher or lower than what was shown before, by more than a
        raised letter does."""
        height, before = _times(self.text, self.page)[5], self.line
        if before is None or abs(height - before[0]) > RAISED * max(self.size, before[1]):
            self.line = height, self.size
            return before is not None
        self.line = before[0], max(self.size, before[1])
        return False


def _matrix(operands: Sequence[Any]) -> _Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """A matrix, then another."""
    (a, b, c, d, e, f), (g, h, i, j, k, m) = one, other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


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
        found.update({int(code, 16): leftward.as_drawn(_utf16(value)) for code, value in _PAIR.findall(chars)})
    for ranges in _RANGES.findall(table):
        for first, last, value, values in _TRIPLE.findall(ranges):
            low, high = int(first, 16), int(last, 16)
            if value:
                start = _utf16(value)
                found.update({c: start[:-1] + chr(ord(start[-1]) + c - low) for c in range(low, high + 1)})
            else:
                found.update({low + n: leftward.as_drawn(_utf16(one)) for n, one in enumerate(_HEX.findall(values))})
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
