"""What an input says of itself, and what it makes of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ecdosis import VERSION


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, and what the file says of it: fields of a descriptor, which hold where the editor's own says
    nothing."""

    text: str
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


Extract = Callable[[bytes], Extracted]
"""What takes the text out of the bytes of a file. The same bytes always give the same text. Raises ValueError, in words
for a person, if they are no such file."""


@dataclass(frozen=True, slots=True)
class Input:
    """A sort of file that can be read: its name, the endings of such files (without the dot, in small letters), their
    media type (IANA), and an `Extract` as `module:function`, so that nothing is loaded before it is needed; empty if
    the file is a text itself. `package`: that of the plug-in it comes from, with its version; empty for our own."""

    name: str
    endings: tuple[str, ...]
    media_type: str
    extract: str = ""
    package: str = ""

    @property
    def whose(self) -> str:
        """The package that it is of, with its version."""
        return self.package or f"Ecdosis {VERSION}"


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a text was extracted from: its name, without folders; its SHA-256 and size (bytes); its media type;
    and what extracted the text: the name of the input, the package of that with its version."""

    filename: str
    sha256: str
    size: int
    media_type: str
    extractor: str
    package: str
