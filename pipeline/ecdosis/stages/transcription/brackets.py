"""Brackets in which transcribers say what stands in the print: `[Illustration: A mill.]`, `[Sidenote: 1811.]`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ecdosis.model.pieces import Aside, Span
from ecdosis.model.text import Text
from ecdosis.stages.transcription.lines import Line, is_cut, line_at, lines_of
from ecdosis.stages.transcription.regions import INSIDE, closing, opening
from ecdosis.stages.transcription.rules import TranscriptionRule
from ecdosis.stages.transcription.table import STAGE, Bracket, bracket_pattern, bracket_words, weak_words

LONGEST: Final = 4000
"""Code points of a bracket at most: a caption has a paragraph or two; what never closes must not take a chapter."""
HELD: Final = ("caption", "sidenote")
"""What is set aside with its words, which are repaired like those of a text of their own."""
_QUOTES: Final = frozenset("\"'`“”‘’„«»‹›")


@dataclass(frozen=True, slots=True)
class Marked:
    """A bracket of a transcriber: its offsets; those of what it holds; what it stands for; whether it stands alone in
    its lines; whether a sentence goes on over it (or it stands among the words of one); whether no other texts have
    such brackets."""

    start: int
    end: int
    first: int
    last: int
    bracket: Bracket
    alone: bool
    cuts: bool
    strong: bool


def find(reading: str, lines: Sequence[Line]) -> list[Marked]:
    """The brackets of a reading, in order, none in another; what stands in quotation marks only speaks of one."""
    found: list[Marked] = []
    at = 0
    while match := bracket_pattern().search(reading, at):
        at = match.end()
        bracket = reading.index("[", match.start())
        close = match.end() - 1 if match["ends"] else _closing(reading, bracket)
        if close is None:
            continue
        end = close + 1
        if reading[max(0, match.start() - 1) : match.start()] in _QUOTES and reading[end : end + 1] in _QUOTES:
            continue
        first, last = line_at(lines, match.start()), line_at(lines, close)
        alone = lines[first].start == match.start() and lines[last].end == end
        if not (_is_capital(match["word"]) or (alone and match["ends"])):
            continue
        cut = reading[match.start()] == "*" or not alone or is_cut(lines, first, last)
        inner = close if match["ends"] else match.end() + _blanks(reading[match.end() : close])
        word = match["word"].lower()
        kind, strong = bracket_words()[word], word not in weak_words()
        found.append(Marked(match.start(), end, inner, close, kind, alone, cut, strong))
        at = end
    return found


def describes(text: str) -> str:
    """The word by which a text that is all in brackets says that it describes what a transcriber could not type, such
    as music; empty if it does not."""
    match = bracket_pattern().match(text)
    known = match is not None and not match["ends"] and _is_capital(match["word"])
    return match["word"] if match and known and bracket_words()[match["word"].lower()] == "music" else ""


def _is_capital(word: str) -> bool:
    """Whether a word is written as transcribers do: with a capital, but for a bracket that holds nothing."""
    return word[0].isupper()


def _blanks(words: str) -> int:
    """How many blanks a line begins with."""
    return len(words) - len(words.lstrip(" \t"))


def _closing(reading: str, start: int) -> int | None:
    """The offset of the bracket that closes the one at an offset; None if it is not there, or too far."""
    depth = 0
    for place in range(start, min(len(reading), start + LONGEST)):
        depth += (reading[place] == "[") - (reading[place] == "]")
        if depth == 0:
            return place
    return None


def spans(reading: str, found: Sequence[Marked]) -> Iterator[Span]:
    """The brackets, with what they are: notes in the margin; captions in the midst of a sentence; the signs around
    other captions; pictures without one."""
    for mark in found:
        if mark.bracket == "music":  # what it says of the notes is no caption: it stays in its brackets
            continue
        sure = TranscriptionRule.PICTURE if mark.alone else TranscriptionRule.AMONG_WORDS
        if not reading[mark.first : mark.last].strip():
            why = f"a transcriber’s mark of a {mark.bracket} without words"
            start, end = (mark.start, mark.end) if mark.alone else _with_blank(reading, mark.start, mark.end)
            yield Span(start, end, "format-mark", STAGE, sure, why, "" if mark.alone else INSIDE)
        elif mark.bracket == "sidenote" or mark.cuts:
            kind = "sidenote" if mark.bracket == "sidenote" else "caption"
            start, end = (mark.start, mark.end) if mark.alone else _with_blank(reading, mark.start, mark.end)
            yield Span(start, end, kind, STAGE, sure, f"in a transcriber’s brackets, which say that it is a {kind}")
        else:
            before, after = "a transcriber’s mark before a caption", "a transcriber’s mark after a caption"
            yield Span(mark.start, mark.first, "format-mark", STAGE, sure, before, opening("caption"))
            yield Span(mark.last, mark.end, "format-mark", STAGE, sure, after, closing("caption"))


def bare(text: Text) -> Text:
    """A text in which the captions and notes that were set aside have the signs around their words set aside."""
    pieces = (
        replace(piece, pieces=_bare(Text(text.source, piece.pieces)).pieces)
        if isinstance(piece, Aside) and piece.by == STAGE and piece.kind in HELD
        else piece
        for piece in text.pieces
    )
    return Text(text.source, pieces)


def _bare(held: Text) -> Text:
    reading = held.reading
    [mark, *_] = find(reading, lines_of(reading))
    sure = TranscriptionRule.PICTURE
    before, after = "a transcriber’s mark before these words", "a transcriber’s mark after these words"
    return held.set_aside(
        (
            Span(mark.start, mark.first, "format-mark", STAGE, sure, before, INSIDE),
            Span(mark.last, len(reading), "format-mark", STAGE, sure, after, INSIDE),
        )
    )[0]


def _with_blank(reading: str, start: int, end: int) -> tuple[int, int]:
    """A mark among words with the blanks after it, if there are others before it."""
    if start == 0 or reading[start - 1].isspace():
        while end < len(reading) and reading[end] in " \t":
            end += 1
    return start, end
