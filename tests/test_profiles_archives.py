"""Archives that put a card above their texts: it is set aside and read, and who writes of such an archive keeps his
words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.build import to_tei
from ecdosis.model.provenance import Credit, Provenance
from ecdosis.profiles.table import provenance
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse, text_of
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema

WORK = """THE LAST FERRY

by Anna Weir

CHAPTER I

The ferry had been laid up since the autumn, and nobody in the village had
missed it. When the ice broke they tarred it again.

CHAPTER II

In May it lay at its stage as if it had never been away, and the clerk went
down to look at it before breakfast.
"""
AUSTRALIA = """

Project Gutenberg Australia



Title: The Last Ferry
Author: Anna Weir (pseudonym of Jane Pole) (1903-1950)
* A Project Gutenberg of Australia eBook *
eBook No.:  0200999.txt
Edition:    1
Language:   English
Date first posted: May 2004

This eBook was produced by: Mary Stone

Project Gutenberg of Australia eBooks are created from printed editions
which are in the public domain in Australia, unless a notice says so.

Copyright laws are changing all over the world. Ask before you copy.

To contact Project Gutenberg of Australia go to http://gutenberg.net.au


"""
FADED = """* A Distributed Proofreaders Canada eBook *

This eBook is made available at no cost and with very few restrictions.

IF THE BOOK IS UNDER COPYRIGHT IN YOUR COUNTRY, DO NOT DOWNLOAD OR
REDISTRIBUTE THIS FILE.

Title: The Last Ferry

Date of first publication: 1898

Author: Weir, Anna (1861-1930)

Date first posted: May 3, 2014

Faded Page eBook #20140503

This eBook was produced by: Mary Stone, Hugh Mason, Jane Pole and others
of a team at a house by the river

"""
CANADA = """* A Project Gutenberg Canada Ebook *

This ebook is made available at no cost and with very few
restrictions. These restrictions apply only if (1) you make
a change in the ebook.

Title: The Last Ferry
Author: Anna Weir
Translator: John Pole
Date of first publication: 1898
Edition used as base for this ebook:
   London: Pole & Son, 1899
Project Gutenberg Canada ebook #312

"""
LIBER = """Anna Weir
L'ultimo traghetto

www.liberliber.it

QUESTO E-BOOK:

TITOLO: L'ultimo traghetto
AUTORE: Weir, Anna
TRADUTTORE: Polo, Giovanni
CURATORE:
NOTE:

DIRITTI D'AUTORE: no

LICENZA: questo testo è distribuito con la licenza
di sotto

TRATTO DA: L'ultimo traghetto / Anna Weir. - Milano : Riva, 1901

INDICE DI AFFIDABILITÀ: 1

ALLA EDIZIONE ELETTRONICA HANNO CONTRIBUITO:
Maria Pietra

"""
GALLICA = """Rappel de votre demande:
Format de téléchargement: : Texte
Vues 1 à 8 sur 8
Nombre de pages: 8
Notice complète:
Titre : Le dernier bac
Auteur : Weir, Anna (1861-1930). Auteur du texte
Éditeur : Rive (Paris)
Date d'édition : 1901
Type : texte
Langue : français
Droits : domaine public
Identifiant : ark:/12148/bpt6k999
Le texte affiché peut comporter un certain nombre d'erreurs. Le taux de
reconnaissance estimé pour ce document est de 96 %.

"""
GERMAN = """type\tfiction
booktitle\tDie Fähre
author\tAnna Weir
title\tDie letzte Fähre
publisher\tFluß-Verlag
firstpub\t1901
corrector\treuter
sender\twww.example.org
created\t20120305
projectid\t1b2c

