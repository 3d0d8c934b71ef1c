"""Every check of the files of editions, TEI and products, in one report. Nothing here changes a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from lxml import etree

from ecdosis import VERSION
from ecdosis.errors import ToolError, fault
from ecdosis.storage.files import read_regular
from ecdosis.tei import validate as tei
from ecdosis.tei import versions
from ecdosis.tei.names import TEI_ALL_VERSION, parse
from ecdosis.tools import ace, axe, epubcheck, node, verapdf
from ecdosis.tools.packages import version_of
from ecdosis.validation import agreement
from ecdosis.validation.findings import Finding, Report
from ecdosis.validation.products import check_html, check_pdf

PROGRAMS: Final = MappingProxyType[str, Callable[[], str]](
    {
        epubcheck.CHECK: lambda: f"EPUBCheck {version_of('epubcheck')}",
        ace.CHECK: lambda: f"Ace {node.version('@daisy/ace-core')}",
        axe.CHECK: lambda: f"axe-core {node.version('axe-core')}",
        verapdf.CHECK: lambda: f"veraPDF {verapdf.version()}",
        **dict.fromkeys((tei.TEI_ALL, tei.TEI_ALL_RULES), lambda: f"TEI All {TEI_ALL_VERSION}"),
    }
)
"""The checks that programs of others make -> such a program with its version."""
FAULT: Final = "program"
"""The name of the check that a check itself does not fail."""
UNMADE: Final = (tei.LOADED, tei.FORM, FAULT)
"""The checks that find that nothing else could be checked."""


def validate_files(
    teis: Sequence[Path] = (),
    epubs: Sequence[Path] = (),
    pdfs: Sequence[Path] = (),
    htmls: Sequence[Path] = (),
    *,
    debug: bool = False,
) -> Report:
    """Check files of each sort, and whether the products beside a TEI file say what it reads. An error that nobody
    foresaw is a finding about the one file in which it arose, and the others are checked; with `debug` it is raised.

    Where something from outside is missing (Java, Chromium, a package) there is a notice, and the rest is checked. What
    needs Java or a browser runs beside the rest, since each takes seconds to start.
    """
    findings: list[Finding] = []
    checked: dict[str, tuple[Path, ...]] = {}
    with ThreadPoolExecutor(max_workers=2) as beside:
        by_java = beside.submit(_check_in_java, _readable(epubs), _readable(pdfs))
        by_browser = beside.submit(_check_in_browser, _readable(epubs), _readable(htmls))
        for found, names in (
            _check_teis(teis, debug),
            _check_each("PDF", pdfs, check_pdf, debug),
            _check_each("HTML", htmls, check_html, debug),
            _check_agreement(teis, debug),
            ([finding for path in epubs for finding in _check_file(path)], {}),
            by_java.result(),
            by_browser.result(),
        ):
            findings += found
            checked |= names
    programs = {name: PROGRAMS[name]() if name in PROGRAMS else f"Ecdosis {VERSION}" for name in checked}
    return Report(tuple(findings), MappingProxyType(checked), MappingProxyType(programs))


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
    found = (folder / f"{path.stem}{suffix}" for suffix in agreement.OF for folder in folders)
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


def _agreement(root: etree._Element, product: Path) -> Iterable[Finding]:
    return agreement.check(root, product, read_regular(product))


class _Checker(Protocol):
    """A program from outside that checks many files at once; its name is in `CHECK`."""

    CHECK: str

    def check(self, files: Sequence[Path], /) -> list[Finding]: ...


def _check_by(checker: _Checker, paths: Sequence[Path]) -> _Found:
    """What a program from outside finds; a notice if it is not there."""
    if not paths:
        return [], {}
    try:
        return checker.check(paths), {checker.CHECK: tuple(paths)}
    except ToolError as error:
        return [Finding(None, checker.CHECK, "notice", str(error))], {}


def _check_in_java(epubs: Sequence[Path], pdfs: Sequence[Path]) -> _Found:
    """One after the other, for the same reason as in the browser."""
    (books, of_books), (sheets, of_sheets) = _check_by(epubcheck, epubs), _check_by(verapdf, pdfs)
    return books + sheets, of_books | of_sheets


def _check_in_browser(epubs: Sequence[Path], htmls: Sequence[Path]) -> _Found:
    """One after the other: each keeps all processors busy."""
    (books, of_books), (pages, of_pages) = _check_by(ace, epubs), _check_by(axe, htmls)
    return books + pages, of_books | of_pages


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
