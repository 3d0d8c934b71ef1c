"""Plug-ins: a package of somebody else's, installed, and what was made with it when it is gone."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Final

import pytest
from lxml import etree
from pypdf import PdfReader

from ecdosis import plugins
from ecdosis.cli import main
from ecdosis.errors import EcdosisError, ToolError
from ecdosis.languages import Language
from ecdosis.languages.interface import interface, spoken
from ecdosis.model.kinds import FurtherKind, Sort, kind_of, rule_id
from ecdosis.stages import table
from ecdosis.stages.stage import Stage
from ecdosis.tei.names import NAMESPACES, content, parse, text_of
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from plugged import TEXT, forget, run


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    forget()


@pytest.fixture(scope="module")
def built(installed: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TEI of a text, made with the plug-in."""
    folder = tmp_path_factory.mktemp("bell")
    (folder / "bell.txt").write_text(TEXT, encoding="utf-8")
    run(installed, "build", str(folder / "bell.txt"), "-o", str(folder / "out"))
    return folder / "out" / "bell.xml"


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


def test_its_profile_knows_where_a_text_comes_from(installed: dict[str, str], tmp_path: Path) -> None:
    """What the archive has put in is no part of the text, and the title that it gives is the title."""
    source = "Archive of Bells: The Evening Bell\n\nThe ferryman rang it, and nobody came to the river.\n"
    (tmp_path / "evening.txt").write_text(source, encoding="utf-8")
    run(installed, "build", str(tmp_path / "evening.txt"), "-o", str(tmp_path / "out"))
    root = parse((tmp_path / "out" / "evening.xml").read_bytes())
    assert read(root) == "The ferryman rang it, and nobody came to the river.\n"
    assert restore(root) == source.encode()
    assert text_of(root, ".//tei:titleStmt/tei:title") == "The Evening Bell"
    assert text_of(root, ".//tei:note[@type='provenance']") == "the Archive of Bells"


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


# ------------------------------------------------------------ a language


SEA: Final = """LA MEVO KAJ LA LUMTURO

ĈAPITRO UNUA

La maro estis kvieta tiun vesperon, kaj la maljuna lumturo staris
sola sur la granda ŝtono, antaŭ la enirejo de la haveno.[1] La gar-
disto ŝaltis la lampon kiel ĉiuvespere, kaj la mevo flugis al li kaj
sidiĝis sur lia ŝultro, ĉar ĝi konis la gardiston de longe.

ĈAPITRO DUA

Matene la lumturo estis malluma. La mevo vokis kaj vokis, sed la
pordo restis fermita.[2] La fiŝistoj venis per boato kaj trovis la
libron kaj la lampon, sed ne la gardiston, kiu ne plu estis tie.

NOTOJ

1. Tia ŝtono kuŝas antaŭ la enirejo de la haveno.

2. La pordo estis el kverko.
"""
KNOWN: Final = """title = "La mevo kaj la lumturo"
author = "Ana Ekzemplo"
translator = "Tomo Tria"
language = "eo"
"""


