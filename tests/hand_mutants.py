"""Faults put into the code by hand, one at a time, to see whether `make quick` would find them (`make mutants`).

Each is a row of `tests/faults/`: one line of the central type, of the decisions, of a guard or of a threshold, changed
as somebody might change it by mistake. A file there is a room, a table in it a place (a folder of the package, or a
module), a row of it `"what breaks" = [old, new]`. The checkout is copied, the copy is altered, and the quick tests run
on it; what they do not find is told at the end (exit status 1). `test_hand_mutants.py` sees to it that each fault can
still be put in.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
PACKAGE: Final = Path("pipeline", "ecdosis")
FOLDER: Final = Path(__file__).with_name("faults")
LEFT_OUT: Final = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "output", "node_modules", "dist", "build")
"""What is not copied."""


@dataclass(frozen=True, slots=True)
class Fault:
    """In the one file of a place (a folder of the package, or a module) where the text `old` stands, which stands there
    once, it is replaced by `new`; `breaks` says what is wrong then. `room` is the file of `tests/faults/` it is in."""

    room: str
    place: str
    old: str
    new: str
    breaks: str

    def put_into(self, package: Path) -> Path:
        """Alter a copy of the package: the file that was altered. Raises ValueError if the text does not stand in the
        place just once."""
        place = package / self.place
        files = [place] if place.is_file() else place.rglob("*.py")
        codes = {path: path.read_text(encoding="utf-8") for path in files}
        found = [path for path, code in codes.items() for _ in range(code.count(self.old))]
        if len(found) != 1:
            raise ValueError(f"{self.place}: “{self.old}” stands there {len(found)} times. Correct or remove the row.")
        found[0].write_text(codes[found[0]].replace(self.old, self.new), encoding="utf-8")
        return found[0]


def faults() -> tuple[Fault, ...]:
    """All of `tests/faults/`, by room."""
    return tuple(
        Fault(file.stem, place, old, new, breaks)
        for file in sorted(FOLDER.glob("*.toml"))
        for place, rows in tomllib.loads(file.read_text(encoding="utf-8")).items()
        for breaks, (old, new) in rows.items()
    )


def run(fault: Fault | None, tests: Sequence[str]) -> int:
    """The exit status of the quick tests (or some) on a copy of the checkout with a fault in it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "checkout")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        if fault:
            fault.put_into(copy / PACKAGE)
        # the path goes before those of the environment, where the editable install leads to the checkout itself
        known = os.environ | {
            "ECDOSIS_EXAMPLES": "20",
            "PYTHONPATH": str(copy / PACKAGE.parent),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        where = "import ecdosis; print(ecdosis.__file__)"
        found = subprocess.run([sys.executable, "-c", where], env=known, cwd=copy, capture_output=True, text=True)
        if not Path(found.stdout.strip()).is_relative_to(copy):
            raise RuntimeError(f"the tests would run on {found.stdout}{found.stderr}, not on the copy")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not slow", *tests]
        return subprocess.run(
            command, env=known, cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only faults in whose room or description one of these words stands")
    parser.add_argument("--tests", nargs="*", default=[], help="these test files only")
    chosen = parser.parse_args()
    words = chosen.words
    tried = [f for f in faults() if not words or any(word in f"{f.place} {f.breaks}" for word in words)]
    if run(None, chosen.tests):
        print("The quick tests fail as it is: correct that first.", file=sys.stderr)
        return 2
    survived = []
    for fault in tried:
        found = run(fault, chosen.tests) == 1
        survived += [] if found else [fault]
        print(f"{'found' if found else 'SURVIVED':<10}{fault.place}: {fault.breaks}", flush=True)
    print(f"{len(tried) - len(survived)} of {len(tried)} found")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
