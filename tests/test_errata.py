"""Lists of errata: what an entry says, where its words stand, and that nothing of it is done unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.model.pieces import Span
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.division import divide
from ecdosis.stages.blocks.errata import questions
from ecdosis.stages.blocks.errata_entries import Erratum, errata
from ecdosis.tei.names import parse
from ecdosis.tei.read import queries, read, recognised
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema

COW = Erratum("cow", "hen", "12", 9)
TEXT = """\
CHAPTER I

The ferry was old before the bridge was thought of, and the men who kept it were older still.

The cat of the parish was the property of the clerk, and the clerk had a red hat.

ERRATA

{}
"""


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('Page 12, line 4, for "cat" read "hat".', [Erratum("cat", "hat", "12", 4)]),
        ("P. 12, l. 4 from bottom, for cat read hat", [Erratum("cat", "hat", "12", 4, up=True)]),
        ("p. xii, for _cat_ read _hat_.", [Erratum("cat", "hat", "xii")]),
        (
            "Page 12, line 4, for “the cat” read “a hat”; line 9, for “cow” read “hen”.",
            [Erratum("the cat", "a hat", "12", 4), COW],
        ),
        ("S. 12 Z. 4 v. u. lies „Hut“ statt „Hund“.", [Erratum("Hund", "Hut", "12", 4, up=True)]),
        ("Seite 12, Zeile 4: statt Hund lies Hut.", [Erratum("Hund", "Hut", "12", 4)]),
        ("Page 12, ligne 4, au lieu de « chat », lisez « chapeau ».", [Erratum("chat", "chapeau", "12", 4)]),
        ("Стр. 12, строка 4: вместо «кот» читать «кит».", [Erratum("кот", "кит", "12", 4)]),
        (
            "Page 12, for cat read hat. Page 14, for cow read hen.",
            [Erratum("cat", "hat", "12"), Erratum("cow", "hen", "14")],
        ),
        ("for “cat” read “hat”", [Erratum("cat", "hat")]),
        ("For cat read hat.", []),  # a sentence may say that
        ("P. 12, l. 4, _for_ cat, _read_ hat.", [Erratum("cat", "hat", "12", 4)]),
        ("— 12, l. 4, for cat r. hat.", [Erratum("cat", "hat", "12", 4)]),
        ("Page 12, 'cat' should be 'hat'.", [Erratum("cat", "hat", "12")]),
        ("Page 12, line 4, cat] hat", [Erratum("cat", "hat", "12", 4)]),
        ("The cat should be hat and coat to him.", []),
        ("He had [the cat] hat and coat.", []),
        ("S. 12, Z. 3, für Hund lies Hut", [Erratum("Hund", "Hut", "12", 3)]),
        ("Page 12, line 4, read hat.", []),  # instead of what?
        ("Page 12, line 4, dele the comma.", []),
        ("Page 12, line 4, dele the comma after cat.", [Erratum("cat,", "cat", "12", 4)]),
        ("Page 12, line 4, dele the comma before cat.", [Erratum(",cat", "cat", "12", 4)]),
        ("Page 12, line 4, _dele_ “very”.", [Erratum("very", "", "12", 4)]),
        ("P. 12, l. 4, omit the words very red.", [Erratum("very red", "", "12", 4)]),
        ("Page 12, line 4, after “cat” insert “house”.", [Erratum("cat", "cat house", "12", 4)]),
        ("Page 12, line 4, before cat insert black.", [Erratum("cat", "black cat", "12", 4)]),
        ("Page 12, line 4, after cat add a comma.", [Erratum("cat", "cat,", "12", 4)]),
        ("Page 12, line 4, insert black before cat.", [Erratum("cat", "black cat", "12", 4)]),
        ("Page 12, line 4, insert a semicolon after cat.", [Erratum("cat", "cat;", "12", 4)]),
        ("S. 12, Z. 4, nach Hund füge Hut ein.", [Erratum("Hund", "Hund Hut", "12", 4)]),
        ("Page 12, ligne 4, supprimez le mot chat.", [Erratum("chat", "", "12", 4)]),
        ("Page 12, ligne 4, après chat ajoutez noir.", [Erratum("chat", "chat noir", "12", 4)]),
        ("After the cat add milk.", []),  # so may a sentence, in a book of cookery
        ("Omit the salt.", []),
        ("Seite 12, Zeile 4 von oben lies Hut statt Hund.", [Erratum("Hund", "Hut", "12", 4)]),
        ("S. 12. Z. 4. v. u. l. Hut st. Hund.", [Erratum("Hund", "Hut", "12", 4, up=True)]),
        ("S. 12, Z. 4 v. u. lies: Hut statt Hund.", [Erratum("Hund", "Hut", "12", 4, up=True)]),
        ("P. 12, l. 4, au lieu de chat, lis. chapeau.", [Erratum("chat", "chapeau", "12", 4)]),
        ("P. 12, l. 4, cat r. hat", [Erratum("cat", "hat", "12", 4)]),
        ("He saw a cat and read a book.", []),
        ("He looked for something to read about the sea.", []),
        ("Page 12, for cat read cat.", []),
    ],
)
def test_what_an_entry_says(entry: str, told: list[Erratum]) -> None:
    assert [one for _, _, one in errata(entry)] == told


def encoded(entries: str) -> etree._Element:
    source = TEXT.format(entries).encode()
    root = parse(to_tei(source, Descriptor(id="errata"), Path("errata.txt")))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == source
    return root


def asked(entries: str) -> list[tuple[str, str]]:
    return [(one.source, one.suggestion) for one in queries(encoded(entries)) if one.kind == "erratum"]


def test_an_entry_is_a_question_at_its_place() -> None:
    root = encoded('Page 12, line 4, for property read propriety.\nPage 13, for "clerk" read "clerks".')
    [one] = [one for one in queries(root) if one.kind == "erratum"]  # two clerks
    assert (one.source, one.suggestion) == ("property", "propriety")
    assert one.why == "the list of errata says so: “Page 12, line 4, for property read propriety.”"
    assert "was the property of the clerk" in read(root)  # it is asked, not done
    assert "item" in [one.type for one in recognised(root)]


def test_pages_and_lines_of_errata_are_no_imprint() -> None:
    """Though no chapter tells where the text begins."""
    pages = (f"[Pg {page}]\n\nThe {word} sat by the weir. {PROSE * 5}" for page, word in PRINTED)
    said = "ERRATA.\n\nP. 1, l. 1, _for_ cat, _read_ hat.\n-- 2, l. 1, _for_ cow, _read_ hen.\n"
    source = "\n\n".join(["THE FERRY", *pages, said])
    found = queries(parse(to_tei(source.encode(), Descriptor(id="errata"), Path("errata.txt"))))
    assert [(one.source, one.suggestion) for one in found if one.kind == "erratum"] == [("cat", "hat"), ("cow", "hen")]


def in_pages(errata: str) -> list[tuple[str, str]]:
    """What is asked because of a list below a book of five pages."""
    pages = "\n\n".join(f"[Pg {page}]\n\nThe {word} sat by the old weir. {PROSE * 5}" for page, word in PRINTED)
    root = parse(to_tei(f"THE FERRY\n\n{pages}\n\n{errata}\n".encode(), Descriptor(id="errata"), Path("errata.txt")))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert errata.split()[-1] in read(root)  # it is asked, not done
    return [(one.source, one.suggestion) for one in queries(root) if one.kind == "erratum"]


ROWS = ["Page.   Line.   For        Read", " 1        1     cat        hat", " 2        1     cow        hen"]
BARE = ["For    Read    Page", "cat    hat     1", "cow    hen     2", "pig    hog     4", "ram    lamb    5"]
LAST = ' "        1     old weir   new weir'


@pytest.mark.parametrize(
    ("errata", "told"),
    [
        ("ERRATA.--Page 1, line 1, for cat read hat; p. 2, l. 1, for cow read hen.", [("cat", "hat"), ("cow", "hen")]),
        ("_Errata._ P. 1, l. 1, for cat read hat.", [("cat", "hat")]),
        ("On errata. Page 1, line 1, for cat read hat.", []),
        ("ERRATA\n\n" + "\n".join([*ROWS, LAST]), [("cat", "hat"), ("cow", "hen"), ("old weir", "new weir")]),
        ("ERRATA\n\n" + "\n".join([*ROWS, LAST.replace('"', "2")]).replace("For ", "Lot "), []),  # of lots, who read?
        ("ERRATA\n\nPage\tLine\tFor\tRead\n1\t1\tcat\that\n2\t1\tcow\then", [("cat", "hat"), ("cow", "hen")]),
        ("ERRATA\n\n" + "\n".join(BARE), [("cat", "hat"), ("cow", "hen"), ("pig", "hog"), ("ram", "lamb")]),
        ("ERRATA\n\nP. 2, l. 1, dele old.", [("old weir", "weir")]),
        ("ERRATA\n\nP. 2, l. 1, after “cow” insert “house”.", [("cow", "cow house")]),
    ],
)
def test_lists_in_a_paragraph_and_in_tables(errata: str, told: list[tuple[str, str]]) -> None:
    assert in_pages(errata) == told


def test_what_is_not_there_is_not_asked() -> None:
    assert asked("Page 12, for propriety read property.\nPage 13, for fery read ferry.") == []
    assert asked("Page 12, for old read cold.") == []  # too short to be looked for in all of the text


def test_what_was_printed_wrongly_stays_so_in_the_list() -> None:
    assert "for goverment read government" in read(
        encoded("Page 12, for goverment read government.\nPage 13, for older read colder.")
    )


def test_a_sentence_about_errata_is_none() -> None:
    assert asked("He found them all, for property read as he read it was no word of his.") == []


PROSE = "Nobody had anything to say of it until the evening came, and the lamps were lit along the quay. "
PRINTED = tuple(enumerate(("cat", "cow", "dog", "pig", "ram"), 1))
PAGES = "The cat sat.\nA cow.\n\nThe cat ran.\nNo cow.\nA cat.\n\nErrata\n\n{}"


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ("Page 1, for cat read hat.", 4),
        ("Page 2, for cow read hen.", 37),
        ("Page 2, for cat read hat.", None),  # one of two
        ("Page 2, line 1, for cat read hat.", 25),
        ("Page 2, line 3, for cat read hat.", 44),
        ("Page 2, line 1 from bottom, for cat read hat.", 44),
        ("Page 3, for cat read hat.", None),  # there is none
        ("For “cow” read “hen”.", None),  # on which page?
    ],
)
def test_the_page_and_the_line_tell_the_place(entry: str, place: int | None) -> None:
    source = PAGES.format(entry)
    labels = {0: "1", source.index("The cat ran"): "2", source.index("Errata"): "9"}
    text, _ = Text.of(source).set_aside(
        Span(at, at, "page-break", "furniture", 1.0, "", label=label) for at, label in labels.items()
    )
    found = [one.start for one in questions(text, divide(text).blocks)]
    assert found == ([] if place is None else [place])
