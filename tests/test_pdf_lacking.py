"""Letters that no font has: they cost a PDF nothing but themselves, and are named."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from ecdosis.book.book import Book, Paragraph
from ecdosis.book.reader import book
from ecdosis.book.words import words_for
from ecdosis.cli import main
from ecdosis.formats import pdf
from ecdosis.formats.pdf import fonts
from ecdosis.project import manifest
from ecdosis.tei.names import parse
from ecdosis.tools import verapdf
from test_pdf import SAMPLE, TEXT, foreign, text_of

CODES = words_for("en")("apparatus.codes")


@pytest.fixture
def sample() -> Book:
    return book(parse(SAMPLE))


def nothing() -> tuple[fonts.Font, ...]:
    """A machine without fonts."""
    return ()


def test_only_what_is_read_has_to_be_shown(monkeypatch: pytest.MonkeyPatch, sample: Book) -> None:
    """What the source had and a list quotes may be anything."""
    monkeypatch.setattr(fonts, "machine", nothing)
    group, *others = sample.emendations
    case, *more = group.cases
    shown = replace(case, record=replace(case.record, source="ܫܠܡܐ"))
    odd = replace(sample, emendations=(replace(group, cases=(shown, *more)), *others))
    made = pdf.made(odd)
    assert (made.missing, made.notes) == ((), ())
    assert CODES not in text_of(made.content)
    assert "[U+072B U+0720 U+0721 U+0710]" in text_of(made.content)
    note = replace(sample.notes[0], blocks=(Paragraph("", ("In a note ܫ.",)),))
    for lacking in (replace(sample, title="ܫ"), replace(sample, notes=(note, *sample.notes[1:]))):
        made = pdf.made(lacking)
        assert [one.name for one in made.missing] == ["SYRIAC LETTER SHIN"]
        assert CODES in text_of(made.content)


LACKING = (
    "no font at hand has U+072B SYRIAC LETTER SHIN, in “",
    "[U+072B] stands here",
    "decide odd read WORDS READING",
)
"""What is said of a text that has `ODD` in it, besides its name."""
ODD = "The word ܫ stands here.\n"


def digests(folder: Path) -> dict[Path, bytes]:
    return {path: hashlib.sha256(path.read_bytes()).digest() for path in folder.glob("odd.*")}


def test_a_letter_without_a_font_costs_nothing_but_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All products are made; the PDF, which is to both standards, shows its code; it is said, again and again."""
    monkeypatch.setattr(fonts, "machine", nothing)
    odd, out = tmp_path / "odd.txt", tmp_path / "out"
    odd.write_text(f"{TEXT}{ODD}", encoding="utf-8")
    command = ["build", "--jobs", "1", str(odd), "-o", str(out)]
    for state in ("built", "unchanged"):
        assert main(command) == 0
        said = capsys.readouterr()
        assert state in said.out
        assert [words for words in ("odd: ", *LACKING) if words not in said.err] == []
        assert said.err.count("no font") == 1
    assert sorted(path.suffix for path in digests(out)) == [".epub", ".html", ".pdf", ".txt", ".xml"]
    data = (out / "odd.pdf").read_bytes()
    assert all(claim in data for claim in verapdf.CLAIMS)
    assert "The word [U+072B] stands here." in text_of(data)
    for suffix in ("txt", "html", "xml"):
        text = (out / f"odd.{suffix}").read_text(encoding="utf-8")
        assert "The word ܫ stands here." in text
        assert "no font" not in text
    with zipfile.ZipFile(out / "odd.epub") as entries:
        assert any("The word ܫ stands here.".encode() in entries.read(name) for name in entries.namelist())


def test_strictly_it_fails_its_edition_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was built before stays as it was, be it with the letter or without it."""
    monkeypatch.setattr(fonts, "machine", nothing)
    odd, good, out = tmp_path / "odd.txt", tmp_path / "good.txt", tmp_path / "out"
    good.write_text(f"{TEXT}\n", encoding="utf-8")
    odd.write_text(f"{TEXT}\n", encoding="utf-8")
    command = ["build", "--jobs", "1", str(odd), str(good), "-o", str(out)]
    assert main([*command, "--strict"]) == 0
    before = digests(out)
    odd.write_text(f"{TEXT}{ODD}", encoding="utf-8")
    for _ in range(2):
        capsys.readouterr()
        assert main([*command, "--strict"]) == 4
        said = capsys.readouterr()
        assert "good" in said.out
        assert [words for words in ("odd.txt: ", *LACKING) if words not in said.err] == []
        assert digests(out) == before
        assert main(command) == 0
        before = digests(out)


def test_with_another_font_it_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A book of which nothing is to be said is the same with any fonts."""
    monkeypatch.setattr(fonts, "machine", nothing)
    for name, text in (("odd", f"{TEXT}{ODD}"), ("good", TEXT)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.toml").write_text(f'title = "A Text"\nsource = "{name}.txt"\n', encoding="utf-8")
    command = ["build", "--jobs", "1", *(str(tmp_path / f"{name}.txt") for name in ("odd", "good"))]
    command += ["-o", str(tmp_path / "out"), "--json"]
    states = []
    for machine in ("a", "a", "b"):
        monkeypatch.setattr(manifest, "at_hand", lambda machine=machine: machine)
        assert main(command) == 0
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        states.append({told["id"]: told["state"] for told in found})
    assert states == [
        {"odd": "built", "good": "built"},
        {"odd": "unchanged", "good": "unchanged"},
        {"odd": "built", "good": "unchanged"},
    ]


def test_missing_letters_are_only_told_of_books_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "machine", nothing)
    made, notes = pdf.pdf(foreign("<p>The word ܫ.</p>", tmp_path))
    assert [note.partition(",")[0] for note in notes] == ["no font at hand has U+072B SYRIAC LETTER SHIN"]
    assert b"pdfaid:part" in made
