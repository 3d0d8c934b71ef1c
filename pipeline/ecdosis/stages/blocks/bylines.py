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
WHY: Final = "right below a heading, it names somebody after “by”"
_TWO: Final = re.compile(rf"\w+\s(?:{AND})\s\w+", re.IGNORECASE)


def bylines(views: Sequence[View], taken: Proposals, heads: Proposals) -> Proposals:
    """The bylines right below headings, by their index. One that seemed a heading itself is none."""
    found: Proposals = {}
    for head, below in pairwise(range(len(views))):
        if head in heads and head not in found and below not in taken and _names_author(views, below):
            told = credited(views, below, len(views))
            if told is not None and any(map(_is_somebody, told[0].names)):
                one = Proposal("byline", BlockRule.BYLINE_BELOW, WHY, group=below + 1)
                found |= dict.fromkeys(range(below, told[1] + 1), one)
    return found


def _names_author(views: Sequence[View], index: int) -> bool:
    """Whether a line near the one above it begins with the word for *by*, or with what somebody did."""
    return views[index].above <= NEAR and credit(views[index].text) is not None


def _is_somebody(name: str) -> bool:
    """Whether a name is somebody's as a whole, and not two things (BY LAND AND WATER)."""
    return is_full(name) and _TWO.fullmatch(name) is None
