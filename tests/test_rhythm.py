"""What comes again at the edges of pages with the text, not with the pages: signatures, speakers, forms."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from test_furniture import prose
from test_furniture_edges import aside

SIGNED = ("Your brother of the ferry", "Amos Pell")


def letters(count: int, pages: int, *, end: Sequence[str] = SIGNED, foot: str = "") -> str:
    """Letters of so many pages each, each begun on a new page, signed on its last; `foot`: on every page."""
    made = []
    for letter in range(count):
        for page in range(pages):
            seed = letter * pages + page
            last = page == pages - 1
            own = prose(500 if not last else 200 + 60 * (letter % 5), seed, broken=not last)
            begins = [f"Saltern, {letter + 2} May 1866."] if page == 0 else []
            own = own if page == 0 else f"river {own}"
            made.append("\n\n".join((*begins, own, *(end if last else ()), *([foot] if foot else []))))
    return "\n\f".join(made)


def test_signatures_at_the_feet_of_last_pages_stay() -> None:
    assert aside(letters(8, 3)) == []


def test_so_does_a_signature_alone() -> None:
    assert aside(letters(8, 3, end=("Amos Pell",))) == []


def test_a_foot_on_every_page_goes() -> None:
    assert set(aside(letters(8, 3, end=(), foot="Letters of Amos Pell"))) == {"running-foot: Letters of Amos Pell"}


def test_one_across_which_a_sentence_goes_on_goes() -> None:
    """On pages that a foot is on and such as lack it, as where every other page has it."""
    pages = [
        f"river {prose(500, seed, broken=True)}" + ("\n\nLetters of Amos Pell" if seed % 2 else "")
        for seed in range(20)
    ]
    assert set(aside("\n\f".join(pages))) == {"running-foot: Letters of Amos Pell"}


def test_so_does_one_that_only_few_pages_lack() -> None:
    """Too few to tell how often a sentence goes on there."""
    pages = [
        f"river {prose(500, 40 + seed, broken=seed in (5, 9))}"
        + ("\n\nLetters of Amos Pell" if seed not in (5, 9) else "")
        for seed in range(14)
    ]
    assert set(aside("\n\f".join(pages))) == {"running-foot: Letters of Amos Pell"}


@pytest.mark.parametrize(("line", "goes"), [("THE CHAIR:", False), ("THE CHAIR", True), ("The chair:", False)])
def test_who_speaks_first_on_each_page_stays(line: str, goes: bool) -> None:
    text = "\n\f".join(f"{line}\n{prose(500, seed, broken=False)}" for seed in range(12))
    assert bool(aside(text)) is goes


def form(lengths: Sequence[int], head: str = "Ingredients", *, cut: bool = False) -> str:
    """Pages of so many characters under the same line, each a whole, or one that goes on in the next."""
    pages = (
        f"{head}\n\n{'river ' * (cut and page > 0)}{prose(length, page, broken=cut)}\n\n{page + 10}"
        for page, length in enumerate(lengths)
    )
    return "\n\f".join(pages)


UNEVEN = [150, 900, 300, 500, 200, 700, 250, 450, 600, 350, 150, 400]


def test_the_words_of_a_form_stay_where_each_page_is_a_whole() -> None:
    assert [one for one in aside(form(UNEVEN)) if not one.startswith("page-number")] == []


@pytest.mark.parametrize(
    "text",
    [form([900] * 12), form(UNEVEN, cut=True), form(UNEVEN[:7])],
    ids=["full pages", "pages that go on", "few pages"],
)
def test_elsewhere_they_are_heads(text: str) -> None:
    assert [one for one in aside(text) if one == "running-head: Ingredients"]


def test_numbers_alone_at_the_foot_are_those_of_the_pages_not_those_of_the_headings() -> None:
    text = "\n\f".join(
        f"Apple cake No. {page}\n\n{prose(300 + page * 40, page, broken=False)}\n\n{page + 10}" for page in range(1, 15)
    )
    assert aside(text) == [f"page-number: {page + 10}" for page in range(1, 15)]
