"""The name of a newspaper above its masthead, and first lines that only look like one."""

from __future__ import annotations

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.blocks.masthead import masthead
from ecdosis.stages.blocks.views import views

NEWS = [f"The ferry was late on that day, as the Gazette has said {n} times, and Adams read it." for n in range(30)]
ENGLISH = ["The Saltern Gazette", "Published every Saturday.", "Vol. II. No. 7.", "Price one penny.", "3 May 1845"]


def title(*lines: str, news: list[str] = NEWS) -> bool:
    found = masthead(views(Text.of("\n\n".join([*lines, *news]))))
    assert {0} >= set(found)
    assert all(one.type == "title" and one.front for one in found.values())
    return bool(found)


@pytest.mark.parametrize(
    "lines",
    [
        ENGLISH,
        ["The Saltern Gazette.", "Editor: A. Weir", "№ 7", "Subscription: 4 s. a year"],
        ["Salterner Gazette.", "Organ der Fährleute.", "Redakteur: Anna Wehr.", "Nr. 3", "Saltern, 6. Januar 1894."],
        ["La Gazette de Saltern", "Paraît le samedi.", "Prix : 10 centimes", "Samedi 3 mai 1845"],
        ["Gazette", "12. Jahrgang", "Erscheint samstags.", "Preis: 10 Pfennig"],
    ],
)
def test_the_name_of_a_newspaper_is_its_title(lines: list[str]) -> None:
    assert title(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ENGLISH[:1],  # says nothing
        [ENGLISH[0], ENGLISH[2], ENGLISH[4]],  # a number and a day: too few
        ["The Gazette of all the Ferries of Saltern", *ENGLISH[1:]],  # too long
        ["The Weir Ledger", *ENGLISH[1:]],  # the text never speaks of it
        ["The Adams", *ENGLISH[1:]],  # of so short a word it may
        ["the Saltern Gazette", *ENGLISH[1:]],
        ["The Saltern Gazette", *NEWS[:24], *ENGLISH[1:]],  # far below
    ],
)
def test_what_has_no_masthead_below_is_none(lines: list[str]) -> None:
    assert not title(*lines)


def test_a_few_lines_are_no_newspaper() -> None:
    assert not title(*ENGLISH, news=NEWS[:19])
    assert title(*ENGLISH, news=NEWS[:20])
