"""`ecdosis publish`."""

from __future__ import annotations

import argparse
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from ecdosis.cli.command import Command, overwrite_argument
from ecdosis.cli.design import design, design_arguments
from ecdosis.cli.printing import print_json, print_table, relative, say, warn
from ecdosis.errors import EcdosisError, ToolError, UsageError, fault
from ecdosis.formats.table import BUILT_IN, endings, named

if TYPE_CHECKING:
    from ecdosis.book.reader.report import Event
    from ecdosis.storage.writing import Permit

DEFAULT: Final = "epub,pdf,html"
"""The formats that most readers want."""
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
        default=DEFAULT,
        metavar="FORMATS",
        help=f"of {','.join(endings(BUILT_IN))}, and what plug-ins make (default: {DEFAULT})",
    )
    parser.add_argument("--view", choices=VIEWS, default="reading", help="which text is shown (default: reading)")
    overwrite_argument(parser)
    design_arguments(parser)
    parser.add_argument("--report", action="store_true", help="list what was dropped, simplified, kept, added")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table", help="of the report")


def _publish(chosen: argparse.Namespace) -> int:
    from ecdosis.book.reader.include import named_in
    from ecdosis.storage.writing import Inputs, Permit

    formats = tuple(dict.fromkeys(name.strip().lower() for name in chosen.to.split(",") if name.strip()))
    if not formats:
        raise UsageError(f"publish --to: no format is named; the usual ones are {DEFAULT}.")
    for name in formats:
        named(name)
    files = list(dict.fromkeys(chosen.files))
    same = Counter(_name(path) for path in files)
    read = frozenset(files).union(*map(named_in, files)) if chosen.overwrite else files
    permit = Permit(Inputs.of(read), chosen.overwrite)
    status = 0
    for path in files:
        try:
            if same[_name(path)] > 1:
                raise UsageError(
                    f"{path}: another of the files is named so, and their books would have one name, so that neither "
                    "was published. Publish them into different folders (-o)."
                )
            _publish_one(path, formats, chosen, permit)
        except EcdosisError as error:
            if chosen.debug:
                raise
            warn(f"ecdosis: {error}")
            status = max(status, error.status)
        except Exception as error:  # which nobody foresaw: it is of this file alone
            if chosen.debug:
                raise
            warn(f"ecdosis: {path}: {fault(error)}")
            status = max(status, EcdosisError.status)
    return status


def _name(path: Path) -> str:
    """The name of the books of a document, alike for those that some disks take for the same."""
    return unicodedata.normalize("NFC", path.stem).casefold()


def _publish_one(path: Path, formats: Sequence[str], chosen: argparse.Namespace, permit: Permit) -> None:
    """One document. Raises EcdosisError; ToolError if a product could not be made."""
    from ecdosis.book.reader.report import Event
    from ecdosis.formats import from_file, products
    from ecdosis.storage.writing import check_inputs, write

    places = {name: chosen.out / f"{path.stem}.{name}" for name in formats}
    check_inputs(places.values(), permit)
    made, events = from_file(path, chosen.view)
    beside = {name: quote(f"{path.stem}.{name}") for name in formats if not named(name).links}
    done = products(made, formats, design(chosen), beside)
    write({places[name]: data for name, data in done.files.items()}, _record(chosen.out, path.stem), permit=permit)
    if not (chosen.report and chosen.format == "jsonl"):
        for name in done.files:
            say(str(relative(places[name])))
    for note in done.told:
        warn(f"{path}: {note}")
    if chosen.report:
        _report(path, [*events, *(Event("simplified", "book", note, 1, 0) for note in done.told)], chosen.format)
    else:
        _name_unknown(path, events)
    if missing := [name for name in formats if name not in done.files]:
        raise ToolError(f"{path}: not made: {', '.join(missing)}.")


def _record(out: Path, name: str) -> Path:
    """Where is kept what was written of a document."""
    return out / f".{name}.publish.json"


def _report(path: Path, events: Sequence[Event], format_: str) -> None:
    """All that happened to the elements of a document, and to the book."""
    if format_ == "jsonl":
        for event in events:
            print_json({"file": str(path), **asdict(event)})
    else:
        rows = [(e.fate, e.what, str(e.count), str(e.line or ""), e.why) for e in events]
        print_table([("fate", "what", "times", "first at line", "why"), *rows])


def _name_unknown(path: Path, events: Sequence[Event]) -> None:
    """Without a report, the elements that are not known, once by name, and pictures that are not shown."""
    from ecdosis.book.reader.links import PICTURES

    for event in events:
        if event.fate == "unknown" or (event.fate == "dropped" and event.what in PICTURES):
            place = f"{path}:{event.line}" if event.line else str(path)
            times = "once" if event.count == 1 else f"{event.count} times"
            warn(f"{place}: {event.what} ({times}): {event.why}")


COMMAND: Final = Command(
    "publish",
    "make books of any TEI P5, by anybody: EPUB, PDF, web page, text, Word, Markdown",
    "ecdosis publish letters.xml -o books\n  ecdosis publish *.xml --to epub,pdf --view critical --report",
    _arguments,
    _publish,
)
