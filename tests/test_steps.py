"""Budgets of work: what it says, costs and leaves when a stage is given up, and that no text of ours comes near."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.rows import Decision
from ecdosis.model.alike import LONG, Taken, opcodes
from ecdosis.model.kinds import ASIDES, CHANGES, NOTES
from ecdosis.model.pieces import Aside, Change
from ecdosis.model.source import decode, opened
from ecdosis.project import descriptor
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.run import run
from ecdosis.stages.stage import Context
from ecdosis.stages.table import stages
from ecdosis.steps import LEAST, Budget, Limits, OutOfSteps, Steps, spend
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore

SEEDS: Final = Path(__file__).parent.parent / "seeds"
SPECIMENS: Final = sorted(path.stem for path in SEEDS.glob("specimen-*.txt"))
KNOWN: Final = Descriptor(id="x", language="en")
ALLOWANCE: Final = {stage.name: stage.allowance for stage in stages()}
REPAIRS: Final = [
    stage.name
    for stage in stages()
    if stage.makes & (frozenset(CHANGES) | frozenset(ASIDES) | frozenset(NOTES)) and not stage.instead
]
"""Stages that change what is read, and for which nothing else is done where they are given up."""
SOME: Final = Budget(3, "nothing is joined")
TEXT: Final = """THE FERRY AT LOW WATER

CHAPTER I

The boat lay at the foot of the stone steps,1 and nobody who came down to it
that morning thought of asking why the ferrymanâ€™s lantern had been hung on
the wrong side of it, for teh tide was going out, and the whole community had
to be across before it turned. There had been a letter (Carr, Stalin, p. 44),
and in the evening there was another, of which nobody in the village knew any-
thing at all until the spring, when the river rose higher than the oldest men
could remember and the boat was found upon the meadow behind the clerk's house.

<tb>

"Il y a dans cette histoire de la révolution une lanterne," said the clerk -- and that was all.

The <i>Lantern</i> lay at the stage, the <i>Swan</i> lay above it, and the <i>Plover</i> had gone to the islands.

Digitized by the Internet Archive
in 1999 with funding from the Ferry Trust

Share this page

Print

CHAPTER II

The tide turned in the the night, and nobody crossed the river any more.

