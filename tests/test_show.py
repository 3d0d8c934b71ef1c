"""One place of an edition explained: found by words of source or reading, with all that touched it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.cli.printing import program
from ecdosis.editor.explain import explain
from ecdosis.editor.offers import Offer, offers
from ecdosis.editor.places import locate
from ecdosis.editor.rows import Decision, cells, checked, load
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import changes, queries, read, recognised
from ecdosis.tei.restore import source_text
from test_proof import DIRT

ROOT = Path(__file__).parent.parent
TEXT = """\
The Ferry

The clerk of the river had seen the lamp in the win-
dow, and the river was "low" that year, and he wrote it
down in the ledger of the ferry, as he always did.1

12\fA RIVER BOOK

The clerk lit the lamp, and nobody at the ferry had seen the ledger since the winter in the year of the ice.
"""


@pytest.fixture(scope="module")
def tei() -> etree._Element:
    return parse((ROOT / "tests" / "golden" / "specimen-the-ferry-ledger.xml").read_bytes())


def edition(source: str, *decisions: Decision) -> etree._Element:
    return parse(to_tei(source.encode(), Descriptor(id="x"), Path("x.txt"), decisions=decisions))


def test_a_divided_word_is_found_by_its_reading() -> None:
    (place,), count = explain(edition(TEXT), "the window", 5)
    assert count == 1
    assert [line.number for line in place.lines if line.within] == [3, 4]
    assert TEXT[place.start : place.end] == "the win-\ndow"
    assert [change.kind for change in place.changes] == ["hyphen"]


def test_and_by_what_stands_in_the_source() -> None:
    (place,), _ = explain(edition(TEXT), "win- dow", 5)
    assert TEXT[place.start : place.end] == "win-\ndow"


@pytest.mark.parametrize("words", ["the river was “low” that", 'the river was "low" that', "THE  RIVER\nwas 'LOW'"])
def test_marks_may_be_typed_as_they_come(words: str) -> None:
    found, count = explain(edition(TEXT), words, 5)
    assert count == (0 if "'" in words else 1)
    assert all(TEXT[place.start : place.end].startswith("the river was") for place in found)


def test_a_position_counts_code_points_of_the_source() -> None:
    at = TEXT.index("ledger")
    (place,), _ = explain(edition(TEXT), str(at), 5)
    assert (place.start, place.end) == (at, at + 1)
    assert explain(edition(TEXT), str(len(TEXT)), 5) == ((), 0)


def test_of_many_places_the_first_are_explained() -> None:
    found, count = explain(edition(TEXT), "the", 2)
    assert (len(found), count) == (2, TEXT.lower().count("the"))


def test_nothing_is_found_for_nothing() -> None:
    assert explain(edition(TEXT), "  ", 5) == explain(edition(TEXT), "hippopotamus", 5) == ((), 0)


def test_every_change_and_every_question_is_told_at_its_place(tei: etree._Element) -> None:
    for record in changes(tei):
        (place,), _ = explain(tei, str(record.start), 1)
        first = record.part_of.removeprefix("#") or record.id
        assert {record.id, first} & {change.id for change in place.changes}
    for query in queries(tei):
        (place,), _ = explain(tei, str(query.start), 1)
        assert query in place.queries


def test_the_pieces_of_a_place_are_the_source_there(tei: etree._Element) -> None:
    source = source_text(tei)
    for at in range(0, len(source), 97):
        (place,), _ = explain(tei, str(at), 1)
        assert all(source[piece.start : piece.end] == piece.source for piece in place.pieces)
        assert place.pieces[0].start <= place.lines[0].start
        assert place.pieces[-1].end >= place.lines[-1].end


@settings(max_examples=30)
@given(st.text(alphabet="ab c-\n\r\f1", min_size=1, max_size=60))
def test_any_text_can_be_explained_anywhere(text: str) -> None:
    source = f"A word {text} and another word of the text.\n"
    root = edition(source)
    for at in range(len(source)):
        (place,), _ = explain(root, str(at), 1)
        [line] = [line for line in place.lines if line.within]
        assert line.start <= at
        assert source[line.start : line.end] in (source.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


@pytest.fixture
def built(project: Path) -> Path:
    (project / "seeds" / "x.txt").write_text(TEXT)
    assert main(["build", "--jobs", "1"]) == 0
    return project


def test_show_tells_how_to_undo(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["show", "x", "--at", "the window"]) == 0
    shown = capsys.readouterr().out
    at = TEXT.index("-\n")
    assert "lines 3 to 4 of x.txt" in shown
    assert "seen the lamp in the window, and" in shown
    assert f"undo: ecdosis decide x keep --at {at}" in shown
    assert main(["decide", "x", "keep", "--at", str(at), "--editor", "A. B."]) == 0
    assert main(["build", "--jobs", "1"]) == 0
    capsys.readouterr()
    assert main(["show", "x", "--at", "lamp in the"]) == 0
    assert "lamp in the window" not in capsys.readouterr().out


def test_what_show_says_of_a_question_answers_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two questions about words and a part of them: each answer names its own reading."""
    text = "He said that he had seen the corn-\nhither, but not the river.\nThe clerk at the gate wrote it.\n" + DIRT
    seed, table = project / "seeds" / "x.txt", project / "seeds" / "x.decisions.tsv"
    seed.write_text(text)
    assert main(["build", "--jobs", "1"]) == 0
    asked = queries(parse((project / "tei" / "x.xml").read_bytes()))
    assert [(one.source, one.suggestion) for one in asked] == [("corn-\nhither", "cornhither"), ("hither", "either")]
    capsys.readouterr()
    for one in asked:
        assert main(["show", "x", "--at", str(one.start)]) == 0
    shown = [line.split(": ", 1) for line in capsys.readouterr().out.splitlines() if " decide x " in line]
    said = [*shown[:2], *shown[-2:]]  # the whole question is shown with its part as well
    assert [word.strip() for word, _ in said] == ["yes", "no", "yes", "no"]
    answers = [("corn- hither,", "cornhither,")] * 2 + [("hither,", "either,")] * 2
    for (word, command), (words, value) in zip(said, answers, strict=True):
        assert main(shlex.split(command)[1:]) == 0
        [row] = load(table)
        assert (row.decision, row.text) == ("accept" if word.strip() == "yes" else "reject", words)
        assert row.value == value
        assert main(["build", "--jobs", "1"]) == 0
        made = parse((project / "tei" / "x.xml").read_bytes())
        assert not [one for one in queries(made) if one.suggestion == value.rstrip(",")]
        assert "corn" in read(made)  # an answer about a part loses nothing of the rest
        table.unlink()
        assert main(["build", "--jobs", "1"]) == 0


