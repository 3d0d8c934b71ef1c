"""Real texts of many kinds are made into editions no worse than before (`library.py`)."""

from __future__ import annotations

import os

import pytest

import floor
import library
import straightened


def test_the_library_is_no_worse_than_before() -> None:
    """One test, since the sums are what has a floor: a text may lose a little where others win more."""
    of = library.folder()
    if of is None:
        if os.environ.get("ECDOSIS_CI"):
            pytest.fail("the library is missing: ECDOSIS_LIBRARY must name its folder")
        pytest.skip("needs a library of real texts: make test LIBRARY=DIR")
    known = floor.load()[library.NAME]
    assert library.digest(of) == known["digest"], "this is another library than the one that was measured"
    assert floor.worse(library.checked(of, 1), known["figures"]) == []


def test_no_fewer_typed_marks_are_set_than_before() -> None:
    of = library.folder()
    if of is None:
        pytest.skip("needs a library of real texts: make test LIBRARY=DIR")
    known = floor.load()[straightened.NAME]
    assert library.digest(of) == known["digest"], "this is another library than the one that was measured"
    assert floor.worse(straightened.checked(of, 1), known["figures"]) == []


def test_each_figure_has_a_direction() -> None:
    assert not set(library.LOWER) & set(library.HIGHER)
    assert floor.worse({"mid": 2, "head": 3}, {"mid": 1, "head": 4}) == ["mid: 2, was 1", "head: 3, was 4"]
    assert floor.worse({"mid": 1, "head": 5}, {"mid": 1, "head": 4}) == []
