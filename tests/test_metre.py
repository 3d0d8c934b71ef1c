"""Verse: how far lines are set in, what several speak together, what is the rest of a line, what is sung."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ecdosis.book.book import Paragraph, Passage
from ecdosis.book.fold import every
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.metre import is_turned
from ecdosis.stages.blocks.views import views
from ecdosis.tei.names import NAMESPACES, parse
from ecdosis.tei.read import changes, reading_of
from ecdosis.tei.restore import restore
from labelled import load, parameters
from test_blocks import filled

CASES = load("metre.toml")
POEM = CASES[0]["text"].lstrip()
PLAY = next(case["text"] for case in CASES if "in three" in case["name"]).lstrip()


def encoded(text: str) -> etree._Element:
    return parse(to_tei(text.encode(), Descriptor(id="verse"), Path("verse.txt")))


def lines(root: etree._Element) -> list[str]:
    found = root.findall(".//tei:l", NAMESPACES)
    return [f"{one.get('part', '')}{one.get('rend', '')}|{reading_of(one)}" for one in found]


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    text = filled(case["text"].lstrip("\n"))
    root = encoded(text)
    assert lines(root) == case["lines"]
    assert restore(root) == text.encode()


@pytest.mark.parametrize(
    ("column", "above", "rest", "turned"),
    [
        (8, 50, 10, True),
        (7, 50, 10, False),
        (8, 42, 20, False),  # not full
        (8, 43, 20, True),
        (8, 43, 7, True),  # 51 with the blank between
        (8, 43, 6, False),  # which had room
        (8, 50, 30, True),
        (8, 50, 31, False),
    ],
)
def test_what_is_the_rest_of_a_line(column: int, above: int, rest: int, turned: bool) -> None:
    """Among lines of fifty letters."""
    seen = views(Text.of(f"{'A' * above}\n{' ' * column}{'b' * rest}"))
    assert is_turned(seen[0], seen[1], 50, capitals=True) == turned


@pytest.mark.parametrize(
    ("text", "capitals", "turned"), [("[keeper,", False, True), ("keeper,", False, False), ("[keeper,]", True, False)]
)
def test_a_bracket_says_more_than_a_small_letter(text: str, capitals: bool, turned: bool) -> None:
    seen = views(Text.of(f"{'A' * 50}\n{' ' * 30}{text}"))
    assert is_turned(seen[0], seen[1], 50, capitals=capitals) == turned


@pytest.mark.parametrize(
    ("columns", "rend"), [(1, ""), (2, "indent(1)"), (5, "indent(2)"), (16, "indent(8)"), (30, "indent(8)")]
)
def test_an_em_stands_for_two_columns(columns: int, rend: str) -> None:
    text = POEM.replace("    That was", f"{' ' * columns}That was")
    assert lines(encoded(text))[1].partition("|")[0] == rend


@pytest.mark.parametrize(
    ("column", "part"),
    [
        (8, "F"),
        (7, ""),
    ],
)
def test_how_far_in_a_further_part_stands(column: int, part: str) -> None:
    text = PLAY.replace(" " * 19 + "The fog is", " " * column + "The fog is")
    told = [one for one in lines(encoded(text)) if "The fog is" in one]
    assert [one[:1] for one in told] == [part or "i"]


@pytest.mark.parametrize(
    ("first", "second", "part"),
    [
        ("The fog was thick upon the other side,", "And so?", ""),
        ("The fog lay on the water.", "The fog is always thick", "I"),
        ("The fog was thick.", "The fog is always very thick to the blind", ""),
    ],
)
def test_the_parts_of_a_line_are_one_line_together(first: str, second: str, part: str) -> None:
    text = PLAY.replace("The fog was thick.", first).replace("The fog is always thick", second)
    assert f"{part}|{first}" in lines(encoded(text))


def test_a_book_sets_lines_in() -> None:
    read = book(encoded(POEM))
    poem = next(block for block in every(read.blocks) if isinstance(block, Passage) and block.role == "poem")
    shown = [str(line.inlines[0]) for line in every(poem.blocks) if isinstance(line, Paragraph)]
    assert [len(text) - len(text.lstrip("\u2003")) for text in shown] == [0, 2, 1, 0]


SONG = """
ACT I

HESTER. You are late.

AMOS. The tide is late.

HESTER. It is not.

AMOS. {cue}

    The lamp is lit, the lamp is out,
      And who will light it then?
    The wind goes up and round about,
      And lights the lamp again.

HESTER. You are late again.

AMOS. So are you.

HESTER. So is the boat.

AMOS. So be it.
"""


@pytest.mark.parametrize(
    ("cue", "song"),
    [
        ("(sings)", "song"),
        ("[He takes the lamp, and sings.]", "song"),
        ("Then hear this.\n\n[Singing.]", "song"),
        ("Then hear this.\n\n[Song.]", "song"),
        ("Then hear this.\n\n[The song is over.]", ""),
        ("Then hear this.\n\n[He reads.]", ""),
        ("Then hear me sing.", ""),
    ],
)
def test_a_direction_says_that_somebody_sings(cue: str, song: str) -> None:
    poems = encoded(SONG.format(cue=cue).lstrip()).findall(".//tei:lg", NAMESPACES)
    assert [poem.get("type", "") for poem in poems] == [song]


@pytest.mark.parametrize(
    ("column", "verse"),
    [
        (4, 13),  # as the lines before the break
        (0, 12),
    ],
)
def test_verse_goes_on_overleaf(column: int, verse: int) -> None:
    speech = "Hester.  You come as late as every tide has come\n    Since first I lit this lamp above the stair,\n"
    more = "    And every tide has brought me less than that\n    Which went before it, till the least is you.\n\n"
    answer = "Amos.  The fog was thick, and all the boats were out.\n\n"
    text = "ACT I\n\n" + 6 * (speech + more + answer)
    text += speech + f"\n\n\f{' ' * column}And every lamp has brought me less than none.\n\n" + answer
    last = encoded(text).findall(".//tei:sp", NAMESPACES)[-2]
    assert len(last.findall(".//tei:l", NAMESPACES)) == verse - 10


@pytest.mark.parametrize(("blanks", "told"), [(8, 0), (7, 1)])
def test_what_stands_far_in_a_line_is_no_slip(blanks: int, told: int) -> None:
    text = filled(f"[[P]]\n\nThe tide was out.{' ' * blanks}Exit the boat.\n\n[[P]]")
    assert sum(record.kind == "spacing" for record in changes(encoded(text))) == told
