"""Honest tries of somebody who decides for the first time: each works, or says just what to do.

The text has pages, words that line ends and page breaks divide, ligatures, and curly quotation marks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.rows import load
from ecdosis.project.descriptor import Descriptor

ID = "specimen-the-ferry-ledger"
SOURCE = (Path(__file__).parent.parent / "seeds" / f"{ID}.txt").read_text(encoding="utf-8")
TEI = to_tei(SOURCE.encode(), Descriptor(ID, language="en"), Path(f"{ID}.txt"))


@pytest.fixture
def table(project: Path) -> Path:
    """The file of the decisions of an edition that is built, not there yet."""
    (project / "seeds" / f"{ID}.txt").write_text(SOURCE, encoding="utf-8")
    (project / "tei").mkdir(exist_ok=True)
    (project / "tei" / f"{ID}.xml").write_bytes(TEI)
    return project / "seeds" / f"{ID}.decisions.tsv"


AT = str(SOURCE.index("ledger"))
WORKS = [
    (
        "words of the book",
        ["read", "Amos kept to the scale", "Amos kept to his scale"],
        "“the” (page 42, line 69) will read “his”; it read “the”.",
    ),
    (
        "curly marks",
        ["read", "“People do,” she said.", "“People did,” she said."],
        "“do” (line 30) will read “did”; it read “do”.",
    ),
    ("straight marks", ["italic", '"People do," she said'], "she said” (line 30) will be in italics."),
    (
        "other case",
        ["read", "THE FERRY AT SALTERN REACH", "The ferry at Saltern Wreach"],
        "“Reach” (page 42, line 40) will read “Wreach”",
    ),
    (
        "a word over a line end",
        ["read", "a retired dentist", "a retiring dentist"],
        "“re- tired” (line 4) will read “retiring”; it read “retired”.",
    ),
    (
        "a word over a page break",
        ["read", "August 1914 he carried", "August 1914 he ferried"],
        "“car- ried” (page 42, line 70) will read “ferried”; it read “carried”.",
    ),
    (
        "a ligature as letters",
        ["read", "The first hand in the book", "The third hand in the book"],
        "will read “third”; it read “first”.",
    ),
    ("a line", ["read", "ledger", "Ledger", "--line", "3"], "“ledger” (line 3) will read “Ledger”"),
    (
        "a page",
        ["read", "scale", "tale", "--page", "42", "--line", "59"],
        "“scale” (page 42, line 59) will read “tale”",
    ),
    ("a line, in capitals", ["read", "LEDGER", "Ledger", "--line", "3"], "“ledger” (line 3) will read “Ledger”"),
    (
        "a line with other capitals than elsewhere",
        ["read", "Reach", "Wreach", "--line", "40"],
        "“Reach” (page 42, line 40) will read “Wreach”",
    ),
    ("a position", ["read", "ledger", "Ledger", "--at", AT], "“ledger” (line 3) will read “Ledger”"),
    ("half a word", ["read", "Purki", "Perki"], "“Purkiss” (line 5) will read “Perkiss”"),
    ("first words of a paragraph", ["block", "It was a tall, narrow", "quote"], "will be a “quote”; it was a “p”."),
    ("a place for a block", ["block", "head 2", "--at", AT], "will be a “head 2”; it was a “p”."),
    ("a head by its place", ["keep", "--at", "1557"], "will stay as the source has it; undone there: 1 running head."),
    ("no to a ligature", ["reject", "--at", "252"], "will read as it stands in the source; it read “record-office”."),
    (
        "yes to a ligature",
        ["accept", "record-oﬃce because"],
        "“record-oﬃce because” (line 7) reads “record-office because” already; now this is your reading.",
    ),
    (
        "a new paragraph",
        ["split", "The donor, a retired"],
        "A new paragraph will begin with “The donor, a re- tired” (line 4).",
    ),
    ("capitals", ["READ", "red ink", "green ink"], "“red” (page 42, line 65) will read “green”; it read “red”."),
    ("nothing instead", ["read", "parking ticket", " "], "will be left out; it read “parking ticket”."),
]
SAYS = [
    (
        "several places",
        ["read", "ledger", "Ledger"],
        f"in 8 places. Name more words, or say which is meant: --at {AT} (line 3) … The Accession The ledger",
    ),
    ("a line for a position", ["read", "ledger", "Ledger", "--at", "3"], "but not at 3 (if that is a line: --line 3)"),
    (
        "the wrong page",
        ["read", "Purkiss", "Perkiss", "--page", "44"],
        "“Purkiss” does not stand on page 44, but here: --at",
    ),
    (
        "a slip",
        ["read", "a biscuit tinn", "a biscuit box"],
        "neither the source nor the reading has these words. Like them is “in a biscuit tin,” (line 3, --at 61)",
    ),
    (
        "words that are nowhere",
        ["read", "the cathedral of Chartres", "x"],
        f"Copy them from the text, or look for them: ecdosis show {ID} --at WORDS",
    ),
    (
        "what is so",
        ["read", "red ink", "red ink"],
        "“ink” (page 42, line 65) reads “ink” already. This decision would leave everything as it is",
    ),
    ("a paragraph that is one", ["block", "My own position", "p"], "is a “p” already"),
    ("nothing to keep", ["keep", "the donor"], "nothing was changed or left out here"),
    ("nothing to accept", ["accept", "red ink"], "there is no yes or no to it"),
    ("lines that are one paragraph", ["join", "with a dead moth"], "are one paragraph already"),
    ("words of one line", ["join", "dead moth"], "name words of both lines"),
    (
        "a paragraph that begins there",
        ["split", "It was a tall"],
        "A paragraph begins with “It was a tall” (line 14) already",
    ),
    (
        "what is left out",
        ["aside", "THE ESTUARY MISCELLANY", "running-head", "--line", "36"],
        "is left out already, as a running head",
    ),
    (
        "a note by its place",
        ["note", "--at", "3500"],
        "“note” needs the words that it is about, and not only their place: the whole note",
    ),
    ("a language by its name", ["foreign", "red ink", "Latin"], "“Latin” is no code of a language. Write it like fr"),
    ("a slip in the decision", ["acept", "red ink"], "“acept” is not a valid decision. Did you mean “accept”?"),
    ("the words first", ["red ink", "read"], "“red ink” is not a valid decision. Valid are: keep, aside"),
    ("no words", ["read"], "Name those that you decide about"),
    ("a place behind the end", ["keep", "--at", "99999"], "the source ends at"),
]


def said(capsys: pytest.CaptureFixture[str]) -> str:
    shown = capsys.readouterr()
    return " ".join((shown.out + shown.err).split())


@pytest.mark.parametrize(("arguments", "says"), [row[1:] for row in WORKS], ids=[row[0] for row in WORKS])
def test_it_works_and_says_what_will_change(
    arguments: list[str], says: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["decide", ID, *arguments]) == 0
    assert says in said(capsys)
    [row] = load(table)
    assert row.decision == arguments[0].casefold()
    to_tei(SOURCE.encode(), Descriptor(ID), Path("x.txt"), decisions=(row,))  # it can be carried out


@pytest.mark.parametrize(("arguments", "says"), [row[1:] for row in SAYS], ids=[row[0] for row in SAYS])
def test_it_says_what_to_do(arguments: list[str], says: str, table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", ID, *arguments]) == 2
    shown = said(capsys)
    assert says in shown
    assert "row" not in shown
    assert not table.exists()


def test_what_is_said_twice(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["decide", ID, "read", "red ink", "green ink"]
    assert main(words) == 0
    before = table.read_bytes()
    assert main(words) == 2
    assert "row 2 says just that already. Nothing was written." in said(capsys)
    assert table.read_bytes() == before
    assert main(["decide", ID, "annotate", "a dead moth", "It is a moth."]) == 0
    assert main(["decide", ID, "annotate", "a dead moth", "It is a moth."]) == 2
    assert "row 3 says just that already. Nothing was written." in said(capsys)
    assert main(["decide", ID, "--undo"]) == 0
    assert main([*words[:-1], "red ink"]) == 2
    assert "Row 2 decides about these words: --undo --at" in said(capsys)


def test_what_was_decided_is_named_in_a_clash(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", ID, "read", "a dead moth", "a live mouse"]) == 0
    assert main(["decide", ID, "read", "dead", "quick"]) == 2
    shown = said(capsys)
    assert "row 2 (“read”) decides about the same words (“dead”). Take that back first: --undo --at" in shown
    at = shown.rpartition(" ")[2]
    assert main(["decide", ID, "--undo", "--at", at]) == 0
    assert main(["decide", ID, "--undo"]) == 2
    assert "there is no decision to take back" in said(capsys)


def test_who_decides_is_asked_for(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", ID, "italic", "red ink"]) == 0
    assert 'Nobody is named who decides: give --editor "Your Name"' in said(capsys)
    assert main(["decide", ID, "italic", "dead moth", "--editor", "Ann Example"]) == 0
    assert "Nobody" not in said(capsys)


def test_an_edition_that_is_not_built(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (table.parent.parent / "tei" / f"{ID}.xml").unlink()
    assert main(["decide", ID, "read", "red ink", "green ink"]) == 0
    assert "not built of this text yet" in said(capsys)
    assert main(["decide", ID, "keep", "--at", "1557"]) == 2
    assert "not known before the edition is built" in said(capsys)


def test_words_behind_an_option(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["decide", ID, "block", "--at", AT, "head 2"])
    assert "words and values stand before options like --at" in said(capsys)


def test_a_table_in_letters_that_cannot_be_told(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.write_bytes("\tréd ink\tread\tx\n".encode("latin-1"))
    assert main(["decide", ID, "italic", "red ink"]) == 2
    assert "Save it from the spreadsheet as “CSV UTF-8” or as “Unicode text”." in said(capsys)
