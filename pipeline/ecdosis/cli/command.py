"""What a command of the command line is made of."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what it does (in a few words), lines that show its use, the options it takes, and what runs
    it and gives the exit status."""

    name: str
    does: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def overwrite_argument(parser: argparse.ArgumentParser) -> None:
    """The option of every command that writes products."""
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="write also over files that were not made here, or were altered since (never over a text that is read)",
    )
