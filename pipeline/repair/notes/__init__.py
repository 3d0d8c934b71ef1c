"""Notes: the markers in the running text and the bodies at the foot of pages or the end of chapters are set aside and
linked, before anything looks at the words they are glued to.

`markers` finds what may be a marker; `bodies`, `feet` and `lists` what may be a body; `runs` proves numbers by their
counting up; `links` says which leads to which; `solve` weighs all this together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.pieces import Aside, Query, Span
from pipeline.repair.notes.lines import back_link, label_end, rule_above
from pipeline.repair.notes.markers import Candidate
from pipeline.repair.notes.solve import Found, solve
from pipeline.text import Text

BY: Final = "notes"
UNANSWERED: Final = 0.8
"""How sure a body is that no marker leads to."""
ANSWERING = "its label answers a marker before it"
HEADED = "it stands among notes, but no marker leads to it"
DOUBTFUL: Final = 12
"""With more signs than this that nothing answers, they are no markers but ornament or damage, and nobody is asked."""


def repair(text: Text, language: str = "und") -> tuple[Text, tuple[Query, ...]]:
    """Set the notes of a text and their markers aside. A text whose notes were set aside already is left alone."""
    if any(isinstance(piece, Aside) and piece.by == BY for piece in text.pieces):
        return text, ()
    reading = text.reading
    breaks = [
        offset
        for offset, piece in zip(text.offsets, text.pieces, strict=True)
        if isinstance(piece, Aside) and piece.kind == "page-break"
    ]
    found, signs = solve(reading, breaks)
    text, queries = text.set_aside([*_spans(text, found), *_doubtful(signs, found)])
    return labelled(_anchored(text)), queries


def _anchored(text: Text) -> Text:
    """A text whose markers and notes lead only to what was set aside: of two that claim one place, the surer is."""
    here = {piece.at for piece in text.pieces if isinstance(piece, Aside)}
    pieces = (
        replace(piece, target=None)
        if isinstance(piece, Aside) and piece.target is not None and piece.target not in here
        else piece
        for piece in text.pieces
    )
    return Text(text.source, pieces)


def labelled(text: Text) -> Text:
    """A text with the labels of its notes set aside within them."""
    for kind in ("footnote", "endnote"):
        text, _ = text.within(kind, _label)
    return text


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


def _doubtful(signs: Sequence[Candidate], found: Found) -> Iterator[Span]:
    """Questions about signs that look like markers but have no note."""
    known = {marker.candidate.start for marker in found.markers}
    loose = [sign for sign in signs if sign.start not in known]
    if len(loose) <= DOUBTFUL:
        for sign in loose:
            why = "a sign for a note, but there is no note that begins with it"
            yield Span(sign.start, sign.end, "note-marker", BY, 0.5, why, sign.label, safe=False)


def _spans(text: Text, found: Found) -> Iterator[Span]:
    """The spans to set aside, those that belong together pointing to each other."""
    markers = [text.position(marker.candidate.start) for marker in found.markers]
    places = [text.position(body.start) for body in found.bodies]
    back: dict[int, int] = {}
    for leads, to in found.links.items():
        back.setdefault(to, leads)
    for number, marker in enumerate(found.markers):
        one = marker.candidate
        target = places[found.links[number]] if number in found.links else None
        yield Span(one.start, one.end, "note-marker", BY, marker.certainty, marker.why, one.label, target=target)
    for number, body in enumerate(found.bodies):
        target = markers[back[number]] if number in back else None
        sure, why = (found.markers[back[number]].certainty, ANSWERING) if number in back else (UNANSWERED, HEADED)
        kind = "endnote" if body.listed else "footnote"
        yield Span(body.start, body.end, kind, BY, sure, why, body.label, target=target)
    for start, end, index in found.parts:
        why = "the note before has not ended, and this goes on in the midst of a sentence"
        yield Span(start, end, "note-part", BY, 0.85, why, found.bodies[index].label, target=places[index])
    for start in (*(body.start for body in found.bodies), *(start for start, _, _ in found.parts)):
        if rule := rule_above(text.reading, start):
            yield Span(*rule, "note-rule", BY, 0.95, "a line of its own right above a note")


def _label(text: Text) -> tuple[Text, tuple[Query, ...]]:
    """A note with its label, and the sign that leads back to its marker, set aside within it, if they are not yet."""
    if any(isinstance(piece, Aside) and piece.kind == "note-label" for piece in text.pieces):
        return text, ()
    reading = text.reading
    end, back = label_end(reading), back_link(reading)
    spans = [Span(0, end, "note-label", BY, 1.0, "")] if end else []
    if back is not None and back >= end:
        spans.append(Span(back, len(reading.rstrip()), "widget", BY, 0.95, "the sign that leads back to the marker"))
    return text.set_aside(spans)
