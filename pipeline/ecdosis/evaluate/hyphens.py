"""What became of line-end hyphens and line ends, measured against a proofread text of the same work.

The two texts are aligned on word 4-grams that occur once in each; between these the words are compared; gaps that are
too long (matter that only one of the two has) are left out, so what cannot be aligned is not judged.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, Literal

from ecdosis.evaluate.calibration import Outcome
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Change, Query
from ecdosis.model.text import Text
from ecdosis.tei.write import UNDECIDED

GRAM: Final = 4
"""Words of a key; shorter keys recur by chance, longer ones break at the faults of the OCR."""
GAP: Final = 150
"""Words between two keys; more is taken as matter that one of the texts lacks."""
NEAR: Final = 8
"""How far from a hyphen (in words) the nearest aligned word may be."""

DIVIDING: Final = (Kind.HYPHEN, Kind.HYPHEN_KEPT)
JOINING: Final = (Kind.LINE_END, Kind.JOIN)
"""What is made of a line end with a hyphen, and of another."""

Truth = Literal["dropped", "kept", "apart"]

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HYPHEN: Final = re.compile(r"(?P<left>[^\W\d_]+)(?P<hyphen>[-‐\u00ad¬—])[^\S\n]*\n\s*(?P<right>[^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class HyphenCase:
    """A hyphen at a line end: its source position, the word parts at its sides, and what the clean text has."""

    position: int
    sign: str
    left: str
    right: str
    truth: Truth


@dataclass(frozen=True, slots=True)
class HyphenScore:
    """Line-end hyphens whose truth is known, by what was made of them.

    `wrong` ones were dropped, kept or joined where the clean text has something else; `left` ones were not decided.
    `outcomes`: what was made of each, and how sure that was.
    """

    dropped: int
    kept: int
    wrong: int
    left: int
    faults: tuple[HyphenCase, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def total(self) -> int:
        """All cases that were judged."""
        return self.dropped + self.kept + self.wrong + self.left


@dataclass(frozen=True, slots=True)
class Joins:
    """Line ends inside paragraphs and between them, judged against the clean text.

    `joined` of the `inside` line ends became part of a paragraph, `false` of the `between` ones wrongly did; the same
    for those line ends that a blank line, a page break or furniture parts (`across`). `outcomes`: which of them were
    joined or asked about, and how sure that was.
    """

    inside: int
    joined: int
    between: int
    false: int
    across_inside: int
    across_joined: int
    across_between: int
    across_false: int
    faults: tuple[int, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class LineWords:
    """The words of a text, folded, and where they begin and end."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def words(text: str) -> LineWords:
    """The words of a text: runs of letters and digits, case folded."""
    matches = list(_WORD.finditer(text))
    return LineWords(text, tuple(m.group().casefold() for m in matches), tuple(m.span() for m in matches))


def align(first: Sequence[str], second: Sequence[str]) -> dict[int, int]:
    """Index of a word in `first` -> index of the same word in `second`, increasing."""
    found = list(keys(first, second))
    pairs: dict[int, int] = {}
    for (i, j), (i2, j2) in pairwise([*found, (len(first), len(second))]):
        pairs.update((i + k, j + k) for k in range(GRAM) if i + k < len(first) and j + k < len(second))
        if max(i2 - i, j2 - j) > GAP:
            continue
        matcher = SequenceMatcher(None, first[i:i2], second[j:j2], autojunk=False)
        for block in matcher.get_matching_blocks():
            pairs.update((i + block.a + k, j + block.b + k) for k in range(block.size))
    return pairs


