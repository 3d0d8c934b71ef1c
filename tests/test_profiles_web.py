"""What sites, libraries of the web, Markdown's tools and publishers put round a text; and what is the text's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.build import to_tei
from ecdosis.model.provenance import Credit, Provenance
from ecdosis.profiles.table import provenance
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.restore import restore

WORK = """The ferry had been laid up since the autumn, and nobody in the village had
missed it. When the ice broke they tarred it again.

In May it lay at its stage as if it had never been away, and the clerk went
down to look at it before breakfast.

"""
CONTROLS = "Show navigation\n\nShare on Facebook\n\nThe Last Ferry\n\n"


def own(text: str) -> str:
    """What a text is without what its provider put in, its blank lines apart."""
    _, passages = provenance(text)
    begins, ends = [0, *(p.end for p in passages)], [*(p.start for p in passages), len(text)]
    left = "".join(text[a:b] for a, b in zip(begins, ends, strict=True))
    return plain(left)


def plain(text: str) -> str:
    """A text without its blank lines."""
    return "\n".join(line.rstrip() for line in text.split("\n") if line.strip())


# ---------------------------------------------------------------- web pages


def page(text: str) -> str:
    """What is left of a web page with some text, its controls and title apart."""
    return own(CONTROLS + text).removeprefix("The Last Ferry\n")


PAGE = "Skip to main content\n\nThe Last Ferry\n\n" + WORK * 2 + "Share on Facebook\n\n"
TEXT = "The Last Ferry\n\n" + WORK * 2
FOOT = "_______________\n\nThis website and all documents on it are free.\n\nby otters\n"


@pytest.mark.parametrize(
    ("above", "line", "title"),
    [
        ("On Ferries and Lamps", "Tuesday 15 October 2019 by Anna Weir", "On Ferries and Lamps"),
        ("On Ferries and Lamps?", "By Anna Weir | May 3, 2019", "On Ferries and Lamps?"),
        ("On Ferries and Lamps", "Posted by Anna Weir.", ""),  # below a text, too
        ("They tarred it again.", "By Anna Weir | May 3, 2019", ""),
        ("On Ferries " * 12, "By Anna Weir | May 3, 2019", ""),
        ("Lamps", "By Anna Weir | May 3, 2019", ""),
        ("Share on Facebook", "By Anna Weir | May 3, 2019", ""),
    ],
)
def test_the_line_above_who_posted_a_page_and_when_is_its_title(above: str, line: str, title: str) -> None:
    controls = CONTROLS.replace("The Last Ferry\n\n", "")
    told, _ = provenance(f"{controls}{above}\n\n{line}\n\n{WORK}{WORK}")
    assert told.title == title
    told, _ = provenance(f"{controls}{WORK}{WORK}{above}\n\n{line}\n")
    assert told.title == ""


BARE = CONTROLS.replace("The Last Ferry\n\n", "")
"""The controls alone."""


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Essays\n\nOn Ferries and Lamps\n\nBy Anna Weir\n\n3 May 2019", "On Ferries and Lamps"),
        ("Essays\n\nOn Ferries and Lamps\n\nBy Anna Weir\n\n9 min read\n\n3 May 2019", "On Ferries and Lamps"),
        (
            "Essays\n\nOn Ferries and Lamps\n\nFor ages they burnt.\n\nBy Anna Weir\n\n3 May 2019",
            "On Ferries and Lamps",
        ),
        (
            "On Ferries and Lamps\n\nFor ages they burnt.\n\nA lamp in 1907\n\nBy Anna Weir\n\n3 May 2019",
            "",
        ),  # a caption
        ("On Ferries and Lamps\n\nHow they were tarred again\n\nBy Anna Weir\n\n3 May 2019", ""),  # which of them?
        ("River Essays\n\nOn Ferries and Lamps\n\nBy Anna Weir\n\n3 May 2019", "On Ferries and Lamps"),
        ("Essays\n\nOn Ferries and Lamps\n\nBy Anna Weir", ""),  # below a text, too
        ("Essays\n\nOn Ferries and Lamps\n\nBy the clerk\n\n3 May 2019", ""),
        ("Essays\n\nLamps\n\nBy Anna Weir\n\n3 May 2019", ""),
        ("By Anna Weir\n\n3 May 2019", ""),
    ],
)
def test_the_title_of_a_page_stands_above_its_author_and_day(above: str, title: str) -> None:
    assert provenance(f"{BARE}{above}\n\n{WORK}{WORK}")[0].title == title
    assert provenance(f"{BARE}{WORK}{WORK}{above}\n")[0].title == ""


def test_in_an_edition_it_is_the_title_and_the_name_of_the_site_is_none() -> None:
    page = f"The River Magazine\n\n{BARE}Essays\n\nOn Ferries and Lamps\n\nBy Anna Weir\n\n3 May 2019\n\n{WORK}{WORK}"
    root = parse(to_tei(page.encode(), Descriptor(id="x"), Path("x.txt")))
    titles = [content(one) for one in root.iterfind(".//tei:titlePart", NAMESPACES)]
    assert titles == ["On Ferries and Lamps"]
    assert restore(root) == page.encode()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("3 thoughts on “The Last Ferry”", "The Last Ferry"),
        ('One response to "The Last Ferry"', "The Last Ferry"),
        ("2 Gedanken zu „The Last Ferry“", "The Last Ferry"),
        ("3 thoughts on “The Last Lamp”", ""),  # of another page
        ("3 thoughts on “The Last Ferry”\n\n3 thoughts on “Otters”", ""),
        ("She had no thoughts on “The Last Ferry”", ""),
    ],
)
def test_the_head_of_the_comments_quotes_the_title(head: str, title: str) -> None:
    above = "The River Blog\n\nPosted on May 3, 2019 by Anna Weir\n\nThe Last Ferry\n\n"
    found = provenance(f"{BARE}{above}{WORK}{WORK}{head}\n")[0].title
    assert found == (title or "The River Blog"), "else the line above who posted it"


@pytest.mark.parametrize(
    "line",
    [
        "Posted by Anna Weir.",
        "Posted on 3 May 2019 at 09:11 by Anna Weir.",
        "Friday 3 May 2019 by Anna Weir",
        "By Anna Weir | May 3, 2019",
        "Written by ANNA WEIR",
        "By ANNA WEIR MAY 3, 2019",
        "The Gazette | 03.05.2019 à 13h36 | Par Anna Weir (avec",
    ],
)
def test_who_posted_a_page_is_its_author(line: str) -> None:
    assert provenance(f"{PAGE}{line}\n")[0].author == "Anna Weir"
    assert line in own(f"{PAGE}{line}\n"), "the line stays"


@pytest.mark.parametrize(
    "lines",
    [
        "Posted by Anna Weir.\n\nPosted by John Pole.",  # of two, one comments
        "Posted by otter",
        "Posted by the clerk",
        "The river by Anna Weir",
        "Posted by hand by the river, and Anna saw it.",
    ],
)
def test_who_is_not_sure_to_have_written_it_is_not(lines: str) -> None:
    assert provenance(f"{PAGE}{lines}\n")[0].author == ""


def test_in_a_text_that_is_no_page_nobody_posts() -> None:
    assert provenance(f"{WORK}Posted by Anna Weir.\n\n{FOOT}") == (Provenance(), ())


def test_the_foot_of_a_site_is_set_aside_with_its_rule_and_controls() -> None:
    assert own(PAGE + FOOT) == plain(TEXT)
    assert own(PAGE + "This page was last edited on 3 May 2019.\n\nText is free.\n") == plain(TEXT)


def test_rights_below_all_prose_begin_a_foot() -> None:
    rights = "Copyright © 2015 The Ferry. It is not responsible.\n\nferry('ice', {'tar': 1});\n"
    assert page(PROSE + rights) == plain(PROSE)
    between = PROSE + rights.partition("\n")[0] + "\n\n" + PROSE
    assert page(between) == plain(between)


def test_the_words_of_a_control_right_above_the_prose_are_its_heading() -> None:
    assert page("About this site\n\n" + PROSE) == plain("About this site\n" + PROSE)


def test_controls_and_scripts_within_the_prose_are_the_texts() -> None:
    between = PROSE + "Cookie settings\n\nferry('ice');\n\n" + PROSE
    assert page(between) == plain(between)


def test_a_foot_is_low_and_short() -> None:
    high = FOOT + WORK * 6
    assert own(PAGE + high) == plain(PAGE.removeprefix("Skip to main content") + high)
    long = TEXT * 20 + FOOT + WORK * 20
    assert page(long) == plain(long)


def test_a_control_with_an_address_behind_it_is_set_aside() -> None:
    assert own(PAGE + "Submit comments on this post to <anna@river.example>.\n") == plain(TEXT)
    text = WORK + "Submit comments on this post to the clerk, he said.\n"
    assert own(text) == plain(text)


PROSE = (
    "The ferry had been laid up since the autumn, and nobody in the village had missed it, but for the clerk, who went "
    "down to the river on each day of the winter. When the ice broke they tarred it again.\n\n"
)
LIST = "* Oars\n* Ropes\n* Lamps\n* Bells\n* Geese\n\n"


@pytest.mark.parametrize(
    "menu",
    [
        LIST.replace("Oars", "Home").replace("Geese", "Contact"),
        (LIST * 2).replace("* Oars", "* Home", 1).replace("\n\n", "\n") + "\n",
        "• العربية\n• Deutsch\n• Русский\n• ไทย\n• Suomi\n• 中文\n\n",
        "*\n" + LIST.replace("Oars", "Home").replace("Geese", "Contact"),
    ],
)
def test_a_menu_above_or_below_the_prose_is_the_sites(menu: str) -> None:
    assert page(menu + PROSE) == plain(PROSE)
    assert page(PROSE + menu) == plain(PROSE)
    between = PROSE + menu + PROSE
    assert page(between) == plain(between), "within the prose a list is the text's"


def test_what_a_site_has_above_and_below_is_its_menu() -> None:
    assert page(LIST + PROSE + LIST) == plain(PROSE)


@pytest.mark.parametrize(
    "items",
    [
        LIST,  # without a control, and once
        LIST.replace("* Oars\n", "").replace("Ropes", "Home").replace("Geese", "Contact"),  # of four
        LIST.replace("Oars", "Home"),  # with one control
        LIST.replace("Oars", "Home").replace("Geese", "Contact").replace("* Lamps", "* The lamps were lit."),
    ],
)
def test_a_list_that_may_be_the_texts_stays(items: str) -> None:
    assert page(items + PROSE) == plain(items + PROSE)


def test_in_a_text_that_is_no_page_a_menu_is_a_list() -> None:
    items = LIST.replace("Oars", "Home").replace("Geese", "Contact")
    assert provenance(items + PROSE) == (Provenance(), ())


def test_what_a_browser_writes_for_frames_and_buttons_is_set_aside() -> None:
    lines = "   IFRAME: //river.example/a.html\n   (BUTTON) Close this window\n   ____________________ Search\n"
    told, _ = provenance(PROSE + lines)
    assert told.origins == ("a web page",)
    assert own(PROSE + lines) == plain(PROSE)
    for text in (PROSE + "____________________\n", PROSE + "He pressed the (BUTTON) and went\n"):
        assert provenance(text) == (Provenance(), ())


FEEDS = "   #The Ferry RSS feed\n\n"


def test_a_name_alone_behind_the_sign_is_a_feed_if_a_browser_has_indented_all() -> None:
    page = "   The clerk went down.\n" * 8 + "The end.\n"
    assert own("   #Ferry news\n\n" + page) == plain(page)
    for text in ("   #Ferry news\n\n" + page.replace("   ", "", 2), "   # Ferry news\n\n" + page):
        assert provenance(text)[1] == ()


def test_the_menu_right_below_the_feeds_is_the_sites() -> None:
    menu = "   Anna Weir\n     * Blog [RSS of Blog]\n     * Ferries\n     * Ice\n     * Tar\n\n"
    assert own(FEEDS + menu + WORK) == plain(WORK)
    for other in (menu.replace("     * Tar\n", ""), menu.replace("* Tar", "Tar"), menu.replace("Tar", "Tar " * 9)):
        assert own(FEEDS + other + WORK) == plain(other + WORK)


# ---------------------------------------------------------------- the Latin Library

LATIN = "PETRUS SALTERNUS: DE NAVE ULTIMA\n\n  PETRI SALTERNI DE NAVE VLTIMA\n\nNavis in ripa iacebat.\n\n"


@pytest.mark.parametrize(
    "links", ["Salternus\t The Latin Library\t The Classics Page", "Salternus\nThe Latin Library\nThe Classics Page"]
)
def test_the_latin_library_links_below_and_names_above(links: str) -> None:
    told, _ = provenance(LATIN + links)
    assert own(LATIN + links) == plain(LATIN)
    assert (told.origins, told.title, told.author) == (("The Latin Library",), "DE NAVE ULTIMA", "Petrus Salternus")


def test_a_link_that_the_heading_has_in_the_genitive_is_the_author() -> None:
    told, _ = provenance(
        LATIN.replace("PETRUS SALTERNUS: DE", "De") + "Salternus\nThe Latin Library\nThe Classics Page"
    )
    assert (told.title, told.author) == ("", "Salternus")


@pytest.mark.parametrize(
    ("first", "heading", "links", "title", "author"),
    [
        ("Salternus: de Nave II", "GAIVS SALTERNVS DE NAVE", "Salternus", "de Nave II", "Salternus"),  # as both say
        ("Salternus: de Nave II", "GAIVS SALTERNVS DE NAVE", "Medieval", "", ""),
        ("Salternus: de Nave II", "DE NAVE", "Salternus", "", ""),
        ("Salternus: Salternus: Naves", "SALTERNI NAVES", "Salternus", "Naves", "Salternus"),
        ("Ponti the Salter", "P. PONTII NAVES", "Ponti the Salter", "P. PONTII NAVES", "Ponti the Salter"),
        ("Ponti the Salter", "Pontii navis in ripa iacet.", "Ponti the Salter", "", "Ponti the Salter"),  # no title
        (
            "Ships of Salternus: Liber I",
            "SALTERNI NAVES",
            "Ius\t Salternus",
            "Ships of Salternus: Liber I",
            "Salternus",
        ),
        ("Salternus: Naves", "GAIVS SALTERNVS", "Salternus\nThe Miscellany", "Naves", "Salternus"),
    ],
)
def test_first_line_and_link_that_agree_name_the_author(
    first: str, heading: str, links: str, title: str, author: str
) -> None:
    text = f"{first}\n\n{heading}\n\nNavis in ripa iacebat.\n\n"
    told, _ = provenance(f"{text}{links}\nThe Latin Library\nThe Classics Page")
    assert (told.title, told.author) == (title, author)
    assert own(f"{text}{links}\nThe Latin Library\nThe Classics Page") == plain(text)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (LATIN.replace("PETRI SALTERNI ", ""), ""),
        ("Naves: Liber I\n\nNAVIVM LIBER PRIMVS\n\nNavis iacebat.\n", "Medieval Latin"),  # a title, no author
        ("Gesta Salternorum\n\nGESTA SALTERNORVM\n\nNavis iacebat.\n", "Gesta"),
        ("Naves: Liber I\n\nSALTERNVM LIBER PRIMVS\n\nNavis iacebat.\n", "Salternus"),
        ("Naves: Liber I\n\nNAVALIS LIBER\n\nNavis iacebat.\n", "Navalis"),
        ("Naves: Liber I\n\nSALTERNI NAVIVM LIBER PRIMVS\n\nNavis iacebat.\n", "Neo Salternus"),
    ],
)
def test_a_name_that_no_heading_proves_is_none(text: str, link: str) -> None:
    """Collections have titles of the same form: Gesta Romanorum."""
    told, passages = provenance(f"{text}{link}\nThe Latin Library\nThe Classics Page")
    assert (told.title, told.author, len(passages)) == ("", "", 1)


def test_the_last_words_of_a_text_are_no_link() -> None:
    poem = "Salternus: Nauta Amat\n\nSALTERNI NAVTA\n\nNavis iacet\n\nNauta Amat\n\n"
    assert own(poem + "Salternus\nThe Latin Library\nThe Classics Page") == plain(poem)
    assert own(LATIN + "Vale.\nThe Latin Library\nThe Classics Page") == plain(LATIN + "Vale.")
    text = LATIN + "The Latin Library and The Classics Page have it.\n"
    assert provenance(text) == (Provenance(), ())


# ---------------------------------------------------------------- Markdown

MARKDOWN = "# The Last Ferry\n\n" + WORK


def test_who_wrote_a_markdown_file_is_its_author_who_edited_it_is_not() -> None:
    foot = "_first edited by Anna Weir as original_author on 2024-11-25_  \n_last edited by John Pole on 2025-12-15_\n"
    told, passages = provenance(MARKDOWN + foot)
    assert (told.author, len(passages)) == ("Anna Weir", 2)
    assert told.credits == (Credit("first edited by", "Anna Weir"), Credit("last edited by", "John Pole"))
    assert own(MARKDOWN + foot) == plain(MARKDOWN)
    assert provenance(MARKDOWN + "*Written by Anna Weir on 2024-11-25*")[0].author == "Anna Weir"


def test_an_empty_place_is_no_word_of_the_text() -> None:
    assert own(MARKDOWN + "TO BE FILLED\n") == plain(MARKDOWN)
    for text in (WORK + "TO BE FILLED\n", MARKDOWN + "It is TO BE FILLED\n", MARKDOWN + "To be filled\n"):
        assert own(text) == plain(text)


@pytest.mark.parametrize(
    "text",
    [
        MARKDOWN + "_edited by Anna Weir on a Monday_\n",
        MARKDOWN + "edited by Anna Weir on 2024-11-25\n",
        "_written by Anna Weir on 2024-11-25_\n\n" + MARKDOWN * 3,
    ],
)
def test_a_line_of_the_text_in_emphasis_stays(text: str) -> None:
    assert provenance(text) == (Provenance(), ())


# ---------------------------------------------------------------- publishers and printers

SERIES = """IN THE SAME SERIES

