"""The cells of decisions do no harm in a spreadsheet or a terminal, and say what they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.build import to_tei
from ecdosis.editor.places import meant
from ecdosis.editor.rows import Decision, cell, cells, plain
from ecdosis.model.characters import ORDERS
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import changes, read
from ecdosis.tei.restore import restore

CELLS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "=",
                "+",
                "-",
                "@",
                "＝",
                "'",
                "’",
                " ",
                "[U+001B]",
                "[U+005B]",
                "[byte 93]",
                "[U+E000]",
                "[",
                "U+001B]",
                "a",
            ]
        ),
        st.sampled_from(["\x1b", "\x07", "\x9b", "\x7f", "\u202e", "\udc93", "\ud800", "\u2028", "\n", "\t", "\r"]),
        st.characters(exclude_categories=()),
    ),
    min_size=1,
    max_size=8,
).map("".join)


@given(CELLS)
def test_a_cell_says_what_it_was_made_from_and_does_no_harm(words: str) -> None:
    made = cell(words)
    assert plain(made) == " ".join(words.split())
    assert not ORDERS.search(made)
    assert not made.startswith(tuple("=+-@＝＋－＠\t\r\n"))
    assert "\t" not in made
    assert "\n" not in made


@given(CELLS.filter(lambda words: words.strip()), CELLS, st.integers(0, 3))
def test_a_row_that_we_write_is_read_as_it_was_meant(words: str, value: str, before: int) -> None:
    """Whatever the words and the reading are, and whatever stands beside them in the source."""
    words, value = " ".join(words.split()), " ".join(value.split())
    source = f"{'the lamp ' * before}{words} and {words}"
    at = len(source) - len(words)
    row = cells(at, words, "read", value)
    given_ = Decision(1, int(row[0]), row[1], row[2], row[3])
    assert meant(given_, source) == Decision(1, at, words, "read", value)


@pytest.mark.parametrize(
    ("source", "text", "value", "means"),
    [
        ("He said '-- so it is", "'-- so", "'— so", ("'-- so", "'— so")),  # as the editor copied it
        ("He said -- so it is", "'-- so", "'+ so", ("-- so", "+ so")),  # as we write it
        ("He said -- so it is", "-- so", "'-- so", ("-- so", "'-- so")),  # we never write a cell like the first
        ("He said so it is", "so", "'-so", ("so", "-so")),
        ("He said 'so it is", "'so", "'—so", ("'so", "'—so")),  # no formula, so no guard
        ("it is [U+001B] here", "is [U+001B]", "x [U+001B]", ("is [U+001B]", "x [U+001B]")),
        ("it is \x1b here", "is [U+001B]", "x [U+001B]", ("is \x1b", "x \x1b")),
        ("it is [U+E000] here", "is [U+E000]", "x", ("is [U+E000]", "x")),
    ],
)
def test_an_editor_may_copy_words_as_they_are(source: str, text: str, value: str, means: tuple[str, str]) -> None:
    one = meant(Decision(1, -1, text, "read", value), source)
    assert (one.text, one.value) == means


def test_a_row_that_we_write_is_about_the_place_that_it_names() -> None:
    """Also if just what the cell says stands elsewhere."""
    source = "He said '-- so, and then -- so it was."
    at = source.index(" -- so") + 1
    one = meant(Decision(1, at, cell("-- so"), "read", cell("-- no")), source)
    assert (one.text, one.value) == ("-- so", "-- no")
    assert meant(Decision(1, 8, "'-- so", "read", "'-- no"), source).text == "'-- so"


def test_a_row_with_orders_to_the_terminal_is_carried_out() -> None:
    """They go on standing where they stood, and only the letters that differ are read otherwise."""
    source = "The lamp.\x1b]0;x\x07lit is here. It is\x9b so, and nobody has put it out."
    rows = (
        Decision(1, -1, "lamp.[U+001B]]0;x[U+0007]lit", "read", "lamp.[U+001B]]0;x[U+0007]put"),
        Decision(2, -1, "is[U+009B]", "read", "was[U+009B]"),
    )
    root = parse(to_tei(source.encode(), Descriptor(id="x", language="en"), Path("x.txt"), decisions=rows))
    assert read(root) == "The lamp.\ufffd]0;x\ufffdput is here. It was› so, and nobody has put it out.\n"
    assert restore(root) == source.encode()
    assert [one.source for one in changes(root) if one.kind == "emendation"] == ["li", "i"]
