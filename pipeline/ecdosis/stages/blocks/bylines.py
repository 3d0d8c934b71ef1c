"""Who wrote an article, a story or a poem among others: the lines right below its heading, which name him after *by*.

That of a title page is `titlepage`'s, that of a newspaper's page `front`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ecdosis.stages.blocks.credits import credit
from ecdosis.stages.blocks.frontmatter import credited
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.persons import is_full
from ecdosis.stages.words import AND

NEAR: Final = 3
"""Blank lines above it at most."""
BETWEEN: Final = 16
"""Words of a line between the two at most: as of one of a title page."""
WHY: Final = "right below a heading, it names somebody after “by”"
_TWO: Final = re.compile(rf"\w+\s(?:{AND})\s\w+", re.IGNORECASE)


def bylines(views: Sequence[View], taken: Proposals, heads: Proposals) -> Proposals:
    """The bylines right below headings, by their index, and the line in capitals that may stand between. One that
    seemed a heading itself is none."""
    found: Proposals = {}
    for head, below in pairwise(range(len(views))):
        if head not in heads or head in found or below in taken:
            continue
        between = range(below, below + (below not in heads and _is_between(views, below)))
        first = between.stop
        if first in taken or first >= len(views) or not _names_author(views, first):
            continue
        told = credited(views, first, len(views))
        if told is not None and any(map(_is_somebody, told[0].names)):
            found |= dict.fromkeys(between, Proposal("subtitle", BlockRule.SUBTITLE, "between a heading and a byline"))
            one = Proposal("byline", BlockRule.BYLINE_BELOW, WHY, group=first + 1)
            found |= dict.fromkeys(range(first, told[1] + 1), one)
    return found


def _is_between(views: Sequence[View], index: int) -> bool:
    """Whether a line in capitals, near the heading above it, may say more than that, above a byline."""
    view = views[index]
    return view.text.isupper() and view.above <= NEAR and view.words <= BETWEEN and not _names_author(views, index)


def _names_author(views: Sequence[View], index: int) -> bool:
    """Whether a line near the one above it begins with the word for *by*, or with what somebody did."""
    return views[index].above <= NEAR and credit(views[index].text) is not None


def _is_somebody(name: str) -> bool:
    """Whether a name is somebody's as a whole, and not two things (BY LAND AND WATER)."""
    return is_full(name) and _TWO.fullmatch(name) is None
