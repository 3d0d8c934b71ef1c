"""Lines become paragraphs, however they are laid out: how many are cut, and how many are joined with the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.lines import repair
from laid_out import LAYOUTS, ends, letters, paragraphs


@cache
def truth() -> Sequence[str]:
    return paragraphs()


def faults(layout: str) -> tuple[list[str], list[str]]:
    """The blocks that end inside a paragraph, and the paragraphs whose end is inside a block."""
    text, _ = repair(Text.of(LAYOUTS[layout](truth())), "en")
    made = ends([line for line in text.reading.split("\n") if len(letters(line)) > 1])  # labels in figures are not his
    true = ends(truth())
    last = max(true)
    return [made[at] for at in made if at not in true and at < last], [true[at] for at in true if at not in made]


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if "flush" not in name])
def test_paragraphs_that_are_shown_are_found(layout: str) -> None:
    cut, joined = faults(layout)
    # where a page ends with a sentence it is not told whether the paragraph does: that is asked
    assert len(cut) <= (0.02 if "pages" in layout else 0.01) * len(truth()), cut
    assert len(joined) <= 0.005 * len(truth()), joined


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if "flush" in name])
def test_paragraphs_that_only_their_last_lines_show_are_found_but_for_few(layout: str) -> None:
    cut, joined = faults(layout)
    assert len(cut) <= 0.04 * len(truth()), cut
    assert len(joined) <= 0.1 * len(truth()), joined
