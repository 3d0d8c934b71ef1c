"""Dedications: lines alone between the title page and the first heading that say to whom the book is dedicated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.blocks.formulas import is_greeting
from ecdosis.stages.blocks.heads import is_part
from ecdosis.stages.blocks.numbers import is_numbered
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

LINES: Final = 8
"""Lines of a dedication at most."""
WORDS: Final = 30
"""Words of a line of one at most."""
APART: Final = 2
"""Blank lines above and below one at least."""


def dedications(views: Sequence[View], taken: Proposals) -> Proposals:
    """The lines of a dedication, if the title page has one below it."""
    start = max((index for index, one in taken.items() if one.front), default=-1) + 1
    if start >= len(views) or views[start].above < APART or not _dedicates(views[start].text):
        return {}
    end = start
    while end < len(views) and end not in taken and not _heads(views[end]):
        if end - start == LINES or views[end].words > WORDS or dated(views[end].text) or is_greeting(views[end]):
            return {}
        end += 1
    if end == len(views):
        return {}
    rule = BlockRule.DEDICATION
    return {index: Proposal("dedication", rule, rule.what, front=True) for index in range(start, end)}


def _dedicates(text: str) -> bool:
    """Whether a line begins as dedications do."""
    bare = " ".join(text.casefold().split())
    return any(bare == name or bare.startswith(f"{name} ") for name in words("dedications"))


def _heads(view: View) -> bool:
    """Whether a block is the heading of a part or a chapter."""
    return view.above >= APART and (is_part(view.text) or is_numbered(view.text))
