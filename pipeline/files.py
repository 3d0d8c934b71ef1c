"""Reading sources and writing products: inputs are never touched, products appear whole or not at all. And where
is kept what can be had again."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pipeline.errors import MissingInputError, UnusableInputError, UsageError

LARGEST: Final = 20 * 2**20
"""Bytes. More than three times *War and Peace*; what is larger is a collection, which makes a poor book."""

MAGIC: Final[Mapping[bytes, str]] = {
    b"%PDF-": "a PDF; extract its text first (`pdftotext -layout FILE.pdf FILE.txt`)",
    b"PK\x03\x04": "a ZIP file, perhaps a DOCX, ODT or EPUB; save it as plain text first",
    b"\xd0\xcf\x11\xe0": "an old Microsoft Office file; save it as plain text first",
    b"{\\rtf": "an RTF file; save it as plain text first",
    b"\x89PNG": "a picture (PNG); read its text with an OCR program first",
    b"\xff\xd8\xff": "a picture (JPEG); read its text with an OCR program first",
    b"GIF8": "a picture (GIF); read its text with an OCR program first",
    b"II*\x00": "a picture (TIFF); read its text with an OCR program first",
    b"MM\x00*": "a picture (TIFF); read its text with an OCR program first",
    b"AT&TFORM": "a DjVu file; extract its text first (`djvutxt FILE.djvu FILE.txt`)",
    b"\x1f\x8b": "a compressed file (gzip); unpack it first",
    b"7z\xbc\xaf": "a compressed file (7-Zip); unpack it first",
    b"\x7fELF": "a program, not a text",
}
"""The first bytes of formats that people take for texts, and what to do about each."""


_ODD: Final = re.compile("[\0-\x08\x0b\x0e-\x19\x1b-\x1f\udc80-\udcff]+")


def cache_folder() -> Path:
    """Where what can be had again is kept: `ECDOSIS_CACHE`, else `ecdosis` in the user's cache folder (XDG Base
    Directory Specification)."""
    if chosen := os.environ.get("ECDOSIS_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "ecdosis"


def read_source(path: Path) -> bytes:
    """The bytes of a text. Raises MissingInputError or UnusableInputError with the remedy."""
    try:
        if path.is_dir():
            raise UnusableInputError(f"{path}: this is a folder, not a text. Name the text files in it.")
        size = path.stat().st_size
        if size > LARGEST:
            raise UnusableInputError(
                f"{path}: {size / 2**20:.0f} MB is more than a book (the limit is {LARGEST // 2**20} MB). "
                "Split it into volumes."
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingInputError(f"{path}: there is no such file. Check the name, or put the text there.") from error
    except OSError as error:
        raise UnusableInputError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    if not data:
        raise UnusableInputError(f"{path}: this file is empty. Put the text into it, or remove it.")
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise UnusableInputError(f"{path}: this is {what}.")
    return data


def check_text(text: str, path: Path) -> None:
    """Raise UnusableInputError for what decodes but is no text: blanks alone, or as full of control characters as only
    binary files are (more than 5 %; the `file` program takes a single one for a sign of data)."""
    if not text.strip("\ufeff\0 \t\r\n\f\v\x85\xa0"):
        raise UnusableInputError(f"{path}: there is nothing but white space in this file. Put the text into it.")
    odd = sum(len(run) for run in _ODD.findall(text))
    if odd * 20 > len(text):
        raise UnusableInputError(
            f"{path}: this does not look like a text ({odd} control characters). Save it as plain text."
        )


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files so that each is either as before or whole, and none is replaced unless all could be written.

    Raises UsageError if a folder cannot be written to or the disk is full.
    """
    drafts: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            drafts[path] = path.with_name(f".{path.name}.part")
            drafts[path].write_bytes(data)
        for path, draft_path in drafts.items():
            draft_path.replace(path)
    except OSError as error:
        where = error.filename or path.parent
        raise UsageError(
            f"{where}: cannot be written ({error.strerror}). Nothing was changed there; free some space, or choose "
            "another folder with -o."
        ) from error
    finally:
        for draft_path in drafts.values():
            with contextlib.suppress(OSError):
                draft_path.unlink(missing_ok=True)
