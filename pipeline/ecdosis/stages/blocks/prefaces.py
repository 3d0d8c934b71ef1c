"""Who signs a preface, or another part that somebody signs, and where and when: the last lines of the part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.blocks.formulas import is_name
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

LINES: Final = 3
"""Lines of a signature at most: name, place, date."""
APART: Final = 2
"""Blank lines above each at most."""
NAME: Final = 5
"""Words of the name at most."""


def signatures(views: Sequence[View], taken: Proposals, heads: Mapping[int, Proposal]) -> Proposals:
    """The names and dates at the end of parts that somebody signs."""
    found: Proposals = {}
    for head, following in pairwise([*sorted(heads), len(views)]):
        if not _is_signed_part(views[head].text):
            continue
        lines = _signature(views, head, following, taken)
        rule = BlockRule.PREFACE_SIGNED
        group = min(lines, default=(0, ""))[0] + 1
        found |= {index: Proposal(kind, rule, rule.what, group=group) for index, kind in lines}
    return found


def _is_signed_part(text: str) -> bool:
    """Whether a heading is that of a preface, or of what else is signed."""
    bare = text.strip(" .:*_#[]—–-").casefold()
    return any(bare == name or bare.startswith(f"{name} to ") for name in words("signed_parts"))


def _signature(views: Sequence[View], head: int, end: int, taken: Proposals) -> list[tuple[int, str]]:
    """The last lines of a part that are a name or a date, with what they are, if running text stands right above them:
    below a wider space something else may begin."""
    found: list[tuple[int, str]] = []
    for index in range(end - 1, head + 1, -1):
        view = views[index]
        if len(found) == LINES or index in taken or view.prose or view.above > APART:
            break
        if dated(view.text) is not None:
            found.append((index, "dateline"))
        elif is_name(view) and view.words <= NAME:
            found.append((index, "signed"))
        else:
            break
    return found if found and views[found[-1][0] - 1].prose else []
