"""Faults put into the code by hand, one at a time, to see whether `make quick` would find them (`make mutants`).

Each is one line of the central type, of the decisions, of a guard or of a threshold, changed as somebody might change
it by mistake. The checkout is copied, the copy is altered, and the quick tests run on it; what they do not find is told
at the end (exit status 1). `test_hand_mutants.py` sees to it that each fault can still be put in.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
PACKAGE: Final = Path("pipeline", "ecdosis")
LEFT_OUT: Final = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "output", "node_modules", "dist", "build")
"""What is not copied."""


@dataclass(frozen=True, slots=True)
class Fault:
    """In a file of the package, the text `old`, which stands there once, is replaced by `new`; `breaks` says what is
    wrong then."""

    file: str
    old: str
    new: str
    breaks: str

    def put_into(self, folder: Path) -> None:
        """Alter the copy of the package in a folder. Raises ValueError if the text does not stand there just once."""
        path = folder / PACKAGE / self.file
        code = path.read_text(encoding="utf-8")
        if (count := code.count(self.old)) != 1 or self.old == self.new:
            raise ValueError(f"{self.file}: “{self.old}” stands there {count} times. Correct the row.")
        path.write_text(code.replace(self.old, self.new), encoding="utf-8")


TEXT: Final = "model/text.py"
PIECES: Final = "model/pieces.py"
DECISIONS: Final = "editor/decisions.py"
OVERRULE: Final = "editor/overrule.py"
SPELLING: Final = "stages/spelling/__init__.py"
FAULTS: Final = (
    Fault(
        TEXT, "bisect_right(self._ends, position - 1)", "bisect_right(self._ends, position)", "offset_after: one off"
    ),
    Fault(TEXT, "return second.start < first.end or", "return second.start <= first.end or", "what touches overlaps"),
    Fault(TEXT, "new.certainty > kept[-1].certainty", "new.certainty >= kept[-1].certainty", "of a tie the last wins"),
    Fault(TEXT, "elif new != kept[-1]:", "else:", "the same twice is a question"),
    Fault(
        TEXT, "if groups and self._edge(edit.start, 0) < end:", "if groups and self._edge(edit.start, 0) <= end:", "one"
    ),
    Fault(
        TEXT, "certainty = min(edit.certainty", "certainty = max(edit.certainty", "two edits are as sure as the surer"
    ),
    Fault(TEXT, "int(span.end > span.start)", "1", "an empty span stands behind the change it cuts"),
    Fault(TEXT, "start == offset:", "start > offset:", "an edit that touches a change takes it in"),
    Fault(
        TEXT,
        "offset + width(piece) <= start:",
        "offset + width(piece) < start:",
        "what is aside at an edge is taken in",
    ),
    Fault(PIECES, "border - i1 if letter_by_letter", "border if letter_by_letter", "a cut change is dealt out wrongly"),
    Fault(
        PIECES, "_stripped(source, rest, after, left=False)", "([], rest, after)", "an edit is not narrowed at its end"
    ),
    Fault(
        PIECES, "key=lambda piece: isinstance(piece, Aside)", "key=lambda piece: False", "what is aside is swallowed"
    ),
)


def run(fault: Fault | None, tests: Sequence[str]) -> int:
    """The exit status of the quick tests (or some) on a copy of the checkout with a fault in it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "checkout")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        if fault:
            fault.put_into(copy)
        # the path goes before those of the environment, where the editable install leads to the checkout itself
        known = os.environ | {"PYTHONPATH": str(copy / PACKAGE.parent), "PYTHONDONTWRITEBYTECODE": "1"}
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
    parser.add_argument("words", nargs="*", help="only faults in whose file or description one of these words stands")
    parser.add_argument("--tests", nargs="*", default=[], help="these test files only")
    chosen = parser.parse_args()
    faults = [f for f in FAULTS if not chosen.words or any(word in f"{f.file} {f.breaks}" for word in chosen.words)]
    if run(None, chosen.tests):
        print("The quick tests fail as it is: correct that first.", file=sys.stderr)
        return 2
    survived = []
    for fault in faults:
        found = run(fault, chosen.tests) == 1
        survived += [] if found else [fault]
        print(f"{'found' if found else 'SURVIVED':<10}{fault.file}: {fault.breaks}", flush=True)
    print(f"{len(faults) - len(survived)} of {len(faults)} found")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
