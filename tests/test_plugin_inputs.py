"""Inputs of plug-ins: one that is installed and then gone, and what they may not do."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from ecdosis import VERSION
from ecdosis.build import of_stream
from ecdosis.cli import main
from ecdosis.errors import EcdosisError, ToolError, UnusableInputError
from ecdosis.inputs import table as sources
from ecdosis.inputs.input import Extracted, Input
from ecdosis.inputs.stream import read, stream
from ecdosis.project.descriptor import Descriptor
from ecdosis.storage.files import LARGEST
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.restore import restore
from ecdosis.validation import extraction
from plugged import TEXT, Package, forget, run, with_inputs


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    forget()


HEAD: Final = "#bells\ntitle: The Evening Peal\nauthor: Ann Ringer\n\n"
STREAM: Final = TEXT.replace("\n\n", "\r\n\n")
"""The text of its book: what it extracts, with a line end that only a plain text could have."""
PEAL: Final = (HEAD + STREAM.replace("\n", "|")).encode("utf-16")


@pytest.fixture
def peal(installed: dict[str, str], project: Path) -> Path:
    """A project with an edition of a book of the plug-in's."""
    (project / "seeds" / "peal.bells").write_bytes(PEAL)
    run(installed, "build")
    return project


def test_its_text_is_extracted_and_repaired_and_comes_back_without_it(
    peal: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    tei = str(peal / "tei" / "peal.xml")
    assert main(["restore", tei]) == 0
    assert capsysbinary.readouterr().out == STREAM.encode()
    assert main(["read", tei]) == 0
    assert "rang the bell in the evening" in capsysbinary.readouterr().out.decode()
    assert main(["changes", tei]) == 0
    assert b"x-bell:peal" in capsysbinary.readouterr().out


def test_the_header_names_the_original(peal: Path) -> None:
    root = parse((peal / "tei" / "peal.xml").read_bytes())
    source = root.find(".//tei:sourceDesc/tei:bibl[@xml:id='source']", NAMESPACES)
    original = root.find(".//tei:sourceDesc//tei:relatedItem[@type='extracted-from']/tei:bibl", NAMESPACES)
    assert source is not None
    assert original is not None
    assert source.findtext("tei:idno[@type='sha256']", "", NAMESPACES) == hashlib.sha256(STREAM.encode()).hexdigest()
    assert source.findtext("tei:note[@type='charset']", "", NAMESPACES) == "utf-8"
    assert [content(part) for part in original.iter("{*}idno", "{*}note")] == [
        "peal.bells",
        hashlib.sha256(PEAL).hexdigest(),
        "application/x-bells",
        "tower-book (ecdosis-bell 1.2)",
    ]
    assert root.findtext(".//tei:titleStmt/tei:title", "", NAMESPACES) == "The Evening Peal"
    named = {one.get("ident"): one.get("version") for one in root.iter("{*}application")}
    assert named["ecdosis-bell"] == "1.2"


def test_what_a_descriptor_says_counts_more_than_the_file(installed: dict[str, str], peal: Path) -> None:
    (peal / "seeds" / "peal.toml").write_text(
        f'title = "Another"\ncharset = "cp1252"\nsha256 = "{hashlib.sha256(PEAL).hexdigest()}"', encoding="utf-8"
    )
    assert "is not the file" not in run(installed, "build")
    tei = (peal / "tei" / "peal.xml").read_text(encoding="utf-8")
    assert '<title type="main">Another</title>' in tei
    assert "<author>Ann Ringer</author>" in tei
    assert restore(parse(tei.encode())) == STREAM.encode()
    [listed] = json.loads(run(installed, "list", "--json"))
    assert (listed["present"], listed["sha256"]) == (True, hashlib.sha256(PEAL).hexdigest())


def test_a_decision_about_its_text_is_found(installed: dict[str, str], peal: Path) -> None:
    run(installed, "decide", "peal", "read", "when he came there", "when he was there")
    run(installed, "build")
    assert "when he was there" in (peal / "output" / "peal.txt").read_text(encoding="utf-8")


def test_its_text_is_extracted_again_to_validate_it(
    installed: dict[str, str], peal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def rows(said: str) -> list[list[str]]:
        return [line.split() for line in said.splitlines() if line.startswith("extraction")]

    assert rows(run(installed, "validate", "tei/peal.xml")) == [["extraction", "1", "0", "0"]]
    assert main(["validate", "tei/peal.xml"]) == 0
    said = capsys.readouterr().out
    assert rows(said) == [["extraction", "1", "0", "0"]]
    assert "extracted by tower-book (ecdosis-bell 1.2), which is not installed here" in " ".join(said.split())
    (peal / "seeds" / "peal.bells").write_bytes(PEAL + b"  ")
    assert rows(run(installed, "validate", "tei/peal.xml")) == [], "another file says nothing of this edition"


def test_it_is_read_outside_of_a_project_too(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "One Peal.bells").write_bytes(PEAL)
    run(installed, "build", str(tmp_path / "One Peal.bells"), "-o", str(tmp_path / "out"))
    assert restore(parse((tmp_path / "out" / "one-peal.xml").read_bytes())) == STREAM.encode()


def test_without_it_its_file_is_no_text(peal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    assert "  tei/peal.xml\nThey were left as they are" in capsys.readouterr().out
    (peal / "seeds" / "evening.toml").write_text('source = "peal.bells"', encoding="utf-8")
    assert main(["build"]) == 4
    assert "peal.bells: nothing here reads files with the ending “.bells”" in " ".join(capsys.readouterr().err.split())


def test_a_file_that_is_none_of_its_books_is_told(installed: dict[str, str], project: Path) -> None:
    for name, data in (
        ("no", "Words.".encode("utf-16")),
        ("odd", b"\x00"),
        ("fact", "#bells\nid: x\n\nA".encode("utf-16")),
    ):
        (project / "seeds" / f"{name}.bells").write_bytes(data)
    (project / "seeds" / "good.bells").write_bytes(PEAL)
    command = [sys.executable, "-m", "ecdosis", "build"]
    done = subprocess.run(command, env=installed, capture_output=True, text=True, check=False)
    said = " ".join(done.stderr.split())
    assert done.returncode == 5
    assert "no.bells: no text could be extracted from it (it does not begin with #bells)." in said
    assert "odd.bells: no text could be extracted from it ('utf-16" in said
    assert "the plug-in ecdosis-bell 1.2 failed (it tells what no file can: id)" in said
    assert (project / "output" / "good.epub").is_file()


# ------------------------------------------------------------ what inputs of plug-ins may not do

BOOK_OF_BELLS: Final = Input("tower-book", ("bells", "peal2"), "application/x-bells", "test_plugin_inputs:extracted")


def extracted(data: bytes) -> Extracted:
    return Extracted(data.decode("cp1252"), {"title": "A peal"})


def test_an_input_reads_files_by_their_endings(monkeypatch: pytest.MonkeyPatch) -> None:
    with_inputs(monkeypatch, bell=BOOK_OF_BELLS)
    assert sources.endings() == ("txt", "bells", "peal2")
    for name, by in (
        ("x.bells", "tower-book"),
        ("X.PEAL2", "tower-book"),
        ("x.txt", "plain-text"),
        ("x", "plain-text"),
    ):
        assert sources.of(Path(name)).name == by
    found = stream(Path("x.bells"), b"caf\xe9")
    assert (found.data, found.filename, found.facts) == ("caf\u00e9".encode(), "x.bells.txt", {"title": "A peal"})
    assert found.original is not None
    assert (found.original.size, found.original.package) == (4, "of-bell 3")
    assert replace(BOOK_OF_BELLS, package="").whose == f"Ecdosis {VERSION}"
    plain = stream(Path("x.md"), b"caf\xe9")
    assert (plain.data, plain.filename, plain.original) == (b"caf\xe9", "x.md", None)


@pytest.mark.parametrize("ending", ["", "Bells", ".bells", "tar.gz", "a/b", "toml", "tsv", "b" * 17])
def test_an_input_has_the_endings_of_files(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_inputs(monkeypatch, bell=replace(BOOK_OF_BELLS, endings=("bells", ending)))
    with pytest.raises(ToolError, match=rf"of-bell 3 would read files with the ending “{re.escape(ending)}”"):
        sources.inputs()


@pytest.mark.parametrize("given", ["ding", replace(BOOK_OF_BELLS, extract="")])
def test_what_is_no_input_is_told(given: object, monkeypatch: pytest.MonkeyPatch) -> None:
    with_inputs(monkeypatch, bell=given)
    with pytest.raises(ToolError, match="plug-in of-bell 3 has no input, but"):
        sources.inputs()


def test_two_inputs_of_one_ending_are_told_with_both_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    with_inputs(monkeypatch, bell=BOOK_OF_BELLS, tower=replace(BOOK_OF_BELLS, endings=("tower", "peal2")))
    with pytest.raises(ToolError, match=r"“\.peal2”: one is of of-bell 3, the other of of-tower 3"):
        sources.inputs()
    with_inputs(monkeypatch, bell=replace(BOOK_OF_BELLS, endings=("txt",)))
    with pytest.raises(ToolError, match=r"“\.txt”: one is of Ecdosis [0-9.]+, the other of of-bell 3"):
        sources.inputs()


def lone(_: bytes) -> Extracted:
    return Extracted("\ud800")


def empty(_: bytes) -> Extracted:
    return Extracted("")


def long(_: bytes) -> Extracted:
    return Extracted("x" * (LARGEST + 1))


@pytest.mark.parametrize(
    ("extract", "error", "says"),
    [
        ("plugged:broken", ToolError, r"of-bell 3 failed \(x\.bells: ZeroDivisionError: no rope"),
        ("plugged:nothing", ToolError, r"of-bell 3 failed \(it extracted no text, but None"),
        ("test_plugin_inputs:nowhere", ToolError, "test_plugin_inputs:nowhere cannot be loaded"),
        ("test_plugin_inputs:lone", ToolError, r"of-bell 3 failed \(x\.bells: .*surrogates"),
        ("test_plugin_inputs:empty", UnusableInputError, "x.bells: there is no text in this file"),
        ("test_plugin_inputs:long", UnusableInputError, r"x\.bells: its text is more than a book \(20 MB\)"),
    ],
)
def test_an_input_that_fails_is_told(
    extract: str, error: type[EcdosisError], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_inputs(monkeypatch, bell=replace(BOOK_OF_BELLS, extract=extract))
    with pytest.raises(error, match=says):
        stream(Path("x.bells"), b"ding")


def test_a_file_that_is_no_plain_text_is_one_for_its_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "x.bells").write_bytes(b"%PDF-ding")
    with pytest.raises(UnusableInputError, match="this is a PDF"):
        read(tmp_path / "x.bells")
    with_inputs(monkeypatch, bell=BOOK_OF_BELLS)
    assert read(tmp_path / "x.bells") == b"%PDF-ding"


def test_what_a_file_says_is_checked_as_a_descriptor_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with_inputs(monkeypatch, bell=BOOK_OF_BELLS)
    found = stream(Path("x.bells"), b"ding")
    assert found.described(Descriptor("x")).title == "A peal"
    assert found.described(Descriptor("x", title="Mine")).title == "Mine"
    for facts, says in (({"issn": "none"}, "“issn” is 'none'"), ({"sha256": "0" * 64}, "no file can: sha256")):
        with pytest.raises(ToolError, match=f"of-bell 3 failed .*{says}"):
            replace(found, facts=facts).described(Descriptor("x"))


THEN: Final = "Its text was extracted by tower-book (of-bell 3)"


def other(data: bytes) -> Extracted:
    return Extracted(data.decode("cp1252") + " Another text.")


@pytest.mark.parametrize(
    ("extract", "version", "told"),
    [
        ("test_plugin_inputs:extracted", "3", []),
        ("test_plugin_inputs:extracted", "4", []),
        ("test_plugin_inputs:other", "3", [f"error: {THEN}; tower-book (of-bell 3) now extracts another from x.bells"]),
        (
            "test_plugin_inputs:other",
            "4",
            [f"warning: {THEN}; tower-book (of-bell 4) now extracts another from x.bells"],
        ),
        ("plugged:broken", "3", ["warning: Its text cannot be extracted again: the plug-in of-bell 3 failed"]),
    ],
)
def test_what_is_extracted_anew_is_compared(
    extract: str, version: str, told: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "seeds").mkdir()
    file, tei = tmp_path / "seeds" / "x.bells", tmp_path / "tei" / "x.xml"
    file.write_bytes(b"The ferryman rang the bell.")
    with_inputs(monkeypatch, bell=BOOK_OF_BELLS)
    root = parse(of_stream(stream(file, read(file)), Descriptor("x"), file))
    monkeypatch.setattr(Package, "version", version)
    with_inputs(monkeypatch, bell=replace(BOOK_OF_BELLS, extract=extract))
    assert extraction.original(root, tei) == file
    found = [f"{one.severity}: {one.message}" for one in extraction.check(root, tei, file)]
    assert [one.startswith(says) for one, says in zip(found, told, strict=True)] == [True] * len(told)


@pytest.mark.parametrize(("name", "there"), [("x.bells", True), ("./x.bells", False), ("y.bells", False), ("", False)])
def test_only_the_file_that_is_named_is_looked_at(
    name: str, there: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its name leads nowhere else, and another of the same name is not it."""
    file = tmp_path / "x.bells"
    file.write_bytes(b"The ferryman rang the bell.")
    with_inputs(monkeypatch, bell=BOOK_OF_BELLS)
    root = parse(of_stream(stream(file, read(file)), Descriptor("x"), file))
    [said] = root.iterfind(".//tei:relatedItem[@type='extracted-from']//tei:idno[@type='filename']", NAMESPACES)
    said.text = name
    assert extraction.original(root, tmp_path / "x.xml") == (file if there else None)
    file.write_bytes(b"Another.")
    assert extraction.original(root, tmp_path / "x.xml") is None
