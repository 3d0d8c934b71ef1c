"""Words in other languages, at the edge: just enough of them to be marked, and just too few."""

from __future__ import annotations

import pytest

from ecdosis.stages.foreign import tell


def told(text: str, language: str = "en") -> list[tuple[str, str]]:
    """The phrases of a text that are in another language, and in which."""
    return [(text[one.start : one.end], one.language) for one in tell(text, language)]


FRENCH = "nous avons toujours cherché dans cette maison"


@pytest.mark.parametrize(("words", "found"), [(2, False), (3, False), (4, True), (7, True)])
def test_four_words_are_a_phrase(words: int, found: bool) -> None:
    phrase = " ".join(FRENCH.split()[:words])
    assert told(f"He sat down and said {phrase} to all of them.") == ([(phrase, "fr")] if found else [])


def test_words_that_an_apostrophe_joins_are_one() -> None:
    assert told("He sat down and said qu’avons-nous cherché ici to all of them.") == []


@pytest.mark.parametrize("language", ["fr", "oc", "und", "la", ""])
def test_nothing_is_told_of_words_of_the_same_language_or_of_none(language: str) -> None:
    assert told(f"Il dit: {FRENCH} et puis rien.", language) == []


@pytest.mark.parametrize(("letters", "found"), [("да", False), ("дом", True), ("х у ж", False)])
def test_three_letters_of_another_script_are_a_word(letters: str, found: bool) -> None:
    assert bool(told(f"He wrote {letters} on the wall.")) == found


@pytest.mark.parametrize(("letters", "found"), [("ДЖЗИЛФ", False), ("ДЖЗИЛФЦ", True), ("Джзилф", True)])
def test_up_to_six_capitals_may_be_signs(letters: str, found: bool) -> None:
    assert bool(told(f"He wrote {letters} on the wall.")) == found


@pytest.mark.parametrize(("letters", "found"), [("сорасехро", False), ("сорасехрод", True)])
def test_letters_that_look_latin_are_slips(letters: str, found: bool) -> None:
    assert bool(told(f"He wrote {letters} on the wall.")) == found


@pytest.mark.parametrize(
    ("words", "found"), [("lamp", False), ("the lamp", True), ("the Lamp", False), ("a lamp", False)]
)
def test_two_latin_words_of_three_letters_in_a_text_of_another_script(words: str, found: bool) -> None:
    assert bool(told(f"Он написал {words} на стене этого дома.", "ru")) == found


@pytest.mark.parametrize(("beside", "found"), [(" ", True), ("/", False), ("@", False), ("=", False)])
def test_a_word_of_another_script_in_an_address_is_none(beside: str, found: bool) -> None:
    assert bool(told(f"He wrote x{beside}дорога on the wall.")) == found


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("дорога к дому была длинной", "ru"),
        ("їжак живе в лісі", "uk"),
        ("дом", "und-Cyrl"),
        ("λόγος", "el"),
        ("ДЖЗИЛФЦ", "und-Cyrl"),
    ],
)
def test_a_language_is_named_only_where_it_is_certain(words: str, language: str) -> None:
    assert told(f"He wrote {words} on the wall.") == [(words, language)]
