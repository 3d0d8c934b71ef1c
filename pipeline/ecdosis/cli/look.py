"""The commands that show what a TEI file says: `restore`, `changes`, `queries`, `blocks`, `read`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import ecdosis
from ecdosis.cli.command import Command
from ecdosis.cli.printing import give, print_decisions, print_json, print_table, say, short
from ecdosis.model.kinds import KINDS, is_summed


def _restore(chosen: argparse.Namespace) -> int:
    sys.stdout.buffer.write(ecdosis.open(chosen.tei).source)
    sys.stdout.buffer.flush()
    return 0


def _read(chosen: argparse.Namespace) -> int:
    give(ecdosis.open(chosen.tei).reading)
    return 0


def _changes(chosen: argparse.Namespace) -> int:
    records = ecdosis.open(chosen.tei).records(everything=chosen.all)
    if chosen.format == "jsonl":
        for record in records:
            print_json(record.as_dict())
    else:
        count = Counter(r.kind for r in records)
        summed = {kind: of for kind, of in count.items() if is_summed(kind, of) and not chosen.all}
        rows = [
            (str(r.start), r.kind, short(r.source), short(r.reading), f"{r.certainty:.2f}", r.by, r.why)
            for r in records
            if r.kind not in summed
        ]
        rows += [
            ("", kind, f"{count:,} places", "", "", "", f"{KINDS[kind]} (--all has each)")
            for kind, count in summed.items()
        ]
        print_table([("at", "kind", "source", "reading", "sure", "by", "why"), *rows])
    return 0


def _queries(chosen: argparse.Namespace) -> int:
    from dataclasses import asdict

    from ecdosis.editor.decide import BET, asked

    edition = ecdosis.open(chosen.tei)
    found = edition.questions
    if chosen.format == "jsonl":
        for query in found:
            print_json(asdict(query))
    else:
        rows, later = asked(found, edition.text, BET)
        print_decisions(rows, chosen.format)
        if later:
            say(f"# {later:,} more about the same words; what is left of them is asked when these are decided")
    return 0


def _blocks(chosen: argparse.Namespace) -> int:
    from ecdosis.editor.decide import named
    from ecdosis.editor.decisions import EDITOR
    from ecdosis.model.alike import Taken
    from ecdosis.model.kinds import BLOCKS, STYLES

    rows = []
    edition = ecdosis.open(chosen.tei)
    asked = Taken((query.start, query.end) for query in edition.questions if query.kind in BLOCKS)
    for one in edition.recognised:
        kind, _, value = one.type.partition(" ")
        if kind in BLOCKS and asked.meets(one.start, one.end):
            continue  # what it is, is asked: `queries` has the row
        if kind in STYLES and one.by != EDITOR:
            continue  # they show themselves, and are many
        decision, value = (kind, value) if kind in ("reference", "foreign", *STYLES) else ("block", one.type)
        rows.append((*named(one), decision, value, f"{one.why} ({one.certainty:.2f})"))
    print_decisions(rows, chosen.format)
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tei", type=Path, metavar="X.xml")


def _change_arguments(parser: argparse.ArgumentParser) -> None:
    _arguments(parser)
    parser.add_argument("--format", choices=("table", "jsonl"), default="table")
    parser.add_argument("--all", action="store_true", help="plain line ends too, and each of what a table sums up")


def _query_arguments(parser: argparse.ArgumentParser) -> None:
    _arguments(parser)
    parser.add_argument("--format", choices=("tsv", "table", "jsonl"), default="tsv")


def _block_arguments(parser: argparse.ArgumentParser) -> None:
    _arguments(parser)
    parser.add_argument("--format", choices=("tsv", "table"), default="tsv")


COMMANDS: Final = (
    Command(
        "restore",
        "the exact bytes of the source, from the TEI alone",
        "ecdosis restore tei/my-text.xml > source.txt",
        _arguments,
        _restore,
    ),
    Command(
        "changes",
        "what was changed, where, why, with what confidence",
        "ecdosis changes tei/my-text.xml\n  ecdosis changes tei/my-text.xml --format jsonl --all",
        _change_arguments,
        _changes,
    ),
    Command(
        "queries",
        "the doubtful readings for you to decide, as rows of decisions",
        "ecdosis queries tei/my-text.xml >> seeds/my-text.decisions.tsv",
        _query_arguments,
        _queries,
    ),
    Command(
        "blocks",
        "what every heading, quotation, reference, foreign phrase was taken for, as rows of decisions",
        "ecdosis blocks tei/my-text.xml --format table",
        _block_arguments,
        _blocks,
    ),
    Command("read", "the reading text", "ecdosis read tei/my-text.xml > reading.txt", _arguments, _read),
)
