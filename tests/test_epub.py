"""The EPUB: what its pages, its navigation and its metadata say, and what they claim."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import pytest
from lxml import etree

from pipeline import descriptor
from pipeline.build import to_tei
from pipeline.publish import epub, from_file, words
from pipeline.publish.accessibility import STANDARD, accessibility
from pipeline.publish.book import Book, Cell, Note, Paragraph, Section, Table, all_inlines
from pipeline.publish.catalogue import Catalogue, Origin, catalogue
from pipeline.publish.cover import CLOTHS, cover
from pipeline.publish.design import Design
from pipeline.publish.gather import book
from pipeline.publish.inlines import UNDESCRIBED, Emended, Image, NoteRef, PageBreak, Styled, whole_words, words_of
from pipeline.publish.package import languages, metadata
from pipeline.tei.names import content, parse

SEEDS = Path(__file__).parents[1] / "seeds"
FOREIGN = Path(__file__).parent / "foreign"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADINGS = ("{*}h1", "{*}h2", "{*}h3", "{*}h4", "{*}h5", "{*}h6")
Parts = Mapping[str, etree._Element]


@pytest.fixture(scope="module")
def sample() -> Book:
    return book(parse((Path(__file__).parent / "data" / "sample.xml").read_bytes()))


@pytest.fixture(scope="module")
def weather() -> Book:
    """A specimen of two chapters, with notes of several hands and numbers that begin anew."""
    return specimen("specimen-the-weather-book")


def specimen(name: str) -> Book:
    known = descriptor.load(SEEDS / f"{name}.toml")
    return book(parse(to_tei((SEEDS / f"{name}.txt").read_bytes(), known, Path(name))))


def parts(made: Book, design: Design = Design()) -> Parts:
    """The files of an EPUB that are XML, by name."""
    with zipfile.ZipFile(io.BytesIO(epub.epub(made, design)[0])) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx", ".xml"))]
        return {name.removeprefix("EPUB/"): etree.fromstring(archive.read(name)) for name in names}


def texts(files: Parts) -> Parts:
    return {name: page for name, page in files.items() if name.startswith("text/ch")}


def told(root: etree._Element, name: str) -> list[str]:
    """What a package says by a property, or an element of Dublin Core."""
    if name.startswith("dc:"):
        return [element.text or "" for element in root.iter(DC + name[3:])]
    return [meta.text or "" for meta in root.iter("{*}meta") if meta.get("property") == name]


# ---------------------------------------------------------------- pages


def test_a_paragraph_is_a_paragraph(sample: Book) -> None:
    """No division stands around what can have a name itself."""
    for page in texts(parts(sample)).values():
        for div in page.iter("{*}div"):
            assert div.get("class") in ("standfirst", "reviewed", "poem", "stanza", "note"), etree.tostring(div)
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
    assert backs[1].get("aria-label") == words.BACK.format(2)


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


def test_what_the_book_says_of_itself_is_english() -> None:
    made = specimen("specimen-the-ferryman")
    files = parts(made)
    for page in texts(files).values():
        assert (page.get("lang"), page.get(LANG)) == ("ru", "ru")
        for section in page.iter("{*}section"):
            own = section.get("id") in ("about", "emendations", "set-aside")
            assert section.get("lang") == ("en" if own else None)
            assert section.get(LANG) == section.get("lang")
    [notes] = [h for page in texts(files).values() for h in page.iter("{*}h1") if content(h) == words.NOTES]
    assert notes.get("lang") == "en"
    contents = {content(a): a.get("lang") for a in files["nav.xhtml"].find(".//*[@id='toc']").iter("{*}a")}  # type: ignore[union-attr]
    assert (contents["Паромщик Савелий"], contents[words.NOTES]) == (None, "en")


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
    ],
)
def test_a_change_inside_of_a_word_is_shown_on_the_word(
    before: list[str | Emended], after: list[str | Emended]
) -> None:
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


# ---------------------------------------------------------------- metadata


def test_metadata_has_what_the_header_knows(sample: Book) -> None:
    """The sample's descriptor tells all that one can."""
    known = replace(
        sample.catalogue,
        authors=("Ann Example", "Bob Other"),
        translators=("Tom Third",),
        editors=("Eve Fourth",),
        subjects=("ferries", "tides"),
        series="Texts of the River",
        publisher="Example Archive",
        origin=Origin("The Review", "Example Press", "Leeds", "1907", "978-0-00-000000-2"),
    )
    french = Paragraph("p99", (Styled("un mot", language="fr"), PageBreak("page-13-9", "13")))
    made = metadata(replace(sample, catalogue=known, blocks=(*sample.blocks, french), language="en"))
    assert told(made, "dc:creator") == ["Ann Example", "Bob Other"]
    assert told(made, "dc:contributor")[:2] == ["Tom Third", "Eve Fourth"]
    assert told(made, "role") == ["aut", "aut", "trl", "edt", "mrk"]
    assert told(made, "dc:subject") == ["ferries", "tides"]
    assert told(made, "belongs-to-collection") == ["Texts of the River"]
    assert told(made, "dc:publisher") == ["Example Archive"]
    assert told(made, "dc:language") == ["en", "fr"]
    assert "urn:isbn:9780000000002" in told(made, "dc:source")
    assert any(sample.sha256 in source for source in told(made, "dc:source"))
    assert told(made, "pageBreakSource") == ["urn:isbn:9780000000002"]
    assert (told(made, "dcterms:issued"), told(made, "dcterms:publisher")) == (["1907"], ["Leeds, Example Press"])
    assert told(made, "dcterms:modified") == [f"{sample.date}T00:00:00Z"]
    ids = [element.get("id") for element in made if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {str(e.get("refines"))[1:] for e in made if e.get("refines")} <= set(ids)


def test_what_is_not_known_is_not_said(sample: Book) -> None:
    made = metadata(replace(sample, catalogue=Catalogue(), author="", work="", url="", summary="", blocks=()))
    for name in ("dc:creator", "dc:publisher", "dc:description", "dcterms:issued", "pageBreakSource", "dc:subject"):
        assert told(made, name) == []
    assert all((element.text or "").strip() for element in made)


def test_all_languages_of_a_book() -> None:
    assert languages(from_file(FOREIGN / "perseus-prose.xml")[0])[0] == "la"
    assert {"ru", "grc", "de", "la"} <= set(languages(from_file(FOREIGN / "languages.xml")[0]))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("poetry", Catalogue(("Maud Ellery",), ("J. Hay",), ("P. Crane",), (), "Small Waters", "Heron Press")),
        ("print-dta", Catalogue(("Johann Wehr",), publisher="Ein Textarchiv")),
        ("article", Catalogue((), subjects=("salt", "weights"))),
    ],
)
def test_the_header_of_others(name: str, expected: Catalogue) -> None:
    found = catalogue(parse((FOREIGN / f"{name}.xml").read_bytes()))
    assert replace(found, origin=Origin(), licence_url="") == expected


