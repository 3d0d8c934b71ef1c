"""The EPUB: what its metadata say and claim; its cover and title page, and what an edition says of itself."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from ecdosis.book import words
from ecdosis.book.book import Book, Cell, Note, Paragraph, Section, Table
from ecdosis.book.catalogue import Catalogue, Origin, catalogue
from ecdosis.book.inlines import Image, PageBreak, Styled
from ecdosis.book.reader import book
from ecdosis.book.reader.header import authors, source
from ecdosis.formats import from_file
from ecdosis.formats.cover import CLOTHS, cover
from ecdosis.formats.epub.accessibility import STANDARD, accessibility
from ecdosis.formats.epub.package import languages, metadata
from ecdosis.tei.names import content, parse
from epubs import FOREIGN, parts, specimen, told

SAY = words.words_for("en")


@pytest.fixture(scope="module")
def sample() -> Book:
    return book(parse((Path(__file__).parent / "data" / "sample.xml").read_bytes()))


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


def test_a_subtitle_is_no_publication() -> None:
    titles = '<title>A Book of Ferries</title><title type="sub">A Tale of the River</title>'
    header = f"<fileDesc><sourceDesc><bibl>{titles}<date>1907</date></bibl></sourceDesc></fileDesc>"
    root = parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader></TEI>'.encode())
    assert catalogue(root).origin == Origin("A Book of Ferries", date="1907")


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
        ({"blocks": (picture(SAY("tei.picture")),)}, "description"),
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
    assert SAY.day(date) == said


def test_an_edition_says_what_was_done_with_it_in_sentences() -> None:
    """Numbers, who decided, how sure that was: counted here again from the changes themselves."""
    made = specimen("specimen-the-lamplighter")
    first, *others = made.emendations
    by_editor = tuple(replace(case, record=replace(case.record, by=words.EDITOR)) for case in first.cases)
    made = replace(made, emendations=(replace(first, cases=by_editor), *others))
    told = " ".join(one.text for one in words.about(made))
    records = [case.record for group in made.emendations for case in group.cases]
    editors = sum(record.by == words.EDITOR for record in records)
    assert 0 < editors < len(records)
    assert f"In {SAY.number(len(records))} places this edition reads" in told
    assert f"The editor decided {SAY.number(editors)} of them." in told
    surest = max(record.certainty for record in records if record.by != words.EDITOR)
    count = sum(words.sure(r.certainty) == words.sure(surest) for r in records if r.by != words.EDITOR)
    whose = SAY.number(count) if count < len(records) - editors else "all"
    assert f"calls {whose} of its changes {words.sure(surest)} (" in told
    assert made.sha256 in words.about(made)[-1].text


@pytest.mark.parametrize(
    ("certainty", "said"),
    [(1.0, "certain"), (0.98, "almost certain"), (0.9, "very likely"), (0.6, "likely"), (0.1, "likely")],
)
def test_how_sure_something_is(certainty: float, said: str) -> None:
    assert words.sure(certainty) == said


def test_what_a_build_says_of_itself_is_a_sentence_of_the_edition() -> None:
    made = replace(specimen("specimen-the-lamplighter"), notices=("the PDF is not tagged", "LanguageTool is missing."))
    assert {"The PDF is not tagged.", "LanguageTool is missing."} <= {one.text for one in words.about(made)}


def test_of_one_change_an_edition_does_not_say_all() -> None:
    made = specimen("specimen-the-lamplighter")
    case = made.emendations[0].cases[0]
    alone = replace(case, record=replace(case.record, by=words.EDITOR))
    made = replace(made, emendations=(replace(made.emendations[0], cases=(alone,)),))
    told = " ".join(one.text for one in words.about(made))
    assert "It was the editor who decided that." in told
    assert "of them" not in told


# ---------------------------------------------------------------- what others say of their source


NAMED = "<author><forename>Ann</forename> <surname>Weir</surname></author>"
ISSUED = (
    "<publicationStmt><publisher>Pole</publisher><availability><p>Free.</p></availability><date>1907</date>"
    "</publicationStmt>"
)
PRINTED = "<imprint><publisher>Pole</publisher><date>1907</date></imprint>"


@pytest.mark.parametrize(
    ("described", "told"),
    [
        (
            f"<bibl>\n{NAMED}\n<title>The Ferry.</title><pubPlace>Leeds</pubPlace>\n<date>1907</date>\n</bibl>",
            "Ann Weir, The Ferry. Leeds, 1907",
        ),
        (
            f"<biblStruct><monogr><title>A</title>{PRINTED}</monogr><note>B</note></biblStruct>\n<bibl>A bell</bibl>",
            "A, Pole, 1907. A bell",
        ),
        ("<bibl>Weir, <title>The Ferry</title> <date>1907</date></bibl>", "Weir, The Ferry 1907"),
        (
            f"<biblFull><titleStmt><title>A</title>{NAMED}</titleStmt>{ISSUED}</biblFull>",
            "A, Ann Weir. Pole, 1907",
        ),
        ("<p>A <hi>bell</hi>.</p><bibl/>", "A bell."),
    ],
)
def test_what_a_document_says_of_its_source_is_punctuated(described: str, told: str) -> None:
    header = f"<fileDesc><sourceDesc>{described}</sourceDesc></fileDesc>"
    root = parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader></TEI>'.encode())
    assert source(root) == told


def test_authors_have_the_name_that_people_say() -> None:
    name = "<surname>Weir</surname>\n<forename>Ann</forename>\n<name type='birth_name'>Pole</name>"
    header = f"<fileDesc><titleStmt><author><persName>{name}</persName></author></titleStmt></fileDesc>"
    root = parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader></TEI>'.encode())
    assert authors(root) == "Ann Weir"
