"""Pages of Wikisource as a browser has them: their names, the ways to other pages, authors. All words are ours."""

from __future__ import annotations

import pytest

from ecdosis.profiles.table import provenance
from test_profiles_web import WORK, own, plain

PAGE = "Tales of the River/The Last Ferry\nFrom Wikisource\n< Tales of the River\n\n"
WAYS = "←The Lamp\tTales of the River (1907) by Ann Example\nThe Last Ferry\tThe Bell→\n\n"
FOOT = (
    'Retrieved from "https://en.wikisource.org/w/index.php?title=Tales_of_the_River/The_Last_Ferry&oldid=1234"\n'
    "Categories:\nFerries\n\nThis page was last edited on 3 May 2019, at noon.\n"
)


def test_a_piece_is_called_as_its_page_without_the_work_that_it_is_in() -> None:
    text = PAGE + WAYS + "The Last Ferry\n\n" + WORK + FOOT
    told, _ = provenance(text)
    assert (told.origins[0], told.title, told.subtitle, told.author) == (
        "Wikisource",
        "The Last Ferry",
        "",
        "Ann Example",
    )
    assert own(text) == plain("The Last Ferry\n\n" + WORK)


def test_a_numbered_part_is_called_as_its_work() -> None:
    text = (PAGE + WAYS).replace("The Last Ferry", "Chapter 3") + "Chapter 3\n\n" + WORK + FOOT
    told, _ = provenance(text)
    assert (told.title, told.subtitle, told.author) == ("Tales of the River", "Chapter 3", "Ann Example")


def test_the_name_of_a_page_that_does_not_come_again_stays() -> None:
    assert own(PAGE + WAYS + WORK + FOOT).startswith("Tales of the River/The Last Ferry\n")


@pytest.mark.parametrize(
    "by", ["Tales of the River by the clerk", "The Old Tales by Ann Example", "Tales of the River by Ann"]
)
def test_who_is_no_author(by: str) -> None:
    text = PAGE + WAYS.replace("Tales of the River (1907) by Ann Example", by) + "The Last Ferry\n\n" + WORK + FOOT
    assert provenance(text)[0].author == ""


def test_a_page_of_another_site_keeps_what_stands_above_it() -> None:
    text = PAGE + WAYS + "The Last Ferry\n\n" + WORK
    assert own(text) == plain(text)
    assert own(text.replace("From Wikisource", "From the clerk") + FOOT) == plain(
        text.replace("From Wikisource", "From the clerk")
    )


def test_an_arrow_far_below_is_the_works() -> None:
    text = PAGE + "The Last Ferry\n\n" + WORK * 3 + "The river → the sea →\n\n" + FOOT
    assert "the sea →" in own(text)
