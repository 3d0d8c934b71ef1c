"""Captions of plates between the halves of a sentence, and what an author has set there."""

from __future__ import annotations

from typing import Any

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.furniture import repair
from test_furniture_edges import aside, book

QUOTED = "He threw the lantern into the lock."


def with_line(
    line: str,
    *,
    near: str = "and he threw the lanterr into the lock",
    before: str = "",
    after: str = "",
    gap: str = "\n\n",
    length: int = 400,
    pages: int = 6,
) -> str:
    """A book with a line in the midst of its third page, in the midst of a sentence, and some words on its fourth."""
    made = book(pages, length=length).split("\f")
    first, second = "the keeper of the ferry came down to the quay", "where nobody had seen the boat that night"
    made[2] = f"{made[2]}\n{before or first}{gap}{line}{gap}{after or second}\n{made[2]}"
    made[3] = f"{made[3]}\n{near}\n{made[3]}"
    return "\f".join(made)


@pytest.mark.parametrize(
    "line",
    [
        QUOTED,
        "“He threw the lantern into the lock!”",
        "IN THE LOCK. — p. 32",
        "In the Lock — P. 132.",
    ],
)
def test_a_caption_in_the_midst_of_a_sentence_is_one(line: str) -> None:
    assert f"caption: {line}" in aside(with_line(line))
    text, _ = repair(Text.of(with_line(line)), "en")
    assert line not in text.reading


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (QUOTED, {"near": ""}),  # its words stand nowhere else
        (QUOTED, {"near": "and she drew the lanterns out of the rock"}),  # or others do
        (QUOTED, {"before": "the keeper of the ferry came down to the quay."}),  # no sentence goes on across it
        (QUOTED, {"before": "the keeper of the ferry cried:"}),
        (QUOTED, {"after": "Nobody had seen the boat that night"}),
        (QUOTED, {"gap": "\n"}),  # it does not stand apart
        ("He threw the lantern into the lock,", {}),  # no sentence by itself
        ("he threw the lantern into the lock.", {}),
        ("Into the lock.", {"near": "and he threw the lantern into the lock"}),  # words that come again by chance
        ("In the Lock, p. 32", {}),
        (
            f"{QUOTED[:-1]}, {QUOTED[:-1]}, {QUOTED[:-1]}, there.",
            {"near": f"{QUOTED[:-1]}, {QUOTED[:-1]}, {QUOTED[:-1]}, there"},
        ),
    ],
)
def test_what_an_author_sets_in_the_midst_of_a_sentence_stays(line: str, place: dict[str, Any]) -> None:
    assert not any(line in one for one in aside(with_line(line, **place)))


@pytest.mark.parametrize(("lines", "found"), [(70, True), (90, False)])
def test_the_words_stand_near_by(lines: int, found: bool) -> None:
    source = with_line(QUOTED, near="")
    at = source.index("where nobody had seen the boat that night\n") + len(
        "where nobody had seen the boat that night\n"
    )
    between = "\n".join("the rain came down on the old town and on the bridge" for _ in range(lines - 1))
    words = "so he threw the lantern into the lock and went"
    assert (f"caption: {QUOTED}" in aside(f"{source[:at]}{between}\n{words}\n{source[at:]}")) is found


def test_where_only_numbers_show_the_pages_a_line_may_be_the_authors() -> None:
    pages = with_line(QUOTED, length=900, pages=14).split("\f")
    found = aside("\n\n".join(f"{number}\n\n{page}" for number, page in enumerate(pages, 7)))
    assert [one for one in found if one[:4] != "page"] == []
    assert len(found) == 14
