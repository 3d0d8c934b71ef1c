"""Running heads that the OCR damaged more than their neighbours, and lines of the text that only look a little so."""

from __future__ import annotations

import pytest

from ecdosis.stages.furniture import worn
from ecdosis.stages.furniture.heads import find as heads_of
from ecdosis.stages.furniture.lines import split
from ecdosis.stages.furniture.numbers import damaged
from ecdosis.stages.furniture.pages import Pages
from test_furniture_edges import aside, book

PAGES = 12
WORN = 6
"""The page whose head is worn; its number is 86."""


def heads(line: str, *, cut: bool = True, numbers: bool = True, pages: int = PAGES, between: str = "\n\n") -> str:
    """A book whose pages have number and head, one of them another line."""

    def head(page: int) -> str:
        return line if page == WORN else f"{80 + page} The Ferry Ledger," if numbers else "The Ferry Ledger,"

    text = book(pages, head=head, cut=lambda page: page != WORN - 1 or cut)
    return text.replace(f"{line}\n\n", f"{line}{between}") if line else text


@pytest.mark.parametrize(
    "line",
    [
        "&6 Tbe Fcrrv L^edqcr,",  # 64 per cent of its letters: with the number that is enough
        "Sb The Ferry LecigeF,",  # the number is nothing but letters
        "Tbe Fcrrv L^edqcr, 8b",
        "& 6 Tbe Fcrrv L^edqcr,",
        "£6 Tbe Fcrrv L^edqcr,",
    ],
)
@pytest.mark.parametrize("cut", [True, False])
def test_beside_its_number_a_worn_head_is_told_by_those_of_the_book(line: str, cut: bool) -> None:
    assert f"running-head: {line}" in aside(heads(line, cut=cut))


@pytest.mark.parametrize(
    "line",
    [
        "&6 seats in the ferry were taken",  # no head is like it
        "Sb the winter fell at the river",
        "39 Tbe Fcrrv L^edqcr,",  # another number
        "&6 F^erry",  # too short
        "&6 The Ferry Ledger 1801 1802 1803 1804 1805 1806",  # as long as the lines of the text
        "&6 The Ferry Ledger. — p. 32",  # the caption of a plate
    ],
)
def test_what_is_no_head_or_has_no_number_stays(line: str) -> None:
    assert not any(line in one for one in aside(heads(line, cut=False)))


@pytest.mark.parametrize(
    ("line", "cut", "found"),
    [
        ("Tbe Ferrv Lcdqer,", True, True),  # without a number: 71 per cent, in the midst of a sentence
        ("Tbe Ferrv Lcdqer,", False, False),
        ("Tbe Fcrrv L^edqcr,", True, False),  # 64 per cent
    ],
)
def test_without_a_number_it_must_be_liker_and_a_sentence_go_on_across_it(line: str, cut: bool, found: bool) -> None:
    text = heads(line, cut=cut, numbers=False)
    assert (f"running-head: {line}" in aside(text)) is found
    assert f"running-head: {line}" not in aside(text, safe=False)


@pytest.mark.parametrize(
    ("foot", "found"),
    [
        ("* A ledger is a book.", True),  # the sentence goes on below the note
        ("A ledger is a book.", False),  # the text's own last line
        ("* * *", False),  # a break ends the text before it
    ],
)
def test_a_sentence_goes_on_below_the_note_at_the_foot_of_its_page(foot: str, found: bool) -> None:
    pages = heads("Tbe Ferrv Lcdqer,", numbers=False).split("\f")
    pages[WORN - 2] += f"\n\n{foot}\n"
    assert ("running-head: Tbe Ferrv Lcdqer," in aside("\f".join(pages))) is found


@pytest.mark.parametrize(("number", "found"), [(187, True), (186, True), (179, False), (190, False)])
def test_a_number_that_rises_more_slowly_than_the_pages_is_one(number: int, found: bool) -> None:
    """Two leaves without a number stand before it, at the end of a book: it follows 185, and would be 188."""

    def head(page: int) -> str:
        return f"{180 + page} The Ferry Ledger," if page < 6 else f"{number} The Life of a Ledger." if page == 8 else ""

    line = f"running-head: {number} The Life of a Ledger."
    assert (line in aside(book(8, head=head, cut=lambda _: False))) is found


def test_a_page_with_nothing_but_its_number_and_a_head() -> None:
    made = heads("", cut=False, numbers=False).split("\f")
    made[4] = "The Ferry Ledger,\n\n85\n"
    made = [f"{page}\n\n{80 + at}\n" if at != 5 else page for at, page in enumerate(made, 1)]
    assert "running-head: The Ferry Ledger," in aside("\f".join(made))
    made[4] = "The Ferry Ledger,\n\nWe are, Sir, yours,\n\n85\n"
    assert aside("\f".join(made)).count("running-head: The Ferry Ledger,") >= 1


@pytest.mark.parametrize(
    ("token", "expected", "found"),
    [
        ("[H4]", 144, True),
        ("[io.]", 101, True),
        ("[IOJ)", 103, True),
        ("io.", 101, False),
        ("£6", 86, True),
        ("[by]", 101, False),
        ("(iv)", 11, False),  # the number of an item
        ("(a)", 101, False),
    ],
)
def test_numbers_in_brackets_may_have_lost_a_figure(token: str, expected: int, found: bool) -> None:
    assert damaged(token, expected) is found


@pytest.mark.parametrize(("line", "found"), [("I. The Ferry Lodgers", False), ("!. The Ferry Lodgers", True)])
def test_the_number_of_a_chapter_is_none_of_a_page(line: str, found: bool) -> None:
    text = book(PAGES, head=lambda page: line if page == 1 else f"{page} The Ferry Ledger,")
    pages = Pages(split(text), marked=True)
    known = {index: span for index, span in heads_of(pages).items() if index}
    assert (0 in dict(worn.find(pages, known))) is found
