"""Fly-titles: where the title stands again, behind a preface, above the first chapter, with its subtitle, its author
and its place and year below it. Its lines are those of a title page, and no headings."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.stages.blocks.front import LINE
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View

LEAST: Final = 3
"""Lines of a fly-title at least: the title alone, or with one line more, is the heading of what follows."""
MOST: Final = 20
"""The same at most."""
WHY: Final = "the title stands here again with what belongs to it, above a chapter"


def fly_titles(views: Sequence[View], taken: Proposals, chapters: Container[int]) -> Proposals:
    """The lines of the fly-title, if there is one: those from the title, as the title page has it, to the first chapter
    (`chapters`: their headings), all of them short. They are a division of their own."""
    front = [index for index, proposal in taken.items() if proposal.front]
    title = _letters(views[index] for index in sorted(front) if taken[index].type == "title")
    last = max(front, default=0)
    end = next((index for index in range(last + 1, len(views)) if index in chapters), 0) if title else 0
    first = end
    while first - 1 > last and end - first < MOST and _may_be_line(views[first - 1]) and first - 1 not in taken:
        first -= 1
        if end - first >= LEAST and _begins(views[first:end], title):
            page = Proposal("title-page", BlockRule.TITLE_PAGE, WHY)
            return dict.fromkeys(range(first, end), page) | {first: replace(page, level=1)}
    return {}


def _may_be_line(view: View) -> bool:
    """Whether a block is as short as the lines of a title page are."""
    return view.words <= LINE and not view.prose


def _begins(lines: Sequence[View], title: str) -> bool:
    """Whether the first of some lines are a title."""
    return any(_letters(lines[:count]) == title for count in range(1, len(lines)))


def _letters(lines: Iterable[View]) -> str:
    """The letters of some lines, all small."""
    return "".join(c for view in lines for c in view.text.casefold() if c.isalpha())
