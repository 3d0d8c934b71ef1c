"""Names that catalogues turn round, as they are spoken; what the header of a TEI document says of its source."""

from __future__ import annotations

import pytest
from lxml import etree

from ecdosis.book.catalogue import catalogue
from ecdosis.book.persons import spoken
from ecdosis.book.reader.header import authors, licence, publisher, source
from ecdosis.tei.names import TEI


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Marsh, Thomas, 1580-1640.", "Thomas Marsh"),
        ("Marsh, Tullia (1820-1890)", "Tullia Marsh"),
        ("Marsh, Tullia, b. 1820", "Tullia Marsh"),
        ("Marsh, Thomas, d. 1640?", "Thomas Marsh"),
        ("Marsh, Thomas.", "Thomas Marsh"),
        ("Marsh, T. H.", "T. H. Marsh"),
        ("Marsh, T. H., 1580-1640", "T. H. Marsh"),
        ("Sumpf, Johann Friedrich von", "Johann Friedrich von Sumpf"),
        ("Sumpf, Friedrich von", "Friedrich von Sumpf"),
        ("de la Marsh, Anne-Marie (1820-1890)", "Anne-Marie de la Marsh"),
        ("O'Marsh, Tullia (1820-1890)", "Tullia O'Marsh"),
        ("García Marsh, Tullia (1820-1890)", "Tullia García Marsh"),
        ("Marsh, Thomas Henry", "Thomas Henry Marsh"),
        ("Sophron (470-400)", "Sophron"),
        # as they stand
        ("Marsh, Reed", "Marsh, Reed"),
        ("Tullia Marsh", "Tullia Marsh"),
        ("Tullia Marsh, Anna Reed", "Tullia Marsh, Anna Reed"),
        ("Tullia Marsh, A. B. Reed", "Tullia Marsh, A. B. Reed"),
        ("Marsh, Reed, Heron", "Marsh, Reed, Heron"),
        ("Thomas, à Weir, 1380-1471.", "Thomas, à Weir, 1380-1471."),
        ("Thomas, Saint, 1380-1471.", "Thomas, Saint, 1380-1471."),
        ("Charles II, King of the Ferries, 1600-1649.", "Charles II, King of the Ferries, 1600-1649."),
        ("Marsh, Anna Berta Clara Dora Eva", "Marsh, Anna Berta Clara Dora Eva"),
        ("Marsh, of the river and the ford", "Marsh, of the river and the ford"),
        ("Marsh & Reed, Ltd.", "Marsh & Reed, Ltd."),
        ("", ""),
    ],
)
def test_a_name_as_it_is_spoken(told: str, shown: str) -> None:
    assert spoken(told) == shown


def test_the_other_order_elsewhere_shows_which_name_is_first() -> None:
    assert spoken("Marsh, Tullia", "The House, by Tullia Marsh") == "Tullia Marsh"
    assert spoken("Marsh, Tullia", "The House, by Marsh and Tullia") == "Marsh, Tullia"


def header(title: str = "", published: str = "", described: str = "", profile: str = "") -> etree._Element:
    return etree.fromstring(
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>T</title>{title}</titleStmt>'
        f"<publicationStmt>{published}</publicationStmt><sourceDesc>{described}</sourceDesc></fileDesc>"
        f"<profileDesc>{profile}</profileDesc></teiHeader></TEI>"
    )


def test_imprint_and_catalogue_name_the_same_persons() -> None:
    root = header("<author>Marsh, Thomas, 1580-1640.</author><editor>Reed, A. B.</editor>")
    assert (authors(root), catalogue(root).authors, catalogue(root).editors) == (
        "Thomas Marsh",
        ("Thomas Marsh",),
        ("A. B. Reed",),
    )


def test_names_in_parts_are_not_glued_in_the_source() -> None:
    parts = "<surname>Sumpf</surname><forename>Friedrich</forename>"
    named = f"<titleStmt><title>Die Fähre</title><author><persName>{parts}</persName></author></titleStmt>"
    printed = "<publicationStmt><publisher><name>Schilf</name></publisher><date>1801</date></publicationStmt>"
    assert (
        source(header(described=f"<biblFull>{named}{printed}</biblFull>")) == "Die Fähre, Friedrich Sumpf. Schilf, 1801"
    )
    bibl = f"<bibl><author>{parts}</author><title>Die Fähre</title><date when='1801'/></bibl>"
    assert source(header(described=bibl)) == "Friedrich Sumpf, Die Fähre, 1801"


@pytest.mark.parametrize(
    ("scope", "shown"),
    [
        ("<biblScope unit='volume'>2</biblScope>", "vol. 2"),
        ("<biblScope type='vol'>2</biblScope>", "vol. 2"),
        ("<biblScope unit='issue'>7</biblScope>", "no. 7"),
        ("<biblScope unit='page'>12</biblScope>", "p. 12"),
        ("<biblScope unit='page'>pp. 1-12</biblScope>", "pp. 1-12"),
        ("<biblScope unit='volume'>Vol. 2</biblScope>", "Vol. 2"),
        ("<biblScope unit='chapter'>3</biblScope>", "3"),
    ],
)
def test_a_number_says_what_it_counts(scope: str, shown: str) -> None:
    assert source(header(described=f"<bibl><title>Ferries</title>{scope}</bibl>")) == f"Ferries, {shown}"


def test_marks_of_a_card_are_not_doubled() -> None:
    root = header(published="<publisher>A Partnership,</publisher><authority>An Archive :</authority>")
    assert publisher(root) == "A Partnership, An Archive"
    assert catalogue(root).publisher == "A Partnership"


def test_parts_of_a_licence_are_apart() -> None:
    parts = "<ab>CC0 1.0</ab><ref target='https://example.org/cc0'>Licence</ref>"
    root = header(published=f"<publisher>A</publisher><availability><licence>{parts}</licence></availability>")
    assert licence(root)[0] == "CC0 1.0. Licence"


def test_schemes_are_no_subjects() -> None:
    terms = ("Ferries", "Rivers -- Fiction", "http://example.org/scheme/12", "urn:x:12", "796.5", "dwds1/roman", "1801")
    keywords = "".join(f"<term>{term}</term>" for term in terms)
    code = "<classCode scheme='http://example.org/classes'>Drama</classCode><catRef target='#a'/>"
    profile = f"<textClass><keywords scheme='http://example.org/authorities'>{keywords}</keywords>{code}</textClass>"
    assert catalogue(header(profile=profile)).subjects == ("Ferries", "Rivers -- Fiction")
