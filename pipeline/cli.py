"""The command line: the only module that prints."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline import VERSION
from pipeline.decisions import DECISIONS
from pipeline.errors import EcdosisError, MissingInputError, UnusableInputError, UsageError

if TYPE_CHECKING:
    from lxml import etree

    from pipeline.build import Outcome
    from pipeline.project import Edition

STATUS_HELP: Final = """exit status: 0 done; 1 a check found problems; 2 wrong usage; 3 an input is missing;
4 an input is unusable; 5 an outside program is missing or failed"""

EXAMPLES: Final = {
    "build": "ecdosis build\n  ecdosis build --seeds ~/texts --jobs 4\n  ecdosis build letter.txt -o editions",
    "validate": "ecdosis validate\n  ecdosis validate editions/letter.xml editions/letter.epub",
    "restore": "ecdosis restore tei/my-text.xml > source.txt",
    "changes": "ecdosis changes tei/my-text.xml\n  ecdosis changes tei/my-text.xml --format jsonl --all",
    "queries": "ecdosis queries tei/my-text.xml >> seeds/my-text.decisions.tsv",
    "decide": 'ecdosis decide my-text read "the ferry- man" "the ferryman" --reason "so in his own copy"\n'
    "  ecdosis decide my-text accept --at 3077",
    "blocks": "ecdosis blocks tei/my-text.xml --format table",
    "read": "ecdosis read tei/my-text.xml > reading.txt",
    "list": "ecdosis list --json",
    "evaluate": "ecdosis evaluate scan.txt proofread.txt -o report\n  ecdosis evaluate scans/ proofread/"
    "\n  ecdosis evaluate --synthetic proofread.txt",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status of the contract (see STATUS_HELP)."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = chosen.run
        return run(chosen)
    except EcdosisError as error:
        if chosen.debug:
            raise
        print(f"ecdosis: {error}", file=sys.stderr)
        return error.status
    except BrokenPipeError:
        # the reader of our output has gone (`| head`); Python must not complain again when it flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("ecdosis: stopped. What was not finished is as it was before.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ecdosis",
        description="From a dirty plain text to a scholarly edition.",
        epilog=STATUS_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Ecdosis {VERSION}")
    parser.add_argument("--debug", action="store_true", help="show where in the program an error arose")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    build = _command(commands, "build", _build, "build editions: TEI, EPUB, PDF, web page, text")
    build.add_argument("files", nargs="*", type=Path, metavar="FILE", help="texts outside of the project")
    build.add_argument("-o", "--out", type=Path, metavar="DIR", help="folder for the products of FILE")
    build.add_argument("--seeds", action="append", type=Path, default=[], metavar="DIR", help="further folder of texts")
    build.add_argument("--jobs", type=int, default=0, metavar="N", help="editions at a time (default: one a processor)")
    build.add_argument("--force", action="store_true", help="build also what has not changed")
    build.add_argument("--strict", action="store_true", help="a text that its descriptor does not describe is an error")
    build.add_argument("--no-descriptor", action="store_true", help="do not use descriptors for FILE")
    build.add_argument("--no-decisions", action="store_true", help="leave the editor's decisions out")

    build.add_argument("--languagetool", action="store_true", help="ask LanguageTool as well (make languagetool)")

    validate = _command(commands, "validate", _validate, "check built editions: TEI, EPUB, PDF, web page")
    validate.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="files to check (default: all that is built)"
    )

    for name, run, does in (
        ("restore", _restore, "the exact bytes of the source, from the TEI alone"),
        ("changes", _changes, "what was changed, where, why, how surely"),
        ("queries", _queries, "the open questions to the editor, as rows of decisions"),
        ("blocks", _blocks, "what every heading, quotation, verse, list was taken for, as rows of decisions"),
        ("read", _read, "the reading text"),
    ):
        _command(commands, name, run, does).add_argument("tei", type=Path, metavar="X.xml")
    changes = commands.choices["changes"]
    changes.add_argument("--format", choices=("table", "jsonl"), default="table")
    changes.add_argument("--all", action="store_true", help="plain line ends too")
    commands.choices["queries"].add_argument("--format", choices=("tsv", "table", "jsonl"), default="tsv")
    commands.choices["blocks"].add_argument("--format", choices=("tsv", "table"), default="tsv")

    decide = _command(commands, "decide", _decide, "add one decision of yours to those about an edition")
    decide.add_argument("id", metavar="ID", help="the edition")
    decide.add_argument("decision", metavar="DECISION", choices=DECISIONS, help=", ".join(DECISIONS))
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

    list_ = _command(commands, "list", _list, "all editions of the project")
    list_.add_argument("--json", action="store_true")
    list_.add_argument("--seeds", action="append", type=Path, default=[], metavar="DIR", help="further folder of texts")

    evaluate = _command(commands, "evaluate", _evaluate, "measure the repairs on damaged texts and their true texts")
    evaluate.add_argument("damaged", type=Path, metavar="DAMAGED", help="a text as it came, or a folder of such texts")
    evaluate.add_argument(
        "true",
        type=Path,
        nargs="?",
        metavar="TRUE",
        help="the same proofread, or a folder with texts of the same names",
    )
    evaluate.add_argument("--synthetic", action="store_true", help="damage the text or texts (which are clean) first")
    evaluate.add_argument("--seed", type=int, default=1, metavar="N", help="of the damage: the same gives the same")
    evaluate.add_argument("-o", "--output", type=Path, metavar="DIR", help="write evaluation.json and .html into DIR")
    evaluate.add_argument("--languagetool", action="store_true", help="ask LanguageTool as well")
    evaluate.add_argument("--jobs", type=int, default=0, metavar="N", help="work on N pairs at once")
    evaluate.add_argument("--language", default="en", help="ISO 639-1 code (default: en)")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    does: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        epilog=f"example:\n  {EXAMPLES[name]}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)
    return command


def _build(chosen: argparse.Namespace) -> int:
    from pipeline.build import Options, build
    from pipeline.project import editions, find_root, loose_editions

    if bool(chosen.files) != bool(chosen.out):
        raise UsageError("ecdosis build FILE... needs -o DIR, the folder for the products, and -o DIR needs a FILE.")
    if chosen.files:
        known = [Path("seeds")] if Path("seeds").is_dir() else []
        decided = not chosen.no_decisions
        found = loose_editions(chosen.files, chosen.out, known, not chosen.no_descriptor, decided=decided)
    else:
        found = editions(find_root(Path.cwd()), chosen.seeds, decided=not chosen.no_decisions)
    outcomes: dict[str, list[Outcome]] = {}
    said: set[str] = set()
    for outcome in build(found, Options(chosen.strict, chosen.force, chosen.jobs, chosen.languagetool)):
        outcomes.setdefault(outcome.id, []).append(outcome)
        if outcome.state == "failed":
            print(f"ecdosis: {outcome.message}", file=sys.stderr)
        for notice in outcome.notices:
            if notice not in said:
                print(f"{outcome.id}: {notice}", file=sys.stderr)
            said.add(notice)
    flat = [outcome for same in outcomes.values() for outcome in same]
    _print_build(found, sorted(flat, key=lambda outcome: outcome.id))
    return max((outcome.status for outcome in flat), default=0)


def _print_build(found: Iterable[Edition], outcomes: Sequence[Outcome]) -> None:
    """The table at the end of a build, and where to click."""
    rows = [("edition", "state", "changes", "set aside", "notes", "queries", "seconds")]
    for outcome in outcomes:
        counts = [
            str(outcome.counts[key]) if outcome.counts else "" for key in ("changes", "asides", "notes", "queries")
        ]
        seconds = f"{outcome.seconds:.1f}" if outcome.state == "built" else ""
        rows.append((outcome.id, outcome.state, *counts, seconds))  # type: ignore[arg-type]
    _print_table(rows)
    missing = [outcome for outcome in outcomes if outcome.state == "missing"]
    if missing:
        print("\nThese texts are missing. Put them into seeds/, or name their folder (make SEEDS=DIR):")
        for outcome in missing:
            print(f"  {outcome.message}  ({outcome.id})")
    done = {outcome.id for outcome in outcomes if outcome.state in ("built", "unchanged")}
    readable = [edition.products["epub"] for edition in found if edition.id in done]
    if readable:
        print("\nRead:")
        for path in readable:
            print(f"  {_relative(path)}")


def _relative(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    """Rows in columns, the first row their names; columns of figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    numeric = [
        all(cell.replace(".", "").isdigit() or not cell for cell in column[1:]) for column in zip(*rows, strict=True)
    ]
    for index, row in enumerate(rows):
        cells = (
            cell.rjust(size) if right else cell.ljust(size)
            for cell, size, right in zip(row, widths, numeric, strict=True)
        )
        print("  ".join(cells).rstrip())
        if index == 0:
            print("  ".join("-" * size for size in widths))


