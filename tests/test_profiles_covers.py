"""Cover pages of repositories, and notices of publishers: set aside and read; a work's own words stay."""

from __future__ import annotations

import pytest

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.table import provenance

ARTICLE = """The Last Ferry

Anna Weir and John Pole

The ferry had been laid up since the autumn, and nobody in the village had
missed it. When the ice broke they tarred it again.
"""
JSTOR = """The Last Ferry
Author(s): Anna Weir and John Pole
Source: The River Review, Vol. 3, No. 2 (May, 1990), pp. 1-20
Published by: River Press
Stable URL: http://www.jstor.org/stable/123
Accessed: 03-05-2012 11:12 UTC

Your use of the JSTOR archive indicates your acceptance of the Terms & Conditions of Use, available at
http://about.jstor.org/terms

JSTOR is a not-for-profit service that helps scholars, researchers, and students discover, use, and build upon a
wide range of content in a trusted digital archive.

"""
OLD_JSTOR = """The Last Ferry

Anna Weir; John Pole

The River Review, Vol. 3, No. 2. (May, 1990), pp. 1-20.

Stable URL:

http://links.jstor.org/sici?sici=0162-1459%28195412%29

The River Review is currently published by River Press.

Your use of the JSTOR archive indicates your acceptance of JSTOR's Terms
and Conditions of Use.

For more information about JSTOR, please contact support@jstor.org. JSTOR is an independent not-for-profit
organization. JSTOR is a not-for-profit service.

"""
HAL = """The Last Ferry
Anna Weir, John Pole

To cite this version:

Anna Weir, John Pole. The Last Ferry. The River Review, 1990,
3 (2), pp.1-20. <hal-00142109>

HAL Id: hal-00142109
https://hal.archives-ouvertes.fr/hal-00142109
Submitted on 3 May 2012

HAL is a multi-disciplinary open access
archive for the deposit and dissemination of sci-
entific research documents, whether they are pub-
lished or not. They come from
teaching and research institutions.

L’archive ouverte pluridisciplinaire HAL, est
destinée à la diffusion de documents
scientifiques de niveau recherche.

"""
HATHI = """The last ferry / by Anna Weir.
Weir, Anna, 1861-1930.
London, Pole & Son, 1898.

http://hdl.handle.net/2027/mdp.39015000

Public Domain, Google-digitized
http://www.hathitrust.org/access_use#pd-google

We have determined this work to be in the public domain, meaning that it is not subject to copyright. Users are
free to copy, use, and redistribute the work in part or in whole. Google requests that the images and OCR not be
re-hosted, redistributed or used commercially.

"""


def own(text: str) -> str:
    """What a text is without what its provider put in, its blank lines apart."""
    _, passages = provenance(text)
    begins, ends = [0, *(p.end for p in passages)], [*(p.start for p in passages), len(text)]
    left = "".join(text[a:b] for a, b in zip(begins, ends, strict=True))
    return "\n".join(line for line in left.split("\n") if line.strip())


def plain(text: str) -> str:
    """A text without its blank lines."""
    return "\n".join(line for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("cover", [JSTOR, OLD_JSTOR, HAL, HAL.replace("\n", "\n\n").replace("90,\n\n", "90,\n")])
def test_of_an_article_behind_a_cover_the_article_is_left(cover: str) -> None:
    told, _ = provenance(cover + ARTICLE)
    assert own(cover + ARTICLE) == plain(ARTICLE)
    assert (told.title, told.author) == ("The Last Ferry", "Anna Weir; John Pole")


def test_a_cover_whose_sentences_come_the_other_way_round_and_with_references() -> None:
    first, second = JSTOR.partition("Your use")[::2]
    use, service = second.split("\n\n", 1)
    linked = "\n## REFERENCES\n\nLinked references are available on JSTOR for this article:\nhttps://www.jstor.org/stable/1?seq=1\n"
    linked += "You may need to log in to JSTOR to access the linked references.\n\n"
    other = f"{first}{linked}{service}Your use{use}\n\n"
    assert own(other + ARTICLE) == plain(ARTICLE)
    assert provenance(other + ARTICLE)[0].title == "The Last Ferry"


def test_what_an_article_says_right_below_a_cover_is_its_own() -> None:
    article = ARTICLE + "Source: the papers of the ferry\n\nREFERENCES\n"
    assert own(JSTOR + article) == plain(article)


def test_a_cover_says_where_the_article_was_printed() -> None:
    told, _ = provenance(JSTOR + ARTICLE)
    assert (told.origins, told.imprint, told.url) == (
        ("JSTOR",),
        "The River Review, Vol. 3, No. 2 (May, 1990), pp. 1-20",
        "http://www.jstor.org/stable/123",
    )


def test_the_cover_of_a_book_that_is_free_in_one_country_is_told_too() -> None:
    card = (
        HATHI.partition("Public Domain")[0]
        + """Public Domain in the United States
http://www.hathitrust.org/access_use#pd-us

We have determined this work to be in the public domain
in the United States of America. It may not be in the
public domain in other countries. Copies are provided
as a preservation service. Particularly outside of the
United States, persons receiving copies should make
appropriate efforts to determine the copyright status of
the work in their country and use the work accordingly.

"""
    )
    told, _ = provenance(card + ARTICLE)
    assert (told.origins, told.title, told.author) == (("HathiTrust",), "The last ferry", "Anna Weir")
    assert "United States" not in own(card + ARTICLE)


def test_the_cover_of_a_book_tells_title_and_author_as_a_catalogue_does() -> None:
    text = HATHI + ARTICLE
    told, _ = provenance(text)
    assert (told.origins, told.title, told.author) == (("HathiTrust",), "The last ferry", "Anna Weir")
    assert own(text).endswith(plain(ARTICLE))
    assert "Public Domain" not in own(text)
    assert "Weir, Anna" in own(text), "what does not come again stays"
    known = HATHI.replace(" / by Anna Weir.", ".") + ARTICLE
    assert own(known) == plain(ARTICLE), "with where it was printed"
    free = known.replace("We have determined this work to be in the public", "This work is in the Public")
    assert own(free) == plain(ARTICLE)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("The last ferry. Ed. from his papers, with notes,\nby John Pole ...", "The last ferry"),
        ("Tales by two clerks", "Tales by two clerks"),
        ("The last ferry, translated by John Pole.", "The last ferry"),
        ("The letters of a clerk, / edited by his niece.", "The letters of a clerk"),
    ],
)
def test_of_a_catalogues_title_who_had_a_part_is_none(title: str, told: str) -> None:
    assert provenance(HATHI.replace("The last ferry / by Anna Weir.", title) + ARTICLE)[0].title == told


