"""Decisions as a spreadsheet saves them: read, and written back as they were."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.editor.built import Built
from ecdosis.editor.decide import added, taken_back
from ecdosis.editor.rows import Decision, checked, load
from ecdosis.editor.table import COLUMNS, parse
from ecdosis.errors import UsageError

SOURCE = 'The clerk said "boat," and the ferry-\nman; he knew: the lamp, the bell. "A boat."\n'
ROWS = [
    ("4", "clerk", "read", "Clerk", 'he writes "Clerk", always', "A. B.", "2026-01-31"),
    ("", "the lamp, the bell.", "keep", "", "so; in his copy", "", ""),
    ("15", '"boat,"', "keep", "", "", "", ""),
]
ENCODINGS = {"utf-8": b"", "utf-8-sig": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def written(
    rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n", head: str = ""
) -> bytes:
    """A table as a spreadsheet writes it."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows([COLUMNS, *rows])
    return ENCODINGS[encoding] + (head + out.getvalue()).encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("head", ["", "# by A. B.\r\n", "sep={}\r\n"])
def test_what_a_spreadsheet_saves_is_read(tmp_path: Path, encoding: str, delimiter: str, head: str) -> None:
    path = tmp_path / "x.decisions.tsv"
    path.write_bytes(written(ROWS, delimiter, encoding, head=head.format(delimiter)))
    lines = 2 + bool(head)
    assert load(path) == tuple(Decision(lines + n, int(at or -1), *said) for n, (at, *said) in enumerate(ROWS))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_row_is_added_and_taken_out_as_the_file_is_written(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "x.decisions.tsv"
    before = written(ROWS[1:], delimiter, encoding, head="# mine\r\n")
    path.write_bytes(before)
    new = Decision(0, -1, "he knew:", "read", 'he "knew":', "so, or so")
    made = added(path, new, Built(SOURCE))
    assert made.content.startswith(before)
    path.write_bytes(made.content)
    (*_, last) = load(path)
    assert (last.row, last.text, last.value, last.reason) == (made.row, new.text, new.value, new.reason)
    content, gone = taken_back(path)
    assert (content, gone) == (before, last)


def test_columns_in_another_order_and_further_ones(tmp_path: Path) -> None:
    path = tmp_path / "x.decisions.tsv"
    before = "Decision;seen;Text;Value\nread;yes;clerk;Clerk\n"
    path.write_text(before, encoding="utf-8")
    assert load(path) == (Decision(2, -1, "clerk", "read", "Clerk"),)
    made = added(path, Decision(0, -1, "he knew:", "keep"), Built(SOURCE))
    assert made.content.decode() == before + "keep;;he knew:;\n"
    path.write_bytes(made.content)
    made = added(path, Decision(0, -1, "clerk", "read", "CLERK"), Built(SOURCE))
    assert made.content.decode() == "Decision;seen;Text;Value\nkeep;;he knew:;\nread;;clerk;CLERK\n"


def test_rows_pasted_below_with_their_own_head_have_their_own_columns(tmp_path: Path) -> None:
    path = tmp_path / "x.decisions.tsv"
    path.write_text(
        "at\ttext\tdecision\tvalue\treason\n4\tclerk\tkeep\n"
        "at\ttext\tdecision\tvalue\treason\teditor\tdate\n\tthe lamp,\tkeep\t\tso\tA. B.\t2026-01-31\n",
        encoding="utf-8",
    )
    assert load(path)[1] == Decision(4, -1, "the lamp,", "keep", "", "so", "A. B.", "2026-01-31")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('"boat,"', '"boat,"'),  # as the source has it
        ('"""boat,"""', '"boat,"'),  # as a spreadsheet writes it
        ('"the ""boat"" of"', 'the "boat" of'),
        ('"a" and "b"', '"a" and "b"'),
        ('""', '""'),
    ],
)
def test_a_cell_between_tabs_that_a_spreadsheet_has_quoted(cell: str, words: str) -> None:
    (row,) = parse(f"4\t{cell}\tkeep\n".encode()).rows
    assert row.cells[1] == words


def test_a_cell_of_several_lines_is_one_row() -> None:
    first, second = parse(b'text,decision,reason\nclerk,keep,"one\ntwo"\nlamp,keep,\n').rows
    assert (first.number, first.stop, first.cells[4]) == (2, 4, "one\ntwo")
    assert second.number == 4


@pytest.mark.parametrize("line", ["clerk,keep", "clerk", "1,clerk,keep,,,,,text,more"])
def test_without_a_head_the_columns_are_counted(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.decisions.tsv"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(
        UsageError,
        match=r"row 1 has . columns?, with (tabs|commas) between them; there must be at least at",
    ):
        load(path)


def test_without_a_head_commas_part_what_has_no_tab(tmp_path: Path) -> None:
    path = tmp_path / "x.decisions.tsv"
    path.write_text('4,clerk,keep\n,"the lamp, the bell.",keep,,so\n', encoding="utf-8")
    assert [row.text for row in load(path)] == ["clerk", "the lamp, the bell."]


CELLS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=9)


