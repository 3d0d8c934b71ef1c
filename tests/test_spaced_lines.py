"""Lines of capitals that stand apart, with nothing that parts their words, are read where one reading has words."""

from __future__ import annotations

import pytest

from ecdosis.model.pieces import Change
from ecdosis.model.text import Text
from ecdosis.stages.lines import repair
from ecdosis.stages.lines.spaced_lines import edits


def read(text: str, language: str = "en") -> str:
    """A text with such lines closed up, and nothing else done."""
    closed, queries = Text.of(text).edit(edits(text, language, "lines"))
    assert queries == ()
    assert closed.leaf_source() == text
    return closed.reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("T H E L A S T R I V E R", "THE LAST RIVER"),
        ("It was so.\n\n  O F T H E W A T E R .\n\nIt was", "It was so.\n\n  OF THE WATER .\n\nIt was"),
        ("A L E T T E R,", "A LETTER,"),
        ("E D U CA T I O N A L", "EDUCATIONAL"),
        ("C H A PTER I.", "CHAPTER I."),
        ("L ETT E R II.", "LETTER II."),
        ("C H A P T E R X V I.", "CHAPTER XVI."),
        ("T H E C I V I L", "THE CIVIL"),
        ("A G R A N D M O T H E R", "A GRANDMOTHER"),
        ("the Quarlie and Quarlie\n\nQ U A R L I E A N D S O N S", "the Quarlie and Quarlie\n\nQUARLIE AND SONS"),
    ],
)
def test_lines_that_make_words(text: str, reading: str) -> None:
    assert read(text) == reading


def test_lines_of_other_languages() -> None:
    assert read("D E R A L T E B R I E F", "de") == "DER ALTE BRIEF"
    assert read("С Т А Р А Я Р Е К А", "ru") == "СТАРАЯ РЕКА"
    assert read("D E R A L T E B R I E F", "xx") == "D E R A L T E B R I E F"


@pytest.mark.parametrize(
    "text",
    [
        "A B C D E F G H",
        "T H E E N D",  # short words are found in any letters
        "N O W H E R E T O B E F O U N D",  # or now here
        "E T R I V E R",
        "B R I V E R",
        "T H A R I V E R",
        "T H E O R R E R Y",  # too rare to be sure
        "Q U A R L I E A N D S O N S",  # a name that nothing knows
        "E L E A N O R T. F I N D Q A Y",
        "T H E RIVER AND THE WATERS OF THE WEST",  # mostly together
        "A N OTHER RIVER",
        "T H E M A R T I N I",  # or Martin the First
        "t h e l a s t r i v e r",
        "T H E  L A S T  R I V E R",  # which wide blanks part
        "It was T H E L A S T R I V E R",
        "L A M P B C D",
        "C H A P T E R V V",  # no number
        "THE LAST RIVER OF",
    ],
)
def test_lines_that_stay(text: str) -> None:
    assert read(text) == text


def test_words_that_stand_together_are_not_divided() -> None:
    assert read("T H EL A S T R I V E R") == "T H EL A S T R I V E R"


def test_a_heading_is_read_and_says_why() -> None:
    source = "It was so.\n\nT H E L A S T R I V E R\n\nThe river was there."
    repaired, _ = repair(Text.of(source), "en")
    assert "THE LAST RIVER" in repaired.reading
    whys = {one.why for one in repaired.pieces if isinstance(one, Change) and one.kind == "word-division"}
    assert whys == {"Letters that stand apart are the words “THE LAST RIVER”."}
