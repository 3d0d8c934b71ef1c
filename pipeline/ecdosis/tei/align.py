"""Where two sequences of words differ, and where a place of one text is in another version of it.

Patience (B. Cohen, 2010, https://bramcohen.livejournal.com/73318.html): what occurs once in both stands fast, in the
longest run that both have in the same order; what lies between is compared by itself. Short stretches are compared word
by word (Levenshtein); long ones in which nothing occurs once, a window at a time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

CELLS: Final = 1_000_000
"""Words of one stretch times those of the other, up to which they are compared word by word; that takes a few
milliseconds."""
DEPTH: Final = 24
"""How often a stretch is cut; each cut takes time in proportion to its length, so the whole is all but linear."""
WINDOW: Final = 1000
"""Words of a window."""
RUN: Final = 8
"""Words that both must have after each other for the next window to begin with them; fewer recur by chance."""
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, order=True)
class Hunk:
    """Words `start` to `end` of the first sequence stand where the second has those `first` to `last` (ends excluded;
    either may be empty)."""

    start: int
    end: int
    first: int
    last: int


def hunks(old: Sequence[str], new: Sequence[str]) -> tuple[Hunk, ...]:
    """Where two sequences differ, in order; what lies between two hunks is the same in both."""
    return tuple(_merged(sorted(_hunks(old, new))))


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    waiting = [(Hunk(0, len(old), 0, len(new)), 0)]
    while waiting:
        stretch, depth = waiting.pop()
        part = _trimmed(stretch, old, new)
        length, others = part.end - part.start, part.last - part.first
        if not length or not others:
            yield from [part] if length or others else []
        elif length * others <= CELLS:
            yield from _word_by_word(part, old, new)
        elif depth < DEPTH and (fast := _anchors(part, old, new)):
            before = (part.start - 1, part.first - 1)
            for (i, j), (i2, j2) in pairwise([before, *fast, (part.end, part.last)]):
                waiting.append((Hunk(i + 1, i2, j + 1, j2), depth + 1))
        elif reached := _in_window(part, old, new):
            i, j = reached
            yield from _word_by_word(Hunk(part.start, i, part.first, j), old, new)
            waiting.append((Hunk(i, part.end, j, part.last), DEPTH))
        else:
            yield part


def _in_window(part: Hunk, old: Sequence[str], new: Sequence[str]) -> tuple[int, int] | None:
    """Where the last run of the same words begins in the first window of a stretch; None if there is none."""
    window = old[part.start : min(part.end, part.start + WINDOW)], new[part.first : min(part.last, part.first + WINDOW)]
    found = Levenshtein.opcodes(*window)
    runs = [op for op in found if op.tag == "equal" and op.src_end - op.src_start >= RUN]
    return (part.start + runs[-1].src_start, part.first + runs[-1].dest_start) if runs else None


def _trimmed(stretch: Hunk, old: Sequence[str], new: Sequence[str]) -> Hunk:
    """A stretch without what both have at its beginning and at its end."""
    start, end, first, last = stretch.start, stretch.end, stretch.first, stretch.last
    while start < end and first < last and old[start] == new[first]:
        start, first = start + 1, first + 1
    while start < end and first < last and old[end - 1] == new[last - 1]:
        end, last = end - 1, last - 1
    return Hunk(start, end, first, last)


def _word_by_word(part: Hunk, old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    i, j = part.start, part.first
    for op in Levenshtein.opcodes(old[i : part.end], new[j : part.last]):
        if op.tag != "equal":
            yield Hunk(i + op.src_start, i + op.src_end, j + op.dest_start, j + op.dest_end)


def _anchors(part: Hunk, old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Where words stand that occur once in both sides of a stretch: the longest run of them that increases in both."""
    of_old, of_new = Counter(old[part.start : part.end]), Counter(new[part.first : part.last])
    once = {word for word, times in of_new.items() if times == 1 == of_old.get(word)}
    places = {new[index]: index for index in range(part.first, part.last) if new[index] in once}
    pairs = [(index, places[old[index]]) for index in range(part.start, part.end) if old[index] in once]
    tails: list[int] = []  # the smallest second index at which a run of each length can end
    last: list[int] = []  # the pair it ends with
    before: list[int] = []  # for each pair, the one before it in its run
    for number, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(last[length - 1] if length else -1)
        tails[length : length + 1] = [j]
        last[length : length + 1] = [number]
    run = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _merged(found: Sequence[Hunk]) -> Iterator[Hunk]:
    """Hunks that touch in both sequences made one."""
    whole: Hunk | None = None
    for hunk in found:
        if whole and (whole.end, whole.last) == (hunk.start, hunk.first):
            whole = Hunk(whole.start, hunk.end, whole.first, hunk.last)
        else:
            if whole:
                yield whole
            whole = hunk
    if whole:
        yield whole


@dataclass(frozen=True, slots=True)
class Places:
    """Where the places of an old text are in a new one: `old` and `new` positions that stand for each other, rising."""

    old: Sequence[int]
    new: Sequence[int]

    def __call__(self, position: int) -> int:
        """The place in the new text. Inside of what is not the same in both it is not exact, but never beyond it."""
        index = bisect_right(self.old, position) - 1
        room = self.new[index + 1] - self.new[index] if index + 1 < len(self.new) else 0
        return self.new[index] + min(position - self.old[index], room)


def places(old: str, new: str) -> Places:
    """The map from positions in one version of a text to those in another, by the words that both have."""
    words, others = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    found = hunks([word.group() for word in words], [word.group() for word in others])
    olds, news = [0], [0]
    start = first = 0
    for hunk in (*found, Hunk(len(words), len(words), len(others), len(others))):
        for word, other in zip(words[start : hunk.start], others[first : hunk.first], strict=True):
            olds += word.span()
            news += other.span()
        start, first = hunk.end, hunk.last
    return Places((*olds, len(old)), (*news, len(new)))
