"""The editor's decision wins, everywhere and only where it was made: it answers its own question and no other, every
stage knows it, and none of any kind costs the edition or its source."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.editor.decide import answer
from ecdosis.editor.decisions import Decisions, answers
from ecdosis.editor.meanings import MEANINGS
from ecdosis.editor.places import Located, in_context, locate, shortened
from ecdosis.editor.rows import FURNITURE, Decision, checked
from ecdosis.errors import UsageError
from ecdosis.model.document import TYPES
from ecdosis.model.kinds import BLOCKS
from ecdosis.model.pieces import Query
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages import references
from ecdosis.tei.names import ID, NAMESPACES, content, parse
from ecdosis.tei.read import OpenQuery, changes, queries, read, recognised
from ecdosis.tei.restore import restore
from shapes import markers
from test_proof import DIRT
from test_tei import problems

LETTER: Final = (
    "The keeper wrote to the board of the harbour every spring, and every spring the board did not reply. He wanted "
    "oil, and a ladder, and somebody to hold it. In the end he held it himself, in spite off the wind, and “nobody was "
    "the wiser for it.\n\nWhen the board came down to see the lamp he had gone to bed, and the lamp was seen by the "
    "board alone, which found it good. The lamp 0 it was the old one – went on until the morning.\n"
)
"""Two paragraphs, with questions in both."""
SLIP: Final = "He was not a able man, and he did not pretend to be one."
"""A sentence with a slip that is mended in prose, and only asked about in what somebody else wrote."""


def made(source: str, *decisions: Decision) -> etree._Element:
    known = Descriptor(id="x", language="en")
    root = parse(to_tei(source.encode(), known, Path("x.txt"), decisions=decisions))
    assert restore(root) == source.encode()
    return root


def asked(source: str, *decisions: Decision) -> list[tuple[int, str, str]]:
    return [(one.start, one.kind, one.suggestion) for one in queries(made(source, *decisions))]


# ---------------------------------------------------------------- it answers its own question, and no other


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "reviewed"])
def test_what_a_block_is_says_nothing_of_the_words_in_it(kind: str) -> None:
    first = LETTER.split("\n")[0]
    before = asked(LETTER)
    assert {place for place, _, _ in before if place < len(first)}
    after = asked(LETTER, Decision(1, 0, shortened(first), "block", kind))
    assert {one[0] for one in before} <= {one[0] for one in after}


def test_a_row_of_blocks_says_nothing_of_the_words_in_it() -> None:
    source = f"CHAPTER II\n\n“{SLIP}”\n\n— Ann Example, Letters\n\n{LETTER}"
    place = source.index("a able")
    [question] = [one for one in asked(source) if one[0] == place]
    [block] = [one for one in recognised(made(source)) if one.type == "epigraph"]
    assert question in asked(source, Decision(1, block.start, shortened(block.source), "block", block.type))


@pytest.mark.parametrize(
    ("decision", "about", "kind", "answered"),
    [
        ("block", (0, 90), "head", True),
        ("block", (0, 90), "spelling", False),
        ("block", (0, 90), "note-marker", False),
        ("read", (0, 90), "spelling", True),
        ("read", (40, 44), "verse", False),  # of the block that the word is in
        ("reject", (40, 44), "verse", False),
        ("reject", (0, 90), "verse", True),  # no to a question about just that block
        ("keep", (0, 90), "verse", True),
        ("keep", (40, 44), "verse", False),
        ("keep", (40, 44), "running-head", True),
        ("aside", (0, 90), "verse", True),
        ("marker", (40, 44), "note-marker", True),
        ("marker", (43, 44), "spelling", False),  # glued to the word
        ("note", (0, 90), "spelling", False),
        ("join", (39, 60), "join", True),
        ("join", (39, 60), "spelling", False),
        ("foreign", (0, 90), "spelling", True),
        ("foreign", (0, 90), "punctuation", False),
        ("reference", (0, 90), "spelling", False),
        ("read", (43, 60), "spelling", True),
        ("read", (44, 60), "spelling", False),  # other words
        ("read", (20, 41), "spelling", True),
        ("read", (20, 40), "spelling", False),
    ],
)
def test_which_questions_a_decision_answers(decision: str, about: tuple[int, int], kind: str, answered: bool) -> None:
    """The question is about the word from 40 to 44, or about the block from 0 to 90."""
    asked = Query(*((0, 90) if kind in BLOCKS else (40, 44)), kind, "x", 0.5, "so")
    one = Located(Decision(1, about[0], "x", decision), *about)
    assert Decisions((one,)).unanswered([asked]) == (() if answered else (asked,))
    assert answers(one, asked) is answered


@pytest.mark.parametrize(
    ("about", "answered"), [((39, 40), False), ((40, 41), True), ((41, 42), False), ((40, 40), True), ((30, 50), True)]
)
def test_a_question_about_a_place_is_about_what_stands_there(about: tuple[int, int], answered: bool) -> None:
    asked = Query(40, 40, "punctuation", "spelling", 0.5, "so", " ")
    one = Located(Decision(1, about[0], "x", "read"), *about)
    assert Decisions((one,)).unanswered([asked]) == (() if answered else (asked,))
    assert answers(one, asked) is answered


def test_a_marker_answers_what_is_asked_of_nothing_else() -> None:
    asked = Query(40, 43, "punctuation", "spelling", 0.5, "a bracket is never closed")
    assert Decisions((Located(Decision(1, 40, "[3]", "marker"), 40, 43),)).unanswered([asked]) == ()


@pytest.mark.parametrize(("number", "question"), list(enumerate(queries(made(LETTER)))))
def test_each_question_is_answered_by_yes_and_by_no_and_the_others_stay(number: int, question: OpenQuery) -> None:
    before = queries(made(LETTER))
    at, words, decision, value = answer(question, LETTER)
    start, end = in_context(LETTER, question.start, question.end)
    for row in (
        Decision(1, at, words, decision, value),
        Decision(1, start, " ".join(LETTER[start:end].split()), "reject", ""),
        Decision(1, question.start, LETTER[question.start : question.end], "keep", ""),
    ):
        left = queries(made(LETTER, row))
        others = [one for other, one in enumerate(before) if other != number and not _near(one, question)]
        assert question.start not in {one.start for one in left if one.kind == question.kind}
        assert {one.start for one in others} <= {one.start for one in left}


def _near(one: OpenQuery, other: OpenQuery) -> bool:
    return abs(one.start - other.start) < 20


# ---------------------------------------------------------------- it leaves what is beside it alone

TYPED: Final = '“One.” “Two.” “Three.” He came,, saw, and had a apple, and nobody saw tbe,, boat in the "good" reeds.'
"""Slips that touch each other, and marks that touch a word: all are mended."""
MENDED: Final = "“One.” “Two.” “Three.” He came, saw, and had an apple, and nobody saw the, boat in the “good” reeds."


@pytest.mark.parametrize("decision", ["keep", "reject"])
@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("tbe", "the"),
        ("tbe,", "the"),  # the first comma is no part of the change
        ("tbe,,", "the, → tbe,,"),
        ("saw tbe", "saw the → saw tbe"),
        ("good", ""),  # between the marks
        ('"good', '“good → "good'),
        ('good"', 'good” → good"'),
        ('"good"', '“good” → "good"'),
        ("boat", ""),
        ("had", ""),
        ("a apple", "an apple → a apple"),
        ("had a", "an apple → a apple"),
        ("apple,", ""),
    ],
)
def test_what_is_beside_the_words_of_a_no_stays_mended(decision: str, words: str, stays: str) -> None:
    changed, _, back = (stays or "x → x").partition(" → ")
    expected = MENDED.replace("the, boat", "tbe, boat") if stays == "the" else MENDED.replace(changed, back)
    assert read(made(TYPED)) == f"{MENDED}\n"
    assert read(made(TYPED, Decision(1, -1, words, decision))) == f"{expected}\n"


def test_no_to_a_question_leaves_the_change_beside_it_alone() -> None:
    source = "He sat on the bank in spite off tbe wind, and the keeper saw that the boats were all over there." + DIRT
    [asked] = queries(made(source))
    assert (asked.source, asked.suggestion) == ("off", "of")
    left = made(source, Decision(1, -1, "spite off tbe wind", "reject"))
    assert "spite off the wind" in read(left)
    assert queries(left) == ()
    kept = made(source, Decision(1, -1, "spite off tbe wind", "keep"))
    assert "spite off tbe wind" in read(kept)


def test_a_reading_of_the_machine_is_of_its_kind_whatever_was_mended_beside_it() -> None:
    root = made(TYPED.replace("tbe,,", '"tbe"'), Decision(1, -1, "tbe", "read", "the"))
    assert [(one.source, one.reading, one.kind) for one in changes(root) if one.by == "editor"] == [
        ("b", "h", "spelling")
    ]


def test_a_reading_stands_for_the_words_that_differ_alone() -> None:
    root = made(TYPED, Decision(1, -1, "saw tbe,, boat", "read", "saw tbe,, ship"))
    assert "saw the, ship in" in read(root)
    assert [(one.source, one.reading) for one in changes(root) if one.by == "editor"] == [("boat", "ship")]
    other = made(TYPED, Decision(1, -1, "nobody saw tbe,, boat", "read", "somebody saw tbe,, boat"))
    assert "and somebody saw the, boat in" in read(other)


def test_where_a_block_begins_what_ends_before_it_stays_mended() -> None:
    assert read(made(TYPED, Decision(1, -1, "saw, and", "split"))) == MENDED.replace("came, saw", "came,\n\nsaw") + "\n"


def test_decisions_about_words_that_touch() -> None:
    rows = (Decision(1, -1, "came", "read", "went"), Decision(2, TYPED.index(",,"), ",", "read", ";"))
    assert "He went; saw, and" in read(made(TYPED, *rows))


PLACED: Final = "The old lamp was lit in the winter of the year."


@pytest.mark.parametrize(
    ("older", "newer", "left"),
    [
        (("read", "lamp", "boat"), ("reject", "lamp", ""), ["reject"]),
        (("reject", "lamp", ""), ("read", "lamp", "boat"), ["read"]),
        (("reject", "old lamp", ""), ("read", "lamp", "boat"), ["reject", "read"]),  # it says more
        (("reject", "lamp", ""), ("read", "old lamp", "new boat"), ["read"]),
        (("reject", "old lamp", ""), ("read", "lamp was", "boat is"), None),
        (("reject", "lamp was", ""), ("read", "old lamp", "new boat"), None),
        (("read", "lamp", "boat"), ("accept", "old lamp", "new ship"), ["accept"]),
        (("read", "old lamp", "new boat"), ("read", "lamp", "ship"), None),
        (("read", "old lamp", "new boat"), ("read", "old", "grey"), None),
        (("read", "old lamp", "new boat"), ("read", "was lit", "is seen"), ["read", "read"]),
        (("aside", "lamp", "slug"), ("aside", "lamp", "widget"), ["aside"]),
        (("aside", "lamp", "slug"), ("read", "lamp", "boat"), None),
        (("keep", "lamp", ""), ("read", "lamp", "boat"), ["keep", "read"]),
        (("block", "The old", "p"), ("block", "The old lamp", "quote"), ["block"]),
        (("block", "The old lamp", "p"), ("block", "The old", "quote"), None),
        (("block", "The old lamp", "p"), ("foreign", "old lamp", "fr"), ["block", "foreign"]),
        (("foreign", "old lamp", "fr"), ("foreign", "lamp was", "de"), None),
    ],
)
def test_of_two_about_the_same_words_the_later_counts(
    older: tuple[str, str, str], newer: tuple[str, str, str], left: list[str] | None
) -> None:
    """Where it is about all of them, and of the same sort; two that cannot both be done are an error."""
    rows = [Decision(n, -1, words, sort, value) for n, (sort, words, value) in enumerate((older, newer), 1)]
    if left is None:
        with pytest.raises(UsageError, match="rows 1 and 2 decide about the same words"):
            locate(rows, PLACED, "x")
        return
    located = locate(rows, PLACED, "x")
    assert [one.decision.decision for one in located] == left
    assert located[-1].decision.row == 2


def test_decisions_of_all_sorts_about_the_same_words() -> None:
    source = f"{SLIP}\n\nThe old lamp burned, he says in the Ledger of 1907.\n\n{LETTER}"
    rows = (
        Decision(1, -1, "The old lamp burned", "block", "quote"),
        Decision(2, -1, "Ledger of 1907", "reference"),
        Decision(3, -1, "Ledger", "read", "Journal"),
        Decision(4, -1, "old lamp", "foreign", "fr"),
        Decision(5, -1, "lamp burned", "keep"),
    )
    root = made(source, *rows)
    assert {one.type for one in recognised(root) if one.by == "editor"} == {"quote", "foreign fr", "reference"}
    assert "The old lamp burned, he says in the Journal of 1907." in read(root)
    assert problems(root) == []


LINES: Final = """\
The keepers of the lamps wrote to the board of the harbour in the inter-
national tongue of the sea, and the board, which had a clerk for this and a well-
known printer, wrote back to all of them that the lamps were to be lit as of the
first of the month, and that the oil for it would be brought over in the ferry.
"""


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("inter- national", "the inter-national tongue"),
        ("tongue of", "the international tongue"),
        ("well- known", "a well- known printer"),
        ("known printer", "a well-known printer"),  # the line end is not among them
        ("printer, wrote", "a well-known printer"),
    ],
)
def test_a_word_that_a_line_end_divides_is_kept_as_it_stands(words: str, reading: str) -> None:
    text = read(made(LINES, Decision(1, -1, words, "keep")))
    assert reading in text
    assert ("inter-national" in text, "well- known" in text) == ("inter-" in reading, "well- " in reading)


@pytest.mark.parametrize(
    ("words", "value", "stands", "reads"),
    [
        ("old lamp was", "old boat was", "lamp", "boat"),
        ("old lamp was", "new lamp was", "old", "new"),
        ("old lamp was", "old lamp is", "was", "is"),
        ("old lamp was", "new lamp is", "old lamp was", "new lamp is"),
        ("old lamp was", "old very lamp was", "lamp", "very lamp"),
        ("old lamp was", "old was", "lamp was", "was"),
        ("lamp", "boat", "lamp", "boat"),
        ("lamp", "lamp", "lamp", "lamp"),
        ("lamp was", "lamp", "lamp was", "lamp"),
        ("lamp", "old lamp", "lamp", "old lamp"),
    ],
)
def test_the_words_that_a_reading_is_about(words: str, value: str, stands: str, reads: str) -> None:
    """Those between the first and the last that differ; a word at least."""
    [one] = locate([Decision(1, -1, words, "read", value)], PLACED, "x")
    assert (PLACED[one.start : one.end], one.decision.value) == (stands, reads)


@pytest.mark.parametrize(
    ("source", "words", "value", "stands", "reads"),
    [
        ("He came.[2] So", "came.[2]", "went.[2]", "came.", "went."),
        ("He came.2 So", "came.2", "went.2", "came.", "went."),
        ("He came.2 So", "came.2", "went.", "came.2", "went."),
        ("He came* So", "came*", "went*", "came", "went"),
        ("In May 1907 So", "1907", "1917", "1907", "1917"),
        ("He had 12 So", "12", "2", "12", "2"),
        ("He\x07came So", "He\x07came", "He\x07went", "came", "went"),
        ("He\x07came So", "He\x07came", "She\x07came", "He", "She"),
        ("He\x07ab\x07came So", "He\x07ab\x07came", "He\x07cd\x07came", "ab", "cd"),
    ],
)
def test_markers_and_signs_without_form_are_no_part_of_a_reading(
    source: str, words: str, value: str, stands: str, reads: str
) -> None:
    [one] = locate([Decision(1, -1, words, "read", value)], source, "x")
    assert (source[one.start : one.end], one.decision.value) == (stands, reads)


def test_words_are_found_by_their_place_or_by_being_the_only_ones() -> None:
    source = "the lamp and the lamp and the old boat, xx xx xx"
    at = source.rindex("the lamp")
    for given_, found in ((at, at), (0, 0)):
        [one] = locate([Decision(1, given_, "the lamp", "keep")], source, "x")
        assert (one.start, one.end) == (found, found + 8)
    [moved] = locate([Decision(1, 3, "the old boat", "keep")], source, "x")
    assert source[moved.start : moved.end] == "the old boat"
    for place in (-1, 1, at - 1, at + 1):
        with pytest.raises(UsageError, match="occurs more than once"):
            locate([Decision(1, place, "the lamp", "keep")], source, "x")
    with pytest.raises(UsageError, match="occurs more than once"):  # one begins inside of the other
        locate([Decision(1, -1, "xx xx", "keep")], source, "x")


def test_words_around_a_place_make_it_the_only_one() -> None:
    source = "The old lamp and the old boat lay here.\n\nHere lay the old lamp."
    for place, words in (
        (22, "the old boat"),
        (26, "boat"),
        (33, "lay here."),
        (41, "Here"),
        (5, "The old"),
        (59, "lamp."),
    ):
        first, last = in_context(source, place, place + 1)
        assert source[first:last] == words, place
    alone = "so it is\n\nso it is"
    assert in_context(alone, 10, 12) == (10, 12)  # no words beyond the blank line


def test_words_are_shortened_from_sixty_characters_and_eight_words() -> None:
    eight = "one two three four five six seven eight"
    assert shortened(eight, len(eight)) == eight
    assert shortened(eight, len(eight) - 1) == "one two three four [...] six seven eight"
    assert shortened("seven words are " + "x" * 60 + " not cut") == "seven words are " + "x" * 60 + " not cut"
    assert shortened(f"a {'b ' * 28}cd") == f"a {'b ' * 28}cd"  # of just sixty characters
    assert shortened(f"a {'b ' * 28}cde") == "a b b b [...] b b cde"


NUMBERED: Final = (
    "It was late.1 He came.2 She went.3\n\nNotes\n\n1. So it is in the ledger.\n\n2. It is not.\n\n3. But see there.\n"
)


def test_a_marker_that_is_kept_leaves_the_others_and_the_notes() -> None:
    assert [found for found, _, _ in markers(made(NUMBERED))] == ["1", "2", "3"]
    root = made(NUMBERED, Decision(1, -1, "came.2 She", "keep"))
    assert [(found, note) for found, _, note in markers(root)] == [
        ("1", "So it is in the ledger."),
        ("3", "But see there."),
    ]
    assert "He came.2 She went." in read(root)
    assert problems(root) == []


# ---------------------------------------------------------------- every stage knows it


GUARDED: Final = {"verse", "epigraph", "attribution", "title", "subtitle", "byline", "imprint", "reviewed", "head"}
"""Blocks that somebody else wrote, or in which a spelling is likely meant."""


@pytest.mark.parametrize(("kind", "mended"), [("", True), *((kind, kind not in GUARDED) for kind in TYPES)])
def test_what_the_editor_calls_an_epigraph_is_guarded_like_one(kind: str, mended: bool) -> None:
    source = f"CHAPTER I\n\n{SLIP}\n\n{LETTER}"
    place = source.index("a able")
    rows = (Decision(1, source.index(SLIP), SLIP, "block", kind),) if kind else ()
    root = made(source, *rows)
    assert [one.reading for one in changes(root) if place <= one.start < place + 4] == (["n"] if mended else [])
    assert [one.suggestion for one in queries(root) if one.start == place] == ([] if mended else ["an"])


def test_what_the_editor_calls_prose_is_mended_like_it() -> None:
    source = f"CHAPTER I\n\n“{SLIP}”\n\n— Ann Example, Letters\n\n{LETTER}"
    place = source.index("“He was")
    assert "a able" in read(made(source))
    assert "an able" in read(made(source, Decision(1, place, f"“{SLIP}”", "block", "p")))


# ---------------------------------------------------------------- none costs the edition


def test_no_word_is_where_a_page_breaks() -> None:
    """A page break has no words: these would be lost."""
    assert "page-break" not in FURNITURE
    with pytest.raises(UsageError, match="row 2: “page-break” is no kind of furniture"):
        checked(Path("x.tsv"), 2, ["", "London", "aside", "page-break"])


@pytest.mark.parametrize("words", ["--", "...", "the", "(", "see", "–", "1", "und"])
def test_any_words_may_be_a_reference(words: str) -> None:
    source = f"The lamp is lit, he says {words} and so it stays. Nobody was there.\n"
    root = made(source, Decision(1, source.index(f"says {words} ") + 5, words, "reference"))
    [found] = [one for one in recognised(root) if one.type == "reference"]
    assert found.source == words
    assert problems(root) == []


@pytest.mark.parametrize(
    ("words", "decision", "value", "reading"),
    [
        ("\ufeffTbe", "reject", "\ufeffThe", "Tbe lamp"),
        ("\ufeffTbe", "reject", "The", "Tbe lamp"),
        ("\ufeffTbe lamp", "read", "\ufeffA lamp", "A lamp"),
        ("\ufeffTbe lamp", "read", "A lamp", "A lamp"),
        ("Tbe lamp", "read", "A lamp", "A lamp"),
        ("\ufeffTbe", "accept", "", "The lamp"),
        ("\ufeffTbe lamp", "keep", "", "Tbe lamp"),
        ("\ufeff", "reject", "", "The lamp"),
        ("\ufeff", "keep", "", "The lamp"),
    ],
)
def test_the_mark_at_the_beginning_is_no_part_of_the_words(words: str, decision: str, value: str, reading: str) -> None:
    source = f"\ufeffTbe lamp was lit, and it burned for the night. He said it was the best.\n\n{LETTER}"
    root = made(source, Decision(1, 0, words, decision, value))
    assert read(root).startswith(f"{reading} was lit")
    assert problems(root) == []


def test_what_is_printed_begins_behind_the_mark() -> None:
    source = f"\ufeffHalversen came. {LETTER}"
    assert in_context(source, 1, 4)[0] == 1
    twice = "\ufeffThe lamp and a lamp"
    assert in_context(twice, 5, 9) == (1, 9)
    [at, words, *_] = answer(OpenQuery("q1", 1, 10, "Halversen", "spelling", "spelling", 0.5, "", "Halvorsen"), source)
    assert (at, words) == (1, "Halversen")


NOTED: Final = [
    *(
        "i*",
        "so",
        "* so",
        "* no*",
        "* go",
        "†",
        "x†",
        "† y",
        "† so† go",
        "",
        "a.1",
        "1 so",
        "1 no.2",
        "2 go",
        "so.2 no.3",
    ),
    *("[1]", "so [1]", "[1] so [2]", "[2] go", "\f", "-", "1", "* * *", "Notes"),
]
"""Lines with markers, notes, markers in notes, and what only looks so."""


@settings(max_examples=3 * settings().max_examples)
@given(st.lists(st.sampled_from(NOTED), max_size=9).map("\n".join).filter(str.strip))
def test_notes_of_all_shapes_keep_our_own_rules(source: str) -> None:
    assert problems(made(source)) == []


def test_a_note_answers_only_a_marker_that_leads_to_it() -> None:
    root = made("i*\n* so\ni*\n* no*\n* go\n\n* he")
    leads = {f"#{ref.get(ID)}": ref.get("target") for ref in root.iter("{*}ref")}
    answering = {f"#{note.get(ID)}": str(note.get("target")) for note in root.iter("{*}note") if note.get(ID)}
    assert answering
    assert all(leads[marker] == name for name, marker in answering.items() if marker in leads)


ROWS = st.tuples(
    st.integers(0, 400),
    st.integers(1, 30),
    st.sampled_from(list(MEANINGS)),
    st.sampled_from(["", "x", "the lamp", "\ufeff", "*", "1", "--"]),
)
VALUES: Final = {"aside": "slug", "block": "quote +", "foreign": "fr"}


@given(st.sampled_from(["\ufeff", ""]), st.lists(ROWS, max_size=4))
def test_decisions_about_any_characters_give_the_source_back(mark: str, rows: list[tuple[int, int, str, str]]) -> None:
    """Beginning and ending anywhere, in the middle of a word too."""
    source = f"{mark}The  lamp.* was -- “lit”\n* so he says\n\n{LETTER}"
    decisions = [
        Decision(n, at, words, decision, VALUES.get(decision, value))
        for n, (at, length, decision, value) in enumerate(rows)
        if (words := source[at : at + length].strip())
    ]
    try:
        root = made(source, *decisions)
    except UsageError:
        return
    assert problems(root) == []


def told(*rows: Decision) -> tuple[list[str], str]:
    """What a reader is told of a build, and what the header says was done."""
    source = f"{PLAIN} He read it (Carr, Stalin, p. 44), and recieved an answer.\n"
    root = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=rows))
    notices = [content(note) for note in root.iterfind(".//tei:note[@type='notice']", NAMESPACES)]
    [revised] = root.iterfind(".//tei:revisionDesc", NAMESPACES)
    return notices, content(revised)


PLAIN: Final = "The ferryman went down to the river in the evening, and the lamp was lit when he came there."


def test_keeping_what_nobody_touched_is_no_decision() -> None:
    idle = Decision(1, -1, "The ferryman", "keep")
    notices, done = told(idle)
    assert [notice.partition(",")[0] for notice in notices] == ["Row 1 of the decisions keeps “The ferryman”"]
    assert "decision" not in done


@pytest.mark.parametrize("words", ["recieved", "Carr, Stalin, p. 44"])
def test_keeping_what_was_changed_or_marked_is_one(words: str) -> None:
    notices, done = told(Decision(1, -1, words, "keep"))
    assert notices == []
    assert "1 decision (1 keep)" in done


def test_many_such_decisions_cost_no_more_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stage is tried without them once, and within what it may spend."""
    counted = Mock(wraps=references.references)
    monkeypatch.setattr(references, "references", counted)
    words = ("The ferryman", "went down", "in the evening", "when he came")
    notices, _ = told(*(Decision(row, -1, text, "keep") for row, text in enumerate(words, 1)))
    assert len(notices) == len(words)
    assert counted.call_count == 2


