"""Indexes: their entries in two levels, the pages and entries they lead to, where they stand in TEI and books."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ecdosis.book.book import Paragraph, Passage, all_inlines, sections
from ecdosis.book.inlines import AsidePlace, Styled, words_of
from ecdosis.book.reader import book as book_of
from ecdosis.build import to_tei
from ecdosis.model.document import Document
from ecdosis.model.kinds import INDEXING, Kind
from ecdosis.model.pages import page_ids
from ecdosis.model.pieces import Span
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.locators import is_located, leads_in, locators, name_of
from ecdosis.stages.blocks.whole import whole
from ecdosis.tei.names import ID, NAMESPACES, content, parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema
from labelled import load, parameters
from test_blocks import divided, filled

CASES = load("index.toml")


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    text, division = divided(filled(case["text"].lstrip()))
    done = whole(Document(text, division.blocks), ())
    entries = [
        "  " * (block.type == Kind.INDEX_SUBENTRY) + " ".join(done.text.reading[block.start : block.end].split())
        for block in done.blocks
        if block.type in INDEXING
    ]
    assert entries == case.get("entries", [])


@pytest.mark.parametrize(
    ("entry", "pages"),
    [
        ("Rope, 12, 45-47, 113 n.", ["12", "45", "47", "113"]),
        ("Rope, 145-7; its age, xii", ["145", "147", "xii"]),
        ("Rope of 1811, 12", ["12"]),  # the year of the rope
        ("Rope, ii. 45", []),  # of which volume, nobody knows
        ("Rope, pp. 12 and 14.", ["12", "14"]),
        ("The rope is 12 yards long", []),
        ("Rope … 12, 14, _n._, 15 seq.", ["12", "14", "15"]),
        ("Rope, of 12 and 14 yards, 7", ["7"]),
        ("Rope, 12, 14 n. 3, 15, note. 4", ["12", "14", "15"]),  # of which note
        ("1811, the frost of, 88", ["88"]),
        ("Rope, the,12, 45 ,46", ["12", "45", "46"]),
        ("Rope, 129,130; its price, 1,209 crowns", ["129", "130"]),
        ("Rope, “the old,” 12, and its end, 45:", ["12", "45"]),
        ("Rope, the (Song, Bk. viii), its age, 45", ["45"]),
        ("Rope, in 45", []),
        ("Rope, i.e. cord, in 45 yards, 12", ["12"]),
        ("Rope, 12 and note, 45 and notes", ["12", "45"]),
    ],
)
def test_the_pages_of_an_entry(entry: str, pages: list[str]) -> None:
    assert [one.page for one in locators(entry)] == pages


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("Brown, see Adams", ["Adams"]),
        ("Brown. See Adams, John; Rope.", ["Adams, John", "Rope"]),
        ("Bank, 14; see also “River”", ["“River”"]),
        ("Fähre, siehe Adler", ["Adler"]),
        ("What the children see, 12", []),
        ("Boats, see the ferry", []),
        ("Lookout, where men see Adams, 12", []),
    ],
)
def test_what_an_entry_leads_to(entry: str, names: list[str]) -> None:
    assert [entry[a:b] for a, b in leads_in(entry)] == names


def test_ends_and_names_of_entries() -> None:
    assert is_located("Rope, 12 ff.")
    assert is_located("Rope, passim.")
    assert is_located("Rope 12")
    assert not is_located("Rope, the")
    assert name_of("Adams, John, ferryman, 12, 45-47") == "Adams, John, ferryman"
    assert name_of("Brown, see Adams") == "Brown"


def encoded(source: str) -> etree._Element:
    root = parse(to_tei(source.encode(), Descriptor(id="index"), Path("index.txt")))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == source.encode()
    return root


def paged(index: str, labels: range = range(9, 16)) -> str:
    pages = "\n\n".join(f"[Pg {label}]\n\n{filled('[[P]]')}" for label in labels)
    return f"THE FERRY\n\n{pages}\n\nINDEX\n\n{index}"


INDEX = """\
Adams, John, 9, 11-13, 99.
  his boat, 10
