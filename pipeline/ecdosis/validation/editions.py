"""Every check of the files of editions, TEI and products, in one report. Nothing here changes a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from lxml import etree

from ecdosis import VERSION
from ecdosis.errors import ToolError, fault
from ecdosis.formats.format import Format, Program
from ecdosis.formats.table import TEI, formats
from ecdosis.plugins import attribute
from ecdosis.storage.files import read_regular
from ecdosis.tei import validate as tei
from ecdosis.tei import versions
from ecdosis.tei.names import TEI_ALL_VERSION, parse
from ecdosis.validation import agreement, extraction
from ecdosis.validation.findings import Finding, Report

FAULT: Final = "program"
"""The name of the check that a check itself does not fail."""
UNMADE: Final = (tei.LOADED, tei.FORM, FAULT)
"""The checks that find that nothing else could be checked."""


def validate_files(files: Sequence[Path], *, debug: bool = False) -> Report:
    """Check files by their endings (TEI files, and those of formats that can be checked: `formats.table`), and whether
    the products beside a TEI file say what it reads. An error that nobody foresaw is a finding about the one file in
    which it arose, and the others are checked; with `debug` it is raised.

    Where something from outside is missing (Java, Chromium, a package) there is a notice, and the rest is checked. What
    needs Java or a browser runs beside the rest, since each takes seconds to start.
    """
    by_ending = {one: [path for path in files if path.suffix == f".{one.name}"] for one in (TEI, *formats())}
    there = [(one, paths) for one, paths in by_ending.items() if one.checkable and paths]
    programs = [(program, _readable(paths)) for one, paths in there for program in one.programs]
    needed = dict.fromkeys(program.needs for program, _ in programs)
    findings: list[Finding] = []
    checked: dict[str, tuple[Path, ...]] = {}
    with ThreadPoolExecutor(max_workers=max(1, len(needed))) as beside:
        by_programs = [
            beside.submit(_check_by, [(program, paths) for program, paths in programs if program.needs == need])
            for need in needed
        ]
        for found, names in (*_own(by_ending[TEI], there, debug), *(waiting.result() for waiting in by_programs)):
            findings += found
            checked |= names
    return Report(tuple(findings), MappingProxyType(checked), MappingProxyType(_programs(checked)))


def _own(teis: Sequence[Path], there: Sequence[tuple[Format, list[Path]]], debug: bool) -> Iterator[_Found]:
    """What is checked without a program of others: TEI files, and those of formats."""
    yield _check_teis(teis, debug)
    for one, paths in there:
        if one.check:
            yield _check_each(one.name.upper(), paths, attribute(one.check), debug)
    yield _check_agreement(teis, debug)
    yield _check_extraction(teis, debug)
    yield [found for one, paths in there if not one.check for path in paths for found in _check_file(path)], {}


def _programs(checks: Iterable[str]) -> dict[str, str]:
    """Checks -> the program that makes each, with its version."""
    outside = {program.name: program for one in formats() for program in one.programs}
    told = {name: _checker(outside[name]).program() for name in checks if name in outside}
    all_ = dict.fromkeys((tei.TEI_ALL, tei.TEI_ALL_RULES), f"TEI All {TEI_ALL_VERSION}")
    return {name: (told | all_).get(name, f"Ecdosis {VERSION}") for name in checks}


_Found = tuple[list[Finding], dict[str, tuple[Path, ...]]]
"""What was found, and by which checks on which files."""


def _alone(path: Path, debug: bool, check: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What a check finds in one file."""
    try:
        return list(check())
    except Exception as error:
        if debug:
            raise
        return [Finding(path, FAULT, "error", f"It could not be checked to the end: {fault(error)}")]


def _check_teis(paths: Sequence[Path], debug: bool) -> _Found:
    if not paths:
        return [], {}
    schemas: list[tei.Schema | tei.Rules] = [tei.our_schema(), tei.our_rules(), *tei.tei_all()]
    findings: list[Finding] = []
    for path in paths:
        findings += _check_file(path) or _alone(path, debug, partial(tei.check, path, schemas))
    unread = {finding.file for finding in findings if finding.check in UNMADE}
    foreign = {finding.file for finding in findings if finding.check == tei.FOREIGN}
    read = tuple(path for path in paths if path not in unread)
    ours = tuple(path for path in read if path not in foreign)
    own = dict.fromkeys([schema.name for schema in schemas if schema.own] + list(tei.CHECKS), ours)
    all_ = dict.fromkeys([schema.name for schema in schemas if not schema.own], read)
    return findings, {name: files for name, files in {**own, **all_}.items() if files}


