"""`ecdosis build`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.cli.command import Command, overwrite_argument
from pipeline.cli.design import design, design_arguments
from pipeline.cli.printing import print_json, print_table, program, relative
from pipeline.cli.progress import watched
from pipeline.errors import UsageError

STATES: Final[Mapping[str, str]] = {
    "built": "built",
    "unchanged": "unchanged",
    "missing": "text missing",
    "failed": "failed",
}
"""What became of an edition, in words."""

if TYPE_CHECKING:
    from pipeline.build import Outcome
    from pipeline.project import Edition


def _arguments(build: argparse.ArgumentParser) -> None:
    build.add_argument("files", nargs="*", type=Path, metavar="FILE", help="texts outside of the project")
    build.add_argument("-o", "--out", type=Path, metavar="DIR", help="folder for the products of FILE")
    build.add_argument("--seeds", action="append", type=Path, default=[], metavar="DIR", help="further folder of texts")
    build.add_argument("--jobs", type=int, default=0, metavar="N", help="editions at a time (default: one a processor)")
    build.add_argument("--force", action="store_true", help="build also what has not changed")
    build.add_argument("--strict", action="store_true", help="a text that its descriptor does not describe is an error")
    build.add_argument("--no-descriptor", action="store_true", help="do not use descriptors for FILE")
    build.add_argument("--no-decisions", action="store_true", help="leave the editor's decisions out")
    overwrite_argument(build)
    design_arguments(build)
    build.add_argument("--json", action="store_true", help="a line of JSON an edition, for programs")
    build.add_argument("--languagetool", action="store_true", help="ask LanguageTool as well (make languagetool)")


def _build(chosen: argparse.Namespace) -> int:
    from pipeline import shelf
    from pipeline.build import Options, build
    from pipeline.project import editions, find_root, loose_editions
    from pipeline.writing import Inputs, Permit

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
    )
    outcomes: list[Outcome] = []
    said: set[str] = set()
    for outcome in watched(build(found, options), len(found), quiet=chosen.json):
        outcomes.append(outcome)
        if chosen.json:
            _print_outcome(outcome, found)
            continue
        if outcome.state == "failed":
            print(f"ecdosis: {outcome.message}", file=sys.stderr)
        for notice in outcome.notices:
            if notice not in said:
                print(f"{outcome.id}: {notice}", file=sys.stderr)
            said.add(notice)
    permit = Permit(Inputs.of(path for edition in found for path in edition.inputs), chosen.overwrite)
    page = None if chosen.files else shelf.after_build(find_root(Path.cwd()), found, outcomes, permit)
    if not chosen.json:
        _print_build(found, sorted(outcomes, key=lambda outcome: outcome.id), page)
    return max((outcome.status for outcome in outcomes), default=0)


def _print_outcome(outcome: Outcome, found: Iterable[Edition]) -> None:
    """What became of an edition, for programs."""
    from dataclasses import asdict

    files = next(({"tei": e.tei, **e.products} for e in found if e.id == outcome.id), {})
    there = {name: str(relative(path)) for name, path in files.items() if path.is_file()}
    print_json({**asdict(outcome), "files": there})


def _print_build(found: Iterable[Edition], outcomes: Sequence[Outcome], page: Path | None) -> None:
    """The table at the end of a build, what is to do, and where to click."""
    rows = [("edition", "", "changed", "set aside", "notes", "questions", "seconds")]
    for outcome in outcomes:
        counts = [
            str(outcome.counts[key]) if outcome.counts else "" for key in ("changes", "asides", "notes", "queries")
        ]
        seconds = f"{outcome.seconds:.1f}" if outcome.state == "built" else ""
        rows.append((outcome.id, STATES[outcome.state], *counts, seconds))  # type: ignore[arg-type]
    print_table(rows)
    missing = [outcome for outcome in outcomes if outcome.state == "missing"]
    if missing:
        print("\nThese texts are missing. Put them into seeds/, or name their folder (make SEEDS=DIR):")
        for outcome in missing:
            print(f"  {outcome.message}  ({outcome.id})")
    done = {outcome.id for outcome in outcomes if outcome.state in ("built", "unchanged")}
    teis = {edition.id: edition.tei for edition in found}
    if asked := [outcome for outcome in outcomes if outcome.counts.get("queries")]:
        print("\nQuestions are left for you. The web pages show them in their places; these list them:")
        for outcome in asked:
            print(f"  {program()} queries {relative(teis[outcome.id])}")
    if page:
        print(f"\nOpen {_link(page)} in a browser: every edition, its books, and what was changed.")
        return
    readable = [edition.products for edition in found if edition.id in done]
    if readable:
        print("\nRead:")
        for products in readable:
            there = [products[name] for name in ("epub", "pdf", "html") if products[name].is_file()]
            print("  " + "  ".join(map(_link, there)))


def _link(path: Path) -> str:
    """A path as a person names it; at a terminal one that can be clicked (OSC 8)."""
    named = str(relative(path))
    return f"\x1b]8;;{path.resolve().as_uri()}\x1b\\{named}\x1b]8;;\x1b\\" if sys.stdout.isatty() else named


COMMAND: Final = Command(
    "build",
    "build editions: TEI, EPUB, PDF, web page, text",
    "ecdosis build\n  ecdosis build --seeds ~/texts --jobs 4\n  ecdosis build letter.txt -o editions",
    _arguments,
    _build,
)
