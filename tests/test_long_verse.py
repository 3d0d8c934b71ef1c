"""Verse in lines as long as those of prose: whole stanzas that were left apart in a text that has much verse."""

from __future__ import annotations

from itertools import cycle

import pytest

from test_blocks import divided

FEET = (
    "Oh the bell was rung at midnight and the ferryman was sleeping by the landing",
    "And the lantern on the water was as yellow as the corn upon the hill,",
    "And the miller and the miller's wife were silent and were standing",
    "In the doorway of the mill, and all the mill was still;",
)
SHORT = (
    "The ferry lies at Lowmere,",
    "The ferryman is old,",
    "The lamp is on the water,",
    "The winter nights are cold.",
)
STOPPED = ("The bell is the water.", "The water is the night.", "The night is the miller.", "The miller is the light.")
UNSTOPPED = ("The bell was rung at midnight", "And nobody came", "The river was as high", "As the landing stage")


def stanza(lines: tuple[str, ...]) -> str:
    return "\n".join(f"  {line}" for line in lines)


def poems(*stanzas: tuple[str, ...], short: int) -> dict[str, str]:
    """What each line is of a text with so many short stanzas and some others."""
    source = "\n\n".join([*[stanza(SHORT)] * short, *map(stanza, stanzas), *[stanza(SHORT)] * 2])
    text, division = divided(source)
    return {text.reading[block.start : block.end].strip(): block.type for block in division.blocks}


@pytest.mark.parametrize(("short", "verse"), [(6, True), (0, False)])
def test_long_lines_of_stanzas(short: int, verse: bool) -> None:
    prose = " ".join(["The ferry crosses the river at Lowmere four times a day, and in winter not at all."] * 30)
    lines = list(FEET)
    source = "\n\n".join(
        [*[stanza(SHORT)] * short, prose, stanza(FEET), stanza(FEET), *([prose] * 40 if not short else [])]
    )
    text, division = divided(source)
    found = {text.reading[block.start : block.end].strip(): block.type for block in division.blocks}
    assert {found[line] for line in lines} == ({"verse"} if verse else {"p"})


def test_a_line_wider_than_verse() -> None:
    wide = (f"{FEET[0]} and the river and the river", FEET[1], FEET[2], FEET[3])
    found = poems(FEET, wide, FEET, short=6)
    assert found[wide[0]] != "verse"


def test_a_line_alone_is_no_stanza() -> None:
    found = poems((FEET[0],), short=6)
    assert found[FEET[0]] == "p"


@pytest.mark.parametrize(("adjacent", "verse"), [(True, "verse"), (False, "p")])
def test_a_first_line_with_a_colon(adjacent: bool, verse: str) -> None:
    """Prose may lead to verse with a colon; in a text with much verse, only where a blank line stands below."""
    line = "And here is all there was of it:"
    block = stanza((line, *SHORT)) if adjacent else f"  {line}\n\n{stanza(SHORT)}"
    text, division = divided("\n\n".join([*[stanza(SHORT)] * 8, block, stanza(SHORT)]))
    found = {text.reading[one.start : one.end].strip(): one.type for one in division.blocks}
    assert found[line] == verse


@pytest.mark.parametrize("lines", [STOPPED, UNSTOPPED])
@pytest.mark.parametrize(("prose", "verse"), [(1, {"verse"}), (60, {"p"})])
def test_stanzas_without_signs(lines: tuple[str, ...], prose: int, verse: set[str]) -> None:
    """Lines that all end with full stops, or with nothing, are verse where nearly all is."""
    many = cycle(["The ferry crosses the river at Lowmere four times a day, and in winter not at all, as all know."])
    paragraphs = [next(many) for _ in range(prose)]
    source = "\n\n".join([*[stanza(SHORT)] * 9, *paragraphs, "THE BELL", stanza(lines), "THE LAMP", stanza(SHORT)])
    text, division = divided(source)
    found = {text.reading[one.start : one.end].strip(): one.type for one in division.blocks}
    assert {found[line] for line in lines} == verse
