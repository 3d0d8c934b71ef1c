"""A bad edition does not look healthy, and a good one does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ecdosis.health import Health, Standing, health, left_out, standing
from ecdosis.model.source import decode, opened
from ecdosis.stages.run import run
from ecdosis.stages.stage import Context
from ecdosis.tei.names import parse
from ecdosis.tei.plausible import odd_omissions
from laid_out import LAYOUTS, paragraphs, wrapped

GOOD = Health(
    paragraphs=300,
    broken=6,
    blocks=400,
    specks=8,
    letters=10_000,
    aside=(("running-head", 1_000),),
    notes=50,
    unmatched=10,
)


def of(text: str) -> Health:
    return health(run(opened(decode(text.encode())), Context("en")))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_is_healthy_however_it_is_laid_out(layout: str) -> None:
    found = of(LAYOUTS[layout](paragraphs(50)))
    assert found.paragraphs > 20
    told = list(found.complaints())
    assert len(told) == ("figures" in layout), told  # their labels have few letters


def test_lines_that_could_not_be_joined_are_told() -> None:
    chance = [23, 71, 44, 90, 38]
    lines = (line for at, one in enumerate(paragraphs(60)) for line in wrapped(one, chance[at % 5]))
    [told] = of("\n\n\n\n".join(line for line in lines if len(line) > 20)).complaints()
    assert "break off in the midst of a sentence" in told


def test_numbers_between_the_paragraphs_are_told() -> None:
    text = "\n\n".join(f"{one}\n\n{at * 37 % 101} {at}" for at, one in enumerate(paragraphs(60)))
    [told] = of(text).complaints()
    assert told.startswith("60 of 120 paragraphs and lines have no letter")


def test_the_numbers_of_letters_are_their_headings() -> None:
    text = "\n\n\n\n".join(f"{at}.\n\nTO THE CLERK\n\n{one}" for at, one in enumerate(paragraphs(60), 1))
    found = of(text)
    assert (found.specks, list(found.complaints())) == (0, [])


@pytest.mark.parametrize("time", ["[00:0{}:59]", "({}:07:14.5)", "1{}:30", "00:0{}:01,250", "[01:02:0{}:44]"])
def test_times_above_what_was_said_are_no_dirt(time: str) -> None:
    text = "\n\n".join(f"{time.format(at % 10)}\n\n{one}" for at, one in enumerate(paragraphs(60)))
    found = of(text)
    assert (found.specks, list(found.complaints())) == (0, [])


@pytest.mark.parametrize("pair", ["1{}:30\n\n17:4{}", "1{}:30:\n\n1.{}", "1{},30\n\n12:345{}"])
def test_times_and_numbers_of_a_table_that_lost_its_columns_are(pair: str) -> None:
    """The last of a column of times may stand above words by chance."""
    text = "\n\n".join(f"{one}\n\n{pair.format(at % 10, at % 10)}" for at, one in enumerate(paragraphs(60)))
    [told] = of(text).complaints()
    assert "have no letter in them" in told


@pytest.mark.parametrize(
    ("worse", "word"),
    [
        ({"broken": 7}, "break off"),
        ({"specks": 9}, "no letter"),
        ({"aside": (("running-head", 900), ("widget", 101))}, "running-head 9 %, widget 1 %"),
        ({"unmatched": 11}, "no partner"),
    ],
)
def test_what_is_beyond_what_is_usual_is_told(worse: dict[str, Any], word: str) -> None:
    assert list(GOOD.complaints()) == []
    [told] = replace(GOOD, **worse).complaints()
    assert word in told


def test_few_cases_are_chance() -> None:
    few = replace(GOOD, paragraphs=10, broken=3, blocks=10, specks=3, notes=4, unmatched=3)
    assert list(few.complaints()) == []
    assert len(list(replace(few, broken=4).complaints())) == 1


def test_markers_of_notes_that_the_file_does_not_have_are_no_fault() -> None:
    text = "\n\n".join(f"{one}[{at}]" for at, one in enumerate(paragraphs(30), 1))
    assert list(of(text).complaints()) == []


def test_nothing_is_healthy() -> None:
    assert list(of("").complaints()) == []


@pytest.mark.parametrize(
    ("out", "inside", "told"),
    [
        (3, 4, True),
        (3, 3, False),  # title page, half-title and heading
        (20, 4, True),
        (21, 4, False),  # so many heads prove what it is
    ],
)
def test_words_that_are_left_out_and_stand_in_the_text(out: int, inside: int, told: bool) -> None:
    aside = [("running-head", "My dear  Silas,")] * out + [("page-number", "MMMMMMXII")] * 9
    found = standing(aside, ["My dear Silas,"] * inside + ["MMMMMMXII"] * 9)
    assert found == ((Standing("My dear Silas,", out, inside),) if told else ())
    assert len(list(left_out(1_000, (), found))) == told


def test_initials_come_again_by_chance() -> None:
    assert standing([("running-head", "A. M. P. S. T.")], ["A. M. P. S. T."] * 9) == ()
    assert standing([("running-head", "A. M. P. S. T. X.")], ["A. M. P. S. T. X."] * 9) != ()


def test_what_is_left_out_is_looked_at_in_the_file_too() -> None:
    """As a stage that takes salutations for running heads would leave it."""
    letters = "\n\n".join(f"<p>My dear Silas,</p><p>{one}</p>" for one in paragraphs(6))
    head = '<fw type="running-head" xml:id="{0}" resp="#furniture" cert="0.9" ana="#rule-running-head">{1}</fw>'
    left = "".join(head.format(name, "My dear Silas,") for name in ("a1", "a2", "a3"))
    body = f"<text><body>{letters}<p>{left}</p></body></text>"
    root = parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{body}</TEI>'.encode())
    messages = [message for _, message, _ in odd_omissions(root)]
    assert len(messages) == 1
    assert "“My dear Silas,” (3 times, 6 in the text)" in messages[0]
