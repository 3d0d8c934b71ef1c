"""Books of 222 notes that stand together at the end under the names of their chapters: of each link it is known whether
it is right."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from ecdosis.book.reader import book as book_of
from ecdosis.build import to_tei
from ecdosis.model.pieces import Aside, read
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.notes import repair
from ecdosis.stages.run import repaired
from ecdosis.tei.names import parse
from ecdosis.tei.read import read as read_text
from gathered import HEADS, LABELS, MARKERS, NOTES, Gathered, Layout, book

LAYOUTS = list(product(HEADS, (False, True)))
FORMS = [
    ("glued", "stop"),
    *(pytest.param(*both, marks=pytest.mark.slow) for both in (("bracket", "bracket"), ("raised", "blank"))),
]
WORDS = "The clerk wrote it all into the ledger of the ferry, and nobody had seen the lamp"
NAME = re.compile(r"[A-Z][a-z]{7}\b")


def score(made: Gathered, text: Text) -> tuple[int, int]:
    """How many links lead to the right note, and how many to a wrong one."""
    notes = {piece.at: piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind == "endnote"}
    leading = [
        (NAME.findall(made.text[max(0, piece.at - 60) : piece.at])[-1], read(text.source, notes[piece.target].pieces))
        for piece in text.pieces
        if isinstance(piece, Aside) and piece.kind == "note-marker" and piece.target is not None
    ]
    right = sum(1 for name, note in leading if name in note)
    return right, len(leading) - right


@pytest.mark.parametrize(("heads", "through"), LAYOUTS)
@pytest.mark.parametrize(("marker", "label"), FORMS)
def test_each_note_has_its_marker(heads: str, through: bool, marker: str, label: str) -> None:
    made = book(Layout(heads, marker, label, through), 1)
    right, wrong = score(made, repair(Text.of(made.text))[0])
    assert wrong == 0
    assert right == NOTES == len(made.names)


@pytest.mark.parametrize(("heads", "through"), LAYOUTS)
@pytest.mark.parametrize("damage", [pytest.param(0.05, marks=pytest.mark.slow), 0.2])
def test_damage_costs_links_and_makes_none_wrong(heads: str, through: bool, damage: float) -> None:
    chosen = sorted(HEADS).index(heads) + 2 * through
    marker, label = sorted(MARKERS)[chosen % 4], sorted(LABELS)[chosen % 3]
    made = book(
        Layout(heads, marker, label, through, contents=chosen % 2 == 0, apart=chosen % 3 == 0, damage=damage), 2
    )
    right, wrong = score(made, repair(Text.of(made.text))[0])
    assert wrong == 0
    assert right >= 0.85 * len(made.names)


@pytest.mark.parametrize("heads", HEADS)
def test_heads_of_pages_among_the_notes(heads: str) -> None:
    made = book(Layout(heads, pages=True, contents=True, apart=True), 3)
    right, wrong = score(made, repair(Text.of(made.text))[0])
    assert (wrong, right >= 200) == (0, True)


@pytest.mark.slow  # all stages
@pytest.mark.parametrize("heads", HEADS)
def test_in_the_whole_of_the_work(heads: str) -> None:
    made = book(Layout(heads, contents=True), 4)
    right, wrong = score(made, repaired(Text.of(made.text), "en"))
    assert (wrong, right >= 200) == (0, True)


def test_the_reading_has_the_notes_of_each_chapter_under_its_head() -> None:
    source = """CHAPTER ONE

The clerk wrote it into the ledger.1 Nobody at the ferry had seen the lamp.2

CHAPTER TWO

The river rose and the geese were counted.1 It was late when he came over.2

NOTES

Chapter One

1. In 1907, p. 3.
2. The same.

Chapter Two

1. At Leeds.
2. Lost.
"""
    root = parse(to_tei(source.encode(), Descriptor(id="x", language="en"), Path("x.txt")))
    assert read_text(root).split("\n\n")[4:] == [
        "NOTES",
        "Chapter One",
        "[1] In 1907, p. 3.",
        "[2] The same.",
        "Chapter Two",
        "[1] At Leeds.",
        "[2] Lost.\n",
    ]


@pytest.mark.parametrize(("below", "missing", "untold"), [("", 3, 0), ("1. Caesar.\n\n", 2, 1)])
def test_a_book_that_has_a_note_does_not_say_that_it_lacks_it(below: str, missing: int, untold: int) -> None:
    source = f"{WORDS}.1 {WORDS}.2 {WORDS}.3\n\n{below}The end of it came quietly, and nobody wrote it down."
    made = book_of(parse(to_tei(source.encode(), Descriptor(id="x", language="en"), Path("x.txt"))))
    assert (made.missing_notes, made.untold_notes) == (missing, untold)
    told = " ".join(statement.text for statement in made.about)
    assert ("leads to no note: which of those in the file is meant, could not be told." in told) == bool(untold)
