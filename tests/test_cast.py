"""Cast lists: what has the form of one, and where it ends; plays that their lists and their many speeches show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.blocks.cast import Cast, casts, is_one_of, name_words, role
from ecdosis.stages.blocks.cast import proposals as listing
from ecdosis.stages.blocks.plays import known_to_speak, proposals, speakers
from ecdosis.stages.blocks.spoken import lines_spoken
from ecdosis.stages.blocks.staged import Styled, alone, is_entrance
from ecdosis.stages.blocks.views import View, views
from test_plays import WORDS, said, turns

ROLES = ("HESTER, a pilot", "AMOS, her brother", "JONAS")
BELOW = "\n\nPROLOGUE\n\n"
LINE = "Upon the water stood the lamp"
"""Half a line of verse."""


def seen(text: str) -> list[View]:
    return views(Text.of(text))


def listed(*lines: str, below: str = BELOW) -> list[str]:
    """The lines of the cast list of a text, between its heading and what stands below."""
    text = "\n\n".join(["PERSONS", *lines]) + below
    found = casts(seen(text))
    return [text[start:].split("\n")[0] for one in found for start in one.lines]


def speeches(names: Sequence[str], sign: str = ". ") -> str:
    return "\n\n".join(f"{name}{sign}{word}" for name, word in zip(names, cycle(WORDS), strict=False))


def test_a_list_has_three_lines() -> None:
    assert listed(*ROLES) == list(ROLES)
    assert listed(*ROLES[:2]) == []


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("One two three four five six, a pilot", True),
        ("One two three four five six seven, a pilot", False),
        ("One two three four five", True),
        ("One two three four five six", False),
        ("Jonas, " + "a " * 38 + "pilot", True),
        ("Jonas, " + "a " * 39 + "pilot", False),
        ("and four bargemen", True),
        ("[The fog lifts.]", False),
        ("Scene: the landing stage", False),
    ],
)
def test_what_a_line_is(line: str, is_one: bool) -> None:
    assert listed(*ROLES, line) == [*ROLES, *([line] if is_one else [])]


@pytest.mark.parametrize(("blank", "found"), [(2, 4), (3, 3)])
def test_blank_lines_end_a_list(blank: int, found: int) -> None:
    text = "PERSONS\n\n" + "\n\n".join(ROLES) + "\n" * (blank + 1) + "A LAMP" + BELOW
    assert [len(one.lines) for one in casts(seen(text))] == [found]


@pytest.mark.parametrize(("between", "silent"), [(29, True), (30, False)])
def test_nobody_speaks_before_the_first_heading(between: int, silent: bool) -> None:
    prose = "The lamp was lit on the water, and nobody who stood there saw it go out again before the morning came.\n\n"
    text = "PERSONS\n\n" + "\n\n".join(ROLES) + "\n\n" + prose * between + "PROLOGUE\n\n"
    (found,) = casts(seen(text))
    assert len(found.silent) == (between + 4 if silent else 4)


def test_who_is_named_again_speaks() -> None:
    """Where no heading stands below, a line that begins with a name that is listed already is no line of the list."""
    assert listed(*ROLES, "JONAS. You are late.", below="") == list(ROLES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HESTER, a pilot", ("HESTER", "a pilot")),
        ("HESTER VALE.", ("HESTER VALE", "")),
        ("{ Amos: her brother }", ("Amos", "her brother")),
        ("Sonya (called Mossy)", ("Sonya", "(called Mossy)")),
        ("Jonas -- a clerk", ("Jonas", "a clerk")),
        ("JONAS.....Mr. Pell", ("JONAS", "Mr. Pell")),
        ("1. Bargeman", ("1. Bargeman", "")),
    ],
)
def test_roles(text: str, found: tuple[str, str]) -> None:
    one = role(text)
    assert one is not None
    assert (text[slice(*one.named)], text[slice(*one.described)]) == found


def test_short_names_have_three_letters() -> None:
    named = name_words("Francisco Vale")
    assert is_one_of(name_words("Fra"), named)
    assert not is_one_of(name_words("Fr"), named)
    assert not is_one_of(name_words("Hester"), named)


def test_a_title_is_no_name() -> None:
    assert not is_one_of(name_words("Mrs"), name_words("Mrs. Vale"))
    assert is_one_of(name_words("Count"), name_words("Count"))


@pytest.mark.parametrize(("count", "found"), [(4, 4), (3, 0)])
def test_a_list_makes_four_speeches_a_play(count: int, found: int) -> None:
    text = "\n\n".join(["PERSONS", *ROLES]) + BELOW + speeches(turns("HESTER", "AMOS", count=count))
    assert said(text)[1].count("speaker") == found


@pytest.mark.parametrize(("names", "known"), [(("HESTER", "AMOS"), 1), (("HESTER", "BEN"), 0)])
def test_two_of_a_list_speak(names: tuple[str, str], known: int) -> None:
    found = seen("\n\n".join(["PERSONS", *ROLES]) + "\n\nACT I\n\n" + speeches(turns(*names, count=10)))
    lists: tuple[Cast, ...] = casts(found)
    assert len(known_to_speak(lists, speakers(found, casts=lists))) == known


@pytest.mark.parametrize(("others", "found"), [(6, 6), (7, 0)])
def test_other_lines_that_look_like_names(others: int, found: int) -> None:
    """Of a list half of what looks like a name must speak."""
    lines = [
        *turns("Hester", "Amos", count=6),
        *(f"{word}g" for word in islice(["Fo", "Do", "Lo", "Bo", "Co", "Jo", "Ro"], others)),
    ]
    text = "\n\n".join(["PERSONS", *map(str.title, ROLES)]) + BELOW + speeches(lines)
    assert said(text)[1].count("speaker") == found


CROWD = ("Hester", "Amos", "Jonas", "Ruth", "Bell")


@pytest.mark.parametrize(
    ("names", "count", "found"), [(CROWD, 100, 100), (CROWD, 99, 0), (CROWD[:4], 100, 0)], ids=["many", "fewer", "four"]
)
def test_many_speeches_are_a_play(names: tuple[str, ...], count: int, found: int) -> None:
    assert len(speakers(seen(speeches(turns(*names, count=count))))) == found


@pytest.mark.parametrize(("again", "found"), [(14, 115), (19, 0)])
def test_many_speeches_by_turns(again: int, found: int) -> None:
    """Of 115 and 120 speeches, after so many the same person speaks on."""
    names = [*turns(*CROWD, count=100), *["Bell"] * (again + 1)]
    assert len(speakers(seen(speeches(names)))) == found


@pytest.mark.parametrize(("others", "found"), [(66, 100), (67, 0)])
def test_many_speeches_among_other_lines(others: int, found: int) -> None:
    letters = "abcdefgh"
    names = [f"D{letters[n // 8]}{letters[n % 8]}" for n in range(63)] + ["Fog", "Dog", "Log", "Bog"]
    mixed = [*turns(*CROWD, count=100), *names[:others]]
    assert len(speakers(seen(speeches(mixed)))) == found


@pytest.mark.parametrize(("others", "found"), [(3, 13), (4, 10)])
def test_another_form_of_the_same_names(others: int, found: int) -> None:
    """Names in lines of their own, half of which are those that stand before speeches."""
    names = ["Hester", "Amos", "Jonas", "Fog", "Dog", "Log", "Bog"][: 3 + others]
    alone = "\n\n".join(f"{name}.\n\n{WORDS[0]}" for name in names)
    text = "ACT I\n\n" + speeches(turns("Hester", "Amos", "Jonas", count=10)) + "\n\n" + alone
    assert len(speakers(seen(text))) == found


@pytest.mark.parametrize(("blank", "found"), [(2, 9), (3, 8)])
def test_a_name_in_some_style(blank: int, found: int) -> None:
    """Among names in italics, one that is rare speaks; not a title, with more blank lines above it."""
    lines = [f"{name}.\n\n{WORDS[0]}" for name in turns("Hester", "Amos", count=8)]
    text = (
        "\n\n".join(["ACT I", *lines[:4]]) + "\n" * (blank + 1) + "\n\n".join([f"The Lamp.\n\n{WORDS[0]}", *lines[4:]])
    )
    shown = seen(text)
    styled = {view.start: view.end for view in shown if view.text[-1] == "." and view.words < 3}
    assert len(speakers(shown, styled=styled)) == found


def test_what_happens_on_the_stage_speaks_not() -> None:
    names = [*turns("Hester", "Amos", count=12), *["Flourish"] * 3]
    assert said("ACT I\n\n" + speeches(names))[1].count("speaker") == 12


def test_a_place_below_headings_speaks_not() -> None:
    scenes = (
        f"SCENE {n}\n\nLondon. A street.\n\n" + speeches(["Hester", "Amos", "Hester"]) for n in ["I", "II", "III"]
    )
    text = "\n\n".join(scenes)
    assert said(text)[1].count("speaker") == 9


def verse(lines: Sequence[str], *, more: str = "") -> list[str]:
    """The types of what is spoken by turns in so many lines each, and in the last of all."""
    names = turns("HESTER", "AMOS", count=len(lines))
    text = "ACT I\n\n" + "\n\n".join(f"{name}. {spoken}" for name, spoken in zip(names, lines, strict=True)) + more
    found = seen(text)
    known = speakers(found)
    found = views(Text.of(text), sorted(one.end for one in known))
    taken = proposals(found, known)
    told = lines_spoken(found, taken, known)
    return [told[index].type if index in told else "" for index in range(len(found)) if index not in taken][1:]


PAIR = f"{LINE}\nAnd no one saw the ferry go"


@pytest.mark.parametrize(("count", "type_"), [(12, "verse"), (11, "p")])
def test_verse_has_twelve_lines_below_the_first(count: int, type_: str) -> None:
    assert set(verse([PAIR] * count)) == {type_}


@pytest.mark.parametrize(("small", "found"), [(3, 24), (4, 0)])
def test_lines_of_verse_begin_with_capitals(small: int, found: int) -> None:
    lines = [PAIR] * 12 + [f"{LINE}\nand no one saw"] * small
    assert verse(lines).count("verse") == found


@pytest.mark.parametrize(("length", "found"), [(56, 24), (57, 0)])
def test_lines_of_verse_end_before_the_margin(length: int, found: int) -> None:
    assert verse([f"{LINE}\n{'The lamp '.ljust(length, 'o')}"] * 12).count("verse") == found


@pytest.mark.parametrize(("length", "found"), [(72, 2), (73, 0)])
def test_a_long_line_of_verse(length: int, found: int) -> None:
    """One of 73 characters makes its speech prose, not the play."""
    told = verse([PAIR] * 20 + [f"{LINE}\n{'The lamp '.ljust(length, 'o')}"])
    assert (told[:40].count("verse"), told[40:].count("verse")) == (40, found)


@pytest.mark.parametrize(("long", "found"), [(1, 64), (2, 0)])
def test_lines_of_prose_are_long(long: int, found: int) -> None:
    assert verse([PAIR] * 32 + ["The lamp ".ljust(80, "o")] * long).count("verse") == found


@pytest.mark.parametrize(("prose", "found"), [(2, 1), (3, 0)])
def test_a_line_alone_is_verse_where_all_is(prose: int, found: int) -> None:
    lines = [PAIR] * 20 + [f"{LINE}\nand no one saw"] * prose + [LINE]
    assert verse(lines)[-1:] == ["verse" if found else "p"]


def directions(text: str, styled: Sequence[str] = ()) -> list[str]:
    """The directions that stand alone; `styled`: blocks that are set in some style as a whole."""
    found = seen(text)
    known = speakers(found)
    found = views(Text.of(text), sorted(one.end for one in known if not one.alone))
    taken = proposals(found, known)
    spans = [(view.start, view.end) for view in found if view.text in styled]
    marked = Styled(frozenset(start for start, _ in spans), frozenset(end for _, end in spans))
    return [found[index].text for index in sorted(alone(found, taken, known, marked))]


@pytest.mark.parametrize(("apart", "found"), [(2, ["The lamp goes out."]), (3, [])])
def test_what_blank_lines_set_off(apart: int, found: list[str]) -> None:
    """Where speeches stand right below each other, but for one in ten; those that a direction parts do not count."""
    spoken = [f"{name}. {WORDS[0]}" for name in turns("HESTER", "AMOS", count=20)]
    close = "\n".join(spoken[apart:])
    text = "ACT I\n" + "\n\n".join([*spoken[:apart], close])
    text += "\n\nThe lamp goes out.\n\n" + "\n".join(spoken[:4])
    assert directions(text) == found


@pytest.mark.parametrize(("blank", "found"), [(2, ["Hester goes to the lamp"]), (3, [])])
def test_what_is_set_in_a_style(blank: int, found: list[str]) -> None:
    """A block in italics is a direction; one with more blank lines above it is rather a heading."""
    spoken = [f"{name}. {WORDS[0]}" for name in turns("HESTER", "AMOS", count=10)]
    text = (
        "ACT I\n\n"
        + "\n\n".join(spoken[:5])
        + "\n" * (blank + 1)
        + "Hester goes to the lamp\n\n"
        + "\n\n".join(spoken[5:])
    )
    assert directions(text, ["Hester goes to the lamp"]) == found
    assert directions(text) == []


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Enter HESTER with a lantern", True),
        ("Enter the house and rest there", False),
        ("Exeunt all but two", True),
        ("Exeunt all but the two", False),
        ("Enter HESTER" + " and a lamp" * 19 + " too", True),
        ("Enter HESTER" + " and a lamp" * 19 + " of hers", False),
        ("exit", False),
        ("HESTER enters", False),
    ],
)
def test_who_comes_and_goes(text: str, is_one: bool) -> None:
    assert is_entrance(text, frozenset({"hester"})) == is_one


def grouped(text: str) -> list[str]:
    """The lines of a cast list, `+` before those of a group and `#` before what names one."""
    text += BELOW + speeches(["HESTER", "AMOS"] * 5)
    found = seen(text)
    known = speakers(found, casts=casts(found))
    settled = listing(found, known_to_speak(casts(found), known))
    told = [(found[i].text, one) for i, one in sorted(settled.items()) if one.type == "cast-item"]
    return [f"{'#' if one.genre else '+' if one.part else ''}{line}" for line, one in told]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("\n\nBargemen\n\n  JONAS\n\n  PETER", ["#Bargemen", "+JONAS", "+PETER"]),
        ("\n\nBargemen\n\n JONAS\n\n PETER", ["Bargemen", "JONAS", "PETER"]),  # a column is chance
        ("\n\nBargemen\n\n  JONAS\n\nPETER", ["Bargemen", "JONAS", "PETER"]),  # one alone is no group
        ("\n\nBargemen\n  JONAS\n  PETER", ["Bargemen", "JONAS", "PETER"]),  # what goes on is said of one
        ("\n\nBARNABY, a bargeman\n\n  JONAS\n\n  PETER", ["BARNABY, a bargeman", "JONAS", "PETER"]),
        ("\n\nJONAS  } bargemen\nPETER  }", ["+JONAS  } bargemen", "+PETER  }"]),
        ("\n\nJONAS  } a bargeman", ["JONAS  } a bargeman"]),
    ],
)
def test_groups_of_a_cast(lines: str, expected: list[str]) -> None:
    assert grouped("PERSONS\n\nHESTER, a pilot\n\nAMOS, her brother" + lines)[2:] == expected


def test_a_brace_parts_the_name_from_what_is_said() -> None:
    found = role("JONAS  } bargemen")
    assert found is not None
    assert [slice(*span) for span in found] == [slice(0, 5), slice(9, 17)]


def test_long_vowels_are_marked_in_a_heading() -> None:
    assert [len(one.lines) for one in casts(seen("DRĀMATIS PERSŌNAE\n\n" + "\n\n".join(ROLES) + BELOW))] == [3]
    assert [len(one.lines) for one in casts(seen("Действующие лица\n\n" + "\n\n".join(ROLES) + BELOW))] == [3]
