"""What the OCR made of dirt, rules and worn numbers at the edges of pages, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ecdosis.stages.furniture import find
from ecdosis.stages.furniture.garbled import is_garbled
from test_furniture_edges import aside, book


def with_foot(line: str, *, cut: bool = True, pages: int = 6) -> list[str]:
    """What is set aside of a book that has a line at the foot of its third page."""
    return aside(book(pages, foot=lambda page: line if page == 3 else "", cut=lambda _: cut))


@pytest.mark.parametrize("speck", ["-", "*-", ". '.", "r", "r p", "' x ,", "o", "s", "u x", "t.", "----------"])
def test_a_line_without_a_word_in_the_midst_of_a_sentence_is_a_speck(speck: str) -> None:
    assert with_foot(speck) == ([f"speck: {speck}"] if speck != "t." else [])


@pytest.mark.parametrize(
    "line",
    [
        "a",  # a word of one letter
        "I",
        "O",  # a call
        "(b)",  # the mark of an item, set in a line of its own
        "2.",
        "•",
        '."',  # the end of what was said
        ")",
        "—",  # the author's dash
        "x + y",  # letters and figures of a formula are more than specks
        "x = 3",
        "1",  # the number of a note
        "4",  # a figure may be one of the text where pages have no numbers
        "r p q",
        "so",
        "-------------",  # longer than specks are
    ],
)
def test_what_may_be_the_authors_is_none(line: str) -> None:
    assert with_foot(line) == []


@pytest.mark.parametrize(
    ("letter", "language", "found"),
    [
        ("o", "en", True),
        ("o", "es", False),
        ("s", "cs", False),
        ("w", "pl", False),
        ("r", "cs", True),
        ("o", "und", False),
    ],
)
def test_letters_are_words_in_some_languages(letter: str, language: str, found: bool) -> None:
    """Where a language's words of one letter are not known, a vowel may be one, and what are prepositions in Slavic."""
    text = book(6, foot=lambda page: letter if page == 3 else "")
    assert any(span.kind == "speck" for span in find(text, language)) == found


def test_where_a_sentence_ends_with_the_page_nothing_says_that_it_is_one() -> None:
    assert with_foot("-", cut=False) == []


def test_without_marks_of_pages_there_are_no_edges() -> None:
    assert aside(book(6, foot=lambda page: "-" if page == 3 else "", between="\n")) == []


@pytest.mark.parametrize(("inside", "found"), [(2, True), (3, False)])
def test_what_stands_inside_of_pages_too_is_of_the_text(inside: int, found: bool) -> None:
    """Bullets that a PDF extraction sets in lines of their own."""
    text = book(6, foot=lambda page: "-" if page == 3 else "", length=1500)
    words = text.split(" ")
    for place in range(inside):
        words[90 + 9 * place] += "\n-\n"
    assert bool(aside(" ".join(words))) == found