See [the register](https://example.org/register) and ![a boat](boat.png) there.

Notes

1. Letter of Crane to the clerk, 12 May 1871.

https://example.org/ferry

About us
Contact
Privacy policy
Terms of use
"""
"""A text in which each stage has something to do."""
LONG_WORD: Final = "pÃ¢tÃ©deferry" * 300
"""A word that is damaged all over: to compare it with what it was takes steps with the cube of its length."""


def built(source: str, allowance: Mapping[str, int] = ALLOWANCE, decisions: tuple[Decision, ...] = ()) -> bytes:
    return to_tei(source.encode(), KNOWN, Path("x.txt"), decisions=decisions, allowance=allowance)


def notices(tei: bytes) -> list[str]:
    """What the header says that a reader should know."""
    return [content(note) for note in parse(tei).iterfind(".//tei:note[@type='notice']", NAMESPACES)]


def of(tei: bytes, path: str) -> list[str]:
    """What the elements of a text at a path hold."""
    return [content(found) for found in parse(tei).iterfind(f".//tei:text//{path}", NAMESPACES)]


def test_steps_are_counted() -> None:
    steps = Steps(3)
    steps.spend(2, "it read")
    steps.spend(1, "it read")
    with pytest.raises(OutOfSteps, match="it wrote"):
        steps.spend(1, "it wrote")


def test_nothing_is_counted_where_there_is_no_budget() -> None:
    spend(10**12, "it read")
    limits = Limits({"lines": 1}, least=1)
    assert limits.within("lines", SOME, 5, lambda: "done", lambda: "not done") == "done"
    spend(10**12, "it read")


@pytest.mark.parametrize(("length", "counts"), [(10, LEAST), (LEAST, LEAST), (LEAST + 10, LEAST + 10)])
def test_a_budget_grows_with_the_text(length: int, counts: int) -> None:
    limits = Limits()
    allowed = SOME.allowance * counts - length
    assert limits.within("lines", SOME, length, lambda: spend(allowed, "it read"), lambda: spend(1, "")) is None
    assert limits.notices == []
    assert limits.within("lines", SOME, length, lambda: spend(allowed + 1, "it read"), lambda: None) is None
    assert len(limits.notices) == 1


def test_a_build_may_allow_another_budget() -> None:
    limits = Limits({"lines": 5}, least=1)
    assert limits.within("lines", SOME, 1, lambda: spend(4, "it read"), lambda: spend(1, "")) is None
    assert limits.within("notes", SOME, 1, lambda: spend(3, "it read"), lambda: None) is None
    assert len(limits.notices) == 1


def test_a_notice_says_what_was_given_up_on_what_and_what_to_do() -> None:
    limits = Limits({"lines": 7})
    limits.within("lines", SOME, 1, lambda: spend(10**9, "it measured the lines"), lambda: None)
    [said] = limits.notices
    assert "“lines” was given up while it measured the lines" in said
    assert "more than 7 steps a character" in said
    assert f"So {SOME.without}." in said
    assert "build from a copy without them" in said


def test_each_stage_has_an_allowance_and_a_cost() -> None:
    assert all(stage.allowance >= 20 and stage.without for stage in stages())


@pytest.mark.parametrize("stage", ALLOWANCE)
def test_a_stage_given_up_is_left_out_and_said(stage: str) -> None:
    """The edition is built without it, and gives its source back."""
    whole, tei = built(TEXT), built(TEXT, {**ALLOWANCE, stage: 0})
    assert notices(whole) == []
    said, *ill = notices(tei)
    assert f"“{stage}” was given up" in said
    assert [one for one in ill if "break off" not in one and "misread" not in one] == []
    assert bool(ill) == (stage == "lines")  # what is not joined looks ill, and that is said too
    assert restore(parse(tei)) == TEXT.encode()
    assert tei.partition(b"<text")[2] != whole.partition(b"<text")[2]


@pytest.mark.parametrize("stage", REPAIRS)
def test_a_repair_given_up_is_as_if_it_were_not_there(stage: str) -> None:
    text = opened(decode(TEXT.encode()))
    given_up = run(text, Context("en"), Limits({stage: 0}))
    assert given_up == run(text, Context("en"), stages=[one for one in stages() if one.name != stage])
    assert stage in {piece.by for piece in run(text, Context("en")).text.pieces if isinstance(piece, Change | Aside)}


def test_without_blocks_references_and_languages_there_are_none() -> None:
    whole = built(TEXT)
    assert of(whole, "tei:head")
    assert of(whole, "tei:bibl")
    assert of(whole, "tei:foreign")
    bare = built(TEXT, {**ALLOWANCE, "blocks": 0, "references": 0, "foreign": 0})
    assert len(notices(bare)) == 3
    assert of(bare, "tei:head") + of(bare, "tei:bibl") + of(bare, "tei:foreign") == []
    assert len(of(bare, "tei:p")) > len(of(whole, "tei:p"))


def test_what_the_editor_decides_is_done_all_the_same() -> None:
    decisions = tuple(
        Decision(row, -1, text, decision, value, "so it is", "", "")
        for row, (text, decision, value) in enumerate(
            [
                ("The tide turned", "block", "quote"),
                ("Crane to the clerk", "reference", ""),
                ("lantern had been", "read", "boat had been"),
                ("nobody crossed", "foreign", "de"),
                ("Share this page", "aside", "navigation"),
            ],
            start=2,
        )
    )
    tei = built(TEXT, dict.fromkeys(ALLOWANCE, 0), decisions)
    assert sum("was given up" in notice for notice in notices(tei)) == len(ALLOWANCE)
    assert restore(parse(tei)) == TEXT.encode()
    assert any("The tide turned" in quote for quote in of(tei, "tei:quote"))
    assert any("Crane" in bibl for bibl in of(tei, "tei:bibl"))
    assert of(tei, "tei:foreign") == ["nobody crossed"]
    assert of(tei, "tei:fw[@type='navigation']") == ["Share this page"]
    assert "boat" in of(tei, "tei:corr")


@given(
    source=st.text(st.sampled_from("ab “”’Ã©â€™\"'-\n\f1[(*."), max_size=300) | st.just(TEXT) | st.just(LONG_WORD[:60]),
    allowed=st.fixed_dictionaries(dict.fromkeys(ALLOWANCE, st.integers(0, 40))),
)
def test_wherever_a_stage_is_given_up_the_source_is_whole(source: str, allowed: dict[str, int]) -> None:
    limits = Limits(allowed, least=1)
    document = run(opened(decode(source.encode())), Context("en"), limits)
    assert document.text.leaf_source() == source
    assert all(0 <= query.start <= query.end <= len(source) for query in document.queries)
    assert len(limits.notices) <= len(allowed)
    if source.strip():
        assert restore(parse(built(source, {stage: n // 20 for stage, n in allowed.items()}))) == source.encode()


def test_what_was_done_before_does_not_count() -> None:
    """The same text gives the same bytes, whatever was built before it in this process."""
    once = built(LONG_WORD)
    built(TEXT + LONG_WORD[:100])
    assert built(LONG_WORD) == once
    assert len(notices(once)) == 1


def test_a_build_says_what_was_given_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "word.txt").write_text(LONG_WORD, encoding="utf-8")
    assert main(["build", str(tmp_path / "word.txt"), "-o", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert "“encoding” was given up while it compared" in " ".join((said.out + said.err).split())
    tei = (tmp_path / "out" / "word.xml").read_bytes()
    assert restore(parse(tei)) == LONG_WORD.encode()
    [notice] = notices(tei)
    assert "“encoding” was given up" in notice


@pytest.mark.parametrize("name", SPECIMENS)
def test_our_texts_take_a_tenth_of_what_is_allowed_at_most(name: str) -> None:
    path = SEEDS / f"{name}.txt"
    tenth = {stage: allowed // 10 for stage, allowed in ALLOWANCE.items()}
    tei = to_tei(path.read_bytes(), descriptor.load(SEEDS / f"{name}.toml"), path, allowance=tenth)
    assert notices(tei) == []


@pytest.mark.parametrize("unit", ["a.b.", "I.I.I.", "1.2.", "-", "”"])
def test_a_long_run_is_no_reason_to_give_up(unit: str) -> None:
    """It was quadratic: 50 kB took more than a minute."""
    assert not any("given up" in notice for notice in notices(built(unit * (20_000 // len(unit)))))


@given(st.text("abc", max_size=30), st.text("abc", max_size=30))
def test_texts_are_compared_as_by_difflib(before: str, after: str) -> None:
    expected = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    assert opcodes(before, after, "it compared") == expected


@given(st.lists(st.sampled_from(["the ", "ferry ", "lampe", " ", "é "]), min_size=LONG, max_size=LONG + 50), st.data())
def test_long_texts_are_compared_by_their_words(words: list[str], data: st.DataObject) -> None:
    before = "".join(words)
    place = data.draw(st.integers(0, len(words) - 1))
    after = "".join([*words[:place], "boat ", *words[place + 2 :]])
    made = ""
    at = to = 0
    for how, a, b, c, d in opcodes(before, after, "it compared"):
        assert (a, c) == (at, to)
        assert (before[a:b] == after[c:d]) == (how == "equal")
        at, to = b, d
        made += before[a:b] if how == "equal" else after[c:d]
    assert (at, to, made) == (len(before), len(after), after)


def test_a_long_damaged_paragraph_is_mended() -> None:
    """Of which the blanks are lost that belong to its letters, so that it can only be compared as a whole."""
    good = "On a trouvé à la fin de l’été, à côté du gué, une lanterne qui était brûlée à jamais. " * 60
    damaged = good.encode().decode("cp1252", "ignore").replace("\xa0", " ")
    tei = built(f"{damaged}\n")
    assert notices(tei) == []
    assert read(parse(tei)) == f"{good.strip()}\n"


@pytest.mark.parametrize(
    ("before", "after", "least", "most"), [("abc", "xyz", 3, 3), ("aaaa", "aaaa", 20, 20), ("", "x", 0, 0)]
)
def test_comparing_costs_what_it_takes(before: str, after: str, least: int, most: int) -> None:
    def spent(allowed: int) -> bool:
        return Limits({"lines": 1}, least=allowed).within(
            "lines", SOME, 0, lambda: bool(opcodes(before, after, "it compared")) or True, lambda: False
        )

    assert spent(most)
    assert least == 0 or not spent(least - 1)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=8), st.integers(0, 35), st.integers(1, 6))
def test_what_is_taken(spans: list[tuple[int, int]], start: int, width: int) -> None:
    ranges = [(a, a + length) for a, length in spans]
    expected = any(a < start + width and start < b for a, b in ranges)
    assert Taken(ranges).meets(start, start + width) == expected
