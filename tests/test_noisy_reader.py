"""The reader of noisy scans in its parts: what a word costs as it stands, what is weighed, and how sure it must be."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pytest

from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling import small
from ecdosis.stages.spelling.bold import proposals, tuned
from ecdosis.stages.spelling.candidates import Candidate
from ecdosis.stages.spelling.channel import Channel
from ecdosis.stages.spelling.confusion import Slip, confusions
from ecdosis.stages.spelling.context import LOG10, Trigrams
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.lexicon import lexicon
from ecdosis.stages.spelling.noisy import Option, Reader, Verdict
from ecdosis.stages.spelling.words import Words

TABLE: Final = confusions("en")


class Even:
    """A model to which all words are alike, but for some that it does not know, and pairs (before, after) that belong
    together (by so many log10 units)."""

    def __init__(self, pairs: Mapping[tuple[str, str], float] | None = None, unknown: Sequence[str] = ()) -> None:
        self.pairs = pairs or {}
        self.unknown = unknown

    def prob(self, words: Sequence[str]) -> int:
        if words[0] in self.unknown:
            return -(10**9)
        gain = self.pairs.get((words[1], words[0]), 0.0) if len(words) > 1 else 0.0
        return round((gain - 5) / LOG10)


def reader(text: str, model: Even | None = None, cheaper: float = 1.0) -> Reader:
    """A reader of a text to which the context says what a model says."""
    scorer = Scorer.of(Words.of(text), "en")
    return Reader(scorer.words, scorer.finder, Trigrams(model or Even()), Channel(TABLE, cheaper), {})


def index_of(text: str, word: str) -> int:
    """Where a word stands first."""
    return next(k for k, one in enumerate(Words.of(text).words) if one.text == word)


def meant(text: str, word: str) -> list[str]:
    """What may be meant by a word of a text, the likeliest first."""
    return [one.meant for one in reader(text).options(index_of(text, word))]


def stands(text: str, word: str) -> float:
    """How likely it is that a word is meant as it stands (log10), by how likely something else is and by how much
    likelier that is than all else."""
    by = reader(text)
    index = index_of(text, word)
    one = next(verdict for verdict in by.read() if verdict.first == index)
    others = sum(10**other.prior for other in by.options(index) if other.meant != one.option.meant)
    return math.log10(10 ** (one.option.prior - one.margin) - others)


# what stands


def test_how_likely_a_word_is_that_nothing_knows() -> None:
    text = "He saw the rivor of it."
    once = stands(text, "rivor")
    assert once == pytest.approx(-1.8 + lexicon("en").spelling("rivor"), abs=0.02)
    assert stands("He saw the Rivor of it.", "Rivor") == pytest.approx(once + 0.8, abs=0.02)
    assert stands(text + " And rivor." * 10, "rivor") == pytest.approx(once + math.log10(11), abs=0.02)


def test_the_letters_of_a_long_word_say_no_more_than_that() -> None:
    assert stands("He saw the governmxnt of it.", "governmxnt") == pytest.approx(-10.5, abs=0.02)


# what may be meant


@pytest.mark.parametrize(
    ("word", "other", "is_weighed"),
    [
        ("pxoqle", "people", True),  # two letters
        ("gxoq", "good", False),  # of a short word
        ("govxxnmxnt", "government", True),  # three
        ("pexxlx", "people", False),
        ("pxnmxnship", "penmanship", False),  # a rare word
    ],
)
def test_words_at_a_distance(word: str, other: str, is_weighed: bool) -> None:
    assert (other in meant(f"He saw the {word} of it.", word)) is is_weighed


def test_how_many_are_weighed() -> None:
    text = "He saw the sxcret of it, and the sxoxs, and the tbe."
    far = [one for one in reader(text).options(index_of(text, "sxoxs")) if one.slip.how == "several letters misread"]
    assert len(far) == 6
    assert len(meant("He saw the hae of ban.", "ban")) == 12


def test_a_capital_inside_is_told_by_what_is_read() -> None:
    plain, odd = ("He saw the rivor of it.", "rivor"), ("He saw the riVor of it.", "riVor")
    prior = {
        text: {one.meant: one.prior for one in reader(text).options(index_of(text, w))} for text, w in (plain, odd)
    }
    assert prior[odd[0]]["river"] == pytest.approx(prior[plain[0]]["river"] - 1.0)


@pytest.mark.parametrize(
    ("text", "word", "is_looked_at"),
    [
        ("He saw the Hull of it.", "Hull", True),
        ("He saw the House of it.", "House", False),  # too common for a misread name
        ("He saw n man there.", "n", True),
        ("He saw a man there.", "a", False),
        ("He saw N man there.", "N", False),
        ("He saw n n man there.", "n", False),
        ("He saw n, man there.", "n", False),
        ("He saw 8 n 9 there.", "n", False),
    ],
)
def test_what_is_looked_at(text: str, word: str, is_looked_at: bool) -> None:
    assert reader(text).is_looked_at(index_of(text, word)) is is_looked_at


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("aRd", ()),
        ("theUrue", ()),
        ("reKgidus", ()),
        ("lathis", ()),
        ("tothis", ("to this",)),
        ("ofLondon", ("of London",)),
        ("ofXelia", ()),
    ],
)
def test_no_scrap_of_a_word_is_one(word: str, others: Sequence[str]) -> None:
    scorer = Scorer.of(Words.of(f"He saw the {word} again."), "en")
    assert [one.meant for one in scorer.finder.run_together(3)] == list(others)


def test_a_name_that_the_text_has_is_one() -> None:
    scorer = Scorer.of(Words.of("He was king ofXelia again, and Xelia was large."), "en")
    assert [one.meant for one in scorer.finder.run_together(3)] == ["of Xelia"]


# the neighbours


def read(text: str, model: Even) -> Mapping[str, str]:
    """What is read in a text, by what stands."""
    by = reader(text, model)
    words = Words.of(text).words
    return {words[one.first].lower: one.option.meant for one in by.read()}


def test_a_word_that_fits_is_not_looked_at() -> None:
    pairs = {("the", "hero"): 0.9, ("the", "here"): 4.4}
    assert read("He saw the hero again.", Even(pairs)) == {"hero": "here"}
    assert read("He saw the hero again.", Even(pairs | {("the", "hero"): 1.1})) == {}


def test_no_word_fits_its_neighbours_better_than_that() -> None:
    assert read("They saw that again.", Even({("saw", "chat"): 9.0})) == {}


def test_how_words_fit_that_the_model_does_not_know() -> None:
    text = "He saw the rivor of it."
    one = next(iter(reader(text, Even(unknown=("rivor",))).read()))
    assert one.fit == pytest.approx(0.5)


def test_the_words_behind_are_read_before() -> None:
    told = Even({("we", "here"): 4.0, ("here", "again"): 4.0})
    assert read("Now wo hero again.", told) == {"wo": "we", "hero": "here"}


# how sure it must be


def scorer_of(text: str) -> Scorer:
    """The scorer of a text that is a noisy scan."""
    scorer = Scorer.of(Words.of(text), "en")
    return replace(scorer, noise=30.0, channel=Channel(TABLE, 1.0), model=Trigrams(Even()))


def verdict(text: str, first: str, last: str, other: str, margin: float) -> Verdict:
    """What a reader says of some words."""
    slip = Slip(other, 3.0, "")
    return Verdict(index_of(text, first), index_of(text, last), Option(other, slip, -5.0), margin, 1.0)


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What is done if a reader says something of a text."""

    def done(text: str, *verdicts: Verdict) -> list[str]:
        monkeypatch.setattr(Reader, "read", lambda _: list(verdicts))
        return [edit.after for edit in proposals(scorer_of(text), "spelling", []) if edit.safe]

    return done


