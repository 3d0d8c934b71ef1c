"""Notes: labelled texts, and the laws that hold for any text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simulated
import worn
from ecdosis.model.pieces import Aside, Piece, Span, read
from ecdosis.model.text import Text
from ecdosis.stages.notes import repair, signs
from ecdosis.stages.notes.solve import solve
from ecdosis.stages.run import repaired
from labelled import load, parameters

BODIES = ("footnote", "endnote")
FILES = (
    "notes.toml",
    "notes_tagged.toml",
    "notes_onward.toml",
    "notes_spaced.toml",
    "notes_signs.toml",
    "notes_columns.toml",
)
CASES = [case for name in FILES for case in load(name)]
SENTENCES = [
    "The clerk wrote it into the ledger",
    "Nobody at the ferry had seen the lamp",
    "The river rose and the geese were counted",
    "It was late when the miller came over",
    "Her brother kept the other half of the garden",
]


def prepared(source: str) -> tuple[str, list[int]]:
    """A text with its sentences and paragraphs (of 30 lines) filled in and the offsets at which its pages begin."""
    number = count()
    source = source.replace("[[P]]", 30 * "[[N]].\n")
    text = re.sub(r"\[\[N\]\]", lambda _: SENTENCES[next(number) % len(SENTENCES)], source)
    return text, [match.start() for match in re.finditer("\f", text)]


def with_pages(source: str) -> Text:
    text, breaks = prepared(source)
    return Text.of(text).set_aside(Span(b, b + 1, "page-break", "furniture", 1, "test") for b in breaks)[0]


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    text = with_pages(case["text"])
    breaks = [o for o, p in zip(text.offsets, text.pieces, strict=True) if isinstance(p, Aside)]
    found = solve(text.reading, breaks)
    repaired, asked = repair(text)
    notes = [piece for piece in repaired.pieces if isinstance(piece, Aside) and piece.kind in BODIES]
    shown = [f"{note.label}: {Text(text.source, note.pieces).reading.strip()}" for note in notes]
    assert [m.candidate.label for m in found.markers] == case["markers"]
    assert shown == case.get("notes", [])
    parts = [p for p in repaired.pieces if isinstance(p, Aside) and p.kind == "note-part"]
    assert len(parts) == case.get("parts", len(parts))
    assert len(asked) == case.get("asks", 0)
    links = case.get("links", range(len(case["markers"])) if shown else [])
    assert sorted(found.links) == list(links)
    assert all(found.bodies[b].label == found.markers[m].candidate.label for m, b in found.links.items())
    at = {note.at: note.label for note in notes}
    inner = [
        (note, one) for note in notes for one in note.pieces if isinstance(one, Aside) and one.kind == "note-marker"
    ]
    assert [f"{note.label} > {at.get(one.target or -1)}" for note, one in inner] == case.get("inner", [])


def test_the_corpus_has_more_of_what_is_no_marker() -> None:
    assert sum(case["markers"] == [] for case in CASES) >= 30


def books(*more: int) -> list[Any]:
    """The seeds of books to make up: ten, and more that `make quick` leaves out."""
    return [*range(10), *(pytest.param(seed, marks=pytest.mark.slow) for seed in (*range(10, 40), *more))]


@pytest.mark.parametrize("seed", books(56, 98, 131, 199, 240, 413))
def test_made_up_books(seed: int) -> None:
    answers(simulated.book(seed))


@pytest.mark.parametrize("seed", books())
def test_made_up_books_with_foot_notes(seed: int) -> None:
    answers(simulated.book_with_feet(seed))


def answers(made: simulated.Book) -> None:
    """Each marker of a book leads to its note, and nothing else is a marker or a note."""
    text = repaired(Text.of(made.text), "en")
    notes = {piece.at: piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind in BODIES}
    leading = [piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind == "note-marker"]
    found = [
        (m.label, " ".join(Text(text.source, notes[m.target].pieces).reading.split())) for m in leading if m.target
    ]
    assert found == list(made.notes)
    assert len(leading) == len(notes) == len(found)


@pytest.mark.slow  # fifty books
@pytest.mark.parametrize("make", [worn.book_with_feet, worn.book_of_chapters])
def test_made_up_books_that_have_suffered(make: Callable[[int], simulated.Book]) -> None:
    """Hardly any marker leads to a wrong note, and most are found that OCR has damaged."""
    right = wrong = wanted = 0
    for seed in range(25):
        made = make(seed)
        text = repaired(Text.of(made.text), "en")
        everything = list(asides(text.pieces))
        notes = {piece.at: piece for piece in everything if piece.kind in BODIES}
        found = Counter(
            (piece.label, " ".join(Text(text.source, notes[piece.target].pieces).reading.split()))
            for piece in everything
            if piece.kind == "note-marker" and piece.target is not None
        )
        right += (found & Counter(made.notes)).total()
        wrong += (found - Counter(made.notes)).total()
        wanted += len(made.notes)
    assert wrong <= right / 500
    assert right >= 0.94 * wanted


def asides(pieces: Iterable[Piece]) -> Iterator[Aside]:
    for piece in pieces:
        if isinstance(piece, Aside):
            yield piece
            yield from asides(piece.pieces)


PARTS = st.sampled_from(
    [
        *(
            "word",
            "The ",
            "said.",
            "“quoted”",
            "1",
            "2",
            "3",
            ".1",
            ".2",
            ".3",
            ",4",
            "fn1",
            "[1]",
            "[2]",
            "(3)",
            "*",
            "†",
        ),
        *(
            " ",
            " ",
            "\n",
            "\n\n",
            "\f",
            "Notes\n",
            "\n1. A note.",
            "\n2 Another one\nthat goes on",
            "\n* Yes.",
            "¹",
            "²",
        ),
        *("1924;", "p.", "%", "-", "\u00a0", "\u2028", "漢字", "Примечания\n\n", "\n[1] Here."),
    ]
)


def shown(pieces: Iterable[Piece], source: str) -> int:
    """The width of what this stage has set aside, in asides inside of asides (labels of notes), too."""
    asides = [piece for piece in pieces if isinstance(piece, Aside) and piece.by == "notes"]
    return sum(len(read(source, aside.pieces)) + shown(aside.pieces, source) for aside in asides)


@given(st.lists(PARTS, max_size=50))
def test_laws(parts: list[str]) -> None:
    """The source stays, nothing but notes and markers is set aside, links lead both ways, a second run does nothing."""
    text = with_pages("".join(parts))
    once, asked = repair(text, "en")
    assert once.leaf_source() == text.source
    assert all(0 <= query.start <= query.end <= len(text.source) for query in asked)
    asides = [piece for piece in once.pieces if isinstance(piece, Aside) and piece.by == "notes"]
    assert len(once.reading) + shown(asides, text.source) == len(text.reading)
    inside = [one for piece in asides for one in piece.pieces if isinstance(one, Aside) and one.kind == "note-marker"]
    at = {piece.at: piece for piece in (*asides, *inside)}
    for piece in (*asides, *inside):
        if piece.target is not None:
            assert at[piece.target].label == piece.label
        if piece.kind in ("footnote", "endnote") and piece.target is not None:
            assert at[piece.target].target == piece.at
    assert repair(once, "en")[0] == once


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was.” He came.", 1),
        ("“It was.” He came.” And went.", 1),
        ("“It was.” “He came.”", 0),
        ("“" + "It was " * 285 + "so.” And", 0),
        ("“" + "It was " * 290 + "so.” And", 1),
        ("It was ” so", 0),
        ("„It was.” He came.", 0),
        ("”It was.” He came.", 0),
        ('"It was.” He came.', 0),
    ],
)
def test_closing_marks_that_nothing_has_opened(text: str, count: int) -> None:
    assert len(list(signs.stray(text))) == count