@given(
    st.lists(st.tuples(CELLS, CELLS, st.sampled_from(["", "here", "text"])), max_size=5),
    st.sampled_from([",", ";"]),
    st.sampled_from(list(ENCODINGS)),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_cells_come_back(cells: list[tuple[str, str, str]], delimiter: str, encoding: str, end: str) -> None:
    rows = [("", f"a{text}", "keep", "", f"b {reason}", "", "", scope) for text, reason, scope in cells]
    table = parse(written(rows, delimiter, encoding, end))
    assert [row.cells for row in table.rows] == rows
    assert table.without(()) == written(rows, delimiter, encoding, end)
    content, number = table.with_row(("7", "x", "keep", "", "", "", "", ""))
    assert content == written([*rows, ("7", "x", "keep", "", "", "", "", "")], delimiter, encoding, end)
    assert parse(content).rows[-1].number == number


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_row_without_a_decision_is_not_decided_yet(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "x.decisions.tsv"
    path.write_bytes(written([ROWS[0], ("4", "clerk", "", "Clerk"), ("15", "boat", " ", ""), ROWS[1]], delimiter))
    assert [(row.row, row.decision) for row in load(path)] == [(2, "read"), (5, "keep")]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("head", ["", "at\ttext\tdecision\tvalue\treason\r\n"])
@pytest.mark.parametrize(("ours", "other"), [(";", "\t"), (",", "\t"), ("\t", ";"), ("\t", ",")])
def test_rows_that_are_pasted_from_elsewhere(ours: str, other: str, head: str, encoding: str, tmp_path: Path) -> None:
    """As `queries` prints them into the table of a spreadsheet, or the other way round."""
    path = tmp_path / "x.decisions.tsv"
    own = written(ROWS[1:], ours, encoding)
    pasted = "4;clerk;Accept;clerks;so\r\n12;boat;;boats\r\n;the bell;keep\r\n".replace(";", other)
    head = head.replace("\t", other)
    path.write_bytes(own + (head + pasted).encode(encoding.removesuffix("-sig")))
    rows = load(path)
    assert [(row.at, row.text, row.decision, row.value) for row in rows[2:]] == [
        (4, "clerk", "accept", "clerks"),
        (-1, "the bell", "keep", ""),
    ]
    assert rows[:2] == tuple(Decision(2 + n, int(at or -1), *said) for n, (at, *said) in enumerate(ROWS[1:]))
    before = path.read_bytes()
    content, number = parse(before).with_row(["", "he knew:", "keep"])
    assert content.startswith(before)
    assert parse(content).rows[-1].number == number
    path.write_bytes(content)
    assert load(path)[-1].text == "he knew:"


@pytest.mark.parametrize(
    ("line", "is_pasted"),
    [
        ("4\tclerk\tkeep", True),
        ("\tclerk; lamp\tread\ta, b", True),
        ("text\tvalue\tdecision", True),
        ("4\tclerk\tkept", False),
        ("a note\tclerk\tkeep", False),
        ("4\t\tkeep", False),
        ("\tclerk\t", False),
    ],
)
def test_what_is_a_row_from_elsewhere(line: str, *, is_pasted: bool) -> None:
    table = parse(f"at;text;decision\n{line}\n".encode())
    [row] = table.rows or [None]
    named = "decision" in line
    assert named or (row is not None and (row.delimiter == "\t") == is_pasted)
    assert not named or row is None


@pytest.mark.parametrize(
    ("cells", "means"),
    [
        (("", "the lamp", "READ", "x"), ("read", "x", "here")),
        (("", "the lamp", " Keep ", ""), ("keep", "", "here")),
        (("", "the lamp", "Block", "Head 2"), ("block", "head 2", "here")),
        (("", "the lamp", "ASIDE", "Running-Head"), ("aside", "running-head", "here")),
        (("", "the lamp", "Italic", "", "", "", "", "TEXT"), ("italic", "", "text")),
        (("", "the lamp", "Foreign", "ru-Latn"), ("foreign", "ru-Latn", "here")),
        (("", "the lamp", "Read", "The LAMP"), ("read", "The LAMP", "here")),
    ],
)
def test_names_may_have_capitals(cells: Sequence[str], means: tuple[str, str, str]) -> None:
    row = checked(Path("x"), 1, cells)
    assert (row.decision, row.value, row.scope) == means


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (("", "the lamp", "acept"), "“acept” is not a valid decision. Did you mean “accept”? Valid are: keep"),
        (("", "the lamp", "zzz"), "“zzz” is not a valid decision. Valid are: keep"),
        (("", "the lamp", "block", "heading 2"), "“heading 2” is no type of block. Did you mean “head”?"),
        (("", "the lamp", "aside", "runing-head"), "Did you mean “running-head”?"),
    ],
)
def test_a_name_that_is_not_known(cells: Sequence[str], says: str) -> None:
    with pytest.raises(UsageError) as told:
        checked(Path("x"), 1, cells)
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("cell", "at"), [("305", 305), ("305,0", 305), ("305.00", 305), ("1.305", 1305), ("1’305’200", 1305200), ("0", 0)]
)
def test_a_position_as_a_spreadsheet_writes_it(cell: str, at: int) -> None:
    assert checked(Path("x"), 1, [cell, "the lamp", "keep"]).at == at


@pytest.mark.parametrize("cell", ["30,5", "3.05", "x", "-1", "1.305,5", "1..305"])
def test_what_is_no_position(cell: str) -> None:
    with pytest.raises(UsageError, match="is no position"):
        checked(Path("x"), 1, [cell, "the lamp", "keep"])


def test_a_spreadsheet_fills_rows_up(tmp_path: Path) -> None:
    path = tmp_path / "x.decisions.tsv"
    path.write_text(";the lamp;keep;;;;;;;;\n;;;;;;;;;;\n;bell;read;knell;;;;;;;\n", encoding="utf-8")
    assert [(row.text, row.value) for row in load(path)] == [("the lamp", ""), ("bell", "knell")]


def test_columns_with_names_that_are_not_known(tmp_path: Path) -> None:
    path = tmp_path / "x.decisions.tsv"
    path.write_text("Nr;Stelle;Text;Entscheidung;Wert\n1;;bell;read;knell\n", encoding="utf-8")
    with pytest.raises(UsageError, match="row 1 names columns, but none is “text” or none “decision”"):
        load(path)
