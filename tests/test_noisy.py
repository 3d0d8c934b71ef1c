"""The reader of noisy scans: what it learns from a text, what it reads by it, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from ecdosis.model.document import Block, Document
from ecdosis.model.pieces import Edit
from ecdosis.model.text import Text
from ecdosis.stages import spelling as proof
from ecdosis.stages.spelling import division, grammar
from ecdosis.stages.spelling.bold import _has_digit, tuned
from ecdosis.stages.spelling.channel import Channel, places_in
from ecdosis.stages.spelling.confusion import confusions
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.words import Words

NOISE: Final = """
Tho clerks woro sont to the rivor, and tho sistors of tho govornor woro thore boforo thom. It was a pleasuro to see \
all lottors of tho morchants, which they nevor oponed. Tho boats aro roady, and tho pooplo wont homo in tho ovoning of \
that samo day. Sovoral gontlomon roturned from tho villago with thoir sorvants, and thoy saw nothing of tho mattor.
"""
"""A paragraph of a noisy scan, whose habit is o for e."""


def read(sentence: str) -> str:
    """What a sentence reads behind such a paragraph."""
    text = proof.repair(Document(Text.of(f"{NOISE}\n\n{sentence}")), "en").text
    return text.reading.rpartition("\n\n")[2]


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        ("He had boen in the house for a long time.", "He had been in the house for a long time."),
        ("The members of tho committoe were there.", "The members of the committee were there."),
        ("She spoke of the govern ment of the country.", "She spoke of the government of the country."),
        ("He went there togetherwith the other men.", "He went there together with the other men."),
        ("He said that he Is in the house of the clerk.", "He said that he is in the house of the clerk."),
    ],
)
def test_what_is_read_in_a_noisy_scan(stands: str, reads: str) -> None:
    assert read(stands) == reads


@pytest.mark.parametrize(
    "sentence",
    [
        "The hero took a load of wood to the top of the hill.",  # words, of which the habit would make others
        "He met Mr. Kluegor and his brother in the town.",  # a name that nothing knows
        "They drank to the health of the old chearful man; he was a chearful host, and kept a chearful house.",
        "He sold the horse kindly4 to the clerk.",  # a note's number
        "She said that I was late, and I’m sure of it.",
    ],
)
def test_what_is_left_alone(sentence: str) -> None:
    assert read(sentence) == sentence


def test_a_clean_text_is_not_read_so() -> None:
    scorer = Scorer.of(Words.of("He went home in the evening, and nobody spoke of the matter. " * 40), "en")
    assert tuned(scorer) is scorer
    assert scorer.channel is None


def test_a_noisy_scan_teaches_what_it_misreads() -> None:
    channel = tuned(Scorer.of(Words.of(NOISE), "en")).channel
    assert channel is not None
    assert {"tho", "nevor", "pooplo"} <= channel.seen["e", "o"].keys()
    assert ("tho", "the") in channel.whole


@pytest.mark.parametrize(("noise", "done"), [(9.0, ["an"]), (12.0, [])])
def test_an_article_is_changed_where_few_letters_are_lost(noise: float, done: list[str]) -> None:
    """Where many are, it is the word behind it that is misread, and nothing is asked either."""
    text = "He came to the town with a attachment of horse."
    scorer = replace(Scorer.of(Words.of(text), "en"), noise=noise)
    assert [edit.after for edit in grammar.edits(scorer, "spelling") if edit.safe] == done
    assert len(list(grammar.edits(scorer, "spelling"))) == len(done)


@pytest.mark.parametrize(
    ("noise", "text", "asked"),
    [
        (9.0, "He was there for 1 month, 3day, and 4months.", ["3 day", "4 months"]),
        (12.0, "He was there for 1 month, 3day, and 4months.", []),  # specks
        (12.0, "And there IHave built the house.", []),
        (0.0, "The width of it is 0.5lines and 3lines.", ["3 lines"]),  # a part of a number
        (0.0, "See under %20houses and in 3houses.", ["3 houses"]),
        (0.0, "1Project of the ferry. 2Medical house.", []),  # the numbers of notes
        (0.0, "3day of it he came.", ["3 day"]),
        (0.0, "He came on the 12May in 3day.", ["12 May", "3 day"]),
        (0.0, "IHave built the house.", ["I Have"]),
    ],
)
def test_a_number_or_a_letter_that_is_a_word_of_its_own(noise: float, text: str, asked: list[str]) -> None:
    scorer = replace(Scorer.of(Words.of(text), "en"), noise=noise)
    assert [edit.after for edit in division.edits(scorer, "spelling")] == asked


@pytest.mark.parametrize(
    ("noisy", "certainty", "careful", "done"),
    [
        (True, 0.94, False, True),
        (True, 0.93, False, False),
        (True, 0.96, True, False),
        (False, 0.96, False, False),
    ],
)
def test_a_heading_is_changed_on_overwhelming_evidence(
    noisy: bool, certainty: float, careful: bool, done: bool
) -> None:
    """Which is less in a noisy scan that is corrected boldly."""
    source = f"{NOISE if noisy else 'He came home.'}\n\nThe Clerk Qqxq"
    start = source.index("Qqxq")
    edit = Edit(start, start + 4, "Zz", "spelling", "spelling", certainty, "so")
    head = Document(Text.of(source), (Block(start - 10, start + 4, "head"),))
    made = proof.repair(head, "en", [lambda *_: [edit]], careful=careful)
    assert made.text.reading.endswith("Zz") == done


def test_what_a_text_misreads_costs_less_in_its_other_words() -> None:
    table = Channel(confusions("en"), 0.5)
    known = table.learnt({("rivor", "river"): 2, ("nevor", "never"): 1}, places_in(NOISE), {})
    assert known.cost("boen", "been") < table.cost("boen", "been")
    assert known.cost("becn", "been") == table.cost("becn", "been")
    assert known.shows("boen", "been")
    assert not known.shows("bocn", "been")
    only = table.learnt({("boen", "been"): 3}, places_in(NOISE), {})
    assert only.cost("boen", "been") == table.cost("boen", "been")  # a word is no evidence for itself


@pytest.mark.parametrize(
    ("stands", "meant", "slips"),
    [
        ("tlie", "the", (("h", "li"),)),
        ("iiioro", "more", (("m", "iii"), ("e", "o"))),
        ("wvoman", "woman", (("", "v"),)),
        ("govern ment", "government", (("", " "),)),
        ("togetherwith", "together with", ((" ", ""),)),
        ("onjoy ment", "enjoyment", (("e", "o"), ("", " "))),
    ],
)
def test_the_slips_between_two_words(stands: str, meant: str, slips: tuple[tuple[str, str], ...]) -> None:
    assert Channel(confusions("en"), 0.5).pairs(stands, meant) == slips


@pytest.mark.parametrize(
    ("stands", "meant", "agreed"),
    [
        ("6is", "his", False),  # a sum, of which 61s was misread
        ("1ith", "with", False),  # 11th
        ("1lere", "there", True),
        ("th6", "the", True),
        ("hors6s", "horses", True),
        ("for his", "for this", False),  # no digit
    ],
)
def test_a_word_with_a_digit_that_is_no_number(stands: str, meant: str, agreed: bool) -> None:
    text = f"He sold the horse for {stands} to the clerk."
    scorer = Scorer.of(Words.of(text), "en")
    start = text.index(stands)
    edit = Edit(start, start + len(stands), meant, "spelling", "spelling", 0.9, "so")
    assert _has_digit(scorer, [word.start for word in scorer.words.words], edit) == agreed
