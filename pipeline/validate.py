"""Every check of the files of editions, TEI and products, in one report. Nothing here changes a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from lxml import etree

from pipeline.errors import ToolError
from pipeline.findings import Finding, Report
from pipeline.publish import agreement
from pipeline.publish.validate import check_html, check_pdf
from pipeline.tei import validate as tei
from pipeline.tei.names import parse
from pipeline.tools import ace, axe, epubcheck, tei_all, verapdf

LOADED: Final = "file"
"""The name of the check that a file is there and can be read."""


def validate_files(
    teis: Sequence[Path] = (),
    epubs: Sequence[Path] = (),
    pdfs: Sequence[Path] = (),
    htmls: Sequence[Path] = (),
    cache: Path | None = None,
) -> Report:
    """Check files of each sort, and whether the products beside a TEI file say what it reads. TEI All is kept in
    `cache` (None: `tei_all.cache_folder()`).

    Where something from outside is missing (Java, Chromium, a package; TEI All without a network) there is a notice,
    and the rest is checked. What needs Java or a browser runs beside the rest, since each takes seconds to start.
    """
    findings: list[Finding] = []
    checked: dict[str, int] = {}
    with ThreadPoolExecutor(max_workers=2) as beside:
        by_java = beside.submit(_check_in_java, _readable(epubs), _readable(pdfs))
        by_browser = beside.submit(_check_in_browser, _readable(epubs), _readable(htmls))
        for found, names in (
            _check_teis(teis, cache or tei_all.cache_folder()),
            _check_each("PDF", pdfs, check_pdf),
            _check_each("HTML", htmls, check_html),
            _check_agreement(teis),
            ([finding for path in epubs for finding in _check_file(path)], {}),
            by_java.result(),
            by_browser.result(),
        ):
            findings += found
            checked |= names
    return Report(tuple(findings), MappingProxyType(checked))


_Found = tuple[list[Finding], dict[str, int]]
"""What was found, and by which checks on how many files."""


def _check_teis(paths: Sequence[Path], cache: Path) -> _Found:
    if not paths:
        return [], {}
    schemas: list[tei.Schema | tei.Rules] = [tei.our_schema(), tei.our_rules()]
    findings: list[Finding] = []
    try:
        schemas += tei.tei_all(tei_all.locate(cache))
    except ToolError as error:
        findings.append(Finding(None, "TEI All", "notice", str(error)))
    for path in paths:
        findings += tei.check(path, schemas)
    foreign = {finding.file for finding in findings if finding.check == tei.FOREIGN}
    own = dict.fromkeys([schema.name for schema in schemas if schema.own] + list(tei.CHECKS), len(paths) - len(foreign))
    all_ = dict.fromkeys([schema.name for schema in schemas if not schema.own], len(paths))
    return findings, {name: count for name, count in {**own, **all_}.items() if count}


def products(path: Path) -> list[Path]:
    """The products beside a TEI file, or in `output/` if that lies in `tei/` as in a project."""
    folders = [path.parent] + (
        [path.absolute().parent.parent / "output"] if path.absolute().parent.name == "tei" else []
    )
    found = (folder / f"{path.stem}{suffix}" for suffix in agreement.OF for folder in folders)
    return [product for product in found if product.is_file()]


def _check_agreement(paths: Sequence[Path]) -> _Found:
    """Whether our products say what our TEI reads. A TEI file that cannot be read has been told of already."""
    findings: list[Finding] = []
    compared = 0
    for path in paths:
        try:
            root = parse(path.read_bytes())
        except (OSError, etree.XMLSyntaxError):
            continue
        for product in products(path) if tei.is_ours(root) else ():
            findings += _check_file(product) or agreement.check(root, product, product.read_bytes())
            compared += 1
    return findings, {agreement.CHECK: compared} if compared else {}


class _Checker(Protocol):
    """A program from outside that checks many files at once; its name is in `CHECK`."""

    CHECK: str

    def check(self, files: Sequence[Path], /) -> list[Finding]: ...


def _check_by(checker: _Checker, paths: Sequence[Path]) -> _Found:
    """What a program from outside finds; a notice if it is not there."""
    if not paths:
        return [], {}
    try:
        return checker.check(paths), {checker.CHECK: len(paths)}
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


def _check_each(name: str, paths: Sequence[Path], check: Callable[[Path, bytes], Iterable[Finding]]) -> _Found:
    findings: list[Finding] = []
    for path in paths:
        unreadable = _check_file(path)
        findings += unreadable or check(path, path.read_bytes())
    return findings, {name: len(paths)} if paths else {}


def _check_file(path: Path) -> list[Finding]:
    """A finding if a file cannot be read."""
    try:
        with path.open("rb"):
            return []
    except OSError as error:
        return [Finding(path, LOADED, "error", f"It cannot be read ({error.strerror}). Build it first, or again.")]
