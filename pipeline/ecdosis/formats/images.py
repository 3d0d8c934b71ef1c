"""Pictures: which files are any that every product can show, told by their first bytes, their end, and by Typst, which
decodes them all."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ecdosis.errors import ToolError
from ecdosis.tools.typst import compiled, message

MOST_BYTES: Final = 20_000_000
MOST_PIXELS: Final = 60_000_000
"""Beyond these a picture costs a reader's machine more than it shows, and may be made to (a decompression bomb)."""
SUFFIXES: Final[Mapping[str, str]] = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif"}
"""Media types that EPUB, PDF and the web have in common (EPUB 3.3, 3.2 Core media types) -> how their names end."""
_START_OF_FRAME: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_START_OF_SCAN: Final = 0xDA
_END_OF_IMAGE: Final = b"\xff\xd9"
"""The markers of JPEG whose segment tells the size, before the pixels, and after them (ITU-T T.81, table B.1)."""


TEMPLATE: Final = Path(__file__).parent / "picture.typ"
"""Sets one picture."""


def problem(data: bytes) -> str:
    """Why a file is no picture that every product can show; empty if it is one. Without Typst, only what can be told by
    its bytes."""
    width, height = image_size(data)
    if not data:
        return "its file is empty"
    if not width or not height:
        return "it is neither PNG, JPEG nor GIF"
    if width * height > MOST_PIXELS:
        return "it has too many pixels"
    if image_type(data) == "image/jpeg" and data.find(_END_OF_IMAGE, _scan(data)) < 0:
        return "its file breaks off"
    name = f"picture{SUFFIXES[image_type(data)]}"
    try:
        compiled((TEMPLATE,), {"name": name}, "pdf", files={name: data})
    except ToolError:
        return ""
    except RuntimeError as error:
        return f"its file is broken: {message(error)}"
    return ""


def image_type(data: bytes) -> str:
    """The media type of a picture; empty if it is none that every product can show."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/gif" if data[:6] in (b"GIF87a", b"GIF89a") else ""


def image_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels; (0, 0) if the picture does not tell."""
    try:
        match image_type(data):
            case "image/png":
                width, height = struct.unpack(">II", data[16:24])
            case "image/gif":
                width, height = struct.unpack("<2H", data[6:10])
            case "image/jpeg":
                height, width = _jpeg_size(data)
            case _:
                return 0, 0
    except struct.error:
        return 0, 0
    return int(width), int(height)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Height and width, from the first frame header."""
    for at, marker in _segments(data):
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return height, width
    return 0, 0


def _scan(data: bytes) -> int:
    """Where the pixels of a JPEG begin; its end if there are none. Before them there may be a whole picture, a small
    one."""
    return next((at for at, marker in _segments(data) if marker == _START_OF_SCAN), len(data))


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each segment of a JPEG begins up to the first scan, and its marker."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        yield at, marker
        if marker == _START_OF_SCAN:
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
