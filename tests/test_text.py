"""The laws of the central type, on texts, edits and asides of every shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.pieces import Aside, Change, Edit, Piece, Span, Stretch, leaves
from ecdosis.model.text import Text

SOURCES = st.text(alphabet="ab-\n ﬁ\u0301", max_size=40)


def edit(start: int, end: int, after: str, certainty: float = 0.9, *, safe: bool = True) -> Edit:
    return Edit(start, end, after, "mojibake", "encoding", certainty, "a test", safe)


def span(start: int, end: int, certainty: float = 0.9, *, safe: bool = True) -> Span:
    return Span(start, end, "widget", "furniture", certainty, "a test", safe=safe)


def ranges(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: (min(pair), max(pair)))


@st.composite
def worked(draw: st.DrawFn) -> Text:
    """A text after a few passes of edits and asides, which may overlap."""
    text = Text.of(draw(SOURCES))
    for _ in range(draw(st.integers(0, 4))):
        places = draw(st.lists(ranges(len(text.reading)), max_size=5))
        sure = st.floats(0, 1)
        if draw(st.booleans()):
            text, _ = text.set_aside(span(*place, draw(sure)) for place in places)
        else:
            afters = st.text(alphabet="ab \nx", max_size=4)
            text, _ = text.edit(edit(*place, draw(afters), draw(sure)) for place in places)
    return text


def asides(pieces: tuple[Piece, ...]) -> list[tuple[int, int]]:
    """Where the source of each aside that is not empty begins and ends."""
    found = []
    for piece in pieces:
        if isinstance(piece, Aside):
            under = list(leaves((piece,)))
            found += [(under[0].start, under[-1].end)] if under else []
            found += asides(piece.pieces)
        elif isinstance(piece, Change):
            found += asides(piece.before)
    return found


@given(worked())
def test_source_is_unchanged(text: Text) -> None:
    assert text.leaf_source() == text.source
    ends = [0]
    for leaf in leaves(text.pieces):
        assert leaf.start == ends[-1]
        ends.append(leaf.end)
    assert ends[-1] == len(text.source)


@given(worked(), st.data())
def test_edit_does_what_it_says(text: Text, data: st.DataObject) -> None:
    """One edit gives the reading it asks for, whatever changes and asides it meets."""
    start, end = data.draw(ranges(len(text.reading)))
    after = data.draw(st.text(alphabet="abx \n", max_size=6))
    edited, asked = text.edit([edit(start, end, after)])
    assert edited.reading == text.reading[:start] + after + text.reading[end:]
    assert not asked


@given(worked(), st.data())
def test_edits_apart_from_each_other_are_all_done(text: Text, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text.reading)), max_size=8)))
    afters = [data.draw(st.text(alphabet="xy", max_size=3)) for _ in cuts[1::2]]
    places = list(zip(cuts[0::2], cuts[1::2], afters, strict=False))
    expected, last = "", 0
    for start, end, after in places:
        expected += text.reading[last:start] + after
        last = end
    edited, asked = text.edit(edit(*place) for place in reversed(places))
    assert edited.reading == expected + text.reading[last:]
    assert not asked


@given(worked(), st.data())
def test_no_aside_is_swallowed(text: Text, data: st.DataObject) -> None:
    before = asides(text.pieces)
    start, end = data.draw(ranges(len(text.reading)))
    edited, _ = text.edit([edit(start, end, "x")])
    assert asides(edited.pieces) == before
    assert not any(isinstance(piece, Change) and asides(piece.before) for piece in edited.pieces)


@given(worked(), st.data())
def test_setting_aside_takes_characters_out_of_the_reading_only(text: Text, data: st.DataObject) -> None:
    start, end = data.draw(ranges(len(text.reading)))
    result, _ = text.set_aside([span(start, end)])
    assert len(result.reading) <= len(text.reading) - (end - start)
    assert result.leaf_source() == text.source
    kept = sorted(asides(text.pieces))
    assert all(place in asides(result.pieces) for place in kept)


@given(worked())
def test_undoing_everything_gives_the_source_back(text: Text) -> None:
    assert Text(text.source, leaves(text.pieces)).reading == text.source


@given(worked(), st.data())
def test_position_of_an_unchanged_character(text: Text, data: st.DataObject) -> None:
    """Where the reading is a stretch of the source, position and reading agree; positions never fall."""
    positions = [text.position(offset) for offset in range(len(text.reading) + 1)]
    assert positions == sorted(positions)
    for piece, offset in zip(text.pieces, text.offsets, strict=True):
        if isinstance(piece, Stretch) and piece.end > piece.start:
            assert text.position(offset) == piece.start
            assert text.position_after(offset + piece.end - piece.start) == piece.end


def test_a_broken_word_across_a_footer() -> None:
    """The nasty case of the design: hyphen, blank line, footer, blank line, and a slip in the second half."""
    text = Text.of("inter-\n\nFOOT\n\nnatoinal")
    text, _ = text.set_aside([span(8, 12)])
    text, _ = text.edit([edit(5, 10, "")])
    assert text.reading == "internatoinal"
    text, _ = text.edit([edit(0, 13, "international")])
    assert text.reading == "international"
    kinds = [type(piece).__name__ for piece in text.pieces]
    assert kinds == ["Stretch", "Change", "Aside", "Change", "Stretch", "Change", "Stretch"]
    before = text.pieces[5]
    assert isinstance(before, Change)
    assert (before.before, before.after) == ((Stretch(17, 19),), "io")


def test_parts_of_an_edit_share_the_place_where_it_began() -> None:
    text, _ = Text.of("ab|cd").set_aside([span(2, 3)])
    text, _ = text.edit([edit(1, 3, "xy")])
    parts = [piece for piece in text.pieces if isinstance(piece, Change)]
    assert [(part.after, part.at) for part in parts] == [("x", 1), ("y", 1)]


def test_changes_nest() -> None:
    text, _ = Text.of("ﬁsn").edit([edit(0, 1, "fi")])
    text, _ = text.edit([edit(0, 4, "wish")])
    (change,) = text.pieces
    assert isinstance(change, Change)
    assert change.after == "wish"
    assert isinstance(change.before[0], Change)


def test_the_surer_of_two_wins_and_the_other_is_asked() -> None:
    text, asked = Text.of("abcd").edit([edit(0, 3, "x", 0.5), edit(2, 4, "y", 0.8)])
    assert text.reading == "aby"
    (query,) = asked
    assert (query.start, query.end, query.suggestion) == (0, 3, "x")


def test_an_unsure_edit_is_a_query() -> None:
    text, asked = Text.of("abcd").edit([edit(1, 2, "x", 0.4, safe=False)])
    assert text.reading == "abcd"
    assert [(query.start, query.end, query.suggestion, query.certainty) for query in asked] == [(1, 2, "x", 0.4)]


def test_an_edit_outside_the_reading_is_an_error() -> None:
    with pytest.raises(ValueError, match="outside"):
        Text.of("ab").edit([edit(1, 3, "x")])


def test_two_edits_inside_one_change_become_one() -> None:
    text, _ = Text.of("ab").edit([edit(0, 2, "wxyz")])
    text, asked = text.edit([edit(1, 2, "X"), edit(2, 3, "Y")])
    assert text.reading == "wXYz"
    assert len(text.pieces) == 1
    assert not asked
