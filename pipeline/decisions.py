"""The editor's decisions (`seeds/<id>.decisions.tsv`): what the machine is overruled in, and where.

A table with tabs between its columns, one decision a row: `at` (position in the source, in code points; may be left out
where the words occur once), `text` (the words there; ` [...] ` stands for any that are left out), `decision`, `value`
and `reason`. Rows that begin with # and a first row with the columns' names say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from pipeline.document import TYPES
from pipeline.errors import UsageError
from pipeline.kinds import ASIDES, BLOCKS
from pipeline.mark.proposal import Proposal
from pipeline.pieces import Aside, Change, Edit, Piece, Query, Span, Stretch, leaves
from pipeline.repair.notes import labelled, linked
from pipeline.text import Text

BY: Final = "editor"
COLUMNS: Final = ("at", "text", "decision", "value", "reason")
OMITTED: Final = " [...] "
"""Stands in `text` for words that are left out."""
DECISIONS: Final = {
    "keep": "as the source has it: what the machine did or set aside here is undone",
    "aside": "not part of the running text; value: a kind of furniture (running-head, navigation, widget, ...)",
    "marker": "a note's marker among these words; value: its number, if they do not show it alone",
    "note": "the body of a note at the foot of its page; value: its number or sign",
    "join": "the lines that these words stand on belong together",
    "split": "a new block begins with these words",
    "block": "the block with these words is a ...; value: its type, for a head with its level (head 2), with a + if it "
    "goes on with the one before (quote +)",
    "read": "read instead; value: the reading (empty: nothing)",
}
"""What can be decided."""
STAGE: Final = {
    "aside": "furniture",
    "marker": "notes",
    "note": "notes",
    "join": "lines",
    "split": "lines",
    "read": "typography",
}
"""After which stage a decision is carried out (`keep` after each, `block` when all are done)."""

_MARKER: Final = re.compile(r"[\[(]?(?<!\d)(?:fn)?\d{1,5}(?!\d)[\])]?|[*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]+")
"""What may be a marker among the words that an editor names."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: the number of its line in the file (from 1), and its columns (`at` is -1 where it is left out)."""

    row: int
    at: int
    text: str
    decision: str
    value: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A decision with its place: source positions `start` to `end`."""

    decision: Decision
    start: int
    end: int


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file; none if there is no such file. Raises UsageError, naming the row."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: these decisions cannot be read ({error}). Save them as text in UTF-8.") from error
    found = []
    for row, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if line.strip() and not line.startswith("#") and tuple(cells[:3]) != COLUMNS[:3]:
            found.append(_decision(path, row, cells))
    return tuple(found)


def _decision(path: Path, row: int, cells: Sequence[str]) -> Decision:
    if len(cells) < 3 or len(cells) > len(COLUMNS):
        names = ", ".join(COLUMNS)
        raise UsageError(f"{path}: row {row} has {len(cells)} columns; there must be {names}, with tabs between them.")
    at, text, decision, value, reason = (*cells, "", "")[: len(COLUMNS)]
    if at and not at.isdecimal():
        raise UsageError(f"{path}: row {row}: “{at}” is no position. Give the number of a code point, or nothing.")
    if not text:
        raise UsageError(f"{path}: row {row} names no words. Copy some from the source.")
    if decision not in DECISIONS:
        raise UsageError(f"{path}: row {row}: “{decision}” is no decision. Known are: {', '.join(DECISIONS)}.")
    if decision == "aside" and value not in ASIDES:
        raise UsageError(f"{path}: row {row}: “{value}” is no kind of furniture. Known are: {', '.join(ASIDES)}.")
    if decision == "block" and not _is_block(value):
        raise UsageError(f"{path}: row {row}: “{value}” is no type of block. Known are: {', '.join(TYPES)} (head 2).")
    return Decision(row, int(at) if at else -1, text, decision, value, reason)


def _is_block(value: str) -> bool:
    type_, _, more = value.partition(" ")
    return type_ in TYPES and (more in ("", "+") or (type_ == "head" and more.isdecimal() and 0 < int(more) < 7))


def locate(decisions: Iterable[Decision], source: str, path: str) -> tuple[Located, ...]:
    """Decisions with their places in a source; `path` is named in errors. Raises UsageError, naming the row, for one
    whose words do not stand at its place (any more) or, without a place, occur more than once, and for two about the
    same words."""
    found = []
    for decision in decisions:
        where = f"{path}: row {decision.row}"
        parts = [r"\s+".join(map(re.escape, part.split())) for part in decision.text.split(OMITTED.strip())]
        pattern = re.compile(r".*?".join(part for part in parts if part), re.DOTALL)
        match = pattern.match(source, decision.at) if decision.at >= 0 else pattern.search(source)
        if match is None:
            other = pattern.search(source)
            hint = (
                f" They stand at {other.start()} now."
                if other
                else " They do not occur in it: correct or remove the row."
            )
            raise UsageError(f"{where}: the source does not have “{decision.text}” there.{hint}")
        if decision.at < 0 and pattern.search(source, match.start() + 1):
            raise UsageError(
                f"{where}: “{decision.text}” occurs more than once. Give its place: the first is {match.start()}."
            )
        start, end = match.span()
        if decision.decision == "marker":
            start, end = _marker(source, start, end, decision, where)
        found.append(Located(decision, start, end))
    _check_apart(found, path)
    return tuple(found)


def _marker(source: str, start: int, end: int, decision: Decision, where: str) -> tuple[int, int]:
    """Where the marker stands in the words that an editor names: they may be more than it, so that they occur only
    once. Raises UsageError if they do not show which it is."""
    words = source[start:end]
    if _MARKER.fullmatch(words.strip()) or not re.search(r"\s", words):
        own = [*re.finditer(_numbered(decision.value), words)] if decision.value else []
        return (start + own[0].start(), start + own[0].end()) if len(own) == 1 else (start, end)
    pattern = _numbered(decision.value) if decision.value else _MARKER
    found = list(re.finditer(pattern, words))
    if len(found) != 1:
        raise UsageError(f"{where}: “{decision.text}” does not show which is the marker. Give its number as the value.")
    return start + found[0].start(), start + found[0].end()


def _numbered(label: str) -> str:
    """A pattern for a marker of some label, with its brackets."""
    return rf"[\[(]?(?<!\d){re.escape(label)}(?!\d)[\])]?"


def _check_apart(found: Iterable[Located], path: str) -> None:
    """That no two decisions say something about the same words which cannot both be done."""
    exclusive = [one for one in found if one.decision.decision in ("aside", "marker", "note", "read", "block")]
    for a, b in pairwise(sorted(exclusive, key=lambda one: (one.decision.decision == "block", one.start))):
        same = (a.decision.decision == "block") == (b.decision.decision == "block")
        if same and b.start < a.end:
            rows = f"rows {a.decision.row} and {b.decision.row}"
            raise UsageError(f"{path}: {rows} decide about the same words (“{b.decision.text}”). Remove one.")


def overrule(stage: str, text: Text, decisions: Sequence[Located]) -> Text:
    """The text after a stage, with what that stage did undone where the editor wants it kept, and with the editor's
    decisions of its kind carried out."""
    kept = [(one.start, one.end) for one in decisions if one.decision.decision == "keep"]
    kept += [(one.start - 1, one.start) for one in decisions if one.decision.decision == "split"]
    text = _undone(stage, text, kept)
    now = [one for one in decisions if STAGE.get(one.decision.decision) == stage]
    text, _ = text.set_aside(span for one in now if (span := _span(text, one)))
    if any(one.decision.decision in ("marker", "note") for one in now):
        text = linked(labelled(text))
    text, _ = text.edit(edit for one in now if (edit := _edit(text, one)))
    return text


def _undone(stage: str, text: Text, kept: Sequence[tuple[int, int]]) -> Text:
    """The text without what a stage did at some places, all parts of a change that was cut and both ends of a link."""
    if not kept:
        return text
    undone = {(p.at, p.kind) for p in text.pieces if not isinstance(p, Stretch) and p.by == stage and _touches(p, kept)}
    pieces: list[Piece] = []
    for piece in text.pieces:
        if isinstance(piece, Stretch) or piece.by != stage or (piece.at, piece.kind) not in undone:
            pieces.append(_unlinked(piece, {at for at, _ in undone}))
        else:
            pieces.extend(piece.before if isinstance(piece, Change) else _flat(piece.pieces))
    return Text(text.source, pieces)


def _flat(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Pieces of a note, its label no longer set aside."""
    for piece in pieces:
        if isinstance(piece, Aside) and piece.kind == "note-label":
            yield from piece.pieces
        else:
            yield piece


