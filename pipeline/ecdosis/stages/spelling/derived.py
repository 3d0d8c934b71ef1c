"""Words that no list has and that are right: made by the endings of a language, compounds, spellings of other times."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import filterfalse
from typing import Final

from ecdosis.languages.parts import Affixes

SHORTEST: Final = 4
"""Letters that a part of a compound must have: shorter ones are in any string."""
FORMER: Final = 3
"""Letters of the word of ours that a former spelling stands for: shorter ones are too many."""
CHANGES: Final = 2
"""Places at which a former spelling differs from ours, at most."""


def compound(word: str, affixes: Affixes, known: Callable[[str], bool]) -> bool:
    """Whether a word (in small letters) is made of two or more that are `known`, with what may link them between."""
    if not affixes.linking:
        return False
    for end in range(SHORTEST, len(word) - SHORTEST + 1):
        left, right = word[:end], word[end:]
        if not (known(right) or compound(right, affixes, known)):
            continue
        stems = (left, *(left.removesuffix(link) for link in affixes.linking if left.endswith(link)))
        if any(len(stem) >= SHORTEST and known(stem) for stem in stems):
            return True
    return False


def former(word: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, int]]:
    """What a word (in small letters) would be in the spelling of ours, if it is in one of another time (`pairs`: then,
    now; ^ and $ are the beginning and the end of a word), and at how many places it differs; the nearest first."""
    forms, every = {f"^{word}$"}, {f"^{word}$"}
    for changes in range(1, CHANGES + 1):
        forms = {one for form in forms for one in _once(form, pairs)} - every
        every |= forms
        yield from ((meant, changes) for form in sorted(forms) if len(meant := form.strip("^$")) >= FORMER)


def _once(form: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for then, now in pairs:
        place = form.find(then)
        while place >= 0:
            meant = form[:place] + now + form[place + len(then) :]
            yield f"^{meant.strip('^$')}$"
            place = form.find(then, place + 1)


@cache
def bare(word: str) -> str:
    """A word without the marks of its letters."""
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", word)))
