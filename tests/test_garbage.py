"""A build changes how often Python looks for garbage, and leaves it as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from ecdosis.garbage import YOUNG, seldom_collected


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(
    ("before", "inside"), [((700, 10, 10), (YOUNG, 10, 10)), ((10**6, 5, 5), (10**6, 5, 5)), ((0, 10, 10), (0, 10, 10))]
)
def test_it_looks_seldom_inside_and_as_before_behind(
    before: tuple[int, int, int], inside: tuple[int, int, int]
) -> None:
    """Who had it look more seldom, or never, is left alone."""
    gc.set_threshold(*before)
    with seldom_collected():
        assert gc.get_threshold() == inside
    assert gc.get_threshold() == before


def test_an_error_leaves_it_as_it_was() -> None:
    gc.set_threshold(700, 10, 10)
    with pytest.raises(KeyError), seldom_collected():
        raise KeyError
    assert gc.get_threshold() == (700, 10, 10)
