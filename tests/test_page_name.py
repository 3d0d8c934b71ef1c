"""What a page calls itself in the bar of the browser, in its first line, and the title that stands again below."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.build import to_tei
from ecdosis.profiles.table import provenance
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.restore import restore

PROSE = (
    "The ferry had been laid up since the autumn, and nobody in the village had missed it, but for the clerk, who went "
    "down to the river on each day of the winter. When the ice broke they tarred it again.\n"
)
MENU = "Oars\nRopes\nLamps\nBells\nGeese\nNets\nTar\n"
SHOWN = "Share on Facebook\nSkip to main content\n"
"""Controls, by which a file is a page."""
KEPT = "Rivers\nFerries\nHarbours\n"
"""What stands right above a title."""
RUSSIAN = "Паром стоял на приколе с самой осени, и никто в деревне о нём не вспоминал, кроме писаря у реки.\n"
CHINESE = (
    "那条渡船从秋天起就停在岸边，村里没有人想起它，只有书记每天走到河边去看一看冰面，直到春天冰雪消融，"
    "人们才重新给它涂上焦油，让它下水航行，把村民送到对岸的集市上去卖他们的羊毛和灯油。\n"
)


def title(text: str) -> str:
    """The title that is told of a page."""
    return provenance(text)[0].title


def own(text: str) -> str:
    """What a text is without what its provider put in, its blank lines apart."""
    _, passages = provenance(text)
    begins, ends = [0, *(p.end for p in passages)], [*(p.start for p in passages), len(text)]
    left = "".join(text[a:b] for a, b in zip(begins, ends, strict=True))
    return "\n".join(line for line in left.split("\n") if line.strip())


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("The Last Ferry | River Post", "The Last Ferry"),
        ("The Last Ferry - River Post", "The Last Ferry"),
        ("The Last Ferry — riverpost.example", "The Last Ferry"),
        ("River Post: The Last Ferry", "The Last Ferry"),
        ("River Post » The Last Ferry", "The Last Ferry"),
        ("River Post: The Last Ferry: On Tar", "The Last Ferry: On Tar"),
        ("The Last Ferry on the River", "The Last Ferry on the River"),
        ("The Last Little Ferry Recipe | River Post", "The Last Little Ferry"),  # what sort of text it is
    ],
)
def test_the_title_that_a_page_names_and_has_is_its_title(name: str, heading: str) -> None:
    assert title(f"{name}\n{SHOWN}{MENU}{KEPT}{heading}\n3 May 2019\n{PROSE * 3}") == heading


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("The Last Ferry | River Post", "The Last Lamp"),  # of another page
        ("Ferry | River Post", "Ferry"),  # a section, perhaps
        ("The River Post", "The River Post"),  # a site
        ("The River Post: How the Last Ferry of the River Was Tarred", "The River Post"),  # the same
        ("The Last Ferry " * 15 + "| River Post", "The Last Ferry " * 15),  # a paragraph
        ("#The Last Ferry | River Post", "The Last Ferry"),  # what a browser writes of feeds
        ("The Last Little Ferry and All of Its Otters | River Post", "The Last Little"),
        ("On Tar | Rivers", "On Tar"),  # the same
        ("Ferrymen Waiting Here | River Post", "Ferrymen Waiting"),
    ],
)
def test_what_is_not_named_so_is_not(name: str, heading: str) -> None:
    assert title(f"{name}\n{SHOWN}{MENU}{KEPT}{heading}\n{PROSE * 3}") == ""


def test_the_title_stands_above_the_prose_and_high() -> None:
    name = "The Last Ferry | River Post\n"
    assert title(f"{name}{SHOWN}{MENU}{PROSE * 3}The Last Ferry\n{MENU}") == ""
    assert title(f"{name}{SHOWN}{MENU}{PROSE * 9}The Last Ferry\n{PROSE}") == "", "another page, below the text"
    far = "Tar.\n" * 50
    assert title(f"{name}{SHOWN}{MENU}The Last Ferry\n{far}{PROSE}{far}{far}") == ""


def test_of_the_title_and_the_name_of_the_site_the_longer_is_the_title() -> None:
    name = "The River Post: The Last Ferry and Its Lamps"
    first = f"{name}\n{SHOWN}The River Post\n{MENU}{KEPT}The Last Ferry and Its Lamps\n{PROSE * 3}"
    assert title(first) == "The Last Ferry and Its Lamps"
    last = f"{name}\n{SHOWN}{MENU}{KEPT}The Last Ferry and Its Lamps\nThe River Post\n{PROSE * 3}"
    assert title(last) == "The Last Ferry and Its Lamps"


def test_a_site_whose_name_stands_twice_above_its_menu_has_not_named_the_page() -> None:
    name = "The Post of the River"
    assert title(f"{name}\n{name}\n{SHOWN}{MENU}{KEPT}On Tar\n{PROSE * 3}") == ""


def test_the_name_and_the_menus_above_the_title_are_set_aside_but_not_what_is_right_above() -> None:
    above = f"The Last Ferry | River Post\n{SHOWN}{MENU}3 May 2019\nWater was on the land.\n"
    page = f"{above}{KEPT}The Last Ferry\n{PROSE * 3}"
    left = f"3 May 2019\nWater was on the land.\n{KEPT}The Last Ferry\n{PROSE * 3}"
    assert own(page) == left.strip()


def test_scripts_above_the_title_are_set_aside_and_below_it_stay() -> None:
    script = "(function() {\n\tvar oar = {};\n\tferry.lamp('tar', function() {\n});\n})();\n"
    page = f"The Last Ferry | River Post\n{script}{SHOWN}{MENU}{KEPT}The Last Ferry\n{PROSE}{script}{PROSE * 2}"
    assert own(page) == f"{KEPT}The Last Ferry\n{PROSE}{script}{PROSE * 2}".strip()


@pytest.mark.parametrize(
    "line", ["(Of the river, and of its functions; and so on)", "Var and Let and the long way to the mill;"]
)
def test_words_above_the_title_are_no_script(line: str) -> None:
    page = f"The Last Ferry | River Post\n{line}\n{SHOWN}{MENU}{KEPT}The Last Ferry\n{PROSE * 3}"
    assert line in own(page)


def test_few_lines_above_a_title_are_no_menu() -> None:
    page = f"The Last Ferry | River Post\n{SHOWN}{KEPT}The Last Ferry\n{PROSE * 3}"
    assert own(page) == f"{SHOWN}{KEPT}The Last Ferry\n{PROSE * 3}".strip(), "but the name; controls are told later"


@pytest.mark.parametrize(
    ("name", "heading", "prose"),
    [
        ("Последний паром — river.example", "Последний паром", RUSSIAN),
        ("村边渡船-河报", "村边渡船", CHINESE),
        ("村边渡船_河报", "村边渡船", CHINESE),
    ],
)
def test_without_controls_the_name_of_a_site_stands_behind_the_title(name: str, heading: str, prose: str) -> None:
    page = f"{name}\n{MENU}{KEPT}{heading}\n{prose * 3}"
    assert title(page) == heading
    assert own(page) == page.strip(), "and nothing is set aside"


@pytest.mark.parametrize(
    "name",
    [
        "The Last Ferry",
        "River Post: The Last Ferry",
        "The Last Ferry — and what became of it in the winter",
        "I - Oars",
    ],
)
def test_a_book_is_no_page(name: str) -> None:
    assert title(f"{name}\n{MENU}{KEPT}The Last Ferry\n{PROSE * 3}") == ""
    told = "The Last Ferry on the River"
    assert title(f"{told} — up to a mill or two\n{MENU}{KEPT}{told}\n{PROSE * 3}") == "", "no name of a site"
    assert title(f"The Last Ferry — Anna Weir\nOars\nThe Last Ferry\n{PROSE * 3}") == "", "no menu"


def test_in_an_edition_it_is_the_title_and_all_is_kept() -> None:
    page = f"The Last Ferry | River Post\n\n{SHOWN}\n{MENU}\n{KEPT}\nThe Last Ferry\n\n{PROSE}\n{PROSE}"
    root = parse(to_tei(page.encode(), Descriptor(id="x"), Path("x.txt")))
    assert content(next(root.iterfind(".//tei:titleStmt/tei:title", NAMESPACES))) == "The Last Ferry"
    assert restore(root) == page.encode()
