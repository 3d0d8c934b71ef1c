"""The stages: what they say of themselves is so, their order follows from it, and what the editor says of blocks is
known to all of them."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecdosis
from ecdosis.build import to_tei
from ecdosis.editor.rows import Decision
from ecdosis.errors import EcdosisError
from ecdosis.model.document import Block, Document, Mark
from ecdosis.model.kinds import KINDS
from ecdosis.model.pieces import Aside, Change, Edit, Piece, Span
from ecdosis.model.source import decode, opened
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.division import divide
from ecdosis.stages.run import each, run
from ecdosis.stages.stage import Context, Stage
from ecdosis.stages.table import BUILT_IN, LABEL, ordered, policies, responsible, stages, values
from ecdosis.tei.names import parse
from ecdosis.tei.read import read

SEEDS: Final = Path(__file__).parent.parent / "seeds"
ROOMS: Final = Path(ecdosis.__file__).parent / "stages"
NAMES: Final = [stage.name for stage in BUILT_IN]


def made_by(pieces: tuple[Piece, ...]) -> set[tuple[str, str]]:
    """Who did what in some pieces: stages and kinds."""
    found: set[tuple[str, str]] = set()
    for piece in pieces:
        if isinstance(piece, Change):
            found |= {(piece.by, piece.kind)} | made_by(piece.before)
        elif isinstance(piece, Aside):
            found |= {(piece.by, piece.kind)} | made_by(piece.pieces)
    return found


@pytest.mark.parametrize("path", sorted(SEEDS.glob("specimen-*.txt")), ids=lambda path: path.stem)
def test_a_stage_makes_what_it_says(path: Path) -> None:
    """Changes, asides, blocks, marks and questions are of its kinds."""
    asked = 0
    text = opened(decode(path.read_bytes()))
    named = {stage.name: stage.makes for stage in stages()} | {"decode": frozenset(KINDS)}
    for step in each(text, Context("en", values({}))):
        stage, document = step.stage, step.document
        kinds = {query.kind for query in document.queries[asked:]} if len(document.queries) >= asked else set()
        asked = len(document.queries)
        assert kinds <= stage.makes, stage.name
        of_text = made_by(document.text.pieces)
        of_blocks = {(block.by, block.type) for block in document.blocks if block.type != "p"}
        for by, kind in of_text | of_blocks | {(mark.by, mark.kind) for mark in document.marks}:
            assert kind in named[by], (by, kind)


def test_each_kind_is_made_by_somebody() -> None:
    made = {kind for stage in stages() for kind in stage.makes} - {LABEL}
    assert made <= set(KINDS)
    assert set(KINDS) - made == {"byte-order-mark", "emendation"}, "decoding and the editor"


@pytest.mark.parametrize("name", NAMES)
def test_room_stage_and_responsibility_have_one_name(name: str) -> None:
    assert (ROOMS / name).is_dir() or (ROOMS / f"{name}.py").is_file()
    room = [ROOMS / f"{name}.py"] if (ROOMS / f"{name}.py").is_file() else sorted((ROOMS / name).glob("*.py"))
    signed = {
        ast.literal_eval(node.value)
        for path in room
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id == "BY"
        and node.value
    }
    assert signed <= {name}
    assert name in responsible()


def test_the_order_follows_from_what_is_needed() -> None:
    assert [stage.name for stage in ordered(BUILT_IN)] == NAMES
    for position, stage in enumerate(BUILT_IN):
        assert set(stage.needs) <= set(NAMES[:position])
    backwards = [stage.name for stage in ordered(BUILT_IN[::-1])]
    for stage in BUILT_IN:
        assert all(backwards.index(before) < backwards.index(stage.name) for before in stage.needs)


def test_stages_that_cannot_be_ordered_are_told() -> None:
    one = Stage("one", "does", "x:y", frozenset(), needs=("two",))
    two = Stage("two", "does", "x:y", frozenset(), needs=("one",))
    with pytest.raises(EcdosisError, match=r"one \(needs two\), two \(needs one\)"):
        ordered([one, two])
    with pytest.raises(EcdosisError, match="have a name that is taken"):
        ordered([replace(one, needs=()), replace(one, needs=())])


def test_a_stage_is_left_out_for_a_language_that_it_does_not_know() -> None:
    stage = replace(BUILT_IN[0], languages=frozenset({"fr"}))
    text = Text.of("a ﬁne lamp")
    assert run(text, Context("en"), stages=[stage]).text.reading == "a ﬁne lamp"
    assert run(text, Context("fr"), stages=[stage]).text.reading == "a fine lamp"


def test_each_policy_says_what_its_values_mean_and_has_one_of_them() -> None:
    typography = {"quotation_marks", "dashes", "ellipses", "spacing"}
    assert set(policies()) == typography | {"purpose", "lost_quotation_marks", "correction", "languagetool"}
    assert all(policy.default in policy.values and policy.title for policy in policies().values())
    assert all(policy.usual("scholarly") in policy.values for policy in policies().values())
    assert all(words for policy in policies().values() for words in policy.values.values())
    assert values({"dashes": "source"}) == {name: p.default for name, p in policies().items()} | {"dashes": "source"}


# ------------------------------------------------------------ blocks are found once, and known to all

VERSES: Final = """The ferryman went down to the river in the evening, and the lamp was lit when he came there.

