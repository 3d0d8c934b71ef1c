"""Output formats of plug-ins: one that is installed and then gone, and what they may not do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from ecdosis.book.book import Book
from ecdosis.cli import main
from ecdosis.errors import ToolError, UsageError
from ecdosis.formats import from_file, products
from ecdosis.formats import table as outputs
from ecdosis.formats.design import Design
from ecdosis.formats.format import Format, Made
from ecdosis.shelf.frame import REPORT
from plugged import TEXT, forget, run, with_formats

ARTICLE: Final = Path(__file__).parent / "foreign" / "article.xml"
BOOK: Final = from_file(ARTICLE)[0]


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    forget()


def test_its_format_is_built_linked_and_checked(
    installed: dict[str, str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And when it is gone, its files are named as left over, and are deleted only if so asked."""
    (project / "seeds" / "bell.txt").write_text(TEXT, encoding="utf-8")
    run(installed, "build")
    words = project / "output" / "bell.words"
    assert "ferryman\t2\n" in words.read_text(encoding="utf-8")
    for page in ("bell.html", "index.html"):
        assert ">Word list" in (project / "output" / page).read_text(encoding="utf-8")
    assert "words" in json.loads(run(installed, "list", "--json"))[0]["built"]
    found = run(installed, "validate", "output/bell.words")
    assert ["WORDS", "1", "0", "0"] in [line.split() for line in found.splitlines()]
    assert "Each line of the list has a word" in (project / "output" / REPORT).read_text(encoding="utf-8")

    assert main(["validate", "output/bell.words"]) == 2
    assert "only .xml, .epub, .pdf, .html files" in capsys.readouterr().err
    assert main(["validate", "tei/bell.xml"]) == 0
    assert main(["build"]) == 0
    assert "Word list" not in (project / "output" / "bell.html").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["list", "--json"]) == 0
    assert "words" not in json.loads(capsys.readouterr().out)[0]["built"]
    assert words.is_file(), "nothing is deleted unasked"
    assert main(["build"]) == 0
    said = capsys.readouterr().out
    assert "unchanged" in said, "what is left of another build is no reason for a new one"
    assert "  output/bell.words\nThey were left as they are. To delete them: " in said
    assert main(["clean", "--leftovers"]) == 0
    assert not words.exists()
    assert main(["build"]) == 0
    assert "unchanged" in (said := capsys.readouterr().out)
    assert "bell.words" not in said


def test_clean_takes_away_what_a_plug_in_made_that_is_gone(installed: dict[str, str], project: Path) -> None:
    (project / "seeds" / "bell.txt").write_text(TEXT, encoding="utf-8")
    run(installed, "build")
    assert (project / "output" / "bell.words").is_file()
    assert main(["clean"]) == 0
    assert not list((project / "output").glob("[!.]*"))


def test_its_check_finds_what_is_wrong(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "x.words").write_text("bell\t2\nno number\n", encoding="utf-8")
    command = [sys.executable, "-m", "ecdosis", "validate", str(tmp_path / "x.words")]
    done = subprocess.run(command, env=installed, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "x.words:2: WORDS: error: This is no word with a number" in done.stdout


def test_its_format_is_made_of_anybodys_tei(installed: dict[str, str], tmp_path: Path) -> None:
    run(
        installed,
        "publish",
        str(Path(__file__).parent / "foreign" / "article.xml"),
        "--to",
        "words",
        "-o",
        str(tmp_path),
    )
    assert (tmp_path / "article.words").read_bytes()
    assert main(["publish", str(Path(__file__).parent / "foreign" / "article.xml"), "--to", "words"]) == 2


# ------------------------------------------------------------ what formats of plug-ins may not do


PLAIN_FORMAT: Final = Format("peal", "Peal", "text/plain", "test_plugin_formats:peal")


def peal(*_: object) -> Made:
    return Made(b"ding")


def test_a_format_of_a_plug_in_knows_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    with_formats(monkeypatch, bell=PLAIN_FORMAT)
    assert outputs.named("peal").package == "of-bell 3"
    assert outputs.endings(outputs.formats()) == (*outputs.endings(outputs.BUILT_IN), "peal")
    assert "peal" not in outputs.built()


@pytest.mark.parametrize("name", ["", "Peal", "x-peal", "tar.gz", "../peal", "1st", "xml", "toml", "p" * 17])
def test_a_format_has_the_name_of_an_ending(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_formats(monkeypatch, bell=replace(PLAIN_FORMAT, name=name))
    with pytest.raises(ToolError, match=rf"plug-in of-bell 3 has a format with the name “{re.escape(name)}”"):
        outputs.formats()


def test_what_is_no_format_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with_formats(monkeypatch, bell="ding")
    with pytest.raises(ToolError, match="plug-in of-bell 3 has no format, but 'ding'"):
        outputs.formats()


def test_two_formats_of_one_ending_are_told_with_both_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    with_formats(monkeypatch, bell=PLAIN_FORMAT, tower=PLAIN_FORMAT)
    with pytest.raises(ToolError, match=r"“\.peal”: one is of of-bell 3, the other of of-tower 3"):
        outputs.formats()
    with_formats(monkeypatch, bell=replace(PLAIN_FORMAT, name="epub"))
    with pytest.raises(ToolError, match=r"“\.epub”: one is of Ecdosis itself, the other of of-bell 3"):
        outputs.formats()


def test_a_format_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="no format “peal”; there are epub, pdf, html, txt, docx, md"):
        products(BOOK, ["peal"])


@pytest.mark.parametrize(
    ("maker", "says"),
    [
        ("plugged:broken", r"plug-in of-bell 3 failed \(ZeroDivisionError: no rope\)"),
        ("plugged:nothing", r"plug-in of-bell 3 failed \(it made no product, but None\)"),
        ("test_plugin_formats:nowhere", r"test_plugin_formats:nowhere cannot be loaded \(AttributeError"),
        ("nowhere_at_all:made", r"nowhere_at_all:made cannot be loaded \(ModuleNotFoundError"),
    ],
)
def test_a_format_that_fails_costs_only_its_own_file(maker: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_formats(monkeypatch, bell=replace(PLAIN_FORMAT, maker=maker))
    done = products(BOOK, ["txt", "peal"])
    assert list(done.files) == ["txt"]
    [note] = done.notes
    assert re.match(f"no PEAL: .*{says}", note)


def test_what_links_to_others_is_made_last_and_knows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def linking(book: Book, design: Design, beside: Mapping[str, str]) -> Made:
        told.extend(beside)
        return Made(b"")

    monkeypatch.setitem(globals(), "linking", linking)
    links = replace(PLAIN_FORMAT, name="links", maker="test_plugin_formats:linking", links=True)
    fails = replace(PLAIN_FORMAT, name="fails", maker="plugged:broken")
    with_formats(monkeypatch, a=links, b=PLAIN_FORMAT, c=fails)
    done = products(BOOK, ["links", "peal", "fails"], beside={"peal": "x.peal", "fails": "x.fails", "xml": "x.xml"})
    assert list(done.files) == ["links", "peal"]
    assert told == ["peal", "xml"]
