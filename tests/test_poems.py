"""Verse inside of notes stays verse: in the TEI, in the reading text and in the books."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ecdosis.book.book import Paragraph, Passage
from ecdosis.book.inlines import words_of
from ecdosis.book.reader import book
from ecdosis.editor.rows import Decision
from ecdosis.formats import products
from ecdosis.stages.lines.poems import kept, poems
from ecdosis.tei.names import NAMESPACES
from ecdosis.tei.read import notes, read
from ecdosis.validation.agreement import of_epub, of_html, of_pdf
from test_decisions_win import made
from test_tei import problems

SONG = """  The mill was built upon the sand,
    The sand was built upon the clay,
  And he that put his foot to land
    Has washed the rest of it away."""


def told(reading: str) -> list[list[str]]:
    return [[reading[line.start : line.end].strip() for line in poem] for poem in poems(reading)]


WHOLE = [[line.strip() for line in SONG.split("\n")]]


@pytest.mark.parametrize(
    "note",
    [
        f"An old song of the village has it otherwise:\n\n{SONG}\n\nIt is still sung.",
        f"An old song of the village has it otherwise:\n\n{SONG}",
        f"An old song of the village, which is still sung there,\nhas it otherwise:\n\n{SONG}\n\nIt is still sung.",
        f"An old song of the village, which is still sung there,\nhas it otherwise:\n{SONG}\nIt is still sung.",
        # joined, as it is when it is written
        f"An old song of the village, which is still sung there by nearly everybody, has it otherwise:\n{SONG}",
    ],
)
def test_verse_in_a_note(note: str) -> None:
    assert told(note) == WHOLE


def test_how_far_lines_are_set_in() -> None:
    [poem] = poems(f"It is sung there still, and by all:\n\n{SONG}\n")
    assert [line.level for line in poem] == [0, 1, 0, 1]


def test_two_stanzas() -> None:
    assert told(f"It is sung there still, and by all:\n\n{SONG}\n\n{SONG}\n\nSo they say.") == WHOLE * 2


@pytest.mark.parametrize(
    "note",
    [
        # a quotation in prose, set in
        "So he says himself:\n\n    The mill stood upon sand, and\n    who came to land\n    had it washed off.",
        # prose whose lines begin with capitals by chance
        "So he says:\n\n    Of the mill nobody says as Mr. Reed\n    Corry does that it was built upon\n    Sand.",
        # sentences that end with their lines
        "There were:\n\n    The miller came first.\n    The boat was next.\n    The heron came.\n    He was there.",
        # references, which have figures
        "Compare:\n\n    The Mill and Song, 12,\n    The Old Ferry, 19,\n    The Heron Lost, 20,\n    The Rope Kept, 1",
        # labels
        "It has:\n\n    Mill,\n    Ferry,\n    Heron,\n    Rope",
        # in capitals
        "It says:\n\n    THE MILL WAS BUILT UPON\n    THE SAND AND ON THE CLAY",
        # not set in from the prose of the note
        f"So it was:\n  and so it is said to have been, as long as anybody knows,\n{SONG.replace('    ', '  ')}",
        # one line
        "So it is sung:\n\n    The mill was built upon the sand,",
        "",
        "So it was.",
    ],
)
def test_no_verse_in_a_note(note: str) -> None:
    assert (told(note), kept(note)) == ([], frozenset())


SOURCE = f"""The mill had stood at the bend for as long as anybody in the village could remember.*
It was older than the church, and nobody knew who had built it.

[Footnote *: An old song of the village, which nobody knows the age of, has
it otherwise:

{SONG}

It is still sung.]

Nobody was at the wheel, and the sluice was shut, as it had been since the autumn before.
"""
LINES = ["An old song of the village, which nobody knows the age of, has it otherwise:", *WHOLE[0], "It is still sung."]


def test_it_is_verse_in_tei_and_read() -> None:
    root = made(SOURCE)
    assert problems(root) == []
    assert [reading for _, reading in notes(root)] == ["\n".join(LINES)]
    assert read(root).endswith("\n\n[*] " + "\n".join(LINES) + "\n")
    lines = root.findall(".//tei:text//tei:note/tei:lg[@ana='#rule-verse']/tei:l", NAMESPACES)
    assert [line.get("rend") for line in lines] == [None, "indent(1)", None, "indent(1)"]


def test_it_is_verse_in_the_books() -> None:
    shown = book(made(SOURCE))
    lead, poem, rest = shown.notes[0].blocks
    assert isinstance(poem, Passage)
    assert (poem.role, len(poem.blocks)) == ("poem", 4)
    assert isinstance(lead, Paragraph)
    assert isinstance(rest, Paragraph)
    assert ["".join(map(words_of, one.inlines)) for one in (lead, rest)] == [LINES[0], LINES[-1]]
    files = products(shown, ("html", "epub", "pdf")).files
    for said in (of_html(files["html"]), of_epub(files["epub"]), of_pdf(files["pdf"], frozenset("*"))):
        assert said is not None
        assert any(" ".join(LINES) in " ".join(note) for note in said.notes)


def test_an_editor_joins_its_lines() -> None:
    whole = "\n".join(line for line in SONG.split("\n"))
    root = made(SOURCE, *(Decision(n, -1, words, "join") for n, words in enumerate(_ends(whole), 1)))
    assert not root.findall(".//tei:text//tei:note//tei:l", NAMESPACES)
    assert " ".join(LINES) in read(root)


def _ends(song: str) -> list[str]:
    """The words around each line end of a song."""
    lines = [line.split() for line in song.split("\n")]
    return [f"{a[-1]} {b[0]} {b[1]}" for a, b in pairwise(lines)]
