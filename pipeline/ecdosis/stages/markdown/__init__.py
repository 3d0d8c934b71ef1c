"""Markdown: what its marks say of the text is said of it, and the marks are left out.

Whether a text, or a passage, is Markdown is told by its marks together (`evidence`); `grammar` says what each of them
is and where, `meaning` what follows from that. What the source so says of its parts (`Document.stated`) is for the
later stages: where lines belong together, what blocks are, where links lead, what is literal. How words between * or _
are set is told by the stage `phrases`, as of other texts; notes are not of this stage.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import PurePath
from typing import Final

from ecdosis.model.document import Document, Stated
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Aside, Edit, Span
from ecdosis.model.text import Text
from ecdosis.profiles.front_matter import WHY
from ecdosis.profiles.labelled import MARKED
from ecdosis.profiles.mail import ORIGIN as MAIL
from ecdosis.stages.markdown import framed, quoted
from ecdosis.stages.markdown.drawn import Table
from ecdosis.stages.markdown.drawn import understood as understood_table
from ecdosis.stages.markdown.evidence import NAMED, STRONG, Passage, passages
from ecdosis.stages.markdown.framed import Frame, frames
from ecdosis.stages.markdown.quoted import Quotation, quotations
from ecdosis.stages.markdown.rules import Understood
from ecdosis.stages.markdown.tables import tables
from ecdosis.stages.stage import Context
from ecdosis.steps import spend

_LABEL: Final = re.compile(r"\[\^[^\[\]\s]{1,40}\]:[ \t]*")
ENDINGS: Final = (".md", ".markdown")
"""The endings of the names of such files (RFC 7763, 5)."""
_NOTE: Final = re.compile(
    r"^\[\^[^\[\]\s]{1,40}\]:[^\n]*(?:\n(?![ \t]*\n)[^\n]*|(?:\n[ \t]*)+\n(?: {2,}|\t)\S[^\n]*)*", re.M
)
"""A note, with its further paragraphs, which are indented."""


def work(document: Document, context: Context) -> Document:
    """A document whose passages of Markdown are understood."""
    text = document.text
    headed = any(isinstance(piece, Aside) and piece.why in (WHY, MARKED) for piece in text.pieces)
    named = PurePath(context.filename).suffix.lower() in ENDINGS
    found = passages(text.reading, STRONG * headed + NAMED * named)
    edits: list[Edit] = []
    spans: list[Span] = []
    stated: list[Stated] = []
    for passage in found:
        _understand(text, passage, edits, spans, stated)
    told = {one.start for one in document.stated if one.front}  # a heading that names the author is none
    stated = [one for one in stated if one.start not in told or not one.is_block]
    _draw(text, edits, stated, document.stated, mail=MAIL in document.provenance.origins)
    if not (edits or spans or stated):
        return document
    places = [(span, text.position(span.start), text.position_after(span.end)) for span in spans]
    edited, asked = text.edit(edits)
    moved = [replace(span, start=edited.offset(a), end=edited.offset_after(b)) for span, a, b in places]
    done, more = edited.set_aside(span for span in moved if span.start < span.end)
    return replace(document.read_as(done, (*asked, *more)), stated=(*document.stated, *stated))


def _understand(text: Text, passage: Passage, edits: list[Edit], spans: list[Span], stated: list[Stated]) -> None:
    """Add what a passage says, by offsets and positions of the whole text."""
    from ecdosis.stages.markdown.grammar import elements
    from ecdosis.stages.markdown.meaning import understood

    at = passage.start
    spend(passage.end - at, "it read Markdown")
    words = "".join(_without_notes(text.reading[at : passage.end]))
    said = understood(words, elements(words), opens=not text.reading[:at].strip())
    _add(text, at, said, edits, spans, stated)
    for place, note in _in_notes(text.reading[at : passage.end]):
        inside = understood(note, [one for one in elements(note) if one.sort == "paragraph"])
        phrases = tuple(one for one in inside.stated if not one.is_block)
        _add(text, at + place, inside._replace(stated=phrases), edits, spans, stated)


def _add(text: Text, at: int, said: Understood, edits: list[Edit], spans: list[Span], stated: list[Stated]) -> None:
    """Add what was understood of words that begin at an offset."""
    for edit in said.edits:
        begins = None if edit.at is None else text.position(at + edit.at)
        edits.append(replace(edit, start=edit.start + at, end=edit.end + at, at=begins))
    spans += (replace(span, start=span.start + at, end=span.end + at) for span in said.spans)
    for one in said.stated:
        start, end = text.position(at + one.start), text.position_after(at + one.end)
        cells = tuple(text.position(at + cell) for cell in one.cells)
        stated.append(replace(one, start=start, end=end, cells=cells))


def _draw(text: Text, edits: list[Edit], stated: list[Stated], given: Iterable[Stated], *, mail: bool) -> None:
    """Add what is said by pipes and rules that are drawn around words or the cells of tables, and by the signs before
    what a mail quotes, where Markdown says no more of these lines than that they are paragraphs, and an earlier stage
    (`given`) does not say who speaks in them."""
    mailed = list(quotations(text.reading, mail=mail))
    blocks = [(text.offset(one.start), text.offset_after(one.end), one) for one in stated if one.is_block]
    drawn: Iterator[tuple[Frame | Quotation | Table, Understood]] = chain(
        ((frame, framed.understood(frame)) for frame in frames(text.reading)),
        ((table, understood_table(table)) for table in tables(text.reading)),
        ((one, quoted.understood(one)) for one in mailed),
    )
    speaking = sorted(text.offset(one.start) for one in given if one.type == Kind.SPEAKER)
    for one, said in drawn:
        if bisect_left(speaking, one.start) < bisect_left(speaking, one.end):
            continue
        near = [(start, end, block) for start, end, block in blocks if start < one.end and one.start < end]
        if all(block.type == "p" and one.start <= start and end <= one.end for start, end, block in near):
            gone = [block for _, _, block in near]
            stated[:] = [block for block in stated if block not in gone] if gone else stated
            _add(text, 0, said, edits, [], stated)
    if mail and not blocks:
        _add(text, 0, Understood((), (), tuple(quoted.own(text.reading, mailed))), edits, [], stated)


def _in_notes(words: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of the notes of a passage, without their labels and indents, and where they begin: links and the
    like in them are read here."""
    for match in _NOTE.finditer(words):
        for paragraph in re.finditer(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*", match[0]):
            label = _LABEL.match(paragraph[0]) if not paragraph.start() else None
            begins = label.end() if label else 0
            yield match.start() + paragraph.start() + begins, paragraph[0][begins:]


def _without_notes(words: str) -> Iterator[str]:
    """The words of a passage, with blanks in the place of its notes, which are of another stage."""
    end = 0
    for match in _NOTE.finditer(words):
        yield words[end : match.start()]
        yield re.sub(r"[^\n]", " ", match[0])
        end = match.end()
    yield words[end:]
