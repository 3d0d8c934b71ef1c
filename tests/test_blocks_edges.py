"""Blocks, at the edge: lines just short enough, signs just strong enough, and just not."""

from __future__ import annotations

import pytest

from test_blocks import SENTENCES, divided

PROSE = ". ".join(SENTENCES) + "."


def types(*blocks: str) -> list[str]:
    """The types of blocks, of those of a text that stand between its paragraphs."""
    _, division = divided("\n\n".join((PROSE, *blocks, PROSE)))
    return [block.type for block in division.blocks][1:-1]


def words(count: int, first: str = "The", last: str = "it") -> str:
    """So many words."""
    return " ".join([first, *["lamp"] * (count - 2), last])


@pytest.mark.parametrize(("count", "kind"), [(150, "item"), (151, "p")])
def test_items_with_bullets(count: int, kind: str) -> None:
    assert types(*[f"• {words(count - 1)}."] * 3) == [kind] * 3


@pytest.mark.parametrize(("count", "kind"), [(60, "item"), (61, "p")])
def test_items_with_numbers(count: int, kind: str) -> None:
    assert types(*(f"{number}. {words(count - 1)}." for number in (1, 2, 3))) == [kind] * 3


def test_items_are_as_short_as_that_on_average() -> None:
    assert types(f"1. {words(40)}.", f"2. {words(77)}.") == ["item", "item"]
    assert types(f"1. {words(40)}.", f"2. {words(79)}.") == ["p", "p"]


@pytest.mark.parametrize(("count", "kind"), [(14, "head"), (15, "p")])
def test_titles_in_capitals(count: int, kind: str) -> None:
    assert types(words(count).upper()) == [kind]


@pytest.mark.parametrize(("count", "kind"), [(40, "head"), (41, "p")])
def test_titles_in_capitals_below_a_number_may_be_longer(count: int, kind: str) -> None:
    assert types("CHAPTER II", words(count).upper()) == ["head", kind]


@pytest.mark.parametrize(("count", "kind"), [(9, "head"), (10, "p")])
def test_titles_that_only_their_shortness_shows(count: int, kind: str) -> None:
    assert types(words(count)) == [kind]


STANZA = ["The lamp is lit and stands alone,", "And so it was in every year,"]
STANZA += ["The ferry waits below the stone,", "And nobody is here to hear."]


@pytest.mark.parametrize(("width", "kind"), [(64, "verse"), (65, "p")])
def test_the_longest_line_of_verse(width: int, kind: str) -> None:
    lines = [f"{line[:-1].ljust(width - 1, 'x')}{line[-1]}" for line in STANZA]
    assert types("\n".join(lines)) == [kind] * 4


UNRHYMED = ["The lamp is lit and stands alone,", "The ferry waits below the bank,", "The river runs, the geese go by,"]
UNRHYMED += ["And nobody has seen it once,", "The wind is cold, the board is old,", "And so it goes again today,"]
UNRHYMED += ["As no one knows of it,", "And none will ask."]


@pytest.mark.parametrize(("count", "kind"), [(7, "p"), (8, "verse")])
def test_lines_that_no_prose_would_have_left_apart(count: int, kind: str) -> None:
    assert types("\n".join(UNRHYMED[-count:])) == [kind] * count


@pytest.mark.parametrize(("count", "kind"), [(2, "p"), (3, "verse"), (4, "verse")])
def test_three_lines_are_verse(count: int, kind: str) -> None:
    lines = ["    The lamp is lit again,", "    The ferry waits for men,", "    And so it was since then."]
    assert types("He sang:", "\n".join([*lines, "    And so it was since ten."][:count]))[1:] == [kind] * count


@pytest.mark.parametrize(("count", "kinds"), [(40, ["head", "epigraph", "attribution"]), (41, ["head", "p", "head"])])
def test_an_epigraph_that_only_a_name_signs(count: int, kinds: list[str]) -> None:
    assert types("CHAPTER II", f"“{words(count)}.”", "Ann Example") == kinds


@pytest.mark.parametrize(("count", "kinds"), [(120, ["head", "epigraph", "attribution"]), (121, ["head", "p", "p"])])
def test_an_epigraph_that_a_dash_signs(count: int, kinds: list[str]) -> None:
    assert types("CHAPTER II", f"“{words(count)}.”", "— Ann Example") == kinds


@pytest.mark.parametrize(("count", "kind"), [(50, "caption"), (51, "p")])
def test_the_longest_caption(count: int, kind: str) -> None:
    assert types(f"Figure 1. {words(count - 2)}.") == [kind]


@pytest.mark.parametrize(("count", "kind"), [(15, "p"), (16, "quote")])
def test_a_quotation_that_only_its_indent_shows(count: int, kind: str) -> None:
    assert types(f"    {words(count)}.") == [kind]
