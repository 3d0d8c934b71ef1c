"""Letters that stand apart are closed up where they make a word, and initials joined with theirs."""

from __future__ import annotations

import textwrap
from random import Random

import pytest

import ill
from ecdosis.languages.detect import infer
from ecdosis.model.pieces import Change
from ecdosis.model.text import Text
from ecdosis.stages.lines import repair
from ecdosis.stages.lines.letterspacing import edits, spaced


def read(text: str, language: str = "en") -> str:
    """A text with its letters closed up, and nothing else done."""
    closed, queries = Text.of(text).edit(edits(text, language, "lines"))
    assert queries == ()
    assert closed.leaf_source() == text
    assert list(edits(closed.reading, language, "lines")) == []
    return closed.reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("T H E   L A S T   F E R R Y\n", "THE   LAST   FERRY\n"),
        ("C h a p t e r  T w o", "Chapter  Two"),
        ("it was n e v e r  t h e  s a m e again", "it was never  the  same again"),
        ("it was n e v e r again", "it was never again"),
        ("The P R E F A C E.\n", "The PREFACE.\n"),
        ("H E S T E R   Q U A R L I E   A N D   S O N S", "HESTER   QUARLIE   AND   SONS"),
        ("T\u2009H\u2009E\u2009R\u2009E was", "THERE was"),
        ("A   M A N   A N D   A   B O A T", "A   MAN   AND   A   BOAT"),
        ("w a s  i t  n o t so", "was  it  not so"),
        ("n o t  o f it", "not  of it"),
        ("the p e d a n t was", "the pedant was"),
        ("an o p i n i o n of", "an opinion of"),
        ("(w h e r e) and «w h e r e», w h e r e.", "(where) and «where», where."),
    ],
)
def test_letters_that_make_words(text: str, reading: str) -> None:
    assert read(text) == reading


def test_letterspaced_words_of_other_languages() -> None:
    assert read("Das war n i e m a l s so.", "de") == "Das war niemals so."
    assert read("П А Р О М\n\nСтарик  н и к о г д а", "ru") == "ПАРОМ\n\nСтарик  никогда"
    assert read("zabaluga und zabaluga, z a b a l u g a", "xx") == "zabaluga und zabaluga, zabaluga"
    assert read("zabaluga und z a b a l u g a", "xx") == "zabaluga und z a b a l u g a"


@pytest.mark.parametrize(
    "text",
    [
        "A B C D E F G",
        "A B C   D E F   G H I",
        "the B B C and the U S A",  # abbreviations are three letters alone
        "a e i o u",
        "G A T T A C A",
        "the sides a b c of it",
        "E. M. F o r s",
        "N A u n t o n",
        "T H E W A Y O F L O V E",  # where the words end is not known
        "E L E A N O R T. F I N D Q A Y",
        "B R E C K INR ID G E.",
        "I N T R O DU C T I O N",
        "O N E and Q R",
        "w h e r e’s it",
        "it was a p a r t of it",
        "and I h a v e it",
        "came w i t h a boat",
        "the end o f t h e day",
        "and i t  i s so",
        "the o r r e r y was",  # too rare to be sure
        "the a n t h e m was",  # or an them
        "the a r m s of it",  # or a rms: nothing tells
        "x q z  v k w  w h e r e",  # most of it is nothing
        "1 2 3 4 5",
        "the same w h e",
    ],
)
def test_letters_that_stay_apart(text: str) -> None:
    assert read(text) == text


def test_wide_blanks_part_words_on_one_line() -> None:
    found = [[one.word for one in group] for group in spaced("T H E   E N D and\nw h o  c a n a b\nc")]
    assert found == [["THE", "END"], ["who", "canabc"[:5]]]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("T HE old lock was shut.", "THE old lock was shut."),
        ("CHAPTER II\n\nO nce the old lock was shut.", "CHAPTER II\n\nOnce the old lock was shut."),
        ("It was.\n  \n  “A MONG the papers", "It was.\n  \n  “AMONG the papers"),
        ("I N the old lock", "IN the old lock"),
        ("It was so.\f\nA s it was", "It was so.\f\nAs it was"),
    ],
)
def test_initials(text: str, reading: str) -> None:
    assert read(text) == reading


@pytest.mark.parametrize(
    "text",
    [
        "A way was found",
        "A MAN was there",
        "I am not there",
        "I WAS there",
        "A long time passed",
        "It was so. T HE old lock was",
        "It was so\nT HE old lock was",
        "I S Turgenev was there",
        "J Smith was there",
        "O thou that art",
        "A Mong the papers",
        "B oxq the papers",
        "A T",
        "X N the papers",
    ],
)
def test_no_initials(text: str) -> None:
    assert read(text) == text


def test_an_initial_of_a_language_of_whose_letters_nothing_else_is_known() -> None:
    assert read("N ach dem Essen ging er", "de") == "Nach dem Essen ging er"
    assert read("A llant au port il chanta", "fr") == "Allant au port il chanta"
    assert read("A vec elle il chanta", "fr") == "Avec elle il chanta"
    assert read("A mis le pied dehors", "fr") == "A mis le pied dehors"


def joined(text: str) -> list[str]:
    repaired, _ = repair(Text.of(text), "en")
    assert repaired.leaf_source() == text
    return [line for line in repaired.reading.split("\n") if line]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_an_initial_in_a_line_of_its_own(between: str) -> None:
    assert joined(f"It was so.\n\nR{between}ealized in the spring, the lock was shut.") == [
        "It was so.",
        "Realized in the spring, the lock was shut.",
    ]
    assert joined(f"A{between}MONG the papers is a map.") == ["AMONG the papers is a map."]
    assert joined(f"T{between}he lock was shut.") == ["The lock was shut."]
    assert joined(f"B{between}Barge, 12") == ["B", "Barge, 12"]
    assert joined(f"A{between}long list of things") == ["A", "long list of things"]
    assert joined(f"It was so\nR{between}ealized in the spring it was.")[-1] == "ealized in the spring it was."
    assert joined(f"r{between}ealized in the spring it was.")[0] == "r"


def test_letters_that_stand_apart_do_not_make_another_language() -> None:
    assert infer("T H E   L A M P\n\nThe man who was n e v e r there and the boat that he had came back.")[0] == "en"
    assert infer("T H E   L A M P   A N D   T H E   M A N\n" * 9) == ("und", 0.0)


def test_what_was_closed_up_says_why() -> None:
    repaired, _ = repair(Text.of("R\n\nealized it was n e v e r to be."), "en")
    changes = [piece for piece in repaired.pieces if isinstance(piece, Change)]
    assert [(one.kind, one.why) for one in changes] == [
        ("join", "an initial, and the rest of its word"),
        ("word-division", "Letters that stand apart are the word “never”."),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_letterspaced_words_of_sentences(seed: int) -> None:
    """Of every fifth word, spaced out, nothing is closed up wrongly, and most of what has four letters and more is."""
    random = Random(seed)
    words = textwrap.fill(ill.prose(random, 20), 60).replace("\n", " \n").split(" ")
    bare = [word.strip("\n,;.!?") for word in words]
    chosen = {i for i in range(0, len(words), 5) if len(bare[i]) >= 4 and bare[i].isalpha()}
    text = " ".join(word.replace(bare[i], " ".join(bare[i])) if i in chosen else word for i, word in enumerate(words))
    found = {(edit.start, edit.after) for edit in edits(text, "en", "lines")}
    assert {after for _, after in found} <= {bare[i] for i in chosen}
    assert len(found) >= 0.7 * len(chosen)
    assert read(text).count(" ") >= " ".join(words).count(" ")
