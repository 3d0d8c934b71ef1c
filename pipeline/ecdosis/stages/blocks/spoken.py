"""What is spoken in a play: which lines belong to a speech, and whether they are verse.

Verse is told from the whole play: lines that begin with capitals and end before the margin, where prose has been joined
to paragraphs. A single line of a speech is verse only where nearly all else is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from statistics import median
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.metre import is_far, measure_of, turned, usual_column
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.speakers import Speaker, is_heading
from ecdosis.stages.blocks.views import View

LINES: Final = 12
"""Lines below the first of their speech from which verse is told in a play..."""
SMALL: Final = 60
"""... and if they begin with small letters, as in editions of Spanish and Latin: prose would have been joined."""
CAPITALS: Final = 0.8
"""Share of them that begin with a capital, in verse."""
WIDE: Final = 72
"""Code points of a line of verse at most."""
USUAL: Final = 56
"""The same of the line in the middle of all."""
NARROW: Final = 0.97
"""Share of the lines of a play in verse that are no wider."""
ALL_VERSE: Final = 0.9
"""Share of the speeches of several lines that are verse, from which those of one line are verse as well."""

GAP: Final = 3
"""Blank lines that end a speech: what they stand before begins something."""

WHY: Final = "lines of a speech that begin with capitals and end before the margin, as {} more have"
WHY_SMALL: Final = "lines of a speech that end before the margin, as nearly all of the play do"
Stanzas = list[list[int]]
"""The indexes of the lines of a speech, by stanzas."""
_Speech = tuple[int, Stanzas]


def lines_spoken(views: Sequence[View], taken: Proposals, found: Sequence[Speaker]) -> Proposals:
    """The lines of speeches that are verse, and those right below the first line of a speech in prose."""
    own = {one.start for one in found if one.alone}
    spoken = [(index, stanzas) for index, stanzas in _speeches(views, taken, own) if stanzas]
    every = [index for _, stanzas in spoken for stanza in stanzas for index in stanza]
    rest = turned(views, every, measure_of(views, [index for index in every if views[index].lines == 1]))
    several = [stanzas for _, stanzas in spoken if len(stanzas[0]) > 1]
    below = [index for stanzas in several for stanza in stanzas for index in stanza[1:]]
    small = sum(not views[index].text[:1].islower() for index in below) < CAPITALS * len(below)
    versed = _in_verse(views, every, below, small=small)
    rest = frozenset(every) if small and versed else rest
    alone = frozenset(_among_verse(views, taken, spoken, rest)) if versed else frozenset()
    shared = frozenset(_shared(views, spoken)) if versed else frozenset()
    many = sum(_is_verse(views, stanzas, rest) for stanzas in several)
    result: Proposals = {}
    for name, stanzas in spoken:
        several_lines = any(len(stanza) > 1 for stanza in stanzas)
        if versed and (several_lines or name in alone or name in shared) and _is_verse(views, stanzas, rest):
            why = WHY_SMALL if small else WHY.format(many)
            for part, stanza in enumerate(stanzas):
                for index in stanza:
                    result[index] = Proposal(Kind.VERSE, BlockRule.SPOKEN, why, group=name + 1, part=part)
        elif views[name].start not in own:
            lines = (index for stanza in stanzas for index in stanza)
            result |= {index: Proposal("p", 1.0, "", group=name + 1) for index in lines}
    return {index: one for index, one in result.items() if index not in taken}


def _among_verse(views: Sequence[View], taken: Proposals, spoken: Sequence[_Speech], rest: Set[int]) -> Iterator[int]:
    """The names of those whose one line stands among verse: where nearly all speeches of several lines are, or at least
    the nearest before and after between two directions. Prose has been joined to paragraphs of several lines."""
    long = {name: _is_verse(views, of, rest) for name, of in spoken if len(of[0]) > 1 or views[of[0][0]].lines > 1}
    everywhere = sum(long.values()) >= ALL_VERSE * len(long)
    directed = [i for i, one in taken.items() if one.type == Kind.STAGE_DIRECTION]
    known = sorted([*long, *directed])
    for name, _ in spoken:
        place = bisect_left(known, name)
        near = [long[one] for one in known[max(0, place - 1) : place + 1] if one in long]
        if everywhere or (near and all(near)):
            yield name


def _shared(views: Sequence[View], spoken: Sequence[_Speech]) -> Iterator[int]:
    """The names of those who speak a line together: that of one whose words stand far in, where only a further part of
    a line does, and that of the one before."""
    usual = usual_column(views, [index for _, stanzas in spoken for stanza in stanzas for index in stanza[1:]])
    for (before, _), (name, stanzas) in pairwise(spoken):
        if usual is not None and is_far(views, stanzas[0][0], usual):
            yield from (before, name)


def _speeches(views: Sequence[View], taken: Proposals, alone: Set[int]) -> Iterator[_Speech]:
    """The index of each name, and the lines of its speech: those right below each other; below a name in a line of its
    own (those at the offsets `alone`), all up to what is something else. A direction parts its stanzas."""
    names = [index for index, one in taken.items() if one.type == Kind.SPEAKER]
    last = max(names, default=-1)
    for name in sorted(names):
        stanzas: Stanzas = []
        own = views[name].start in alone and name != last
        directed = False
        for index in range(name + 1, len(views)):
            view, here = views[index], taken.get(index)
            if here and here.type == Kind.STAGE_DIRECTION and (view.adjacent or own or index == name + 1):
                directed = True
                continue
            overleaf = view.paged and bool(stanzas) and _goes_on(views, name, stanzas[-1], index, own=own)
            if index in taken or not (view.adjacent or own or overleaf or index == name + 1):
                break
            if is_heading(view) or (view.above >= GAP and not overleaf):
                break
            if stanzas and (view.adjacent or overleaf) and not directed:
                stanzas[-1].append(index)
            else:
                stanzas.append([index])
            directed = False
        yield name, stanzas


def _goes_on(views: Sequence[View], name: int, stanza: Sequence[int], index: int, *, own: bool) -> bool:
    """Whether the first line of a page goes on with the verse on the page before: it stands in the column of the lines
    there, where no name does that has no line of its `own`."""
    above, view = views[stanza[-1]], views[index]
    lines = above.lines == view.lines == 1 and not view.text[0].islower()
    first = len(stanza) == 1 and not own  # a name stands before it
    return lines and (first or view.column == above.column) and (own or view.column > views[name].column)


def _in_verse(views: Sequence[View], lines: Sequence[int], below: Sequence[int], *, small: bool) -> bool:
    """Whether a play has speeches in verse; `below`: the lines below the first of each, which begin with `small`
    letters or not."""
    widths = [len(views[index].text) for index in below]
    narrow = sum(len(views[index].text) <= WIDE or views[index].lines > 1 for index in lines)
    enough = len(below) >= (SMALL if small else LINES)
    return enough and median(widths) <= USUAL and narrow >= NARROW * len(lines)


def _is_verse(views: Sequence[View], stanzas: Stanzas, rest: Set[int]) -> bool:
    """Whether the lines of a speech have the form of verse: each is one of the source and begins with a capital, but
    for those that are the `rest` of another, or of any that may, and for what goes on behind a direction."""
    lines = [index for stanza in stanzas for index in stanza]
    form = all(views[index].lines == 1 and len(views[index].text) <= WIDE for index in lines)
    begun = [b for a, b in pairwise(lines) if b == a + 1 and b not in rest]
    return form and not any(views[index].text[:1].islower() for index in begun)
