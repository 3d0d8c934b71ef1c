"""Where the entries of a table of contents lead: to the headings that say the same, in the order of the table."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final

from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import Kind
from ecdosis.model.text import Text
from ecdosis.stages.blocks.entries import number_of, title_of, unpaged
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
    id). One whose heading is not found has none."""
    entries = [index for index, block in enumerate(blocks) if block.type == Kind.CONTENTS]
    if not entries:
        return
    words = [text.reading[block.start : block.end] for block in blocks]
    headings = _headings(words, blocks)
    last = done = -1
    for index in entries:
        if index <= done:
            continue
        if blocks[index - 1].type != Kind.CONTENTS:  # another table begins
            last = index
        lines = _lines(blocks, index)
        for count in range(len(lines), 0, -1):
            entry = lines[:count]
            heading = _led_to(" ".join(words[i] for i in entry), headings, max(last, index))
            if heading is not None:
                why = f"the heading “{words[heading]}” says the same"
                target = f"#b{text.position(blocks[heading].start)}"
                for block in (blocks[i] for i in entry):
                    yield Mark(block.start, block.end, Kind.LINK, BlockRule.LEADS, why, target=target)
                last, done = _last_of(heading, blocks), entry[-1]
                break


def _lines(blocks: Sequence[Block], first: int) -> list[int]:
    """The lines that may be of one entry: from one on, those of the same table."""
    near = range(first, min(first + LINES, len(blocks)))
    return list(takewhile(lambda i: blocks[i].type == Kind.CONTENTS and blocks[i].group == blocks[first].group, near))


def _led_to(entry: str, headings: Mapping[str, Sequence[int]], last: int) -> int | None:
    """The first heading behind a block that says the same as an entry."""
    for key in (*_keys(entry), _numbered(number_of(entry))):
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
