"""The days of a diary's entries in TEI: `date` with `@when`, as far as the entries and the headings above prove it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.model.document import Block, Document, Part
from ecdosis.model.kinds import DIARY, STYLES, Kind
from ecdosis.stages.blocks.days import Written, below, entry_day, proven

HEADS: Final = (Kind.HEAD, Kind.TITLE)
"""What may name the year and month of the entries below."""


def with_days(document: Document) -> Document:
    """A document in which entries of diaries have their date as a part, if nothing that is marked is in the way."""
    if not any(block.type in DIARY for block in document.blocks):
        return document
    known = [(mark.start, mark.end) for mark in document.marks if mark.note is None and mark.kind not in STYLES]
    return replace(document, blocks=tuple(_with_days(document.blocks, document.text.reading, known)))


def _with_days(blocks: Sequence[Block], reading: str, known: Sequence[tuple[int, int]]) -> Iterator[Block]:
    written = Written()
    for block in blocks:
        text = reading[block.start : block.end]
        if block.type in HEADS:
            written = below(written, text)
        day = entry_day(text) if block.type in DIARY else None
        if day is None:
            yield block
            continue
        written = proven(written, day)
        start, end = block.start + day.start, block.start + day.end
        clear = not any(a < end and start < b for a, b in known)
        attributes = (("when", written.when),) if written.when else ()
        yield replace(block, parts=(Part(start, end, "date", attributes),)) if clear else block