def _touches(piece: Change | Aside, places: Sequence[tuple[int, int]]) -> bool:
    under = list(leaves((piece,)))
    start, end = (under[0].start, under[-1].end) if under else (piece.at, piece.at + 1)
    return any(start < b and a < end for a, b in places)


def _unlinked(piece: Piece, undone: set[int]) -> Piece:
    if isinstance(piece, Aside) and piece.target in undone:
        return Aside(piece.pieces, piece.kind, piece.by, piece.certainty, piece.why, piece.at, piece.label)
    return piece


def _span(text: Text, one: Located) -> Span | None:
    """What a decision sets aside."""
    decision = one.decision
    kinds = {"aside": decision.value, "marker": "note-marker", "note": "footnote"}
    if decision.decision not in kinds:
        return None
    label = ""
    if decision.decision != "aside":
        own = re.search(r"\d+|[*†‡§¶]+", decision.text)
        label = decision.value or (own.group() if own else decision.text)
    start, end = text.offset(one.start), text.offset_after(one.end)
    if start >= end:  # the machine has set it aside already
        return None
    return Span(start, end, kinds[decision.decision], BY, 1.0, decision.reason or "the editor’s decision", label)


def _edit(text: Text, one: Located) -> Edit | None:
    """What a decision changes."""
    decision = one.decision
    start, end = text.offset(one.start), text.offset_after(one.end)
    why = decision.reason or "the editor’s decision"
    if decision.decision == "read":
        if start >= end:
            where = f"decisions, row {decision.row}: “{decision.text}”"
            raise UsageError(f"{where} is set aside, so it has no reading. Decide “keep” about it first.")
        return Edit(start, end, decision.value, "emendation", BY, 1.0, why)
    gap = re.search(r"\s*\n\s*", text.reading[start:end]) if decision.decision == "join" else None
    return Edit(start + gap.start(), start + gap.end(), " ", "join", BY, 1.0, why) if gap else None


