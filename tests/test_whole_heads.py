"""Headings of several lines: which lines are one heading, and what an editor says against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.build import to_tei
from ecdosis.editor.decisions import Decisions
from ecdosis.editor.rows import Decision
from ecdosis.model.source import decode, opened
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.run import run
from ecdosis.stages.stage import Context
from ecdosis.tei.names import parse, q
from ecdosis.tei.validate import our_schema
from test_blocks import filled


def heads(lines: str, *decisions: Decision) -> list[str]:
    """The headings of a text with some lines between paragraphs."""
    return blocks("head", lines, *decisions)


def blocks(kind: str, lines: str, *decisions: Decision) -> list[str]:
    """The blocks of a kind in such a text."""
    source = decode(filled(f"[[P]]\n\n{lines}\n\n[[P]]\n\n[[P]]\n\n[[P]]").encode())
    said = Decisions.of(decisions, source.text, "x.decisions.tsv")
    document = run(opened(source), Context("en", decisions=said))
    assert source.text == document.text.source
    return [document.text.reading[b.start : b.end] for b in document.blocks if b.type == kind]


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
        ("PART 39—OF THE WORTH OF\nFERRIES", ["PART 39—OF THE WORTH OF FERRIES"]),
    ],
)
def test_lines_in_capitals_are_one_heading_unless_a_number_parts_them(lines: str, one: list[str]) -> None:
    assert heads(lines) == one


def test_an_editor_has_them_apart() -> None:
    lines = "THE CARE OF THE\nWOUNDED"
    assert heads(lines, Decision(2, -1, "WOUNDED", "split")) == ["THE CARE OF THE", "WOUNDED"]
    assert heads(lines, Decision(2, -1, "WOUNDED", "block", "head 2")) == ["THE CARE OF THE", "WOUNDED"]


def test_a_number_in_figures_and_what_it_numbers_are_one_heading_one_in_letters_is_apart() -> None:
    written = "\n\n".join(f"{number}.\n\nTO THE CLERK\n\n[[P]]" for number in range(216, 221))
    assert heads(written + "\n\n221.\n\n[[P]]") == [*(f"{n}. TO THE CLERK" for n in range(216, 221)), "221."]
    songs = "I\n\nTO THE CLERK\n\n[[P]]\n\nII\n\nTO THE MILLER\n\n[[P]]\n\nIII\n\n[[P]]"
    assert heads(songs) == ["I", "TO THE CLERK", "II", "TO THE MILLER", "III"]


def test_the_page_of_an_entry_that_stands_in_a_line_of_its_own_belongs_to_it() -> None:
    table = "CONTENTS\n\nCHAPTER I.\nA Weird Spectacle\n. . . .\n9\nCHAPTER II.\nThe Ferry\n23\n\n\n\n\nCHAPTER I."
    assert blocks("contents", table) == ["CHAPTER I.", "A Weird Spectacle … 9", "CHAPTER II.", "The Ferry 23"]


def test_the_dots_that_lead_to_a_page_are_one_sign() -> None:
    dots = ". " * 40
    lines = f"The Boat {dots}3", f"The Lamp {'.' * 20}  9", f"The Bell{dots}", "The Geese … 12", "The Rope . . . 15"
    table = "\n".join(("CONTENTS", "", *lines))
    assert blocks("contents", f"{table}\n\n\n\nTHE BOAT") == [
        "The Boat … 3",
        "The Lamp … 9",
        "The Bell …",
        "The Geese … 12",
        "The Rope . . . 15",
    ]


def test_dots_elsewhere_stay() -> None:
    said = "She knew it . . . . . and nobody else did, as far as she knew."
    assert said in blocks("p", said)


def test_an_entry_that_an_editor_has_made_one_keeps_its_dots() -> None:
    said = Decision(2, -1, "The Boat . . . . . 3", "block", "contents")
    assert blocks("contents", "The Boat . . . . . 3", said) == ["The Boat . . . . . 3"]


def test_text_that_no_heading_begins_is_a_division_of_its_own() -> None:
    table = "LIST OF PLATES\n\nThe Boat        9\n\nThe Lamp       14\n\n\n\n[[P]]\n\n[[P]]\n\nTHE BOAT\n\n[[P]]"
    made = to_tei(filled(f"[[P]]\n\n{table}").encode(), Descriptor(id="plates"), Path("plates.txt"))
    root = parse(made)
    assert our_schema().validator.validate(root)
    shown = [(len(div.findall(q("p"))), div.findtext(q("head"))) for div in root.iter(q("div"))]
    assert shown == [(0, "LIST OF PLATES"), (2, None), (1, "THE BOAT")]