def _validate(chosen: argparse.Namespace) -> int:
    from pipeline.project import built, find_root
    from pipeline.validate import validate_files

    files = chosen.files or built(find_root(Path.cwd()))
    if not files:
        raise MissingInputError("There is nothing to check: no edition is built yet. Build them first (make).")
    by_kind: dict[str, list[Path]] = {".xml": [], ".epub": [], ".pdf": [], ".html": []}
    for path in files:
        if path.suffix not in by_kind:
            raise UsageError(f"{path}: only {', '.join(by_kind)} files can be checked.")
        if not path.exists():
            raise MissingInputError(f"{path}: there is no such file. Build it first (make).")
        by_kind[path.suffix].append(path)
    report = validate_files(by_kind[".xml"], by_kind[".epub"], by_kind[".pdf"], by_kind[".html"])
    for finding in report.findings:
        print(": ".join(filter(None, (finding.where, finding.check, finding.severity, finding.message))))
    problems = Counter(finding.check for finding in report.findings if finding.severity != "notice")
    names = [*report.checked, *(name for name in problems if name not in report.checked)]
    rows = [(name, str(report.checked.get(name, 0)), str(problems[name])) for name in names]
    _print_table([("check", "files", "problems"), *rows])
    return 1 if report.failed else 0


def _tree(path: Path) -> etree._Element:
    """The TEI file at a path. Raises MissingInputError or UnusableInputError."""
    from lxml import etree

    from pipeline.tei.names import parse, tag

    try:
        root = parse(path.read_bytes())
    except FileNotFoundError as error:
        raise MissingInputError(f"{path}: there is no such file. Build it first (make).") from error
    except OSError as error:
        raise UnusableInputError(f"{path}: cannot be read ({error.strerror}).") from error
    except etree.XMLSyntaxError as error:
        raise UnusableInputError(f"{path}: not well-formed XML ({error.msg}). Build it again.") from error
    if tag(root) != "TEI":
        raise UnusableInputError(f"{path}: not a TEI file (its root is not TEI in the namespace of TEI P5).")
    return root


