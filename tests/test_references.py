"""References to works: labelled texts, and the laws that hold for any text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.editor.rows import Decision
from ecdosis.errors import UsageError
from ecdosis.model.document import Block, Document, Mark, Part
from ecdosis.model.pieces import Edit, Query, Span
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages import lines
from ecdosis.stages.blocks.division import divide
from ecdosis.stages.references import references
from ecdosis.tei.body import encode
from ecdosis.tei.names import NAMESPACES, parse, q
from ecdosis.tei.read import notes, read, reading_of, recognised
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema
from labelled import load, parameters
from test_tei import problems

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


PIECES = st.sampled_from(
    [
        *(
            "(",
            ")",
            "[",
            "]",
            "“",
            "”",
            ". ",
            ", ",
            "; ",
            "\n\n",
            "\n",
            " ",
            "p. 4",
            "pp. 5-6",
            "page 7",
            "S. 8",
            "с. 9",
        ),
        *("See ", "Quoted in ", "The Tide", "Small Sums", "Farrow", "E. H. Farrow", "The Times", "3 May 1907", "1907"),
        *(
            "ibid.",
            "vol. 2",
            "no. 3",
            "by ",
            "in ",
            "Further Reading",
            "Works Cited",
            "the clerk was late",
            "Lantern Press",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS, st.sampled_from(["en", "de", "fr", "ru", "und"]))
def test_references_lie_in_blocks_and_apart(source: str, language: str) -> None:
    text, _ = lines.repair(Text.of(source), language)
    division = divide(text)
    blocks, marks = references(text, division.blocks, language, division.marks)
    assert [(b.start, b.end, b.type) for b in blocks] == [(b.start, b.end, b.type) for b in division.blocks]
    last = 0
    for mark in marks:
        assert last <= mark.start < mark.end
        assert any(block.start <= mark.start and mark.end <= block.end for block in blocks)
        assert 0.5 < mark.certainty <= 1
        assert mark.why
        last = mark.end
    for start, end, parts in [(one.start, one.end, one.parts) for some in (blocks, marks) for one in some]:
        last = start
        for part in parts:
            assert last <= part.start < part.end <= end
            last = part.end


@given(TEXTS)
def test_the_file_is_right_and_reads_as_if_nothing_were_marked(source: str) -> None:
    source = f"{PROSE} {source}"
    root = parse(to_tei(source.encode(), Descriptor(id="x", language="en"), Path("x.txt")))
    assert restore(root) == source.encode()
    assert problems(root) == []
    reading = read(root)
    for bibl in root.iterfind(".//tei:bibl[@ana='#rule-reference']", NAMESPACES):
        bibl.tag = q("seg")
    assert read(root) == reading


def encoded(source: str, edits: list[Edit], spans: list[Span], queries: tuple[Query, ...] = ()) -> str:
    """The paragraph that a text is, after some edits, as TEI without what names the reference."""
    text, _ = Text.of(source).set_aside(spans)
    text, _ = text.edit(edits)
    blocks, marks = references(text, (Block(0, len(text.reading)),), "en")
    xml = encode(Document(text, blocks, queries, marks), "LF").xml
    return re.sub(r' (?:xml:id|resp|cert|ana)="[^"]*"', "", xml).removeprefix("<body><p>").removesuffix("</p></body>")


def test_what_is_set_aside_and_changed_in_a_reference_stays_in_it() -> None:
    source = "It rose (My Lite on\n12\nthe River, page 44)."
    at, end = source.index("\n"), source.index("the")
    spans = [Span(at + 1, end - 1, "page-number", "furniture", 0.9, "a test")]
    edits = [
        Edit(at, at + 2, " ", "join", "lines", 0.9, "a test"),
        Edit(14, 15, "f", "spelling", "spelling", 0.9, "a test"),
    ]
    assert source[14] == "t"
    assert encoded(source, edits, spans) == (
        "It rose (<bibl><title>My Li<choice><sic>t</sic><corr>f</corr></choice>e on\n<lb/>"
        '<fw type="page-number">12</fw>\n<lb prev="#c19"/>the River</title>, '
        '<citedRange unit="page" from="44" to="44">page 44</citedRange></bibl>).'
    )


def test_a_marker_at_the_end_of_a_reference_stays_outside() -> None:
    source = "It rose (My Life on the River, page 441)."
    spans = [Span(source.index("1)"), source.index(")"), "note-marker", "notes", 0.9, "a test", "1")]
    assert encoded(source, [], spans).endswith('page 44</citedRange></bibl><ref type="noteAnchor" n="1">1</ref>).')


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Life", "<bibl><title>My <sic>Life</sic> on the River</title>, <citedRange"),
        ("River, page", "<bibl>My Life on the <sic>River, page</sic> 44</bibl>"),
        ("rose (My", "It <sic>rose (My</sic> Life on the River, page 44)."),
    ],
)
def test_elements_nest_around_a_question(words: str, left: str) -> None:
    """A part or a reference that a question would cut is left out."""
    source = "It rose (My Life on the River, page 44)."
    start = source.index(words)
    query = Query(start, start + len(words), "spelling", "spelling", 0.5, "a test")
    assert left in encoded(source, [], [], (query,))


NOTED = """\
The clerk at the gate wrote it all down in the ledger.1 Nobody at the ferry had seen the lamp since the winter.2 The
river rose in the night and the geese were counted.3 It was late in the year when the miller came over to see.4 And so
it went on, as it always does, until there was nobody left who knew it.5

