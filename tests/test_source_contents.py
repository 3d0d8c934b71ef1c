"""The contents that a source prints itself: whether those of a book are these, with new pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ecdosis.book.book import Block, Paragraph, Passage, Section
from ecdosis.book.contents import has_pages, source_contents, without_page
from ecdosis.book.inlines import Emended, Inline, PageBreak, Styled, words_of
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.formats.epub.package import package
from ecdosis.formats.format import Made
from ecdosis.formats.pdf import made as pdf_made
from ecdosis.formats.pdf import renumbered, typeset
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.validation import agreement

TITLES = ("The Wall", "The Book", "The Late Pear", "Pugh")
PROSE = "The ferry crossed at low water, and nobody had anything to say of it until the evening came."


def line(name: str, words: str, heading: str = "") -> Paragraph:
    """A line of contents that leads to a heading, if it does."""
    return Paragraph(name, (Styled(words, target=f"#{heading}") if heading else words,), "item")


def chapters(*titles: str, level: int = 2, pages: Sequence[str] = ()) -> tuple[Section, ...]:
    """Chapters with the ids s1, s2, ...; `pages`: those of the source on which they begin."""
    marks = [(PageBreak(f"page-{page}", page),) if page else () for page in (*pages, *[""] * len(titles))]
    return tuple(
        Section(f"s{n}", level, (*mark, title), (Paragraph("", (PROSE,)),))
        for n, (title, mark) in enumerate(zip(titles, marks, strict=False), 1)
    )


def bound(lines: Sequence[Paragraph], *blocks: Block) -> tuple[Block, ...]:
    """A book with a title around all of it, contents and chapters."""
    listed = Section("c", 2, ("CONTENTS",), (Passage("contents", tuple(lines)),))
    return (Section("title", 1, ("AN ORCHARD BOOK",), (listed, *blocks)),)


LED = tuple(line(f"p{n}", f"{title} {5 * n}", f"s{n}") for n, title in enumerate(TITLES, 1))


def test_contents_that_lead_to_all_headings_are_those_of_the_book() -> None:
    found = source_contents(bound(LED, *chapters(*TITLES)))
    assert found is not None
    assert (found.section, found.last, found.left_out) == ("c", "p4", ())
    assert found.pages == {"p1": "s1", "p2": "s2", "p3": "s3", "p4": "s4"}
    assert found.paged == {"p1", "p2", "p3", "p4"}


def test_headings_that_they_leave_out_are_told_in_order() -> None:
    """Not what the contents stand in, nor their own heading, nor those further down than what they lead to."""
    deep = Section("deep", 2, ("In the evening",), ())
    every = chapters(*TITLES, "Errata", "Index", level=1)
    listed = Section("c", 1, ("CONTENTS",), (Passage("contents", LED),))
    found = source_contents((listed, *every[:5], replace(every[5], blocks=(deep,))))
    assert found is not None
    assert found.left_out == ("s5", "s6")


def test_entries_lead_to_sections_of_any_depth_though_deep_ones_may_be_left_out() -> None:
    deep = (Section("deep", 3, ("In the evening",), ()), Section("deeper", 3, ("At night",), ()))
    every = chapters(*TITLES)
    found = source_contents(
        bound((*LED, line("p5", "In the evening 20", "deep")), *every[:3], replace(every[3], blocks=deep))
    )
    assert found is not None
    assert found.pages["p5"] == "deep"
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        pytest.param(LED[:2], TITLES[:2], id="they lead to two headings alone"),
        pytest.param((*LED, line("p5", "A map of the orchard 40")), TITLES, id="a page that leads nowhere"),
        pytest.param((*LED, line("p5", "20")), TITLES, id="a column of pages below them"),
        pytest.param(LED, (*TITLES, *"abcde"), id="they leave out more than they name"),
        pytest.param((LED[3], *LED[:3]), TITLES, id="the numbers go down"),
        pytest.param(
            (*(line(f"p{n}", t, f"s{n}") for n, t in enumerate(TITLES[:3], 1)), line("p4", "The summer of 1848", "s4")),
            (*TITLES[:3], "CHAPTER IV"),
            id="a number is part of a title",
        ),
        pytest.param((), TITLES, id="none"),
    ],
)
def test_others_stay_as_they_are(lines: Sequence[Paragraph], titles: Sequence[str]) -> None:
    assert source_contents(bound(lines, *chapters(*titles))) is None


def test_contents_without_pages_get_some() -> None:
    lines = [line(f"p{n}", title, f"s{n}") for n, title in enumerate(TITLES, 1)]
    found = source_contents(bound(lines, *chapters(*TITLES)))
    assert found is not None
    assert (list(found.pages), found.paged) == (["p1", "p2", "p3", "p4"], frozenset())


def test_a_number_that_the_heading_has_is_no_page() -> None:
    """`CHAPTER 2` leads to `CHAPTER 2`; `2 The Book 2` has both."""
    titles = ("CHAPTER 1", "CHAPTER 2", "CHAPTER 3", "4 Pugh")
    lines = [line(f"p{n}", title, f"s{n}") for n, title in enumerate(titles, 1)]
    found = source_contents(bound(lines, *chapters(*titles)))
    assert found is not None
    assert found.paged == frozenset()
    told = [line(f"p{n}", f"{title} {n}", f"s{n}") for n, title in enumerate(titles, 1)]
    again = source_contents(bound(told, *chapters(*titles)))
    assert again is not None
    assert again.paged == {"p1", "p2", "p3", "p4"}


def test_a_page_stands_behind_the_last_line_of_an_entry() -> None:
    """Where lines lead to one heading; where the last says what the chapter is about, if the page is that of the
    heading in the source."""
    lines = (
        line("a1", "CHAPTER I.", "s1"),
        line("a2", "The Wall, 5", "s1"),
        line("b1", "CHAPTER II.", "s2"),
        line("b2", "What was said there, 9"),
        line("c1", "The Late Pear, 14", "s3"),
    )
    found = source_contents(bound(lines, *chapters("The Wall", "The Book", "The Late Pear", pages=("5", "9", "14"))))
    assert found is not None
    assert found.pages == {"a2": "s1", "b2": "s2", "c1": "s3"}
    elsewhere = chapters("The Wall", "The Book", "The Late Pear", pages=("5", "8", "14"))
    assert source_contents(bound(lines, *elsewhere)) is None


@pytest.mark.parametrize(
    ("entry", "bare"),
    [
        ("I. THE WALL 1", "I. THE WALL"),
        ("Preface … 1", "Preface"),
        ("Manners, - - - - - 87", "Manners"),
        ("Of the ferry, p. 12.", "Of the ferry"),
        ("To the reader xi", "To the reader"),
        ("Part I", "Part I"),
        ("Of the year 1848-49", "Of the year 1848-49"),
        ("Of fear.", "Of fear."),
    ],
)
def test_the_page_of_an_entry_is_left_out(entry: str, bare: str) -> None:
    """With what leads to it, from the last words; what was changed stays."""
    assert "".join(map(words_of, without_page((Styled(entry, target="#s1"),)))) == bare


def test_a_changed_page_is_none_that_can_be_left_out() -> None:
    emended: tuple[Inline, ...] = (Styled("The", target="#s1"), " ", Emended("c1", "Wall 15"))
    lines = (Paragraph("p1", emended, "item"), *LED[1:])
    found = source_contents(bound(lines, *chapters(*TITLES)))
    assert found is not None
    assert "p1" not in found.paged


def test_whose_pages_are_told_where_they_are_the_sources() -> None:
    told = Passage("contents", tuple(line(f"q{n}", f"The ferry at noon {n}") for n in range(1, 4)))
    numbered = Passage("contents", tuple(line(f"p{n}", f"CHAPTER {n}") for n in range(1, 9)))
    assert (has_pages(told), has_pages(numbered)) == (True, False)
    plates = Section("plates", 2, ("PLATES",), (told,))
    made = typeset.text(replace(book(parse(SAMPLE)), blocks=bound(LED, plates, *chapters(*TITLES))), None)
    assert [block["says-whose"] for block in passages(made["blocks"])] == [True, True]
    blocks = bound(LED, plates, *chapters(*TITLES))
    made = typeset.text(replace(book(parse(SAMPLE)), blocks=blocks), source_contents(blocks))
    assert [block["says-whose"] for block in passages(made["blocks"])] == [False, True]
    assert [block.get("left-out") for block in passages(made["blocks"])] == [["plates"], None]


def passages(blocks: Sequence[Any]) -> list[Any]:
    """The passages of contents in the data of a text."""
    inner = [found for block in blocks if "blocks" in block for found in passages(block["blocks"])]
    return [block for block in blocks if block.get("passage") == "contents"] + inner


SAMPLE = (Path(__file__).parent / "data" / "sample.xml").read_bytes()
SOURCE = """AN ORCHARD BOOK




