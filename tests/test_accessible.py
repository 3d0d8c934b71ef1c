"""Ace and axe: what is wrong is found, what is right passes, what is missing is a notice."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from ecdosis.book.book import Book, Paragraph
from ecdosis.book.inlines import Styled
from ecdosis.book.reader import book
from ecdosis.errors import ToolError
from ecdosis.formats import epub, from_file
from ecdosis.storage.files import cache_folder
from ecdosis.tei.names import parse
from ecdosis.tools import ace, axe, node
from ecdosis.validation import editions as validate
from ecdosis.validation.findings import Finding

FOREIGN = Path(__file__).parent / "foreign"
SOME = ("figures", "languages", "notes", "print-dta", "rtl-hebrew", "tables")
SAMPLE = Path(__file__).parent / "data" / "sample.xml"
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>@media (prefers-color-scheme: dark) { body { background: #111; color: DARK; } }</style></head>
<body><main><h1>A page</h1><p>Some words.</p>MORE</main></body></html>"""


@pytest.fixture
def browser() -> None:
    """The test needs Node.js, the packages and Chromium; in CI they have to be there."""
    try:
        node.node(), node.chromium(), node.installed()
    except ToolError as error:
        if os.environ.get("ECDOSIS_CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def sample() -> Book:
    return book(parse(SAMPLE.read_bytes()))


def rules(found: Iterable[Finding], path: Path) -> set[str]:
    """The rules that a file breaks, by their names in brackets at the end of each message."""
    return {finding.message.rpartition("[")[2].rstrip("]") for finding in found if finding.file == path}


@pytest.mark.usefixtures("browser")
def test_ace_finds_what_is_wrong_in_one_of_several_books(sample: Book, tmp_path: Path) -> None:
    """A link without words, a language that is none: neither can a book of ours have."""
    good, bad, none = tmp_path / "good.epub", tmp_path / "bad, ü.epub", tmp_path / "none.epub"
    good.write_bytes(epub.epub(sample)[0])
    faults = (
        Paragraph("", (Styled("words", language="eng"),)),
        Paragraph("", (Styled(" ", target="https://example.org/"),)),
    )
    bad.write_bytes(epub.epub(replace(sample, blocks=(*sample.blocks, *faults)))[0])
    none.write_text("no book", encoding="utf-8")
    found = ace.check([good, bad, none])
    assert rules(found, good) == set()
    assert rules(found, bad) == {"valid-lang", "link-name"}
    assert [f.message.split(":")[0] for f in found if f.file == none] == ["Ace broke off"]
    assert {finding.severity for finding in found} == {"error"}


@pytest.mark.usefixtures("browser")
def test_ace_finds_nothing_in_what_others_encoded(tmp_path: Path) -> None:
    """In CI all samples, elsewhere some: a book takes some seconds."""
    paths = []
    for name in sorted(path.stem for path in FOREIGN.glob("*.xml")) if os.environ.get("ECDOSIS_CI") else SOME:
        paths.append(tmp_path / f"{name}.epub")
        paths[-1].write_bytes(epub.epub(from_file(FOREIGN / f"{name}.xml", "critical")[0])[0])
    assert [(f.file and f.file.name, f.message, f.context) for f in ace.check(paths)] == []


@pytest.mark.usefixtures("browser")
def test_axe_finds_what_is_wrong_in_one_of_several_pages(tmp_path: Path) -> None:
    pages = {
        "good": PAGE.replace("MORE", "").replace("DARK", "#ddd"),
        "picture": PAGE.replace("MORE", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">').replace(
            "DARK", "#ddd"
        ),
        "dark": PAGE.replace("MORE", "").replace("DARK", "#222"),
    }
    for name, page in pages.items():
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    paths = [tmp_path / f"{name}.html" for name in pages]
    found = axe.check(paths)
    assert [rules(found, path) for path in paths] == [set(), {"image-alt"}, {"color-contrast"}]
    [contrast] = [finding for finding in found if finding.file == paths[2]]
    assert "(dark 360, dark 1440 px)" in contrast.message


def test_without_a_browser_there_is_a_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is missing is named, with what to do; nothing fails."""
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    monkeypatch.setenv(node.BROWSER, str(tmp_path / "absent"))
    monkeypatch.setattr(node, "node", lambda: "node")
    report = validate.validate_files([page])
    assert not report.failed
    [notice] = [finding for finding in report.findings if finding.check == "axe"]
    assert (notice.severity, notice.file) == ("notice", None)
    assert node.BROWSER in notice.message
    assert "axe" not in report.checked


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(node.BROWSER, raising=False)
    monkeypatch.setenv("ECDOSIS_CACHE", str(tmp_path))
    for asked, told in ((node.node, "Node.js is missing"), (node.chromium, "Chromium is missing")):
        with pytest.raises(ToolError, match=told):
            asked()
    with pytest.raises(ToolError, match="ecdosis tools install ace"):
        node.installed()
    with pytest.raises(ToolError, match="npm is missing"):
        node.fetch()
    for version, told in (("v18.20.1", "too old"), ("", "too old")):
        (tmp_path / "node").write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
        (tmp_path / "node").chmod(0o755)
        with pytest.raises(ToolError, match=told):
            node.node()


def test_packages_are_kept_by_their_lock(tmp_path: Path) -> None:
    """Another lock is another installation, so that nobody checks with old packages."""
    room = tmp_path / "room"
    room.mkdir()
    folders = []
    for content in ("{}", "{ }"):
        (room / "package-lock.json").write_text(content, encoding="utf-8")
        folders.append(node.folder(room))
    assert len(set(folders)) == 2
    assert {folder.parent for folder in folders} == {cache_folder()}


def test_a_script_that_breaks_off_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "node").write_text("#!/bin/sh\necho 'Error: it rained' >&2\nexit 1\n", encoding="utf-8")
    (tmp_path / "node").chmod(0o755)
    monkeypatch.setattr(node, "node", lambda: str(tmp_path / "node"))
    monkeypatch.setattr(node, "chromium", lambda: "chromium")
    monkeypatch.setattr(node, "installed", lambda: tmp_path)
    with pytest.raises(ToolError, match="it rained"):
        ace.check([tmp_path / "book.epub"])
