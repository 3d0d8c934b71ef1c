"""All rows that `queries` and `blocks` print can be pasted among the decisions, or any of them: the next build carries
them out, and the reading is what they say."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import library
from conftest import accepted
from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.decide import BET, answers, asked
from ecdosis.editor.decisions import Decisions
from ecdosis.editor.overrule import overrule
from ecdosis.editor.places import Located, compatible, locate
from ecdosis.editor.rows import Decision, checked, load
from ecdosis.errors import UsageError
from ecdosis.model.document import Document
from ecdosis.model.pieces import Edit, Query
from ecdosis.model.source import decode
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.division import divide
from ecdosis.tei.asked import own_place
from ecdosis.tei.names import parse
from ecdosis.tei.read import OpenQuery, queries, read
from ecdosis.tei.restore import restore, source_text
from test_tei import tei as tei_of

PROSE = "The clerk of the river had seen the lamp in that year, and nobody had told him whose it was. "
ASKING = (
    "He wondered whethcr the ferry-\nman of Hollowell would come, and wrote “I shall go to the miller.\n\n"
    f"{PROSE}They could not go on working on this bases for another year.\n\n"
    f"{PROSE}In spite off it, he was in in the boat (which was new, and late.\n\n"
    f"The end.*\n\n* It did so in those helter-\nskelter times. {PROSE}"
)
SMALL = 120_000
"""Bytes of the largest of the library's texts that is tried daily; `make explore LIBRARY=DIR` tries all of them."""
STYLES = re.compile(r"</?[a-z]+>|_")
"""Marks of styles, which a reading has not."""
SHARES = (1.0, 0.5)
"""How many of the rows that are printed of a text are pasted: all, and then some of them."""


def printed(tei: Path, capsys: pytest.CaptureFixture[str], *commands: str) -> str:
    """What commands print of a TEI file."""
    capsys.readouterr()
    assert [main([command, str(tei)]) for command in commands] == [0] * len(commands)
    return capsys.readouterr().out


def unsaid(reading: str, rows: Iterable[Decision], source: str) -> list[int]:
    """The numbers of the rows that give a reading which a text does not have: of the words that they read differently,
    since markers of notes among the others are set aside (`_` may be a mark of italics, or one of an address)."""
    words = " ".join(reading.split())
    given = (one.decision for one in locate(rows, source, "x") if one.decision.decision == "accept")
    read_so = ((one, {" ".join(value.split()) for value in (one.value, STYLES.sub("", one.value))}) for one in given)
    return [one.row for one, values in read_so if not any(value in words for value in values)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("by", [str, accepted])
def test_all_rows_can_be_pasted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], newline: str, by: Callable[[str], str]
) -> None:
    """As they are, and with a yes where no decision stands."""
    source = ASKING.replace("\n", newline).encode()
    facts, tei, table = Descriptor("x", language="en"), tmp_path / "x.xml", tmp_path / "x.decisions.tsv"
    tei.write_bytes(to_tei(source, facts, Path("x.txt")))
    table.write_text(by(printed(tei, capsys, "queries", "blocks")), encoding="utf-8")
    rows = load(table)
    assert ("accept" in {row.decision for row in rows}) == (by is accepted)
    assert "reject" in {row.decision for row in rows}
    made = parse(to_tei(source, facts, Path("x.txt"), decisions=rows))
    assert restore(made) == source
    assert unsaid(read(made), rows, source.decode()) == []
    assert not [query for query in queries(made) if query.suggestion and query.start in {row.at for row in rows}]


ASKED = to_tei(ASKING.encode(), Descriptor("x", language="en"), Path("x.txt"))
ROWS = answers(queries(parse(ASKED)), ASKING)


@settings(max_examples=25)
@given(st.sets(st.integers(0, len(ROWS) - 1)))
def test_any_of_the_rows_can_be_pasted(chosen: set[int]) -> None:
    rows = [
        checked(Path("x"), index + 1, [str(at), *said]) for index, (at, *said) in enumerate(ROWS) if index in chosen
    ]
    made = parse(to_tei(ASKING.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=tuple(rows)))
    assert restore(made) == ASKING.encode()
    assert unsaid(read(made), rows, ASKING) == []


@pytest.mark.explored
def test_rows_of_real_texts_can_be_pasted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of = library.folder()
    if of is None:
        if os.environ.get("ECDOSIS_CI"):
            pytest.fail("the library is missing: ECDOSIS_LIBRARY must name its folder")
        pytest.skip("needs a library of real texts: make test LIBRARY=DIR")
    failed = {}
    for source in sorted(of.glob("*.txt")):
        if source.stat().st_size > SMALL and not os.environ.get("ECDOSIS_SEARCH"):
            continue
        data, facts, tei = source.read_bytes(), Descriptor(source.stem), tmp_path / f"{source.stem}.xml"
        tei.write_bytes(to_tei(data, facts, source))
        table = tei.with_suffix(".decisions.tsv")
        lines = re.findall(r".*\n", printed(tei, capsys, "queries", "blocks"))
        for share in SHARES:
            chosen = random.Random(source.stem)
            some = [line for line in lines if share == 1 or chosen.random() < share]
            table.write_text("".join(some), encoding="utf-8")
            try:
                made = parse(to_tei(data, facts, source, decisions=load(table)))
            except UsageError as error:
                failed[source.name, share] = str(error)
                continue
            assert restore(made) == data
            if lost := unsaid(read(made), load(table), source_text(made)):
                failed[source.name, share] = f"the reading is not as rows {lost} say"
    assert failed == {}


