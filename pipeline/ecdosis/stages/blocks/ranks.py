"""How deep headings stand, by their sort: divisions above numbers, numbers above capitals, these above small letters.

The order is that of most books. It is another where the chapters are those of several works, each of which has a title
in capitals and begins anew with the first of its chapters; and a sort that stands only behind all others has none below
it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.stages.blocks.numbers import is_first
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

RANKS: Final = (
    *(
        "anchored",
        "listed",
        "division",
        "division-2",
        "division-3",
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
DIVISIONS: Final = ("division", "division-2", "division-3")
"""Those whose name and number show them: parts above chapters, say."""
COUNTED: Final = (*DIVISIONS, "numbered")
LEADING: Final = 0.6
"""Share of the headings of a name, at least, behind each of which the next is one of another name, for that to stand
below it."""


def levels(views: Sequence[View], kinds: Mapping[int, str]) -> dict[str, int]:
    """The level of each sort of headings in a text; `kinds`: the headings with their sort, by index."""
    used = [kind for kind in _order(views, kinds) if kind in kinds.values()]
    first = {kind: min(index for index, other in kinds.items() if other == kind) for kind in used}
    last = {kind: max(index for index, other in kinds.items() if other == kind) for kind in used}
    found: dict[str, int] = {}
    for kind in used:  # below all sorts above it, but for those that begin only behind its last heading
        found[kind] = 1 + max((level for other, level in found.items() if first[other] < last[kind]), default=0)
    return found


def divisions(views: Sequence[View], kinds: Mapping[int, str]) -> dict[int, str]:
    """The headings of divisions by how deep they stand, where some have others below them: those of a name (`PART`)
    behind nearly each of which the next is one of another name (`CHAPTER`), of which there are more."""
    named = {index: _name(views[index].text) for index, kind in sorted(kinds.items()) if kind == DIVISIONS[0]}
    named = {index: name for index, name in named.items() if name in words("divisions")}
    counts = Counter(named.values())
    follows = Counter(pairwise(named.values()))
    first = {name: min(index for index, other in named.items() if other == name) for name in counts}
    below: dict[str, int] = dict.fromkeys(counts, 0)
    for name in sorted(counts, key=lambda one: (counts[one], first[one])):
        for other in counts:
            more = counts[other] > counts[name] > 1 and first[name] < first[other]
            if more and follows[name, other] >= LEADING * counts[name]:
                below[other] = max(below[other], below[name] + 1)
    return {index: DIVISIONS[min(below[name], len(DIVISIONS) - 1)] for index, name in named.items() if below[name]}


def _name(text: str) -> str:
    """The name of a division, in small letters: that before its number or, in `FIRST PART`, behind it."""
    found = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)[:3]]
    return next((word for word in found if word in words("divisions")), "")


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
