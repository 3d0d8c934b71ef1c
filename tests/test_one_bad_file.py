"""An error about one file is one of that file alone: the others are done, and the exit status is the worst."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

from ecdosis import formats as publish
from ecdosis.cli import main
from ecdosis.tei import validate as tei
from ecdosis.tei.schematron import load
from ecdosis.validation import editions as validate
from ecdosis.validation.findings import Finding

TEI = "http://www.tei-c.org/ns/1.0"
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)
FILES = ("a", "bad", "b")


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three letters, in the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in FILES:
        text = f'<TEI xmlns="{TEI}">{HEADER}<text><body><p>Dear {name}.</p></body></text></TEI>'
        Path(f"{name}.xml").write_text(text, encoding="utf-8")
    return [f"{name}.xml" for name in FILES]


@pytest.fixture
def grammar_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are held against a grammar that takes only a header, in the place of TEI All."""
    grammar = etree.fromstring(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"><start><element '
        'name="TEI"><ref name="any"/></element></start><define name="any"><element><nsName/><zeroOrMore><choice><text/>'
        '<ref name="any"/></choice></zeroOrMore></element></define></grammar>'
    )
    monkeypatch.setattr(tei, "tei_all", lambda: (tei.Schema(tei.TEI_ALL, etree.RelaxNG(grammar)),))


def test_publish_goes_on_after_an_error_that_nobody_foresaw(
    three: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = publish.from_file
    monkeypatch.setattr(publish, "from_file", lambda path, view: read(path, view) if path.stem != "bad" else 1 / 0)
    arguments = ["publish", *three, "-o", "out", "--to", "txt"]
    assert main(arguments) == 1
    assert {path.name for path in Path("out").iterdir()} >= {"a.txt", "b.txt"}
    said = capsys.readouterr().err
    assert said.startswith("ecdosis: bad.xml: a fault of the program (ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        main(["--debug", *arguments])


@pytest.mark.usefixtures("grammar_alone")
def test_validate_goes_on_after_an_error_that_nobody_foresaw(three: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    check = tei.check
    monkeypatch.setattr(tei, "check", lambda path, schemas: check(path, schemas) if path.stem != "bad" else 1 / 0)
    paths = list(map(Path, three))
    report = validate.validate_files(paths)
    [fault] = [finding for finding in report.findings if finding.file == Path("bad.xml")]
    assert (fault.check, fault.severity) == (validate.FAULT, "error")
    assert "ZeroDivisionError" in fault.message
    assert report.checked[tei.TEI_ALL] == (Path("a.xml"), Path("b.xml"))
    assert {finding.file for finding in report.findings if finding.check == tei.TEI_ALL} == {paths[0], paths[2]}
    with pytest.raises(ZeroDivisionError):
        main(["--debug", "validate", *three])


def test_a_product_whose_check_fails_was_not_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [tmp_path / f"{name}.html" for name in FILES]
    for page in pages:
        page.write_text("<p>No whole page.</p>", encoding="utf-8")

    def check(path: Path, _: bytes) -> list[Finding]:
        return [Finding(path, "HTML", "error", "It is odd.")] if path.stem != "bad" else 1 / 0  # type: ignore[return-value]

    monkeypatch.setattr("ecdosis.validation.products.check_html", check)
    monkeypatch.setattr("ecdosis.validation.editions._check_by", lambda _: ([], {}))
    report = validate.validate_files(pages)
    assert [finding.check for finding in report.findings] == ["HTML", validate.FAULT, "HTML"]
    assert report.checked == {"HTML": (pages[0], pages[2])}


@pytest.mark.usefixtures("grammar_alone")
def test_validate_goes_on_after_files_that_are_none(
    three: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.xml")  # which would be waited for
    assert main(["validate", three[0], "none.xml", "x.docx", "pipe.xml", three[2]]) == 3
    said = capsys.readouterr()
    assert "none.xml: there is no such file" in said.err
    assert "x.docx: only .xml, .epub, .pdf, .html files can be checked." in said.err
    assert "pipe.xml: file: error: It cannot be read (it is a pipe, not a file)" in said.out
    assert "a.xml:1: TEI All: error" in said.out
    assert "b.xml:1: TEI All: error" in said.out
    assert main(["validate", "x.docx"]) == 2


@pytest.mark.usefixtures("grammar_alone")
@pytest.mark.parametrize(
    ("declared", "near"),
    [
        (' xmlns:xi="http://www.w3.org/2001/XInclude"', "Words of it."),
        (' xmlns:xi="urn:other"', "Words of it."),
        ("", ""),
    ],
)
def test_a_prefix_stops_no_validation(tmp_path: Path, declared: str, near: str) -> None:
    """libxml2 names the place of an error by the prefixes of the file, whether or not that declares them."""
    path = tmp_path / "prefix.xml"
    text = f'<TEI xmlns="{TEI}"{declared}>{HEADER}<xi:include href="a.xml">Words of it.</xi:include></TEI>'
    path.write_text(text, encoding="utf-8")
    found = [finding for finding in validate.validate_files([path]).findings if finding.severity == "error"]
    assert [finding.check for finding in found] == [tei.TEI_ALL if declared else tei.FORM]
    assert found[0].context == near


def test_a_place_that_cannot_be_told_stops_no_validation() -> None:
    """A prefix that is bound twice, or not at all."""
    tree = etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>x</p></TEI>')
    assert tei.place_of(tree, "/*/*[1]", {}) is tree[0]
    assert tei.place_of(tree, "/*/no:p", {}) is None
    assert tei.place_of(tree, "/*/no:p", {"no": "urn:no"}) is None
    assert tei.place_of(tree, "", {}) is None


def rules(context: str, test: str) -> etree._Element:
    return etree.fromstring(
        f'<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="{context}">'
        f'<assert test="{test}">It is wrong.</assert></rule></pattern></schema>'
    )


@pytest.mark.parametrize(
    ("context", "test"),
    [("no:p", "true()"), ("tei:p[no:x]", "true()"), ("tei:p", "no:x"), ("tei:p", "key('none', @n)"), ("tei:p[", "1")],
)
def test_a_rule_that_cannot_be_read_stops_no_other(context: str, test: str) -> None:
    tree = etree.fromstring(f'<TEI xmlns="{TEI}"><text><p>x</p></text></TEI>')
    schema = rules(context, test)
    schema.append(rules("tei:text", "false()")[0])
    found = [(failure.severity, failure.message) for failure in load(schema).failures(tree)]
    assert [severity for severity, _ in found] == ["notice", "error"]
    assert found[0][1].startswith("A rule could not be tested")
    assert found[1][1] == "It is wrong."
