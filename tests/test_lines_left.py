"""Lines that were left apart: spread to a margin by a machine, two in one, after dirt, behind a prompt; and items that
were not."""

from __future__ import annotations

import textwrap

import pytest

from ecdosis.stages.lines.justified import of as justified_of
from ecdosis.stages.lines.signs import lines as lines_of
from test_short_lines import WORDS, blocks, prose

# ---------------------------------------------------------------- lines spread to a margin


def spread(line: str, width: int) -> str:
    """A line whose blanks are as wide as it takes."""
    words = line.split()
    missing = width - sum(map(len, words))
    each, rest = divmod(missing, max(1, len(words) - 1))
    blanks = [" " * (each + (index < rest)) for index in range(len(words) - 1)]
    return "".join(a + b for a, b in zip(words, [*blanks, ""], strict=True))


def in_justified(last: str, after: str, *, width: int = 48, other: int = 0) -> list[str]:
    """The blocks of justified prose, in the midst of which a line is spread to the width (or to another)."""
    lines = textwrap.wrap(f"So {WORDS}. But {WORDS}, and so on", width)
    made = [spread(line, width) for line in lines]
    return blocks("\n".join([*made, spread(last, other or width), after, "and the dog.", *made]))


@pytest.mark.parametrize(
    ("last", "after"),
    [
        ("the organisation superintending ferries", "of both lakes, and the men on them in the winter"),
        ("and the clerk of all of the ferries there, 9", "Lakes of them with their men in the long winter"),
    ],
)
def test_wide_blanks_up_to_the_margin_are_no_columns(last: str, after: str) -> None:
    assert any(f"{last} {after}" in block for block in in_justified(last, after))


@pytest.mark.parametrize(
    "row",
    [
        "the organisation     of all the ferries",  # it does not end at the margin
        f"the organisation{'of all the ferries':>32}",  # far apart
        f"organisation    of 14     the{'superintending':>19}",  # a number
    ],
)
def test_columns_are(row: str) -> None:
    lines = textwrap.wrap(f"So {WORDS}. But {WORDS}, and so on", 48)
    made = [spread(line, 48) for line in lines]
    found = blocks("\n".join([*made, row, "of both lakes, and the men on them in the winter", *made]))
    assert not any(f"{' '.join(row.split())} of both lakes" in block for block in found)


def test_at_the_margin_a_line_is_full_however_short_the_next_word() -> None:
    words = "ferries remained anchored alongside embankments throughout decembers whenever lanterns glimmered "
    lines = [spread(line, 48) for line in textwrap.wrap(words * 8, 48)]
    first = "of the year in which the lamps were lit for oars"
    assert len(first) == 48
    assert f"{first} 9 boats." in " ¶ ".join(blocks("\n".join([*lines, first, "9 boats.", "- and the dog", *lines])))
    ragged = blocks("\n".join([*lines, first[:-1], "9 boats.", "- and the dog", *lines]))
    assert f"{first[:-1]} 9 boats." not in " ¶ ".join(ragged)


@pytest.mark.parametrize(("count", "every", "margin"), [(20, 1, 9), (19, 1, 0), (40, 2, 9), (40, 3, 0)])
def test_a_margin_is_where_many_lines_end(count: int, every: int, margin: int) -> None:
    reading = "\n".join("lock ferry" if not at % every else "lock"[: 1 + at % 4] for at in range(count))
    reading = reading.replace("lock ferry", "lock boat")
    assert justified_of(reading, tuple(lines_of(reading))).margin == margin


# ---------------------------------------------------------------- two lines in one


def doubled(first: str, second: str) -> list[str]:
    """The blocks of prose of 56 columns, amidst which stand two lines and a third that is short."""
    return blocks(f"{prose(56)}\n\n{first}\n{second}\nof the keeper, and nobody knew it.\n\n{prose(56)}")


LONG = "the ferry left at six when the fog still lay on the river and the lamps along the quay of the lower"
NEXT = "Lock were burning, so that nobody who came to it from the"


@pytest.mark.parametrize("first", [LONG, f"{LONG} old,"])
def test_a_line_left_open_that_is_two_goes_on(first: str) -> None:
    assert any(f"{first} {NEXT} of the keeper" in block for block in doubled(first, NEXT))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{LONG} lock.", NEXT),  # a sentence ends
        (f"{LONG} and the upper lock of the", NEXT),  # more than two
        (LONG, "Lock were burning, so that nobody came."),  # the next ends, too
        (LONG, f"2. {NEXT}"),  # an item
        (f"‘{LONG}’", NEXT),
        (LONG, f"‘{NEXT}"),
    ],
)
def test_others_do_not(first: str, second: str) -> None:
    assert first in doubled(first, second)


@pytest.mark.parametrize(
    ("above", "more", "joined"),
    [(f"So {WORDS[:50]}\n", "", True), (f"So {WORDS[:50]}\n", " that nobody", False), ("", "", False)],
)
def test_the_last_line_of_a_page_is_prose_if_it_is_full(above: str, more: str, joined: bool) -> None:
    """A line that is wider than the text is no line of it; two lines may be those of a title."""
    first = "and that was how it came that each of their boats"
    second = f"Ann for its name, and the dog of the keeper had it too, so{more}"
    found = blocks(f"{prose(56)}\n\n{above}{first}\n{second}\n\f\n\nThe Lock\n\nWest\n\n{prose(56)}")
    assert any(f"{first} {second}" in block for block in found) is joined


# ---------------------------------------------------------------- dirt, prompts, bullets


@pytest.mark.parametrize("dirt", [".", ", ", "; ", ":", "^ "])
def test_dirt_before_a_small_letter_begins_nothing(dirt: str) -> None:
    first = "and nobody of those who came longed for that"
    found = blocks(f"{prose(56)}\n\nSo {WORDS[:50]}\n{first}\n{dirt}which should come.\n\n{prose(56)}")
    assert any(f"{first} {dirt}which" in block for block in found)


@pytest.mark.parametrize("begin", [".Which", "..which", ". a", "% which"])
def test_other_signs_say_nothing(begin: str) -> None:
    first = "and nobody of those who came longed for that"
    assert first in " ¶ ".join(blocks(f"{prose(56)}\n\n{first}\n{begin} should come.\n\n{prose(56)}")).split(" ¶ ")


def test_a_prompt_alone_stands_before_its_code() -> None:
    code = "> row(boats,\n+\nlake = 2)\n> row(boats)\n+\n> row(lake)\n+\n\nlake\n"
    assert blocks(code) == ["> row(boats,", "+ lake = 2)", "> row(boats)", "+", "> row(lake)", "+", "lake"]
    assert "+" in blocks(f"{prose(56)}\n\n+\nlake = 2\n\n{prose(56)}")


FULL = "the ferries of the lake and of the river above it"


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        (f"• The boats and {FULL}", "• The men", True),
        (f"• the boats and {FULL}", "• the men", False),  # dirt, as the marks of a quotation
        (f"On the boats and {FULL}", "• The men", False),  # a single one may be dirt
    ],
)
def test_bullets_of_a_list(first: str, second: str, apart: bool) -> None:
    found = blocks(
        f"{prose(56)}\n\n{first}\n{second} on them in the long winter of that year, and\nso on.\n\n{prose(56)}"
    )
    assert (first in found) is apart
