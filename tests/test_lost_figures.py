"""The numbers of pages whose first figures a worn scan has lost."""

from __future__ import annotations

import pytest

from ecdosis.stages.furniture.numbers import Numeral, with_lost_figures


def told(printed: list[int | None], *, roman: bool = False) -> list[int | None]:
    """What the pages of a run are numbered, of which some have a number in print."""
    numbers = {page: (page, Numeral(n, roman, "alone", "")) for page, n in enumerate(printed) if n is not None}
    found = with_lost_figures(numbers)
    return [found[page][1].value if page in found else None for page in range(len(printed))]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ([133, 134, 35, None, 137], [133, 134, 135, None, 137]),
        ([110, 1, 2, 113], [110, 111, 112, 113]),  # a single figure is left
        ([281, 282, 83, 84], [281, 282, 283, 284]),  # the last pages
        ([109, 110, 1, 2, 3], [109, 110, 1, 2, 3]),  # another count begins, and nothing goes on
        ([99, 100, 1, 2], [99, 100, 1, 2]),  # at a hundred, too
        ([133, 134, 36, 137], [133, 134, 36, 137]),  # not what is left of 135
        ([35, 36, 137, 138], [35, 36, 137, 138]),  # nothing before it tells
        ([12, 13, 14], [12, 13, 14]),
        ([110, 1, *range(12, 30), 130], [*range(110, 131)]),
    ],
)
def test_lost_figures(printed: list[int | None], read: list[int | None]) -> None:
    assert told(printed) == read


@pytest.mark.parametrize(("between", "read"), [(19, 111), (20, 1)])
def test_how_near_a_whole_number_must_be(between: int, read: int) -> None:
    """Nineteen numbers of another count may stand between a single figure and the number that proves it."""
    other: list[int | None] = [5000 + 2 * n for n in range(between)]
    assert told([110, 1, *other, 112 + between])[1] == read


def test_roman_numbers_are_left() -> None:
    assert told([110, 1, 112], roman=True) == [110, 1, 112]
