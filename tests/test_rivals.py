"""Candidates between which nothing decides, in a language whose context is not known."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from ecdosis.languages import language
from ecdosis.stages.spelling.candidates import Candidate
from ecdosis.stages.spelling.confusion import Slip
from ecdosis.stages.spelling.judgement import Score, Scorer
from ecdosis.stages.spelling.lexicon import lexicon
from ecdosis.stages.spelling.rivals import is_undecided
from ecdosis.stages.spelling.words import Words


def undecided(
    text: str,
    meant: str,
    other: str = "",
    behind: float = 1.0,
    rival: float = 4.0,
    code: str = "de",
    model: object = None,
) -> bool:
    """Whether the second word of a text is, if `other` is so much rarer (log10) than what is meant by it."""

    def candidate(word: str, frequency: float) -> Candidate:
        return Candidate(1, 1, word, frequency, -8.5, Slip(word, 3.0, ""))

    words = Words.of(text, language(code).letters)
    one, two = candidate(meant, -4.0), candidate(other or "Nichts", -4.0 - behind)
    scorer = SimpleNamespace(words=words, lexicon=lexicon(code), model=model, candidates_of=lambda _: [one, two])
    return is_undecided(cast(Scorer, scorer), Score(1, one, 0.99, {"rival": rival}))


def test_two_that_are_nearly_as_likely() -> None:
    assert undecided("Das uin war.", "um", rival=0.59)
    assert not undecided("Das uin war.", "um", rival=0.61)
    assert not undecided("Das uin war.", "um", rival=0.1, model=True)  # the context decides
    assert not undecided("The tbe was.", "the", rival=0.1, code="en")


def test_a_word_with_an_umlaut_more_or_less() -> None:
    assert undecided("Es würbe gesehen.", "würde", "wurde", 0.25)
    assert not undecided("Es würbe gesehen.", "würde", "wurde", 0.35)
    assert not undecided("Es würbe gesehen.", "würde", "werde", 0.0)
    assert not undecided("Es würbe gesehen.", "würde", "würde", 0.0)


@pytest.mark.parametrize(
    ("text", "meant", "is_half"),
    [
        ("Die Adlet werke lagen da.", "Adler", True),
        ("Die Adlet flogen auf.", "Adler", False),  # no such compound
        ("Die Adlet Werke lagen da.", "Adler", False),
        ("Die adlet werke lagen da.", "adler", False),
        ("Die Adlet, werke lagen da.", "Adler", False),
        ("Die Kindet los sind.", "Kinder", False),  # short words stand behind any
        ("Die Adlet", "Adler", False),
    ],
)
def test_the_first_half_of_a_compound(text: str, meant: str, is_half: bool) -> None:
    assert undecided(text, meant) is is_half
