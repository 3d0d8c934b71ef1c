"""The misread drop capital of a chapter is put right where the rest of its word tells it, and only there."""

from __future__ import annotations

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.lines import repair
from ecdosis.stages.lines.drop_capitals import edits

OTHERS = ("npHE lamp was out", "T N all the town", "TT ZHILE the boat")
"""Three beginnings of chapters that are misread, as a scan has them that misreads many."""


def chapters(*begun: str, head: str = "THE FERRY.") -> str:
    """A text whose chapters begin with some words."""
    body = "and nobody came to the quay that\nnight but the old clerk and his dog, who kept the\nledger."
    return "\n\n".join(f"CHAPTER {number}.\n\n{head}\n\n{words} {body}" for number, words in enumerate(begun, 1))


def done(text: str, language: str = "en") -> str:
    """The text with its drop capitals put right, and nothing else done."""
    made, _ = Text.of(text).edit(edits(Text.of(text), language, "lines"))
    assert made.leaf_source() == text
    return made.reading


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("npHE lamp was out", "THE lamp was out"),
        ("'np^HE lamp was out", "THE lamp was out"),
        ("'' I ^HAT night the lamp", "THAT night the lamp"),
        ("TT was late in the year", "IT was late in the year"),
        ("T T was late in the year", "IT was late in the year"),
        ("T N all the town", "IN all the town"),
        ("TTOR that year the boat", "FOR that year the boat"),
        ("T T IS lamp was out", "HIS lamp was out"),
        ("TT ZHILE the boat lay there", "WHILE the boat lay there"),
        ("TV /r EANWHILE the boat lay there", "MEANWHILE the boat lay there"),
        ('"\\ TEEDLESS to say that it', "NEEDLESS to say that it"),
        ("PXPLANATIONS were not asked", "EXPLANATIONS were not asked"),
        ("/'\"^ OING down to the river", "GOING down to the river"),
        ("/'\"A VER the river hung", "OVER the river hung"),
        ("X/ES; so the clerk said,", "YES; so the clerk said,"),
        ("X/ES ; so the clerk said,", "YES ; so the clerk said,"),
    ],
)
def test_the_rest_of_the_word_tells_the_letter(words: str, meant: str) -> None:
    text = chapters(*OTHERS, words)
    assert f"\n\n{meant} and nobody" in done(text)


@pytest.mark.parametrize(
    "words",
    [
        "THE lamp was out",
        "A clerk was there",
        "A CLATTER of oars was there",  # two words in capitals
        "O ALL ye who pass here",  # a call, though `CALL` is a word
        "I HAVE a lamp here",
        '"THE lamp is out" was said',
        "\"'NOTHING was there,",  # a whole word behind a quotation
        "T D was on the boat",  # `ID` is not so usual
        "TV was not known yet,",  # an abbreviation; `IV` is hardly a word
        "TRON was the name of the boat",  # a name: `IRON` is not so much more usual
        "ORANT was the clerk of the boat",  # a name that no list has
        "J. R. REED was the clerk",  # initials
        "T. REED was the clerk",
        "XI was the number of the lamp",  # a cipher
        "II the boat was out",
        "r ILT the lamp was lit",  # no one word
        "12 BOATS were there",
        "UNDER the lamp was the clerk",
        "npHE Lamp was out",  # a heading goes on
        "",
    ],
)
def test_what_may_be_meant_stays(words: str) -> None:
    text = chapters(*OTHERS, words)
    assert f"\n\n{words} and nobody" in done(text)


def test_a_name_of_the_text_is_no_other_word() -> None:
    words = "TOGANDER went to the quay; Togander was late"
    assert f"\n\n{words}" in done(chapters(*OTHERS, words))


def test_where_two_words_may_be_meant_the_likelier_is_asked() -> None:
    text = Text.of(chapters(*OTHERS, "O O was it with the lamp"))
    made, queries = text.edit(edits(text, "en", "lines"))
    assert "O O was it" in made.reading
    assert [query.suggestion for query in queries] == ["SO"]


@pytest.mark.parametrize(("count", "made"), [(3, True), (2, False)])
def test_a_scan_that_misreads_few_is_asked(count: int, made: bool) -> None:
    text = Text.of(chapters(*OTHERS[:count], "THE lamp was out"))
    after, queries = text.edit(edits(text, "en", "lines"))
    assert ("THE lamp was out" in after.reading.split("CHAPTER 2")[0]) is made
    assert len(queries) == (0 if made else count)


def test_elsewhere_than_at_the_beginning_of_a_chapter_letters_may_be_anything() -> None:
    text = chapters(*OTHERS)
    below = "the lamp was out.\n\nTT was late and the clerk was gone."
    assert done(f"{text}\n\n{below}").endswith(below)
    inside = "THE FERRY.\n\nThe lamp was out and\nTT was late and the clerk was gone."
    assert done(f"{text}\n\n{inside}").endswith(inside)


def test_the_name_of_a_division_is_a_heading() -> None:
    text = chapters(*OTHERS).replace("THE FERRY.\n\n", "").replace("CHAPTER", "Chapter")
    assert "Chapter 2.\n\nIN all the town" in done(text)
    assert "IN all" not in done(text.replace("Chapter", "Ferry"))


def test_a_quotation_mark_stays_where_the_paragraph_closes_it() -> None:
    assert '\n\n"THE lamp is out," said' in done(chapters(*OTHERS, '"npHE lamp is out," said the clerk,'))
    assert "\n\nTHE lamp is out, said" in done(chapters(*OTHERS, '"npHE lamp is out, said the clerk,'))


def test_a_language_without_a_list_of_words_is_left_alone() -> None:
    text = chapters(*OTHERS)
    assert done(text, "und") == text


def test_the_first_line_of_a_chapter_goes_on() -> None:
    text, queries = repair(Text.of(chapters(*OTHERS, "THE boat was out")), "en")
    assert queries == ()
    assert "\n\nWHILE the boat and nobody came to the quay that night but" in text.reading
