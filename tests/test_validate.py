"""Validation: what is right passes, what is wrong is told with its place, what is missing outside is a notice."""

from __future__ import annotations

import hashlib
import os
import zipfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ecdosis.book.reader import book
from ecdosis.errors import ToolError
from ecdosis.formats.pdf import pdf
from ecdosis.model.document import Document
from ecdosis.model.source import decode, opened
from ecdosis.stages.blocks.division import divide
from ecdosis.storage.files import cache_folder
from ecdosis.tei import validate as tei
from ecdosis.tei.body import encode
from ecdosis.tei.names import TEI_ALL_VERSION, parse
from ecdosis.tools import epubcheck, verapdf
from ecdosis.validation import editions as validate
from ecdosis.validation.findings import Finding, Report
from ecdosis.validation.products import check_html, check_pdf

SAMPLE_FILE = Path(__file__).parent / "data" / "sample.xml"
SAMPLE = SAMPLE_FILE.read_text(encoding="utf-8")
OURS, RULES = tei.our_schema(), tei.our_rules()


def checks(text: str, folder: Path) -> set[str]:
    """The checks that find something in an altered TEI file."""
    path = folder / "altered.xml"
    path.write_text(text, encoding="utf-8")
    return {finding.check for finding in tei.check(path, [OURS, RULES])}


def skip(error: ToolError) -> NoReturn:
    """Skip a test for want of something from outside; in CI it has to be there."""
    if os.environ.get("ECDOSIS_CI"):
        raise error
    pytest.skip(str(error))


@pytest.fixture(scope="session")
def everything() -> tuple[tei.Schema, tei.Rules]:
    """TEI All."""
    return tei.tei_all()


@pytest.fixture
def java() -> None:
    """The test needs Java."""
    try:
        epubcheck.java()
    except ToolError as error:
        skip(error)


def test_the_sample_passes_with_tei_all() -> None:
    report = validate.validate_files([SAMPLE_FILE])
    assert report == Report((), report.checked, report.programs)
    assert set(report.programs) == set(report.checked)
    assert set(report.checked) == {OURS.name, RULES.name, "TEI All", "TEI All’s rules", "digest", "source", "reading"}


def test_tei_all_is_that_of_the_consortium() -> None:
    """Byte for byte the file of version 4.3.0 as it was published, with its licence."""
    data = files("ecdosis.tei").joinpath("tei_all.rng").read_bytes()
    assert hashlib.sha256(data).hexdigest() == "facc222ce0c2d3647f772bc9e8b584722bf2d71e65a4f73b26d41a7ed869d4a1"
    assert f"{TEI_ALL_VERSION}. Last updated on\n        31st August 2021" in data[:1000].decode()
    assert "BSD-2 licence" in data[:2000].decode()


def test_tei_all_refuses_what_is_no_tei(everything: tuple[tei.Schema, tei.Rules], tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(SAMPLE.replace("<p>It was", "<p><invented/>It was"), encoding="utf-8")
    [finding] = [f for f in tei.check(path, everything) if f.check == "TEI All"]
    assert "invented" in finding.message
    assert SAMPLE.splitlines()[(finding.line or 0) - 1].startswith("<lb/><p>It was")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<p>It was", "<p><emph>It</emph> was", {OURS.name, RULES.name, "digest"}),
        ("a good boat", "a bad boat", {"digest", "source"}),
        ("fi</reg>", "fl</reg>", {"digest"}),
        ('value="93"', 'value="94"', {"source"}),
        ('target="#c61 #c120"', 'target="#c61 #c121"', {RULES.name}),
        ('<note type="charset">utf-8', '<note type="charset">utf-9', {"source"}),
        ('xml:id="char-b93"', 'xml:id="char-b94"', {RULES.name, "source"}),
        ('xml:id="c122"', 'xml:id="c120"', {"form"}),
        ("go and\n", "go and ", {"digest", RULES.name, "source"}),
        ("go and\n", "go\nand\n", {"digest", RULES.name, "source"}),
        ("</note></div></div>\n", "</note></div>\n</div>", {"digest", RULES.name}),
    ],
)
def test_what_was_altered_shows(old: str, new: str, found: set[str], tmp_path: Path) -> None:
    assert old in SAMPLE
    assert checks(SAMPLE.replace(old, new, 1), tmp_path) == found


