"""Plug-ins: a package of somebody else's, installed, and what was made with it when it is gone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Final

import pytest

from ecdosis import plugins
from ecdosis.book.book import Book
from ecdosis.cli import main
from ecdosis.errors import EcdosisError, ToolError, UsageError
from ecdosis.formats import from_file, products
from ecdosis.formats import table as outputs
from ecdosis.formats.design import Design
from ecdosis.formats.format import Format, Made
from ecdosis.model.kinds import FurtherKind, Sort, kind_of, rule_id
from ecdosis.shelf.frame import REPORT
from ecdosis.stages import table
from ecdosis.stages.stage import Stage
from ecdosis.tei.names import NAMESPACES, content, parse

BELL: Final = Path(__file__).parent / "plugin"
ARTICLE: Final = Path(__file__).parent / "foreign" / "article.xml"
BOOK: Final = from_file(ARTICLE)[0]
TEXT: Final = """The ferryman rang the \N{BELL} in the evening, and the lamp was lit when he came there.

ding ding ding ding

The ferryman went home in the morning, and nobody had come to the landing in the whole of the night.
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the plug-in is installed."""
    folder = tmp_path_factory.mktemp("plugin") / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--no-build-isolation", "--target", folder, BELL], check=True)
    return {**os.environ, "PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def built(installed: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TEI of a text, made with the plug-in."""
    folder = tmp_path_factory.mktemp("bell")
    (folder / "bell.txt").write_text(TEXT, encoding="utf-8")
    run(installed, "build", str(folder / "bell.txt"), "-o", str(folder / "out"))
    return folder / "out" / "bell.xml"


