"""Furniture of a scanned book, measured against a proofread text of the same work.

A word counts as aligned if a neighbour is, too (a lone `the` in a head finds some `the` of the clean text). What a page
has before its first line of running text, and the clean text lacks, is its head and number. A word that both texts have
is running text: setting it aside is the one unforgivable mistake. Only pages in whose midst the two
texts can be aligned are judged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.fuzz import partial_ratio

from ecdosis.evaluate.calibration import Outcome
from ecdosis.evaluate.hyphens import LineWords, align, words
from ecdosis.model.kinds import ASIDES, Kind
from ecdosis.model.pieces import Aside, Query, leaves
from ecdosis.model.text import Text
from ecdosis.stages.furniture.judge import STAGE
from ecdosis.stages.furniture.lines import Lines, PageLine, split

DEPTH: Final = 3
"""Lines at the head of a page that may be furniture."""
LIKE: Final = 60
"""Per cent alike (rapidfuzz's partial ratio) from which a line is damaged running text, not furniture."""
AROUND: Final = 30
"""Words before and after what was set aside, of which the clean text must have some for it to be judged."""
BODY: Final = 0.5
"""Share of a line's words that must be in the clean text for it to be running text."""


@dataclass(frozen=True, slots=True)
class FurnitureScore:
    """Heads and numbers that the pages judged have, and how many of them were set aside; the words of the running text
    (`words`), those wrongly set aside (`faults`: source position and word), and the lines that were missed.
    `outcomes`: what was set aside or asked about, and how sure that was."""

    heads: int
    heads_found: int
    numbers: int
    numbers_found: int
    words: int
    faults: tuple[tuple[int, str], ...] = ()
    missed: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


def score(before: Text, after: Text, clean: str, asked: Sequence[Query] = ()) -> FurnitureScore:
    """How the furniture of `before` (nothing set aside yet) came out in `after`. `asked`: the questions that were
    left."""
    ours, truth = words(before.reading), words(clean)
    pairs = align(ours.words, truth.words)
    starts = [start for start, _ in ours.spans]
    good = [ours.spans[i] for i, j in sorted(pairs.items()) if pairs.get(i - 1) == j - 1 or pairs.get(i + 1) == j + 1]
    aside = _aside(before, after)
    faults = tuple((start, before.reading[start:end]) for start, end in good if aside[start])
    lacking = _lacking(ours, truth, pairs)
    pages = list(_judged(split(before.reading), set(starts), {start for start, _ in good}, lacking))
    heads = [line for page in pages for line in page if re.search(r"[^\W\d_]{3,}", line.text)]
    numbers = [line for page in pages for line in page if _numbered(line.text)]
    return FurnitureScore(
        heads=len(heads),
        heads_found=sum(aside[line.start] for line in heads),
        numbers=len(numbers),
        numbers_found=sum(aside[line.start] for line in numbers),
        words=len(good),
        faults=faults,
        missed=tuple(line.text.strip() for page in pages for line in page if not aside[line.start]),
        outcomes=tuple(_outcomes(before, _found(after, asked), starts, {start for start, _ in good}, lacking)),
    )


def _outcomes(
    before: Text,
    found: Iterable[tuple[Aside | Query, int, int]],
    starts: Sequence[int],
    good: set[int],
    lacking: Callable[[int, str], bool],
) -> Iterator[Outcome]:
    """What was set aside or asked about, where the truth is known: some of its words are running text; or none is, the
    clean text lacks it, and has what stands around it."""
    for one, first, last in found:
        start, end = before.offset(first), before.offset_after(last)
        i, j = bisect_left(starts, start), bisect_left(starts, end)
        beside = (starts[max(0, i - AROUND) : i], starts[j : j + AROUND])
        text = any(place in good for place in starts[i:j])
        known = all(any(place in good for place in side) for side in beside)
        if text or (known and lacking(start, before.reading[start:end])):
            yield Outcome(one.by, one.kind, one.certainty, not text, isinstance(one, Query), one.why)


def _found(after: Text, asked: Sequence[Query]) -> Iterator[tuple[Aside | Query, int, int]]:
    """What was set aside as furniture or asked about, with the positions in the source where it begins and ends."""
    found: list[tuple[Aside | Query, int, int]] = [(query, query.start, query.end) for query in asked]
    found += [(piece, piece.at, _end(piece)) for piece in after.pieces if isinstance(piece, Aside)]
    for one, start, end in found:
        if one.by == STAGE and one.kind in ASIDES and one.kind != Kind.PAGE_BREAK and start < end:
            yield one, start, end


def _end(aside: Aside) -> int:
    """Where an aside ends in the source."""
    return max((leaf.end for leaf in leaves((aside,))), default=aside.at)


def _aside(before: Text, after: Text) -> bytearray:
    """For each character of the reading before, whether it was set aside."""
    aside = bytearray(len(before.source) + 1)
    for piece in after.pieces:
        if isinstance(piece, Aside):
            for leaf in leaves((piece,)):
                aside[leaf.start : leaf.end] = b"\x01" * (leaf.end - leaf.start)
    return bytearray(aside[before.position(offset)] for offset in range(len(before.reading))) + b"\x00"


def _lacking(ours: LineWords, truth: LineWords, pairs: Mapping[int, int]) -> Callable[[int, str], bool]:
    """Whether the clean text lacks a line (where it begins, and its words): what it has in its place is not like it."""
    starts = [start for start, _ in ours.spans]
    known = sorted(pairs)

    def lacking(start: int, text: str) -> bool:
        place = bisect_left(known, bisect_left(starts, start))
        if place == 0 or place == len(known):
            return True
        low, high = pairs[known[place - 1]] + 1, pairs[known[place]]
        there = " ".join(truth.words[max(low, high - 2 * DEPTH * 10) : high])
        return not there or partial_ratio(text.casefold(), there) < LIKE

    return lacking


def _judged(
    lines: Lines, words_at: set[int], good: set[int], lacking: Callable[[int, str], bool]
) -> Iterator[Sequence[PageLine]]:
    """The lines at the head of each page, judged by the page before and its own, that the clean text lacks."""
    for before, page in zip(lines.pages, lines.pages[1:], strict=False):
        if not (_share(lines, before, words_at, good) > BODY and _share(lines, page, words_at, good) > BODY):
            continue
        top = []
        for index in page[:DEPTH]:
            line = lines.lines[index]
            if _is_body(line, words_at, good):
                break
            if re.search(r"\d|[^\W\d_]{3,}", line.text) and lacking(line.start, line.text):
                top.append(line)
        yield top


def _share(lines: Lines, page: range, words_at: set[int], good: set[int]) -> float:
    places = [p for i in page for p in range(lines.lines[i].start, lines.lines[i].end) if p in words_at]
    return sum(place in good for place in places) / len(places) if len(places) > 20 else 0.0


def _is_body(line: PageLine, words_at: set[int], good: set[int]) -> bool:
    places = [place for place in range(line.start, line.end) if place in words_at]
    return len(places) > 0 and sum(place in good for place in places) >= BODY * len(places)


def _numbered(text: str) -> bool:
    """Whether a line has a number at its beginning or end, damaged or not."""
    ends = re.match(r"\W*(\w+)", text), re.search(r"(\w+)\W*$", text)
    return any(found is not None and any(c.isdigit() for c in found[1]) for found in ends)
