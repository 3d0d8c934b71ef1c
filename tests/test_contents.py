"""Tables of contents in the order of the alphabet, and of chapters that have nothing but a number."""

from __future__ import annotations

import pytest

from ecdosis.stages.blocks.entries import turned_round
from ecdosis.stages.blocks.leads import leads
from test_blocks import divided

PROSE = (
    "The ferry crosses the river at Lowmere four times a day, and in winter, when the ice comes down from the hills,\n"
    "not at all. The ferryman has a bell and a lamp, and he has never lost either of them. Nobody pays him in winter."
)


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("Example, Ann", "annexample"),
        ("Ferry, The", "theferry"),
        ("Sample, Hon. Henry", "honhenrysample"),
        ("The Ferry", ""),
        ("Bread, butter", ""),
        ("Example, Ann, and her son", ""),
    ],
)
def test_entries_turned_round(entry: str, title: str) -> None:
    assert turned_round(entry) == title


def led(source: str) -> dict[str, str]:
    """Where each entry leads: its words, and those of the heading."""
    text, division = divided(source)
    words = {f"#b{text.position(b.start)}": text.reading[b.start : b.end].strip() for b in division.blocks}
    return {text.reading[m.start : m.end].strip(): words[m.target] for m in leads(text, division.blocks)}


def chapters(*titles: str) -> str:
    return "\n\n\n\n".join(f"{title}\n\n{PROSE}" for title in titles)


def test_a_table_in_the_order_of_the_alphabet() -> None:
    table = "Contents:\n\nExample, Ann\nFerry, The\nNobody, A\nSample, Hon. Henry"
    found = led(f"{table}\n\n\n\n\n{chapters('The Ferry', 'Hon. Henry Sample', 'Ann Example', 'A Bell')}")
    assert found == {
        "Example, Ann": "Ann Example",
        "Ferry, The": "The Ferry",
        "Sample, Hon. Henry": "Hon. Henry Sample",
    }


def test_an_entry_of_which_two_headings_say_the_same() -> None:
    table = "CONTENTS\n\nThe Mill 9\nThe Ferry 5\nNotes 7"
    found = led(f"{table}\n\n\n\n\n{chapters('THE MILL', 'THE FERRY', 'NOTES', 'THE BELL', 'NOTES')}")
    assert "Notes" not in found or found["The Ferry 5"] == "THE FERRY"
    table = "CONTENTS\n\nThe Bell 9\nNotes 5\nThe Ferry 7"
    found = led(f"{table}\n\n\n\n\n{chapters('NOTES', 'THE FERRY', 'NOTES', 'THE BELL')}")
    assert not {"Notes 5", "Notes"} & set(found)
    assert found["The Ferry 7"] == "THE FERRY"


@pytest.mark.parametrize("word", ["Chapter", "Letter"])
def test_chapters_that_have_nothing_but_a_number(word: str) -> None:
    """The last entries stand as near to the text as chapters do, and are entries still."""
    table = "CONTENTS\n\n" + "\n".join(f"{word} {number}" for number in range(1, 6))
    text, division = divided(f"{table}\n\n\n\n\n" + chapters(*(f"{word} {number}" for number in range(1, 6))))
    kinds = [block.type for block in division.blocks]
    assert kinds[:7] == ["head", *["contents"] * 5, "head"], text.reading