def run(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "ecdosis", *arguments]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def test_its_stage_does_its_work(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And what it did is read without it."""
    assert main(["read", str(built)]) == 0
    assert "rang the bell in the evening" in (reading := capsys.readouterr().out)
    assert "ding ding" not in reading
    assert main(["changes", str(built), "--format", "jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["kind"], one["by"], one["source"].strip()) for one in found if one["by"] == "x-bell"] == [
        ("x-bell:sign", "x-bell", "\N{BELL}"),
        ("x-bell:peal", "x-bell", "ding ding ding ding"),
    ]


def test_its_work_is_valid_and_undone_without_it(built: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["restore", str(built)]) == 0
    assert capsysbinary.readouterr().out == TEXT.encode()
    assert main(["validate", str(built)]) == 0, capsysbinary.readouterr().out.decode()


def test_the_header_says_what_it_is(built: Path) -> None:
    root = parse(built.read_bytes())
    rules = {
        kind_of(c.get("{http://www.w3.org/XML/1998/namespace}id", "")): content(c) for c in root.iter("{*}category")
    }
    assert rules["x-bell:peal"] == "A line of rings."
    named = {one.get("ident"): one.get("version") for one in root.iter("{*}application")}
    assert named["ecdosis-bell"] == "1.2"
    who = root.find(".//tei:respStmt[@xml:id='x-bell']/tei:resp", NAMESPACES)
    assert who is not None
    assert who.text == "reading of bells"


def test_books_show_its_changes_and_what_it_set_aside(built: Path) -> None:
    page = built.with_suffix(".html").read_text(encoding="utf-8")
    assert "rang the" in page
    appendix = page[page.index('id="emendations"') :] if 'id="emendations"' in page else page
    assert "ding ding ding ding" in appendix


def test_its_policy_is_a_key_of_a_descriptor(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "bell.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bell.toml").write_text('bells = "source"\n', encoding="utf-8")
    run(installed, "build", str(tmp_path / "bell.txt"), "-o", str(tmp_path / "out"))
    assert "rang the \N{BELL}" in (tmp_path / "out" / "bell.txt").read_text(encoding="utf-8")
    assert main(["build", str(tmp_path / "bell.txt"), "-o", str(tmp_path / "other")]) == 2, "without it, it is unknown"


def test_it_is_part_of_what_a_build_depends_on(installed: dict[str, str], project: Path) -> None:
    (project / "seeds" / "bell.txt").write_text(TEXT, encoding="utf-8")
    assert main(["build"]) == 0
    assert "built" in run(installed, "build")
    assert "rang the bell" in (project / "output" / "bell.txt").read_text(encoding="utf-8")
    assert "unchanged" in run(installed, "build")
    assert main(["build"]) == 0
    assert "rang the \N{BELL}" in (project / "output" / "bell.txt").read_text(encoding="utf-8")


# ------------------------------------------------------------ its format


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


# ------------------------------------------------------------ what plug-ins may not do


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    plugins.found.cache_clear()
    plugins.loaded.cache_clear()
    table.stages.cache_clear()
    outputs.formats.cache_clear()


def given(monkeypatch: pytest.MonkeyPatch, stage: object) -> None:
    """As if a plug-in had this stage."""
    monkeypatch.setattr(plugins, "loaded", lambda group: (("bell", stage),) if group == "ecdosis.stages" else ())
    table.stages.cache_clear()


PLAIN: Final = Stage("x-bell", "does", "x:y", frozenset({"spelling"}))


def test_one_that_keeps_to_the_names_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, PLAIN)
    assert [stage.name for stage in table.stages()] == [*(stage.name for stage in table.BUILT_IN), "x-bell"]


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        (object(), "is no stage"),
        (Stage("bell", "does", "x:y", frozenset()), r"names that it may not have \(bell\)"),
        (Stage("x-bell", "does", "x:y", frozenset({"x-bell:peal"})), r"may not have \(x-bell:peal\)"),
        (
            Stage("x-bell", "", "x:y", frozenset(), kinds=(FurtherKind("peal", Sort.ASIDES, ""),)),
            r"may not have \(peal\)",
        ),
        (
            Stage("x-bell", "", "x:y", frozenset(), kinds=(FurtherKind("x-bell:peal", Sort.BLOCKS, ""),)),
            r"may not have \(x-bell:peal\)",
        ),
    ],
)
def test_one_that_does_not_is_told(stage: object, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, stage)
    with pytest.raises(ToolError, match=says):
        table.stages()


def test_one_that_needs_what_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, Stage("x-bell", "", "x:y", frozenset(), needs=("x-tower",)))
    with pytest.raises(EcdosisError, match=r"x-bell \(needs x-tower\)"):
        table.stages()


def test_one_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    broken = EntryPoint("bell", "nowhere_to_be_found:STAGE", "ecdosis.stages")
    monkeypatch.setattr(plugins, "found", lambda group: (broken,) if group == "ecdosis.stages" else ())
    plugins.loaded.cache_clear()
    table.stages.cache_clear()
    assert main(["list"]) == 5
    assert "The plug-in bell cannot be loaded (ModuleNotFoundError" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("name", ["spelling", "real-word", "x-bell:peal", "x-two-bells:long-peal"])
def test_a_kind_has_an_id_in_the_taxonomy_and_back(name: str) -> None:
    assert kind_of(rule_id(name)) == name
    assert kind_of(f"#{rule_id(name)}") == name
    assert ":" not in rule_id(name)


# ------------------------------------------------------------ what formats of plug-ins may not do


class _Package:
    """What entry points say of their package."""

    def __init__(self, name: str) -> None:
        self.name, self.version = name, "3"


def with_formats(monkeypatch: pytest.MonkeyPatch, **given: object) -> None:
    """As if packages had these formats, each named as its package."""
    points = tuple(EntryPoint(name, "x:y", outputs.GROUP) for name in given)
    for point in points:
        vars(point)["dist"] = _Package(f"of-{point.name}")
    monkeypatch.setattr(plugins, "found", lambda group: points if group == outputs.GROUP else ())
    monkeypatch.setattr(plugins, "loaded", lambda group: tuple(given.items()) if group == outputs.GROUP else ())
    outputs.formats.cache_clear()


PLAIN_FORMAT: Final = Format("peal", "Peal", "text/plain", "test_plugins:peal")


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


def broken(*_: object) -> Made:
    raise ZeroDivisionError("no rope")


def nothing(*_: object) -> None:
    return None


@pytest.mark.parametrize(
    ("maker", "says"),
    [
        ("test_plugins:broken", r"plug-in of-bell 3 failed \(ZeroDivisionError: no rope\)"),
        ("test_plugins:nothing", r"plug-in of-bell 3 failed \(it made no product, but None\)"),
        ("test_plugins:nowhere", r"test_plugins:nowhere cannot be loaded \(AttributeError"),
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
    links = replace(PLAIN_FORMAT, name="links", maker="test_plugins:linking", links=True)
    fails = replace(PLAIN_FORMAT, name="fails", maker="test_plugins:broken")
    with_formats(monkeypatch, a=links, b=PLAIN_FORMAT, c=fails)
    done = products(BOOK, ["links", "peal", "fails"], beside={"peal": "x.peal", "fails": "x.fails", "xml": "x.xml"})
    assert list(done.files) == ["links", "peal"]
    assert told == ["peal", "xml"]


def test_plug_ins_are_not_looked_for_where_nothing_is_done() -> None:
    """Looking for them, and what formats and stages load, would be the longest part of `ecdosis --help`."""
    late = {"importlib.metadata", "concurrent.futures", "lxml", "jinja2", "ecdosis.plugins", "ecdosis.formats.html"}
    code = f"from ecdosis.cli import whole_parser as p; p().format_help(); import sys; print({late} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"
