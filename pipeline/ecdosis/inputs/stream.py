"""The stream of a file: the bytes of the text that an edition is made of, and where they are from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ecdosis import plugins
from ecdosis.errors import ToolError, UnusableInputError, UsageError
from ecdosis.inputs import table
from ecdosis.inputs.input import Extract, Extracted, Input, Original
from ecdosis.model.source import Source, decode
from ecdosis.project.descriptor import Descriptor, check
from ecdosis.storage.files import LARGEST, read_source

CHARSET: Final = "utf-8"
"""The character set of every text that was extracted."""
OWN: Final = ("id", "source", "sha256", "charset", "characters", "editor", "edited", "policies")
"""What is the editor's to say, whatever a file says."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The text of a file as bytes, and, if it had to be extracted, from what, with what the file says of it."""

    data: bytes
    filename: str
    original: Original | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def decoded(self, known: Descriptor) -> Source:
        """The text. Raises UsageError if the descriptor's character set does not fit; that of an extracted text is
        known."""
        if self.original is None:
            return decode(self.data, charset=known.charset or None, language=known.language or None)
        evidence = f"The text was extracted from {self.original.filename}."
        return replace(decode(self.data, charset=CHARSET), evidence=evidence)

    def described(self, known: Descriptor) -> Descriptor:
        """What is known of the text: what the file says, where the descriptor says nothing. Raises ToolError if that
        is nothing that a descriptor could say."""
        if not self.facts or self.original is None:
            return known
        stated = {one.name: getattr(known, one.name) for one in fields(known) if one.name != "policies"}
        said = {name: fact for name, fact in stated.items() if fact}
        if wrong := [name for name in self.facts if name in OWN or name not in stated]:
            raise ToolError(plugins.failed(self.original.package, f"it tells what no file can: {', '.join(wrong)}"))
        try:
            return check({**self.facts, **said, **dict(known.policies)}, Path(self.original.filename))
        except UsageError as error:
            raise ToolError(plugins.failed(self.original.package, str(error))) from error


def read(path: Path) -> bytes:
    """The bytes of a file of texts. Raises MissingInputError or UnusableInputError with the remedy."""
    return read_source(path, plain=not table.of(path).extract)


def stream(path: Path, data: bytes) -> Stream:
    """The stream of a file with these bytes. Raises UnusableInputError if no text can be extracted from them, ToolError
    if what should do so fails."""
    by = table.of(path)
    if not by.extract:
        return Stream(data, path.name)
    extracted = _extracted(by, path, data)
    try:
        text = extracted.text.encode(CHARSET)
    except UnicodeError as error:
        raise ToolError(plugins.failed(by.whose, f"{path}: {error}")) from error
    if not text:
        raise UnusableInputError(f"{path}: there is no text in this file. Remove it, or get another.")
    if len(text) > LARGEST:
        raise UnusableInputError(
            f"{path}: its text is more than a book ({LARGEST // 2**20} MB). Split it into volumes."
        )
    digest = hashlib.sha256(data).hexdigest()
    original = Original(path.name, digest, len(data), by.media_type, by.name, by.whose)
    return Stream(text, f"{path.name}.txt", original, extracted.facts)


def _extracted(by: Input, path: Path, data: bytes) -> Extracted:
    """What an input extracts."""
    extract: Extract = plugins.attribute(by.extract)
    try:
        extracted = extract(data)
    except ValueError as error:
        raise UnusableInputError(f"{path}: no text could be extracted from it ({error}).") from error
    except Exception as error:  # whatever a program of others does
        raise ToolError(plugins.failed(by.whose, f"{path}: {type(error).__name__}: {error}")) from error
    if not isinstance(extracted, Extracted):
        raise ToolError(plugins.failed(by.whose, f"it extracted no text, but {extracted!r:.60}"))
    return extracted
