"""The products: each says what the TEI reads, whatever the text looks like, and its links lead somewhere."""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from ecdosis.book.book import Book, Paragraph, Passage, Section, all_inlines
from ecdosis.book.inlines import Emended, NoteRef, Styled, heading, words_of
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.errors import ToolError
from ecdosis.formats import Products, epub, html, pdf, products, publish
from ecdosis.formats.html.page import script
from ecdosis.formats.table import BUILT_IN, endings
from ecdosis.project import descriptor
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tools import pandoc as program

SAMPLE = (Path(__file__).parent / "data" / "sample.xml").read_bytes()
NASTY = """I. <script>alert(1)</script>

A first paragraph with ]]> &amp; <!-- --> #let x = $y$ @ref = head /* not a comment */ // nor this.

\\TeX{} \\begin{document} %s *bold* _it_ [a](b) `code` ~~~ ${x} {{y}} <b>b</b> https://example.org/?a=b&c=d

= No Typst heading

# No Markdown heading

- no list, 1. nor this; naïve Ελληνικά русский “quotes” — and so on for some words more to make a paragraph of it all.
"""


SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def sample() -> etree._Element:
    return parse(SAMPLE)


@pytest.fixture(scope="module")
def nasty() -> etree._Element:
    known = Descriptor(id="nasty", title='A "Title" & <b>', author="O’Neill <x>", language="en")
    return parse(to_tei(NASTY.encode(), known, Path("nasty.txt")))


def test_notes_of_every_sort_are_linked(tmp_path: Path) -> None:
    """Two markers of one note, a note to a note, numbers and signs that begin anew: each marker leads to its own note,
    each note back to its first marker, and each note stands once."""
    name = "specimen-the-weather-book"
    root = parse(to_tei((SEEDS / f"{name}.txt").read_bytes(), descriptor.load(SEEDS / f"{name}.toml"), Path(name)))
    made = book(root)
    leads = {ref.get("{http://www.w3.org/XML/1998/namespace}id"): ref.get("target") for ref in root.iter("{*}ref")}
    assert sorted(Counter(leads.values()).values())[-2:] == [1, 2]
    bodies = {f"#{note.id}": note for note in made.notes}
    with zipfile.ZipFile(io.BytesIO(epub.epub(made)[0])) as entries:
        pages = [etree.fromstring(entries.read(e)) for e in entries.namelist() if e.startswith("EPUB/text/ch")]
    for elements in ([e for page in pages for e in page.iter()], [*lxml_html.fromstring(html.html(made)).iter()]):
        ids = [str(e.get("id")) for e in elements if e.get("id")]
        assert len(ids) == len(set(ids))
        refs = [e for e in elements if e.get("role") == "doc-noteref" and e.get("class") == "noteref"]
        assert {e.get("id"): f"#{e.get('href', '').partition('#')[2]}" for e in refs} == leads
        labels = [e for e in elements if e.get("role") == "doc-backlink" and e.get("class") == "label"]
        backs = {f"#{e.get('href', '').partition('#')[2]}" for e in labels}
        assert backs == {f"#{note.back}" for note in made.notes if note.back}
        assert {f"#{e.get('id')}" for e in elements if e.get("role") == "doc-footnote"} == set(bodies)
    tool = shutil.which("pdftotext")
    if tool is not None:
        (tmp_path / "x.pdf").write_bytes(pdf.pdf(made)[0])
        said = subprocess.run(
            [tool, "-raw", tmp_path / "x.pdf", "-"], check=True, capture_output=True, text=True
        ).stdout
        assert said.count("They do not agree then.") == 1
        assert said.count("agree for the first time") == 1


def test_the_pdf_is_tagged_and_dated(nasty: etree._Element) -> None:
    made, notes = pdf.pdf(book(nasty))
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid:part" in made
    assert not notes


