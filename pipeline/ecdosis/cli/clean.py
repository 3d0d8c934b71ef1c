"""`ecdosis clean`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from ecdosis.cli.command import Command
from ecdosis.cli.printing import relative, say


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--leftovers",
        action="store_true",
        help="only what nothing makes any more: its text, or a plug-in, is gone",
    )
    parser.add_argument(
        "--seeds", action="append", type=Path, default=[], metavar="DIR", help="further folder whose texts are there"
    )


def _clean(chosen: argparse.Namespace) -> int:
    from ecdosis.project.editions import editions, find_root
    from ecdosis.project.leftovers import built_files, leftovers
    from ecdosis.shelf.frame import INDEX, REPORT
    from ecdosis.shelf.make import RESULTS, STATES
    from ecdosis.storage.writing import Inputs, remove

    root = find_root(Path.cwd())
    tei, output = root / "tei", root / "output"
    inputs = Inputs.of((root / "seeds").iterdir())
    if chosen.leftovers:
        found = editions(root, chosen.seeds, decided=False)
        known = {edition.id for edition in found}
        gone = sum(remove(one.record, one.files, inputs, keep=one.id in known) for one in leftovers(root, found))
        say(f"{gone} files that nothing makes any more were removed.")
        return 0
    gone = sum(remove(one.record, one.files, inputs) for one in built_files(root))
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
    "delete built files of a project, and nothing else",
    "ecdosis clean\n  ecdosis clean --leftovers",
    _arguments,
    _clean,
)
