"""What is left of a plot or table whose rows are lost: numbers, marks and labels, each in a line of its own.

They are no paragraphs. Those that stand together are lines of one block, in the order in which they came; which of them
belong in one row is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import CLAUSE_END, View

LABEL_WORDS: Final = 4
"""Words of a label or cell at most."""
FEWEST: Final = 3
"""Numbers or marks alone that follow each other at once, from which they are cells: two may be a number and a date."""
PROVEN: Final = 3
"""Plots and tables of a text from which two numbers at once are cells as well."""
APART: Final = 4
"""Labels between two numbers at most."""
_WORD: Final = re.compile(r"\w")


def cells(views: Sequence[View], taken: Proposals) -> Proposals:
    """The lines of plots and tables, those of each in one group."""
    found: Proposals = {}
    runs = list(_runs(views, taken, FEWEST))
    for run in runs if len(runs) < PROVEN else _runs(views, taken, FEWEST - 1):
        why = f"{len(run)} short lines in a row, most of them numbers or marks: what is left of a table or plot"
        found.update((index, Proposal("line", BlockRule.CELLS, why, group=run[0] + 1)) for index in run)
    return found


def _runs(views: Sequence[View], taken: Proposals, fewest: int) -> Iterator[list[int]]:
    """Short lines in a row, from number to number, some of them `fewest` numbers at once, with the labels that stand at
    once above and below."""
    short: list[int] = []
    for index in range(len(views) + 1):
        if index < len(views) and index not in taken and _is_short(views[index]):
            short.append(index)
            continue
        for run in _between(views, short):
            if _are_cells(views, run, fewest):
                yield _with_labels(views, run, short)
        short = []


def _between(views: Sequence[View], short: Sequence[int]) -> Iterator[list[int]]:
    """Short lines from the first number to the last one, where no more than APART labels stand between two."""
    bare = [index for index in short if _is_bare(views[index])]
    first = 0
    for place, index in enumerate(bare):
        if place + 1 == len(bare) or bare[place + 1] > index + 1 + APART:
            yield list(range(bare[first], index + 1))
            first = place + 1


def _are_cells(views: Sequence[View], run: Sequence[int], fewest: int) -> bool:
    """Whether so many of some lines are numbers that follow each other at once, which no items of a list do."""
    bare = [index for index in run if _is_bare(views[index])]
    longest = most = 1
    for a, b in pairwise(bare):
        longest = longest + 1 if b == a + 1 else 1
        most = max(most, longest)
    return most >= fewest


def _with_labels(views: Sequence[View], run: list[int], short: Sequence[int]) -> list[int]:
    """A run with the labels at once above and below it, but for one above running text, which may be a heading."""
    first, last = run[0], run[-1]
    while first - 1 in short and views[first].adjacent:
        first -= 1
    while last + 1 in short and views[last + 1].adjacent:
        last += 1
    if last > run[-1] and last + 1 < len(views) and views[last + 1].prose:
        last -= 1
    return list(range(first, last + 1))


def _is_short(view: View) -> bool:
    return view.words <= LABEL_WORDS and not view.marked and (_is_bare(view) or not CLAUSE_END.search(view.text))


def _is_bare(view: View) -> bool:
    characters = _WORD.findall(view.text)
    return bool(view.text.strip()) and (len(characters) == 1 or all(map(str.isdecimal, characters)))
