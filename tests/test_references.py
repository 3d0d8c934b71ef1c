"""References to works: labelled texts, and the laws that hold for any text."""

from __future__ import annotations

from typing import Any

import pytest
from labelled import load, parameters

from pipeline.document import Block, Mark, Part
from pipeline.mark.blocks import divide
from pipeline.mark.references import references
from pipeline.repair import lines
from pipeline.text import Text

CASES = load("references.toml")
PROSE = (
    "The clerk at the gate wrote it all down in the ledger. Nobody at the ferry had seen the lamp since the winter. "
    "The river rose in the night and the geese were counted. It was late in the year when the miller came over to see."
)


def found(source: str, language: str = "en") -> tuple[str, tuple[Block, ...], tuple[Mark, ...]]:
    """The reading of a text, its blocks and its references."""
    text, _ = lines.repair(Text.of(source), language)
    blocks, marks = references(text, divide(text).blocks, language)
    return text.reading, blocks, marks


def named(part: Part, reading: str) -> str:
    """A part as the cases name it."""
    attributes = dict(part.attributes)
    number = "-".join(attributes[name] for name in ("from", "to") if name in attributes)
    says = [part.element, attributes.get("level"), attributes.get("unit"), number, attributes.get("when")]
    return f"{' '.join(filter(None, says))}: {reading[part.start : part.end]}"


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    reading, blocks, marks = found(case["text"].replace("[[P]]", PROSE), case.get("language", "en"))
    assert [reading[mark.start : mark.end] for mark in marks] == case.get("bibl", [])
    parts = sorted(
        (part for some in (blocks, marks) for one in some for part in one.parts), key=lambda part: part.start
    )
    assert [named(part, reading) for part in parts] == case.get("parts", [])
    assert sum(mark.work is not None for mark in marks) == case.get("work", 0)
    assert sum(block.type == "entry" for block in blocks) == case.get("entries", 0)
