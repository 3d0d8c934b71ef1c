"""Running heads where they are not looked for first: printed sideways, below dirt, on pages without text."""

from __future__ import annotations

import pytest

from test_furniture_edges import aside, book

HEAD = "The Ferry Ledger of the Lower Lock 1801"


def sideways(letters: str, *, pages: int = 9) -> list[str]:
    """The lines set aside of a page whose last lines have a letter each, in a book of running heads."""
    made = book(pages, head=lambda _: HEAD).split("\n\f")
    made[4] = "\n".join((made[4].removeprefix(f"{HEAD}\n\n"), "", *letters))
    return [one for one in aside("\n\f".join(made)) if len(one) == len("running-head: T")]


def test_a_head_a_letter_a_line_is_one() -> None:
    letters = [*HEAD.replace(" ", ""), *"Page5of9"]
    assert sideways("".join(letters)) == [f"running-head: {letter}" for letter in letters]


def test_its_narrow_letters_may_come_before_their_time() -> None:
    letters = HEAD.replace(" ", "")
    assert len(sideways(f"r{letters.replace('r', '', 1)}")) == len(letters)


@pytest.mark.parametrize(
    "letters",
    [
        "AnacrosticoftheferryandtheLowerLock",  # another text
        "TheFerryLedger",  # a part of it
        f"{HEAD.replace(' ', '')}{'Anacrosticofthenextpageandtheone'}",  # most is no head
    ],
)
def test_letters_below_each_other_that_are_no_head_stay(letters: str) -> None:
    assert sideways(letters) == []


def below(dirt: str) -> list[str]:
    """What is set aside of a book of numbered heads, above one of which stands dirt."""

    def head(page: int) -> str:
        return f"{dirt}\n{80 + page} The Ferry Ledger," if page == 6 else f"{80 + page} The Ferry Ledger,"

    return aside(book(12, head=head, cut=lambda page: page != 5))


@pytest.mark.parametrize("dirt", ["►", "► »f", "►\n• »f", "~ | ^"])
def test_a_head_may_stand_below_dirt(dirt: str) -> None:
    found = below(dirt)
    assert "running-head: 86 The Ferry Ledger," in found
    assert all(f"speck: {line}" in found for line in dirt.split("\n"))


@pytest.mark.parametrize("line", ["Amen!", "No. 6", "- 6 -", "(c)", "~ ab ^", "~ | ^ ~ |"])
def test_what_may_be_of_the_text_above_a_head_stays(line: str) -> None:
    assert not any(line in one for one in below(line) if one.startswith("speck"))


LONG = "The Ferry Ledger of the Lower Lock, in the Years 1801 to 1816"


def heads_with(page: str) -> int:
    """How many heads, longer than the lines of the text, are set aside of a book of nine pages and one more."""
    made = book(9, head=lambda _: LONG, foot=lambda each: str(80 + each + (each > 4))).split("\n\f")
    made.insert(4, page)
    return sum(LONG in one for one in aside("\n\f".join(made)))


def test_on_a_page_with_its_number_alone_a_head_is_one_wherever_it_stands() -> None:
    assert heads_with(f"85\n\n{LONG}") == heads_with("85") + 1


@pytest.mark.parametrize("page", [f"85\n\nThe plates of the lock.\n\n{LONG}", f"85\n\n{LONG} and so on"])
def test_beside_text_it_must_stand_where_heads_do(page: str) -> None:
    assert heads_with(page) == heads_with("85")
