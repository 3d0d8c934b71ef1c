"""What may be letters, whole or in part: openings, endings, and what stands between and below them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ecdosis.stages.blocks.datelines import Dated, dated
from ecdosis.stages.blocks.formulas import (
    NAME_WORDS,
    TOKEN,
    addresses,
    calls,
    is_added,
    is_address,
    is_addressed_to,
    is_greeting,
    is_name,
    leads_on,
    takes_leave,
)
from ecdosis.stages.blocks.views import View

TEXT_WORDS: Final = 5
"""Words of what stands below an opening at least."""
OPENING: Final = 5
"""Lines of an opening at most."""
PLACE: Final = 3
"""Words of a place that stands alone, at most."""
SHORT: Final = 14
"""Words of such a line at most."""
ADDRESS: Final = 6
"""Lines that say to whom a letter goes, and where, at most."""
BELOW: Final = 3
"""Paragraphs below the name that belong to a letter in a row though they do not say so, at most."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: the indices of its blocks with what they are, at its top and at its end; what is added below; whether
    it begins below a heading, and how surely each end is one."""

    top: tuple[tuple[int, str], ...] = ()
    end: tuple[tuple[int, str], ...] = ()
    added: tuple[int, ...] = ()
    headed: bool = False
    greeted: bool = False
    signed: bool = False
    leaves: bool = False

    @property
    def first(self) -> int:
        """The index of its first block."""
        return (self.top or self.end)[0][0]

    @property
    def last(self) -> int:
        """The index of its last block, as far as that is known."""
        return max((*(index for index, _ in (self.end or self.top)), *self.added))

    @property
    def whole(self) -> bool:
        """Whether it has an opening and takes leave."""
        return bool(self.top) and self.leaves

    @property
    def sure(self) -> bool:
        """Whether it shows by itself, whatever stands around it, that it is one."""
        return self.greeted and self.signed


@dataclass(frozen=True, slots=True)
class _Reader:
    """The blocks of a text, those that are free to be parts of letters, and those that are headings."""

    views: Sequence[View]
    free: Container[int]
    heads: Container[int]

    def _is(self, index: int) -> bool:
        return index < len(self.views) and index in self.free

    def opening(self, index: int, *, below_head: bool) -> tuple[list[tuple[int, str]], bool] | None:
        """The blocks of an opening that begins at an index, and whether it greets somebody."""
        found: list[tuple[int, str]] = []
        greeted = False
        when: Dated | None = None
        place = index
        told_to = 0
        while self._is(place) and len(found) - told_to < OPENING and not greeted:
            view = self.views[place]
            if not told_to and (told_to := self._address(place, dated_above=when is not None)):
                found += [(line, "address") for line in range(place, place + told_to)]
                place += told_to
                continue
            told = dated(view.text)
            if is_greeting(view) or (found and (addresses(view) or self._calls(place, when))):
                found.append((place, "salute"))
                greeted = True
            elif told is not None:
                found.append((place, "dateline"))
                when = told if when is None or told.when else when
            elif not found and (self._goes_before(place) or (below_head and self._is_place(place))):
                found.append((place, "dateline"))
            else:
                break
            place += 1
        below = place < len(self.views) and place not in self.heads and self.views[place].words >= TEXT_WORDS
        telling = greeted or (when is not None and (below_head or bool(when.when) or when.placed))
        return (found, greeted) if found and telling and below else None

    def _calls(self, index: int, when: Dated | None) -> bool:
        """Whether a line greets somebody without a formula: below a whole date with its place, and above text."""
        whole = when is not None and when.placed and when.day
        below = self.views[index + 1] if index + 1 < len(self.views) else None
        return whole and below is not None and below.running and calls(self.views[index])

    def _address(self, index: int, *, dated_above: bool) -> int:
        """How many lines from an index on say to whom a letter goes: between a date and a greeting, or, if they say so
        by their first word, between a heading and either."""
        end = index
        while self._is(end) and end - index <= ADDRESS and is_address(self.views[end]) and end not in self.heads:
            view = self.views[end]
            if (end > index and not view.adjacent) or is_greeting(view) or dated(view.text) is not None:
                break
            end += 1
        named = is_addressed_to(self.views[index]) and end > index + 1 and not self.views[index].text.isupper()
        if not 0 < end - index <= ADDRESS or not (dated_above or named):  # one line alone is the heading of the letter
            return 0
        if not self._is(end):
            return 0
        dates = dated(self.views[end].text) is not None and not dated_above
        return end - index if is_greeting(self.views[end]) or dates else 0

    def _goes_before(self, index: int) -> bool:
        """Whether a line is the first of two of a dateline: a place, and the date below it."""
        view = self.views[index]
        if not self._is(index + 1) or view.words > SHORT or view.text[-1:] not in ",." or view.prose:
            return False
        capitals = [word for word in TOKEN.findall(view.text) if word[0].isupper() or word[0].isdigit()]
        below = self.views[index + 1]
        return below.adjacent and 2 * len(capitals) > view.words and dated(below.text) is not None

    def _is_place(self, index: int) -> bool:
        """Whether a line between a heading and a greeting says no more than where."""
        view, following = self.views[index], index + 1
        name = view.words <= PLACE and view.text[-1:] == "." and is_name(view)
        return name and self._is(following) and is_greeting(self.views[following])

    def ending(self, index: int) -> tuple[list[tuple[int, str]], bool, bool] | None:
        """The blocks of an ending that begins at an index, whether it takes leave, and whether a name signs it."""
        found: list[tuple[int, str]] = []
        leaves = leads = False
        place = index
        while self._is(place) and len(found) < OPENING and not self._greets(place):
            view = self.views[place]
            if takes_leave(view):
                leaves = True
            elif leads_on(view):
                leads = True
            elif not (found and view.adjacent and view.words <= NAME_WORDS and view.text[0].islower()):
                break
            found.append((place, "closing"))
            place += 1
        names = 0
        told = bool(found) or (index > 0 and index - 1 not in self.heads and self.views[index - 1].words >= TEXT_WORDS)
        while told and self._is(place) and self._names(place) and self._is_near(place, names):
            found.append((place, "signed"))
            place += 1
            names += 1
        if leads and not (leaves or names):
            return None
        told_to = place
        while names and told_to - place <= ADDRESS and self._goes_to(told_to, first=told_to == place):
            told_to += 1
        found += [(line, "address") for line in range(place, told_to)]
        return (found, leaves or leads, names > 0) if found else None

    def _goes_to(self, index: int, *, first: bool) -> bool:
        """Whether a line below the name says to whom the letter goes, or where."""
        if not self._is(index) or index in self.heads or dated(self.views[index].text) is not None:
            return False
        view = self.views[index]
        further = not first and view.adjacent and not is_added(view)
        return is_addressed_to(view) or (further and is_address(view))

    def _names(self, index: int) -> bool:
        """Whether a line may be the name that signs, and no date."""
        view = self.views[index]
        return is_name(view) and dated(view.text) is None and not is_addressed_to(view)

    def _is_near(self, index: int, names: int) -> bool:
        """Whether a name stands as near to what it signs as names do: no more than a blank line below it, unless that
        is left open; a second line belongs to the name above it (what somebody is)."""
        view, before = self.views[index], self.views[index - 1].text.rstrip(" _*")
        if names:
            return view.adjacent and not view.text.isupper()
        return view.above <= 1 or before[-1:].isalpha() or before[-1:] in ",—–-"

    def _greets(self, index: int) -> bool:
        """Whether a line greets somebody above the text of a letter, rather than within its last words."""
        below = index + 1 < len(self.views) and self.views[index + 1].prose
        return below and is_greeting(self.views[index])

    def signs(self, index: int, after: int) -> bool:
        """Whether a name alone may sign what stands before it: a division ends behind it, or it is led to and little of
        the division follows."""
        led = index > 0 and self.views[index - 1].text.rstrip()[-1:] in ",—–-"
        near = range(after, min(after + BELOW + 1, len(self.views)))
        return self.ends(after) or (led and any(place in self.heads for place in near))

    def ends(self, index: int) -> bool:
        """Whether a division, a letter, or the text ends before an index."""
        if index >= len(self.views) or index in self.heads or is_added(self.views[index]):
            return True
        return self.opening(index, below_head=False) is not None


def opening_below(views: Sequence[View], free: Container[int], index: int) -> Letter | None:
    """The opening of a letter right below a line, if that heads one."""
    opened = _Reader(views, free, frozenset()).opening(index + 1, below_head=True)
    return Letter(top=tuple(opened[0]), headed=True, greeted=opened[1]) if opened else None


def found_letters(views: Sequence[View], free: Container[int], heads: Container[int]) -> list[Letter]:
    """What may be letters, in order, whole or in part."""
    reader = _Reader(views, free, heads)
    found: list[Letter] = []
    is_open = below_head = closed = False  # whether the last letter has no ending yet, or the division had one
    index = 0
    while index < len(views):
        if index in heads:
            is_open, below_head, closed, index = False, True, False, index + 1
            continue
        opened = reader.opening(index, below_head=below_head) if index in free else None
        ended = None if opened or index not in free else reader.ending(index)
        headed, below_head = below_head, False
        if opened:
            found.append(Letter(top=tuple(opened[0]), headed=headed, greeted=opened[1]))
            is_open = True
            index = opened[0][-1][0] + 1
        elif ended and (ended[1] or reader.signs(index, ended[0][-1][0] + 1)):
            end, leaves, named = ended
            after = end[-1][0] + 1
            last = len(end) > 1 or reader.ends(after) or not views[after].running
            if not (named or last) or (closed and not is_open):
                index += 1
                continue
            index = after
            while index in free and is_added(views[index]):
                index += 1
            letter = found.pop() if is_open else Letter()
            ended_so = replace(letter, end=tuple(end), signed=leaves and named, leaves=leaves)
            found.append(replace(ended_so, added=tuple(range(after, index))))
            is_open, closed = False, True
        else:
            index += 1
    return found
