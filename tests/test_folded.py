"""Words that an editor copied from the book are found in the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.build import to_tei
from ecdosis.editor import folded
from ecdosis.editor.places import locate
from ecdosis.editor.rows import Decision
from ecdosis.errors import UsageError
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import read

SOURCE = (
    'The ferry-\nman came--"at last," he said--and the _lamp_ of THE CLERK was lit...\n\nHe ﬁnds the lamp, it\'s his. '
    "The lamplighter went.\n"
)


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("The ferryman came", "The ferry-\nman came"),
        ("came—“at last,” he", 'came--"at last," he'),
        ("“at last,”", '"at last,"'),
        ("the lamp of the Clerk", "the _lamp_ of THE CLERK"),
        ("was lit…", "was lit..."),
        ("He finds the", "He ﬁnds the"),
        ("it’s his", "it's his"),
    ],
)
def test_words_of_the_book_find_their_place(words: str, there: str) -> None:
    (one,) = locate([Decision(1, -1, words, "keep")], SOURCE, "x")
    assert SOURCE[one.start : one.end] == there


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("a lamp", "does not have"),  # part of another word
        ("—", "does not have"),
        ("the ‘lamp’", "more than once"),
        ("no such words", "does not have"),
    ],
)
def test_what_is_not_there_or_more_than_once_is_told(words: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        locate([Decision(1, -1, words, "keep")], SOURCE, "x")


def test_a_position_tells_which_of_them_is_meant() -> None:
    at = SOURCE.rindex("lamp,")
    (one,) = locate([Decision(1, at, "the ‘lamp’", "keep")], SOURCE, "x")
    assert (one.start, one.end) == (at - len("the "), at + len("lamp"))


def test_words_of_the_book_are_read_otherwise() -> None:
    row = Decision(1, -1, "The ferryman came—“at last,” he", "read", "The ferrymen came—“at last,” he")
    made = to_tei(SOURCE.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=(row,))
    assert read(parse(made)).startswith("The ferrymen came—“at last,” he said—")


@given(st.text(max_size=60), st.text(max_size=8))
def test_any_words_are_found_with_their_letters(source: str, words: str) -> None:
    for start, end in folded.places(words, source):
        assert folded.letters(source[start:end]) == folded.letters(words)
