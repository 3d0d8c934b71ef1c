"""Fly-titles: where the title stands again, behind a preface, above the first chapter, with its subtitle, its author
and its place and year below it. Its lines are those of a title page, and no headings."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.front import LINE
from ecdosis.stages.blocks.heads import is_part, is_signed_part
from ecdosis.stages.blocks.numbers import is_numbered
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View

LEAST: Final = 3
"""Lines of a fly-title at least: the title alone, or with one line more, is the heading of what follows, but for the
subtitle of the title page."""
MOST: Final = 20
"""The same at most."""
HALF: Final = 3
"""Lines of a title that stands again alone, at most..."""
APART: Final = 3
"""... blank lines above it at least..."""
BELOW: Final = 2
"""... and below it."""
WHY_HALF: Final = "the title stands here again alone, above a heading"
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
    return _with_subtitle(views, taken, chapters) if title else {}


def _with_subtitle(views: Sequence[View], taken: Proposals, chapters: Container[int]) -> Proposals:
    """The two lines above a chapter that are the title and the subtitle, as the title page has them."""
    said = [
        _letters(views[index] for index in sorted(taken) if taken[index].front and taken[index].type == part)
        for part in ("title", "subtitle")
    ]
    for first in range(len(views) - 2) if all(said) else ():
        free = first not in taken and first + 1 not in taken and first + 2 in chapters
        if free and [_letters([view]) for view in views[first : first + 2]] == said:
            page = Proposal("title-page", BlockRule.TITLE_PAGE, WHY)
            return {first: replace(page, level=1), first + 1: page}
    return {}


def half_titles(views: Sequence[View], taken: Proposals, heads: Proposals) -> Proposals:
    """The lines of the title, where it stands again alone between wide spaces before the first chapter: a heading
    comes next, and above stands nothing that is no front matter."""
    front = [index for index, proposal in taken.items() if proposal.front]
    title = _letters(views[index] for index in sorted(front) if taken[index].type == "title")
    chapter = _first_chapter(views, heads, title)
    found: Proposals = {}
    for first in range(max(front, default=0) + 1, chapter + 1) if title else ():
        for end in range(first + 1, min(first + HALF, len(views) - 1) + 1):
            free = all(index not in taken and views[index].words <= LINE for index in range(first, end))
            apart = views[first].above >= APART and views[end].above >= BELOW
            if free and apart and _is_head(taken, heads, end) and _letters(views[first:end]) == title:
                page = Proposal("title-page", BlockRule.TITLE_PAGE, WHY_HALF)
                found |= dict.fromkeys(range(first, end), page) | {first: replace(page, level=1)}
    return found


def _first_chapter(views: Sequence[View], heads: Proposals, title: str) -> int:
    """The index of the first heading with a number or, if none has any, of the first that is neither a part before the
    text nor of the title; 0 if there is none."""
    counted = (index for index in sorted(heads) if is_numbered(views[index].text))
    others = (
        index
        for index in sorted(heads)
        if not (is_part(views[index].text) or is_signed_part(views, index) or _is_of(views[index], title))
    )
    return next(counted, next(others, 0))


def _is_of(view: View, title: str) -> bool:
    """Whether a line is of the title that stands again, in several lines: its letters begin or end those of the
    title."""
    letters = _letters([view])
    return bool(letters) and (title.startswith(letters) or title.endswith(letters))


def _is_head(taken: Proposals, heads: Proposals, index: int) -> bool:
    """Whether a block is a heading."""
    return index in heads or (index in taken and taken[index].type == Kind.HEAD)


def _may_be_line(view: View) -> bool:
    """Whether a block is as short as the lines of a title page are."""
    return view.words <= LINE and not view.prose


def _begins(lines: Sequence[View], title: str) -> bool:
    """Whether the first of some lines are a title."""
    return any(_letters(lines[:count]) == title for count in range(1, len(lines)))


def _letters(lines: Iterable[View]) -> str:
    """The letters of some lines, all small."""
    return "".join(c for view in lines for c in view.text.casefold() if c.isalpha())
