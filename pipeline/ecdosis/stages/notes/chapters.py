"""Which chapter a list of notes belongs to, where the lists of all chapters stand at the end under their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ecdosis.stages.notes.lines import NoteLine, is_heading
from ecdosis.stages.notes.lists import Series
from ecdosis.stages.words import words

SEEN: Final = 2
"""Lines that may have the name of a chapter: its heading, and one in a table of contents before. More are running
heads, which do not say where a chapter begins."""
_WORD: Final = re.compile(r"[^\W_]+")
_ROMAN: Final = re.compile(r"[ivxlc]+")
_VALUES: Final[Mapping[str, int]] = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def ranges(reading: str, lines: Sequence[NoteLine], series: Sequence[Series]) -> dict[int, tuple[int, int]]:
    """Where (offsets) the chapter lies that each list is named after, by the offset at which the list begins: from the
    line with its name to that with the name of the next. Nothing for a list whose chapter is not found."""
    named = [one for one in series if one.under]
    if len(named) < 2:
        return {}
    places = _headings(reading, lines, named)
    found: list[tuple[Series, int]] = []
    after = min(one.start for one in named)
    for one in reversed(named):
        here = places[one.start]
        at = next((place for place in reversed(here) if place < after), None)
        if at is not None and len(here) <= SEEN:
            found.append((one, at))
            after = at
    ends = [min(one.start for one in named), *(at for _, at in found)]
    return {one.start: (at, end) for (one, at), end in zip(found, ends, strict=False)}


def _headings(reading: str, lines: Sequence[NoteLine], named: Sequence[Series]) -> dict[int, list[int]]:
    """The offsets of the lines before the lists that have the name of each list's chapter, by the list's own."""
    wanted: dict[str, list[int]] = {}
    for one in named:
        for key in _keys(one.under):
            wanted.setdefault(key, []).append(one.start)
    found: dict[int, list[int]] = {one.start: [] for one in named}
    first = min(found)
    for index, line in enumerate(lines):
        if line.start >= first:
            break
        if not line.blank and is_heading(reading, lines, index):
            text = reading[line.start : line.end]
            for start in {start for key in _keys(text) for start in wanted.get(key, ())}:
                found[start].append(line.start)
    return found


def _keys(name: str) -> Iterator[str]:
    """What the name of a chapter may be recognised by: its title, or its number if it has no title. (`Chapter II. The
    Lamp`, `2. The Lamp` and `THE LAMP` are one; so are `Chapter II` and `II`.)"""
    tokens = [word.casefold() for word in _WORD.findall(name)]
    rest = tokens[1:] if len(tokens) > 1 and tokens[0] in words("divisions") else tokens
    number, title = (_number(rest[0]), " ".join(rest[1:])) if rest else (None, "")
    if number is not None:
        yield title or f"#{number}"
    if rest and (number is None or title):
        yield " ".join(rest)


def _number(word: str) -> int | None:
    """The value of an Arabic or Roman numeral; None if a word is neither."""
    if word.isdecimal():
        return int(word)
    if not _ROMAN.fullmatch(word):
        return None
    values = [_VALUES[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
