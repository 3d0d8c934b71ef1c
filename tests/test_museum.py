"""Files and decisions of earlier releases (tests/museum) are worth as much as on the day they were made."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.places import locate
from ecdosis.editor.rows import load
from ecdosis.model.source import decode
from ecdosis.project import descriptor
from ecdosis.tei import versions
from ecdosis.tei.names import parse
from ecdosis.tei.versions import FORMAT, FORMATS, Renamed, since, version

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
MUSEUM = ROOT / "tests" / "museum"
FILES = sorted(MUSEUM.glob("*/*.xml"))
DESCRIBED = sorted([*SEEDS.glob("*.toml"), *MUSEUM.glob("*/*.toml")])
PROSE = 60
"""Characters of a line of the reading from which on it is a paragraph: headings may be set in another way in a book."""
each_file = pytest.mark.parametrize("tei", FILES, ids=lambda path: f"{path.parent.name} {path.stem}")
each_descriptor = pytest.mark.parametrize("path", DESCRIBED, ids=lambda path: f"{path.parent.name} {path.stem}")


def text_of(path: Path) -> Path:
    """The text of a specimen: that beside an exhibit, if the one in `seeds` is another by now."""
    beside = path.with_suffix(".txt")
    return beside if beside.exists() else SEEDS / beside.name


def by_their_names_now(record: dict[str, Any], names: Renamed) -> dict[str, Any]:
    """What was said of a change, with the names that kinds and stages have now."""
    nested = [by_their_names_now(inner, names) for inner in record["nested"]]
    kind, by = (of.get(record[name], record[name]) for name, of in (("kind", names.kinds), ("by", names.stages)))
    return record | {"kind": kind, "by": by, "nested": nested}


def test_there_is_something_to_see() -> None:
    first = {path.stem for path in FILES if path.parent.name == "0.1.0"}
    assert len(first) == 6
    assert len(list(SEEDS.glob("*.toml"))) >= 11


@each_file
def test_the_source_comes_back(tei: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["restore", str(tei)]) == 0
    assert capsysbinary.readouterr().out == text_of(tei).read_bytes()


@each_file
def test_the_reading_is_what_it_was(tei: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """But that the heads above the notes of chapters, which the first release read before all notes, stand above
    theirs."""
    assert main(["read", str(tei)]) == 0
    said, was = capsysbinary.readouterr().out, tei.with_suffix(".read.txt").read_bytes()
    assert sorted(said.split(b"\n\n")) == sorted(was.split(b"\n\n"))
    above = was[: was.find(b"\n\nNOTES\n\n")] if tei.stem == "specimen-the-weather-book" else was
    assert said.startswith(above)


@each_file
def test_the_changes_are_what_they_were(tei: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", str(tei), "--format", "jsonl", "--all"]) == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    was = [json.loads(line) for line in tei.with_suffix(".changes.jsonl").read_text("utf-8").splitlines()]
    names = since(version(parse(tei.read_bytes())))
    assert said == [by_their_names_now(record, names) for record in was]


@each_file
def test_books_are_made_of_it(tei: Path, tmp_path: Path) -> None:
    assert main(["publish", str(tei), "--to", "txt,html,epub", "-o", str(tmp_path)]) == 0
    assert {path.suffix for path in tmp_path.glob(f"{tei.stem}.*")} == {".txt", ".html", ".epub"}
    book = " ".join((tmp_path / f"{tei.stem}.txt").read_text("utf-8").split())
    paragraphs = [line for line in tei.with_suffix(".read.txt").read_text("utf-8").split("\n") if len(line) > PROSE]
    assert len(paragraphs) > 5
    assert [line for line in paragraphs if line not in book] == []


@each_file
def test_the_works_that_it_cites_are_known_by_old_names(
    tei: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As if these kinds had had other names then."""
    assert main(["bibliography", str(tei)]) == 0
    now = capsys.readouterr().out
    old = tmp_path / tei.name
    text = tei.read_text(encoding="utf-8")
    old.write_text(re.sub("(rule-)(reference|reviewed)", r"\1old-\2", text), encoding="utf-8")
    renamed = Renamed(kinds={"old-reference": "reference", "old-reviewed": "reviewed"})
    formats = {**FORMATS, FORMAT: replace(FORMATS[FORMAT], kinds=renamed.kinds)}
    monkeypatch.setattr(versions, "current", partial(versions.current, formats=formats))
    assert main(["bibliography", str(old)]) == 0
    assert capsys.readouterr().out == now


def test_some_of_them_cite_works_that_are_known_by_the_kind_alone() -> None:
    assert any(b'ana="#rule-reference"' in path.read_bytes() for path in FILES)


@each_descriptor
def test_descriptors_and_decisions_are_read(path: Path) -> None:
    rows = path.with_suffix(".decisions.tsv")
    decided = load(rows)
    assert descriptor.load(path).sha256
    assert len(decided) == max(0, len(rows.read_text("utf-8").splitlines()) - 1 if rows.exists() else 0)
    if path.stem.startswith("specimen-"):
        source = decode(text_of(path).read_bytes()).text
        assert len(locate(decided, source, str(rows))) == len(decided)


@each_file
def test_an_edition_is_built_anew(tei: Path) -> None:
    """With the descriptor and the decisions as they were then, each of which is found in its text and carried out."""
    decided = load(tei.with_suffix(".decisions.tsv"))
    text = text_of(tei)
    built = to_tei(text.read_bytes(), descriptor.load(tei.with_suffix(".toml")), text, decisions=decided)
    assert bool(decided) == (b'<respStmt xml:id="editor">' in built)
