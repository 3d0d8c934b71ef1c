"""Lines of documents that a PDF file was read from: proportional type in long lines, numbered headings in two lines,
long lines among blocks that look like stanzas."""

from __future__ import annotations

import random

import pytest

from test_short_lines import blocks, prose

NARROW = "iljtfr'.,I"
WIDE = "mwMW"
SLIM = [
    "it",
    "is",
    "still",
    "ill",
    "lit",
    "until",
    "all",
    "of",
    "its",
    "little",
    "rill",
    "will",
    "fill",
    "if",
    "it",
    "is",
    "tilted",
    "till",
    "it",
    "fell",
]
BROAD = [
    "mammoth",
    "women",
    "swim",
    "among",
    "warm",
    "swamps",
    "whom",
    "some",
    "woman",
    "knew",
    "somewhere",
    "grown",
    "common",
    "wisdom",
    "mows",
]


def set_in_type(words: list[str], measure: float) -> list[str]:
    """Words in lines of proportional type: so wide (in usual letters) that the next word has no room."""
    lines, line, room = list[str](), list[str](), measure
    for word in words:
        width = 0.4 + sum(0.5 if c in NARROW else 1.6 if c in WIDE else 1.0 for c in word)
        if line and width > room:
            lines.append(" ".join(line))
            line, room = [], measure
        line.append(word)
        room -= width
    return [*lines, " ".join(line)]


def paragraphs(count: int, measure: float) -> list[list[str]]:
    """The lines of paragraphs of words that are drawn: runs of slim ones and of broad ones."""
    draw = random.Random(7)
    runs = [[draw.choice(kind) for _ in range(9) for kind in [draw.choice((SLIM, BROAD))]] for _ in range(14 * count)]
    words = [["So", *(word for run in runs[at : at + 14] for word in run), "end."] for at in range(0, 14 * count, 14)]
    return [set_in_type(one, measure) for one in words]


def test_long_lines_of_proportional_type_are_prose_however_many_letters_they_hold() -> None:
    made = paragraphs(12, 95.0)
    assert blocks("\n\n".join("\n".join(lines) for lines in made)) == [" ".join(lines) for lines in made]


@pytest.mark.parametrize(
    ("least", "most"),
    [
        (52, 64),  # as even, and shorter
        (80, 104),  # as long, and more uneven
    ],
)
def test_lines_that_their_author_ended_are_not(least: int, most: int) -> None:
    draw = random.Random(3)
    lines = ["to " + ("a lamp in fog " * 9)[: draw.randrange(least, most) - 4].rstrip() + "s" for _ in range(120)]
    assert blocks("\n".join(lines)) == lines


def test_long_lines_among_blocks_like_stanzas_are_prose() -> None:
    """Entries of contents, each a block whose last line is as long as the others, stand around a notice."""
    draw = random.Random(5)
    entries = [
        "\n".join(f"The lamp {' of it' * draw.randrange(10, 17)} and Bells" for _ in range(3)) for _ in range(24)
    ]
    made = paragraphs(12, 95.0)
    notice = made[0][:4]
    text = "\n\n".join([*entries[:12], "\n".join(notice), *entries[12:], *("\n".join(lines) for lines in made[1:])])
    assert " ".join(notice) in blocks(text)


@pytest.mark.parametrize(
    ("heading", "joined"),
    [
        ("5.3     Which lamps are lit at the end of the old wharf of\n        Saltern, and why?", True),
        ("5.3 Which lamps are lit at the end of the old wharf of\n    the town, and why?", True),
        ("5.14 Which lamps are lit at the end of the old wharf of\n      the town, and why?", True),  # one column off
        (
            "5.3 Which lamps are lit at the old wharf of the\n    town, and who was it that lit so many of\n    them?",
            True,
        ),
        (
            "5.3 Which lamps are lit at the end of the old wharf of\n       Saltern, and why?",
            False,
        ),  # it hangs elsewhere
        (
            "5.3     Which lamps are lit at the end of the old wharf of\n        Saltern          12        4",
            False,
        ),  # a table
        ("5.3     Lamps at the end of the old wharf of\n        5.3.1   Bells", False),
        ("5      Lamps of the old wharf\n       Bells of the mill", False),  # rows of a table
    ],
)
def test_a_numbered_heading_goes_on_where_it_hangs_below_its_first_word(heading: str, joined: bool) -> None:
    found = blocks(f"{prose(100)}\n\n{heading}\n{prose(100)}")
    assert (" ".join(heading.split()) in found) is joined


def test_an_entry_of_contents_goes_on_before_the_number_of_its_page() -> None:
    entry = (
        "5.3 Which of the lamps are lit at the end of the old wharf\n    and why? . . . . . . . . . . . . . . . . . . 4"
    )
    found = blocks(f"{prose(100)}\n\n{entry}\n\n{prose(100)}")
    assert any(
        block.startswith("5.3 Which of the lamps are lit at the end of the old wharf and why?") for block in found
    )
