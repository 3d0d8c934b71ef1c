"""Where the entries of a table of contents lead: to the headings that say the same, in the order of the table."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Final

from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import Kind
from ecdosis.model.text import Text
from ecdosis.stages.blocks.entries import is_of_pictures, number_of, title_of, unpaged
from ecdosis.stages.blocks.rules import BlockRule

LETTERS: Final = 4
"""Letters of a title, at least, by which a heading is found whose number is another, or stands in another line."""
HEADINGS: Final = (Kind.HEAD, Kind.TITLE)
SERIES: Final = 5
"""Headings whose number no other has, from which the number alone tells one."""
LINES: Final = 3
"""Lines of an entry, or of a heading, at most."""


def leads(text: Text, blocks: Sequence[Block]) -> Iterator[Mark]:
    """The entries of tables of contents in a text, as links to the headings (`#b` and the position of one, which is its
    id). One whose heading is not found has none, nor have those of a list of pictures, which are no headings."""
    tables = list(_tables(blocks))
    if not tables:
        return
    words = [text.reading[block.start : block.end] for block in blocks]
    headings = _headings(words, blocks)
    for table in tables:
        above = next((i for i in range(table.start - 1, -1, -1) if blocks[i].type != Kind.LINE), None)
        if above is not None and is_of_pictures(words[above]):
            continue
        for entry, heading, rule in _led(words, blocks, table, headings):
            says = "has the same number" if rule is BlockRule.LEADS_BY_NUMBER else "says the same"
            why, target = f"the heading “{words[heading]}” {says}", f"#b{text.position(blocks[heading].start)}"
            for block in (blocks[i] for i in entry):
                yield Mark(block.start, block.end, Kind.LINK, rule, why, target=target)


def _tables(blocks: Sequence[Block]) -> Iterator[range]:
    """The entries of each table."""
    for (type_, _), same in groupby(range(len(blocks)), key=lambda i: (blocks[i].type, blocks[i].group)):
        if type_ == Kind.CONTENTS:
            entries = list(same)
            yield range(entries[0], entries[-1] + 1)


def _led(
    words: Sequence[str], blocks: Sequence[Block], table: range, headings: Mapping[str, Sequence[int]]
) -> Iterator[tuple[Sequence[int], int, BlockRule]]:
    """The lines of each entry of a table that leads somewhere, the heading, and by what rule. An entry of several lines
    is looked for as a whole; by its number alone only one that no other entry has."""
    numbers = Counter(number_of(words[i]) for i in table)
    last, place = table[-1], table.start
    while place in table:
        found, rule = _titled(words, range(place, min(place + LINES, table.stop)), headings, last), BlockRule.LEADS
        if found is None and numbers[number := number_of(words[place])] == 1:
            heading = _first([_numbered(number)], headings, last)
            found, rule = (range(place, place + 1), heading) if heading else None, BlockRule.LEADS_BY_NUMBER
        if found is not None:
            yield (*found, rule)
            last = _last_of(found[1], blocks)
        place = found[0].stop if found else place + 1


def _titled(
    words: Sequence[str], lines: range, headings: Mapping[str, Sequence[int]], last: int
) -> tuple[range, int] | None:
    """The lines, of some, that are an entry which a heading says again, and this: the most first."""
    for end in range(lines.stop, lines.start, -1):
        heading = _first(_keys(" ".join(words[lines.start : end])), headings, last)
        if heading is not None:
            return range(lines.start, end), heading
    return None


def _first(keys: Sequence[str], headings: Mapping[str, Sequence[int]], last: int) -> int | None:
    """The first heading behind a block that one of some keys tells (it is never the first block)."""
    for key in keys:
        found = headings.get(key, ())
        if (place := bisect_right(found, last)) < len(found):
            return found[place]
    return None


def _last_of(heading: int, blocks: Sequence[Block]) -> int:
    """The last line of a heading of several lines."""
    while heading + 1 < len(blocks) and blocks[heading + 1].type in HEADINGS:
        heading += 1
    return heading


def _keys(text: str) -> list[str]:
    """What an entry and its heading have in common: all their letters and digits, or the letters of the title."""
    title = title_of(text)
    return [unpaged(text), *([title] if len(title) >= LETTERS and title.isalpha() else [])]


def _numbered(number: str) -> str:
    """What tells a heading by its number alone; no letters or digits do."""
    return f"№ {number}" if number else ""


def _headings(words: Sequence[str], blocks: Sequence[Block]) -> Mapping[str, Sequence[int]]:
    """What headings say -> the indices of these, in order; of one in several lines, its first lines, too."""
    heads = {i: None for i, b in enumerate(blocks) if b.type in HEADINGS and not b.front}
    found: dict[str, list[int]] = {}
    for index in heads:
        run = list(takewhile(heads.__contains__, range(index, index + LINES)))
        said = [" ".join(words[i] for i in run[: count + 1]) for count in range(len(run))]
        for key in dict.fromkeys(key for text in said for key in _keys(text)):
            found.setdefault(key, []).append(index)
    numbers = [number_of(words[index]) for index in heads]
    own = {number for number, count in Counter(numbers).items() if number and count == 1}
    if len(own) >= SERIES:
        found |= {_numbered(n): [index] for index, n in zip(heads, numbers, strict=True) if n in own}
    return found
