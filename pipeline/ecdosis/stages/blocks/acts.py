"""Who signs an act or decree, and where and when: an office, far behind it in the same line a name with initials, and
below it the place and the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View

BELOW: Final = 2
"""Lines below the name down to the day at most: one of the place before it."""
PLACE: Final = 4
"""Words of the line of the place at most."""
_SIGNED: Final = re.compile(
    r"[^\W\d_][^\d.!?:;]{3,79}?[^\S\n]{4,}(?:[^\W\d_]\.[^\S\n]?){1,3}[^\W\d_][^\W\d_’'-]+(?:-[^\W\d_]+)?"
)
"""`President of the Board          A. B. Weir`."""


def acts(views: Sequence[View], taken: Proposals) -> Proposals:
    """The signatures of acts, with the lines of place and day below them."""
    found: Proposals = {}
    for index, view in enumerate(views):
        if index in taken or view.lines > 1 or not _SIGNED.fullmatch(view.text):
            continue
        lines = _below(views, index, taken)
        rule = BlockRule.ACT_SIGNED
        for place, kind in ((index, Kind.SIGNED), *((one, Kind.DATELINE) for one in lines)) if lines else ():
            found[place] = Proposal(kind, rule, rule.what, group=index + 1)
    return found


def _below(views: Sequence[View], index: int, taken: Proposals) -> list[int]:
    """The lines below a signature down to that of the day; none where this does not stand there."""
    for end in range(index + 1, min(index + 1 + BELOW, len(views))):
        day = dated(views[end].text)
        if end in taken:
            break
        if day is not None and day.day:
            return list(range(index + 1, end + 1))
        if views[end].words > PLACE or not views[end].text[0].isupper() or views[end].text[-1] in ".!?:;":
            break
    return []
