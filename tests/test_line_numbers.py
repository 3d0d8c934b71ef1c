"""Line numbers printed beside lines: set aside where the arithmetic of their run proves them, and no other numbers."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import pytest
from lxml import etree

from ecdosis.book.book import Paragraph, Passage
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.editor.rows import Decision
from ecdosis.model.pieces import Aside, leaves
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.furniture import repair
from ecdosis.tei.names import NAMESPACES, parse, q
from ecdosis.tei.read import changes, read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema
from laid_out import paragraphs, wrapped

VERSES = ("We saw the anchor on the hill", "And gave the letter to the crow", "Beside the ferry stood a man")


def numbers(source: str, kind: str = "line-number") -> list[str]:
    """What is set aside as numbers of lines."""
    text, _ = repair(Text.of(source), "en")
    asides = [piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind == kind]
    return ["".join(source[leaf.start : leaf.end] for leaf in leaves(aside.pieces)).strip() for aside in asides]


def reading(source: str) -> str:
    return repair(Text.of(source), "en")[0].reading


def poem(lines: int, first: int = 1, *, step: int = 5, before: bool = False, gap: str = "      ") -> str:
    """Verse in stanzas of four, the number of every fifth line at its end or beginning."""
    chance = random.Random(lines)
    out = []
    for number in range(first, first + lines):
        verse = chance.choice(VERSES)
        numbered = number % step == 0
        shown = (f"{number}{gap}{verse}" if before else f"{verse}{gap}{number}") if numbered else verse
        out.append(shown + ("\n" if number % 4 == 0 else ""))
    return "\n".join(out)


def prose(lines: int, seed: int = 1, width: int = 55) -> list[str]:
    """Lines of prose."""
    made = (line for one in paragraphs(60, seed) for line in wrapped(one, width, "   "))
    return [line for line, _ in zip(made, range(lines), strict=False)]


def numbered(lines: Sequence[str], gap: str = "  ", first: int = 1, width: int = 2) -> str:
    return "\n".join(f"{number:>{width}}{gap}{line}" for number, line in enumerate(lines, first))


def pages(count: int, lines: int, gap: str = "  ") -> str:
    """Pages each line of which has its number, beginning anew on each."""
    whole = prose(count * lines)
    return "\f".join(numbered(whole[at : at + lines], gap) + "\n" for at in range(0, count * lines, lines))


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("step", [5, 10])
@pytest.mark.parametrize("gap", ["      ", "\t"])
def test_the_numbers_of_every_fifth_or_tenth_line_of_verse(step: int, gap: str, *, before: bool) -> None:
    source = poem(80, step=step, before=before, gap=gap)
    assert numbers(source) == [str(number) for number in range(step, 81, step)]
    assert [line.strip() for line in reading(source).split("\n") if line.strip()] == [
        line for line in (line.strip("0123456789 \t") for line in source.split("\n")) if line
    ]


def test_an_ocr_engine_leaves_one_blank_before_the_number() -> None:
    assert numbers(poem(60, gap=" ")) == [str(number) for number in range(5, 61, 5)]


def test_numbers_that_stand_below_their_line() -> None:
    source = "\n".join(line.replace("      ", "\n") for line in poem(60).split("\n"))
    assert numbers(source) == [str(number) for number in range(5, 61, 5)]
    assert not any(map(str.isdigit, reading(source)))


def test_heads_of_pages_are_not_counted() -> None:
    lines = poem(90).split("\n")
    source = "\n\n".join(
        "\n".join((f"POEMS OF THORNBY   {at // 20 + 12}", "", *lines[at : at + 20])) for at in range(0, 110, 20)
    )
    assert numbers(source) == [str(number) for number in range(5, 91, 5)]


@pytest.mark.parametrize("after", [0, 2])
def test_the_number_of_a_page_is_none_of_a_line_though_it_would_fit(after: int) -> None:
    lines = [line for line in poem(80).split("\n") if line]
    source = "\n".join((*lines[: 34 + after], "THE FERRY   35", *lines[34 + after :]))
    assert numbers(source) == [str(number) for number in range(5, 81, 5)]
    assert "THE FERRY   35" in reading(source)


def test_they_begin_anew_with_each_poem() -> None:
    source = "\n\n".join(f"THE {name}\n\n{poem(18)}" for name in ("FERRY", "LAMP", "WEIR"))
    assert numbers(source) == ["5", "10", "15"] * 3


def test_an_excerpt_does_not_begin_with_the_first_line() -> None:
    assert numbers(poem(45, 301)) == [str(number) for number in range(305, 346, 5)]


def test_too_few_numbers_prove_nothing() -> None:
    assert numbers(poem(20)) == []
    assert numbers(poem(25)) == ["5", "10", "15", "20", "25"]


@pytest.mark.parametrize("lines", [25, 28])
def test_a_transcript_has_a_number_at_each_line(lines: int) -> None:
    source = pages(4, lines)
    assert numbers(source) == [str(number) for number in range(1, lines + 1)] * 4
    kept = [line.strip() for line in reading(source).replace("\f", "\n").split("\n") if line.strip()]
    assert kept == [line.strip() for line in prose(4 * lines)]


def test_the_number_of_the_next_page_is_none_of_a_line() -> None:
    heads = iter(range(25, 30))
    source = "\f".join(f"{next(heads)}   THE HEARING\n\n{page}" for page in pages(4, 25).split("\f"))
    assert numbers(source) == [str(number) for number in range(1, 26)] * 4


def test_lines_as_long_as_paragraphs_are_paragraphs() -> None:
    assert numbers(numbered(prose(80, width=110))) != []
    assert numbers(numbered(prose(80, width=150))) == []


def test_an_indent_behind_a_number_stays() -> None:
    whole = prose(40)
    lines = [line for line in reading(numbered(whole)).split("\n") if line]
    assert lines == whole
    assert any(line.startswith("   ") for line in lines)
    assert any(not line.startswith(" ") for line in lines)


def test_questions_and_answers_are_proven_by_pages_of_one_length() -> None:
    chance = random.Random(3)
    short = ("Q  Did you see the lamp?", "A  I did.", "Q  Who had it?", "A  Amos.", "Q  And then?", "A  He went.")
    lines = [
        line for one in paragraphs(60, 8) for line in (*chance.choices(short, k=6), *wrapped(f"A  {one[:100]}", 55))
    ]
    source = "\f".join(numbered(lines[at : at + 25]) + "\n" for at in range(0, 150, 25))
    assert numbers(source) == [str(number) for number in range(1, 26)] * 6
    assert numbers(numbered(lines[:150], width=3)) == []


def test_a_draft_is_numbered_throughout() -> None:
    assert numbers(numbered(prose(120), width=3)) == [str(number) for number in range(1, 121)]


def test_a_column_of_numbers_that_an_extraction_has_set_apart() -> None:
    column = "\n".join(map(str, range(1, 26)))
    whole = prose(100)
    source = "\f".join(f"{column}\n" + "\n".join(whole[at : at + 25]) + "\n" for at in range(0, 100, 25))
    assert numbers(source) == [str(number) for number in range(1, 26)] * 4
    assert numbers(f"{column}\n" + "\n".join(whole)) == []
    short = "\n".join(map(str, range(1, 13)))
    assert numbers("\f".join(f"{short}\n" + "\n".join(whole[at : at + 25]) + "\n" for at in range(0, 100, 25))) == []


def test_numbers_between_double_spaced_lines_part_no_paragraph() -> None:
    lines = iter(prose(50))
    source = "\n".join(f" {number}\n    {line.strip()}" for number, line in zip(range(1, 51), lines, strict=True))
    assert numbers(source) == [str(number) for number in range(1, 51)]
    assert "\n\n" not in reading(source)


def test_figures_that_were_misread_and_numbers_that_were_lost() -> None:
    source = pages(4, 25).replace("\n12  ", "\nl2  ").replace("\n17  ", "\n").replace("\n21  ", "\n27  ")
    read_as = {12: "l2", 21: "27"}
    assert numbers(source) == [read_as.get(number, str(number)) for number in range(1, 26) if number != 17] * 4


def test_the_last_page_may_be_short() -> None:
    whole = prose(80)
    source = "\f".join(numbered(whole[at : at + 25]) + "\n" for at in range(0, 80, 25))
    assert numbers(source)[-5:] == ["1", "2", "3", "4", "5"]


ITEMS = ("cups of flour", "eggs, beaten", "a little salt", "the rind of one lemon", "butter for the tin", "cold water")
ROWS = ("Amos Pell, boatman", "Ruth Tarn, widow", "Silas Lowe, smith", "Edith Holt, clerk")


def _list(chance: random.Random) -> str:
    return "\n\n".join(numbered([chance.choice(ITEMS) for _ in range(25)]) for _ in range(5))


def _rows(chance: random.Random) -> str:
    return "\f".join(
        numbered([f"{chance.choice(ROWS)}, {chance.randint(1, 9)}s." for _ in range(25)]) for _ in range(5)
    )


def _resolutions(chance: random.Random) -> str:
    """Items that begin small, some as long as lines of prose."""
    words = ("that", "the gate", "of the upper lock", "be mended", "and painted", "before the next fair", "is held")
    return "\n\n".join(numbered([" ".join(words[: chance.randint(3, 7)]) for _ in range(12)]) for _ in range(2))


def _bible(chance: random.Random) -> str:
    """A verse a line, some of which go on in the midst of a sentence."""
    one = (
        "And the river rose, and the men went up to the town",
        "then the ferryman said to them, Go over.",
        "So they went.",
    )
    return "\n\n".join(numbered([chance.choice(one) for _ in range(chance.randint(18, 40))]) for _ in range(6))


def _chapters(chance: random.Random) -> str:
    """The same of many chapters, of which some happen to have as many verses."""
    one = ("And the river rose, and the men went up to the town", "then the ferryman said to them, Go over.")
    lengths = (21, 30, 21, 25, 21, 28, 19, 33, 40, 27)
    return "\n\n".join(numbered([chance.choice((*one, "So they went over.")) for _ in range(n)]) for n in lengths)


def _stages(chance: random.Random) -> str:
    """A number at the end of a line now and then, five more each time."""
    lines = []
    for number in range(5, 200, 5):
        between = 4 if number % 20 == 0 else chance.randint(5, 9)
        lines += [chance.choice(VERSES) for _ in range(between)]
        lines.append(f"{chance.choice(VERSES)}      {number}")
    return "\n".join(lines)


def _bible_wrapped(chance: random.Random) -> str:
    lines = []
    for number in range(1, 60):
        first, *rest = wrapped(chance.choice(paragraphs(40, 2)), 60)
        lines += [f"{number} {first}", *rest]
    return "\n".join(lines)


def _paragraphs(chance: random.Random) -> str:
    return "\n".join(f"{number}  {one}" for number, one in enumerate(paragraphs(40, 4), 1))


def _notes_of_three_lines(chance: random.Random) -> str:
    """Notes of two or three lines, whose sentences go on from one line to the next, but not to the next number."""
    return "\n".join(
        f"{number} {line}"
        for number, one in enumerate(paragraphs(30, 6), 1)
        for line in ["\n".join(wrapped(one[: chance.randint(80, 140)], 55))]
    )


def _couplets(chance: random.Random) -> str:
    return "\n\n".join(f"{number}\nA lamp upon the water;\nA letter never sent." for number in range(1, 30))


def _table(chance: random.Random) -> str:
    return "\n".join(
        f"{chance.choice(ROWS):30}{5 * number if number % 5 == 0 else chance.randint(1, 99)}" for number in range(1, 60)
    )


def _fives(chance: random.Random) -> str:
    return "\n".join(f"{number}  x  5      {5 * number}" for number in range(1, 40))


def _contents(chance: random.Random) -> str:
    return "\n".join(f"{name}      {5 * number}" for number, name in enumerate(ROWS * 8, 1))


def _dates(chance: random.Random) -> str:
    """A date at the end of the line, at every fifth line of five entries."""
    return "\n".join(
        f"{chance.choice(VERSES)}      {1800 + line}" if line % 5 == 0 and line < 26 else chance.choice(VERSES)
        for line in range(1, 60)
    )


def _sums(chance: random.Random) -> str:
    return "\n".join(str(chance.randint(1, 40)) for _ in range(60))


def _diary(chance: random.Random) -> str:
    days = count(1)
    return "\n".join(line for one in paragraphs(30, 5) for line in (f"May {next(days)}", *wrapped(one, 60), ""))


def _notes_of_two_lines(chance: random.Random) -> str:
    """Notes at the end of a chapter, of one line or two."""
    ends = ("", ", where the sum is given\nin full, with the names of those who had not paid it")
    return "\n".join(
        f"{number} Board Book A of the Ferry of Saltern, f. {chance.randint(1, 99)}{chance.choice(ends)}."
        for number in range(1, 40)
    )


NEGATIVES: list[Callable[[random.Random], str]] = [
    _list,
    _rows,
    _resolutions,
    _bible,
    _chapters,
    _stages,
    _bible_wrapped,
    _paragraphs,
    _notes_of_two_lines,
    _couplets,
    _table,
    _fives,
    _contents,
    _dates,
    _sums,
    _diary,
    _notes_of_three_lines,
]


@pytest.mark.parametrize("make", NEGATIVES)
@pytest.mark.parametrize("seed", range(8))
def test_other_numbers_are_no_line_numbers(make: Callable[[random.Random], str], seed: int) -> None:
    assert numbers(make(random.Random(seed))) == []


def edition(source: str, decisions: Sequence[Decision] = ()) -> etree._Element:
    return parse(to_tei(source.encode(), Descriptor(id="lines"), Path("lines.txt"), decisions=tuple(decisions)))


def said(root: etree._Element) -> list[tuple[str, str]]:
    """The numbers that are set aside, each with what the beginning of its line says."""
    found = []
    last = ""
    for element in root.iter(q("lb"), q("fw")):
        if element.tag == q("lb"):
            last = element.get("n", "")
        elif element.get("type") == "line-number":
            found.append((str(element.text).strip(), last))
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_line_says_its_number_and_the_source_keeps_it(end: str) -> None:
    source = f"THE FERRY\n\n{poem(40)}\n".replace("\n", end)
    root = edition(source)
    assert restore(root) == source.encode()
    assert said(root) == [(str(number), str(number)) for number in range(5, 41, 5)]
    assert our_schema().validator.validate(root)
    assert not any(map(str.isdigit, read(root)))
    assert Counter(record.kind for record in changes(root))["line-number"] == 8


def test_verse_reads_as_if_it_had_no_numbers() -> None:
    source = f"THE FERRY\n\n{poem(40)}\n"
    assert read(edition(source)) == read(edition(re.sub(r" {6}\d+", "", source)))


def test_a_transcript_reads_as_prose() -> None:
    source = pages(4, 25)
    root = edition(source)
    assert restore(root) == source.encode()
    plain = edition("\f".join("\n".join(prose(100)[at : at + 25]) + "\n" for at in range(0, 100, 25)))
    assert read(root) == read(plain)
    assert said(root)[1:] == [(str(n), str(n)) for n in [*range(1, 26)] * 4][1:]  # before the first is no line end


def test_an_editor_keeps_a_number_in_the_text() -> None:
    source = f"THE FERRY\n\n{poem(40)}\n"
    number = next(r for r in changes(edition(source)) if r.kind == "line-number")
    root = edition(source, [Decision(1, number.end - 1, "5", "keep")])
    assert Counter(record.kind for record in changes(root))["line-number"] == 7
    assert "5" in read(root).replace("15", "").split()
    assert "5" not in [line.get("n") for line in root.iter(q("lb"))]


@pytest.mark.parametrize(("wraps", "gone"), [(4, True), (5, False)])
def test_most_numbers_must_stand_on_the_line_after_the_one_before(wraps: int, gone: bool) -> None:
    """Of twenty-one lines that many go on in another without a number: four steps of twenty are a fifth."""
    lines = prose(21 + wraps)
    made = []
    for number in range(1, 22):
        made.append(f"{number:>2}  {lines.pop(0)}")
        if number % 4 == 0 and number // 4 <= wraps:
            made.append(f"    {lines.pop(0)}")
    assert numbers("\n".join(made)) == ([str(number) for number in range(1, 22)] if gone else [])


def test_lines_of_verse_have_the_numbers_that_are_printed_beside_them() -> None:
    lines = ["The tide came in, and with the tide", "The boats that nobody had seen,", "And all was as it was before,"]
    poem = [f"{lines[n % 3]:<50}{n + 1}" if n % 5 == 4 else lines[n % 3] for n in range(30)]
    prose = "Nobody at the ferry had seen the lamp since the winter, and the river rose in the night. " * 3
    source = "\n".join((prose, "", *(f"  {line}" for line in poem), "", prose)).encode()
    root = parse(to_tei(source, Descriptor(id="numbers"), Path("numbers.txt")))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    verse = list(root.iterfind(".//tei:l", NAMESPACES))
    assert [(at, line.get("n")) for at, line in enumerate(verse, 1) if line.get("n")] == [
        (n, str(n)) for n in range(5, 31, 5)
    ]
    [poem_of_book] = (block for block in book(root).blocks if isinstance(block, Passage))
    numbers = [line.number for line in poem_of_book.blocks if isinstance(line, Paragraph) and line.number]
    assert numbers == [5, 10, 15, 20, 25, 30]
