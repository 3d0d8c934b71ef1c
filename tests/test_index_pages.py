"""The index of the source in a printed book: new page numbers where all can be told, else those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ecdosis.book.book import Block, Cell, Note, Paragraph, Passage, Section, Table
from ecdosis.book.index_pages import IndexPages, Row, index_pages, without_pages
from ecdosis.book.inlines import AsidePlace, Emended, Inline, NoteRef, PageBreak, Styled, words_of
from ecdosis.book.lines import lines
from ecdosis.book.reader import book
from ecdosis.book.source_pages import source_pages
from ecdosis.build import to_tei
from ecdosis.formats.format import Made
from ecdosis.formats.pdf import made as pdf_made
from ecdosis.formats.pdf import renumbered, typeset
from ecdosis.formats.pdf.structure import tagged
from ecdosis.model.kinds import Kind
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.validation import agreement

SAMPLE = (Path(__file__).parent / "data" / "sample.xml").read_bytes()
TEXT = {
    "2": "Adams rowed the ferry over the river. In May he sold it.",
    "3": "The ferry lay on its side. Nobody rowed.",
    "4": "A storm came. Ruth Adams shut the door.",
    "5": "Two ferries came, and John Adams with them.",
    "7": "The storms went on, and the ferry sank.",
}


def paragraph(label: str, words: str) -> Paragraph:
    """A paragraph with which a page begins."""
    return Paragraph("", (AsidePlace(f"to-{label}"), PageBreak(f"page-{label}", label), words))


def entry(number: int, *inlines: Inline, below: bool = False) -> Paragraph:
    return Paragraph(f"i{number}", inlines, Kind.INDEX_SUBENTRY if below else Kind.INDEX_ENTRY)


def bound(*entries: Paragraph | str, text: Sequence[Block] = ()) -> tuple[Block, ...]:
    """A book of five pages with an index, of which an entry that begins with a blank stands below another."""
    lines_ = (
        one if isinstance(one, Paragraph) else entry(n, one.strip(), below=one.startswith(" "))
        for n, one in enumerate(entries, 1)
    )
    pages = text or [paragraph(*page) for page in TEXT.items()]
    listed = Section(
        "index", 1, (AsidePlace("to-8"), PageBreak("page-8", "8"), "INDEX"), (Passage("index", tuple(lines_)),)
    )
    return (Section("s1", 1, ("The Ferry",), (Paragraph("", ("It began in March, with Adams.",)), *pages)), listed)


FURTHER = ("Ferry, 3", "River, 2", "Storm, 4", "Door, 4")


def told(found: IndexPages | None, id_: str = "i1") -> list[str]:
    """The words behind the numbers of an entry; of two with a dash the first and the last."""
    assert found is not None
    rows = [part for part in found.entries[id_] if isinstance(part, Row)]
    return [(f" {one.dash} ").join(word.text for word in one.words) for row in rows for one in row.locators]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        pytest.param(["Ferry, 2, 3"], ["ferry", "ferry"], id="a term"),
        pytest.param(["Storms, 4"], ["storm"], id="its plural"),
        pytest.param(["Storm, 7"], ["storms"], id="in the plural"),
        pytest.param(["River, 3"], ["The – rowed"], id="not found: all that the page takes up"),
        pytest.param(["River, 2–4"], ["river – door"], id="from where it stands to the end of a page without it"),
        pytest.param(["Ferry, 2-3"], ["ferry - ferry"], id="from one to the other, with the dash of the source"),
        pytest.param(["Ferry, 3; sinks, 7"], ["ferry", "ferry"], id="a further row"),
        pytest.param(["Ferry, the", "  rowed, 3", "  sinks, 7"], [], id="one that stands above others"),
        pytest.param(["May, Mr. J., 2"], ["May"], id="a name"),
        pytest.param(["Side, Mr. J., 3"], ["The – rowed"], id="a name is no word in small letters"),
        pytest.param(["Storm, Adams's, 4"], ["storm"], id="a thing of somebody's is no name"),
        pytest.param(["Adams, Ruth, 4, 5", "Adams, John, 5"], ["Adams", "Two – them"], id="which of the name"),
        pytest.param(["Ad, 2"], ["Adams – it"], id="the beginning of a word is none"),
        pytest.param(["Rivers and ferries, 2"], ["Adams – it"], id="words that do not stand side by side"),
        pytest.param(["Side, the first of the year 1848, 3"], ["side"], id="a year"),
        pytest.param(["Side, 1848, 3; 1850: rowed, 3"], ["side", "side"], id="years behind marks"),
        pytest.param(["Sol, 2"], ["Adams – it"], id="a short word with an ending"),
        pytest.param(["Ferry, 3 n., 7 n. 2"], ["ferry", "ferry"], id="notes on a page"),
        pytest.param(["Ferry, 2 and 3"], ["ferry", "ferry"], id="and"),
    ],
)  # fmt: skip
def test_the_words_of_a_page(entries: Sequence[str], words: Sequence[str]) -> None:
    found = index_pages(bound(*entries, *FURTHER), ())
    if words:
        assert told(found) == words
    else:
        assert found is not None
        assert "i1" not in found.entries


def test_what_stands_below_an_entry_is_sought_near_its_term() -> None:
    """In a paragraph that has words of both, if there is one; else where the term of the entry above stands."""
    page = (
        paragraph("2", "The ferry was built."),
        Paragraph("", ("Then the ferry sank.",)),
        paragraph("3", "It rained."),
    )
    found = index_pages(bound("Ferry, the", "  sank in May, 2", "  is painted, 2", "Rained, 3, 3", text=page), ())
    assert found is not None
    assert told(found, "i2") == ["ferry"]
    assert told(found, "i3") == ["ferry", "ferry"] or len(told(found, "i3")[0].split()) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("Ferry, 12", id="a page that the source has not"),
        pytest.param("Ferry, ii. 3", id="of one of several volumes"),
        pytest.param("Ferry, 3, ix", id="in Roman numerals"),
        pytest.param("Ferry, 3; p. 12", id="a number that may be one"),
    ],
)
def test_all_numbers_or_none(wrong: str) -> None:
    assert index_pages(bound(wrong, *FURTHER), ()) is None


def test_what_else_has_no_new_numbers() -> None:
    assert index_pages(bound(*FURTHER), ()) is not None
    assert index_pages(bound(*FURTHER[:3]), ()) is None  # too few
    assert index_pages(bound("Rope, 2", "Wall, 3", "Book, 4", "Ferry, 5", "Pear, 7"), ()) is None  # of another printing
    assert index_pages((Paragraph("", ("No index, 3",)),), ()) is None
    twice = [*(paragraph(*page) for page in TEXT.items()), paragraph("3", "The ferry again.")]
    assert index_pages(bound(*FURTHER, text=twice), ()) is None
    nameless = bound(*FURTHER, Paragraph("", ("Ferry, 3",), Kind.INDEX_ENTRY))
    assert index_pages(nameless, ()) is None


def test_most_pages_have_to_be_known() -> None:
    """Page 6 is one of two: it is told with the page before it, and only if it is one of few such."""
    found = index_pages(bound("Ferry, 6", *FURTHER), ())
    assert told(found) == ["Two – them"]
    assert index_pages(bound("Ferry, 6", "Adams, 6", *FURTHER), ()) is None


def test_pages_without_numbers() -> None:
    """Those between two with numbers, the one before the first, and no more of them than are known to be there."""
    marks = ["2", "", "4", "7", "20"]
    made = source_pages(
        [Section("s", 1, ("T",), (Paragraph("", ("a b c",)), *(paragraph(m, f"one{m} two{m}") for m in marks)))], ()
    )
    spans = {n: [w.text for w in made.words[one.start : one.end]] for n, one in made.numbered.items()}
    assert spans["1"] == ["b", "c"]  # as long as most pages are
    assert spans["3"] == ["one", "two"]
    assert spans["5"] == spans["6"] == ["one4", "two4"]
    assert not made.numbered["6"].exact
    assert not {"8", "19", "0", ""} & spans.keys()
    assert made.highest == 20


def test_what_is_no_text_is_not_searched() -> None:
    """Neither the index itself, nor the head of a table; the words of a note stand at its marker, those of a heading
    are found by its name."""
    table = Table(("Rope",), (((Cell((Paragraph("", ("Head",)),), head=True)), Cell((Paragraph("", ("Pear",)),))),))
    note = Note("n1", "1", "r1", (Paragraph("", ("A walnut tree.",)),))
    blocks = (
        paragraph("2", "Adams"),
        Section("s2", 2, ("Quince",), (Paragraph("", ("one", NoteRef("r1", "1", "n1"))),)),
        table,
    )
    words = source_pages([*blocks, Passage("index", (entry(1, "Plum, 2"),))], (note,)).words
    assert [word.text for word in words] == ["Adams", "Quince", "one", "A", "walnut", "tree", "Rope", "Pear"]
    assert [word.named for word in words if word.text == "Quince"] == ["s2"]
    assert {(w.line, w.inline, w.offset) for w in words if w.text in ("A", "tree")} == {(2, 1, 0)}


def test_places_stand_before_the_words() -> None:
    found = index_pages(bound("Ferry, 2", *FURTHER), ())
    assert found is not None
    page = next(one for one in lines(found.blocks) if PageBreak("page-2", "2") in one.inlines)
    assert [one.id if isinstance(one, AsidePlace) else one for one in page.inlines[2:]] == [
        "Adams rowed the ",
        "at-2-2-16",
        "ferry over the ",
        "at-2-2-31",
        "river. In May he sold it.",
    ]
    assert "".join(words_of(i) for one in lines(found.blocks) for i in one.inlines) == "".join(
        words_of(i) for one in lines(bound("Ferry, 2", *FURTHER)) for i in one.inlines
    )


def test_what_stands_among_the_numbers_stays() -> None:
    """Looks, places of pages and of changes."""
    inlines = (
        "Ferry",
        Emended("c1", ", the, 2"),
        ", ",
        Emended("c2", "3"),
        PageBreak("p", "9"),
        ", ",
        Styled("7", ("italic",)),
    )
    found = index_pages(bound(entry(1, *inlines), *FURTHER), ())
    assert found is not None
    parts = found.entries["i1"]
    assert parts[0] == ("Ferry", Emended("c1", ", the,"), AsidePlace("c2"), PageBreak("p", "9"))
    assert [one.marks for row in parts if isinstance(row, Row) for one in row.locators] == [(), (), ("italic",)]
    assert "".join(map(words_of, without_pages(parts))) == "Ferry, the,"


def test_the_words_of_a_pdf_without_old_numbers() -> None:
    blocks = bound("Ferry, 2, 3; sinks, 7", *FURTHER)
    words = [word for line in ("INDEX", "Ferry, 2, 3; sinks, 7", *FURTHER) for word in line.split()]
    assert " ".join(renumbered.without_old(words, blocks)) == "INDEX Ferry,; sinks, Ferry, River, Storm, Door,"


def test_whose_numbers_they_are() -> None:
    made = book(parse(SAMPLE))
    for entries, new in ((FURTHER, True), (("Ferry, 99", *FURTHER), False)):
        data = typeset.text(replace(made, blocks=bound(*entries), notes=()))
        [columns] = [one for one in passages(data["blocks"]) if one["passage"] == "columns"]
        assert (columns["says-whose"], columns["new-pages"]) == (True, new)


def passages(blocks: Sequence[Any]) -> Iterator[Any]:
    """The passages in the data of a text."""
    for block in blocks:
        if "passage" in block:
            yield block
        yield from passages(block.get("blocks", ()))


LONG = "Nobody had anything to say of it until the evening came, and the lamps were lit. " * 30
OTHERS = (("2", "river", "a rope"), ("3", "storm", "the ferry"), ("4", "door", "a pear"))
SOURCE = "\n\n".join(
    f"[Pg {page}]\n\nHere the {word} of page {page} is told of. {LONG}\n\n{LONG} And {last} at the end."
    for page, word, last in (("1", "ferry", "a rope"), *OTHERS)
)  # fmt: skip


@pytest.fixture(scope="module")
def tei() -> etree._Element:
    text = (
        f"THE FERRY\n\n{SOURCE}\n\nINDEX\n\nDoor, 4\nFerry, 1, 3\nPear, 4\nRiver, 2\nRope, 1, 2\nStorm, 3\nWall, 2, 3\n"
    )
    return parse(to_tei(text.encode(), Descriptor("x", title="The ferry", language="en"), Path("x.txt")))


def test_a_printed_book(tei: etree._Element) -> None:
    """The numbers are those of the pages on which the words stand; the rest is that of the TEI."""
    made: Made = pdf_made(book(tei))
    assert list(agreement.check(tei, Path("x.pdf"), made.content)) == []
    document = tagged(made.content)
    assert document is not None
    text = document.root.text.replace("\N{WORD JOINER}", "")
    entries = dict(re.findall(r"([A-Z][a-z]+), ([\d, –]+)", text[text.rindex("INDEX") :]))
    numbers = {name: [int(n) for n in re.findall(r"\d+", pages)] for name, pages in entries.items()}
    assert numbers["Ferry"][0] == 1 < numbers["River"][0] < numbers["Storm"][0] <= numbers["Ferry"][1]
    assert numbers["Rope"][0] > 1  # at the end of the first page of the source
    assert numbers["Door"][0] < numbers["Pear"][0]  # of one page, which takes up several
    assert numbers["Wall"] == [numbers["River"][0], numbers["Ferry"][1]]  # all of two pages, as one stretch
