"""The numbers of its sections above the text of a web page, and rows of numbers that are the author's."""

from __future__ import annotations

import pytest

from test_furniture_edges import aside

SECTIONS = [f"[ {n} ] The ferry went over, and nobody was on it." for n in range(1, 11)]
COLUMN = "\n".join(map(str, range(1, 11)))


def page(numbers: str, sections: list[str] | None = None, title: str = "The Ferry\n\n") -> list[str]:
    """What is set aside of a page that has these numbers between its title and its sections."""
    made = aside(f"{title}{numbers}\n\n" + "\n\n".join(SECTIONS if sections is None else sections))
    assert all(one.startswith("navigation: ") for one in made)
    return [one.removeprefix("navigation: ") for one in made]


@pytest.mark.parametrize(
    "numbers",
    [
        " ".join(map(str, range(1, 11))),
        "\t".join(map(str, range(1, 11))),
        " | ".join(map(str, range(1, 11))),
        COLUMN,
        COLUMN.replace("\n6\n", "\n\n6\n"),
        "1 2 3 4 5\n6 7 8 9 10",
    ],
)
def test_numbers_of_sections_are_links(numbers: str) -> None:
    assert page(numbers) == [line for line in numbers.split("\n") if line]


@pytest.mark.parametrize(
    "sections",
    [
        [f"{n}. The ferry went over." for n in range(1, 11)],
        [f"{n}\n\nThe ferry went over." for n in range(1, 11)],
        ["The ferry went over. " + " ".join(f"[{n}] And again." for n in range(1, 11))],
        SECTIONS[:8],  # two of ten are lost
    ],
)
def test_sections_in_any_form_prove_them(sections: list[str]) -> None:
    assert len(page(COLUMN, sections)) == 10


@pytest.mark.parametrize(
    ("numbers", "sections"),
    [
        (COLUMN, SECTIONS[:7]),  # too few of the sections
        (COLUMN, ["The ferry went over, and took 1 or 2 with it."]),  # none
        ("1 2 3 4 5 6 7", SECTIONS),  # a row of a table
        ("2 3 4 5 6 7 8 9 10", SECTIONS),  # what does not begin with the first
        ("1 2 4 3 5 6 7 8 9 10", SECTIONS),  # or does not rise
        ("1 2 3 4 5 6 7 8 9 11", SECTIONS),
        ("The lamp is lit.\n\n" * 12 + COLUMN, SECTIONS),  # within the text
    ],
)
def test_other_numbers_stay(numbers: str, sections: list[str]) -> None:
    assert page(numbers, sections, title="") == []
