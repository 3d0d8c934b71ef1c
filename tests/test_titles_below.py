"""Titles of chapters below their numbers, in two lines and more."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.book.book import Section
from ecdosis.book.inlines import words_of
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from test_blocks import filled


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ferries in winter and on slow\nrivers in the flood", "Ferries in winter and on slow rivers in the flood"),
        ("Lamps and Bells of the\nMillers of Saltern", "Lamps and Bells of the Millers of Saltern"),
        ("OF BELLS AND OF THE\nRIVER BELOW", "OF BELLS AND OF THE RIVER BELOW"),
    ],
)
def test_a_title_that_goes_on_in_the_next_line_is_one(title: str, shown: str) -> None:
    text = f"Chapter 1\n\nThe Boat\n\n[[P]]\n\nChapter 2\n\n{title}\n\n[[P]]\n\nChapter 3\n\nThe Bell\n\n[[P]]"
    made = book(parse(to_tei(filled(text).encode(), Descriptor(id="x"), Path("x.txt"))))
    titles = ["".join(map(words_of, one.title)) for one in made.blocks if isinstance(one, Section)]
    assert titles == ["Chapter 1 · The Boat", f"Chapter 2 · {shown}", "Chapter 3 · The Bell"]


def test_a_number_does_not_go_on_in_a_small_letter() -> None:
    text = "Chapter One\n\nof the boat and the lamp\n\n[[P]]\n\nChapter Two\n\nof bells\n\n[[P]]"
    made = book(parse(to_tei(filled(text).encode(), Descriptor(id="x"), Path("x.txt"))))
    titles = ["".join(map(words_of, one.title)) for one in made.blocks if isinstance(one, Section)]
    assert not any(title.startswith("Chapter One of") for title in titles)
