"""Plays in prose whose directions stand without brackets, how somebody speaks beside a name, and songs with numbers."""

from __future__ import annotations

import pytest

from test_blocks import divided

TOLD = (
    "Hester lifts the lantern and looks at the water.",
    "The rain has stopped; the people on the landing begin to leave.",
    "Amos, who has heard nothing, goes on with his net.",
    "The bell strikes the first quarter.",
    "Jonas comes in. He has a rope in his hand and a sack on his back, and he is wet to the bone.",
    "Silence. The boat is heard on the stones.",
    "Martha closes the door.",
    "Night falls.",
)
ASKED = ("But who will pay me for it? You know the price of a rope as well as I do.", "My mother never told me of it.")


def play(told: list[str], form: str = "{}. {}") -> dict[str, str]:
    """What the blocks of a play are, by their words: speeches by turns, with some paragraphs between them."""
    names = ("HESTER", "AMOS", "JONAS", "MARTHA") if form.startswith("{}") else ("Hester", "Amos", "Jonas", "Martha")
    speeches = [
        form.format(names[i % 4], f"There was one boat at the landing number {i}.") for i in range(2 * len(told) + 8)
    ]
    blocks = [line for i, one in enumerate(speeches) for line in (one, *told[i // 2 : i // 2 + 1][: i % 2])]
    text, division = divided("ACT I\n\n" + "\n\n".join(blocks))
    return {
        text.reading[b.start : b.end].strip(): "said" if b.type == "p" and b.group else b.type for b in division.blocks
    }


def test_paragraphs_that_tell_what_is_done() -> None:
    found = play([*TOLD])
    assert {found[line] for line in TOLD} == {"stage-direction"}


@pytest.mark.parametrize(
    "told",
    [
        TOLD[:7],  # too few
        (*TOLD, *ASKED, *(line.replace("mother", "father") for line in ASKED)),  # speeches go on
    ],
)
def test_paragraphs_that_may_be_spoken(told: tuple[str, ...]) -> None:
    found = play([*told])
    assert "stage-direction" not in {found[line] for line in told}


def test_in_a_play_with_names_in_their_own_lines_they_are_spoken() -> None:
    found = play([*TOLD], "{}.\n\n{}")
    assert "stage-direction" not in {found[line] for line in TOLD}


@pytest.mark.parametrize("line", ["Keeper: There was no boat at all.", "3. Robber. There was no boat.", "Who was it?"])
def test_what_is_said_among_them(line: str) -> None:
    assert play([*TOLD, line])[line] != "stage-direction"


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("MRS. HESTER [lifting the lantern] Who is there?", "MRS. HESTER"),
        ("THE KEEPER OF THE BRIDGE [from afar] Nobody at all.", "THE KEEPER OF THE BRIDGE"),
        ("HESTER [not to be put off]—but the boat is gone.", "HESTER"),
        ("HESTER [slowly] _Nobody_ is there.", "HESTER"),
        ("The keeper [from afar] says that nobody is there.", None),
    ],
)
def test_how_somebody_speaks(line: str, who: str | None) -> None:
    found = play([*TOLD, line])
    assert (found.get(who or line) == "speaker") is (who is not None)


def test_before_the_first_speech_nobody_speaks_so() -> None:
    _, division = divided(
        "THE KEEPER [a picture] Printed at Lowmere.\n\nACT I\n\n"
        + "\n\n".join(f"{n}. There was one boat." for n in ("HESTER", "AMOS", "JONAS") * 4)
    )
    assert division.blocks[0].type != "speaker"


SONG = "\n".join(
    ["  The ferry lies at Lowmere,", "    The ferryman is old,", "  The lamp is on the water,", "    It is cold."]
)


def opera(label: str, direction: str = "  Enter JONAS.") -> dict[str, str]:
    speeches = [
        f"{n}. There was one boat at the landing, number {i}." for i, n in enumerate(("HESTER", "AMOS", "JONAS") * 5)
    ]
    for place, line in (
        (3, f"{label}\n\n{SONG}\n\nBut who will ring the bell for us tonight, when the lamp is out?"),
        (6, direction),
        (9, direction),
        (12, direction),
    ):
        speeches.insert(place, line)
    text, division = divided("ACT I\n\n" + "\n\n".join(speeches))
    return {
        text.reading[b.start : b.end].strip(): "said" if b.type == "p" and b.group else b.type for b in division.blocks
    }


@pytest.mark.parametrize(
    ("label", "song"),
    [
        ("AIR IV. The hills of home", True),
        ("SONG 2.", True),
        ("Boat IV. The hills of home", False),
        ("An air of home", False),
    ],
)
def test_the_number_of_a_song(label: str, song: bool) -> None:
    found = opera(label)
    assert (found[label] == "stage-direction") is song


@pytest.mark.parametrize(("direction", "said"), [("  Enter JONAS.", "said"), ("Enter JONAS.", "p")])
def test_a_speech_goes_on_below_a_song(direction: str, said: str) -> None:
    """Where directions stand further in, what stands at the margin below a song is spoken by who sang it."""
    assert (
        opera("AIR IV. The hills of home", direction)[
            "But who will ring the bell for us tonight, when the lamp is out?"
        ]
        == said
    )
