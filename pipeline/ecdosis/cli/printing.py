"""How the commands print: messages, tables, lines of JSON, and paths as a person names them.

What a text, a file name or an error says may hold orders to the terminal. So nothing is printed but through here; only
`restore` gives out the source as it is, and `read` the reading, where no terminal is at the other end.
"""

from __future__ import annotations

import json
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ecdosis.model.characters import ORDERS, harmless

if TYPE_CHECKING:
    from _typeshed import SupportsWrite
    from rich.console import Console


class Parser(ArgumentParser):
    """One whose messages are harmless too: they repeat what stands on the command line, among it the names of files."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        super()._print_message(harmless(message), file)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and how words that stand behind an option are named."""
        words = message.removeprefix("unrecognized arguments: ")
        if words != message and not words.startswith("-"):
            message += " (words and values stand before options like --at)"
        super().error(message)


def say(message: str) -> None:
    """Print a message."""
    print(harmless(message))


def warn(message: str) -> None:
    """Print a message on standard error."""
    print(harmless(message), file=sys.stderr)


def give(text: str) -> None:
    """Give out a text: as it is, but harmless to a terminal."""
    sys.stdout.buffer.write((harmless(text) if sys.stdout.isatty() else text).encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def console(*, stderr: bool = False) -> Console:
    """Where coloured text is printed; without colours if nobody looks at a terminal (or NO_COLOR is set). Nothing of
    what is printed is taken for markup."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Rows in columns, the first row their names; columns of figures to the right. At a terminal long cells are folded
    to its width."""
    rows = [tuple(map(harmless, row)) for row in rows]
    numeric = [
        all(cell.replace(".", "").isdigit() or not cell for cell in column[1:]) for column in zip(*rows, strict=True)
    ]
    if sys.stdout.isatty():
        _print_folded(rows, numeric)
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for index, row in enumerate(rows):
        cells = (
            cell.rjust(size) if right else cell.ljust(size)
            for cell, size, right in zip(row, widths, numeric, strict=True)
        )
        print("  ".join(cells).rstrip())
        if index == 0:
            print("  ".join("-" * size for size in widths))


def _print_folded(rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", show_edge=False)
    for index, (name, right) in enumerate(zip(rows[0], numeric, strict=True)):
        table.add_column(name, justify="right" if right else "left", overflow="fold", no_wrap=not index)
    for row in rows[1:]:
        table.add_row(*row)
    console().print(table)


def print_decisions(rows: Sequence[tuple[int, str, str, str, *tuple[str, ...]]], format_: str) -> None:
    """Rows in the columns of the editor's decisions, as many as any of them has, ready to be copied among them."""
    from ecdosis.editor.rows import cells
    from ecdosis.editor.table import COLUMNS

    names = COLUMNS[: max([5, *map(len, rows)])]
    if format_ == "table":
        print_table(
            [names, *(tuple(short(str(one)) for one in (*row, *[""] * (len(names) - len(row)))) for row in rows)]
        )
    else:
        for row in [names, *(cells(*row) for row in rows)]:
            say("\t".join(row))


def print_json(value: object) -> None:
    """One line of JSON."""
    sys.stdout.buffer.write(as_json(value).encode() + b"\n")


def as_json(value: object, indent: int | None = None) -> str:
    """JSON in which what is an order to a terminal, or what UTF-8 cannot hold (an undecodable byte), is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return ORDERS.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def short(text: str, most: int = 40) -> str:
    """Text on one line of a table."""
    shown = harmless(text.replace("\r", "␍").replace("\n", "␊").replace("\f", "␌").replace("\t", " "))
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def relative(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def program() -> str:
    """What to type for this program: its name where the shell finds it, else the path by which it was called (that of
    a virtual environment)."""
    called = Path(sys.argv[0])
    return str(relative(called)) if called.name == "ecdosis" and not shutil.which("ecdosis") else "ecdosis"
