"""Words of two texts of one work, aligned."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from ecdosis.evaluate.hyphens import GAP, GRAM, keys

SHORT: Final = 2000
"""Words: texts that are shorter are aligned whole, without keys."""


@dataclass(frozen=True, slots=True)
class AlignedPart:
    """Words `start` to `end` of the first text stand where those `first` to `last` of the truth stand (ends excluded).
    `same`: they are the same words."""

    start: int
    end: int
    first: int
    last: int
    same: bool


@dataclass(frozen=True)
class Aligned:
    """Two sequences of words, and their parts in order; what is in none cannot be aligned."""

    words: Sequence[str]
    truth: Sequence[str]
    parts: tuple[AlignedPart, ...]

    @cached_property
    def same(self) -> frozenset[int]:
        """The words (indices) that both have."""
        return frozenset(index for part in self.parts if part.same for index in range(part.start, part.end))

    @cached_property
    def _starts(self) -> list[int]:
        return [part.start for part in self.parts]

    def window(self, index: int) -> tuple[int, int] | None:
        """Where in the truth a word stands (from, to); for one that is not the same, all between its neighbours that
        are. None if it cannot be aligned."""
        place = bisect_right(self._starts, index) - 1
        if place < 0 or index >= self.parts[place].end:
            return None
        part = self.parts[place]
        if part.same:
            return part.first + index - part.start, part.first + index - part.start + 1
        return part.first, part.last

    @property
    def errors(self) -> int:
        """Words to change, put in or leave out, of those that can be aligned."""
        return sum(max(part.end - part.start, part.last - part.first) for part in self.parts if not part.same)

    @property
    def length(self) -> int:
        """Words of the truth that can be aligned."""
        return sum(part.last - part.first for part in self.parts)


def aligned(words: Sequence[str], truth: Sequence[str]) -> Aligned:
    """Two texts of one work, word by word. Long ones are cut at word 4-grams that occur once in each; gaps that are too
    long (matter that one of them lacks) are left out. Time and memory are linear but for the sorting of the keys."""
    return Aligned(words, truth, tuple(_merged(_parts(words, truth))))


def _parts(words: Sequence[str], truth: Sequence[str]) -> Iterator[AlignedPart]:
    for i, i2, j, j2 in _stretches(words, truth):
        for op in Levenshtein.opcodes(words[i:i2], truth[j:j2]):
            yield AlignedPart(i + op.src_start, i + op.src_end, j + op.dest_start, j + op.dest_end, op.tag == "equal")


def _stretches(words: Sequence[str], truth: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    if len(words) < SHORT:
        yield 0, len(words), 0, len(truth)
        return
    found = list(keys(words, truth))
    for (i, j), (i2, j2) in pairwise(found):
        if max(i2 - i, j2 - j) <= GAP:
            yield i, i2, j, j2
        else:
            yield i, i + GRAM, j, j + GRAM


def _merged(parts: Iterator[AlignedPart]) -> Iterator[AlignedPart]:
    """Parts with neighbours of one sort made one: a word run together with the next is a word wrong and one missing."""
    last: AlignedPart | None = None
    for part in parts:
        if last and last.same == part.same and (last.end, last.last) == (part.start, part.first):
            last = AlignedPart(last.start, part.end, last.first, part.last, part.same)
        else:
            if last:
                yield last
            last = part
    if last:
        yield last
