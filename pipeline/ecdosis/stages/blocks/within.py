"""Stage directions among the words of speeches.

In square brackets; in round ones at the beginning or, in a play that has such, between sentences, and everywhere in one
whose round brackets nearly all are directions; and far behind the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import Kind
from ecdosis.model.text import Text
from ecdosis.stages.blocks.cast import name_words
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.speakers import Speaker
from ecdosis.stages.blocks.staged import is_entrance

ROUND: Final = 3
"""Directions in round brackets at the beginning of speeches from which others between sentences are directions, too."""
MANY: Final = 30
"""Directions in round brackets from which they show what else such brackets are in a play..."""
NEARLY_ALL: Final = 0.9
"""... and their share of all that stands in round brackets there, from which that is directions, wherever it stands."""
FAR: Final = 3
"""Blanks in a line of the source behind which a direction stands far from what is said."""
_STOP: Final = r"(?:[.:](?!\S))?"
_SQUARE: Final = re.compile(r"(?<!\w)\[[^\[\]]+\]")
_SQUARE_FIRST: Final = re.compile(rf"\[[^\[\]]+\]{_STOP}")
_FIRST: Final = re.compile(rf"\([^()]+\){_STOP}")
"""A direction at the beginning of a speech, with the stop that would stand behind the name."""
_BETWEEN: Final = re.compile(
    r"(?<=[.!?…—–)])[”»\"’]?\s{0,40}(\([^\W\d_][^()]*\))(?=\s*(?:$|[“«„\"‘]?[^\W\d_a-zß-öø-ÿа-яё]|[—–(…¿¡]))"
)
_ROUND: Final = re.compile(r"(?<!\w)\([^\W\d_][^()]*\)(?!\w)")
_GAP: Final = re.compile(r"(?<=\S)[^\S\n]+(?=[^\W\d_])")


def within(text: Text, blocks: Sequence[Block], found: Sequence[Speaker]) -> Iterator[Mark]:
    """The stage directions among the words of speeches: in brackets, and what stands far behind the end of a line
    (*Exit*)."""
    reading = text.reading
    names = frozenset(word for one in found for word in name_words(one.who) if len(word) > 2)
    spoken = list(_spoken(blocks))
    rounded = _rounded(reading, blocks, spoken)
    for block, begins in spoken:
        spans = [match.span() for match in _SQUARE.finditer(reading, block.start, block.end)]
        if begins and (first := _SQUARE_FIRST.match(reading, block.start, block.end)):
            spans = [first.span(), *spans]
        spans = sorted([*spans, *rounded.get(block.start, ())], key=lambda span: (span[0], -span[1]))
        ends = [one.end() for one in _GAP.finditer(reading, block.start, block.end) if _is_far(text, one)]
        spans += [(end, block.end) for end in ends if is_entrance(reading[end : block.end], names)]
        last = block.start
        for span in sorted(spans, key=lambda span: (span[0], -span[1])):
            if span[0] >= last:
                last = span[1]
                bracketed = reading[span[0]] in "[("
                why = "in brackets, in a speech" if bracketed else "far behind the end of a line, as directions stand"
                yield Mark(*span, Kind.DIRECTION, BlockRule.DIRECTION_WITHIN, why)


def _rounded(
    reading: str, blocks: Sequence[Block], spoken: Sequence[tuple[Block, bool]]
) -> Mapping[int, list[tuple[int, int]]]:
    """The directions in round brackets of each block of a speech, by its offset."""
    first = {
        one.start: match.span()
        for one, begins in spoken
        if (match := begins and _FIRST.match(reading, one.start, one.end))
    }
    labels = sum(reading[one.start : one.end].rstrip(".:").endswith(")") for one in blocks if one.type == Kind.SPEAKER)
    found = {start: [span] for start, span in first.items()}
    if len(first) + labels < ROUND:
        return found
    for block, _ in spoken:
        between = [match.span(1) for match in _BETWEEN.finditer(reading, block.start, block.end)]
        found.setdefault(block.start, []).extend(between)
    sure = sum(len({start for start, _ in spans}) for spans in found.values())
    every = {one.start: [match.span() for match in _ROUND.finditer(reading, one.start, one.end)] for one, _ in spoken}
    if sure >= MANY and sure >= NEARLY_ALL * sum(map(len, every.values())):
        for start, spans in every.items():
            found[start].extend(spans)
    return found


def _is_far(text: Text, gap: re.Match[str]) -> bool:
    """Whether many blanks stand in the source where the reading has a gap between words."""
    blanks = text.source[text.position_after(gap.start()) : text.position(gap.end())]
    return blanks.isspace() and len(blanks) >= FAR and "\n" not in blanks


def _spoken(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """The blocks of speeches, and whether a speech begins with them."""
    speaking = False
    for before, block in pairwise(blocks):
        begins = before.type == Kind.SPEAKER
        speaking = begins or (speaking and block.type in (Kind.VERSE, Kind.STAGE_DIRECTION, "p"))
        if speaking and block.type in ("p", Kind.VERSE):
            yield block, begins
