"""Title pages: what they say, read as values; the names of persons; who had a part and in what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ecdosis.model.document import Block
from ecdosis.model.provenance import Provenance
from ecdosis.model.text import Text
from ecdosis.project.completed import completed
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.credits import Credit, credit, told
from ecdosis.stages.blocks.frontmatter import is_imprint
from ecdosis.stages.blocks.transcriber import note_before
from ecdosis.stages.blocks.views import views
from ecdosis.stages.persons import catalogued, is_name, persons
from ecdosis.tei.titlepage import LEAST, Fact, TitlePage, read, year_of
from labelled import load, parameters
from test_blocks import divided, filled

CASES = load("titlepages.toml")


def facts(case: dict[str, Any]) -> dict[str, Any]:
    """What the title page of a case says."""
    text, division = divided(filled(case["text"]))
    page = read(division.blocks, text.reading)
    one = {name: getattr(page, name) for name in ("title", "subtitle", "date")}
    several = {name: [fact.value for fact in getattr(page, name)] for name in ("authors", "translators", "editors")}
    return {name: fact.value for name, fact in one.items() if fact} | {
        name: all_ for name, all_ in several.items() if all_
    }


@pytest.mark.parametrize("case", parameters(CASES))
def test_title_page(case: dict[str, Any]) -> None:
    assert facts(case) == {name: case[name] for name in case if name not in ("name", "text", "known_failure")}


@pytest.mark.parametrize("case", parameters([case for case in CASES if "title" in case]))
def test_what_a_title_page_says_stands_in_the_front(case: dict[str, Any]) -> None:
    """Every line of it, in one stretch from the beginning, and the first chapter after it."""
    _, division = divided(filled(case["text"]))
    front = [block for block in division.blocks if block.front]
    assert front == list(division.blocks[: len(front)])
    assert len(front) < len(division.blocks)


def test_an_abstract_without_a_heading_is_no_line_of_the_title_page() -> None:
    _, division = divided(filled("Ferries on Slow Rivers\n\nAnn Example\n\n[[P]]\n\n1 Introduction\n\n[[P]]"))
    assert [block.type for block in division.blocks if block.front] == ["title", "byline"]


def test_the_contents_of_an_article_are_no_line_of_its_title_page() -> None:
    contents = "Contents\n\n1 Introduction 1\n\n2 Method 4"
    sections = "1 Introduction\n\n[[P]]\n\n2 Method\n\n[[P]]"
    text, division = divided(filled(f"Ferries on Slow Rivers\n\nAnn Example\n\n{contents}\n\n{sections}"))
    told = {text.reading[block.start : block.end].strip(): block.type for block in division.blocks}
    assert told["Ann Example"] == "byline"
    assert told["Contents"] == "head"


@pytest.mark.parametrize(
    "text",
    ["Laternenuniversität Wien", "Anna-Universität Wien", "Vrije Universiteit", "Mayo Clinic", "Ann-Clinic Lamps"],
)
def test_bodies_are_no_persons(text: str) -> None:
    assert not persons(text)
    assert not persons(f"{text}     {text}")


def fact(type_: str, text: str, sure: float = 0.9, group: int = 0) -> tuple[Block, str]:
    return Block(0, len(text), type_, front=True, certainty=sure, group=group), text


def page(*lines: tuple[Block, str]) -> TitlePage:
    """What some lines say that were recognised as something."""
    reading = ""
    blocks = []
    for block, text in lines:
        blocks.append(replace(block, start=len(reading), end=len(reading) + len(text)))
        reading += text + "\n"
    return read(blocks, reading)


def test_what_is_not_sure_is_not_said() -> None:
    doubted = LEAST - 0.01
    assert page(fact("title", "The Ferry", doubted), fact("byline", "By Ann Example", doubted)) == TitlePage()
    assert page(fact("title", "The Ferry", LEAST)).title == Fact("The Ferry", LEAST)
    assert page(fact("byline", "By Ann Example", LEAST)).authors == (Fact("Ann Example", LEAST),)
    assert page(fact("subtitle", "A Tale")).subtitle is None, "of no title"


@pytest.mark.parametrize(
    ("said", "year"), [("12 May 1908", "1908"), ("M DCCC XXIX", "1829"), ("Easter", ""), ("1901, printed 1907", "")]
)
def test_a_date_may_have_one_year(said: str, year: str) -> None:
    assert year_of(Fact(said, LEAST)) == year
    assert year_of(None) == ""


def test_titles_lose_what_a_printer_set_around_them() -> None:
    for printed, title in [
        ("_THE FERRY._", "THE FERRY"),
        ("“The Ferry”", "The Ferry"),
        ("THE FERRY;", "THE FERRY"),
        ("R.U.R.", "R.U.R."),
        ("The Ferry (1907)", "The Ferry (1907)"),
        ("(The Ferry)", "(The Ferry)"),
        ("Who Goes There?", "Who Goes There?"),
    ]:
        said = page(fact("title", printed)).title
        assert said
        assert said.value == title
    for none in (
        "12 / 3 / 45 a",
        "#top",
        "Example et al. 2014",
        "www.example.org/ferry",
        "* * *",
        "F E R R Y",
        "Preface",
    ):
        assert page(fact("title", none)).title is None


def test_the_year_of_the_imprint_is_the_date_if_it_is_the_only_one() -> None:
    assert page(fact("imprint", "LONDON: LANTERN PRESS, 1907")).date == Fact("1907", 0.8)
    assert page(fact("imprint", "Lantern Press 1907"), fact("imprint", "Reprinted 1911")).date is None
    assert page(fact("date", "MDCCCXXIX.")).date == Fact("1829", 0.9)
    assert page(fact("date", "3 May 1907")).date == Fact("3 May 1907", 0.9)
    assert page(fact("date", "MIX")).date == Fact("MIX", 0.9), "no year since printing"


def test_only_what_stands_before_the_text_is_read() -> None:
    block = Block(0, 9, "title", certainty=0.9)
    assert read([block], "The Ferry") == TitlePage()


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann Example", ["Ann Example"]),
        ("FRANZ VON BAADER", ["Franz von Baader"]),
        ("M. G. EXAMPLE, Esq. M. P.", ["M. G. Example"]),
        ("Ann Example, Bob Other, and Clara Third", ["Ann Example", "Bob Other", "Clara Third"]),
        ("Anna Beispiel und Hans Muster", ["Anna Beispiel", "Hans Muster"]),
        ("José Ejemplo y Otro", ["José Ejemplo y Otro"]),
        ("Jean Exemple, fils", ["Jean Exemple, fils"]),
        ("CAPTAIN ANN EXAMPLE", ["Ann Example"]),
        ("Mrs. Example", ["Mrs. Example"]),
        ("Ann Example1*, Bob Other2,3", ["Ann Example", "Bob Other"]),
        ("D’ARTOIS-LEBRUN, Jean Exemple", []),
        ("SEÁN O’EXAMPLE", ["Seán O’Example"]),
        ("А. П. Примеров", ["А. П. Примеров"]),
        ("Ann Mary (Boatman) Example", ["Ann Mary (Boatman) Example"]),
        ("Ann Mary (a widow) Example", []),
        ("the Same Author", []),
        ("The Ferry", []),
        ("of London", []),
        ("Chapter Two", []),
        ("Lantern Press", []),
        ("College of River and Information Science", []),
        ("Ann Example, Institute of Ice", ["Ann Example"]),
        ("Ann Example, General Editor", ["Ann Example"]),
        ("General Editor", []),
        ("Lantern Patent Office Summary", []),
        ("New York", []),
        ("New York, NY, 10003", []),
        ("Ferry Hill, MN 55011", []),
        ("Ann York, Jack London", ["Ann York", "Jack London"]),
        ("A. B.", []),
        ("12 Men", []),
        ("a b c d e f g h", []),
    ],
)
def test_names(written: str, names: list[str]) -> None:
    assert list(persons(written)) == names


def test_a_name_before_others_has_two_words() -> None:
    assert is_name("Plato")
    assert not is_name("Plato", alone=False)
    assert persons("Berlin, Ann Example") == ()


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Carroll, Lewis [pseud.] (1832-1898)", "Lewis Carroll"),
        ("Example, A. B. (Ann Beatrice), 1892-1973", "A. B. Example"),
        ("Example, Jean, père, 1802-1870", "Jean Example, père"),
        ("Example, Ann, Captain", "Captain Ann Example"),
        ("Example, Ann, Sir", "Sir Ann Example"),
        ("Example, Martin Luther, Jr.", "Martin Luther Example, Jr."),
        ("Beispiel, Anna von", "Anna von Beispiel"),
        ("Voltaire, 1694-1778", "Voltaire"),
        ("Ann Example", "Ann Example"),
        ("Example Other, Gabriela", "Gabriela Example Other"),
        ("Ann Example, Viscountess of Saltern", "Ann Example, Viscountess of Saltern"),
        ("Example, Ann, b. 1871", "Ann Example"),
        ("Le Sample, Ann Beatrice, 1814-1873", "Ann Beatrice Le Sample"),
        ("La Saltern, Jean de", "Jean de La Saltern"),
        ("La Lanterne de Saltern, Comité de lecture", "La Lanterne de Saltern, Comité de lecture"),
    ],
)
def test_names_in_catalogues_are_read_as_names(heading: str, name: str) -> None:
    assert catalogued(heading) == name


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("By Ann Example", Credit("author", ("Ann Example",))),
        ("BY ANN EXAMPLE", Credit("author", ("Ann Example",), True)),
        ("BY", Credit("author", (), True)),
        ("DE", Credit("author", (), True)),
        ("de Anna Ejemplo", None),
        ("Автор: Анна Примерова", Credit("author", ("Анна Примерова",))),
        ("Translated from the Russian by Ann Example", Credit("translator", ("Ann Example",))),
        ("TRANSLATED FROM THE FRENCH", Credit("translator", (), True)),
        ("Traduit de l’anglais par Jean Exemple", Credit("translator", ("Jean Exemple",))),
        ("Перевод Н. М. Другова", Credit("translator", ())),
        ("Herausgegeben von Anna Beispiel", Credit("editor", ("Anna Beispiel",))),
        ("A cura di Anna Esempio", Credit("editor", ("Anna Esempio",))),
        ("Illustrated by Bob Other", Credit("other", ("Bob Other",))),
        ("by Night", None),
        ("By Ann Example;", None),
        ("By the river stood a lamp.", None),
        ("The Ferry", None),
        ("By his widow Mary Brown", Credit("author", ("Mary Brown",))),
        ("By his Grace John Pole", None),  # whose name begins with which word?
        ("Edited by his Niece,", Credit("editor", (), True)),
        ("Herausgegeben von seinem Neffen", Credit("editor", (), True)),
    ],
)
def test_credits(line: str, said: Credit | None) -> None:
    assert credit(line) == said


def test_the_lines_of_one_statement_are_read_together() -> None:
    assert told(["BY", "ANN EXAMPLE"]) == Credit("author", ("Ann Example",), True)
    assert told(["NOTES AND PREFACE", "BY ANN EXAMPLE"]) == Credit("other", ("Ann Example",), True)
    assert told(["EDITED BY", "ANN EXAMPLE"]) == Credit("editor", ("Ann Example",), True)
    assert told(["Ann Example"]) == Credit("author", ("Ann Example",))
    assert told(["The Ferry at Night"]) is None
    assert is_imprint("Entered, according to the Act of Congress, in the year 1839, by")
    assert not is_imprint("The clerk entered it by the door")
    assert is_imprint("LOWMERE PUBLISHING CO.")
    assert not is_imprint("PUBLISHING AND CODES")


@pytest.mark.parametrize(
    ("line", "firm"),
    [
        ("A. B. WEIR'S SONS, New York and London", True),
        ("A. B. Weir’s Sons", True),
        ("ANN WEIR'S SONS, LONDON", True),
        ("Old Weir's Sons", False),
        ("THE MILLER'S SONS", False),
        ("The Miller's Sons, a Tale", False),
    ],
)
def test_the_sons_of_a_firm(line: str, firm: bool) -> None:
    """Negative: sons whom a title names."""
    assert is_imprint(line) == firm


def test_a_firm_with_its_places_is_no_author() -> None:
    text, division = divided(
        "THE OLD FERRY\n\nA. B. WEIR'S SONS, New York and London\n\nLONDON\n\n1871\n\n\nCHAPTER I\n\n"
        + "The boat lay in the mud, and nobody had come for it since the year of the drought.\n\n" * 3
    )
    assert not read(division.blocks, text.reading).authors


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("“A good book.”—River Post.", None),
        ('"A good book."--River Post.', None),
        ("“The Ferry”", "The Ferry"),
        ("“The Ferry” and the Mill", "“The Ferry” and the Mill"),
        ("NEW YORK   LONDON", None),
        ("London", "London"),
        ("Paris and London", "Paris and London"),
    ],
)
def test_what_a_paper_says_and_places_of_a_publisher_are_no_title(words: str, title: str | None) -> None:
    found = read([Block(0, len(words), "title", front=True)], words).title
    assert (found.value if found else None) == title


@pytest.mark.parametrize(("collective", "author"), [(False, "Ann Example"), (True, "")])
def test_a_name_above_the_first_piece_of_a_magazine_is_not_the_author_of_the_whole(
    collective: bool, author: str
) -> None:
    """Where the file says that several people wrote it."""
    said = page(fact("title", "The Ferry"), fact("byline", "by Ann Example"))
    told_ = Provenance(title="The Ferry Gazette", collective=collective)
    assert completed(Descriptor(id="one"), told_, said)[0].author == author


@pytest.mark.parametrize(("word", "first"), [("original", "p"), ("livre", "title-page")])
def test_only_a_note_on_the_original_is_a_transcribers(word: str, first: str) -> None:
    """Authors, too, address the reader."""
    below = "THE FERRY\n\nBY ANN EXAMPLE\n\nLONDON\n1818\n\n\n\n\nCHAPTER I\n\n[[P]]\n\nCHAPTER II\n\n[[P]]"
    _, division = divided(filled(f"Au lecteur.\n\nC’est le {word}.\n\n\n\n\n{below}"))
    assert division.blocks[0].type == first


BELOW = "THE FERRY\n\nBY ANN EXAMPLE\n\nLONDON\n1818\n\n\n\n\nCHAPTER I\n\n[[P]]\n\nCHAPTER II\n\n[[P]]"


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("Obvious typos have been corrected, but the spelling is that of the book.\n\nThe italics are retained.", 2),
        ("The spelling of the ferryman was his own, and he was proud of it, as of his lamp.\n\nHe had two typos.", 0),
        ("Obvious typos have been corrected, but the spelling and italics are retained.\n\nTHE LAMP OF LOWMERE", 0),
        ("TYPOS, SPELLING, ITALICS\n\nObvious ones have been corrected in the text.", 0),
    ],
)
def test_a_note_on_the_copy_without_a_heading(note: str, count: int) -> None:
    """What stands above the title page and tells how the text was copied."""
    assert note_before(views(Text.of(filled(f"{note}\n\n\n\n\n{BELOW}")))) == count


def test_a_title_above_a_row_of_stars() -> None:
    title = "THE FERRY\n(TO SAY NOTHING OF THE LAMP).\n\n* * * * *\n\nBY\nANN EXAMPLE"
    source = f"{title}\n\nAUTHOR OF “THE BELL,” ETC.\n\nLONDON\n1818"
    text, division = divided(filled(f"{source}\n\n\n\n\nCHAPTER I\n\n[[P]]\n\nCHAPTER II\n\n[[P]]"))
    titles = [text.reading[b.start : b.end] for b in division.blocks if b.type == "title"]
    assert titles[:1] == ["THE FERRY"]


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("A. B. WEIR’S SONS", True),
        ("WEIR’S SONS, London", True),
        ("WEIR’S SONS, PUBLISHERS, 1890", True),
        ("AMOS PELL’S SONS COMPANY", True),
        ("THE FERRYMAN’S SONS", False),
    ],
)
def test_somebodys_sons_are_a_firm(line: str, printed: bool) -> None:
    assert is_imprint(line) is printed
