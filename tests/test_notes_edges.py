"""Notes, at the edge: just enough for markers and bodies, and just too little."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from ecdosis.model.pieces import Aside, Span
from ecdosis.model.text import Text
from ecdosis.stages.notes import repair
from ecdosis.stages.notes.runs import Run
from ecdosis.stages.notes.solve import certainty_of, solve

SENTENCE = "The clerk wrote it into the ledger of the ferry"


def noted(source: str) -> tuple[list[str], list[str]]:
    """The labels of the markers and of the notes of a text."""
    found = [piece for piece in repair(Text.of(source))[0].pieces if isinstance(piece, Aside)]
    markers = [piece.label for piece in found if piece.kind == "note-marker"]
    return markers, [piece.label for piece in found if piece.kind in ("footnote", "endnote")]


def marked(numbers: Sequence[int | str]) -> str:
    """A sentence with each of some markers, in one paragraph."""
    return " ".join(f"{SENTENCE}.{number}" for number in numbers) + " It was late."


@pytest.mark.parametrize(("told", "odds"), [(1, math.e), (8, 2 * math.e), (1000, 10 * math.e)])
def test_the_members_of_a_run_tell_a_third_of_what_they_would_each_alone(told: float, odds: float) -> None:
    """`told`: what they would make the odds, which are e to 1 without them."""
    assert certainty_of(Run((), math.log(told))) == round(odds / (1 + odds), 2)


@pytest.mark.parametrize(("first", "found"), [(994, True), (999, True), (1000, False), (1905, False)])
def test_numbers_as_high_as_years_begin_no_run(first: int, found: bool) -> None:
    numbers = [str(first + step) for step in range(8)]
    assert noted(marked(numbers))[0] == (numbers if found else [])


@pytest.mark.parametrize(("signs", "asked"), [(12, 12), (13, 0)])
def test_more_signs_than_twelve_without_a_note_are_ornament(signs: int, asked: int) -> None:
    _, queries = repair(Text.of(marked(["*"] * signs)))
    assert len(queries) == asked


@pytest.mark.parametrize(("lines", "goes_on"), [(148, True), (149, False), (400, False)])
def test_a_note_goes_on_for_so_many_lines_or_not_at_all(lines: int, goes_on: bool) -> None:
    verse = "    The lamp is out.\n" * lines
    around = f"{SENTENCE}.\n" * 3000
    source = f"{around}It is.[1]\n\n  [1] A ballad has:\n\n{verse}\nShe came.[2]\n\n  [2] At York.\n"
    notes = [piece for piece in repair(Text.of(source))[0].pieces if isinstance(piece, Aside)]
    [first] = [piece for piece in notes if piece.kind == "footnote" and piece.label == "1"]
    assert ("lamp" in Text(source, first.pieces).reading) == goes_on
    assert Text(source, first.pieces).reading.count("lamp") in (0, lines)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ('It was the "baas"^ of them all.', 'It was the "baas" of them all.'),
        ("It was the *' baas\"^ of them all.", "It was the *' baas\" of them all."),
        ('It was "late", for the baas"^ of them all.', 'It was "late", for the baas of them all.'),
        (f'It was the "{"b" * 100}"^ of them all.', f'It was the "{"b" * 100} of them all.'),
        ("It was the “baas”^ of them all.", "It was the “baas” of them all."),
        ("It was the baas'^ of them all.", "It was the baas of them all."),
        ("It was the baas,*^ of them all.", "It was the baas, of them all."),
        ("It was the baas,*^' of them all.", "It was the baas, of them all."),
        ("It was the baas,*^x of them all.", "It was the baas,^x of them all."),
    ],
)
def test_a_sign_that_was_misread_is_taken_whole_but_for_what_ends_a_quotation(words: str, read: str) -> None:
    page = f"{SENTENCE}.\n{words}\n\n* The master.\n"
    text = Text.of(f"{page}\f{SENTENCE}.").set_aside(
        [Span(len(page), len(page) + 1, "page-break", "furniture", 1, "")]
    )[0]
    found = repair(text)[0]
    assert read in found.reading
    assert [piece.kind for piece in found.pieces if isinstance(piece, Aside) and piece.target] == [
        "note-marker",
        "footnote",
    ]


def test_notes_that_are_alone_far_below_their_markers() -> None:
    """A book whose sections end with what notes they have, mostly one."""
    far = f"{SENTENCE}.\n" * 70
    sections = (f"It was late.[{n}]\n{far}\n[{n}] The clerk has {'years' * n}.\n\n" for n in range(1, 7))
    labels = [str(n) for n in range(1, 7)]
    assert noted("\n".join(sections)) == (labels, labels)


def test_a_note_that_is_alone_stands_below_those_of_the_passage_behind_its_marker() -> None:
    far = f"{SENTENCE}.\n" * 70
    source = (
        f"It was late.[1]\n{far}\nIt was dark.[2] The lamp was out.[3]\n{far}\n[1] So the clerk.\n\n"
        f"[2] So the ferryman.\n\nIt was cold.[4]\n{far}\n[3] At York.\n\nThey left.\n\n[4] At Hull.\n\nThey came.\n"
    )
    found = solve(source, [])
    linked = {found.markers[i].candidate.label: found.bodies[to].label for i, to in found.links.items()}
    assert linked == {label: label for label in ("1", "2", "3", "4")}


def test_a_question_is_no_list_of_questions_if_it_is_alone() -> None:
    far = f"{SENTENCE}.\n" * 70
    source = "\n".join(f"It was late.[{n}]\n{far}\n[{n}] May it be the clerk’s?\n\n" for n in range(1, 5))
    assert noted(source)[1] == ["1", "2", "3", "4"]


def test_a_note_in_brackets_behind_numbers_of_another_sort() -> None:
    far = f"{SENTENCE}.\n" * 70
    table = "    |    |\n" * 30 + "\n1634 The boat was built.\n1636 The boat was sold.\n"
    source = f"It was.[1] It is.[2] So.[3]\n{far}\n[1] These are:\n\n{table}\n[2] At York.\n\n[3] At Hull.\n"
    assert noted(source)[1] == ["1", "2", "3"]
