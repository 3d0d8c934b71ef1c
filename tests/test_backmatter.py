"""What printers and publishers set below the end of a book: kept, as what it is; and what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.backmatter import LINES
from ecdosis.tei.names import NAMESPACES, content, parse, q
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import check_tree, our_rules, our_schema
from test_blocks import filled

TEXT = "CHAPTER I\n\n[[P]]\n\n[[P]]\n\nCHAPTER II\n\n[[P]]\n\n[[P]]\n\nTHE END\n\n"
SOLD = """\
THE LOCK-KEEPER. By John Holt. Crown 8vo, cloth, 6s.

"A tale of which nobody will tire."--Weir Gazette.

LAMPS AND LANTERNS. By Mary Wynne. With 12 plates, 3s. 6d. net.

THE DOG AT THE WEIR. By Amos Reed. Demy 8vo, 10s. 6d.

LONDON: LANTERN AND SONS, WEIR STREET.
"""


def edition(source: str) -> etree._Element:
    source = filled(source)
    root = parse(to_tei(source.encode(), Descriptor("ferry", title="The Ferry", language="en"), Path("ferry.txt")))
    assert restore(root) == source.encode()
    assert check_tree(root, Path("ferry.xml"), (our_schema(), our_rules())) == []
    return root


def back(source: str) -> list[tuple[str, list[str]]]:
    """The divisions below the chapters that say what they are, with the words of their heading or their lines."""
    found = []
    for div in edition(source).iter(q("div")):
        if div.get("type"):
            own = div.findall("tei:head", NAMESPACES) or div.findall("tei:ab", NAMESPACES)
            found.append((div.get("type", ""), [" ".join(content(one).split()) for one in own]))
    return found


@pytest.mark.parametrize(
    "lines",
    [
        ["Printed in Great Britain by", "Oar & Sons, Limited,", "Weirmouth, Salt."],
        ["PRINTED AT THE LANTERN PRESS, WEIRMOUTH"],
        ["OAR AND LAMP, LIMITED, WEIRMOUTH AND SALTERN."],
        ["Press of Oar and Lamp, Weirmouth."],
        ["Imprimerie de la Rame, à Salterne."],
        ["Druck von Ruder & Söhne in Saltern."],
    ],
)
def test_the_line_of_a_printer(lines: list[str]) -> None:
    below = "\n".join(lines) + "\n"
    left_out = lines[0].isupper()  # in capitals right below the end, with nothing below it (`publisher_list`)
    assert back(TEXT + below) == ([] if left_out else [("colophon", lines)])
    assert back(TEXT + below + "\n\n\nLANTERN AND SONS, PUBLISHERS\n\n" + SOLD) == [
        ("colophon", lines),
        ("advertisement", ["LANTERN AND SONS, PUBLISHERS"]),
    ]


@pytest.mark.parametrize(
    "below",
    [
        "He was printed by nobody, and the clerk said so.\n",  # which begins with another word
        "Printed by nobody at all, and so on.\n",  # no name
        "Printing in Weirmouth.\n",
        "Oar and Lamp, Limited, Weirmouth.\n",  # no capitals
        "OF OARS AND LAMPS\n",  # no firm
        "Printed by Oar and Lamp, Weirmouth.\n\n[[P]]\n",  # not the last
        "Printed by\nOar and Lamp,\nof Weirmouth,\nin Saltern.\n",  # many lines
        "Printed by Oar" + " and Lamp" * 8 + "\n",
        "So it was, the clerk said.\nPrinted by Oar and Lamp, Weirmouth.\n",  # the rest of something
    ],
)
def test_no_line_of_a_printer(below: str) -> None:
    assert len(("Printed by", "Oar and Lamp,", "Weirmouth.")) == LINES
    assert back(TEXT + below) == []


def test_a_text_that_is_nothing_else_has_none() -> None:
    assert back("A SHORT NOTE\n\nPrinted by Oar and Lamp, Weirmouth.\n") == []


@pytest.mark.parametrize(
    "heading", ["LANTERN AND SONS' NEW BOOKS.", "LANTERN & CO., WEIR STREET", "THE LAMP PRESS", "VERLAG VON JOHN HOLT"]
)
def test_books_that_a_firm_sells(heading: str) -> None:
    assert [type_ for type_, _ in back(f"{TEXT}\n\n{heading}\n\n{SOLD}")] == ["advertisement"]


@pytest.mark.parametrize(
    "below",
    [
        f"Lantern and Sons\n\n{SOLD}",  # no capitals
        f"NEW BOOKS THAT HAVE NO NAME\n\n{SOLD}",
        "LANTERN AND SONS\n\nTHE LAMP. By John Holt. 6s.\n\nTHE WEIR. By Mary Wynne. 3s.\n",  # two books
        f"LANTERN AND SONS\n\n{SOLD}\n\n" + "[[P]]\n\n" * 6,  # the text goes on
        "LANTERN AND SONS\n\nTHE LAMP. By John Holt.\n\nTHE WEIR. By Mary Wynne.\n\nTHE DOG. By Amos Reed.\n",
        f"LANTERN AND SONS, AND WHAT BECAME OF ALL OF THEM WHEN THE FROST CAME\n\n{SOLD}",
    ],
)
def test_no_books_of_a_firm(below: str) -> None:
    assert back(f"{TEXT}\n\n{below}") == []
