"""The masthead of a newspaper or periodical: its name, the first line, above what only such a page has: the number of
the issue, its day, what it costs, who edits it, how often it appears."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ecdosis.languages.dates import is_dateline
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import pattern

NAME: Final = 6
"""Words of the name at most."""
WITHIN: Final = 24
"""Blocks below the name in which a masthead says the rest."""
SAID: Final = 3
"""Sorts of what it says, at least: the number or year of the issue, its day, price, editor, how often it appears."""
LETTERS: Final = 6
"""Letters of a word of the name that stands in the text again, at least: a newspaper speaks of itself."""
ISSUE: Final = re.compile(
    r"(?<!\w)(?:Nr|No|Issue|N[°ºr]|Num|Núm|Vol|Volume|Band|Bd|Jg|Tome|Том|Год)\.?\s?(?:\d{1,5}|[IVXLC]+)(?!\w)|№\s?\d|\d\.?\s+Jahrgang",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def masthead(views: Sequence[View]) -> Proposals:
    """The name of a newspaper as the title of the text; nothing if it has no masthead."""
    if len(views) <= WITHIN or views[0].words > NAME or not views[0].text[0].isupper():
        return {}
    names = [word for word in _WORD.findall(views[0].text) if len(word) >= LETTERS]
    below = [view.text for view in views[1 : 1 + WITHIN]]
    said = [
        any(map(ISSUE.search, below)),
        any(map(is_dateline, below)),
        *(any(map(pattern(name).search, below)) for name in ("issue_price", "issue_editor", "issue_appears")),
    ]
    again = any(name in view.text for view in views[1:] for name in names)
    if sum(said) < SAID or not again:
        return {}
    return {0: Proposal("title", BlockRule.MASTHEAD, BlockRule.MASTHEAD.what, front=True)}
