"""Sentences torn by what a scan has between their halves: what is left of a picture, its caption, what stands below the
notes of a page, and a number that is only strokes."""

from __future__ import annotations

import pytest

from ecdosis.stages.furniture import find
from test_furniture_edges import book

DIRT = "'~^."
"""The signs before the hyphens at the feet of the first three pages, which are dirt: this is a worn scan."""


def set_aside(text: str) -> list[str]:
    """Kind and words of what is set aside, but for the dirt at the feet of the first pages."""
    found = [f"{s.kind}: {text[s.start : s.end]}" for s in find(text, "en") if s.safe and s.kind != "page-break"]
    return [one for one in found if one not in [f"speck: {sign}-" for sign in DIRT]]


def worn(foot: str = "", *, pages: int = 9, before: int = 4) -> list[str]:
    """The pages of a worn scan, one of which ends with some lines."""
    feet = {page: DIRT[page] + "-" for page in (1, 2, 3)} | {before + 1: foot}
    return book(pages, foot=lambda page: feet.get(page, ""), length=900).split("\f")


def inside(lines: str, *, before: str = "and the river", after: str = "went on") -> list[str]:
    """What is set aside of a worn scan with some lines in the midst of a sentence on its fifth page."""
    pages = worn()
    head, _, rest = pages[4].partition(". ")
    pages[4] = f"{head} {before}\n\n{lines}\n\n{after} {rest}"
    return set_aside("\f".join(pages))


@pytest.mark.parametrize("lines", ["'•)!\n\nI", "A/'\n\n-.^•", "<i^\n\n.;~"])
def test_single_letters_beside_signs_alone_are_left_of_a_picture(lines: str) -> None:
    assert inside(lines) == [f"speck: {line}" for line in lines.split("\n\n")]


@pytest.mark.parametrize("line", ["I", "A/'"])
def test_by_themselves_they_may_be_a_word(line: str) -> None:
    assert inside(line) == []


@pytest.mark.parametrize("line", ["Ah!", "(b)", "I.", "7", "so", "A, B, C"])
def test_words_items_and_numbers_beside_signs_are_the_authors(line: str) -> None:
    assert f"speck: {line}" not in inside(f"'•)!\n\n{line}")


def test_one_sign_shows_no_picture() -> None:
    assert "speck: I" not in inside("'\n\nI")
    assert "speck: I" not in inside("----\n\nI")


CAPTION = "They came down to the lock."


def test_a_sentence_below_what_is_left_of_a_picture_is_its_caption() -> None:
    assert inside(f"-.^•'\n\nA/'\n\n{CAPTION}") == ["speck: -.^•'", "speck: A/'", f"caption: {CAPTION}"]


@pytest.mark.parametrize(
    "lines",
    [
        CAPTION,  # nothing is left of a picture
        f"~\n\n_\n\n{CAPTION}",  # or only specks
        f".;~\n\n{CAPTION}",  # or one line
        f"-.^•'\n\nA/'\n\n{CAPTION[:-1]}",  # no sentence
        "-.^•'\n\nA/'\n\nSo it was.",
        f"-.^•'\n\nA/'\n\n{CAPTION}\nThey saw it.",  # it does not stand apart
    ],
)
def test_what_may_be_the_text_below_a_picture(lines: str) -> None:
    assert not any(one.startswith("caption") for one in inside(lines))


def test_a_sentence_in_whose_paragraph_another_goes_on_is_none() -> None:
    assert "speck: A/'" not in inside(f"-.^•'\n\nA/'\n\n{CAPTION}\nand so it was")


def test_where_no_sentence_goes_on_it_may_be_the_text() -> None:
    lines = f"-.^•'\n\nA/'\n\n{CAPTION}"
    assert f"caption: {CAPTION}" not in inside(lines, before="and the river rose.")
    assert f"caption: {CAPTION}" not in inside(lines, after="Went on")


NOTE = "* This is the name of a lamp, which hangs below\nthe bridge, as the oldest of the clerks say."


def below_note(lines: str, note: str = NOTE) -> list[str]:
    """What is set aside of a worn scan whose fifth page has a note at its foot, and some lines below that."""
    return set_aside("\f".join(worn(f"{note}\n\n{lines}")))


@pytest.mark.parametrize("line", ["I", "II", "J", "'~"])
def test_below_the_notes_of_a_page_whose_text_goes_on(line: str) -> None:
    assert below_note(line) == [f"speck: {line}"]


@pytest.mark.parametrize("line", ["O", "1", "so", "I.", "(b)"])
def test_what_may_be_of_a_note(line: str) -> None:
    assert below_note(line) == []