def test_the_publication_that_others_name() -> None:
    found = catalogue(parse((FOREIGN / "perseus-prose.xml").read_bytes())).origin
    assert found == Origin("Scriptores minimi, vol. 2", "Clarendon Press", "Oxford", "1913")
    assert found.year == "1913"
    assert Origin(date="1907-1909").year == ""


# ---------------------------------------------------------------- accessibility


def picture(alt: str) -> Paragraph:
    return Paragraph("", (Image("image-1.png", alt, 10, 10),))


def table(*, head: bool) -> Table:
    rows = tuple(tuple(Cell((Paragraph("", (word,)),), head=head and not y) for word in "ab") for y in range(2))
    return Table((), rows)


def test_conformance_is_claimed_where_nothing_speaks_against_it(sample: Book) -> None:
    made = replace(sample, blocks=(*sample.blocks, picture("A gull"), table(head=True)), language="en")
    package = metadata(made)
    assert told(package, "dcterms:conformsTo") == [STANDARD]
    assert told(package, "a11y:certifiedBy") == [f"Ecdosis {sample.version}"]
    assert told(package, "schema:accessMode") == ["textual", "visual"]
    assert told(package, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" in told(package, "schema:accessibilityFeature")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"blocks": (picture(UNDESCRIBED),)}, "description"),
        ({"language": "und"}, "language"),
        ({"blocks": (Section("s", 1, ("T",), (table(head=False),)),)}, "tables"),
    ],
)
def test_it_is_not_claimed_where_something_does(sample: Book, change: dict[str, object], why: str) -> None:
    made = replace(sample, **({"language": "en"} | change))  # type: ignore[arg-type]
    package = metadata(made)
    assert told(package, "dcterms:conformsTo") == told(package, "a11y:certifiedBy") == []
    [summary] = told(package, "schema:accessibilitySummary")
    assert "does not claim to conform" in summary
    assert why in summary


def test_pictures_that_may_flash_are_not_said_to_be_harmless(sample: Book) -> None:
    assert accessibility(sample).hazard == "none"
    assert accessibility(replace(sample, images=MappingProxyType({"image-1.gif": b"GIF89a"}))).hazard == "unknown"


