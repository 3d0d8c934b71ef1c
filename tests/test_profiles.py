"""Where files come from: what providers put in is set aside, what they say of the work is known, and nobody's words are
taken for theirs."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis import plugins
from ecdosis.build import to_tei
from ecdosis.errors import ToolError
from ecdosis.model.provenance import Credit, Provenance
from ecdosis.profiles import table
from ecdosis.profiles.profile import File, Passage, apart
from ecdosis.profiles.table import profiles, provenance
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import NAMESPACES, content, parse, text_of
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
HEAD = """The Project Gutenberg eBook of The Last Ferry, by Anna Weir

This eBook is for the use of anyone anywhere at no cost and with almost no
restrictions whatsoever, under the terms of the Project Gutenberg License.

Title: The Last Ferry
       A Tale of the River

Author: Anna Weir

Translator: John Pole

Release Date: May 3, 2011 [eBook #4711]
Last Updated: March 3, 2018

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK THE LAST FERRY ***


Produced by Mary Stone and the Online Distributed Proofreading Team


"""
FOOT = """

End of the Project Gutenberg EBook of The Last Ferry, by Anna Weir

*** END OF THE PROJECT GUTENBERG EBOOK THE LAST FERRY ***

Section 1. General Terms of Use. The Project Gutenberg Literary Archive
Foundation owns a compilation copyright in this collection.
"""
SMALL_PRINT = """The Project Gutenberg Etext of The Last Ferry, by Anna Weir

Copyright laws are changing all over the world, be sure to check!

**Welcome To The World of Free Plain Vanilla Electronic Texts**

***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***
You may distribute copies of this etext.
*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*

This Etext was prepared by Mary Stone.

The other volumes appear as follows:

The Ferry, part two [ferry210.txt]

"""


def own(text: str) -> str:
    """What a text is without what its provider put in."""
    _, passages = provenance(text)
    begins, ends = [0, *(p.end for p in passages)], [*(p.start for p in passages), len(text)]
    return "".join(text[a:b] for a, b in zip(begins, ends, strict=True)).strip()


def test_of_a_file_of_project_gutenberg_the_work_is_left() -> None:
    assert own(HEAD + WORK + FOOT) == WORK.strip()
    told, _ = provenance(HEAD + WORK + FOOT)
    assert told == Provenance(
        origins=("Project Gutenberg",),
        title="The Last Ferry",
        subtitle="A Tale of the River",
        author="Anna Weir",
        translator="John Pole",
        language="en",
        number="4711",
        licence="Project Gutenberg License",
        credits=(Credit("Produced by", "Mary Stone and the Online Distributed Proofreading Team"),),
    )


def test_of_an_old_one_too_with_the_letter_of_its_makers() -> None:
    text = SMALL_PRINT + WORK + "\n\nEnd of this Project Gutenberg Etext of The Last Ferry\n"
    assert own(text) == WORK.strip()
    told, _ = provenance(text)
    assert (told.title, told.author) == ("The Last Ferry", "Anna Weir")
    assert told.credits == (Credit("This Etext was prepared by", "Mary Stone."),)


def test_of_one_under_copyright_too() -> None:
    head = SMALL_PRINT.replace("*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*", "")
    head = f"**This is a COPYRIGHTED Project Gutenberg Etext, Details Below**\n{head}"
    mark = "*SMALL PRINT! Ver.04.29.93 FOR COPYRIGHT PROTECTED ETEXTS*END*\n\n"
    made = "This Etext was prepared by Mary Stone.\n\n"
    foot = "\n\nEnd of this is COPYRIGHTED Project Gutenberg Etext, Details Below\nCopyright 1998 Mary Stone\n"
    assert own(head.partition("This Etext was prepared")[0] + mark + made + WORK + foot) == WORK.strip()


def test_in_german_too() -> None:
    text = (
        SMALL_PRINT
        + WORK
        + "\n\nEnde dieser Project Gutenberg Etext The Last Ferry, by\nEnd of Project Gutenberg Etext\n"
    )
    assert own(text) == WORK.strip()


def test_an_essay_of_its_maker_stays() -> None:
    essay = (
        "When the ferry was first described, nobody could read it, and this etext has lost its maps. "
        + "It rose. " * 75
    )
    assert own(SMALL_PRINT + essay + "\n\n" + WORK).startswith("When the ferry")
    assert own(SMALL_PRINT + essay.replace("It rose. " * 75, "") + "\n\n" + WORK) == WORK.strip()


THANKS = """Спасибо, что скачали книгу в бесплатной электронной библиотеке Lampa.example: http://lampa.example

Все книги автора: http://lampa.example/author/weir.html

Эта же книга в других форматах: http://lampa.example/book/ferry.html

Приятного чтения!

"""


def test_the_thanks_of_a_russian_library_are_set_aside() -> None:
    told, _ = provenance(THANKS + WORK)
    assert own(THANKS + WORK + "\n\nОставить отзыв о книге\n\nВсе книги автора\n") == WORK.strip()
    assert told.origins == ("a Russian e-library",)


def test_somebody_who_thanks_keeps_his_words() -> None:
    text = WORK + "\n\nСпасибо, что скачали книгу в субботу. Мы ещё не все прочли.\n"
    assert own(text) == text.strip()


@pytest.mark.parametrize(
    ("first", "title", "author"),
    [
        ("Project Gutenberg's The Last Ferry, by Anna Weir", "The Last Ferry", "Anna Weir"),
        (
            "The Project Gutenberg Etext of The Last Ferry by Anna Weir (#6 in our series)",
            "The Last Ferry",
            "Anna Weir",
        ),
        (
            'The Project Gutenberg Etext "The Last Ferry"\n\nThe Last Ferry\nby Anna Weir',
            "The Last Ferry",
            "Anna Weir",
        ),
        ("The Project Gutenberg EBook of The Last Ferry", "The Last Ferry", ""),
        (
            "Project Gutenberg Etext The Last Ferry, Anna Weir\n#4 in our series by Anna Mary Weir",
            "The Last Ferry",
            "Anna Mary Weir",
        ),
        (
            "Project Gutenberg Etext The Last Ferry, Again\n#4 in our series by Anna Weir",
            "The Last Ferry, Again",
            "Anna Weir",
        ),
        ("Project Gutenberg Etext The Last Ferry\n#4 in our series by the Board", "The Last Ferry", ""),
        (
            "**The Project Gutenberg Etext of The Last Ferry, by A. Weir**\n#2 in our series by Anna Weir [See it]",
            "The Last Ferry",
            "Anna Weir",
        ),
        (
            "The Project Gutenberg Etext of The Last Ferry, by B. Weir\n#2 in our series by Anna Weir",
            "The Last Ferry",
            "B. Weir",
        ),
        (
            "**Welcome To The World**\n\n**The Project Gutenberg Etext of The Last Ferry by Anna Weir**",
            "The Last Ferry",
            "Anna Weir",
        ),
        (
            "**This is a COPYRIGHTED Etext**\nThe Project Gutenberg Etext of The Last Ferry by Anna Weir",
            "The Last Ferry",
            "Anna Weir",
        ),
    ],
)
def test_a_head_without_fields_names_title_and_author_in_its_first_lines(first: str, title: str, author: str) -> None:
    text = SMALL_PRINT.replace(SMALL_PRINT.splitlines()[0], first) + WORK
    told, _ = provenance(text)
    assert (told.title, told.author) == (title, author)


@pytest.mark.parametrize(
    ("field", "name", "said"),
    [
        ("Author: Various", "author", ""),
        ("Author: Anonymous", "author", ""),
        ("Author: Anonymous", "collective", False),
        ("Author: Various", "collective", True),
        ("Authors: Anna Weir and John Pole", "author", "Anna Weir; John Pole"),
        ("Illustrator: Hugh Mason", "illustrator", "Hugh Mason"),
        ("Language: German", "language", "de"),
        ("Language: Klingon", "language", ""),
        ("Original publication: London: Pole & Son, 1898", "imprint", "London: Pole & Son, 1898"),
        ("Release Date: May 3, 1901", "imprint", ""),
    ],
)
def test_the_head_is_read_as_it_means(field: str, name: str, said: str | bool) -> None:
    text = HEAD.replace("Author: Anna Weir\n", "").replace("Language: English", field) + WORK + FOOT
    assert getattr(provenance(text)[0], name) == said


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (
            "Produced by Mary Stone and the Online Distributed\n         Proofreading Team",
            [("Produced by", "Mary Stone and the Online Distributed Proofreading Team")],
        ),
        ("Mary Stone\n         John Pole", [("", "Mary Stone"), ("", "John Pole")]),
        (
            "Mary Stone, for the library of the River.\n         John Pole",
            [("", "Mary Stone, for the library of the River."), ("", "John Pole")],
        ),
    ],
)
def test_credits_that_run_over_their_line_are_one_and_those_of_several_lines_several(
    said: str, made: list[tuple[str, str]]
) -> None:
    head = HEAD.partition("Produced by")[0].replace("Language: English\n", f"Language: English\n\nCredits: {said}\n")
    assert provenance(head + WORK + FOOT)[0].credits == tuple(Credit(*one) for one in made)


def test_a_title_that_runs_over_the_line_of_its_mark_is_no_part_of_the_work() -> None:
    head = HEAD.replace("EBOOK THE LAST FERRY ***", "EBOOK THE LAST\nFERRY AND OTHER TALES ***")
    assert own(head + WORK + FOOT) == WORK.strip()


@pytest.mark.parametrize(
    "note",
    [
        "Transcriber's Note: the spelling of the etext is that of the original.\n\n",
        "[Transcriber’s Note:\n\nThe HTML version of this e-text has music.\n\nErrors are listed there.]\n\n",
        "[A word to readers.\n\nThe HTML version of this e-text has music.]\n\n",
        "Transcriber's note:\n\n      Errors are listed.\n\n      This e-text has no dots.\n\n",
        "Le texte est en italiques; le texte en gras, non.\n\n",
    ],
)
def test_a_transcribers_note_stays(note: str) -> None:
    assert own(HEAD + note + WORK + FOOT) == (note + WORK).strip()


@pytest.mark.parametrize("blank", ["\n\n\n\nThis e-text has been checked twice.\n\n", "\n\nProduced by Mary Stone\n\n"])
def test_a_transcribers_note_ends(blank: str) -> None:
    """Blank lines, or a line that says who made the file, end what stands below its label."""
    note = "Transcriber's note:\n\n      Errors are listed."
    assert own(HEAD + note + blank + WORK + FOOT).split() == (note + "\n" + WORK).split()


def test_what_stands_below_credits_is_not_theirs() -> None:
    """A title page may stand between the lines that speak of the file."""
    title = "THE LAST FERRY\n\nby Anna Weir\n\n"
    told = "HTML version by Mary Stone\n\n"
    assert own(HEAD + title + told + WORK + FOOT) == (title + "\n\n" + WORK).replace("\n\n\n\n", "\n\n\n\n").strip()


def test_a_line_between_two_that_speak_of_the_file_is_the_works() -> None:
    """Only the letters of makers in old files go on for paragraphs that do not."""
    assert own(HEAD + "To my mother\n\nHTML version by Mary Stone\n\n" + WORK + FOOT).startswith("To my mother\n")


def test_prose_that_speaks_of_electronic_texts_stays() -> None:
    """Behind the first paragraph of the work nothing is looked for."""
    prose = "The clerk wrote of the ferry, of the river, and of all that the village had lost in the spring. " * 5
    later = "He had read of proofreading in an ebook.\n\n"
    assert own(HEAD + prose + "\n\n" + later + WORK + FOOT) == (prose + "\n\n" + later + WORK).strip()


@pytest.mark.parametrize(
    "text",
    [
        WORK,
        WORK + "\n\n“End of the Project Gutenberg license,” he read, and laughed.\n\n" + WORK,
        WORK + "\n\nEnd of Project Gutenberg\n\nThat was what the clerk called his chapter on books.\n",
        WORK + "\n\nHe read aloud: This is a digital copy of a book that was preserved for generations on library "
        "shelves.\n\n" + WORK,
        WORK
        + "\n\nYour use of the JSTOR archive indicates your acceptance, the letter said. I did not accept.\n\n"
        + WORK,
        "Digitized by hand, the ferry's papers filled nine boxes.\n\n" + WORK,
    ],
)
def test_somebody_who_reads_or_quotes_a_notice_keeps_his_words(text: str) -> None:
    assert provenance(text) == (Provenance(), ())


GOOGLE = """This is a digital copy of a book that was preserved for generations on library shelves before it was care-
fully scanned by Google as part of a project.

Usage guidelines

Google is proud to partner with libraries. We also ask that you:

+ Make non-commercial use of the files We designed it for individuals.

+ Refrain from automated querying Do not send queries.

You can search through the full text of this book on the web
at http : //books . google . com/

"""
JSTOR = """Your use of the JSTOR archive indicates your acceptance of the Terms & Conditions of Use, available at
http://www.jstor.org/page/info/about/policies/terms.jsp

JSTOR is a not-for-profit service that helps scholars, researchers, and students discover, use, and build upon a
wide range of content in a trusted digital archive.

"""


@pytest.mark.parametrize(("notice", "origin"), [(GOOGLE, "Google Books"), (JSTOR, "JSTOR")])
def test_a_notice_is_set_aside_however_it_is_broken_and_spaced(notice: str, origin: str) -> None:
    for text in (notice, notice.replace(" ", "  "), notice.replace("\n", " \n")):
        assert own(text + WORK) == WORK.strip()
    told, [passage] = provenance(WORK + "\f" + notice + WORK)
    assert told.origins == (origin,)
    assert (passage.start, passage.certainty) == (len(WORK) + 1, 0.97)


RECORD = """[Congressional Record Volume 199, Number 3 (Monday, June 7, 1993)]
[Senate]
[Pages S11-S19]
From the Congressional Record Online through the Government Publishing Office [www.gpo.gov]

"""
REGISTER = """[Federal Register Volume 99, Number 7 (Monday, June 7, 1993)]
[Notices]
[Pages 11-19]
From the Federal Register Online via the Government Publishing Office [www.gpo.gov]
[FR Doc No: 93-1]

"""


@pytest.mark.parametrize("head", [RECORD, REGISTER])
def test_what_the_government_prints_above_its_texts_is_set_aside(head: str) -> None:
    assert own(head + WORK) == WORK.strip()
    assert provenance(head + WORK)[0].origins == ("the Government Publishing Office",)


def test_who_cites_the_congressional_record_keeps_his_words() -> None:
    cited = (
        "Congressional Record, Volume 199, page 11, the clerk wrote, and Federal Register 99, which nobody had read."
    )
    assert own(f"{cited}\n\n{WORK}") == f"{cited}\n\n{WORK}".strip()


def test_a_notice_takes_no_words_with_it_where_no_blank_line_follows() -> None:
    notice = "Digitized by the Internet Archive\nin 2008 with funding from\nthe Ferry Trust\n"
    lines = "The clerk went down to the river and looked at it.\n" * 20
    assert own(notice + lines).endswith(lines.strip())
    assert own(GOOGLE.rstrip() + "\n" + lines) == lines.strip()


def test_a_mark_that_somebody_quotes_far_below_is_no_end_of_a_head() -> None:
    text = "Of the Project Gutenberg License and of www.gutenberg.org\n\n" + "The clerk went down.\n" * 700
    assert provenance(text + "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n" + WORK)[1] == ()


AT_A_DESK = """THE COPYIST

A Novel

by Marta Hale

1

The copyist took the first sheet from the heap, and turned the lamp up, for it
was late, and then she read it aloud to her brother:

“You may copy it, give it away or re-use it under the terms of the Project
Gutenberg License included with this eBook or online at www.gutenberg.org.”

*** START OF THE PROJECT GUTENBERG EBOOK ***

“Then there are stars,” she said. “And at the end there are stars again.”

2

“End of the Project Gutenberg EBook,” she read. She closed the machine.
"""


def test_a_novel_in_which_somebody_reads_all_of_their_head_is_the_works() -> None:
    assert provenance(AT_A_DESK) == (Provenance(), ())
    long = AT_A_DESK.replace("“End of the", "End of the") + "She read on.\n" * 700
    assert provenance(long + "Project Gutenberg-tm, said the Project Gutenberg License.\n") == (Provenance(), ())


def test_a_novel_of_theirs_in_which_somebody_reads_their_end_goes_on() -> None:
    foot = FOOT.replace("*** END OF THE PROJECT GUTENBERG EBOOK THE LAST FERRY ***\n", "")
    said = (
        WORK
        + "The clerk went down to the river before breakfast. " * 9
        + "\n\n“End of the Project Gutenberg EBook,” she read.\n\n"
    )
    assert own(HEAD + WORK + said).endswith("she read.")
    assert own(HEAD + WORK + foot) == WORK.strip()


def test_a_notice_that_somebody_reads_out_stays() -> None:
    assert provenance("He read aloud: " + GOOGLE + WORK)[1] == ()


def test_a_notice_of_which_too_little_is_left_stays() -> None:
    assert provenance(GOOGLE.partition("Usage")[0] + WORK)[1] == ()


def test_the_full_text_of_the_internet_archive_tells_its_title() -> None:
    told, passages = provenance('Full text of "The Last Ferry"\n\nSee other formats\n\n' + WORK)
    assert told.title == "The Last Ferry"
    assert len(passages) == 1
    assert own('Full text of "The Last Ferry"\n\nSee other formats\n\n' + WORK) == WORK.strip()


PROSE = "The clerk went down to the river and looked at the ferry before breakfast. " * 20
CARD = "UNIVERSITY OF THE NORTH LIBRARY\nThis book is DUE on the last date stamped below.\nForm L9"


def test_cards_and_plates_of_libraries_are_set_aside_before_and_after_the_work() -> None:
    text = f"{CARD}\f{PROSE}\f{PROSE}\f{CARD}"
    assert own(text) == f"\f{PROSE}\f{PROSE}\f"[1:-1].join(("\f", "\f")).strip()
    assert len(provenance(text)[1]) == 2


@pytest.mark.parametrize(
    "page",
    [
        "THE UNIVERSITY\nOF THE NORTH\n_ LIBRARY",
        "NORTH RIVER LIBRARY, UNIVERSITY OF THE NORTH\nANNA WEIR COLLECrow",
        "UNIVERSIrY OF THE NORTH\n3 9015 01374 7905".replace("rY", "TY"),
        "GIVEN BY the heirs of ANNA WEIR\nNot to be taken from the building.",
        "The borrower must return this item on or before the day.",
    ],
)
def test_a_librarys_page_is_known_by_its_marks(page: str) -> None:
    assert len(provenance(f"{page}\f{PROSE}\f{PROSE}\f{page}")[1]) == 2


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("429.7\n227Ac\nEntered at the Office of the Clerk", "Entered at the Office of the Clerk"),
        ("823.8\nO74t", ""),
        ("THE FERRY\nPR5112 .O7 T6 1888", "THE FERRY"),
        ("QA76.9.D3 W45", ""),
        ("429.7\nThe Ferry", "429.7\nThe Ferry"),  # no author's mark
        ("1839\nW12", "1839\nW12"),
        ("Room 12\nA4", "Room 12\nA4"),
        ("III. 12", "III. 12"),
    ],
)
def test_shelf_marks_before_and_behind_a_book_are_its_librarys(page: str, left: str) -> None:
    for text in (f"{page}\f{PROSE}\f{PROSE}", f"{PROSE}\f{PROSE}\f{page}"):
        assert own(text).replace(PROSE.strip(), "").strip() == left
    assert own(f"{PROSE}\f{page}\f{PROSE}") == f"{PROSE}\f{page}\f{PROSE}".strip()


def test_in_a_small_book_pages_of_fewer_words_are_the_works() -> None:
    small = "The clerk went down to the river and looked at the ferry before breakfast. " * 8
    pages = [CARD, *[small] * 9, CARD, *[small] * 3, CARD]
    assert len(provenance("\f".join(pages))[1]) == 2


@pytest.mark.parametrize(
    "page",
    [
        "HOME UNIVERSITY LIBRARY OF MODERN KNOWLEDGE\nTHE FERRY",
        "THE FERRY\nLibrary of River Classics\nUniversity of the North\nPublished in 1931",
        "3 9015 01374 7905",
        "THE LIBRARY OF BABEL",  # one word of libraries is none
        "THE GIFT OF THE RIVER",
        "THE FERRY\nA Thesis presented to the Faculty\nUniversity of the North\nreceived 1931",
        CARD + " and then they came" * 20,  # a page of more words than a card has
    ],
)
def test_a_page_of_the_book_is_no_card(page: str) -> None:
    assert provenance(f"{page}\f{PROSE}\f{PROSE}")[1] == ()
    assert provenance(f"{PROSE}\f{page}\f{PROSE}")[1] == ()


def test_in_a_file_that_says_that_it_was_scanned_wide_gaps_part_its_pages() -> None:
    scanned = "Digitized by Google"
    text = f"{CARD}\n\n\n\n{scanned}\n\n\n\n{PROSE}\n\n\n\n{PROSE}"
    assert own(text) == f"{scanned}\n\n\n\n{PROSE}\n\n\n\n{PROSE}".strip()
    assert provenance(text.replace(scanned, "A Tale"))[1] == ()
    front = "THE LAST FERRY, by Anna Weir" + " and then they came" * 15
    near = f"{front}\n\n\n{text}"
    assert provenance(near)[1] == (), "no wide gap parts the card from the title"
    assert len(provenance(near.replace(front, f"{front}\n"))[1]) == 1


@pytest.mark.parametrize(("sentences", "cards"), [(10, 0), (9, 1)])
def test_a_page_of_120_words_is_the_works_though_others_have_more(sentences: int, cards: int) -> None:
    """Each sentence has twelve that count."""
    first = "The clerk went down to the river and looked at the ferry before breakfast. " * sentences
    assert len(provenance(f"{first}\f{CARD}\f{PROSE}\f{PROSE}")[1]) == cards


def test_inside_the_work_a_card_is_no_card() -> None:
    assert provenance(f"{PROSE}\f{CARD}\f{PROSE}")[1] == ()
    assert provenance(f"{CARD}\n\n{PROSE}\n\n{PROSE}")[1] == (), "without pages nobody knows what stands on one"


FICTION = """Анна Вейр
Последний паром

     «Река»
     «Последний паром. Рассказы»: Река, Берег; Москва; 2007
     ISBN 5-17-041408-0, 5-9713-4351-3
"""


def test_an_e_librarys_file_names_author_and_title_above_the_isbn() -> None:
    told, _ = provenance(FICTION + PROSE)
    assert (told.author, told.title) == ("Анна Вейр", "Последний паром")
    assert told.imprint.endswith("Москва; 2007, ISBN 5-17-041408-0, 5-9713-4351-3")
    assert own(FICTION + PROSE) == ("Анна Вейр\nПоследний паром\n\n     " + "\n" + PROSE).strip()


@pytest.mark.parametrize(
    "text",
    [
        FICTION.replace("ISBN", "№"),
        FICTION.replace("Река, Берег; Москва; 2007", "читайте"),
        "\n".join(["Слово."] * 40) + FICTION,
    ],
)
def test_what_is_no_such_file_keeps_its_lines(text: str) -> None:
    assert provenance(text + PROSE) == (Provenance(), ())


def test_where_author_and_title_are_no_such_lines_only_the_imprint_is_told() -> None:
    told, passages = provenance(FICTION.replace("Анна Вейр", "Это было давно, и никто не помнил.") + PROSE)
    assert (told.author, told.title, len(passages)) == ("", "", 1)


FLIGHT = """[00:00:00:01]
_page : 77
_tape : 4
_extra : THE CAPE
CC: Roger.

[00:00:00:04]
_page : 78
P: The clock has started.

[00:00:00:09]
_note : He laughed.
P: Roger.

[00:00:00:12]
CC: Roger.

[00:00:00:14]
P: Roger.

[00:00:00:15]
CC: Roger.
"""


def test_a_transcript_of_a_flight_has_pages_and_keeps_its_words() -> None:
    _, passages = provenance(FLIGHT)
    assert [passage.page for passage in passages] == ["77", "", "", "78", ""]
    assert [FLIGHT[p.start : p.end] for p in passages] == [
        "_page : 77",
        "_tape : 4",
        "_extra : ",
        "_page : 78",
        "_note : ",
    ]
    root = parse(edition(FLIGHT))
    assert [pb.get("n") for pb in root.iterfind(".//tei:pb", NAMESPACES)] == ["77", "78"]
    assert "THE CAPE" in read(root)
    assert "He laughed." in read(root)
    assert restore(root) == FLIGHT.encode()


def test_lines_like_its_marks_in_other_texts_stay() -> None:
    assert provenance(re.sub(r"\[.*\]", "Then", FLIGHT))[1] == ()
    assert provenance(FLIGHT.replace("_tape : 4\n", "").replace("_extra : ", "").replace("_note : ", ""))[1] == ()


def test_the_feeds_that_a_browser_names_above_a_page_are_set_aside() -> None:
    page = "   Home\n\n   The Ferry\n"
    assert own("   #The Ferry RSS feed for\n   The Ferry\n\n" + page) == page.strip()
    for first in ("   #1 The Ferry\n\n", "#The Ferry RSS feed\n\n", "   The RSS feed of the ferry\n\n"):
        assert provenance(first + page)[1] == ()


def test_the_empty_forms_behind_a_title_page_are_set_aside() -> None:
    forms = "COLLABORATORS\n\nTITLE :\n\nThe Ferry\n\nACTION   NAME   DATE   SIGNATURE\n\nWRITTEN BY\n\n"
    forms += "REVISION HISTORY\n\nNUMBER   DATE   DESCRIPTION   NAME\n\n"
    assert own(forms + PROSE) == PROSE.strip()
    assert provenance("COLLABORATORS\n\nAnna Weir, John Pole\n\n" + PROSE)[1] == ()


def test_sentences_that_a_maker_picked_are_no_part_of_the_work() -> None:
    picked = "\n\nETEXT EDITOR'S BOOKMARKS:\n\nA ferry is a patient animal\n"
    assert own(HEAD + WORK + picked + FOOT) == WORK.strip()


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_passages_are_apart_and_cover_what_they_covered(pairs: list[tuple[int, int]]) -> None:
    given = [Passage(min(pair), max(pair), 0.9, "") for pair in pairs]
    found = list(apart(given))
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for p in given for i in range(p.start, p.end)}
    assert {i for p in found for i in range(p.start, p.end)} == covered


@given(st.text("ab İß-\n", max_size=40), st.text("abß", min_size=1, max_size=3))
def test_a_phrase_is_found_where_its_letters_are(text: str, phrase: str) -> None:
    file = File(text)
    found = file.find(phrase)
    kept = [(i, c) for i, c in enumerate(text) if c.isalnum()]
    letters = "".join(c.lower() if len(c.lower()) == 1 else c for _, c in kept)
    at = letters.find(phrase)
    assert found == (None if at < 0 else (kept[at][0], kept[at + len(phrase) - 1][0] + 1))


# ---------------------------------------------------------------- in an edition


def edition(text: str, known: Descriptor | None = None) -> bytes:
    return to_tei(text.encode(), known or Descriptor(id="ferry"), Path("scan 12.txt"))


def test_an_edition_has_the_work_and_gives_back_all() -> None:
    tei = edition(HEAD + WORK + FOOT)
    root = parse(tei)
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == (HEAD + WORK + FOOT).encode()
    assert "Gutenberg" not in read(root)
    assert read(root).startswith("THE LAST FERRY\n\nby Anna Weir\n")
    assert text_of(root, ".//tei:titleStmt/tei:title") == "The Last Ferry"
    assert text_of(root, ".//tei:titleStmt/tei:title[@type='sub']") == "A Tale of the River"
    assert text_of(root, ".//tei:titleStmt/tei:author") == "Anna Weir"
    assert text_of(root, ".//tei:titleStmt/tei:editor[@role='translator']") == "John Pole"
    assert "from Project Gutenberg" in text_of(root, ".//tei:note[@type='title']")
    assert text_of(root, ".//tei:publicationStmt/tei:authority") == "[not identified]"
    [made] = root.iterfind(".//tei:bibl[@xml:id='source']/tei:respStmt", NAMESPACES)
    assert content(made) == "Produced byMary Stone and the Online Distributed Proofreading Team"
    assert [element.get("type") for element in root.iterfind("tei:text/tei:front/tei:ab", NAMESPACES)][:1] == [
        "extraneous"
    ]
    assert root.find("tei:text/tei:back/tei:ab/tei:surplus[@reason='boilerplate']", NAMESPACES) is not None
    assert not [fw for fw in root.iter("{*}fw") if fw.get("type") == "boilerplate"]


def test_what_the_descriptor_says_comes_first() -> None:
    root = parse(edition(HEAD + WORK + FOOT, Descriptor(id="ferry", title="Ferries", author="A. Weir")))
    assert text_of(root, ".//tei:titleStmt/tei:title") == "Ferries"
    assert root.find(".//tei:titleStmt/tei:title[@type='sub']", NAMESPACES) is None
    assert text_of(root, ".//tei:titleStmt/tei:author") == "A. Weir"


@pytest.mark.parametrize(
    "text", [HEAD + FOOT, HEAD, WORK + "\n\n" + JSTOR + WORK, JSTOR, WORK + "- one\n- two\n\n" + JSTOR + "- three\n"]
)
def test_wherever_boilerplate_stands_the_edition_is_valid_and_whole(text: str) -> None:
    root = parse(edition(text))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == text.encode()


def test_the_language_that_the_file_says_is_believed() -> None:
    text = HEAD.replace("Language: English", "Language: Latin") + "Gallia est omnis divisa.\n" + FOOT
    root = parse(edition(text))
    [spoken] = [element.get("ident") for element in root.iterfind(".//tei:langUsage/tei:language", NAMESPACES)][:1]
    assert spoken == "la"


# ---------------------------------------------------------------- plug-ins


def test_a_plug_in_that_is_no_profile_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "loaded", lambda group: (("mine", 1),) if group == "ecdosis.profiles" else ())
    profiles.cache_clear()
    with pytest.raises(ToolError, match="mine is no profile"):
        profiles()
    profiles.cache_clear()


def test_each_profile_has_a_name_of_its_own() -> None:
    assert len({profile.name for profile in table.BUILT_IN}) == len(table.BUILT_IN)
