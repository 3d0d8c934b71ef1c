"""Reading the proofs: what is mended, what is asked, and what is left alone."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.document import TYPES, Block, Document
from ecdosis.model.pieces import Change, Edit, Query, extent
from ecdosis.model.text import Text
from ecdosis.stages import spelling as proof
from ecdosis.stages.blocks import division
from ecdosis.stages.spelling.words import times
from ecdosis.stages.stage import Context
from labelled import load, parameters

CASES = load("proof.toml")


def shown(query: Query, source: str) -> str:
    """A question as the cases have it: what stands, and what is suggested; an end that is a blank is made visible."""
    stands = source[query.start : query.end]
    words = [f"␣{word[1:]}" if word[:1] == " " else word for word in (stands, query.suggestion)]
    return " → ".join(words).strip()


def proofread(text: Text, language: str = "en") -> tuple[Text, tuple[Query, ...]]:
    """A text after its proofs were read, and what is asked of them."""
    document = division.work(Document(text), Context(language))
    made = proof.repair(document, language)
    return made.text, tuple(query for query in made.queries if query.by == proof.BY)


DIRT = (
    "\n\nTbe govemment of the town had notliing to say; whicli was sucli a thing as had nevcr been witli tlie clerks."
)
MENDED = "\n\nThe government of the town had nothing to say; which was such a thing as had never been with the clerks."
"""A paragraph of a scan, and what it reads."""


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    dirt, mended = (DIRT, MENDED) if case.get("dirty") else ("", "")
    text, asked = proofread(Text.of(case["text"] + dirt))
    assert text.reading == case.get("reads", case["text"]) + mended
    assert [shown(query, case["text"]) for query in asked] == case.get("asks", [])


@pytest.mark.parametrize("case", [case for case in CASES if "reads" in case and "known_failure" not in case])
def test_what_is_mended_is_right(case: dict[str, Any]) -> None:
    """The second reading of the proofs finds nothing more to mend."""
    once, _ = proofread(Text.of(case["text"]))
    again, _ = proofread(Text.of(once.reading))
    assert again.reading == once.reading


def test_how_often_is_said_in_words() -> None:
    assert [times(1), times(1.2), times(2), times(12.4)] == ["once", "once", "2 times", "12 times"]


@given(st.lists(st.sampled_from([case["text"] for case in CASES] + ["\n\n", " ", "“", "tbe ", "1", "’"]), max_size=6))
def test_laws(parts: list[str]) -> None:
    """A second reading mends no more than the first has asked about: what was mended beside it is evidence, too."""
    text = Text.of("".join(parts))
    once, asked = proofread(text)
    assert once.source == once.leaf_source() == text.source
    assert all(0 <= query.start <= query.end <= len(text.source) for query in asked)
    assert all(0 <= query.certainty <= 1 and query.why for query in asked)
    assert once.reading.count("\n") == text.reading.count("\n")
    again, _ = proofread(once)
    mended = [one for one in again.pieces if isinstance(one, Change) and one not in once.pieces]
    places = [extent([one]) if one.before else (one.at, one.at) for one in mended]
    assert all(any(q.start <= start and end <= q.end for q in asked) for start, end in places)
    assert mended or again.reading == once.reading


def test_other_languages_are_left_alone() -> None:
    text, asked = proofread(Text.of("Lui vai a casa e tbe fiume è largo."), "it")
    assert (text.reading, asked) == ("Lui vai a casa e tbe fiume è largo.", ())


VERSE = """
The keeper had a ancient house,
And sat there in the night,
The wind was high, the wall was old,
And never was it bright.
"""


def test_what_is_mended_in_prose_is_asked_in_verse() -> None:
    prose = " ".join(VERSE.split())
    text, asked = proofread(Text.of(prose))
    assert ("had an ancient house" in text.reading, asked) == (True, ())
    text, asked = proofread(Text.of(VERSE))
    assert text.reading == VERSE
    assert [shown(query, VERSE) for query in asked] == ["a → an"]


@pytest.mark.parametrize("between", [" ", "\n", " \r\n\t", "\n\n", "\f", "\n\f", "\n12\n"])
def test_a_word_doubled_over_more_than_a_line_is_only_asked(between: str) -> None:
    """Where a page, a note or a paragraph ends there, the one may stand in another text than the other."""
    source = f"They saw the light of{between}of the harbour, and were glad that the night was over."
    joined = Edit(21, 21 + len(between), " ", "line-end", "lines", 0.9, "so")
    text, _ = Text.of(source).edit([] if between == " " else [joined])
    done, asked = proofread(text)
    mended = between in (" ", "\n", " \r\n\t")
    assert ("light of the" in done.reading) == mended
    assert [(query.kind, query.certainty) for query in asked] == ([] if mended else [("doubled-word", 0.5)])


# ---------------------------------------------------------------- what other readers propose


def proposed(source: str, *edits: Edit, blocks: tuple[Block, ...] = ()) -> tuple[str, list[tuple[int, int, str, str]]]:
    """What becomes of proposals where our own readers know nothing of the language: the reading, and the questions."""
    made = proof.repair(Document(Text.of(source), blocks), "eu", [lambda *_: edits])
    text, asked = made.text, made.queries
    return text.reading, [(query.start, query.end, query.suggestion, query.why) for query in asked]


def edit(start: int, end: int, after: str, certainty: float = 0.9, *, safe: bool = True, why: str = "so") -> Edit:
    return Edit(start, end, after, "spelling", "spelling", certainty, why, safe)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("certainty", [0.96, 0.97])
def test_a_block_that_is_guarded_is_changed_only_on_overwhelming_evidence(kind: str, certainty: float) -> None:
    """The second of three blocks."""
    source = "one aa\ntwo aa\nthree aa"
    blocks = (Block(0, 6), Block(7, 13, kind), Block(14, 22))
    places = [edit(at, at + 2, "b", certainty) for at in (4, 11, 20)]
    guarded = {"verse", "epigraph", "attribution", "title", "subtitle", "byline", "imprint", "reviewed", "head"}
    done = certainty >= 0.97 or kind not in guarded
    reading, asked = proposed(source, *places, blocks=blocks)
    assert reading == ("one b\ntwo b\nthree b" if done else "one b\ntwo aa\nthree b")
    assert [start for start, *_ in asked] == ([] if done else [11])


def test_where_a_guard_begins_and_ends() -> None:
    """From the first character to the last, and nothing put in behind it."""
    source = "aa\nbb\ncc"
    blocks = (Block(0, 2), Block(3, 5, "verse"), Block(6, 8))
    places = [edit(0, 1, "x"), edit(2, 2, "."), edit(3, 4, "y"), edit(4, 5, "y"), edit(5, 5, "."), edit(6, 7, "z")]
    reading, asked = proposed(source, *places, blocks=blocks)
    assert reading == "xa.\nbb.\nzc"
    assert [start for start, *_ in asked] == [3, 4]


def test_nothing_joins_two_blocks() -> None:
    reading, asked = proposed("aa\nbb cc", edit(1, 4, "x", 0.99), edit(5, 6, "", 0.9))
    assert (reading, [place[:2] for place in asked]) == ("aa\nbbcc", [(1, 4)])


def test_of_questions_about_one_place_the_surest_is_asked() -> None:
    one, two = edit(0, 3, "x", 0.4, safe=False), edit(2, 5, "y", 0.5, safe=False)
    assert proposed("abcdefgh", one, two)[1] == [(2, 5, "y", "so")]
    assert proposed("abcdefgh", two, one)[1] == [(2, 5, "y", "so")]
    touching = edit(3, 5, "y", 0.5, safe=False)
    assert proposed("abcdefgh", one, touching)[1] == [(0, 3, "x", "so"), (3, 5, "y", "so")]


def test_what_is_done_silences_no_question_beside_it() -> None:
    sure, doubt = edit(0, 3, "x", 0.5), edit(2, 5, "y", 0.9, safe=False)
    assert proposed("abcdefgh", sure, doubt) == ("xdefgh", [])
    apart = edit(3, 5, "y", 0.9, safe=False)
    assert proposed("abcdefgh", sure, apart) == ("xdefgh", [(3, 5, "y", "so")])


def test_who_proposes_the_same_is_named_with_the_surest() -> None:
    one, two = edit(0, 3, "x", 0.4, safe=False, why="one."), edit(0, 3, "x", 0.5, safe=False, why="two.")
    assert proposed("abcd", one, two)[1] == [(0, 3, "x", "two; one.")]
    other = edit(0, 3, "y", 0.4, safe=False, why="other.")
    assert proposed("abcd", other, two)[1] == [(0, 3, "x", "two.")]
    over = edit(0, 2, "x", 0.4, safe=False, why="over.")
    assert proposed("abcd", over, two)[1] == [(0, 3, "x", "two.")]


def test_no_model_is_loaded_for_other_languages() -> None:
    code = """
import sys
from ecdosis.stages import spelling as proof
from ecdosis.stages.blocks import division
from ecdosis.stages.stage import Context
from ecdosis.model.document import Document
from ecdosis.model.text import Text
proof.repair(Document(Text.of("Andava a casa.")), "it")
assert not {"pocketsphinx", "wordfreq", "english_words", "codespell_lib"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
