"""Entries of a table of contents lead to their headings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ecdosis.book.book import Paragraph, all_inlines, sections
from ecdosis.book.inlines import Styled
from ecdosis.book.reader import book as book_of
from ecdosis.build import to_tei
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.entries import without_column
from ecdosis.stages.blocks.leads import leads
from ecdosis.tei.names import ID, NAMESPACES, content, parse
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema
from test_blocks import divided, filled

WORDS = (
    "Nobody sold the frost of that winter again by the light of one lamp, which was more than anyone had asked for. "
    * 3
)
BOOK = f"""\
CONTENTS

PREFACE ............ v
I. The Survey ............ 1
II. The First Lock and the Quarrel
    about the Weir ............ 23
III. The Great Frost ............ 57
The Great Frost ............ 60
INDEX ............ 201

PREFACE

{WORDS}

I

THE SURVEY

{WORDS}

II

THE FIRST LOCK AND THE QUARREL ABOUT THE WEIR

{WORDS}

III

THE GREAT FROST

{WORDS}

THE GREAT FROST

{WORDS}
"""


def root_of(source: str) -> Any:
    root = parse(to_tei(source.encode(), Descriptor(id="book"), Path("book.txt")))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == source.encode()
    return root


def test_entries_lead_to_their_headings() -> None:
    """By number and title, in the order of the table; an entry of two lines; one without a heading has no link."""
    root = root_of(BOOK)
    heads = {head.get(ID): content(head) for head in root.iterfind(".//tei:head", NAMESPACES)}
    places = list(heads)
    led = [
        (
            " ".join(content(one).split()).split(" ...")[0],
            heads[one.get("target")[1:]],
            places.index(one.get("target")[1:]),
        )
        for one in root.iterfind(".//tei:item/tei:ref", NAMESPACES)
    ]
    assert [(entry, head) for entry, head, _ in led] == [
        ("PREFACE", "PREFACE"),
        ("I. The Survey", "I"),
        ("II. The First Lock and the Quarrel", "II"),
        ("about the Weir", "II"),
        ("III. The Great Frost", "III"),
        ("The Great Frost", "THE GREAT FROST"),
    ]
    assert [place for *_, place in led] == sorted(place for *_, place in led)
    assert led[-1][2] == len(heads) - 1


def test_links_in_a_book() -> None:
    """Each leads to the division of its heading."""
    book = book_of(root_of(BOOK))
    there = {section.id for section in sections(book.blocks)}
    targets = [i.target for i in all_inlines(book.blocks) if isinstance(i, Styled) and i.target]
    assert len(targets) == 6
    assert {target[1:] for target in targets} <= there
    assert all(isinstance(block, Paragraph) or block for block in book.blocks)


def led(source: str) -> list[str]:
    """The words of the entries that lead to a heading."""
    text, division = divided(filled(source))
    return [text.reading[mark.start : mark.end] for mark in leads(text, division.blocks)]


def test_what_does_not_lead() -> None:
    """No entry leads back to what stands above it, nor to a heading that has another number."""
    source = (
        f"THE WEIR\n\n{WORDS}\n\nCONTENTS\n\nThe Weir . . . . . 3\nThe Survey . . . . . 5\n\nTHE SURVEY\n\n{WORDS}\n"
    )
    assert led(source) == ["The Survey . . . . . 5"]
    short = f"CONTENTS\n\n1. Ice . . . . . 3\n2. Mud . . . . . 5\n\n2. ICE\n\n{WORDS}\n\n2. MUD\n\n{WORDS}\n"
    assert led(short) == ["2. Mud . . . . . 5"]


def test_numbers_that_differ() -> None:
    """A heading without the number of its entry, and one whose number stands above it in other figures."""
    source = (
        f"CONTENTS\n\n1. The Survey . . . . . 3\n2. The Frost . . . . . 5\n3. Thaw . . . . . 7\n\n"
        f"I\n\nTHE SURVEY\n\n{WORDS}\n\nII\n\nTHE FROST\n\n{WORDS}\n\nTHAW\n\n{WORDS}\n"
    )
    assert led(source) == ["1. The Survey . . . . . 3", "2. The Frost . . . . . 5", "3. Thaw . . . . . 7"]
    text, division = divided(filled(source))
    targets = [int(mark.target.removeprefix("#b")) for mark in leads(text, division.blocks)]
    assert [source[at:].split("\n")[0] for at in targets] == ["I", "II", "THAW"]


def numbered(count: int) -> str:
    """A volume of letters of which the contents say no more than that they are to the same."""
    entries = "\n".join(f"{n}. To the Same . . . . . {2 * n}" for n in range(1, count + 1))
    letters = "\n\n\n\n\n".join(f"{n}. TO {name}.\n\n{WORDS}" for n, name in enumerate(NAMES[:count], 1))
    return f"CONTENTS\n\n{entries}\n\n\n\n\n{letters}\n"


NAMES = ("AMOS PELL", "HESTER LOWE", "JONAS REED", "RUTH LANE", "ANNE MOSS", "MARY HOLT", "ADA WYNNE", "TOM BELL")


def test_a_number_that_no_other_heading_has() -> None:
    """From five such headings; fewer may be parts of anything."""
    source = numbered(5)
    text, division = divided(filled(source))
    found = list(leads(text, division.blocks))
    assert [text.reading[mark.start : mark.end].split()[0] for mark in found] == ["1.", "2.", "3.", "4.", "5."]
    to = [source[int(mark.target.removeprefix("#b")) :].split("\n")[0] for mark in found]
    assert to == [f"{n}. TO {name}." for n, name in enumerate(NAMES[:5], 1)]
    assert {mark.why.rpartition("” ")[2] for mark in found} == {"has the same number"}
    assert led(numbered(4)) == []
    assert len(led(source.replace("2. To the Same", "1. To the Same"))) == 3  # two entries have one number


def test_a_list_of_pictures_leads_nowhere() -> None:
    """Its entries are no headings, whatever they say."""
    source = BOOK.replace(
        "CONTENTS\n", "CONTENTS\n\nPREFACE . . . v\nI. The Survey . . . 1\n\nLIST OF ILLUSTRATIONS\n", 1
    )
    assert [one.split()[0] for one in led(source)] == ["PREFACE", "I."]


def test_a_number_that_two_headings_have() -> None:
    again = numbered(3).partition("1. TO AMOS")
    source = f"{numbered(8)}\n\n\n\n1. TO AMOS{again[2]}"
    assert [one.split()[0] for one in led(source)] == ["4.", "5.", "6.", "7.", "8."]


def test_a_title_with_another_number_is_another() -> None:
    """Letters to the same man, of which the first is not in the book; the number counts, whatever figures it has."""
    entries = "1. To Amos Pell . . . 3\n2. To Amos Pell . . . 5\n3. To Hester Lowe . . . 7\n"
    letters = (f"{number}. TO {name}.\n\n{WORDS}" for number, name in (("II", "AMOS PELL"), ("III", "HESTER LOWE")))
    source = f"CONTENTS\n\n{entries}\n\n\n\n" + "\n\n\n\n\n".join(letters)
    assert [one.split()[0] for one in led(source)] == ["2.", "3."]


def test_a_heading_right_below_another() -> None:
    """Each entry leads to its own, and none to two at once."""
    source = (
        f"CONTENTS\n\nThe Survey . . . 1\nThe First Lock . . . 2\nThe Great Frost . . . 4\n\nTHE SURVEY\n\n"
        f"THE FIRST LOCK\n\n{WORDS}\n\nTHE GREAT FROST\n\n{WORDS}\n"
    )
    text, division = divided(filled(source))
    to = [source[int(mark.target.removeprefix("#b")) :].split("\n")[0] for mark in leads(text, division.blocks)]
    assert to == ["THE SURVEY", "THE FIRST LOCK", "THE GREAT FROST"]


def test_what_stands_above_the_pages() -> None:
    """In the line of an entry it is no word of the heading; a heading that has it is the one that is meant."""
    pages = {"I. PAGE": 3, "II.": 23, "III.": 57}
    table = "CONTENTS\n\n" + "".join(f"CHAPTER {name}\nThe ice ............ {n}\n" for name, n in pages.items()) + "\n"
    chapters = "".join(f"\nCHAPTER {number}.\n\n{WORDS}\n" for number in ("I", "II", "III"))
    assert led(table + chapters) == ["CHAPTER I. PAGE", "CHAPTER II.", "CHAPTER III."]
    assert without_column("CHAPTER I.   PAGE") == "CHAPTER I.  "
    assert [without_column(text) for text in ("The Cage", "THE S", "Page", "CHAPTER I.")] == ["", "", "", ""]


def test_a_last_page_is_a_title() -> None:
    table = "CONTENTS\n\nThe Last\n\nThe Last Page\n\nThe Ferry\n\n"
    chapters = "".join(f"\n{title}\n\n{WORDS}\n" for title in ("THE LAST", "THE LAST PAGE", "THE FERRY"))
    assert len(set(led(table + chapters))) == 3
