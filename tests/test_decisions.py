"""The editor's decisions: each overrules the machine, and one whose place is gone is an error that names the row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from conftest import accepted
from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.meanings import MEANINGS, OF_READINGS
from ecdosis.editor.places import locate
from ecdosis.editor.rows import Decision, load
from ecdosis.editor.table import COLUMNS
from ecdosis.errors import UsageError
from ecdosis.model.document import TYPES
from ecdosis.model.kinds import GLOSSING, INDEXING
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import changes, queries, read, recognised
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import CHECKS, our_schema
from shapes import markers, typed
from test_proof import DIRT
from test_tei import problems

TEXT = """\
Home | About us | Contact

The Ferry at Low Water

By Ann Example

The clerk wrote it all down in the ledger, and nobody at the ferry had seen the lamp since the winter in which the
river rose so high that the geese were counted twice.1 He was late.2 She was later.3

The lamp is lit

The clerk lit the lamp “in the spring”, and nobody at the ferry had seen the ledger since the summer in which the geese
were so many that they were not counted at all, but only "estimated" by the miller, who came over to see.

Brand writes:

It was not my lamp, and I have put it down as geese, since nobody who reads these books will ever ask me for the
geese, and somebody might well come back one day and ask me for the lamp (p. 61).

The end of it “came” quietly, and “nobody” wrote it down, since the clerk was gone by then and had taken the pencil, the
ledger and the lamp with him across the river in the last boat of the year.
"""


def built(rows: str, source: str = TEXT) -> etree._Element:
    found = tuple(
        Decision(n, int(at or -1), *cells)
        for n, (at, *cells) in enumerate((row.split("\t") for row in rows.strip("\n").split("\n") if row), 1)
    )
    return parse(to_tei(source.encode(), Descriptor(id="x"), Path("x.txt"), decisions=found))


def kinds(root: etree._Element) -> list[str]:
    return [kind for kind, _ in typed(root)]


def test_without_decisions() -> None:
    root = built("")
    assert kinds(root) == ["title", "byline", "p", "head 1", "p", "p", "quote", "attribution", "p"]
    assert [label for label, _, _ in markers(root)] == ["1", "2", "3"]
    assert {record.kind for record in changes(root)} >= {"navigation", "quotation-mark", "note-marker"}


def test_furniture_is_kept() -> None:
    root = built("\tHome | About us\tkeep")
    assert read(root).startswith("Home | About us | Contact\n")
    assert "navigation" not in {record.kind for record in changes(root)}


def test_a_line_is_set_aside() -> None:
    root = built("\tThe lamp is lit\taside\trunning-head\tof the printer")
    [head] = [record for record in changes(root) if record.kind == "running-head"]
    assert (head.by, head.certainty, head.why, head.source) == ("editor", 1, "of the printer", "The lamp is lit")
    assert "The lamp is lit" not in read(root)


def test_a_number_is_no_marker() -> None:
    root = built("\t2 She was\tkeep")
    assert [label for label, _, _ in markers(root)] == ["1", "3"]
    assert "late.2 She" in read(root)


@pytest.mark.parametrize(
    ("row", "label"),
    [
        ("\twas late,7 and she\tmarker", "7"),
        ("\twas late,7 and she\tmarker\t7", "7"),
        ("\tledger of 19.07 of\tmarker\t07", "07"),
        ("\tlate,7\tmarker", "7"),
        ("\tbell[x]\tmarker\t5", "5"),
    ],
)
def test_the_marker_among_the_words_of_a_decision(row: str, label: str) -> None:
    text = "He was late,7 and she was later, says the ledger of 19.07 of the bell[x] and others.\n\nA word to it.\n"
    root = built(f"{row}\n\tA word to it.\tnote\t{label}", text)
    assert [(found, note) for found, _, note in markers(root)] == [(label, "A word to it.")]
    assert "was late" in read(root)
    assert "and she was later, says the ledger of 19" in read(root)
    assert "of the bell" in read(root)
    with pytest.raises(UsageError, match=f"no note “{label}” without a marker stands behind it"):
        built(row, text)


def test_words_that_do_not_show_the_marker() -> None:
    with pytest.raises(UsageError, match=r"row 1: “late, he and she 3 or 4” does not show which is the marker"):
        built("\tlate, he and she 3 or 4\tmarker", "They were late, he and she 3 or 4 times, and others too.")


def test_a_number_is_a_marker_and_a_line_its_note() -> None:
    source = "He was late,7 and she was later.\n\n7 This is the ledger of 1907."
    root = built("12\t7\tmarker\n\t7 This is the [...] of 1907.\tnote", source)
    assert [label for label, _, _ in markers(root)] == ["7"]
    assert read(root) == "He was late, and she was later.\n\n[7] This is the ledger of 1907.\n"


def test_lines_are_joined_and_split() -> None:
    source = "The clerk was\n\nlate.\n\nShe was later. He had gone."
    root = built("\tclerk was late.\tjoin\n\tHe had gone\tsplit", source)
    assert read(root) == "The clerk was late.\n\nShe was later.\n\nHe had gone.\n"
    assert [record.by for record in changes(root) if record.kind == "join"] == ["editor"]


def test_lines_that_were_joined_are_split() -> None:
    assert "in which the river rose" in read(built(""))
    root = built("\triver rose so\tsplit")
    assert "in which the\n\nriver rose" in read(root)


@pytest.mark.parametrize("type_", TYPES)
def test_a_block_is_what_the_editor_says(type_: str) -> None:
    root = built(f"\tThe clerk lit the lamp\tblock\t{type_}")
    elements = {"scene-break": "ornament", "stage-direction": "stage", "cast-item": "castItem", "header-row": "row"}
    elements |= {"diary-date": "dateline", "diary-entry": "p"}
    elements |= dict.fromkeys(INDEXING, "index")
    elements |= dict.fromkeys(GLOSSING, "item")  # a word alone, or what it means, makes no glossary
    shown = {"head": "head 1", "title": "head 1", "epigraph": "quote"} | elements
    assert kinds(root)[4] == shown.get(type_, type_)
    assert not [finding for check in CHECKS.values() for finding in check(root, Path("x"))]
    assert our_schema().validator.validate(root)


def test_levels_and_extents() -> None:
    rows = "\tBy Ann Example\tblock\thead 1\n\tThe lamp is lit\tblock\thead 2\n\tThe end of it\tblock\tquote +"
    root = built(rows)
    assert kinds(root) == ["title", "head 1", "p", "head 2", "p", "p", "quote", "quote+"]
    assert [r.type for r in recognised(root) if r.by == "editor"] == ["head 1", "head 2"]


def test_a_change_is_undone_and_a_reading_given() -> None:
    root = built('\t"estimated"\tkeep\n\tthe miller, who\tread\tthe late miller, who\this own copy has it')
    assert '"estimated"' in read(root)
    [change] = [record for record in changes(root) if record.kind == "emendation"]
    assert (change.by, change.reading, change.why) == ("editor", "late ", "his own copy has it")


def test_a_question_that_is_decided_is_no_longer_asked() -> None:
    source = "He was late.* She was later."
    [asked] = queries(built("", source))
    assert asked.kind == "note-marker"
    assert queries(built("\tlate.*\tkeep", source)) == ()
    assert [label for label, _, _ in markers(built("12\t*\tmarker", source))] == ["*"]


def test_the_source_always_comes_back() -> None:
    rows = (
        "\tHome\tkeep\n\tclerk wrote\tread\tmiller wrote\n\tThe lamp is\taside\tslug\n\tBrand\tsplit\n\twrites:\tjoin"
    )
    assert restore(built(rows)) == TEXT.encode()


WORDS = [word for word in dict.fromkeys(TEXT.split()) if TEXT.count(word) == 1]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(list(MEANINGS)), st.integers(0, 99)), max_size=6))
def test_any_decisions_give_a_file_that_is_right(rows: list[tuple[str, str, int]]) -> None:
    values = {
        "aside": ["slug", "navigation", "page-number"],
        "block": [*TYPES, "head 3", "quote +"],
        "read": ["", "x y"],
        "accept": ["", "x y"],
        "foreign": ["fr", "und-Cyrl"],
    }
    made = [
        Decision(n, -1, word, decision, values.get(decision, [""])[number % len(values.get(decision, [""]))])
        for n, (word, decision, number) in enumerate(rows)
    ]
    said = ""
    try:
        root = parse(to_tei(TEXT.encode(), Descriptor(id="x"), Path("x.txt"), decisions=made))
    except UsageError as error:
        said = str(error)
    if said:
        assert re.search(r"rows? \d", said)
        return
    assert restore(root) == TEXT.encode()
    assert problems(root) == []


# ---------------------------------------------------------------- readings

SLIPS = """\
They were all of of the same mind, and the government recieved a apple (and nothing else) for the marked that day.
"""


def emended(rows: str) -> list[tuple[str, str, str, str]]:
    """The kind, source, reading and author of every change of a reading."""
    made = changes(built(rows, SLIPS))
    return [(r.kind, r.source, r.reading, r.by) for r in made if r.kind in OF_READINGS]


def test_readings_of_the_machine() -> None:
    assert emended("") == [
        ("doubled-word", " of", "", "spelling"),
        ("spelling", "ie", "ei", "spelling"),
        ("article", "", "n", "spelling"),
    ]


def test_yes_signs_what_the_machine_did() -> None:
    root = built("\ta apple\taccept\t\tso it is\tAnn Example\t2026-12-24", SLIPS)
    [change] = [r for r in changes(root) if r.kind == "article"]
    assert (change.by, change.certainty, change.reading) == ("editor", 1.0, "n")
    assert change.why == "so it is (Ann Example, 2026-12-24)"
    assert root.find(".//{*}publicationStmt/{*}date").get("when") == "2026-12-24"  # type: ignore[union-attr]


def test_yes_to_several_changes_signs_each() -> None:
    signed = emended("\tof of the same mind, and the government recieved a apple\taccept")
    assert signed == [
        ("doubled-word", " of", "", "editor"),
        ("spelling", "ie", "ei", "editor"),
        ("article", "", "n", "editor"),
    ]


def test_yes_with_the_reading_stands_for_itself() -> None:
    assert ("article", "", "n", "editor") in emended("\ta apple\taccept\tan apple")
    assert ("emendation", "d", "t", "editor") in emended("\tthe marked that\taccept\tthe market that")


def test_a_reading_takes_the_place_of_the_machines() -> None:
    assert ("emendation", "recie", "percei", "editor") in emended(
        "\tgovernment recieved a\tread\tgovernment perceived a"
    )


def test_no_undoes_what_the_machine_did() -> None:
    assert "a apple" in read(built("\ta apple\treject", SLIPS))


def test_yes_where_nothing_is_proposed() -> None:
    with pytest.raises(UsageError, match=r"row 1: “same mind”: no reading is proposed here"):
        built("\tsame mind\taccept", SLIPS)


# ---------------------------------------------------------------- the file


def test_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.decisions.tsv"
    path.write_text(
        "\ufeffat\ttext\tdecision\tvalue\treason\r\n# mine\r\n\r\n12\tThe lamp\tblock\thead 2\tso\r\n\tBrand\tkeep\r\n",
        encoding="utf-8",
        newline="",
    )
    assert load(path) == (
        Decision(4, 12, "The lamp", "block", "head 2", "so"),
        Decision(5, -1, "Brand", "keep"),
    )
    assert load(tmp_path / "none.tsv") == ()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("one", "1 column,"),
        ("\tBrand\tkeep\ta\tb\tc\t2026-01-31\ttext\td", "9 columns"),
        ("\tBrand\tkeep\ta\tb\tc\t2026-01-31\tbook", "no scope"),
        ("\tBrand\tsplit\t\t\t\t\ttext", "holds for one place only"),
        ("\tBrand\tkeep\t\t\tAnn\tMay", "no date"),
        ("\tBrand\tkeep\t\t\tAnn\t2026-02-30", "no date"),
        ("\tBrand\tkeep\t\t\tAnn\t٢٠٢٦-٠١-٠١", "no date"),
        ("\tBrand\tread\tBra\x01nd", "no text can hold"),
        ("99999999999999999999999\tBrand\tkeep", "no position"),
        ("x\tBrand\tkeep", "no position"),
        ("\t\tkeep", "no words"),
        ("\tBrand\tforget", "not a valid decision"),
        ("\tBrand\taside\tcolophon", "no kind"),
        ("\tBrand\tblock\tparagraph", "no type"),
        ("\tBrand\tblock\thead 9", "no type"),
    ],
)
def test_a_faulty_row_is_named(row: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "x.decisions.tsv"
    path.write_text(f"# one\n{row}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="row 2") as error:
        load(path)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("at", "text", "says"),
    [
        (-1, "The lump", "does not have"),
        (3, "The lump", "does not have"),
        (-1, "The clerk", "more than once. Give its place"),
        (3, "The clerk", "more than once, but not at 3"),
    ],
)
def test_a_place_that_is_gone_is_an_error(at: int, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=r"row 7.*") as error:
        locate([Decision(7, at, text, "keep")], TEXT, "x.decisions.tsv")
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("\tThe lamp is\taside\tslug\n\tlamp is lit\tread\tx", "rows 1 and 2 decide about the same words"),
        ("\tBrand writes\tblock\tp\n\tBrand\tblock\thead", "rows 1 and 2 decide about the same words"),
        ("\tAbout us\tread\tx", "row 1: “About us” is left out"),
    ],
)
def test_decisions_that_cannot_be_carried_out(rows: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        built(rows)


def test_words_over_line_ends_and_words_left_out() -> None:
    [whole] = locate([Decision(1, -1, "the river rose", "keep")], TEXT, "x")
    assert TEXT[whole.start : whole.end] == "the\nriver rose"
    [cut] = locate([Decision(1, -1, "Brand writes: [...] (p. 61).", "keep")], TEXT, "x")
    assert TEXT[cut.start :].startswith("Brand writes:")
    assert TEXT[: cut.end].endswith("(p. 61).")


# ---------------------------------------------------------------- the command line


def test_every_question_answers_itself(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `queries` prints can be put among the decisions, and if the editor says yes to what has no decision yet,
    nothing is asked any more; before that, only this is."""
    source = "He was late.* She was later, in spite off it, and sang “the song of of the boatman all night.\n" + DIRT
    (project / "seeds" / "x.txt").write_text(source, encoding="utf-8")
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["queries", "tei/x.xml"]) == 0
    printed = capsys.readouterr().out
    assert printed.split("\n")[0] == "\t".join(COLUMNS[:5])
    head, *rows = printed.removesuffix("\n").split("\n")
    open_rows = [row for row in rows if row.split("\t")[2] == ""]
    assert 0 < len(open_rows) < len(rows)
    for text, left in ((printed, open_rows), (accepted(printed), [])):
        (project / "seeds" / "x.decisions.tsv").write_text(text, encoding="utf-8")
        assert main(["build"]) == 0
        capsys.readouterr()
        assert main(["queries", "tei/x.xml"]) == 0
        assert capsys.readouterr().out.removesuffix("\n").split("\n") == [head, *left]
    assert main(["build", "--no-decisions"]) == 0
    capsys.readouterr()
    assert main(["queries", "tei/x.xml"]) == 0
    assert capsys.readouterr().out == printed