def keys(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where word 4-grams begin that occur once in each of two texts, increasing in both."""
    yield from _increasing(_shared_grams(first, second))


def cases(before: Text, clean: str) -> tuple[HyphenCase, ...]:
    """The line-end hyphens of a text whose lines are not joined yet, with their truth where it can be told."""
    ours, truth = words(before.reading), words(clean)
    pairs = align(ours.words, truth.words)
    starts = [start for start, _ in ours.spans]
    found = []
    for match in _HYPHEN.finditer(before.reading):
        left, right = bisect_left(starts, match.end("left")) - 1, bisect_left(starts, match.start("right"))
        between = _between(pairs, truth, left, right)
        told = _told(between, match["left"], match["right"]) if between else None
        if told:
            found.append(
                HyphenCase(before.position(match.start("hyphen")), match["hyphen"], match["left"], match["right"], told)
            )
    return tuple(found)


def score(before: Text, after: Text, clean: str) -> HyphenScore:
    """How the line-end hyphens of `before` came out in `after`."""
    done = {piece.at: piece for piece in after.pieces if isinstance(piece, Change)}
    tally: Counter[str] = Counter()
    faults, outcomes = [], []
    for case in cases(before, clean):
        change = done.get(case.position) or done.get(case.position + 1)
        made = _made(case, change)
        if change and change.kind in DIVIDING:
            asked = made == "left"  # whether it goes
            right = case.truth == ("dropped" if asked else made)
            outcomes.append(Outcome(change.by, change.kind, change.certainty, right, asked, change.why))
        verdict = made if made == "left" or made == case.truth else "wrong"
        tally["kept" if verdict == "apart" else verdict] += 1
        if made != case.truth:
            faults.append(case)
    return HyphenScore(tally["dropped"], tally["kept"], tally["wrong"], tally["left"], tuple(faults), tuple(outcomes))


def _made(case: HyphenCase, change: Change | None) -> str:
    """What a change made of a hyphen; a dash that is kept closed up is as much a dash as one with a space after it."""
    if change is None or (change.kind == "hyphen-kept" and change.certainty < UNDECIDED):
        return "left"
    if change.kind == "hyphen":
        return "dropped"
    return "kept" if change.kind == "hyphen-kept" and case.sign not in "—–" else "apart"


def joins(before: Text, after: Text, clean: str, asked: Sequence[Query] = ()) -> Joins:
    """How the line ends of `before` came out in `after`: those whose neighbours are neighbours in the clean text.
    `asked`: the questions that were left."""
    ours, truth = words(before.reading), words(clean)
    pairs = align(ours.words, truth.words)
    boundaries = _boundaries(after)
    joined = _Findings(after, asked)
    tally: Counter[str] = Counter()
    faults: list[int] = []
    outcomes: list[Outcome] = []
    for index, ((_, end), (start, _)) in enumerate(pairwise(ours.spans)):
        gap = before.reading[end:start]
        if "\n" not in gap or index not in pairs or pairs.get(index + 1) != pairs[index] + 1:
            continue
        between = truth.text[truth.spans[pairs[index]][1] : truth.spans[pairs[index] + 1][0]]
        same = re.search(r"\n[^\S\n]*\n|\n {2,}", between) is None
        low, high = before.position_after(end), before.position(start)
        apart = bisect_left(boundaries, low) != bisect_left(boundaries, high)
        across = "across_" if gap.count("\n") > 1 else ""
        tally[across + ("inside" if same else "between")] += 1
        if not apart:
            tally[across + ("joined" if same else "false")] += 1
        if apart == same:
            faults.append(end)
        outcomes += joined.between(low, high, right=same)
    fields = [field for field in Joins.__slots__ if field not in ("faults", "outcomes")]
    return Joins(**{field: tally[field] for field in fields}, faults=tuple(faults), outcomes=tuple(outcomes))


class _Findings:
    """The joined line ends of a text and the questions about such, by their places in the source."""

    def __init__(self, text: Text, asked: Sequence[Query]) -> None:
        found = [(piece.at, piece) for piece in text.pieces if isinstance(piece, Change) and piece.kind in JOINING]
        self.done = sorted(found, key=lambda one: one[0])
        self.asked = sorted((query for query in asked if query.kind in JOINING), key=lambda query: query.start)

    def between(self, low: int, high: int, *, right: bool) -> Iterator[Outcome]:
        """What was found between two words (positions of the source: where one ends, and the next begins), which is
        right or not."""
        place = bisect_left(self.done, low, key=lambda one: one[0])
        for _, piece in self.done[place : place + 1]:
            if low <= piece.at < high:
                yield Outcome(piece.by, piece.kind, piece.certainty, right, False, piece.why)
                return
        place = bisect_right(self.asked, low, key=lambda query: query.start) - 1
        for query in self.asked[max(0, place) : place + 1]:
            if query.start <= low and high <= query.end:
                yield Outcome(query.by, query.kind, query.certainty, right, True, query.why)


def _boundaries(text: Text) -> list[int]:
    """The source positions of the line ends that a reading still has."""
    return [text.position(match.start()) for match in re.finditer("\n", text.reading)]


def _shared_grams(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a 4-gram begins that occurs once in each text, by its place in the first."""
    once_first, once_second = _once(first), _once(second)
    for gram, i in once_first.items():
        if (j := once_second.get(gram)) is not None:
            yield i, j


def _once(sequence: Sequence[str]) -> dict[tuple[str, ...], int]:
    grams = [tuple(sequence[i : i + GRAM]) for i in range(len(sequence) - GRAM + 1)]
    counts = Counter(grams)
    return {gram: i for i, gram in enumerate(grams) if counts[gram] == 1}


def _increasing(pairs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The longest run of pairs that increases in both (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    items = list(pairs)
    for index, (_, j) in enumerate(items):
        place = bisect_left(tails, j)
        back.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [index]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(items[at])
        at = back[at]
    yield from reversed(chain)


def _between(pairs: dict[int, int], truth: LineWords, left: int, right: int) -> str:
    """The clean text between the nearest aligned words around two words that stand beside each other."""
    before = next((pairs[i] for i in range(left - 1, left - NEAR, -1) if i in pairs), None)
    after = next((pairs[i] for i in range(right + 1, right + NEAR) if i in pairs), None)
    if before is None or after is None or not 0 < after - before <= 2 * NEAR:
        return ""
    return truth.text[truth.spans[before][1] : truth.spans[after][0]]


def _told(between: str, left: str, right: str) -> Truth | None:
    """What a stretch of the clean text says of two parts of a word; None when it has neither form."""
    for told, middle in (("dropped", ""), ("kept", r"-\s?"), ("apart", r"(?:--|—|\s)+")):
        if re.search(rf"(?<!\w){re.escape(left)}{middle}{re.escape(right)}(?!\w)", between, re.IGNORECASE):
            return told  # type: ignore[return-value]
    return None