def test_what_is_not_xml_and_what_is_not_there(tmp_path: Path) -> None:
    assert checks(SAMPLE[:-8], tmp_path) == {"form"}
    [finding] = tei.check(tmp_path / "none.xml", [OURS, RULES])
    assert finding.check == "file"


def test_what_others_made_is_held_against_tei_all_alone(
    everything: tuple[tei.Schema, tei.Rules], tmp_path: Path
) -> None:
    path = tmp_path / "letter.xml"
    letter = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>'
        "<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
        "<text><body><p>It was\na good <ref target='https://example.org/'>boat</ref>.</p></body></text></TEI>"
    )
    schemas: list[tei.Schema | tei.Rules] = [OURS, RULES, *everything]
    for text, told in (
        (letter, []),
        (letter.replace("<ref", "<ref cRef='x'"), ["TEI All’s rules"]),
        (letter.replace("ref>", "rf>").replace("<ref", "<rf"), ["TEI All"]),
    ):
        path.write_text(text, encoding="utf-8")
        notice, *others = tei.check(path, schemas)
        assert (notice.severity, [finding.check for finding in others]) == ("notice", told)
    report = validate.validate_files([path])
    assert report.failed
    assert report.checked == dict.fromkeys(("TEI All", "TEI All’s rules"), (path,))
    path.write_text("<html/>", encoding="utf-8")
    [finding] = tei.check(path, schemas)
    assert "root is “html”" in finding.message


def test_a_finding_has_words_of_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(SAMPLE.replace(' target="#n520"', ' target="#n521"'), encoding="utf-8")
    finding = next(f for f in tei.check(path, [RULES]) if "n521" in f.message)
    assert finding.context == "nothing1 of it,"
    assert SAMPLE.splitlines()[(finding.line or 0) - 1].startswith('<lb/><p><hi rend="uppercase"')


def test_what_looks_odd_is_a_warning_and_no_failure(tmp_path: Path) -> None:
    """Quotations that are not closed, pages out of order; the digest is not what is tested here."""
    path = tmp_path / "x.xml"
    odd = SAMPLE.replace('"Well," said', '"Well, said').replace('<pb n="14" ', '<pb n="12" ')
    path.write_text(odd, encoding="utf-8")
    found = [f for f in tei.check(path, [OURS, RULES]) if f.check == "reading"]
    assert [(f.severity, f.message) for f in found] == [
        ("warning", 'The mark " opens a quotation that is never closed in this paragraph.'),
        ("warning", "Page 12 comes after page 13."),
    ]
    assert "said the smith" in found[0].context
    assert not Report(tuple(found)).failed


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    declared = f'<!DOCTYPE TEI [<!ENTITY e SYSTEM "{secret.as_uri()}">]>\n<TEI'
    altered = SAMPLE.replace("<TEI", declared, 1).replace("good boat", "&e; boat")
    assert checks(altered, tmp_path) == {"form"}
    assert b"secret" not in etree.tostring(parse(altered.encode())).replace(bytes(secret), b"")


@given(st.lists(st.sampled_from(["a", " ", "\n", "\r\n", "\r", "\f", "\0", "\ufeff", "I. A", "\xa0"]), max_size=20))
def test_lines_and_pointers_of_what_we_write_are_right(parts: list[str]) -> None:
    source = decode("".join(parts).encode(), charset="utf-8")
    text = opened(source)
    body = encode(Document(text, divide(text).blocks), source.line_end).xml
    root = parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>{body}</text></TEI>'.encode())
    said = [failure.message.replace("#rule-line", "") for failure in RULES.schematron.failures(root)]
    assert not [message for message in said if "line" in message]


# ---------------------------------------------------------------- EPUB

CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:6cc60fed-b526-4f5f-8557-50af9806584c'
    "</dc:identifier><dc:title>T</dc:title><dc:language>en</dc:language>"
    '<meta property="dcterms:modified">2026-11-23T00:00:00Z</meta></metadata><manifest>'
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
    '<spine><itemref idref="nav"/></spine></package>'
)
NAVIGATION = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>T</title></head>'
    '<body><nav epub:type="toc"><ol><li><a href="nav.xhtml">T</a></li></ol></nav></body></html>'
)