def test_a_stage_that_was_given_up_is_not_tried_again() -> None:
    """Its budget holds there as well, and it is told once."""
    rows = [Decision(1, -1, "The ferryman", "keep")]
    known = Descriptor("x", language="en")
    data = to_tei(f"{PLAIN}\n".encode(), known, Path("x.txt"), decisions=rows, allowance={"references": 0})
    notices = [content(note) for note in parse(data).iterfind(".//tei:note[@type='notice']", NAMESPACES)]
    assert ["“references” was given up" in notice for notice in notices] == [True, False]


def test_a_decision_that_was_replaced_is_not_counted() -> None:
    _, done = told(Decision(1, -1, "recieved", "reject"), Decision(2, -1, "recieved", "read", "relieved"))
    assert "1 decision (1 read)" in done


# ---------------------------------------------------------------- the title


TITLED: Final = f"Welcome to us\n\nBy Ann Example\n\n\n\nThe last mill on the river\n\n{LETTER}"
"""A text that seems to begin with its title."""


@pytest.mark.parametrize("before", [(), (Decision(1, 0, "Welcome to us", "aside", "navigation"),)])
def test_the_title_is_what_the_editor_says_wherever_it_stands(before: tuple[Decision, ...]) -> None:
    root = made(TITLED, *before, Decision(2, -1, "The last mill on the river", "block", "title"))
    main = "tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[@type='main']"
    assert [content(one) for one in root.iterfind(main, NAMESPACES)] == ["The last mill on the river"]
    assert [content(one) for one in made(TITLED).iterfind(main, NAMESPACES)] == ["Welcome to us"]
    assert "Welcome to us" not in [content(one) for one in root.iterfind(".//tei:titlePart", NAMESPACES)]


def test_a_title_in_the_midst_of_the_text_is_the_title_if_the_editor_says_so() -> None:
    source = f"{LETTER}\nThe last mill on the river\n\n{LETTER}"
    root = made(source, Decision(1, -1, "The last mill on the river", "block", "title"))
    main = "tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[@type='main']"
    assert [content(one) for one in root.iterfind(main, NAMESPACES)] == ["The last mill on the river"]
