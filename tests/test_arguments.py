"""The arguments of chapters, whose short lines are one paragraph; and what has dashes and is none."""

from __future__ import annotations

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.lines import repair
from test_blocks import filled


def joined(block: str) -> str:
    """A block as it is read between paragraphs of prose."""
    reading = repair(Text.of(filled(f"[[P]]\n\n[[P]]\n\nCHAPTER II\n\n{block}\n\n[[P]]\n\n[[P]]")), "en")[0].reading
    return reading.split("\n\n", 3)[3].split("\n\n")[0]


@pytest.mark.parametrize(
    ("block", "read"),
    [
        (
            "The Ferry--A Lamp in the\nReeds--Geese--Their Keeper--The\nClerk of the Mill--Oil--Rope\nand Wicks.",
            "The Ferry--A Lamp in the Reeds--Geese--Their Keeper--The Clerk of the Mill--Oil--Rope and Wicks.",
        ),
        (
            "The Ferry—A Lamp in the\nReeds—Geese—Their Keeper\nClerk of the Mill—Oil—Wicks",
            "The Ferry—A Lamp in the Reeds—Geese—Their Keeper Clerk of the Mill—Oil—Wicks",
        ),
    ],
)
def test_the_lines_of_an_argument_are_one(block: str, read: str) -> None:
    assert joined(block) == read


@pytest.mark.parametrize(
    "block",
    [
        "The ferry--it is late--\nIt--is--out--and--so\nThe geese are at the gate,\nAnd nobody about",  # two without
        "The Ferry--A Lamp--\nReeds and Geese--All",  # three dashes
        "The Ferry--A Lamp\nThe Reeds--Geese--Oil\nThe Clerk--Wicks",  # four in three lines
        "The ferry--the lamp--the oil.\nThe geese--the reeds--the wicks.",  # sentences
    ],
)
def test_other_lines_with_dashes_stay(block: str) -> None:
    assert joined(block) == block