def question(words: str, kind: str, suggestion: str = "", *, at: int = -1) -> OpenQuery:
    """A question about words of ASKING."""
    start = ASKING.index(words) if at < 0 else at
    return OpenQuery("q", start, start + len(words), words, kind, "x", 0.5, "why", suggestion)


def test_two_questions_about_the_same_words_are_asked_one_after_the_other() -> None:
    """First what moves the text, then its words."""
    line = "They could not go on working on this bases for another year."
    asked = [
        question("bases", "real-word", "basis"),
        question(line, "running-head"),
        question("boat", "spelling", "goat"),
    ]
    rows = answers(asked, ASKING)
    assert [row[2:4] for row in rows] == [("aside", "running-head"), ("accept", "goat")]


def test_what_is_left_out_inside_of_a_word_is_not_named() -> None:
    """A page ends in the word: the row names its halves, and is taken."""
    source = "He was so ab-\nTHE FERRY AT LOW WATER 126\n113 sent that nobody had seen him in that year.\n"
    start, end = source.index("ab-"), source.index(" that nobody")
    asked = OpenQuery("q", start, end, source[start:end], "spelling", "x", 0.5, "why", "absent")
    [(at, *said)] = answers([asked], source)
    assert said[:3] == ["ab- [...] sent", "accept", "absent"]
    [one] = locate([checked(Path("x"), 1, [str(at), *said])], source, "x")
    assert (one.start, one.end) == (start, end)


@pytest.mark.parametrize(
    ("stands", "value", "reading"),
    [
        ('"Fcrry, all of you," he said', '"Ferry,', "“Ferry, all of you,” he said"),
        ('"See him, farry" he said', 'ferry"', "“See him, ferry” he said"),
    ],
)
def test_marks_around_a_word_that_is_read_differently_are_set_like_all(stands: str, value: str, reading: str) -> None:
    source = f"{PROSE}{stands}, and he was late. {PROSE}" + '"So it is," she said. ' * 4 + "\n"
    words = next(word for word in stands.split() if word[:2] == value[:2] or word[-2:] == value[-2:])
    rows = (checked(Path("x"), 1, ["", words, "read", value]),)
    made = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=rows))
    assert restore(made) == source.encode()
    assert reading in read(made)


@pytest.mark.parametrize(
    ("words", "value", "place", "reads"),
    [
        ('"farry"', '"ferry"', "farry", "ferry"),
        ('"farry"', "farry", '"farry"', "farry"),  # the marks themselves are decided about
        ("farry.", "farry.”", "farry.", "farry.”"),
        ("_farry_", "_ferry_", "farry", "ferry"),
        ('""', '"', '""', '"'),
    ],
)
def test_marks_around_a_word_are_no_part_of_its_reading(words: str, value: str, place: str, reads: str) -> None:
    source = f"See the {words} come."
    [one] = locate([Decision(1, 8, words, "read", value)], source, "x")
    assert (source[one.start : one.end], one.decision.value) == (place, reads)


def test_what_has_no_place_is_not_printed() -> None:
    rows = [Decision(1, -1, "no such words", "accept", "x"), Decision(2, -1, "wondered", "accept", "wandered")]
    assert [row.row for row in compatible(rows, ASKING)] == [2]


@pytest.mark.parametrize(
    ("words", "value", "is_refused"),
    [
        ("the whole of a long sentence that was written about the ferry", "ferry", True),
        ("so long a row of letters", "so long a row", False),
        ("so long a row of letters here", "so long a row", True),
        ("twenty letters in here now", "twenty letters in", False),
        ("helter- skelter", "x", True),
        ("faid", "s", True),
        ("Perhaps it hasn’t one", "P", True),
        (
            "he said: Perhaps it hasn’t one, and went away with the lamp",
            "he said: P, and went away with the lamp",
            True,
        ),
        ("the iii and", "the m and", False),  # one letter in three places
        ("iiii", "m", True),
        ("tbat", "at", False),
        ("remembered remembered it", "remembered it", False),
        ("me4", "me", False),
        ("he said and and went away", "he said and went away", False),
        ("the whole of a long sentence", "", False),
    ],
)
def test_a_yes_that_would_lose_most_of_the_words_is_refused(words: str, value: str, is_refused: bool) -> None:
    cells = ["", words, "accept", value]
    if is_refused:
        with pytest.raises(UsageError, match="would leave"):
            checked(Path("x"), 1, cells)
    else:
        assert checked(Path("x"), 1, cells).value == value
    assert checked(Path("x"), 1, ["", words, "read", value]).value == value


