"""Headings of several lines: which lines are one heading, and what an editor says against it."""

from __future__ import annotations

import pytest

from ecdosis.editor.decisions import Decisions
from ecdosis.editor.rows import Decision
from ecdosis.model.source import decode, opened
from ecdosis.stages.run import run
from ecdosis.stages.stage import Context
from test_blocks import filled


def heads(lines: str, *decisions: Decision) -> list[str]:
    """The headings of a text with some lines between paragraphs."""
    source = decode(filled(f"[[P]]\n\n{lines}\n\n[[P]]\n\n[[P]]\n\n[[P]]").encode())
    said = Decisions.of(decisions, source.text, "x.decisions.tsv")
    document = run(opened(source), Context("en", decisions=said))
    assert source.text == document.text.source
    return [document.text.reading[b.start : b.end] for b in document.blocks if b.type == "head"]


@pytest.mark.parametrize(
    ("lines", "one"),
    [
        ("THE CARE OF THE\nWOUNDED", ["THE CARE OF THE WOUNDED"]),
        (
            "CHAPTER VII\n\nOF THE COURSE OF THE TIDE, AND\nOF THOSE WHO WAIT\nFOR IT",
            ["CHAPTER VII", "OF THE COURSE OF THE TIDE, AND OF THOSE WHO WAIT FOR IT"],
        ),
        ("CHAPTER VII\nTHE COURSE OF THE TIDE", ["CHAPTER VII", "THE COURSE OF THE TIDE"]),
        ("THE FERRY AND ITS LAMP\nBOOK II", ["THE FERRY AND ITS LAMP", "BOOK II"]),
        ("THE FERRY BOAT\n\nTHE LAMP", ["THE FERRY BOAT", "THE LAMP"]),
    ],
)
def test_lines_in_capitals_are_one_heading_unless_a_number_parts_them(lines: str, one: list[str]) -> None:
    assert heads(lines) == one


def test_an_editor_has_them_apart() -> None:
    lines = "THE CARE OF THE\nWOUNDED"
    assert heads(lines, Decision(2, -1, "WOUNDED", "split")) == ["THE CARE OF THE", "WOUNDED"]
    assert heads(lines, Decision(2, -1, "WOUNDED", "block", "head 2")) == ["THE CARE OF THE", "WOUNDED"]
