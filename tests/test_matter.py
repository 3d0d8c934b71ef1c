"""What divisions are besides the chapters of a book: in the TEI, and in the semantics of the EPUB."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ecdosis.book.book import sections
from ecdosis.book.inlines import words_of
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.formats.epub.semantics import kinds
from ecdosis.model.document import Block
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.matter import division_type, with_types
from ecdosis.stages.blocks.views import views
from ecdosis.tei.names import NAMESPACES, parse, q
from ecdosis.tei.validate import check_tree, our_rules, our_schema
from test_blocks import divided, filled

PROSE = "The ferry crossed at low water, and nobody had anything to say of it until the evening came."


@pytest.mark.parametrize(
    ("heading", "type_"),
    [
        ("PREFACE.", "preface"),
        ("AUTHOR’S PREFACE", "preface"),
        ("Preface to the Second Edition", "preface"),
        ("PREFACE TO THE FABLES", "preface"),
        ("Vorrede", "preface"),
        ("[Предисловие]", "preface"),
        ("INTRODUCTION", "introduction"),
        ("Danksagung", "ack"),
        ("THE EPISTLE DEDICATORY", "dedication"),
        ("APPENDIX", "appendix"),
        ("Appendix B. The Tolls", "appendix"),
        ("APPENDIX: OF THE TOLLS", "appendix"),
        ("Anhang II", "appendix"),
        ("Appendix to Chapter IV.", "appendix"),
        ("By the Same Publishers", "advertisement"),
        ("DU MÊME AUTEUR", "advertisement"),
        # what is none of these, or may be
        ("CHAPTER I.", ""),
        ("The Preface", "preface"),
        ("Prefaces and Prefacers", ""),
        ("The Appendix That Was Lost", ""),
        ("Appendix Taken Out", ""),
        ("Anlage der Stadt", ""),
        ("Introduction of the Potato", ""),
        ("He Is Introduced to the Bishop", ""),
        ("ADVERTISEMENT", ""),
        ("To the Reader", ""),
        ("Au lecteur.", ""),
        ("To the Dedication of the Bridge", ""),
        ("Notes", ""),
        ("", ""),
    ],
)
def test_what_a_heading_says(heading: str, type_: str) -> None:
    assert division_type(heading) == type_


def edition(*parts: tuple[str, str]) -> etree._Element:
    """The TEI of a book in parts, with the title above them."""
    text = "\n\n\n\n".join(["THE FERRY", *(f"{heading}\n\n\n{words}" for heading, words in parts)])
    return parse(to_tei(text.encode(), Descriptor("ferry", title="The Ferry", language="en"), Path("ferry.txt")))


def types(root: etree._Element) -> list[str | None]:
    """The types of the divisions that have a heading."""
    return [div.get("type") for div in root.iter(q("div")) if div.find("tei:head", NAMESPACES) is not None]


CONTENTS = "Preface 1\nThe Boat 3\nThe Oar 5\nAppendix 8"
INDEX = "Adams, John, 9\nBank, the, 14\nCreek, 12, 13\nFerry, the, 9\nRiver, 9\nTown, 11"


def test_divisions_in_tei() -> None:
    """By their headings, or by what stands below; chapters have none; the schema asks for just that."""
    root = edition(
        ("PREFACE", f"{PROSE}\n\n{PROSE}"),
        ("CONTENTS", CONTENTS),
        ("THE BOAT", f"{PROSE}\n\n{PROSE}"),
        ("THE OAR", f"{PROSE}\n\n{PROSE}"),
        ("APPENDIX", f"{PROSE}\n\n{PROSE}"),
        ("INDEX", INDEX),
        ("BY THE SAME PUBLISHERS", f"{PROSE}\n\n{PROSE}"),
    )
    assert types(root) == ["preface", "contents", None, None, "appendix", "index", "advertisement"]
    assert check_tree(root, Path("ferry.xml"), (our_schema(), our_rules())) == []


def test_a_list_of_pictures_is_no_contents() -> None:
    root = edition(
        ("LIST OF ILLUSTRATIONS", "The ferry in flood 3\nAn old oar 5\nJohn Adams 8\nThe bank at noon 9"),
        ("CHAPTER I.", f"{PROSE}\n\n{PROSE}"),
        ("CHAPTER II.", f"{PROSE}\n\n{PROSE}"),
    )
    assert types(root) == [None, None, None]


@pytest.mark.parametrize(
    ("kinds_", "told"),
    [
        (("head", "contents", "p"), ("contents", "", "")),
        (("head", "head", "index-entry"), ("", "index", "")),  # the first line may be the name of a station
        (("p", "contents", "head"), ("", "", "")),
        (("head", "line", "line", "index-entry"), ("", "", "", "")),  # too far below
        (("head", "line", "index-entry", "p"), ("index", "", "", "")),
        (("title", "contents", "p"), ("", "", "")),
    ],
)
def test_what_stands_right_below_a_heading_tells(kinds_: tuple[str, ...], told: tuple[str, ...]) -> None:
    seen = views(Text.of("\n\n".join(["THE HARBOUR STATION", "THE LIST", "The oar", "The lamp"][: len(kinds_)])))
    blocks = [Block(view.start, view.end, kind) for view, kind in zip(seen, kinds_, strict=True)]
    assert tuple(block.genre for block in with_types(blocks, seen)) == told


def test_an_epub_tells_them_apart() -> None:
    root = edition(("PREFACE", PROSE), ("ACKNOWLEDGEMENTS", PROSE), ("CHAPTER I.", f"{PROSE}\n\n{PROSE}"))
    made = book(root)
    told = dict(kinds(made.blocks))
    found = {"".join(map(words_of, one.title)): told[one.id].type for one in sections(made.blocks)}
    assert (found["PREFACE"], found["ACKNOWLEDGEMENTS"]) == ("preface", "acknowledgments")
    assert found["CHAPTER I."] in ("", "chapter")


@pytest.mark.parametrize(("heading", "found"), [("BY THE SAME AUTHOR", False), ("CHAPTER IV", True)])
def test_books_that_are_advertised_are_no_epigraph(heading: str, found: bool) -> None:
    """Though the name of the publisher stands below them as that of an author below an epigraph."""
    chapters = "\n\n\n\n".join(f"CHAPTER {number}\n\n[[P]]\n\n[[P]]" for number in ("I", "II", "III"))
    last = f"{heading}\n\nTHE FERRY. A Novel. Crown 8vo, 6s.\n\nPELL & SONS, EDDON\n\n[[P]]"
    _, division = divided(filled(f"{chapters}\n\n\n\n{last}\n"))
    assert ({"epigraph", "attribution"} <= {block.type for block in division.blocks}) is found
