"""A title before a name with a letter put in: where a noisy scan has the title itself again and again."""

from __future__ import annotations

from typing import Final

import pytest

from ecdosis.model.document import Document
from ecdosis.model.text import Text
from ecdosis.stages import spelling as proof
from ecdosis.stages.spelling.candidates import capital_as
from test_noisy import NOISE

TITLES: Final = (
    "He saw Mr. Oake and Mr. Ford, and Mr. Hale with Mrs. Oake, Mrs. Ford and Mrs. Hale; "
    "Dr. Hale, Dr. Ford and Dr. Oake saw them. Mr. Oake and Mr. Ford went home. Mr. Hale saw Mrs. Oake."
)
"""Six, four and three titles of three sorts."""


def read(sentence: str, noise: str = NOISE) -> str:
    text = proof.repair(Document(Text.of(f"{noise}\n\n{TITLES}\n\n{sentence}")), "en").text
    return text.reading.rpartition("\n\n")[2]


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        ("Then MIr. Oake went.", "Then Mr. Oake went."),
        ("Then M1rs. Ford went.", "Then Mrs. Ford went."),
        ("Then Mir Hale went.", "Then Mr Hale went."),
        ("Then DIr. Ford went.", "Then Dr. Ford went."),
        ("Then MBr, Hale went.", "Then Mr, Hale went."),
    ],
)
def test_a_letter_in_a_title(stands: str, reads: str) -> None:
    assert read(stands) == reads


@pytest.mark.parametrize(
    "sentence",
    [
        "Then Mar. Oake went.",  # a word, and no thin letter
        "Then Drs. Oake and Ford went.",  # a plural
        "Then the Mir of the village met.",  # before no name
        "Then the Mir. NB the rest.",
        "Then the Mir; Hale went home.",
        "Mir Oake, Mir Ford, Mir Hale and Mir Clerk went.",  # too often to be misread
    ],
)
def test_what_is_no_title(sentence: str) -> None:
    assert read(sentence) == sentence


def test_a_clean_text_is_left_alone() -> None:
    clean = "He went home in the evening, and nobody spoke of the matter."
    assert read("Then Mir Hale went.", clean) == "Then Mir Hale went."


@pytest.mark.parametrize(
    ("stands", "meant", "written"),
    [
        ("O’Hallagban", "o’hallaghan", "O’Hallaghan"),
        ("O'Hallagban", "o'hallaghan", "O'Hallaghan"),
        ("Obrien", "o’brien", "O’brien"),
    ],
)
def test_the_capital_behind_an_apostrophe(stands: str, meant: str, written: str) -> None:
    assert capital_as(stands, meant) == written
