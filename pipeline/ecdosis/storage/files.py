"""Reading files as if they were hostile: only what is a file, and only up to a size. And where is kept what can be had
again."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ecdosis.errors import MissingInputError, UnusableInputError

LARGEST: Final = 20 * 2**20
"""Bytes. More than three times *War and Peace*; what is larger is a collection, which makes a poor book."""
LARGEST_TABLE: Final = 20 * 2**20
"""Bytes of a descriptor or of decisions: a decision for every word of the largest text would be about as many."""
LARGEST_PRODUCT: Final = 2**30
"""Bytes of a TEI file or a product that is read again; the largest text gives a tenth of that."""
KINDS: Final[Mapping[int, str]] = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
"""What may lie under a name and is no file (POSIX, <sys/stat.h>)."""

MAGIC: Final[Mapping[bytes, str]] = {
    b"%PDF-": "a PDF; extract its text first (`pdftotext -layout FILE.pdf FILE.txt`)",
    b"%!PS": "PostScript; make a PDF of it (`ps2pdf`), and extract its text (`pdftotext FILE.pdf FILE.txt`)",
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


_LEAD: Final = 64
"""Bytes at the beginning of a file in which blanks may stand before the first of these."""
_ODD: Final = re.compile("[\0-\x08\x0e-\x19\x1b-\x1f\udc80-\udcff]+")
_BESIDE: Final = re.compile(r"[^\W\dA-Z_]")


def cache_folder() -> Path:
    """Where what can be had again is kept: `ECDOSIS_CACHE`, else `ecdosis` in the user's cache folder (XDG Base
    Directory Specification)."""
    if chosen := os.environ.get("ECDOSIS_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "ecdosis"


def read_regular(path: Path, most: int = LARGEST_PRODUCT) -> bytes:
    """The bytes of a file. A pipe or a device, which may have no end or never answer, is not opened, and of a file that
    grows while it is read no more is taken than `most` bytes.

    Raises OSError: besides those of opening and reading, EISDIR for a folder, EINVAL for what else is no file, and
    EFBIG for more than `most` bytes, each with words for a person in `strerror`.
    """
    _check_kind(path.stat(), path)
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        _check_kind(os.fstat(file.fileno()), path)  # another may lie there by now
        data = file.read(most + 1) or b""  # nothing at all, if a file of the system has nothing to say now
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it has more than {most / 2**20:.0f} MB", str(path))
    return data


def is_file(path: Path) -> bool:
    """Whether a file lies at a path; not if nobody can tell, since the name is too long or the folder closed."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def lies_there(path: Path) -> bool:
    """Whether anything lies at a path, as far as anybody can tell."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return True


def _check_kind(status: os.stat_result, path: Path) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        code = errno.EISDIR if kind == stat.S_IFDIR else errno.EINVAL
        raise OSError(code, f"it is {KINDS.get(kind, 'something else')}, not a file", str(path))


def read_source(path: Path, *, plain: bool = True) -> bytes:
    """The bytes of a text, or (not `plain`) of a file that a text is extracted from. Raises MissingInputError or
    UnusableInputError with the remedy."""
    try:
        data = read_regular(path, LARGEST)
    except FileNotFoundError as error:
        raise MissingInputError(f"{path}: there is no such file. Check the name, or put the text there.") from error
    except OSError as error:
        raise UnusableInputError(f"{path}: {_no_text(error)}") from error
    if not data:
        raise UnusableInputError(f"{path}: this file is empty. Put the text into it, or remove it.")
    head = data[:_LEAD].lstrip(b"\xef\xbb\xbf\x04 \t\r\n")  # a printer's driver begins with EOT, an editor with a BOM
    for magic, what in MAGIC.items():
        if plain and head.startswith(magic):
            raise UnusableInputError(f"{path}: this is {what}.")
    return data


def _no_text(error: OSError) -> str:
    """What is said of a file that is not read as a text."""
    match error.errno:
        case errno.EISDIR:
            return "this is a folder, not a text. Name the text files in it."
        case errno.EINVAL:
            return f"this cannot be read: {error.strerror}. Name a file."
        case errno.EFBIG:
            return f"this is more than a book (the limit is {LARGEST // 2**20} MB). Split it into volumes."
    return f"this cannot be read ({error.strerror}). Check its permissions."


_BEGINNING: Final = 2_000
"""Code points in which a file of markup says what it is."""
_HTML: Final = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html\b|<html[\s>])", re.IGNORECASE | re.DOTALL
)
"""The beginning of HTML (WHATWG, 13.1)."""


def check_text(text: str, path: Path) -> None:
    """Raise UnusableInputError for what decodes but is no text: blanks alone, HTML (whose markup would stand in the
    edition), or as full of control characters as only binary files are (more than 5 %; the `file` program takes a
    single one for a sign of data)."""
    if not text.strip("\ufeff\0 \t\r\n\f\v\x85\xa0"):
        raise UnusableInputError(f"{path}: there is nothing but white space in this file. Put the text into it.")
    if _HTML.match(text[:_BEGINNING]):
        raise UnusableInputError(
            f"{path}: this is HTML, so its markup would stand in the edition. Open it in a browser, and save it as "
            "plain text."
        )
    odd = sum(len(run) for run in _ODD.findall(text))
    if odd * 20 > len(text) and not _for_letters(text, odd):
        raise UnusableInputError(
            f"{path}: this does not look like a text ({odd} control characters). Save it as plain text."
        )


def _for_letters(text: str, odd: int) -> bool:
    """Whether the control characters of a text (so many) are one that stands in the place of letters: always the same,
    alone, beside a small letter, and never more than a fifth of the text."""
    found = _ODD.findall(text)
    beside = sum(1 for match in _ODD.finditer(text) if _BESIDE.search(text, max(0, match.start() - 1), match.end() + 1))
    return odd * 5 < len(text) and len(set(found)) == 1 and beside > 0.9 * odd
