"""Plays: directions beside names and in round brackets anywhere, names with numbers and names that come seldom, what is
spoken on below directions, the beginning and the end of acts."""

from __future__ import annotations

import pytest

from test_blocks import divided, filled
from test_plays import said


def labels(source: str) -> list[str]:
    text, division = divided(filled(source.lstrip()))
    return [text.reading[one.start : one.end] for one in division.blocks if one.type == "speaker"]


def typed(source: str) -> list[tuple[str, str]]:
    """The blocks of a text: their type, and the first two words of each."""
    text, division = divided(filled(source.lstrip()))
    blocks = [
        ("said" if one.type == "p" and one.group else one.type, text.reading[one.start : one.end].split())
        for one in division.blocks
    ]
    return [(kind, " ".join(words[:2])) for kind, words in blocks]


def dialogue(count: int, sign: str = ".", blank: str = "\n\n") -> list[str]:
    names = ("Hester", "Amos", "Jonas")
    return [f"{names[i % 3]}{sign} You are late, and so is the tide.{blank}" for i in range(count)]


BESIDE = """
ACT I

Hester (lifting the lantern). Who is there?

Amos. The ferryman.

Hester. (Softly.) At this hour?

Jonas [within]. Let me in.

Amos (to Jonas): Not yet.

Hester. Why not?

Amos. The tide is out.

Jonas. I can wait.

Hester. You may.

Jonas. For whom?

Amos. For the tide.

Hester. For him.
"""


def test_what_stands_beside_a_name_is_a_direction() -> None:
    """The stop behind it belongs to it, and the name ends before it; behind another sign too."""
    names = ["Hester", "Amos.", "Hester.", "Jonas", "Amos", "Hester.", "Amos.", "Jonas.", "Hester."]
    names += ["Jonas.", "Amos.", "Hester."]
    assert labels(BESIDE) == names
    assert said(BESIDE)[2] == ["(lifting the lantern).", "(Softly.)", "[within].", "(to Jonas):"]


def test_a_dash_behind_it_keeps_it_with_the_name() -> None:
    text = "ACT I\n\n" + "".join(
        f"{name} (à part). — Vous êtes en retard.\n\n" for name in ("Hester", "Amos", "Jonas") * 3
    )
    assert labels(text)[0] == "Hester (à part). —"


def brackets(sure: int, other: int) -> str:
    """A play with directions in round brackets before the words, and other brackets inside sentences."""
    speeches = [f"{name}: (rises) You are late, and so is the tide." for name in ("Hester", "Amos", "Jonas") * 40]
    bare = ["Hester: You are late (says he) and so is the tide." for _ in range(other)]
    return "ACT I\n\n" + "\n\n".join([*speeches[:sure], *bare]) + "\n\nAmos: So it is.\n"


@pytest.mark.parametrize(("sure", "other", "found"), [(30, 3, True), (29, 3, False), (30, 4, False), (36, 4, True)])
def test_where_nearly_all_round_brackets_are_directions_all_are(sure: int, other: int, found: bool) -> None:
    """Thirty and nine in ten, at least."""
    assert ("(says he)" in said(brackets(sure, other))[2]) == found


def test_one_direction_may_stand_behind_another() -> None:
    text = BESIDE.replace("Why not?", "Why not? (Pause.) (She turns.) Go on.")
    assert {"(Pause.)", "(She turns.)"} <= set(said(text)[2])


def test_a_direction_between_sentences_may_begin_a_line_that_is_set_in() -> None:
    text = BESIDE.replace("Why not?", "Why not?     (She turns.) Go on.")
    assert "(She turns.)" in said(text)[2]


CAST = "PERSONS\n\nHester, a clerk\nAmos, the ferryman\nJonas, a boy\n1. Soldier\n2. Soldier\n\n"
TALK = "".join(dialogue(8, ":"))


