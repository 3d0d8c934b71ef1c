"""`ecdosis decide`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final

from ecdosis.cli.command import Command
from ecdosis.cli.printing import program, relative, say, tree
from ecdosis.editor.meanings import MEANINGS
from ecdosis.errors import MissingInputError, UsageError


def _arguments(decide: argparse.ArgumentParser) -> None:
    decide.add_argument("id", metavar="ID", help="the edition")
    decide.add_argument("decision", metavar="DECISION", choices=MEANINGS, help=", ".join(MEANINGS))
    decide.add_argument("words", nargs="?", default="", metavar="WORDS", help="the words there, copied from the source")
    decide.add_argument(
        "value", nargs="?", default="", metavar="VALUE", help="what the decision needs: the reading, ..."
    )
    decide.add_argument("--at", type=int, default=-1, metavar="N", help="their position, if they occur more than once; "
        "alone: that of a question or change")  # fmt: skip
    decide.add_argument("--reason", default="", help="why; it goes into the edition")
    decide.add_argument("--editor", default="", help="who decides (default: the editor of the descriptor)")
    decide.add_argument("--date", default="", help="YYYY-MM-DD (default: today)")
    decide.add_argument(
        "--seeds", action="append", type=Path, default=[], metavar="DIR", help="further folder of texts"
    )


def _decide(chosen: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from ecdosis.editor.decide import added, place
    from ecdosis.editor.rows import Decision
    from ecdosis.model.source import decode
    from ecdosis.project.editions import editions, find_root
    from ecdosis.storage.files import read_source
    from ecdosis.storage.writing import locked, write_user_file
    from ecdosis.tei.read import changes, queries

    root = find_root(Path.cwd())
    found = [edition for edition in editions(root, chosen.seeds, decided=False) if edition.id == chosen.id]
    if not found:
        raise UsageError(f"There is no edition “{chosen.id}”. `{program()} list` names them all.")
    if found[0].problem:
        raise found[0].problem
    if found[0].text is None:
        raise MissingInputError(
            f"{found[0].descriptor.source}: the text is missing. Put it into seeds/, or use --seeds."
        )
    known = found[0].descriptor
    source = decode(read_source(found[0].text), charset=known.charset or None, language=known.language or None).text
    at, words, value = chosen.at, chosen.words, chosen.value
    if not words and at >= 0:
        made = tree(found[0].tei)
        at, words, value = place(at, chosen.decision, source, queries(made), changes(made))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    today = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now()
    date = chosen.date or today.date().isoformat()
    row = Decision(0, at, words, chosen.decision, value, chosen.reason, chosen.editor or known.editor, date)
    path = root / "seeds" / f"{chosen.id}.decisions.tsv"
    with locked(path.resolve().parent):  # so that of two decisions at once none is lost
        content, located = added(path, row, source)
        write_user_file(path, content)
    asked = chosen.at if chosen.at >= 0 else located.start
    say(f"{relative(path)}: row {located.decision.row}: {chosen.decision} at {asked}. Build again to see it.")
    return 0


COMMAND: Final = Command(
    "decide",
    "add one decision of yours to those about an edition",
    'ecdosis decide my-text read "the ferry- man" "the ferryman" --reason "so in his own copy"\n'
    "  ecdosis decide my-text accept --at 3077",
    _arguments,
    _decide,
)
