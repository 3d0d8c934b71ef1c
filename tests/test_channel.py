"""What slips cost in a noisy scan, by the table and by what the text itself shows."""

from __future__ import annotations

import math
from typing import Final

import pytest

from ecdosis.stages.spelling.channel import Channel, places_in
from ecdosis.stages.spelling.confusion import confusions

TABLE: Final = confusions("en")


def test_a_slip_in_many_places_says_less() -> None:
    few = Channel(TABLE, 0.0).learnt({("rivor", "river"): 1}, {"e": 20}, {})
    many = Channel(TABLE, 0.0).learnt({("rivor", "river"): 1}, {"e": 2000}, {})
    assert few.cost("boen", "been") < many.cost("boen", "been") < Channel(TABLE, 0.0).cost("boen", "been")
    assert few.cost("boen", "been") > 1.9  # that one word shows it among twenty letters is no proof


def test_a_word_that_comes_again_and_again_is_of_one_cause() -> None:
    often, thrice = (Channel(TABLE, 0.0).learnt({("rivor", "river"): n}, places_in("e" * 99), {}) for n in (50, 3))
    assert often.cost("boen", "been") == thrice.cost("boen", "been")


def test_no_slip_that_is_not_seen_is_cheap() -> None:
    assert Channel(TABLE, 9.0).cost("tlie", "the") == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("pair", "key"),
    [
        (("", "x"), "put_in"),
        (("x", ""), "left_out"),
        (("", " "), "split"),
        ((" ", ""), "run_together"),
        (("i", "a"), "vowel"),
        (("x", "k"), "wrong"),
    ],
)
def test_slips_that_are_no_pair_of_the_table(pair: tuple[str, str], key: str) -> None:
    assert Channel(TABLE, 0.0).pair(pair, "word") == TABLE.any[key]


def test_a_word_that_is_misread_again_and_again_costs_what_it_does_in_this_text() -> None:
    seen = {("tho", "the"): 3, ("boen", "been"): 1}
    known = Channel(TABLE, 0.0).learnt(seen, {"e": 10**6}, {"the": 2})
    assert known.cost("tho", "the") == pytest.approx(math.log10(5 / 2))  # two of five, as it is no evidence for itself
    usual = Channel(TABLE, 0.0).cost("tho", "the")
    twice = Channel(TABLE, 0.0).learnt(seen | {("tho", "the"): 2}, {"e": 10**6}, {"the": 2})
    assert twice.cost("tho", "the") == usual
    alone = Channel(TABLE, 0.0).learnt({("tho", "the"): 3}, {"e": 10**6}, {"the": 2})
    assert alone.cost("tho", "the") == usual  # nothing else is misread so: it may be a word of the author's
    rarely = Channel(TABLE, 0.0).learnt(seen, {"e": 10**6}, {"the": 10**8})
    assert rarely.cost("tho", "the") == usual


def test_places_are_letters_and_two_in_a_row() -> None:
    assert places_in("Tho the") == {
        "t": 2,
        "h": 2,
        "o": 1,
        " ": 1,
        "e": 1,
        "th": 2,
        "ho": 1,
        "o ": 1,
        " t": 1,
        "he": 1,
        "": 6,
    }
