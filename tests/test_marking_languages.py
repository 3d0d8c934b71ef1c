"""Words in other languages: labelled texts, and the laws that hold for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled import load, parameters
from lxml import etree
from test_references import PROSE
from test_tei import problems

from pipeline.build import to_tei
from pipeline.decisions import Decision
from pipeline.descriptor import Descriptor
from pipeline.document import Block, Mark
from pipeline.errors import UsageError
from pipeline.mark.blocks import divide
from pipeline.mark.foreign import WHOLE, foreign
from pipeline.mark.references import references
from pipeline.publish.gather import book
from pipeline.publish.inlines import Emended, Styled
from pipeline.repair import lines
from pipeline.tei.names import NAMESPACES, XML, parse, q
from pipeline.tei.read import notes, read, recognised
from pipeline.tei.restore import restore
from pipeline.text import Text

CASES = load("foreign.toml")
LANG = f"{{{XML}}}lang"


def found(source: str, language: str = "en") -> tuple[str, tuple[Block, ...], tuple[Mark, ...], tuple[Mark, ...]]:
    """The reading of a text, its blocks, its references, and its foreign words."""
    text, _ = lines.repair(Text.of(source), language)
    division = divide(text)
    blocks, marks = references(text, division.blocks, language, division.marks)
    return text.reading, blocks, marks, foreign(text, blocks, marks, language)


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    reading, blocks, _, marks = found(case["text"].replace("[[P]]", PROSE), case.get("language", "en"))
    spans = {(block.start, block.end) for block in blocks if block.type in WHOLE}
    whole = {True: " whole", False: ""}
    told = [
        f"{mark.language}{whole[(mark.start, mark.end) in spans]}: {reading[mark.start : mark.end]}" for mark in marks
    ]
    assert told == case.get("marks", [])
