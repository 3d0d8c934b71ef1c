"""Parts of a book that somebody wrote or signed, and how deep their headings stand."""

from __future__ import annotations

import pytest

from ecdosis.stages.blocks.prefaces import signing
from ecdosis.stages.blocks.proposal import Proposal
from ecdosis.stages.blocks.views import views
from test_blocks import divided

PARAGRAPH = (
    "The ferry crosses the river at Lowmere four times a day, and in winter, when the ice comes down from the hills,\n"
    "not at all. The ferryman has a bell and a lamp, and he has never lost either of them. Nobody pays him in winter.\n"
)
PROSE = "\n".join([PARAGRAPH] * 4)
FIRST = "THE LAMP OF LOWMERE\n\n" + "\n".join([PROSE] * 3) + "\n\n\n"  # more than a title page may have


def kinds(source: str) -> list[tuple[str, str]]:
    """What each block is that is no paragraph, with its words."""
    text, division = divided(source)
    return [(b.type, text.reading[b.start : b.end].strip()) for b in division.blocks if b.type != "p"]


def levels(source: str) -> list[tuple[int, str]]:
    text, division = divided(source)
    return [(b.level, text.reading[b.start : b.end].strip()) for b in division.blocks if b.type == "head"]


def magazine(*below: str) -> str:
    """A paper of several articles, with some lines below the heading of the second."""
    lines = "\n\n".join(below)
    second = f"THE MILL AND THE MILLER.\n\n{lines}\n\n{PROSE}"
    return f"{FIRST}THE OLD FERRY.\n\n{PROSE}\n\n\n{second}\n\n\nA WINTER’S DAY.\n\n{PROSE}"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["BY ANN EXAMPLE."], ["BY ANN EXAMPLE."]),
        (
            ['BY THE HON. ANN EXAMPLE, Author of "The Lamp," etc.'],
            ['BY THE HON. ANN EXAMPLE, Author of "The Lamp," etc.'],
        ),
        (["By", "Ann Example"], ["By", "Ann Example"]),
        (["Translated by Ann Example"], ["Translated by Ann Example"]),
        (["BY LAND AND WATER."], []),
        (["By the old mill"], []),
        (["By Example"], []),
        (
            ["By Ann Example the mill was sold in the year of the flood, to the miller of the next town."],
            [],
        ),
    ],
)
def test_who_wrote_an_article(lines: list[str], found: list[str]) -> None:
    assert [words for kind, words in kinds(magazine(*lines)) if kind == "byline"] == found


def test_no_byline_below_text() -> None:
    source = f"{FIRST}THE OLD FERRY.\n\n{PROSE}\nBY ANN EXAMPLE.\n\n{PROSE}\n\n\nA WINTER’S DAY.\n\n{PROSE}"
    assert "byline" not in {kind for kind, _ in kinds(source)}


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["ANN EXAMPLE.", "Lowmere,", "May 1921."], ["signed", "dateline", "dateline"]),
        (["ANN EXAMPLE.", "Lowmere, May 1921."], ["signed", "dateline"]),
        (["Lowmere, May 1921.", "ANN EXAMPLE."], ["dateline", "signed"]),
        (["A. B. EXAMPLE."], ["signed"]),
        (["ANN EXAMPLE."], []),  # it may be the heading of what follows
        (["Ann Example.", "Lowmere, May 1921."], []),
        (["LOWMERE.", "May 1921."], []),
        (["ANN EXAMPLE.", "JOHN SAMPLE.", "Lowmere, May 1921."], []),
        (["ANN EXAMPLE.", "Nobody knew,", "May 1921."], []),
    ],
)
def test_who_signs_an_article(lines: list[str], found: list[str]) -> None:
    source = f"{FIRST}THE OLD FERRY.\n\n{PROSE}\n" + "\n\n".join(lines) + f"\n\n\n\nA WINTER’S DAY.\n\n{PROSE}"
    assert [kind for kind, _ in kinds(source) if kind in ("signed", "dateline")] == found


def test_a_picture_below_what_signs_a_preface() -> None:
    preface = f"PREFACE\n\n{PROSE}\nLowmere, May 1921.\n\n[Illustration: The mill.]"
    source = f"{preface}\n\n\n\nCHAPTER I\n\n{PROSE}\nCHAPTER II\n\n{PROSE}"
    assert ("dateline", "Lowmere, May 1921.") in kinds(source)


def test_a_name_above_place_and_date_is_no_heading() -> None:
    source = (
        f"{FIRST}THE OLD FERRY.\n\n{PROSE}\n\nANN EXAMPLE.\n\nLowmere,\n\nMay 1921.\n\n\n\nA WINTER’S DAY.\n\n{PROSE}"
    )
    assert [words for kind, words in kinds(source) if kind == "head"] == ["THE OLD FERRY.", "A WINTER’S DAY."]


def story(title: str, *chapters: str) -> str:
    return f"\n\n\n\n{title}\n\n" + "".join(f"\n\n{chapter}\n\n{PROSE}" for chapter in chapters)


def test_chapters_of_several_works() -> None:
    source = FIRST + story("THE OLD FERRY", "CHAPTER I", "CHAPTER II") + story("THE MILL", "CHAPTER I", "CHAPTER II")
    assert [level for level, _ in levels(source)] == [1, 2, 2, 1, 2, 2]