Bank, the, 14; see River
Brown, see Adams
Creek, 12
River, 9
"""


def test_an_index_in_tei() -> None:
    """Pages lead to the one page that has their number, names to the one entry that has them."""
    root = encoded(paged(INDEX))
    index = root.find(".//tei:list[@type='index']", NAMESPACES)
    assert index is not None
    items = index.findall("tei:item", NAMESPACES)
    assert [content(one).split(",")[0] for one in items] == ["Adams", "Bank", "Brown", "Creek", "River"]
    assert [content(one).strip() for one in items[0].iterfind("tei:list/tei:item", NAMESPACES)] == ["his boat, 10"]
    by_id = {one.get(ID): one for one in root.iter("*") if one.get(ID)}
    leads = [(content(ref), by_id[ref.get("target", "")[1:]]) for ref in index.iterfind(".//tei:ref", NAMESPACES)]
    assert [(words, to.get("n") or content(to).split(",")[0]) for words, to in leads] == [
        *(("9", "9"), ("11", "11"), ("13", "13"), ("10", "10"), ("14", "14"), ("River", "River")),
        *(("Adams", "Adams"), ("12", "12"), ("9", "9")),
    ]
    assert "\n\nAdams, John, 9, 11-13, 99.\n\nhis boat, 10\n\nBank, the, 14; see River\n\n" in read(root)


def test_a_letter_above_the_first_entry_hides_no_index() -> None:
    """The division is one, whatever stands above its entries."""
    root = encoded(paged("A\n\nAdams, 9\n\nB\n\nBank, 14\n\nC\n\nCreek, 12\n\nR\n\nRiver, 9\n"))
    assert [div.get("type") for div in root.iterfind(".//tei:div", NAMESPACES)][-1] == "index"


def test_marks_of_pages_before_entries_move_none_of_them() -> None:
    index = "   Adams, 9\n   Bank, 14\n   [Pg 17]Creek, 12\n   Frost, 13\n   River, 9\n     its bank, 9\n"
    source = (
        paged(index).replace("\n\n[Pg 1", " [Pg 1").replace("]\n\n", "] ").replace("INDEX\n\n", "INDEX [Pg 16]\n\n")
    )
    root = encoded(source)
    items = root.findall(".//tei:list[@type='index']/tei:item", NAMESPACES)
    assert [content(one).split(",")[0].strip() for one in items] == ["Adams", "Bank", "Creek", "Frost", "River"]
    assert [one.get("n") for one in root.iterfind(".//tei:pb", NAMESPACES)] == [str(n) for n in range(9, 18)]


def test_a_page_that_two_volumes_have_is_none_to_lead_to() -> None:
    text = Text.of("one two three four")
    begun = [
        Span(at, at, "page-break", "furniture", 1.0, "", label=label) for at, label in ((0, "9"), (4, "10"), (8, "9"))
    ]
    text, _ = text.set_aside(begun)
    assert page_ids(text) == {"10": "p4"}


def test_a_name_that_two_entries_have_leads_to_none() -> None:
    index = "Adams, John, 9\nAdams, Ruth, 10\nBank, the, 14\nBrown, see Adams\nCreek, see Adams, Ruth\nRiver, 9\n"
    leads = encoded(paged(index)).iterfind(".//tei:list[@type='index']//tei:ref", NAMESPACES)
    assert [content(ref) for ref in leads if not content(ref).isdigit()] == ["Adams, Ruth"]


def test_an_index_in_a_book() -> None:
    """A part for each letter, entries in two roles; each link has its place in the book."""
    book = book_of(encoded(paged(INDEX)))
    section = list(sections(book.blocks))[-1]
    assert "".join(map(words_of, section.title)) == "INDEX"
    parts = [
        [one.role for one in p.blocks if isinstance(one, Paragraph)] for p in section.blocks if isinstance(p, Passage)
    ]
    assert [p.role for p in section.blocks if isinstance(p, Passage)] == ["index"] * 4
    entry, below = Kind.INDEX_ENTRY, Kind.INDEX_SUBENTRY
    assert parts == [[entry, below], [entry, entry], [entry], [entry]]
    places = {f"#{one.id}" for one in all_inlines(book.blocks) if isinstance(one, AsidePlace)}
    links = [one.target for one in all_inlines(section.blocks) if isinstance(one, Styled) and one.target]
    assert len(links) == 9
    assert set(links) <= places
