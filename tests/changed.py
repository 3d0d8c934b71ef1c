"""The words that a text must read, told from its source and from what a program says that it changed (`same.py`)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from answers import Answers

CODECS: Final = (
    *("utf-8", "cp1252", "cp1251", "koi8-r", "cp866", "mac-roman", "mac-cyrillic", "cp1250", "cp1253", "cp1254"),
    *("cp1255", "cp1256", "cp1257", "cp437", "cp850", "cp852", "iso-8859-1", "iso-8859-5", "utf-16-le", "utf-16-be"),
)
"""Character sets in which the source is tried, those first that are found in texts."""
LIFTED: Final = ("footnote", "endnote", "note-part", "sidenote")
"""The kinds of what `read` gives in a place of its own, under its label."""

Row = Mapping[str, Any]
"""A change or aside as `ecdosis changes --format jsonl` has it; positions are code points of the decoded source."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the reading, and the span of the source that it was made of."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text must read: its source, the rows of its changes, the words of its running text and of each note, its
    label among them."""

    source: str
    rows: tuple[Row, ...]
    text: tuple[Word, ...]
    notes: tuple[tuple[Word, ...], ...]

    def words(self) -> Iterator[Word]:
        yield from self.text
        for note in self.notes:
            yield from note


def reading(data: bytes, told: Answers) -> Reading | None:
    """What the source must read by the changes that a program tells, in that character set in which it is most nearly
    what `read` says. None if the changes quote it in no character set that we know."""
    rows = tuple(json.loads(line) for line in told["changes"][1:] if line)
    best: Reading | None = None
    fewest = 0
    for source in _decoded(data, rows):
        notes: list[list[Word]] = []
        found = Reading(source, rows, tuple(_words(source, rows, 0, len(source), notes)), tuple(map(tuple, notes)))
        wrong = len(unlike(found, told["read"]))
        if best is None or wrong < fewest:
            best, fewest = found, wrong
        if not wrong:
            break
    return best


def _decoded(data: bytes, rows: Sequence[Row]) -> Iterator[str]:
    """The source in each character set in which the changes quote it rightly."""
    for codec in CODECS:
        try:
            source = data.decode(codec, "surrogateescape")
        except UnicodeError:
            continue
        if all(source[row["start"] : row["end"]] == row["source"] for row in rows):
            yield source


def _words(source: str, rows: Iterable[Row], start: int, end: int, notes: list[list[Word]]) -> list[Word]:
    """The words of a span of the source as it was changed; those of the notes in it go to `notes`."""
    words: list[Word] = []
    letters, begin, last = "", 0, 0
    for character, at, to in _characters(source, rows, start, end, notes):
        if not character.isspace():
            begin = begin if letters else at
            letters, last = letters + character, to
        elif letters:
            words.append(Word(letters, begin, last))
            letters = ""
    return [*words, Word(letters, begin, last)] if letters else words


def _characters(
    source: str, rows: Iterable[Row], start: int, end: int, notes: list[list[Word]]
) -> Iterator[tuple[str, int, int]]:
    """The characters that are read, each with its span in the source. What is left out of the running text has no
    reading there; of a change only the outermost counts."""
    for row in rows:
        yield from ((source[i], i, i + 1) for i in range(start, row["start"]))
        start = row["end"]
        if row["kind"] in LIFTED:
            notes.append(_words(source, row["nested"], row["start"], row["end"], notes))
        else:
            yield from ((character, row["start"], row["end"]) for character in row["reading"])
    yield from ((source[i], i, i + 1) for i in range(start, end))


def unlike(told: Reading, read: Sequence[str]) -> list[str]:
    """The words in which what `read` says is not the source as it was changed: `-` what it lacks, `+` what it adds. The
    label of a note (its first word, or glued to it) and the brackets of a note in the margin are written in another
    way, and a block that stands in the midst of a sentence may part two words that nothing else parts."""
    said = Counter(" ".join(read[1:]).split())
    expected = Counter(word.text for word in told.words())
    edges = [
        text for note in told.notes for text in (*_label([word.text for word in note]), *(w.text for w in note[-1:]))
    ]
    lacking = expected - said - Counter(edges)
    added = Counter(word for word in (said - expected).elements() if not word.startswith("["))
    for word in list(lacking.elements()):
        halves = ((word[:i], word[i:]) for i in range(1, len(word)))
        if both := next((pair for pair in halves if not Counter(pair) - added), None):
            lacking[word] -= 1
            added.subtract(both)
    more = (word for word in added.elements() if not any(word.rstrip("]") in edge for edge in edges))
    return [*(f"-{word}" for word in lacking.elements()), *(f"+{word}" for word in more)]


def _label(note: Sequence[str]) -> Sequence[str]:
    """The words of a note in which its label is: the first, or as many as stand in brackets (`[ a ]`)."""
    closed = next((i for i, word in enumerate(note[:3]) if "]" in word), 0) if note and note[0].startswith("[") else 0
    return note[: closed + 1]


def moved(told: Reading, read: Sequence[str]) -> str | None:
    """The first word of the running text that `read` has in another order than the source."""
    said = iter(" ".join(read[1:]).split())
    return next((word.text for word in told.text if word.text not in said), None)
