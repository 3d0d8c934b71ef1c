"""Which part of a book stands in which file of an EPUB, and that links find it there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ecdosis.book.book import Block, Book, Note, Paragraph, Section
from ecdosis.book.inlines import AsidePlace, NoteRef, Styled
from ecdosis.book.reader import book
from ecdosis.book.words import words_for
from ecdosis.formats.epub.pages import LARGE, EpubPage, text_pages
from ecdosis.formats.epub.sections import own_pages
from ecdosis.tei.names import content, parse
from epubs import parts, texts

SAY = words_for("en")


@pytest.fixture(scope="module")
def sample() -> Book:
    return book(parse((Path(__file__).parent / "data" / "sample.xml").read_bytes()))


def filled(name: str, length: int) -> Paragraph:
    return Paragraph(name, ("x" * length,))


def section(name: str, level: int, *blocks: Block) -> Section:
    return Section(name, level, (name,), blocks)


def ids(pages: list[EpubPage]) -> list[list[str]]:
    return [[*page.ids] for page in pages]


def test_a_file_begins_with_each_heading_of_the_first_level(sample: Book) -> None:
    blocks = (section("s1", 1, section("s2", 2, filled("p1", 9))), section("s3", 1), filled("p2", 9))
    pages = text_pages(replace(sample, blocks=blocks))
    assert ids(pages) == [["s1", "s2", "p1"], ["s3", "p2"]]
    assert [page.title for page in pages] == ["s1", "s3"]


@pytest.mark.parametrize(
    ("length", "found"), [(LARGE - 4, [["s1", "p0", "s2", "p1", "s3"]]), (LARGE, [["s1", "p0"], ["s2", "p1"], ["s3"]])]
)
def test_of_a_long_chapter_the_second_level_begins_files(sample: Book, length: int, found: list[list[str]]) -> None:
    """The headings themselves, of two letters, are part of it; at LARGE exactly it is not too long."""
    inner = (filled("p0", 1), section("s2", 2, filled("p1", length - 3)), section("s3", 2))
    pages = text_pages(replace(sample, blocks=(section("s1", 1, *inner),)))
    assert ids(pages) == found


@pytest.mark.parametrize(("last", "found"), [(1, [["text", "p1", "p2"]]), (2, [["text", "p1"], ["p2"]])])
def test_what_has_no_headings_is_parted_when_it_is_long(sample: Book, last: int, found: list[list[str]]) -> None:
    pages = text_pages(replace(sample, title="T", blocks=(filled("p1", LARGE - 1), filled("p2", last))))
    assert ids(pages) == found
    assert [page.title for page in pages] == ["T", ""][: len(found)]


def test_a_book_of_nothing_has_its_title(sample: Book) -> None:
    [page] = text_pages(replace(sample, title="T", blocks=()))
    assert (page.title, [*page.ids]) == ("T", ["text"])


@pytest.mark.parametrize(("last", "count"), [(1, 1), (2, 2)])
def test_long_notes_go_on_in_another_file(sample: Book, last: int, count: int) -> None:
    notes = tuple(Note(f"n{n}", str(n), "", (filled("", size),)) for n, size in enumerate((LARGE - 1, last)))
    found = [
        page for page in own_pages(replace(sample, notes=notes), signs=True) if page.title == SAY("headings.notes")
    ]
    assert [page.own for page in found] == ["notes", ""][:count]
    assert [id_ for page in found for id_ in page.ids] == ["notes", "n0", "n1"]


def test_links_lead_to_the_file_where_their_place_is(sample: Book) -> None:
    """One to a place that is not in the book is words without a link, and so is a marker without a note."""
    inlines = (
        "x ",
        AsidePlace("there"),
        Styled("far", target="#there"),
        Styled("lost", target="#gone"),
        NoteRef("r", "1", "no"),
    )
    blocks = (
        section("s1", 1, Paragraph("p1", inlines)),
        section("s2", 1, Paragraph("p2", (Styled("back", target="#p1"),))),
    )
    pages = texts(parts(replace(sample, blocks=blocks, notes=(), emendations=(), asides=())))
    links = {content(a): a.get("href") for page in pages.values() for a in page.iter("{*}a")}
    assert links == {"far": "ch001.xhtml#there", "back": "ch001.xhtml#p1"}
    assert content(pages["text/ch001.xhtml"].find(".//{*}p")) == "x farlost1"  # type: ignore[arg-type]
