"""`ecdosis validate`."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecdosis.cli.command import Command
from ecdosis.cli.printing import print_table, relative, say, warn
from ecdosis.errors import EcdosisError, MissingInputError, UsageError
from ecdosis.storage.files import lies_there

if TYPE_CHECKING:
    from ecdosis.validation.findings import Report


def _arguments(validate: argparse.ArgumentParser) -> None:
    validate.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="files to check (default: all that is built)"
    )


def _root(*, needed: bool) -> Path | None:
    """The project that the results are kept in; None if files are checked outside of one."""
    from ecdosis.project.editions import find_root

    try:
        return find_root(Path.cwd())
    except UsageError:
        if needed:
            raise
        return None


def _validate(chosen: argparse.Namespace) -> int:
    from ecdosis.project.editions import built
    from ecdosis.shelf import make as shelf
    from ecdosis.validation.editions import validate_files

    root = _root(needed=not chosen.files)
    files = chosen.files or built(root) if root else chosen.files
    if not files:
        raise MissingInputError("There is nothing to check: no edition is built yet. Build them first (ecdosis build).")
    checkable, status = _checkable(files, debug=chosen.debug)
    if not checkable:
        return status
    report = validate_files(checkable, debug=chosen.debug)
    _print_report(report)
    if root:
        say(f"\nRead: {relative(shelf.after_checks(root, report))}")
    return max(status, 1 if report.failed else 0)


def _checkable(files: Sequence[Path], *, debug: bool) -> tuple[list[Path], int]:
    """The files that can be checked, and the exit status that those deserve which cannot."""
    found: list[Path] = []
    status = 0
    for path in files:
        try:
            _check_kind(path)
        except EcdosisError as error:
            if debug:
                raise
            warn(f"ecdosis: {error}")
            status = max(status, error.status)
        else:
            found.append(path)
    return found, status


def _print_report(report: Report) -> None:
    """The findings, and how many each check made."""
    for finding in report.findings:
        near = f"\n    at: {finding.context}" if finding.context else ""
        say(": ".join(filter(None, (finding.where, finding.check, finding.severity, finding.message))) + near)
    errors = Counter(finding.check for finding in report.findings if finding.severity == "error")
    warnings = Counter(finding.check for finding in report.findings if finding.severity == "warning")
    names = [*report.checked, *(name for name in errors + warnings if name not in report.checked)]
    rows = [(name, str(len(report.checked.get(name, ()))), str(errors[name]), str(warnings[name])) for name in names]
    print_table([("check", "files", "errors", "warnings"), *rows])


def _check_kind(path: Path) -> None:
    """Raise UsageError if there is no check for such a file, MissingInputError if it is not there."""
    from ecdosis.formats.table import TEI, formats

    endings = [f".{one.name}" for one in (TEI, *formats()) if one is TEI or one.checkable]
    if path.suffix not in endings:
        raise UsageError(f"{path}: only {', '.join(endings)} files can be checked.")
    if not lies_there(path):
        raise MissingInputError(f"{path}: there is no such file. Build it first (ecdosis build).")


COMMAND: Final = Command(
    "validate",
    "check built editions: TEI, EPUB, PDF, web page",
    "ecdosis validate\n  ecdosis validate editions/letter.xml editions/letter.epub",
    _arguments,
    _validate,
)
