"""Words divided at line ends: in lines that were joined since, and where a dash stands for the hyphen throughout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.pieces import Change
from ecdosis.model.text import Text
from ecdosis.stages.lines import repair
from ecdosis.stages.lines.hyphens import Evidence, Hyphen, Treatment


def read(source: str, language: str = "en") -> str:
    text, _ = repair(Text.of(source), language)
    assert text.leaf_source() == source
    return text.reading


# ---------------------------------------------------------------- lines that were joined


@pytest.mark.parametrize(
    ("source", "reading"),
    [
        ("It was a slow conver- sation in the eve- ning.", "It was a slow conversation in the evening."),
        ("The engi- neer’s circum- stance and neighbour- hood.", "The engineer’s circumstance and neighbourhood."),
        ("The school- master went to- gether with him- self.", "The schoolmaster went together with himself."),
        ("The Quarnish lamp of a Quar- nish boat.", "The Quarnish lamp of a Quarnish boat."),
        ("An after- noon,  two  blanks: cere-  mony.", "An afternoon,  two  blanks: ceremony."),
    ],
)
def test_a_word_is_closed(source: str, reading: str) -> None:
    assert read(source) == reading


@pytest.mark.parametrize(
    "source",
    [
        "The first- and second-class carriages, and the pre- and post-war figures.",
        "Two- or three-storied, and mother- in-law.",
        "He went to the boat- the lamp was out- and came home.",
        "There was no- one today, and it was man- made and well- known.",
        "The letters a- c, and 5- year plans, and 1914- 18.",
        "Nether- Callow and Mar- Tor have a capital.",
        "A drelm- brock is no word.",
        "I- was, he says of- the lamp; Iwas and ofthe are what a scan made of it.",
        "The o- ld lamp of three letters.",
    ],
)
def test_what_is_no_plain_word_stays(source: str) -> None:
    assert read(source) == source


def test_suspended_compounds_stay_in_german() -> None:
    source = "Die Haupt- und Nebenflüsse, die Ein- oder Ausfuhr, die Hin- und Rückfahrt."
    assert read(source, "de") == source
    assert read("Die Regie- rung tagte.", "de") == "Die Regierung tagte."


def test_it_is_a_change_that_says_so() -> None:
    (change,) = (one for one in repair(Text.of("A conver- sation."), "en")[0].pieces if isinstance(one, Change))
    assert (change.after, change.kind, change.by) == ("", "word-division", "lines")
    assert change.why.startswith("a word divided at a line end, before its lines were joined")


PARTS = ["conver", "sation", "- ", "-", "the", " ", "boat", "eve", "ning", "und", "Haupt", "no", "one", "\n"]


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_letters_are_never_changed(parts: list[str]) -> None:
    source = "".join(parts)
    reading = read(source)
    assert [c for c in reading if c.isalpha()] == [c for c in source if c.isalpha()]


# ---------------------------------------------------------------- dashes that are the hyphen of the text

WORDS = ["the quar—\nnish lamp", "a drelm—\nbrock boat", "some mour—\nlish rope"]
EVEN = (
    "The conversation of the clerk and of all his neighbours was about cere—\n"
    "mony in the evening, and about the lamp, which the clerk and the quar—\n"
    "nish ferryman had lit before the evening, and the bell, which the drelm—\n"
    "brock of the harbour had rung too late for the boat and for his mour—\n"
    "lish passengers, who were waiting at the river with all their boxes and\n"
    "their bags in the rain, until the clerk came down to them and told them\n"
    "that there was no boat to be had that night, and that the inn was shut\n"
    "because of the fair, so that all of them went back along the road with\n"
    "their boxes and their bags, and nobody in the harbour saw them again."
)


def verdict(words: list[str], of: Hyphen) -> Treatment:
    return Evidence(" and ".join(words) + " of the clerk.", "en").judge(of)


def test_a_dash_at_many_line_ends_that_divides_words_is_the_hyphen() -> None:
    assert "quarnish ferryman" in read(EVEN)
    assert "drelmbrock of" in read(EVEN)


def test_dashes_between_words_are_dashes() -> None:
    real = (
        EVEN.replace("cere—\nmony", "this—\nrope").replace("mour—\nlish", "late—\nborn").replace("drelm—\n", "old—\n")
    )
    assert "quar—nish ferryman" in read(real)


@pytest.mark.parametrize(("times", "action"), [(2, "space"), (3, "drop")])
def test_two_divided_words_are_no_habit(times: int, action: str) -> None:
    assert verdict(WORDS[:times], Hyphen("—", "quar", "nish")).action == action


@pytest.mark.parametrize(("real", "action"), [(1, "drop"), (2, "space")])
def test_dashes_beside_them_may_be_three_in_ten(real: int, action: str) -> None:
    """Of four line ends three divide a word, of five three."""
    words = [*WORDS, *["it was late—\nand dark"] * real]
    assert verdict(words, Hyphen("—", "quar", "nish")).action == action


def test_where_such_a_hyphen_stays_it_is_asked_about() -> None:
    told = verdict([*WORDS, "lock-keeper", "lock-keeper"], Hyphen("—", "lock", "keeper"))
    assert (told.action, told.why) == ("ask", "perhaps a hyphen misread as “—”")


def test_before_a_capital_it_is_a_dash() -> None:
    assert verdict(WORDS, Hyphen("—", "quar", "Nish")).action == "space"


def test_the_sign_that_only_divides_always_does() -> None:
    assert read("The conver¬\nsation of a quar¬\nnish man.") == "The conversation of a quarnish man."
    assert read("The conver¬ sation was long.") == "The conversation was long."
