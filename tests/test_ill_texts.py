"""What is wrong with the layout of a text as a whole is found where it is, and in no sound text."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random
from subprocess import run

import pytest

import ill
from ecdosis.batch import build
from ecdosis.build import Options
from ecdosis.diagnosis import (
    EXAMINATIONS,
    Finding,
    Subject,
    capitals,
    columns,
    diagnose,
    letterspaced,
    markup,
    order,
    reversed,
    stacked,
    tables,
    twice,
    unspaced,
)
from ecdosis.diagnosis.language import not_proofread
from ecdosis.languages.detect import infer
from ecdosis.project.editions import loose_editions

EVERY = 20
ILLNESSES = {
    "columns": "columns",
    "columns_closed": "columns",
    "columns_by_turns": "columns",
    "columns_whole": "columns",
    "stacked": "stacked",
    "table_parted": "tables",
    "tex": "markup",
    "page_twice": "twice",
    "overlapping": "twice",
    "shuffled": "page-order",
    "backwards": "page-order",
    "unspaced": "no-spaces",
    "letterspaced": "letterspaced",
    "capitals": "all-capitals",
    "reversed_hebrew": "reversed",
    "reversed_arabic": "reversed",
    "table": "tables",
    "tagged": "markup",
}
LAYOUT = (capitals, columns, letterspaced, markup, order, reversed, stacked, tables, twice, unspaced)
TOLD = ("all-capitals", "tables")


def found(text: str) -> dict[str, Finding]:
    """What is found in a text, by name."""
    return {one.name: one for one in diagnose(Subject(text, infer(text)[0]))}


@pytest.mark.parametrize("made", ILLNESSES)
def test_an_illness_is_found_and_no_other(made: str) -> None:
    name = ILLNESSES[made]
    results = [found(getattr(ill, made)(Random(seed))) for seed in range(EVERY)]
    assert sum(1 for result in results if name in result) >= 0.9 * EVERY
    assert not {other for result in results for other in result} - {name}
    assert all(result[name].grave == (name not in TOLD) for result in results if name in result)


def test_a_sound_text_has_none() -> None:
    assert [found(ill.sound(Random(seed))) for seed in range(EVERY)] == [{}] * EVERY


@pytest.mark.parametrize("path", sorted(ill.SPECIMENS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_specimens_have_none(path: Path) -> None:
    assert found(path.read_text(encoding="utf-8")) == {}


def test_nothing_heavy_is_loaded_for_a_sound_text() -> None:
    names = [f"ecdosis.diagnosis.{one.__name__.rpartition('.')[2]}:examine" for one in LAYOUT]
    assert set(names) <= set(EXAMINATIONS)
    code = (
        "import sys; from ecdosis.diagnosis import Subject, diagnose; "
        f"diagnose(Subject('It was late, and the ferry- man had gone home.\\n' * 60, 'en'), {names}); "
        "print('wordfreq' in sys.modules, 'ftfy' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False False\n"


# ---------------------------------------------------------------- columns


def rows(count: int, left: str = "so the boat went", right: str = "and the rope was", gap: int = 2) -> str:
    """Lines of two columns."""
    return "\n".join([f"{left}{' ' * gap}{right}"] * count) + "\n\n" + "a" + " " * 8 + "b"


def test_columns_are_lines_that_a_blank_goes_down_through() -> None:
    assert [one.rows for one in columns.columns(rows(columns.ROWS))] == [8]
    assert not list(columns.columns(rows(columns.ROWS - 1)))
    assert not list(columns.columns(rows(20, gap=1)))
    assert list(columns.columns(rows(20, left="so the boat")))
    assert not list(columns.columns(rows(20, left="the boat")))  # two words: a table
    assert not list(columns.columns(rows(20, left="The boat went on")))
    assert not list(columns.columns(rows(20, right="and it was gone.")))


def test_a_column_may_end_before_the_other_and_goes_on_beyond_headings() -> None:
    text = f"{rows(8).partition(chr(10) * 2)[0]}\n{' ' * 18}and here it stands\nhere it stands\n\n{rows(9)}"
    (one,) = columns.columns(text)
    assert (one.rows, one.start) == (17, 0)
    assert text[one.start : one.end].count("\n") == 21
    (finding,) = diagnose(Subject(text), ["ecdosis.diagnosis.columns:examine"])
    assert finding.grave
    assert "in 17 lines (the first is line 1)" in finding.sentence


def test_of_three_columns_two_are_compared() -> None:
    assert [one.rows for one in columns.columns(rows(9, right="and the rope was  but no man came"))] == [9]


def test_most_lines_of_a_column_go_on() -> None:
    goes, ends = "so the boat went    and the rope was", "So the boat went    and the rope was"
    assert list(columns.columns("\n".join([*[ends, goes] * 8, ends])))  # eight of sixteen
    assert not list(columns.columns("\n".join([goes, ends] * 9)))  # eight of seventeen


def halves(pairs: Iterable[str], by_turns: Iterable[str] = ()) -> str:
    """Lines whose divided words go on in the next line, or (by turns) in the one after."""
    lines = ["district of the river"]
    lines += [f"{a}- here it goes on\n{b} there it was" for a, b in (pair.split("|") for pair in pairs)]
    lines += [f"it is a {a}-\nstone that was\n{b} and so on" for a, b in (pair.split("|") for pair in by_turns)]
    return "\n".join(lines)


WORDS = ("dist|rict", "some|thing", "inter|ested", "gover|nment")


def test_columns_show_by_halves_of_words() -> None:
    assert columns.across(halves(WORDS), "en") == [tuple(word.split("|")) for word in WORDS]
    assert len(columns.across(halves(WORDS[:2], WORDS[2:]), "en")) == 4
    assert columns.across(halves(WORDS[1:]), "en") == []  # nothing that the text itself has whole
    assert columns.examine(Subject(halves(WORDS[:3]), "en")) is None
    assert columns.across(halves(WORDS) + "\nwe saw a sing- ing bird\nand more", "en") != []
    two = "\nwe saw a sing- ing bird\nand more\nthe mor- ning\nis here"
    assert columns.across(halves(WORDS + WORDS[:3]) + two, "en") == []
    assert len(columns.across(halves(WORDS * 2) + two, "en")) == 8


def test_the_halves_of_long_compounds_are_whole() -> None:
    """Forty letters of each are looked at."""
    long = [f"{'a' * 39}{letter}|fahrt" for letter in "bcde"]
    whole = " ".join(word.replace("|", "") for word in long)
    assert len(columns.across(f"{halves((), long)}\n{whole}", "und")) == 4
    longer = [f"a{word}" for word in long]
    whole = " ".join(word.replace("|", "") for word in longer)
    assert columns.across(f"{halves((), longer)}\n{whole}", "und") == []


# ---------------------------------------------------------------- passages that stand twice


DIGITS = str.maketrans("0123456789", "abcdefghij")


def words(count: int, first: int = 0) -> str:
    """So many words that no other has, ten on a line."""
    made = [f"w{number:05}".translate(DIGITS) for number in range(first, first + count)]
    return "\n".join(" ".join(made[at : at + 10]) for at in range(0, count, 10)) + "\n"


def lengths(text: str) -> list[tuple[int, bool]]:
    return [(one.words, one.seam) for one in twice.repeated(text)]


def test_a_passage_that_stands_twice() -> None:
    apart = words(50, 5000)
    assert lengths(words(150) + apart + words(150)) == [(150, False)]
    assert lengths(words(149) + apart + words(149)) == []
    assert lengths(words(150) + apart + words(150) + words(50, 6000) + words(150)) == []  # a habit
    grave = {count: twice.examine(Subject(words(count) + apart + words(count))) for count in (150, 199, 200)}
    assert {count: one and one.grave for count, one in grave.items()} == {150: False, 199: False, 200: True}
    assert grave[200]
    assert "“waaaaa waaaab waaaac waaaad waaaae …” in line 1 and again in line 26" in grave[200].sentence


def again(copy: list[str]) -> list[tuple[int, bool]]:
    """What is found where a passage of words stands again as a copy."""
    return lengths(f"{' '.join(MADE)}\n{words(50, 5000)}{' '.join(copy)}")


MADE = words(320).split()


@pytest.mark.parametrize(("each", "is_found"), [(11, True), (9, False)])
def test_a_passage_that_was_read_twice_has_other_slips(each: int, *, is_found: bool) -> None:
    assert bool(again([f"{word}x" if index % each == 0 else word for index, word in enumerate(MADE)])) == is_found


@pytest.mark.parametrize(("more", "told"), [(6, [(326, False)]), (7, [(160, False), (160, False)])])
def test_a_copy_may_have_some_words_more(more: int, told: list[tuple[int, bool]]) -> None:
    assert again([*MADE[:160], *["more"] * more, *MADE[160:]]) == told


@pytest.mark.parametrize(("worn", "told"), [(34, [(354, False)]), (35, [(160, False), (160, False)])])
def test_a_copy_may_be_worn_for_some_lines(worn: int, told: list[tuple[int, bool]]) -> None:
    first, second = (words(worn, at).split() for at in (7000, 8000))
    one, two = ([*MADE[:160], *middle, *MADE[160:]] for middle in (first, second))
    assert lengths(f"{' '.join(one)}\n{words(50, 5000)}{' '.join(two)}") == told


def overlaps(count: int, length: int, between: str = "\n\n 7\n\n") -> str:
    """Pages that overlap by some words."""
    pages = [(words(60, 100 * page), words(length, 9000 + 100 * page)) for page in range(count)]
    return "".join(f"{body}{edge}{between}{edge}" for body, edge in pages)


def test_pages_that_overlap() -> None:
    assert lengths(overlaps(3, 12)) == [(12, True)] * 3
    assert lengths(overlaps(3, 11)) == []
    assert lengths(overlaps(3, 12, "\n" + "head " * 8 + "\n")) == [(12, True)] * 3
    assert lengths(overlaps(3, 12, "\n" + "head " * 9 + "\n")) == []
    assert lengths(overlaps(3, 12, " he ")) == []  # an echo within a line
    assert [bool(twice.examine(Subject(overlaps(count, 12)))) for count in (2, 3)] == [False, True]
    numbers = "\n".join(f"passage {number} 2.0 4.0 6.0 8.0" for number in range(9))
    assert lengths(f"{numbers}\n\n{numbers}") == []  # two tables of one sort
    assert lengths(overlaps(3, 12).replace(" ", " " * 7)) == [(12, True)] * 3
    assert lengths(overlaps(3, 12).replace(" ", " " * 8)) == []  # a figure
    short = [f"{'to ' * 6}longer in it was so so\n", f"{'to ' * 7}longer in it was so\n"]
    assert [bool(lengths(f"{words(60)}{edge}\n{edge}")) for edge in ("a " * 28 + one for one in short)] == [True, False]
    assert [bool(twice.examine(Subject(overlaps(1, count, " he ")))) for count in (39, 40)] == [False, True]


def stanzas(number: int) -> str:
    """Stanzas whose first line stands again as their last."""
    parts = ((words(10, 100 * one), words(20, 100 * one + 20)) for one in range(number))
    return "\n".join(f"{line}{rest}{line}" for line, rest in parts)


def test_stanzas_that_end_as_they_begin_are_no_pages_that_overlap() -> None:
    assert lengths(stanzas(4)) == []


# ---------------------------------------------------------------- the order of pages


def folios(numbers: Iterable[int], lines: int = 10) -> str:
    return "".join("It went on.\n" * (lines - 1) + f"- {number} -\n" for number in numbers)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([1, 2, 3, 4, 7, 8, 5, 6, 9, 10], "5 to 6 (line 70) stand behind"),
        ([1, 2, 3, 6, 7, 4, 5, 8, 9, 10], "4 to 5 (line 60)"),
        ([1, 2, 3, 5, 6, 4, 7, 8, 9, 10], "4 (line 60) stand behind"),
        ([1, 2, 3, 4, 6, 5, 7, 8], "5 (line 60) stand behind"),
        ([*range(20, 8, -1)], "from the last to the first (20 … 9)"),
    ],
)
def test_pages_out_of_order(numbers: list[int], said: str) -> None:
    finding = order.examine(Subject(folios(numbers)))
    assert finding
    assert finding.grave
    assert said in finding.sentence


@pytest.mark.parametrize(
    "numbers",
    [
        range(1, 30),
        [*range(1, 10), *range(1, 10)],  # two volumes
        [*range(1, 10), *range(12, 20), *range(22, 30)],  # plates are not counted
        [1, 2, 3, 6, 4, 5, 7],  # too few
        [1, 2, 3, 9, 5, 6, 7, 8, 9, 10, 11],  # a number misread
        [1, 2, 4, 5, 6, 7, 8, 9, 10, 3, 11, 12],  # the number of a chapter
        [1, 2, 3, 5, 6, 7, 4, 8, 9, 10],
        [3, 1, 4, 2, 5, 9, 6, 8, 7, 11, 14, 12],  # no pages
    ],
)
def test_pages_in_order(numbers: Iterable[int]) -> None:
    assert order.examine(Subject(folios(numbers))) is None


def test_numbers_close_to_each_other_are_no_pages() -> None:
    numbers = [1, 2, 3, 4, 7, 8, 5, 6, 9, 10]
    assert order.examine(Subject(folios(numbers, 8)))
    assert not order.examine(Subject(folios(numbers, 7)))


def test_backwards_are_most_of_the_pages() -> None:
    assert order.examine(Subject(folios([9, 8, 7, 6, 5, 4, 3, 12, 15, 18])))
    assert not order.examine(Subject(folios([9, 8, 7, 6, 5, 4, 9, 12, 15, 18])))


# ---------------------------------------------------------------- blanks, capitals, direction


def test_words_run_together() -> None:
    run_together, apart = "itwaslateandtheferrymanhad " * 5, "it was late and he had gone "
    assert unspaced.examine(Subject(run_together + apart * 100))
    assert not unspaced.examine(Subject(run_together + apart * 130))
    assert not unspaced.examine(Subject("itwaslateandtheferrymanhad " * 4))
    assert unspaced.examine(Subject(f"{'a' * 25} " * 5))
    assert not unspaced.examine(Subject(f"{'a' * 24} " * 5))  # a compound may be as long
    assert unspaced.examine(Subject(f"{'aaaa.' * 5} " * 5))
    assert not unspaced.examine(Subject(f"{'aaaa.' * 5}. " * 5))
    assert not unspaced.examine(Subject("https://an.example/itwaslateandtheferrymanhad " * 9))
    assert not unspaced.examine(Subject("0123456789a0123456789abcdef " * 9))
    assert not unspaced.examine(Subject("字" * 300 + " " + ("字" * 30 + "、\n") * 9))


def test_letters_that_stand_apart() -> None:
    assert letterspaced.examine(Subject("it  w a s  s o  " * 20 + "a" * 860))
    assert not letterspaced.examine(Subject("it  w a s  s o  " * 20 + "a" * 861))
    assert not letterspaced.examine(Subject("it  w a s  s o  " * 19))
    assert not letterspaced.examine(Subject("I a\n" * 100))


def test_capitals() -> None:
    assert capitals.examine(Subject("A" * 300 + "b" * 75))
    assert not capitals.examine(Subject("A" * 299))
    assert not capitals.examine(Subject("A" * 300 + "b" * 76))


def test_letters_the_wrong_way_round() -> None:
    wrong, right = "םולש ", "שלום "
    assert reversed.examine(Subject(wrong * 5 + right * 20))
    assert not reversed.examine(Subject(wrong * 5 + right * 21))
    assert not reversed.examine(Subject(wrong * 4))
    assert not reversed.examine(Subject("עמ׳ם ע״ם " * 9))  # an abbreviation


# ---------------------------------------------------------------- tables, languages, markup


def test_tables() -> None:
    assert [(t.line, t.rows) for t in tables.tables("It was so.\n" + "Coal 1 2,000 (3)\n\n" * 6)] == [(2, 6)]
    assert not list(tables.tables("Coal 1 2 3\n" * 5))
    assert not list(tables.tables("Coal    1   2,000   (3)\n" * 6))  # which has kept its columns
    assert not list(tables.tables("Coal\t1\t2,000\t(3)\n" * 6))
    assert not list(tables.tables("In 1890 or 1891\n" * 9))
    assert not list(tables.tables("Coal 1 2\n" * 9))
    assert not list(tables.tables("Coal 1 2\n" * 9 + "7\n"))
    assert not list(tables.tables("Coal and rope and tar and oil 1 2 3\n" * 9))
    assert [(t.line, t.rows) for t in tables.tables("1,234\n" * 10 + "It was.")] == [(1, 10)]
    assert not list(tables.tables("1,234\n" * 9))
    assert not list(tables.tables("12\n\n\n" * 20))
    assert [t.rows for t in tables.tables("Coal 1 2 3\n" * 7 + "Coal 1 2 3 4\n" * 8)] == [7, 8]


def test_a_language_that_cannot_be_proofread() -> None:
    (swiss,) = not_proofread("it-CH", 200)
    assert swiss.startswith("This text is in Italian. Misread and mistyped words are corrected in")
    (unknown,) = not_proofread("", 200)
    assert unknown.startswith("The language of this text could not be told.")
    assert unknown.endswith("say so in the descriptor.")
    assert not_proofread("it", 199) == not_proofread("en", 200) == not_proofread("en-GB", 200) == ()


def test_that_it_was_not_proofread_is_told_at_the_build_and_not_in_the_edition(tmp_path: Path) -> None:
    path = tmp_path / "libro.txt"
    path.write_text("Il vecchio andava al fiume e guardava la sua barca. Era freddo, e nessuno che veniva.\n\n" * 20)
    (outcome,) = build(loose_editions([path], tmp_path / "out", [], False), Options(strict=True, jobs=1))
    assert (outcome.state, outcome.notices[1:]) == ("built", not_proofread("it", 320))
    assert outcome.notices[0].startswith("No title was found in this text. Give it one in libro.toml")
    assert not_proofread("it", 320)[0][:30].encode() not in (tmp_path / "out/libro.xml").read_bytes()


def test_markup() -> None:
    ten = '<p class="a">' * 5 + "</p><br/><a href=x><TD>".replace("><", ">\n<") + "<hr>"
    assert markup.examine(Subject(ten + "a" * (5000 - len(ten))))
    assert not markup.examine(Subject(ten + "a" * (5001 - len(ten))))
    assert not markup.examine(Subject(ten.replace("<hr>", "")))
    assert not markup.examine(Subject("<i>so</i> <b>it</b> <sc>was</sc> a < b > c\n" * 20))


def test_control_words_of_a_word_processor() -> None:
    ten = r"\par \pard\plain \f0\fs24 \cf1 \b \b0 \'e9 \tab "
    finding = markup.examine(Subject(ten + "a" * (5000 - len(ten))))
    assert finding
    assert (finding.grave, "10 control words of RTF" in finding.sentence) == (True, True)
    assert not markup.examine(Subject(ten + "a" * (5001 - len(ten))))
    assert not markup.examine(Subject(ten.replace(r"\tab", "")))
    latex = r"\chapter{The Ferry} \textit{so} \begin{quote} \parbox \tabular \frac12 \item \label{a}\n"
    finding = markup.examine(Subject(latex * 20))
    assert finding
    assert "100 commands of LaTeX" in finding.sentence, "none of which is of a word processor"
    assert not markup.examine(Subject("C:\\files\\part\\b2\\index.txt\n" * 20))


@pytest.mark.parametrize(
    "text",
    [
        "The boat went to the river.\nso nobody came to it at all\nand so nobody went to it\n" * 20,  # no capitals
        "He asked about Prof.\nof whom nobody knew anything\nThe boat lay in the mud\n" * 3,  # few
        "The boat lay in the mud.\nThe rope was gone\nNobody came to look for it.\n" * 20,
    ],
)
def test_lines_in_order_are_no_columns(text: str) -> None:
    assert "columns" not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["Saltern", "ferry", "boat", "river"] * 60),  # a list of words
        "\n".join(f"{word}." for word in ["Saltern", "Thornby", "Amos"] * 90),  # of names with marks
        "\n".join(["the", "boat", "lay", "in", "the", "mud."] * 30),  # too few
        "\n".join(["the", "boat", "lay", "in", "the", "mud", "for", "a", "year."] * 60 + ["and then it went"] * 70),
    ],
)
def test_words_below_each_other_may_be_a_list(text: str) -> None:
    assert "stacked" not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"Chapter {word}\n{number}" for number, word in enumerate("abcdefghij")),  # a table of contents
        "\n".join(["Saltern", "12", "3.5"] * 5 + ["Nobody came there at all, and so it was left as it was for years."]),
        "\n".join(["1", "2", "Nobody came there at all."] * 9),  # sentences
    ],
)
def test_lines_of_words_and_numbers_may_be_no_table(text: str) -> None:
    assert "tables" not in found(text)
