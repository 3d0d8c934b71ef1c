"""What a division is besides the chapters of a book, as its heading says: a preface, an appendix, the publisher's
advertisements; contents, an index, a glossary where these stand below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from ecdosis.model.document import Block
from ecdosis.model.kinds import GLOSSING, INDEXING, Kind
from ecdosis.stages.blocks.entries import is_of_pictures
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import table, words

APPENDIX: Final = "appendix"
BELOW_LINES: Final = 2
"""Blocks below a heading among which the first is that is no line such as the first letter of an index."""
_APPENDIX: Final = re.compile(
    r"(?P<word>[^\W\d_]+)(?:\W*$|\s+(?:[ivxl]{1,6}|\d{1,2}|[a-z]|to|zu|zur|zum|à)\b|\s?[.:—–])"
)
"""The heading of an appendix: its name alone, counted, with a title behind a mark, or to something."""
BELOW: Final[Mapping[str, str]] = {
    Kind.CONTENTS: "contents",
    **dict.fromkeys(INDEXING, "index"),
    **dict.fromkeys(GLOSSING, "glossary"),
}
"""What stands below a heading -> the type of the division."""


def with_types(blocks: Sequence[Block], views: Sequence[View]) -> tuple[Block, ...]:
    """Blocks of which the heading of a division says what that is; `views` are the same blocks as they were seen."""
    return tuple(
        replace(block, genre=block.genre or _type(blocks, views, index))
        if block.type == Kind.HEAD and not block.front
        else block
        for index, block in enumerate(blocks)
    )


def _type(blocks: Sequence[Block], views: Sequence[View], index: int) -> str:
    """What a division is, by its heading or what stands below that; empty if it may be a chapter."""
    below = next((block.type for block in blocks[index + 1 : index + 1 + BELOW_LINES] if block.type != Kind.LINE), "")
    heading = views[index].text
    return division_type(heading) or ("" if is_of_pictures(heading) else BELOW.get(below, ""))


def division_type(heading: str) -> str:
    """What a heading says that its division is, as TEI has it; empty if nothing."""
    bare = " ".join(heading.replace("’", "'").strip(" .:*_#[]()—–-=").casefold().split())
    if (match := _APPENDIX.match(bare)) and match["word"] in words("appendices"):
        return APPENDIX
    return _names().get(bare) or _names().get(bare.partition(" to ")[0], "")


@cache
def _names() -> dict[str, str]:
    """The whole headings -> the types of their divisions."""
    return {name: type_ for type_, names in table("division_types").items() for name in names}
