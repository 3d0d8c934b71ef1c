"""Transcripts in whose lines a time and a name stand before what is said, and texts that only look so."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.profiles.profile import File
from ecdosis.profiles.timed import look
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema

HEAD = "(GOSS NET 1)                    Tape 40/1\n                                  Page 270\n\n"
COLUMNS = [
    "02 09 12 {:02}   LMP     The oar is in the boat, and the lamp\n                      is out.\n",
    "02 09 13 {:02}   CC      Roger.\n",
]
NAMED = ["[1:{:02}] Anna Weir: The oar is in the boat, and the lamp\nis out.\n", "[2:{:02}] John: Roger.\n"]


def transcript(forms: list[str], times: int = 8) -> str:
    """A transcript of some pairs of lines."""
    return "\n".join(form.format(second) for second in range(times) for form in forms)


def edition(text: str) -> etree._Element:
    root = parse(to_tei(text.encode(), Descriptor(id="flight"), Path("flight.txt")))
    assert our_schema().validator.validate(root)
    assert restore(root) == text.encode()
    return root


def speeches(text: str) -> list[tuple[str, str]]:
    """Who says what, with the time."""
    found = edition(text).findall(".//tei:sp", NAMESPACES)
    said = [one.findall("tei:p", NAMESPACES) for one in found]
    assert all(len(paragraphs) == 1 for paragraphs in said)
    who = [content(next(one.iterfind("tei:speaker", NAMESPACES))) for one in found]
    return [(name, " ".join(content(p[0]).split())) for name, p in zip(who, said, strict=True)]


def test_in_columns_further_lines_stand_below_the_first() -> None:
    found = speeches(HEAD + transcript(COLUMNS))
    assert found[:2] == [
        ("02 09 12 00   LMP", "The oar is in the boat, and the lamp is out."),
        ("02 09 13 00   CC", "Roger."),
    ]
    assert len(found) == 16


def test_with_a_colon_behind_the_name_they_stand_right_below() -> None:
    found = speeches(transcript(NAMED))
    assert found[:2] == [
        ("[1:00] Anna Weir:", "The oar is in the boat, and the lamp is out."),
        ("[2:00] John:", "Roger."),
    ]
    assert len(found) == 16


def test_without_blank_lines_the_next_begins_with_its_time() -> None:
    found = speeches(transcript(NAMED).replace("\n\n", "\n"))
    assert len(found) == 16
    assert found[1] == ("[2:00] John:", "Roger.")


def test_the_heads_of_pages_are_no_words_of_the_flight() -> None:
    found = look(File(HEAD + transcript(COLUMNS)))
    assert found is not None
    assert [passage.page for passage in found.passages] == ["", "270"]
    assert "GOSS" not in content(next(edition(HEAD + transcript(COLUMNS)).iterfind(".//tei:body", NAMESPACES)))


def test_what_stands_apart_or_elsewhere_is_not_said() -> None:
    remark = "\n                      It was late.\n"
    found = look(File(transcript(COLUMNS) + remark))
    assert found is not None
    assert found.meant[-1].end == len(transcript(COLUMNS)) - 1
    close = transcript(COLUMNS).rstrip("\n") + "\nThe recorder was off.\n"
    found = look(File(close))
    assert found is not None
    assert close[: found.meant[-1].end].endswith("Roger."), "in columns what is at the margin is not said"


@pytest.mark.parametrize("time", ["000:09:12", "09:12", "(0:09:12)", "02:09:12:22", "[00:09:12.345]", "-00 09 12"])
def test_forms_of_times(time: str) -> None:
    found = look(File("\n".join(f"{time}  CC  Roger.\n\n{time} Anna: Roger.\n" for _ in range(8))))
    assert found is not None
    assert sum(one.type == "speaker" for one in found.meant) == 16


PROSE = "The ferry had been laid up since the autumn, and nobody had missed it.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        transcript(COLUMNS, 5),  # a few lines
        transcript(COLUMNS) + PROSE * 90,  # in a book
        "\n".join(f"09:{n:02}  Ferry{chr(65 + n)}  from the mill" for n in range(26)),  # a timetable
        "\n".join(f"09:{n % 60:02}  Mill{chr(65 + n % 40)}  from the ferry" for n in range(200)),  # of many places
        "\n".join(f"{n}  CC  Roger." for n in range(26)),  # numbers
        "\n".join(f"12 {n:02}  CC  Roger." for n in range(26)),
        "\n".join(f"1:{n:02} anna: Roger." for n in range(26)),
        "\n".join(f"1:{n:02} And the earth was without form" for n in range(26)),  # verses of a book
    ],
)
def test_what_is_no_transcript(text: str) -> None:
    assert look(File(text)) is None