@pytest.mark.parametrize("name", ["epub", "html"])
def test_links_lead_somewhere_and_back(sample: etree._Element, name: str) -> None:
    """Every emended word leads to its entry in the list, and every entry back to its word; on a page those that read
    otherwise than the source, the others are explained where they stand. What shows in how words look has none."""
    data = publish(sample).files[name]
    pages: dict[str, etree._Element] = {}
    if name == "html":
        pages[""] = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pages = {
                n.rpartition("/")[2]: etree.fromstring(archive.read(n)) for n in archive.namelist() if "text/" in n
            }
    ids = {(file, str(id_)) for file, page in pages.items() for id_ in page.xpath("//@id")}  # type: ignore[union-attr]
    links = {
        (file, str(href).partition("#")[0] or file, str(href).partition("#")[2])
        for file, page in pages.items()
        for href in page.xpath("//*[local-name()='a']/@href")  # type: ignore[union-attr]
        if "#" in str(href)
    }
    assert all((target, id_) in ids for _, target, id_ in links)
    wanted = {id_ for _, id_ in ids if id_.startswith("c") and id_[1:].isdigit()}
    assert len(wanted) > 3
    assert {id_ for _, _, id_ in links} >= wanted
    assert {id_ for _, id_ in ids} >= {f"list-{id_}" for id_ in wanted}
    signed = {id_ for id_ in wanted if name == "epub" or b'class="sign" data-c="%s"' % id_.encode() in data}
    signed -= set(sample.xpath("//*[local-name()='choice'][*/@ana='#rule-style-mark']/@xml:id"))  # type: ignore[arg-type]
    assert signed
    assert {id_ for _, _, id_ in links} >= {f"list-{id_}" for id_ in signed}


def test_the_epub_has_its_parts(sample: etree._Element) -> None:
    made, notes = epub.epub(book(sample))
    assert not notes
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        package = archive.read("EPUB/content.opf").decode()
        navigation = archive.read("EPUB/nav.xhtml").decode()
        assert any(name.endswith(".png") for name in archive.namelist())
    for expected in (
        "cover-image",
        "schema:accessibilitySummary",
        "<dc:language>en<",
        "schema:accessMode",
        "dc:source",
    ):
        assert expected in package
    assert 'epub:type="page-list"' in navigation
    assert ">13</a>" in navigation


def test_the_web_page_fetches_nothing(nasty: etree._Element) -> None:
    page = html.html(book(nasty)).decode()
    assert "default-src 'none'" in page
    digest = base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in page
    assert page.count("<script") == 1
    assert f"<script>{script()}</script>" in page
    assert ' src="' not in page


def test_a_book_has_the_structure_of_the_tei(sample: etree._Element) -> None:
    edition = book(sample)
    own, whole = edition.blocks
    assert isinstance(own, Section)
    assert isinstance(whole, Section)
    assert (own.level, own.title) == (1, ("Before you read",))
    assert (whole.level, whole.title) == (1, ("The Ferry at Low Water",))
    roles = [block.role for block in whole.blocks if isinstance(block, (Paragraph, Passage))]
    assert roles == ["imprint", "subtitle", "byline", "date", "standfirst", "reviewed", "epigraph"]
    chapter = whole.blocks[-1]
    assert isinstance(chapter, Section)
    assert chapter.level == 2
    inner = chapter.blocks[-1]
    assert isinstance(inner, Section)
    assert (inner.level, inner.title[-1]) == (3, "II. The Boat")
    roles = [block.role for block in inner.blocks if isinstance(block, (Paragraph, Passage))]
    lists = ["quote", "quote", "poem", "poem", "list", "index", "index", "list"]
    transcribed = [
        "scene-break",
        "line",
        "group",
        "speech",
        "stage",
        "quote",
        "caption",  # below a table
        "caption",
        "caption",
        "sidenote",
        "caption",
        "caption",
        "",
    ]
    assert roles == ["", "", *lists, "caption", "ornament", *transcribed, "date", "attribution"]
    assert edition.author == "Ann Example"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("CHAPTER I", "THE BOAT"), "CHAPTER I · THE BOAT"),
        (
            ("CHAPTER I", "OF THE BOAT, AND OF THOSE WHO", "WAIT FOR IT."),
            "CHAPTER I · OF THE BOAT, AND OF THOSE WHO WAIT FOR IT.",
        ),
        (("I", "The Boat"), "I · The Boat"),
    ],
)
def test_a_heading_of_several_lines(lines: tuple[str, ...], title: str) -> None:
    prose = "The clerk at the gate wrote it all down in a book that nobody read. " * 4
    text = "\n\n".join(["\n".join(lines), prose, "CHAPTER II" if "CHAPTER I" in lines else "II", prose, prose])
    made = book(parse(to_tei(text.encode(), Descriptor(id="heads", language="en"), Path("heads.txt"))))
    first = next(block for block in made.blocks if isinstance(block, Section))
    assert "".join(map(words_of, first.title)) == title