"""


def own(text: str) -> str:
    """What a text is without what its provider put in."""
    _, passages = provenance(text)
    begins, ends = [0, *(p.end for p in passages)], [*(p.start for p in passages), len(text)]
    return "".join(text[a:b] for a, b in zip(begins, ends, strict=True)).strip()


def told(text: str) -> Provenance:
    """What is said of a text, without the origins."""
    return provenance(text)[0]


@pytest.mark.parametrize("card", [AUSTRALIA, FADED, CANADA, GALLICA, GERMAN])
def test_of_a_text_below_a_card_the_work_is_left(card: str) -> None:
    assert own(card + WORK) == WORK.strip()


@pytest.mark.parametrize("card", [AUSTRALIA, CANADA, GALLICA, GERMAN])
def test_however_its_lines_are_spaced(card: str) -> None:
    assert own(card.replace("\n", "\n\n") + WORK) == WORK.strip()


def test_what_stands_above_a_card_stays() -> None:
    assert own(LIBER + WORK) == "Anna Weir\nL'ultimo traghetto\n\nwww.liberliber.it\n\n" + "\n\n" + WORK.strip()


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (
            AUSTRALIA,
            Provenance(
                origins=("Project Gutenberg Australia",),
                title="The Last Ferry",
                author="Anna Weir",
                language="en",
                number="0200999.txt",
                licence="Project Gutenberg of Australia License",
                credits=(Credit("", "Mary Stone"),),
            ),
        ),
        (
            FADED,
            Provenance(
                origins=("Faded Page",),
                title="The Last Ferry",
                author="Anna Weir",
                number="20140503",
                date="1898",
                credits=(Credit("", "Mary Stone, Hugh Mason, Jane Pole and others of a team at a house by the river"),),
            ),
        ),
        (
            CANADA,
            Provenance(
                origins=("Project Gutenberg Canada",),
                title="The Last Ferry",
                author="Anna Weir",
                translator="John Pole",
                number="312",
                date="1898",
                imprint="London: Pole & Son, 1899",
            ),
        ),
        (
            LIBER,
            Provenance(
                origins=("Liber Liber",),
                title="L'ultimo traghetto",
                author="Anna Weir",
                translator="Giovanni Polo",
                imprint="L'ultimo traghetto / Anna Weir. - Milano : Riva, 1901",
            ),
        ),
        (
            GALLICA,
            Provenance(
                origins=("Gallica",),
                title="Le dernier bac",
                author="Anna Weir",
                language="fr",
                number="ark:/12148/bpt6k999",
                licence="domaine public",
                imprint="Rive (Paris)",
                date="1901",
            ),
        ),
        (
            GERMAN,
            Provenance(
                origins=("Projekt Gutenberg-DE",),
                title="Die letzte Fähre",
                author="Anna Weir",
                number="1b2c",
                imprint="Fluß-Verlag",
                date="1901",
                credits=(Credit("", "reuter"),),
            ),
        ),
    ],
)
def test_a_card_is_read_as_it_means(card: str, expected: Provenance) -> None:
    assert told(card + WORK) == expected


MOSHKOV = """     А. П. Вейр. Последний паром

---------------------------------------------------------------
     Издание: Вейр А. П. Рассказы. М.: Река, 1901
     OCR: Мария Камень
     Spellcheck: Иван Пень
---------------------------------------------------------------

"""
PAROM = "Паром стоял с осени, и никто в деревне его не хватился.\n"


def test_lib_ru_in_plain_text_names_author_and_title_above_who_made_it() -> None:
    assert own(MOSHKOV + PAROM) == "А. П. Вейр. Последний паром\n\n\n\n" + PAROM.strip()
    assert told(MOSHKOV + PAROM) == Provenance(
        origins=("Lib.ru",),
        title="Последний паром",
        author="А. П. Вейр",
        imprint="Вейр А. П. Рассказы. М.: Река, 1901",
        credits=(Credit("OCR", "Мария Камень"), Credit("Spellcheck", "Иван Пень")),
    )
    assert told(MOSHKOV.replace("А. П. Вейр. Последний", "Это последний") + PAROM).author == ""


LISTED = """А. П. Вейр. Последний паром

     Origin: http://lampa.example/weir
     Date: 3 Mar 2001
     OCR: Мария Камень

"""
SENT = """А. П. Вейр. Последний паром

---------------------------------------------------------------
     © Copyright Анна Вейр
     Email: weir@lampa.example
     Date: 3 Mar 2001
---------------------------------------------------------------

