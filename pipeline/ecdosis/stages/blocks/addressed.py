"""Heads of letters that name nobody but who received them: `To Mr. Example.`, `To my Mother.`, `TO THE SAME.`

No such line proves anything: poems and dedications have it, signatures of letters have it below them. It heads a letter
where several stand above openings (the place and the date, a greeting), and text below those.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Final

from ecdosis.stages.blocks.correspondence import Letter, opening_below
from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.blocks.formulas import ADDRESS_WORDS, TOKEN
from ecdosis.stages.blocks.proposal import Proposals
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

SEVERAL: Final = 3
"""Letters with such heads from which a text has them."""
SHARE: Final = 0.5
"""Share of them whose openings say more than the day, at least: journeys, too, go to some place on a day."""
PARTS: Final = frozenset({"dateline", "salute", "address", "diary-date"})
"""What a letter begins with, or goes before the head of the next one; and days of no letters, so that as many are
counted before and after those are known."""
_EDGES: Final = " \t_*\"'“”‘’«»„[]().:;"


COUNTED: Final = 4
"""Words of a line with the number of a letter at most."""


def addressed(views: Sequence[View], taken: Proposals) -> Mapping[int, Letter]:
    """The openings of the letters that have such heads, by the index of the head; none if there are few."""
    free = frozenset(i for i in range(len(views)) if i not in taken or taken[i].type in PARTS)
    found = {i: letter for i in sorted(free) if (letter := _letter(views, i, free))}
    telling = sum(_tells(views, letter) for letter in found.values())
    return found if telling >= max(SEVERAL, SHARE * len(found)) else {}


def _letter(views: Sequence[View], index: int, free: Container[int]) -> Letter | None:
    """The opening of a letter, if a line is the head of one; an address below a name is nearer to that."""
    view, above = views[index], views[index - 1 : index]
    if view.adjacent or not is_head(view.text):
        return None
    letter = opening_below(views, free, index)
    if letter is None:
        return None
    apart = view.text[0] in "([" or (above and counts(above[0].text))
    if above and not above[0].running and view.above <= views[index + 1].above and not apart:
        return None
    below = letter.last + 1
    return letter if below in free and views[below].running else None


def counts(text: str) -> bool:
    """Whether a line has the number of a letter (`Letter 3`)."""
    found = [token.strip(_EDGES).casefold() for token in TOKEN.findall(text)]
    return len(found) > 1 and found[0] in words("letters") and len(found) <= COUNTED


def is_head(text: str) -> bool:
    """Whether a line says to whom something goes, and nothing else."""
    first, *rest = [token.strip(_EDGES) for token in TOKEN.findall(text)] or [""]
    rest = [word for word in rest if word]
    if first.casefold() not in words("addressed_to") or text.rstrip()[-1:] in ",!?" or len(rest) >= ADDRESS_WORDS:
        return False
    if " ".join(rest).casefold() in words("the_same"):
        return True
    joining = words("particles") | words("beside_places") | words("whose")
    named = [word for word in rest if word.casefold() not in joining and word not in words("kin")]  # `his brother Amos`
    return bool(named) and all(word[0].isupper() for word in named)


def _tells(views: Sequence[View], letter: Letter) -> bool:
    """Whether an opening says more than the day: whom it greets, where it was written, or no more than the year."""
    lines = [index for index, kind in letter.top if kind == "dateline"]
    told = [found for index in lines if (found := dated(views[index].text))]
    year = any(len(one.when) == len("1811") for one in told)
    return letter.greeted or len(lines) > 1 or year or any(one.placed for one in told)
