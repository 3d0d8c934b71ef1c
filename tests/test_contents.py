"""Tables of contents in the order of the alphabet, and of chapters that have nothing but a number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ecdosis.build import to_tei
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.entries import turned_round
from ecdosis.stages.blocks.leads import leads
from ecdosis.tei.names import TEI, parse
from test_blocks import divided

PROSE = (
    "The ferry crosses the river at Lowmere four times a day, and in winter, when the ice comes down from the hills,\n"
    "not at all. The ferryman has a bell and a lamp, and he has never lost either of them. Nobody pays him in winter."
)


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("Example, Ann", "annexample"),
        ("Ferry, The", "theferry"),
        ("Sample, Hon. Henry", "honhenrysample"),
        ("The Ferry", ""),
        ("Bread, butter", ""),
        ("Example, Ann, and her son", ""),
    ],
)
def test_entries_turned_round(entry: str, title: str) -> None:
    assert turned_round(entry) == title


def led(source: str) -> dict[str, str]:
    """Where each entry leads: its words, and those of the heading."""
    text, division = divided(source)
    words = {f"#b{text.position(b.start)}": text.reading[b.start : b.end].strip() for b in division.blocks}
    return {text.reading[m.start : m.end].strip(): words[m.target] for m in leads(text, division.blocks)}


def chapters(*titles: str) -> str:
    return "\n\n\n\n".join(f"{title}\n\n{PROSE}" for title in titles)


def test_a_table_in_the_order_of_the_alphabet() -> None:
    table = "Contents:\n\nExample, Ann\nFerry, The\nNobody, A\nSample, Hon. Henry"
    found = led(f"{table}\n\n\n\n\n{chapters('The Ferry', 'Hon. Henry Sample', 'Ann Example', 'A Bell')}")
    assert found == {
        "Example, Ann": "Ann Example",
        "Ferry, The": "The Ferry",
        "Sample, Hon. Henry": "Hon. Henry Sample",
    }


def test_an_entry_of_which_two_headings_say_the_same() -> None:
    table = "CONTENTS\n\nThe Mill 9\nThe Ferry 5\nNotes 7"
    found = led(f"{table}\n\n\n\n\n{chapters('THE MILL', 'THE FERRY', 'NOTES', 'THE BELL', 'NOTES')}")
    assert "Notes" not in found or found["The Ferry 5"] == "THE FERRY"
    table = "CONTENTS\n\nThe Bell 9\nNotes 5\nThe Ferry 7"
    found = led(f"{table}\n\n\n\n\n{chapters('NOTES', 'THE FERRY', 'NOTES', 'THE BELL')}")
    assert not {"Notes 5", "Notes"} & set(found)
    assert found["The Ferry 7"] == "THE FERRY"


@pytest.mark.parametrize("word", ["Chapter", "Letter"])
def test_chapters_that_have_nothing_but_a_number(word: str) -> None:
    """The last entries stand as near to the text as chapters do, and are entries still."""
    table = "CONTENTS\n\n" + "\n".join(f"{word} {number}" for number in range(1, 6))
    text, division = divided(f"{table}\n\n\n\n\n" + chapters(*(f"{word} {number}" for number in range(1, 6))))
    kinds = [block.type for block in division.blocks]
    assert kinds[:7] == ["head", *["contents"] * 5, "head"], text.reading


def kinds(source: str) -> list[tuple[str, int, str]]:
    text, division = divided(source)
    return [(b.type, b.level, text.reading[b.start : b.end].strip()) for b in division.blocks if b.type != "p"]


@pytest.mark.parametrize("gap", [4, 5])
def test_the_title_below_a_table_is_not_of_the_table(gap: int) -> None:
    """A title in capitals, below the chapters by its sort, opens a division of its own, though the table's own parts
    stand as far apart."""
    first = "FIRST PART\n\nI. The Mill 5\nII. The Ferry 9\nIII. The Bell 12"
    table = f"CONTENTS\n\n{first}\n\n\n\nSECOND PART\n\nIV. The Lamp 20"
    text = chapters("I. The Mill", "II. The Ferry", "III. The Bell")
    second = f"PART THE SECOND\n\n{PROSE}\n\n\n\n\nIV. The Lamp\n\n{PROSE}"
    title = "THE LAMP OF LOWMERE"
    found = kinds(f"{table}" + "\n" * gap + f"{title}\n\n{PROSE}\n\n{text}\n\n\n\n\n{second}")
    heads = {words: depth for kind, depth, words in found if kind == "head"}
    assert heads["CONTENTS"] == 1
    assert heads[title] == 1
    assert heads["I. The Mill"] == 2


@pytest.mark.parametrize(("named", "heading"), [(3, True), (2, True), (1, False)])
def test_titles_that_a_table_has_of_few_chapters(named: int, heading: bool) -> None:
    """What a table says of one chapter in four stands below its number as what happens in it, not as its title."""
    titles = (
        "A daring crossing.—The bell is heard.—Amos asks",
        "Hester and the boats.—The lamp is out.—Jonas sleeps",
        "Nobody is called.—The ferry at night.—Amos is right",
        "The river and the mill.—The boats.—What Jonas had",
    )
    table = "CONTENTS\n\n" + "\n\n".join(f"{title}. {page}" for page, title in zip((5, 9, 12, 20), titles, strict=True))
    text = "\n\n\n\n".join(
        f"CHAPTER {number}\n\n{title if place < named else title.replace('The', 'A')}.\n\n{PROSE}"
        for place, (number, title) in enumerate(zip(("I", "II", "III", "IV"), titles, strict=True))
    )
    heads = [words for kind, _, words in kinds(f"{table}\n\n\n\n\n{text}") if kind == "head"]
    assert (f"{titles[0]}." in heads) is heading


@pytest.mark.parametrize(("below", "heading"), [(PROSE, False), ("CHAPTER II", True)])
def test_the_label_of_notes_in_a_chapter_is_no_heading(below: str, heading: bool) -> None:
    """A chapter goes on behind the notes below its label; elsewhere they stand at its end."""
    noted = f"{PROSE} The bell was rung.[1]\n\nFOOTNOTES:\n\n[1] By the ferryman.\n\n{below}\n\n{PROSE}"
    source = f"CHAPTER I\n\n{noted}\n\n\n\nCHAPTER III\n\n{PROSE}"
    root = parse(to_tei(source.encode(), Descriptor(id="text", language="en"), Path("text.txt")))
    heads = ["".join(map(str, one.itertext())) for one in root.iter(f"{{{TEI}}}head")]
    assert ("FOOTNOTES:" in heads) is heading


def test_a_first_chapter_below_a_table_is_as_deep_as_the_others() -> None:
    table = "CONTENTS\n\nI. The Mill 5\nII. The Ferry 9\nIII. The Bell 12"
    second = f"PART THE SECOND\n\n{PROSE}\n\n\n\n\nIV. The Lamp\n\n{PROSE}"
    found = kinds(f"{table}\n\n\n\n\n{chapters('I. The Mill', 'II. The Ferry', 'III. The Bell')}\n\n\n\n\n{second}")
    assert {level for kind, level, words in found if kind == "head" and words[0] == "I"} == {2}


TITLES = ("The Quay", "A Cold Bell", "The Ice", "Two Lamps", "The Old Ferry", "A Man Overboard")


def worn_table(titles: Sequence[str] = TITLES, *, before: str = "", after: str = "") -> list[tuple[str, str]]:
    """What the blocks are of a book whose table a scan has torn: its numbers, titles, leaders and pages, each in a line
    of its own, then two columns, one below the other. `before`, `after`: further lines in it and below it."""
    numbers = ("I.", "11.", "III.", "IV.", "V.", "VI.")
    torn = [line for n, t in zip(numbers[:3], titles, strict=False) for line in (n, t, "\u2022 \u2022", ". 3I")]
    columns = [
        *(f"{n} {t} ." for n, t in zip(numbers[3:], titles[3:], strict=False)),
        "PACE",
        ". loS",
        "\u2022 139",
        "y v",
    ]
    lines = [one for one in ("CH>P.", *torn, before, *columns, after) if one]
    text = "\n\n".join(["CONTENTS.", *lines])
    body = "\n\n\n\n".join(f"CHAPTER {n}\n\n{t.upper()}.\n\n{PROSE}" for n, t in enumerate(TITLES, 1))
    made, division = divided(f"THE FERRY\n\nBY ANN EXAMPLE\n\n\n\n\n{text}\n\n\n\n\n{body}")
    return [(made.reading[b.start : b.end].strip(), b.type) for b in division.blocks]


def left_out(found: Sequence[tuple[str, str]]) -> list[str]:
    """What the blocks between the table's heading and the first chapter are, but for entries."""
    first = next(index for index, (text, _) in enumerate(found) if text == "CONTENTS.")
    last = next(index for index, (text, _) in enumerate(found) if text == "CHAPTER 1")
    return [f"{kind}: {text}" for text, kind in found[first + 1 : last] if kind != "contents"]


