"""Where the decisions about one copy of a text belong in another: repaired, repaged, with its lines broken elsewhere.

A decision is placed anew only where the words that it is about are the same, but for what does not count (`copies`),
and the two copies, laid side by side, prove that they are those; or where its words are so many that they stand once in
both, and the new copy has them from nowhere else. The words around may have been mended. A wrong place is worse than
none: what is not proven is listed, with where it may belong.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, takewhile
from pathlib import Path
from typing import Final

from ecdosis.editor.copies import DASHES, Copy, aligned, copy_of, folded
from ecdosis.editor.meanings import READINGS
from ecdosis.editor.move import PLACES, SHOWN, Move, alike, shown, stands
from ecdosis.editor.places import Located, in_context, shortened
from ecdosis.editor.rows import Decision, cell, checked
from ecdosis.editor.unknown_copy import unknown_copy
from ecdosis.errors import UsageError

ADDRESSES: Final = ("block", "split", "join")
"""Decisions that are about what begins with their first word, or stands where their words do."""
EXTENTS: Final = ("note", "foreign", "italic", "bold", "spaced", "reference")
"""Decisions about words from one place to another, whatever these are."""
WORD: Final = re.compile(r"\S+(?:(?<=-)[^\S\n]*\r?\n[^\S\n]*\S+)*")
"""A word, whole where line ends divide it."""
AROUND: Final = 60
"""Characters that count before and behind a place, by which it is proven."""
PROVEN: Final = 0.6
"""The least share of them that the new copy has there; of unrelated words a tenth at most has runs in common."""
MENDED: Final = 2
"""Characters by which a word beside a place may be longer or shorter than it was: else something was put in there, or
is gone."""
LONGEST: Final = 24
"""Characters of what may be mended beside a place."""
SAME: Final = 0.9
"""The least share of an extent that both copies have."""
ENOUGH: Final = 12
"""Characters that count of words that stand in a text once by no chance."""
LEAST_WORDS: Final = 3
"""How many words these are at least."""
MOST_WORDS: Final = 12
"""Words that may be named until they stand there once."""
BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\r?\n")
"""What parts paragraphs."""
APART: Final = re.compile(rf"\s*{BLANK_LINE.pattern}.*{BLANK_LINE.pattern}\s*", re.DOTALL)
"""What stands between two paragraphs."""


def moves(decisions: Sequence[Decision], old: str, new: str, path: str, *, has_at: bool = True) -> tuple[Move, ...]:
    """What becomes of decisions about the old copy of a source (empty if it is not known) in the new one. `path` is
    named in errors; `has_at`: they can say positions."""
    here = [one for one in decisions if not one.is_of_text]
    copies = _Copies(old, new, path, has_at)
    placed = iter([copies.move(one) for one in here] if old else unknown_copy(here, new, path))
    return tuple(_of_all_like_it(one, new, path) if one.is_of_text else next(placed) for one in decisions)


def _of_all_like_it(decision: Decision, new: str, path: str) -> Move:
    """What becomes of a decision that holds for all like it: it has no place, but needs words."""
    if stands(decision, new, path):
        return Move(decision, decision)
    return Move(decision, perhaps=tuple(alike(decision, new, decision.at)))


@dataclass(frozen=True)
class _Copies:
    """Two copies of a text side by side."""

    old: str
    new: str
    path: str
    has_at: bool

    @cached_property
    def before(self) -> Copy:
        return copy_of(self.old)

    @cached_property
    def after(self) -> Copy:
        return copy_of(self.new)

    @cached_property
    def to(self) -> Sequence[int]:
        """For each character that counts of the old copy, which it is of the new."""
        return aligned(self.before, self.after)

    @cached_property
    def known(self) -> Sequence[int]:
        """The characters of the old copy that the new one has, rising."""
        return [index for index, its in enumerate(self.to) if its >= 0]

    @cached_property
    def taken(self) -> Sequence[int]:
        """The characters of the new copy that are some of the old, rising."""
        return [its for its in self.to if its >= 0]

    def move(self, decision: Decision) -> Move:
        """What becomes of a decision."""
        was, fits = stands(decision, self.old, self.path), stands(decision, self.new, self.path)
        if was is None or (fits and fits.words[0] == decision.at != was.words[0]):  # it is about the new copy
            return Move(decision, decision) if fits else Move(decision, perhaps=self._perhaps(decision, None))
        place = self._place(was)
        if self._is_done(was, place):
            return Move(decision, done=True)
        if place and (now := self._named(decision, was, place)):
            return Move(decision, now)
        return Move(decision, perhaps=self._perhaps(decision, was))

    def _place(self, one: Located) -> tuple[int, int] | None:
        """Where (positions of the new copy) what a decision is about stands; None if that is not proven."""
        start, end = one.start, one.end
        if one.decision.decision in ADDRESSES[:2]:
            word = WORD.search(self.old[start:end])
            end = start + word.end() if word else end
        first, last = self.before.between(start, end)
        found = self._proven(first, last, one) or self._only(one, first, last)
        return self._with_dashes(start, end, found) if found and last > first else None

    def _proven(self, first: int, last: int, one: Located) -> tuple[int, int] | None:
        """Where characters of the old copy stand in the new one by all that stands around them."""
        if not (first < last and self._is_same(first, last, one.decision.decision)):
            return None
        start, end = self.to[first], self.to[last - 1] + 1
        around = [*range(max(0, first - AROUND), first), *range(last, min(len(self.to), last + AROUND))]
        near = range(start - 3 * AROUND, end + 3 * AROUND)
        if sum(self.to[index] in near for index in around) < PROVEN * len(around):
            return None
        beside = one.decision.decision in ADDRESSES or (self._goes_on(first, start, -1) and self._goes_on(last, end, 1))
        return (start, end) if beside and self._are_words(first, last, start, end) else None

    def _is_same(self, first: int, last: int, sort: str) -> bool:
        """Whether the new copy has some characters of the old, one after the other; of an extent, its first and last
        word so, and between them nearly all."""
        its = self.to[first:last]
        if -1 not in its and its[-1] - its[0] == last - first - 1:
            return True
        if sort not in (*EXTENTS, "join") or -1 in (its[0], its[-1]):
            return False
        starts = self.before.starts
        words = bisect_right(starts, first), bisect_left(starts, last) - 1
        ends = [*its[: starts[words[0]] - first], *its[starts[words[1]] - first :]]
        length = its[-1] + 1 - its[0]
        had = bisect_left(self.taken, its[-1] + 1) - bisect_left(self.taken, its[0])
        return -1 not in ends and min(sum(one >= 0 for one in its), had) >= SAME * max(last - first, length)

    def _goes_on(self, old: int, new: int, way: int) -> bool:
        """Whether both copies go on from a place with the same, or with a word that was mended, or with whole
        paragraphs that only one of them has, such as a head and a folio: that no words were put in or taken out there.
        `way`: forwards (1) or backwards (-1)."""
        index = bisect_left(self.known, old) - (way < 0)
        if not 0 <= index < len(self.known):
            return True
        other = self.known[index]
        (a, b), (c, d) = sorted((old, other + (way < 0))), sorted((new, self.to[other] + (way < 0)))
        if min(b - a, d - c) > 0:
            return abs((b - a) - (d - c)) <= MENDED and b - a <= LONGEST
        return _are_apart(self.old, self.before, a, b) and _are_apart(self.new, self.after, c, d)

    def _are_words(self, first: int, last: int, start: int, end: int) -> bool:
        """Whether a place begins and ends in a word in both copies, or in neither."""
        return all(
            _within_word(self.old, self.before, a) == _within_word(self.new, self.after, b)
            for a, b in ((first, start), (last, end))
        )

    def _only(self, one: Located, first: int, last: int) -> tuple[int, int] | None:
        """Where what a decision is about stands if all that it names stands in both copies once, and those words of the
        new copy are none that it has from elsewhere in the old."""
        begin, end = self.before.between(*one.words)
        words = self.before.solid[begin:end]
        many = len(self.old[slice(*one.words)].split())
        at = self.after.solid.find(words)
        if len(words) < ENOUGH or many < LEAST_WORDS or at < 0 or first < begin or last > end or first >= last:
            return None
        if self.after.solid.find(words, at + 1) >= 0 or self.before.solid.count(words) != 1:
            return None
        place = at + first - begin, at + last - begin
        if self._is_from_elsewhere(*place, begin, end):
            return None
        return place if self._are_words(first, last, *place) else None

    def _is_from_elsewhere(self, start: int, stop: int, begin: int, end: int) -> bool:
        """Whether the new copy has a character between two places from outside of two places of the old."""
        here = set(self.to[begin:end])
        low, high = bisect_left(self.taken, start), bisect_left(self.taken, stop)
        return any(its not in here for its in self.taken[low:high])

    def _with_dashes(self, start: int, end: int, found: tuple[int, int]) -> tuple[int, int] | None:
        """A place of the new copy as positions, with the dashes that the words of the old one begin or end with."""
        first, last = self.after.positions[found[0]], self.after.positions[found[1] - 1] + 1
        words = self.old[start:end].strip()
        if re.match(rf"[{DASHES}]", words):
            before = re.search(rf"[{DASHES}]+\s*\Z", self.new[max(0, first - SHOWN) : first])
            if not before:
                return None
            first -= len(before[0])
        if re.search(rf"[{DASHES}]\Z", words):
            behind = re.match(rf"\s*[{DASHES}]+", self.new[last : last + SHOWN])
            if not behind:
                return None
            last += len(behind[0])
        return first, last

    def _is_done(self, one: Located, place: tuple[int, int] | None) -> bool:
        """Whether the new copy reads what a decision reads."""
        decision = one.decision
        if decision.decision not in READINGS[:2] or not decision.value:
            return False
        if place:
            return " ".join(self.new[slice(*place)].split()) == decision.value
        first, last = self.before.between(one.start, one.end)
        below, above = bisect_left(self.known, first) - 1, bisect_left(self.known, last)
        if below < 0 or above >= len(self.known):
            return False
        a, b = self.known[below], self.known[above]
        wanted = self.before.solid[a + 1 : first] + folded(decision.value) + self.before.solid[last:b]
        return self.after.solid[self.to[a] + 1 : self.to[b]] == wanted

    def _named(self, given: Decision, was: Located, place: tuple[int, int]) -> Decision | None:
        """A decision as it is said of a place of the new copy: in its own words where these stand there."""
        value = self._value(was, place)
        return next((row for row in self._wordings(given, was, place, value) if self._says(row, place, value)), None)

    def _value(self, was: Located, place: tuple[int, int]) -> str:
        """The value of a decision, with the marks around its words as the new copy has them."""
        value, old, new = was.decision.value, self.old[was.start : was.end], self.new[slice(*place)]
        if was.decision.decision not in READINGS:
            return value
        lead, tail = _marks(old, value), _marks(old[::-1], value[::-1])
        if lead + tail >= min(len(value), len(new)):
            return value
        return new[:lead] + value[lead : len(value) - tail] + new[len(new) - tail :]

    def _wordings(self, given: Decision, was: Located, place: tuple[int, int], value: str) -> Iterator[Decision]:
        """Ways to say a decision about a place of the new copy, the likest to what it was first."""
        start, end = place
        words = [re.escape(word) for word in was.decision.text.partition("[...]")[0].split()]
        near = range(max(0, start - 3 * len(given.text) - SHOWN), end)
        own = re.compile(r"\s+".join(words)).finditer(self.new, near.start)
        for match in takewhile(lambda match: match.start() in near, own):
            yield from self._placed(given, match.start())
        for first, last in self._named_places(was, place):
            text = shortened(self.new[first:last]) if "[...]" in given.text else " ".join(self.new[first:last].split())
            said = replace(given, text=cell(text))
            if given.value and given.decision in READINGS:
                whole = self.new[first:start] + value + self.new[end:last]
                said = replace(said, value=cell(" ".join(whole.split())))
            yield from self._placed(said, first)

    def _placed(self, row: Decision, at: int) -> Iterator[Decision]:
        """A row without and with a position, as it may have one."""
        if row.at < 0 or not self.has_at:
            yield replace(row, at=-1)
        if self.has_at:
            yield replace(row, at=at)

    def _named_places(self, was: Located, place: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """The words that may be named at a place of the new copy."""
        decision = was.decision
        if decision.decision == "marker" or (decision.decision in READINGS and decision.value):
            first, last = was.words
            words = (len(self.old[a:b].split()) for a, b in ((first, was.start), (was.end, last)))
            yield from _with_words(self.new, *place, *words)
            yield in_context(self.new, *place)
        if decision.decision in ADDRESSES[:2]:
            named = decision.text.partition("[...]")[0].split()
            yield from _with_words(self.new, *place, 0, len(named) - len(self.new[slice(*place)].split()))
        yield place
        if decision.decision in ADDRESSES[:2]:
            ahead = re.finditer(r"\S+", self.new[place[1] : place[1] + MOST_WORDS * SHOWN])
            yield from ((place[0], place[1] + word.end()) for word in islice(ahead, MOST_WORDS))

    def _says(self, row: Decision, place: tuple[int, int], value: str) -> bool:
        """Whether a row decides about just a place of the new copy, and gives just that value."""
        try:
            checked(Path(self.path), row.row, [str(row.at) if row.at >= 0 else "", *_said(row)])
        except UsageError:
            return False
        one = stands(row, self.new, self.path)
        if one is None or one.start != place[0]:
            return False
        is_there = one.end == place[1] or row.decision in ADDRESSES[:2]
        return is_there and (row.decision not in READINGS or one.decision.value == value)

    def _perhaps(self, decision: Decision, was: Located | None) -> tuple[tuple[int, str], ...]:
        """Where a decision may belong: where what stood around it is now, and where its words are."""
        if was is None:
            return tuple(alike(decision, self.new, decision.at))
        first, last = self.before.between(was.start, was.end)
        below, above = bisect_left(self.known, first) - 1, bisect_left(self.known, last)
        start = self.to[self.known[below]] + 1 if below >= 0 else 0
        end = self.to[self.known[above]] if above < len(self.known) else len(self.after.solid)
        places = [*self.after.positions[start:end]] or [*self.after.positions[start : start + 1]]
        if not places:
            return ()
        there = places[0], min(places[-1] + 1, places[0] + was.end - was.start + SHOWN)
        others = [one for one in alike(decision, self.new, there[0]) if not there[0] <= one[0] < there[1]]
        return ((there[0], shown(self.new, *there)), *others)[:PLACES]


def _with_words(text: str, start: int, end: int, before: int, behind: int) -> Iterator[tuple[int, int]]:
    """A place with so many words before and behind it, if they stand in the same paragraph."""
    ahead = list(re.finditer(r"\S+", text[max(0, start - MOST_WORDS * SHOWN) : start]))
    after = list(re.finditer(r"\S+", text[end : end + MOST_WORDS * SHOWN]))
    if len(ahead) < before or len(after) < behind or behind < 0:
        return
    first = start - (min(start, MOST_WORDS * SHOWN) - ahead[-before].start()) if before else start
    last = end + after[behind - 1].end() if behind else end
    if not BLANK_LINE.search(text[first:last]):
        yield first, last


def _said(row: Decision) -> tuple[str, ...]:
    return row.text, row.decision, row.value, row.reason, row.editor, row.date


def _marks(words: str, value: str) -> int:
    """With how many marks both begin that are no letters, figures or blanks."""
    pairs = zip(words, value, strict=False)
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1] and not (pair[0].isalnum() or pair[0].isspace()), pairs)
    )


def _are_apart(text: str, copy: Copy, start: int, end: int) -> bool:
    """Whether characters that count are paragraphs of their own; if there are none, they are."""
    if start == end:
        return True
    first = copy.positions[start - 1] + 1 if start else 0
    last = copy.positions[end] if end < len(copy.positions) else len(text)
    return APART.fullmatch(text[first:last]) is not None


def _within_word(text: str, copy: Copy, index: int) -> bool:
    """Whether a character that counts goes on with a word."""
    if not 0 < index < len(copy.positions):
        return False
    before, at = copy.positions[index - 1], copy.positions[index]
    return at - before < 2 and text[before].isalnum() and text[at].isalnum()