def epub(path: Path, navigation: str = NAVIGATION) -> Path:
    """The smallest EPUB."""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/epub+zip")
        for name, data in (("META-INF/container.xml", CONTAINER), ("book.opf", PACKAGE), ("nav.xhtml", navigation)):
            packed.writestr(name, data)
    return path


@pytest.mark.usefixtures("java")
def test_several_epubs_at_once(tmp_path: Path) -> None:
    good = epub(tmp_path / "a good one, ü.epub")
    broken = epub(tmp_path / "broken.epub", NAVIGATION.replace("nav.xhtml", "none.xhtml"))
    no_zip = tmp_path / "no-zip.epub"
    no_zip.write_text("x", encoding="utf-8")
    absent = tmp_path / "absent.epub"
    report = validate.validate_files([broken, good, no_zip, absent])
    assert report.failed
    told = [finding for finding in report.findings if finding.check in (epubcheck.CHECK, tei.LOADED)]
    assert {finding.file for finding in told} == {broken, no_zip, absent}
    assert report.checked[epubcheck.CHECK] == (broken, good, no_zip)
    assert any(
        "none.xhtml" in finding.message and finding.message.startswith("nav.xhtml, line 1: ") for finding in told
    )


@pytest.mark.usefixtures("java")
def test_what_epubcheck_calls_usage_is_a_notice(tmp_path: Path) -> None:
    """A list of landmarks without a word to it is allowed, but told."""
    deprecated = NAVIGATION.replace(
        "<body>", '<body><p xmlns:epub="http://www.idpf.org/2007/ops" epub:type="endnote">x</p>'
    )
    assert deprecated != NAVIGATION
    found = epubcheck.check([epub(tmp_path / "usage.epub", deprecated)])
    assert [(finding.severity, "endnote" in finding.message) for finding in found] == [("notice", True)]


@pytest.mark.usefixtures("java")
def test_each_epub_by_itself_where_java_cannot_compile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epubcheck, "PROGRAM", tmp_path / "Absent.java")
    assert epubcheck.check([epub(tmp_path / "good.epub")]) == []


def test_without_java_there_is_a_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    report = validate.validate_files([epub(tmp_path / "good.epub")])
    [notice] = [finding for finding in report.findings if finding.check == epubcheck.CHECK]
    assert "Java is missing" in notice.message
    assert (report.failed, report.checked) == (False, {})


def test_a_java_that_does_not_work_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    for script, told in (("exit 1", "does not work"), ("echo 'openjdk version \"1.8.0_1\"' >&2", "too old")):
        fake = tmp_path / "bin" / "java"
        fake.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        fake.chmod(0o755)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
        with pytest.raises(ToolError, match=told):
            epubcheck.java()


# ---------------------------------------------------------------- veraPDF


@pytest.fixture
def vera() -> None:
    """The test needs veraPDF."""
    try:
        epubcheck.java()
        if not verapdf.installed():
            raise ToolError(verapdf.REMEDY)
    except ToolError as error:
        skip(error)


@pytest.fixture(scope="session")
def sample_pdf() -> bytes:
    return pdf(replace(book(parse(SAMPLE.encode())), tei=SAMPLE.encode()))[0]