def _restore(chosen: argparse.Namespace) -> int:
    from pipeline.tei.restore import restore

    root = _tree(chosen.tei)
    try:
        data = restore(root)
    except (LookupError, ValueError) as error:
        raise UnusableInputError(f"{chosen.tei}: its source cannot be restored ({error}); it was altered.") from error
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return 0


def _read(chosen: argparse.Namespace) -> int:
    from pipeline.tei.read import read

    sys.stdout.buffer.write(read(_tree(chosen.tei)).encode("utf-8"))
    sys.stdout.buffer.flush()
    return 0


def _changes(chosen: argparse.Namespace) -> int:
    from pipeline.tei.read import changes

    records = changes(_tree(chosen.tei), everything=chosen.all)
    if chosen.format == "jsonl":
        for record in records:
            _print_json(record.as_dict())
    else:
        rows = [
            (str(r.start), r.kind, _short(r.source), _short(r.reading), f"{r.certainty:.2f}", r.by, r.why)
            for r in records
        ]
        _print_table([("at", "kind", "source", "reading", "sure", "by", "why"), *rows])
    return 0


def _queries(chosen: argparse.Namespace) -> int:
    from dataclasses import asdict

    from pipeline.decide import answer
    from pipeline.tei.read import queries
    from pipeline.tei.restore import source_text

    root = _tree(chosen.tei)
    found = queries(root)
    if chosen.format == "jsonl":
        for query in found:
            _print_json(asdict(query))
    else:
        source = source_text(root)
        _print_decisions([(*answer(query, source), query.why) for query in found], chosen.format)
    return 0


