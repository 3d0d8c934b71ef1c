"""Writing decisions: the rows that answer what the machine asks, and a new row among the others in their file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ecdosis.editor.places import Located, compatible, in_context, locate, meant, shortened
from ecdosis.editor.rows import Decision, cells, checked, decided, opened
from ecdosis.errors import UsageError
from ecdosis.model.kinds import ASIDES, BLOCKS, NOTES
from ecdosis.tei.read import OpenQuery, Recognised, Record

_PLAIN: Final = {"join": "join", "line-end": "join", "note-marker": "marker"}


def answer(query: OpenQuery, source: str) -> tuple[int, str, str, str]:
    """The place (source position), words, decision and value that answer a question with yes; with no, if it proposes
    nothing."""
    at, words = named(query)
    if query.kind in ASIDES:
        return at, words, "aside", query.kind
    if query.kind in BLOCKS:
        return at, words, "block", query.kind
    if query.kind in _PLAIN and words:
        return at, words, _PLAIN[query.kind], query.suggestion.strip()
    start, end, value = _instead(source, query.start, query.end, query.suggestion)
    if query.kind in _PLAIN:  # of line ends alone: the words that they part are named
        return start, " ".join(source[start:end].split()), _PLAIN[query.kind], ""
    words = " ".join(source[start:end].split())
    return (start, words, "accept", value) if query.suggestion.strip() else (start, words, "reject", "")


def answers(queries: Sequence[OpenQuery], source: str) -> tuple[tuple[int, str, str, str, str], ...]:
    """The rows (place, words, decision, value, why it is asked) that answer questions with yes, those first that move
    what follows: what is part of the running text, blocks and notes, then words; in the order of the source. One that
    could not be carried out beside a row before it is left out: it is asked again when that is decided."""
    order = sorted(queries, key=lambda query: (query.kind not in (*ASIDES, *BLOCKS, *NOTES, *_PLAIN), query.start))
    rows = [(*answer(query, source), query.why) for query in order]
    decisions = [Decision(row, at, *cells(-1, *said)[1:]) for row, (at, *said) in enumerate(rows)]
    kept = {decision.row for decision in compatible(decisions, source)}
    return tuple(row for index, row in enumerate(rows) if index in kept)


def named(what: OpenQuery | Recognised) -> tuple[int, str]:
    """Where the words of something begin in the source, and how a decision about it names them."""
    return what.start + len(what.source) - len(what.source.lstrip()), shortened(what.source)


def _instead(source: str, start: int, end: int, reading: str) -> tuple[int, int, str]:
    """A place with the words around it that make it the only one, and what they are with another reading there."""
    first, last = in_context(source, start, end)
    return first, last, " ".join((source[first:start] + reading + source[end:last]).split())


def place(
    at: int, decision: str, source: str, queries: Sequence[OpenQuery], records: Sequence[Record]
) -> tuple[int, str, str]:
    """The place of the words, the words and the value for a decision about what the machine asks, changed or set aside
    at a source position (its own, or the one that `queries` prints with the words around it). Raises UsageError if
    there is nothing."""
    found = _at(at, source, queries) or _at(at, source, records)
    if not found:
        raise UsageError(f"There is no doubtful reading and no change at {at}. Name the words that you decide about.")
    if decision == "read":
        raise UsageError("A reading needs the words that stand there and what you read instead. Name both.")
    one = min(found, key=lambda one: one.end - one.start)
    if decision == "accept" and isinstance(one, OpenQuery) and (not one.suggestion or one.kind in NOTES):
        raise UsageError(f"No reading is proposed at {at}, so that yes says nothing. Name the words and your reading.")
    reading = one.suggestion if isinstance(one, OpenQuery) else one.reading
    if isinstance(one, Record) and one.kind in (*ASIDES, *NOTES) and one.source.strip():
        # nothing but that: words around it may be set aside for themselves
        return one.start + len(one.source) - len(one.source.lstrip()), shortened(one.source), ""
    first, last, value = _instead(source, one.start, one.end, reading)
    words = " ".join(source[first:last].split())
    return first, words, value if decision in ("accept", "reject") and value != words else ""


def _at(at: int, source: str, those: Sequence[OpenQuery] | Sequence[Record]) -> list[OpenQuery | Record]:
    """Those at a source position; else those inside the word there; else those with words around them from there on."""
    within: list[OpenQuery | Record] = [one for one in those if one.start <= at < max(one.end, one.start + 1)]
    if not within:
        words = [(one, in_context(source, one.start, one.end, 0)) for one in those]
        within = [one for one, (start, end) in words if start <= at < end]
    return within or [one for one in those if at == in_context(source, one.start, one.end)[0]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A file of decisions with one more row: its bytes, the number and the place of that row, and the earlier rows
    about the same words whose place it takes."""

    content: bytes
    row: int
    located: Located
    replaced: tuple[Decision, ...]


def added(path: Path, row: Decision, source: str) -> Recorded:
    """The file of decisions with one more row, without those that it replaces. Raises UsageError if the row is faulty,
    its words are not in the source, or it cannot be done beside another row."""
    table = opened(path)
    known = decided(path, table)
    row = meant(row, source)
    new_cells = cells(row.at, row.text, row.decision, row.value, row.reason, row.editor, row.date)
    new = checked(path, len(table.lines) + 1, new_cells)
    earlier = {one.decision.row for one in locate(known, source, path.name)}
    located = locate((*known, new), source, path.name)
    gone = earlier - {one.decision.row for one in located}
    content, number = table.with_row(new_cells, gone)
    return Recorded(content, number, located[-1], tuple(one for one in known if one.row in gone))


def taken_back(path: Path, at: int = -1, source: str = "") -> tuple[bytes, Decision]:
    """The file of decisions without one row, and that row: the last one, or the last at a position (or, if that is
    blank in the source, at the first word behind it, where a row about what stands there begins). Raises UsageError if
    there is none."""
    table = opened(path)
    behind = source[max(0, at) :]
    places = (at, at + len(behind) - len(behind.lstrip()))
    known = [row for row in decided(path, table) if at == -1 or row.at in places]
    if not known:
        raise UsageError(f"{path}: there is no decision{f' at {at}' if at >= 0 else ''} to take back.")
    return table.without({known[-1].row}), known[-1]
