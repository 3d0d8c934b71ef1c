"""What stays together on a page of the PDF."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from ecdosis.book.book import Block, Book, Note, Paragraph, Passage, Section
from ecdosis.book.inlines import NoteRef
from ecdosis.formats import pdf
from ecdosis.formats.hypertext import looks_like
from ecdosis.formats.pdf import together, typeset
from ecdosis.model.kinds import Kind
from test_pdf import sample, with_blocks  # noqa: F401

WORDS = "The ferry crossed at low water, and nobody had anything to say of it until the evening came. "


def text(words: str = WORDS, role: str = "") -> Paragraph:
    return Paragraph("", (words,), role)


def end(*lines: tuple[str, str]) -> Passage:
    return Passage("letter-part", tuple(text(words, role) for words, role in lines))


LEAVE = end(("Your friend,", "closing"), ("A. KEEL.", Kind.SIGNED))
DATED = end(("T. C.", Kind.SIGNED), ("Ashlow, March 1902.", Kind.DATELINE))
GREETING = end(("Sull, 3rd March.", Kind.DATELINE), ("My dear Tom,", "opening"))


@pytest.mark.parametrize(
    ("before", "part", "after", "opens", "closes"),
    [
        (None, GREETING, text(), True, False),
        (text(), LEAVE, None, False, True),
        (text(), DATED, None, False, True),  # a date at its end, after the name
        (text(), DATED, text("P.S."), False, True),
        (None, DATED, text(), False, True),
        (text(), end(("Ashlow, March 1902.", Kind.DATELINE)), text("P.S."), False, True),
        (None, end(("Ashlow, March 1902.", Kind.DATELINE)), None, False, True),
        (text(), end(*((f"Line {n}", "closing") for n in range(11))), None, False, False),  # no end is so long
        (text(), end(("P.S. Send pencils.", "")), None, False, False),
    ],
)
def test_what_opens_a_letter_and_what_closes_it(
    before: Block | None, part: Passage, after: Block | None, opens: bool, closes: bool
) -> None:
    assert together.opens(before, part, after) is opens
    assert together.closes(before, part, after) is closes


@pytest.mark.parametrize(
    ("following", "kept"),
    [
        ([LEAVE], True),
        ([DATED, text()], True),
        ([text("A. KEEL.", Kind.SIGNED)], True),
        ([text("A. KEEL.", Kind.SIGNED), text()], True),
        ([text("Ashlow, March.", Kind.DATELINE), text()], False),  # nobody signs: the date of what follows
        ([text("[K.]")], True),
        ([text("THE END", "heading")], True),
        ([text("[K.]"), text()], False),
        ([text()], False),
        ([GREETING, text()], False),
        ([], False),
    ],
)
def test_what_must_stand_below_the_last_lines_of_a_paragraph(following: list[Block], kept: bool) -> None:
    assert bool(together.kept(text(), following)) is kept
    assert together.kept(text(role="stage"), following) == 0


def test_more_is_kept_the_more_lines_an_end_has() -> None:
    long = end(*((f"Line {n}", "closing") for n in range(5)))
    assert together.kept(text(), [LEAVE]) < together.kept(text(), [long])
    assert together.kept(text(), [LEAVE]) < together.kept(text(), [LEAVE, text("[K.]")])


def test_a_greeting_that_nothing_tells_stays_with_its_letter(sample: Book) -> None:  # noqa: F811
    section = Section("s", 1, ("I",), (text("House of Keel!—"), text(), text("Short."), text()))
    [told] = typeset.text(with_blocks(sample, section))["blocks"]
    assert [block.get("leads-in", False) for block in told["blocks"]] == [True, False, False, False]


def noted(*words: str) -> tuple[Section, dict[str, Note]]:
    """A chapter of paragraphs, each with a note at its end; and the notes."""
    blocks = tuple(Paragraph("", (WORDS, NoteRef(f"r{n}", str(n), f"n{n}"))) for n in range(len(words)))
    notes = {f"n{n}": Note(f"n{n}", str(n), f"r{n}", (text(one),)) for n, one in enumerate(words)}
    return Section("s", 1, ("One",), blocks), notes


@pytest.mark.parametrize(
    ("before", "length", "behind", "whole"),
    [
        (1, 440, 30, True),
        (1, 470, 30, False),
        (1, 470, 10, True),  # it stands near the end of its chapter
        (1, 1490, 10, True),
        (1, 1510, 10, False),
    ],
)
def test_short_notes_and_the_last_of_a_chapter_go_on_on_no_other_page(
    before: int, length: int, behind: int, whole: bool
) -> None:
    chapter, notes = noted(*["Short."] * before, "m" * length, *["Short."] * behind)
    found = together.whole_notes([chapter, text()], notes)
    assert (f"n{before}" in found, f"n{before + 1}" in found) == (whole, True)


@pytest.mark.slow
def test_the_last_note_of_a_chapter_stands_on_the_page_of_its_marker(sample: Book) -> None:  # noqa: F811
    for lines in range(14, 30):
        filling = tuple(text("Filling.") for _ in range(lines))
        last = Paragraph("", (WORDS * 3, "Omega.", NoteRef("r", "1", "n")))
        made = with_blocks(sample, Section("s", 1, ("One",), (*filling, last)))
        note = Note("n", "1", "r", (text("Alpha. " + WORDS * 10 + "Keel."),))
        pages = pages_of(replace(made, notes=(note,)))
        [page] = [page for page in pages if "Alpha." in page]
        assert ("Omega." in page, "Keel." in page) == (True, True), lines


@pytest.mark.parametrize(
    ("words", "ems"),
    [
        ("The road is white", 0),
        ("\u2003The road is white", 1),
        ("\u2003\u2003 The\u2003road", 2),
        ("\u2003" * 12 + "It is", 8),
    ],
)
def test_what_turns_over_of_a_line_is_set_in_with_it(
    sample: Book,  # noqa: F811
    words: str,
    ems: int,
) -> None:
    """In all books; nothing else than verse is."""
    line, other = Paragraph("p1", ("", words), Kind.VERSE), Paragraph("p2", (words,))
    [verse, prose] = typeset.text(with_blocks(sample, line, other))["blocks"]
    assert (verse.get("set-in", 0), prose.get("set-in", 0)) == (ems, 0)
    assert looks_like(line) == (f"verse in-{ems}" if ems else "verse")
    assert looks_like(other) is None


def pages_of(made: Book) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf.pdf(made)[0])).pages]


def letters(lines: int) -> list[Block]:
    """A division that fills some lines of a page, then a letter with its end."""
    filling = tuple(text("Filling.") for _ in range(lines))
    return [
        Section(
            "s", 1, ("One",), (*filling, text(WORDS * 5 + "Omega."), end(("Yours,", "closing"), ("KEEL.", Kind.SIGNED)))
        )
    ]


@pytest.mark.slow
def test_no_end_of_a_letter_begins_a_page(sample: Book) -> None:  # noqa: F811
    """Wherever on a page the letter ends: the last line of its text stands above its end, on the same page."""
    for lines in range(14, 30):
        pages = pages_of(with_blocks(sample, *letters(lines)))
        [page] = [page for page in pages if "KEEL." in page]
        assert ("Omega." in page, "Yours," in page) == (True, True), lines


def test_the_end_stands_where_it_would_without(sample: Book) -> None:  # noqa: F811
    """What a line reserves is given back: the two letters fit on one page."""
    [page] = [page for page in pages_of(with_blocks(sample, *letters(4), *letters(0)[0].blocks)) if "KEEL." in page]  # type: ignore[union-attr]
    assert page.count("KEEL.") == 2


def test_what_is_no_longer_spoken_stands_apart(sample: Book) -> None:  # noqa: F811
    speech = Passage("speech", (text("KEEL:", "speaker"), text()))
    blocks = (text(), speech, text(), text(), speech, text("CURTAIN", "stage"))
    told = typeset.text(with_blocks(sample, *blocks))["blocks"]
    assert [block.get("below-speech", False) for block in told] == [False, False, True, False, False, False]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ((3, 3, 1), [False, True, False]),
        ((3, 1, 3), [False, False, False]),
        ((3, 3, 2), [False, False, False]),
        ((30, 1), [False, False]),  # it would leave a hole
    ],
)
def test_the_last_line_of_a_canto_stays_with_the_stanza_above(
    sample: Book,  # noqa: F811
    lines: tuple[int, ...],
    whole: list[bool],
) -> None:
    verse = text("A line of verse, so long", Kind.VERSE)
    poem = Passage("poem", tuple(Passage("stanza", (verse,) * count) for count in lines))
    [told] = typeset.text(with_blocks(sample, poem))["blocks"]
    assert [stanza["whole"] for stanza in told["blocks"]] == whole
