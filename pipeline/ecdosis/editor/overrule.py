"""Carrying out the editor's decisions: what the machine is overruled in, after the stage that did it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Final

from ecdosis.editor.decisions import READINGS, Located
from ecdosis.errors import UsageError
from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import ASIDES, BLOCKS, CHANGES, CORRUPT, LINES, NORMALISED, NOTES, PHRASES
from ecdosis.model.pieces import Aside, Change, Edit, Piece, Query, Span, Stretch, first_position, leaves
from ecdosis.model.text import Text
from ecdosis.stages.blocks.division import Division, divide
from ecdosis.stages.blocks.proposal import Proposal
from ecdosis.stages.notes import labelled, linked, signed
from ecdosis.stages.references import DESCRIBING, decided

BY: Final = "editor"
STAGE: Final = {
    "aside": "furniture",
    "marker": "notes",
    "note": "notes",
    "join": "lines",
    "split": "lines",
    **dict.fromkeys(READINGS, "spelling"),
}
"""After which stage a decision is carried out (`keep` after each, `block` when all are done)."""
DIVIDED: Final = {"hyphen": ("", "hyphen-kept"), "hyphen-kept": (" ", "line-end")}
"""What the machine does with a word that a line end divides -> what is read at the line end if the editor keeps it as
the source has it, and the kind of that."""
OF_READINGS: Final = (frozenset(CORRUPT) | frozenset(NORMALISED)) - {"byte-order-mark"}
"""The kinds of changes that a decision about a reading replaces. The byte-order mark is no reading: it tells how the
file is encoded."""

_WORDS: Final = frozenset(CHANGES) | frozenset(ASIDES) | frozenset(NOTES) | frozenset(PHRASES)
ANSWERS: Final[Mapping[str, Container[str]]] = {
    **dict.fromkeys(("keep", "aside", *READINGS), _WORDS),
    **dict.fromkeys(("marker", "note"), NOTES),
    **dict.fromkeys(("join", "split"), LINES),
    "block": BLOCKS,
    "reference": ("reference",),
    "foreign": ("foreign", "spelling", "real-word", "word-division", "doubled-word", "article"),
}
"""The kinds of questions about the same words that a decision answers: words that are said to be in another language
are no misspelt ones of this."""
WHOLLY: Final = ("keep", "aside", "marker", "reject")
"""Decisions that answer any question about nothing but their own words: these are no part of the text, or the editor
says no."""


def overrule(stage: str, text: Text, decisions: Sequence[Located], asked: Sequence[Query] = ()) -> Text:
    """The text after a stage, with what that stage did undone where the editor wants it kept, and with the editor's
    decisions of its kind carried out. `asked`: the queries of all stages so far, which `accept` answers. Raises
    UsageError, naming the row, for a reading of what is set aside and a yes where nothing is proposed."""
    kept = [one for one in decisions if one.decision.decision == "keep"]
    places = [(one.start, one.end) for one in kept]
    places += [(one.start - 1, one.start) for one in decisions if one.decision.decision == "split"]
    hyphens = [edit for one in kept for edit in _hyphens(text, one)] if stage == "lines" else []
    text = _undone(text, places, lambda piece: piece.by == stage)
    text, _ = text.edit(edit(text) for edit in hyphens)
    now = [one for one in decisions if STAGE.get(one.decision.decision) == stage]
    text, _ = text.set_aside(span for one in now if (span := _span(text, one)))
    if any(one.decision.decision in ("marker", "note") for one in now):
        text = signed(linked(labelled(text)))
    text, _ = text.edit(edit for one in now if (edit := _joined(text, one)))
    return _read(text, [one for one in now if one.decision.decision in READINGS], asked)


def _hyphens(text: Text, one: Located) -> Iterator[Callable[[Text], Edit]]:
    """For each line end inside of a word that an editor wants as the source has it, the edit (of the text in which what
    the machine did there is undone): the word has its hyphen; one that had it has a blank as well."""
    divided = [p for p in text.pieces if isinstance(p, Change) and p.kind in DIVIDED and p.by == "lines"]
    touched = {piece.at for piece in divided if _touches(piece, [(one.start, one.end)])}
    parted = (piece for piece in divided if piece.at in touched)  # something set aside may have cut it
    for (_, kind), parts in groupby(parted, lambda piece: (piece.at, piece.kind)):
        under = list(leaves(tuple(parts)))
        start = next((i for i in range(under[0].start, under[-1].end) if text.source[i].isspace()), under[-1].end)
        after, kept = DIVIDED[kind]
        places = start, under[-1].end
        yield partial(_line_end, places=places, after=after, kind=kept, why=one.decision.why)


def _line_end(text: Text, places: tuple[int, int], after: str, kind: str, why: str) -> Edit:
    return Edit(text.offset(places[0]), text.offset_after(places[1]), after, kind, BY, 1.0, why)


def _read(text: Text, decisions: Sequence[Located], asked: Sequence[Query]) -> Text:
    """The text with the editor's readings in the place of the machine's. A no to a question leaves the changes
    beside it alone."""
    places = [one for one in decisions if one.decision.decision != "reject" or not _queries(one, asked)]
    plain = _undone(text, [(one.start, one.end) for one in places], lambda piece: piece.kind in OF_READINGS)
    wanted = [one for one in decisions if one.decision.decision != "reject"]
    return plain.edit(
        edit for one in wanted for edit in _signed(text, plain, one) or [_reading(text, plain, one, asked)]
    )[0]


def _signed(text: Text, plain: Text, one: Located) -> list[Edit]:
    """The machine's own changes at a place (in `text`; `plain` is without them), each signed by an editor who says yes
    to them without giving a reading."""
    if one.decision.decision != "accept" or one.decision.value:
        return []
    signed = []
    for piece in text.pieces:
        if isinstance(piece, Change) and piece.kind in OF_READINGS and _touches(piece, [(one.start, one.end)]):
            under = list(leaves((piece,)))
            start, end = (under[0].start, under[-1].end) if under else (piece.at, piece.at)
            places = plain.offset(start), plain.offset_after(end) if under else plain.offset(end)
            signed.append(Edit(*places, piece.after, piece.kind, BY, 1.0, one.decision.why))
    return signed


def _reading(text: Text, plain: Text, one: Located, asked: Sequence[Query]) -> Edit:
    """What an editor reads at a place: the value; or, if yes is said without one, what the machine has there (in
    `text`; `plain` is without it) or proposes."""
    decision = one.decision
    start, end = plain.offset(one.start), plain.offset_after(one.end)
    where = f"decisions, row {decision.row}: “{decision.text}”"
    if start >= end:
        raise UsageError(f"{where} is set aside, so it has no reading. Decide “keep” about it first.")
    edges = [(text.offset_after(place), text.offset(place)) for place in (one.start, one.end)]
    machine = text.reading[min(edges[0]) : max(edges[1])]
    if machine != plain.reading[start:end]:
        changes = (p for p in text.pieces if isinstance(p, Change) and p.kind in OF_READINGS)
        kind = next(p.kind for p in changes if _touches(p, [(one.start, one.end)]))
        proposals = {(start, end, machine): kind}
    else:
        proposals = {
            (plain.offset(q.start), plain.offset_after(q.end), q.suggestion): q.kind
            for q in _queries(one, asked)
            if q.suggestion and q.kind not in NOTES
        }
    if decision.decision == "read" or decision.value:
        words = {
            plain.reading[start:a] + after + plain.reading[b:end]: kind for (a, b, after), kind in proposals.items()
        }
        kind = words.get(decision.value, "")
        return Edit(start, end, decision.value, kind if kind in OF_READINGS else "emendation", BY, 1.0, decision.why)
    if len(proposals) != 1:
        many = "more than one reading" if proposals else "no reading"
        raise UsageError(f"{where}: {many} is proposed here. Give the one that you want as the value.")
    [((start, end, after), kind)] = proposals.items()
    return Edit(start, end, after, kind if kind in OF_READINGS else "emendation", BY, 1.0, decision.why)


def _queries(one: Located, asked: Iterable[Query]) -> list[Query]:
    """The questions at the place of a decision."""
    end = max(one.end, one.start + 1)
    return [q for q in asked if q.start < end and one.start < max(q.end, q.start + 1)]


def _undone(text: Text, places: Sequence[tuple[int, int]], wrong: Callable[[Change | Aside], bool]) -> Text:
    """The text without what was done wrong at some places, all parts of a change that was cut and both ends of a
    link."""
    if not places:
        return text
    found = (p for p in text.pieces if not isinstance(p, Stretch) and wrong(p) and _touches(p, places))
    undone = {(piece.at, piece.kind) for piece in found}
    pieces: list[Piece] = []
    for piece in text.pieces:
        if isinstance(piece, Stretch) or not wrong(piece) or (piece.at, piece.kind) not in undone:
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
    if not under:  # what was put in stands at the edge of words as well as among them
        return any(a <= piece.at <= b for a, b in places)
    return any(under[0].start < b and a < under[-1].end for a, b in places)


def _unlinked(piece: Piece, undone: set[int]) -> Piece:
    if not isinstance(piece, Aside):
        return piece
    target = None if piece.target in undone else piece.target
    return replace(piece, target=target, pieces=tuple(_unlinked(inner, undone) for inner in piece.pieces))


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
    return Span(start, end, kinds[decision.decision], BY, 1.0, decision.why, label)


def _joined(text: Text, one: Located) -> Edit | None:
    """The line end that a decision joins."""
    if one.decision.decision != "join":
        return None
    start, end = text.offset(one.start), text.offset_after(one.end)
    gap = next((gap for gap in re.finditer(r"\s+", text.reading[start:end]) if "\n" in gap[0]), None)
    return Edit(start + gap.start(), start + gap.end(), " ", "join", BY, 1.0, one.decision.why) if gap else None


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
            why = one.decision.why
            found[text.offset(one.start)] = Proposal(type_, 1.0, why, level, by=BY, goes_on=more == "+")
    return found


def divided(text: Text, decisions: Sequence[Located] = (), *, recognised: bool = True) -> Division:
    """The blocks of a text, as the editor wants them. Not `recognised`: all others are paragraphs."""
    return divide(text, cuts(text, decisions), blocks(text, decisions), recognised=recognised)


def plain(text: Text, decisions: Iterable[Located]) -> list[tuple[int, int]]:
    """Where (offsets) the editor wants no references: the words stay as the source has them."""
    kept = (one for one in decisions if one.decision.decision == "keep")
    return [(text.offset(one.start), text.offset_after(one.end)) for one in kept]


def references(text: Text, blocks: Sequence[Block], decisions: Iterable[Located], language: str) -> list[Mark]:
    """The references that the editor makes. Raises UsageError, naming the row, for words that stand in no block, or in
    more than one."""
    found: list[Mark] = []
    for one in decisions:
        if one.decision.decision == "reference":
            start, end = text.offset(one.start), text.offset_after(one.end)
            running = (block for block in blocks if block.type not in DESCRIBING)
            if start >= end or not any(block.start <= start and end <= block.end for block in running):
                where = f"decisions, row {one.decision.row}: “{one.decision.text}”"
                raise UsageError(f"{where} is not in one block of the running text. Name words of one paragraph.")
            found.append(decided(text, start, end, one.decision.why, BY, language))
    return found


def foreign(text: Text, blocks: Sequence[Block], decisions: Iterable[Located]) -> list[Mark]:
    """The words that the editor says are in another language. Raises UsageError, naming the row, for words that stand
    in no block or note, or in more than one."""
    found: list[Mark] = []
    notes = [piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind in NOTES]
    for one in decisions:
        if one.decision.decision != "foreign":
            continue
        note = next((note for note in notes if _touches(note, [(one.start, one.end)])), None)
        inner = Text(text.source, note.pieces) if note else text
        start, end = inner.offset(one.start), inner.offset_after(one.end)
        if start >= end or not (note or any(block.start <= start and end <= block.end for block in blocks)):
            where = f"decisions, row {one.decision.row}: “{one.decision.text}”"
            raise UsageError(f"{where} is not in one block or note. Name words of one paragraph.")
        at = first_position(note) if note else None
        found.append(Mark(start, end, "foreign", 1.0, one.decision.why, BY, note=at, language=one.decision.value))
    return found


def unanswered(queries: Iterable[Query], decisions: Sequence[Located]) -> tuple[Query, ...]:
    """The questions that no decision answers."""
    return tuple(query for query in queries if not any(_answers(one, query) for one in decisions))


def _answers(one: Located, query: Query) -> bool:
    """Whether a decision answers a question: it is about the same place and the same thing. What a block is says
    nothing of the spelling of a word in it, and the reading of a word nothing of the block."""
    start, end = one.start, max(one.end, one.start + 1)
    if query.start >= end or start >= max(query.end, query.start + 1):
        return False
    decision = one.decision.decision
    whole = decision in WHOLLY and start <= query.start and query.end <= end
    return whole or query.kind in ANSWERS[decision]
