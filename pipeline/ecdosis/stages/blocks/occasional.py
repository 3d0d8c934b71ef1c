"""Who speaks seldom in a play: names with a number (`2. Soldier: `), and those that come once or twice, in a play in
which all else is spoken or directed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from ecdosis.stages.blocks.cast import name_words
from ecdosis.stages.blocks.speakers import Speaker, candidates, counted, is_heading
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import pattern

NUMBERS: Final = 2
"""Different numbers before the same word, from which those are names that no cast list has."""
SPEECHES: Final = 100
"""Speeches of a play from which names that come seldom are told by the form of all the others..."""
REST: Final = 0.01
"""... and share of them, at most, of the blocks among them that neither speak nor direct."""
WORDS: Final = 3
"""Words of such a name at most."""
SIGN: Final = ":"
"""The sign behind it: a full stop ends sentences as well."""
_NUMBER: Final = re.compile(r"\d{1,2}\.?\s+")


def occasional(
    views: Sequence[View], silent: AbstractSet[int], found: Sequence[Speaker], names: Sequence[frozenset[str]]
) -> list[Speaker]:
    """Those of a play who speak seldom, among the blocks that are not `silent`, in the form of those `found`; `names`:
    the words of those of a cast list."""
    if any(one.alone for one in found):
        return []
    between = range(min(one.place for one in found), max(one.place for one in found))
    places = [index for index in between if index not in silent]
    numbered = _numbered(views, places, found[0].sign, names)
    known = {one.place for one in numbered}
    return [*numbered, *_once(views, [index for index in places if index not in known], found)]


def _numbered(
    views: Sequence[View], places: Sequence[int], sign: str, names: Sequence[frozenset[str]]
) -> list[Speaker]:
    """The names with a number, of a cast list or with several numbers before the same word."""
    may = [one for index in places for one in counted(views[index], index) if one.sign == sign and not one.alone]
    numbers: dict[str, set[str]] = {}
    for one in may:
        numbers.setdefault(_NUMBER.sub("", one.who), set()).add(one.who)
    listed = frozenset(names)
    return [one for one in may if len(numbers[_NUMBER.sub("", one.who)]) >= NUMBERS or name_words(one.who) in listed]


def _once(views: Sequence[View], places: Sequence[int], found: Sequence[Speaker]) -> list[Speaker]:
    """The names that come seldom, where hardly anything but speeches and directions stands among them."""
    may: list[Speaker] = []
    rest = 0
    for index in places:
        view = views[index]
        named = [one for one in candidates(view, index) if _is_akin(one, found[0])]
        directed = view.text[0] in "([" or is_heading(view) or pattern("entrances").match(view.text)
        may += named
        rest += not (named or directed)
    return may if len(found) >= SPEECHES and rest <= REST * len(found) else []


def _is_akin(one: Speaker, other: Speaker) -> bool:
    """Whether what may be a name has the form of another that is one."""
    return one.sign == other.sign == SIGN and not one.alone and len(one.who.split()) <= WORDS
