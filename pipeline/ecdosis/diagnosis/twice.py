"""Passages that stand twice: a page that was scanned or pasted again, pages that overlap."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.diagnosis.finding import EXAMPLES, Finding, Subject
from ecdosis.diagnosis.rescanned import rescanned

SHINGLE: Final = 6
"""Words in a row that are looked up: so many hardly ever stand twice in a text by chance."""
ANCHOR: Final = 6
"""Letters of a word from which a row begins: about one in five words, so the table stays small."""
PASSAGE: Final = 150
"""Words of a passage that stands twice, from which it is told. Refrains, formulas of the law and what is quoted twice
are shorter (124 words at most in thirty texts of many kinds)."""
SEAM: Final = 12
"""Words that stand twice one right behind the other, the second time from the beginning of a line on, as where pages
overlap: told where there are several."""
SEAMS: Final = 3
"""Such places that are no chance; then an edition is a bad one."""
ECHO: Final = 40
"""Words right behind each other that are told even where they are the only ones: nobody says so many twice."""
BETWEEN: Final = 8
"""Words of furniture that may part these: a running head and a number."""
GAP: Final = 40
"""Words between two places of a passage where both copies agree: what was read twice is not misread alike."""
SHIFT: Final = 6
"""Words that one copy may have more than the other on that way."""
AGREE: Final = 0.4
"""Share of the rows in a passage that both copies have alike: of stanzas whose last line repeats the first each, it is
at most 0.28."""
PAGE: Final = 200
"""Words that stand twice, about a page, from which an edition is a bad one."""
SPREAD: Final = 12
"""Code points for each word of running text at most; of prose about six."""
SHOWN: Final = 40
"""Code points of a passage that are shown."""
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Repeated:
    """Words that stand twice: where the first and the second copy begins (code points), and how many words they are;
    `seam`: one stands right behind the other."""

    first: int
    second: int
    words: int
    seam: bool

    def covers(self, other: Repeated) -> bool:
        """Whether another passage begins in this, as far as words of running text reach."""
        return self.second <= other.second <= self.second + SPREAD * self.words


def repeated(text: str) -> Iterator[Repeated]:
    """The passages that stand twice in a text, in the order of their second copies. What stands three times is a habit
    of the text's."""
    found = [(match.start(), match.group().casefold()) for match in _WORD.finditer(text)]
    words = [word for _, word in found]
    rows = [
        index for index in range(len(words) - SHINGLE + 1) if len(words[index]) >= ANCHOR and words[index].isalpha()
    ]
    end = 0
    for run in _runs(_pairs(words, rows)):
        first, second, length = _extended(words, run)
        seam = second - (first + length) <= BETWEEN
        among = bisect_left(rows, run[-1][1]) - bisect_left(rows, run[0][1]) + 1
        last = found[second + length - 1][0]
        said = _said(words[second : second + length], last - found[second][0])
        overlap = said >= ECHO or (said >= SEAM and _begins_line(text, found[second][0]))
        enough = overlap if seam else said >= PASSAGE
        if enough and len(run) >= AGREE * among and second >= end:
            end = second + length
            yield Repeated(found[first][0], found[second][0], said, seam)


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing but marks and blanks stands before a place in its line."""
    return _WORD.search(text, text.rfind("\n", 0, at) + 1, at) is None


def _pairs(words: Sequence[str], rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The two places of each row of words that stands twice, in the order of the second."""
    keys = [hash(tuple(words[index : index + SHINGLE])) for index in rows]
    often = Counter(keys)
    first: dict[int, int] = {}
    for index, key in zip(rows, keys, strict=True):
        if often[key] == 2:
            before = first.setdefault(key, index)
            if before != index:
                yield before, index


def _runs(pairs: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Pairs of places that follow each other alike in both copies."""
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run:
            first, second = pair[0] - run[-1][0], pair[1] - run[-1][1]
            if not (0 < first <= GAP and second <= GAP and abs(first - second) <= SHIFT):
                yield run
                run = []
        run.append(pair)
    if run:
        yield run


def _extended(words: Sequence[str], run: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """Where the two copies of a run begin, and how many words the second has, with the words before and behind that
    are alike."""
    (first, second), (a, b) = run[0], run[-1]
    start = second
    while first and second > a + SHINGLE and words[first - 1] == words[second - 1]:
        first, second = first - 1, second - 1
    a, b = a + SHINGLE, b + SHINGLE
    while b < len(words) and a < start and words[a] == words[b]:
        a, b = a + 1, b + 1
    return first, second, b - second


def _said(words: Sequence[str], long: int) -> int:
    """How many of some words, over so many code points, are no numbers; none if they stand far apart. Figures and
    tables of one sort have much alike."""
    count = sum(1 for word in words if word.isalpha())
    return count if long <= SPREAD * count else 0


def _again(text: str) -> Iterator[Repeated]:
    """The pages that stand twice as whole pages, however misread."""
    return (Repeated(*one, seam=False) for one in rescanned(text))


def examine(subject: Subject) -> Finding | None:
    """Passages that stand twice, and pages that overlap."""
    found = list(repeated(subject.text))
    seams = sum(1 for one in found if one.seam)
    if seams < SEAMS:
        found = [one for one in found if one.words >= ECHO]
    found += [again for again in _again(subject.text) if not any(one.covers(again) for one in found)]
    if not found:
        return None
    total = sum(one.words for one in found)
    what = "One passage stands" if len(found) == 1 else f"{len(found):,} passages stand"
    places = "; ".join(_place(subject.text, one) for one in found[:EXAMPLES])
    return Finding(
        "twice",
        f"{what} twice in this text, {total:,} words in all ({places}).",
        "Were pages scanned or pasted again, or do they overlap? Take one of the copies out of the source; nothing was "
        "taken out here.",
        grave=total >= PAGE or seams >= SEAMS,
    )


def _place(text: str, one: Repeated) -> str:
    first, second = (text.count("\n", 0, at) + 1 for at in (one.first, one.second))
    start = " ".join(text[one.second : one.second + SHOWN].split()[:-1])
    return f"“{start} …” in line {first:,} and again in line {second:,}"
