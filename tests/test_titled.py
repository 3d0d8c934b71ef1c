"""A title before a name with a letter put in: where a noisy scan has the title itself again and again."""

from __future__ import annotations

from typing import Final

import pytest

from ecdosis.model.document import Document
from ecdosis.model.text import Text
from ecdosis.stages import spelling as proof
from ecdosis.stages.spelling import titled
from ecdosis.stages.spelling.candidates import capital_as
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.words import Words
from test_noisy import NOISE

TITLES: Final = (
    "He saw Mr. Oake and Mr. Ford, and Mr. Hale with Mrs. Oake, Mrs. Ford and Mrs. Hale; "
    "Dr. Hale, Dr. Ford and Dr. Oake saw them. Mr. Oake and Mr. Ford went home. Mr. Hale saw Mrs. Oake."
)
"""Six, four and three titles of three sorts."""


def read(sentence: str, noise: str = NOISE) -> str:
    text = proof.repair(Document(Text.of(f"{noise}\n\n{TITLES}\n\n{sentence}")), "en").text
    return text.reading.rpartition("\n\n")[2]


def proposed(sentence: str) -> list[str]:
    """What is proposed in a sentence of a text that has these titles."""
    scorer = Scorer.of(Words.of(f"{TITLES} {sentence}"), "en")
    return [edit.after for edit in titled.edits(scorer, "spelling")]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Then MIr. Oake went.", "Mr"),
        ("Then M1rs. Ford went.", "Mrs"),
        ("Then DIr. Ford went.", "Dr"),
        ("Then MBr, Hale went.", "Mr"),
    ],
)
def test_a_letter_in_a_title(sentence: str, title: str) -> None:
    assert proposed(sentence) == [title]


@pytest.mark.parametrize(
    "sentence",
    [
        "Then Mar. Oake went.",  # a word
        "Then Mir Hale went.",  # a title
        "Then Mrl. Oake went.",  # may be Mrs
        "Then Drs. Oake and Ford went.",  # a plural
        "Then the Mir of the village met.",  # before no name
        "Then the Mir. NB the rest.",
        "Then the Mir; Hale went home.",
        "Mir Oake, Mir Ford, Mir Hale and Mir Clerk went.",  # too often to be misread
        "Then the MIr",
    ],
)
def test_what_is_no_title(sentence: str) -> None:
    assert not proposed(sentence)


def test_a_noisy_scan_is_read_so_and_a_clean_text_is_not() -> None:
    clean = "He went home in the evening, and nobody spoke of the matter."
    assert read("Then MBr. Hale went.") == "Then Mr. Hale went."
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
