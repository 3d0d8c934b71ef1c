"""Pages as text browsers write them: the numbers of links, where they lead, fields of forms, and the title."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.build import to_tei
from ecdosis.profiles import link_numbers
from ecdosis.profiles.table import provenance
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.restore import restore

PROSE = """   The ferry had been laid up since the autumn, and nobody in the
   village had missed it, but for the [4]clerk, who went down to it on
   each day. When the [5]ice broke they tarred it again.

"""
MENU = """     * [2]Oars
     * [3]Lamps
     * Geese
     * Nets

"""
LINKS = """References

   1. https://river.example/feed
   2. https://river.example/oars
   3. https://river.example/lamps
   4. mailto:clerk@river.example
   5. #ice
"""
PAGE = f"""   [1]The River Post

{MENU}The Last Ferry

{PROSE * 1}{LINKS}"""
PLAIN = PROSE.replace("[4]", "").replace("[5]", "")


def own(text: str) -> str:
    """What a text is without what its provider put in, its blank lines apart."""
    _, passages = provenance(text)
    begins, ends = [0, *(p.end for p in passages)], [*(p.start for p in passages), len(text)]
    left = "".join(text[a:b] for a, b in zip(begins, ends, strict=True))
    return "\n".join(line.rstrip() for line in left.split("\n") if line.strip())


def test_the_numbers_of_links_and_where_they_lead_are_no_words_of_the_page() -> None:
    left = own(PAGE)
    assert "[" not in left
    assert "https" not in left
    assert "but for the clerk, who" in left
    root = parse(to_tei(PAGE.encode(), Descriptor(id="x"), Path("x.txt")))
    assert restore(root) == PAGE.encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("   5. #ice\n", "   [5] #ice\n"),  # w3m
        ("   5. #ice\n", "   Hidden links:\n   5. #ice\n"),
        ("   5. #ice\n", "   6. #ice\n"),  # one is left out
        ("[1]The", "The"),  # of a picture
        ("oars\n", "share?text=On oars and lamps\n"),  # blanks
    ],
)
def test_the_list_of_links_has_several_forms(old: str, new: str) -> None:
    assert link_numbers.find(PAGE.replace(old, new))


def test_a_few_lines_of_the_list_go_on() -> None:
    text = PAGE.replace("[5]ice", " ".join(f"[{n}]ice" for n in range(5, 26)))
    text += "".join(f"{n:>4}. https://river.example/{n}\n" for n in range(6, 26))
    assert link_numbers.find(text.replace("/lamps\n", "/lamps?text=Of\nthe lamps\n"))
    assert link_numbers.find(text.replace("/lamps\n", "/lamps\nand\nof\nthe\nriver\n")) == ()
    assert link_numbers.find(text)
    assert link_numbers.find(text + "\n   Written by otters.\n") == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("References", "Sources"),
        ("   5. #ice\n", "   5. The ice of rivers\n"),  # a bibliography
        ("   5. #ice\n", "   5. #ice\n\n   Written by otters.\n"),  # not at the end
        ("   3. h", "   1. h"),
        ("   1. https://river.example/feed\n", ""),
        ("   5. #ice\n", "   50. #ice\n"),
        ("[1]The River Post\n\n" + MENU, "The River Post\n\n"),  # too few numbers in the text
        (LINKS, "References\n\n   1. #a\n   2. #b\n"),
    ],
)
def test_what_only_looks_like_it_is_none(old: str, new: str) -> None:
    assert old in PAGE
    assert link_numbers.find(PAGE.replace(old, new)) == ()


def test_the_markers_of_an_authors_notes_stand_behind_words() -> None:
    words = "The ferry [1] had been laid up [2] since the autumn, and nobody [3] had missed it.\n\n"
    assert (
        link_numbers.find(words + "References\n\n1. https://a.example\n2. https://b.example\n3. https://c.example\n")
        == ()
    )


def test_a_number_out_of_its_order_is_the_authors() -> None:
    text = PAGE.replace("each day.", "each day [2].").replace("The Last", "[5] The Last")
    left = own(text)
    assert "each day [2]." in left
    assert "[5] The Last Ferry" not in left.replace("[5] The Last Ferry", "", 1), "once, at most"


def test_a_number_of_the_authors_that_no_link_has_before_its_place_stays() -> None:
    left = own(PAGE.replace("[1]The", "The").replace("each day.", "each day [1]."))
    assert "each day [1]." in left
    assert "[2]" not in left


def test_the_heading_at_the_margin_above_the_prose_is_the_title() -> None:
    assert provenance(PAGE)[0].title == "The Last Ferry"


HEADS = MENU.replace("[2]", "").replace("[3]", "")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("The Last Ferry", "The Last Ferry"),
        (" " * 33 + "The Last Ferry", "The Last Ferry"),  # in the middle of 80 columns
        ("The Last Ferry and What\nBecame of It", "The Last Ferry and What Became of It"),
        ("The River Post\n\n   The River Post\n\nThe Last Ferry", "The Last Ferry"),  # the name of the site, twice
        ("The River Post\n\nThe Last Ferry", ""),  # which of them?
        (" " * 20 + "The Last Ferry", ""),  # in no middle
        ("   The Last Ferry", ""),  # a paragraph
        ("* * *", ""),
        ("Ferries", ""),  # a section, perhaps
        ("Of the last ferry:", ""),
        ("* Of the last ferry", ""),
        ("The Last Ferry " * 14, ""),
        ("The Last Ferry\n\n" + "   Oars\n\n" * 14, ""),  # far above
        ("The Last\nFerry and\nWhat Became\nof It", ""),  # a stanza
    ],
)
def test_of_a_page_without_numbers(heading: str, title: str) -> None:
    assert provenance(f"   Rivers\n\n{HEADS}{heading}\n\n{PLAIN * 5}")[0].title == title


def test_a_book_that_is_set_in_is_no_page() -> None:
    assert provenance(f"The Last Ferry\n\n{PLAIN * 5}")[0].title == ""
    assert provenance(f"   Rivers\n\n{HEADS}The Last Ferry\n\n{PLAIN.replace('   ', '') * 5}")[0].title == ""


@pytest.mark.parametrize(
    "line",
    ["(BUTTON) Open the main menu [6]Go to the text", "Name * ______________", "[ ] Keep my name", "[ferry.png?12]"],
)
def test_fields_buttons_and_pictures_are_of_the_page(line: str) -> None:
    page = f"   #[1]The River Post » Feed alternate\n\n   {line}\n\n{HEADS}The Last Ferry\n\n{PLAIN * 3}"
    assert line.partition(" ")[0] not in own(page)


@pytest.mark.parametrize("line", ["_" * 60, "Of the river [ferry.png] by hand"])
def test_rules_and_words_beside_pictures_stay(line: str) -> None:
    page = f"   #[1]The River Post » Feed alternate\n\n   {line}\n\n{HEADS}The Last Ferry\n\n{PLAIN * 3}"
    assert line in own(page)


def test_a_form_in_the_text_stays() -> None:
    page = f"   #[1]The River Post » Feed alternate\n\nThe Last Ferry\n\n{PLAIN}   Name: ____________\n\n{PLAIN}"
    assert "Name: ____________" in own(page)


def test_who_wrote_a_page_and_when_in_another_language() -> None:
    page = f"   #[1]The River Post » Feed alternate\n\nThe Last Ferry\n\n{PLAIN}   par Anna Weir, 21 juin 2018\n"
    assert provenance(page)[0].author == "Anna Weir"
    assert provenance(page.replace("21 juin 2018", "du matin au soir"))[0].author == ""


def test_in_an_edition_the_heading_is_the_title() -> None:
    root = parse(to_tei(PAGE.encode(), Descriptor(id="x"), Path("x.txt")))
    assert content(next(root.iterfind(".//tei:titleStmt/tei:title", NAMESPACES))) == "The Last Ferry"