def test_a_decision_of_the_editor_is_undone_in_the_table(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "x", "read", "of the river", "of a river"]) == 0
    assert main(["build", "--jobs", "1"]) == 0
    capsys.readouterr()
    assert main(["show", "x", "--at", "clerk of a river"]) == 0
    shown = capsys.readouterr().out
    assert "x.decisions.tsv" in shown
    assert "decide x reject" not in shown


def test_commands_are_named_as_the_shell_finds_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    called = tmp_path / ".venv" / "bin" / "ecdosis"
    called.parent.mkdir(parents=True)
    called.touch(mode=0o755)
    monkeypatch.setattr("sys.argv", [str(called), "build"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program() == ".venv/bin/ecdosis"
    monkeypatch.setenv("PATH", str(called.parent))
    assert program() == "ecdosis"


def test_what_is_shown_is_plain_where_nobody_looks(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main(["show", str(built / "tei" / "x.xml"), "--at", "clerk"])
    assert "\x1b" not in capsys.readouterr().out


def test_what_is_not_there(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "x", "--at", "hippopotamus"]) == 2
    assert "hippopotamus" in capsys.readouterr().err
    assert main(["show", "none", "--at", "clerk"]) == 3
    assert "ecdosis list" in capsys.readouterr().err
    assert main(["changes", "x"]) == 3
    assert "Did you mean tei/x.xml?" in capsys.readouterr().err


def test_a_text_with_odd_characters_gives_the_terminal_no_orders(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "seeds" / "x.txt").write_bytes("A word \x1b[31mred and \x9b another [bold]word[/bold] here.\n".encode())
    assert main(["build", "--jobs", "1"]) == 0
    capsys.readouterr()
    assert main(["show", "x", "--at", "word"]) == 0
    shown = capsys.readouterr().out
    assert "[bold]word[/bold]" in shown
    assert "\x1b" not in shown
    assert "\x9b" not in shown


OFFERED = TEXT.replace("in the year of", "off the yaer, and whethcr") + "\n\nHe sat there in spite off it." + DIRT
"""With slips."""


def test_rows_are_offered_for_everything_at_a_place() -> None:
    """Each can be pasted."""
    built = edition(OFFERED)
    places = [explain(built, str(at), 1)[0][0] for at in range(0, len(OFFERED), 5)]
    offered = {offer for place in places for offer in offers(place, OFFERED)}
    assert {(decision(offer).decision, offer.says.partition(" (")[0]) for offer in offered} >= {
        ("reject", "undo: typewriter mark"),
        ("keep", "undo: hyphen"),
        ("accept", "yes to the question"),
        ("reject", "no to the question"),
        ("block", "what the block is"),
    }
    for offer in offered:
        assert source_text(edition(OFFERED, decision(offer))) == OFFERED


@pytest.mark.parametrize(
    ("specimen", "kind", "row"),
    [
        ("the-ferry-ledger", "running-head", "keep"),
        ("the-weather-book", "note-marker", "keep"),
        ("the-winter-post", "italic", "italic"),
        ("hollow-fen", "page-mark", "keep"),
    ],
)
def test_what_is_left_out_marked_or_set_in_a_style_has_its_row(specimen: str, kind: str, row: str) -> None:
    root = parse((ROOT / "tests" / "golden" / f"specimen-{specimen}.xml").read_bytes())
    source = source_text(root)
    done = [(r.kind, r.start, r.source) for r in changes(root)] + [
        (r.type, r.start, r.source) for r in recognised(root)
    ]
    start, words = next((start, words) for done_as, start, words in done if done_as == kind)
    (place,), _ = explain(root, str(start + len(words) - len(words.lstrip())), 1)
    rows = [decision(offer) for offer in offers(place, source)]
    assert row in {one.decision for one in rows}
    for number in rows:
        assert locate([number], source, "x")


def decision(offer: Offer) -> Decision:
    return checked(Path("x"), 1, cells(*offer.row))


def test_rows_that_are_offered_can_be_pasted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "tei").mkdir(exist_ok=True)
    (project / "tei" / "x.xml").write_bytes(to_tei(OFFERED.encode(), Descriptor(id="x"), Path("x.txt")))
    capsys.readouterr()
    assert main(["show", "x", "--at", "12"]) == 0
    shown = capsys.readouterr().out
    table = project / "x.tsv"
    table.write_text(shown[shown.index("# rows for the table") :], encoding="utf-8")
    assert [(row.decision, row.value) for row in load(table)] == [("block", "p")]
