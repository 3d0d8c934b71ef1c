"""What an editor says of notes, so that no word is lost by it: a marker is a number or sign that leads to a note, and a
note is a whole one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from ecdosis.editor.decisions import answers
from ecdosis.editor.places import Located
from ecdosis.errors import UsageError
from ecdosis.model.alike import Taken
from ecdosis.model.kinds import BODIES, Kind
from ecdosis.model.pieces import Aside, Query, extent
from ecdosis.model.text import Text
from ecdosis.stages.notes.misread import DIGITS, number
from ecdosis.tei.names import q

if TYPE_CHECKING:
    from ecdosis.editor.built import Built
    from ecdosis.tei.read import Record

_SIGN: Final = re.compile(r"(?:fn)?\d{1,5}|[*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]+|[^\W\d_]")
"""What a marker is, without its brackets: a number, signs, a single letter."""
LETTERS: Final = 5
"""Characters of the longest label of letters (`xviii`)."""
NO_MARKER: Final = "is no number or sign of a note, but a part of the text that would be lost. Name the number or sign"
NO_NOTE: Final = (
    "no note “{label}” without a marker stands behind it, so that these characters would be lost from the text. Decide "
    "first which words are that note (note)"
)
LABEL: Final = "is the label of a note, and not its marker in the text"
INSIDE: Final = "is only a part of another note. Name all of that note, or decide “keep” about it first"
TORN: Final = "ends in the midst of a line of a note, the rest of which would be cut off. Name whole lines"


def label_of(one: Located) -> str:
    """The number or sign of a note's marker, or of a note, that an editor names."""
    own = re.search(r"\d+|[*†‡§¶]+", one.decision.text)
    return one.decision.value or (own.group() if own else one.decision.text)


def is_sign(words: str, label: str) -> bool:
    """Whether some words can be the marker of a note with a label: they are a number, signs, one letter, the label
    itself, or letters that were misread for its digits."""
    bare = words.strip("[]() \n")
    if _SIGN.fullmatch(bare) or (bare and bare == label and len(bare) <= LETTERS and not re.search(r"\s", bare)):
        return True
    misread = number(bare) if bare and all(c.isdecimal() or c in DIGITS for c in bare) else None
    return misread is not None and str(misread) == label


class Body(NamedTuple):
    """A note that is there: where in the source it begins and ends, and where its words begin, behind its label."""

    start: int
    end: int
    words: int


def bodies(text: Text) -> list[Body]:
    """The notes of a text."""
    found = []
    for piece in text.pieces:
        if isinstance(piece, Aside) and piece.kind in BODIES:
            labels = [inner for inner in piece.pieces if isinstance(inner, Aside) and inner.kind == "note-label"]
            start, end = extent((piece,))
            found.append(Body(start, end, extent(labels)[1] if labels else start))
    return found


def whole(one: Located, source: str, there: Iterable[Body]) -> Located:
    """A note that the editor makes, with the label and the marks beside it of the one that is there. Raises UsageError,
    naming the row, for words in the midst of another note, and such as would cut a line of one."""
    start, end = one.start, one.end
    for body in there:
        if body.start < one.start < body.end:
            if _has_words(source[body.words : one.start]):
                raise UsageError(f"{_where(one)} {INSIDE}.")
            start = body.start + len(source[body.start : body.end]) - len(source[body.start : body.end].lstrip())
        if body.start < one.end < body.end:
            rest = source[one.end : body.end]
            if not _has_words(rest):
                end = one.end + len(rest.rstrip())
            elif _has_words(rest.partition("\n")[0]):
                raise UsageError(f"{_where(one)} {TORN}.")
    return replace(one, start=start, end=end)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def check_markers(text: Text, markers: Iterable[Located], asked: Sequence[Query]) -> None:
    """Raises UsageError, naming the row, if one of the markers that an editor has made in a text leads to no note, so
    that its number would be lost: unless the machine asked whether it is one."""
    made = {extent((piece,))[0]: piece for piece in _markers(text.pieces)}
    for one in markers:
        piece = made.get(one.start)
        if piece is None or piece.target is not None or any(answers(one, query) for query in asked):
            continue
        if _has_words(text.source[one.start : one.end]):
            raise UsageError(f"{_where(one)}: {NO_NOTE.format(label=piece.label)}.")


def _markers(pieces: Iterable[object]) -> Iterable[Aside]:
    for piece in pieces:
        if isinstance(piece, Aside):
            if piece.kind == Kind.NOTE_MARKER:
                yield piece
            yield from _markers(piece.pieces)


def check_sign(one: Located, source: str) -> None:
    """Raises UsageError, naming the row, for a marker that is words of the text."""
    words = source[one.start : one.end]
    if not is_sign(words, label_of(one)):
        raise UsageError(f"{_where(one)}: “{' '.join(words.split())}” {NO_MARKER}.")


def check_built(made: Sequence[Located], others: Sequence[Located], built: Built) -> None:
    """Raises UsageError, before it is written, for a decision about a note that would lose words of the text, as an
    edition was built. `others`: what else is decided."""
    there = [Body(r.start, r.end, r.start + len(_label(r, built))) for r in built.records if r.kind in BODIES]
    for one in made:
        if one.decision.decision == "note":
            whole(one, built.source, there)
        elif one.decision.decision == "marker":
            check_sign(one, built.source)
            if any(body.start <= one.start < body.words for body in there):
                raise UsageError(f"{_where(one)} {LABEL}.")
            if built.root is not None and _has_words(built.source[one.start : one.end]):
                _check_led(one, others, built)


def _label(record: Record, built: Built) -> str:
    """The label at the beginning of a note, with what stands before it."""
    note = built.notes.get(record.id)
    label = note.findtext(q("label"), "") if note is not None else ""
    return record.source.partition(label)[0] + label if label else ""


def _check_led(one: Located, others: Sequence[Located], built: Built) -> None:
    """Raises UsageError if no note waits for a marker, nor was it asked about."""
    label, kept = label_of(one), Taken(other.words for other in others if other.decision.decision == "keep")
    places = {record.id: (record.start, record.end) for record in built.records}
    asked = any(query.kind == Kind.NOTE_MARKER for query in built.over(built.queries, one.start, one.end))
    decided = any(label_of(o) == label and o.start > one.start for o in others if o.decision.decision == "note")
    for record in built.records:
        note = built.notes.get(record.id)
        if note is not None and record.start > one.start and note.get("n") == label:
            marker = places.get(note.get("target", "").removeprefix("#"))
            asked = asked or marker is None or kept.meets(*marker) or marker[0] == one.start
    if not (asked or decided):
        raise UsageError(f"{_where(one)}: {NO_NOTE.format(label=label)}.")


def _where(one: Located) -> str:
    row = f"decisions, row {one.decision.row}: " if one.decision.row else ""
    return f"{row}“{one.decision.text}”"
