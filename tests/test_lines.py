"""Joining lines: labelled texts, and the laws that hold for any text."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.pieces import Aside, Change, Edit, Span, leaves
from ecdosis.model.text import Text
from ecdosis.stages.lines import layout, repair

CASES = tomllib.loads((Path(__file__).parent / "cases/lines/blocks.toml").read_text(encoding="utf-8"))["case"]


def prepared(source: str) -> Text:
    """A text in which the lines «…» are set aside, as the furniture is (page breaks where they are empty)."""
    text = Text.of(source.removeprefix("\n"))
    found = re.finditer(r"«([^\n]*)»", text.reading)
    text, _ = text.set_aside(
        Span(m.start(), m.end(), "url" if m[1] else "page-break", "furniture", 0.9, "test") for m in found
    )
    return text


def blocks(text: Text) -> list[str]:
    """The blocks of a reading, their white space collapsed."""
    return [" ".join(line.split()) for line in text.reading.split("\n") if line.strip()]


def parameters() -> list[Any]:
    """The cases, those that are known to fail marked so."""
    marks = {
        case["name"]: [pytest.mark.xfail(reason=case["known_failure"])] for case in CASES if "known_failure" in case
    }
    return [pytest.param(case, id=case["name"], marks=marks.get(case["name"], [])) for case in CASES]


@pytest.mark.parametrize("case", parameters())
def test_blocks(case: dict[str, Any]) -> None:
    text, queries = repair(prepared(case["text"]), case.get("language", "en"))
    assert blocks(text) == case["blocks"]
    assert len(queries) == case.get("queries", 0)
    kinds = Counter(piece.kind for piece in text.pieces if isinstance(piece, Change))
    assert {kind: kinds[kind] for kind in case.get("kinds", {})} == case.get("kinds", {})


ENDS = ["\n", "\n\n", "\n   ", "-\n", "—\n", "¬\n", "\u00ad\n", " ", "  ", "\f", "\t", "\u2028"]
MARKS = [".", ",", ":", "“", "”", "— ", "1. ", "* ", "I", "Ω", "漢"]
WORDS = ["re", "member", "The ", "of", "two", "and ", "the river and the lamps along it "]
PARTS = st.sampled_from([*ENDS, *ENDS, *MARKS, *WORDS])


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Texts of pieces that matter here, with asides anywhere in them."""
    text = Text.of("".join(draw(st.lists(PARTS, max_size=60))))
    length = len(text.reading)
    ends = draw(st.lists(st.tuples(st.integers(0, length), st.integers(0, 9)), max_size=4))
    spans = [Span(a, min(length, a + n), "running-head", "furniture", 0.9, "test") for a, n in ends]
    return text.set_aside(spans)[0]


@given(texts(), st.sampled_from(["en", "de", "zh", "und"]))
def test_laws(text: Text, language: str) -> None:
    """The source, every aside and every character but hyphens and white space survive; a second run changes nothing."""
    joined, queries = repair(text, language)
    assert joined.leaf_source() == text.source
    asides = [piece for piece in text.pieces if isinstance(piece, Aside)]
    assert [piece for piece in joined.pieces if isinstance(piece, Aside)] == asides
    hyphens = re.compile(r"[\s\-‐\u00ad¬—–=⸗]")
    assert hyphens.sub("", joined.reading) == hyphens.sub("", text.reading)
    assert repair(joined, language) == (joined, ()) or joined == text
    assert repair(joined, language)[0] == joined
    assert all(0 <= query.start <= query.end <= len(text.source) for query in queries)


@given(texts())
def test_changes_touch_only_line_ends(text: Text) -> None:
    """Nothing is changed but line ends, the blanks around them, and hyphens."""
    joined, _ = repair(text, "en")
    for piece in joined.pieces:
        if isinstance(piece, Change):
            under = "".join(text.source[leaf.start : leaf.end] for leaf in leaves(piece.before))
            assert not under.strip(" \t\n\f\u2028-‐\u00ad¬—–=⸗")
            assert piece.after in ("", " ")


def test_the_order_of_gaps_does_not_matter_for_the_source() -> None:
    text = prepared("It was an inter-\n\n«© A»\n\n«http://a.example»\n\nnational company.")
    joined, _ = repair(text, "en")
    assert joined.reading == "It was an international company."
    assert [piece.kind for piece in joined.pieces if isinstance(piece, Aside)] == ["url", "url"]


def test_a_soft_hyphen_that_was_dropped_before_still_divides() -> None:
    text = Text.of("The company was inter\u00ad\nnational, and nine of\nthem had come across\nthe river with us.")
    place = text.reading.index("\u00ad")
    text, _ = text.edit([Edit(place, place + 1, "", "soft-hyphen", "encoding", 0.99, "test")])
    assert repair(text, "en")[0].reading.startswith("The company was international,")


def test_evidence_of_the_layout() -> None:
    indented = layout(prepared(CASES[1]["text"]))
    assert indented.wrapped
    assert indented.indents == {3}
    assert "run on" in indented.evidence
    single = layout(prepared(CASES[3]["text"]))
    assert not single.wrapped


