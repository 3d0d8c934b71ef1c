"""Reading the proofs: what is mended, what is asked, and what is left alone."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.document import Document
from ecdosis.model.pieces import Query
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


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    text, asked = proofread(Text.of(case["text"]))
    assert text.reading == case.get("reads", case["text"])
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
    text = Text.of("".join(parts))
    once, asked = proofread(text)
    assert once.source == once.leaf_source() == text.source
    assert all(0 <= query.start <= query.end <= len(text.source) for query in asked)
    assert all(0 <= query.certainty <= 1 and query.why for query in asked)
    assert once.reading.count("\n") == text.reading.count("\n")
    again, _ = proofread(once)
    assert again.reading == once.reading


def test_other_languages_are_left_alone() -> None:
    text, asked = proofread(Text.of("Er gehst nach Hause und tbe Fluss ist breit."), "de")
    assert (text.reading, asked) == ("Er gehst nach Hause und tbe Fluss ist breit.", ())


def test_verse_and_titles_need_more() -> None:
    prose = "They went down to the river in the evening, and tbe lamp was lit when they came to the ferry."
    assert "the lamp" in proofread(Text.of(prose))[0].reading


def test_no_model_is_loaded_for_other_languages() -> None:
    code = """
import sys
from ecdosis.stages import spelling as proof
from ecdosis.stages.blocks import division
from ecdosis.stages.stage import Context
from ecdosis.model.document import Document
from ecdosis.model.text import Text
proof.repair(Document(Text.of("Er ging nach Hause.")), "de")
assert not {"pocketsphinx", "wordfreq", "english_words", "codespell_lib"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
