"""Where a file comes from: what its provider put before and after the work is set aside, and what it says of the work
is kept for the header (`ecdosis.profiles`)."""

from __future__ import annotations

from dataclasses import replace

from ecdosis.model.document import Document
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Span
from ecdosis.profiles.rules import STAGE
from ecdosis.profiles.table import provenance
from ecdosis.stages.stage import Context


def work(document: Document, context: Context) -> Document:
    """A document without what its provider put in, and with what this says. Raises ToolError if a plug-in fails."""
    told, passages = provenance(document.text.reading)
    spans = (Span(p.start, p.end, Kind.BOILERPLATE, STAGE, p.certainty, p.why) for p in passages)
    read = document.read_as(*document.text.set_aside(spans))
    return replace(read, provenance=told | document.provenance)