CONTENTS


I. THE WALL 1
II. THE BOOK 5
III. THE LATE PEAR 9




I

THE WALL

{}



II

THE BOOK

{}



III

THE LATE PEAR

{}



ERRATA

{}
"""


@pytest.fixture(scope="module")
def tei() -> etree._Element:
    text = SOURCE.format(*(f"{PROSE} {PROSE} {word}." for word in ("One", "Two", "Three", "Four")))
    return parse(to_tei(text.encode(), Descriptor("x", title="An orchard book", language="en"), Path("x.txt")))


def test_a_printed_book_has_contents_once(tei: etree._Element) -> None:
    """With new pages, what they leave out below; the words are those of the TEI but for the pages of the source."""
    made: Made = pdf_made(book(tei))
    said = agreement.pdf_says(tei, made.content)
    assert said is not None
    assert said.words.count("CONTENTS") == 1
    assert "THE WALL 1" not in " ".join(said.words)
    assert list(agreement.check(tei, Path("x.pdf"), made.content)) == []


def test_words_without_the_pages_of_the_source() -> None:
    blocks = bound(LED, *chapters(*TITLES))
    words = "CONTENTS {} 5 {} 10 {} 15 {} 20 The Wall He had 5".format(*TITLES).split()
    left = "CONTENTS {} {} {} {} The Wall He had 5".format(*TITLES).split()
    assert list(renumbered.without_old(words, blocks)) == left
    assert renumbered.without_new("The Wall\u206012\u2060 and\u2060— so") == "The Wall and\u2060— so"


def test_an_epub_shows_its_navigation_or_the_contents_of_the_source(tei: etree._Element) -> None:
    made = book(tei)
    without = replace(made, blocks=chapters(*TITLES))
    files = ["nav.xhtml", "text/ch001.xhtml"]
    spines = [[e.get("idref") for e in package(one, files, "").iter("{*}itemref")] for one in (made, without)]
    assert spines == [["ch001_xhtml"], ["nav_xhtml", "ch001_xhtml"]]
