"""The repair of characters: labelled cases, and the laws of every repair."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.repair import encoding
from pipeline.text import Text

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "encoding.toml").read_text("utf-8"))[
    "case"
]
NASTY = "aeoн ÃÂ©â€™œ\u009d\u0093\u0085\n\u00ad\u200b\u200d\ufeff\u0301ﬁﬃ&;amp#8217—“”оaхxµα"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["name"], marks=pytest.mark.xfail(strict=True) if case.get("known_failure") else ())
        for case in CASES
    ],
)
def test_case(case: dict[str, Any]) -> None:
    text, asked = encoding.repair(Text.of(case["text"]), case.get("language", "en"))
    assert text.reading == case.get("reading", case["text"])
    assert bool(asked) == case.get("asks", False)
    assert text.leaf_source() == case["text"]


@given(st.text(alphabet=NASTY, max_size=40))
def test_a_second_run_changes_nothing(source: str) -> None:
    once, _ = encoding.repair(Text.of(source), "en")
    twice, _ = encoding.repair(once, "en")
    assert twice == once
    assert once.leaf_source() == source


@given(st.text(max_size=60))
def test_no_line_end_is_made_or_lost(source: str) -> None:
    text, _ = encoding.repair(Text.of(source), "und")
    assert text.reading.count("\n") == source.count("\n")


@given(st.text(alphabet=st.characters(max_codepoint=126), max_size=80))
def test_ascii_stays(source: str) -> None:
    once, asked = encoding.repair(Text.of(source), "en")
    assert once.reading == source or "&" in source
    assert not asked
