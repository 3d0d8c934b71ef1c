"""Decisions that are written: the command `decide`, and the rows that answer a question or undo a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.built import Built
from ecdosis.editor.decide import answer, place, taken_back
from ecdosis.editor.places import locate
from ecdosis.editor.rows import Decision, load
from ecdosis.editor.table import COLUMNS
from ecdosis.errors import UsageError
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import OpenQuery, changes, queries, read
from ecdosis.tei.restore import restore
from test_decisions import SLIPS, built
from test_tei import problems

ROOT = Path(__file__).parent.parent


@pytest.fixture
def slips(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project with the text of SLIPS, built; the file of its decisions, which is not there yet."""
    (project / "seeds" / "x.txt").write_text(SLIPS, encoding="utf-8")
    assert main(["build"]) == 0
    capsys.readouterr()
    return project / "seeds" / "x.decisions.tsv"


def test_a_decision_is_added(slips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    words = ["the marked that", "the market that"]
    assert main(["decide", "x", "read", *words, "--editor", "Ann Example", "--reason", "a slip"]) == 0
    assert slips.read_text(encoding="utf-8") == (
        "\t".join(COLUMNS) + "\n\tthe marked that\tread\tthe market that\ta slip\tAnn Example\t2027-01-15\n"
    )
    assert main(["build"]) == 0
    text = slips.parent.parent / "output" / "x.txt"
    assert "the market that day" in text.read_text(encoding="utf-8")


def test_a_decision_about_what_stands_at_a_place(slips: Path) -> None:
    at = str(SLIPS.index("recieved"))
    assert main(["decide", "x", "reject", "--at", at, "--date", "2026-12-24"]) == 0
    [row] = load(slips)
    assert (row.text, row.decision, row.value, row.date) == ("recieved", "reject", "received", "2026-12-24")
    assert row.at == int(at)
    assert main(["build"]) == 0
    assert "recieved" in (slips.parent.parent / "output" / "x.txt").read_text(encoding="utf-8")


def test_the_file_keeps_its_form(slips: Path) -> None:
    slips.write_bytes(b"at\ttext\tdecision\r\n\tsame mind\tkeep")
    assert main(["decide", "x", "italic", "nothing else", "--date", "2026-12-24"]) == 0
    assert (
        slips.read_bytes() == b"at\ttext\tdecision\r\n\tsame mind\tkeep\r\n\tnothing else\titalic\t\t\t\t2026-12-24\r\n"
    )
    assert [row.row for row in load(slips)] == [2, 3]


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["y", "keep", "mind"], 2, "no edition “y”"),
        (["x", "keep", "The clerk"], 2, "“The clerk”: neither the source nor the reading has"),
        (["x", "keep", "of"], 2, "occurs more than once"),
        (["x", "aside", "same mind", "colophon"], 2, "no kind of furniture"),
        (["x", "reject", "--at", "0"], 2, "no doubtful reading"),
        (["x", "read", "--at", str(SLIPS.index("recieved"))], 2, "Name both"),
        (["x", "keep"], 2, "No words are named"),
    ],
)
def test_a_decision_that_is_none(
    arguments: list[str], status: int, says: str, slips: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["decide", *arguments]) == status
    assert says in capsys.readouterr().err
    assert not slips.exists()


