"""Clauses of one sentence in paragraphs of their own: what is a list of them, and what only begins alike."""

from __future__ import annotations

import pytest

from test_blocks import divided, types

ENDS = ("; and", "; and", ",")


def recital(begin: str = "Whereas the", words: int = 9, ends: tuple[str, ...] = ENDS) -> str:
    """A preamble: clauses of so many words, of which each ends so."""
    rest = ["ferry", "was", "let", "for", "a", "year", "to", "those", "who", "asked"]
    made = [f"{begin} {' '.join(rest[: words - 2])}{end}" for end in ends]
    return (
        "The trustees met at the lock in the spring of that year. They said:\n\n" + "\n\n".join(made) + "\n\nIt is so."
    )


def found(source: str) -> list[str]:
    return [kind for kind in types(divided(source)[1]) if kind == "item"]


@pytest.mark.parametrize(
    "ends",
    [
        ENDS,
        (
            "; and",
            ";",
            ".",
        ),
        (";", ";", ";", ","),
        (", or", ";", ";", "."),
    ],
)
def test_clauses_that_begin_alike_and_are_left_open_are_a_list(ends: tuple[str, ...]) -> None:
    assert found(recital(ends=ends)) == ["item"] * len(ends)


def test_the_first_letter_of_the_first_may_be_a_capital() -> None:
    assert (
        found(recital().replace("\n\nWhereas", "\n\nwhereas").replace("\n\nwhereas", "\n\nWhereas", 1)) == ["item"] * 3
    )


def test_they_may_be_of_another_language() -> None:
    assert (
        found(
            recital(
                "considérant que",
                ends=(
                    "; et",
                    "; et",
                    ",",
                ),
            )
        )
        == ["item"] * 3
    )


@pytest.mark.parametrize(
    "source",
    [
        recital(ends=("; and", ".")),  # two
        recital(ends=(".", ".", ".")),  # sentences
        recital(ends=("; nevertheless", "; nevertheless", ".")),  # what goes on is no small word
        recital(ends=(",", ",", ".")),  # as verse has it
        recital(ends=(",", ";", ".")),
        recital(ends=(";", ".", ";", ".")),  # two sentences of two
        recital(words=7),  # too short for clauses
        recital().replace("Whereas the", "Whereas a", 1),  # the other two are not enough
    ],
)
def test_what_begins_alike_is_not_always_one_sentence(source: str) -> None:
    assert found(source) == []


def test_of_eight_words_each_they_are_clauses() -> None:
    assert found(recital(words=8)) == ["item"] * 3


def test_what_stands_between_parts_them() -> None:
    source = recital().replace("\n\nWhereas", "\n\nBut so it was.\n\nWhereas", 3)
    assert found(source) == []
