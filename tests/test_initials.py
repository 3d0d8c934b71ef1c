"""The large initial of a paragraph that stands below its first line is put before the rest of its word."""

from __future__ import annotations

import pytest
from lxml import etree

from ecdosis.editor.rows import Decision
from ecdosis.model.text import Text
from ecdosis.stages.lines.initials import edits
from ecdosis.tei.read import changes, read
from test_decisions_win import made


def put(text: str, language: str = "en") -> str:
    """A text with its initials where they belong, and nothing else done."""
    done, queries = Text.of(text).edit(edits(Text.of(text), language, "lines"))
    assert queries == ()
    assert done.leaf_source() == text
    assert list(edits(done, language, "lines")) == []
    return done.reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (
            "HE sun was up when I came\nT to the mill, and the door\nwas shut.",
            "THE sun was up when I came\nto the mill, and the door\nwas shut.",
        ),
        (
            "HE sun was up when I came\nT\nto the mill, and the door\nwas shut.",
            "THE sun was up when I came\nto the mill, and the door\nwas shut.",
        ),
        (
            "HE sun was up when I came\n\n  T\n\nto the mill, and the door\nwas shut.",
            "THE sun was up when I came\n\nto the mill, and the door\nwas shut.",
        ),
        (
            "HE sun was up when I came\nto the mill, and the door\nT   was shut, and the boat\nwas out.",
            "THE sun was up when I came\nto the mill, and the door\nwas shut, and the boat\nwas out.",
        ),
        (
            "CHAPTER II\n\n  “HEN did he come,\nW and who was it?”",
            "CHAPTER II\n\n  “WHEN did he come,\nand who was it?”",
        ),
        (
            "HE sun was up when\na man had come to me\nT from the mill.",
            "THE sun was up when\na man had come to me\nfrom the mill.",
        ),
        ("nce the sun was up I came\nO to the mill.", "Once the sun was up I came\nto the mill."),
        ("N the morning the boat\nI\nwas out.", "IN the morning the boat\nwas out."),
        ("MONG the papers was\nA\na map.", "AMONG the papers was\na map."),
        ("It was so.\f\nHE sun was up when\nT it came.", "It was so.\f\nTHE sun was up when\nit came."),
    ],
)
def test_an_initial_below_the_first_line(text: str, reading: str) -> None:
    assert put(text) == reading


def test_initials_of_other_languages() -> None:
    assert put("iemand war da, als er\nN zum Ufer kam.", "de") == "Niemand war da, als er\nzum Ufer kam."
    assert put("OUS chantions dans la rue\nN comme un autre.", "fr") == "NOUS chantions dans la rue\ncomme un autre."


@pytest.mark.parametrize(
    "text",
    [
        "HE sun was up when I came\nto the mill.",  # nothing that stands below: no letter is made up
        "HE sun was up when I came\nB to the mill.",  # another letter
        "The sun was up when I came\nT to the mill.",
        "It was so\nHE sun was up when I came\nT to the mill.",  # no paragraph begins
        "HE sun was up when I came\nt to the mill.",
        "HE sun was up when I came\nT. Reed to the mill.",
        "HE sun was up when I came\nto the mill, and the\ndoor was shut, and\nT the boat was out.",  # too far below
        "HE SUN AND THE MOON\nT\nA TALE",  # a heading
        "N the morning the boat that\nI had seen was out.",  # I is a word there
        "MONG the papers was what\nA man had lost.",
        "US troops had come to the\nB wing of the house.",  # bus is a word, but us is more of one
        "IT services were in the\nB wing of the house.",
        "he saw the boat as it came\nT to the mill.",  # a sentence that goes on from the page before
        "X N the papers were\nQ what he had lost.",
        "Present: the chair.\nA\nB\nC",
        "",
    ],
)
def test_no_initial_below(text: str) -> None:
    assert put(text) == text


def test_a_language_without_a_list_of_words_has_none() -> None:
    assert put("HE sun was up when I came\nT to the mill.", "und") == "HE sun was up when I came\nT to the mill."


SOURCE = """The mill had stood at the bend for as long as anybody in the village could remember,
and the water had gone round it in two arms, of which the lesser was dry in summer.

HE sun was up when I came to the mill, and the door stood open to the wind from the
T river, which was low that year, and the stones of the ford lay bare. Nobody was at
the wheel, and the sluice was shut, as it had been since the autumn before.
"""


def paragraph(root: etree._Element) -> str:
    return next(line for line in read(root).split("\n") if "sun was up" in line)


def test_it_is_one_change_in_two_parts_that_an_editor_can_take_back() -> None:
    root = made(SOURCE)
    assert paragraph(root).startswith("THE sun was up")
    assert "from the river" in paragraph(root)
    first, second = (change for change in changes(root) if change.kind == "word-division")
    assert (first.source, first.reading, second.source, second.reading) == ("", "T", "T ", "")
    assert first.why == second.why == "The initial of “THE”, which stood below the first line."
    choices = root.findall(".//{*}choice[@prev]")
    assert [choice.get("prev") for choice in choices] == [f"#{first.id}"]
    rejected = made(SOURCE, Decision(1, -1, "T river", "reject", reason="no initial"))
    assert paragraph(rejected).startswith("HE sun was up")
    assert "from the T river" in paragraph(rejected)
