"""`ecdosis diff`: what a rerun changed."""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecdosis.cli.command import Command
from ecdosis.cli.printing import print_json, print_table, say, short

if TYPE_CHECKING:
    from lxml import etree

    from ecdosis.tei.diff import Difference, Item
    from ecdosis.tei.read import Record

CELL: Final = 60
"""Characters of a cell of the table."""
WORD: Final = 40
"""Characters of a word that are shown before a change in it."""
SHOWN: Final = ("source", "reading", "suggestion")
"""Fields that are always shown; of the others, those that differ."""
_BEFORE: Final = re.compile(r"[\w’'-]+\Z")
_AFTER: Final = re.compile(rf"[\w’'-]{{0,{WORD}}}")


def _diff(chosen: argparse.Namespace) -> int:
    from ecdosis.tei.diff import diff
    from ecdosis.tei.load import current, ours, tree

    old, new = (current(tree(path), path) for path in (chosen.old, chosen.new))
    with ours(chosen.old, chosen.new):
        found = diff(old, new)
    if chosen.format == "jsonl":
        for difference in found:
            print_json(difference.as_dict())
    else:
        _print(found, old, new)
    return 1 if found else 0


def _print(found: tuple[Difference, ...], old: etree._Element, new: etree._Element) -> None:
    """The table, and the differences counted."""
    from ecdosis.tei.restore import source_text

    if not found:
        say("Nothing differs.")
        return
    sources = source_text(old), source_text(new)
    print_table([("what", "how", "at", "of", "was", "is"), *(_row(difference, sources) for difference in found)])
    counted = Counter(difference.what for difference in found)
    sorts = ", ".join(f"{number:,} {what}" for what, number in counted.items())
    source = "The source is another." if counted["source"] else "The source is the same."
    say(f"\n{source} {len(found):,} difference{'s' if len(found) > 1 else ''}: {sorts}.")


def _row(difference: Difference, sources: tuple[str, str]) -> tuple[str, ...]:
    """A row of the table: positions are those of the new source, of what is gone those of the old."""
    from ecdosis.tei.diff import ChangedPassage, Fact
    from ecdosis.tei.read import Recognised

    match difference.new or difference.old:
        case Fact(about, _):
            at, of = "", about
        case ChangedPassage(line):
            at, of = f"line {line}", ""
        case Recognised() as block:
            at, of = str(block.start), block.type
        case None:
            at, of = "", ""
        case thing:
            at, of = str(thing.start), thing.kind
    both = zip((difference.old, difference.new), sources, strict=True)
    cells = (short(_cell(item, source, difference.differs), CELL) if item else "" for item, source in both)
    return difference.what, difference.how, at, of, *cells


def _cell(item: Item, source: str, differs: tuple[str, ...] = ()) -> str:
    """A thing in few words; of something altered, what differs."""
    from ecdosis.model.kinds import ASIDES
    from ecdosis.tei.diff import ChangedPassage, Fact, Label
    from ecdosis.tei.read import OpenQuery, Recognised

    match item:
        case Fact(_, value):
            return value
        case ChangedPassage(_, before, words, after):
            return f"{before} [{words}] {after}"
        case OpenQuery():
            said = f"{item.source} → {item.suggestion}?" if item.suggestion else item.source or item.why
        case Recognised():
            said = item.source
        case Label(_, _, n):
            said = n
        case _:
            said = item.source if item.kind in ASIDES else _change(item, source)
    further = [f"{name} {_told(item, name, source)}" for name in differs if name not in SHOWN]
    return "; ".join(further if differs and len(further) == len(differs) else [said, *further])


def _change(record: Record, source: str) -> str:
    """What is read for what, with the rest of the word that it is in."""
    if any(map(str.isspace, record.source + record.reading)):
        return f"{record.source} → {record.reading}"
    before, after = _BEFORE.search(source, max(0, record.start - WORD), record.start), _AFTER.match(source, record.end)
    left, right = (before[0] if before else ""), (after[0] if after else "")
    return f"{left}{record.source}{right} → {left}{record.reading}{right}"


def _told(item: Item, name: str, source: str) -> str:
    value = getattr(item, name)
    return ", ".join(_cell(inner, source) for inner in value) if name == "nested" else str(value)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", type=Path, metavar="OLD.xml", help="a copy of the TEI file from before the rerun")
    parser.add_argument("new", type=Path, metavar="NEW.xml", help="the TEI file now")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table")


COMMAND: Final = Command(
    "diff",
    "what a rerun changed: facts, changes, questions, blocks, reading, your words (exit status 1 if anything differs)",
    "cp tei/my-text.xml old.xml; make; ecdosis diff old.xml tei/my-text.xml",
    _arguments,
    _diff,
)
