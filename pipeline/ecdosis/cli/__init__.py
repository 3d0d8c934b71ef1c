"""The command line: the only room whose modules print."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Final

from ecdosis import VERSION
from ecdosis.cli import (
    bibliography,
    build,
    clean,
    cmif,
    compare,
    decide,
    evaluate,
    list_,
    look,
    publish,
    show,
    tools,
    validate,
)
from ecdosis.cli.command import Command
from ecdosis.cli.completion import SHELLS, Completion
from ecdosis.cli.printing import Parser, warn
from ecdosis.errors import EcdosisError, fault

COMMANDS: Final[tuple[Command, ...]] = (
    build.COMMAND,
    validate.COMMAND,
    *look.COMMANDS,
    show.COMMAND,
    compare.COMMAND,
    bibliography.COMMAND,
    cmif.COMMAND,
    decide.COMMAND,
    list_.COMMAND,
    clean.COMMAND,
    evaluate.COMMAND,
    publish.COMMAND,
    tools.COMMAND,
)
STATUS_HELP: Final = """exit status: 0 done; 1 a check found problems; 2 wrong usage; 3 an input is missing;
4 an input is unusable; 5 an outside program is missing or failed"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status of the contract (see STATUS_HELP)."""
    parser = whole_parser()
    chosen = parser.parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = chosen.run
        return run(chosen)
    except EcdosisError as error:
        if chosen.debug:
            raise
        warn(f"ecdosis: {error}")
        return error.status
    except BrokenPipeError:
        # the reader of our output has gone (`| head`); Python must not complain again when it flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        warn("ecdosis: stopped. What was not finished is as it was before.")
        return 130
    except Exception as error:
        if chosen.debug:
            raise
        warn(f"ecdosis: {fault(error)}")
        return EcdosisError.status


def whole_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = Parser(
        prog="ecdosis",
        description="From a dirty plain text to a scholarly edition.",
        epilog=STATUS_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Ecdosis {VERSION}")
    parser.add_argument(
        "--completion", action=Completion, choices=SHELLS, help="print what completes commands in a shell"
    )
    parser.add_argument("--debug", action="store_true", help="show where in the program an error arose")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        added = commands.add_parser(
            command.name,
            help=command.does,
            description=command.does[0].upper() + command.does[1:] + ".",
            epilog=f"example:\n  {command.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.arguments(added)
        added.set_defaults(run=command.run)
    return parser
