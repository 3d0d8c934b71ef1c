"""What recurs is no furniture for that: of volumes full of what recurs, no line of the text is set aside, and nearly
all heads and numbers of pages are. `make explore` tries two hundred of them."""

from __future__ import annotations

import os
from collections import Counter
from typing import Final

import pytest

from ecdosis.model.pieces import Aside, leaves
from ecdosis.model.text import Text
from ecdosis.stages.furniture import repair
from volumes import KINDS, NUMBERED, Volume, volume

COUNT: Final = int(os.environ.get("ECDOSIS_VOLUMES", "60"))


def set_aside(source: str) -> Counter[str]:
    """The lines that are set aside."""
    text, _ = repair(Text.of(source), "en")
    found = Counter[str]()
    for piece in text.pieces:
        if isinstance(piece, Aside):
            lines = "".join(text.source[leaf.start : leaf.end] for leaf in leaves(piece.pieces)).split("\n")
            found.update(line.strip() for line in lines if line.strip())
    return found


@pytest.mark.explored
@pytest.mark.parametrize("kind", KINDS)
def test_no_line_of_the_text_is_set_aside_and_nearly_all_heads_are(kind: str) -> None:
    gone, there = Counter[bool](), Counter[bool]()
    for made in filter(lambda one: one.kind == kind, map(volume, range(COUNT))):
        aside = set_aside(made.text)
        assert not aside - made.furniture, aside - made.furniture
        gone[made.marked] += (aside & made.furniture).total()
        there[made.marked] += made.furniture.total()
    # What nobody can read may stay, the lesser fault.
    assert gone[True] >= 0.97 * there[True], (gone, there)
    assert gone[False] >= 0.97 * there[False], (gone, there)


@pytest.mark.explored
def test_numbers_beside_lines_go_with_the_heads_and_no_line_does() -> None:
    gone, there = Counter[bool](), Counter[bool]()
    for made in (volume(seed, NUMBERED) for seed in range(COUNT // 3)):
        aside = set_aside(made.text)
        assert not aside - made.furniture, aside - made.furniture
        gone[made.marked] += (aside & made.furniture).total()
        there[made.marked] += made.furniture.total()
    assert gone[True] >= 0.98 * there[True], (gone, there)
    assert gone[False] >= 0.98 * there[False], (gone, there)


def test_the_volumes_are_of_all_sorts() -> None:
    made: list[Volume] = [volume(seed) for seed in range(COUNT)]
    assert {one.kind for one in made} == set(KINDS)
    assert {one.marked for one in made} == {True, False}
    assert len({one.wear for one in made}) == 3
    assert all(one.furniture.total() > 10 for one in made)