def test_pages_of_the_source_are_a_feature(sample: Book) -> None:
    marked = replace(sample, blocks=(Paragraph("p", (PageBreak("page-1-1", "1"), "words")),), notes=())
    bare = replace(sample, blocks=(Paragraph("p", ("words",)),), notes=(Note("n", "1", "", ()),))
    assert {"pageBreakMarkers", "pageNavigation"} <= set(accessibility(marked).features)
    assert not {"pageBreakMarkers", "pageNavigation"} & set(accessibility(bare).features)


# ---------------------------------------------------------------- cover and title page


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"author": "", "subtitle": "Only a subtitle"},
        {"title": "A very long title " * 16, "author": "Many; Authors; " * 9},
        {"title": "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlung"},
        {"title": "Паромщик Савелий", "author": "Пётр Заречный", "language": "ru"},
        {"title": "מגדל האור", "author": "רות כהן", "language": "he"},
    ],
)
def test_any_title_makes_a_cover(sample: Book, change: dict[str, str]) -> None:
    made = replace(sample, **change)  # type: ignore[arg-type]
    image = cover(made, 200)
    assert image.startswith(b"\x89PNG")
    assert struct.unpack(">II", image[16:24]) == (200, 300)
    assert cover(made, 200) == image


def test_the_cloth_is_that_of_the_edition(sample: Book) -> None:
    """Editions differ, and one keeps its colour; all are dark enough for the paper's colour (WCAG 2.1, 1.4.6)."""
    images = {cover(replace(sample, identifier=f"urn:uuid:{number}"), 20) for number in range(12)}
    assert 2 < len(images) <= len(CLOTHS)
    assert all(contrast(cloth, "#f3ecdd") > 7 for cloth in CLOTHS)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2.1, definition of contrast ratio)."""

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_cover_and_title_page_say_title_and_author(sample: Book) -> None:
    known = replace(sample.catalogue, authors=("Ann Example", "Bob Other"), translators=("Tom Third",))
    files = parts(
        replace(sample, title="The Ferry", subtitle="A sketch", author="Ann Example; Bob Other", catalogue=known)
    )
    [image] = files["text/cover.xhtml"].iter("{*}img")
    assert image.get("alt") == "Cover: The Ferry: A sketch, by Ann Example; Bob Other"
    assert image.get("role") == "doc-cover"
    page = files["text/title_page.xhtml"]
    assert [content(h) for h in page.iter("{*}h1")] == ["The Ferry"]
    lines = {p.get("class"): content(p) for p in page.iter("{*}p")}
    assert lines["subtitle"] == "A sketch"
    assert [content(p) for p in page.iter("{*}p") if p.get("class") == "author"] == ["Ann Example", "Bob Other"]
    assert any(content(p) == "Translated by Tom Third" for p in page.iter("{*}p"))


@pytest.mark.parametrize(
    ("date", "said"),
    [("2019-08-30", "30 August 2019"), ("2009-12", "December 2009"), ("1907", "1907"), ("2019-13-01", "2019-13-01")],
)
def test_a_date_as_it_is_spoken(date: str, said: str) -> None:
    assert words.day(date) == said


def test_an_edition_says_what_was_done_with_it_in_sentences() -> None:
    """Numbers, who decided, how sure that was: counted here again from the changes themselves."""
    made = specimen("specimen-the-lamplighter")
    first, *others = made.emendations
    by_editor = tuple(replace(case, record=replace(case.record, by=words.EDITOR)) for case in first.cases)
    made = replace(made, emendations=(replace(first, cases=by_editor), *others))
    told = " ".join(words.about(made))
    records = [case.record for group in made.emendations for case in group.cases]
    editors = sum(record.by == words.EDITOR for record in records)
    assert 0 < editors < len(records)
    assert f"In {words.number(len(records))} places this edition reads" in told
    assert f"The editor decided {words.number(editors)} of them." in told
    surest = max(record.certainty for record in records if record.by != words.EDITOR)
    count = sum(words.sure(r.certainty) == words.sure(surest) for r in records if r.by != words.EDITOR)
    whose = words.number(count) if count < len(records) - editors else "all"
    assert f"calls {whose} of its changes {words.sure(surest)} (" in told
    assert made.sha256 in words.about(made)[-1]


@pytest.mark.parametrize(
    ("certainty", "said"),
    [(1.0, "certain"), (0.98, "almost certain"), (0.9, "very likely"), (0.6, "likely"), (0.1, "likely")],
)
def test_how_sure_something_is(certainty: float, said: str) -> None:
    assert words.sure(certainty) == said