def products(path: Path) -> list[Path]:
    """The products beside a TEI file, or in `output/` if that lies in `tei/` as in a project."""
    folders = [path.parent] + (
        [path.absolute().parent.parent / "output"] if path.absolute().parent.name == "tei" else []
    )
    found = (folder / f"{path.stem}{suffix}" for suffix in agreement.sayings() for folder in folders)
    return [product for product in found if product.is_file()]


def _check_agreement(paths: Sequence[Path], debug: bool) -> _Found:
    """Whether our products say what our TEI reads. A TEI file that cannot be read has been told of already."""
    findings: list[Finding] = []
    compared: list[Path] = []
    for path in paths:
        if _check_file(path):
            continue
        try:
            root = versions.current(parse(read_regular(path)))
        except (OSError, ValueError, etree.XMLSyntaxError):
            continue
        for product in products(path) if tei.is_ours(root) else ():
            found = _check_file(product) or _alone(product, debug, partial(_agreement, root, product))
            findings += found
            compared += [product] if _was_made(found) else []
    return findings, {agreement.CHECK: tuple(compared)} if compared else {}


def _check_extraction(paths: Sequence[Path], debug: bool) -> _Found:
    """Whether texts are what is extracted from their original files. A TEI file that cannot be read has been told of
    already."""
    findings: list[Finding] = []
    compared: list[Path] = []
    for path in paths:
        try:
            root = parse(read_regular(path))
        except (OSError, ValueError, etree.XMLSyntaxError):
            continue
        if file := extraction.original(root, path):
            found = _alone(path, debug, partial(extraction.check, root, path, file))
            findings += found
            compared += [path] if _was_made(found) else []
    return findings, {extraction.CHECK: tuple(compared)} if compared else {}


def _agreement(root: etree._Element, product: Path) -> Iterable[Finding]:
    return agreement.check(root, product, read_regular(product))


class Checker(Protocol):
    """A module that lets a program from outside check many files at once. `check` raises ToolError if it is not
    there; `program` gives its name with its version."""

    def check(self, files: Sequence[Path], /) -> list[Finding]: ...

    def program(self) -> str: ...


def _checker(of: Program) -> Checker:
    found: Checker = attribute(of.module)
    return found


def _check_by(programs: Iterable[tuple[Program, Sequence[Path]]]) -> _Found:
    """What programs from outside find, one after the other: each keeps all processors busy. A notice if one is not
    there."""
    findings: list[Finding] = []
    checked: dict[str, tuple[Path, ...]] = {}
    for program, paths in programs:
        if not paths:
            continue
        try:
            findings += _checker(program).check(paths)
            checked[program.name] = tuple(paths)
        except ToolError as error:
            findings.append(Finding(None, program.name, "notice", str(error)))
    return findings, checked


def _readable(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if not _check_file(path)]


def _check_each(
    name: str, paths: Sequence[Path], check: Callable[[Path, bytes], Iterable[Finding]], debug: bool
) -> _Found:
    findings: list[Finding] = []
    checked: list[Path] = []
    for path in paths:
        found = _check_file(path) or _alone(path, debug, partial(_read_and, check, path))
        findings += found
        checked += [path] if _was_made(found) else []
    return findings, {name: tuple(checked)} if checked else {}


def _read_and(check: Callable[[Path, bytes], Iterable[Finding]], path: Path) -> Iterable[Finding]:
    return check(path, read_regular(path))


def _was_made(found: Iterable[Finding]) -> bool:
    """Whether a check was made to its end, whatever it found."""
    return all(finding.check not in UNMADE for finding in found)


def _check_file(path: Path) -> list[Finding]:
    """A finding if a file cannot be read."""
    try:
        read_regular(path)
        return []
    except OSError as error:
        return [Finding(path, tei.LOADED, "error", f"It cannot be read ({error.strerror}). Build it first, or again.")]
