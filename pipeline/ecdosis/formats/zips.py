"""ZIP archives that are the same whenever they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP entry can have; a book's own date stands in its metadata."""
STORED: Final = (".png", ".jpg", ".gif")
"""Endings of files that are compressed already."""


def packed(entries: Mapping[str, bytes], first: str) -> bytes:
    """An archive of files by name: one of them first, the rest in order. An EPUB wants `mimetype` first and as it
    is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(entries, key=lambda name: (name != first, name)):
            stored = name == "mimetype" or name.endswith(STORED)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, entries[name])
    return out.getvalue()
