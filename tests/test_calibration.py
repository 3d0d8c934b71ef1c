"""How often findings are right, beside how sure they are: the table, the interval, and where the truth comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import calibrate
from conftest import ROOT
from ecdosis.evaluate import furniture, hyphens
from ecdosis.evaluate.calibration import Calibrated, Outcome, bin_name, bin_of, levels, lines, table, wilson
from ecdosis.evaluate.measure import measure, total
from ecdosis.evaluate.pairs import Pair
from ecdosis.evidence import LEVELS
from ecdosis.model.pieces import Edit, Query, Span
from ecdosis.model.text import Text
from ecdosis.tei.names import parse
from test_evaluate import CLEAN, DIRTY


def outcome(certainty: float, right: bool = True, *, asked: bool = False, kind: str = "join") -> Outcome:
    return Outcome("lines", kind, certainty, right, asked)


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [  # after the tables of Newcombe, Statistics in Medicine 17 (1998), method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval(right: int, count: int, low: float, high: float) -> None:
    assert list(wilson(right, count)) == pytest.approx([low, high], abs=5e-5)
    assert list(wilson(count - right, count)) == pytest.approx([1 - high, 1 - low], abs=5e-5)


@given(st.integers(1, 5000).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))))
def test_an_interval_holds_the_share(of: tuple[int, int]) -> None:
    low, high = wilson(*of)
    assert 0 <= low <= of[0] / of[1] <= high <= 1
    assert (high == 1) == (of[0] == of[1])


@pytest.mark.parametrize(
    ("certainty", "name"),
    [
        (0.01, "0–0.5"),
        (0.49, "0–0.5"),
        (0.5, "0.5–0.8"),
        (0.79, "0.5–0.8"),
        (0.8, "0.8–0.9"),
        (0.9, "0.9–0.95"),
        (0.94, "0.9–0.95"),
        (0.95, "0.95–0.99"),
        (0.98, "0.95–0.99"),
        (0.99, "0.99 or more"),
        (1.0, "0.99 or more"),
    ],
)
def test_bins(certainty: float, name: str) -> None:
    assert bin_name(bin_of(certainty)) == name


def test_findings_are_told_apart_by_stage_kind_question_and_bin() -> None:
    some = [outcome(0.92), outcome(0.94, False), outcome(0.95), outcome(0.92, asked=True), outcome(0.9, kind="hyphen")]
    made = table(some)
    assert {key: (of.count, of.right) for key, of in made.items()} == {
        ("lines", "hyphen", False, 3): (1, 1),
        ("lines", "join", False, 3): (2, 1),
        ("lines", "join", False, 4): (1, 1),
        ("lines", "join", True, 3): (1, 1),
    }
    assert made["lines", "join", False, 3].stated == pytest.approx(0.93)
    assert made["lines", "join", False, 3].share == 0.5


@pytest.mark.parametrize(
    ("count", "right", "stated", "too_sure"),
    [
        (30, 20, 0.9, True),
        (29, 19, 0.9, False),  # too few to tell
        (30, 27, 0.95, False),  # the interval reaches to 0.965
        (30, 27, 0.97, True),
        (30, 30, 0.99, False),
    ],
)
def test_what_is_too_sure(count: int, right: int, stated: float, too_sure: bool) -> None:
    assert Calibrated(count, right, stated).too_sure == too_sure
    said = list(lines([outcome(stated, index < right) for index in range(count)]))[1]
    assert said.endswith("  too sure") == too_sure
    assert f"{count:6} {right:6} {right / count:6.3f}" in said


def test_levels_are_those_that_a_reader_is_told_of_what_was_done() -> None:
    some = [
        outcome(0.99),
        outcome(0.98),
        outcome(0.95, False),
        outcome(0.94),
        outcome(0.8),
        outcome(0.3),
        outcome(0.9, asked=True),
    ]
    assert {level: (of.count, of.right) for level, of in levels(some).items()} == {
        LEVELS[0]: (1, 1),
        LEVELS[1]: (2, 1),
        LEVELS[2]: (2, 2),
        LEVELS[3]: (1, 1),
    }
    assert list(lines([])) == []


# ---------------------------------------------------------------- where the truth comes from

TRUE = """The ferry left at six that morning when the fog still lay on the wide river.