def test_a_pronoun_below_the_text_is_no_stroke() -> None:
    assert below_note("I", "and this is the name of a lamp, which hangs below\nthe bridge and the lock, as") == []
    assert below_note("I", "This is the name of a lamp, which hangs below\nthe bridge.") == []


def test_below_the_notes_where_the_sentence_ends_nothing_shows_what_it_is() -> None:
    feet = {1: "'-", 2: "~-", 3: "^-", 5: f"{NOTE}\n\nII"}
    text = book(9, foot=lambda page: feet.get(page, ""), length=900, cut=lambda page: page != 5)
    assert set_aside(text) == []


def test_below_notes_many_lines_long_nobody_knows_where_they_begin() -> None:
    long = "\n".join(["* This is the name of a lamp, which", *["hangs below the bridge, as they say, and"] * 16])
    assert below_note("'~", f"{long}\nso on.") == []


def numbered(line: str, *, foot: int = 30, own: str = "") -> list[str]:
    """What is set aside of the fifth page of a book with its numbers at the head, where that has `own`, and a line at
    its foot."""
    heads = {page: str(foot + page) for page in range(1, 12)} | {5: own}
    text = book(11, lambda page: heads[page], lambda page: line if page == 5 else "")
    return [one for one in set_aside(text) if one.endswith(f": {line}")]


def test_strokes_and_rings_where_the_number_is_missing_stand_for_it() -> None:
    assert numbered("I/O", foot=174) == ["page-number: I/O"]


@pytest.mark.parametrize("line", ["I/O", "IO", "OI"])
def test_they_are_as_many_as_its_figures_and_it_stands_nowhere_else(line: str) -> None:
    assert numbered(line, foot=174 if len(line) == 2 else 30) == []
    assert numbered(line, foot=174 if len(line) == 3 else 30, own="179" if len(line) == 3 else "35") == []


@pytest.mark.parametrize("line", ["I/o", "HO", "OH!"])
def test_letters_that_may_be_a_word_stand_for_none(line: str) -> None:
    assert numbered(line, foot=174) == []


def with_page(line: str, *, page: int = 7) -> list[str]:
    """What is set aside of a page with one line, in a book whose pages before and after have their numbers."""
    pages = book(11, lambda number: str(page - 5 + number), cut=lambda number: number != 5).split("\f")
    pages[5] = f"{line}\n"
    return [one for one in set_aside("\f".join(pages)) if one.endswith(f": {line}")]


@pytest.mark.parametrize(("line", "kind"), [("11", "page-number"), ("ll", "speck"), ("||", "speck")])
def test_two_strokes_alone_on_a_page_are_left_of_its_edges(line: str, kind: str) -> None:
    """Figures, between two pages that have theirs, are the worn number of a page."""
    assert with_page(line, page=40) == [f"{kind}: {line}"]


@pytest.mark.parametrize("line", ["II", "12", "21", "111"])
def test_other_figures_may_be_of_the_book(line: str) -> None:
    assert f"speck: {line}" not in with_page(line, page=40)


def test_where_pages_have_no_numbers_it_may_be_one_of_the_book() -> None:
    pages = book(11, cut=lambda number: number != 5).split("\f")
    pages[5] = "11\n"
    assert set_aside("\f".join(pages)) == []


def titled(page: str) -> list[str]:
    """What is set aside of a book whose heads are its title, and whose fourth page has some lines at its top."""
    tops = dict.fromkeys(range(1, 12), "THE FERRY LEDGER") | {4: page}
    return set_aside(book(11, lambda number: tops[number], cut=lambda number: number != 3))


CHAPTER = "THE FERRY LEDGER:\n\nA TALE OF THE OLD RIVER AND ITS TOWN.\n\nCHAPTER I.\n\nON THE QUAY."


def test_the_title_above_the_first_chapter_is_no_running_head() -> None:
    found = titled(CHAPTER)
    assert "running-head: THE FERRY LEDGER" in found
    assert "running-head: THE FERRY LEDGER:" not in found


@pytest.mark.parametrize(
    "page",
    [
        CHAPTER.replace("CHAPTER I.", "CHAPTER II."),  # above another chapter it may be that
        CHAPTER.replace("CHAPTER I.", "THE MILL I."),
        "THE FERRY LEDGER:\n\nHe went down to the river and to the town in the rain\n\nCHAPTER I.",
        "THE FERRY LEDGER:\n\nA TALE\n\nOF\n\nTHE\n\nRIVER\n\nCHAPTER I.",
    ],
)
def test_above_other_lines_it_is_one(page: str) -> None:
    assert "running-head: THE FERRY LEDGER:" in titled(page)
