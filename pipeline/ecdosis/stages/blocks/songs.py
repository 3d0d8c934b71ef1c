"""Songs in plays: verse of a speech of which a direction right before it, or at its beginning, says that it is sung."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.model.document import Block
from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import pattern, words

SONG: Final = "song"
"""The type of a poem that is one."""
_DIRECTION: Final = re.compile(r"[\[(][^\[\]()]*[\])]")


def songs(blocks: Sequence[Block], views: Sequence[View]) -> tuple[Block, ...]:
    """Blocks whose lines that are sung say so; `views` are the same blocks as they were seen."""
    sung = set(_sung(blocks, views))
    return tuple(replace(one, genre=SONG) if index in sung else one for index, one in enumerate(blocks))


def _sung(blocks: Sequence[Block], views: Sequence[View]) -> Iterator[int]:
    """The lines of verse that are sung, by index."""
    speaking = singing = False
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else block
        if block.type != Kind.VERSE:
            speaking = block.type == Kind.SPEAKER or (speaking and block.type in (Kind.STAGE_DIRECTION, "p"))
            continue
        if before.type != Kind.VERSE or before.group != block.group:
            own = _DIRECTION.match(views[index].text)
            cue = views[index - 1].text if before.type in (Kind.STAGE_DIRECTION, Kind.SPEAKER) else ""
            singing = speaking and any(map(_says_so, (cue, own[0] if own else "")))
        if singing:
            yield index


def _says_so(told: str) -> bool:
    """Whether a direction says that somebody sings, or that what follows is a song."""
    label = told.strip(" .:[]()").casefold()
    return pattern("singing").search(told) is not None or label in words("songs")
