"""`ecdosis tools`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Final

from ecdosis.cli.command import Command
from ecdosis.cli.printing import as_json, print_table, say, warn
from ecdosis.errors import EcdosisError, UsageError


def _arguments(tools: argparse.ArgumentParser) -> None:
    tools.add_argument("action", nargs="?", choices=("list", "install"), default="list", help="(default: list)")
    tools.add_argument(
        "names", nargs="*", metavar="NAME", help="languagetool, verapdf, ace (with axe); checkers: the last two; all"
    )
    tools.add_argument("--again", action="store_true", help="fetch it anew, also if it is there")
    tools.add_argument("--json", action="store_true", help="print the list for programs")


def _tools(chosen: argparse.Namespace) -> int:
    if chosen.action == "install":
        return _install(chosen)
    if chosen.names or chosen.again:
        raise UsageError("The list takes no names. To fetch programs: ecdosis tools install NAME.")
    from ecdosis.tools.catalogue import rows

    told = rows()
    if chosen.json:
        say(as_json([asdict(row) for row in told], indent=2))
        return 0
    cells = [
        (row.name, row.version, "yes" if row.installed else "no", str(row.size or ""), row.where, row.use)
        for row in told
    ]
    print_table([("name", "version", "installed", "MB", "where, or how to get it", "what for"), *cells])
    return 0


def _install(chosen: argparse.Namespace) -> int:
    """Fetch programs; one that fails does not keep the others from being fetched."""
    from ecdosis.tools.catalogue import chosen as named
    from ecdosis.tools.catalogue import install

    status = 0
    for tool in named(chosen.names):
        try:
            say(f"{tool.name} {tool.version()} is in {install(tool, again=chosen.again)}")
        except EcdosisError as error:
            if chosen.debug:
                raise
            warn(f"ecdosis: {error}")
            status = max(status, error.status)
    return status


COMMAND: Final = Command(
    "tools",
    "list the programs of others that are used, and fetch those that do not come with Ecdosis",
    "ecdosis tools\n  ecdosis tools install languagetool\n  ecdosis tools install checkers",
    _arguments,
    _tools,
)
