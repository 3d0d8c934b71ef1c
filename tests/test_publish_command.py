"""`ecdosis publish`: the command, and the law that no word of a text is lost whatever its encoding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from ecdosis import RELEASED
from ecdosis.book.book import PASSAGES, ROLES
from ecdosis.book.inlines import MARKS
from ecdosis.book.reader.elements import BLOCKS
from ecdosis.book.reader.looks import SPELLINGS
from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.formats import from_file, products
from ecdosis.formats.plain import plain
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import TEI
from ecdosis.tei.read import read


def document(folder: Path, body: str = "<p>Dear <hi>Ann</hi>, sad days.</p>") -> Path:
    path = folder / "letter.xml"
    path.write_text(f'<TEI xmlns="{TEI}"><text><body>{body}</body></text></TEI>', encoding="utf-8")
    return path


def test_the_formats_that_are_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["publish", str(document(tmp_path)), "-o", str(out), "--to", "txt, HTML,md,docx"]) == 0
    assert sorted(path.name for path in out.glob("[!.]*")) == ["letter.docx", "letter.html", "letter.md", "letter.txt"]
    assert (out / "letter.txt").read_text(encoding="utf-8") == "letter\n\nDear Ann, sad days.\n"
    assert "Dear *Ann*, sad days." in (out / "letter.md").read_text(encoding="utf-8")
    said = capsys.readouterr()
    assert [Path(line).suffix for line in said.out.splitlines()] == [".txt", ".html", ".md", ".docx"]
    assert said.err == ""


def test_an_unknown_element_is_named_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "<p><whim>a</whim> and <whim>b</whim></p>"
    assert main(["publish", str(document(tmp_path, body=body)), "-o", str(tmp_path), "--to", "txt"]) == 0
    said = capsys.readouterr().err
    assert said == f"{tmp_path}/letter.xml:1: whim (2 times): not known here: its words are shown as they stand\n"
    assert "a and b" in (tmp_path / "letter.txt").read_text(encoding="utf-8")


def test_the_report_is_for_programs_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = '<p>The <choice><sic>bote</sic><corr>boat</corr></choice> <ref target="nowhere.xml">left</ref>.</p>'
    path = document(tmp_path, body=body)
    assert main(["publish", str(path), "-o", str(tmp_path), "--to", "txt", "--report", "--format", "jsonl"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = {(event["fate"], event["what"], event["count"]) for event in events}
    assert {("dropped", "sic", 1), ("simplified", "ref", 1), ("kept", "p", 1)} <= told
    assert main(["publish", str(path), "-o", str(tmp_path), "--to", "txt", "--report"]) == 0
    assert "dropped" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2012-05-04", "2012-05-04"),
        ("2012-05", "2012-05-01"),
        ("2012", "2012-01-01"),
        ("1850", RELEASED),
        ("9999-12-31", RELEASED),
        ("2012-02-31", RELEASED),
        ("n.d.", RELEASED),
        ("", RELEASED),
    ],
)
def test_the_date_of_a_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, day: str) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    path = tmp_path / "dated.xml"
    header = f'<teiHeader><fileDesc><publicationStmt><date when="{told}"/></publicationStmt></fileDesc></teiHeader>'
    path.write_text(f'<TEI xmlns="{TEI}">{header}<text><body><p>x</p></body></text></TEI>', encoding="utf-8")
    book, _ = from_file(path)
    assert book.date == day
    assert set(products(book, ("epub", "docx")).files) == {"epub", "docx"}


@pytest.mark.parametrize(
    ("before", "inside", "shown"),
    [
        ('<!DOCTYPE TEI SYSTEM "tei.dtd">', "caf&eacute;&mdash;&odd;", "café—&odd;"),
        ('<!DOCTYPE TEI SYSTEM "tei.dtd">', "<![CDATA[&eacute;]]><!-- &eacute; --> &eacute;", "&eacute; é"),
        ('<!DOCTYPE TEI [<!ENTITY a "A <hi>b</hi>">]>', "&a; c", "A b c"),
        ('<!DOCTYPE TEI SYSTEM "tei.dtd" [<!ENTITY eacute "its own">]>', "&eacute; &agrave;", "its own à"),
        ('<!DOCTYPE TEI [<!ENTITY % p SYSTEM "iso.ent"> %p; <!ENTITY a "A">]>', "&a; &eacute;", "A é"),
        ('<!DOCTYPE TEI [<!ENTITY a SYSTEM "a.xml"><!ENTITY b "B">]>', "&a; &b;", "&a; B"),
        ("", "<no:prefix>x</no:prefix> y", "x y"),
    ],
)
def test_entities_and_prefixes(tmp_path: Path, before: str, inside: str, shown: str) -> None:
    path = document(tmp_path, body=f"<p>{inside}</p>")
    path.write_text(before + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert plain(from_file(path)[0]).decode() == f"letter\n\n{shown}\n"


def test_one_bad_document_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.xml").write_text("<TEI.2/>", encoding="utf-8")
    good = document(tmp_path)
    files = [str(tmp_path / "none.xml"), str(tmp_path / "bad.xml"), str(good)]
    assert main(["publish", *files, "-o", str(tmp_path / "out"), "--to", "txt"]) == 4
    said = capsys.readouterr().err
    assert "none.xml: there is no such file" in said
    assert "bad.xml: this is TEI P4" in said
    assert (tmp_path / "out" / "letter.txt").is_file()


@pytest.mark.parametrize("formats", ["epub,mobi", "", ","])
def test_a_format_that_there_is_not(tmp_path: Path, formats: str) -> None:
    assert main(["publish", str(document(tmp_path)), "-o", str(tmp_path / "out"), "--to", formats]) == 2
    assert not (tmp_path / "out").exists()


def test_two_documents_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    files = [str(document(tmp_path)), str(document(tmp_path / "b"))]
    assert main(["publish", *files, "-o", str(tmp_path / "out"), "--to", "txt"]) == 2


def test_our_own_tei_is_the_edition_that_make_builds(tmp_path: Path) -> None:
    text = "The Ferry\n\nThe ferry crossed at low water with \ufb01ve men.\n\nIt came back at high water.\n"
    data = to_tei(text.encode(), Descriptor(id="ferry", language="en"), Path("ferry.txt"))
    path = tmp_path / "ferry.xml"
    path.write_bytes(data)
    made, events = from_file(path)
    assert events == ()
    assert [group.kind for group in made.emendations] == ["ligature"]
    other, _ = from_file(path, "critical")
    words = plain(other).decode().split()
    assert [word for word in read(etree.fromstring(data)).split() if word not in words] == []


def test_what_elements_become_is_what_a_book_can_hold() -> None:
    assert {passage for passage, _ in BLOCKS.values()} <= {"", *PASSAGES}
    assert {role for _, role in BLOCKS.values()} <= {"", *ROLES}
    assert set(SPELLINGS.values()) <= set(MARKS)