@pytest.mark.parametrize(
    ("text", "first", "last", "other", "least"),
    [
        ("He saw the rivor of it.", "rivor", "rivor", "river", 2.3),
        ("He saw the becn of it.", "becn", "becn", "been", 2.5),
        ("He saw the Rivor of it.", "Rivor", "Rivor", "river", 2.05),
        ("He saw the hero of it.", "hero", "hero", "here", 1.95),
        ("He saw togetherwith it.", "togetherwith", "togetherwith", "together with", 2.0),
        ("He saw the govern ment of it.", "govern", "ment", "government", 2.75),
        ("He saw the govorn ment of it.", "govorn", "ment", "government", 3.5),
        ("He saw the rivor wlqx.", "rivor", "rivor", "river", 2.8),  # beside a word that is lost
        ("He saw the hero t of it.", "hero", "hero", "here", 2.45),  # beside a letter that is none
    ],
)
def test_how_sure_a_reading_must_be(
    says: Callable[..., list[str]], text: str, first: str, last: str, other: str, least: float
) -> None:
    assert len(says(text, verdict(text, first, last, other, least - 0.04))) == 0
    assert [after.lower() for after in says(text, verdict(text, first, last, other, least + 0.04))] == [other]


@pytest.mark.parametrize(
    ("text", "first", "last", "other", "least"),
    [
        ("He saw the rivor of it.", "rivor", "rivor", "river", 3.75),
        ("He saw the becn of it.", "becn", "becn", "been", 4.0),
        ("He saw the Londen of it.", "Londen", "Londen", "london", 4.5),
        ("He saw the hero of it.", "hero", "hero", "here", 3.0),
        ("He saw togetherwith it.", "togetherwith", "togetherwith", "together with", 3.75),
        ("He saw the govern ment of it.", "govern", "ment", "government", 3.0),
        ("He saw the govorn ment of it.", "govorn", "ment", "government", 4.5),
        ("He saw the rivor wlqx.", "rivor", "rivor", "river", 4.25),
    ],
)
def test_how_sure_a_careful_reading_must_be(
    monkeypatch: pytest.MonkeyPatch, text: str, first: str, last: str, other: str, least: float
) -> None:
    for margin, is_done in ((least - 0.04, False), (least + 0.04, True)):
        said = [verdict(text, first, last, other, margin)]
        monkeypatch.setattr(Reader, "read", lambda _, said=said: said)
        [edit] = proposals(replace(scorer_of(text), careful=True), "spelling", [])
        assert (edit.after.lower(), edit.safe) == (other, is_done)


