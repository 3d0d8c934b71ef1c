"""A TEI file of somebody else: read as if it were hostile, refused in words that say what to do.

No file is opened but this one and those of its folder that it takes in; see `parsing` for the rest.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import etree

from ecdosis.book.reader import spans
from ecdosis.book.reader.elements import named
from ecdosis.book.reader.include import included
from ecdosis.book.reader.parsing import DEEPEST, depth, parsed
from ecdosis.errors import MissingInputError, UnusableInputError
from ecdosis.storage.files import lies_there, read_regular
from ecdosis.tei.names import TEI, bare, q, tag

MOST_BYTES: Final = 64 << 20
"""The largest file taken. The largest single texts of the great collections have about 20 MB."""
ROOTS: Final = named(
    "TEI teiCorpus text group front body back div floatingText facsimile sourceDoc standOff teiHeader surface "
    "listPerson listPlace listBibl"
)
"""Elements that a file may have as its root: a whole document, or a part of one that can be read."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document: its root, in the namespace of TEI, the bytes of its file, and the names of entities whose text is not
    in that file, with whether a standard set has them; parts that should have been taken in and could not be, with
    why."""

    root: etree._Element
    data: bytes = b""
    entities: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    missing: tuple[str, ...] = ()


def load(path: Path) -> Loaded:
    """A TEI P5 document, without its comments, and its spans as elements. Raises MissingInputError, or
    UnusableInputError if nothing can be made of it."""
    data = _bytes(path)
    root, entities = parsed(path, data)
    namespace, _, name = str(root.tag).rpartition("}")
    if name == "TEI.2":
        raise UnusableInputError(
            f"{path}: this is TEI P4 (its root is TEI.2). Convert it to TEI P5 first, as the TEI Consortium’s "
            "stylesheet p4top5.xsl does."
        )
    by_dtd = not namespace and name in ("TEI", "teiCorpus")  # which is not loaded, gave it its namespace
    if by_dtd:
        _in_namespace(root)
    if tag(root) not in ROOTS:
        raise UnusableInputError(
            f"{path}: this is not TEI P5: its root is “{name}” in {namespace[1:] or 'no namespace'}, not TEI in {TEI}."
        )
    missing = tuple(included(root, path))
    if depth(root) > DEEPEST:
        raise UnusableInputError(f"{path}: with its parts its elements nest more than {DEEPEST} deep, as no text does.")
    if by_dtd:
        _in_namespace(root)
    spans.resolved(bare(root))
    return Loaded(root, data, MappingProxyType(entities), missing)


def _bytes(path: Path) -> bytes:
    try:
        return read_regular(path, MOST_BYTES)
    except OSError as error:
        if not lies_there(path):
            raise MissingInputError(f"{path}: there is no such file.") from error
        split = " Split it (a volume, a play, a letter to a file)." if error.errno == errno.EFBIG else ""
        raise UnusableInputError(f"{path}: cannot be read ({error.strerror}).{split}") from error


def _in_namespace(root: etree._Element) -> None:
    for element in root.iter("*"):
        if "}" not in str(element.tag):
            element.tag = q(str(element.tag))
