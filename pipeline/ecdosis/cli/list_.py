"""`ecdosis list`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from ecdosis.cli.command import Command
from ecdosis.cli.printing import as_json, print_table, say


def _arguments(list_: argparse.ArgumentParser) -> None:
    list_.add_argument("--json", action="store_true")
    list_.add_argument("--seeds", action="append", type=Path, default=[], metavar="DIR", help="further folder of texts")


def _list(chosen: argparse.Namespace) -> int:
    from ecdosis.project.editions import editions, find_root
    from ecdosis.storage.files import is_file
    from ecdosis.storage.writing import sha256

    found = editions(find_root(Path.cwd()), chosen.seeds)
    entries = [
        {
            "id": edition.id,
            "title": edition.descriptor.title,
            "source": edition.descriptor.source or f"{edition.id}.txt",
            "sha256": edition.descriptor.sha256 or (sha256(edition.text) if edition.text else ""),
            "present": edition.text is not None,
            "built": [name for name, path in {"tei": edition.tei, **edition.products}.items() if is_file(path)],
        }
        for edition in found
    ]
    if chosen.json:
        say(as_json(entries, indent=2))
    else:
        rows = [
            (str(e["id"]), str(e["title"]), "yes" if e["present"] else "missing", " ".join(e["built"]))  # type: ignore[arg-type]
            for e in entries
        ]
        print_table([("id", "title", "text", "built"), *rows])
    return 0


COMMAND: Final = Command("list", "all editions of the project", "ecdosis list --json", _arguments, _list)
