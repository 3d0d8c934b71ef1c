"""Frames around words are left out, and the words stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ecdosis.build import to_tei
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.markdown.framed import frames, understood
from ecdosis.tei.names import parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from labelled import load, parameters

CASES = load("framed.toml")
NOTE = next(case["text"] for case in CASES if case["name"] == "a note of a transcriber")


def left(text: str) -> str:
    """A text without what its frames leave out."""
    edits = [edit for frame in frames(text) for edit in understood(frame).edits]
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.after + text[edit.end :]
    return text


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    if "words" not in case:
        assert left(case["text"]) == case["text"]
        return
    assert [line.strip() for line in left(case["text"]).split("\n") if line.strip()] == case["words"]


def test_in_an_edition_the_words_are_read_as_those_around() -> None:
    prose = "The ferry had been laid up since the autumn, and nobody in the village had missed it. " * 4
    text = f"THE LAST FERRY\n\nby Ann Example\n\n\n{NOTE}\n\nCHAPTER I\n\n{prose}\n\nCHAPTER II\n\n{prose}\n"
    root = parse(to_tei(text.encode(), Descriptor(id="ferry"), Path("ferry.txt")))
    assert "\n\nThe spelling of names varies, as it does in the book.\n\n" in read(root)
    assert restore(root) == text.encode()


def test_lines_with_room_for_more_are_not_one_paragraph() -> None:
    roomy = NOTE.replace("varies, as", "varies    ")
    assert [one.type for frame in frames(roomy) for one in understood(frame).stated] == []
    said = [NOTE[one.start : one.end].split()[0] for frame in frames(NOTE) for one in understood(frame).stated]
    assert said == ["The"]


def test_a_table_beside_a_frame_stays_a_table() -> None:
    table = "| Year | Coal |\n|------|------|\n| 1811 | 1204 |\n| 1812 | 1377 |\n"
    root = parse(to_tei(f"{NOTE}\n\n{table}".encode(), Descriptor(id="ferry"), Path("ferry.txt")))
    assert len(list(root.iter("{*}row"))) == 3
