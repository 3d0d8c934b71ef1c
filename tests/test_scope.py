"""A decision may hold for all like it in the text (`scope`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from conftest import accepted
from damaged import ENGLISH, lacking
from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.decide import Row, answers, asked
from ecdosis.editor.meanings import MEANINGS
from ecdosis.editor.places import alike, locate
from ecdosis.editor.rows import Decision, cells, checked, load
from ecdosis.errors import UsageError
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import NAMESPACES, parse
from ecdosis.tei.read import OpenQuery, changes, queries, read, recognised
from ecdosis.tei.restore import restore
from test_proof import DIRT
from test_tei import problems

SOURCE = """\
Tbe lamp of tbe ferry

The clerk lit tbe lamp in the spring, and nobody saw the ledger since the summer in which tbe river rose. It was tber.

* * *

The end of it came quietly, and nobody wrote it down, since tbe clerk was gone by then with the pencil.

* * *

It was the lamp of the ferry.
"""


def built(*rows: str, source: str = SOURCE) -> etree._Element:
    """An edition with decisions (`text|decision|value|scope|at`)."""
    made = []
    for number, row in enumerate(rows, 1):
        text, decision, value, scope, at = [*row.split("|"), "", "", ""][:5]
        made.append(checked(Path("x"), number, [at, text, decision, value, "", "", "", scope]))
    tei = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=tuple(made)))
    assert restore(tei) == source.encode()
    assert problems(tei) == []
    return tei


def test_a_reading_for_all_like_it() -> None:
    """As it stands, and no part of another word."""
    said = read(built("tbe|read|yon|text"))
    assert said.count("yon") == SOURCE.count(" tbe ")
    assert "lamp of yon ferry" in said
    assert "It was tber." in said
    assert "since yon clerk was gone" in said


def test_all_places_have_the_id_of_the_decision() -> None:
    root = built("tbe|read|tbey|text")
    notes = root.findall(".//tei:note[@type='reason']", NAMESPACES)
    [note] = [note for note in notes if "for the whole text" in (note.text or "")]
    row = Decision(1, -1, "tbe", "read", "tbey", scope="text")
    assert row.id in str(note.text)
    ids = {f"#{record.id}" for record in changes(root) if record.by == "editor"}
    assert len(ids) == SOURCE.count(" tbe ")
    assert set(str(note.get("target")).split()) == ids
    assert Decision(7, 3, "tbe", "read", "tbey", scope="text").id == row.id
    assert Decision(1, -1, "tbe", "read", "thee", scope="text").id != row.id


@pytest.mark.parametrize("first", ["here", "text"])
def test_what_is_said_of_a_place_comes_before(first: str) -> None:
    at = SOURCE.index("tbe river")
    rows = ["tbe|read|the|text", f"tbe|read|a|here|{at}"]
    said = read(built(*(rows if first == "text" else rows[::-1])))
    assert "in which a river rose" in said
    assert "the lamp in the spring" in said


def test_and_so_does_what_is_kept_there() -> None:
    at = SOURCE.index("tbe river")
    assert "in which tbe river rose" in read(built(f"tbe|keep||here|{at}", "tbe|read|the|text"))
    said = read(built("tbe|keep||text", f"tbe|read|yon|here|{at}"))
    assert "in which yon river rose" in said
    assert "lit tbe lamp" in said


def test_of_two_for_all_like_them_the_later_counts() -> None:
    said = read(built("tbe|read|the|text", "tbe lamp|read|a lamp|text"))
    assert "The clerk lit a lamp in the spring" in said
    assert "in which the river rose" in said


def test_blocks_and_lines_that_are_all_alike() -> None:
    """Only whole lines: the words stand in a sentence, too."""
    head = "It was the lamp"
    source = SOURCE.replace("* * *", head)
    assert [one.type for one in recognised(built(f"{head}|block|quote|text", source=source)) if one.source == head] == [
        "quote"
    ] * 2
    root = built(f"{head}|aside|running-head|text", source=source)
    assert [one.source.strip() for one in changes(root) if one.kind == "running-head"] == [head] * 2
    assert read(root).rstrip().endswith("It was the lamp of the ferry.")


def test_words_in_italics_wherever_they_stand() -> None:
    """But not where they are in no block, nor in more than one."""
    root = built("the ferry|italic||text", "* * * The end|keep")
    assert [one.source for one in recognised(root) if one.type == "italic"] == ["the ferry"]
    root = built("nobody|foreign|la|text")
    assert [one.source for one in recognised(root) if one.type == "foreign la"] == ["nobody", "nobody"]


ASKED = lacking(ENGLISH, " ")[0]
"""A text that has lost its ligatures: some words that lack one are read, others asked."""


def test_one_yes_for_one_cause() -> None:
    """And one no: what is asked for the same cause is answered, whatever words it is about."""
    source = ASKED
    asked = [query for query in queries(built(source=source)) if query.by == "encoding"]
    assert len({query.suggestion for query in asked}) > 1
    assert all(query.source for query in asked)
    first = asked[0]
    words = source[source.rfind(" ", 0, first.start) + 1 : source.find(" ", first.end)]
    value = words.replace(first.source, first.suggestion)
    accepted = built(f"{words}|accept|{value}|text", source=source)
    assert not [query for query in queries(accepted) if query.by == "encoding"]
    for query in asked:
        assert query.why.split("”")[0].removeprefix("“") in read(accepted)
    mine = [one for one in changes(accepted) if one.by == "editor"]
    assert len(mine) == len(asked)
    rejected = built(f"{words}|reject||text", source=source)
    assert not [query for query in queries(rejected) if query.by == "encoding"]
    assert [one for one in changes(rejected) if one.start in {query.start for query in asked}] == []


def test_no_to_what_was_changed_for_one_cause() -> None:
    """Each of the letters that were read for the same damage."""
    source = "The ﬁrst of the ﬁve ﬂags was ﬁne, and the oﬃcer of the ﬂeet found it all in the river.\n"
    assert "The first of the five" in read(built(source=source))
    assert "The ﬁrst of the ﬁve ﬂags" in read(built("ﬁrst|reject|first|text", source=source))


def test_what_holds_for_one_place_only() -> None:
    for decision, meaning in MEANINGS.items():
        value = {"aside": "slug", "block": "p", "foreign": "fr", "annotate": "so"}.get(decision, "")
        cells = ["", "some words", decision, value, "", "", "", "text"]
        assert bool(meaning.text) != bool(meaning.here)
        if meaning.here:
            with pytest.raises(UsageError, match=f"“{decision}” holds for one place only"):
                checked(Path("x"), 1, cells)
        else:
            assert checked(Path("x"), 1, cells).is_of_text


def test_words_that_are_nowhere_are_told() -> None:
    with pytest.raises(UsageError, match="row 1: the source does not have “tbey”"):
        built("tbey|read|they|text")
    with pytest.raises(UsageError, match="no word is just “tb”"):
        built("tb|read|th|text")
    with pytest.raises(UsageError, match="no line is just “tbe lamp”"):
        built("tbe lamp|aside|slug|text")


HEAD = "at\ttext\tdecision\tvalue\treason\teditor\tdate\tscope"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    ("table", "after"),
    [
        ("", f"{HEAD}\n"),
        ("at\ttext\tdecision\n# mine\n\tquietly\tkeep\n", f"{HEAD}\n# mine\n\tquietly\tkeep\n"),
        (
            "text;decision;value;mine\r\nquietly;keep;;1\r\n",
            "text;decision;value;mine;date;scope\r\nquietly;keep;;1\r\n",
        ),
        ("scope,text,decision\nhere,quietly,keep\n", "scope,text,decision,value,date\nhere,quietly,keep\n"),
        ("\tquietly\tkeep\n", "\tquietly\tkeep\n"),
    ],
)
def test_the_column_is_written_into_any_table(table: str, after: str, encoding: str, project: Path) -> None:
    (project / "seeds" / "x.txt").write_text(SOURCE, encoding="utf-8")
    path = project / "seeds" / "x.decisions.tsv"
    if table:
        path.write_bytes(table.encode(encoding))
    assert main(["decide", "x", "read", "tbe", "the", "--scope", "text", "--date", "2026-01-31"]) == 0
    written = path.read_bytes().decode(encoding if table else "utf-8")
    assert written.startswith(after)
    assert load(path)[-1] == Decision(load(path)[-1].row, -1, "tbe", "read", "the", date="2026-01-31", scope="text")
    assert len(load(path)) == (2 if table else 1)
    assert main(["decide", "x", "--undo"]) == 0
    assert path.read_bytes().decode(encoding if table else "utf-8") == after


def test_it_is_said_before_it_is_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "seeds" / "x.txt").write_text(SOURCE, encoding="utf-8")
    assert main(["decide", "x", "read", "tbe", "the", "--scope", "text"]) == 0
    assert f"In {SOURCE.count(' tbe ')} places, such as: “tbe” (line 1) will read “the”" in capsys.readouterr().out
    assert main(["decide", "x", "--list"]) == 0
    assert f"text: {SOURCE.count(' tbe ')} places" in capsys.readouterr().out
    assert main(["decide", "x", "split", "The end of it", "--scope", "text"]) == 2
    assert "holds for one place only" in capsys.readouterr().err


def test_places_do_not_overlap() -> None:
    source = "so so so so, he said, so so it was"
    found = locate([checked(Path("x"), 1, ["", "so so", "keep", "", "", "", "", "text"])], source, "x")
    assert [source[one.start : one.end] for one in found] == ["so so"] * 3


# ------------------------------------------------------------ questions of one cause


def question(words: str, suggestion: str, source: str, *, by: str = "spelling", why: str = "why") -> list[OpenQuery]:
    """A question about each place at which words stand."""
    return [
        OpenQuery(f"q{match.start()}", *match.span(), match[0], "spelling", by, 0.5, why, suggestion)
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", source)
    ]


def pasted(rows: Iterable[Row]) -> list[Decision]:
    return [checked(Path("x"), number, cells(*row)) for number, row in enumerate(rows, 1)]


LAMQS = "He saw the lamqs, and the lamqs of it, and the lanp. The lamqs were out."


def test_the_same_slip_wherever_it_stands_is_one_question() -> None:
    rows, left = asked([*question("lamqs", "lamps", LAMQS), *question("lanp", "lamp", LAMQS)], LAMQS)
    assert [(row.text, row.value, row.scope) for row in pasted(rows)] == [
        ("lamqs", "lamps", "text"),  # with marks beside it and without
        ("lanp.", "lamp.", "here"),
    ]
    assert left == 0


@pytest.mark.parametrize("unlike", ["unasked", "other"])
def test_but_not_where_it_is_read_in_two_ways_or_not_asked_everywhere(unlike: str) -> None:
    """For the row would change what nobody asks about."""
    source = "He saw the lamqs of it and the lamqs were out when the lamqs came in."
    first, second, third = question("lamqs", "lamps", source)
    third = replace(third, suggestion="lambs")
    rows, left = asked([first, second] if unlike == "unasked" else [first, second, third], source)
    assert all(len(row) == 5 for row in rows)
    assert (len(rows), left) == (2 if unlike == "unasked" else 3, 0)


def test_what_has_one_cause_in_the_text_comes_first_and_what_moves_next() -> None:
    source = "The clerk saw a zhip and a zheep.\n\nTHE HEAD\n\nAnd a zhore and the lanp was lit."
    why = "“{}” lacks the letter here, as others do in this file."
    lost = [
        one
        for word, right in (("zhip", "ship"), ("zheep", "sheep"), ("zhore", "shore"))
        for one in question(word, right, source, by="encoding", why=why.format(right))
    ]
    head = source.index("THE HEAD")
    moving = OpenQuery("h", head, head + 8, "THE HEAD", "running-head", "furniture", 0.5, "why", "")
    rows, left = asked([*question("lanp", "lamp", source), moving, *lost], source)
    assert [(row.text, row.decision, row.scope) for row in pasted(rows)] == [
        ("zhip", "accept", "text"),
        ("THE HEAD", "aside", "here"),
        ("lanp", "accept", "here"),
    ]
    assert "3 places of this text for one cause" in pasted(rows)[0].reason
    assert left == 0


def test_a_row_for_all_that_is_asked_can_be_pasted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = f"{ASKED}\n\nIt was a fuunny boat. The fuunny ship went, and it was in the river.{DIRT}\n"
    tei, table = tmp_path / "x.xml", tmp_path / "x.tsv"
    tei.write_bytes(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt")))
    assert len(queries(parse(tei.read_bytes()))) > len([*answers(queries(parse(tei.read_bytes())), source)])
    assert main(["queries", str(tei)]) == 0
    table.write_text(accepted(capsys.readouterr().out), encoding="utf-8")
    assert {row.scope for row in load(table)} == {"here", "text"}
    made = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=load(table)))
    assert queries(made) == ()
    assert read(made).count("funny") == 2
    assert main(["queries", str(tei), "--format", "table"]) == 0


def test_an_exception_needs_no_build_in_between(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "seeds" / "x.txt").write_text(SOURCE, encoding="utf-8")
    (project / "tei").mkdir()
    (project / "tei" / "x.xml").write_bytes(to_tei(SOURCE.encode(), Descriptor("x", language="en"), Path("x.txt")))
    at = str(SOURCE.index("tbe ferry"))
    assert main(["decide", "x", "read", "tbe", "yon", "--scope", "Text"]) == 0
    capsys.readouterr()
    for decision in (["keep", "tbe"], ["read", "tbe", "tbe"]):
        assert main(["decide", "x", *decision, "--at", at]) == 0
        assert (
            "It is an exception to row 2, which holds for all like it: read “tbe” → “yon”." in capsys.readouterr().out
        )
        table = project / "seeds" / "x.decisions.tsv"
        made = parse(to_tei(SOURCE.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=load(table)))
        assert read(made).count("yon") == SOURCE.count(" tbe ") - 1
        assert "of tbe ferry" in read(made) or "of the ferry" in read(made)
        assert main(["decide", "x", "--undo", "--at", at]) == 0
        capsys.readouterr()
    assert main(["decide", "x", "keep", "the pencil"]) == 2  # nothing is done there


def test_show_names_the_row_that_holds_for_all(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "seeds" / "x.txt").write_text(SOURCE, encoding="utf-8")
    table = project / "seeds" / "x.decisions.tsv"
    table.write_text("text\tdecision\tvalue\tscope\ntbe\tread\tyon\ttext\n", encoding="utf-8")
    (project / "tei").mkdir()
    tei = to_tei(SOURCE.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=load(table))
    (project / "tei" / "x.xml").write_bytes(tei)
    assert main(["show", "x", "--at", "of yon ferry"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "(for the whole text: row 2 of x.decisions.tsv, read “tbe” → “yon”)" in shown
    table.unlink()
    assert main(["show", "x", "--at", "of yon ferry"]) == 0
    shown = capsys.readouterr().out
    assert "(for the whole text)" in shown
    assert not re.search(r"\bd[0-9a-f]{8}\b", shown)


@pytest.mark.parametrize(("words", "places"), [("Tber.", 0), ("tber.", 1), ("TBE", 0), ("tbe", 4), ("clerk lit", 1)])
def test_for_all_like_them_words_are_as_they_are_written(words: str, places: int) -> None:
    """In the same case, and with the same marks."""
    assert len(alike(Decision(1, -1, words, "read", "x", scope="text"), SOURCE)) == places


def test_and_as_a_book_has_them() -> None:
    source = "He saw the fer-\nry and the _ferry_ of “old”.\n"
    assert len(alike(Decision(1, -1, "saw the ferry", "read", "x", scope="text"), source)) == 1
    assert len(alike(Decision(1, -1, "“old”", "read", "x", scope="text"), source.replace("“old”", '"old"'))) == 1
    assert not alike(
        Decision(1, -1, "of old.", "read", "x", scope="text"), "It was of old, and of old: he knew of old men"
    )
