"""Words of noisy scans that a line end divides, or that stand in a compound, or without their blank; and capitals
inside of words: what is read, and what is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ecdosis.stages.spelling import broken, small
from ecdosis.stages.spelling.bold import proposals
from ecdosis.stages.spelling.candidates import is_in_capitals
from ecdosis.stages.spelling.channel import Channel
from ecdosis.stages.spelling.confusion import Slip
from ecdosis.stages.spelling.context import Trigrams
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.noisy import Option, Reader, Verdict
from ecdosis.stages.spelling.words import Words
from test_noisy import read
from test_noisy_reader import TABLE, Even


def scorer_of(text: str) -> Scorer:
    """A scorer of a noisy scan to whose context all words are alike."""
    return replace(Scorer.of(Words.of(text), "en"), noise=30.0, channel=Channel(TABLE, 1.0), model=Trigrams(Even()))


def divided(text: str) -> list[tuple[str, str]]:
    """The words that a line end divides: what stands, and what it means."""
    scorer = scorer_of(text)
    by = Reader(scorer.words, scorer.finder, Trigrams(Even()), Channel(TABLE, 1.0), {})
    every = scorer.words.words
    found = broken.verdicts(scorer, by)
    assert all(one.parts(scorer.words) == (every[one.first], every[one.last]) for one in found)  # no scrap is read
    return [(scorer.words.reading[every[one.first].start : every[one.last].end], one.option.meant) for one in found]


@pytest.mark.parametrize(
    ("text", "stands", "meant"),
    [
        ("He saw the circum- In stances of it.", "circum- In stances", "circumstances"),
        ("He saw the circum- a. In) stances of it.", "circum- a. In) stances", "circumstances"),
        ("He saw the circum- stanccs of it.", "circum- stanccs", "circumstances"),
        ("He saw the circum- In stanccs of it.", "circum- In stanccs", "circumstances"),
        ("He saw the CIRCUM- In STANCES of it.", "CIRCUM- In STANCES", "circumstances"),
        ("He saw the circum. In stances of it.", "circum. In stances", "circumstances"),
        ("He saw a go- od.", "", ""),  # four letters are soon made of any
        ("He saw the c- ircumstances of it.", "", ""),  # no word is divided behind its first letter
        ("He saw the circum In stances of it.", "", ""),  # no mark
        ("He saw the circum- a In to stances of it.", "", ""),  # three scraps
        ("He saw the circum- Inns stances of it.", "", ""),  # no scrap
        ("He saw the circum- In Stances of it.", "", ""),  # a capital
        ("He saw the circum- In\nstances of it.", "", ""),  # another paragraph
        ("He saw some. In times of it.", "", ""),  # a word ends with the sentence
        ("He saw the punish. ment of it.", "", ""),  # the same, before what is none
        ("He saw the well- or brightly of it.", "", ""),
        ("He saw the 12- In stances of it.", "", ""),
        ("He saw the circum- stances@here of it.", "", ""),  # an address
        ("He saw the circum- stan~ces of it.", "", ""),  # a speck, of which others tell
        ("He saw the dis- cir- cumstances of it.", "cir- cumstances", "circumstances"),  # one of two
        ("He saw the with- in- surance of it.", "in- surance", "insurance"),  # the likelier of two
    ],
)
def test_words_that_a_line_end_divides(text: str, stands: str, meant: str) -> None:
    assert divided(text) == ([(stands, meant)] if meant else [])


def says(monkeypatch: pytest.MonkeyPatch, text: str, last: int, margin: float, *, careful: bool) -> list[bool]:
    """Whether a divided word (from the third word of a text to its `last`) of so much is done, if it is proposed."""
    scorer = replace(scorer_of(text), careful=careful)
    slip = Slip("circumstances", 0.0, "so")
    one = scorer.words.words
    assert one[2].text == "circum"

    found = Verdict(2, last, Option(slip.meant, slip, -5.0), margin, 1.0, divided=True)
    monkeypatch.setattr(broken, "verdicts", lambda *_: [found])
    monkeypatch.setattr(Reader, "read", lambda _: [])
    return [edit.safe for edit in proposals(scorer, "spelling", []) if edit.after == "circumstances"]


@pytest.mark.parametrize(
    ("margin", "careful", "astray", "done"),
    [
        (5.05, False, False, [True]),
        (4.95, False, False, []),
        (5.05, False, True, [True]),
        (7.9, True, False, [False]),
        (8.1, True, False, [True]),
        (8.1, True, True, [False]),  # the scrap may be the author's
    ],
)
def test_how_sure_a_divided_word_must_be(
    monkeypatch: pytest.MonkeyPatch, margin: float, careful: bool, astray: bool, done: list[bool]
) -> None:
    text = "He saw circum- In stances there." if astray else "He saw circum- stances there."
    assert says(monkeypatch, text, 4 if astray else 3, margin, careful=careful) == done


def test_how_certain_a_divided_word_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less than other readings of the same margin."""
    scorer, slip = scorer_of("He saw circum- stances there."), Slip("circumstances", 0.0, "so")
    found = Verdict(2, 3, Option(slip.meant, slip, -5.0), 6.0, 1.0, divided=True)
    monkeypatch.setattr(broken, "verdicts", lambda *_: [found])
    monkeypatch.setattr(Reader, "read", lambda _: [])
    (edit,) = proposals(scorer, "spelling", [])
    assert edit.certainty == pytest.approx(0.81)  # 10 to the power of 0.62 to one


