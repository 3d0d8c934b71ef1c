"""Letters: their openings and endings, dates as they say them, where they stand in TEI; and what is no letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.formats.pdf.content import PdfContent
from ecdosis.model.document import Block
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.blocks.formulas import is_name
from ecdosis.stages.blocks.greetings import BARE, run_in
from ecdosis.stages.blocks.series import LETTER
from ecdosis.stages.blocks.views import views
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from ecdosis.tei.structure import places
from ecdosis.tei.validate import our_schema
from labelled import load, parameters
from test_blocks import divided, filled, types

CASES = load("letters.toml")
LOWER = ["head", "p", "salute", "p", "signed"]
PARTS = {"dateline", "salute", "address", "closing", "signed", "postscript"}


def text_of(name: str) -> str:
    return filled(next(case for case in CASES if case["name"] == name)["text"].lstrip())


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    text, division = divided(filled(case["text"].lstrip()))
    if case.get("none"):
        assert not PARTS & {block.type for block in division.blocks}, text.reading
    elif any(" " in name for name in case["types"]):
        assert types(division) == case["types"]
    else:
        assert [block.type for block in division.blocks] == case["types"]


def encoded(source: str) -> etree._Element:
    root = parse(to_tei(source.encode(), Descriptor(id="letters"), Path("letters.txt")))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == source.encode()
    return root


def tags(element: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in element if etree.QName(child).localname != "lb"]


def test_letters_are_divisions() -> None:
    root = encoded(text_of("letters with heads, dates and greetings"))
    assert [tags(one) for one in root.iterfind(".//tei:div", NAMESPACES)] == [
        ["head", "head", "opener", "p", "closer"],
        ["head", "head", "opener", "p", "p", "closer", "postscript"],
        ["head", "head", "opener", "p", "closer", "postscript"],
        ["head", "head", "p", "closer"],
    ]
    opener, closer = root.find(".//tei:opener", NAMESPACES), root.find(".//tei:closer", NAMESPACES)
    assert opener is not None
    assert tags(opener) == ["dateline", "salute"]
    assert closer is not None
    assert tags(closer) == ["salute", "salute", "signed"]
    dates = root.findall(".//tei:dateline/tei:date", NAMESPACES)
    assert [(content(one), one.get("when")) for one in dates] == [
        ("May 19, 1811", "1811-05-19"),
        ("3 June, 1811", "1811-06-03"),
        ("1812", "1812"),
    ]
    assert "\n\nThornby, May 19, 1811.\n\nMY DEAR AMOS,—\n\n" in read(root)


def test_letters_without_heads_are_divisions() -> None:
    root = encoded(text_of("letters without heads, one below the other"))
    assert [tags(one) for one in root.iterfind(".//tei:body/tei:div", NAMESPACES)] == 4 * [["opener", "p", "closer"]]


def test_a_letter_among_other_text_is_a_text_of_its_own() -> None:
    root = encoded(text_of("a letter among other text"))
    body = root.find(".//tei:div/tei:quote/tei:floatingText/tei:body", NAMESPACES)
    assert body is not None
    assert tags(body) == ["opener", "p", "closer"]
    chapter = root.find(".//tei:div", NAMESPACES)
    assert chapter is not None
    assert tags(chapter) == ["head", "p", "p", "quote", "p"]


@pytest.mark.parametrize(
    ("kinds", "paths"),
    [
        (["head", "dateline", "p"], ["", "opener", ""]),
        (["p", "dateline", "p"], ["", "ab", ""]),
        (["head", "p", "signed"], ["", "", "closer"]),
        (["head", "p", "signed", "p"], ["", "", "ab", ""]),
        (["head", "p", "signed", "postscript"], ["", "", "closer", "postscript"]),
        (["head", "p", "postscript"], ["", "", "ab"]),
        (["head", "p", "signed", "postscript", "address"], ["", "", "closer", "postscript", "closer"]),
        (["head", "p", "signed", "postscript", "closing", "postscript"], ["", "", *2 * ["closer", "postscript"]]),
        (["p", "salute", "p", "signed"], ["", "quote", "quote", "quote"]),
        (["p", "salute", "p", "signed", "postscript", "p"], ["", "quote", "quote", "quote", "quote", ""]),
        (
            ["head", "salute", "p", "signed", "salute", "p", "signed"],
            ["", "opener", "", "ab", "quote", "quote", "quote"],
        ),
        (["head", "salute", "p", "signed", "dateline"], ["", "opener", "", "closer", "closer"]),
    ],
)
def test_where_the_parts_of_a_letter_stand(kinds: Sequence[str], paths: Sequence[str]) -> None:
    blocks = [Block(2 * i, 2 * i + 1, kind, level=kind == "head", group=1) for i, kind in enumerate(kinds)]
    found = []
    for place in places(blocks):
        around = [one.element for one in place.path if one.element not in ("body", "div", "floatingText")]
        found.append(around[0] if around else "ab" if place.element.startswith("ab ") else "")
    assert found == list(paths)


def test_letters_of_a_series_are_divisions_that_say_so() -> None:
    """A bare note as well, by its heading; and the address below what is added."""
    root = encoded(text_of("letters of a series, of which some greet nobody and are not signed"))
    found = root.findall(".//tei:div[@type='letter']", NAMESPACES)
    assert len(found) == 12
    assert tags(found[1]) == ["head", "p", "closer"]
    assert tags(found[3]) == ["head", "opener", "p", "closer", "postscript", "closer"]


def test_to_whom_a_letter_goes_in_brackets_is_a_line_of_its_heading() -> None:
    root = encoded(
        text_of("whom a letter calls below place and date, and to whom it goes, in brackets below the heading")
    )
    found = [tags(one) for one in root.iterfind(".//tei:div", NAMESPACES)]
    assert found.count(["head", "head", "opener", "p"]) == 3


def test_a_letter_of_a_series_that_holds_no_other_is_none_in_a_quotation() -> None:
    """Its greeting stands below its text, where TEI has none; its leave is its own."""
    blocks = [Block(2 * i, 2 * i + 1, kind, level=kind == "head", group=1) for i, kind in enumerate(LOWER)]
    assert [one.element for one in places([replace(blocks[0], genre=LETTER), *blocks[1:]])[-1].path][-1] == "closer"
    assert "floatingText" in [one.element for one in places(blocks)[-1].path]


def test_no_closer_above_divisions() -> None:
    blocks = (Block(0, 1, "head", level=1), Block(2, 3, "signed"), Block(4, 5, "head", level=2), Block(6, 7))
    assert places(blocks)[1].element == 'ab type="signed"'


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("Thornby, May 19, 1811.", "1811-05-19"),
        ("[London,] Thursday afternoon, November 20, 1816.", "1816-11-20"),
        ("Wien, den 5. Juli 1811.", "1811-07-05"),
        ("A Paris, mercredi 4 mars 1671.", "1671-03-04"),
        ("Петербург, 5 июля 1811 г.", "1811-07-05"),
        ("Weimar, 3. 4. 1799", "1799-04-03"),
        ("Москва, 5/VII 1811", "1811-07-05"),
        ("12th July, 1851, 10 o'clock at night.", "1851-07-12"),
        ("June, 1811.", "1811-06"),
        ("1819.", "1819"),
        ("10/21 May 1709", ""),
        ("Bath, Feb. 3, 1709/10.", ""),
        ("30 Jan. / 10 Feb. 1710", ""),
        ("Vienna, April [March?] 30, 1819.", ""),
        ("3/4/1811", ""),
        ("Lowmere, Dec. 11th, 17—.", ""),
        ("Lowmere, 28th March, 18--", ""),
        ("Monday Morning.", ""),
    ],
)
def test_dates_are_those_that_a_line_says(line: str, when: str) -> None:
    told = dated(line)
    assert told is not None
    assert told.when == when
    assert not told.open_


@pytest.mark.parametrize(
    "line",
    [
        "It was in May 1811",
        "30 February 1811",
        "The census of May 1811 was great.",
        "In the year 1811 the war",
        "Did you come on 3 May 1811?",
        "3 May 1811, and then he went home to the mill by the river and never came back again",
        "Nothing of that.",
        "March, 17 of them",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert dated(line) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Eddon, Mo., Nov. 13, 1871.", "Nov. 13, 1871"),
        ("Eddon, Mo., 13. Nov. 1871.", "Mo., 13. Nov. 1871"),
        ("Eddon, Mon., Nov. 13, 1871.", "Mon., Nov. 13, 1871"),
    ],
)
def test_what_is_short_for_a_state_is_no_day_before_the_name_of_a_month(line: str, date: str) -> None:
    told = dated(line)
    assert told is not None
    assert line[told.start : told.end] == date


def test_a_day_without_a_year() -> None:
    told = dated("Monday, 3 May.")
    assert told is not None
    assert (told.when, told.open_, told.placed) == ("", "--05-03", False)


def test_old_style_is_said_and_not_converted() -> None:
    source = text_of("letters with heads, dates and greetings").replace("May 19, 1811.", "May 19, 1811, O.S.")
    root = encoded(source)
    date = root.find(".//tei:dateline/tei:date", NAMESPACES)
    assert date is not None
    assert (date.get("when"), date.get("calendar")) == ("1811-05-19", "#julian")
    assert root.find(".//tei:calendarDesc/tei:calendar", NAMESPACES) is not None
    assert encoded(text_of("a letter among other text")).find(".//tei:calendarDesc", NAMESPACES) is None


# ---------------------------------------------------------------- just enough, and just too little

GREETING, LEAVE, NAME = "Dear Amos,", "Your affectionate sister,", "HESTER LOWE."


def parts_of(*paragraphs: str) -> list[str]:
    """The parts of letters in a text of these paragraphs."""
    _, division = divided(filled("\n\n".join(paragraphs)))
    return [block.type for block in division.blocks if block.type in PARTS]


def row(*more: str, count: int = 3) -> list[str]:
    """So many letters without names, one below the other, and then more."""
    return [*(part for _ in range(count) for part in (GREETING, "[[P]]", "Faithfully yours,")), *more]


@pytest.mark.parametrize(("count", "found"), [(3, 6), (2, 0)])
def test_three_letters_are_a_row(count: int, found: int) -> None:
    assert len(parts_of(*row(count=count))) == found


@pytest.mark.parametrize(("count", "place", "found"), [(5, "Eddon, ", 5), (4, "Eddon, ", 0), (6, "", 0)])
def test_place_and_date_below_a_number_alone_are_no_title(count: int, place: str, found: int) -> None:
    """Below several: one chapter may have any title, and a date without a place is that of what is told."""
    letters = [f"{number}.\n\n{place}May {number}, 1811.\n\n[[P]]\n\n[[P]]" for number in range(1, count + 1)]
    root = encoded(filled("\n\n\n".join(letters) + "\n"))
    datelines = [content(one) for one in root.iterfind(".//tei:dateline", NAMESPACES)]
    assert len(datelines) == found
    heads = [content(one).strip() for one in root.iterfind(".//tei:head", NAMESPACES)]
    assert [head.split()[0] for head in heads] == [f"{number}." for number in range(1, count + 1)]
    assert [head.endswith("1811.") for head in heads] == [not found] * count


# ---------------------------------------------------------------- heads that say to whom a letter goes

RECEIVED = ("To Amos Pell.", "To my Mother.", "TO LORD EDDON", "To the same.")
PLACED = "Eddon Hall,\nMay {}, 1811."


def received(
    opening: str, *names: str, text: str = "[[P]]\n\n[[P]]", start: int = 3, above: str = "\n\n\n"
) -> tuple[list[str], list[str], set[str]]:
    """The heads and datelines of letters with such openings, and all types of blocks."""
    letters = [f"{name}\n\n{opening.format(day)}\n\n{text}" for day, name in enumerate(names, start)]
    read, division = divided(filled(above.join(["INTRODUCTION\n\n[[P]]\n\n[[P]]", *letters]) + "\n"))
    told = [(block.type, read.reading[block.start : block.end]) for block in division.blocks]
    heads = [line for kind, line in told[1:] if kind == "head"]
    return heads, [line for kind, line in told if kind == "dateline"], {kind for kind, _ in told}


@pytest.mark.parametrize(
    ("opening", "lines"),
    [
        (PLACED, 2),
        ("Eddon, May {}, 1811.", 1),
        ("181{}.", 1),
        ("May {}, 1811.\n\nMy dear Amos,", 1),
        (PLACED + "\n\nSir,", 2),
    ],
)
def test_a_letter_may_have_its_reader_for_a_head(opening: str, lines: int) -> None:
    heads, datelines, kinds = received(opening, *RECEIVED)
    assert heads == list(RECEIVED)
    assert len(datelines) == lines * len(RECEIVED)
    assert ("salute" in kinds) is ("\n\n" in opening)
    assert "date" not in kinds


@pytest.mark.parametrize(("count", "found"), [(3, 3), (2, 0)])
def test_three_letters_with_their_readers_are_a_row(count: int, found: int) -> None:
    heads, datelines, _ = received("Eddon, May {}, 1811.", *RECEIVED[:2], *RECEIVED[-1:][: count - 2])
    assert (len(heads), len(datelines)) == (found, found)


def test_letters_to_readers_are_no_diary() -> None:
    names = [f"To {name}." for name in ("Amos", "Silas", "Hester", "Lord Eddon", "Mrs. Lowe", "Mr. Pell", "Ann")]
    heads, datelines, kinds = received("Eddon,\nMay {}, 1811.", *names, text="I was late. [[P]]")
    assert (heads, len(datelines)) == (names, 2 * len(names))
    assert not kinds & {"diary-date", "diary-entry"}


@pytest.mark.parametrize("placed", [0, 4])
def test_places_to_which_a_diary_goes_are_no_readers(placed: int) -> None:
    """Not even where a few days say where it is, as the others do not."""
    names = ("Eddon", "Thornby", "Pell", "Lowe", "Amos", "Silas", "Hester", "Ann", "Maud", "Ned")
    days = [
        f"To {name}.\n\n{'Eddon, ' if i < placed else ''}May {i + 3}, 1811.\n\nI was late. [[P]]"
        for i, name in enumerate(names)
    ]
    _, division = divided(filled("\n\n".join(["JOURNAL\n\nCHAPTER I", *days]) + "\n"))
    kinds = [block.type for block in division.blocks]
    assert kinds.count("diary-date") == len(names) - placed
    assert "dateline" not in kinds


@pytest.mark.parametrize("name", ["To Amos Pell,", "To be sold.", "Amos Pell.", "To the mill."])
def test_what_names_no_reader(name: str) -> None:
    assert not received("Eddon, May {}, 1811.", name, name.replace("Amos", "Silas"), name, name)[0]


def test_poems_to_somebody_are_no_letters() -> None:
    stanza = (
        "The miller went along the lane,\nAnd never came to me,\nHe stood a while in wind and rain,\nAnd saw the sea."
    )
    _, datelines, _ = received(
        "178{}.", "TO A MOUSE", "To Mary.", "To the Sea.", "To Ann.", text=f"{stanza}\n\n{stanza}"
    )
    assert not datelines


@pytest.mark.parametrize(("above", "found"), [("\n\n\n", True), ("\n\n", False)])
def test_to_whom_a_letter_goes_may_stand_below_the_name(above: str, found: bool) -> None:
    """Between a name and the next letter it is the head of that only where it is nearer to it."""
    end = "[[P]]\n\nYours ever,\n\nHESTER LOWE."
    heads, _, kinds = received("Eddon, May {}, 1811.\n\nSir,", *RECEIVED, text=end, above=above)
    assert heads == (list(RECEIVED) if found else [])
    assert ("address" in kinds) is not found


def test_a_dedication_is_no_letter() -> None:
    _, division = divided(
        filled("THE LAMP\n\nby Hester Lowe\n\n\nTO MY WIFE\n\n\n\nCHAPTER I\n\n[[P]]\n\n\n\nCHAPTER II\n\n[[P]]\n")
    )
    assert [block.type for block in division.blocks][:3] == ["title", "byline", "dedication"]


@pytest.mark.parametrize(("words", "found"), [(14, True), (15, False)])
def test_a_greeting_is_short(words: int, found: bool) -> None:
    line = " ".join(["Dear", *["Amos"] * (words - 1)]) + ","
    assert ("salute" in parts_of("CHAPTER I", "[[P]]", line, "[[P]]", LEAVE, NAME, "[[P]]")) is found


@pytest.mark.parametrize(("words", "found"), [(18, True), (19, False)])
def test_a_leave_is_short(words: int, found: bool) -> None:
    line = " ".join(["I", "am,", *["and"] * (words - 4), "faithfully", "yours"]) + ","
    assert ("closing" in parts_of("CHAPTER I", "[[P]]", GREETING, "[[P]]", line, NAME, "[[P]]")) is found


@pytest.mark.parametrize(("words", "found"), [(7, True), (8, False)])
def test_a_name_is_short(words: int, found: bool) -> None:
    line = " ".join(["Hester"] * words) + "."
    assert ("signed" in parts_of("CHAPTER I", "[[P]]", GREETING, "[[P]]", LEAVE, line, "[[P]]")) is found


def test_initials_are_no_number() -> None:
    assert "signed" in parts_of("CHAPTER I", "[[P]]", GREETING, "[[P]]", LEAVE, "L. V. LOWE.", "[[P]]")


@pytest.mark.parametrize(("between", "found"), [(4, True), (5, False)])
def test_what_somebody_is_stands_near_whose(between: int, found: bool) -> None:
    line = "Now your " + "and " * between + "sister,"
    assert ("closing" in parts_of("CHAPTER I", "[[P]]", GREETING, "[[P]]", line, NAME, "[[P]]")) is found


@pytest.mark.parametrize(("words", "found"), [(4, True), (5, False)])
def test_a_leave_may_say_only_how_somebody_is(words: int, found: bool) -> None:
    line = " ".join(["Your", *["merry"] * (words - 1)])
    assert ("closing" in parts_of("CHAPTER I", "[[P]]", GREETING, "[[P]]", line, NAME, "[[P]]")) is found


@pytest.mark.parametrize(("words", "found"), [(8, True), (9, False)])
def test_below_a_date_a_line_may_greet_without_a_formula(words: int, found: bool) -> None:
    line = " ".join(["WORTHIEST"] * words) + ",--"
    text = [*row(), "Thornby, 3 May 1811.", line, "[[P]]", "Faithfully yours,"]
    assert (parts_of(*text)[-2:] == ["salute", "closing"]) is found


@pytest.mark.parametrize(("count", "found"), [(150, True), (151, False)])
def test_a_letter_among_other_text_has_an_end(count: int, found: bool) -> None:
    text = ["CHAPTER I", "[[P]]", GREETING, *["[[P]]"] * (count - 2), LEAVE, NAME, "[[P]]"]
    assert bool(parts_of(*text)) is found


@pytest.mark.parametrize(("count", "found"), [(3, 3), (4, 0)])
def test_few_paragraphs_below_the_name_are_added(count: int, found: int) -> None:
    letter = ["[[P]]", LEAVE, NAME]
    heads = [f"LETTER {number}" for number in ("I", "II", "III", "IV", "V")]
    text = [part for head in heads[:4] for part in (head, GREETING, *letter)]
    text = [*text[:-3], *letter, *["[[P]]"] * count, heads[4], GREETING, *letter]
    assert parts_of(*text).count("postscript") == found


@pytest.mark.parametrize(("words", "found"), [(10, True), (11, False)])
def test_a_place_is_short(words: int, found: bool) -> None:
    assert (dated(" ".join(["Thornby"] * words) + ", 3 May 1811.") is not None) is found


@pytest.mark.parametrize(("words", "found"), [(10, True), (11, False)])
def test_what_stands_behind_a_date_is_short(words: int, found: bool) -> None:
    assert (dated("3 May 1811, " + " ".join(["feast"] * words) + ".") is not None) is found


def test_a_greeting_that_is_run_in_is_parted_and_no_word_moves() -> None:
    root = encoded(text_of("letters whose greetings are run in"))
    letter = root.find(".//tei:div[@type='letter']", NAMESPACES)
    assert letter is not None
    assert tags(letter) == ["head", "opener", "p", "p", "closer"]
    assert "\n\nDEAR CHILDREN:—\n\nOn Monday we went" in read(root)


def test_a_paragraph_that_is_no_letter_stays_whole() -> None:
    text, division = divided(text_of("but such words below prose, or without a letter's end"))
    assert [block.type for block in division.blocks] == ["head", "p", "p", "head", "p", "p"], text.reading


@pytest.mark.parametrize(("words", "found"), [(10, True), (11, False)])
def test_what_heads_a_greeting_is_short(words: int, found: bool) -> None:
    above = " ".join(["THORNBY"] * words)
    far = ["[[P]]"] * BARE  # or a short letter without quotation marks is quoted whatever stands above
    letter = (above, "Dear Amos,--The tide is out, and so is the boat.", *far, LEAVE, NAME)
    assert ("salute" in parts_of("CHAPTER I", "[[P]]", *letter, "[[P]]")) is found


@pytest.mark.parametrize(("words", "found"), [(5, True), (4, False)])
def test_more_stands_behind_a_greeting_that_is_run_in(words: int, found: bool) -> None:
    text, _ = divided("THORNBY\n\nDear Amos,--" + " ".join(["Come", *["and"] * (words - 1)]) + ".\n")
    assert bool(list(run_in(views(text)))) is found


def test_a_line_that_greets_as_a_whole_is_not_parted() -> None:
    text, _ = divided("THORNBY\n\nMY WORTHY AMOS--BE NO LONGER SO LATE!\n\nThe tide is out.\n")
    assert list(run_in(views(text))) == []


def test_the_opener_of_a_letter_stays_with_its_text_in_the_pdf() -> None:
    """The closer does not: what stands below it is another letter."""
    made = book(encoded(text_of("letters with heads, dates and greetings")))
    written = PdfContent({note.id: note for note in made.notes}).blocks(made.blocks)

    def parts(blocks: Iterable[Any]) -> Iterator[bool]:
        for block in blocks:
            if block.get("passage") == "letter-part":
                yield block["whole"]
            yield from parts(block.get("blocks", ()))

    assert list(parts(written))[:4] == [True, False, True, False]


@pytest.mark.parametrize(("number", "found"), [("Letter {}", 3), ("Robert {}", 0)])
def test_to_whom_a_letter_goes_below_its_number(number: str, found: int) -> None:
    """A line below a name may be an address; below the number of a letter it is its heading."""
    text = "I have been at the ferry since the morning, and nobody has come. The ferryman says that nobody will come."
    top = "To Mrs. Example, England.\n\nLowmere, March 28th, 17—."
    one = f"{{}}\n\n{top}\n\n{text}\n\n{text}\n\nYour brother,\nAmos Sample"
    source = "\n\n\n\n".join(one.format(number.format(n)) for n in (1, 2, 3))
    text_, division = divided(source)
    said = [b for b in division.blocks if text_.reading[b.start : b.end].startswith("To Mrs.")]
    assert sum(block.type == "head" for block in said) == found


@pytest.mark.parametrize(("line", "name"), [("[K.]", False), ("[Kö.]", False), ("K.", True), ("[Example.]", True)])
def test_letters_in_brackets_are_a_mark_of_the_editor(line: str, name: bool) -> None:
    [view] = views(Text.of(line))
    assert is_name(view) is name


def numbered(*names: str) -> list[str]:
    """Letters below numbers and names."""
    end = "Yours ever,\n\nSilas Bell."
    return [f"{n}. {name}\n\nEddon, May {n}, 1811.\n\nSir,\n\n[[P]]\n\n{end}" for n, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    ("head", "found"), [("POSTSCRIPT.", True), ("POSTSCRIPT TO THE BOOK.", False), ("AFTERWORD.", False)]
)
def test_the_label_of_what_is_added_is_no_chapter(head: str, found: bool) -> None:
    """It stands between two letters of a series."""
    first, second, *rest = numbered("TO AMOS PELL.", "TO SILAS LOWE.", "TO HESTER LOWE.", "TO ANN BELL.")
    second = second.partition("Yours ever")[0] + f"\n\n\n{head}\n\n[[P]]\n\n[[P]]"
    _, division = divided(filled("\n\n\n\n".join(["[[P]]", first, second, *rest])))
    told = [block.type for block in division.blocks]
    assert (told.count("postscript"), told.count("head")) == ((3, 4) if found else (0, 5))


def test_the_label_above_a_number_in_its_own_line() -> None:
    names = ("TO AMOS PELL.", "TO SILAS LOWE.", "TO ANN BELL.", "TO HESTER LOWE.", "TO MRS. PELL.")
    letters = [one.replace(". TO", ".\n\nTO") for one in numbered(*names)]
    letters[1] = letters[1].partition("Yours ever")[0] + "\n\n\nPOSTSCRIPT.\n\n[[P]]\n\n[[P]]"
    _, division = divided(filled("\n\n\n\n".join(["[[P]]", *letters])))
    assert [block.type for block in division.blocks].count("postscript") == 3


def test_the_label_between_numbers_alone_is_a_chapter() -> None:
    source = "\n\n\n\n".join(f"{head}\n\n[[P]]\n\n[[P]]" for head in ("I.", "II.", "POSTSCRIPT.", "III.", "IV."))
    _, division = divided(filled(f"[[P]]\n\n\n\n{source}"))
    assert [block.type for block in division.blocks].count("head") == 5
