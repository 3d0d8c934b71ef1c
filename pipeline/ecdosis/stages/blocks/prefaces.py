"""Who signs a preface, or another part that somebody signs, and where and when: the last lines of the part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.datelines import dated, is_place
from ecdosis.stages.blocks.formulas import is_address, is_name
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

_INITIAL: Final = re.compile(r"[^\W\d_]\.\s")
LINES: Final = 3
"""Lines of a signature at most: name, place, date."""
APART: Final = 2
"""Blank lines above each at most."""
NAME: Final = 5
"""Words of the name at most."""


def signatures(views: Sequence[View], taken: Proposals, heads: Proposals) -> Proposals:
    """The names and dates at the end of parts that somebody signs: prefaces and their like; any part below which stands
    a name in capitals, with place and date, or with initials."""
    found: Proposals = {}
    for head, following in _parts(views, taken, heads):
        lines = _signature(views, head, following, taken)
        rule = BlockRule.PREFACE_SIGNED
        if not _is_signed_part(views[head].text):
            rule, lines = BlockRule.PART_SIGNED, lines if _is_sure(views, lines) else []
        group = min(lines, default=(0, ""))[0] + 1
        found |= {index: Proposal(kind, rule, rule.what, group=group) for index, kind in lines}
    return found


def _parts(views: Sequence[View], taken: Proposals, heads: Proposals) -> Iterator[tuple[int, int]]:
    """Each heading with the next, or with the title that stands there again; a cast list has a heading of its own."""
    listed = (
        index for index, one in taken.items() if one.type == Kind.HEAD or (one.type == Kind.TITLE_PAGE and one.level)
    )
    return pairwise([*sorted({*heads, *listed}), len(views)])


def signing(views: Sequence[View], taken: Proposals, heads: Proposals) -> frozenset[int]:
    """The names in capitals that seem headings and sign the text above them: nothing but place and date below."""
    found = set()
    for head, following in _parts(views, taken, heads):
        below = range(head + 1, following)
        dates = [index for index in below if dated(views[index].text) is not None]
        near = head > 0 and views[head - 1].prose and views[head].above <= APART
        named = views[head].text.isupper() and is_name(views[head]) and near
        if named and dates and len(below) < LINES and all(i in dates or _is_place(views[i].text) for i in below):
            found.add(head)
    return frozenset(found)


def _is_sure(views: Sequence[View], lines: Sequence[tuple[int, str]]) -> bool:
    """Whether lines are a signature wherever they stand: one name in capitals, and a date or initials."""
    names = [views[index].text for index, kind in lines if kind == "signed"]
    sure = len(names) < len(lines) or any(map(_INITIAL.match, names))
    return len(names) == 1 and names[0].isupper() and len(names[0].split()) > 1 and sure


def _places(views: Sequence[View], index: int) -> bool:
    """Whether a line above a date is the place: right above it, or alone below a name."""
    if views[index + 1].adjacent:
        return is_address(views[index])
    return _is_place(views[index].text) and is_name(views[index - 1])


def _is_place(text: str) -> bool:
    """Whether a line is a place alone, with a comma behind it, above the date."""
    return text.rstrip().endswith(",") and len(text.split()) < LINES and is_place(text)


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
        if index in taken and taken[index].type == Kind.CAPTION and not found:
            continue
        if len(found) == LINES or index in taken or view.prose or view.above > APART:
            break
        above_date = bool(found) and found[-1][1] == "dateline" and view.text[-1] == ","
        if dated(view.text) is not None or (above_date and _places(views, index)):
            found.append((index, "dateline"))
        elif is_name(view) and view.words <= NAME:
            found.append((index, "signed"))
        else:
            break
    above = found[-1][0] - 1 if found else 0
    ended = views[above].prose or (views[above].running and views[above].text[-1] in ".!?" and above not in taken)
    return found if found and ended else []
