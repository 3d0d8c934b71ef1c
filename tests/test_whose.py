"""Whose notes are: labelled notes and paragraphs, and how it is written and read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ecdosis.build import to_tei
from ecdosis.model.document import Block
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.editorial import inline_notes
from ecdosis.stages.notes.whose import whose
from ecdosis.tei.names import NAMESPACES, parse
from ecdosis.tei.read import notes, read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema
from labelled import load, parameters

CASES = load("whose.toml")
TEXT = """The clerk wrote it into the ledger.* Nobody asked him [he was not there.—Ed.] who had seen the lamp.
The river rose, and the geese were counted.† It was late when the miller came over.‡

* The ledger is in the church.§ It has lost its cover.—The Author.
† [Not so, and not by him.—Ed.]
‡ Seven miles. [Note by the translator]
§ Not any more.
"""


@pytest.mark.parametrize("case", parameters([case for case in CASES if "whose" in case]))
def test_note(case: dict[str, Any]) -> None:
    assert whose(case["text"])[0] == case["whose"]


@pytest.mark.parametrize("case", parameters([case for case in CASES if "inline" in case]))
def test_paragraph(case: dict[str, Any]) -> None:
    text = case["text"]
    found = inline_notes(text, [Block(0, len(text))], transcribed=case.get("transcribed", False))
    assert [f"{mark.whose}: {text[mark.start : mark.end]}" for mark in found] == case["inline"]


def test_in_the_file() -> None:
    """Types in TEI; a note in brackets is read where it stands, the others at the end."""
    root = parse(to_tei(TEXT.encode(), Descriptor(id="text"), Path("ferry.txt")))
    assert our_schema().validator.validate(root)
    assert restore(root).decode() == TEXT
    found = [(note.get("n"), note.get("type"), note.get("subtype")) for note, _ in notes(root)]
    assert found == [
        ("*", "authorial", None),
        ("†", "editorial", "editor"),
        ("‡", "editorial", "translator"),
        ("§", None, None),
    ]
    [inline] = root.findall(".//tei:note[@place='inline']", NAMESPACES)
    assert (inline.get("type"), inline.get("subtype"), inline.text) == (
        "editorial",
        "editor",
        "[he was not there.—Ed.]",
    )
    assert "asked him [he was not there.—Ed.] who" in read(root)
