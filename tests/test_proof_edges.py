"""Reading the proofs, at the edge: just enough evidence for a change or a question, and just too little."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from ecdosis.languages import language
from ecdosis.model.pieces import Change, Edit
from ecdosis.model.text import Text
from ecdosis.stages.spelling import division, marks, names, spelling
from ecdosis.stages.spelling.candidates import NO_HABITS, Candidate
from ecdosis.stages.spelling.confusion import Slip, confusions
from ecdosis.stages.spelling.habits import Habits
from ecdosis.stages.spelling.judgement import Score, Scorer
from ecdosis.stages.spelling.lexicon import lexicon
from ecdosis.stages.spelling.words import Words, likelier
from test_proof import proofread

# ---------------------------------------------------------------- what can only be asked, however likely it is

NOTHING = dict.fromkeys(
    (
        *("noun", "error_rate", "noise", "listed", "vowels", "height", "meant", "foreign", "cost", "accent"),
        *("dictionary", "strange", "abroad", "name", "rival"),
    ),
    0.0,
) | {"seen": 1.0, "common": -4.0, "fit": 1.0, "noise": 2.0, "blank": 0.0}
"""What the evidence says of a candidate that may be done: a common word, read before, in a text with some slips."""


def is_open(reading: str, stands: str, means: str, **said: float) -> bool:
    """Whether a candidate for a word of a reading can only be asked."""
    words = Words.of(reading)
    index = [word.text for word in words.words].index(stands)
    one = Candidate(index, index, means, -4.0, -9.0, Slip(means, 2.0, "so"))
    return spelling.is_open(words, Score(index, one, 0.99, NOTHING | said))


SEEN = "He saw the wrods on the wall."


def test_a_name_with_a_typographic_apostrophe_is_known_as_the_text_has_it() -> None:
    words = Words.of("Old Ellimoor’s boat, Ellimoor’s house and Ellimoor’s mill were there. EllimoOr’s boat was sold.")
    index = [word.text for word in words.words].index("EllimoOr’s")
    assert "Ellimoor’s" in [one.meant for one in Scorer.of(words, "en").finder.candidates(index)]


def test_what_may_be_done() -> None:
    assert not is_open(SEEN, "wrods", "words")


@pytest.mark.parametrize(
    ("figure", "done", "asked"),
    [
        ({"common": -6.0}, {"fit": 0.1}, {"fit": 0.0}),  # a rare word that the context does not know
        ({"fit": 0.0}, {"common": -5.3}, {"common": -5.4}),
        ({"fit": 0.0, "common": -6.0}, {"error_rate": 2.0}, {"error_rate": 1.9}),
        ({"fit": 0.0, "common": -6.0}, {"meant": 1.0}, {"meant": 0.0}),
        ({"fit": 0.0, "common": -6.0}, {"listed": 1.0}, {"error_rate": 2.0, "seen": 0.0}),
        ({}, {"cost": 9.0}, {"height": 1.0}),  # two slips in a word that is not short
        ({}, {"foreign": 1.5}, {"foreign": 1.6}),
        ({}, {"strange": 0.39}, {"strange": 0.4}),
        ({"foreign": 3.0}, {"error_rate": 0.5}, {"error_rate": 0.0}),
        ({"listed": 1.0}, {"foreign": 1.5}, {"foreign": 1.6}),  # possibile: an English slip, and an Italian word
    ],
)
def test_what_is_only_asked(figure: dict[str, float], done: dict[str, float], asked: dict[str, float]) -> None:
    assert not is_open(SEEN, "wrods", "words", **figure | done)
    assert is_open(SEEN, "wrods", "words", **figure | asked)


@pytest.mark.parametrize(("noise", "error_rate", "open_"), [(2.4, 0.0, True), (2.2, 0.0, False), (2.4, 1.0, False)])
def test_what_a_keyboard_does_is_asked_in_a_scan(noise: float, error_rate: float, open_: bool) -> None:
    words = Words.of(SEEN)
    one = Candidate(3, 3, "words", -4.0, -9.0, Slip("words", 2.0, "n mistyped as m"))
    said = NOTHING | {"noise": noise, "error_rate": error_rate}
    assert spelling.is_open(words, Score(3, one, 0.99, said)) is open_


@pytest.mark.parametrize(
    ("probability", "said", "safe", "certainty"),
    [
        (0.95, {}, True, 0.95),
        (0.95, {"height": 1.0}, False, 0.77),  # odds of 19 become 3.4: what speaks against it weighs 0.75
        (0.83, {"height": 1.0}, False, 0.46),  # 4.9, 0.87
        (0.82, {"height": 1.0}, False, 0.82),  # which is too little for more than a question by itself
        (0.999, {}, True, 0.99),
    ],
)
def test_what_is_only_asked_is_less_sure(
    probability: float, said: dict[str, float], safe: bool, certainty: float
) -> None:
    [edit] = edits(SEEN, "wrods", "words", probability, said)
    assert (edit.safe, edit.certainty) == (safe, certainty)


def edits(reading: str, stands: str, means: str, probability: float, said: dict[str, float]) -> list[Edit]:
    """What is proposed for a word of a reading that is a slip with some probability."""
    words = Words.of(reading)
    index = [word.text for word in words.words].index(stands)
    one = Candidate(index, index, means, -4.0, -9.0, Slip(means, 2.0, "so"))
    score = Score(index, one, probability, NOTHING | {"gain": 5.0} | said)
    finder = SimpleNamespace(is_strange=lambda _: False, is_half=lambda *_: False, habits=NO_HABITS)
    scorer = SimpleNamespace(
        words=words, scores=lambda: [score], lexicon=lexicon("en"), finder=finder, model=True, careful=False
    )
    return list(spelling.edits(cast(Scorer, scorer), "spelling"))


@pytest.mark.parametrize(
    ("times", "said", "certainty"),
    [
        (1, {"name": 1.0, "meant": 1.0}, 0.82),  # a name that the text has otherwise written
        (1, {"name": 1.0}, None),  # one that it has not: the odds of 4.6 become 0.46, which is not worth a question
        (1, {"name": 0.5}, 0.82),  # a capital from its place
        (2, {"name": 0.5}, 0.82),
        (3, {"name": 0.5}, None),  # it comes again
        (1, {"name": 1.0, "meant": 5.0, "vowels": 1.0}, None),
        (1, {"name": 1.0, "noun": 1.0}, 0.82),
        (1, {"name": 1.0, "blank": 1.0}, 0.82),
    ],
)
def test_a_name_of_its_own_is_less_sure(times: int, said: dict[str, float], certainty: float | None) -> None:
    found = edits("We met Wrods here. " * times, "Wrods", "Words", 0.82, said)
    assert [(edit.safe, edit.certainty) for edit in found] == ([(False, certainty)] if certainty else [])


@pytest.mark.parametrize(
    ("probability", "noise", "asked"),
    [(0.39, 1.5, False), (0.41, 1.5, True), (0.41, 1.4, False), (0.79, 1.4, False), (0.81, 1.4, True)],
)
def test_what_is_worth_a_question(probability: float, noise: float, asked: bool) -> None:
    """In a clean text twice as much as in one with many slips."""
    assert bool(edits(SEEN, "wrods", "words", probability, {"noise": noise})) == asked


@pytest.mark.parametrize(
    ("probability", "said", "asked"),
    [
        (0.59, {}, True),
        (0.59, {"strange": 0.39, "abroad": 0.39}, True),
        (0.59, {"strange": 0.4}, False),
        (0.59, {"abroad": 0.4}, False),
        (0.6, {"strange": 0.4, "abroad": 0.4}, True),
        (0.82, {"dictionary": 1.0}, True),
        (0.82, {"dictionary": 1.0, "blank": 1.0}, True),  # two that are one
    ],
)
def test_what_needs_no_question(probability: float, said: dict[str, float], asked: bool) -> None:
    assert len(edits(SEEN, "wrods", "words", probability, said)) == asked


def test_a_word_of_the_dictionary_is_not_parted() -> None:
    known, unknown = {"dictionary": 1.0, "blank": 1.0}, {"blank": 1.0}
    assert edits("He besought us.", "besought", "be sought", 0.82, known) == []
    assert len(edits("He besought us.", "besought", "be sought", 0.82, unknown)) == 1


@pytest.mark.parametrize(("stands", "means", "asked"), [("wo'n't", "won’t", False), ("ca'used", "caused", True)])
def test_an_apostrophe_more_needs_no_question(stands: str, means: str, asked: bool) -> None:
    assert len(edits(f"He {stands} it.", stands, means, 0.82, {})) == asked


def test_two_slips_in_a_short_word() -> None:
    assert is_open("He saw tbo lamp.", "tbo", "the", cost=5.6)
    assert not is_open("He saw tbo lamp.", "tbo", "the", cost=5.5)
    assert is_open("He saw tbat lamp.", "tbat", "what", cost=5.6)  # of four letters
    assert not is_open("He saw tbeir lamp.", "tbeir", "those", cost=5.6)  # of five


def test_a_short_word_of_another_language() -> None:
    assert not is_open("He saw tbat lamp.", "tbat", "that", foreign=1.6)
    assert is_open("He saw tbeir lamp.", "tbeir", "their", foreign=1.6)


@pytest.mark.parametrize(
    ("times", "error_rate", "asked"), [(2, 0.0, False), (3, 0.0, True), (3, 1.9, True), (3, 2.0, False)]
)
def test_a_form_that_comes_again_is_meant(times: int, error_rate: float, asked: bool) -> None:
    """Three times, unless other words of this text are misread like it, three at least."""
    assert is_open(f"{'He saw the wrods. ' * times}", "wrods", "words", error_rate=error_rate) == asked


@pytest.mark.parametrize(("times", "error_rate", "asked"), [(2, 0.0, False), (3, 2.9, True), (3, 3.0, False)])
def test_a_name_that_comes_again_needs_a_stronger_habit(times: int, error_rate: float, asked: bool) -> None:
    assert is_open("We met Wrods here. " * times, "Wrods", "Words", error_rate=error_rate) == asked


def test_what_misspellings_are_known_for_is_done_though_it_comes_again() -> None:
    assert not is_open("He saw the wrods. " * 3, "wrods", "words", listed=1.0)


def test_names() -> None:
    """Another vowel may be another form; where a clean text has a capital, no small letter was meant."""
    assert is_open("We met Krapotkin here.", "Krapotkin", "Kropotkin", vowels=1.0)
    assert not is_open("We met Krapotkin here.", "Krapotkin", "Kropotkin", vowels=0.0)
    assert not is_open("We met Krapotkin here.", "Krapotkin", "Kropotkin", vowels=1.0, noun=1.0)
    assert not is_open("Krapotkin was here.", "Krapotkin", "Kropotkin", vowels=1.0)  # its capital is from its place
    assert not is_open("Here is krapotkin again.", "krapotkin", "kropotkin", vowels=1.0)
    assert is_open("We met Wrods here.", "Wrods", "words", noise=1.4)
    assert not is_open("We met Wrods here.", "Wrods", "words", noise=1.5)
    assert not is_open("We met Wrods here.", "Wrods", "Words", noise=1.4)
    assert not is_open("We met Wrods here.", "Wrods", "words", noise=1.4, error_rate=0.1)
    assert not is_open("Wrods are here.", "Wrods", "words", noise=1.4)


def test_capitals_inside_a_word() -> None:
    assert is_open("It is seCuve here.", "seCuve", "secure", noise=1.4)
    assert not is_open("It is seCuve here.", "seCuve", "secure", noise=1.5)
    assert not is_open("It is seCuve here.", "seCuve", "secure", noise=1.4, listed=1.0)
    assert is_open("It is seCure here.", "seCure", "secure", noise=1.5)


@pytest.mark.parametrize(
    ("stands", "meant", "asked"),
    [
        ("softwares", "software", True),
        ("wrod", "wrods", True),
        ("boss", "bosss", False),
        ("wo'n't", "won’t", True),
        ("wo'nt", "want", False),
        ("package2", "package", True),
        ("who1e", "whole", False),
    ],
)
def test_what_may_be_meant_as_it_stands(stands: str, meant: str, asked: bool) -> None:
    assert is_open(f"He saw the {stands} here.", stands, meant) == asked


def test_a_word_that_lost_letters_to_an_apostrophe() -> None:
    assert is_open("He said ’appy here.", "appy", "happy")
    assert not is_open("He said appy here.", "appy", "happy")
    assert not is_open("He said ’wrods here.", "wrods", "words")


# ---------------------------------------------------------------- words of a text's own

FILLER = "The clerk wrote it all down in the ledger, and nobody at the ferry had seen the lamp since the winter. "


def questions(source: str) -> tuple[str, list[str]]:
    """The reading, and the words that are asked about."""
    text, asked = proofread(Text.of(source))
    return text.reading, [source[query.start : query.end] for query in asked]


@pytest.mark.parametrize(("times", "asked"), [(2, 0), (3, 3), (11, 11), (12, 0)])
def test_a_strange_form_is_done_then_asked_then_a_word_of_the_text(times: int, asked: int) -> None:
    source = " ".join(["The govemment had sent two clerks to count the boats."] * times)
    reading, about = questions(source)
    assert reading.count("government") == (times if times < 3 else 0)
    assert about.count("govemment") == asked


def test_what_is_too_long_is_no_word() -> None:
    strange = [Scorer.of(Words.of(f"He saw {'xq' * half} here."), "en").finder.is_strange(2) for half in (1, 20, 21)]
    assert strange == [True, True, False]


@pytest.mark.parametrize(
    ("code", "meant", "noise", "least"),
    [
        ("fr", "as me", 3.4, 0.6),
        ("en", "as me", 3.4, 0.4),
        ("en", "as me", 3.5, 0.75),
        ("en", "asme", 3.5, 0.4),  # which a blank may divide
    ],
)
def test_a_doubt_whether_two_words_run_together_is_seldom_worth_asking(
    code: str, meant: str, noise: float, least: float
) -> None:
    """Names and rare words look like that."""
    scorer = Scorer.of(Words.of("He saw asme here.", language(code).letters), code)
    one = Candidate(2, 2, meant, -4.0, -9.0, Slip(meant, 2.0, "so"))
    score = Score(2, one, least, NOTHING | {"noise": noise, "blank": 1.0, "accent": 1.0})
    edit = Edit(7, 11, meant, "word-division", "spelling", least, "", safe=False)
    assert spelling._is_worth_asking(scorer, score, edit)
    assert not spelling._is_worth_asking(scorer, score, replace(edit, certainty=least - 0.02))


# ---------------------------------------------------------------- marks and names


@pytest.mark.parametrize(
    ("marks_", "length", "asked"),
    [(3, 0, 3), (4, 0, 0), (4, 15_999, 0), (4, 16_000, 4), (5, 19_999, 0), (5, 20_000, 5)],
)
def test_a_mark_that_is_asked_about_too_often_is_a_way_of_the_text(marks_: int, length: int, asked: int) -> None:
    """Three questions, or one for each 4,000 characters."""
    paired = ["The boat (which was new) was lost."] * marks_
    source = "\n".join([*paired, *["The boat (which was new, was lost."] * marks_, ""])
    scorer = Scorer.of(Words.of(source.ljust(length, "x")), "en")
    assert sum(edit.after == "(" for edit in marks.edits(scorer, "spelling")) == asked


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("Kropotkin", "Krapotkin", True),
        ("Kropotkin", "Kroppotkin", True),
        ("Kropotkin", "Krobotkin", False),
        ("Karov", "Kerov", True),
        ("Karo", "Kero", False),  # of four letters
    ],
)
def test_two_forms_of_a_name(one: str, other: str, asked: bool) -> None:
    source = f"We met {one} here, and {one} again, and then it was {other} who came, with {one} behind."
    assert (other in questions(source)[1]) == asked


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("Kropotkin", "Krapotkin", 1),
        ("Korvène", "Korvene", 0),  # accents
        ("Xviii", "Xxviii", 0),  # Roman numbers
        ("Xvilla", "Xxvilla", 1),
    ],
)
def test_two_forms_of_a_name_in_french(one: str, other: str, asked: int) -> None:
    words = Words.of(f"Il a vu {one} ici. " * 3 + f"Et puis il a vu {other} ici.", language("fr").letters)
    assert len(list(names.edits(Scorer.of(words, "fr"), "spelling"))) == asked


@pytest.mark.parametrize(("times", "noise", "asked"), [(2, 0.0, 1), (1, 0.0, 0), (1, 12.0, 1)])
def test_two_forms_of_a_name_that_may_be_two_names(times: int, noise: float, asked: int) -> None:
    """In a noisy scan the one is misread, as likely as not; elsewhere two that stand nearly as often are two."""
    source = "We met Kropotkin here. " * times + "And then it was Krapotkin who came."
    scorer = replace(Scorer.of(Words.of(source), "en"), noise=noise)
    assert len(list(names.edits(scorer, "spelling"))) == asked


@pytest.mark.parametrize(
    ("times", "other", "asked"),
    [
        (3, "Mercantilist", True),
        (2, "Mercantilist", False),
        (3, "Merchant", False),  # four letters alike
        (3, "Mercantilistic", False),  # five letters more
    ],
)
def test_two_names_of_two_words(times: int, other: str, asked: bool) -> None:
    source = "He wrote to the Mercantile Bank again. " * times + f"But the {other} Bank was praised as well."
    assert (other in questions(source)[1]) == asked


@pytest.mark.parametrize(
    ("beside", "asked"),
    [("praised in all the town of the clerks", 1), ("et ecclesiae sanctae quondam omnium rerum suarum", 0)],
)
def test_names_of_two_words_in_another_language(beside: str, asked: int) -> None:
    """There they are declined."""
    source = f"{FILLER}We met Georgius Abbotus here. " * 3 + f"{beside} Georgium Abbotus {beside}."
    scorer = Scorer.of(Words.of(source), "en")
    assert sum(edit.after == "Georgius" for edit in names.edits(scorer, "spelling")) == asked


# ---------------------------------------------------------------- grammar


def test_an_article_of_another_language_is_none() -> None:
    source = f"It was given at the Theater an der Wien. {FILLER}"
    assert "an" not in questions(source)[1]


@pytest.mark.parametrize(("wrong", "done"), [(1, True), (2, False)])
def test_an_article_that_is_often_wrong_is_a_way_of_the_text(wrong: int, done: bool) -> None:
    source = " ".join(["He was thought to be a uneasy master of the ferry."] * wrong) + f" {FILLER}"
    assert ("an uneasy" in questions(source)[0]) == done


@pytest.mark.parametrize(("small", "done"), [("of", True), ("he", False), ("very", False)])
def test_small_words_that_stand_twice(small: str, done: bool) -> None:
    source = f"It was all {small} {small} them that did it. {FILLER}"
    assert (f"all {small} them" in questions(source)[0]) == done


@pytest.mark.parametrize("language", ["it", "es", "en-GB", "und", ""])
def test_only_english_is_read(language: str) -> None:
    source = f"He went down to tbe river in the evening, and had a apple. {FILLER}"
    text, asked = proofread(Text.of(source), language)
    assert (text.reading, asked) == (source, ())


# ---------------------------------------------------------------- what is said


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (0.0, "as well"),
        (0.02, "as well"),
        (-0.02, "as well"),
        (0.03, "1.1 times better"),
        (-0.3, "2.0 times worse"),
        (0.99, "9.8 times better"),
        (1.0, "10 times better"),
        (-2.0, "100 times worse"),
        (4.141, "13,836 times better"),
    ],
)
def test_how_much_better_a_word_fits_is_told_in_times(units: float, said: str) -> None:
    """One that fits worse is never said to fit `0 times better`."""
    assert likelier(units) == said


DOUBTFUL = (
    "In spite off it, he went on with the work.",
    "He was sure that they arc gone, and that nothing would bring them back.",
    "Let there by no doubt about it.",
    "They could not go on working on this bases for another year.",
    "He asked where your are, and went away.",
)
MISREAD = (
    *("govemment", "Hkelihood", "tbe", "recieved", "lauched", "silenee", "anothcr", "morniug"),
    *("eveniug", "siugle", "thiugs", "wbere", "belicve", "becanse"),
)


@pytest.mark.parametrize(("words", "mended", "asked"), [(0, 0, 0), (6, 3, 0), (7, 5, 1), (9, 7, 1), (10, 8, 2)])
def test_words_that_hardly_fit_are_asked_about_where_others_are_mended(words: int, mended: int, asked: int) -> None:
    """One in four words that were mended; and no more than the length of a text allows, which is enough here."""
    filler = "The clerk of the town wrote to the owner of the boat, and waited for his answer. " * 160
    misread = [f"It was {word} that he spoke of on that day." for word in MISREAD[:words]]
    source = "\n\n".join([*DOUBTFUL, *misread, filler])
    text, queries = proofread(Text.of(source))
    assert sum(isinstance(piece, Change) and piece.kind == "spelling" for piece in text.pieces) == mended
    assert sum(query.kind == "real-word" for query in queries) == asked


@pytest.mark.parametrize(("noise", "safe"), [(1.8, False), (1.9, True)])
def test_the_halves_of_a_word_are_only_asked_about_in_a_clean_text(noise: float, safe: bool) -> None:
    """A scan parts words where it lost hyphens; in a clean text the writer may have parted them."""
    scorer = replace(
        Scorer.of(Words.of("They saw two fac similes of the letter, as old as the house."), "en"), noise=noise
    )
    [edit] = division.halves(scorer, "spelling")
    assert (edit.after, edit.safe) == ("facsimiles", safe)


@pytest.mark.parametrize(
    ("stands", "noise", "probability", "safe"),
    [
        ("wrods", 5.0, 0.95, False),
        ("wrods", 5.0, 0.97, True),
        ("wrods", 4.9, 0.95, True),
        ("wordss", 5.0, 0.95, True),  # longer
    ],
)
def test_short_words_among_words_that_are_misread_must_be_surer(
    stands: str, noise: float, probability: float, safe: bool
) -> None:
    [edit] = edits(f"He saw the {stands} on the wall.", stands, "words", probability, {"noise": noise})
    assert edit.safe == safe


HABIT = "He saw liis lamp, and witli it notliing; sucli was the end, and whicli of them knew it, tliey did not say. "


@pytest.mark.parametrize("others", ["", HABIT])
def test_what_recurs_is_a_word_of_the_text_but_for_what_a_habit_of_the_scan_makes(others: str) -> None:
    source = others + "They saw tlie boat and the grelling of the town again, where the grelling was. " * 12
    text, _ = proofread(Text.of(source))
    assert text.reading.count("tlie") == (0 if others else 12)
    assert text.reading.count("grelling") == 24


@pytest.mark.parametrize(("alone", "paired", "asked"), [(3, 0, 3), (4, 0, 0), (4, 2, 4)])
def test_marks_of_which_most_stand_alone_are_specks(alone: int, paired: int, asked: int) -> None:
    line = "The clerk of the town wrote to the owner of the boat » and waited for his answer there.\n"
    pair = "The clerk of the town wrote to the «owner» of the boat and waited for his answer there.\n"
    filler = "The clerk of the town wrote to the owner of the boat, and waited for his answer there.\n" * 200
    _, queries = proofread(Text.of(line * alone + pair * paired + filler))
    assert len(queries) == asked


@pytest.mark.parametrize(("words", "habit"), [(4, False), (5, True)])
def test_a_habit_explains_five_words(words: int, habit: bool) -> None:
    explained = ["liis", "witli", "sucli", "whicli", "tlie"][:words]
    text = Words.of(" ".join([*explained, "his hat had holes"]))
    assert bool(Habits.of(text, {"h misread as li": explained}, confusions("en"))) == habit


@pytest.mark.parametrize(("behind", "soiled"), [(598, False), (599, False), (600, True)])
def test_a_bracket_that_is_closed_too_far_away_is_dirt(behind: int, soiled: bool) -> None:
    """Of 600 characters behind the word, the last may be the one that closes it."""
    assert Words.of(f"(tbe{'.' * behind})").is_soiled(0) == soiled
