"""What stands in a block: blanks are collapsed in one way, whatever document it comes from."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ecdosis.book.inlines import (
    AsidePlace,
    Emended,
    Image,
    Inline,
    LineBreak,
    NoteRef,
    PageBreak,
    Styled,
    collapsed,
    heading_lines,
)

PAGE = PageBreak("page-1", "1")
PICTURE = Image("i.gif", "a gull", 1, 1)
JOINED = Emended("c1", "")
SPACE = Emended("c1", " ")


@pytest.mark.parametrize(
    ("inlines", "made"),
    [
        ((" a\n", " b ", " "), ("a b",)),
        (("a ", PAGE, " b"), ("a ", PAGE, "b")),
        (("a ", PAGE, " ", AsidePlace("a1")), ("a", PAGE, AsidePlace("a1"))),
        ((PAGE, " a"), (PAGE, "a")),
        ((PICTURE, " a"), (PICTURE, " a")),
        (("a ", LineBreak(), " b"), ("a", LineBreak(), "b")),
        ((LineBreak(), "a"), ("a",)),
        (("a", LineBreak(), " ", LineBreak()), ("a",)),
        (("a", LineBreak(), PAGE), ("a", LineBreak(), PAGE)),
        ((Styled("a ", ("bold",)), Styled(" b", ("bold",))), (Styled("a b", ("bold",)),)),
        ((Styled("a", ("bold",)), Styled("b", ("italic",))), (Styled("a", ("bold",)), Styled("b", ("italic",)))),
        (("a ", Emended("c1", "b "), " c"), ("a ", Emended("c1", "b "), "c")),
        (("a", JOINED, "b c"), ("a", Emended("c1", "b", borrowed=True), " c")),
        (("a", SPACE, "b c"), ("a ", Emended("c1", "b", borrowed=True), " c")),
        (("a", JOINED, " b"), ("a ", Emended("c1", "b", borrowed=True, apart=True))),
        (("a", JOINED), ("a", JOINED)),
        (("a", JOINED, Emended("c2", ""), "b"), ("a", JOINED, Emended("c2", "b", borrowed=True))),
        (("a", JOINED, NoteRef("r1", "1", "n1"), "b"), ("a", NoteRef("r1", "1", "n1"), Emended("c1", "b", True))),
        (("a", JOINED, Styled("b", ("bold",)), "c"), ("a", Emended("c1", "b", borrowed=True, marks=("bold",)), "c")),
        (
            ("a", JOINED, Styled("b", target="#n1"), "c"),
            ("a", Styled("b", target="#n1"), Emended("c1", "c", borrowed=True)),
        ),
        (
            ("a", JOINED, Styled("b c", language="fr")),
            ("a", Emended("c1", "b", True, language="fr"), Styled(" c", language="fr")),
        ),
    ],
)
def test_blanks_are_collapsed(inlines: Sequence[Inline], made: Sequence[Inline]) -> None:
    assert collapsed(inlines) == list(made)


WHOLE = ("whole",)


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        (
            ("Twenty-One · The Half-Hour",),
            (Styled("Twenty-One", WHOLE), LineBreak(), "The ", Styled("Half-Hour", WHOLE)),
        ),
        (("The ferry - and after",), ("The ferry - and after",)),
        (("Whose-?",), ("Whose-?",)),  # a speech that breaks off
        (("1848-1850",), (Styled("1848-1850", WHOLE),)),
        (
            ("Of the Quay-Masters-and-Ferrymen-Company",),
            ("Of the Quay-Masters-and-Ferrymen-Company",),
        ),  # too long a line
        (("The fer\u00adry, now",), ("The ", Styled("fer\u00adry", WHOLE), ", now")),
        (("half\u200bhour",), (Styled("half\u200bhour", WHOLE),)),
        (
            (Styled("A Half-Hour", ("italic",), "fr"),),
            (Styled("A ", ("italic",), "fr"), Styled("Half-Hour", ("italic", "whole"), "fr")),
        ),
        (("The ", PAGE, "Half-Hour"), ("The ", PAGE, Styled("Half-Hour", WHOLE))),
    ],
)
def test_no_line_of_a_heading_ends_in_a_word(heading: Sequence[Inline], told: Sequence[Inline]) -> None:
    assert heading_lines(heading) == tuple(told)
