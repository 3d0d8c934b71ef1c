"""What is done more quickly is done as before: each short cut beside what it is short for."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.languages import dates, detect
from ecdosis.stages.foreign.phrases import _ADDRESS, silent
from ecdosis.stages.furniture import phrases
from ecdosis.stages.spelling import realword
from ecdosis.stages.spelling.candidates import Finder
from ecdosis.stages.spelling.confusion import confusions
from ecdosis.stages.spelling.derived import bare
from ecdosis.stages.spelling.habits import Habit, Habits
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.lexicon import letters, lexicon
from ecdosis.stages.spelling.words import Words

CONTROLS = sorted({*phrases._languages("widget"), *phrases._languages("navigation")})
SIGNS = st.text("|•.,:;…!?()[]-–’'1 ", max_size=3)
WORD = st.text("aeimorstuâß’", min_size=1, max_size=7)


@given(st.lists(st.tuples(SIGNS, st.sampled_from(CONTROLS), SIGNS), min_size=1, max_size=3), st.booleans())
def test_no_line_that_begins_with_a_control_is_passed_over(some: list[tuple[str, str, str]], capitals: bool) -> None:
    text = " ".join("".join(parts) for parts in some).strip()
    text = text.title() if capitals else text
    words = text.split()
    control = any(any(phrases.control(" ".join(words[:n]))) for n in range(1, 5))
    assert phrases.begins_as_control(text) or not control


@pytest.mark.parametrize("text", ["The ferry lay at the foot of the steps", "Nobody came down to it"])
def test_a_line_of_prose_is(text: str) -> None:
    assert not phrases.begins_as_control(text)


@pytest.mark.parametrize("ending", detect._latin_endings())
def test_a_form_of_latin_is_three_letters_and_an_ending(ending: str) -> None:
    assert detect.is_latin(f"xyz{ending}")
    assert not detect.is_latin("xyz")


@given(WORD)
def test_a_form_of_latin_is_told_by_an_ending_behind_three_letters(word: str) -> None:
    endings = detect._latin_endings()
    told = any(word.endswith(ending) and len(word) - len(ending) >= detect.STEM for ending in endings)
    assert detect.is_latin(word) == told


@given(st.lists(WORD | st.sampled_from(["café", "Ångström", "naïve", "ﬁ", "가", "q\u0323\u0307"]), min_size=1))
def test_many_words_lose_their_marks_as_each_does(words: list[str]) -> None:
    assert bare("\n".join(words)).split("\n") == [bare(word) for word in words]


def test_letters_are_counted_one_by_one() -> None:
    counts, rows = letters("en"), list(detect.frequencies("en", "small"))
    padded = [f"^^{word}$" for word in rows]
    for some in ("^^t", "the", "he$", "^^", "qu", "zx"):
        assert counts.get(some, 0) == sum(word.startswith(some, at) for word in padded for at in range(len(word) - 2))


@given(st.lists(WORD | st.sampled_from(["http://a.b", "a/b/c", "www.", "x@y", " ", "n.b/"]), max_size=8))
def test_addresses_are_looked_for_where_there_is_one(words: list[str]) -> None:
    text = " ".join(words)
    expected = re.sub(r"\S+", lambda run: "/" * len(run[0]) if _ADDRESS.search(run[0]) else run[0], text)
    assert silent(text, "grc") == expected


@pytest.mark.parametrize("text", ["", "Monday", "in March", "MDCCC", "[May]", "fifteen hundred"])
def test_no_date_is_without_a_figure(text: str) -> None:
    assert not dates.is_date(text)


def test_words_are_those_of_all_ways_to_slip() -> None:
    """One letter changed about, put in, wrong or left out."""
    table, among = confusions("en"), lexicon("en").above(-6.3)
    for word in ("tbe", "hte", "ferrry", "fery", "ferny", "a", "i"):
        letters_, places = table.letters.alphabet, range(len(word) + 1)
        every = chain(
            (word[:i] + word[i + 1 : i + 2] + word[i : i + 1] + word[i + 2 :] for i in places[:-2]),
            (word[:i] + word[i + 1 :] for i in places[:-1]),
            (word[:i] + other + word[i + 1 :] for i in places[:-1] for other in letters_),
            (word[:i] + other + word[i:] for i in places for other in letters_),
        )
        assert [slip.meant for slip in table.letter_slips(word, among)] == sorted((set(every) & among) - {word})


def test_what_habits_lead_to_is_remembered_for_the_same_habits_only() -> None:
    words, table = Words.of("The clerk went tbere and tbence, and there was the end."), confusions("en")
    habits = Habits({"b": (Habit("h", 1.0, "h misread as b"),)})
    first = Finder(words, lexicon("en"), table)
    assert not list(first.habit_slips("tbere"))
    second = Finder(words, lexicon("en"), table, first, habits)
    assert [slip.meant for slip in second.habit_slips("tbere")] == ["there"]
    again = Finder(Words.of("Nothing."), lexicon("en"), table, second, habits)
    assert list(again.habit_slips("tbere")) == list(second.habit_slips("tbere"))
    other = Habits({"b": (Habit("l", 1.0, "l misread as b"),)})
    assert not list(Finder(words, lexicon("en"), table, second, other).habit_slips("tbere"))


def test_words_for_words_are_looked_for_where_one_may_be_asked_or_mended() -> None:
    """Asked, where other words were mended; mended, where the text misreads the same letters in other words."""
    words = Words.of("The clerk came home in the evening, and when be had seen the house, he was glad. It was bis own.")
    scorer = Scorer.of(words, "en")
    misread = replace(scorer, document_errors={"h misread as b": frozenset(("tbe", "tbat", "tbis", "wbo"))})
    assert not list(realword.edits(scorer, "x", mended=3))
    asked = list(realword.edits(scorer, "x", mended=8))
    assert [one.safe for one in asked] == [False]
    assert {one.after for one in asked} <= {"he", "his"}
    assert {(one.after, one.safe) for one in realword.edits(misread, "x", mended=0)} == {("he", True), ("his", True)}
    assert not list(realword.edits(scorer, "x", mended=8, certain=True))
