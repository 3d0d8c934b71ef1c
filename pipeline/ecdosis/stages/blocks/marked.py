"""What the marks of transcribers tell of blocks: verse, lists, captions, passages set in, lines that stand as they are;
and the breaks between scenes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.transcription.regions import Region

FIRST: Final[Mapping[str, str]] = MappingProxyType({"verse": "verse", "items": "item", "caption": "caption"})
"""What regions hold whatever else their words look like."""
SECOND: Final[Mapping[str, str]] = MappingProxyType({"quote": "quote"})
"""What they hold where no poem or list is told in them."""
STANDING: Final = "lines"
"""The meaning of a region whose blocks are lines as they stand, where nothing else is told."""
_BREAK: Final = re.compile(r"(?:\*\s*){3,40}|⁂")
"""How texts show a break between scenes."""

Regioned = Sequence[Region | None]
"""The innermost region of each block."""


def marked(views: Sequence[View], regions: Regioned, meanings: Mapping[str, str]) -> Proposals:
    """The blocks in regions of some meanings, as what their transcribers say they are. Lines of a poem are in one
    stanza up to a blank line."""
    found: Proposals = {}
    part = 0
    for index, (view, region) in enumerate(zip(views, regions, strict=True)):
        if region is None or region.meaning not in meanings:
            continue
        same = index - 1 in found and regions[index - 1] == region
        part = part + (not view.adjacent) if same else 0
        why = f"a transcriber’s marks around it say so ({region.meaning})"
        kind = meanings[region.meaning]
        own = part if kind == "verse" else 0
        found[index] = Proposal(kind, BlockRule.TRANSCRIBED, why, group=region.start + 1, part=own)
    return found


def standing_lines(views: Sequence[View], regions: Regioned, taken: Proposals) -> Proposals:
    """The lines that stand as they are, where nothing else is told; below one, what looks like a heading is another: a
    row of a table or of a list of chapters."""
    found: Proposals = {}
    below: Region | None = None
    why = "a transcriber’s marks around it say that lines stand as they are"
    for index, region in enumerate(regions):
        if region is None or region.meaning != STANDING:
            continue
        known = taken.get(index)
        if known is None or (known.type == "head" and below == region and known.by != "editor"):
            found[index] = Proposal("line", BlockRule.TRANSCRIBED, why, group=region.start + 1)
            below = region
    return found


def scene_breaks(views: Sequence[View], taken: Proposals) -> Proposals:
    """The ornaments between blocks of text that are breaks between scenes: asterisks, and neither side a heading."""
    apart = ("head", "title", "subtitle", "byline", "date", "imprint", "standfirst", "ornament")
    found: Proposals = {}
    for index, proposal in taken.items():
        beside = [taken.get(other) for other in (index - 1, index + 1)]
        inner = 0 < index < len(views) - 1 and not any(one and (one.front or one.type in apart) for one in beside)
        if proposal.type == "ornament" and proposal.by != "editor" and inner and _BREAK.fullmatch(views[index].text):
            why = "asterisks alone between two blocks of text"
            found[index] = Proposal("scene-break", BlockRule.SCENE_BREAK, why)
    return found
