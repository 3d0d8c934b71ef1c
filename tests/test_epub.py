"""The EPUB: what its pages and its navigation say."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from ecdosis.book.book import Book, Paragraph, Section, all_inlines
from ecdosis.book.inlines import Emended, Inline, NoteRef, Styled, whole_words, words_of
from ecdosis.book.reader import book
from ecdosis.book.words import words_for
from ecdosis.formats import epub, from_file
from ecdosis.formats.design import Design
from ecdosis.tei.names import content, parse
from epubs import FOREIGN, HEADINGS, LANG, TYPE, Parts, parts, specimen, texts

SAY = words_for("en")


@pytest.fixture(scope="module")
def sample() -> Book:
    return book(parse((Path(__file__).parent / "data" / "sample.xml").read_bytes()))


@pytest.fixture(scope="module")
def weather() -> Book:
    """A specimen of two chapters, with notes of several hands and numbers that begin anew."""
    return specimen("specimen-the-weather-book")


# ---------------------------------------------------------------- pages


def test_a_paragraph_is_a_paragraph(sample: Book) -> None:
    """No division stands around what can have a name itself."""
    for page in texts(parts(sample)).values():
        for div in page.iter("{*}div"):
            assert div.get("class") in (
                "standfirst",
                "reviewed",
                "poem",
                "stanza",
                "speech",
                "floating-text",
                "letter-part",
                "group",
                "note",
                "note editorial",
            ), etree.tostring(div)
        for paragraph in page.iter("{*}p"):
            assert not (paragraph.getparent().get("id") or "").startswith("p")  # type: ignore[union-attr]


def test_types_and_roles(weather: Book) -> None:
    files = texts(parts(weather))
    found = {s.get("id"): (s.get(TYPE), s.get("role")) for page in files.values() for s in page.iter("{*}section")}
    assert {id_: both for id_, both in found.items() if any(both)} == {
        "title": ("chapter", "doc-chapter"),
        "notes": ("endnotes", "doc-endnotes"),
        "emendations": ("appendix", "doc-appendix"),
        "set-aside": ("appendix", "doc-appendix"),
        "about": ("colophon", "doc-colophon"),
    }
    matter = [page.find("{*}body").get(TYPE) for page in files.values()]  # type: ignore[union-attr]
    assert matter == ["bodymatter", "backmatter", "backmatter", "backmatter", "backmatter"]


def test_divisions_are_what_the_encoding_calls_them(sample: Book) -> None:
    """A preface stands before the text; of a part its chapters are chapters."""
    chapter = Section("s3", 2, ("One",), (Paragraph("p3", ("Words.",)),), "chapter")
    blocks = (
        Section("s1", 1, ("Preface",), (Paragraph("p1", ("Before.",)),), "preface"),
        Section("s2", 1, ("Part",), (chapter,), ""),
        Section("s4", 1, ("Thanks",), (Paragraph("p4", ("After.",)),), "acknowledgements"),
    )
    files = parts(replace(sample, blocks=blocks))
    found = {s.get("id"): (s.get(TYPE), s.get("role")) for p in texts(files).values() for s in p.iter("{*}section")}
    assert found["s1"] == ("preface", "doc-preface")
    assert (found["s2"], found["s3"]) == (("part", "doc-part"), ("chapter", "doc-chapter"))
    assert found["s4"] == ("acknowledgments", "doc-acknowledgments")
    marks = {a.get(TYPE): a.get("href") for a in landmarks(files)}
    assert marks["bodymatter"] == "text/ch002.xhtml"


@pytest.mark.parametrize("path", sorted(FOREIGN.glob("*.xml")), ids=lambda path: path.stem)
def test_headings_skip_no_level(path: Path) -> None:
    files = parts(from_file(path, "critical")[0])
    for page in texts(files).values():
        levels = [int(etree.QName(heading).localname[1]) for heading in page.iter(*HEADINGS)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_the_notes_are_in_the_order_of_their_markers(weather: Book) -> None:
    """A note to a note comes behind that; one that nothing leads to stays behind the one before it in the source; the
    numbers of each chapter stand under its name."""
    [page] = [p for p in texts(parts(weather)).values() if p.find(".//{*}section[@id='notes']") is not None]
    labels: list[str] = []
    for element in page.iter("{*}h2", "{*}div"):
        if element.get("class") == "note" or element.tag.endswith("h2"):
            labels.append(content(element).split()[0] if element.get("class") else content(element))
    first, second = "CHAPTER I · The Barometer", "CHAPTER II · The Bell"
    assert labels == [first, "1", "*", "†", "2", "3", "4", "5", second, "*", "1", "2", "†", "3"]


def test_a_note_of_two_markers_leads_back_to_both(weather: Book) -> None:
    places: dict[str, list[str]] = {}
    for inline in all_inlines(weather.blocks):
        if isinstance(inline, NoteRef) and inline.note:
            places.setdefault(inline.note, []).append(inline.id)
    [(note, markers)] = [(note, ids) for note, ids in places.items() if len(ids) == 2]
    files = texts(parts(weather))
    [body] = [div for page in files.values() for div in page.iter("{*}div") if div.get("id") == note]
    backs = [a for a in body.iter("{*}a") if a.get("role") == "doc-backlink"]
    assert [str(a.get("href")).partition("#")[2] for a in backs] == markers
    assert backs[1].get("aria-label") == SAY("labels.back", number=2)


def test_without_signs_words_that_were_changed_look_like_others() -> None:
    made = specimen("specimen-the-lamplighter")
    signed, plain = (texts(parts(made, Design(signs=signs))) for signs in (True, False))
    links = [a for page in signed.values() for a in page.iter("{*}a") if a.get("class") == "emended"]
    assert len(links) > 5
    assert {a.get("role") for a in links} == {"doc-noteref"}
    assert not [a for page in plain.values() for a in page.iter("{*}a") if a.get("class") == "emended"]
    ids = {e.get("id") for page in plain.values() for e in page.iter() if e.get("id")}
    assert {a.get("id") for a in links} <= ids
    assert content(plain["text/ch001.xhtml"]) == content(signed["text/ch001.xhtml"])


@pytest.mark.parametrize(
    ("name", "roles"), [("specimen-the-winter-post", ["separator"] * 2), ("specimen-hollow-fen", [None] * 2)]
)
def test_a_break_that_leads_to_the_list_of_changes_is_no_separator(name: str, roles: list[str | None]) -> None:
    """What is within a separator nobody who cannot see it is told of."""
    breaks = [
        p
        for page in texts(parts(specimen(name))).values()
        for p in page.iter("{*}p")
        if p.get("class") == "scene-break"
    ]
    assert [p.get("role") for p in breaks] == roles
    assert [p.find(".//{*}a") is None for p in breaks] == [role is not None for role in roles]


def test_what_the_book_says_of_itself_is_english() -> None:
    made = specimen("specimen-the-ferryman")
    files = parts(made)
    for page in texts(files).values():
        assert (page.get("lang"), page.get(LANG)) == ("ru", "ru")
        for section in page.iter("{*}section"):
            own = section.get("id") in ("about", "emendations", "set-aside")
            assert section.get("lang") == ("en" if own else None)
            assert section.get(LANG) == section.get("lang")
    [notes] = [h for page in texts(files).values() for h in page.iter("{*}h1") if content(h) == SAY("headings.notes")]
    assert notes.get("lang") == "en"
    contents = {content(a): a.get("lang") for a in files["nav.xhtml"].find(".//*[@id='toc']").iter("{*}a")}  # type: ignore[union-attr]
    assert (contents["Паромщик Савелий"], contents[SAY("headings.notes")]) == (None, "en")


def test_a_book_that_runs_to_the_left() -> None:
    files = parts(from_file(FOREIGN / "rtl-hebrew.xml", "reading")[0])
    assert files["content.opf"].find("{*}spine").get("page-progression-direction") == "rtl"  # type: ignore[union-attr]
    pages = texts(files)
    assert {page.get("dir") for page in pages.values()} == {"rtl"}
    [about] = [s for page in pages.values() for s in page.iter("{*}section") if s.get("id") == "about"]
    assert (about.get("lang"), about.get("dir")) == ("en", "ltr")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["It doesn", Emended("c1", "’"), "t feel"], ["It ", Emended("c1", "doesn’t"), " feel"]),
        (["a ", Emended("c1", "“"), "word"], ["a ", Emended("c1", "“"), "word"]),
        (["at ", Emended("c1", "t"), "he", Emended("c2", "n")], ["at ", Emended("c1", "the"), Emended("c2", "n")]),
        (["harbo", Emended("c1", "u", listed=False), "r"], ["harbo", Emended("c1", "u", listed=False), "r"]),
        ([Emended("c1", "co-"), "operate"], [Emended("c1", "co-operate")]),
        (["end", Emended("c1", "."), " Then"], ["end", Emended("c1", "."), " Then"]),
        (
            [Styled("a t", ("italic",)), Emended("c1", "h", marks=("italic",)), Styled("e one", ("italic",))],
            [Styled("a ", ("italic",)), Emended("c1", "the", marks=("italic",)), Styled(" one", ("italic",))],
        ),
        (
            [Styled("t", ("bold",)), Emended("c1", "h", marks=("italic",)), Styled("e", ("italic",), target="#n1")],
            [Styled("t", ("bold",)), Emended("c1", "h", marks=("italic",)), Styled("e", ("italic",), target="#n1")],
        ),
        (["t", Emended("c1", "h", marks=("italic",)), "e"], ["t", Emended("c1", "h", marks=("italic",)), "e"]),
    ],
)
def test_a_change_inside_of_a_word_is_shown_on_the_word(before: list[Inline], after: list[Inline]) -> None:
    assert whole_words(before) == after
    assert "".join(map(words_of, before)) == "".join(map(words_of, after))


# ---------------------------------------------------------------- navigation


def landmarks(files: Parts) -> Iterator[etree._Element]:
    return next(n for n in files["nav.xhtml"].iter("{*}nav") if n.get(TYPE) == "landmarks").iter("{*}a")


def labelled(element: etree._Element) -> tuple[str, str | None]:
    """Label and address of an entry of an NCX."""
    return element.findtext("{*}navLabel/{*}text", ""), element.find("{*}content").get("src")  # type: ignore[union-attr]


def test_navigation_leads_to_what_it_names(weather: Book) -> None:
    """Contents, landmarks and pages; NCX has the same contents and pages; all of it is where it should be."""
    files = parts(weather)
    navs = {
        nav.get(TYPE): [(content(a), a.get("href")) for a in nav.iter("{*}a")]
        for nav in files["nav.xhtml"].iter("{*}nav")
    }
    assert [label for label, _ in navs["page-list"]] == ["8", "9"]
    marks = [(a.get(TYPE), a.get("href")) for a in landmarks(files)]
    assert marks[:4] == [
        ("cover", "text/cover.xhtml"),
        ("titlepage", "text/title_page.xhtml"),
        ("toc", "nav.xhtml"),
        ("bodymatter", "text/ch001.xhtml"),
    ]
    assert [kind for kind, _ in marks[4:]] == ["endnotes", "appendix", "appendix", "colophon"]
    for _, address in [pair for listed in navs.values() for pair in listed]:
        file, _, id_ = str(address).partition("#")
        assert not id_ or files[file].find(f".//*[@id='{id_}']") is not None, address
    ncx = files["toc.ncx"]
    points, targets = ([labelled(e) for e in ncx.iter("{*}" + name)] for name in ("navPoint", "pageTarget"))
    assert (points, targets) == (navs["toc"], navs["page-list"])
    head = {meta.get("name"): meta.get("content") for meta in ncx.iter("{*}meta")}
    assert (head["dtb:depth"], head["dtb:totalPageCount"], head["dtb:maxPageNumber"]) == ("2", "2", "9")


def test_every_file_is_in_the_manifest(sample: Book) -> None:
    made = epub.epub(sample)[0]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = {name for name in archive.namelist() if name.startswith("EPUB/")}
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    items = {posixpath.join("EPUB", str(item.get("href"))) for item in package.iter("{*}item")}
    assert names == items | {"EPUB/content.opf"}
    assert epub.epub(sample)[0] == made
