"""Plays: who speaks, what, and what is directed; and what is no play."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.model.document import Block
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.cast import pointers
from ecdosis.tei.names import ID, NAMESPACES, content, parse, tag
from ecdosis.tei.persons import Person, persons
from ecdosis.tei.read import read, reading_of
from ecdosis.tei.restore import restore
from ecdosis.tei.structure import places
from ecdosis.tei.validate import our_schema
from labelled import load, parameters
from test_blocks import divided, filled

CASES = load("plays.toml")
FORMS = load("plays_forms.toml")
PLAY = CASES[0]["text"].lstrip()


LONG_LINE = "\nand so the ferry and the ferryman and all of those who had been waiting at the river since the morning"


def said(source: str) -> tuple[Text, list[str], list[str]]:
    """A text, the types of its blocks, and the words of the directions in them."""
    text, division = divided(filled(source.lstrip()))
    types = ["said" if block.type == "p" and block.group else block.type for block in division.blocks]
    marks = [text.reading[mark.start : mark.end] for mark in division.marks if mark.kind == "direction"]
    return text, types, marks


@pytest.mark.parametrize("case", parameters([*CASES, *FORMS]))
def test_case(case: dict[str, Any]) -> None:
    text, types, directions = said(case["text"])
    if case.get("none"):
        assert not {"speaker", "stage-direction", "said", "cast-item"} & set(types), text.reading
    else:
        assert types == case["types"]
        assert directions == case.get("directions", [])


@pytest.mark.parametrize("case", parameters([case for case in FORMS if "labels" in case]))
def test_where_a_name_ends(case: dict[str, Any]) -> None:
    text, division = divided(filled(case["text"].lstrip()))
    labels = [text.reading[block.start : block.end] for block in division.blocks if block.type == "speaker"]
    assert labels == case["labels"]


def test_a_play_in_tei() -> None:
    """Each speech leads to who speaks; directions at its end stand below it; the reading has its lines as before."""
    root = parse(to_tei(PLAY.encode(), Descriptor(id="play"), Path("play.txt")))
    speeches = root.findall(".//tei:sp", NAMESPACES)
    names = {
        str(one.get("{http://www.w3.org/XML/1998/namespace}id")): content(one)
        for one in root.iterfind(".//tei:listPerson/tei:person", NAMESPACES)
    }
    assert list(names.values()) == ["HESTER", "AMOS", "JONAS"]
    told = [names[str(one.get("who"))[1:]] for one in speeches]
    assert told == [content(one[0]).rstrip(".") for one in speeches]
    assert [
        one.getparent() is not None and content(one) for one in root.iterfind(".//tei:div/tei:stage", NAMESPACES)
    ] == [
        "[A landing stage. Fog.]",
        "[JONAS falls.]",
        "[They go.]",
    ]
    assert "\n\nHESTER. [Lifting the lantern.] Who is with you?\n\n" in read(root)
    assert restore(root) == PLAY.encode()


def encoded(source: str) -> etree._Element:
    return parse(to_tei(source.encode(), Descriptor(id="play"), Path("play.txt")))


def test_a_name_is_all_that_stands_in_italics() -> None:
    """Also beyond its first stop: who is called after another is not the other."""
    names = ["Amos.", "Hester.", "Amos. jun."] * 4
    text = "ACT I\n\n" + "\n\n".join(f"_{name}_ You are late." for name in names) + "\n"
    assert [reading_of(one) for one in encoded(text).iterfind(".//tei:speaker", NAMESPACES)] == names


@pytest.mark.parametrize(
    ("name", "above", "found"),
    [("_{}_", 2, True), ("{}", 2, False), ("_{}_ Vale", 2, False), ("_{}_", 3, False)],
)
def test_names_alone_in_italics(name: str, above: int, found: bool) -> None:
    """They need no sign behind them; a line that is set in italics in part, or stands as far off as a heading, names
    nobody."""
    blank = "\n" * (above + 1)
    speeches = [f"{name.format(who)}\n\n  You are late, and so is the tide." for who in ("Amos", "Hester", "Jonas")] * 3
    told = encoded(f"ACT I{blank}" + blank.join(speeches) + "\n").findall(".//tei:speaker", NAMESPACES)
    assert [reading_of(one) for one in told] == (["Amos", "Hester", "Jonas"] * 3 if found else [])


def test_the_lines_of_a_direction_are_one() -> None:
    text = PLAY.replace("[JONAS falls.]", "Enter PETER, with a lamp, and\nMR. TARN.")
    told = [content(one) for one in encoded(text).iterfind(".//tei:stage", NAMESPACES)]
    assert "Enter PETER, with a lamp, and MR. TARN." in [" ".join(one.split()) for one in told]


@pytest.mark.parametrize(("blanks", "found"), [(3, True), (2, False)])
def test_a_direction_stands_far_at_the_end_of_a_line(blanks: int, found: bool) -> None:
    text = PLAY.replace("There was one.", f"There was one.{' ' * blanks}Exit.")
    told = [content(one) for one in encoded(text).iterfind(".//tei:p/tei:stage", NAMESPACES)]
    assert ("Exit." in told) == found


def test_scenes_stand_below_acts() -> None:
    text = PLAY.replace("SCENE I", "ACT I\n\nSCENE I")
    text += "\n\nSCENE II\n\nHESTER. You are late.\n\nAMOS. So are you.\n\nACT II\n\nHESTER. You are late.\n"
    heads = encoded("THE LAMP\n\nA Play\n\n" + text).findall(".//tei:body//tei:head", NAMESPACES)
    depths = {content(one): sum(tag(outer) == "div" for outer in one.iterancestors()) for one in heads}
    assert depths == {"ACT I": 1, "SCENE I": 2, "SCENE II": 2, "ACT II": 1}


CAST = "PERSONS\n\nHESTER VALE, a pilot\n\nAMOS (called Mossy), her brother\n\nJONAS\n\n" + PLAY


def test_a_cast_list_in_tei() -> None:
    """Each role is told from what is said of it, and leads to who speaks; the reading has each line as it was."""
    root = parse(to_tei(CAST.encode(), Descriptor(id="play"), Path("play.txt")))
    lines = root.findall(".//tei:castList/tei:castItem", NAMESPACES)
    assert [[(tag(part), content(part)) for part in line] for line in lines] == [
        [("role", "HESTER VALE"), ("roleDesc", "a pilot")],
        [("role", "AMOS"), ("roleDesc", "(called Mossy), her brother")],
        [("role", "JONAS")],
    ]
    names = {f"#{one.get(ID)}": content(one) for one in root.iterfind(".//tei:listPerson/tei:person", NAMESPACES)}
    assert [names[line.get("corresp", "")] for line in lines] == ["HESTER", "AMOS", "JONAS"]
    assert "\n\nHESTER VALE, a pilot\n\nAMOS (called Mossy), her brother\n\nJONAS\n\n" in read(root)
    assert restore(root) == CAST.encode()
    assert our_schema().validator.validate(root)


@pytest.mark.parametrize(
    ("roles", "people", "led"),
    [
        (["HESTER, a pilot"], ["Hester"], ["Hester"]),
        (["HESTER VALE", "AMOS VALE"], ["Vale"], ["", ""]),  # may be either
        (["Francisco, a soldier", "Marcellus", "Marcellus, officer"], ["Fran", "Mar"], ["Fran", "", ""]),
        (["ODO AND CLARA VALE, her parents", "EMILY VALE"], ["Odo", "Clara"], ["Odo Clara", ""]),
        (["Torvald Helmer"], ["Helmer", "Torvald"], [""]),  # who are not said to be one
        (["Sophia (Sonya) , his daughter"], ["Sonya"], ["Sonya"]),
        (["Helmer’s three children", "Nora Helmer"], ["Helmer"], ["", "Helmer"]),
    ],
)
def test_who_is_in_the_cast(roles: list[str], people: list[str], led: list[str]) -> None:
    found = pointers(dict(enumerate(roles)), {name: name for name in people})
    assert [found.get(index, "") for index in range(len(roles))] == led


@pytest.mark.parametrize(
    ("labels", "names", "led"),
    [
        (["HESTER.", "Hester:", "AMOS."], ["HESTER", "AMOS"], ["#person-1", "#person-1", "#person-2"]),
        (["Ham.", "Hamlet.", "Hor."], ["Ham", "Hor"], ["#person-1", "#person-1", "#person-2"]),
        (["Ham.", "Hamlet.", "Hamilton."], ["Ham", "Hamlet", "Hamilton"], ["#person-1", "#person-2", "#person-3"]),
        (["HESTER (aside).", "HESTER."], ["HESTER"], ["#person-1", "#person-1"]),
        (
            ["A. PELL.", "AMOS.", "AMOS AND A. PELL."],
            ["A. PELL", "AMOS"],
            ["#person-1", "#person-2", "#person-2 #person-1"],
        ),
        (["- Amos -", "- Le passeur -"], ["Amos", "Le passeur"], ["#person-1", "#person-2"]),
        (
            ["AMOS. —", "AMOS, à part. —", "JONAS, et AMOS. —"],
            ["AMOS", "JONAS, et AMOS"],
            ["#person-1", "#person-1", "#person-2"],
        ),
        (["AMOS.", "AMOS AND JONAS."], ["AMOS", "AMOS AND JONAS"], ["#person-1", "#person-2"]),
        (["1ST SOLDIER.", "2ND SOLDIER."], ["1ST SOLDIER", "2ND SOLDIER"], ["#person-1", "#person-2"]),
    ],
)
def test_who_speaks(labels: list[str], names: list[str], led: list[str]) -> None:
    found, told = persons(labels)
    assert [person.name for person in found] == names
    assert [told[label] for label in labels] == led
    assert not any(person.group for person in found)


def test_all_are_a_group() -> None:
    found, _ = persons(["HESTER.", "ALL."])
    assert found[1] == Person("person-2", "ALL", group=True)
    assert found[1].xml == '<personGrp xml:id="person-2"><name>ALL</name></personGrp>'


@pytest.mark.parametrize(("speeches", "line", "verse"), [(15, "", True), (14, "", False), (15, LONG_LINE, False)])
def test_verse_in_small_letters(speeches: int, line: str, verse: bool) -> None:
    """Sixty lines below the first of their speeches show it, each a line of the source (five below each name)."""
    stanza = "the lamp was in the rain.\nthe rope was in the boat.\nand nobody came again.\nand nobody was afloat"
    songs = [f"{who}: I sing of the lamp.\n{stanza}.{line}" for who in ("HESTER", "AMOS")]
    text = "[[P]]\n\nACT I\n\n" + "\n\n".join(songs[index % 2] for index in range(speeches)) + "\n"
    _, types, _ = said(text)
    assert ("verse" in types) == verse


def test_verse_that_somebody_signs_is_no_speech() -> None:
    song = "I sing of the lamp,\nof the lamp in the rain,\nthat was lit and was lost\nand was lighted again."
    song += f"\n{'THE OLD FERRYMAN':>40}"
    source = PLAY.replace("HESTER. There was one.", f"HESTER. I have heard a song:\n\n{song}\n\nHESTER. There was one.")
    root = parse(to_tei(source.encode(), Descriptor(id="play"), Path("play.txt")))
    assert our_schema().validator.validate(root)
    assert root.find(".//tei:cit/tei:quote/tei:lg", NAMESPACES) is not None
    assert root.find(".//tei:sp//tei:cit", NAMESPACES) is None


# ---------------------------------------------------------------- just enough, and just too little

WORDS = ("You are late again.", "The tide is late, and so am I.", "It was never here.", "Ask the boat, then.")


def spoken(names: Sequence[str], *, above: str = "ACT I", form: str = "{}. {}", between: str = "") -> int:
    """In how many blocks it is said who speaks, where these do one after the other."""
    speeches = [form.format(name, WORDS[n % len(WORDS)]) + between for n, name in enumerate(names)]
    _, types, _ = said("\n\n".join(filter(None, [above, *speeches])))
    return types.count("speaker")


def turns(*names: str, count: int) -> list[str]:
    """So many speeches, by turns."""
    return [names[n % len(names)] for n in range(count)]


@pytest.mark.parametrize(("count", "found"), [(8, 8), (7, 0)])
def test_a_play_has_eight_speeches(count: int, found: int) -> None:
    assert spoken(turns("HESTER", "AMOS", count=count)) == found


@pytest.mark.parametrize(
    ("names", "above", "found"),
    [
        (("HESTER", "AMOS", "JONAS"), "ACT I", 12),
        (("HESTER", "AMOS"), "ACT I", 12),
        (("HESTER", "AMOS", "JONAS"), "[One.]\n\n[Two.]\n\n[Three.]", 12),
        (("HESTER", "AMOS", "JONAS"), "[One.]\n\n[Two.]", 0),  # no act, and few directions
        (("HESTER", "AMOS"), "[One.]\n\n[Two.]\n\n[Three.]", 0),
        (("HESTER",), "ACT I", 0),
    ],
)
def test_who_and_what_makes_a_play(names: tuple[str, ...], above: str, found: int) -> None:
    assert spoken(turns(*names, count=12), above=above) == found


def test_who_speaks_twice_is_no_speaker_by_turns() -> None:
    names = [*turns("HESTER", "AMOS", count=10), "JONAS", "HESTER", "JONAS"]
    assert spoken(names) == 13
    assert spoken(names, above="[One.]\n\n[Two.]\n\n[Three.]") == 0


def test_sentences_alone_are_no_names() -> None:
    said = ["So be it.", "At last.", "I do not."]
    text = "\n\n".join(
        ["ACT I", *(f"{name}.\n\n{said[n % 3]}" for n, name in enumerate(turns("Hester", "Amos", count=9)))]
    )
    assert [block.type for block in divided(text)[1].blocks].count("speaker") == 9


def test_a_division_ends_a_speech() -> None:
    """It begins with a paragraph, if it has no heading."""
    blocks = (Block(0, 1, "speaker"), Block(2, 3, group=1), Block(4, 5, level=1, group=1))
    paths = [[one.element for one in place.path] for place in places(blocks)]
    assert paths == [["body", "sp"], ["body", "sp"], ["body", "div"]]


@pytest.mark.parametrize(
    "below",
    [
        (),  # to the end of the text
        (Block(6, 7, "speaker"), Block(8, 9, group=7)),
        (Block(6, 7, "head", level=1),),
        (Block(6, 7, level=1),),
        (Block(6, 7, "ornament"),),
        (Block(6, 7, group=1),),  # the words come below it
    ],
)
def test_who_only_does_something_has_that_for_a_speech(below: tuple[Block, ...]) -> None:
    """TEI wants something in each; behind words a direction stands below the speech."""
    blocks = (Block(0, 1, "speaker"), Block(2, 3, "stage-direction"), *below)
    paths = [[one.element for one in place.path] for place in places(blocks)]
    assert paths[1][-1] == "sp"
    spoken = (Block(0, 1, "speaker"), Block(2, 3, group=1), Block(4, 5, "stage-direction"))
    assert [one.element for one in places(spoken)[-1].path] == ["body"]


@pytest.mark.parametrize(("others", "found"), [(3, 12), (4, 0)])
def test_eight_in_ten_of_the_names_are_theirs(others: int, found: int) -> None:
    """Others may begin a paragraph so: `Nobody. It was late.`"""
    names = ["Nobody", "Evening", "Rain", "Fog"][:others]
    assert spoken([*turns("Hester", "Amos", count=12), *names]) == found


@pytest.mark.parametrize(("alone", "found"), [(3, 12), (4, 0)])
def test_seven_in_ten_give_somebody_else_the_word(alone: int, found: int) -> None:
    """Of eleven speeches that another follows."""
    names = ["HESTER"] * (alone + 1) + turns("AMOS", "HESTER", count=11 - alone)
    assert spoken(names) == found


@pytest.mark.parametrize(("lines", "found"), [(11, 8), (12, 0)])
def test_speeches_are_near_each_other(lines: int, found: int) -> None:
    assert spoken(turns("HESTER", "AMOS", count=8), between="\n\n[[P]]" * lines) == found


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (1, 10),
        (2, 0),  # they sign letters
    ],
)
def test_nine_in_ten_names_stand_above_words(dates: int, found: int) -> None:
    below = ["3 May 1811"] * dates + ["You are late again."] * (10 - dates)
    names = turns("HESTER", "AMOS", count=10)
    text = "\n\n".join(["ACT I", *(f"{name}.\n\n{words}" for name, words in zip(names, below, strict=True))])
    assert said(text)[1].count("speaker") == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("FIRST GENTLEMAN OF THE COURTS", 9),  # 29 letters and blanks
        ("FIRST GENTLEMAN OF THE COURTHOUSE", 8),
        ("ONE OF THE OLD MEN", 9),  # five words
        ("ONE OF ALL THE OLD MEN", 8),
        ("SCENE", 8),
        ("PART TWO", 8),
    ],
)
def test_how_long_a_name_is(name: str, found: int) -> None:
    assert spoken([*turns("HESTER", "AMOS", count=8), name]) == found


@pytest.mark.parametrize(("between", "found"), [(3, ["[They go.]"]), (4, [])])
def test_directions_stand_near_the_speeches(between: int, found: list[str]) -> None:
    text = "\n\n".join(["ACT I", *(f"{n}. {WORDS[0]}" for n in turns("HESTER", "AMOS", count=8))])
    read, division = divided(filled(text + "\n\n[[P]]" * (between - 2) + "\n\n[They go.]\n\n[[P]]"))
    alone = [read.reading[b.start : b.end] for b in division.blocks if b.type == "stage-direction"]
    assert alone == found
