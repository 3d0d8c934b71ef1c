"""Pairs of a damaged text and a true text of the same work, from files and folders."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ecdosis.errors import MissingInputError, UsageError

DAMAGED: Final = re.compile(r"\.(?:ocr|raw|dirty)(?=\.)")
TRUE: Final = re.compile(r"\.(?:clean|truth|gt)(?=\.)")
"""What a name may say of its file, before its ending (`book.ocr.txt` beside `book.clean.txt`)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A damaged text and the true text beside it, as bytes."""

    name: str
    damaged: bytes
    true: bytes


def pairs(damaged: Path, true: Path) -> tuple[Pair, ...]:
    """Two files, or the files of two folders (which may be the same) that have one name, but for what it says of them.
    Raises MissingInputError if there is none, UsageError if one is a file and the other a folder, or a file of the one
    folder lacks its fellow."""
    from ecdosis.storage.files import read_source

    for path in (damaged, true):
        if not path.exists():
            raise MissingInputError(f"{path}: there is no such file or folder. Check the name.")
    if damaged.is_dir() != true.is_dir():
        raise UsageError(f"{damaged} and {true}: one is a file, the other a folder. Name two files or two folders.")
    if not damaged.is_dir():
        return (Pair(damaged.name.split(".")[0], read_source(damaged), read_source(true)),)
    same = damaged.resolve() == true.resolve()
    those = {_key(path, damaged): path for path in _texts(damaged) if not same or DAMAGED.search(path.name)}
    these = {_key(path, true): path for path in _texts(true) if not same or TRUE.search(path.name)}
    if same and not those and not these:  # clean texts alone
        those = these = {_key(path, true): path for path in _texts(true)}
    if lacking := sorted(those.keys() ^ these.keys()) if same else sorted(these.keys() - those.keys()):
        raise UsageError(
            f"{damaged}: no two files of the name {lacking[0]} (and {len(lacking) - 1} others like it)."
            " A damaged text and the true text must have the same name, in two folders or as X.ocr.txt and X.clean.txt."
        )
    if not these:
        raise MissingInputError(f"{true}: there are no texts in this folder (*.txt). Name another.")
    return tuple(
        Pair(key.removesuffix(".txt"), read_source(those[key]), read_source(these[key])) for key in sorted(these)
    )


def _texts(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.txt")) if path.is_file()]


def _key(path: Path, folder: Path) -> str:
    return TRUE.sub("", DAMAGED.sub("", path.relative_to(folder).as_posix()))


def digest(those: Sequence[Pair]) -> str:
    """The SHA-256 of a set of pairs: of their names and contents, in order."""
    whole = hashlib.sha256()
    for pair in those:
        for part in (pair.name.encode(errors="surrogateescape"), pair.damaged, pair.true):
            whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()
