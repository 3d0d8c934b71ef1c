"""Garbled pages, and those that only look like it. All lines are ours."""

from __future__ import annotations

import pytest

from ecdosis.stages.furniture.garbled import is_garbled
from test_dirt import specks
from test_furniture_edges import book

GARBLED = (
    ".- '.;. i -: ;'. . I",
    "'r ;i .. -",
    "vL/^'^'J^^^'**\" 7",
    "•ii i'. [l. s k",
    "jggT'— ->• \"1-^ Wi",
)
"""What a reading program may make of an engraving."""


def among(page: str) -> str:
    """A book with a page of some lines between two of its pages, where a sentence ends."""
    pages = book(9, cut=lambda _: False).split("\n\f")
    return "\n\f".join([*pages[:4], page, *pages[4:]])


def test_a_garbled_page_is_set_aside() -> None:
    assert specks(among("\n".join(GARBLED))) == list(GARBLED)


@pytest.mark.parametrize("letters", ["brwkst", "jgeTak", "x3e4wa"])
def test_what_is_no_word(letters: str) -> None:
    """No vowel, a capital inside, figures among letters."""
    assert is_garbled((".,-;:", letters))


@pytest.mark.parametrize(
    "page",
    [
        ("x = (a + b)² - c", "y = [p × q]; z", "∴ x ÷ y ≥ 7"),
        ("Q. E. D.", "A. M. D. G."),
        ("* * *", "—o—", "·: :·"),
        ("1. 4, 5; 7: (9) [12] 13", "2. 6, 8; 9: (10) [14] 15"),
        ("(τῷ) «θεῷ»;", "[τῇ]· «ὁ», ‘ἐν’…"),
        ("“No!” — “Oh!” — ‘Ah?’ (so)…", "‘Hush!’ — [he] — ‘so!’ …"),
        ("u - u - | u - u -", "- u u | - u u | - -"),
        (".,-;:'", "T H E", "L A M P"),
        (".'-;:", "the old lamps"),
        (".'-;: (*) xkqz vbnm dflk tprw",),
        (*GARBLED, "the lamps were lit"),
    ],
    ids=["sums", "initials", "ornaments", "numbers", "greek", "calls", "feet", "spaced", "half", "letters", "words"],
)
def test_what_is_not_garbled(page: tuple[str, ...]) -> None:
    assert not is_garbled(page)


def test_a_page_with_a_head_is_a_page_of_the_text() -> None:
    """It is the author's, though nobody can read it."""
    pages = book(9, lambda page: f"THE RIVER CLERK {page}", cut=lambda _: False).split("\n\f")
    pages[4] = "\n".join([pages[4].split("\n")[0], *GARBLED])
    assert not set(specks("\n\f".join(pages))) & set(GARBLED)


def with_vignette(lines: tuple[str, ...], *, below: str = "", specks_at: int = 3) -> list[str]:
    """The specks of a book whose fifth page begins with some lines, and perhaps ends with others, but for those that it
    has at the feet of so many pages."""
    pages = book(9, foot=lambda page: "'~^."[page] + "-" if page in range(1, 1 + specks_at) else "").split("\f")
    pages[4] = "\n\n".join([*lines, pages[4].strip("\n"), below]) + "\n"
    return [one for one in specks("\f".join(pages)) if one not in ("~-", "^-", ".-")]


def test_a_vignette() -> None:
    assert with_vignette(GARBLED[:2]) == list(GARBLED[:2])
    assert with_vignette((), below=f"{GARBLED[0]}\n{GARBLED[2]}") == [GARBLED[0], GARBLED[2]]


def test_what_is_no_vignette() -> None:
    """One line, lines above which a word stands, and any in a book without specks."""
    assert with_vignette(GARBLED[2:3]) == []
    assert with_vignette(("Lamps:", GARBLED[2], GARBLED[4])) == []
    assert with_vignette(GARBLED[:2], specks_at=2) == []
