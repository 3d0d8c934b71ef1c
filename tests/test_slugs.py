"""What typesetting programs print on every page for the printer, wherever it stands on the page; and what only looks
like it."""

from __future__ import annotations

import pytest

from ecdosis.stages.furniture.lines import split
from ecdosis.stages.furniture.pages import Pages
from test_furniture import prose
from test_furniture_edges import aside, book

FILE = "E:\\TX\\04MAR2.SGM"


def sheets(pages: int, *slugs: str, on: int = 100, times: int = 1) -> str:
    """A text of pages with lines in their midst, on the first `on` of them, each so many times."""
    made = []
    for page in range(1, pages + 1):
        own = slugs * times if page <= on else ()
        made.append("\n\n".join((prose(300, page, broken=True), *own, f"river {prose(300, page + 50, broken=False)}")))
    return "\n\f".join(made)


@pytest.mark.parametrize(
    "slug", ["04MAR2", FILE, "pkahn on PRX9B4WORK with RULES", "17:05 Mar 04, 2019", "4.3.2019, 17:05"]
)
def test_a_code_that_stands_once_on_each_page_is_the_printers(slug: str) -> None:
    assert aside(sheets(6, slug)) == [f"slug: {slug}"] * 6


@pytest.mark.parametrize(
    "line",
    [
        "Salutation",  # words, which a text may have on every page
        "No. 12",
        "4MAR2",  # too short for a code
        "2019",
        "the letter of the 4th to him of RX9B4W on that day",  # a sentence
    ],
)
def test_words_and_numbers_that_stand_on_each_page_are_the_texts(line: str) -> None:
    assert aside(sheets(6, line)) == []


@pytest.mark.parametrize(
    ("pages", "on", "times", "gone"),
    [
        (4, 4, 1, True),
        (3, 3, 1, False),  # a few pages may have it by chance
        (10, 6, 1, True),
        (10, 5, 1, False),  # it is named often, but not on most pages
        (6, 6, 2, False),  # twice on each: what a table has in its rows
    ],
)
def test_it_stands_on_most_pages_and_once_on_each(pages: int, on: int, times: int, gone: bool) -> None:
    assert aside(sheets(pages, "04MAR2", on=on, times=times)) == (["slug: 04MAR2"] * on if gone else [])


def test_it_may_stand_twice_on_one_page_of_many() -> None:
    text = sheets(11, "04MAR2") + "\n\n04MAR2\n"
    assert aside(text) == ["slug: 04MAR2"] * 12


def test_the_line_of_microcomp_is_told_by_its_words() -> None:
    """In three pages, since each of its words comes so often; a number may rise in it."""
    parts = (
        "VerDate Mar<15>2010",
        "Jkt 098765",
        "PO 00000",
        "Frm 0000{}",
        "Fmt 4700",
        "Sfmt 4700",
        "EN04MR19.01{}</GPH>",
    )
    text = "\n\f".join(
        "\n\n".join((prose(300, page, broken=True), *(part.format(page) for part in parts), prose(200, page + 9)))
        for page in range(1, 4)
    )
    assert aside(text) == [f"slug: {part.format(page)}" for page in range(1, 4) for part in parts]


@pytest.mark.parametrize("line", ["Frm 12", "Jkt 98", "PO 123456", "Fmt 4700 and others", "Jacket 098765"])
def test_what_has_such_a_word_only_is_the_texts(line: str) -> None:
    assert aside(f"{prose(300, 1)}\n\n{line}\n\n{prose(300, 4)}") == []


def test_heads_and_numbers_of_five_figures_are_told_beside_slugs() -> None:
    """The slug stands outside of the head; the pages of a year's volume go beyond ten thousand."""
    text = book(8, head=lambda page: f"{FILE}\n\n{20330 + page}\n\nAnnals of the Harbour / Vol. 4 / Proposed Rules")
    found = aside(text)
    assert [one for one in found if one.startswith("page-number")] == [f"page-number: {20330 + n}" for n in range(1, 9)]
    assert sum(one.startswith("running-head") for one in found) >= 7


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("{}. The Life of John Carter,", True),
        ("({}) The Life of John Carter,", False),  # no head has its number in brackets
    ],
)
def test_a_full_stop_behind_the_number_of_a_head_makes_no_item_of_it(head: str, told: bool) -> None:
    found = aside(book(12, head=lambda page: head.format(page + 20)))
    assert sum(one.startswith("running-head") for one in found) >= 11 if told else found == []


