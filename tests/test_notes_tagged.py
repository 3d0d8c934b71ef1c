"""Notes that say that they are notes: which calls lead to which, and what TEI is made of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ecdosis.book.book import all_inlines
from ecdosis.book.inlines import NoteRef
from ecdosis.book.reader import book
from ecdosis.editor.decide import answers
from ecdosis.model.pieces import Aside
from ecdosis.model.text import Text
from ecdosis.stages.notes import repair
from ecdosis.stages.notes.align import aligned
from ecdosis.stages.notes.bodies import Body
from ecdosis.stages.notes.lists import Series
from ecdosis.stages.notes.markers import MarkerCandidate
from ecdosis.stages.notes.pairs import in_pairs
from ecdosis.stages.notes.tagged import marks
from ecdosis.tei.names import NAMESPACES
from ecdosis.tei.read import queries, read
from ecdosis.tei.restore import restore
from shapes import markers, typed
from test_decisions import built
from test_tei import problems

SOURCE = """The clerk wrote it into the ledger of the ferry.[1] Nobody at the ferry had seen
the lamp.[2]

[Footnote 1: In 1907, as the ledger has it
in two places.]

[Footnote 2: The same.]

It was late when the miller came over.
"""


def test_what_says_that_a_note_is_one_is_a_change_and_its_number_the_label() -> None:
    document = built("", SOURCE)
    assert problems(document) == []
    notes = found(document, "//tei:text//tei:note")
    assert [note.xpath("string(tei:label)", namespaces=NAMESPACES) for note in notes] == ["1", "2"]
    says = [note.xpath("tei:choice[tei:reg[not(node())]]/tei:orig/text()", namespaces=NAMESPACES) for note in notes]
    assert says == [["[Footnote ", ": ", "]"], ["[Footnote ", ": ", "]"]]
    assert read(document).split("\n\n")[-2:] == ["[1] In 1907, as the ledger has it in two places.", "[2] The same.\n"]
    assert restore(document) == SOURCE.encode()


IN_PLACE = """The keeper came down to the water in the evening [Footnote: He had done so
for [thirty] years.] and looked at the boards for a long while. The river was
high, and the boards were old; he had asked for new ones in the spring.

"They will hold," he said, "until the mill is quiet." [Footnote: The mill at
Arden stood still from June on.] Nobody answered him, for nobody was there.

Then he went home to his supper, which was cold, and to his wife, who was
[Footnote: Until May.] not. She asked him nothing, and he told her all of it.
"""


def test_a_note_in_a_sentence_leaves_the_sentence_whole() -> None:
    document = built("", IN_PLACE)
    assert problems(document) == []
    assert restore(document) == IN_PLACE.encode()
    assert repair(Text.of(IN_PLACE))[0].reading.startswith(
        "The keeper came down to the water in the evening and looked"
    )
    evening, said, supper, *notes = read(document).rstrip().split("\n\n")
    assert evening.startswith("The keeper came down to the water in the evening and looked at the boards")
    assert evening.endswith("The river was high, and the boards were old; he had asked for new ones in the spring.")
    assert said == "“They will hold,” he said, “until the mill is quiet.” Nobody answered him, for nobody was there."
    assert supper.endswith("and to his wife, who was not. She asked him nothing, and he told her all of it.")
    assert notes == [
        "[1] He had done so for [thirty] years.",
        "[2] The mill at Arden stood still from June on.",
        "[3] Until May.",
    ]


@pytest.mark.parametrize(("others", "paired"), [(0, True), (3, True), (4, False)])
def test_notes_in_brackets_show_a_form_where_they_answer_half_of_the_numbers(others: int, *, paired: bool) -> None:
    markers_of = [MarkerCandidate(one, one + 3, one, str(one), "bracket", 1.0) for one in range(1, 4 + others)]
    bodies = tuple(Body(100 + one, 110 + one, str(one), one, "bracket") for one in range(1, 4))
    assert in_pairs([Series(bodies)], markers_of) == paired


def test_a_bracket_that_ends_a_note_with_a_label_is_its_own() -> None:
    assert marks("3 See the ledger]", "3") == []
    assert marks("See the ledger]", "3") == [(14, 15)]


def test_of_what_the_editor_says_to_be_no_note_the_marks_stay() -> None:
    document = built("\t[Footnote 2: The same.]\tkeep", SOURCE)
    assert "[Footnote 2: The same.]" in read(document)
    assert [label for label, _, note in markers(document) if note] == ["1"]


def found(root: etree._Element, path: str) -> list[etree._Element]:
    elements = root.xpath(path, namespaces=NAMESPACES)
    assert isinstance(elements, list)
    return [element for element in elements if isinstance(element, etree._Element)]


@given(st.text("123", max_size=8), st.text("123", max_size=8))
def test_only_what_all_best_alignments_share_is_linked(calls: str, bodies: str) -> None:
    found = sorted(aligned(calls, bodies).items())
    assert all(calls[call] == bodies[body] for call, body in found)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    best = alignments(calls, bodies)
    assert set(found) == set.intersection(*best) if best else not found


def alignments(calls: str, bodies: str) -> list[set[tuple[int, int]]]:
    """All longest common subsequences of two short texts, as sets of pairs: tried one by one."""
    every: list[list[tuple[int, int]]] = [[]]
    pairs = [(c, b) for c in range(len(calls)) for b in range(len(bodies)) if calls[c] == bodies[b]]
    for pair in pairs:
        every += [[*chain, pair] for chain in every if not chain or (chain[-1][0] < pair[0] and chain[-1][1] < pair[1])]
    longest = max(map(len, every))
    return [set(chain) for chain in every if len(chain) == longest]


def test_of_hundreds_of_notes_that_have_one_sign_nothing_is_told() -> None:
    assert len(aligned("A" * 447, "A" * 447)) == 447
    assert not aligned("A" * 448, "A" * 448)  # more than 200,000 pairs


def test_a_call_that_may_not_lead_there_does_not() -> None:
    assert aligned("11", "11", lambda call, body: (call, body) != (0, 0)) == {}
    assert aligned("12", "12", lambda call, _: call > 0) == {1: 1}


def test_a_note_that_is_looked_at_again_stays_as_it_is() -> None:
    once, _ = repair(Text.of(SOURCE))
    assert repair(once)[0] == once
    assert [piece.kind for piece in once.pieces if isinstance(piece, Aside)] == [
        "note-marker",
        "note-marker",
        "footnote",
        "footnote",
    ]


def heads(*chapters: str) -> list[str]:
    """What the headings of some chapters are, parted by lines as transcribers do."""
    document = built("", "\n\n\n\n\n".join(chapters) + "\n")
    assert problems(document) == []
    return [f"{kind}: {text}" for kind, text in typed(document) if kind.startswith("head")]


PARAGRAPH = "The clerk wrote it into the ledger of the ferry. Nobody at the ferry had seen the lamp, or said so."


def test_notes_at_the_end_of_a_chapter_stand_in_it_under_their_heading() -> None:
    noted = [
        f"CHAPTER {name}\n\n{PARAGRAPH}[{at}]\n\n\nFOOTNOTES:\n\n[Footnote {at}: In 1907.]"
        for at, name in enumerate(("I", "II"), 1)
    ]
    assert heads(*noted, f"CHAPTER III\n\n{PARAGRAPH}") == [
        "head 1: CHAPTER I",
        "head 2: FOOTNOTES:",
        "head 1: CHAPTER II",
        "head 2: FOOTNOTES:",
        "head 1: CHAPTER III",
    ]


@pytest.mark.parametrize("last", [(), (f"APPENDIX\n\n{PARAGRAPH}",)])
def test_notes_at_the_end_of_the_book_stand_in_no_chapter(last: tuple[str, ...]) -> None:
    chapters = [f"CHAPTER {name}\n\n{PARAGRAPH}[{at}]" for at, name in enumerate(("I", "II"), 1)]
    notes = "FOOTNOTES:\n\n[Footnote 1: In 1907.]\n\n[Footnote 2: In 1908.]"
    assert heads(*chapters, notes, *last)[2:3] == ["head 1: FOOTNOTES:"]


NAMED = """The clerk wrote it into the ledger of the ferry.[^2-01-1] Nobody at the ferry had
seen the lamp.[^livy] Her brother kept it.[^{third}] It was late.[^2-01-1]