OARS        ROPES
LAMPS       BELLS
GEESE       CLERKS
ICE         TAR
MAY         JUNE
A BRIDGE    A STAGE

"""


def test_a_publishers_list_is_set_aside_with_its_marks() -> None:
    assert own(SERIES + WORK) == plain(WORK)
    marked = SERIES.replace("OARS", "/X\nOARS").replace("STAGE\n", "STAGE\nX/\n")
    assert own(marked + WORK) == plain(WORK)


@pytest.mark.parametrize(
    "text",
    [
        SERIES.replace("ICE         TAR\n", "") + WORK,  # a title page
        SERIES.replace("ICE", "Ice") + WORK,
        SERIES.replace("IN THE SAME SERIES", "CHAPTER I") + WORK,
        WORK * 80 + SERIES + WORK * 80,
        "He read that it was sold by all booksellers.\n\n" + WORK,
    ],
)
def test_what_is_no_list_stays(text: str) -> None:
    assert provenance(text) == (Provenance(), ())


def test_an_advertisement_goes_with_the_publishers_name() -> None:
    sold = (
        "Price $1.50 each. Sold by all booksellers, and sent free by mail, on receipt of price, by\n\nPOLE & SON,\n\n"
    )
    assert own(sold + WORK) == plain(WORK)
    assert own(sold.replace("price, by", "price.") + WORK) == plain("POLE & SON,\n" + WORK)
    long = sold.replace("POLE & SON,", "The ice\nbroke\nin May\nand they\ntarred it.")
    assert own(long + WORK) == plain("The ice\nbroke\nin May\nand they\ntarred it.\n" + WORK)


PRINTER = "POLE AND SONS, LIMITED, SALTERN AND BUNGAY."


def test_the_line_of_the_printer_below_the_end_is_set_aside() -> None:
    assert own(WORK + "FINIS.\n" + PRINTER + "\n") == plain(WORK + "FINIS.")
    for text in (WORK + PRINTER, WORK + "Finis.\n" + PRINTER.title(), WORK + "Finis.\nPOLE AND SONS\n"):
        assert own(text) == plain(text)


def test_the_name_of_a_firm_above_its_books_is_none() -> None:
    text = WORK + "FINIS.\n" + PRINTER + "\n\nThe Lamp of the Ferry. 3s. 6d.\n"
    assert PRINTER in own(text)
    assert PRINTER not in own(WORK + "FINIS.\n" + PRINTER + "\n\n<page 300>\n")