def test_items_whose_numbers_rise_with_a_few_pages_stay() -> None:
    text = book(12, head=lambda page: f"{page}. In the chapter on boats," if 4 <= page <= 7 else "")
    assert aside(text) == []


def scattered(value: str, *, before: str, after: str, page: int = 4, alone: bool = True) -> str:
    """Eight pages with numbers from 1201 at their feet, but for one that has such a line in its midst."""
    gap = "\n\n" if alone else "\n"
    made = []
    for n in range(1, 9):
        own, rest = prose(400, n), prose(300, n + 40)
        if n == page:
            made.append(f"{own} {before}{gap}{value}{gap}{after} {rest}")
        else:
            made.append(f"{own}\n\n{rest}\n\n{1200 + n if len(value) > 3 else 100 + n}")
    return "\n\f".join(made)


@pytest.mark.parametrize(
    ("value", "before", "after", "alone", "gone"),
    [
        ("104", "He saw the", "lamp.", True, True),
        ("104", "He saw the", "lamp.", False, True),
        ("104", "He saw it.", "The lamp.", True, False),  # it may be another number
        ("105", "He saw the", "lamp.", True, False),  # the number of another page
        ("1204", "He saw it.", "The lamp.", True, True),  # no other number is so great
        ("1204", "He saw it.", "The lamp.", False, False),
        ("1205", "He saw it.", "The lamp.", True, False),
    ],
)
def test_the_number_of_a_page_may_stand_in_its_midst(
    value: str, before: str, after: str, alone: bool, gone: bool
) -> None:
    found = aside(scattered(value, before=before, after=after, alone=alone))
    assert len(found) == 7 + gone
    assert (f"page-number: {value}" in found) is (gone or value in ("105", "1205"))


def test_on_a_page_that_has_its_number_at_the_edge_it_is_another() -> None:
    pages = scattered("104", before="He saw the", after="lamp.").split("\f")
    pages[3] = f"{pages[3]}\n\n104\n"
    assert aside("\f".join(pages)).count("page-number: 104") == 1


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("T H E  F E R R Y  L E D G E R  O F", True),  # fifteen letters that are spaced out are no words
        ("It is he or we of it as to us in", True),  # twelve words with the number
        ("It is he or we of it as to us in on", False),
    ],
)
def test_a_head_has_few_words_beside_its_damaged_number(head: str, told: bool) -> None:
    text = book(9, head=lambda page: f"{head} {'&7' if page == 7 else 80 + page}")
    damaged = Pages(split(text), marked=True).damaged
    assert [(number, rest) for _, number, rest in damaged.values()] == ([(87, " ".join(head.split()))] if told else [])


@pytest.mark.parametrize("head", ["20 5 The Ferry Ledger", "The Ferry Ledger 20 5"])
def test_all_figures_of_a_damaged_number_are_its_own(head: str) -> None:
    """206, of which the last figure is misread behind a blank."""
    text = book(9, head=lambda page: head if page == 6 else f"{200 + page} The Ferry Ledger")
    assert [one for one in aside(text) if "20 5" in one] == [f"running-head: {head}"]
    damaged = Pages(split(text), marked=True).damaged
    assert [(number, rest) for _, number, rest in damaged.values()] == [(206, "The Ferry Ledger")]


def test_a_year_beside_a_number_is_none_of_its_figures() -> None:
    heads = [f"{200 + page} The Ferry Ledger" if page % 2 else f"The Year 1811  {200 + page}" for page in range(1, 10)]
    found = aside(book(9, head=lambda page: heads[page - 1]))
    assert found == [f"running-head: {head}" for head in heads]
