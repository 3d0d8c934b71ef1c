"""Free verse: long lines, whose rest stands set in below them where the measure of the file had no room for it."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.blocks.numbers import by_number
from ecdosis.stages.blocks.proposal import Proposal
from ecdosis.stages.blocks.views import views
from test_blocks import divided

WORDS = [
    "the",
    "river",
    "and",
    "a",
    "lamp",
    "of",
    "ferry",
    "over",
    "water",
    "bell",
    "miller",
    "under",
    "boats",
    "night",
    "lantern",
    "old",
    "stone",
    "singing",
    "again",
]
MEASURE = 70


def sung(
    seed: int, count: int, widths: Sequence[int] = (67, 88, 44), rest: str = "      ", end: str = ",", first: str = "  "
) -> tuple[str, list[str]]:
    """A poem of lines of some widths by turns, as a file has it in which some are too long, and its lines."""
    chance = random.Random(seed)
    said: list[str] = []
    file: list[str] = []
    for number in range(count):
        wide = widths[number % len(widths)]
        line = "Of"
        while len(line) + 10 < wide:
            line += f" {chance.choice(WORDS)}"
        line += "." if number == count - 1 else end
        said.append(line)
        cut = line.rfind(" ", 0, MEASURE - len(first)) if len(line) + len(first) > MEASURE else len(line)
        file += [first + line[:cut], *([rest + line[cut + 1 :]] if cut < len(line) else [])]
    return "\n".join(file), said


def poems(*files: str) -> str:
    return "\n\n\n\n\n".join(f"{title}\n\n{file}" for title, file in zip(TITLES, files, strict=False))


TITLES = ("The Lamp", "The Bell", "The Mill", "The Ferry", "The Stone")


def told(text: str) -> tuple[list[str], list[str]]:
    """The lines of verse, and what is a paragraph."""
    whole, division = divided(text)
    found = [(block.type, " ".join(whole.reading[block.start : block.end].split())) for block in division.blocks]
    return [line for kind, line in found if kind == "verse"], [line for kind, line in found if kind == "p"]


@pytest.mark.parametrize("count", [12, 30])
def test_lines_of_free_verse(count: int) -> None:
    files = [sung(9, count, widths=(44, 50)), *(sung(seed, count) for seed in range(4))]
    verse, prose = told(poems(*(file for file, _ in files)))
    assert verse == [line for _, lines in files for line in lines]
    assert prose == []


def test_what_ends_with_full_stops_is_a_list_of_entries() -> None:
    short, own = sung(9, 20, widths=(44, 50))
    files = [sung(seed, 20, end=".") for seed in range(4)]
    verse, _ = told(poems(short, *(file for file, _ in files)))
    assert verse == own


def test_where_no_short_lines_are_verse_long_ones_are_none() -> None:
    files = [sung(seed, 12, widths=(67, 88)) for seed in range(4)]
    verse, _ = told(poems(*(file for file, _ in files)))
    assert verse == []


@pytest.mark.parametrize(("lines", "kind"), [(11, True), (10, False)])
def test_numbers_above_the_sections_of_a_long_poem_are_headings_and_those_of_stanzas_are_not(
    lines: int, *, kind: bool
) -> None:
    text = "\n\n".join(f"{number}\n\n" + "\n".join(["Of the lamp,"] * lines) for number in range(1, 7))
    found = views(Text.of(text))
    taken = {i: Proposal("verse", 0.9, "") for i, view in enumerate(found) if not view.text.isdigit()}
    assert len(by_number(found, taken)) == 6 * kind
    assert by_number(found, {i: one for i, one in taken.items() if i % (lines + 1) > 1}) == {}
