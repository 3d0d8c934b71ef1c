"""Each illness of a whole text is told in one sentence with evidence, and one question or remedy, at the build, in the
header and on the shelf; what its places would ask is not asked a thousand times."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Final

import pytest

import ill
from damaged import ENGLISH, FRENCH, GERMAN, all_as, lacking, mapped
from ecdosis.batch import build
from ecdosis.book.reader import book
from ecdosis.build import Options, to_tei
from ecdosis.diagnosis.language import not_proofread
from ecdosis.editor.rows import Decision
from ecdosis.errors import UnusableInputError
from ecdosis.health import BAD
from ecdosis.project.descriptor import Descriptor
from ecdosis.project.editions import loose_editions
from ecdosis.shelf.card import card
from ecdosis.tei.names import parse
from ecdosis.tei.plausible import odd_omissions
from ecdosis.tei.read import queries
from laid_out import paragraphs

TALK: Final = "“Good evening,” said the miller. “The water is low.” “Is it?” she asked. “Nobody came,” he said.\n\n"
OTHER: Final = "Era tardi, e il mugnaio tornava a casa da solo, perché nessuno lo aveva aspettato. " + " ".join(
    f"Nel giorno {number} sono venute {number * 3} barche dal fiume, e lo scrivano le ha contate con la mano."
    for number in range(2, 22)
)
"""Italian enough to be proofread."""
DEAR: Final = "My dear Silas,"
ASKED: Final = 30
"""Questions about single places that a text with one cause of damage may leave."""


def of(make: Callable[[Random], str]) -> bytes:
    return make(Random(5)).encode()


HALVES: Final = FRENCH.encode() + b"\n\n" + FRENCH.encode("cp1252", "replace")
ILL: Final[Mapping[str, tuple[bytes, str]]] = {
    "ligatures that are lost": (lacking(ENGLISH, "")[0].encode(), "Ligatures"),
    "ligatures that blanks stand for": (lacking(ENGLISH, " ")[0].encode(), "Ligatures"),
    "a letter for each ligature": (mapped(ENGLISH, {"fi": "Þ", "fl": "ß", "ff": "¥"}).encode(), "ligature"),
    "one character for all ligatures": (mapped(ENGLISH, all_as("\ufffd")).encode(), "several letters"),
    "question marks for quotation marks": (TALK.replace("“", "?").replace("”", "?").encode() * 9, "quotation"),
    "replacement characters for quotation marks": (
        TALK.replace("“", "\ufffd").replace("”", "\ufffd").encode() * 9,
        "quotation",
    ),
    "two encodings in one file": (HALVES, "ncoding"),
    "letters that stand apart": (of(ill.letterspaced), "stand apart"),
    "columns beside each other": (of(ill.columns), "Two columns"),
    "columns by turns": (of(ill.columns_by_turns), "two columns"),
    "a page twice": (of(ill.page_twice), "stands twice"),
    "pages out of order": (of(ill.shuffled), "out of order"),
    "pages backwards": (of(ill.backwards), "last to the first"),
    "right to left, reversed": (of(ill.reversed_hebrew), "from left to right"),
    "a table without its columns": (of(ill.table), "lost the columns"),
    "tags": (of(ill.tagged), "tags of HTML"),
    "no blanks": (of(ill.unspaced), "Words run together"),
    "capitals": (of(ill.capitals), "capitals"),
}


@pytest.mark.slow  # a build each
@pytest.mark.parametrize("name", ILL)
def test_an_illness_is_told_once_everywhere(name: str) -> None:
    data, words = ILL[name]
    root = parse(to_tei(data, Descriptor(id="x"), Path("x.txt")))
    told = [one for one, _ in card(root, book(root)).told if words in one]
    assert len(told) == 1, told
    assert any(figure.isdigit() for figure in told[0]) or "One passage" in told[0], "it says how much"
    assert set("“%…(") & set(told[0]), "and shows some"
    assert told[0].count("?") - told[0].count("“?") <= 2, "one question"
    assert len(queries(root)) <= ASKED


@pytest.mark.parametrize(
    "start", ["{\\rtf1\\ansi It was late.", "<!DOCTYPE html><html><body><p>It was late.</p></body></html>"]
)
def test_a_file_of_a_word_processor_or_of_the_web_is_refused_with_what_to_do(start: str, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(start * 3)
    (outcome,) = build(loose_editions([path], tmp_path / "out", [], False), Options(jobs=1))
    assert (outcome.state, outcome.status) == ("failed", UnusableInputError.status)
    assert "plain text" in outcome.message


def test_a_language_that_is_not_proofread_is_told_on_the_shelf() -> None:
    root = parse(to_tei(OTHER.encode(), Descriptor(id="x"), Path("x.txt")))
    told = [one for one, bad in card(root, book(root)).told if not bad]
    (said,) = not_proofread("it", 200)
    assert said in told


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, GERMAN, TALK * 9])
def test_of_a_sound_text_nothing_is_said_loudly(text: str) -> None:
    root = parse(to_tei(text.encode(), Descriptor(id="x"), Path("x.txt")))
    assert not [one for one in card(root, book(root)).notices if one.startswith(BAD)]


# ---------------------------------------------------------------- words that are left out


def letters(asides: Sequence[int], words: str) -> bytes:
    """The TEI of eight letters, in some of which (by number) some words are set aside as a running head, as a stage or
    an editor may by mistake."""
    bodies = paragraphs(8, seed=2)
    source = "\n\n".join(f"{DEAR}\n\n{one}" for one in bodies)
    left = [DEAR if words == "salutation" else bodies[number] for number in asides]
    ends = [source.index(bodies[number]) + len(one) for number, one in zip(asides, left, strict=True)]
    places = [source.rindex(one, 0, end) for one, end in zip(left, ends, strict=True)]
    rows = enumerate(zip(places, left, strict=True), 1)
    decisions = [Decision(row, place, one, "aside", "running-head") for row, (place, one) in rows]
    return to_tei(source.encode(), Descriptor(id="x"), Path("x.txt"), decisions=decisions)


@pytest.mark.parametrize(
    ("asides", "words", "said"),
    [
        ((3, 5), "salutation", "also stand in it: “My dear Silas,” (2 times, 6 in the text)"),
        ((1, 4), "letter", "left out of the running text (running-head"),
    ],
)
def test_words_of_the_authors_that_were_left_out_are_told_by_name(
    asides: tuple[int, ...], words: str, said: str
) -> None:
    """At the build and by `ecdosis validate`."""
    root = parse(letters(asides, words))
    assert [one for one, bad in card(root, book(root)).told if (bad and said in one.replace("-", " ")) or said in one]
    assert [message for _, message, _ in odd_omissions(root) if said in message]


def test_what_is_left_out_rightly_is_not_told() -> None:
    root = parse(letters((), "salutation"))
    assert not [one for one, bad in card(root, book(root)).told if bad]
    assert list(odd_omissions(root)) == []
