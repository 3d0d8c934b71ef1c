"""Diaries: entries with their days, told to programs only as far as they are proven; and what is no diary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.editor.rows import Decision
from ecdosis.formats.pdf import typeset
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.days import Written, below, entry_day, proven
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.read import read, reading_of
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_rules, our_schema, tei_all
from labelled import load, parameters
from test_blocks import divided, filled, types

CASES = load("diaries.toml")
ENTRIES = {"diary-date", "diary-entry"}


def text_of(name: str) -> str:
    return filled(next(case for case in CASES if case["name"] == name)["text"].lstrip())


def encoded(source: str) -> etree._Element:
    root = parse(to_tei(source.encode(), Descriptor(id="diary"), Path("diary.txt")))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert list(our_rules().schematron.failures(root)) == []
    assert restore(root) == source.encode()
    return root


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    source = filled(case["text"].lstrip())
    text, division = divided(source)
    if case.get("none"):
        assert not ENTRIES & {block.type for block in division.blocks}, text.reading
        return
    assert types(division) == case["types"]
    root = encoded(source)
    entries = root.findall(".//tei:div[@type='entry']", NAMESPACES)
    dates = [entry.find(".//tei:date", NAMESPACES) for entry in entries]
    assert [date.get("when", "") for date in dates if date is not None] == case["days"]


def test_entries_are_divisions_below_the_heading() -> None:
    root = encoded(text_of("days in lines alone"))
    chapter = root.find(".//tei:body/tei:div", NAMESPACES)
    assert chapter is not None
    entries = chapter.findall("tei:div[@type='entry']", NAMESPACES)
    assert len(entries) == 6
    assert [etree.QName(e).localname for e in entries[1] if etree.QName(e).localname != "lb"] == ["opener", "p"]
    line = entries[1].find("tei:opener/tei:dateline", NAMESPACES)
    assert line is not None
    assert content(line) == "Tuesday, January 4. Fine; wind N.W."
    assert root.find(".//tei:correspDesc", NAMESPACES) is None
    schema, rules = tei_all()
    assert schema.validator.validate(root), schema.validator.error_log
    assert list(rules.schematron.failures(root)) == []


def test_no_word_moves() -> None:
    root = encoded(text_of("days run in, with the weather; months only where they change"))
    assert "\n\nJan. 4. Rain. I went to the mill.\n\nJan. 5. Fine; wind N.W. We mended" in read(root)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jan. 4. Rain.", (4, 1, 0, 0)),
        ("Monday, 3rd. Fine; wind N.W.", (3, 0, 0, 1)),
        ("[Sunday, March 1st, 1863.] Cold.", (1, 3, 1863, 7)),
        ("4 January 1863.--At home.", (4, 1, 1863, 0)),
        ("Sat. 12.—Hot.", (12, 0, 0, 6)),
        ("3d. Thaw.", (3, 0, 0, 0)),
        ("24 June, before morning.--The tide", (24, 6, 0, 0)),
        ("11 August, 3 a. m.--Awake.", (11, 8, 0, 0)),
        ("Jan. 4, Sunday.—Rain.", (4, 1, 0, 7)),
        ("4 January 1863 (Sunday). Rain.", (4, 1, 1863, 7)),
        ("1863, January 4.--Rain.", (4, 1, 1863, 0)),
        ("1863. Sunday, 4th January. Rain.", (4, 1, 1863, 7)),
    ],
)
def test_days_that_entries_begin_with(text: str, day: tuple[int, int, int, int]) -> None:
    found = entry_day(text)
    assert found is not None
    assert (found.day, found.month, found.year, found.weekday) == day


@pytest.mark.parametrize(
    "text",
    [
        "January 4 was wet.",
        "12. Rain.",
        "Jan. 44. Rain.",
        "Feb. 30. Rain.",
        "May I go. No.",
        "Jan. 4-6. Rain.",
        "1863.",
        "1863, 4.--Rain.",
        "1234, January 4.--Rain.",
        "1863, January 4 was wet.",
        "Jan. 4, we went. Rain.",
        "Jan. 4, Sunday being wet, we stayed.",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert entry_day(text) is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Jan. 5. Rain.", "--01-05"),
        ("Monday, Jan. 5. Rain.", "1863-01-05"),
        ("Tuesday, Jan. 5. Rain.", "--01-05"),
        ("31st. Rain.", "1862-12-31"),
        ("5th. Rain.", ""),
        ("Monday, 5th. Rain.", "1863-01-05"),
        ("Tuesday, 5th. Rain.", ""),
        ("Monday, Dec. 31. Rain.", ""),
        ("Dec. 30. Rain.", "1862-12-30"),
    ],
)
def test_what_an_entry_proves(text: str, when: str) -> None:
    day = entry_day(text)
    assert day is not None
    assert proven(Written(1862, 12, 30), day).when == when


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("DIARY FOR 1863", Written(1863)),
        ("JANUARY, 1863", Written(1863, 1)),
        ("MARCH", Written(1860, 3)),
        ("JANUARY", Written(0, 1)),
        ("CHAPTER IV", Written(1860, 2, 7)),
        ("DIARY, 1861 AND 1863", Written()),
        ("WHAT A MAN MAY DO AND SAY", Written(1860, 2, 7)),
    ],
)
def test_what_a_heading_proves(heading: str, known: Written) -> None:
    assert below(Written(1860, 2, 7), heading) == known


def entries(*texts: str) -> int:
    _, division = divided("\n\n".join(texts) + "\n")
    return sum(block.type in ENTRIES for block in division.blocks)


@pytest.mark.parametrize(("gap", "found"), [(10, 6), (11, 0)])
def test_most_days_are_near(gap: int, found: int) -> None:
    days = [(1, 1)]
    for _ in range(5):
        month, day = days[-1]
        length = {1: 31, 2: 29}[month]
        days.append((month, day + gap) if day + gap <= length else (month + 1, day + gap - length))
    names = ("", "Jan.", "Feb.", "March")
    assert entries(*(f"{names[m]} {d}. I went to the mill." for m, d in days)) == found


@pytest.mark.parametrize(("last", "found"), [(15, 7), (16, 6)])
def test_one_may_be_far(last: int, found: int) -> None:
    days = ["Jan. 4", "Jan. 5", "Jan. 7", "Jan. 8", "Jan. 9", "Jan. 10"]
    assert entries(*(f"{day}. I went to the mill." for day in [*days, f"Feb. {last + 9}"])) == found


@pytest.mark.parametrize(("own", "found"), [(3, 6), (2, 0)])
def test_a_diary_speaks_of_who_writes(own: int, found: int) -> None:
    texts = ["I was late."] * own + ["The tide was late."] * (6 - own)
    assert entries(*(f"Jan. {day}. {text}" for day, text in enumerate(texts, 4))) == found


@pytest.mark.parametrize("greeting", ["My dear Amos,", "My very dear brother Amos,"])
def test_letters_are_no_diary(greeting: str) -> None:
    letter = greeting + "\n\nI went to the mill, and it was late when I came.\n\nYours ever,\n\nH. LOWE."
    assert entries("CHAPTER I", *(f"Jan. {day}, 1863.\n\n{letter}" for day in range(4, 12))) == 0


@pytest.mark.parametrize(("count", "found"), [(39, 7), (40, 6)])
def test_an_entry_has_an_end(count: int, found: int) -> None:
    days = [f"Jan. {day}. I went to the mill." for day in range(4, 10)]
    assert entries(*days, *["The tide was late and the boat was gone."] * count, "Jan. 11. I was late.") == found


@pytest.mark.parametrize(("words", "found"), [(4, 6), (3, 0)])
def test_a_day_alone_heads_some_words(words: int, found: int) -> None:
    below = " ".join(["I", *["am"] * (words - 2), "late."])
    assert entries(*(part for day in range(4, 10) for part in (f"Jan. {day}.", below))) == found


@pytest.mark.parametrize(("words", "found"), [(10, True), (11, False)])
def test_the_weather_is_short(words: int, found: bool) -> None:
    day = entry_day("Jan. 4. " + " ".join(["rain"] * words) + ".")
    assert day is not None
    assert day.weather is found


def test_an_editor_may_say_what_is_an_entry_and_what_is_none() -> None:
    lines = [f"Jan. {day}. I went to the mill." for day in range(4, 10)]
    source = "\n\n".join(lines) + "\n"

    def found(*decisions: Decision, text: str = source) -> list[str]:
        root = parse(to_tei(text.encode(), Descriptor(id="diary"), Path("diary.txt"), decisions=decisions))
        assert our_schema().validator.validate(root), our_schema().validator.error_log
        return [reading_of(entry)[:6] for entry in root.iterfind(".//tei:div[@type='entry']/tei:p[1]", NAMESPACES)]

    days = [line[:6] for line in lines]
    assert found() == days
    assert found(Decision(1, -1, "Jan. 6. I went", "block", "diary-entry")) == days
    assert found(Decision(1, -1, "Jan. 6. I went", "block", "p")) == []
    assert found(Decision(1, -1, "It was late.", "block", "diary-entry"), text="It was late.\n\nIt rained.\n") == [
        "It was"
    ]


@pytest.mark.parametrize(
    ("count", "further", "found"),
    [
        (12, "May 4.--I was late.", 13),
        (11, "May 4.--I was late.", 11),
        (12, "4 May.--I was late.", 12),
        (12, "May 4. I was late.", 12),
        (12, "May 4.--The tide was late.", 12),
    ],
)
def test_in_a_diary_one_that_stands_for_itself_is_an_entry(count: int, further: str, found: int) -> None:
    days = [f"Jan. {day}.--I went to the mill." for day in range(4, 4 + count)]
    assert entries(*days, "It was a year later.", further) == found


def test_days_of_named_years_do_not_go_back() -> None:
    assert entries(*(f"Jan. {day}, 1863. I went to the mill." for day in (4, 5, 6, 3, 7, 8, 9))) == 0


BESIDE = "DIARY\n\n1863, January 4.--Rain. I went out.\n\n{note}January 5.--Fine. I mended the boat.\n\n" + "".join(
    f"January {day}.--Rain. I stayed in, and the wind was N.W.\n\n" for day in range(6, 12)
)


def test_a_note_in_the_margin_stands_in_the_entry_that_it_is_beside() -> None:
    root = encoded(BESIDE.format(note="[Sidenote: The boat.]\n\n"))
    [note] = root.iterfind(".//tei:body//tei:note", NAMESPACES)
    entry = note.getparent()
    assert entry is not None
    assert (entry.get("type"), entry[0]) == ("entry", note)
    assert [when.get("when") for when in entry.iterfind(".//tei:date", NAMESPACES)] == ["1863-01-05"]


def test_in_a_book_the_break_is_above_the_note() -> None:
    root = encoded(BESIDE.format(note="[Sidenote: The boat.]\n\n"))
    told = typeset.text(book(root))["blocks"]
    found = [block for block in told if "breaks" in block]
    assert [(block["role"], block["breaks"]) for block in found] == [("sidenote", True), ("after-break", False)]
