"""What an editor says of notes, and of words in them, loses no word: it is carried out, or refused in words."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.footnotes import is_sign
from ecdosis.editor.rows import checked, load
from ecdosis.errors import UsageError
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import ID, NAMESPACES, content, parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from test_tei import problems

SOURCE = """\
The Ferry

The clerk put the lamp out in 1914 with 12 matches, and nobody saw the ledger[1] since the summer.
It was the ferry of the miller, who had written of it.[2] So the clerk came with it and 7 boats.

The end of it came quietly, and nobody wrote it down, since he was gone by then, at half past 3.

[1] The ledger is in the archive, with 15 leaves (see Carr, Ledgers of the North, 1907, p. 12), and
has been read by nobody.
[2] The miller was a dentist before he came there in the spring of that year, as we know.
"""
BEGIN = "[1] The ledger is in the archive, with 15 leaves (see Carr, Ledgers of the North, 1907, p. 12), and"
FIRST = f"{BEGIN} has been read by nobody."
END = "The end of it came quietly, and nobody wrote it down, since he was gone by then, at half past 3."
LAST = "The miller was a dentist before he came there in the spring of that year, as we know."


def built(*rows: tuple[str, ...], source: str = SOURCE) -> etree._Element:
    made = tuple(checked(Path("x"), number, ["", *row]) for number, row in enumerate(rows, 1))
    tei = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=made))
    assert restore(tei) == source.encode()
    assert problems(tei) == []
    return tei


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def lost(tei: etree._Element) -> list[str]:
    """The words of the source that the reading has not, but for the markers that lead to a note, whose label it has."""
    leads = [
        ref.get("n", "") for ref in tei.iterfind(".//tei:ref[@type='noteAnchor']", NAMESPACES) if ref.get("target")
    ]
    return sorted((words(SOURCE) - words(read(tei)) - Counter(leads)).elements())


def notes(tei: etree._Element) -> dict[str, str]:
    return {note.get("n", ""): " ".join(content(note).split()) for note in tei.iterfind(".//{*}body//{*}note")}


REFUSED = [
    (("12 matches", "marker", "12"), "no note “12” without a marker stands behind it"),
    (("7 boats", "marker"), "no note “7” without a marker"),
    (("with 15 leaves", "marker", "15"), "no note “15” without a marker"),
    (("[1] since", "marker", "3"), "“3” is not among the words “[1] since”. Name the marker alone"),
    (("miller, who", "marker", "miller"), "is no number or sign of a note"),
    (("quietly,", "marker"), "“quietly,” is no number or sign of a note, but a part of the text"),
    (("miller was", "marker", "a"), "“a” is not among the words"),
    (("been read by nobody.", "note", "3"), "is only a part of another note"),
    (("as we know.", "note"), "is only a part of another note"),
    (("The miller was a dentist", "note", "2"), "ends in the midst of a line of a note"),
    (("[1] The ledger is in the archive", "note"), "ends in the midst of a line of a note"),
    (("at half past 3. [1] The ledger", "note", "5"), "ends in the midst of a line of a note"),
]


@pytest.mark.parametrize(("row", "says"), REFUSED)
def test_what_would_lose_words_is_refused(row: tuple[str, ...], says: str) -> None:
    with pytest.raises(UsageError, match=re.escape(says)):
        built(row)


@pytest.mark.parametrize(
    ("rows", "label", "note"),
    [
        ([(FIRST, "note", "1")], "1", FIRST),
        ([(LAST, "note", "2")], "2", f"[2] {LAST}"),  # its label belongs to it
        ([(LAST[:-1], "note", "2")], "2", f"[2] {LAST}"),  # and so does the mark behind it
        ([("[1] The ledger [...] 1907, p. 12), and", "note", "1")], "1", BEGIN),
        ([("The end of it [...] half past 3.", "note", "7"), ("7 boats", "marker")], "7", END),
    ],
)
def test_a_whole_note(rows: list[tuple[str, ...]], label: str, note: str) -> None:
    tei = built(*rows)
    assert notes(tei)[label] == note
    assert lost(tei) == []


def test_a_marker_with_its_note_leads_there() -> None:
    source = SOURCE.replace("12 matches", "a match.12").replace("The end of it", "12 The end of it")
    made = built(("match.12", "marker"), ("12 The end of it [...] half past 3.", "note"), source=source)
    [ref] = [ref for ref in made.iterfind(".//{*}ref[@n='12']") if ref.get("resp") == "#editor"]
    [note] = [note for note in made.iter("{*}note") if note.get(ID) == ref.get("target", "")[1:]]
    assert note.get("n") == "12"
    assert "with a match., and nobody" in read(made)


def test_a_sign_that_the_machine_asks_about_may_lead_nowhere() -> None:
    """Its row can be pasted."""
    source = SOURCE.replace("quietly,", "quietly*,")
    made = built(("quietly*,", "marker"), source=source)
    assert "quietly, and nobody" in read(made)


TOKENS = list(re.finditer(r"\S+", SOURCE))


@settings(max_examples=60)
@given(
    st.integers(0, len(TOKENS) - 1),
    st.integers(0, 12),
    st.sampled_from(["marker", "note"]),
    st.sampled_from(["", "1", "7"]),
)
def test_no_word_is_lost_whatever_is_said_of_notes(first: int, more: int, decision: str, value: str) -> None:
    last = min(first + more, len(TOKENS) - 1)
    at, text = TOKENS[first].start(), " ".join(SOURCE[TOKENS[first].start() : TOKENS[last].end()].split())
    row = checked(Path("x"), 1, [str(at), text, decision, value])
    try:
        tei = parse(to_tei(SOURCE.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=(row,)))
    except UsageError:
        return
    assert restore(tei) == SOURCE.encode()
    assert lost(tei) == []


@pytest.mark.parametrize(
    ("found", "label", "is_one"),
    [(one, one.strip("[]"), True) for one in ("12", "[7]", "*", "††", "a", "[xii]", "ferry")]
    + [("l2", "12", True), ("fn3", "3", True), ("[x]", "5", True), ("l2", "13", False), ("", "", False)]
    + [("ferries", "ferries", False), ("the ferry", "3", False), ("was", "3", False), ("late,7", "7", False)],
)
def test_what_can_be_a_marker(found: str, label: str, is_one: bool) -> None:
    assert is_sign(found, label) == is_one


@pytest.mark.parametrize(
    "text", ["see Carr, Ledgers of the North, 1907, p. 12", "Carr, Ledgers of the North", "The ledger is in"]
)
def test_a_reference_in_a_note(text: str) -> None:
    tei = built((text, "reference"))
    [bibl] = [one for one in tei.iterfind(".//{*}body//{*}note//{*}bibl") if one.get("resp") == "#editor"]
    assert content(bibl) == text
    assert lost(tei) == []


def test_a_reference_in_a_note_that_is_none() -> None:
    source = SOURCE.replace(
        "The miller was a dentist", "See J. Carr, Ledgers of the North (London: Example Press, 1907), p. 12. He"
    )
    cited = ".//{*}body//{*}note//{*}bibl"
    assert [*built(source=source).iterfind(cited)]
    assert not [*built(("See J. Carr, [...] 1907), p. 12", "keep"), source=source).iterfind(cited)]


@pytest.mark.parametrize("sort", ["reference", "italic"])
@pytest.mark.parametrize("text", ["read by nobody. [2] The miller was", "at half past 3. [1] The ledger"])
def test_words_of_two_notes_or_of_the_text_and_a_note(text: str, sort: str) -> None:
    with pytest.raises(UsageError, match="is not in one block or note"):
        built((text, sort))


def test_words_around_a_note_at_the_foot_of_a_page_are_words_of_the_text() -> None:
    page = "He was late.[1] The clerk of the old\n\n[1] A note of the clerk.\n\nferry came with the lamp to the boat.\n"
    tei = built(("old [...] ferry", "join"), ("old [...] ferry", "italic"), source=page)
    with pytest.raises(UsageError, match="is not in one block or note"):
        built(("old [...] ferry", "join"), ("the old [...] A note", "italic"), source=page)
    [marked] = tei.iterfind(".//{*}body//{*}hi")
    assert " ".join(content(marked).split()) == "old [1] A note of the clerk. ferry"


@pytest.fixture
def table(project: Path) -> Path:
    """The file of the decisions of an edition that is built, not there yet."""
    (project / "seeds" / "x.txt").write_text(SOURCE, encoding="utf-8")
    (project / "tei").mkdir()
    (project / "tei" / "x.xml").write_bytes(to_tei(SOURCE.encode(), Descriptor("x", language="en"), Path("x.txt")))
    return project / "seeds" / "x.decisions.tsv"


@pytest.mark.parametrize(("row", "says"), REFUSED)
def test_it_is_refused_before_it_is_written(
    row: tuple[str, ...], says: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, decision, *value = row
    assert main(["decide", "x", decision, text, *value]) == 2
    assert says in " ".join(capsys.readouterr().err.split())
    assert not table.exists()


def test_a_note_and_then_its_marker_by_command(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "x", "note", "The end of it [...] half past 3.", "7"]) == 0
    assert "will be the text of note 7." in capsys.readouterr().out
    assert main(["decide", "x", "marker", "7 boats"]) == 0
    assert "will be the marker of note 7." in capsys.readouterr().out
    tei = parse(to_tei(SOURCE.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=load(table)))
    assert lost(tei) == []


def test_another_marker_for_a_note_whose_own_is_kept(table: Path) -> None:
    assert main(["decide", "x", "marker", "at half past 3", "3"]) == 2  # there is no such note
    assert main(["decide", "x", "keep", "written of it.[2]"]) == 0
    source = table.with_name("x.txt")
    assert "[2] So the clerk" in source.read_text(encoding="utf-8")
    tei = parse(to_tei(SOURCE.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=load(table)))
    assert lost(tei) == []


def test_a_label_is_no_marker(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "x", "marker", "[2] The miller", "2"]) == 2
    assert "is the label of a note, and not its marker" in capsys.readouterr().err
