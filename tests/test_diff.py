"""`ecdosis diff` tells what a rerun changed, and nothing else."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from textwrap import wrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor import rows
from ecdosis.editor.rows import Decision
from ecdosis.model.source import decode
from ecdosis.project import descriptor
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.align import CELLS, Hunk, hunks, places
from ecdosis.tei.diff import ChangedPassage, Difference, Fact, Label, diff, essence
from ecdosis.tei.file import digest
from ecdosis.tei.names import parse
from ecdosis.tei.read import OpenQuery, Recognised, Record, changes, queries, recognised
from test_tei import tei as tei_of
from test_tei import worked

SEEDS = Path(__file__).parent.parent / "seeds"
LEDGER = SEEDS / "specimen-the-ferry-ledger.txt"
CLERK = SEEDS / "specimen-the-clerk.txt"
DATED = Descriptor(id="x", edited="2026-12-31")
"""A descriptor with a date that later decisions do not change."""


def tei(source: bytes, *decided: Decision, known: Descriptor = DATED) -> bytes:
    return to_tei(source, known, Path("text.txt"), decisions=decided)


def compared(old: bytes, new: bytes) -> list[Difference]:
    return list(diff(parse(old), parse(new)))


def decision(sort: str, words: str, value: str = "", at: int = -1) -> Decision:
    return Decision(1, at, words, sort, value, "for a test", "Ann", "2026-12-01")


def of(found: Sequence[Difference], what: str) -> list[Difference]:
    return [difference for difference in found if difference.what == what]


def facts_of(found: Sequence[Difference]) -> dict[str, tuple[str | None, str | None]]:
    """The facts that differ: what they are about -> what they were, what they are."""
    told = {}
    for one in of(found, "fact"):
        pair = tuple(item.value if isinstance(item, Fact) else None for item in (one.old, one.new))
        told[next(item.about for item in (one.old, one.new) if isinstance(item, Fact))] = (pair[0], pair[1])
    return told


DECIDED_FACTS = {
    "edition: name": (None, "Ann"),
    "history: entry": (None, "Ann: 1 decision (1 {}). (2026-12-01)"),
}


def expected_facts(sort: str) -> dict[str, tuple[str | None, str | None]]:
    """What a first decision changes in the header."""
    return {about: (was, now and now.format(sort)) for about, (was, now) in DECIDED_FACTS.items()}


@pytest.mark.parametrize("path", sorted(SEEDS.glob("specimen-*.txt")), ids=lambda path: path.stem)
def test_a_rerun_of_the_same_changes_nothing(path: Path) -> None:
    known = descriptor.load(path.with_suffix(".toml"))
    decided = rows.load(path.with_suffix(".decisions.tsv"))
    both = [to_tei(path.read_bytes(), known, path, decisions=decided) for _ in range(2)]
    assert compared(*both) == []


def test_a_reading_of_the_editors() -> None:
    source = b"The ferry lay on the mud. The smith rode the house home that evening, and no one said a word of it."
    found = compared(tei(source), tei(source, decision("read", "rode the house home", "rode the horse home")))
    assert facts_of(found) == expected_facts("read")
    [change] = of(found, "change")
    assert (change.how, change.old) == ("new", None)
    assert isinstance(change.new, Record)
    assert (change.new.start, change.new.source, change.new.reading) == (source.index(b"house") + 2, "u", "r")
    [reading] = of(found, "reading")
    assert reading.old == ChangedPassage(1, "The smith rode the", "house", "home that evening, and")
    assert reading.new == ChangedPassage(1, "The smith rode the", "horse", "home that evening, and")
    assert len(found) == 4


def test_a_change_that_the_editor_takes_for_his_own_is_altered() -> None:
    source = b"They went to teh ferry, and then to the inn, and then home."
    machine, own = tei(source), tei(source, decision("accept", "to teh ferry", "to the ferry"))
    [change] = of(compared(machine, own), "change")
    assert (change.how, change.differs) == ("altered", ("by", "certainty", "why"))
    assert of(compared(machine, own), "reading") == []
    [back] = of(compared(own, machine), "change")
    assert (back.old, back.new) == (change.new, change.old)


def test_a_change_that_the_editor_rejects_is_gone() -> None:
    source = b"They went to teh ferry, and then to the inn, and then home."
    found = compared(tei(source), tei(source, decision("reject", "to teh ferry")))
    assert [(one.what, one.how) for one in found if one.what != "fact"] == [("change", "gone"), ("reading", "altered")]


def test_furniture_that_is_kept() -> None:
    source = LEDGER.read_bytes()
    words = "THE FERRY LEDGER"
    machine = tei(source)
    first = next(r for r in changes(parse(machine)) if words in r.source and r.kind == "running-head")
    found = compared(machine, tei(source, decision("keep", first.source.strip(), at=first.start)))
    [aside] = of(found, "aside")
    assert (aside.how, aside.old) == ("gone", first)
    gained = [one.new.words for one in of(found, "reading") if isinstance(one.new, ChangedPassage)]
    assert any(words in shown for shown in gained)


def test_a_block_taken_for_something_else() -> None:
    source = CLERK.read_bytes()
    machine = tei(source)
    found = compared(machine, tei(source, decision("block", "found it correct, and was sorry", "p")))
    [block, *_] = of(found, "block")  # and the source of the quotation is a reference in a paragraph
    assert block.how == "gone"
    assert isinstance(block.old, Recognised)
    assert block.old.type == "quote"
    found = compared(machine, tei(source, decision("block", "found it correct, and was sorry", "epigraph")))
    [block, *_] = of(found, "block")
    assert (block.how, isinstance(block.new, Recognised) and block.new.type) == ("altered", "epigraph")
    assert set(block.differs) == {"type", "by", "certainty", "why"}


def test_a_marker_that_is_none() -> None:
    source = CLERK.read_bytes()
    machine = tei(source)
    [*_, last] = [r for r in changes(parse(machine)) if r.kind == "note-marker"]
    found = compared(machine, tei(source, decision("keep", last.source, at=last.start)))
    assert [(one.how, one.old) for one in of(found, "note") if one.old == last] == [("gone", last)]


def test_a_page_of_another_number() -> None:
    old = tei(LEDGER.read_bytes())
    [first, *_] = parse(old).iter("{*}pb")
    number = str(first.get("n"))
    new = old.replace(f'n="{number}"'.encode(), b'n="iv"', 1)
    [page] = of(compared(old, new), "page")
    assert [isinstance(item, Label) and item.n for item in (page.old, page.new)] == [number, "iv"]
    assert len(compared(old, new)) == 1


def test_a_note_that_no_marker_leads_to_any_more() -> None:
    path = SEEDS / "specimen-the-measure-of-rope.txt"
    old = tei(path.read_bytes())
    new = re.sub(b'(<note xml:id="n[^>]*) target="#r[0-9]*"', rb"\1", old, count=1)
    [note] = compared(old, new)
    assert (note.what, note.how, note.differs) == ("note", "altered", ("linked",))


def test_what_is_not_compared_is_not_said_to_be_the_same() -> None:
    old = tei(CLERK.read_bytes())
    new = re.sub(b'type="text-sha256">[0-9a-f]{4}', b'type="text-sha256">0000', old)
    assert set(facts_of(compared(old, new))) == {"edition: number text-sha256"}


def test_questions_answered() -> None:
    source = "He said, “The boat is in the reeds, and nobody came for it.\n\nShe was late.".encode()
    decided = (decision("reject", "“The boat"),)
    found = compared(tei(source), tei(source, *decided))
    asked = [one.old for one in of(found, "query") if isinstance(one.old, OpenQuery)]
    assert {one.how for one in of(found, "query")} == {"gone"}  # of what is asked; the other row answers what was once
    assert all(any(query.source in one.text for one in decided) for query in asked)
    assert of(found, "change") == of(found, "reading") == []


def test_facts_that_were_told_later() -> None:
    source = CLERK.read_bytes()
    later = Descriptor(id="x", edited="2026-12-31", author="Ann Example", licence="CC0 1.0")
    found = compared(tei(source), tei(source, known=later))
    assert {one.what for one in found} == {"fact"}
    assert facts_of(found) == {
        "edition: author": (None, "Ann Example"),
        "work: author": (None, "Ann Example"),
        "terms: licence": (None, "CC0 1.0"),
        "terms: status": ("unknown", "free"),
        "terms: in words": ("The terms of use are not known.", None),
    }


def test_another_version_of_a_program() -> None:
    old = tei(CLERK.read_bytes())
    new = old.replace(b'ident="ftfy" version="6', b'ident="ftfy" version="7').replace(
        b"Ecdosis 0.1.0", b"Ecdosis 0.2.0"
    )
    told = facts_of(compared(old, new))
    assert told["program: ftfy"][1] == "7" + str(told["program: ftfy"][0])[1:]
    assert told["edition: name"] == ("Ecdosis 0.1.0", "Ecdosis 0.2.0")
    assert len(compared(old, new)) == 3, "the same name for eight stages is told once, and the history once"


def test_another_rule_is_named() -> None:
    old = tei(CLERK.read_bytes())
    new = old.replace(b"A typesetter's ligature, written as its letters.", b"Letters.")
    assert facts_of(compared(old, new)) == {
        "rule: ligature": ("A typesetter's ligature, written as its letters.", "Letters.")
    }


@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_the_old_things_with_the_differences_are_the_new_things(one: int, other: int) -> None:
    """Two random works on one source: no change or question is lost, and none is told that does not differ."""
    source = decode(
        b'I. The Boat\n\nIt was com-\nmunity,\x0c and "so on".\n12\nThe smith-\n\nman said 1 word. It rose.\n'
    )
    old, new = (tei_of(worked(source, Random(seed)), source) for seed in (one, other))
    found = diff(old, new)
    for whats, things in ((("change", "aside", "note"), changes), (("query",), queries), (("block",), recognised)):
        of_sort = [d for d in found if d.what in whats and not isinstance(d.old or d.new, Label)]
        stay = Counter(repr(essence(thing)) for thing in things(old))
        stay.subtract(repr(essence(d.old)) for d in of_sort if d.old)
        stay.update(repr(essence(d.new)) for d in of_sort if d.new)
        assert +stay == Counter(repr(essence(thing)) for thing in things(new))
        assert min(stay.values(), default=0) >= 0
        back = [d for d in diff(new, old) if d.what in whats and not isinstance(d.old or d.new, Label)]
        assert Counter(map(repr, back)) == Counter(repr(Difference(d.what, d.new, d.old)) for d in of_sort)
    assert diff(old, old) == diff(new, new) == ()
    assert bool(found) == (digest(old) != digest(new)) or any(d.what in ("query", "change", "block") for d in found)


# ---------------------------------------------------------------- another source


def test_a_source_with_more_before_it_has_all_the_same_things() -> None:
    source = LEDGER.read_bytes()
    found = compared(tei(source), tei(b"\n\n" + source))
    assert Counter(one.what for one in found) == Counter({"source": 1, "fact": 2})
    assert set(facts_of(found)) == {"source: size byte", "source: size codepoint"}


def test_a_better_copy_of_the_source() -> None:
    """A line end moved, a word misread no more, another that is new: only these differ."""
    source = LEDGER.read_bytes()
    better = source.replace(b"The ", b"This ", 1)
    [at] = [one for one in compared(tei(source), tei(better)) if one.what == "reading"]
    assert isinstance(at.old, ChangedPassage)
    assert isinstance(at.new, ChangedPassage)
    assert (at.old.words, at.new.words) == ("The", "This")


def test_a_change_is_found_though_lines_have_moved() -> None:
    prose = "It was late, and the tide had gone out. They went to teh ferry, and then to the inn. " * 6
    old, new = ("\n".join(wrap(prose, width)).encode() for width in (70, 64))
    assert [len(changes(parse(tei(text)))) for text in (old, new)] == [6, 6]
    found = compared(tei(old), tei(new))
    assert of(found, "source")
    assert {one.what for one in found} <= {"source", "fact"}


# ---------------------------------------------------------------- the alignment

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=12)


def put_in(old: Sequence[str], new: Sequence[str], found: Sequence[Hunk]) -> list[str]:
    """The old sequence with each hunk replaced by what the new one has there."""
    made, at = [], 0
    for hunk in found:
        made += [*old[at : hunk.start], *new[hunk.first : hunk.last]]
        at = hunk.end
    return [*made, *old[at:]]


@given(WORDS, WORDS)
def test_hunks_lead_from_one_to_the_other(old: list[str], new: list[str]) -> None:
    found = hunks(old, new)
    assert put_in(old, new, found) == new
    assert (found == ()) == (old == new)
    assert all(a.end < b.start or a.last < b.first for a, b in pairwise(found))


def test_long_texts_are_aligned_by_what_occurs_once() -> None:
    rng = Random(1)
    old = [str(rng.randrange(900)) for _ in range(6000)]
    new = [word if rng.random() < 0.97 else "new" for word in old]
    new[3000:3000] = ["more", "words"]
    assert len(old) * len(new) > CELLS
    found = hunks(old, new)
    assert put_in(old, new, found) == new
    altered = sum(a != b for a, b in zip(old, new[:3000] + new[3002:], strict=True))
    assert sum(hunk.last - hunk.first for hunk in found) <= altered + 2


def test_long_texts_in_which_all_recurs_are_aligned_by_windows() -> None:
    rng = Random(1)
    once = [str(rng.randrange(300)) for _ in range(3000)]
    old, new = once * 3, once * 3
    for at in range(50, len(new), 97):
        new[at] = "new"
    del new[4000:4005]
    found = hunks(old, new)
    assert put_in(old, new, found) == new
    assert sum(hunk.last - hunk.first for hunk in found) == sum(word == "new" for word in new)


@given(st.lists(st.sampled_from(["one", "two\n", "three  ", "four."]), max_size=8), WORDS, WORDS)
def test_places_rise_and_are_exact_where_the_words_are_the_same(
    parts: list[str], head: list[str], tail: list[str]
) -> None:
    old = " ".join(parts)
    new = " ".join([*head, *parts, *tail])
    place = places(old, new)
    found = [place(position) for position in range(len(old) + 1)]
    assert found == sorted(found)
    assert all(0 <= position <= len(new) for position in found)
    for index, character in enumerate(old):
        if not character.isspace():
            assert new[found[index]] == character


# ---------------------------------------------------------------- the command


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["diff", *arguments])
    return status, capsys.readouterr().out


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    source = CLERK.read_bytes()
    for name, data in (
        ("old", tei(source)),
        ("new", tei(source, decision("read", "exact change", "the exact change", at=1))),
    ):
        (tmp_path / f"{name}.xml").write_bytes(data)
    return str(tmp_path / "old.xml"), str(tmp_path / "new.xml")


def test_the_status_is_that_of_diff(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, files[0], files[0]) == (0, "Nothing differs.\n")
    assert run(capsys, files[0], files[0], "--format", "jsonl") == (0, "")
    status, shown = run(capsys, *files)
    assert status == 1
    assert "The source is the same." in shown.splitlines()[-1]
    assert main(["diff", files[0], "nowhere.xml"]) == 3


def test_a_file_that_is_not_ours_is_named(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = tmp_path / "theirs.xml"
    theirs.write_bytes(re.sub(b'cert="0[0-9.]*"', b'cert="high"', Path(files[0]).read_bytes()))
    for arguments in (["diff", files[0], str(theirs)], ["changes", str(theirs)], ["blocks", str(theirs)]):
        assert main(arguments) == 4
        assert "theirs.xml: not as Ecdosis writes it" in capsys.readouterr().err


def test_the_objects_say_the_same_as_the_report(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    status, shown = run(capsys, *files, "--format", "jsonl")
    objects: list[dict[str, Any]] = [json.loads(line) for line in shown.splitlines()]
    trees = [etree.parse(path).getroot() for path in files]
    assert status == 1
    assert [(o["what"], o["how"]) for o in objects] == [(d.what, d.how) for d in diff(trees[0], trees[1])]
    assert all(set(o) == {"what", "how", "differs", "old", "new"} for o in objects)
    [change] = [o for o in objects if o["what"] == "change"]
    assert change["new"]["by"] == "editor"
