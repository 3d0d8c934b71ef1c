"""Words of a damaged text before and after the repairs, measured against a proofread text of the same work.

Errors are counted where the two texts can be aligned: what one of them lacks (a preface, an appendix) says nothing of
the repairs. Words are runs of letters and digits; typographic and straight apostrophes are one, and so are umlauts with
a small e above and those of today, which no repair makes of each other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ecdosis.evaluate.words import Aligned, aligned
from ecdosis.model.kinds import CORRUPT
from ecdosis.model.pieces import Change, Query, leaves
from ecdosis.model.text import Text
from ecdosis.stages.spelling.words import APOSTROPHES, WORD, modern


@dataclass(frozen=True, slots=True)
class Errors:
    """Words and characters of the truth that could be aligned, and how many are wrong, missing or too many."""

    words: int
    wrong_words: int
    characters: int
    wrong_characters: int

    @property
    def wer(self) -> float:
        """Word error rate: the share of wrong words."""
        return self.wrong_words / max(1, self.words)

    @property
    def cer(self) -> float:
        """Character error rate: the share of wrong characters (of words and one blank between each two)."""
        return self.wrong_characters / max(1, self.characters)


@dataclass(frozen=True, slots=True)
class Judged:
    """One change of a word, or one question: source position, what stood there, the reading, what the truth has there,
    whether that is the reading, whether the truth was spoiled, the kind, who did it, what the evidence was, and
    how sure it was."""

    at: int
    stood: str
    reading: str
    truth: str
    right: bool
    spoiled: bool
    kind: str
    by: str
    why: str
    certainty: float


@dataclass(frozen=True)
class Read:
    """The words of a reading with their places, aligned with those of the truth."""

    text: Text
    spans: Sequence[tuple[int, int]]
    aligned: Aligned

    @classmethod
    def of(cls, text: Text, truth: Sequence[str]) -> Read:
        """The words of a text beside those of the truth."""
        found = list(WORD.finditer(text.reading))
        return cls(text, [m.span() for m in found], aligned([plain(m.group()) for m in found], truth))

    def touched(self, start: int, end: int) -> range:
        """The indices of the words that have characters between two offsets; of the two beside it, if it is empty."""
        first = bisect_right(self.spans, (start, -1))
        if first and self.spans[first - 1][1] >= start + (end > start):
            first -= 1
        return range(first, bisect_left(self.spans, (max(end, start + 1), -1)))

    def errors(self) -> Errors:
        """How many words and characters differ from the truth."""
        ours, truth = self.aligned.words, self.aligned.truth
        wrong = sum(
            Levenshtein.distance(" ".join(ours[p.start : p.end]), " ".join(truth[p.first : p.last]))
            for p in self.aligned.parts
            if not p.same
        )
        characters = sum(len(word) + 1 for p in self.aligned.parts for word in truth[p.first : p.last])
        return Errors(self.aligned.length, self.aligned.errors, characters, wrong)


def plain(word: str) -> str:
    """A word as it is compared."""
    return modern(word).translate(APOSTROPHES)


def words_of(reading: str) -> list[str]:
    """The words of a proofread text, as they are compared."""
    return [plain(match.group()) for match in WORD.finditer(reading)]


def left(known: Aligned) -> Iterator[str]:
    """What still differs from the truth: the words that stand, and those of the truth."""
    for part in known.parts:
        if not part.same:
            yield f"{' '.join(known.words[part.start : part.end])} → {' '.join(known.truth[part.first : part.last])}"


def changes(after: Read) -> Iterator[Judged]:
    """The changes of words that the repairs made (not what they only regularised), each judged by the truth, where
    that can be aligned."""
    text = after.text
    for piece, offset in zip(text.pieces, text.offsets, strict=True):
        if isinstance(piece, Change) and piece.kind in CORRUPT:
            stood = "".join(text.source[leaf.start : leaf.end] for leaf in leaves((piece,)))
            yield from _judged(after, piece, offset, stood)


def _judged(after: Read, piece: Change, offset: int, stood: str) -> Iterator[Judged]:
    touched = after.touched(offset, offset + len(piece.after))
    if not touched:
        return
    window = _window(after.aligned, touched)
    if window is None:
        return
    truth = after.aligned.truth[window[0] : window[1]]
    ours = after.aligned.words[touched.start : touched.stop]
    first, last = after.spans[touched.start][0], after.spans[touched.stop - 1][1]
    reading = after.text.reading
    before = reading[first:offset] + stood + reading[offset + len(piece.after) : last]
    right = all(index in after.aligned.same for index in touched)
    was = words_of(before)
    if was == list(ours):  # only marks differ
        return
    yield Judged(
        piece.at,
        before,
        " ".join(ours),
        " ".join(truth),
        right,
        not right and _has(truth, was),
        piece.kind,
        piece.by,
        piece.why,
        piece.certainty,
    )


def _window(by: Aligned, touched: range) -> tuple[int, int] | None:
    """Where in the truth some words stand."""
    windows = [by.window(index) for index in touched]
    known = [window for window in windows if window]
    return (min(a for a, _ in known), max(b for _, b in known)) if len(known) == len(windows) else None


def _has(truth: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the truth has some words in a row."""
    return any(list(truth[i : i + len(words)]) == list(words) for i in range(len(truth) - len(words) + 1))


def questions(before: Read, asked: Sequence[Query]) -> Iterator[Judged]:
    """The questions about words that have a suggestion, each judged by the truth. `before`: a reading in which what is
    asked about stands as in the source."""
    text = before.text
    for query in asked:
        start, end = text.offset(query.start), text.offset_after(query.end)
        touched = before.touched(start, end)
        if query.kind not in CORRUPT or not query.suggestion or not touched:
            continue
        if (window := _window(before.aligned, touched)) is None:
            continue
        first, last = before.spans[touched.start][0], before.spans[touched.stop - 1][1]
        reading = text.reading[first:start] + query.suggestion + text.reading[end:last]
        truth = before.aligned.truth[window[0] : window[1]]
        stands_right = all(index in before.aligned.same for index in touched)
        right = not stands_right and _has(truth, words_of(reading))
        stood = text.reading[first:last]
        told = (query.kind, query.by, query.why, query.certainty)
        yield Judged(query.start, stood, reading, " ".join(truth), right, False, *told)
