"""The PDF: what its templates are given, and what stands in the file that comes out."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from ecdosis.book.book import Block, Book, Paragraph, Passage, Section
from ecdosis.book.inlines import Inline, LineBreak, NoteRef, PageBreak, Styled, words_of
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.errors import ToolError
from ecdosis.formats import from_file, pdf
from ecdosis.formats.design import PAPERS, Design, Paper
from ecdosis.formats.pdf import apparatus, glyphs, typeset
from ecdosis.formats.pdf.structure import Element, tagged
from ecdosis.model.kinds import Kind
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import changes, read
from ecdosis.tools import verapdf
from ecdosis.validation import agreement

SAMPLE = (Path(__file__).parent / "data" / "sample.xml").read_bytes()
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="en"><body>{}</body></text></TEI>'
TEXT = "The ferry crossed at low water, and nobody had anything to say of it until the evening came. "


@pytest.fixture
def sample() -> Book:
    return book(parse(SAMPLE))


def foreign(body: str, folder: Path) -> Book:
    """The book of a TEI document with this body."""
    path = folder / "x.xml"
    path.write_text(TEI.format(body), encoding="utf-8")
    return from_file(path)[0]


def text_of(data: bytes) -> str:
    """The text of a tagged PDF, with a blank for each run of white space."""
    found = tagged(data)
    assert found is not None
    return " ".join(found.root.text.replace("\N{SOFT HYPHEN}", "").split())


def with_blocks(made: Book, *blocks: Block) -> Book:
    return replace(made, blocks=blocks, notes=(), emendations=(), asides=())


def line(text: str) -> Paragraph:
    return Paragraph("", (text,), Kind.VERSE)


def numbers(data: Any) -> Iterator[int]:
    """The numbers of the lines of verse in what a template is given."""
    if isinstance(data, Mapping):
        if data.get("number"):
            yield data["number"]
        for inner in data.values():
            yield from numbers(inner)
    elif isinstance(data, list):
        for inner in data:
            yield from numbers(inner)


# ---------------------------------------------------------------- what the templates are given

PIECES = st.one_of(
    st.text("ab -", min_size=1, max_size=6), st.just(PageBreak("page-1", "1")), st.just(Styled("c d", ("italic",)))
)


@given(st.lists(PIECES, max_size=8))
def test_no_page_begins_inside_of_a_word(inlines: list[Inline]) -> None:
    """Nor are any words lost, or in another order."""
    body = typeset.text(with_blocks(book(parse(SAMPLE)), Paragraph("p1", tuple(inlines))))["blocks"][0]["body"]
    told = [part.get("text", part.get("styled", "")) for part in body]
    assert "".join(told) == "".join(map(words_of, inlines))
    for at, part in enumerate(body):
        before, after = "".join(told[:at])[-1:], "".join(told[at:])[:1]
        inside = before.isalnum() and after.isalnum()
        assert not ("page" in part and inside)


def test_a_stroke_stands_where_a_page_begins_inside_of_a_paragraph(sample: Book) -> None:
    first, second, third = (PageBreak(f"page-{n}", str(n)) for n in (1, 2, 3))
    paragraph = Paragraph("p1", (first, "A hyphe", second, "nated word.", third))
    [told] = typeset.text(with_blocks(sample, paragraph))["blocks"]
    assert [part.get("page") or part["text"] for part in told["body"]] == ["1", "A ", "2", "hyphe", "nated word.", "3"]
    assert [part["stroke"] for part in told["body"] if "page" in part] == [False, True, False]


def test_lines_of_poems_are_numbered_by_fives(sample: Book) -> None:
    """Two stanzas of six lines are one poem; nine lines can be counted, and a speech is none."""
    stanzas = tuple(Passage("stanza", tuple(line(f"Line {n} of the poem") for n in range(6))) for _ in range(2))
    short = Passage("poem", tuple(line("A line") for _ in range(9)))
    speech = Passage("speech", (Passage("poem", tuple(line("Spoken") for _ in range(20))),))
    made = typeset.text(with_blocks(sample, Passage("poem", stanzas), short, speech))
    assert list(numbers(made["blocks"])) == [5, 10]
    assert [block["passage"] for block in made["blocks"]] == ["poem", "poem", "speech"]


def test_long_passages_run_off_no_page(sample: Book) -> None:
    """What was set aside is shortened in the list; a long change goes on overleaf."""
    long = "First " + "word " * 3000 + "last."
    [aside, *_] = [case for group in sample.asides for case in group.listed]
    [change, *_] = [case for group in sample.emendations for case in group.listed]
    cases = [replace(one, record=replace(one.record, source=long)) for one in (aside, change)]
    groups = [replace(sample.asides[0], cases=(one,)) for one in cases]
    made = replace(sample, blocks=(Paragraph("", ("Text.",)),), notes=(), asides=(groups[0],), emendations=(groups[1],))
    pages = PdfReader(io.BytesIO(pdf.pdf(made)[0])).pages
    words = " ".join(page.extract_text() for page in pages)
    assert words.count("last.") == 2
    assert 3000 < words.count("word") < 3200


def test_the_numbers_of_lines_are_no_text(tmp_path: Path) -> None:
    lines = "".join(f"<l>A line of verse, {name}</l>" for name in "abcdefghijkl")
    found = tagged(pdf.pdf(foreign(f"<lg>{lines}</lg>", tmp_path))[0])
    assert found is not None
    assert not any(f"{number}A line" in found.root.text for number in (5, 10))
    assert "A line of verse, j" in found.root.text


def test_a_line_above_a_speech_stands_nearer_to_it(sample: Book) -> None:
    """The time in a transcript."""
    speech = Passage("speech", (Paragraph("b", ("P:",), role="speaker"), Paragraph("c", ("Roger.",))))
    blocks = (Paragraph("a", ("[00:01]",), role="line"), speech, Paragraph("d", ("[00:02]",), role="line"), speech)
    told = typeset.text(with_blocks(sample, *blocks, Paragraph("e", ("10 20",), role="line")))["blocks"]
    assert [block.get("above-speech") for block in told] == [True, None, True, None, False]


def test_what_leads_into_a_quotation_stays_with_it(sample: Book) -> None:
    quote = Passage("quote", (Paragraph("", ("Words.",)),))
    blocks = (Paragraph("a", (TEXT,)), Paragraph("b", ("He says:",)), quote, Paragraph("c", (TEXT * 5,)), quote)
    told = typeset.text(with_blocks(sample, *blocks))["blocks"]
    assert [block.get("leads-in", False) for block in told] == [False, True, False, False, False]
    assert told[1]["indented"]


@pytest.mark.parametrize(("words", "runs_on"), [(typeset.LONG + 100, [False, False]), (200, [False, True])])
def test_short_chapters_follow_one_another(sample: Book, words: int, runs_on: list[bool]) -> None:
    chapters = [Section(f"s{n}", 1, (f"Chapter {n}",), (Paragraph("", ("word " * words,)),)) for n in (1, 2)]
    told = typeset.text(with_blocks(sample, *chapters))["blocks"]
    assert [section["runs-on"] for section in told] == runs_on


def test_a_heading_in_its_three_forms(sample: Book) -> None:
    """In the text with its lines; plain in the contents; cut to the running head."""
    first = Styled("CHAPTER THE FIRST", ("capitals",))
    title = (first, " · ", "In which there is far more than ever could stand at the head of a page", PAGE)
    [told] = typeset.text(with_blocks(sample, Section("s1", 1, title, ())))["blocks"]
    capitals = {"styled": "CHAPTER THE FIRST", "marks": ["capitals"], "target": ""}
    assert told["title"] == [
        capitals,
        {"break": True},
        {"text": title[2]},
        {"page": "7", "stroke": False},
    ]
    assert told["plain"] == [capitals, {"text": " · "}, {"text": title[2]}]
    assert told["running"] == [capitals, {"text": " · "}, {"text": "In which there is far more than…"}]


PAGE = PageBreak("page-7", "7")


# ---------------------------------------------------------------- the list of emendations


def test_emendations_stand_in_the_order_of_the_pages_as_whole_words(sample: Book) -> None:
    listed = apparatus.emendations(sample)
    assert not listed["throughout"]
    order = [case["id"] for case in listed["entries"]]
    places = [record.id for record in changes(parse(SAMPLE)) if record.id in order]
    assert sorted(order) == sorted(places)
    told = {case["reading"]: case["source"] for case in listed["entries"]}
    assert told["community"] == "commu- | nity"
    reading = " ".join(read(parse(SAMPLE)).split())
    assert all(case["reading"] in reading for case in listed["entries"] if "[" not in case["reading"])


def test_of_many_cases_a_book_has_the_sum_and_examples() -> None:
    text = "\n\n".join(f"He lived {n} years in the commu-\nnity, and the community knew him." for n in range(40))
    made = book(parse(to_tei(text.encode(), Descriptor(id="x", language="en"), Path("x.txt"))))
    listed = apparatus.emendations(made)
    [group] = listed["throughout"]
    assert (group["title"], len(group["cases"])) == ("40 line-end hyphens removed", 6)
    assert listed["entries"] == []
    said = tagged(pdf.pdf(made)[0])
    assert said is not None
    assert "40 line-end hyphens removed." in said.root.text


# ---------------------------------------------------------------- the file


def test_it_meets_both_standards_and_has_the_tei_in_it(sample: Book) -> None:
    made, notes = pdf.pdf(replace(sample, tei=SAMPLE))
    assert notes == []
    for claim in (b"<pdfaid:part>3</pdfaid:part>", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1</pdfuaid:part>"):
        assert claim in made
    reader = PdfReader(io.BytesIO(made))
    assert reader.attachments == {f"{sample.id}.xml": [SAMPLE]}
    [file] = [reference.get_object() for reference in reader.root_object["/AF"]]  # type: ignore[attr-defined]
    assert (file["/AFRelationship"], file["/EF"]["/F"]["/Subtype"]) == ("/Source", "/application/tei+xml")
    assert pdf.pdf(replace(sample, tei=SAMPLE))[0] == made


def test_the_tei_of_others_is_in_it_as_it_is(tmp_path: Path) -> None:
    made = foreign("<p>Words.</p>", tmp_path)
    [(name, content)] = PdfReader(io.BytesIO(pdf.pdf(made)[0])).attachments.items()
    assert (name, content) == ("x.xml", [(tmp_path / "x.xml").read_bytes()])


SIZES: Mapping[Paper, tuple[int, int]] = {"a5": (420, 595), "a4": (595, 842), "letter": (612, 792)}
"""In points (ISO 216; ANSI/ASME Y14.1)."""


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_says_the_same(sample: Book, paper: Paper) -> None:
    made, notes = pdf.pdf(sample, Design(paper))
    assert notes == []
    page = PdfReader(io.BytesIO(made)).pages[0].mediabox
    assert (round(page.width), round(page.height)) == SIZES[paper]
    assert list(agreement.check(parse(SAMPLE), Path("x.pdf"), made)) == []


def test_without_signs_it_says_the_same(sample: Book) -> None:
    with_signs, without = (pdf.pdf(sample, Design(signs=signs))[0] for signs in (True, False))
    assert with_signs != without
    told = typeset.data(sample, Design(signs=False))
    assert (told["signs"], told["names"]["sign"]) == (False, "")
    links = [
        sum(len(page.get("/Annots", ())) for page in PdfReader(io.BytesIO(d)).pages) for d in (with_signs, without)
    ]
    assert links[0] == links[1] > 0
    assert list(agreement.check(parse(SAMPLE), Path("x.pdf"), without)) == []


def outline(made: bytes) -> list[str]:
    return [str(entry.title) for entry in PdfReader(io.BytesIO(made)).outline if not isinstance(entry, list)]


def test_notes_of_headings_stand_in_them_and_not_in_contents(tmp_path: Path) -> None:
    chapters = "".join(
        f'<div><head>Chapter {n}<note n="{n}">A note on it.</note></head><p>{TEXT}</p></div>' for n in (1, 2, 3)
    )
    made = pdf.pdf(foreign(chapters, tmp_path))[0]
    assert outline(made)[-3:] == ["Chapter 1", "Chapter 2", "Chapter 3"]
    found = tagged(made)
    assert found is not None
    [document] = [part for part in found.root.parts if isinstance(part, Element)]
    parts = [part for part in document.parts if isinstance(part, Element)]
    [contents] = [part.text for part in parts if part.type == "TOC"]
    assert "A note" not in contents
    headings = [part.text for part in parts if part.type == "H1" and part.text.startswith("Chapter")]
    assert [heading.count("A note on it.") for heading in headings] == [1, 1, 1]


def test_pages_of_the_source_stand_in_the_margin_and_not_in_the_text(tmp_path: Path) -> None:
    """Also two that begin in one line, one after a heading, and one in a note."""
    body = (
        f'<div><head><pb n="711"/>A heading</head><p>{TEXT}<pb n="712"/>Short. <pb n="713"/>{TEXT}'
        f'<note n="1">A note <pb n="714"/>overleaf.</note></p></div>'
    )
    found = tagged(pdf.pdf(foreign(body, tmp_path))[0])
    assert found is not None
    assert sorted(found.margins.replace(",", " ").split()) == ["711", "712", "713", "714"]
    assert not any(label in found.root.text for label in ("711", "712", "713", "714"))


def test_a_dash_begins_no_line_and_says_the_same(sample: Book) -> None:
    text = " ".join(f"{'m' * n}—{'n' * (12 - n)} – and" for n in range(1, 12)) * 20
    root = parse(to_tei(f"{text}.\n".encode(), Descriptor(id="x", title="T", language="en"), Path("x.txt")))
    made, notes = pdf.pdf(book(root))
    assert notes == []
    lines = [part for page in PdfReader(io.BytesIO(made)).pages for part in page.extract_text().splitlines()]
    assert not [text for text in lines if text.lstrip("\u2060 ").startswith(("—", "–"))]
    assert list(agreement.check(root, Path("x.pdf"), made)) == []


def test_the_data_are_those_of_the_templates() -> None:
    """A key that no template reads would be dead; names that are not shown are not counted as letters."""
    templates = "".join(path.read_text(encoding="utf-8") for path in pdf.BOOK)
    keys = typeset.data(book(parse(SAMPLE))).keys() - {"date"}
    assert [key for key in keys if f"book.{key}" not in templates] == []
    assert {"paper", "tei"} <= glyphs._NAMES


def test_line_breaks_of_verse_stay(sample: Book) -> None:
    [told] = typeset.text(with_blocks(sample, Paragraph("p", ("one", LineBreak(), "two", NoteRef("r", "1", "")))))[
        "blocks"
    ]
    assert told["body"] == [
        {"text": "one"},
        {"break": True},
        {"text": "two"},
        {"missing": "1"},
    ]


# ---------------------------------------------------------------- veraPDF


@pytest.mark.parametrize("paper", PAPERS)
def test_the_books_of_others_meet_both_standards(paper: Paper, tmp_path: Path) -> None:
    made = []
    for path in sorted((Path(__file__).parent / "foreign").glob("*.xml")):
        data, notes = pdf.pdf(from_file(path)[0], Design(paper))
        assert all(claim in data for claim in verapdf.CLAIMS), (path.name, notes)
        made.append(tmp_path / f"{path.stem}.pdf")
        made[-1].write_bytes(data)
    try:
        findings = verapdf.check(made)
    except ToolError as error:
        if os.environ.get("ECDOSIS_CI"):
            raise
        pytest.skip(str(error))
    assert [str(finding) for finding in findings] == []


def test_an_index_stands_in_columns_as_a_whole(sample: Book) -> None:
    """With all its letters, and what is said of its pages above them; blocks beside it do not."""
    letters = [Passage("index", (Paragraph(f"i{n}", (f"Apples, {n}",), "index-entry"),)) for n in range(2)]
    told = typeset.text(with_blocks(sample, Paragraph("a", (TEXT,)), *letters, Paragraph("b", (TEXT,))))["blocks"]
    assert [block.get("passage") for block in told] == [None, "columns", None]
    assert (told[1]["says-whose"], [part["passage"] for part in told[1]["blocks"]]) == (True, ["index", "index"])


def test_the_letters_above_the_entries_of_an_index_stand_in_its_columns(sample: Book) -> None:
    """What is said of its pages is said once, above all letters."""
    index = [
        block
        for letter in "AB"
        for block in (
            Paragraph(f"l{letter}", (letter,), "line"),
            Passage("index", (Paragraph(f"i{letter}", (f"{letter}pples, 12",), "index-entry"),)),
        )
    ]
    other = Paragraph("c", ("C",), "line")
    told = typeset.text(with_blocks(sample, *index, other))["blocks"]
    assert [block.get("passage") for block in told] == ["columns", None]
    assert told[0]["says-whose"]
    assert [block.get("above-entries", False) for block in told[0]["blocks"]] == [True, False, True, False]
    assert not any("says-whose" in block for block in told[0]["blocks"])


@pytest.mark.parametrize(("word", "soft"), [("Half-Hour", False), ("Half\u00adhour", True)])
def test_no_line_of_a_heading_or_of_the_contents_ends_in_a_word(word: str, soft: bool, tmp_path: Path) -> None:
    """Wherever the line would end otherwise, at a hyphen or a soft place."""
    heads = (f"{'A long way off ' * 3}{'m' * n} {word} of it" for n in range(1, 16))
    made, notes = pdf.pdf(foreign("".join(f"<div><head>{head}</head><p>{TEXT}</p></div>" for head in heads), tmp_path))
    assert notes == []
    lines = [part for page in PdfReader(io.BytesIO(made)).pages for part in page.extract_text().splitlines()]
    assert sum(word in line or word.replace("\u00ad", "") in line for line in lines) >= 30
    assert not [line for line in lines if line.rstrip().endswith(("Half-", "Half\u00ad"))]
    root = parse((tmp_path / "x.xml").read_bytes())
    assert soft or list(agreement.check(root, Path("x.pdf"), made)) == []