And wben the lamp was lit upon the shore,

he did not come to the ferry any more.

The ferryman went home in the morning, and the whole community had to be across before it turned.
"""


@pytest.mark.parametrize("type_", ["verse", "epigraph", "head 2"])
def test_what_the_editor_calls_verse_is_not_respelled(type_: str) -> None:
    """The spelling of a block whose wording may be meant is only asked about, whoever found that it is one."""

    def made(*rows: Decision) -> str:
        return read(parse(to_tei(VERSES.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=rows)))

    assert "And when the lamp" in made()
    assert "And wben the lamp" in made(Decision(1, -1, "And wben the lamp was lit", "block", type_))


def test_what_is_put_in_at_the_beginning_of_a_block_is_part_of_it() -> None:
    text = Text.of("one\ntwo\nthree")
    document = Document(text, divide(text).blocks)
    put_in, _ = text.edit([Edit(4, 4, "“", "punctuation", "spelling", 1.0, "")])
    blocks = document.read_as(put_in).blocks
    assert [put_in.reading[b.start : b.end] for b in blocks] == ["one", "“two", "three"]


def test_blocks_that_are_read_together_are_one() -> None:
    text = Text.of("one jum-\nped over\nthree")
    document = Document(text, (Block(0, 8, "head"), Block(9, 17), Block(18, 23, "verse")))
    joined, _ = text.edit([Edit(7, 9, "", "hyphen", "editor", 1.0, "")])
    found = [(joined.reading[b.start : b.end], b.type) for b in document.read_as(joined).blocks]
    assert found == [("one jumped over", "head"), ("three", "verse")]


def test_a_block_of_which_nothing_is_read_is_none() -> None:
    text = Text.of("one\ntwo\nthree")
    document = Document(
        text, divide(text).blocks, marks=(Mark(4, 7, "lead-in", 1.0, ""), Mark(8, 11, "lead-in", 1.0, ""))
    )
    less, _ = text.edit([Edit(4, 7, "", "emendation", "editor", 1.0, "")])
    found = document.read_as(less)
    assert [less.reading[b.start : b.end] for b in found.blocks] == ["one", "three"]
    assert [less.reading[m.start : m.end] for m in found.marks] == ["thr"]


@given(st.text("ab \n", max_size=40), st.data())
def test_every_word_stays_in_one_block(source: str, data: st.DataObject) -> None:
    """Whatever is edited or set aside: each character of the reading that is no white space is in exactly one block,
    these are in order and apart, and no line end is inside of one."""
    text = Text.of(source)
    document = Document(text, divide(text, [place for place in range(len(source)) if place % 7 == 3]).blocks)
    for _ in range(2):
        text = document.text
        length = len(text.reading)
        spans = data.draw(
            st.lists(st.tuples(st.integers(0, length), st.integers(0, 3), st.sampled_from(["", "x", " ", "yz"])))
        )
        places = [(a, min(length, a + width), after) for a, width, after in spans]
        if data.draw(st.booleans()):
            new, _ = text.edit(Edit(a, b, after, "spelling", "spelling", 0.9, "") for a, b, after in places)
        else:
            new, _ = text.set_aside(Span(a, b, "widget", "furniture", 0.9, "") for a, b, _ in places if a < b)
        document = document.read_as(new)
        covered = [place for block in document.blocks for place in range(block.start, block.end)]
        words = [place for place, c in enumerate(new.reading) if not c.isspace()]
        assert covered == sorted(set(covered))
        assert set(words) <= set(covered) or not document.blocks
        assert all("\n" not in new.reading[block.start : block.end] for block in document.blocks)
