"""What goes on with a speech of a play although no name stands above it: below a direction, as a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from statistics import median
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.cast import name_words
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.speakers import GAP, LONGEST, Speaker, candidates, is_heading, may_speak, names_song
from ecdosis.stages.blocks.staged import are_close
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

DIRECTED: Final = 3
"""Directions that show how these stand in a play, at least."""
BRACKETED: Final = 0.8
"""Share of a play's directions in brackets, from which what stands without is none."""
WIDE: Final = 2
"""Blanks behind the sign of a name..."""
SPACED: Final = 0.95
"""... that so great a share of the speeches of a play have, from which what has fewer behind its first stop is no name.
"""
_LABEL: Final = re.compile(rf"(?:[^.:!?]{{1,{LONGEST}}}:|\w{{1,4}}\.)(?P<gap>\s*)")
"""What may be a name of another form before words (`3. Robot: `)."""


def going_on(views: Sequence[View], taken: Proposals, found: Sequence[Speaker]) -> Proposals:
    """What goes on with the speech before although no name stands above it, in a play that names who speaks in the line
    of the first words and sets all directions in brackets, further in, or apart from speeches by blank lines: nobody
    else can be meant between two speeches, or between the last and a direction."""
    alone = {one.start for one in found if one.alone}
    said = sorted(i for i, one in taken.items() if one.type == Kind.SPEAKER)
    if alone or not said:
        return {}
    close = are_close(views, said)
    if not _sets_apart(views, taken, said, close=close):
        return {}
    gaps = [views[i + 1].start - views[i].end for i in said if views[i].text[-1] in ".:" and i + 1 < len(views)]
    spaced = sum(gap >= WIDE for gap in gaps) >= SPACED * max(len(gaps), 1)
    known = {word for one in found for word in name_words(one.who)} | words("beside names")
    result: Proposals = {}
    name, waiting = -1, dict[int, Proposal]()
    for index in range(said[0], len(views)):
        here, view = taken.get(index), views[index]
        directed = here is not None and here.type == Kind.STAGE_DIRECTION
        ends = here is not None and (here.type == Kind.SPEAKER or (directed and index > said[-1]))
        if ends:
            result |= waiting if name >= 0 else {}
            name, waiting = index if here and here.type == Kind.SPEAKER else name, {}
        elif name >= 0 and here is None and view.column <= views[name].column:
            below = index - 1 in taken and taken[index - 1].type == Kind.STAGE_DIRECTION
            set_off = close and below and not view.adjacent
            if not _names(view, index) or (set_off and not _is_named(view, index, known, spaced=spaced)):
                waiting[index] = Proposal("p", 1.0, "", group=name + 1)
            else:
                name = -1
        elif here is None or not (directed or here.type == Kind.VERSE or (here.type == "p" and here.group)):
            name = -1
        if name < 0 and index > said[-1]:
            break
    return result


def _sets_apart(views: Sequence[View], taken: Proposals, said: Sequence[int], *, close: bool) -> bool:
    """Whether a play sets its directions in brackets, further in, or apart from speeches that stand close."""
    stated = [i for i, one in taken.items() if one.type == Kind.STAGE_DIRECTION and not is_heading(views[i - 1])]
    stated = [i for i in stated if not names_song(views[i].text)]
    margin = median(views[i].indent for i in said)
    told = sum(
        views[i].text[0] in "[(" or views[i].indent > margin or (close and not views[i].adjacent) for i in stated
    )
    return told >= DIRECTED and told >= BRACKETED * len(stated)


def _names(view: View, index: int) -> bool:
    """Whether a block may be the heading of something, a direction, or begin with a name before words."""
    apart = view.above >= GAP or view.text[0] in "[("
    named = may_speak(view, index) or _LABEL.match(view.text) is not None
    return apart or view.text.isupper() or is_heading(view) or named


def _is_named(view: View, index: int, known: AbstractSet[str], *, spaced: bool) -> bool:
    """Whether a block below a direction is a heading, or may begin with a name: one with a comma is none unless all its
    words are known, nor one with a single blank behind it in a play whose names are `spaced` from the words."""
    if view.above >= GAP or view.text.isupper() or is_heading(view):
        return True
    label = _LABEL.match(view.text)
    if label is not None and not (spaced and len(label["gap"]) < WIDE):
        return True
    return any(
        not (spaced and _gap(view, one) < WIDE) and ("," not in one.who or name_words(one.who) <= known)
        for one in candidates(view, index)
        if not one.alone
    )


def _gap(view: View, one: Speaker) -> int:
    """The blanks behind what may be a name."""
    rest = view.text[one.end - view.start :]
    return len(rest) - len(rest.lstrip())
