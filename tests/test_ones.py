"""The digit 1 for the word I: where its neighbours show it, again and again."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from ecdosis.model.document import Document
from ecdosis.model.text import Text
from ecdosis.stages import spelling as proof
from ecdosis.stages.spelling import ones
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.lexicon import lexicon
from ecdosis.stages.spelling.words import Words

SCAN: Final = "And 1 think it is late. But 1 know the man, and 1 am afraid of him. "
"""Three such places."""


def read(text: str) -> str:
    return proof.repair(Document(Text.of(text)), "en").text.reading


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        (SCAN, SCAN.replace("1", "I")),
        (SCAN + "“1 am sure of it,” he said.", SCAN.replace("1", "I") + "“I am sure of it,” he said."),
        # Of a number in the same text nothing is changed.
        (SCAN + "The house No. 1 was sold.", SCAN.replace("1", "I") + "The house No. 1 was sold."),
        (SCAN + "He came with me. 1 think he did.", SCAN.replace("1", "I") + "He came with me. I think he did."),
        (SCAN + "No. 1 am sold.", SCAN.replace("1", "I") + "No. 1 am sold."),
        (SCAN + "But 1 do. was lost.", SCAN.replace("1", "I") + "But 1 do. was lost."),
        (SCAN + "He came with 1 horse.", SCAN.replace("1", "I") + "He came with 1 horse."),
        (SCAN + "It was on page 11 think.", SCAN.replace("1", "I") + "It was on page 11 think."),
        (SCAN + "See vol. 1 am I to go.", SCAN.replace("1", "I") + "See vol. 1 am I to go."),
        (SCAN + "The figure in part 1 was black.", SCAN.replace("1", "I") + "The figure in part 1 was black."),
    ],
)
def test_the_digit_is_the_word(stands: str, reads: str) -> None:
    assert read(stands) == reads


@pytest.mark.parametrize(
    "text",
    [
        "And 1 think it is late. But 1 know the man.",  # two places prove too little
        "The houses 1 and 2, and 1 or 3 of those, and 1 to 4 of these, and 1 of 5.",
        "But 1 zwolkx came. But 1 qwolkx came. But 1 wolkxy came.",  # nobody knows what follows
        "In the first game player 1 was given a lamp, player 1 had a boat, and player 1 could see it.",
        "Then player 1 was late. Then subject 1 had a lamp. Then question 1 could be asked, and example 1 will do.",
        "And 1 think it is late. And 1 know the man, and 1 am afraid of him.",  # behind one word alone
        "No. 1 am sold. No. 1 was sold. No. 1 had a door. No. 1 think.",
    ],
)
def test_the_digit_is_a_number(text: str) -> None:
    assert read(text) == text


def test_other_languages_have_no_such_word() -> None:
    scorer = Scorer.of(Words.of(SCAN), "en")
    assert len(list(ones.edits(scorer, "spelling"))) == 3
    assert not list(ones.edits(replace(scorer, lexicon=lexicon("de")), "spelling"))
