"""`ecdosis show`."""

from __future__ import annotations

import argparse
import re
import shlex
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecdosis.cli.command import Command
from ecdosis.cli.printing import console, program, relative, say
from ecdosis.errors import MissingInputError, UsageError

if TYPE_CHECKING:
    from rich.text import Text

    from ecdosis.editor.explain import ExplainedLine, ExplainedPlace
    from ecdosis.tei.read import OpenQuery, Record

MOST: Final = 5
"""Places that are explained if words stand in several."""
AROUND: Final = 160
"""Characters of a long line that are shown on either side of a place."""
INDENT: Final = 8
"""Width of the column of line numbers and positions."""
ODD: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""The general categories of characters that a terminal cannot show."""
_OF_TEXT: Final = re.compile(r": (d[0-9a-f]{8})\)")
"""How a reason names the decision that holds for the whole text."""
ODD_SIGN: Final = "\N{REPLACEMENT CHARACTER}"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("edition", metavar="X", help="an edition, by its id, or a TEI file")
    parser.add_argument(
        "--at",
        required=True,
        metavar="WORDS",
        help="words of the source or of the reading; or a position of the source",
    )


def _show(chosen: argparse.Namespace) -> int:
    from rich.padding import Padding
    from rich.text import Text

    from ecdosis.editor.explain import explain
    from ecdosis.tei.load import current, ours, tree
    from ecdosis.tei.names import NAMESPACES, text_of
    from ecdosis.tei.restore import SOURCE, source_text

    path = _path(chosen.edition)
    root = current(tree(path), path)
    with ours(path):
        places, count = explain(root, chosen.at, MOST)
    if not places:
        raise UsageError(f"{relative(path)}: “{chosen.at}” is neither in its source nor in its reading.")
    name = root.findtext("tei:teiHeader//tei:publicationStmt/tei:idno[@type='ecdosis']", "", NAMESPACES) or path.stem
    out = console()
    filename, source = text_of(root, f"{SOURCE}tei:idno[@type='filename']"), source_text(root)
    out.soft_wrap = not out.is_terminal
    rows = _rows_of(name)
    for place in places:
        for indent, text in _told(place, name, filename, source, rows):
            text.plain = _plain(text.plain, keep="\n")
            out.print(Padding(text, (0, 0, 0, indent)) if out.is_terminal else Text(" " * indent) + text)
        _offer(place, source)
    if count > len(places):
        out.print(f"These are the first {len(places)} of {count} places. More words would name one.")
    return 0


def _offer(place: ExplainedPlace, source: str) -> None:
    """Print the rows that can be copied among the decisions; what each does stands before it, as a remark."""
    from ecdosis.editor.offers import offers
    from ecdosis.editor.rows import cells
    from ecdosis.editor.table import COLUMNS

    found = offers(place, source)
    if found:
        say("# rows for the table of decisions: copy those that you want")
        say("\t".join(COLUMNS[:5]))
    for offer in found:
        say(f"# {offer.says}")
        say("\t".join(cells(*offer.row)).rstrip("\t"))
    say("")


def _path(named: str) -> Path:
    """The TEI file of an edition. Raises UsageError or MissingInputError."""
    from ecdosis.project.editions import find_root

    given = Path(named)
    if given.suffix == ".xml" or given.is_file():
        return given
    built = find_root(Path.cwd()) / "tei" / f"{named}.xml"
    if not built.is_file():
        raise MissingInputError(
            f"{named}: there is no such edition, or it is not built. "
            f"`{program()} list` names them all; `{program()} build` builds them."
        )
    return built


def _rows_of(edition: str) -> Mapping[str, str]:
    """The rows of an edition's decisions that hold for the whole text, in words, by the ids of the decisions; none
    where the table is missing or faulty."""
    from ecdosis.editor.places import shortened
    from ecdosis.editor.rows import load
    from ecdosis.project.editions import find_root

    path = find_root(Path.cwd()) / "seeds" / f"{edition}.decisions.tsv"
    try:
        known = load(path)
    except UsageError:
        return {}
    return {
        row.id: f"row {row.row} of {path.name}, {row.decision} “{shortened(row.text)}”"
        + (f" → “{shortened(row.value)}”" if row.value else "")
        for row in known
        if row.is_of_text
    }


def _named(why: str, rows: Mapping[str, str]) -> str:
    """A reason with the row of the decision that it names by its id."""
    return _OF_TEXT.sub(lambda match: f": {rows[match[1]]})" if match[1] in rows else ")", why)


def _told(
    place: ExplainedPlace, edition: str, filename: str, source: str, rows: Mapping[str, str]
) -> Iterator[tuple[int, Text]]:
    """What is told of a place, line by line, each with its indent (in cells)."""
    from rich.text import Text

    numbers = [line.number for line in place.lines if line.within]
    where = f"line {numbers[0]}" if len(numbers) == 1 else f"lines {numbers[0]} to {numbers[-1]}"
    what = ", in it ".join(block.type for block in place.blocks) or "a paragraph"
    yield 0, Text.assemble((edition, "bold"), f", {where} of {filename}, position {place.start} ({what})", style="cyan")
    yield 0, Text("\nsource", style="bold")
    yield from ((0, _line(line, place)) for line in place.lines)
    yield 0, Text("reading", style="bold")
    yield from ((INDENT, block) for block in _reading(place))
    yield 0, Text("")
    for record in place.changes:
        yield from _change(record, edition, rows)
    for query in place.queries:
        alone = sum(other.start == query.start for other in place.queries) == 1
        yield from _query(query, edition, source, alone=alone)
    if not place.changes and not place.queries:
        yield 0, Text("No change in these words, and no doubtful reading.\n")


def _line(line: ExplainedLine, place: ExplainedPlace) -> Text:
    """A line of the source with its number; what was changed, set aside or is asked stands out."""
    from rich.text import Text

    first, last = _window(line.start, line.end, place)
    if not line.within:
        first, last = line.start, min(line.end, line.start + AROUND)
    offset = place.pieces[0].start if place.pieces else 0
    source = "".join(piece.source for piece in place.pieces)[first - offset : last - offset]
    text = Text(_plain(source), style="" if line.within else "dim")
    for piece in place.pieces:
        if piece.record and piece.record.kind != "line-end":
            style = "bold red" if piece.reading.strip() else "dim italic"
            _stylize(text, style, piece.start - first, piece.end - first)
    for query in place.queries:
        _stylize(text, "bold yellow", query.start - first, query.end - first)
    if line.within:
        _stylize(text, "underline", place.start - first, place.end - first)
    cut = "… " if first > line.start else "", " …" if last < line.end else ""
    return Text.assemble((f"{line.number:>{INDENT - 2}}  ", "dim"), cut[0], text, cut[1])


def _window(start: int, end: int, place: ExplainedPlace) -> tuple[int, int]:
    """The part of a line that is shown."""
    return max(start, place.start - AROUND), min(end, place.end + AROUND)


def _stylize(text: Text, style: str, start: int, end: int) -> None:
    if start < len(text) and end > 0:
        text.stylize(style, max(0, start), min(len(text), end))


def _reading(place: ExplainedPlace) -> Iterator[Text]:
    """How the lines that are shown are read; each block begins a line."""
    from rich.text import Text

    first, last = _window(place.lines[0].start, place.lines[-1].end, place)
    text = Text()
    for piece in place.pieces:
        if piece.record is None:
            text.append(_plain(piece.reading[max(0, first - piece.start) : max(0, last - piece.start)], keep="\n"))
        elif piece.start < last and piece.end > first:
            plain = piece.record.kind == "line-end" or not piece.reading.strip()
            text.append(_plain(piece.reading, keep="\n"), "" if plain else "bold green")
    for block in text.split("\n"):
        blanks = len(block.plain) - len(block.plain.lstrip())
        if block.plain.strip():
            yield block[blanks:]


def _plain(text: str, keep: str = "") -> str:
    """Text whose characters that a terminal would take for orders, or cannot show, are each one sign."""
    return "".join(
        c if c in keep or unicodedata.category(c) not in ODD else " " if c == "\t" else ODD_SIGN for c in text
    )


def _change(record: Record, edition: str, rows: Mapping[str, str], depth: int = 0) -> Iterator[tuple[int, Text]]:
    """A change or aside: what, why, how surely, who; how to undo it; and what was done before within it."""
    from rich.text import Text

    from ecdosis.book.words import words_for
    from ecdosis.editor.offers import undoing
    from ecdosis.languages import FALLBACK
    from ecdosis.model.kinds import ASIDES, CHANGES, NOTES
    from ecdosis.stages.table import responsible

    indent, say = INDENT + 2 * depth, words_for(FALLBACK)
    read = "" if record.kind in (*ASIDES, *NOTES) else f" → {say.visible(record.reading) or say('changes.left_out')}"
    title = say.name(record.kind) if say.has(f"kinds.{record.kind}") else record.kind.replace("-", " ")
    source = say.source(record.source)
    yield 0, Text.assemble(_position(record.start, indent), (title, "bold"), ": ", (source, "red"), (read, "green"))
    yield indent, _why(_named(record.why, rows), record.certainty, responsible().get(record.by, record.by))
    for inner in record.nested:
        if inner.kind in CHANGES and inner.kind != "line-end":
            yield from _change(inner, edition, rows, depth + 1)
    if not depth and record.kind != "page-break":
        word = undoing(record.kind)
        undo = f"undo: {program()} decide {edition} {word} --at {record.start}"
        yours = f"undo: take your decision out of the table {edition}.decisions.tsv, and build again"
        yield indent, Text(f"{yours if record.by == 'editor' else undo}\n", style="dim")


def _query(query: OpenQuery, edition: str, source: str, *, alone: bool) -> Iterator[tuple[int, Text]]:
    """A question, and how to answer it: by its position, if no other has that, else by its words and reading."""
    from rich.text import Text

    from ecdosis.book.words import words_for
    from ecdosis.editor.causes import is_of_text
    from ecdosis.editor.decide import answer
    from ecdosis.editor.rows import cell
    from ecdosis.languages import FALLBACK
    from ecdosis.stages.table import responsible

    say = words_for(FALLBACK)
    read = f" → {say.visible(query.suggestion)}?" if query.suggestion else ""
    asked = say.visible(query.source).strip()
    yield 0, Text.assemble(_position(query.start, INDENT), ("doubtful: ", "bold yellow"), asked, (read, "green"))
    yield INDENT, _why(query.why, query.certainty, responsible().get(query.by, query.by))
    at, words, yes, value = answer(query, source)
    decide, place = f"{program()} decide {edition}", f"--at {query.start}"
    place += " --scope text" if is_of_text(query.why) else ""
    words, value = cell(words), cell(value)
    named = place if alone else f"{shlex.join(filter(None, (words, value)))} {place}"
    if yes == "accept":
        yield INDENT, Text(f"yes: {decide} accept {named}", style="dim")
    elif yes != "reject":
        yield INDENT, Text(f"yes: {decide} {shlex.join(filter(None, (yes, words, value)))} --at {at}", style="dim")
    yield INDENT, Text(f"no:  {decide} reject {named}\n", style="dim")


def _position(start: int, indent: int) -> tuple[str, str]:
    return f"{start:>{INDENT - 2}}".ljust(indent), "dim"


def _why(why: str, certainty: float, by: str) -> Text:
    from rich.text import Text

    reason = f"{why[:1].upper()}{why[1:].rstrip('.')}. " if why else ""
    return Text(f"{reason}{certainty:.0%} certain ({by}).")


COMMAND: Final = Command(
    "show",
    "explain one place: its source, its reading, all that touched it, what is doubtful",
    'ecdosis show my-text --at "the ferryman"\n  ecdosis show tei/my-text.xml --at 3077',
    _arguments,
    _show,
)
