"""Addresses that a line end divides."""

from __future__ import annotations

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.lines import repair
from ecdosis.stages.lines.addresses import divides


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see https://", "www.ferry.example and"),
        ("see http:", "//www.ferry.example"),
        ("see https://www.ferry.example/", "lamps/old_ones"),
        ("at www.ferry.example/", "lamps/"),
        ("see https://ferry.example?mode=", "lamp&rope=1"),
        ("see https://ferry.example?mode=", "Lamp&rope=1"),
        ("see https://ferry.example/old_", "lamps.html"),
        ("mail to 9-Ferry-Lamps@", "ferry.example."),
    ],
)
def test_divided(before: str, after: str) -> None:
    assert divides(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see https://www.ferry.example/", "and the lamp"),
        ("see https://www.ferry.example", "www.lamp.example"),
        ("either the clerk/", "lamps/"),
        ("five lamps @", "ferry.example"),
        ("mail to lamps@", "all of them"),
        ("see https://www.ferry.example/", "The lamp/rope"),
    ],
)
def test_whole(before: str, after: str) -> None:
    assert not divides(before, after)


def test_no_blank_is_put_into_an_address() -> None:
    source = "The ferry left at six, see https://\nwww.ferry.example/lamps for all the lamps.\n"
    joined = "The ferry left at six, see https://www.ferry.example/lamps for all the lamps."
    assert repair(Text.of(source))[0].reading.strip() == joined
