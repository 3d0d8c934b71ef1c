"""Typography: labelled texts, and the laws that hold for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.pieces import Change, Span
from ecdosis.model.text import Text
from ecdosis.stages.typography import Policies, repair
from labelled import load, parameters

CASES = load("typography.toml")


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    policies = Policies(**case.get("policies", {}))
    text, queries = repair(Text.of(case["text"]), case.get("language", "en"), policies)
    assert text.reading == case.get("reading", case["text"])
    assert queries == ()


PARTS = st.sampled_from(
    [
        '"',
        '"',
        "'",
        "“One.”",
        "“",
        "”",
        "’",
        "--",
        "—",
        "...",
        "…",
        " ",
        "  ",
        " ,",
        "word",
        "The",
        "\n",
        "6",
        "-",
        "(",
        ".",
    ]
)


@given(st.lists(PARTS, max_size=60), st.sampled_from(["en", "de", "fr", "und"]))
def test_laws(parts: list[str], language: str) -> None:
    """The source stays, only marks and blanks are changed, and a second run finds nothing left to do."""
    source = "".join(parts)
    once, _ = repair(Text.of(source), language)
    assert once.leaf_source() == source
    for piece in once.pieces:
        if isinstance(piece, Change):
            assert piece.by == "typography"
            assert not any(map(str.isalnum, piece.after))
    letters = [c for c in source if c.isalnum()]
    assert [c for c in once.reading if c.isalnum()] == letters
    assert once.reading.count("\n") == source.count("\n")
    twice, _ = repair(once, language)
    assert repair(twice, language)[0] == twice


def test_notes_are_regularised_too() -> None:
    text = Text.of('“One.” “Two.” “Three.”1\n1 See "Four".')
    text, _ = text.set_aside([Span(23, len(text.reading), "footnote", "notes", 0.9, "test", "1")])
    changes = [piece for piece in repair(text)[0].pieces if isinstance(piece, Change)]
    assert changes == []
    aside = repair(text)[0].pieces[-1]
    assert [piece.after for piece in aside.pieces if isinstance(piece, Change)] == ["“", "”"]  # type: ignore[union-attr]
