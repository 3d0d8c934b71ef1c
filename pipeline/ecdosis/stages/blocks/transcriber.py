"""The note of a transcriber before the title page: an earlier editor's report, which is no part of that page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ecdosis.stages.blocks.proposal import Proposal
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import NEW_PAGE, SENTENCE_END, View
from ecdosis.stages.notes.whose import of_label, whose
from ecdosis.stages.words import pattern

LONGEST: Final = 80
"""Blocks of such a note at most: one that lists its signs has a line for each."""
LABEL: Final = 5
"""Words of its heading at most."""
TOLD: Final = 3
"""Words that tell how a text was copied, from which a note without a heading does."""
_ORIGINAL: Final = "original"
"""Of what it speaks that only addresses the reader, in French and most languages that take the word from Latin."""


def note_before(views: Sequence[View]) -> int:
    """How many blocks make such a note at the beginning of a text; 0 if there is none, or nothing shows its end: its
    bracket, a rule, or blank lines as before a new page. One without a heading tells how the text was copied."""
    if not views:
        return 0
    if not (role := _said_to_be(views[0])):
        end = _parted(views)
        return end if end < len(views) and _tells_of_copying(views[:end]) else 0
    end = _bracketed(views) if views[0].text[0] == "[" else _parted(views)
    spoken = " ".join(view.text for view in views[:end]).casefold()
    return end if end < len(views) and (role == "transcriber" or _ORIGINAL in spoken) else 0


def _tells_of_copying(views: Sequence[View]) -> bool:
    """Whether all of some blocks are sentences, and they tell by several words how a text was copied."""
    found = set(pattern("copying").findall(" ".join(view.text.casefold() for view in views)))
    return len(found) >= TOLD and all(SENTENCE_END.search(view.text) for view in views)


def proposals(views: Sequence[View], count: int) -> list[Proposal]:
    """What so many blocks of a note are: paragraphs in front of the title page, and perhaps the rule below them."""
    rule = Proposal("title-page", BlockRule.TITLE_PAGE, "a rule below a transcriber’s note", front=True)
    text = Proposal("p", 1.0, "", front=True)
    return [text if any(map(str.isalnum, view.text)) else rule for view in views[:count]]


def _said_to_be(view: View) -> str:
    """What the first block says the note is: a transcriber's, or one to the reader; empty if neither."""
    text = view.text.lstrip("[ ")
    role = of_label(text) if view.words <= LABEL else whose(text)[0]
    return role if role in ("transcriber", "reader") else ""


def _bracketed(views: Sequence[View]) -> int:
    """The number of blocks up to that which closes the bracket of the first."""
    depth = 0
    for index, view in enumerate(views[:LONGEST]):
        depth += view.text.count("[") - view.text.count("]")
        if depth <= 0:
            return index + 1
    return len(views)


def _parted(views: Sequence[View]) -> int:
    """The number of blocks up to a rule and with it, or to blank lines as before a new page."""
    for index, view in enumerate(views[:LONGEST]):
        rule = index > 0 and not any(map(str.isalnum, view.text))
        if rule:
            return index + 1
        if (index > 1 and view.above >= NEW_PAGE - 1) or (index == 1 and view.above >= NEW_PAGE):
            return index
    return len(views)
