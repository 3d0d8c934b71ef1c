"""`ecdosis clean`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from ecdosis.cli.command import Command
from ecdosis.cli.printing import relative, say


def _arguments(_: argparse.ArgumentParser) -> None:
    """There are none."""


def _clean(_: argparse.Namespace) -> int:
    from ecdosis.project.editions import find_root
    from ecdosis.shelf.frame import INDEX, REPORT
    from ecdosis.shelf.make import RESULTS, STATES
    from ecdosis.storage.writing import Inputs, claimed, remove

    root = find_root(Path.cwd())
    tei, output = root / "tei", root / "output"
    inputs = Inputs.of((root / "seeds").iterdir())
    gone = 0
    for record in sorted(tei.glob(".*.build.json")):
        name = record.name.removeprefix(".").removesuffix(".build.json")
        claims = [claim for claim in claimed(record) if claim.startswith(f"{name}.")]  # of plug-ins that are gone, too
        places = [(tei if claim == f"{name}.xml" else output) / claim for claim in claims]
        gone += remove(record, places, inputs)
    gone += remove(output / STATES, [output / name for name in (INDEX, REPORT, RESULTS)], inputs)
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