def test_decisions_stop_their_own_edition_only(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (project / "seeds" / f"{name}.txt").write_text("It was late.\n", encoding="utf-8")
    (project / "seeds" / "a.decisions.tsv").write_text("\tIt was early\tkeep\n", encoding="utf-8")
    assert main(["build"]) == 2
    said = capsys.readouterr()
    assert "a.decisions.tsv: row 1" in said.err
    assert (project / "output" / "b.epub").is_file()
    assert not (project / "output" / "a.epub").exists()


def test_blocks_are_printed_as_decisions(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "seeds" / "x.txt").write_text(TEXT, encoding="utf-8")
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["blocks", "tei/x.xml"]) == 0
    table = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    found = [["block", t] for t in ("title", "byline", "head 1", "quote")]
    assert [row[2:4] for row in table[1:]] == [*found, ["reference", ""]]
    (project / "seeds" / "x.decisions.tsv").write_text("\n".join("\t".join(row) for row in table), encoding="utf-8")
    assert main(["build"]) == 0
    assert load(project / "seeds" / "x.decisions.tsv")


# ---------------------------------------------------------------- ecdosis decide


@pytest.mark.parametrize("marker", ["[2]", "2"])
def test_a_reading_leaves_the_marker_behind_it(marker: str, project: Path) -> None:
    one, three = marker.replace("2", "1"), marker.replace("2", "3")
    text = f"The ferry was late.{one} Nobody came.{marker} The lamp was lit.{three}\n\nIt was late.\n\nNotes\n\n"
    text += "1. So in the ledger.\n\n2. But see the other.\n\n3. It was not.\n"
    (project / "seeds" / "x.txt").write_text(text, encoding="utf-8")
    row = f"\tNobody came.{marker}\tread\tNobody went.{marker}"
    (project / "seeds" / "x.decisions.tsv").write_text("at\ttext\tdecision\tvalue\n" + row, encoding="utf-8")
    assert main(["build"]) == 0
    said = (project / "output" / "x.txt").read_text(encoding="utf-8")
    assert "The ferry was late. Nobody went. The lamp was lit." in said


def test_words_left_out_are_found_in_no_time() -> None:
    source = "the boat of the river and the quay to the town, " * 4000 + "and the end of it."
    with pytest.raises(UsageError, match="does not have"):
        locate([Decision(1, -1, "the [...] of [...] and [...] to [...] zzz", "keep")], source, "x")
    [one] = locate([Decision(1, -1, "quay to the town, and the end [...] it.", "keep")], source, "x")
    assert source[one.start : one.end] == "quay to the town, and the end of it."
