"""`make torture`: all attacks, or one of them. Ends with 1 if any succeeds."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from torture import disks, kills, restores

parser = argparse.ArgumentParser(prog="torture", description="Attacks that take too long for every day.")
parser.add_argument("attacks", nargs="*", default=["disks", "kills", "restores"], help="disks, kills, restores")
parser.add_argument("--kills", type=int, default=300, help="runs that are killed")
parser.add_argument("--restores", type=int, default=500_000, help="texts that are restored")
parser.add_argument("--first", type=int, default=0, help="the seed of the first of them")

if __name__ == "__main__":
    chosen = parser.parse_args()
    attacks: dict[str, Callable[[], bool]] = {
        "disks": disks.run,
        "kills": lambda: kills.run(chosen.kills),
        "restores": lambda: restores.run(chosen.restores, chosen.first),
    }
    withstood = [attacks[name]() for name in chosen.attacks]
    sys.exit(not all(withstood))