def _decide(chosen: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from pipeline.decide import added, place
    from pipeline.decisions import Decision
    from pipeline.files import read_source, write_all
    from pipeline.project import editions, find_root
    from pipeline.source import decode
    from pipeline.tei.read import changes, queries

    root = find_root(Path.cwd())
    found = [edition for edition in editions(root, chosen.seeds, decided=False) if edition.id == chosen.id]
    if not found:
        raise UsageError(f"There is no edition “{chosen.id}”. `ecdosis list` names them all.")
    if found[0].problem:
        raise found[0].problem
    if found[0].text is None:
        raise MissingInputError(
            f"{found[0].descriptor.source}: the text is missing. Put it into seeds/, or use --seeds."
        )
    known = found[0].descriptor
    source = decode(read_source(found[0].text), charset=known.charset or None, language=known.language or None).text
    words, value = chosen.words, chosen.value
    if not words and chosen.at >= 0:
        tree = _tree(found[0].tei)
        words, value = place(chosen.at, chosen.decision, source, queries(tree), changes(tree))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    today = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now()
    date = chosen.date or today.date().isoformat()
    row = Decision(0, chosen.at, words, chosen.decision, value, chosen.reason, chosen.editor or known.editor, date)
    path = root / "seeds" / f"{chosen.id}.decisions.tsv"
    content, located = added(path, row, source)
    write_all({path: content})
    print(
        f"{_relative(path)}: row {located.decision.row}: {chosen.decision} at {located.start}. Build again to see it."
    )
    return 0


def _blocks(chosen: argparse.Namespace) -> int:
    from pipeline.decisions import shortened
    from pipeline.tei.read import recognised

    found = recognised(_tree(chosen.tei))
    rows = [(b.start, shortened(b.source), "block", b.type, f"{b.why} ({b.certainty:.2f})") for b in found]
    _print_decisions(rows, chosen.format)
    return 0


def _print_decisions(rows: Sequence[tuple[int, str, str, str, str]], format_: str) -> None:
    """Rows in the columns of the editor's decisions but the last two, ready to be copied among them."""
    from pipeline.decisions import COLUMNS

    names = COLUMNS[:5]

    cells = [tuple(str(cell).encode("utf-8", "backslashreplace").decode() for cell in row) for row in rows]
    if format_ == "table":
        _print_table([names, *(tuple(map(_short, row)) for row in cells)])
    else:
        for row in [names, *cells]:
            print("\t".join(row))


def _print_json(value: object) -> None:
    """One line of JSON. What UTF-8 cannot hold (an undecodable byte) is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")


def _short(text: str, most: int = 40) -> str:
    """Text on one line of a table."""
    shown = text.replace("\r", "␍").replace("\n", "␊").replace("\f", "␌").encode("utf-8", "backslashreplace").decode()
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def _list(chosen: argparse.Namespace) -> int:
    from pipeline.project import editions, find_root

    found = editions(find_root(Path.cwd()), chosen.seeds)
    entries = [
        {
            "id": edition.id,
            "title": edition.descriptor.title,
            "source": edition.descriptor.source or f"{edition.id}.txt",
            "sha256": edition.descriptor.sha256 or _sha256(edition.text),
            "present": edition.text is not None,
            "built": [name for name, path in {"tei": edition.tei, **edition.products}.items() if path.is_file()],
        }
        for edition in found
    ]
    if chosen.json:
        print(json.dumps(entries, ensure_ascii=False, indent=2))
    else:
        rows = [
            (str(e["id"]), str(e["title"]), "yes" if e["present"] else "missing", " ".join(e["built"]))  # type: ignore[arg-type]
            for e in entries
        ]
        _print_table([("id", "title", "text", "built"), *rows])
    return 0


def _sha256(path: Path | None) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest() if path else ""


def _evaluate(chosen: argparse.Namespace) -> int:
    from pipeline.evaluate import measured, synthetic
    from pipeline.evaluate.page import page
    from pipeline.evaluate.pairs import digest, pairs
    from pipeline.evaluate.report import as_json, lines
    from pipeline.files import write_all

    if chosen.synthetic == (chosen.true is not None):
        raise UsageError("evaluate: name a damaged text and the true one; or, with --synthetic, a clean text alone.")
    found = (
        synthetic(chosen.damaged, chosen.seed, chosen.language)
        if chosen.synthetic
        else pairs(chosen.damaged, chosen.true)
    )
    measures = list(measured(found, chosen.language, chosen.languagetool, chosen.jobs))
    for line in lines(measures):
        print(line.encode("utf-8", "backslashreplace").decode())
    if chosen.output:
        whole = digest(found)
        made = {"evaluation.json": as_json(measures, whole), "evaluation.html": page(measures, whole)}
        write_all({chosen.output / name: content for name, content in made.items()})
        print("\nRead:", *(f"  {_relative(chosen.output / name)}" for name in made), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
