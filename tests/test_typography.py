"""Typography: labelled texts, and the laws that hold for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.pieces import Change, Span
from ecdosis.model.text import Text
from ecdosis.stages.typography import Policies, repair
from labelled import load, parameters

CASES = load("typography.toml")


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    policies = Policies(**case.get("policies", {}))
    text, queries = repair(Text.of(case["text"]), case.get("language", "en"), policies)
    assert text.reading == case.get("reading", case["text"])
    assert queries == ()


PARTS = st.sampled_from(
    [
        '"',
        '"',
        "'",
        "“One.”",
        "“",
        "”",
        "’",
        "--",
        "—",
        "...",
        "…",
        " ",
        "  ",
        " ,",
        "word",
        "The",
        "\n",
        "6",
        "-",
        "(",
        ".",
    ]
)


@given(st.lists(PARTS, max_size=60), st.sampled_from(["en", "de", "fr", "und"]))
def test_laws(parts: list[str], language: str) -> None:
    """The source stays, only marks and blanks are changed, and a second run finds nothing left to do."""
    source = "".join(parts)
    once, _ = repair(Text.of(source), language)
    assert once.leaf_source() == source
    for piece in once.pieces:
        if isinstance(piece, Change):
            assert piece.by == "typography"
            assert not any(map(str.isalnum, piece.after))
    letters = [c for c in source if c.isalnum()]
    assert [c for c in once.reading if c.isalnum()] == letters
    assert once.reading.count("\n") == source.count("\n")
    twice, _ = repair(once, language)
    assert repair(twice, language)[0] == twice


def test_notes_are_regularised_too() -> None:
    text = Text.of('“One.” “Two.” “Three.”1\n1 See "Four".')
    text, _ = text.set_aside([Span(23, len(text.reading), "footnote", "notes", 0.9, "test", "1")])
    changes = [piece for piece in repair(text)[0].pieces if isinstance(piece, Change)]
    assert changes == []
    aside = repair(text)[0].pieces[-1]
    assert [piece.after for piece in aside.pieces if isinstance(piece, Change)] == ["“", "”"]  # type: ignore[union-attr]


# ---------------------------------------------------------------- what a text does itself: enough, and too often


def regularised(source: str, language: str = "en") -> str:
    return repair(Text.of(source), language)[0].reading


@pytest.mark.parametrize(("before", "slips"), [(1, True), (2, True), (3, False), (9, False)])
def test_blanks_before_marks_are_slips_up_to_a_fifth(before: int, slips: bool) -> None:
    source = " ".join(["boats ,"] * before + ["boats,"] * (10 - before)) + " and"
    assert regularised(source) == (source.replace(" ,", ",") if slips else source)


def test_blanks_before_marks_are_the_style_of_french() -> None:
    source = "Il est tard ; le bac, la lampe, le quai, la rive, la mer, le vent, la nuit, le jour, le soir, et"
    assert regularised(source, "fr") == source
    assert regularised(source, "it") == source.replace(" ;", ";")


@pytest.mark.parametrize(
    ("words", "doubled", "slips"),
    [(20, 3, True), (20, 4, False), (991, 10, True), (990, 11, False), (793, 8, True), (792, 8, False)],
)
def test_doubled_blanks_are_slips_if_few_or_one_in_a_hundred(words: int, doubled: int, slips: bool) -> None:
    """The blanks of the doubled ones are counted: 991 words with ten doubled blanks have a thousand of them."""
    each = words // (doubled + 1)
    blanks = [
        "  " if place % each == 0 and place // each in range(1, doubled + 1) else " " for place in range(1, words)
    ]
    source = "boat" + "".join(f"{blank}boat" for blank in blanks)
    assert source.count("  ") == doubled
    assert regularised(source) == (source.replace("  ", " ") if slips else source)


@pytest.mark.parametrize(("typed", "slips"), [(1, True), (2, True), (3, False), (10, False)])
def test_doubled_blanks_behind_full_stops_are_the_style_of_a_typist_from_a_fifth(typed: int, slips: bool) -> None:
    source = "It was late.  " * typed + "It was late. " * (10 - typed) + "It was."
    assert regularised(source) == (source.replace("  ", " ") if slips else source)


@pytest.mark.parametrize(
    ("curly", "straight", "done"),
    [(2, 1, False), (3, 1, True), (3, 15, True), (3, 16, False), (4, 20, True), (4, 21, False)],
)
def test_straight_marks_are_set_where_three_pairs_and_a_fifth_are_curly(curly: int, straight: int, done: bool) -> None:
    source = " ".join(["“One,” he said."] * curly + ['"Two," she said.'] * straight)
    assert regularised(source) == (source.replace('"Two,"', "“Two,”") if done else source)


@pytest.mark.parametrize(("curly", "straight", "done"), [(2, 0, False), (3, 0, True), (3, 3, True), (3, 4, False)])
def test_double_marks_go_with_curly_apostrophes(curly: int, straight: int, done: bool) -> None:
    source = " ".join(["It’s late."] * curly + ["It's late."] * straight + ['"Two," she said.'])
    assert ("“Two,”" in regularised(source)) == done


def test_dashes_are_set_where_marks_are_curly_or_a_dash_stands() -> None:
    assert regularised("the lamp -- the “bell”") == "the lamp — the “bell”"
    assert regularised("the lamp -- the – bell") == "the lamp – the – bell"
    assert regularised("the lamp -- the bell—so") == "the lamp — the bell—so"
    assert regularised('the lamp -- the "bell"') == 'the lamp -- the "bell"'


@pytest.mark.parametrize(("lines", "set_so"), [(7, False), (8, True)])
def test_the_gap_behind_the_names_of_eight_speakers_is_how_a_play_is_set(lines: int, set_so: bool) -> None:
    text = "".join(f"ANNE.   The ferry is late on day {number}.\n" for number in range(lines))
    repaired, _ = repair(Text.of(text + "\n" + "The lamp is lit and the bell is rung. " * 200), "en", Policies())
    assert ("ANNE.   The" in repaired.reading) is set_so