def test_a_book_has_its_notes(sample: etree._Element) -> None:
    edition = book(sample)
    notes = [note for note in edition.notes if not note.own]
    assert [(note.label, note.back, list(all_inlines(note.blocks))) for note in notes] == [
        ("1", "r510", ["He seldom did, and when (see Lamb, Tides, no. 3, pp. 5-6) he did, badly."]),
        ("3", "", ["Lost."]),
    ]
    own = {note.id: note.back for note in edition.notes if note.own}
    assert sorted(own.values()) == ["m-introduction-1", "m516"]
    refs = [inline for inline in all_inlines(edition.blocks) if isinstance(inline, NoteRef)]
    assert [ref for ref in refs if ref.note not in own] == [NoteRef("r510", "1", "n520"), NoteRef("r515", "2", "")]
    assert {ref.note: ref.id for ref in refs if ref.note in own} == own
    assert edition.missing_notes == 1


def test_notes_lead_there_and_back(sample: etree._Element) -> None:
    made = publish(sample).files
    with zipfile.ZipFile(io.BytesIO(made["epub"])) as archive:
        pages = {n: archive.read(n).decode() for n in archive.namelist() if n.endswith(".xhtml")}
    text = "".join(pages.values())
    assert '<div id="n520" class="note" epub:type="footnote" role="doc-footnote">' in text
    assert 'id="r510" class="noteref" epub:type="noteref" role="doc-noteref">' in text
    assert text.count('class="label" role="doc-backlink"') == 1 + 2  # and those of the editor's own
    page = made["html"].decode()
    assert 'id="r510" href="#n520"' in page
    assert 'role="doc-backlink" href="#r510"' in page


@pytest.mark.parametrize(("missing", "lost"), [("pandoc", {"docx", "md"}), ("typst", {"pdf"})])
def test_what_is_missing_is_said_and_the_rest_is_made(
    sample: etree._Element, monkeypatch: pytest.MonkeyPatch, missing: str, lost: set[str]
) -> None:
    def absent(*_: object, **__: object) -> None:
        raise ToolError(f"{missing} is not installed; run `make` again")

    if missing == "pandoc":
        monkeypatch.setattr(program, "program", absent)
    else:
        monkeypatch.setattr(pdf, "compiled", absent)
        monkeypatch.setattr(epub, "cover", absent)
    made = products(book(sample), endings(BUILT_IN))
    assert set(made.files) == {*endings(BUILT_IN)} - lost
    assert any(missing in note for note in made.notes)


@pytest.mark.parametrize("text", ["שלום עולם, זה טקסט בעברית.", "これは日本語の文章です。", "x" * 200_000])
def test_other_scripts_and_long_words_do_not_stop_it(text: str) -> None:
    root = parse(to_tei(text.encode(), Descriptor(id="odd"), Path("odd.txt")))
    assert isinstance(publish(root), Products)


def test_a_title_is_never_markup(nasty: etree._Element) -> None:
    edition: Book = book(nasty)
    assert edition.title == 'A "Title" & <b>'
    assert b"<b>" not in html.html(edition).replace(b"&lt;b&gt;", b"")


def test_a_heading_in_capitals_is_set_in_small_ones_unless_a_word_of_it_was_changed() -> None:
    assert heading(("Introduction", " · ", "THE FERRY LEDGER", " · ", "XVIII")) == (
        "Introduction",
        " · ",
        Styled("THE FERRY LEDGER", ("capitals",)),
        " · ",
        "XVIII",
    )
    assert heading(("THE LEDGERS", " · ", "OF", " · ", "II.")) == (
        Styled("THE LEDGERS", ("capitals",)),
        " · ",
        Styled("OF", ("capitals",)),
        " · ",
        "II.",
    )
    assert heading(("Ledgers", " · ", "NSS")) == ("Ledgers", " · ", "NSS")
    changed = ("THE FERRY ", Emended("c1", "LEDGER"))
    assert heading(changed) == changed
