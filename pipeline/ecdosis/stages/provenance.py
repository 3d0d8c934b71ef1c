"""Where a file comes from: what its provider put before and after the work is set aside, and what it says of the work
is kept for the header (`ecdosis.profiles`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ecdosis.model.document import Document, Stated
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Span
from ecdosis.model.text import Text
from ecdosis.profiles.profile import Meant, Passage
from ecdosis.profiles.rules import STAGE
from ecdosis.profiles.table import found_in
from ecdosis.stages.stage import Context


def work(document: Document, context: Context) -> Document:
    """A document without what its provider put in, and with what this says. Raises ToolError if a plug-in fails."""
    reading = document.text.reading
    found = found_in(reading)
    spans = [span for passage in found.passages for span in _spans(_whole(passage, reading))]
    beside = [one for one in found.meant if one.type == Kind.SIDENOTE]
    spans += [Span(one.start, one.end, one.type, STAGE, one.certainty, one.why) for one in beside]
    stated = tuple(_stated(document.text, one) for one in found.meant if one not in beside)
    read = document.read_as(*document.text.set_aside(spans))
    return replace(read, provenance=found.provenance | document.provenance, stated=(*document.stated, *stated))


def _stated(text: Text, one: Meant) -> Stated:
    """What a provider's mark says, at positions of the source."""
    start, end = text.position(one.start), text.position_after(one.end)
    return Stated(start, end, one.type, one.certainty, one.why, STAGE, level=one.level, front=one.front)


def _whole(passage: Passage, text: str) -> Passage:
    """A passage of whole lines with the blanks at their ends: these are no indent of the work."""
    first, last = text.rfind("\n", 0, passage.start) + 1, text.find("\n", passage.end)
    last = last if last >= 0 else len(text)
    whole = not text[first : passage.start].strip(" \t") and not text[passage.end : last].strip(" \t\r")
    return (
        passage._replace(start=first, end=passage.end + len(text[passage.end : last].rstrip("\r")))
        if whole
        else passage
    )


def _spans(passage: Passage) -> Iterator[Span]:
    """What is set aside of a passage: the mark of a page is that, and a page begins there."""
    said = STAGE, passage.certainty, passage.why
    if passage.page:
        yield Span(passage.start, passage.start, Kind.PAGE_BREAK, *said, passage.page)
    kind = Kind.PAGE_MARK if passage.page else Kind.BOILERPLATE
    yield Span(passage.start, passage.end, kind, *said, safe=not passage.asked)
