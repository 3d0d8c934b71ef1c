"""`ecdosis clean`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from pipeline.cli.command import Command
from pipeline.cli.printing import relative, say


def _arguments(_: argparse.ArgumentParser) -> None:
    """There are none."""


def _clean(_: argparse.Namespace) -> int:
    from pipeline.project import find_root
    from pipeline.shelf import STATES
    from pipeline.writing import remove

    root = find_root(Path.cwd())
    tei, output = root / "tei", root / "output"
    records = [*sorted(tei.glob(".*.build.json")), output / STATES]
    gone = sum(remove(record, (tei, output)) for record in records)
    say(f"{gone} files that were made here were removed.")
    left = [path for path in (*tei.glob("*.xml"), *output.glob("*")) if not path.name.startswith(".")]
    if left:
        say("These were not made here, or were altered since, so they stay:")
        for path in sorted(left):
            say(f"  {relative(path)}")
    return 0


COMMAND: Final = Command(
    "clean",
    "take away what was built in a project, and nothing else",
    "ecdosis clean",
    _arguments,
    _clean,
)
