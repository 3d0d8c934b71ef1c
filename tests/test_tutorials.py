"""A tutorial works: each of its commands, in its order, prints what the page shows, and its pictures are there."""

from __future__ import annotations

import csv
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

import pictures
from conftest import ROOT
from walked import DOCS, Command, Picture, Step, Written, agrees, project, steps, tutorials, walk

LARGEST = 150_000
"""Of a picture, in bytes: the documentation is read on a phone, too."""


@dataclass(frozen=True)
class Done:
    """A step that was done: what it printed, and the table of decisions and the page of a picture's book after it."""

    step: Step
    printed: str
    table: str
    book: str


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sequence[Done]]:
    """What came of each tutorial."""
    return {name: list(done(page, tmp_path_factory.mktemp("tutorial"))) for name, page in tutorials().items()}


def done(page: str, root: Path) -> Iterator[Done]:
    project(root, page)
    for step, printed in walk(page, root):
        table = "".join(path.read_text(encoding="utf-8") for path in root.glob("seeds/duchess.decisions.tsv"))
        shown = pictures.SHOTS[step.path].page if isinstance(step, Picture) else ""
        yield Done(step, printed, table, (root / shown).read_text(encoding="utf-8") if shown else "")


@pytest.mark.parametrize(("name", "least"), [("tutorial.md", 1), ("overrule-tutorial.md", 11)])
def test_each_command_prints_what_the_page_shows(walks: Mapping[str, Sequence[Done]], name: str, least: int) -> None:
    shown = [(one.step, one.printed) for one in walks[name] if isinstance(one.step, Command) and one.step.printed]
    assert len(shown) >= least
    for step, said in shown:
        assert agrees(step.printed, said), f"{step.script}prints\n{said}and not\n{step.printed}"


def test_each_picture_has_its_place_in_the_book_of_that_step(walks: Mapping[str, Sequence[Done]]) -> None:
    found = [(one.step, one.book) for walk in walks.values() for one in walk if isinstance(one.step, Picture)]
    assert {step.path for step, _ in found} == {*pictures.SHOTS}
    for step, book in found:
        assert f'id="{pictures.SHOTS[step.path].place}"' in book, step.path


def test_the_table_of_a_spreadsheet_is_the_one_that_there_was_and_more(walks: Mapping[str, Sequence[Done]]) -> None:
    """What is shown as saved has the rows of before, in which a reader would find theirs, and further ones."""
    tables = [
        (before.table, one.step.text)
        for before, one in pairwise(walks["overrule-tutorial.md"])
        if isinstance(one.step, Written) and one.step.path.endswith(".decisions.tsv")
    ]
    assert tables
    for before, saved in tables:
        was, now = cells(before, "\t"), cells(saved, ";")
        assert now[: len(was)] == was
        assert len(now) > len(was)


def cells(table: str, delimiter: str) -> list[list[str]]:
    """The rows of a table without empty cells at the end, and with any day."""
    rows = list(csv.reader(StringIO(table), delimiter=delimiter))
    dated = [[re.sub(r"^\d{4}-\d\d-\d\d$", "DATE", cell) for cell in row] for row in rows]
    return [row[: max(index + 1 for index, cell in enumerate(row) if cell)] for row in dated]


def test_decisions_of_every_sort_are_walked() -> None:
    walked = steps(tutorials()["overrule-tutorial.md"])
    scripts = "".join(step.script for step in walked if isinstance(step, Command))
    for words in ("reject", "read", "aside", "annotate", "--scope text", "--list", "--undo", "ecdosis queries"):
        assert words in scripts, words
    assert any(isinstance(step, Written) and step.path.endswith("good_words.txt") for step in walked)


def test_pictures_are_there_small_and_described() -> None:
    used = set()
    for page in tutorials().values():
        for said, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page):
            used.add(path)
            assert len(said) > 60, f"{path}: who does not see it is told nothing"
    assert used == {*pictures.SHOTS}
    assert {path.name for path in (DOCS / "pictures").iterdir()} == {Path(path).name for path in used}
    for path in (*(DOCS / path for path in used), DOCS / "changes.png"):
        data = path.read_bytes()
        assert data.startswith(b"\x89PNG")
        assert struct.unpack(">I", data[16:20]) == (pictures.WIDTH,), f"{path}: make pictures"
        assert len(data) < LARGEST, path


def test_a_page_is_taken_apart_into_steps() -> None:
    page = (
        "Say it in `seeds/a.toml`:\n```toml\nb = 1\n```\nand `make`.\n\n"
        "```sh\nmake\n```\n\nIt says\n\n```text\ndone\n```\n"
        "![What\nis seen](c.png)\n```sh\nls\n```\n"
    )
    assert steps(page) == [
        Written("seeds/a.toml", "b = 1\n"),
        Command("make\n", "done\n"),
        Picture("c.png"),
        Command("ls\n"),
    ]
    with pytest.raises(AssertionError, match="no command prints this"):
        steps("```text\nso\n```\n")


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a  b\n", "a      b  \n\n", True),
        ("a b\n", "a  b\n", False),
        ("a 2026-01-31\n", "a 2027-12-01\n", True),
        ("a 2026-01-31\n", "a today\n", False),
        ("a  8  2.1\n", "a  8  13.5\n", True),
        ("a  8  2.1\n", "a  9  2.1\n", False),
        ("a 2.1 b\n", "a 2.2 b\n", False),
        ("-----  ---\n", "---  --------\n", True),
        ("--  --\n", "--  ---\n", False),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a ... d\n", "a b c d\n", True),
        ("a ... d\n", "a b c e\n", False),
        ("a.b\n", "axb\n", False),
        ("a\n", "a\nb\n", False),
        ("a\n", "b\na\n", False),
    ],
)
def test_what_is_printed_is_what_is_shown(shown: str, printed: str, same: bool) -> None:
    assert agrees(shown, printed) is same


def test_a_step_that_fails_is_told(tmp_path: Path) -> None:
    project(tmp_path, "")
    assert [said for _, said in walk("```sh\necho so; echo and >&2\n```\n", tmp_path)] == ["so\nand\n"]
    for script in ("ls nowhere", "false\ntrue"):
        with pytest.raises(AssertionError, match=script.partition("\n")[0]):
            list(walk(f"```sh\n{script}\n```\n", tmp_path))


def test_make_does_what_it_does_in_the_project(tmp_path: Path) -> None:
    project(tmp_path, "")
    recipe = re.search(r"^build: .*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert recipe
    assert '"$(ECDOSIS)" build ' in recipe.group(1)
    assert "ecdosis build" in (tmp_path / "Makefile").read_text(encoding="utf-8")