@pytest.mark.parametrize(
    ("first", "between", "second", "done"),
    [
        ("sun", "of", "light", False),
        ("out", "a", "side", False),
        ("sun", "ar of", "light", False),  # one of two
        ("circum", "of", "stanccs", False),  # misread besides
        ("circum", "of", "stances", True),  # the first half is no word
        ("assist", "of", "ance", True),  # nor is the second
        ("sun", "ar", "light", True),  # no word between
        ("sun", "Of", "light", True),  # none that stands inside a sentence
        ("sun", "I", "light", True),  # the line between two columns
        ("sun", "s", "light", True),  # a letter
        ("sun", "", "light", True),
    ],
)
def test_a_small_word_between_halves_is_the_authors(
    monkeypatch: pytest.MonkeyPatch, first: str, between: str, second: str, done: bool
) -> None:

    scorer = scorer_of(f"He saw {first}- {between} {second} there.".replace("-  ", "- "))
    meant = {"stanccs": "circumstances"}.get(second, first + second)
    option = Option(meant, Slip(meant, 0.0, "so"), -5.0)
    found = Verdict(2, 3 + len(between.split()), option, 9.0, 1.0, divided=True)
    monkeypatch.setattr(broken, "verdicts", lambda *_: [found])
    monkeypatch.setattr(Reader, "read", lambda _: [])
    assert [edit.safe for edit in proposals(scorer, "spelling", []) if edit.after == meant] == [done]


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        ("He spoke of the circum- In stances of the house.", "He spoke of the circumstances of the house."),
        ("He spoke of the circum- ,, stances of the house.", "He spoke of the circumstances of the house."),
        ("He went to the street-govornor of the town.", "He went to the street-governor of the town."),
        ("He saw that'the house was there.", "He saw that the house was there."),
        ("He went to'London in the evening.", "He went to London in the evening."),
        ("He saw thatxthe house was there.", "He saw that the house was there."),
        ("He sAid that he was in the house.", "He said that he was in the house."),
    ],
)
def test_what_is_read_in_a_noisy_scan(stands: str, reads: str) -> None:
    assert read(stands) == reads


