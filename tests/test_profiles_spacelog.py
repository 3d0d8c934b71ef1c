"""Transcripts of space flights: who speaks, when, the stations and the notes; and what has a part of their form."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import ID, NAMESPACES, content, parse, tag
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema

FLIGHT = """[00:00:00:01]
_page : 77
_extra : THE CAPE (FIRST PASS)
CC: Roger.

[00:00:00:04]
P: The clock has started: it runs.

_note: He laughed as he said so, which the tape has.

[00:00:00:09]
_extra : THE ISLAND
C.T.: Roger.

[00:00:00:12]
?: Roger.

[00:00:00:14]
CC: Roger.

Note: nobody said this.

[00:00:00:15]
_page : 78
_extra : THE CAPE (FIRST PASS)
P: Roger.
"""


def edition(text: str) -> etree._Element:
    root = parse(to_tei(text.encode(), Descriptor(id="flight"), Path("flight.txt")))
    assert our_schema().validator.validate(root)
    assert restore(root) == text.encode()
    return root


def test_a_flight_has_speakers_stations_and_notes() -> None:
    root = edition(FLIGHT)
    heads = root.findall(".//tei:body//tei:head", NAMESPACES)
    assert [content(one) for one in heads] == ["THE CAPE (FIRST PASS)", "THE ISLAND", "THE CAPE (FIRST PASS)"]
    speeches = root.findall(".//tei:sp", NAMESPACES)
    assert [content(one) for one in speeches] == [
        "CC: Roger.",
        "P: The clock has started: it runs.",
        "C.T.: Roger.",
        "CC: Roger.",
        "P: Roger.",
    ]
    people = {one.get(ID): content(one) for one in root.iterfind(".//tei:person", NAMESPACES)}
    assert sorted(people.values()) == ["C.T", "CC", "P"]
    [note] = root.findall(".//tei:note[@place='margin']", NAMESPACES)
    assert content(note) == "He laughed as he said so, which the tape has."
    assert "[00:00:00:04]" in [content(one) for one in root.iterfind(".//tei:ab", NAMESPACES)]


def test_words_keep_their_order() -> None:
    lines = [line for line in read(edition(FLIGHT)).splitlines() if line]
    assert lines[:5] == [
        "[00:00:00:01]",
        "THE CAPE (FIRST PASS)",
        "CC: Roger.",
        "[00:00:00:04]",
        "P: The clock has started: it runs.",
    ]


@pytest.mark.parametrize("change", [("_", ""), ("[00:", "[at ")])
def test_what_has_only_a_part_of_the_form_is_none(change: tuple[str, str]) -> None:
    """Labels without the mark, and marks without times, say nothing."""
    root = edition(FLIGHT.replace(*change))
    assert not root.findall(".//tei:sp", NAMESPACES)
    assert not root.findall(".//tei:note[@place='margin']", NAMESPACES)


def test_what_stands_below_no_time_names_nobody() -> None:
    speech = next(one for one in edition(FLIGHT).iter() if content(one) == "Note: nobody said this." and len(one) == 0)
    assert tag(speech) == "p"