def test_a_table_that_a_scan_has_torn_is_one() -> None:
    assert left_out(worn_table()) == []


def test_lines_that_no_heading_says_are_entries_where_they_are_fewer() -> None:
    assert left_out(worn_table(before="And What They Saw")) == []


def test_five_headings_show_no_such_table() -> None:
    assert len(left_out(worn_table(("The Quoy", *TITLES[1:])))) > 6


def test_what_stands_below_such_a_table_is_no_entry() -> None:
    assert "contents" not in [kind for text, kind in worn_table(after="TO MY OLD FATHER") if text == "TO MY OLD FATHER"]


def test_lines_of_which_few_are_headings_below_are_no_such_table() -> None:
    others = ("A Walk To Town", "The Second Day", "Some Bread Left", "Nobody At Home", "The Quay", "The Ice")
    assert len(left_out(worn_table(others))) > 6
    more = "\n\n".join(f"And {one}" for one in others)
    assert left_out(worn_table(before=f"{more}\n\nAnd So On")) != []


def above_first(lines: str) -> list[str]:
    """What the blocks between the front of a book and its first chapter are."""
    front = "THE FERRY LEDGER\n\nA TALE OF THE OLD RIVER\n\nBY ANN EXAMPLE\n\nLONDON\n\nEXAMPLE AND SONS\n\n1907"
    body = "\n\n\n\n".join(
        f"CHAPTER {n}.\n\n{t.upper()}.\n\n{PROSE}" for n, t in zip(("I", "II"), TITLES, strict=False)
    )
    text, division = divided(f"{front}\n\n\n\n\n{PROSE}\n\n\n\n\n{lines}\n\n{body}")
    found = [(text.reading[b.start : b.end].strip(), b.type) for b in division.blocks]
    first = next(index for index, (words, _) in enumerate(found) if words == "CHAPTER I.")
    count = lines.count("\n\n") + 1
    return [kind for _, kind in found[first - count : first]]


def test_title_and_subtitle_above_the_first_chapter_are_a_title_page() -> None:
    assert above_first("THE FERRY LEDGER:\n\nA TALE OF THE OLD RIVER.") == ["title-page", "title-page"]


@pytest.mark.parametrize(
    "lines",
    [
        "THE FERRY LEDGER:\n\nA TALE OF THE YOUNG RIVER.",
        "THE FERRY HOUSE:\n\nA TALE OF THE OLD RIVER.",
        "THE FERRY LEDGER.",
    ],
)
def test_other_lines_above_it_are_none(lines: str) -> None:
    assert "title-page" not in above_first(lines)
