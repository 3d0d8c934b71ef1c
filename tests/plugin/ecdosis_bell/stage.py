"""A stage: the sign of a bell is read as its word, and a line of rings is set aside."""

from __future__ import annotations

import re

from ecdosis.model.document import Document
from ecdosis.model.kinds import FurtherKind, Sort
from ecdosis.model.pieces import Edit, Span
from ecdosis.stages.stage import Context, Policy, Stage

BY = "x-bell"


def work(document: Document, context: Context) -> Document:
    """A document without bells."""
    text = document.text
    rings = (match.span() for match in re.finditer(r"^(?:ding *){3,}$", text.reading, re.MULTILINE))
    document = document.read_as(
        *text.set_aside(Span(*span, "x-bell:peal", BY, 0.9, "nothing but rings") for span in rings)
    )
    if context.policies["bells"] == "source":
        return document
    signs = (match.span() for match in re.finditer("\N{BELL}", document.text.reading))
    return document.read_as(
        *document.text.edit(Edit(*span, "bell", "x-bell:sign", BY, 0.9, "a sign") for span in signs)
    )


STAGE = Stage(
    BY,
    does="reading of bells",
    work="ecdosis_bell.stage:work",
    makes=frozenset({"x-bell:peal", "x-bell:sign"}),
    needs=("furniture",),
    policies=(Policy("bells", "the signs of bells", {"words": "in words", "source": "as in the source"}, "words"),),
    without="bells stand as signs",
    kinds=(
        FurtherKind("x-bell:peal", Sort.ASIDES, "A line of rings."),
        FurtherKind("x-bell:sign", Sort.NORMALISED, "The sign of a bell, read as its word."),
    ),
)