@pytest.mark.parametrize(
    ("letter", "head", "found"),
    [
        ("o", "T,o The Ferry Ledger,", True),
        ("o", "83 The Ferry Ledger,", False),  # the head has its number
        ("o", "", False),  # no head
        ("J", "T,o The Ferry Ledger,", False),  # the letter of an index
        ("a", "T,o The Ferry Ledger,", False),
        ("it", "T,o The Ferry Ledger,", False),
        ("u x", "T,o The Ferry Ledger,", False),  # more than half a figure
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_half_a_number_beside_the_head(letter: str, head: str, found: bool, above: bool) -> None:
    def top(page: int) -> str:
        third = f"{letter}\n\n{head}" if above else f"{head}\n\n{letter}"
        return third.strip() if page == 3 else f"{80 + page} The Ferry Ledger,"

    made = aside(book(12, head=top, cut=lambda _: False))
    assert (f"speck: {letter}" in made) is found
    assert (f"running-head: {head}" in made) is bool(head)


@pytest.mark.parametrize(("inside", "found"), [(2, True), (3, False)])
def test_beside_heads_what_stands_inside_of_pages_too_is_of_the_text(inside: int, found: bool) -> None:
    head = {3: "T,o The Ferry Ledger,\n\no"}
    text = book(12, head=lambda page: head.get(page, f"{80 + page} The Ferry Ledger,"), length=1500)
    words = text.split(" ")
    for place in range(inside):
        words[90 + 9 * place] += "\n\no\n\n"
    assert ("speck: o" in aside(" ".join(words))) is found


def numbers(worn: str, *, numbered: Callable[[int], bool] = lambda _: True) -> list[str]:
    """What is set aside of the head of the fifth page, which bears a worn number where the others have theirs."""
    head = {page: f"( {page + 6} )" for page in range(1, 11) if numbered(page)} | {5: worn}
    return [one for one in aside(book(10, lambda page: head.get(page, ""))) if one.endswith(f": {worn}")]


@pytest.mark.parametrize("worn", ["( *6q )", "f 33 )", "C i07 )", "( n•v", "9"])
def test_a_worn_number_where_the_pages_have_theirs(worn: str) -> None:
    assert numbers(worn) == [f"page-number: {worn}"]


@pytest.mark.parametrize("line", ["(iv)", "30.", "and", "so on", "the 4th"])
def test_words_and_items_are_no_worn_numbers(line: str) -> None:
    assert numbers(line) == []


@pytest.mark.parametrize(("unnumbered", "found"), [((2, 4, 6, 8), True), ((2, 3, 4, 6, 7, 8), False)])
def test_half_of_the_pages_must_have_their_number_there(unnumbered: tuple[int, ...], found: bool) -> None:
    assert bool(numbers("C no )", numbered=lambda page: page not in unnumbered)) == found


def with_page(lines: str, *, cut: bool = True, pages: int = 1) -> list[str]:
    """What is set aside of a book that has pages with some lines between its third and its fourth."""
    made = book(6, cut=lambda page: cut or page != 3).split("\f")
    return aside("\f".join([*made[:3], *[lines + "\n"] * pages, *made[3:]]))


@pytest.mark.parametrize(
    "line", ["O", "<", "ll\\\\l^>'", "Pi", "11", "rW", "[ )^i^rv,.nmii^:M^^/M/'^^", "s^", "*-", "bcdf"]
)
def test_a_page_without_a_word_in_the_midst_of_a_sentence_is_a_picture(line: str) -> None:
    bare = line in "<*-" or is_garbled([line])
    assert with_page(line) == [f"speck: {line}"]
    assert with_page(line, cut=False) == ([f"speck: {line}"] if bare else [])  # test_dirt.py, test_garbled.py
    assert with_page(f"{line}\n\n{line}", pages=2) == [f"speck: {line}"] * 4


@pytest.mark.parametrize(
    "line",
    [
        "the",
        "7",
        "12",
        "(b)",
        "2.",
        "•",
        "第三章",
        "вкл",
        "( the ) [] () {}",  # words among marks
        "^ the ^ and ^ of the",  # among signs of ink, but more letters than signs
        "^^^^ \\ ^^^^ ferries ^^^^",
        "s^ s^ s^ s^ s^ s^ s^ s^ s^ s^ s^",  # longer than what is left of a picture
        "O\n\nThe ferry at the lock",
    ],
)
def test_a_page_with_a_word_a_number_or_an_item_is_none(line: str) -> None:
    assert with_page(line) == []


def test_so_many_pages_are_no_plate() -> None:
    assert with_page("<", pages=3) == ["speck: <"] * 3
    assert with_page("<", pages=4) == ["speck: <"] * 4
    assert with_page("<", pages=5) == []


@pytest.mark.parametrize(
    ("line", "language", "found"),
    [("II", "en", True), ("il", "en", True), ("11", "en", True), ("II", "und", False), ("Ill", "en", False)],
)
def test_strokes_are_what_is_left_of_a_rule(line: str, language: str, found: bool) -> None:
    text = book(6, foot=lambda page: line if page == 3 else "")
    assert any(span.kind == "speck" for span in find(text, language)) == found


def test_a_sentence_goes_on_after_a_quotation_mark_with_a_blank_before_it() -> None:
    text = book(6, foot=lambda page: "r" if page == 3 else "")
    at = text.index("\n\nr\n")
    assert "speck: r" in aside(f'{text[:at]} "{text[at:]}')
