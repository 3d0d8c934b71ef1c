"""How deep headings stand, by their sort: divisions above numbers, numbers above capitals, these above small letters.

The order is that of most books. It is another where the chapters are those of several works, each of which has a title
in capitals and begins anew with the first of its chapters; and a sort that stands only behind all others has none below
it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.stages.blocks.numbers import is_first
from ecdosis.stages.blocks.views import View

RANKS: Final = (
    *(
        "anchored",
        "listed",
        "division",
        "numbered",
        "spaced",
        "numbered-2",
        "spaced-2",
        "numbered-3",
        "alike",
        "underlined",
        "capitals",
        "addressed",
        "named",
    ),
    "title-like",
)
"""Sorts of headings from the highest; each that a text uses has a level of its own."""
WORKS: Final = 2
"""First chapters from which a text has several works."""
ABOVE: Final = 5
"""Blocks above the first chapter of a work among which its title stands."""
COUNTED: Final = ("division", "numbered")


def levels(views: Sequence[View], kinds: Mapping[int, str]) -> dict[str, int]:
    """The level of each sort of headings in a text; `kinds`: the headings with their sort, by index."""
    used = [kind for kind in _order(views, kinds) if kind in kinds.values()]
    found = dict.fromkeys(used[:1], 1)
    for above, kind in pairwise(used):
        first = min(index for index, other in kinds.items() if other == above)
        last = max(index for index, other in kinds.items() if other == kind)
        found[kind] = found[above] + (first < last)
    return found


def _order(views: Sequence[View], kinds: Mapping[int, str]) -> Sequence[str]:
    """The sorts from the highest. Titles in capitals stand above chapters where several begin anew below them, each but
    perhaps the first, whose title may be that of the title page."""
    firsts = [index for index, kind in sorted(kinds.items()) if kind in COUNTED and is_first(views[index].text)]
    titled = [index for index in firsts if _has_title(views, kinds, index)]
    if len(firsts) < WORKS or len(titled) < len(firsts) - (firsts[0] not in titled):
        return RANKS
    rest = [kind for kind in RANKS if kind != "capitals"]
    place = min(map(rest.index, COUNTED))
    return (*rest[:place], "capitals", *rest[place:])


def _has_title(views: Sequence[View], kinds: Mapping[int, str], index: int) -> bool:
    """Whether a title in capitals stands above a first chapter, with nothing but short lines between."""
    for above in range(index - 1, max(-1, index - 1 - ABOVE), -1):
        if above in kinds or views[above].prose:
            return kinds.get(above) == "capitals"
    return False