[^livy]: The same, at Leeds.

[^2-01-1]: In 1907, as the ledger has it.

[^{third}]: At York.
"""


@pytest.mark.parametrize(
    ("third", "labels"),
    [
        ("a-b-c", ["1", "2", "3", "1"]),
        ("1", ["2", "3", "1", "2"]),  # a number of the text's own is no other note's
        ("2", ["1", "3", "2", "1"]),
        ("b", ["1", "2", "b", "1"]),
        ("2b", ["1", "2", "2b", "1"]),
        ("xvii", ["1", "2", "xvii", "1"]),
    ],
)
def test_a_name_that_only_the_writer_knows_is_shown_as_a_number(third: str, labels: list[str]) -> None:
    document = built("", NAMED.replace("{third}", third))
    names = ["2-01-1", "livy", third, "2-01-1"]
    assert [label for label, _, _ in markers(document)] == names
    made = book(document)
    shown = [one for one in all_inlines(made.blocks) if isinstance(one, NoteRef)]
    assert [one.label for one in shown] == labels
    assert {note.id: note.label for note in made.notes} == {one.note: one.label for one in shown}


def test_an_editor_calls_a_note_as_he_likes() -> None:
    row = "\tThe same.\tnote\tledger"
    document = built(row, "The clerk wrote it.\n\nThe same.\n\nIt was late when the miller came over.\n")
    assert [note.label for note in book(document).notes] == ["ledger"]


ENDLESS = """The clerk wrote it into the ledger of the ferry.[1] Nobody at the ferry had seen the lamp.[2]

It was late when the miller came over.

[1] At Leeds.

[2] A ballad has:

The lamp is out,
and the boat is late.

Her brother kept the other half of the garden, as they say.

The river rose.[3] It fell again.

[3] At York.
"""


def test_whether_a_note_that_ends_with_a_colon_goes_on_is_asked_and_yes_makes_it_one() -> None:
    document = built("", ENDLESS)
    [query] = queries(document)
    assert (query.kind, query.suggestion) == ("footnote", "2")
    assert " ".join(query.source.split()) == "[2] A ballad has: The lamp is out, and the boat is late."
    [row] = answers([query], ENDLESS)
    decided = built("\t".join(map(str, row[:4])), ENDLESS)
    assert not list(queries(decided))
    assert problems(decided) == []
    assert restore(decided) == ENDLESS.encode()
    assert "[2] A ballad has: The lamp is out, and the boat is late." in read(decided).split("\n\n")
    assert read(decided).count("lamp is out") == 1
    assert [label for label, _, note in markers(decided) if note] == ["1", "2", "3"]


@pytest.mark.parametrize(("notes", "asked"), [(12, 12), (13, 0)])
def test_of_more_than_twelve_such_notes_none_is_asked_about(notes: int, asked: int) -> None:
    around = "The clerk wrote it into the ledger of the ferry.\n" * 5
    parts = [f"It was so.[{at}]\n\n[{at}] They have:\n\n{around}" for at in range(1, notes + 1)]
    _, found = repair(Text.of(around + "\n".join(parts)))
    assert [query.kind for query in found] == ["footnote"] * asked