@pytest.mark.parametrize("cover", [JSTOR, HAL])
def test_a_title_that_the_article_does_not_have_stays(cover: str) -> None:
    assert own(cover + ARTICLE.partition("\n")[2]).startswith("The Last Ferry\n")


def test_a_citation_that_is_not_of_the_lines_above_proves_nothing() -> None:
    told, _ = provenance(HAL.replace("Anna Weir, John Pole. The", "Hugh Mason. The") + ARTICLE)
    assert (told.origins, told.title, told.author) == (("HAL",), "", "")


def test_several_lines_above_a_cover_are_no_title() -> None:
    verses = "a line of verse\n" * 5
    told, _ = provenance(verses + JSTOR + ARTICLE)
    assert told.title == ""


@pytest.mark.parametrize(
    "text",
    [
        # a letter that quotes a line
        "Dear John,\n\nYour use of the JSTOR archive indicates your acceptance, they write to me, and my Author(s): "
        "nobody.\n\n" + ARTICLE,
        "To cite this version:\n\nthat was all that was left of the page.\n\n" + ARTICLE,
        "We have determined this work to be in the public domain, wrote the clerk, and went home.\n\n" + ARTICLE,
        "This article was downloaded by the clerk, who read it by the river.\n\n" + ARTICLE,
        "Source: The River Review\nPublished by: River Press\nStable URL: none\n\n" + ARTICLE,
        "Below is the raw OCR text from the above scanned image, said the page. He read it.\n\n" + ARTICLE,
    ],
)
def test_who_quotes_a_line_of_a_cover_keeps_his_words(text: str) -> None:
    assert provenance(text) == (Provenance(), ())


NOTICES = """This article was downloaded by: [The Clerk]
On: 03 May 2012
Publisher: Routledge
Informa Ltd Registered in England and Wales

To cite this article: A. Weir

PLEASE SCROLL DOWN FOR ARTICLE
%
This is a PDF file of an unedited manuscript that has been accepted for publication. As a service to our
customers we are providing this early version of the manuscript. The manuscript will undergo copyediting,
typesetting, and review of the proof.
%
Permission to make digital or hard copies of all or part of this work for personal or classroom use is
granted without fee provided that copies are not made or distributed for profit or commercial advantage. To
copy otherwise requires prior specific permission and/or a fee.
%
See discussions, stats, and author profiles for this publication at: https://www.researchgate.net/publication/9

CITATIONS
3

READS
9

2 authors, including:

SEE PROFILE
%
Récupérée de « https://fr.wikisource.org/w/index.php?title=Le_bac »
%
You received this message because you are subscribed to the Google Groups "ferries" group.
To unsubscribe from this group, write.
%
This work is licensed under a Creative Commons Attribution-ShareAlike 3.0 United States License.

An XML version of this text is available for download, with the additional restriction that you offer Perseus any
modifications you make.
%
Below is the raw OCR text from the above scanned image. Do you see an error? Proofread the page now!
This page has never been proofread.
%
Ce livre électronique est issu de la bibliothèque numérique Wikisource. Elle est construite par des bénévoles.
Nous distribuons gratuitement nos livres.
"""


@pytest.mark.parametrize("notice", NOTICES.split("%\n"))
def test_notices_of_publishers_and_sites_are_set_aside(notice: str) -> None:
    assert own(notice + "\n" + ARTICLE) == plain(ARTICLE)
    assert own(ARTICLE + "\n" + notice) == plain(ARTICLE)
