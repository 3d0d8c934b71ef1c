"""What is spoken in a play: which lines belong to a speech, and whether they are verse.

Verse is told from the whole play: lines that begin with capitals and end before the margin, where prose has been joined
to paragraphs. A single line of a speech is verse only where nearly all else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from statistics import median
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.plays import Speaker, is_heading
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View

LINES: Final = 12
"""Lines below the first of their speech from which verse is told in a play."""
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

Stanzas = list[list[int]]
"""The indexes of the lines of a speech, by stanzas."""


def lines_spoken(views: Sequence[View], taken: Proposals, found: Sequence[Speaker]) -> Proposals:
    """The lines of speeches that are verse, and those right below the first line of a speech in prose."""
    own = {one.start for one in found if one.alone}
    spoken = [(index, stanzas) for index, stanzas in _speeches(views, taken, own) if stanzas]
    several = [stanzas for _, stanzas in spoken if len(stanzas[0]) > 1]
    verse = [_is_verse(views, stanzas) for stanzas in several]
    versed = _in_verse(views, [index for _, stanzas in spoken for stanza in stanzas for index in stanza], several)
    alone = versed and sum(verse) >= ALL_VERSE * len(several)
    result: Proposals = {}
    for name, stanzas in spoken:
        several_lines = any(len(stanza) > 1 for stanza in stanzas)
        if versed and (several_lines or alone) and _is_verse(views, stanzas):
            why = f"lines of a speech that begin with capitals and end before the margin, as {sum(verse)} more have"
            for part, stanza in enumerate(stanzas):
                for index in stanza:
                    result[index] = Proposal(Kind.VERSE, BlockRule.SPOKEN, why, group=name + 1, part=part)
        elif views[name].start not in own:
            result |= {index: Proposal("p", 1.0, "", group=name + 1) for index in stanzas[0]}
    return {index: one for index, one in result.items() if index not in taken}


def _speeches(views: Sequence[View], taken: Proposals, alone: Set[int]) -> Iterator[tuple[int, Stanzas]]:
    """The index of each name, and the lines of its speech: those right below each other; below a name in a line of its
    own (those at the offsets `alone`), all up to what is something else."""
    names = [index for index, one in taken.items() if one.type == Kind.SPEAKER]
    last = max(names, default=-1)
    for name in sorted(names):
        stanzas: Stanzas = []
        own = views[name].start in alone and name != last
        for index in range(name + 1, len(views)):
            view = views[index]
            if index in taken or not (view.adjacent or own or index == name + 1):
                break
            if is_heading(view) or view.above >= GAP:
                break
            if stanzas and view.adjacent:
                stanzas[-1].append(index)
            else:
                stanzas.append([index])
        yield name, stanzas


def _in_verse(views: Sequence[View], lines: Sequence[int], several: Sequence[Stanzas]) -> bool:
    """Whether a play has speeches in verse."""
    below = [index for stanzas in several for stanza in stanzas for index in stanza[1:]]
    capitals = sum(not views[index].text[:1].islower() for index in below)
    widths = [len(views[index].text) for index in below]
    narrow = sum(len(views[index].text) <= WIDE or views[index].lines > 1 for index in lines)
    return (
        len(below) >= LINES
        and capitals >= CAPITALS * len(below)
        and median(widths) <= USUAL
        and narrow >= NARROW * len(lines)
    )


def _is_verse(views: Sequence[View], stanzas: Stanzas) -> bool:
    """Whether the lines of a speech have the form of verse: each is one of the source and begins with a capital."""
    lines = [views[index] for stanza in stanzas for index in stanza]
    form = all(view.lines == 1 and len(view.text) <= WIDE for view in lines)
    return form and not any(view.text[:1].islower() for view in lines[1:])
