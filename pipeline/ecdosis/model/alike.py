"""What two texts have in common, and which of some places are taken: told without comparing all with all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import Final

from ecdosis.steps import spend

Opcode = tuple[str, int, int, int, int]
"""As `difflib.SequenceMatcher.get_opcodes` has them."""


LONG: Final = 400
"""Code points of a text from which it is compared word by word first."""
_WORDS: Final = re.compile(r"\S+\s*|\s+")


def opcodes(before: str, after: str, on: str) -> Sequence[Opcode]:
    """How one text becomes another. `on`: what it is for, in words that go on after “while”.

    The steps that it takes grow with the square of the length, where the texts repeat themselves with its cube. So
    texts that are LONG are compared by their words, and letter by letter only where these differ. Raises OutOfSteps."""
    if max(len(before), len(after)) < LONG:
        return _Matcher(before, after, on).get_opcodes()
    return list(_by_words(_WORDS.findall(before), _WORDS.findall(after), on))


def _by_words(before: Sequence[str], after: Sequence[str], on: str) -> Iterator[Opcode]:
    at = to = 0
    for tag, a, b, c, d in _Matcher(before, after, on).get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        inner: Sequence[Opcode] = [(tag, 0, len(old), 0, len(new))]
        if tag == "replace":
            inner = _Matcher(old, new, on).get_opcodes()
        yield from ((how, at + i, at + j, to + k, to + m) for how, i, j, k, m in inner)
        at, to = at + len(old), to + len(new)


class _Matcher(SequenceMatcher[str]):
    """`difflib`'s matcher; each look for the longest common part costs a step for each letter or word of the one text
    and place of the same in the other."""

    def __init__(self, before: Sequence[str], after: Sequence[str], on: str) -> None:
        super().__init__(None, before, after, autojunk=False)
        self._on = on
        places = Counter(after)
        self._costs = list(accumulate((1 + places[letter] for letter in before), initial=0))

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """As in `difflib`. Raises OutOfSteps."""
        spend(self._costs[-1 if ahi is None else ahi] - self._costs[alo], self._on)
        return super().find_longest_match(alo, ahi, blo, bhi)


class Taken:
    """Ranges (from and to, of any sort of offsets) that are taken."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def meets(self, start: int, end: int) -> bool:
        """Whether a range has something in common with one of them."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start