def test_what_others_are_certain_of_is_asked_of_a_careful_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "He saw the rivor of it."
    theirs = Edit(11, 16, "river", "spelling", "spelling", 0.99, "")
    monkeypatch.setattr(Reader, "read", lambda _: [verdict(text, "rivor", "rivor", "river", 1.5)])
    assert [edit.safe for edit in proposals(replace(scorer_of(text), careful=True), "spelling", [theirs])] == [False]


def test_what_two_make_may_itself_be_misread() -> None:
    text = "He saw the inter val of it."
    margins = [
        next(one.margin for one in reader(text, model).read() if one.last > one.first)
        for model in (Even(), Even({("the", "intervals"): 4.4}))
    ]
    assert margins[1] < margins[0] - 0.5


def test_a_letter_is_read_as_another_where_other_words_are_misread_so(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "He saw n man of it."
    monkeypatch.setattr(Reader, "read", lambda _: [verdict(text, "n", "n", "a", 2.6)])
    unlearnt = scorer_of(text)
    known = Channel(TABLE, 1.0).learnt({("mnn", "man"): 1}, {}, {})
    assert proposals(unlearnt, "spelling", []) == []
    assert [edit.after for edit in proposals(replace(unlearnt, channel=known), "spelling", [])] == ["a"]


def test_an_acronym_is_meant(says: Callable[..., list[str]]) -> None:
    text = "He saw the TEO of it, and the Trade and Export Office (TEO) too."
    assert says(text, verdict(text, "TEO", "TEO", "ten", 9.0)) == []


def test_half_a_word_is_not_mended(says: Callable[..., list[str]]) -> None:
    text = "He saw the perfec . tion of it."
    assert says(text, verdict(text, "perfec", "perfec", "perfect", 9.0)) == []


@pytest.mark.parametrize(
    ("text", "word", "other", "written"),
    [
        ("He saw the Ruropean states.", "Ruropean", "european", "European"),  # it may be a name
        ("He saw the lussia of it.", "lussia", "russia", "Russia"),
        ("He saw the oontended of it.", "oontended", "contended", "contended"),  # an ending makes no name
        ("He saw the rmerican of american it.", "rmerican", "american", "american"),
        ("He saw the lield of it.", "lield", "field", "field"),
        ("He saw the Xawaii of it.", "Xawaii", "hawaii", "Hawaii"),
        ("He saw the Vouse of it.", "Vouse", "house", "house"),  # never a name
        ("He saw the TREB of it.", "TREB", "tree", "TREE"),
        ("He saw the TREb of it.", "TREb", "tree", "TREE"),
        ("He saw the TRweb of it.", "TRweb", "treat", "Treat"),
    ],
)
def test_the_capitals_of_what_is_read(
    says: Callable[..., list[str]], text: str, word: str, other: str, written: str
) -> None:
    assert says(text, verdict(text, word, word, other, 4.0)) == [written]


@pytest.mark.parametrize(
    ("around", "written"),
    [
        ("a house, a house, a house", "house"),
        ("a house, a house", "House"),  # too few to tell
        ("a house, a house, a house, a House", "House"),
    ],
)
def test_a_misread_letter_gives_no_capital_to_a_word_that_has_none(
    says: Callable[..., list[str]], around: str, written: str
) -> None:
    text = f"He saw {around} and the Vouse of it."
    option = Option("house", Slip("house", 3.0, "", "V"), -5.0)
    assert says(text, replace(verdict(text, "Vouse", "Vouse", "house", 4.0), option=option)) == [written]


@pytest.mark.parametrize(
    ("word", "other", "margin", "is_done"),
    [
        ("rivor", "river", 1.05, True),
        ("rivor", "river", 0.95, False),
        ("rivor", "rigor", 1.05, False),  # another reading
        ("becn", "been", 1.05, False),  # a short word
    ],
)
def test_what_others_are_certain_of_is_done_if_it_is_read_so(
    monkeypatch: pytest.MonkeyPatch, word: str, other: str, margin: float, is_done: bool
) -> None:
    text = f"He saw the {word} of it."
    start = text.index(word)
    meant = "river" if word == "rivor" else "been"
    theirs = Edit(start, start + len(word), meant, "spelling", "spelling", 0.99, "")
    monkeypatch.setattr(Reader, "read", lambda _: [verdict(text, word, word, other, margin)])
    assert [edit.safe for edit in proposals(scorer_of(text), "spelling", [theirs])] == [is_done]


@pytest.mark.parametrize(
    ("kind", "theirs", "margin", "sure"),
    [
        ("spelling", 0.99, 1.75, 0.85),  # 10 to the power of 0.75 to one
        ("spelling", 0.84, 1.75, 0.84),
        ("spelling", 0.99, 1.1, 0.8),  # very likely, since both say so
        ("word-division", 0.99, 1.75, 0.99),  # by a rule
    ],
)
def test_what_both_read_is_as_sure_as_the_less_sure_of_them(
    monkeypatch: pytest.MonkeyPatch, kind: str, theirs: float, margin: float, sure: float
) -> None:
    edit = Edit(11, 16, "river", kind, "spelling", theirs, "")
    text = "He saw the rivor of it."
    monkeypatch.setattr(Reader, "read", lambda _: [verdict(text, "rivor", "rivor", "river", margin)])
    assert [(one.safe, one.certainty) for one in proposals(scorer_of(text), "spelling", [edit])] == [(True, sure)]


@pytest.mark.parametrize(
    ("word", "other", "is_done"),
    [
        ("1ebellion", "rebellion", True),
        ("se1en", "seven", True),
        ("8aid", "said", True),
        ("becn", "been", False),
        ("rivcr", "river", False),
    ],
)
def test_what_others_are_certain_of_is_done_where_nothing_is_read(
    monkeypatch: pytest.MonkeyPatch, word: str, other: str, is_done: bool
) -> None:
    text = f"He saw the {word} of it."
    start = text.index(word)
    theirs = Edit(start, start + len(word), other, "spelling", "spelling", 0.99, "")
    monkeypatch.setattr(Reader, "read", lambda _: [])
    assert [edit.safe for edit in proposals(scorer_of(text), "spelling", [theirs])] == [is_done]


@pytest.mark.parametrize(
    ("word", "meant_", "fits", "is_done"),
    [("1t", "it", 0.9, True), ("1t", "it", 1.1, False), ("1hat", "that", 1.1, True), ("1t", "it", 0.0, True)],
)
def test_a_short_word_with_a_digit_must_fit(
    monkeypatch: pytest.MonkeyPatch, word: str, meant_: str, fits: float, is_done: bool
) -> None:
    text = f"He saw the {word} of it."
    start = text.index(word)
    theirs = Edit(start, start + len(word), meant_, "spelling", "spelling", 0.99, "")
    monkeypatch.setattr(Reader, "read", lambda _: [])
    scorer = replace(scorer_of(text), model=Trigrams(Even({("the", word): fits})))
    assert [edit.safe for edit in proposals(scorer, "spelling", [theirs])] == [is_done]


def test_how_certain_a_reading_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "He saw the rivor of it."
    monkeypatch.setattr(Reader, "read", lambda _: [verdict(text, "rivor", "rivor", "river", 2.5)])
    (edit,) = proposals(scorer_of(text), "spelling", [])
    assert edit.certainty == pytest.approx(0.94)  # 10 to the power of 1.2 to one, not of 2.5
    assert (
        edit.why == "context: “river” fits its neighbours 10 times better; confusion: e misread as o, in a noisy scan."
    )


# which texts are noisy scans


def is_noisy(words: int, cases: int, slips: int, noise: float = 20.0) -> bool:
    """Whether a text of so many words is, of which so many are strange, and must be misread, and so many slips are in
    a thousand of its words."""
    scorer = Scorer.of(Words.of("word " * words), "en")
    errors = {"e misread as o": frozenset(f"w{n}" for n in range(slips))}
    strange: tuple[tuple[int, list[Candidate]], ...] = tuple((k, []) for k in range(cases))
    return tuned(replace(scorer, noise=noise, document_errors=errors, cases=strange)).channel is not None


@pytest.mark.parametrize(
    ("words", "cases", "slips", "noise", "is_one"),
    [
        (1000, 16, 16, 20.0, True),
        (1000, 15, 15, 20.0, False),  # few slips
        (1000, 16, 16, 10.0, False),  # a clean scan
        (100, 6, 6, 20.0, True),  # a short text, full of them
        (100, 5, 6, 20.0, False),
        (100, 6, 5, 20.0, False),
        (99, 6, 6, 20.0, False),
    ],
)
def test_noisy_scans(words: int, cases: int, slips: int, noise: float, is_one: bool) -> None:
    assert is_noisy(words, cases, slips, noise) is is_one


def test_slips_are_cheaper_the_more_there_are() -> None:
    scorer = replace(Scorer.of(Words.of("word " * 99), "en"), noise=30.0)
    errors = {"e misread as o": frozenset(f"w{n}" for n in range(20))}
    channel = tuned(replace(scorer, document_errors=errors)).channel
    assert channel is not None
    assert channel.cheaper == pytest.approx(1.0)  # ten times as many as usual


# small words with a capital


def small_words(fits: float, places: int, others: int = 0) -> int:
    """How many small words with a capital are mended, if they fit the word before so well: of some places, beside
    others where they have none."""
    text = "he was In it. " * places + "he was in it. " * others
    scorer = replace(Scorer.of(Words.of(text), "en"), model=Trigrams(Even({("was", "in"): fits})))
    return len(list(small.edits(scorer, [word.lower for word in scorer.words.words], (), "spelling")))


@pytest.mark.parametrize(
    ("fits", "places", "others", "mended"),
    [
        (0.55, 1, 0, 1),
        (0.45, 1, 0, 0),
        (0.45, 5, 0, 5),  # a habit
        (0.45, 4, 0, 0),
        (0.06, 5, 0, 5),
        (0.04, 5, 0, 0),
        (0.45, 5, 94, 5),
        (0.45, 5, 97, 0),  # in a long text stops are lost as often
    ],
)
def test_small_words_that_have_a_capital(fits: float, places: int, others: int, mended: int) -> None:
    assert small_words(fits, places, others) == mended


def test_a_small_word_that_is_read_otherwise_is_left() -> None:
    scorer = replace(Scorer.of(Words.of("he was In it."), "en"), model=Trigrams(Even({("was", "in"): 1.0})))
    guess = [word.lower for word in scorer.words.words]
    assert [len(list(small.edits(scorer, guess, read, "spelling"))) for read in ((), (2,))] == [1, 0]
    assert list(small.edits(replace(scorer, words=Words.of("he was, In it.")), guess, (), "spelling")) == []
