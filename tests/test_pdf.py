"""The PDF: what its templates are given, and what stands in the file that comes out."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from pipeline import manifest
from pipeline.build import to_tei
from pipeline.cli import main
from pipeline.descriptor import Descriptor
from pipeline.errors import ToolError
from pipeline.publish import agreement, from_file, pdf
from pipeline.publish.book import Block, Book, Note, Paragraph, Passage, Section
from pipeline.publish.design import PAPERS, Design, Paper
from pipeline.publish.gather import book
from pipeline.publish.inlines import Inline, LineBreak, NoteRef, PageBreak, Styled, words_of
from pipeline.publish.pdf import apparatus, fonts, glyphs, typeset
from pipeline.publish.pdf.structure import Element, tagged
from pipeline.tei.names import parse
from pipeline.tei.read import changes, read
from pipeline.tools import typst, verapdf

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


def with_blocks(made: Book, *blocks: Block) -> Book:
    return replace(made, blocks=blocks, notes=(), emendations=(), asides=())


def line(text: str) -> Paragraph:
    return Paragraph("", (text,), "line")


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


def test_the_numbers_of_lines_are_no_text(tmp_path: Path) -> None:
    lines = "".join(f"<l>A line of verse, {name}</l>" for name in "abcdefghijkl")
    found = tagged(pdf.pdf(foreign(f"<lg>{lines}</lg>", tmp_path))[0])
    assert found is not None
    assert not any(f"{number}A line" in found.root.text for number in (5, 10))
    assert "A line of verse, j" in found.root.text


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
    assert told["title"] == [capitals, {"break": True}, {"text": title[2]}, {"page": "7", "stroke": False}]
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
    text = "\n\n".join(f'He said "no {n}" and she said “yes”, as before and after.' for n in range(40))
    made = book(parse(to_tei(text.encode(), Descriptor(id="x", language="en"), Path("x.txt"))))
    listed = apparatus.emendations(made)
    [group] = listed["throughout"]
    assert (group["title"], len(group["cases"])) == ("80 straight quotation marks made typographic", 6)
    assert listed["entries"] == []
    said = tagged(pdf.pdf(made)[0])
    assert said is not None
    assert "80 straight quotation marks made typographic." in said.root.text


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


# ---------------------------------------------------------------- what cannot be


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (1, "the PDF is tagged for accessibility, but no PDF/A for archives (no, he said)"),
        (2, "the PDF is a PDF/A for archives, but not tagged for accessibility (no, he said)"),
        (3, "the PDF is neither tagged for accessibility nor a PDF/A for archives (no, he said)"),
    ],
)
def test_what_a_standard_refuses_is_made_to_a_lesser_one(
    sample: Book, monkeypatch: pytest.MonkeyPatch, refused: int, said: str
) -> None:
    compiled = typst.compiled
    asked: list[tuple[str, ...]] = []

    def refusing(*given: Any, **more: Any) -> bytes:
        asked.append(given[3])
        if len(asked) <= refused:
            raise RuntimeError("no, he said\nand more")
        return compiled(*given, **more)

    monkeypatch.setattr(pdf, "compiled", refusing)
    made, notes = pdf.pdf(sample)
    assert notes == [said]
    assert made.startswith(b"%PDF-")
    assert (b"pdfuaid:part" in made, b"pdfaid:part" in made) == (refused == 1, refused == 2)


@pytest.mark.parametrize(
    ("mistakes", "tried", "said"),
    [
        (1, ("whole", 1, True), ""),
        (2, ("whole", 2, True), ""),
        (3, ("archived", 0, False), "the PDF is a PDF/A for archives, but not tagged for accessibility"),
    ],
)
def test_a_mistake_of_typst_with_tags_costs_a_line_of_each_page_or_the_tags(
    sample: Book, monkeypatch: pytest.MonkeyPatch, mistakes: int, tried: tuple[str, int, bool], said: str
) -> None:
    compiled = typst.compiled
    asked: list[tuple[str, int, bool]] = []
    names = {("a-3a", "ua-1"): "whole", ("ua-1",): "tagged", ("a-3b",): "archived", (): "plain"}

    def mistaken(*given: Any, **more: Any) -> bytes:
        asked.append((names[given[3]], given[1]["shorter"], more["tags"]))
        if len(asked) <= mistakes:
            raise RuntimeError("internal error: tags weren't properly closed (occurred at /root/build.rs:187:9)")
        return compiled(*given, **more)

    monkeypatch.setattr(pdf, "compiled", mistaken)
    made, notes = pdf.pdf(sample)
    assert asked[-1] == tried
    assert len(asked) == mistakes + 1
    assert notes == ([f"{said} (internal error: tags weren't properly closed)"] if said else [])
    assert (b"/StructTreeRoot" in made, b"pdfaid:part" in made) == (not said, True)
    kept = list(agreement.check(parse(SAMPLE), Path("x.pdf"), made))
    assert [finding.severity for finding in kept] == (["notice"] if said else [])


def test_pages_that_are_shorter_are_so(sample: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """By just a line of the text."""
    long = with_blocks(sample, *(line("A line of verse.") for _ in range(90)))
    lines = []
    for shorter in (0, 1, 2):
        monkeypatch.setattr(pdf, "ATTEMPTS", (replace(pdf.WHOLE, shorter=shorter),))
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.pdf(long)[0])).pages]
        lines.append(max(page.count("A line of verse.") for page in pages))
    assert lines == [lines[0], lines[0] - 1, lines[0] - 2]


def test_what_no_standard_forbids_is_tried_without_it(sample: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a refusal neither shorter pages nor no tags would help; then come the words alone."""
    asked = []

    def refusing(*given: Any, **more: Any) -> bytes:
        asked.append((given[3], given[1]["shorter"], more["tags"]))
        raise RuntimeError("no")

    monkeypatch.setattr(pdf, "compiled", refusing)
    with pytest.raises(ToolError):
        pdf.pdf(sample)
    assert asked == [(standards, 0, True) for standards in (("a-3a", "ua-1"), ("ua-1",), ("a-3b",), ())] * 2