@pytest.fixture(scope="module")
def esperanto(installed: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TEI of a text in a language that the plug-in brings, made with it."""
    folder = tmp_path_factory.mktemp("sea")
    (folder / "sea.txt").write_text(SEA, encoding="utf-8")
    (folder / "sea.toml").write_text(KNOWN, encoding="utf-8")
    run(installed, "build", str(folder / "sea.txt"), "-o", str(folder / "out"))
    return folder / "out" / "sea.xml"


def pages(built: Path) -> dict[str, etree._Element]:
    """The pages of its EPUB, by their names."""
    with zipfile.ZipFile(built.with_suffix(".epub")) as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml")]
        return {name.rpartition("/")[2]: etree.fromstring(book.read(name)) for name in names}


def test_an_epub_speaks_the_language_that_it_brings(esperanto: Path) -> None:
    """Contents, title page, notes, the list of changes and the imprint; what the TEI says in English is marked."""
    files = pages(esperanto)
    [title] = list(files["nav.xhtml"].iter("{*}h1"))
    assert (content(title), title.get("lang")) == ("Enhavo", None)
    listed = [content(one) for one in files["nav.xhtml"].find("{*}body/{*}nav").iter("{*}a")]  # type: ignore[union-attr]
    assert listed[-3:] == ["Notoj", "Emendoj", "Pri ĉi tiu eldono"]
    assert "Tradukis Tomo Tria" in content(files["title_page.xhtml"])
    [about] = [one for page in files.values() for one in page.iter("{*}section") if one.get("id") == "about"]
    assert about.get("lang") is None
    said = {content(one): one.get("lang") for one in about.iter("{*}p")}
    assert said["La uzkondiĉoj ne estas konataj."] is None
    assert [language for text, language in said.items() if "UTF-8" in text] == ["en"]
    assert not [text for text, language in said.items() if " was " in text and not language]


def test_a_page_speaks_the_language_that_it_brings(esperanto: Path) -> None:
    page = etree.HTML(esperanto.with_suffix(".html").read_text(encoding="utf-8"))
    [bar] = page.iterfind(".//header[@id='bar']")
    assert bar.get("lang") == "eo"
    assert [content(one) for one in bar.iterfind(".//fieldset[@id='views']/legend")] == ["Vido"]
    heads = [content(one) for one in page.iterfind(".//div[@id='appendix']/section/h2")]
    assert heads == ["Emendoj", "Pri ĉi tiu eldono"]
    assert "1 linifina dividstreko forlasita" in {content(one) for one in page.iterfind(".//summary")}
    [script] = page.iterfind(".//script")
    assert "`Noto ${ref.textContent}`" in (script.text or "")


def test_a_pdf_speaks_the_language_that_it_brings(esperanto: Path) -> None:
    made = PdfReader(esperanto.with_suffix(".pdf"))
    assert str(made.root_object["/Lang"]) == "eo"
    said = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    assert "Ĉi tiu eldono estas farita el unu dosiero, sea.txt" in said
    assert "Emendoj Post la numero de la paĝo" in said


@pytest.mark.usefixtures("project")
def test_its_books_are_valid_without_it(esperanto: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A PDF, too, says what the TEI reads, whatever its own chapters are called."""
    products = [str(esperanto.with_suffix(f".{kind}")) for kind in ("pdf", "html")]
    assert main(["validate", str(esperanto), *products]) == 0, capsys.readouterr().out
    assert main(["read", str(esperanto)]) == 0
    assert "La gardisto ŝaltis la lampon" in capsys.readouterr().out


def test_without_it_a_book_in_that_language_speaks_english(esperanto: Path, tmp_path: Path) -> None:
    for name, text in (("sea.txt", SEA), ("sea.toml", KNOWN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["build", str(tmp_path / "sea.txt"), "-o", str(tmp_path / "out")]) == 0
    files = pages(tmp_path / "out" / "sea.xml")
    [title] = list(files["nav.xhtml"].iter("{*}h1"))
    assert (content(title), title.get("lang")) == ("Contents", "en")
    assert (tmp_path / "out" / "sea.txt").read_bytes() == esperanto.with_suffix(".txt").read_bytes()


def test_its_folder_says_all_that_ours_says_but_for_names_and_a_few_kinds() -> None:
    """A translation with nothing in it that Ecdosis does not ask for, and hardly anything left in English."""
    there = Language("eo", Path(__file__).parent / "plugin" / "ecdosis_bell" / "eo")
    made = spoken(there)
    lacking = [key for key in interface("en").texts if key not in made]
    assert {key.partition(".")[0] for key in lacking} <= {"kinds", "beside", "left_out", "formats", "tei"}
    assert made.text("imprint.changed", 21, count=21, kinds="", list="").startswith("En 21 lokoj")


# ------------------------------------------------------------ what plug-ins may not do


def given(monkeypatch: pytest.MonkeyPatch, stage: object) -> None:
    """As if a plug-in had this stage."""
    monkeypatch.setattr(plugins, "loaded", lambda group: (("bell", stage),) if group == "ecdosis.stages" else ())
    forget()


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
    forget()
    assert main(["list"]) == 5
    assert "The plug-in bell cannot be loaded (ModuleNotFoundError" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("name", ["spelling", "real-word", "x-bell:peal", "x-two-bells:long-peal"])
def test_a_kind_has_an_id_in_the_taxonomy_and_back(name: str) -> None:
    assert kind_of(rule_id(name)) == name
    assert kind_of(f"#{rule_id(name)}") == name
    assert ":" not in rule_id(name)


def test_plug_ins_are_not_looked_for_where_nothing_is_done() -> None:
    """Looking for them, and what formats and stages load, would be the longest part of `ecdosis --help`."""
    late = {"importlib.metadata", "concurrent.futures", "lxml", "jinja2", "ecdosis.plugins", "ecdosis.formats.html"}
    code = f"from ecdosis.cli import whole_parser as p; p().format_help(); import sys; print({late} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"
