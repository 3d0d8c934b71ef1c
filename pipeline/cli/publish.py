"""`ecdosis publish`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pipeline.cli.command import Command
from pipeline.cli.design import design, design_arguments
from pipeline.cli.printing import print_json, print_table, relative
from pipeline.errors import EcdosisError, ToolError, UsageError

if TYPE_CHECKING:
    from pipeline.publish.p5.report import Event

VIEWS: Final = ("reading", "diplomatic", "critical")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="X.xml", help="TEI P5 documents, made by anybody")
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="DIR",
        default=Path("published"),
        help="folder for the books (default: published)",
    )
    parser.add_argument(
        "--to",
        default="epub,pdf,html",
        metavar="FORMATS",
        help="of epub,pdf,html,txt,docx,md (default: the first three)",
    )
    parser.add_argument("--view", choices=VIEWS, default="reading", help="which text is shown (default: reading)")
    design_arguments(parser)
    parser.add_argument("--report", action="store_true", help="list what was dropped, simplified, kept, added")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table", help="of the report")


def _publish(chosen: argparse.Namespace) -> int:
    from pipeline.publish import FORMATS

    formats = tuple(dict.fromkeys(name.strip().lower() for name in chosen.to.split(",") if name.strip()))
    if unknown := [name for name in formats if name not in FORMATS] or not formats:
        named = ", ".join(unknown) if isinstance(unknown, list) else "nothing"
        raise UsageError(f"publish --to: there is no format “{named}”; there are {', '.join(FORMATS)}.")
    names = [path.stem for path in chosen.files]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError(f"publish: two files are named “{twice[0]}”; publish them into different folders (-o).")
    status = 0
    for path in chosen.files:
        try:
            _publish_one(path, formats, chosen)
        except EcdosisError as error:
            if chosen.debug:
                raise
            print(f"ecdosis: {error}", file=sys.stderr)
            status = max(status, error.status)
    return status


def _publish_one(path: Path, formats: Sequence[str], chosen: argparse.Namespace) -> None:
    """One document. Raises EcdosisError; ToolError if a product could not be made."""
    from pipeline.files import write_all
    from pipeline.publish import from_file, products
    from pipeline.publish.p5.report import Event

    made, events = from_file(path, chosen.view)
    beside = {name: quote(f"{path.stem}.{name}") for name in formats if name != "html"}
    done = products(made, formats, design(chosen), beside)
    write_all({chosen.out / f"{path.stem}.{name}": content for name, content in done.files.items()})
    if not (chosen.report and chosen.format == "jsonl"):
        for name in done.files:
            print(relative(chosen.out / f"{path.stem}.{name}"))
    for note in done.notes:
        print(f"{path}: {note}", file=sys.stderr)
    if chosen.report:
        _report(path, [*events, *(Event("simplified", "book", note, 1, 0) for note in done.notes)], chosen.format)
    else:
        _name_unknown(path, events)
    if missing := [name for name in formats if name not in done.files]:
        raise ToolError(f"{path}: not made: {', '.join(missing)}.")


def _report(path: Path, events: Sequence[Event], format_: str) -> None:
    """All that happened to the elements of a document, and to the book."""
    if format_ == "jsonl":
        for event in events:
            print_json({"file": str(path), **asdict(event)})
    else:
        rows = [(e.fate, e.what, str(e.count), str(e.line or ""), e.why) for e in events]
        print_table([("fate", "what", "times", "first at line", "why"), *rows])


def _name_unknown(path: Path, events: Sequence[Event]) -> None:
    """Without a report, the elements that are not known, once by name."""
    for event in events:
        if event.fate == "unknown":
            place = f"{path}:{event.line}" if event.line else str(path)
            times = "once" if event.count == 1 else f"{event.count} times"
            print(f"{place}: {event.what} ({times}): {event.why}", file=sys.stderr)


COMMAND: Final = Command(
    "publish",
    "make books of any TEI P5, by anybody: EPUB, PDF, web page, text, Word, Markdown",
    "ecdosis publish letters.xml -o books\n  ecdosis publish *.xml --to epub,pdf --view critical --report",
    _arguments,
    _publish,
)
