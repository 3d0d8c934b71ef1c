"""The rows of decisions that can be made about a place: for all that was changed, asked, taken for something there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ecdosis.editor.causes import is_of_text
from ecdosis.editor.decide import Row, answer, answers, named, place
from ecdosis.editor.explain import ExplainedPlace
from ecdosis.editor.places import shortened, whole_words
from ecdosis.model.kinds import ASIDES, LINES, NOTES, PHRASES, STYLES, Kind
from ecdosis.tei.read import OpenQuery, Recognised, Record


class Offer(NamedTuple):
    """A row that an editor may take over, and what it does, in words."""

    says: str
    row: Row


def offers(of: ExplainedPlace, source: str) -> tuple[Offer, ...]:
    """The rows for everything at a place of a source."""
    found: list[Offer] = []
    for record in of.changes:
        found += _of_change(record, source)
    for query in of.queries:
        found += _of_query(query, source)
    for one in of.phrases:
        found += _of_phrase(one)
    found += _of_block(of, source)
    return tuple({offer.row: offer for offer in found if offer.row[1]}.values())


def undoing(kind: str) -> str:
    """The decision that undoes what was done."""
    return "keep" if kind in (*ASIDES, *NOTES, *LINES) else "reject"


def _of_change(record: Record, source: str) -> Iterator[Offer]:
    if record.kind == Kind.PAGE_BREAK or record.by == "editor":
        return
    undo = undoing(record.kind)
    at, words, value = place(record.start, undo, source, (), (record,))
    yield Offer(f"undo: {record.kind.replace('-', ' ')}", (at, words, undo, value, ""))


def _of_query(query: OpenQuery, source: str) -> Iterator[Offer]:
    if is_of_text(query.why):
        [row] = answers([query], source)
        yield Offer("yes to the question, for the whole text", row)
        return
    at, words, decision, value = answer(query, source)
    if decision != "reject":
        yield Offer("yes to the question", (at, words, decision, value, query.why))
    yield Offer("no to the question", (at, words, "reject", value if decision == "accept" else "", query.why))


def _of_phrase(one: Recognised) -> Iterator[Offer]:
    kind, _, value = one.type.partition(" ")
    if one.by == "editor":
        return
    yield Offer(f"undo: {kind}", (*named(one), "keep", "", ""))
    if kind in ("reference", "foreign", "italic", "bold", "spaced"):
        yield Offer(f"yes, it is {kind}", (*named(one), kind, value, ""))


def _of_block(of: ExplainedPlace, source: str) -> Iterator[Offer]:
    """The row that says what the block is; another value makes it another."""
    blocks = [one for one in of.blocks if one.type.partition(" ")[0] not in (*PHRASES, *STYLES)]
    if blocks:
        for one in blocks:
            yield Offer("what the block is (write another value to change it)", (*named(one), "block", one.type, ""))
    elif not any(record.aside for record in of.changes):
        yield Offer("what the block is (write another value to change it)", (*_words(of, source), "block", "p", ""))


def _words(of: ExplainedPlace, source: str) -> tuple[int, str]:
    """Where the words begin that name a block, and these: the line of a place, if nothing in it is set aside."""
    line = next(line for line in of.lines if line.within)
    start, end = line.start, line.end
    if any(piece.record and piece.record.aside and piece.start < end and start < piece.end for piece in of.pieces):
        start, end = whole_words(source, of.start, of.end)
    return start + len(source[start:end]) - len(source[start:end].lstrip()), shortened(source[start:end])
