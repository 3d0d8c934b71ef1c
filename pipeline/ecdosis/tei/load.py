"""A TEI file of ours, read from disk or memory: refused in words that say what to do if it is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from ecdosis.errors import MissingInputError, UnusableInputError
from ecdosis.storage.files import read_regular
from ecdosis.tei import versions
from ecdosis.tei.names import bare, parse, tag


def data_of(path: Path) -> bytes:
    """The bytes of a TEI file. Raises MissingInputError, or UnusableInputError if it cannot be read."""
    try:
        return read_regular(path)
    except FileNotFoundError as error:
        edition = path.parent / "tei" / f"{path.name}.xml"
        said = f"Did you mean {edition}?" if edition.is_file() else "Build it first (ecdosis build)."
        raise MissingInputError(f"{path}: there is no such file. {said}") from error
    except OSError as error:
        raise UnusableInputError(f"{path}: cannot be read ({error.strerror}).") from error


def loaded(data: bytes, path: Path) -> etree._Element:
    """The TEI document in some bytes, without comments; `path` is named in errors. Raises UnusableInputError."""
    try:
        root = parse(data)
        if root.getroottree().docinfo.internalDTD is not None:  # it is not ours, and may have entities
            from ecdosis.book.reader.parsing import parsed

            root = bare(parsed(path, data)[0])
    except etree.XMLSyntaxError as error:
        raise UnusableInputError(f"{path}: not well-formed XML ({error.msg}). Build it again.") from error
    if tag(root) != "TEI":
        raise UnusableInputError(f"{path}: not a TEI file (its root is not TEI in the namespace of TEI P5).")
    return root


def tree(path: Path) -> etree._Element:
    """The TEI file at a path. Raises MissingInputError or UnusableInputError."""
    return loaded(data_of(path), path)


def current(root: etree._Element, path: Path) -> etree._Element:
    """A TEI document with the names that kinds and stages have now. Raises UnusableInputError for one of a newer
    version of Ecdosis."""
    versions.check(root, path)
    return versions.current(root)


@contextmanager
def ours(*paths: Path) -> Iterator[None]:
    """For work on TEI files that must be as we write them. Raises UnusableInputError for what they say otherwise."""
    try:
        yield
    except (LookupError, ValueError) as error:
        named = " or ".join(map(str, paths))
        raise UnusableInputError(f"{named}: not as Ecdosis writes it ({error}). Build it again.") from error
