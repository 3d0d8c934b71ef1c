"""Pages that were scanned twice and read otherwise each time, and pages that only have much alike."""

from __future__ import annotations

import re
import textwrap

import pytest

from ecdosis.diagnosis.finding import Subject
from ecdosis.diagnosis.rescanned import rescanned
from ecdosis.diagnosis.twice import examine
from test_furniture import prose


def page(seed: int, lines: int = 8) -> list[str]:
    """Lines of a page, whose letters come nowhere else."""
    text = textwrap.wrap(prose(1200, seed).replace("\n", " "), 44)[:lines]
    return [line.replace("e", chr(0x250 + seed)) for line in text]


def misread(lines: list[str], every: int = 12) -> list[str]:
    """The same with slips."""
    return [re.sub(rf"(.{{{every - 1}}})\w", r"\1x", line) for line in lines]


def book(*pages: list[str]) -> str:
    return "\n\f".join("\n".join(lines) for lines in pages)


def found(*pages: list[str]) -> int:
    return len(list(rescanned(book(*pages))))


@pytest.mark.parametrize(("between", "told"), [(0, True), (2, True), (3, False)])
def test_a_page_that_was_read_twice(between: int, told: bool) -> None:
    pages = [page(1), page(2), *(page(3 + n) for n in range(between)), misread(page(2)), page(9)]
    assert found(*pages) == told


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (page(2), misread(page(2), 4), False),  # hardly anything is alike
        (page(2, 5), misread(page(2, 5)), True),
        (page(2, 4), misread(page(2, 4)), False),  # a stanza
        (page(2), [*misread(page(2, 5)), *page(3, 3)], True),
        (page(2, 10), [*misread(page(2, 5)), *page(3, 5)], False),  # half of the page
        (page(2), [*misread(page(2)), ".:' - ,;! ^^ ~~ ,.;:-' - .:;, ^ .'! ,;:- -.;,:'"] * 1, True),
        ([line[:20] for line in page(2)], [line[:20] for line in page(2)], False),
    ],
)
def test_how_much_of_a_page(first: list[str], second: list[str], told: bool) -> None:
    assert found(page(1), first, second, page(9)) == told


def test_dirt_says_nothing() -> None:
    dirt = [f".:' - ,;! ^^ ~~ ,.;:-' {sign} - .:;, ^ .'! ,;:- -.;" for sign in "abcdefghijk"]
    assert found(page(1), [*page(2), *dirt], [*misread(page(2)), *misread(dirt[::-1], 3)], page(9)) == 1
    assert found(page(1), dirt, dirt, page(9)) == 0


def test_heads_and_forms_are_none() -> None:
    head = page(8, 6)
    assert found(*([*head, *page(n, 3)] for n in range(1, 6))) == 0
    assert found([*head, *page(1, 3)], [*head, *page(2, 3)], *(page(n) for n in range(3, 7)), [*head, *page(7, 3)]) == 0
    form = page(2)
    assert found(page(1), form, misread(form), misread(form, 13), page(9)) == 0


def test_without_marks_of_pages_nothing_is_told() -> None:
    assert not list(rescanned("\n\n".join("\n".join(lines) for lines in (page(1), page(2), page(2)))))


def test_it_is_told_once() -> None:
    told = examine(Subject(book(page(1), page(2), misread(page(2)), page(9))))
    assert told is not None
    assert told.sentence.startswith("One passage stands twice in this text")
    assert not told.grave
    whole = page(2, 40)
    told = examine(Subject(book(page(1), whole, whole, page(9))))
    assert told is not None
    assert told.sentence.startswith("One passage")