Nobody spoke a word until the community had been set down upon the other shore.
"""


def test_line_ends_and_hyphens_that_were_joined_or_asked_about() -> None:
    before = Text.of(
        "The ferry left at six that\nmorning when the fog still lay on the wide\nriver.\n"
        "Nobody spoke a word until the commu-\nnity had been set down upon the\nother shore.\n"
    )
    at = {word: before.source.index(word) for word in ("\nmorning", "\nriver", "\nNobody", "-\nnity", "\nother")}
    edits = [
        Edit(at["\nmorning"], at["\nmorning"] + 1, " ", "line-end", "lines", 0.98, "full"),
        Edit(at["\nNobody"], at["\nNobody"] + 1, " ", "line-end", "lines", 0.83, "full"),  # which is wrong
        Edit(at["-\nnity"], at["-\nnity"] + 2, "", "hyphen", "lines", 0.97, "a word"),
    ]
    after, _ = before.edit(edits)
    where = before.source.index("upon the"), before.source.index("shore")
    asked = [Query(*where, "join", "lines", 0.5, "perhaps"), Query(0, 3, "spelling", "spelling", 0.5, "other")]
    found = hyphens.joins(before, after, TRUE, asked).outcomes
    assert found == (
        Outcome("lines", "line-end", 0.98, True, False, "full"),
        Outcome("lines", "line-end", 0.83, False, False, "full"),
        Outcome("lines", "join", 0.5, True, True, "perhaps"),
    )
    assert hyphens.score(before, after, TRUE).outcomes == (Outcome("lines", "hyphen", 0.97, True, False, "a word"),)
    kept, _ = before.edit([Edit(at["-\nnity"] + 1, at["-\nnity"] + 2, "", "hyphen-kept", "lines", 0.85, "two words")])
    assert hyphens.score(before, kept, TRUE).outcomes[0].right is False
    doubted, _ = before.edit([Edit(at["-\nnity"] + 1, at["-\nnity"] + 2, "", "hyphen-kept", "lines", 0.5, "open")])
    assert hyphens.score(before, doubted, TRUE).outcomes == (
        Outcome("lines", "hyphen-kept", 0.5, True, True, "open"),  # asked whether it goes: it does
    )


def test_what_was_set_aside_or_asked_about() -> None:
    before = Text.of(TRUE.replace("\n\n", "\n\nTHE LEDGER 12\n\n") + "\nAn appendix of many things.\n")
    source = before.source

    def place(words: str) -> tuple[int, int]:
        return source.index(words), source.index(words) + len(words)

    spans = [
        Span(*place("THE LEDGER 12"), "running-head", "furniture", 0.98, "so"),
        Span(*place("Nobody spoke a word"), "widget", "furniture", 0.9, "a phrase"),  # which is text
        Span(*place("An appendix of many things."), "widget", "furniture", 0.9, "nobody knows"),
        Span(*place("other shore"), "note-marker", "notes", 0.9, "no furniture"),
    ]
    asked = [Query(*place("on the wide river"), "copyright", "furniture", 0.7, "asked")]
    score = furniture.score(before, before.set_aside(spans)[0], TRUE, asked)
    assert sorted(score.outcomes, key=lambda one: one.why) == [
        Outcome("furniture", "widget", 0.9, False, False, "a phrase"),
        Outcome("furniture", "copyright", 0.7, False, True, "asked"),
        Outcome("furniture", "running-head", 0.98, True, False, "so"),
    ]


def test_a_pair_of_texts_has_the_findings_of_all_stages() -> None:
    found = measure(Pair("x", DIRTY.encode(), CLEAN.encode()), "en")
    told = [one for one in found.outcomes if one.stage == "spelling" and not one.asked]
    assert [(one.kind, one.right) for one in told] == [(judged.kind, judged.right) for judged in found.changes]
    assert {(one.kind, one.right) for one in told} >= {("spelling", True)}
    assert total("all", [found, found]).outcomes == found.outcomes * 2


def test_rows_of_a_table_are_right_as_often_as_the_truth_has_them() -> None:
    found = [(outcome(0.9), ("dash", "--")), (outcome(0.9), ("dash", "--")), (outcome(0.8), ("dash", "-"))]
    told = list(calibrate.judged(found, [("dash", "--"), ("ellipsis", "...")]))
    assert [one.right for one in told] == [True, False, False]
    assert [one.certainty for one in told] == [0.9, 0.9, 0.8]


def test_a_specimen_is_judged_by_its_tables() -> None:
    root = parse((ROOT / "tests/golden/specimen-the-clerk.xml").read_bytes())
    found = list(calibrate.of_specimen("specimen-the-clerk", root))
    assert {one.stage for one in found} == {"encoding", "typography", "blocks", "notes", "references"}
    assert all(one.right and 0 < one.certainty < 1 for one in found)
    for element in root.iter("{*}ref", "{*}quote", "{*}bibl"):  # what the tables do not say is wrong
        element.set("n", "99")
        element.text = f"Other {element.text or ''}"
    wrong = [one for one in calibrate.of_specimen("specimen-the-clerk", root) if not one.right]
    assert {one.stage for one in wrong} == {"blocks", "notes", "references"}


def test_the_page_has_the_numbers_in_its_tables() -> None:
    before = calibrate.PAGE.read_text(encoding="utf-8")
    some = [outcome(0.98), outcome(0.96, False), outcome(0.83), outcome(0.5, kind="hyphen-kept", asked=True)]
    made = calibrate.page(before, some)
    assert re.findall(r"^\|.*\| [\d.–]+ \| \d+ \| \d+ \| .*$", made, re.M) == [
        "| lines joined | 0.83 | 1 | 1 | 100% | 20.7–100% |",
        "| | 0.96–0.98 | 2 | 1 | 50.0% | 9.5–90.5% |",
        "| hyphens | 0.50 | 1 | 1 | 100% | 20.7–100% |",
    ]
    for row in (
        "| certain | 99% | none | | |",
        "| almost certain | 95% | 1 of 2 | 50.0% | 9.5–90.5% |",
        "| very likely | 80% | 1 of 1 | 100% | 20.7–100% |",
    ):
        assert row in made
    assert calibrate.page(made, some) == made
    prose = [[line for line in text.splitlines() if not line.startswith("|")] for text in (before, made)]
    assert prose[0] == prose[1]


@pytest.mark.parametrize(
    ("kind", "why", "sort"),
    [
        ("spelling", "lexicon: “ l  autre” is no word; confusion: the apostrophe of an elision.", "elisions without"),
        ("word-division", "confusion: no space between two words, in a noisy scan.", "words run together"),
        (
            "word-division",
            "confusion: a space inside the word, “In” from beside the line",
            "words divided by a line end",
        ),
        ("word-division", "confusion: a space inside the word, in a noisy scan.", "divided words joined"),
        (
            "word-division",
            "lexicon: “river” is 20 times as common as the two beside each other.",
            "divided words joined",
        ),
        ("word-division", "lexicon: “river” is a word, “riv” is none.", "divided words joined"),
        ("word-division", "lexicon: “river” is a word, and not both of its halves are.", "divided words joined"),
        ("spelling", "lexicon: “river” is a word, and has no capital inside.", "capitals"),
        ("real-word", "context: a small word inside a sentence, it fits", "capitals"),
        ("real-word", "context: “river” fits better; confusion: o misread as e, in a noisy scan.", "words for words"),
        (
            "spelling",
            "context: “river” fits better; confusion: o misread as e, in a noisy scan.",
            "letters, by the reader",
        ),
        ("spelling", "lexicon: “rivor” is no word, “river” is 9 times as common; confusion: x", "letters, by the judg"),
        ("spelling", "lexicon: “ri~ver” is no word; confusion: ~ put in.", "signs inside words"),
        ("doubled-word", "grammar: “the” stands twice.", ""),
    ],
)
def test_the_sort_of_a_change_of_a_word(kind: str, why: str, sort: str) -> None:
    found = calibrate.sort_of(Outcome("spelling", kind, 0.9, True, why=why))
    assert found.startswith(sort)
    assert bool(found) == bool(sort)


def test_the_rows_of_sorts() -> None:
    """What another stage did, or is asked, is in none."""
    why = "confusion: no space between two words."
    some = [Outcome("spelling", "word-division", sure, sure > 0.9, why=why) for sure in (0.85, 0.96, 0.97)]
    some += [Outcome("lines", "word-division", 0.9, True, why=why)]
    some += [Outcome("spelling", "word-division", 0.9, True, asked=True, why=why)]
    assert list(calibrate.by_sort(some)) == [
        "| words run together | 0.85 | 1 | 0 | 0.0% | 0.0–79.3% |",
        "| | 0.96–0.97 | 2 | 2 | 100% | 34.2–100% |",
    ]


def test_the_report_names_what_was_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(calibrate, "specimens", lambda: iter([outcome(0.9)]))
    for folder in ("books", "pages/ocr", "pages/truth"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("books/1.ocr.txt", "books/1.clean.txt", "pages/ocr/1.txt", "pages/truth/1.txt"):
        (tmp_path / name).write_text(TRUE, encoding="utf-8")
    told = list(calibrate.report(tmp_path))
    assert [line for line in told if not line.startswith(" ")] == [
        "Specimens: how sure, and how often right",
        "Development set: how sure, and how often right",
    ]
    assert any("lines       join" in line for line in told)
    assert len(list(calibrate.report(None))) == 4
