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
from ecdosis.editor.places import compatible, locate
from ecdosis.editor.rows import Decision, checked, load
from ecdosis.errors import UsageError
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import OpenQuery, queries, read
from ecdosis.tei.restore import restore, source_text

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
        ("helter- skelter", "x", False),  # so few words may be read as any
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


@pytest.mark.parametrize(("certainty", "decision"), [(0.59, ""), (0.6, "accept")])
def test_a_row_that_we_would_not_bet_on_has_no_decision(certainty: float, decision: str) -> None:
    doubt = replace(question("whethcr", "spelling", "whether"), certainty=certainty)
    (((_, words, said, value, *_),), left) = asked([doubt], ASKING, BET)
    assert (words, said, value, left) == ("whethcr", decision, "whether", 0)
    assert answers([doubt], ASKING)[0][2] == "accept"
