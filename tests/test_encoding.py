"""The repair of characters: labelled cases, and the laws of every repair."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.build import to_tei
from ecdosis.model.source import decode, opened
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages import encoding
from ecdosis.tei.names import parse
from ecdosis.tei.read import changes, read, recognised
from ecdosis.tei.restore import restore

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "encoding.toml").read_text("utf-8"))[
    "case"
]
NASTY = "\uf0b7\uf0d8\x7f\uf731aeoн ÃÂ©â€™œ\u009d\u0093\u0085\n\u00ad\u200b\u200d\ufeff\u0301ﬁﬃ&;amp#8217—“”оaхxµα"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["name"], marks=pytest.mark.xfail(strict=True) if case.get("known_failure") else ())
        for case in CASES
    ],
)
def test_case(case: dict[str, Any]) -> None:
    text, asked = encoding.repair(Text.of(case["text"]), case.get("language", "en"))
    assert text.reading == case.get("reading", case["text"])
    assert bool(asked) == case.get("asks", False)
    assert text.leaf_source() == case["text"]


@given(st.text(alphabet=NASTY, max_size=40))
def test_a_second_run_changes_nothing(source: str) -> None:
    once, _ = encoding.repair(Text.of(source), "en")
    twice, _ = encoding.repair(once, "en")
    assert twice == once
    assert once.leaf_source() == source


@given(st.text(max_size=60))
def test_no_line_end_is_made_or_lost(source: str) -> None:
    text, _ = encoding.repair(Text.of(source), "und")
    assert text.reading.count("\n") == source.count("\n")


@given(st.text(alphabet=st.characters(max_codepoint=126), max_size=80))
def test_ascii_stays(source: str) -> None:
    once, asked = encoding.repair(Text.of(source), "en")
    assert once.reading == source or "&" in source
    assert not asked


@pytest.mark.parametrize(
    ("source", "reading", "kinds"),
    [
        ("the clerk\x1fs book", "the clerks book", ["soft-hyphen"]),
        ("a well\x1eknown man", "a well-known man", ["mojibake"]),
        ("né\x1eà", "né-à", ["mojibake"]),
        ("10\x1faTitle /\x1fcby\x1e", "10\ufffdaTitle /\ufffdcby\ufffd", ["control"] * 3),
        ("a\x1cb\x1dc\x00d", "a\ufffdb\ufffdc\ufffdd", ["control"] * 3),
    ],
)
def test_the_hyphens_of_a_word_processor(source: str, reading: str, kinds: list[str]) -> None:
    """Between letters they are hyphens; elsewhere the same characters separate fields of data."""
    text, _ = encoding.repair(opened(decode(source.encode())), "en")
    assert text.reading == reading
    assert text.leaf_source() == source
    whole = f"{source}\n\n{'The lamp is lit. ' * 5}".encode()
    root = parse(to_tei(whole, Descriptor(id="x", language="en"), Path("x.txt")))
    assert restore(root) == whole
    assert [record.kind for record in changes(root)] == kinds


def test_the_bullets_of_a_word_processor_make_a_list() -> None:
    source = "What is in the house\n\n\uf0b7\tthe door of oak\n\n\uf0b7\tthe roof of tiles\n".encode()
    root = parse(to_tei(source, Descriptor(id="x", language="en"), Path("x.txt")))
    assert [(block.type, block.start) for block in recognised(root)] == [("item", 22)]
    assert len(root.findall(".//{*}list/{*}item")) == 2
    assert read(root) == "What is in the house\n\n• the door of oak\n\n• the roof of tiles\n"
    assert restore(root) == source


@pytest.mark.parametrize(
    ("references", "length", "read"),
    [(4, 0, False), (5, 0, True), (5, 10_000, True), (5, 10_001, False), (6, 12_000, True), (6, 12_001, False)],
)
def test_character_references_are_read_where_there_are_five_and_one_in_two_thousand(
    references: int, length: int, read: bool
) -> None:
    source = ("Ferry &amp; lamp. " * references).ljust(length, "x")
    assert encoding.repair(Text.of(source), "en")[0].reading == (source.replace("&amp;", "&") if read else source)
