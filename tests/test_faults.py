"""Which tests are chosen for a fault, and that a copy of the checkout is as it was after it."""

from __future__ import annotations

import json
from pathlib import Path

import coverage
import pytest

from faults import Fault
from faults.__main__ import parts
from faults.checkouts import Checkout
from faults.recorded import Recorded
from faults.results import Results, State
from faults.selecting import altered, modules, places

ROWS = """\
MANY = 3
LEAST = MANY + 1


class Rule:
    SURE = 0.9
    pair = (
        "a",
        "b",
    )


def counted(words):
    if (
        len(words) > LEAST
        and words[0]
    ):
        return True
    return SURE


def other(rule):
    return rule.SURE
"""
READER = """\
from rooms import rows
from rooms.rows import MANY as few


def here():
    return few


def there():
    return rows.LEAST


def strange(many):
    return many.LEAST + MANY
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    package = tmp_path / "pipeline" / "ecdosis"
    package.mkdir(parents=True)
    (package / "rows.py").write_text(ROWS, encoding="utf-8")
    (package / "reader.py").write_text(READER, encoding="utf-8")
    return package


def line(code: str, words: str) -> int:
    return code[: code.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "first", "last"),
    [
        ("b\nc", "b\nd", 3, 3),
        ("b\nc\n", "", 2, 3),
        ("b\n", "b\nx\n", 3, 3),
        ("a\nb", "x\ny", 1, 2),
    ],
)
def test_lines_that_change_are_those_between_what_stays(old: str, new: str, first: int, last: int) -> None:
    assert list(altered("a\nb\nc\nd\n", old, new)) == list(range(first, last + 1))


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("words[0]", {"rows.py": {"if (", "len(words) > L", "and words[0]", "    ):"}}),  # in a function: its statement
        ("return True", {"rows.py": {"return True"}}),
        (
            "LEAST =",
            {"rows.py": {"if (", "len(words) > L", "and words[0]", "    ):"}, "reader.py": {"return rows.LEAST"}},
        ),
        ("SURE = 0.9", {"rows.py": {"return rule.SURE", "return SURE"}}),
        ('"b",', {}),  # `pair` is read nowhere
    ],
)
def test_what_stands_outside_of_functions_works_where_its_name_is_read(
    program: Path, words: str, read: dict[str, set[str]]
) -> None:
    codes = {"rows.py": ROWS, "reader.py": READER}
    at = line(ROWS, words)
    found = places(modules(program), "rows.py", range(at, at + 1))
    assert found == {file: {line(codes[file], text) for text in texts} for file, texts in read.items()}


def test_names_that_are_made_of_a_name_are_read_as_well(program: Path) -> None:
    found = places(modules(program), "rows.py", range(1, 2))
    assert found["reader.py"] == {line(READER, "return few"), line(READER, "return rows.LEAST")}
    assert line(ROWS, "len(words)") in found["rows.py"]


@pytest.fixture
def record(tmp_path: Path, program: Path) -> Recorded:
    """Tests of four files: which lines of the program each executes, and its seconds."""
    folder = tmp_path / "recorded"
    folder.mkdir()
    tests = {
        "books.py::whole": (9.0, {5, 6, 7}),
        "test_rows.py::quick": (0.1, {5}),
        "test_rows.py::about": (0.3, {5, 6}),
        "test_rows.py::long": (8.0, {5, 6, 7}),
        "more.py::much": (0.3, {5, 6, 7, 8}),
        "others.py::elsewhere": (0.1, {9}),
    }
    data = coverage.CoverageData(str(folder / "main.coverage"))
    for test, (_, lines) in tests.items():
        data.set_context(test)
        data.add_lines({str(program / "rows.py"): lines})
    data.set_context("")
    data.add_lines({str(program / "rows.py"): {1, 2}})
    data.write()
    (folder / "main.json").write_text(json.dumps({test: row[0] for test, row in tests.items()}), encoding="utf-8")
    return Recorded([folder])


OWN = ["test_rows.py::quick", "test_rows.py::about", "test_rows.py::long"]
ALL = [*OWN, "more.py::much", "others.py::elsewhere", "books.py::whole"]


def test_tests_that_execute_the_line_are_chosen_the_likeliest_first(record: Recorded) -> None:
    """What has its name from the file, then what executes most of it, and last what takes long."""
    assert record.tests("rows.py", {"rows.py": {5}}) == [test for test in ALL if test != "others.py::elsewhere"]
    assert record.tests("rows.py", {"rows.py": {8}}) == ["more.py::much"]


def test_where_none_executes_the_line_those_of_the_file_are_chosen(record: Recorded) -> None:
    assert record.tests("rows.py", {"rows.py": {1}}) == ALL
    assert record.tests("others.py", {"others.py": {1}}) == []


def test_the_tests_of_one_file_run_first_and_then_those_of_more() -> None:
    tests = [f"{file}.py::{test}" for file in "abcdefg" for test in "xy"]
    assert list(parts(tests)) == [tests[:2], tests[2:10], tests[10:]]
    assert list(parts([])) == []


def test_a_copy_is_as_it_was_after_a_fault(program: Path, tmp_path: Path) -> None:
    copy = Checkout(tmp_path)
    many = Fault("rows", "rows.py", "MANY = 3", "MANY = 4", "many")
    same = Fault("rows", "rows.py", "MANY = 3\n", "MANY = 5\n", "the same line")
    sure = Fault("rows", "", "SURE = 0.9", "SURE = 0.1", "sure")
    with copy.altered([many, same, sure]) as there:
        assert there == [many, sure]
        code = (program / "rows.py").read_text(encoding="utf-8")
        assert code == ROWS.replace("MANY = 3", "MANY = 4").replace("0.9", "0.1")
    with pytest.raises(ZeroDivisionError), copy.altered([many]):
        _ = 1 / 0
    assert (program / "rows.py").read_text(encoding="utf-8") == ROWS


def test_what_was_found_holds_for_as_long_as_program_and_test_are_the_same(tmp_path: Path) -> None:
    file = tmp_path / "kept" / "results.jsonl"
    fault, another = (Fault("rows", "rows.py", "MANY = 3", f"MANY = {n}", "many") for n in (4, 5))
    now = State("program", {"tests/test_a.py": "a", "tests/test_b.py": "b"})
    assert not Results(file).holds(fault, now)
    Results(file).keep(fault, now, "tests/test_a.py::test_x")
    Results(file).keep(another, now, None)
    kept = Results(file)
    assert kept.finder(fault) == "tests/test_a.py::test_x"
    assert kept.finder(another) is None
    assert kept.holds(fault, now)
    assert kept.holds(another, now)
    changed = State("program", {"tests/test_a.py": "a", "tests/test_b.py": "c"})
    assert kept.holds(fault, changed)
    assert not kept.holds(another, changed)
    assert not kept.holds(fault, State("program", {"tests/test_a.py": "c"}))
    assert not kept.holds(fault, State("programme", now.tests))


def test_the_state_of_a_copy_is_what_its_tests_depend_on(program: Path, tmp_path: Path) -> None:
    copy = Checkout(tmp_path)
    before = copy.program
    for name in ("README.md", "tests/test_rows.py", "tests/faults/rows.toml", "tests/test_hand_mutants.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert copy.program == before
    assert list(copy.tests) == ["tests/test_rows.py"]
    for name in ("tests/rows.toml", "pipeline/ecdosis/reader.py"):
        (tmp_path / name).write_text("x", encoding="utf-8")
        assert copy.program != before
        before = copy.program
