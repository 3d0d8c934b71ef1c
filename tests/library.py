"""A library of real texts with what is known about each (`facts.toml`), and a check of built editions (`check.py`).
Its figures have a floor as well (`floor.json`, as `library`): `make floor LIBRARY=DIR` measures anew and raises it.

ECDOSIS_LIBRARY names the folder.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

import soundness
from ecdosis.build import to_tei
from ecdosis.errors import EcdosisError
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema

NAME: Final = "library"
LOWER: Final = (
    "title_wrong", "author_wrong", "false", "boil", "heads", "ital", "mid", "unlike", "num", "pun", "lost", "aside",
    "queries", "invalid", "unsaid", "doubted",
)  # fmt: skip
"""Figures that are the better the lower they are: what is wrong, left, or set aside, each a count."""
HIGHER: Final = ("built", "title_ok", "author_ok", "lang_ok", "starts_ok", "ends_ok", "head", "notes")
"""Figures that are the better the higher they are: what is found."""


def folder() -> Path | None:
    """The folder of the library; None if it is not named."""
    named = os.environ.get("ECDOSIS_LIBRARY", "")
    return Path(named) if named else None


def texts(of: Path) -> Sequence[Path]:
    """The texts of a library, in order."""
    return sorted(of.glob("*.txt"))


def digest(of: Path) -> str:
    """What tells a library, its facts and its check from others."""
    files = (*texts(of), of / "facts.toml", of / "check.py")
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def build(into: Path, path: Path) -> bool:
    """Builds one text as far as it is checked: its TEI and its reading. One that is refused has neither. Whether the
    TEI follows our grammar and gives back its source."""
    try:
        tei = to_tei(path.read_bytes(), Descriptor(id=path.stem), path)
    except EcdosisError:
        return True
    root = parse(tei)
    (into / f"{path.stem}.xml").write_bytes(tei)
    (into / f"{path.stem}.txt").write_text(read(root), encoding="utf-8")
    return our_schema().validator.validate(root) and restore(root) == path.read_bytes()


def checked(of: Path, processes: int) -> dict[str, float]:
    """What the check of a library says of all its texts together, and how many of the editions that are bad by it do
    not say so, and how many others do. Raises CalledProcessError if it cannot be made."""
    with tempfile.TemporaryDirectory() as made, ProcessPoolExecutor(processes) as pool:
        invalid = list(pool.map(partial(build, Path(made)), texts(of))).count(False)
        said = soundness.check(of, Path(made))
        verdicts = [soundness.verdict(row, Path(made)) for row in said["texts"]]
    sums: dict[str, Any] = said["sums"]
    health = {"unsaid": sum(one.unsaid for one in verdicts), "doubted": sum(one.doubted for one in verdicts)}
    figures = sums["rates"] | sums | health | {"invalid": invalid}
    return {name: figures[name] for name in (*LOWER, *HIGHER)}