def cuts(text: Text, decisions: Iterable[Located]) -> list[int]:
    """The offsets at which the editor has a new block begin."""
    return [text.offset(one.start) for one in decisions if one.decision.decision == "split"]


def blocks(text: Text, decisions: Iterable[Located]) -> dict[int, Proposal]:
    """What the editor says that the blocks at some offsets are."""
    found = {}
    for one in decisions:
        if one.decision.decision == "block":
            type_, _, more = one.decision.value.partition(" ")
            level = (int(more) if more.isdecimal() else 1) if type_ == "head" else 0
            why = one.decision.reason or "the editor’s decision"
            found[text.offset(one.start)] = Proposal(type_, 1.0, why, level, by=BY, goes_on=more == "+")
    return found


def unanswered(queries: Iterable[Query], decisions: Sequence[Located]) -> tuple[Query, ...]:
    """The questions that no decision answers."""
    places = [(one.start, max(one.end, one.start + 1)) for one in decisions]
    return tuple(q for q in queries if not any(q.start < b and a < max(q.end, q.start + 1) for a, b in places))


def proposed(kind: str, suggestion: str) -> tuple[str, str]:
    """The decision and value that would answer a question with yes."""
    if kind in ASIDES:
        return "aside", kind
    if kind in BLOCKS:
        return "block", kind
    plain = {"join": ("join", ""), "line-end": ("join", ""), "note-marker": ("marker", "")}
    return plain.get(kind, ("read", suggestion) if suggestion.strip() else ("keep", ""))


def shortened(text: str, most: int = 60) -> str:
    """Words of the source as a cell of the table: on one line, the middle left out if there are many."""
    words = text.split()
    if len(" ".join(words)) <= most or len(words) < 8:
        return " ".join(words)
    return " ".join(words[:4]) + OMITTED + " ".join(words[-3:])