Notes

1. E. H. Farrow, The Callow Bridge (London: Lantern Press, 1950), p. 44.

2. Ibid., p. 45.

3. Farrow, The Callow Bridge, 46-47.

4. He seldom did, and his wife was late; see Ann Lamb, The Tide, pp. 3-4. The Times, 8 August 1936.

5. It was in 1907, and not in 1909, that 44 of them were counted.
"""


def test_references_in_notes() -> None:
    root = parse(to_tei(NOTED.encode(), Descriptor(id="x", language="en"), Path("x.txt")))
    assert len(list(notes(root))) == 5
    found = root.findall(".//tei:note[@place]//tei:bibl", NAMESPACES)
    assert [reading_of(bibl) for bibl in found] == [
        "E. H. Farrow, The Callow Bridge (London: Lantern Press, 1950), p. 44",
        "Ibid., p. 45",
        "Farrow, The Callow Bridge, 46-47",
        "see Ann Lamb, The Tide, pp. 3-4",
        "The Times, 8 August 1936",
    ]
    parts = [[etree.QName(part).localname for part in bibl] for bibl in found]
    assert parts == [
        ["author", "title", "pubPlace", "publisher", "date", "citedRange"],
        ["citedRange"],
        ["author", "title", "citedRange"],
        ["author", "title", "citedRange"],
        ["title", "date"],
    ]
    assert restore(root) == NOTED.encode()
    assert "[4] He seldom did, and his wife was late; see Ann Lamb, The Tide, pp. 3-4." in read(root)


def decided(source: str, *rows: tuple[str, str]) -> etree._Element:
    made = [Decision(n, -1, text, decision) for n, (text, decision) in enumerate(rows, 1)]
    return parse(to_tei(source.encode(), Descriptor(id="x", language="en"), Path("x.txt"), decisions=made))


def test_the_editor_decides_what_is_a_reference() -> None:
    source = f"{PROSE} (The Tide, p. 3) And so it is in his ledger of 1907, on the last leaf. (The Gate, p. 4)\n"
    assert [r.source for r in recognised(decided(source))] == ["The Tide, p. 3", "The Gate, p. 4"]
    root = decided(source, ("The Tide, p. 3", "keep"), ("his ledger of 1907", "reference"))
    assert [(r.source, r.by, r.type) for r in recognised(root)] == [
        ("his ledger of 1907", "editor", "reference"),
        ("The Gate, p. 4", "references", "reference"),
    ]
    assert our_schema().validator.validate(root)


def test_a_reference_stands_in_one_paragraph() -> None:
    with pytest.raises(UsageError, match=r"row 1: “see\. \[\.\.\.\] The” is not in one block"):
        decided(f"{PROSE}\n\n{PROSE}".replace("see.\n\nThe", "see.\n\nThe"), ("see. [...] The", "reference"))
