"""A whole build as a user sees it, and everything that can be wrong with what it is given."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

import ecdosis.build
from ecdosis.build import Outcome
from ecdosis.cli import main
from ecdosis.cli.progress import watched
from ecdosis.project.descriptor import slug
from ecdosis.project.editions import EditionFiles
from ecdosis.storage.files import LARGEST
from ecdosis.tei.names import content, parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore

GOOD = b"The first line of a good text.\n\nAnd another paragraph of it.\n"
FORMATS = ("xml", "epub", "pdf", "html", "txt")


def build(tmp_path: Path, name: str, data: bytes, *options: str) -> int:
    """Build one loose text; its products land in `tmp_path/out`."""
    (tmp_path / name).write_bytes(data)
    return main(["build", str(tmp_path / name), "-o", str(tmp_path / "out"), *options])


def root_of(tmp_path: Path, name: str) -> etree._Element:
    return parse((tmp_path / "out" / f"{name}.xml").read_bytes())


def test_a_loose_text_gives_all_products(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path, "Good Text.txt", GOOD) == 0
    assert sorted(p.name for p in (tmp_path / "out").glob("[!.]*")) == sorted(f"good-text.{f}" for f in FORMATS)
    assert (tmp_path / "out" / "good-text.txt").read_text() == GOOD.decode()
    assert (tmp_path / "Good Text.txt").read_bytes() == GOOD
    assert "good-text.epub" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        pytest.param(b"", 4, "empty", id="empty"),
        pytest.param(b" \n\t\r\n\xc2\xa0 \f\n", 4, "white space", id="white space"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 4, "picture", id="a picture"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", 4, "pdftotext", id="a PDF"),
        pytest.param(b"\x04%!PS-Adobe-3.0\n(A man) show", 4, "ps2pdf", id="PostScript"),
        pytest.param(b"\xef\xbb\xbf\r\n{\\rtf1 A man.}", 4, "RTF", id="RTF behind a BOM"),
        pytest.param(bytes(range(256)) * 20, 4, "does not look like a text", id="binary"),
        pytest.param(b"a" * (LARGEST + 1), 4, "Split it", id="too large"),
    ],
)
def test_what_is_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, status: int, words: str
) -> None:
    assert build(tmp_path, "bad.txt", data) == status
    error = capsys.readouterr().err
    assert words in error
    assert "bad.txt" in error
    assert not list(tmp_path.glob("out/*"))


def test_fifty_megabytes_in_one_line(tmp_path: Path) -> None:
    assert build(tmp_path, "line.txt", b"word " * 10_000_000) == 4


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"A text with NUL\0 in the middle of a good long line.\n", id="NUL"),
        pytest.param(b"Invalid " + b"\x93 in the middle of " + "caf\u00e9s and th\u00e9s.\n".encode() * 9, id="UTF-8"),
        pytest.param(
            b"Lone surrogate " + b"\xed\xa0\x80" + " in th\u00e9 middle. caf\u00e9 \u00e9t\u00e9".encode() * 9,
            id="surrogate",
        ),
        pytest.param("a\u2028b\u0085c\fd\te\u00a0f and more words\v.\n".encode(), id="odd white space"),
        pytest.param(b"one\r\ntwo\rthree\nfour\r\n\r\nfive", id="mixed line ends"),
        pytest.param("\ufeffA text with a mark.\r\n".encode("utf-16-le"), id="UTF-16"),
        pytest.param(b"x", id="one character"),
    ],
)
def test_odd_characters_survive(tmp_path: Path, data: bytes) -> None:
    assert build(tmp_path, "odd.txt", data) == 0
    assert restore(root_of(tmp_path, "odd")) == data


MARKUP = "<script>alert(1)</script> ]]> &amp; #let x = $y$ @ref = head \\TeX{} *bold* _it_ [a](b) `code` // {{x}} <b>"


def test_markup_comes_out_as_text(tmp_path: Path) -> None:
    assert build(tmp_path, "markup.txt", f"{MARKUP}\n".encode()) == 0
    assert read(root_of(tmp_path, "markup")) == MARKUP + "\n"
    html = etree.fromstring((tmp_path / "out" / "markup.html").read_bytes(), etree.HTMLParser(encoding="utf-8"))
    assert MARKUP in " ".join(content(html).split())
    assert not [s for s in html.iter("script") if "alert(1)" in (s.text or "")]


def test_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(tmp_path / "none.txt"), "-o", str(tmp_path / "out")]) == 3
    assert "none.txt" in capsys.readouterr().err


def test_a_folder_in_place_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(tmp_path), "-o", str(tmp_path / "out")]) == 4
    assert "folder" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(GOOD)
    (tmp_path / "secret.txt").chmod(0)
    assert main(["build", str(tmp_path / "secret.txt"), "-o", str(tmp_path / "out")]) == 4


def test_an_unreadable_file_even_for_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    (tmp_path / "secret.txt").write_bytes(GOOD)
    monkeypatch.setattr("ecdosis.storage.files.os.open", refuse)
    assert main(["build", str(tmp_path / "secret.txt"), "-o", str(tmp_path / "out"), "--no-descriptor"]) == 4


def test_two_files_with_one_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("A b.txt", "a-b.txt"):
        (tmp_path / name).write_bytes(GOOD)
    (tmp_path / "other.txt").write_bytes(GOOD)
    texts = [str(tmp_path / name) for name in ("A b.txt", "other.txt", "a-b.txt")]
    assert main(["build", *texts, "-o", str(tmp_path / "out")]) == 2
    shown = capsys.readouterr().err
    assert all(f"{text}: its products would have the name" in shown for text in (texts[0], texts[2]))
    assert sorted(path.name for path in (tmp_path / "out").glob("[!.]*")) == sorted(f"other.{f}" for f in FORMATS)


def test_files_without_a_folder_for_the_products(tmp_path: Path) -> None:
    assert main(["build", str(tmp_path / "a.txt")]) == 2


def test_one_bad_text_does_not_stop_the_others(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    (project / "seeds" / "bad.txt").write_bytes(b"")
    (project / "seeds" / "worse.txt").write_bytes(b"\x89PNG\r\n")
    assert main(["build"]) == 4
    shown = capsys.readouterr()
    assert (project / "output" / "good.epub").is_file()
    assert "bad.txt" in shown.err
    assert "worse.txt" in shown.err
    states = {line.split()[0]: line.split()[1] for line in shown.out.splitlines() if len(line.split()) > 1}
    assert (states["good"], states["bad"], states["worse"]) == ("built", "failed", "failed")


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('titel = "x"', "title"),
        ("title = x", "TOML"),
        ("title = 7", "quotation marks"),
        ('source = "../secret.txt"', "without folders"),
        ('sha256 = "abc"', "64"),
        ('id = "Not An Id"', "my-first-edition"),
        ('charset = "klingon"\nsource = "good.txt"', "klingon"),
    ],
)
def test_a_faulty_descriptor(project: Path, capsys: pytest.CaptureFixture[str], toml: str, words: str) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    (project / "seeds" / "other.txt").write_bytes(GOOD)
    (project / "seeds" / "good.toml").write_text(toml)
    assert main(["build"]) == 2
    assert words in capsys.readouterr().err
    assert (project / "output" / "other.epub").is_file()


def test_two_editions_with_one_id(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (project / "seeds" / f"{name}.txt").write_bytes(GOOD)
        (project / "seeds" / f"{name}.toml").write_text(f'id = "same"\nsource = "{name}.txt"')
    (project / "seeds" / "other.txt").write_bytes(GOOD)
    assert main(["build"]) == 2
    assert "two editions" in capsys.readouterr().err
    assert (project / "output" / "other.epub").is_file()
    assert not (project / "output" / "same.epub").exists()


def test_a_text_its_descriptor_does_not_describe(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    (project / "seeds" / "good.toml").write_text(f'sha256 = "{"0" * 64}"')
    assert main(["build", "--strict"]) == 4
    assert not (project / "output" / "good.epub").exists()
    assert main(["build"]) == 0
    assert "SHA-256" in capsys.readouterr().err


def test_missing_texts_are_named_and_no_error(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "seeds" / "far.toml").write_text('title = "Far"\nsource = "far away.txt"')
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    assert main(["build"]) == 0
    assert "far away.txt" in capsys.readouterr().out
    assert main(["list", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [(e["id"], e["present"], len(e["built"])) for e in entries] == [("far", False, 0), ("good", True, 5)]


def test_texts_of_another_folder(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    (elsewhere / "x1.txt").write_bytes(GOOD)
    (project / "seeds" / "mine.toml").write_text('title = "Mine"\nsource = "x1.txt"')
    assert main(["build", "--seeds", str(elsewhere)]) == 0
    assert (project / "tei" / "mine.xml").is_file()
    assert not (project / "tei" / "x1.xml").exists()


def test_no_such_folder(project: Path) -> None:
    assert main(["build", "--seeds", str(project / "none")]) == 2


def test_a_descriptor_with_the_hash_of_a_loose_text(project: Path, tmp_path: Path) -> None:
    digest = hashlib.sha256(GOOD).hexdigest()
    (project / "seeds" / "known.toml").write_text(f'title = "The Known"\nsha256 = "{digest}"')
    (tmp_path / "loose").mkdir()
    assert build(tmp_path / "loose", "some.txt", GOOD) == 0
    assert b"The Known" in (tmp_path / "loose" / "out" / "some.xml").read_bytes()
    assert build(tmp_path / "loose", "some.txt", GOOD, "--no-descriptor") == 0
    assert b"The Known" not in (tmp_path / "loose" / "out" / "some.xml").read_bytes()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    products = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        assert build(tmp_path / name, "same.txt", GOOD * 40) == 0
        products.append({p.name: p.read_bytes() for p in (tmp_path / name / "out").glob("[!.]*")})
    assert products[0] == products[1]


def test_nothing_is_done_twice(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = project / "seeds" / "good.txt"
    text.write_bytes(GOOD)
    assert main(["build"]) == 0
    before = (project / "output" / "good.epub").stat().st_mtime_ns
    os.utime(text)
    assert main(["build"]) == 0
    assert "unchanged" in capsys.readouterr().out
    assert (project / "output" / "good.epub").stat().st_mtime_ns == before

    (project / "output" / "good.epub").unlink()
    assert main(["build"]) == 0
    assert (project / "output" / "good.epub").read_bytes()[:2] == b"PK"
    text.write_bytes(GOOD + b"More.\n")
    assert main(["build"]) == 0
    assert "More." in (project / "output" / "good.txt").read_text()


def test_a_killed_build_leaves_the_old_products_whole(tmp_path: Path) -> None:
    assert build(tmp_path, "good.txt", GOOD) == 0
    old = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("[!.]*")}
    (tmp_path / "good.txt").write_bytes(GOOD * 2000)
    command = [sys.executable, "-m", "ecdosis", "build", str(tmp_path / "good.txt"), "-o", str(tmp_path / "out")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").glob("[!.]*")} == old


@pytest.mark.parametrize(
    ("name", "expected"), [("A b_C", "a-b-c"), ("Übung 7", "ubung-7"), ("Привет", "привет"), ("!", "text")]
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("command", ["build", "validate", "restore", "changes", "queries", "read", "list", "evaluate"])
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert f"example:\n  ecdosis {command}" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["restore", "changes", "queries", "read"])
def test_a_tei_file_that_is_none(command: str, tmp_path: Path) -> None:
    assert main([command, str(tmp_path / "none.xml")]) == 3
    for data in (b"", b"<a", b"<a/>", b"<TEI.2/>"):
        (tmp_path / "bad.xml").write_bytes(data)
        assert main([command, str(tmp_path / "bad.xml")]) == 4


def test_a_fault_of_the_program_stops_one_edition_alone_and_shows_no_traceback(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "seeds" / "bad.txt").write_bytes(GOOD)
    (project / "seeds" / "good.txt").write_bytes(GOOD)

    def products(edition: EditionFiles, *_: object) -> object:
        if edition.id == "bad":
            raise KeyError("nobody foresaw this")
        return original(edition, *_)  # type: ignore[arg-type]

    original = ecdosis.build._products
    monkeypatch.setattr("ecdosis.build._products", products)
    assert main(["build", "--jobs", "1"]) == 1
    shown = capsys.readouterr()
    assert "nobody foresaw this" in shown.err
    assert "--debug" in shown.err
    assert "Traceback" not in shown.err
    assert not (project / "output" / "bad.epub").exists()
    assert (project / "output" / "good.epub").exists()
    with pytest.raises(KeyError, match="nobody foresaw this"):
        main(["--debug", "build", "--jobs", "1"])


def test_any_command_shows_no_traceback(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def editions(*_: object, **__: object) -> object:
        raise ValueError("nobody foresaw this")

    monkeypatch.setattr("ecdosis.project.editions.editions", editions)
    assert main(["list"]) == 1
    assert capsys.readouterr().err.startswith("ecdosis: a fault of the program (ValueError: nobody foresaw this).")
    with pytest.raises(ValueError, match="nobody foresaw this"):
        main(["--debug", "list"])


def test_a_build_tells_programs_in_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "seeds" / "good.txt").write_bytes(GOOD)
    (project / "seeds" / "empty.txt").write_bytes(b"")
    assert main(["build", "--json", "--jobs", "1"]) == 4
    shown = capsys.readouterr()
    told = {line["id"]: line for line in map(json.loads, shown.out.splitlines())}
    assert told["good"]["state"] == "built"
    assert told["good"]["files"]["epub"] == str(Path("output", "good.epub"))
    assert set(told["good"]["counts"]) == {"changes", "asides", "notes", "queries"}
    assert (told["empty"]["state"], told["empty"]["status"], told["empty"]["files"]) == ("failed", 4, {})
    assert "empty" in told["empty"]["message"]
    assert not shown.err


def test_progress_shows_at_a_terminal_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = [Outcome("first", "built", 1.2), Outcome("second", "failed")]
    assert list(watched(outcomes, 2)) == outcomes
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert list(watched(outcomes, 2, quiet=True)) == outcomes
    assert capsys.readouterr() == ("", "")
    assert list(watched(outcomes, 2)) == outcomes
    shown = capsys.readouterr()
    assert not shown.out
    assert all(words in shown.err for words in ("✓ first", "1.2 s", "✗ second", "2/2"))
