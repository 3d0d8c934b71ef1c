"""Notes: the markers in the running text and the bodies at the foot of pages or the end of chapters are set aside and
linked, before anything looks at the words they are glued to.

`markers` finds what may be a marker; `bodies`, `feet` and `lists` what may be a body; `runs` proves numbers by their
counting up; `links` says which leads to which; `solve` weighs all this together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from ecdosis.model.document import Document
from ecdosis.model.kinds import NOTES, Kind
from ecdosis.model.pieces import Aside, Edit, Piece, Query, Span, read
from ecdosis.model.text import Text
from ecdosis.stages.notes import backlinks, misread, partners, signs, tagged, under, works
from ecdosis.stages.notes.lines import back_link, label_end, rule_above
from ecdosis.stages.notes.rules import NoteRule
from ecdosis.stages.notes.solve import Solution, solve
from ecdosis.stages.notes.whose import whose
from ecdosis.stages.notes.works import Works
from ecdosis.stages.stage import Context

BY: Final = "notes"
ANSWERING = "its label answers a marker before it"
TO_ANOTHER = "its label answers a marker in a note"
TO_A_NOTE = "in a note, and another note that no other marker leads to begins with it"
TAG = "a mark that only says that this is a note"
HEADED = "it stands among notes, but no marker leads to it"
PARTNER = "a letter in brackets, and the note of the page that has it"
REPEATED = "a letter in brackets, and a note of the page that repeats the words before it"
UNENDED = "a note that ends with a colon, and may go on with the paragraph below it"
UNDER = "it stands below the catchword of its page’s text"


def repair(text: Text, language: str = "und", cited: Works = works.NONE) -> tuple[Text, tuple[Query, ...]]:
    """Set the notes of a text and their markers aside, but for works by number and what cites them (`cited`). A text
    whose notes were set aside already is left alone."""
    if any(isinstance(piece, Aside) and piece.by == BY for piece in text.pieces):
        return text, ()
    reading = text.reading
    breaks = [
        offset
        for offset, piece in zip(text.offsets, text.pieces, strict=True)
        if isinstance(piece, Aside) and piece.kind == "page-break"
    ]
    found = solve(cited.blanked(reading), breaks, [(start, stop) for _, start, stop in under.places(text, breaks)])
    taken = [(body.start, body.end) for body in found.bodies] + [(start, end) for start, end, _ in found.parts]
    below = _below(text, breaks, list(under.find(text, breaks, taken)))
    aside, queries = text.set_aside((*_spans(text, found), *below))
    return signed(labelled(_anchored(_with_inner(aside, text, found)))), (*queries, *_asked(text, found))


def _below(text: Text, breaks: Sequence[int], found: Sequence[under.Under]) -> Iterator[Span]:
    """The spans of what stands below catchwords, and of what leads there; what goes on points to its note."""
    leading: dict[int, int] = {}
    for page, notes in groupby(found, key=lambda one: bisect_right(breaks, one.start)):
        for one in partners.find(text.reading, breaks[page - 1] if page else 0, list(notes)):
            sure, why = (NoteRule.REPEATED, REPEATED) if one.repeats else (NoteRule.PARTNER, PARTNER)
            label, to = one.note.label or under.LOST, text.position(one.note.start)
            leading[one.note.start] = text.position(one.start)
            yield Span(one.start, one.end, "note-marker", BY, sure, why, label, target=to)
    note = None
    for below in found:
        start, end = below.start, below.end
        if below.goes_on and note is not None:
            yield Span(start, end, "note-part", BY, NoteRule.UNDER, UNDER, target=note)
        else:
            note = text.position(start)
            label, marker = below.label or under.LOST, leading.get(start)
            yield Span(start, end, "footnote", BY, NoteRule.UNDER, UNDER, label, target=marker)


def _with_inner(aside: Text, text: Text, found: Solution) -> Text:
    """A text with the markers inside of its notes set aside within them. `text` is what it was before its notes were
    set aside."""
    inner: dict[int, list[Span]] = {}
    for one in found.inner:
        at, to = (text.position(found.bodies[index].start) for index in (one.inside, one.to))
        start, end = text.position(one.candidate.start), text.position_after(one.candidate.end)
        inner.setdefault(at, []).append(
            Span(start, end, "note-marker", BY, NoteRule.INNER, TO_A_NOTE, one.candidate.label, target=to)
        )
    pieces: list[Piece] = []
    for piece in aside.pieces:
        if isinstance(piece, Aside) and piece.kind in NOTES and piece.at in inner:
            note = Text(text.source, piece.pieces)
            spans = (
                replace(span, start=note.offset(span.start), end=note.offset_after(span.end))
                for span in inner[piece.at]
            )
            piece = replace(piece, pieces=note.set_aside(spans)[0].pieces)
        pieces.append(piece)
    return Text(text.source, pieces)


def _anchored(text: Text) -> Text:
    """A text whose markers and notes lead only to what was set aside (of two that claim one place, the surer is), and
    whose notes answer only markers that lead to them."""
    here = {aside.at for aside in _asides(text.pieces)}
    leads = {aside.at: aside.target for aside in _asides(text.pieces) if aside.kind == "note-marker"}

    def anchored(pieces: Iterable[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            if isinstance(piece, Aside) and piece.target is not None:
                answers = piece.kind not in ("footnote", "endnote") or leads.get(piece.target) == piece.at
                piece = piece if piece.target in here and answers else replace(piece, target=None)
            yield replace(piece, pieces=tuple(anchored(piece.pieces))) if isinstance(piece, Aside) else piece

    return Text(text.source, anchored(text.pieces))


def _asides(pieces: Iterable[Piece]) -> Iterator[Aside]:
    """The asides among some pieces, and those inside of them."""
    for piece in pieces:
        if isinstance(piece, Aside):
            yield piece
            yield from _asides(piece.pieces)


def labelled(text: Text) -> Text:
    """A text with the labels of its notes set aside within them."""
    pieces: list[Piece] = []
    for piece in text.pieces:
        if isinstance(piece, Aside) and piece.kind in ("footnote", "endnote", "note-part"):
            piece = replace(piece, pieces=_label(Text(text.source, piece.pieces), piece.label).pieces)
        pieces.append(piece)
    return Text(text.source, pieces)


def signed(text: Text) -> Text:
    """A text whose notes know whose they are, where their own words say so, and why."""
    parts: dict[int, list[Aside]] = {}
    for piece in text.pieces:
        if isinstance(piece, Aside) and piece.kind == "note-part" and piece.target is not None:
            parts.setdefault(piece.target, []).append(piece)
    pieces: list[Piece] = []
    for piece in text.pieces:
        if isinstance(piece, Aside) and piece.kind in ("footnote", "endnote") and not piece.whose:
            whole = " ".join(read(text.source, part.pieces) for part in (piece, *parts.get(piece.at, ())))
            role, words = whose(whole)
            piece = replace(piece, whose=role, why=f"{piece.why}; it says “{words}”") if role else piece
        pieces.append(piece)
    return Text(text.source, pieces)


def linked(text: Text) -> Text:
    """A text in which each note that no marker leads to is linked with the last marker before it that has its label and
    leads nowhere, if there is one."""
    loose: dict[str, int] = {}
    links: dict[int, int] = {}
    for piece in text.pieces:
        if not isinstance(piece, Aside) or piece.target is not None:
            continue
        if piece.kind == "note-marker":
            loose[piece.label] = piece.at
        elif piece.kind in ("footnote", "endnote") and piece.label in loose:
            marker = loose.pop(piece.label)
            links |= {marker: piece.at, piece.at: marker}
    pieces = (
        replace(piece, target=links[piece.at]) if isinstance(piece, Aside) and piece.at in links else piece
        for piece in text.pieces
    )
    return Text(text.source, pieces)


def _asked(text: Text, found: Solution) -> Iterator[Query]:
    """Questions about what may be a marker, and about notes that may go on."""
    for doubt in found.doubtful:
        start, end = text.position(doubt.candidate.start), text.position_after(doubt.candidate.end)
        words = text.reading[doubt.candidate.start : doubt.candidate.end].strip(" []()")
        suggestion = "" if doubt.label == words else doubt.label
        yield Query(start, end, "note-marker", BY, NoteRule.DOUBTED, doubt.why, suggestion)
    for body, stop in found.unended:
        start, end = text.position(body.start), text.position_after(stop)
        yield Query(start, end, "footnote", BY, NoteRule.DOUBTED, UNENDED, body.label)


def _spans(text: Text, found: Solution) -> Iterator[Span]:
    """The spans to set aside, those that belong together pointing to each other."""
    markers = [text.position(marker.candidate.start) for marker in found.markers]
    places = [text.position(body.start) for body in found.bodies]
    back: dict[int, int] = {}
    for leads, to in sorted(found.links.items()):
        back.setdefault(to, leads)
    noted = {one.to: text.position(one.candidate.start) for one in found.inner}
    for number, marker in enumerate(found.markers):
        one = marker.candidate
        target = places[found.links[number]] if number in found.links else None
        yield Span(one.start, one.end, "note-marker", BY, marker.certainty, marker.why, one.label, target=target)
    for number, body in enumerate(found.bodies):
        target = markers[back[number]] if number in back else noted.get(number)
        sure, why = (
            (found.markers[back[number]].certainty, ANSWERING) if number in back else (NoteRule.UNANSWERED, HEADED)
        )
        sure, why = (NoteRule.INNER, TO_ANOTHER) if number in noted else (sure, why)
        kind = "endnote" if body.listed else "footnote"
        yield Span(body.start, body.end, kind, BY, sure, why, body.label, target=target)
    for start, end, index in found.parts:
        why = "the note before has not ended, and this goes on in the midst of a sentence"
        yield Span(start, end, "note-part", BY, NoteRule.GOES_ON, why, found.bodies[index].label, target=places[index])
    for start in (*(body.start for body in found.bodies), *(start for start, _, _ in found.parts)):
        if rule := rule_above(text.reading, start):
            yield Span(*rule, "note-rule", BY, NoteRule.RULE, "a line of its own right above a note")


def _label(text: Text, label: str) -> Text:
    """A note with its label, and the sign that leads back to its marker, set aside within it, if they are not yet."""
    if any(isinstance(piece, Aside) and piece.kind == "note-label" for piece in text.pieces):
        return text
    reading = text.reading
    if marks := tagged.marks(reading, label):
        text, _ = text.edit(Edit(*span, "", Kind.NOTE_TAG, BY, NoteRule.TAGGED, TAG) for span in marks)
        return text.set_aside(
            [Span(0, len(label), "note-label", BY, 1.0, "")] if text.reading.startswith(label) else []
        )[0]
    of_sort = (one.label_end(reading, label) for one in (misread, signs, under))
    end = (next(filter(None, of_sort), 0) or label_end(reading) or backlinks.sign_end(reading)) if label else 0
    back = back_link(reading)
    spans = [Span(0, end, "note-label", BY, 1.0, "")] if end else []
    if back is not None and back >= end:
        spans.append(
            Span(back, len(reading.rstrip()), "widget", BY, NoteRule.BACK, "the sign that leads back to the marker")
        )
    return text.set_aside(spans)[0]


def work(document: Document, context: Context) -> Document:
    """A document with its notes and markers set aside and linked, and with the works that numbers in brackets cite."""
    cited = works.find(document.text.reading)
    read = document.read_as(*repair(document.text, context.language, cited))
    return replace(read, stated=(*read.stated, *works.stated(document.text, cited)))
