"""Where the entries of a table of contents lead: to the headings that say the same, in the order of the table."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, takewhile
from typing import Final

from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import Kind
from ecdosis.model.text import Text
from ecdosis.stages.blocks.entries import is_of_pictures, number_of, title_of, turned_round, unpaged, without_column
from ecdosis.stages.blocks.numerals import value_of
from ecdosis.stages.blocks.rules import BlockRule

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
    headings = _Headings.of(words, blocks)
    for table in tables:
        above = next((i for i in range(table.start - 1, -1, -1) if blocks[i].type != Kind.LINE), None)
        if above is not None and is_of_pictures(words[above]):
            continue
        for entry, heading, rule in _led(words, table, headings):
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


def _led(words: Sequence[str], table: range, headings: _Headings) -> Iterator[tuple[range, int, BlockRule]]:
    """The lines of each entry of a table that leads somewhere, the heading, and by what rule. An entry goes on in the
    next line only if a heading says both; by its number alone only one that no other entry has."""
    numbers = Counter(_number(words[i]) for i in table)
    last, place = table[-1], table.start
    while place in table:
        lines = [range(place, end) for end in range(place + 1, min(place + LINES, table.stop) + 1)]
        said = ((one, headings.saying(" ".join(words[i] for i in one), last)) for one in lines)
        entry, heading = next((found for found in said if found[1] is not None), (lines[0], None))
        rule = BlockRule.LEADS
        if heading is None and not _number(words[place]) and (found := headings.anywhere(words[place], table)):
            yield entry, found.start, rule
        elif heading is None and numbers[number := _number(words[place])] == 1:
            heading, rule = headings.numbered(number, last), BlockRule.LEADS_BY_NUMBER
        if heading is not None:
            yield entry, heading.start, rule
            last = heading[-1]
        place = entry.stop


@dataclass(frozen=True, slots=True)
class _Headings:
    """What headings say -> their lines (indices), in order; and those whose number no other has."""

    words: Sequence[str]
    by_words: Mapping[str, Sequence[range]]
    by_number: Mapping[str, range]

    @classmethod
    def of(cls, words: Sequence[str], blocks: Sequence[Block]) -> _Headings:
        """Those of a text; of a heading in several lines also its first lines."""
        heads = {i: None for i, b in enumerate(blocks) if b.type in HEADINGS and not b.front}
        found: dict[str, list[range]] = {}
        for index in heads:
            run = list(takewhile(heads.__contains__, range(index, index + LINES)))
            for lines in (range(index, index + count) for count in range(1, len(run) + 1)):
                for key in _keys(" ".join(words[i] for i in lines)):
                    found.setdefault(key, []).append(lines)
        numbers = [_number(words[index]) for index in heads]
        own = {number for number, count in Counter(numbers).items() if number and count == 1}
        series = {n: range(i, i + 1) for i, n in zip(heads, numbers, strict=True) if n in own}
        return cls(words, found, series if len(series) >= SERIES else {})

    def saying(self, entry: str, last: int) -> range | None:
        """The first heading behind a block that says the same as an entry, and has no other number."""
        number = _number(entry)
        bare = without_column(entry)
        for key in (*_keys(entry), *(_keys(bare) if bare else ())):
            same = self.by_words.get(key, ())
            for lines in islice(same, bisect_right(same, last, key=lambda lines: lines.start), None):
                if not number or _number(self.words[lines.start]) in ("", number):
                    return lines
        return None

    def anywhere(self, entry: str, table: range) -> range | None:
        """The only heading below a table that says the same as an entry, or the same turned round: one in the order of
        the alphabet does not follow that of the book."""
        for key in (*_keys(entry), turned_round(entry)):
            same = {lines for lines in self.by_words.get(key, ()) if lines.start >= table.stop}
            if len(same) == 1:
                return same.pop()
        return None

    def numbered(self, number: str, last: int) -> range | None:
        """The heading behind a block that alone has a number."""
        lines = self.by_number.get(number)
        return lines if lines is not None and lines.start > last else None


def _number(text: str) -> str:
    """The number that an entry or heading begins with, in figures."""
    number = number_of(text)
    value = value_of(number.upper())
    return number if value is None else str(value)


def _keys(text: str) -> list[str]:
    """What an entry and its heading have in common: all their letters and digits, or the letters of the title."""
    title = title_of(text)
    return [unpaged(text), *([title] if title.isalpha() else [])]