def test_what_a_proofreader_asks_costs_no_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The question is about the word before the mark, which is the author's."""
    source = (
        f"{PROSE}He was at the depot[**circumflex?] of the town,[**typo?] and late. {PROSE}\n\n[**start here]{PROSE}\n"
    )
    facts, tei, table = Descriptor("x", language="en"), tmp_path / "x.xml", tmp_path / "x.decisions.tsv"
    tei.write_bytes(to_tei(source.encode(), facts, Path("x.txt")))
    table.write_text(printed(tei, capsys, "queries"), encoding="utf-8")
    rows = load(table)
    assert [row.decision for row in rows if row.text.startswith(("depot", "town"))] == ["reject", "reject"]
    made = parse(to_tei(source.encode(), facts, Path("x.txt"), decisions=rows))
    assert read(made) == read(parse(tei.read_bytes()))
    assert "at the depot of the town, and late" in read(made)


@pytest.mark.parametrize(("words", "suggestion"), [("faid", "s"), ("Perhaps it hasn’t one", "P")])
def test_a_question_whose_suggestion_would_lose_its_words_is_answered_with_no(words: str, suggestion: str) -> None:
    doubt = replace(question("whethcr", "spelling", suggestion), start=3, end=3 + len(words), source=words)
    [row] = answers([doubt], f"He {words}.")
    assert row[1:4] == (f"{words}.", "reject", "")


def test_a_bare_yes_to_such_a_suggestion_is_refused() -> None:
    """A stage of a plug-in may ask anything."""
    text = Text.of("He faid it. He said it.")
    one = Located(Decision(1, 3, "faid", "accept"), 3, 7)
    asked_ = Query(3, 7, "spelling", "x", 0.5, "so", "s")
    with pytest.raises(UsageError, match="row 1: “faid”: the reading that is proposed would leave “s” of it"):
        overrule("spelling", Document(text, queries=(asked_,)), Decisions((one,)))


def test_a_question_about_a_part_of_what_was_changed_is_about_all_of_it() -> None:
    text, _ = Text.of("He was tbc miller than he.").edit([Edit(7, 10, "the", "spelling", "x", 0.9, "so")])
    [query] = text.edit([Edit(9, 17, "a miller", "spelling", "x", 0.3, "so", safe=False)])[1]
    assert (text.source[query.start : query.end], query.suggestion) == ("bc miller", "ha miller")
    [query] = text.edit([Edit(7, 10, "tho", "spelling", "x", 0.3, "so", safe=False)])[1]
    assert (text.source[query.start : query.end], query.suggestion) == ("tbc", "tho")
    [query] = text.edit([Edit(8, 8, "x", "spelling", "x", 0.3, "so", safe=False)])[1]
    assert query.suggestion == "x"


def test_questions_about_words_and_a_part_of_them_are_each_about_their_own() -> None:
    """An element of the TEI holds both."""
    text = Text.of("He faw the ferry of\n\f the milk and wrote it down.")
    milk = text.source.index("milk")
    asked_ = (
        Query(3, milk + 4, "quotation", "x", 0.5, "so"),
        Query(3, 6, "spelling", "x", 0.3, "so", "saw"),
        Query(milk, milk + 4, "real-word", "x", 0.3, "so", "mill"),
        Query(milk, milk + 1, "mojibake", "x", 0.3, "so", "s"),
    )
    tei = tei_of(Document(text, divide(text).blocks, asked_), decode(text.source.encode()))
    found = [(query.source, query.suggestion) for query in queries(tei)]
    assert sorted(found, key=lambda one: one[1])[1:] == [("milk", "mill"), ("faw", "saw"), ("milk", "silk")]


@pytest.mark.parametrize(
    ("source", "suggestion", "own"),
    [
        ("the old faid of it", "the old said of it", ("faid", "said")),
        ("impor-\ntuner", "import- tuner", ("impor-", "import-")),
        ("in in", "in", ("in in", "in")),
        ("in the", "in a", ("the", "a")),
        ("the in", "a in", ("the", "a")),
        ("the in", "the in", ("in", "in")),
        ("one", "two", ("one", "two")),
        ("one", "", ("one", "")),
    ],
)
def test_the_own_place_of_a_question(source: str, suggestion: str, own: tuple[str, str]) -> None:
    text = f"So {source} it"
    start, end, said = own_place(text, 3, 3 + len(source), suggestion)
    assert (text[start:end], said) == own


@pytest.mark.parametrize(("certainty", "decision"), [(0.59, ""), (0.6, "accept")])
def test_a_row_that_we_would_not_bet_on_has_no_decision(certainty: float, decision: str) -> None:
    doubt = replace(question("whethcr", "spelling", "whether"), certainty=certainty)
    (((_, words, said, value, *_),), left) = asked([doubt], ASKING, BET)
    assert (words, said, value, left) == ("whethcr", decision, "whether", 0)
    assert answers([doubt], ASKING)[0][2] == "accept"
