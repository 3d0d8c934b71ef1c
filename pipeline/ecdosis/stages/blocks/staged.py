"""Stage directions of a play, alone among the speeches and within them.

They stand in brackets or in italics, begin with words that say so (*Enter*), or are set off by blank lines where
speeches are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Change
from ecdosis.model.text import Text
from ecdosis.stages.blocks.cast import name_words
from ecdosis.stages.blocks.plays import ABOVE, Speaker, is_heading, may_speak
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import pattern, words

ENTERING: Final = 60
"""Words of a direction at most that begins with a word like *Enter* and names who does."""
BRIEF: Final = 4
"""Words of one at most that names nobody (*Exeunt all but two*)."""
CLOSE: Final = 0.9
"""Share of the speeches right below each other from which what blank lines set off on both sides is a direction."""
ROUND: Final = 3
"""Directions in round brackets at the beginning of speeches from which others between sentences are directions, too."""
GAP: Final = 3
"""Blank lines before what is rather a heading."""
_BRACKETED: Final = re.compile(r"\[[^\[\]]+\]?|\([^()]+\)")
_STATED: Final = re.compile(r"[^\W\d_]")
_WITHIN: Final = re.compile(r"(?<!\w)\[[^\[\]]+\]")
_OPENING: Final = re.compile(r"\([^()]+\)")
_BETWEEN: Final = re.compile(
    r"(?<=[.!?…—–])[”»\"’]?\s{0,2}(\([^\W\d_][^()]*\))(?=\s*(?:$|[“«„\"‘]?[^\W\d_a-zß-öø-ÿа-яё]|[—–(…¿¡]))"
)
_AT_END: Final = re.compile(r"(?<=\S)\s{3,}(\S[^\n]*)")


@dataclass(frozen=True, slots=True)
class Styled:
    """Where the marks of styles begin and end words (offsets)."""

    starts: frozenset[int] = frozenset()
    ends: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: Text) -> Styled:
        """Those of a text: what stands between two marks is set in some style."""
        marks = [
            offset
            for offset, piece in zip(text.offsets, text.pieces, strict=True)
            if isinstance(piece, Change) and piece.kind == "style-mark"
        ]
        return cls(frozenset(marks[::2]), frozenset(marks[1::2]))

    def whole(self, view: View) -> bool:
        """Whether a block is set in a style as a whole."""
        return view.start in self.starts and any(end in self.ends for end in (view.end, view.end - 1))


def alone(views: Sequence[View], taken: Proposals, found: Sequence[Speaker], styled: Styled) -> Proposals:
    """The directions that stand alone among speeches, by the index of the block."""
    said = sorted(index for index, one in taken.items() if one.type == Kind.SPEAKER)
    if not said:
        return {}
    near = range(max(0, said[0] - ABOVE), min(len(views), said[-1] + ABOVE))
    names = frozenset(word for one in found for word in name_words(one.who) if len(word) > 2) - words("beside names")
    close = sum(views[index].adjacent for index in said) >= CLOSE * len(said)
    below = set(_below_headings(views, near, taken))
    result: Proposals = {}
    for index in near:
        if index in taken:
            continue
        if index and _is_label(views[index].text) and is_heading(views[index - 1]):
            result[index] = Proposal(
                Kind.STAGE_DIRECTION, BlockRule.OPENING, "above where an act is set, below its heading"
            )
        if is_heading(views[index]):
            continue
        if index in below:
            result[index] = Proposal(
                Kind.STAGE_DIRECTION, BlockRule.OPENING, "between the heading of a scene and the first speech"
            )
        elif why := _why(views, index, names, styled, close=close):
            result[index] = Proposal(Kind.STAGE_DIRECTION, *why)
    return result


def _is_label(text: str) -> bool:
    """Whether a line is the word for a scene alone."""
    return text.casefold().strip(" .:") in words("scenes")


def _below_headings(views: Sequence[View], near: range, taken: Proposals) -> Iterator[int]:
    """The blocks between the heading of an act or a scene and the first speech below it."""
    for index in near:
        if not is_heading(views[index]) or index in taken:
            continue
        below = range(index + 1, min(index + 2 + ABOVE, near.stop))
        first = next((i for i in below if i in taken or (is_heading(views[i]) and not _is_label(views[i].text))), None)
        if first is not None and first in taken and taken[first].type == Kind.SPEAKER:
            opening = range(index + 1, first)
            if not any(may_speak(views[i], i) for i in opening[1:]):  # somebody who speaks once or under another name
                yield from (i for i in opening if not is_heading(views[i]))


def _why(
    views: Sequence[View], index: int, names: frozenset[str], styled: Styled, *, close: bool
) -> tuple[BlockRule, str] | None:
    """Why a block is a direction, if it is."""
    view = views[index]
    if _BRACKETED.fullmatch(view.text):
        return BlockRule.DIRECTION, "in brackets, alone among speeches"
    if is_entrance(view.text, names):
        return BlockRule.ENTRANCE, "it begins as directions do, alone among speeches"
    below = views[index + 1] if index + 1 < len(views) else None
    if index and is_heading(views[index - 1]) and name_words(view.text) <= names | words("beside names"):
        return BlockRule.PRESENT, "nothing but names of those who speak, right below the heading of a scene"
    if view.prose and view.adjacent:
        return None
    if view.above < GAP and styled.whole(view) and not (below and below.adjacent and styled.whole(below)):
        above = index and view.adjacent and styled.whole(views[index - 1])
        return None if above else (BlockRule.STYLED, "set in a style as a whole, alone among speeches")
    ends = _STATED.match(view.text) and view.text[-1] in ".)"
    if close and ends and index and not view.adjacent and below and not below.adjacent:
        return BlockRule.SET_OFF, "between blank lines, where speeches stand right below each other"
    return None


def is_entrance(text: str, names: frozenset[str]) -> bool:
    """Whether words begin as a direction does, and name who is meant or are few."""
    begun = pattern("entrances").match(text)
    count = len(text.split())
    if not begun or count > ENTERING or text[:1].islower():
        return False
    return count <= BRIEF or not names.isdisjoint(name_words(text))


def within(reading: str, blocks: Sequence[Block], found: Sequence[Speaker]) -> Iterator[Mark]:
    """The stage directions among the words of speeches: in square brackets, in round ones at the beginning or, in a
    play that has such, between sentences; and what stands far behind the end of a line (*Exit*)."""
    names = frozenset(word for one in found for word in name_words(one.who) if len(word) > 2)
    spoken = list(_spoken(blocks))
    opening = [begins and _OPENING.match(reading, block.start, block.end) for block, begins in spoken]
    rounded = sum(one is not None and one is not False for one in opening) + sum(
        reading[one.start : one.end].rstrip(".:").endswith(")") for one in blocks if one.type == Kind.SPEAKER
    )
    for (block, _), first in zip(spoken, opening, strict=True):
        spans = [match.span() for match in _WITHIN.finditer(reading, block.start, block.end)]
        spans += [first.span()] if first else []
        if rounded >= ROUND:
            spans += [match.span(1) for match in _BETWEEN.finditer(reading, block.start, block.end)]
        end = _AT_END.search(reading, block.start, block.end)
        if end and is_entrance(end[1], names):
            spans.append(end.span(1))
        last = block.start
        for span in sorted(spans):
            if span[0] >= last:
                last = span[1]
                bracketed = reading[span[0]] in "[("
                why = "in brackets, in a speech" if bracketed else "far behind the end of a line, as directions stand"
                yield Mark(*span, Kind.DIRECTION, BlockRule.DIRECTION_WITHIN, why)


def _spoken(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """The blocks of speeches, and whether a speech begins with them."""
    speaking = False
    for before, block in pairwise(blocks):
        begins = before.type == Kind.SPEAKER
        speaking = begins or (speaking and block.type in (Kind.VERSE, Kind.STAGE_DIRECTION, "p"))
        if speaking and block.type in ("p", Kind.VERSE):
            yield block, begins
