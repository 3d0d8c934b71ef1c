"""Dirt away from the edges of pages, beside catchwords and heads, and what only looks like it."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest

from ecdosis.stages.furniture import find
from test_furniture_edges import aside, book


def specks(text: str, language: str = "en") -> list[str]:
    """What is set aside of a text as a speck."""
    return [text[span.start : span.end] for span in find(text, language) if span.safe and span.kind == "speck"]


# ---------------------------------------------------------------- beside catchwords


def with_catchwords(below: str, *, page: int = 4, word: str = "", cut: bool = False) -> str:
    """A book whose pages end with the first word of the next; below one of these (or `word`) stands a line."""
    pages = book(9, cut=lambda each: cut and each == page).split("\n\f")
    firsts = [one.split()[0] for one in pages]
    made = []
    for number, (body, following) in enumerate(pairwise([*pages, ""]), 1):
        catchword = (word if number == page and word else firsts[number]) if following else ""
        made.append("\n".join(line for line in (body, catchword, below if number == page else "") if line))
    return "\n\f".join(made)


@pytest.mark.parametrize("line", ["1", "/'", "'\"-", ". j"])
def test_what_stands_below_a_catchword_is_dirt(line: str) -> None:
    assert line in specks(with_catchwords(line))


@pytest.mark.parametrize("line", ["4", "and", "(b)", "1839.", "I", ".'"])
def test_what_may_be_the_authors_is_none(line: str) -> None:
    assert specks(with_catchwords(line)) == []


def test_without_a_catchword_or_a_sentence_that_goes_on_nothing_says_so() -> None:
    assert specks(with_catchwords("1", word="Otherwise, then, it ends.")) == []


def test_what_stands_above_a_catchword_ends_the_text() -> None:
    pages = with_catchwords("").split("\n\f")
    body, _, catchword = pages[3].rpartition("\n")
    pages[3] = f"{body}\n/'\n{catchword}"
    assert specks("\n\f".join(pages)) == []


SENTENCE = "and the clerk of the ferry kept his long ledger of the lamps that were lit over the river every night"


def catchwords(word: str, first: str, *, line: str = "") -> list[str]:
    """The catchwords of a book in even lines, all of one sentence: that below the fourth page is `word`, the fifth page
    begins with `first`; `line`: what the fourth ends with above its catchword."""
    lines = textwrap.wrap(" ".join([SENTENCE] * 40), 44)
    pages = [lines[at : at + 8] for at in range(0, 72, 8)]
    pages[4][0] = f"{first} {pages[4][0]}"
    pages[3][-1] = line or pages[3][-1]
    after = [one[0].split()[0] for one in pages[1:]]
    after[3] = word
    made = ["\n".join([*one, end]) for one, end in zip(pages, [*after, ""], strict=True)]
    found = find("\n\f".join(made), "en")
    return [span.why.rpartition("“")[2] for span in found if span.kind == "catchword" and f"“{first}”" in span.why]


@pytest.mark.parametrize(("word", "first"), [("not", "riot"), ("may", "rslay"), ("said", "ftid")])
def test_a_word_below_a_full_line_in_the_midst_of_a_sentence_may_be_much_misread(word: str, first: str) -> None:
    assert catchwords(word, first)


@pytest.mark.parametrize(("word", "first"), [("by", "boat"), ("not", "Riot"), ("a", "he"), ("be", "he"), ("to", "so")])
def test_a_word_that_is_unlike_the_next_is_none(word: str, first: str) -> None:
    assert not catchwords(word, first)


def test_below_a_line_that_is_not_full_or_ends_the_sentence_it_must_be_like() -> None:
    assert not catchwords("not", "riot", line="the river every night")
    assert not catchwords("not", "riot", line="of the lamps that were lit over the rivers.")
    assert catchwords("night", "nights", line="the river every")


# ---------------------------------------------------------------- pages that have nothing else


def with_page(lines: str, *, other: str = "") -> list[str]:
    """The specks of a book that has a page of some lines between chapters, and perhaps another further on."""
    made = book(6, cut=lambda _: False).split("\f")
    further = [other + "\n"] if other else []
    return specks("\f".join([*made[:3], lines + "\n", *made[3:5], *further, made[5]]))


@pytest.mark.parametrize("line", ["1", "|", "----", ": -", ". ;. .\u2022. «».' \u2022."])
def test_a_page_without_a_word_is_dirt(line: str) -> None:
    assert with_page(line) == [line]


@pytest.mark.parametrize("line", ["* * *", "\u2766", "I", "2", "—", "1839", "1\n\nThe ferry", "A"])
def test_an_ornament_a_number_or_a_word_is_the_books(line: str) -> None:
    assert with_page(line) == []


def test_a_stroke_is_a_number_where_another_page_has_the_next() -> None:
    assert with_page("1", other="2") == []
    assert with_page("1", other="3") == ["1"]


# ---------------------------------------------------------------- inside of pages


def with_inside(lines: str, *, specks_at: int = 3, before: str = "the river") -> list[str]:
    """The specks, but for those at the feet of so many pages, of a book with some lines inside of its fifth page."""
    text = book(9, foot=lambda page: "'~^."[page] + "-" if page in range(1, 1 + specks_at) else "", length=900)
    pages = text.split("\f")
    head, _, rest = pages[4].partition(". ")
    pages[4] = f"{head} and {before}\n\n{lines}\n\nwent on {rest}"
    return [one for one in specks("\f".join(pages)) if one not in ("~-", "^-", ".-")]


@pytest.mark.parametrize("lines", ["o", "r p", "' (", "o\n\n~'"])
def test_a_line_without_a_word_across_which_a_sentence_goes_on_is_dirt(lines: str) -> None:
    assert with_inside(lines) == lines.split("\n\n")


@pytest.mark.parametrize("line", ["a", "I", "x = 3", "+", "\u2022", ". . . .", "-----", "—", "7"])
def test_a_word_a_formula_a_row_or_a_mark_is_none(line: str) -> None:
    assert with_inside(line) == []


def test_dirt_inside_is_told_where_there_is_dirt_at_the_edges() -> None:
    assert with_inside("o", specks_at=2) == []


def test_what_stands_at_edges_does_not_count() -> None:
    """A letter that is dirt at the feet of three pages is as rare inside of them."""
    text = book(9, foot=lambda page: "o" if page in range(1, 4) else "", length=900)
    pages = text.split("\f")
    head, _, rest = pages[4].partition(". ")
    pages[4] = f"{head} and the river\n\no\n\nwent on {rest}"
    assert specks("\f".join(pages)) == ["o"] * 4


def test_where_the_sentence_ends_it_may_be_the_texts() -> None:
    assert with_inside("o", before="it ended there.") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (".<':-", True),
        ('. . ..>.. >"', True),
        ("<:", False),  # two signs
        ("\u2022 \u2022 \u2022", False),  # a row
        ("-~*~-", False),  # an ornament: the same from both its ends
        ("[<:>]", False),
        ("\u2022 * <", False),  # one that may be worn
        ("?!...", False),  # an author may write that
        ("\u2022 - \u2022 ; \u2022 : ' . - ' . - ' . - ' \u2022", False),  # longer than dirt is
    ],
)
def test_signs_that_nobody_writes(line: str, found: bool) -> None:
    assert with_inside(line, before="it ended there.") == ([line] if found else [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (".", True),
        ("..", True),
        (". .", True),
        (".-.", True),
        ("'*''", True),
        ("...", False),  # a row: lines left out
        (". - .", False),  # an ornament that may be worn
        ("*", False),
        ("-", False),
        ("' , . ; ' : .", False),  # longer
        ("?", False),
    ],
)
def test_a_few_points_alone_are_dirt(line: str, found: bool) -> None:
    assert with_inside(line, before="it ended there.") == ([line] if found else [])
    assert with_inside(line, before="it ended there.", specks_at=2) == []


def test_below_a_line_that_lacks_its_stop_they_may_be_that() -> None:
    assert with_inside("..\n\nSo it was, and", before="it ended there") == []


def test_points_that_come_often_may_mean_something() -> None:
    assert with_inside("\n\n".join(["..", "So it was."] * 4), before="it ended there.") == [".."] * 4
    assert with_inside("\n\n".join(["..", "So it was."] * 5), before="it ended there.") == []


# ---------------------------------------------------------------- worn numbers beside heads


HEAD = "THE FERRY LEDGER"


def with_number(number: str, *, below: str = "", others: bool = True, head: str = HEAD) -> list[str]:
    """What is set aside as numbers of a book whose pages have theirs above their head, of which the fifth is worn."""

    def top(page: int) -> str:
        own = str(page + 30) if others or page % 3 == 0 else ""
        over = number if page == 5 else own
        return "\n\n".join(line for line in (over, head if page == 5 else HEAD, below if page == 5 else "") if line)

    found = aside(book(12, top, cut=lambda page: page != 4))
    return [one.removeprefix("page-number: ") for one in found if one.startswith("page-number")]


@pytest.mark.parametrize("number", ["88", "8I", "I7"])
def test_a_number_in_the_place_of_one_that_is_missing(number: str) -> None:
    assert number in with_number(number)


@pytest.mark.parametrize("number", ["the", "IV", "1839-40", "12.", "1839", "3"])
def test_words_items_and_roman_numbers_are_none(number: str) -> None:
    assert number not in with_number(number)


def test_the_number_of_a_section_below_the_head_is_the_texts() -> None:
    assert "88" not in with_number("35", below="88")
    assert "88" not in with_number("", below="88")


def test_where_few_pages_have_their_number_there_none_is_missing() -> None:
    assert "88" not in with_number("88", others=False)


def test_a_page_that_has_its_number_has_no_other() -> None:
    assert "88" not in with_number("88", head=f"35 {HEAD}")


# ---------------------------------------------------------------- worn numbers in brackets


def in_brackets(number: str, *, bare: int = 0) -> list[str]:
    """What is set aside as numbers of a book that has them in brackets at the head of each page, but for the last
    `bare`; that of the fifth is worn, and no sentence goes on across it."""

    def top(page: int) -> str:
        return number if page == 5 else str(page + 30) if page > 20 - bare else f"( {page + 30} )"

    found = aside(book(20, top, cut=lambda page: page != 4))
    return [one.removeprefix("page-number: ") for one in found if one.startswith("page-number")]


@pytest.mark.parametrize(
    "number", ["( *3$ )", "( 3* )", "; '' •< 3S )", "( **5 ]", "( *$ )", "C m )'", "; ( u >", "( m y", "I l*<5 }"]
)
def test_a_worn_number_in_brackets(number: str) -> None:
    assert number in in_brackets(number)


@pytest.mark.parametrize("number", ["* 3 $", "( he 3 )", "(b)", "b)", "( *3$ *;; *.. ** )"])
def test_what_is_no_number_in_brackets(number: str) -> None:
    """Without a bracket, with a word, the letter of an item, too long."""
    assert number not in in_brackets(number)


def test_brackets_where_most_numbers_have_them() -> None:
    assert "( *3$ )" in in_brackets("( *3$ )", bare=3)
    assert "( *3$ )" not in in_brackets("( *3$ )", bare=4)


def test_a_catchword_before_a_worn_number_in_brackets() -> None:
    made = book(20, lambda page: "( m y" if page == 5 else f"( {page + 30} )", cut=lambda page: page != 4)
    pages = made.split("\n\f")
    firsts = [one.split("\n\n")[1].split()[0] for one in pages]
    catchwords = [f"{page}\n{following}" for page, following in zip(pages, firsts[1:], strict=False)]
    found = aside("\n\f".join([*catchwords, pages[-1]]))
    assert [one for one in found if one.startswith("catchword")] == [f"catchword: {word}" for word in firsts[1:]]


# ---------------------------------------------------------------- worn heads without marks of pages


@pytest.mark.parametrize("first", ["THE BISTORY OF THORMBY", "THE HISTORY OF THORNBY"])
def test_heads_are_compared_with_the_form_that_comes_most_often(first: str) -> None:
    """One whose number is lost, and whose letters are worn otherwise than those of the first of them."""

    def head(page: int) -> str:
        return {1: f"{first}. 101", 7: "THE HISPORY OF THOKNBY."}.get(page, f"THE HISTORY OF THORNBY. {page + 100}")

    assert "running-head: THE HISPORY OF THOKNBY." in aside(book(14, head, between="\n", length=1600))