"""


@pytest.mark.parametrize("head", [LISTED, SENT])
def test_lib_ru_without_rules_or_without_makers_names_author_and_title(head: str) -> None:
    counted = "\n     Популярность: 12, Last-modified: Wed, 12 Feb 2003 10:11:12 GMT\n"
    assert own(head + PAROM + counted).split() == ("А. П. Вейр. Последний паром\n" + PAROM).split()
    known = told(head + PAROM + counted)
    assert (known.author, known.title, known.date) == ("А. П. Вейр", "Последний паром", "")


@pytest.mark.parametrize(
    "text",
    [
        MOSHKOV.replace("     OCR: Мария Камень\n     Spellcheck: Иван Пень\n", ""),  # an epigraph between rules
        MOSHKOV.replace("Иван Пень", "Иван Пень, который " * 9),
        MOSHKOV.replace("Мария Камень\n", "Мария Камень\n" + "и другие\n" * 12),
        PAROM * 31 + MOSHKOV,
        MOSHKOV.replace("---", "***").replace("А. П. Вейр. ", ""),
        LISTED.replace("OCR", "Река"),
        LISTED.replace("     Origin: http://lampa.example/weir\n     Date: 3 Mar 2001\n", ""),
        LISTED.replace("     Origin", f"{PAROM * 11}     Origin"),  # far below the name
        SENT.replace("А. П. Вейр. ", ""),
        SENT.replace("Date: 3 Mar 2001", "Она молчала."),
    ],
)
def test_what_else_stands_between_rules_is_the_works(text: str) -> None:
    assert provenance(text + PAROM) == (Provenance(), ())


def test_two_authors_are_two_and_nobody_is_none() -> None:
    assert told(FADED.replace("Weir, Anna (1861-1930)", "Anna Weir and John Pole") + WORK).author == (
        "Anna Weir; John Pole"
    )
    assert told(FADED.replace("Weir, Anna (1861-1930)", "Anonymous") + WORK).author == ""


def test_a_title_page_right_below_a_card_is_not_its() -> None:
    assert own(CANADA.rstrip() + "\n" + WORK) == WORK.strip()


def test_lines_right_below_a_card_are_not_its_where_no_blank_line_parts_them() -> None:
    lines = "The clerk went down to the river and looked at it.\n" * 20
    assert own(AUSTRALIA.rstrip() + "\n" + lines) == lines.strip()


def test_a_sentence_of_a_card_far_below_is_somebodys_who_quotes_it() -> None:
    page = WORK * 4 + "\n\nTo contact Project Gutenberg of Australia go to the river, he said.\n"
    card = AUSTRALIA.partition("To contact")[0]
    assert own(card + page) == page.strip()


def test_facts_far_below_a_card_are_the_works() -> None:
    page = WORK + "\n\nTitle: The First Ferry\n\nEdition: none\n"
    assert own(AUSTRALIA + page) == page.strip()
    assert told(AUSTRALIA + page).title == "The Last Ferry"


def test_what_an_archive_puts_below_a_text_is_set_aside() -> None:
    foot = "\n\nTHE END\n\nThis site is full of FREE ebooks - Project Gutenberg Australia\n\nMore\n"
    assert own(AUSTRALIA + WORK + foot) == (WORK + "\n\nTHE END").strip()
    assert own(WORK + foot) == (WORK + foot).strip(), "without a card above it nobody knows"


@pytest.mark.parametrize(
    "text",
    [
        # somebody who writes of such an archive
        "Project Gutenberg Australia\n\nwas where the clerk had found it. “Copyright laws are changing all over the "
        "world,” it said there, and “To contact Project Gutenberg of Australia go to http://gutenberg.net.au”.\n\n"
        + WORK,
        # a card that somebody quotes in a work
        WORK * 8 + AUSTRALIA + WORK,
        # one of its sentences, and one fact
        "* A Project Gutenberg of Australia eBook *\n\nTitle: what is a title?\n\n" + WORK,
        "* A Project Gutenberg of Australia eBook *\n\nTitle: A Ferry\nAuthor: Anna Weir\n\n" + WORK,
        GERMAN.replace("projectid", "project") + WORK,
    ],
)
def test_who_writes_of_an_archive_keeps_his_words(text: str) -> None:
    assert provenance(text) == (Provenance(), ())


@pytest.mark.parametrize(
    ("card", "date"), [(FADED, "1898"), (CANADA, "1898"), (AUSTRALIA, ""), (GALLICA, "1901"), (GERMAN, "1901")]
)
def test_an_edition_has_the_date_of_the_work_and_gives_back_all(card: str, date: str) -> None:
    text = card + WORK.replace("by Anna Weir\n", "")
    root = parse(to_tei(text.encode(), Descriptor(id="ferry"), Path("scan 12.txt")))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == text.encode()
    assert read(root).startswith("THE LAST FERRY\n")
    assert text_of(root, ".//tei:titleStmt/tei:author") == "Anna Weir"
    assert text_of(root, ".//tei:bibl[@xml:id='work']/tei:note[@type='date']") == date