@pytest.mark.parametrize(
    ("text", "word", "is_looked_at"),
    [
        ("He saw the police-govornor there.", "govornor", True),
        ("He saw the police-govornor-street there.", "govornor", True),
        ("He saw the police-hqme there.", "hqme", False),  # short words are like many
        ("He saw the police-governor there.", "governor", False),  # no strange one
        ("He saw the pxlicq-govornor there.", "govornor", False),  # nor beside another
        ("He saw the to-govornor there.", "govornor", False),
        ("He saw the adver-sariex there.", "sariex", False),  # half a word
        ("He saw the adver- govornor there.", "govornor", True),  # no compound at all
    ],
)
def test_words_of_a_compound(text: str, word: str, is_looked_at: bool) -> None:
    scorer = scorer_of(text)
    by = Reader(scorer.words, scorer.finder, Trigrams(Even()), Channel(TABLE, 1.0), {})
    index = next(k for k, one in enumerate(scorer.words.words) if one.text == word)
    assert by.is_looked_at(index) is is_looked_at


@pytest.mark.parametrize(
    ("word", "other", "is_weighed"),
    [
        ("thatxhouse", "that house", True),
        ("housexthat", "house that", True),
        ("that'house", "that house", True),
        ("housexriver", "house river", False),  # neither stands beside any word
        ("axhouse", "a house", False),  # one letter
        ("thatxhousq", "that housq", False),
    ],
)
def test_a_letter_for_a_blank(word: str, other: str, is_weighed: bool) -> None:
    scorer = scorer_of(f"He saw the {word} there.")
    by = Reader(scorer.words, scorer.finder, Trigrams(Even()), Channel(TABLE, 1.0), {})
    assert (other in [one.meant for one in by.options(3)]) is is_weighed


@pytest.mark.parametrize(
    ("stands", "meant", "written"),
    [
        ("onSaturday", "on saturday", "on Saturday"),
        ("Hyde'Park", "hyde park", "Hyde Park"),
        ("that'house", "that house", "that house"),
        ("toHOuse", "to house", "to house"),  # a capital inside is none
        ("onSatnrday", "on saturday", "on saturday"),
        ("SEnIOuS", "serious", "SERIOUS"),
        ("McCa1l", "mccall", "McCall"),
        ("O'Hxra", "o'hara", "O'Hara"),
        ("Macdona1d", "macdonald", "Macdonald"),
    ],
)
def test_the_capitals_of_what_is_read(monkeypatch: pytest.MonkeyPatch, stands: str, meant: str, written: str) -> None:

    scorer = scorer_of(f"He saw the {stands} there.")
    found = Verdict(3, 3, Option(meant, Slip(meant, 0.0, "so"), -5.0), 9.0, 1.0)
    monkeypatch.setattr(Reader, "read", lambda _: [found])
    assert [edit.after for edit in proposals(scorer, "spelling", [])][:1] == [written]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("SEnIOuS", True),
        ("HoUSE", True),
        ("HOusE", True),
        ("HOuse", False),
        ("HoUse", False),
        ("HOUses", False),
        ("PoLi", False),
        ("HOu", False),
        ("H", False),
        ("HO", True),
        ("House", False),
    ],
)
def test_words_in_capitals(text: str, is_one: bool) -> None:
    assert is_in_capitals(text) is is_one


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("He sAid that.", ["said"]),
        ("He waS there.", ["was"]),
        ("He came tO it.", []),  # two letters are soon misread
        ("He saw the RivEr there.", ["River"]),
        ("THE RIvER WAS SEEN.", ["RIVER"]),
        ("THE HousE WAS SEEN.", ["HOUSE"]),
        ("He sAxd that.", []),  # no word
        ("BEe said that.", []),  # a letter put in
        ("ROads were there.", []),  # the same in a word that is not short
        ("He saw the hEron there.", []),  # a word so rare that it may be another
        ("He saw aLe there.", []),  # a short word that is no small one
        ("He saw the inUrn there.", []),  # a rare word
        ("He saw the re-sAid there.", []),
        ("He sAid’ that.", []),
        ("He saw McCall there.", []),
        ("He saw the iPhone there.", []),
    ],
)
def test_capitals_inside_of_words(text: str, meant: list[str]) -> None:
    assert [edit.after for edit in small.inside(scorer_of(text), "spelling")] == meant