@pytest.mark.parametrize(
    ("cast", "lines", "found"),
    [
        ("", "1. Soldier: Halt.\n\n2. Soldier: Who goes?\n\n", ["1. Soldier:", "2. Soldier:"]),
        ("", "2. Soldier: Halt.\n\n", []),
        (CAST, "2. Soldier: Halt.\n\n", ["2. Soldier:"]),
        (CAST, "3. Soldier: Halt.\n\n", []),
        ("", "1. Soldier. Halt.\n\n2. Soldier. Who goes?\n\n", []),
    ],
)
def test_names_with_a_number_speak(cast: str, lines: str, found: list[str]) -> None:
    """Where the cast has them, or two numbers stand before one name, with the sign of the others."""
    text = f"{cast}ACT I\n\n{TALK}{lines}{TALK}"
    assert [one for one in labels(text) if one[0].isdigit()] == found


def test_items_are_no_speakers() -> None:
    """Neither in a text that is no play nor behind the last speech of one."""
    items = "1. Rope: two fathoms.\n\n2. Rope: three fathoms.\n\n"
    assert labels(f"ACT I\n\n{items * 4}") == []
    assert [one for one in labels(f"ACT I\n\n{TALK}\n\n{items}") if one[0].isdigit()] == []


def seldom(count: int, rest: int, sign: str = ":", name: str = "A voice") -> bool:
    """Whether a name that comes once is told among `count` speeches and so many paragraphs of the `rest`."""
    speeches = dialogue(count, sign)
    other = ["The lamp burns low, and the fog has come in\n\n"] * rest
    text = "ACT I\n\n" + "".join([*speeches[:9], f"{name}{sign} Let me in.\n\n", *other, *speeches[9:]])
    return f"{name}{sign}" in labels(text)


@pytest.mark.parametrize(
    ("count", "rest", "sign", "name", "found"),
    [
        (100, 0, ":", "A voice", True),
        (99, 0, ":", "A voice", False),
        (100, 1, ":", "A voice", True),
        (100, 2, ":", "A voice", False),
        (200, 2, ":", "A voice", True),
        (100, 0, ".", "A voice", False),
        (100, 0, ":", "And this I say", False),
    ],
)
def test_names_that_come_once(count: int, rest: int, sign: str, name: str, found: bool) -> None:
    """They are told by a colon in a play in which all else is spoken or directed, and have three words at most."""
    assert seldom(count, rest, sign, name) == found


def test_directions_are_none_of_the_rest() -> None:
    told = [*dialogue(50, ":"), *["[A pause.]\n\n"] * 4, "A voice: Let me in.\n\n", *dialogue(50, ":")]
    assert "A voice:" in labels("ACT I\n\n" + "".join(told))


SPACED = """
ACT I

Hester.  You are late.
Amos.  The tide is late.
Jonas.  It is.
Hester.  It was never late before.

A bell rings.

Amos.  What is that?

{}

{}
Jonas.  A bell.
Hester.  It is the bell of the ferry.

A pause.

Amos.  Let us go.
Jonas.  Where to?

They look out.

Hester.  Home.

They go.
"""


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Go home. The night is long.", "said"),
        ("Listen: it has stopped.", "said"),
        ("(After a pause.) What can it be?", "said"),
        ("Well, well, my girl.  What now?", "said"),
        ("Peter.  Let me in.", "p"),
        ("Peter:  Let me in.", "p"),
        ("He at the door of it all:  Let me in.", "p"),
        ("(He turns.)", "stage-direction"),
        ("WHO IS THERE", "head"),
    ],
)
def test_what_is_spoken_on_below_a_direction(words: str, kind: str) -> None:
    """Where two blanks stand behind names, what has one behind its first stop has none, nor what has a comma in it."""
    found = {start: of for of, start in typed(SPACED.format("Amos listens.", words))}
    assert found[" ".join(words.split()[:2])] == kind


def test_where_one_blank_stands_behind_names_it_may_be_one() -> None:
    text = SPACED.replace(".  ", ". ").format("Amos listens.", "Go home. The night is long.")
    assert ("p", "Go home.") in typed(text)


