"""`ecdosis build`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Final

from ecdosis.cli.command import Command, overwrite_argument
from ecdosis.cli.design import design, design_arguments
from ecdosis.cli.printing import print_json, print_table, program, relative, say, warn
from ecdosis.cli.progress import watched
from ecdosis.errors import UsageError
from ecdosis.model.characters import harmless
from ecdosis.storage.files import is_file

STATES: Final[Mapping[str, str]] = {
    "built": "built",
    "unchanged": "unchanged",
    "missing": "text missing",
    "failed": "failed",
}
"""What became of an edition, in words."""
COUNTS: Final = ("changes", "asides", "notes", "queries")
"""What is counted of an edition, in the order of the table."""
MOST: Final = 40
"""Lines of a table or list that a person looks through; of more editions the sums are told."""

if TYPE_CHECKING:
    from ecdosis.build import Outcome
    from ecdosis.project.editions import EditionFiles


def _arguments(build: argparse.ArgumentParser) -> None:
    build.add_argument("files", nargs="*", type=Path, metavar="FILE", help="texts outside of the project")
    build.add_argument("-o", "--out", type=Path, metavar="DIR", help="folder for the products of FILE")
    build.add_argument("--seeds", action="append", type=Path, default=[], metavar="DIR", help="further folder of texts")
    build.add_argument("--jobs", type=int, default=0, metavar="N", help="editions at a time (default: one a processor)")
    build.add_argument("--force", action="store_true", help="build also what has not changed")
    build.add_argument("--strict", action="store_true", help="a text that its descriptor does not describe is an error")
    build.add_argument("--no-descriptor", action="store_true", help="do not use descriptors for FILE")
    build.add_argument("--no-decisions", action="store_true", help="leave the editor's decisions out")
    build.add_argument("--move-decisions", action="store_true", help="where a text is another copy than before: write "
        "the new places of the decisions into their files; what has none is kept as a remark")  # fmt: skip
    overwrite_argument(build)
    design_arguments(build)
    build.add_argument("--json", action="store_true", help="a line of JSON an edition, for programs")
    build.add_argument("--languagetool", action="store_true", help="ask LanguageTool as well (see `ecdosis tools`)")


def _build(chosen: argparse.Namespace) -> int:
    from ecdosis.batch import build
    from ecdosis.build import Options
    from ecdosis.project.editions import editions, find_root, loose_editions
    from ecdosis.shelf import make as shelf
    from ecdosis.storage.writing import Inputs, Permit

    if bool(chosen.files) != bool(chosen.out):
        raise UsageError(
            "ecdosis build FILE... needs -o DIR, the folder for the products, and -o DIR needs a FILE. "
            "Without both, ecdosis build makes the editions of the project, as far as they have changed."
        )
    if chosen.files:
        known = [Path("seeds")] if Path("seeds").is_dir() else []
        decided = not chosen.no_decisions
        found = loose_editions(chosen.files, chosen.out, known, not chosen.no_descriptor, decided=decided)
    else:
        found = editions(find_root(Path.cwd()), chosen.seeds, decided=not chosen.no_decisions)
    options = Options(
        chosen.strict,
        chosen.force,
        chosen.jobs,
        chosen.languagetool,
        design(chosen),
        chosen.debug,
        chosen.overwrite,
        chosen.move_decisions,
    )
    outcomes: list[Outcome] = []
    said: set[str] = set()
    of_id = {edition.id: edition for edition in found}
    for outcome in watched(build(found, options), len(found), quiet=chosen.json):
        outcomes.append(outcome)
        if chosen.json:
            _print_outcome(outcome, of_id.get(outcome.id))
            continue
        if outcome.state == "failed":
            warn(f"ecdosis: {outcome.message}")
        for notice in outcome.notices:
            if notice not in said:
                warn(f"{outcome.id}: {notice}")
            said.add(notice)
    status = max((outcome.status for outcome in outcomes), default=0)
    page = None
    if not chosen.files:
        permit = Permit(Inputs.of(path for edition in found for path in edition.inputs), chosen.overwrite)
        try:
            page = shelf.after_build(find_root(Path.cwd()), found, outcomes, permit)
        except UsageError as error:  # the editions are built all the same
            warn(f"ecdosis: {error}")
            status = max(status, error.status)
    if not chosen.json:
        if not chosen.files:
            _print_leftovers(find_root(Path.cwd()), found, chosen.seeds)
            _print_unread([find_root(Path.cwd()) / "seeds", *chosen.seeds])
        _print_build(found, sorted(outcomes, key=lambda outcome: outcome.id), page)
    return status


def _print_leftovers(root: Path, found: Sequence[EditionFiles], seeds: Sequence[Path]) -> None:
    """The files that are made of nothing any more, and how to delete them: nobody else does."""
    from ecdosis.project.leftovers import leftovers

    if left := [str(relative(path)) for one in leftovers(root, found) for path in one.files]:
        say("These files were built from what is not here any more (a text, a folder of texts, a plug-in):")
        _print_some(left)
        folders = "".join(f" --seeds {quote(str(folder))}" for folder in seeds)
        say(f"They were left as they are. To delete them: {program()} clean --leftovers{folders}\n")


def _print_unread(folders: Sequence[Path]) -> None:
    """The documents among the texts of which no edition is made, and how to have one."""
    from ecdosis.project.editions import unread

    if files := [str(relative(path)) for path in unread(folders)]:
        say("No editions are made of these files, which are no plain texts:")
        _print_some(files)
        say("Save each as plain text beside it (its name, with .txt), or copy its words into such a file.\n")


def _print_outcome(outcome: Outcome, edition: EditionFiles | None) -> None:
    """What became of an edition, for programs."""
    from dataclasses import asdict

    files = {"tei": edition.tei, **edition.products} if edition else {}
    there = {name: str(relative(path)) for name, path in files.items() if is_file(path)}
    print_json({**asdict(outcome), "files": there})


def _print_build(found: Sequence[EditionFiles], outcomes: Sequence[Outcome], page: Path | None) -> None:
    """The table at the end of a build, what is to do, and where to click."""
    names = "changed", "left out", "notes", "doubtful", "seconds"
    if len(outcomes) > MOST:
        print_table([("editions", "", *names), *_sums(outcomes)])
    else:
        print_table([("edition", "", *names), *map(_row, outcomes)])
    if missing := [outcome for outcome in outcomes if outcome.state == "missing"]:
        say(
            "\nThese texts are missing. Put them into seeds/, or name their folder (ecdosis build --seeds DIR, or with "
            "make: make SEEDS=DIR):"
        )
        _print_some([f"{outcome.message}  ({outcome.id})" for outcome in missing])
    teis = {edition.id: edition.tei for edition in found}
    if asked := [outcome for outcome in outcomes if outcome.counts.get("queries")]:
        say("\nDoubtful readings are left for you to decide. The web pages show them in their places; these list them:")
        _print_some([f"{program()} queries {relative(teis[outcome.id])}" for outcome in asked])
    done = {outcome.id for outcome in outcomes if outcome.state in ("built", "unchanged")}
    _print_where([edition.products for edition in found if edition.id in done], page)


def _print_where(readable: Sequence[Mapping[str, Path]], page: Path | None) -> None:
    """Where the books are."""
    if page:
        print(f"\nOpen {_link(page)} in a browser: every edition, its books, and what was changed.")
    elif len(readable) > MOST:
        print(f"\nRead: {len(readable):,} editions, in {_link(readable[0]['html'].parent)}")
    elif readable:
        say("\nRead:")
        for products in readable:
            there = [products[name] for name in products if name != "txt" and is_file(products[name])]
            print("  " + "  ".join(map(_link, there)))


def _row(outcome: Outcome) -> tuple[str, ...]:
    """The row of an edition in the table."""
    counts = (str(outcome.counts[key]) if outcome.counts else "" for key in COUNTS)
    seconds = f"{outcome.seconds:.1f}" if outcome.state == "built" else ""
    return (outcome.id, STATES[outcome.state], *counts, seconds)


def _sums(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, ...]]:
    """The rows of many editions: how many of each state, with their sums."""
    for state, name in STATES.items():
        if those := [outcome for outcome in outcomes if outcome.state == state]:
            sums = (sum(outcome.counts.get(key, 0) for outcome in those) for key in COUNTS)
            seconds = sum(outcome.seconds for outcome in those)
            yield str(len(those)), name, *map(str, sums), f"{seconds:.1f}" if state == "built" else ""


def _print_some(lines: Sequence[str]) -> None:
    """The first lines of a list, and how many more there are."""
    for line in lines[:MOST]:
        say(f"  {line}")
    if len(lines) > MOST:
        say(f"  … and {len(lines) - MOST:,} more")


def _link(path: Path) -> str:
    """A path as a person names it; at a terminal one that can be clicked (OSC 8)."""
    named = harmless(str(relative(path)))
    return f"\x1b]8;;{path.resolve().as_uri()}\x1b\\{named}\x1b]8;;\x1b\\" if sys.stdout.isatty() else named


COMMAND: Final = Command(
    "build",
    "build editions: TEI, EPUB, PDF, web page, text",
    "ecdosis build\n  ecdosis build --seeds ~/texts --jobs 4\n  ecdosis build letter.txt -o editions",
    _arguments,
    _build,
)
