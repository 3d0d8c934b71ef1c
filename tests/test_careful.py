"""What a careful correction asks about however likely it is: places where two readings are open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ecdosis.languages import language as known
from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling import careful, signs
from ecdosis.stages.spelling.candidates import Candidate
from ecdosis.stages.spelling.confusion import Slip
from ecdosis.stages.spelling.judgement import Score, Scorer
from ecdosis.stages.spelling.spelling import is_open
from ecdosis.stages.spelling.words import Words
from test_proof_edges import NOTHING


def is_done(text: str, stands: str, meant: str, kind: str = "spelling", language: str = "en") -> bool:
    """Whether a correction that says that it is certain is done."""
    start = text.index(stands)
    edit = Edit(start, start + len(stands), meant, kind, "spelling", 0.99, "")
    [found] = careful.asked(Scorer.of(Words.of(text, known(language).letters), language), [edit])
    return found.safe


@pytest.mark.parametrize(
    ("text", "stands", "meant", "done"),
    [
        ("The ferry came 1n the evening.", "1n", "in", False),
        ("The ferry came. 1n the evening it left.", "1n", "In", True),  # a sentence begins
        ("The ferry came i1 the evening.", "i1", "in", True),
        ("Leeds, Feb. 28.— 1n her letter he saw it.", "1n", "in", False),
        ("He came (Rivor bank was near).", "Rivor", "River", True),
        ("He saw the 2ecretary there.", "2ecretary", "secretary", False),
        ("He said that he don'e know.", "don'e", "Don't", False),
        ("He said that he don'e know.", "don'e", "don't", True),
        ("He saw the iudia office.", "iudia", "India", False),
        ("He saw the Iudia office.", "Iudia", "India", True),
    ],
)
def test_a_capital_of_which_nothing_tells(text: str, stands: str, meant: str, done: bool) -> None:
    assert is_done(text, stands, meant) is done


def test_where_nouns_have_a_capital_it_is_told_by_other_means() -> None:
    assert is_done("Er kam 1n der Nacht.", "1n", "in", language="de")


@pytest.mark.parametrize(
    ("text", "stands", "meant", "done"),
    [
        ("He came down th river.", "th", "the", False),
        ("He came down tbe river.", "tbe", "the", True),
        ("He spent hi life there.", "hi", "his", False),
        ("He spent thi day there.", "thi", "this", True),
        ("He came down lo it.", "lo", "to", True),
        ("He came down ce it.", "ce", "co", False),  # no common word
        ("He came n went.", "n", "and", False),
        ("He came c it.", "c", "a", True),
        ("He came an(l went.", "an(l", "and", True),
        ("He came mi(l went.", "mi(l", "mid", False),
        ("He came han(l went.", "han(l", "hand", True),
        ("He came. TI1L there.", "TI1L", "TILL", False),
        ("He came. TBEM there.", "TBEM", "THEM", False),
        ("He came. TBERE there.", "TBERE", "THERE", True),
        ("He saw tbem there.", "tbem", "them", True),
    ],
)
def test_what_is_left_of_a_word(text: str, stands: str, meant: str, done: bool) -> None:
    assert is_done(text, stands, meant) is done


@pytest.mark.parametrize(
    ("text", "stands", "meant", "kind", "done"),
    [
        ("The blos som* of the hills.", "blos som", "blossom", "word-division", False),
        ("The blos som; of the hills.", "blos som", "blossom", "word-division", True),
        ("The blos som of the hills.", "blos som", "blossom", "word-division", True),
        ("The ferry was interna tional s here.", "interna tional", "international", "word-division", False),
        ("The ferry was interna tional a day.", "interna tional", "international", "word-division", True),
        ("The ferry was interna tional is.", "interna tional", "international", "word-division", True),
        ("The ferry was interna tional, s here.", "interna tional", "international", "word-division", True),
        ("The ferry was tional s here.", "tional", "tonal", "spelling", True),
        ("The ferry was interna tional", "interna tional", "international", "word-division", True),
    ],
)
def test_a_word_that_may_go_on(text: str, stands: str, meant: str, kind: str, done: bool) -> None:
    assert is_done(text, stands, meant, kind) is done


def test_a_word_goes_on_in_no_elision() -> None:
    text = "Il est à l’hôtel, les voi-tures {} ici."
    assert is_done(text.format("d’hier"), "voi-tures", "voitures", "word-division", "fr")
    assert not is_done(text.format("k hier"), "voi-tures", "voitures", "word-division", "fr")


@pytest.mark.parametrize(
    ("stands", "done"),
    [
        ("interna-tional s ment ici", False),  # an elision stands before no blank
        ("interna-tional s’était ici", True),
        ("interna-tional ans ici", True),  # a word
        ("interna-tional ement ici", False),  # which makes a longer one
        ("interna-tional, ement ici", True),
        ("interna-tional xqz ici", True),
    ],
)
def test_a_word_goes_on_in_what_makes_it_longer(stands: str, done: bool) -> None:
    text = f"Il est un parti {stands}."
    assert is_done(text, "interna-tional", "international", "word-division", "fr") is done


@pytest.mark.parametrize(
    ("text", "stands", "meant", "done"),
    [
        ("Il a vu I augmentalion ici.", "augmentalion", "augmentation", False),
        ("Il a vu I' augmentalion ici.", "augmentalion", "augmentation", True),
        ("Il a vu une augmentalion ici.", "augmentalion", "augmentation", True),
        ("Il a vu à augmentalion ici.", "augmentalion", "augmentation", True),  # a word of one letter
        ("Il a vu I conslruction ici.", "conslruction", "construction", True),  # no elision before it
        ("Il a vu i.'induslrie ici.", "induslrie", "industrie", False),
        ("Il a vu l'induslrie ici.", "induslrie", "industrie", True),
        ("Il a vu 'induslrie' ici.", "induslrie", "industrie", True),
        ("Induslrie et ville.", "Induslrie", "Industrie", True),
    ],
)
def test_a_word_that_may_begin_before(text: str, stands: str, meant: str, done: bool) -> None:
    assert is_done(text, stands, meant, language="fr") is done


def test_no_elision_is_lost_where_there_are_none() -> None:
    assert is_done("Er sah I augenbliek hier.", "augenbliek", "augenblick", language="de")


@pytest.mark.parametrize(
    ("stands", "meant", "done"),
    [
        ("weiteii", "weiten", False),  # or weitem
        ("weiteu", "weiten", True),  # one letter for one
        ("garteii", "garten", True),  # no other form
        ("weiteeii", "weitein", True),
        ("lanngen", "langen", True),  # another letter
    ],
)
def test_an_ending_of_which_nothing_tells(stands: str, meant: str, done: bool) -> None:
    assert is_done(f"Er kam in {stands} Felde.", stands, meant, language="de") is done


def test_the_context_tells_an_ending() -> None:
    assert is_done("He saw thein there.", "thein", "them")


def test_a_small_letter_that_stands_has_no_capital() -> None:
    words = Words.of("Don’t go. Don’t stay. Don’t wait. He said I don’e know.")
    finder = Scorer.of(words, "en").finder
    assert finder.written(Slip("don't", 1.0, "t misread as e", "e"), "don’e", opens=False) == "don’t"


@pytest.mark.parametrize(
    ("stands", "cost", "is_open_"), [("1I’ll", 5.6, True), ("1I’ll", 5.4, False), ("1Ialls", 5.6, False)]
)
def test_two_slips_in_a_short_word_with_an_apostrophe(stands: str, cost: float, is_open_: bool) -> None:
    words = Words.of(f"He saw {stands} there.")
    given = NOTHING | {"gain": 5.0, "cost": cost, "seen": 1.0, "common": -4.0}
    score = Score(2, Candidate(2, 2, "wall", -4.0, -9.0, Slip("wall", cost, "so")), 0.99, given)
    assert is_open(words, score) is is_open_


def test_a_word_that_others_spell_otherwise() -> None:
    text = "He took it under false {} from her."
    assert not is_done(text.format("pretenees"), "pretenees", "pretenses")
    assert is_done(text.format("promiaes"), "promiaes", "promises")
    assert not is_done("He won the priae there.", "priae", "prize")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("He leaned ag;Ainst the wall of it.", "against"),
        ("He leaned ag;ainst the wall of it.", "against"),
        ("He leaned AG;AINST the wall of it.", "AGAINST"),
    ],
)
def test_a_sign_and_a_capital_in_a_word(text: str, mended: str) -> None:
    scorer = replace(Scorer.of(Words.of(text), "en"), model=None)
    assert [edit.after for edit in signs.edits(scorer, "spelling")] == [mended]


@pytest.mark.parametrize(
    ("text", "stands", "meant", "done"),
    [
        ("He went e1se the house.", "e1se", "else", False),
        ("There was nobody e1se in the house.", "e1se", "else", True),
        ("He went elze the house.", "elze", "else", True),  # no digit
    ],
)
def test_a_word_with_a_digit_that_fits_its_neighbours_badly(text: str, stands: str, meant: str, done: bool) -> None:
    assert is_done(text, stands, meant) is done


def test_where_there_is_no_context_a_digit_is_no_doubt() -> None:
    assert is_done("Er kam h1er an.", "h1er", "hier", language="de")
