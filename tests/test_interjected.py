"""Lines that come again in the midst of sentences are furniture, whatever they say; paragraphs that come again,
formulas set apart, dates and texts without full stops are not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.furniture import find, repair
from test_furniture import prose


def parted(line: Callable[[int], str], times: int = 6, every: int = 25) -> str:
    """Prose in full lines, in the midst of whose sentences lines stand so many times, so many lines from each other."""
    made: list[str] = []
    said = since = 0
    lines = prose(60 * (every + 8) * (times + 1), 1, broken=False).split("\n")
    for before, after in pairwise(lines):
        made.append(before)
        since += 1
        if since >= every and said < times and len(before) > 50 and before[-1].isalpha() and after[0].islower():
            said, since = said + 1, 0
            made.append(line(said))
    return "\n".join(made)


def gone(text: str) -> list[str]:
    made, _ = repair(Text.of(text), "en")
    return [text[one.start : one.end] for one in find(text, "en") if one.safe and one.end > one.start and made]


@pytest.mark.parametrize(
    "line",
    [
        "Source: Library of the Port of Saltern, www.ports.example.org/records",
        "https://doi.example.org/10.1000/1 Put online by the Saltern Press",
        "SaltOnline -- 12 Saltern L. Rev. {n} 1988-1989",
        "JOB: 04-12-SALT   MS: 12044   PAGE: {n}   OPERATOR: KMS",
        "======== PAGE BREAK {n} ========",
        "Copied for a reader of the ferry house at Saltern. For personal use only, and for nothing else whatever.",
    ],
)
def test_what_comes_again_in_the_midst_of_sentences_goes(line: str) -> None:
    said = [line.format(n=number) for number in range(1, 7)]
    assert gone(parted(lambda number: said[number - 1])) == said


@pytest.mark.parametrize(
    "line",
    [
        "RESOLVED UNANIMOUSLY:",  # a formula that is set apart in a sentence is asked about at most
        "March {n}, 1866",
        "Chapter {n}",
        "for the {n} miles of it",
        "No. {n}",
    ],
)
def test_what_a_writer_may_have_put_there_stays(line: str) -> None:
    assert gone(parted(lambda number: line.format(n=number))) == []


def test_so_does_what_comes_seldom() -> None:
    assert gone(parted(lambda number: f"Copy {number} of the ferry house", times=3)) == []
    assert len(gone(parted(lambda number: f"Copy {number} of the ferry house", times=4))) == 4


def test_so_does_what_comes_sooner_than_pages_do() -> None:
    assert gone(parted(lambda number: f"Copy {number} of the ferry house", every=6)) == []


def test_so_does_a_paragraph_that_comes_again() -> None:
    """Broken at the same words into the same lines, each time."""
    own = "since the clerk had written down what was found there and\nAmos Pell, at the 12th mile of the road to it,\n"
    own += f"river {prose(300, 6)[4:]}"
    text = "\n".join(f"{own}\n{prose(900, seed)}" for seed in range(10, 16))
    assert gone(text) == []


def test_so_does_who_speaks_in_a_transcript_without_marks() -> None:
    said = (prose(900, number).replace(".", "").lower() for number in range(12))
    full = (words.rpartition("\n")[0] for words in said)  # without the last line, which is short
    assert gone("\n".join(f"PERSON {number % 2 + 1} OF TWO\n{words}" for number, words in enumerate(full))) == []


def test_a_refrain_in_verse_without_capitals_stays() -> None:
    """Among prose, so that the lines of the verse are short; now near, now far."""
    came = ("river", "ferry", "rain", "lamp", "winter", "boat")
    stanza = "and so the {0} came\nWe rowed 7 miles of it then\nand {0} or none, nobody saw it.\n"
    parts = (f"{prose(900 + seed % 2 * 5000, seed)}\n{stanza.format(one)}" for seed, one in enumerate(came))
    assert gone("".join(parts)) == []
