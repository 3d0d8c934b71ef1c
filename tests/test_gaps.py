"""Pages that nothing but blank lines parts, as the Internet Archive writes them out: told by the sentences that go on
across them; blank lines between chapters, entries, poems prove none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.furniture import find, repair
from ecdosis.stages.lines import repair as lines_repaired
from test_furniture import prose

PROVERB = "The lamp that is lit before dusk is out before the dawn."


def halves(pages: int, *, cut: int | None = None, length: int = 1200) -> list[str]:
    """The texts of so many pages; all of them, or the first `cut`, end in the midst of a sentence that goes on."""
    cut = pages if cut is None else cut
    made: list[str] = [""]
    for before, after in pairwise(prose((length + 400) * (cut + 1), 1).split("\n") if cut else ()):
        made[-1] += before + "\n"
        if len(made[-1]) >= length and before[-1].isalpha() and after[0].islower():
            made.append("")
    made = [page.rstrip("\n") for page in made[:cut]]
    return made + [prose(length, 2 + page) for page in range(pages - cut)]


def parted(pages: Sequence[str], blank: int, foot: Callable[[int], str] = lambda page: "") -> str:
    """Pages with so many blank lines between them, above which their feet stand apart."""
    feet = [f"\n\n{foot(page)}" if foot(page) else "" for page in range(len(pages))]
    return ("\n" * (blank + 1)).join(page + foot for page, foot in zip(pages, feet, strict=True)) + "\n"


def breaks(text: str) -> int:
    """How many pages begin in a text."""
    return sum(span.kind == "page-break" for span in find(text, "en"))


@pytest.mark.parametrize("blank", [3, 4, 6, 12])
def test_pages_begin_where_sentences_go_on_across_blank_lines(blank: int) -> None:
    assert breaks(parted(halves(9), blank)) == 8


def test_parts_of_pages_may_be_nearly_as_far_apart_as_these() -> None:
    whole = []
    for seed, page in enumerate(halves(9)):
        *first, rest = page.split("\n", 5)
        whole.append(("\n" * 12).join(["\n".join(first), prose(600, seed + 20), prose(600, seed + 40), rest]))
    assert breaks(parted(whole, 12)) == 8


def test_a_third_of_the_pages_may_end_with_a_sentence_and_more() -> None:
    assert breaks(parted(halves(20, cut=9), 4)) == 19


def test_an_empty_page_has_more_blank_lines_and_parts_two_as_well() -> None:
    pages = halves(12)
    assert breaks(parted([*pages[:5], "\n\n\n" + pages[5], *pages[6:]], 4)) == 11


@pytest.mark.parametrize(
    "foot",
    [
        lambda page: str(page + 7),
        lambda page: ["xiv", "xv", "XVI", "xvii", "xvin", "xix"][page % 6],
        lambda page: "*",
        lambda page: f"{'qwertzuio'[page]}.\n\n{'asdfghjkl'[page]}.",
    ],
)
def test_what_stands_apart_at_the_foot_hides_no_sentence(foot: Callable[[int], str]) -> None:
    assert breaks(parted(halves(9), 4, foot)) == 8


def test_their_numbers_are_set_aside_though_some_are_misread() -> None:
    text = parted(halves(12), 4, lambda page: "3<5" if page == 4 else str(page + 32))
    gone = [text[span.start : span.end] for span in find(text, "en") if span.kind == "page-number" and span.safe]
    assert gone == [*map(str, range(32, 36)), "3<5", *map(str, range(37, 44))]


def test_a_paragraph_goes_on_across_them() -> None:
    text, _ = repair(Text.of(parted(halves(9), 4, lambda page: str(page + 7))), "en")
    made, _ = lines_repaired(text, "en")
    assert len(made.reading.strip().split("\n")) == 1


@pytest.mark.parametrize(
    ("pages", "blank"),
    [
        (halves(9), 2),  # as between the parts of a page
        (halves(8), 4),  # seven borders
        (halves(9, cut=0), 4),  # chapters
        (halves(20, cut=8), 4),  # chapters, of which a third lack their last line
        (halves(9, length=200), 4),  # entries
        ([f"{page}\n\n{PROVERB}" for page in halves(9)], 4),  # entries that a proverb ends
        ([f"{PROVERB}\n\n{page}" for page in halves(9)], 4),  # or begins
    ],
)
def test_blank_lines_between_anything_else_begin_no_page(pages: Sequence[str], blank: int) -> None:
    assert breaks(parted(pages, blank)) == 0


def test_blank_lines_at_uneven_distances_begin_none() -> None:
    long, short = halves(10, length=4000), halves(10, length=300)
    assert breaks(parted([one for pair in zip(long, short, strict=True) for one in pair], 4)) == 0


def test_lines_without_full_stops_prove_none() -> None:
    assert breaks(parted([page.replace(".", "") for page in halves(9)], 4)) == 0