def test_nothing_is_spoken_on_but_below_a_direction() -> None:
    text = SPACED.format("Go home. I am tired of it.", "The bell is quiet.")
    assert ("p", "Go home.") in typed(text)


def ended(*below: str) -> list[tuple[str, str]]:
    """The blocks below the last speech of a play whose directions blank lines set off."""
    text = SPACED.format("Amos listens.", "Listen: it has stopped.").replace("\nThey go.\n", "")
    found = typed(text + "\n" + "\n\n".join(below) + "\n")
    return found[found.index(("speaker", "Hester.")) :][-len(below) :]


def test_the_last_speech_goes_on_up_to_the_last_direction() -> None:
    """Directions are told however far below the last name they stand, if no four blocks part them."""
    below = ["Amos plays.", "We shall rest, and hear the bell.", "He stops.", "We shall rest."] * 3
    kinds = [kind for kind, _ in ended("A bell rings.", *below, "Curtain.", "1902")]
    assert kinds == ["stage-direction", *(["stage-direction", "said"] * 6), "stage-direction", "p"]


def test_what_stands_far_below_the_last_speech_is_no_direction() -> None:
    far = ["We met again, and I told you of the bell, and you told me of the ferry, and of all of us."] * 5
    assert ended("A bell rings.", *far, "Amos stops.")[-1][0] == "p"
    assert ended(*["Amos plays."] * 6, "\n\nAmos stops.", "Hester goes.")[-1][0] == "p"
    many = ended(*["Amos plays."] * 28)
    assert {kind for kind, _ in many[:20]} == {"stage-direction"}
    assert many[-1][0] == "p"


@pytest.mark.parametrize(
    ("line", "below", "kind"),
    [
        ("TABLEAU", "ACT II\n\n", "stage-direction"),
        ("Act drop.", "ACT II\n\n", "stage-direction"),
        ("TABLEAU", "", "p"),
        ("TABLEAU OF FARES", "ACT II\n\n", "p"),
    ],
)
def test_what_ends_an_act(line: str, below: str, kind: str) -> None:
    """A word that says so, above the next heading."""
    text = f"ACT I\n\n{''.join(dialogue(8))}{line}\n\n{below}{''.join(dialogue(4))}"
    kinds = [of for of, start in typed(text) if start.startswith(line.split()[0])]
    assert (kinds == ["stage-direction"]) == (kind == "stage-direction")


@pytest.mark.parametrize(
    ("heading", "opening", "found"),
    [
        ("ACT I", "Far from the well a bench. Fog.", True),
        ("ACT I", "The lamplighter. Let me in.", False),
        ("PROLOGUE", "Behind it stand the geese.", True),
        ("INTRODUCTION", "Behind it stand the geese.", False),
    ],
)
def test_where_an_act_is_set(heading: str, opening: str, found: bool) -> None:
    """In sentences, though one may look like a name before words; below a prologue, too."""
    text = f"{heading}\n\nA landing stage.\n\n{opening}\n\n{''.join(dialogue(9))}ACT II\n\n{''.join(dialogue(3))}"
    told = [kind for kind, _ in typed(text)][1:3]
    assert (told == ["stage-direction"] * 2) == found


def test_names_beside_directions_speak_where_others_stand_alone() -> None:
    """With a full stop behind; a sentence that begins so without a direction is none."""
    names = ("HESTER", "AMOS", "JONAS")
    alone = [f"{names[i % 3]}.\n\nYou are late, and so is the tide.\n\n" for i in range(12)]
    sentences = "Well. You are late.\n\nAgain. It is the tide.\n\nEnough. It is.\n\n" * 2
    text = "ACT I\n\n" + "".join(alone) + sentences + "HESTER (to Amos). Go home.\n\nAmos. He is late.\n\n" + alone[1]
    found = labels(text)
    assert len(found) == 14, found
    assert "HESTER" in found