def test_a_decision_about_a_text_that_is_missing(slips: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (slips.parent / "y.toml").write_text('source = "y.txt"\n', encoding="utf-8")
    assert main(["decide", "y", "keep", "x"]) == 3
    assert "y.txt: the text is missing" in capsys.readouterr().err


def test_words_that_have_moved_are_found(slips: Path) -> None:
    assert main(["decide", "x", "reject", "--at", str(SLIPS.index("recieved"))]) == 0
    at = load(slips)[0].at
    text = slips.parent / "x.txt"
    text.write_text("A line was put in before.\n\n" + SLIPS, encoding="utf-8")
    [located] = locate(load(slips), text.read_text(encoding="utf-8"), "x")
    assert located.start == at + 27
    assert located.decision.value == "received"
    assert main(["build"]) == 0


def test_yes_to_a_question_that_proposes_nothing(slips: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = slips.parent / "x.txt"
    text.write_text("“I shall go, he said, and he went down to the river and the ferry.\n", encoding="utf-8")
    assert main(["build"]) == 0
    assert main(["decide", "x", "accept", "--at", "0"]) == 2
    assert "No reading is proposed at 0" in capsys.readouterr().err
    assert not slips.exists()


@pytest.mark.parametrize("divided", ["jum-\nped", "jum-\n   ped", "blarg-\nficating", "co-\nworkers"])
def test_a_yes_to_a_question_about_a_hyphen_gives_the_whole_word(divided: str) -> None:
    source = (
        f"The clerk of the river had seen the lamp in that year, and he {divided} over the wall, and lived there.\n"
    )
    asked = parse(to_tei(source.encode(), Descriptor(id="x", language="xx"), Path("x.txt")))
    [query] = queries(asked)
    assert query.source == divided
    at, words, decision, value = answer(query, source)
    whole = "".join(divided.replace("-", "").split())
    assert (words, decision, value) == (" ".join(divided.split()), "accept", whole)
    assert f" he {whole} over the wall" in read(
        built(f"{at}\t{words}\t{decision}\t{value}\t\tA. B.\t2026-01-31", source)
    )


@pytest.mark.parametrize(
    ("parted", "machine", "kept"),
    [
        ("win-\nter of", "the winter of ice", "the win-ter of ice"),
        ("bell-\nringers of", "the bell-ringers of ice", "the bell- ringers of ice"),
    ],
)
def test_a_divided_word_that_is_kept_has_its_hyphen_and_its_paragraph(parted: str, machine: str, kept: str) -> None:
    source = f"""\
The Ferry

The clerk of the river had seen the lamp of the {parted} ice
and of snow, and the long night, and bell-ringers were
seen in the winter of that year by all of the clerks
of the river, and the bell-ringers went home for tea.
"""
    assert machine in read(built("", source))
    decided = built(f"{source.index(parted)}\t{' '.join(parted.split())}\tkeep\t\t\tA. B.\t2026-01-31", source)
    assert kept in read(decided)
    assert restore(decided) == source.encode()
    assert problems(decided) == []


def test_a_hyphen_that_is_kept_leaves_what_was_set_aside_within_the_word() -> None:
    """The way `show` proposes: by the position of the change alone."""
    source = (ROOT / "seeds" / "specimen-the-ferry-ledger.txt").read_text(encoding="utf-8")
    before = built("", source)
    at = source.index("he car-\n") + len("he car")
    first, words, value = place(at, "keep", source, queries(before), changes(before))
    decided = built(f"{first}\t{words}\tkeep\t{value}\t\tA. B.\t2026-01-31", source)
    assert "August 1914 he carried twenty-three" in read(before)
    assert "August 1914 he car-ried twenty-three" in read(decided)
    asides = [
        [r.source for r in changes(root) if r.kind in ("running-head", "page-number")] for root in (before, decided)
    ]
    assert asides[0] == asides[1] != []
    assert restore(decided) == source.encode()


def test_what_was_set_aside_is_kept_by_its_position_alone() -> None:
    """Not what stands beside it, beyond the page break."""
    source = (ROOT / "seeds" / "specimen-the-ferry-ledger.txt").read_text(encoding="utf-8")
    before = built("", source)
    number, head = (r for r in changes(before) if 3190 < r.start < 3260 and r.kind in ("page-number", "running-head"))
    at, words, value = place(number.start, "keep", source, queries(before), changes(before))
    assert (words, value) == (number.source.strip(), "")
    decided = built(f"{at}\t{words}\tkeep\t{value}\t\tA. B.\t2026-01-31", source)
    kept = [r.start for r in changes(decided)]
    assert number.start not in kept
    assert head.start in kept


def test_what_is_printed_of_line_ends_names_the_words_that_they_part() -> None:
    source = "The lamp is lit and the\n\nladder is put by. The lamp is out."
    at = source.index("\n\n")
    asked = OpenQuery("q1", at, at + 2, "\n\n", "join", "lines", 0.5, "", " ")
    assert answer(asked, source) == (at - 3, "the ladder", "join", "")
    [located] = locate([Decision(1, at - 3, "the ladder", "join")], source, "x")
    assert source[located.start : located.end] == "the\n\nladder"


def test_a_row_of_a_centred_heading_is_about_its_words(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its words stand in the text as well, so only the place tells which are meant."""
    prose = "The keeper went down to the river, and the boats came in from the sea in the evening. " * 3
    heads = f"{'':12}THE WEATHER BOOK\n\n{'':12}CHAPTER I\n\n"
    source = f"{heads}{prose}It was THE WEATHER BOOK, CHAPTER I, he said.\n"
    (project / "seeds" / "x.txt").write_text(source, encoding="utf-8")
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["blocks", "tei/x.xml"]) == 0
    printed = capsys.readouterr().out
    places = [int(row.split("\t")[0]) for row in printed.rstrip("\n").split("\n")[1:]]
    assert places == [source.index("THE WEATHER"), source.index("CHAPTER")]
    (project / "seeds" / "x.decisions.tsv").write_text(printed, encoding="utf-8")
    assert main(["build"]) == 0


# ------------------------------------------------------------ the later decision counts


def reading(slips: Path) -> str:
    assert main(["build"]) == 0
    return (slips.parent.parent / "output" / "x.txt").read_text(encoding="utf-8")


def test_a_reading_may_follow_a_no(slips: Path) -> None:
    """In the order in which people decide: no to the machine, and later what is read."""
    assert main(["decide", "x", "reject", "--at", str(SLIPS.index("recieved"))]) == 0
    assert "recieved" in reading(slips)
    assert main(["decide", "x", "read", "recieved", "reprieved"]) == 0
    assert "reprieved" in reading(slips)
    assert [(row.decision, row.value) for row in load(slips)] == [("read", "reprieved")]


def test_a_decision_takes_the_place_of_the_one_before(slips: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "x", "italic", "same mind"]) == 0
    assert main(["decide", "x", "read", "the marked that", "the market that"]) == 0
    capsys.readouterr()
    assert main(["decide", "x", "read", "marked that", "bargain that"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "It replaces: read “the marked that” → “the market that”." in said
    assert [(row.decision, row.text) for row in load(slips)] == [("italic", "same mind"), ("read", "marked that")]
    assert "the bargain that" in reading(slips)


def test_rows_written_by_hand_may_be_replaced_by_later_ones(slips: Path) -> None:
    slips.write_text(
        "\tthe marked that\tread\tthe market that\n\tthe marked that\tread\tthe basket that\n", encoding="utf-8"
    )
    assert "the basket that" in reading(slips)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("the marked that", "read", "the market place"), ("marked", "read", "basket")),
        (("the marked that", "aside", "navigation"), ("marked", "read", "market")),
        (("marked", "read", "market"), ("the marked that", "aside", "navigation")),
    ],
)
def test_what_would_lose_an_earlier_decision_is_an_error(
    slips: Path, first: tuple[str, ...], second: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A later reading of a part of the words, or another sort of decision, does not say that the earlier is wrong."""
    slips.write_text("".join(f"\t{chr(9).join(row)}\n" for row in (first, second)), encoding="utf-8")
    assert main(["build"]) == 2
    assert "rows 1 and 2 decide about the same words" in " ".join(capsys.readouterr().err.split())


def test_a_no_about_many_words_leaves_a_reading_among_them(slips: Path) -> None:
    """As the rows of `queries` are, which name words around what they ask about."""
    slips.write_text("\tthe marked that\tread\tthe market that\n\tfor the marked that day.\treject\n", encoding="utf-8")
    assert "the market that" in reading(slips)


def test_a_bare_yes_about_many_words_does_not_lose_a_reading_among_them(
    slips: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slips.write_text("\tthe marked that\tread\tthe market that\n\tfor the marked that day.\taccept\n", encoding="utf-8")
    assert main(["build"]) == 2
    assert "rows 1 and 2 decide about the same words" in " ".join(capsys.readouterr().err.split())


def test_a_decision_is_taken_back(slips: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slips.write_bytes(b"# mine\r\nat\ttext\tdecision\r\n\tsame mind\tkeep\r\n\r\n")
    before = slips.read_bytes()
    assert main(["decide", "x", "read", "the marked that", "the market that"]) == 0
    assert main(["decide", "x", "--undo"]) == 0
    assert "row 5 is taken back: read “the marked that”" in " ".join(capsys.readouterr().out.split())
    assert slips.read_bytes() == before
    assert main(["decide", "x", "--undo"]) == 0
    assert slips.read_bytes() == b"# mine\r\nat\ttext\tdecision\r\n\r\n"
    assert main(["decide", "x", "--undo"]) == 2
    assert "there is no decision to take back" in " ".join(capsys.readouterr().err.split())


def test_a_decision_at_a_place_is_taken_back(slips: Path) -> None:
    at = str(SLIPS.index("recieved"))
    assert main(["decide", "x", "reject", "--at", at]) == 0
    assert main(["decide", "x", "italic", "same mind"]) == 0
    assert main(["decide", "x", "--undo", "--at", at]) == 0
    assert [row.decision for row in load(slips)] == ["italic"]
    assert main(["decide", "x", "--undo", "--at", at]) == 2


def test_a_decision_about_what_begins_with_a_blank_is_taken_back(tmp_path: Path) -> None:
    """By the position that `changes` prints, which may be that of a blank."""
    path = tmp_path / "x.decisions.tsv"
    path.write_text("7\tword\tkeep\n", encoding="utf-8")
    assert taken_back(path, 5, Built("abcde  word"))[0] == b""
    assert taken_back(path, 7, Built("abcde  word"))[0] == b""
    for at in (4, 8):
        with pytest.raises(UsageError, match=f"no decision at {at} to take back"):
            taken_back(path, at, Built("abcde  word"))


@pytest.mark.parametrize("arguments", [["x"], ["x", "keep", "same mind", "--undo"]])
def test_one_decides_or_takes_back(slips: Path, arguments: list[str]) -> None:
    assert main(["decide", *arguments]) == 2
    assert not slips.exists()


def test_the_decisions_that_hold_are_listed(slips: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "x", "--list"]) == 0
    assert "no decisions" in capsys.readouterr().out
    for decision, words, value in (
        ("read", "the marked that", "the market which"),
        ("italic", "same mind", ""),
        ("read", "the marked that", "the market that"),
    ):
        assert main(["decide", "x", decision, words, value, "--editor", "Ann Example"]) == 0
    capsys.readouterr()
    assert main(["decide", "x", "--list"]) == 0
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head.split()[:4] == ["row", "at", "decision", "text"]
    assert sorted(row.split()[2] for row in rows) == ["italic", "read"]
    assert [str(SLIPS.index("marked")) in row and "Ann Example" in row for row in rows if " read " in row] == [True]


@pytest.mark.parametrize("options", [["--list", "--undo"], ["keep", "same mind", "--list"], []])
def test_one_thing_at_a_time_is_asked_of_it(slips: Path, options: list[str]) -> None:
    assert main(["decide", "x", *options]) == 2
    assert not slips.exists()
