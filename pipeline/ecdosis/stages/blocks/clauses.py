"""Clauses of one sentence in paragraphs of their own: recitals of laws, treaties, resolutions (`Whereas …; and`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from ecdosis.stages.blocks.proposal import Proposals
from ecdosis.stages.blocks.views import View

LEAST: Final = 3
"""Clauses of a sentence at least, with the one that ends it."""
BEGIN: Final = 2
"""Words with which all of them begin."""
WORDS: Final = 8
"""Words of a clause on the average at least; shorter ones that begin alike are rather verse, or a table."""
_OPEN: Final = re.compile(r"(?P<sign>[;,])(?:\s[^\W\d_]{1,4})?[\"'”’»)]*$")
"""The end of a clause that another follows, with or without `and`, `or`, `und`, `et`, `і`."""
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")


def clauses(views: Sequence[View], taken: Proposals) -> Iterator[list[int]]:
    """The runs of blocks (indices) that are clauses of one sentence: they begin with the same words, all but the last
    are left open, and more of them with a semicolon than with a comma, which verse has."""
    run: list[int] = []
    begin: Sequence[str] = ()
    for index in range(len(views) + 1):
        own = _begin(views[index].text) if index < len(views) and index not in taken else ()
        if own and run and own == begin and _OPEN.search(views[run[-1]].text):
            run.append(index)
            continue
        if len(run) >= LEAST and _are_clauses([views[i] for i in run]):
            yield run
        run, begin = ([index], own) if own else ([], ())


def _begin(text: str) -> Sequence[str]:
    """The first words of a block, in small letters; none if it has less."""
    first = [match.group().casefold() for match in islice(_WORD.finditer(text), BEGIN)]
    return first if len(first) == BEGIN else ()


def _are_clauses(run: Sequence[View]) -> bool:
    signs = [match["sign"] for view in run[:-1] if (match := _OPEN.search(view.text))]
    return 2 * signs.count(";") > len(signs) and sum(view.words for view in run) >= WORDS * len(run)