@pytest.mark.usefixtures("vera")
def test_pdfs_are_checked_by_what_they_claim(tmp_path: Path, sample_pdf: bytes) -> None:
    """A good one passes; one whose tags are lost and one that is cut short are found; one that claims nothing is told,
    since it was not checked."""
    damaged = {
        "good": sample_pdf,
        "untagged": sample_pdf.replace(b"/StructTreeRoot", b"/StructTreeRoox"),
        "short": sample_pdf[: len(sample_pdf) // 2] + b"pdfaid:part",
        "nothing": sample_pdf.replace(b"pdfaid:part", b"pdfaid:pxrt").replace(b"pdfuaid:part", b"pdfuaid:pxrt"),
    }
    paths = [tmp_path / f"{name}.pdf" for name in damaged]
    for path, data in zip(paths, damaged.values(), strict=True):
        path.write_bytes(data)
    found = verapdf.check(paths)
    wrong = {finding.file for finding in found if finding.severity == "error"}
    assert wrong == {tmp_path / "untagged.pdf", tmp_path / "short.pdf"}
    told = [finding.message for finding in found if finding.file == tmp_path / "nothing.pdf"]
    assert told == ["It does not claim to be a PDF/A or a PDF/UA, so that was not checked."]
    assert any("PDF/A-3a, 6.7.3" in finding.message for finding in found)
    assert any(finding.message.startswith("PDF/UA-1, 7.1: ") for finding in found)
    assert any("veraPDF broke off" in finding.message for finding in found)


@pytest.mark.usefixtures("vera")
def test_the_pdfs_of_validate_are_checked(tmp_path: Path, sample_pdf: bytes) -> None:
    path = tmp_path / "x y.pdf"
    path.write_bytes(sample_pdf)
    report = validate.validate_files([path])
    assert (report.findings, report.checked["veraPDF"]) == ((), (path,))


def test_without_verapdf_there_is_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_pdf: bytes, java: None
) -> None:
    monkeypatch.setenv("ECDOSIS_CACHE", str(tmp_path))
    path = tmp_path / "x.pdf"
    path.write_bytes(sample_pdf)
    [notice] = validate.validate_files([path]).findings
    assert (notice.severity, notice.check) == ("notice", "veraPDF")
    assert "ecdosis tools install verapdf" in notice.message


def test_without_maven_it_cannot_be_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECDOSIS_CACHE", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match="Maven is missing"):
        verapdf.fetch()


# ---------------------------------------------------------------- where things are


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/x/cache")
    monkeypatch.delenv("ECDOSIS_CACHE", raising=False)
    assert cache_folder() == Path("/x/cache/ecdosis")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # to be ignored, says the specification
    assert cache_folder() == Path.home() / ".cache" / "ecdosis"
    monkeypatch.setenv("ECDOSIS_CACHE", "/y")
    assert cache_folder() == Path("/y")


# ---------------------------------------------------------------- PDF, HTML

PAGE = b'<!DOCTYPE html>\n<html lang="en"><head><title>T</title></head><body id="b"><a href="#b">x</a></body></html>\n'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"", b"", []),
        (b"</html>", b"", ["not a whole"]),
        (b' lang="en"', b"", ["language"]),
        (b'"#b"', b'"#c"', ["#c"]),
        (b"<a ", b'<a id="b" ', ["more than once"]),
        (b"</body>", b'<img src="https://example.org/x.png"></body>', ["stand alone"]),
        (b"</head>", b'<link rel="stylesheet" href="x.css"></head>', ["stand alone"]),
        (b"</body>", b'<img src="data:image/png;base64,"><a href="https://example.org/">x</a></body>', []),
        (b"</body>", b'<a href="no/such%20file.epub">x</a></body>', ["does not lie beside"]),
    ],
)
def test_web_pages(old: bytes, new: bytes, told: list[str]) -> None:
    findings = list(check_html(Path("x.html"), PAGE.replace(old, new, 1)))
    assert len(findings) == len(told)
    assert all(words in finding.message for words, finding in zip(told, findings, strict=True))


def test_pdfs() -> None:
    whole = b"%PDF-1.7\n/StructTreeRoot\n<pdfuaid:part>1</pdfuaid:part>\nstartxref\n9\n%%EOF\n"

    def severities(data: bytes) -> list[str]:
        return [finding.severity for finding in check_pdf(Path("x.pdf"), data)]

    assert severities(whole) == []
    assert severities(whole.replace(b"/StructTreeRoot", b"")) == ["notice"]
    assert severities(whole[:-20]) == ["error"]
    assert severities(b"<html>") == ["error"]


def test_where_a_finding_is() -> None:
    assert Finding(Path("a.xml"), "x", "error", "m", 3).where == "a.xml:3"
    assert Finding(Path("a.xml"), "x", "error", "m").where == "a.xml"
    assert Finding(None, "x", "notice", "m").where == ""
