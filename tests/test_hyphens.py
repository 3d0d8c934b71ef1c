"""Hyphens at line ends: labelled words, and the measurement against a clean text."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ecdosis.evaluate.hyphens import align, cases, joins, score
from ecdosis.model.pieces import Edit
from ecdosis.model.text import Text
from ecdosis.stages.lines import repair
from ecdosis.stages.lines.hyphens import Evidence, find

CASES = tomllib.loads((Path(__file__).parent / "cases/lines/hyphens.toml").read_text(encoding="utf-8"))["case"]


def parameters() -> list[Any]:
    """The cases, those that are known to fail marked so."""
    return [
        pytest.param(
            case,
            id=f"{case['word']} {case['action']}",
            marks=[pytest.mark.xfail(reason=case["known_failure"])] if "known_failure" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_verdict(case: dict[str, Any]) -> None:
    signs = list(re.finditer(r"[-—¬]", case["word"]))
    at = signs[case.get("split", 1) - 1].end()
    hyphen = find("some words " + case["word"][:at], case["word"][at:] + " and more")
    assert hyphen is not None
    verdict = Evidence(case.get("around", ""), case.get("language", "en")).judge(hyphen)
    assert verdict.action == case["action"], verdict
    assert verdict.why
    assert (verdict.certainty < 0.6) == (verdict.action == "ask")


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("the end.", "The next"),
        ("a dash --", "and more"),
        ("a dash -", "and more"),
        ("word-", "“Yes"),
        ("-", "a"),
        ("", "a"),
    ],
)
def test_no_hyphen(line: str, following: str) -> None:
    assert find(line, following) is None


def test_word_list_is_loaded_only_when_the_document_does_not_tell() -> None:
    code = """
import sys
from ecdosis.stages.lines import repair
from ecdosis.model.text import Text
lines = [
    "The river was re-", "membered by all of", "the old, and who", "could always re-",
    "member it but we?", "We remember, and", "it is remembered.",
]
text = Text.of("\\n".join(lines))
assert "was remembered by all of the old" in repair(text, "en")[0].reading
assert "wordfreq" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_alignment_is_increasing_and_leaves_gaps_out() -> None:
    first = list("abcdefgh")
    second = ["x"] * 3 + first[:5] + ["y"] + first[5:]
    pairs = align(first, second)
    assert all(first[i] == second[j] for i, j in pairs.items())
    assert list(pairs.values()) == sorted(pairs.values())
    assert pairs[0] == 3
    assert pairs[7] == 11


DIRTY = """The ferry left at six that morning, when the fog still lay on the wide river, and the good-
natured ferryman who had always been told about it and who had always perhaps re-
membered my name was singing a song about the cold water below the old, grey court-
yard of the inn where the lamps were burning.

Nobody else spoke a word, and we listened to the oars.
"""
CLEAN = """The ferry left at six that morning, when the fog still lay on the wide river, and the good-natured
ferryman who had always been told about it and who had always perhaps remembered my name was singing a song about the
cold water below the old, grey court-yard of the inn
where the lamps were burning.

Nobody else spoke a word, and we listened to the oars.
"""


def test_measurement() -> None:
    before = Text.of(DIRTY)
    after, _ = repair(before, "en")
    assert [case.truth for case in cases(before, CLEAN)] == ["kept", "dropped", "kept"]
    made = score(before, after, CLEAN)
    assert (made.dropped, made.kept, made.wrong, made.left) == (1, 1, 0, 1)
    assert made.total == 3
    found = joins(before, after, CLEAN)
    assert found.false == found.across_false == 0
    assert found.across_between == 1


def test_measurement_sees_faults() -> None:
    before = Text.of(DIRTY)
    wrong = Text.of(DIRTY)
    place = DIRTY.index("-\nnatured")
    wrong, _ = wrong.edit([Edit(place, place + 2, "", "hyphen", "lines", 0.9, "test")])
    assert score(before, wrong, CLEAN).wrong == 1