def test_chapters_of_one_work() -> None:
    """A title in capitals below the number of a chapter, or above one that is not the first, is below the chapters."""
    source = story("CHAPTER I", "THE OLD FERRY") + story("CHAPTER II", "THE MILL") + story("CHAPTER III", "THE BELL")
    found = {words: level for level, words in levels(source)}
    assert found["CHAPTER I"] == found["CHAPTER III"] == 1
    source = "CHAPTER I\n\n" + PROSE + story("A NOTE ON FERRIES", "CHAPTER II") + "\n\n\nCHAPTER III\n\n" + PROSE
    found = {words: level for level, words in levels(source)}
    assert (found["A NOTE ON FERRIES"], found["CHAPTER II"]) == (2, 1)


def test_the_first_work_has_the_title_of_the_book() -> None:
    source = "CHAPTER I\n\n" + PROSE + story("THE MILL", "CHAPTER I", "CHAPTER II") + story("THE BELL", "CHAPTER I")
    assert [level for level, _ in levels(source)] == [2, 1, 2, 2, 1, 2]


def test_two_first_chapters_without_titles() -> None:
    source = FIRST + story("A NOTE ON FERRIES") + PROSE + story("CHAPTER I") + PROSE + story("CHAPTER I") + PROSE
    assert {level for level, words in levels(source) if words.startswith("CHAPTER")} == {1}


def test_a_division_behind_all_chapters_is_not_above_them() -> None:
    chapters = "".join(
        f"\n\n\n{number}. The {name}\n\n{PROSE}" for number, name in enumerate(("Ferry", "Mill", "Bell"), 1)
    )
    assert {level for level, _ in levels(f"{chapters}\n\n\nPART THE SECOND\n\n{PROSE}")} == {1}
    assert [level for level, _ in levels(f"PART THE FIRST\n\n{PROSE}{chapters}")][:2] == [1, 2]


@pytest.mark.parametrize(("above", "found"), [(5, True), (2, False)])
def test_a_first_number_alone(above: int, found: bool) -> None:
    """The chapters after the first have their titles behind their numbers: that of the first stands below a picture."""
    gap = "\n" * (above + 1)
    rest = "".join(
        f"\n\n\n\n\n{number} The {name}\n\n{PROSE}"
        for number, name in (("II.", "Ferry"), ("III.", "Mill"), ("IV.", "Bell"))
    )
    source = f"{PROSE}{gap}I.\n\n[Illustration: The lamp.]\n\n{PROSE}{rest}"
    assert ("I." in [words for _, words in levels(source)]) is found


def test_what_signs_a_part_above_a_cast_list() -> None:
    """The heading of a cast list ends the part above it, too."""
    cast = "DRAMATIS PERSONÆ\n\nHESTER, a miller\n\nAMOS, her son\n\nMARTHA, a widow\n"
    said = "".join(
        f"HESTER. Who rings the bell?\n\nAMOS. It is the {n} boat, mother.\n\n" for n in ("first", "last", "old")
    )
    part = f"THE OLD FERRY.\n\n{PROSE}\n\nANN EXAMPLE.\n\nLowmere,\n\nMay 1921."
    source = f"{FIRST}{part}\n\n\n\n{cast}\n\n\nACT I\n\n{said * 3}"
    assert ("signed", "ANN EXAMPLE.") in kinds(source)


def test_a_name_far_below_the_text_heads_what_follows() -> None:
    part = f"THE OLD FERRY.\n\n{PROSE}\n\n\n\nANN EXAMPLE.\n\nLowmere,\n\nMay 1921."
    source = f"{FIRST}{part}\n\n\n\nA WINTER’S DAY.\n\n{PROSE}"
    assert ("head", "ANN EXAMPLE.") in kinds(source)


@pytest.mark.parametrize(("above", "found"), [(3, True), (4, False)])
def test_a_byline_stands_near_its_heading(above: int, found: bool) -> None:
    gap = "\n" * (above + 1)
    source = f"{FIRST}CHAPTER I{gap}By Ann Example\n\n{PROSE}\n\n\nCHAPTER II\n\n{PROSE}"
    assert (("byline", "By Ann Example") in kinds(source)) is found


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ("A PRACTICAL GUIDE TO ALL THE FERRIES AND MILLS OF THE COUNTY, AND BEYOND IT.", True),
        ("A guide to the ferries of the county", False),
        (
            "A GUIDE TO THE FERRIES OF THE COUNTY, AND WHAT IS KNOWN OF THEIR BELLS AND LAMPS AND OF THE MILL.",
            False,
        ),
    ],
)
def test_a_line_between_a_heading_and_a_byline(between: str, found: bool) -> None:
    said = kinds(magazine(between, "BY ANN EXAMPLE."))
    assert (("subtitle", between) in said) is found
    assert (("byline", "BY ANN EXAMPLE.") in said) is found
    assert not {kind for kind, _ in said} & {"epigraph", "attribution"}


def test_a_name_that_nothing_stands_above_signs_nothing() -> None:
    """What stands last in the text is not above its first line."""
    source = f"ANN EXAMPLE\n\nLowmere, May 1921.\n\nCHAPTER I\n\n{PROSE}\n\n\nCHAPTER II\n\n{PROSE}"
    text, _ = divided(source)
    found = views(text)
    head = Proposal("head", 1.0, "")
    assert not signing(found, {}, {0: head, 2: head})
    assert signing([found[3], *found], {}, {1: head, 3: head}) == {1}
