"""In texts without full stops, labels and the lines of songs stand alone."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Sequence
from typing import Final

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.lines import repair
from ecdosis.stages.lines.signs import lines
from ecdosis.stages.lines.unstopped import alone

WORDS: Final = (
    "ferry clerk lamp bell boat river oars tar rope ice bank stage boys dog we they went down took with and had"
)


def typed(words: int, seed: int) -> str:
    """Words that somebody typed without a stop."""
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS.split()) for _ in range(words))


def blocks(parts: Sequence[str], width: int = 70) -> list[str]:
    """The blocks that are made of parts whose lines were wrapped, one below the other."""
    text = "\n".join(textwrap.fill(part, width) for part in parts)
    done, _ = repair(Text.of(text), "en")
    return done.reading.split("\n")


def entries(labels: Sequence[str]) -> list[str]:
    """An entry below each label; the line above a label may be full."""
    return [part for seed, label in enumerate(labels) for part in (label, typed(80, seed))]


@pytest.mark.parametrize(
    "label",
    ["March {}, 1866", "{} April 1866", "Speaker {}", "JACKSON BELL", "Tape {}"],
)
def test_a_label_that_comes_again_stands_alone(label: str) -> None:
    parts = entries([label.format(n + 1) for n in range(20)])
    assert blocks(parts) == parts


def told(text: str) -> list[str]:
    """The lines of a text that stand alone."""
    found = list(lines(text))
    return [text[line.first : line.last] for line in found if line.start in alone(text, found)]


def lined(parts: Sequence[str]) -> str:
    """A text of the lines that parts have when they are wrapped."""
    return "\n".join(textwrap.fill(part, 70) for part in parts)


SONG: Final = [
    f"the {one} came in the {one} went out\nand nobody heard" for one in ("tide", "ice", "clerk", "fog", "boat")
]
REFRAIN: Final = "o row me over the river tonight"


@pytest.mark.parametrize(
    "text",
    [
        lined(entries([f"Speaker {n} said to all of them" for n in range(20)])),  # a long line
        lined(entries([f"with {n} boats" for n in range(20)])),  # a small letter
        lined(entries(["Jackson", "Speaker", "Clerk", "Ellen"] * 2)),  # twice
        lined(entries([f"Speaker {n}" for n in range(20)])).replace(" the ", ". The ").replace(" we ", ". We "),
        lined(entries([f"Speaker {n}" for n in range(20)])).replace(" boat", " boat;").replace(" lamp", " lamp;"),
        "\n".join(["I", "went", "Bell", "down", "Bell", "took", "Bell"] * 20),  # a word a line
        "Bell\nwent down to the ferry with the clerk and the boys who fish from it\n" * 3,  # a short text
        f"\n{REFRAIN}\n".join(SONG[:3]),  # a refrain that comes twice
        "\nrow me over\n".join(SONG),  # of few words
        "\n".join(REFRAIN if n % 50 == 0 else typed(n % 5 + 4, n) for n in range(150)),  # a rare one
    ],
)
def test_nothing_stands_alone(text: str) -> None:
    assert told(text) == []


def test_a_song_by_its_refrain() -> None:
    text = f"\n{REFRAIN}\n".join(SONG)
    assert told(text) == text.split("\n")


def test_what_people_say_again_in_wrapped_lines_is_no_refrain() -> None:
    words = [*typed(11, 1).split(), "and", "so", "we", "went", "down"]
    text = textwrap.fill(" ".join(words * 30), len(" ".join(words)))
    assert told(text) == []
