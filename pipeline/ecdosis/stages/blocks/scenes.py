"""The headings of the acts and scenes of a play: with a number, with who is on the stage or where it is set, or with a
place alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.profiles.rules import STAGE as PROVIDED
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.speakers import GAP, division_of, is_heading
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import pattern, words

ABOVE: Final = 4
"""Blocks before the first speech of a play, and behind the last, in which directions stand."""
PLACES: Final = 3
"""Lines that name the place of a scene, of one play, at least."""
PLACE: Final = 7
"""Words of one at most."""
SOON: Final = 0.5
"""Share of them below which somebody soon speaks; the others say above a speech whose it is."""


def headings(views: Sequence[View], taken: Proposals, titles: Proposals) -> Proposals:
    """The headings of acts and scenes of a play that a sentence on where they are set hides, at the level of those
    without one."""
    found = [i for i, view in enumerate(views) if i not in taken and i not in titles and is_heading(view)]
    names = [i for i, one in taken.items() if one.type == Kind.SPEAKER]
    told = {i: word for i in found if (word := division_of(views[i].text))}
    result: Proposals = {}
    for index, word in told.items() if names else ():
        listed = word in (told.get(index - 1), told.get(index + 1))  # of the scenes of the play, say
        if min(names) - ABOVE <= index < max(names) and not listed:
            same = (one.level for i, one in titles.items() if views[i].text.casefold().startswith(word))
            level = next(same, 1)
            result[index] = Proposal(
                "head", BlockRule.DIVISION, "it names an act or a scene and its number", level=level
            )
    level = min((one.level for i, one in titles.items() if is_heading(views[i])), default=1)
    why = "blank lines set it apart above a speech, as others of the play"
    return result | {i: Proposal("head", BlockRule.PLACED, why, level=level) for i in apart(views, taken)}


def apart(views: Sequence[View], taken: Proposals) -> tuple[int, ...]:
    """The lines that name the place of a scene, which has no number (`A street.`): short, far from what stands above
    and nearer to what stands below, with a speech soon; none where a play has few of them."""
    names = sorted(i for i, one in taken.items() if one.type == Kind.SPEAKER and one.by != PROVIDED)
    played = range(max(0, names[0] - ABOVE), names[-1]) if names else range(0)
    found = [index for index in played if index not in taken and _is_place(views, index)]
    spoken = sum(_speaks_soon(views, taken, index) for index in found)
    return tuple(found) if spoken >= max(PLACES, SOON * len(found)) else ()


def _is_place(views: Sequence[View], index: int) -> bool:
    """Whether a line may name the place of a scene."""
    view, below = views[index], views[index + 1]
    short = view.lines == 1 and view.words <= PLACE and view.text[0].isupper() and view.text[-1] not in ":,;!?"
    set_apart = view.above >= GAP > below.above > 0
    return short and set_apart and not (is_heading(view) or pattern("entrances").match(view.text))


def _speaks_soon(views: Sequence[View], taken: Proposals, index: int) -> bool:
    """Whether somebody speaks below a line, and nothing but what says who is there stands between."""
    below = range(index + 1, min(index + 2 + ABOVE, len(views)))
    told = (i for i in below if i not in taken or taken[i].type != Kind.STAGE_DIRECTION)
    first = next((i for i in told if i in taken or views[i].above >= GAP), None)
    return first is not None and first in taken and taken[first].type == Kind.SPEAKER


def below_acts(views: Sequence[View], taken: Proposals) -> Proposals:
    """The headings of scenes one level below those of acts, where acts have headings of their own."""
    found = {i: one for i, one in taken.items() if one.type == "head" and one.by == "blocks" and is_heading(views[i])}
    acts = {i: one for i, one in found.items() if is_act(views[i].text)}
    level = max((one.level for one in acts.values()), default=0)
    return {
        i: replace(one, level=level + 1) for i, one in found.items() if acts and i not in acts and one.level <= level
    }


def is_act(text: str) -> bool:
    """Whether a heading is that of an act, perhaps with its first scene."""
    named = (word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in words("acts") | words("scenes"))
    return next(named, "") in words("acts")