@pytest.mark.parametrize(
    ("opened", "closed", "depth", "said"),
    [
        ("<table><row><cell>", "</cell></row></table>", 35, "maximum show rule depth exceeded"),
        ("<p>a <note>", " word</note></p>", 45, "maximum function call depth exceeded"),
    ],
)
def test_of_what_is_too_deep_for_typst_there_are_the_words(
    opened: str, closed: str, depth: int, said: str, tmp_path: Path
) -> None:
    verse = "<lg><l>One line</l><l>and another</l></lg>"
    done = pdf.made(foreign(f"{verse}{opened * depth}the innermost{closed * depth}", tmp_path))
    assert done.notes == (f"{pdf.WORDS_ALONE} ({said})",)
    assert all(claim in done.content for claim in verapdf.CLAIMS)
    for words in ("One line and another", "the innermost"):
        assert words in text_of(done.content)


@pytest.mark.parametrize("length", [700, 1000, 1400])
def test_lines_of_verse_as_long_as_paragraphs_are_no_lines(
    sample: Book, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    """Others encode prose so. Typst loses its tags where what must stay with something is as long as a page."""
    compiled, asked = typst.compiled, list[Any]()

    def spy(*given: Any, **more: Any) -> bytes:
        asked.append(given)
        return compiled(*given, **more)

    monkeypatch.setattr(pdf, "compiled", spy)
    text = (TEXT * 15)[:length]
    lines = (line(text), Paragraph("", (text, NoteRef("r1", "1", "n1")), "line"), line("Short."))
    made = with_blocks(sample, Section("s1", 1, ("A play",), (Passage("poem", lines),)))
    content, notes = pdf.pdf(replace(made, notes=(Note("n1", "1", "r1", (Paragraph("", ("A note.",)),)),)))
    assert (len(asked), notes) == (1, [])
    assert b"pdfuaid:part" in content


def test_short_lines_of_verse_stay_together(sample: Book) -> None:
    """The first with the second, the last but one with the last; not those that are no lines."""
    for length, stays in ((typeset.LEADS_IN, True), (typeset.LEADS_IN + 1, False)):
        poem = Passage("poem", tuple(line("m" * length) for _ in range(4)))
        [told] = typeset.text(with_blocks(sample, poem))["blocks"]
        assert [one.get("stays", False) for one in told["blocks"]] == [stays, False, stays, False]


def test_what_cannot_be_made_at_all_is_an_error(sample: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: Any, **__: Any) -> bytes:
        raise RuntimeError("never")

    monkeypatch.setattr(pdf, "compiled", refusing)
    with pytest.raises(ToolError, match="typst failed: never"):
        pdf.pdf(sample)


def nothing() -> tuple[fonts.Font, ...]:
    """A machine without fonts."""
    return ()


def test_only_what_is_read_has_to_be_shown(monkeypatch: pytest.MonkeyPatch, sample: Book) -> None:
    """What the source had and a list quotes may be anything."""
    monkeypatch.setattr(fonts, "machine", nothing)
    group, *others = sample.emendations
    case, *more = group.cases
    shown = replace(case, record=replace(case.record, source="ܫܠܡܐ"))
    odd = replace(sample, emendations=(replace(group, cases=(shown, *more)), *others))
    made = pdf.made(odd)
    assert (made.missing, made.notes) == ((), ())
    assert pdf.CODES not in text_of(made.content)
    assert "[U+072B U+0720 U+0721 U+0710]" in text_of(made.content)
    note = replace(sample.notes[0], blocks=(Paragraph("", ("In a note ܫ.",)),))
    for lacking in (replace(sample, title="ܫ"), replace(sample, notes=(note, *sample.notes[1:]))):
        made = pdf.made(lacking)
        assert [one.name for one in made.missing] == ["SYRIAC LETTER SHIN"]
        assert pdf.CODES in text_of(made.content)


def text_of(data: bytes) -> str:
    """The text of a tagged PDF, with a blank for each run of white space."""
    found = tagged(data)
    assert found is not None
    return " ".join(found.root.text.replace("\N{SOFT HYPHEN}", "").split())


LACKING = (
    "no font at hand has U+072B SYRIAC LETTER SHIN, in “",
    "[U+072B] stands here",
    "decide odd read WORDS READING",
)
"""What is said of a text that has `ODD` in it, besides its name."""
ODD = "The word ܫ stands here.\n"


def digests(folder: Path) -> dict[Path, bytes]:
    return {path: hashlib.sha256(path.read_bytes()).digest() for path in folder.glob("odd.*")}


def test_a_letter_without_a_font_costs_nothing_but_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All products are made; the PDF, which is to both standards, shows its code; it is said, again and again."""
    monkeypatch.setattr(fonts, "machine", nothing)
    odd, out = tmp_path / "odd.txt", tmp_path / "out"
    odd.write_text(f"{TEXT}{ODD}", encoding="utf-8")
    command = ["build", "--jobs", "1", str(odd), "-o", str(out)]
    for state in ("built", "unchanged"):
        assert main(command) == 0
        said = capsys.readouterr()
        assert state in said.out
        assert [words for words in ("odd: ", *LACKING) if words not in said.err] == []
        assert said.err.count("no font") == 1
    assert sorted(path.suffix for path in digests(out)) == [".epub", ".html", ".pdf", ".txt", ".xml"]
    data = (out / "odd.pdf").read_bytes()
    assert all(claim in data for claim in verapdf.CLAIMS)
    assert "The word [U+072B] stands here." in text_of(data)
    for suffix in ("txt", "html", "xml"):
        text = (out / f"odd.{suffix}").read_text(encoding="utf-8")
        assert "The word ܫ stands here." in text
        assert "no font" not in text
    with zipfile.ZipFile(out / "odd.epub") as entries:
        assert any("The word ܫ stands here.".encode() in entries.read(name) for name in entries.namelist())


def test_strictly_it_fails_its_edition_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was built before stays as it was, be it with the letter or without it."""
    monkeypatch.setattr(fonts, "machine", nothing)
    odd, good, out = tmp_path / "odd.txt", tmp_path / "good.txt", tmp_path / "out"
    good.write_text(f"{TEXT}\n", encoding="utf-8")
    odd.write_text(f"{TEXT}\n", encoding="utf-8")
    command = ["build", "--jobs", "1", str(odd), str(good), "-o", str(out)]
    assert main([*command, "--strict"]) == 0
    before = digests(out)
    odd.write_text(f"{TEXT}{ODD}", encoding="utf-8")
    for _ in range(2):
        capsys.readouterr()
        assert main([*command, "--strict"]) == 4
        said = capsys.readouterr()
        assert "good" in said.out
        assert [words for words in ("odd.txt: ", *LACKING) if words not in said.err] == []
        assert digests(out) == before
        assert main(command) == 0
        before = digests(out)


def test_with_another_font_it_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A book of which nothing is to be said is the same with any fonts."""
    monkeypatch.setattr(fonts, "machine", nothing)
    for name, text in (("odd", f"{TEXT}{ODD}"), ("good", TEXT)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    command = ["build", "--jobs", "1", *(str(tmp_path / f"{name}.txt") for name in ("odd", "good"))]
    command += ["-o", str(tmp_path / "out"), "--json"]
    states = []
    for machine in ("a", "a", "b"):
        monkeypatch.setattr(manifest, "at_hand", lambda machine=machine: machine)
        assert main(command) == 0
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        states.append({told["id"]: told["state"] for told in found})
    assert states == [
        {"odd": "built", "good": "built"},
        {"odd": "unchanged", "good": "unchanged"},
        {"odd": "built", "good": "unchanged"},
    ]


def test_missing_letters_are_only_told_of_books_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "machine", nothing)
    made, notes = pdf.pdf(foreign("<p>The word ܫ.</p>", tmp_path))
    assert [note.partition(",")[0] for note in notes] == ["no font at hand has U+072B SYRIAC LETTER SHIN"]
    assert b"pdfaid:part" in made


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
    assert told["body"] == [{"text": "one"}, {"break": True}, {"text": "two"}, {"missing": "1"}]


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
