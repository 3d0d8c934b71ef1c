"""`ecdosis decide`."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import ecdosis
from ecdosis.cli.command import Command
from ecdosis.cli.printing import print_table, program, relative, say, short
from ecdosis.editor.meanings import MEANINGS
from ecdosis.editor.rows import HERE, SCOPES, TEXT, is_value, known_decision
from ecdosis.errors import MissingInputError, UsageError

if TYPE_CHECKING:
    from ecdosis.editor.built import Built
    from ecdosis.editor.rows import Decision
    from ecdosis.project.editions import EditionFiles


class _Offered(tuple[str, ...]):
    """What a shell completes. Anything else is let through as well, so that what is said of it is said in words, and
    not with all options of the command."""

    __slots__ = ()

    def __contains__(self, name: object) -> bool:
        return True


def _arguments(decide: argparse.ArgumentParser) -> None:
    decide.add_argument("id", metavar="ID", help="the edition")
    decide.add_argument("decision", nargs="?", metavar="DECISION", choices=_Offered(MEANINGS), help=", ".join(MEANINGS))
    decide.add_argument(
        "words", nargs="?", default="", metavar="WORDS", help="the words there, copied from the book or the source"
    )
    decide.add_argument(
        "value", nargs="?", default="", metavar="VALUE", help="what the decision needs: the reading, ..."
    )
    decide.add_argument("--at", type=int, default=-1, metavar="N", help="their position, if they occur more than once; "
        "alone: that of a question or change")  # fmt: skip
    decide.add_argument("--line", type=int, default=0, metavar="N", help="the line of the source on which they stand")
    decide.add_argument("--page", default="", metavar="N", help="the page of the source on which they stand")
    decide.add_argument("--undo", action="store_true", help="take a decision back: the last; with --at, the last of "
        "that position in the table")  # fmt: skip
    decide.add_argument(
        "--list", action="store_true", help="the decisions of this edition that hold, and where they are"
    )
    decide.add_argument(
        "--scope", choices=SCOPES, type=str.casefold, default=HERE, help="“text”: for all like it in the text"
    )
    decide.add_argument("--reason", default="", help="why; it goes into the edition")
    decide.add_argument("--editor", default="", help="who decides (default: the editor of the descriptor)")
    decide.add_argument("--date", default="", help="YYYY-MM-DD (default: today)")
    decide.add_argument(
        "--seeds", action="append", type=Path, default=[], metavar="DIR", help="further folder of texts"
    )


def _decide(chosen: argparse.Namespace) -> int:
    from ecdosis.editor.built import NOT_BUILT
    from ecdosis.editor.decide import taken_back
    from ecdosis.project.editions import editions, find_root
    from ecdosis.storage.writing import locked, write_user_file

    root = find_root(Path.cwd())
    found = [edition for edition in editions(root, chosen.seeds, decided=False) if edition.id == chosen.id]
    if not found:
        raise UsageError(f"There is no edition “{chosen.id}”. `{program()} list` names them all.")
    if bool(chosen.decision) + chosen.undo + chosen.list != 1:
        raise UsageError(
            f"Say what you decide ({', '.join(MEANINGS)}), or --undo to take a decision back, or --list to see them."
        )
    chosen.decision = known_decision(chosen.decision) if chosen.decision else None
    path = root / "seeds" / f"{chosen.id}.decisions.tsv"
    if chosen.list:
        return _list(path, found[0])
    with locked(path.resolve().parent):  # so that of two decisions at once none is lost
        if chosen.undo:
            content, gone = taken_back(path, chosen.at, _built(found[0]) if chosen.at >= 0 else NOT_BUILT)
            said = [f"{relative(path)}: row {gone.row} is taken back: {_told(gone)}."]
        else:
            content, said = _added(path, found[0], chosen)
        for line in said:
            say(line)
        write_user_file(path, content)
    say("Build again to see it.")
    return 0


def _list(path: Path, edition: EditionFiles) -> int:
    """The decisions of an edition that hold: of two about the same words, the later."""
    from ecdosis.editor.in_book import in_built
    from ecdosis.editor.places import locate
    from ecdosis.editor.rows import load

    built = _built(edition)
    known = locate(in_built(load(path), built), built.source, str(relative(path)))
    if not known:
        say(f"{relative(path)}: no decisions.")
        return 0
    rows = []
    places = Counter(one.decision.row for one in known)
    for one in sorted({one.decision.row: one for one in reversed(known)}.values(), key=lambda one: one.start):
        row = one.decision
        count = places[row.row]
        scope = f"text: {count:,} place{'s' * (count > 1)}" if row.is_of_text else ""
        said = (row.value, row.reason, row.editor, row.date, scope)
        rows.append((str(row.row), str(one.start), row.decision, short(row.text), *map(short, said)))
    print_table([("row", "at", "decision", "text", "value", "reason", "editor", "date", "scope"), *rows])
    return 0


def _added(path: Path, edition: EditionFiles, chosen: argparse.Namespace) -> tuple[bytes, list[str]]:
    """The table with the decision, and what is said of it. Raises UsageError for one that would change nothing."""
    from ecdosis.editor.decide import added
    from ecdosis.editor.decide import chosen as of_words
    from ecdosis.editor.footnotes import check_built
    from ecdosis.editor.foretell import foretold
    from ecdosis.editor.rows import Decision
    from ecdosis.editor.seek import Named

    built, (at, words, value) = _named(edition, chosen)
    editor = chosen.editor or edition.descriptor.editor
    row = Decision(0, at, words, chosen.decision, value, chosen.reason, editor, chosen.date or _today(), chosen.scope)
    row = of_words(row, Named(words, at, chosen.line, chosen.page), built)
    made = added(path, row, built)
    told = foretold(made.located, built)
    if not told.idle:
        check_built(made.located, made.others, built)
    if told.idle and not (made.replaced or made.excepted):
        others = [
            f" Row {one.decision.row} decides about these words: --undo --at {one.start} takes it back."
            for one in made.beside
        ]
        idle = f"{told.sentence} This decision would leave everything as it is, so it was not written."
        raise UsageError(idle + "".join(others))
    said = [told.sentence + (f" Questions answered: {told.answered:,}." if told.answered else "")]
    said += [
        f"It is an exception to row {one.row}, which holds for all like it: {_told(one)}." for one in made.excepted
    ]
    said += [f"It replaces: {_told(gone)}." for gone in made.replaced]
    said += [f"This is row {made.row} of {relative(path)}."]
    if built.root is None:
        said.append("The edition is not built of this text yet: only its source was looked at.")
    if not editor:
        said.append(
            f'Nobody is named who decides: give --editor "Your Name", or write editor = "Your Name" into '
            f"seeds/{edition.id}.toml, or for all editions below [defaults] into ecdosis.toml."
        )
    return made.content, said


def _named(edition: EditionFiles, chosen: argparse.Namespace) -> tuple[Built, tuple[int, str, str]]:
    """The edition as it was built, and place (-1 for none), words and value of what is decided."""
    from ecdosis.editor.decide import at_place

    built = _built(edition)
    at, words, value = chosen.at, chosen.words, chosen.value
    if not words and at < 0:
        raise UsageError(
            "No words are named. Name those that you decide about, copied from the book or the source; or give --at "
            f"with the position of a change or question, as `{program()} changes` and `{program()} queries` print it."
        )
    if at >= len(built.source):
        raise UsageError(f"--at {at}: the source ends at {len(built.source):,}.")
    if at >= 0 and (not words or (not value and is_value(chosen.decision, words))):
        return built, at_place(at, chosen.decision, words, built, 0 if chosen.scope == TEXT else 8)
    return built, (at, words, value)


def _built(edition: EditionFiles) -> Built:
    """The edition as it was built."""
    from ecdosis.editor.built import Built
    from ecdosis.tei.load import current, ours

    made = ecdosis.open(edition.tei) if edition.tei.is_file() else None
    with ours(edition.tei):
        return Built.of(_source(edition), current(made.root, edition.tei) if made else None, edition.id)


def _source(edition: EditionFiles) -> str:
    """The decoded source of an edition. Raises MissingInputError if it is not there, or what is wrong with it."""
    from ecdosis.inputs.stream import read, stream

    if edition.problem:
        raise edition.problem
    known = edition.descriptor
    if edition.text is None:
        raise MissingInputError(f"{known.source}: the text is missing. Put it into seeds/, or use --seeds.")
    return stream(edition.text, read(edition.text)).decoded(known).text


def _told(decision: Decision) -> str:
    """A decision in words."""
    value = f" → “{decision.value}”" if decision.value else ""
    return f"{decision.decision} “{decision.text}”{value}"


def _today() -> str:
    """The date of a decision that is made now (YYYY-MM-DD); `SOURCE_DATE_EPOCH` may say another."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    today = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now()
    return today.date().isoformat()


COMMAND: Final = Command(
    "decide",
    "record a decision of yours about an edition, or take one back",
    'ecdosis decide my-text read "the ferry- man" "the ferryman" --reason "so in his own copy"\n'
    "  ecdosis decide my-text accept --at 3077\n"
    "  ecdosis decide my-text --undo\n"
    "  ecdosis decide my-text --list",
    _arguments,
    _decide,
)
