"""Short lines whose sentence goes on: those of titles in large type, and halves of lines that a program parted."""

from __future__ import annotations

import textwrap

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.lines import repair

WORDS = (
    "the ferry left at six when the fog still lay on the river and the lamps along the quay were burning so that "
    "nobody spoke of the dog that ran on before us to the pass from which one sees both lakes and the town between "
    "them where the inn was closed for the winter and the keeper had gone away with all that he had"
)


def prose(width: int, times: int = 3) -> str:
    """Paragraphs in lines of so many columns, a blank line between them."""
    return "\n\n".join(textwrap.fill(f"So {WORDS}. But {WORDS}.", width) for _ in range(times))


def blocks(source: str, language: str = "en") -> list[str]:
    reading = repair(Text.of(source), language)[0].reading
    return [" ".join(line.split()) for line in reading.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("first", "joined"),
    [
        ("Of the crossing of the ferry in the autumn fog", True),  # 46 columns, and `at` and a blank: 49
        ("Of the crossing of the ferry in autumn fogs", False),  # 46: as long as a verse
        ("> Of the crossing of the ferry in the autumn fog", False),  # a line that a machine reads
        ("Of the crossing of the ferry in the autumn fog.", False),
    ],
)
def test_the_lines_of_a_title_are_short_beside_long_ones(first: str, joined: bool) -> None:
    """Six tenths of the measure are 66 columns here."""
    title = f"{first}\nat the lower lock of the river"
    found = blocks(f"{prose(110)}\n\n{title}\n\n{prose(110)}")
    assert (" ".join(title.split()) in found) is joined
    assert (first in found) is not joined


HALVED = """
and the keeper of the lock had seen it as well as the
{half}
clerk, who had written it down in the book of the day.
"""


def halved(half: str, before: str = "", after: str = "") -> list[str]:
    """The blocks of a text in which half a line stands before the other half."""
    passage = HALVED.format(half=half).removeprefix("\n")
    if before:
        passage = passage.replace("as well as the", before)
    if after:
        passage = passage.replace("clerk, who", after)
    return blocks(f"{prose(56)}\n{passage}{prose(56)}")


@pytest.mark.parametrize(
    ("half", "before", "after", "together"),
    [
        ("But the boat", "", "", True),
        ("but the boat", "", "", False),  # it goes on with a small letter: a verse, an item
        ("But the boat,", "", "", False),
        ("“But the boat", "", "", False),
        ("But the boat", "as well as he,", "", False),  # the line before is not left open
        ("But the boat", "too", "", False),  # nor is it full
        ("But the boat", "", "“clerk, who", False),
    ],
)
def test_half_a_line_before_the_other_half_ends_no_paragraph(
    half: str, before: str, after: str, together: bool
) -> None:
    at = next(block for block in halved(half, before, after) if half in block)
    assert ("clerk, who" in at) is together


def test_half_a_line_below_a_blank_line_is_none() -> None:
    passage = HALVED.format(half="But the boat").replace("the\nBut", "the\n\nBut")
    found = blocks(f"{prose(56)}\n{passage}{prose(56)}")
    assert not any("But the boat clerk" in block for block in found)


def test_half_a_line_first_in_a_text_is_none() -> None:
    """However the text ends: with a full line that is left open."""
    passage = HALVED.format(half="But the boat").splitlines()[2:]
    found = blocks("\n".join([*passage, "", prose(56), *HALVED.splitlines()[1:2], "and what became of it"]))
    assert found[0] == "But the boat"
