"""The editor's own notes to a text: where each stands, and what signs they have.

They are no part of the source, so they stand in the text as something without width, behind the words that they are to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from string import ascii_lowercase, ascii_uppercase
from typing import Final

from ecdosis.editor.decisions import EDITOR, Decisions
from ecdosis.editor.places import Located
from ecdosis.errors import UsageError
from ecdosis.model.document import Document
from ecdosis.model.kinds import BODIES, NOTES
from ecdosis.model.pieces import ANNOTATION, Aside, Piece, Stretch, split
from ecdosis.model.text import Text

ALPHABETS: Final = (ascii_lowercase, ascii_uppercase, "αβγδεζηθικλμνξοπρστυφχψω")
"""What the signs of the editor's notes are made of: the first of which the notes of the source have none."""
LABEL: Final = "note-label"
"""The number or sign of a note of the source, at its beginning."""


def annotated(document: Document, decisions: Decisions) -> Document:
    """A document with the editor's notes in it. Raises UsageError, naming the row, for one to words that are left out
    of the running text."""
    wanted = decisions.of_sort("annotate")
    if not wanted:
        return document
    notes: dict[int, list[Aside]] = defaultdict(list)
    rows: dict[int, Located] = {}
    for one in sorted(wanted, key=lambda one: one.end):
        said = one.decision.value
        notes[one.end].append(Aside((), ANNOTATION, EDITOR, 1.0, said, one.end))
        rows.setdefault(one.end, one)
    pieces = tuple(_with(document.text, notes, rows))
    return replace(document, text=Text(document.text.source, pieces))


def signs_beside(text: Text) -> Iterator[str]:
    """The signs of the editor's notes (a, b, …, z, aa, ab, …), in an alphabet of which no note of a text has a letter
    as its label."""
    taken = {label.strip("()[].") for label in _labels(text.pieces)}
    alphabet = next((letters for letters in ALPHABETS if taken.isdisjoint(letters)), ALPHABETS[0])
    return (_sign(number, alphabet) for number in count(1))


def _sign(number: int, alphabet: str) -> str:
    """A number, from 1, in letters."""
    sign = ""
    while number:
        number, rest = divmod(number - 1, len(alphabet))
        sign = alphabet[rest] + sign
    return sign


def _labels(pieces: Iterable[Piece]) -> Iterator[str]:
    """The labels of notes and markers."""
    for piece in pieces:
        if isinstance(piece, Aside):
            yield piece.label if piece.kind in NOTES else ""
            yield from _labels(piece.pieces)


def _with(text: Text, notes: Mapping[int, Sequence[Aside]], rows: Mapping[int, Located]) -> Iterator[Piece]:
    """The pieces of a text with notes in it, by the positions at which the words end that they are to. One to words
    that were changed stands behind the whole change."""
    at: dict[int, list[int]] = defaultdict(list)
    for position in sorted(notes):
        at[text.index(position - 1)].append(position)
    for index, piece in enumerate(text.pieces):
        places = at.get(index, [])
        if isinstance(piece, Stretch):
            for position in places:
                first, piece = split(piece, position - piece.start)
                yield first
                yield from notes[position]
            if piece.start < piece.end or not places:
                yield piece
        elif places and isinstance(piece, Aside) and piece.kind in BODIES:
            inside = {position: notes[position] for position in places}
            yield replace(piece, pieces=tuple(_with(Text(text.source, piece.pieces), inside, rows)))
        else:
            if places and isinstance(piece, Aside) and piece.kind not in (*NOTES, LABEL):
                raise UsageError(_left_out(rows[places[0]]))
            yield piece
            yield from (note for position in places for note in notes[position])


def _left_out(one: Located) -> str:
    """What is said of a note to what is no part of the running text."""
    return (
        f"decisions, row {one.decision.row}: “{one.decision.text}” is left out of the running text, so no note can "
        "stand there. Name words of the text; or decide “keep” about these."
    )
