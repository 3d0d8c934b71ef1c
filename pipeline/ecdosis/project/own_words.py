"""What an editor puts before a text: `<id>.introduction.md` and `<id>.textual-note.md` beside its descriptor, and a
`textual-note.md` beside `ecdosis.toml`, or in `seeds/`, that all editions of a project show after their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ecdosis.errors import UsageError
from ecdosis.storage.files import is_file, read_regular

SORTS: Final = ("introduction", "textual-note")
"""What it can be, in the order of a book; TEI's `div/@type`."""
SHARED: Final = "textual-note.md"
"""The file of a project."""
LARGEST: Final = 2_000_000
"""Bytes: a book of its own."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words of the editor's: of which sort, the name of their file, and what is in it (Markdown)."""

    sort: str
    name: str
    text: str


def is_own(path: Path) -> bool:
    """Whether a file has words of an editor's and no text."""
    return path.name == SHARED or any(path.name.endswith(f".{sort}.md") for sort in SORTS)


def of_project(root: Path) -> Path | None:
    """The file of a project that has one."""
    return next((path for path in (root / SHARED, root / "seeds" / SHARED) if is_file(path)), None)


def found(folders: Sequence[Path], names: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The sorts and files of an edition that has one of some names: of each sort the first in some folders."""
    for sort in SORTS:
        places = (folder / f"{name}.{sort}.md" for folder in folders for name in names)
        yield from [(sort, path) for path in places if is_file(path)][:1]


def load(sort: str, path: Path) -> OwnWords:
    """The words in a file. Raises UsageError, with the remedy, if there are none, or it is no text in UTF-8."""
    try:
        text = read_regular(path, LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: this is no text in UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except OSError as error:
        raise UsageError(f"{path}: this file cannot be read ({error.strerror or error}). Check it.") from error
    if not text.strip():
        raise UsageError(f"{path}: there is nothing in this file. Write something, or remove it.")
    return OwnWords(sort, path.name, text.replace("\r\n", "\n"))
