"""Typography: what was typed on a keyboard is set as a printer would.

Nothing here is wrong in the source; it is regularised (`orig`/`reg`), by policies that an edition may state. A text
that uses typographic marks has the few that it lacks put right; one that has the typewriter's throughout gets those of
its language, if nearly all of its marks can be told (`quotation`, `apostrophes`), and else keeps them, but for the
apostrophes inside words, and says so.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from ecdosis.model.document import Document
from ecdosis.model.kinds import BODIES
from ecdosis.model.pieces import Edit, Query
from ecdosis.model.text import Text
from ecdosis.stages.stage import Context
from ecdosis.stages.typography.edits import BY, Marks, edits, marks
from ecdosis.stages.typography.style import CAREFUL, Policies, Style

__all__ = ["BY", "CAREFUL", "Policies", "repair", "work"]

UNPAIRED: Final = 0.01
"""Share of the straight marks of a text that may be without a partner, if it is to be set as a printer would; with more
of them too many would come out wrong, as in the text of a bad scan."""
SLIPS: Final = 2
"""Marks without a partner that say nothing of a text, however short it is: they alone are left."""


def repair(text: Text, language: str = "und", policies: Policies = CAREFUL) -> tuple[Text, tuple[Query, ...]]:
    """The text with its typography regularised, its notes too. `language`: BCP 47, or "und"."""
    return _repaired(text, _style(text, language, policies)[0])


def _repaired(text: Text, style: Style) -> tuple[Text, tuple[Query, ...]]:
    def regularised(part: Text) -> tuple[Text, tuple[Query, ...]]:
        return part.edit(edit for edit in edits(part.reading, style) if _is_of_source(part, edit))

    result, queries = regularised(text)
    asked = [*queries]
    for kind in BODIES:
        result, queries = result.within(kind, regularised)
        asked += queries
    return result, tuple(asked)


def _style(text: Text, language: str, policies: Policies) -> tuple[Style, Marks | None]:
    """How a text is to be set; and its marks, if more of them are without a partner than is to be passed over: are they
    only a few, the others are set, else only the apostrophes inside words."""
    style = Style.of(text.reading, policies, language)
    if not (style.quotes and style.if_sure):
        return style, None
    found = marks(text.reading, style)
    if found.unpaired <= UNPAIRED * found.told:
        return style, None
    return style if found.unpaired <= SLIPS else replace(style, inside=True), found


def _is_of_source(text: Text, edit: Edit) -> bool:
    """Whether an edit is about what stands in the source: blanks may also come from joined lines."""
    if edit.kind != "spacing" or edit.start == edit.end:
        return True
    start, end = text.position(edit.start), text.position_after(edit.end)
    return text.source[start:end] == text.reading[edit.start : edit.end]


def work(document: Document, context: Context) -> Document:
    """A document with its typography regularised, as its policies want it; if its straight marks had to be left, it
    says so."""
    names = (field.name for field in fields(Policies))
    stated = {name: context.policies[name] for name in names if name in context.policies}
    style, left = _style(document.text, context.language, Policies(**stated))
    done = document.read_as(*_repaired(document.text, style))
    return replace(done, notices=(*done.notices, _told(left))) if left else done


def _told(left: Marks) -> str:
    if left.unpaired <= SLIPS:
        has = "has no partner, and was left" if left.unpaired == 1 else "have no partner, and were left"
        marks = "straight quotation marks and apostrophes"
        return f"{left.unpaired} of {left.told:,} {marks} {has}; the others were set."
    return (
        f"{left.unpaired:,} of {left.told:,} straight quotation marks and apostrophes have no partner, more than one "
        "in a hundred, so only the apostrophes inside words were set. To have the others set that can be told, write "
        'quotation_marks = "typographic" into the descriptor.'
    )
