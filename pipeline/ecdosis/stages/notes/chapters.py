"""Which chapter a list of notes belongs to, where the lists of all chapters stand together under their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from ecdosis.stages.notes.lines import HEADING, NoteLine, is_heading, is_sentence
from ecdosis.stages.notes.lists import Series, is_notes
from ecdosis.stages.notes.words import numbers
from ecdosis.stages.words import words

SEEN: Final = 2
"""Lines that may have the name of a chapter: its heading, and one in a table of contents before. More are running
heads, which do not say where a chapter begins."""
_WORD: Final = re.compile(r"[^\W_]+")
_ROMAN: Final = re.compile(r"[ivxlc]+")
_VALUES: Final[Mapping[str, int]] = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def ranges(reading: str, lines: Sequence[NoteLine], series: Sequence[Series]) -> dict[int, tuple[int, int]]:
    """Where (offsets) the chapter lies that each list is named after, by the offset at which the list begins: from the
    line with its name to that with the name of the next. A list whose chapter is not found may belong to all from that
    of the found one before it. Nothing where less than two are found."""
    named = [one for one in series if one.names]
    if len(named) < 2:
        return {}
    places = _headings(reading, lines, named)
    found: dict[int, int] = {}
    first = after = min(one.start for one in named)
    for one in reversed(named):
        at = next((place for place in reversed(places[one.start]) if place < after), None)
        if at is not None:
            found[one.start] = after = at
    if len(found) < 2:
        return {}
    result: dict[int, tuple[int, int]] = {}
    begin = 0
    for index, one in enumerate(named):
        begin = found.get(one.start, begin)
        result[one.start] = begin, next((found[x.start] for x in named[index + 1 :] if x.start in found), first)
    return result


def _headings(reading: str, lines: Sequence[NoteLine], named: Sequence[Series]) -> dict[int, list[int]]:
    """The offsets of the lines before the lists that have the name of each list's chapter, by the list's own: the whole
    name, or else its title, or else its number."""
    wanted = {one.start: [key for name in one.names for key in _keys(name)] for one in named}
    every = {key for keys in wanted.values() for key in keys}
    lines_of: dict[str, list[int]] = {}
    first = min(wanted)
    for index, line in enumerate(lines):
        if line.start >= first:
            break
        if not line.blank and _may_be_name(reading, lines, index):
            for key in _keys_of_heading(reading[line.start : line.end], every):
                lines_of.setdefault(key, []).append(line.start)
    found: dict[int, list[int]] = {}
    for start, keys in wanted.items():
        ranked = sorted(keys, key=lambda key: key[0])
        same = (lines_of.get(key, []) for key in ranked)
        found[start] = next((places for places in same if 0 < len(places) <= SEEN), [])
    return found


def _may_be_name(reading: str, lines: Sequence[NoteLine], index: int) -> bool:
    """Whether a line may be a heading, or the first of two lines of one."""
    line = lines[index]
    if is_heading(reading, lines, index):
        return True
    first_of_two = line.after_blank and line.words <= HEADING and not is_sentence(reading[line.start : line.end])
    return first_of_two and index + 1 < len(lines) and is_heading(reading, lines, index + 1)


def _keys_of_heading(heading: str, wanted: Collection[str]) -> Iterator[str]:
    """What a heading may be known by, of what is wanted: each once."""
    yield from dict.fromkeys(key for key in _keys(heading) if key in wanted)


def _keys(name: str) -> Iterator[str]:
    """What the name of a chapter may be known by, the surest first in the order of their signs: ` ` and all its words;
    `!` and its title; `"` and its number with what it is the number of; `#` and the number alone. (`Chapter II. The
    Lamp`, `2. The Lamp` and `THE LAMP` are one; so are `Chapter Two` and `II`.)"""
    tokens = [word.casefold() for word in _WORD.findall(name)]
    if is_notes(name):  # Notes to Chapter II
        tokens = tokens[next((i for i, word in enumerate(tokens) if word in words("divisions")), len(tokens)) :]
    division = tokens[0] if len(tokens) > 1 and tokens[0] in words("divisions") else ""
    rest = tokens[1:] if division else tokens
    number = _number(rest[0]) if rest else None
    title = " ".join(rest if number is None else rest[1:])
    if rest:
        yield " " + " ".join(rest)
    if title:
        yield "!" + title
    if number is not None and division:
        yield f'"{division}{number}'
    if number is not None:
        yield f"#{number}"


def _number(word: str) -> int | None:
    """The value of a number in figures, Roman numerals or words; None if a word is none."""
    if word.isdecimal():
        return int(word)
    if word in numbers():
        return numbers()[word]
    if not _ROMAN.fullmatch(word):
        return None
    values = [_VALUES[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