@pytest.mark.parametrize("source", ["", "\n", " \n\n ", "one", "one\n", "\n\n-\n\n", "-\n-\n-", "\f\n\f"])
def test_nothing_to_join(source: str) -> None:
    text = Text.of(source)
    assert repair(text, "en") == (text, ())


@pytest.mark.parametrize("gap", [2, 3, 6])
def test_nothing_is_joined_where_two_columns_stand_beside_each_other(gap: int) -> None:
    rows = [f"so the boat of the circum-{' ' * gap}and the rope was a com-" for _ in range(9)]
    prose = "It was a wet day, and the man who kept the lock had com-\nmon sense and a boat with a rope."
    repaired, queries = repair(Text.of("\n".join([prose, "", *rows, "", prose, "", "a" + " " * 8 + "b"])), "en")
    paragraph = " ".join(prose.replace("com-\n", "com").split())
    rows = ["so the boat of the circum- and the rope was a com-"] * 9
    assert blocks(repaired) == [paragraph, *rows, paragraph, "a b"]
    assert queries == ()


def test_no_word_is_made_over_lines_of_two_columns_that_follow_each_other() -> None:
    words = ("dist|rict", "some|thing", "inter|ested", "gover|nment", "con|sider")
    halves = [word.split("|") for word in words]
    crossed = [
        f"it is a boat of the old {a}-\nLowe stone that was as it was\n{b} and so on it went all day" for a, b in halves
    ]
    text = "\n".join(["the district of the river and the"] * 3 + crossed)
    read = repair(Text.of(text), "en")[0].reading
    assert "-Lowe" not in read
    assert read.count("- Lowe") + read.count("-\nLowe") == 5
    plain = "it is a boat of the old circum-\nLowe stone that was as it was\nand so on it went all the day\n" * 5
    assert repair(Text.of(plain), "en")[0].reading.count("circum-Lowe") == 5
    assert "a common boat" in repair(Text.of(f"{text}\nand it is as it was there a com-\nmon boat"), "en")[0].reading


HEXAMETERS = (
    "the ferry goes over the river at dawn in heavy rain,",
    "somebody speaks of lamps that the clerk had forgotten",
    "lighting when others had gone to their houses at ten,",
    "wherever somebody waited with soup and bread and ale,",
)
WEATHER = ("rain", "storm", "shower", "thunder", "drizzles")
PEOPLE = ("man", "dean", "clerk", "miller")
FOOD = ("ale", "milk", "water", "cheese", "herrings")


def hexameters(index: int) -> list[str]:
    """Four lines of such verse, as no other four of twenty are long."""
    one, two, three, four = HEXAMETERS
    one, two = one.replace("rain", WEATHER[index % 5]), two.replace("clerk", PEOPLE[index % 4])
    return [one, two, three, four.replace("ale", FOOD[index % 5])]


PROSE = (
    "the ferry left at six, when the fog still lay on the\nriver and the lamps of the quay were burning, and so at\n"
)


@pytest.mark.parametrize(("times", "joined"), [(19, True), (20, False)])
def test_lines_that_pause_as_verse_does_are_none_of_prose_if_there_are_many(times: int, joined: bool) -> None:
    """Without a capital at their beginning, as those of Latin verse, of one length: three of four lines count."""
    text, _ = repair(Text.of("\n\n".join("\n".join(hexameters(index)) for index in range(times))))
    assert (len(blocks(text)) < times * len(HEXAMETERS)) == joined


def test_prose_that_pauses_is_prose_however_often_it_is_pasted() -> None:
    passage = (
        "the man who kept the lamp at the end of the old pier,\nthe oldest in the town, had never been to the other\n"
        "side of the river in all the years that he lived there,\nand said so to anybody who asked for it at the inn."
    )
    text, _ = repair(Text.of("\n\n".join([passage] * 40)), "en")
    assert blocks(text) == [" ".join(passage.split())] * 40


def test_prose_before_such_verse_is_prose() -> None:
    prose = PROSE * 96 + "noon."
    verse = [hexameters(index) for index in range(96)]
    text, _ = repair(Text.of("\n\n\n\n".join([prose, *map("\n".join, verse)])))
    assert blocks(text) == [" ".join(prose.split()), *(line for stanza in verse for line in stanza)]


NAMES = (
    "Old John Miller, the younger son of the late Peter in\nUpper Ferry Street, had been brought up by Mary and by\n"
    "Peter and sent to the school of the clerk of them, and\nLamplight Street was where he had lived as a child and\n"
    "as a youth."
)


def test_names_at_the_beginning_of_a_few_full_lines_make_no_verse() -> None:
    text, _ = repair(Text.of(f"{PROSE * 60}noon.\n\n{NAMES}\n"))
    assert blocks(text)[1:] == [" ".join(NAMES.split())]


def test_verse_among_lines_that_end_with_their_sentences_is_none_of_prose() -> None:
    stanza = [
        *HEXAMETERS[:2],
        "lighting when others had gone to their houses at ten.",
        *["The rope was old there."] * 6,
    ]
    text, _ = repair(Text.of("\n\n".join(["\n".join(stanza)] * 40)))
    assert blocks(text) == stanza * 40
