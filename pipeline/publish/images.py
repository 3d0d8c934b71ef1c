"""Pictures: which files are any that every product can show, told by their first bytes."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

MOST_BYTES: Final = 20_000_000
MOST_PIXELS: Final = 60_000_000
"""Beyond these a picture costs a reader's machine more than it shows, and may be made to (a decompression bomb)."""
SUFFIXES: Final[Mapping[str, str]] = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif"}
"""Media types that EPUB, PDF and the web have in common (EPUB 3.3, 3.2 Core media types) -> how their names end."""
_START_OF_FRAME: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of JPEG whose segment tells the size (ITU-T T.81, table B.1)."""


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
                width, height = struct.unpack("<HH", data[6:10])
            case "image/jpeg":
                height, width = _jpeg_size(data)
            case _:
                return 0, 0
    except struct.error:
        return 0, 0
    return int(width), int(height)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Height and width, from the first frame header."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return height, width
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0, 0
