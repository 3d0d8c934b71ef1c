"""The laws of the central type, on texts, edits and asides of every shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.pieces import Aside, Change, Edit, Piece, Query, Span, Stretch, first_position, leaves
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


# ---------------------------------------------------------------- positions and offsets, one by one

MIXED = "abcdefgh"
"""Of it `c` is set aside, `d` and `e` are read as `X`, `f` as nothing, and before `h` a `+` is put in."""


def mixed() -> Text:
    text, _ = Text.of(MIXED).set_aside([span(2, 3)])
    text, _ = text.edit([edit(2, 4, "X"), edit(4, 5, ""), edit(6, 6, "+")])
    assert text.reading == "abXg+h"
    return text


def test_where_each_position_is_read() -> None:
    """What begins there; of what is not read, what follows; of a change, the whole."""
    text = mixed()
    assert [text.offset(position) for position in range(9)] == [0, 1, 2, 2, 2, 3, 3, 5, 6]
    assert text.offset(99) == 6


def test_where_the_reading_before_each_position_ends() -> None:
    text = mixed()
    assert [text.offset_after(position) for position in range(9)] == [0, 1, 2, 2, 3, 3, 3, 4, 6]
    assert text.offset_after(99) == 6


def test_where_each_character_of_the_reading_stands() -> None:
    text = mixed()
    assert [text.position(offset) for offset in range(7)] == [0, 1, 3, 6, 7, 7, 8]
    assert text.position(99) == 8
    assert [text.position_after(offset) for offset in range(7)] == [0, 1, 2, 5, 7, 7, 8]
    assert [text.piece_at(offset) for offset in range(6)] == [0, 0, 2, 4, 5, 6]


def test_where_a_change_in_a_change_and_inside_of_an_aside_stands() -> None:
    text, _ = Text.of("abcdef").edit([edit(2, 4, "X")])
    text, _ = text.edit([edit(1, 4, "YZ!")])
    assert (text.reading, text.position(1), text.position_after(4), text.position_after(5)) == ("aYZ!f", 1, 5, 6)
    text, _ = text.set_aside([span(1, 5)])
    [_, aside] = text.pieces
    assert isinstance(aside, Aside)
    inside = Text(text.source, aside.pieces)
    assert [inside.position(offset) for offset in range(5)] == [1, 1, 1, 5, 6]
    assert Text.of("").pieces == ()


def test_what_is_put_in_stands_where_the_text_before_it_ends() -> None:
    text, _ = Text.of("ab").set_aside([span(0, 1)])
    text, _ = text.edit([edit(0, 0, "x"), edit(1, 1, "y")])
    assert text.reading == "xby"
    assert [first_position(piece) for piece in text.pieces] == [0, 1, 1, 2]
    assert [text.position(offset) for offset in range(4)] == [1, 1, 2, 2]
    empty, _ = Text.of("").edit([edit(0, 0, "xy")])
    assert (empty.reading, empty.position(0), empty.position(1), empty.position(2)) == ("xy", 0, 0, 0)


@given(worked())
def test_offsets_and_positions_agree(text: Text) -> None:
    """As they are defined: by what is read of the leaves before and from a position on."""
    for position in range(len(text.source) + 1):
        starts = [o for o, p in zip(text.offsets, text.pieces, strict=True) if _ends(p) > position]
        first = next((p for p in text.pieces if _ends(p) > position), None)
        inside = max(0, position - first.start) if isinstance(first, Stretch) else 0
        assert text.offset(position) == (starts[0] + inside if starts else len(text.reading))
    for offset, character in enumerate(text.reading):
        piece = text.pieces[text.piece_at(offset)]
        if isinstance(piece, Stretch):
            position = text.position(offset)
            assert text.source[position] == character
            assert (text.offset(position), text.offset_after(position + 1)) == (offset, offset + 1)
            assert text.position_after(offset + 1) == position + 1


def _ends(piece: Piece) -> int:
    return max((leaf.end for leaf in leaves((piece,))), default=-1)


# ---------------------------------------------------------------- which of two is done


def done(*edits: Edit, source: str = "abcdef") -> tuple[str, list[tuple[int, int, str]]]:
    """The reading, and the questions that are left, whatever the order in which the edits come."""
    text, asked = Text.of(source).edit(edits)
    again, also = Text.of(source).edit(reversed(edits))
    assert (text.reading, set(asked)) == (again.reading, set(also))
    return text.reading, [(query.start, query.end, query.suggestion) for query in asked]


def test_edits_that_touch_are_both_done() -> None:
    assert done(edit(0, 2, "x"), edit(2, 4, "y")) == ("xyef", [])
    assert done(edit(0, 2, "x"), edit(1, 4, "y", 0.8)) == ("xcdef", [(1, 4, "y")])


def test_what_is_put_in_at_an_edge_is_done_as_well() -> None:
    assert done(edit(2, 2, "+"), edit(2, 4, "y")) == ("ab+yef", [])
    assert done(edit(0, 2, "x"), edit(2, 2, "+")) == ("x+cdef", [])
    assert done(edit(0, 2, "x"), edit(1, 1, "+", 0.8)) == ("xcdef", [(1, 1, "+")])


def test_of_two_things_put_in_at_one_place_one_is_asked() -> None:
    assert done(edit(2, 2, "+", 0.8), edit(2, 2, "-", 0.9)) == ("ab-cdef", [(2, 2, "+")])


def test_of_two_equally_sure_the_first_is_done() -> None:
    """The one that begins first, and of these the shorter."""
    assert done(edit(0, 3, "x"), edit(2, 4, "y")) == ("xdef", [(2, 4, "y")])
    assert done(edit(0, 2, "x"), edit(0, 3, "y")) == ("xcdef", [(0, 3, "y")])
    assert done(edit(0, 3, "x", 0.8), edit(2, 4, "y", 0.8 + 1e-9)) == ("abyef", [(0, 3, "x")])


def test_the_same_twice_is_no_question() -> None:
    assert done(edit(1, 3, "x"), edit(1, 3, "x")) == ("axdef", [])
    assert done(edit(0, 1, "y"), edit(1, 3, "x"), edit(1, 3, "x")) == ("yxdef", [])


def test_what_is_less_sure_than_what_lost_is_lost_too() -> None:
    """Of three in a row the one in the middle is surest."""
    reading, asked = done(edit(0, 2, "x", 0.5), edit(1, 4, "y", 0.9), edit(3, 5, "z", 0.7))
    assert reading == "ayef"
    assert sorted(asked) == [(0, 2, "x"), (3, 5, "z")]


def test_what_changes_nothing_is_neither_done_nor_asked() -> None:
    text, asked = Text.of("abc").edit([edit(0, 2, "ab")])
    assert (text, asked) == (Text.of("abc"), ())
    assert done(edit(0, 2, "ab", 0.99), edit(1, 3, "x", 0.5), source="abc") == ("ax", [])


def test_a_question_about_what_stands_suggests_nothing() -> None:
    for proposal in (edit(0, 2, "ab", safe=False), span(0, 2, safe=False)):
        text = Text.of("abc")
        _, asked = text.edit([proposal]) if isinstance(proposal, Edit) else text.set_aside([proposal])
        assert asked == (Query(0, 2, proposal.kind, proposal.by, 0.9, "a test", ""),)


def test_where_a_question_is_about() -> None:
    """The source under the words; of what is put in, and of no words, the place alone."""
    text = mixed()
    places = {
        (0, 2): (0, 2),
        (1, 3): (1, 5),
        (2, 3): (3, 5),
        (3, 4): (6, 7),
        (4, 5): (7, 7),
        (5, 6): (7, 8),
        (3, 3): (6, 6),
    }
    for place, about in places.items():
        [asked] = text.edit([edit(*place, "?", safe=False)])[1]
        assert (asked.start, asked.end) == about, place


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (-1, 1), (2, 1), (0, 4), (4, 4)])
@pytest.mark.parametrize("safe", [True, False])
def test_what_is_outside_the_reading_is_an_error(start: int, end: int, safe: bool) -> None:
    with pytest.raises(ValueError, match="outside the reading of 3"):
        Text.of("abc").edit([edit(start, end, "x", safe=safe)])
    with pytest.raises(ValueError, match="outside the reading of 3"):
        Text.of("abc").set_aside([span(start, end, safe=safe)])


def test_what_reaches_to_the_ends_is_inside() -> None:
    assert done(edit(0, 0, "x"), edit(3, 3, "y"), source="abc") == ("xabcy", [])
    assert done(edit(0, 3, "x"), source="abc") == ("x", [])


# ---------------------------------------------------------------- pieces


def pieces(text: Text) -> list[str]:
    """The pieces in a line each: `ab`, `ab>x` for a change, `(ab)` for what is set aside."""

    def said(piece: Piece) -> str:
        if isinstance(piece, Stretch):
            return text.source[piece.start : piece.end]
        inside = "".join(map(said, piece.before if isinstance(piece, Change) else piece.pieces))
        return f"[{inside}>{piece.after}]" if isinstance(piece, Change) else f"({inside})"

    return [said(piece) for piece in text.pieces]


@pytest.mark.parametrize(
    ("source", "place", "after", "expected"),
    [
        ("abcd", (0, 4), "abXcd", ["ab", "[>X]", "cd"]),
        ("abcd", (0, 4), "ad", ["a", "[bc>]", "d"]),
        ("abcd", (0, 4), "aXYd", ["a", "[bc>XY]", "d"]),
        ("abcd", (1, 3), "bc!", ["a", "bc", "[>!]", "d"]),
        ("abcd", (1, 3), "!bc", ["a", "[>!]", "bc", "d"]),
        ("aaa", (0, 3), "aa", ["aa", "[a>]"]),  # what is alike at the beginning stays first
        ("abab", (0, 4), "ab", ["ab", "[ab>]"]),
        ("abcd", (0, 4), "", ["[abcd>]"]),
        ("abcd", (0, 4), "dcba", ["[abcd>dcba]"]),
    ],
)
def test_an_edit_is_narrowed_to_what_differs(
    source: str, place: tuple[int, int], after: str, expected: list[str]
) -> None:
    text, _ = Text.of(source).edit([edit(*place, after)])
    assert pieces(text) == expected
    assert text.reading == source[: place[0]] + after + source[place[1] :]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("xb|Xd", ["[a>x]", "b", "(|)", "[c>X]", "d"]),
        ("abcd", ["ab", "(|)", "cd"]),
        ("abd", ["ab", "(|)", "[c>]", "d"]),
        ("acd", ["a", "[b>]", "(|)", "cd"]),
        ("aXd", ["a", "[b>X]", "(|)", "[c>]", "d"]),
        ("aXYd", ["a", "[b>X]", "(|)", "[c>Y]", "d"]),  # letter by letter
        ("abXcd", ["ab", "(|)", "[>X]", "cd"]),
        ("", ["[ab>]", "(|)", "[cd>]"]),
        ("XYZW", ["[ab>XY]", "(|)", "[cd>ZW]"]),
        ("XYZWV", ["[ab>XYZWV]", "(|)", "[cd>]"]),
    ],
)
def test_an_edit_is_cut_at_what_is_set_aside(after: str, expected: list[str]) -> None:
    """Each part gets what aligns with it."""
    text, _ = Text.of("ab|cd").set_aside([span(2, 3)])
    after = after.replace("|", "")
    text, _ = text.edit([edit(0, 4, after)])
    assert pieces(text) == expected
    assert text.reading == after


def test_earlier_changes_at_the_edges_of_an_edit_stay_in_their_order() -> None:
    text, _ = Text.of("abcdefgh").edit([edit(1, 2, "B"), edit(6, 7, "G")])
    edited, _ = text.edit([edit(0, 8, "aBcXfGh")])
    assert pieces(edited) == ["a", "[b>B]", "c", "[de>X]", "f", "[g>G]", "h"]


def test_what_is_set_aside_at_an_edge_stays_outside() -> None:
    text, _ = Text.of("|ab|cd|").set_aside([span(0, 1), span(3, 4), span(6, 7)])
    first, _ = text.edit([edit(0, 2, "x")])
    assert pieces(first) == ["(|)", "[ab>x]", "(|)", "cd", "(|)"]
    second, _ = text.edit([edit(2, 4, "x")])
    assert pieces(second) == ["(|)", "ab", "(|)", "[cd>x]", "(|)"]
    again, _ = text.set_aside([span(0, 2)])
    assert pieces(again) == ["(|)", "(ab)", "(|)", "cd", "(|)"]
    all_of_it, _ = text.set_aside([span(0, 4)])
    assert pieces(all_of_it) == ["(|)", "(ab(|)cd)", "(|)"]


def test_an_edit_takes_the_changes_that_it_cuts_whole() -> None:
    """One that only touches them leaves them as they are."""
    text, _ = Text.of("abcdef").edit([edit(2, 4, "WXYZ")])
    for place, expected in [
        ((0, 2), ["[ab>!]", "[cd>WXYZ]", "ef"]),
        ((6, 8), ["ab", "[cd>WXYZ]", "[ef>!]"]),
        ((0, 3), ["[ab[cd>WXYZ]>!XYZ]", "ef"]),
        ((5, 8), ["ab", "[[cd>WXYZ]ef>WXY!]"]),
        ((3, 5), ["ab", "[[cd>WXYZ]>W!Z]", "ef"]),
        ((2, 6), ["ab", "[[cd>WXYZ]>!]", "ef"]),
        ((4, 4), ["ab", "[[cd>WXYZ]>WX!YZ]", "ef"]),
        ((2, 2), ["ab", "[>!]", "[cd>WXYZ]", "ef"]),
        ((6, 6), ["ab", "[cd>WXYZ]", "[>!]", "ef"]),
    ]:
        edited, _ = text.edit([edit(*place, "!")])
        assert pieces(edited) == expected, place


def test_what_cuts_a_change_is_set_aside_with_it() -> None:
    text, _ = Text.of("abcdef").edit([edit(2, 4, "WXYZ")])
    for place, expected in [
        ((0, 2), ["(ab)", "[cd>WXYZ]", "ef"]),
        ((6, 7), ["ab", "[cd>WXYZ]", "(e)", "f"]),
        ((0, 3), ["(ab[cd>WXYZ])", "ef"]),
        ((5, 7), ["ab", "([cd>WXYZ]e)", "f"]),
        ((3, 4), ["ab", "([cd>WXYZ])", "ef"]),
        ((4, 4), ["ab", "()", "[cd>WXYZ]", "ef"]),  # an empty one stands before it
        ((6, 6), ["ab", "[cd>WXYZ]", "()", "ef"]),
        ((8, 8), ["ab", "[cd>WXYZ]", "ef", "()"]),
        ((0, 0), ["()", "ab", "[cd>WXYZ]", "ef"]),
    ]:
        result, _ = text.set_aside([span(*place)])
        assert pieces(result) == expected, place


def test_what_two_edits_of_one_change_say_together() -> None:
    """Kind and author of the surer, both reasons, and no surer than the less sure."""
    text, _ = Text.of("ab").edit([edit(0, 2, "wxyz")])
    one = Edit(1, 2, "X", "spelling", "spelling", 0.7, "one", True)
    two = Edit(3, 4, "Z", "dash", "typography", 0.9, "two", True)
    for surer, other in ((two, one), (Edit(**{f: getattr(one, f) for f in one.__slots__} | {"certainty": 0.95}), two)):
        both, _ = text.edit([surer, other])
        [change] = both.pieces
        assert isinstance(change, Change)
        assert (change.after, change.kind, change.by) == ("wXyZ", surer.kind, surer.by)
        assert (change.certainty, change.why) == (min(surer.certainty, other.certainty), "one; two")
    same, _ = text.edit([edit(1, 2, "X"), edit(3, 4, "Z")])
    [change] = same.pieces
    assert isinstance(change, Change)
    assert change.why == "a test"


def test_edits_before_in_and_behind_a_change() -> None:
    """Those that reach into it are one; the others stay apart."""
    text, _ = Text.of("abcdefgh").edit([edit(2, 4, "WXYZ")])
    edited, _ = text.edit([edit(0, 1, "1"), edit(3, 4, "2"), edit(5, 8, "3"), edit(9, 10, "4")])
    assert pieces(edited) == ["[a>1]", "b", "[[cd>WXYZ]ef>W2Y3]", "g", "[h>4]"]


def test_what_is_put_in_at_the_ends_leaves_the_changes_there_alone() -> None:
    text, _ = Text.of("ab").edit([edit(0, 2, "WXYZ")])
    edited, _ = text.edit([edit(0, 0, "1"), edit(4, 4, "2")])
    assert pieces(edited) == ["[>1]", "[ab>WXYZ]", "[>2]"]
    result, _ = text.set_aside([span(0, 0), span(4, 4)])
    assert pieces(result) == ["()", "[ab>WXYZ]", "()"]


def test_an_edit_of_two_changes_and_what_is_between_them() -> None:
    text, _ = Text.of("abcdef").edit([edit(0, 2, "WX"), edit(4, 6, "YZ")])
    edited, asked = text.edit([edit(1, 3, "1"), edit(3, 5, "2")])
    assert pieces(edited) == ["[[ab>WX]c>W1]", "[d[ef>YZ]>2Z]"]
    assert not asked


def test_a_kind_of_aside_is_repaired_like_a_text() -> None:
    notes = [Span(0, 2, "footnote", "notes", 0.9, "so"), Span(4, 6, "widget", "furniture", 0.9, "so")]
    text, _ = Text.of("abcdab").set_aside(notes)
    question = edit(1, 2, "?", safe=False)
    result, asked = text.within("footnote", lambda inside: inside.edit([edit(0, 1, "x"), question]))
    assert pieces(result) == ["([a>x]b)", "cd", "(ab)"]
    assert [(query.start, query.end) for query in asked] == [(1, 2)]


def test_texts_are_equal_if_source_and_pieces_are() -> None:
    text, _ = Text.of("ab").edit([edit(0, 1, "x")])
    same, _ = Text.of("ab").edit([edit(0, 1, "x")])
    assert text == same
    assert hash(text) == hash(same)
    assert text != Text.of("ab")
    assert Text("ab", ()) != Text("xy", ())
    assert text != "xb"
