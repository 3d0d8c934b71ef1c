"""Faults put into the code by hand, one at a time, to see whether `make quick` would find them (`make mutants`).

Each is one line of the central type, of the decisions, of a guard or of a threshold, changed as somebody might change
it by mistake. A file `ROOM.toml` of this folder is a room, a table in it a place (a folder of the package, or a
module), a row of it `"what breaks" = [old, new]`. `test_hand_mutants.py` sees to it that each can still be put in.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent.parent
PACKAGE: Final = Path("pipeline", "ecdosis")


@dataclass(frozen=True, slots=True)
class Fault:
    """In the one file of a place where the text `old` stands, which stands there once, it is replaced by `new`;
    `breaks` says what is wrong then. `room` is the file that has the row."""

    room: str
    place: str
    old: str
    new: str
    breaks: str

    def put_into(self, package: Path) -> tuple[Path, str, str]:
        """In which file of a copy of the package it is put, with the code as it is and as it would be; nothing is
        written. Raises ValueError if the text does not stand in the place just once."""
        place = package / self.place
        files = [place] if place.is_file() else place.rglob("*.py")
        codes = {path: path.read_text(encoding="utf-8") for path in files}
        found = [path for path, code in codes.items() for _ in range(code.count(self.old))]
        if len(found) != 1:
            raise ValueError(f"{self.place}: “{self.old}” stands there {len(found)} times. Correct or remove the row.")
        return found[0], codes[found[0]], codes[found[0]].replace(self.old, self.new)


def faults() -> tuple[Fault, ...]:
    """All of this folder, by room."""
    return tuple(
        Fault(file.stem, place, old, new, breaks)
        for file in sorted(Path(__file__).parent.glob("*.toml"))
        for place, rows in tomllib.loads(file.read_text(encoding="utf-8")).items()
        for breaks, (old, new) in rows.items()
    )
