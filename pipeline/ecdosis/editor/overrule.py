"""Carrying out the editor's decisions: what the machine is overruled in, after the stage that did it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Final

from ecdosis.editor.causes import like
from ecdosis.editor.decisions import EDITOR, Decisions
from ecdosis.editor.footnotes import bodies, check_markers, check_sign, label_of, whole
from ecdosis.editor.meanings import OF_READINGS, READINGS
from ecdosis.editor.places import Located
from ecdosis.editor.rows import loses
from ecdosis.errors import UsageError
from ecdosis.model.alike import Taken
from ecdosis.model.document import LITERAL, Document
from ecdosis.model.kinds import BODIES, NOTES, Kind
from ecdosis.model.pieces import Aside, Change, Edit, Piece, Query, Span, Stretch, extent, leaves, over
from ecdosis.model.text import Text
from ecdosis.stages.notes import labelled, linked, signed

DIVIDED: Final = {"hyphen": ("", "hyphen-kept"), "hyphen-kept": (" ", "line-end")}
"""What the machine does with a word that a line end divides -> what is read at the line end if the editor keeps it as
the source has it, and the kind of that."""


def overrule(stage: str, document: Document, decisions: Decisions) -> Document:
    """A document after a stage, with what that stage did undone where the editor wants it kept, and with the editor's
    decisions about its work carried out. Raises UsageError, naming the row, for a reading of what is set aside and a
    yes where nothing is proposed."""
    now = [*decisions.after(stage), *like(document, decisions, stage)]
    if any(one.decision.decision == "note" for one in now):
        there = bodies(document.text)
        now = [whole(one, document.text.source, there) if one.decision.decision == "note" else one for one in now]
    kept = decisions.of_sort("keep") if stage == "lines" else []
    parted = decisions.of_sort("split") if stage != "styles" else []  # a mark beside words does not join them
    places = decisions.kept + [(one.start - 1, one.start) for one in parted]

    def carried_out(text: Text, now: Sequence[Located]) -> Text:
        hyphens = [edit for one in kept for edit in _hyphens(text, one)]
        text = _undone(text, places, lambda piece: piece.by == stage)
        text, _ = text.edit(edit(text) for edit in hyphens)
        longer = [(one.start, one.end) for one in now if one.decision.decision == "note"]
        text = _undone(text, longer, lambda piece: piece.kind in BODIES and piece.by == stage)
        text, _ = text.set_aside(span for one in now if (span := _span(text, one)))
        if any(one.decision.decision in ("marker", "note") for one in now):
            text = signed(linked(labelled(text)))
        text, _ = text.edit(edit for one in now if (edit := _joined(text, one)))
        return _read(text, [one for one in now if one.decision.decision in READINGS], document.queries)

    about = _by_note(document.text, now)
    text = carried_out(document.text, about.pop(None, []))
    for kind in BODIES if about or places else ():
        text, _ = text.within(kind, lambda note: (carried_out(note, about.get(extent(note.pieces), [])), ()))
    check_markers(text, (one for one in now if one.decision.decision == "marker"), document.queries)
    return document if text == document.text else document.read_as(text)


def _by_note(text: Text, decisions: Iterable[Located]) -> dict[tuple[int, int] | None, list[Located]]:
    """Decisions by the note (where it begins and ends) whose words they are about; None: words of the running text."""
    notes = sorted(extent((piece,)) for piece in text.pieces if isinstance(piece, Aside) and piece.kind in BODIES)
    about: dict[tuple[int, int] | None, list[Located]] = defaultdict(list)
    for one in decisions:
        index = bisect_right(notes, one.start, key=lambda note: note[0]) - 1
        is_inside = index >= 0 and one.end <= notes[index][1] and one.decision.decision != "note"
        about[notes[index] if is_inside else None].append(one)
    return about


def left_literal(stage: str, document: Document) -> Document:
    """A document after a stage, without what that stage did or asked where the source itself says that its characters
    are literal."""
    places = [(one.start, one.end) for one in document.stated if one.type == LITERAL]
    if not places:
        return document
    text = _undone(document.text, places, lambda piece: piece.by == stage)
    taken = Taken(places)
    asked = tuple(one for one in document.queries if one.by != stage or not taken.meets(one.start, one.end))
    read = document if text == document.text else document.read_as(text)
    return read if asked == document.queries else replace(read, queries=asked)


def _hyphens(text: Text, one: Located) -> Iterator[Callable[[Text], Edit]]:
    """For each line end inside of a word that an editor wants as the source has it, the edit (of the text in which what
    the machine did there is undone): the word has its hyphen; one that had it has a blank as well."""
    divided = [p for p in text.pieces if isinstance(p, Change) and p.kind in DIVIDED and p.by == "lines"]
    touched = {piece.at for piece in divided if over(piece, [(one.start, one.end)])}
    parted = (piece for piece in divided if piece.at in touched)  # something set aside may have cut it
    for (_, kind), parts in groupby(parted, lambda piece: (piece.at, piece.kind)):
        under = list(leaves(tuple(parts)))
        start = next((i for i in range(under[0].start, under[-1].end) if text.source[i].isspace()), under[-1].end)
        after, kept = DIVIDED[kind]
        places = start, under[-1].end
        yield partial(_line_end, places=places, after=after, kind=kept, why=one.decision.why)


def _line_end(text: Text, places: tuple[int, int], after: str, kind: str, why: str) -> Edit:
    return Edit(text.offset(places[0]), text.offset_after(places[1]), after, kind, EDITOR, 1.0, why)


def _read(text: Text, decisions: Sequence[Located], asked: Sequence[Query]) -> Text:
    """The text with the editor's readings in the place of the machine's. A no to a question leaves the changes
    beside it alone. What says how words are set is undone by a plain yes or no alone."""
    places = [one for one in decisions if one.decision.decision != "reject" or not _queries(one, asked)]
    plain = _undone(text, [(one.start, one.end) for one in places], lambda piece: piece.kind in OF_READINGS)
    about = [(one.start, one.end) for one in places if one.decision.decision == "reject" or _is_bare(one)]
    plain = _undone(plain, about, lambda piece: piece.kind == Kind.STYLE_MARK)
    wanted = [one for one in decisions if one.decision.decision != "reject"]
    edits = (edit for one in wanted for edit in _signed(text, plain, one) or (_reading(text, plain, one, asked),))
    return plain.edit(edit for edit in edits if edit is not None)[0]


def _signed(text: Text, plain: Text, one: Located) -> Sequence[Edit | None]:
    """The machine's own changes at a place (in `text`; `plain` is without them), each signed by an editor who says yes
    to them without giving a reading."""
    if not _is_bare(one):
        return []
    changes = [p for p in text.pieces if isinstance(p, Change) and p.kind in (*OF_READINGS, Kind.STYLE_MARK)]
    touched = {(piece.at, piece.kind) for piece in changes if over(piece, [(one.start, one.end)])}
    signed = []
    for piece in changes:
        if (piece.at, piece.kind) in touched:
            under = list(leaves((piece,)))
            start, end = (under[0].start, under[-1].end) if under else (piece.at, piece.at)
            places = plain.offset(start), plain.offset_after(end) if under else plain.offset(end)
            signed.append(Edit(*places, piece.after, piece.kind, EDITOR, 1.0, one.decision.why, at=piece.at))
    return signed


def _is_bare(one: Located) -> bool:
    """Whether a decision is a yes without a reading."""
    return one.decision.decision == "accept" and not one.decision.value


def _reading(text: Text, plain: Text, one: Located, asked: Sequence[Query]) -> Edit | None:
    """What an editor reads at a place: the value; or, if yes is said without one, what the machine has there (in
    `text`; `plain` is without it) or proposes. Nothing, where a decision that holds for all like it has no reading."""
    decision = one.decision
    value = _without_marks(plain, one)
    start, end = plain.offset(one.start), plain.offset_after(one.end)
    where = f"decisions, row {decision.row}: “{decision.text}”"
    if start >= end:
        if decision.is_of_text:
            return None
        raise UsageError(
            f"{where} is left out of the running text, so it has no reading. Decide “keep” about it first."
        )
    edges = [(text.offset_after(place), text.offset(place)) for place in (one.start, one.end)]
    machine = text.reading[min(edges[0]) : max(edges[1])]
    if machine != plain.reading[start:end]:
        changes = (p for p in text.pieces if isinstance(p, Change) and p.kind in OF_READINGS)
        kind = next(p.kind for p in changes if over(p, [(one.start, one.end)]))
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
        return _emended(start, end, value, words.get(value, ""), decision.why)
    if len(proposals) != 1 and decision.is_of_text:
        return None
    if len(proposals) != 1:
        many = "more than one reading" if proposals else "no reading"
        raise UsageError(f"{where}: {many} is proposed here. Give the one that you want as the value.")
    [((start, end, after), kind)] = proposals.items()
    if loses(plain.reading[start:end], after):
        raise UsageError(f"{where}: the reading that is proposed would leave “{after}” of it. Decide “read” instead.")
    return _emended(start, end, after, kind, decision.why)


def _without_marks(text: Text, one: Located) -> str:
    """The reading that an editor gives, without the marks of styles around and between the words there, which go on
    saying how these are set."""
    value = one.decision.value
    for piece in text.pieces:
        if isinstance(piece, Change) and piece.kind == Kind.STYLE_MARK and over(piece, [(one.start, one.end)]):
            value = value.replace("".join(text.source[leaf.start : leaf.end] for leaf in leaves((piece,))), "", 1)
    return value


def _emended(start: int, end: int, reading: str, kind: str, why: str) -> Edit:
    """What an editor reads at a place (offsets); of the kind that the machine proposed it as, if that is one."""
    return Edit(start, end, reading, kind if kind in OF_READINGS else "emendation", EDITOR, 1.0, why)


def _queries(one: Located, asked: Iterable[Query]) -> list[Query]:
    """The questions at the place of a decision."""
    end = max(one.end, one.start + 1)
    return [q for q in asked if q.start < end and one.start < max(q.end, q.start + 1)]


def _undone(text: Text, places: Sequence[tuple[int, int]], wrong: Callable[[Change | Aside], bool]) -> Text:
    """The text without what was done wrong at some places, all parts of a change that was cut and both ends of a
    link."""
    if not places:
        return text
    taken = Taken(places)
    found = (p for p in text.pieces if not isinstance(p, Stretch) and wrong(p) and _is_over(p, taken, text.source))
    undone = {(piece.at, piece.kind) for piece in found}
    pieces: list[Piece] = []
    for piece in text.pieces:
        if isinstance(piece, Stretch) or not wrong(piece) or (piece.at, piece.kind) not in undone:
            pieces.append(_unlinked(piece, {at for at, _ in undone}))
        else:
            pieces.extend(piece.before if isinstance(piece, Change) else _flat(piece.pieces))
    return Text(text.source, pieces)


def _is_over(piece: Change | Aside, places: Taken, source: str) -> bool:
    """Whether a piece stands over any of some places of the source; what was put in, at the edge of one as well; a note
    only with its beginning, since what is said of words in it does not say that it is none."""
    under = list(leaves((piece,)))
    if under and isinstance(piece, Aside) and piece.kind in BODIES:
        start, end = under[0].start, under[-1].end
        first = start + len(source[start:end]) - len(source[start:end].lstrip())
        return places.meets(first, first + 1)
    return places.meets(under[0].start, under[-1].end) if under else places.meets(piece.at - 1, piece.at + 1)


def _flat(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Pieces of a note, its label no longer set aside, and the marks that say that it is one no longer left out."""
    for piece in pieces:
        if isinstance(piece, Aside) and piece.kind == "note-label":
            yield from piece.pieces
        elif isinstance(piece, Change) and piece.kind == Kind.NOTE_TAG:
            yield from piece.before
        else:
            yield piece


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
    label = "" if decision.decision == "aside" else label_of(one)
    if decision.decision == "marker":
        check_sign(one, text.source)
    start, end = text.offset(one.start), text.offset_after(one.end)
    if start >= end:  # the machine has set it aside already
        return None
    return Span(start, end, kinds[decision.decision], EDITOR, 1.0, decision.why, label)


def _joined(text: Text, one: Located) -> Edit | None:
    """The line end that a decision joins."""
    if one.decision.decision != "join":
        return None
    start, end = text.offset(one.start), text.offset_after(one.end)
    gap = next((gap for gap in re.finditer(r"\s+", text.reading[start:end]) if "\n" in gap[0]), None)
    return Edit(start + gap.start(), start + gap.end(), " ", "join", EDITOR, 1.0, one.decision.why) if gap else None
