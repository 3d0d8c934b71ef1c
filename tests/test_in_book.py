"""Words that an editor copies from the book find their place, also where the machine has mended them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.rows import checked, load
from ecdosis.errors import UsageError
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import changes, read
from ecdosis.tei.restore import restore

SOURCE = """\
The Ferry

The clerk recieved the old ledger with the lamp, and nobody had told him whose it was.[1] So the clerk went on.

The end of it was that he beleived the miller, who recieved nobody with the other lamp in that year.

[1] It was the miller who had recieved it of a dentist, as he said.
"""


def built(*rows: tuple[str, ...], source: str = SOURCE) -> etree._Element:
    made = tuple(checked(Path("x"), number, row) for number, row in enumerate(rows, 1))
    tei = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=made))
    assert restore(tei) == source.encode()
    return tei


def test_the_machine_mends_these_words() -> None:
    said = read(built())
    assert "clerk received" in said
    assert "he believed the miller, who received" in said


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("", "clerk received the old", "read", "clerk received the new"), "clerk received the new ledger"),
        (("", "he believed the miller", "read", "he believed the dentist"), "he believed the dentist, who"),
        (("", "believed", "read", "beloved"), "he beloved the miller"),
        (("", "believed", "reject"), "he beleived the miller"),
        (("", "believed", "keep"), "he beleived the miller"),
    ],
)
def test_words_of_the_book_in_a_row(row: tuple[str, ...], says: str) -> None:
    assert says in read(built(row))


def test_a_decision_is_named_as_the_editor_has_written_it() -> None:
    with_reason = built(("", "believed", "read", "beloved", "so in his hand"))
    assert [record.why for record in changes(with_reason) if record.by == "editor"] == ["so in his hand"]


def test_words_that_the_book_has_more_than_once() -> None:
    with pytest.raises(UsageError, match=r"row 1: “received” occurs more than once in the reading. Give its place"):
        built(("", "received", "read", "had"))
    assert "clerk had the old" in read(built((str(SOURCE.index("recieved")), "received", "read", "had")))


def test_words_that_are_nowhere() -> None:
    with pytest.raises(UsageError, match=r"row 1: the source does not have “the cathedral”"):
        built(("", "the cathedral", "read", "x"))


def test_decide_goes_on_beside_such_a_row(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before and after it is carried out."""
    table = project / "seeds" / "x.decisions.tsv"
    (project / "seeds" / "x.txt").write_text(SOURCE, encoding="utf-8")
    (project / "tei").mkdir()
    table.write_text("text\tdecision\tvalue\nhe believed\tread\the beheld\n", encoding="utf-8")
    for _ in range(2):
        made = to_tei(SOURCE.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=load(table))
        (project / "tei" / "x.xml").write_bytes(made)
        assert main(["decide", "x", "--list"]) == 0
        assert "he beleived" in capsys.readouterr().out
    assert main(["decide", "x", "italic", "the other lamp"]) == 0
    assert [row.text for row in load(table)] == ["he believed", "the other lamp"]
    assert main(["decide", "x", "--undo", "--at", str(SOURCE.index("he beleived"))]) == 0
    assert [row.decision for row in load(table)] == ["italic"]


SHAPES = {
    "small capitals from the second letter": "[1] T<sc>he</sc> F<sc>erry</sc> Company kept it.",
    "a tag": "[Footnote 1: T<sc>HE</sc> Ferry Company kept it.]",
    "italics": "[1] _The_ Ferry Company kept it.",
    "italics in a tag": "[Footnote 1: _The_ Ferry Company kept it.]",
    "small capitals": "[Footnote 1: <sc>The</sc> Ferry Company kept it.]",
}


@pytest.mark.parametrize("note", SHAPES.values(), ids=list(SHAPES))
@pytest.mark.parametrize("at", ["the note", "its first letter"])
def test_the_first_word_of_a_note(note: str, at: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever marks part it from its label, or are among its letters."""
    source = (
        "The clerk had _read_ of the <sc>Ferry</sc> in the old ledger,[1] and the <sc>Miller</sc> as well.\n"
        f"The boat was of the river, and it came to the _town_ again.\n\n{note}\n"
    )
    (project / "seeds" / "x.txt").write_text(source, encoding="utf-8")
    (project / "tei").mkdir()
    tei = to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt"))
    (project / "tei" / "x.xml").write_bytes(tei)
    start = source.index(note)
    first = next(n for n in range(start, len(source)) if source[n : n + 2] in ("T<", "Th"))
    label = note.index("]") + 2 if note.startswith("[1]") else note.index(":") + 2
    place = start + label if at == "the note" else first
    assert main(["decide", "x", "read", "The", "A", "--at", str(place)]) == 0
    assert "will read “A”; it read “T" in capsys.readouterr().out
    table = project / "seeds" / "x.decisions.tsv"
    made = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=load(table)))
    assert "[1] A F" in read(made)


@pytest.mark.parametrize(
    ("words", "value", "source"),
    [
        ("Carr, of", "Kerr, of", "He was <sc>Carr</sc>, of the old _town_ and <sc>so</sc> on."),
        ("“town”", "“boat”", 'He was of the "town" and the "river" and so on, as the "boat" was.'),
        ("Carr,", "Kerr,", "He was <sc>Carr</sc>, of the old _town_ and <sc>so</sc> on."),
    ],
)
def test_marks_that_stand_apart_from_the_words_are_not_doubled(words: str, value: str, source: str) -> None:
    before, after = read(built(source=source)), read(built(("", words, "read", value), source=source))
    assert [c for c in after if not c.isalnum()] == [c for c in before if not c.isalnum()]


@pytest.mark.parametrize("row", [("", "the lamp", "read", "the lamp"), ("", "the lamp", "accept", "the lamp")])
def test_a_reading_that_changes_nothing_is_told(row: tuple[str, ...]) -> None:
    said = "Row 1 of the decisions reads “the lamp” as it is read without it: it has no effect."
    tei = etree.tostring(built(row), encoding="unicode")
    assert said in tei
    assert said not in etree.tostring(built((*row[:3], "the bell")), encoding="unicode")
    assert "no effect" not in etree.tostring(built(("", "the lamp", "read", "the “lamp")), encoding="unicode")
    assert "has no effect" not in etree.tostring(built(("", "he beleived", "read", "he believed")), encoding="unicode")


@pytest.mark.parametrize("value", ["“the lamp", "the lamp”", "lamp", "the"])
def test_a_reading_that_only_puts_in_or_leaves_out_is_one(value: str) -> None:
    assert "has no effect" not in etree.tostring(built(("", "the lamp", "read", value)), encoding="unicode")
