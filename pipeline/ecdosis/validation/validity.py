"""What checks found in the files of a project, kept from one run to the next (`output/.validity.json`).

A result holds for the very bytes that were checked: by their SHA-256 it is known whether the file is still the same.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ecdosis.storage.files import read_regular
from ecdosis.storage.writing import sha256
from ecdosis.validation.findings import Report, Severity

COMPARED: Final = ("agreement",)
"""The checks that compare a file with its TEI file."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a check found in a file: what, at which line (from 1; None if unknown), some words of the
    place."""

    severity: Severity
    message: str
    line: int | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found in a file, whose path is relative to the project's folder: with which program (`EPUBCheck
    5.3.0`), when (UTC, `2026-01-31 12:00`), and in which bytes: `sha256` is the file's, `against` that of the TEI file
    which it was compared with, if it was."""

    file: str
    check: str
    sha256: str
    program: str = ""
    at: str = ""
    told: tuple[Told, ...] = ()
    against: str = ""


@dataclass(frozen=True, slots=True)
class Validity:
    """All results by file and check, and for each check that could not be made at the last run, why."""

    results: Mapping[tuple[str, str], Result] = field(default_factory=lambda: MappingProxyType({}))
    missing: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, file: str) -> tuple[Result, ...]:
        """The results of a file."""
        return tuple(result for (name, _), result in self.results.items() if name == file)


def validity(report: Report, root: Path, at: str) -> Validity:
    """The report of a run as results; files outside of the project are left out. `root` is the project's folder."""
    root = root.resolve()
    hashes: dict[Path, str] = {}
    told: dict[tuple[Path, str], list[Told]] = {
        (path, check): [] for check, paths in report.checked.items() for path in paths
    }
    missing: dict[str, str] = {}
    for finding in report.findings:
        if finding.file is None:
            missing[finding.check] = finding.message
        else:
            told.setdefault((finding.file, finding.check), []).append(
                Told(finding.severity, finding.message, finding.line, finding.context)
            )
    results = {}
    for (path, check), found in told.items():
        if not path.resolve().is_relative_to(root):
            continue
        file = path.resolve().relative_to(root).as_posix()
        compared = root / "tei" / f"{path.stem}.xml"
        for one in (path, compared):
            hashes.setdefault(one, sha256(one))
        against = hashes[compared] if check in COMPARED else ""
        program = report.programs.get(check, "")
        results[file, check] = Result(file, check, hashes[path], program, at, tuple(found), against)
    return Validity(MappingProxyType(results), MappingProxyType(missing))


def merged(old: Validity, new: Validity, root: Path) -> Validity:
    """What is known after a further run: a new result takes the place of that of the same check; an older one is kept
    as long as its file is there and still the one that was checked."""
    new_hashes = {result.file: result.sha256 for result in new.results.values()}
    kept = {
        key: result
        for key, result in old.results.items()
        if new_hashes.get(result.file, result.sha256) == result.sha256 and (root / result.file).is_file()
    }
    return Validity(MappingProxyType(dict(sorted({**kept, **new.results}.items()))), new.missing)


def dumped(of: Validity) -> bytes:
    """The results as their file holds them."""
    results = [asdict(result) for result in of.results.values()]
    return json.dumps({"results": results, "missing": dict(of.missing)}, ensure_ascii=False, indent=1).encode(
        "utf-8", "backslashreplace"
    )


def load(path: Path) -> Validity:
    """The results in a file; none if it is not there, or not as this program writes it."""
    try:
        told = json.loads(read_regular(path))
        results = (
            Result(**{**result, "told": tuple(Told(**one) for one in result["told"])}) for result in told["results"]
        )
        return Validity(
            MappingProxyType({(result.file, result.check): result for result in results}),
            MappingProxyType({str(check): str(why) for check, why in told["missing"].items()}),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Validity()


def is_kept(path: Path) -> bool:
    """Whether a file is one of results."""
    try:
        return isinstance(json.loads(read_regular(path))["results"], list)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def now() -> str:
    """When a check is made (UTC): SOURCE_DATE_EPOCH, so that a run can be repeated to the byte, else by the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(int(epoch) if epoch.isdigit() else None))


def worst(told: Iterable[Told]) -> Severity | None:
    """The worst that was found; None if nothing was."""
    found = {one.severity for one in told}
    order: tuple[Severity, ...] = ("error", "warning", "notice")
    return next((severity for severity in order if severity in found), None)
