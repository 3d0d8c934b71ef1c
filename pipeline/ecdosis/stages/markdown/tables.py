"""The tables of a text whose typist has drawn something around their cells, let these go on in the next line, or
had dots lead to their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ecdosis.stages.markdown.drawing import Line, Sort, lines_of
from ecdosis.stages.markdown.drawn import Table
from ecdosis.stages.markdown.leaders import led_tables
from ecdosis.stages.markdown.pipes import piped_table
from ecdosis.stages.markdown.ruled import ruled_table
from ecdosis.stages.markdown.wrapped import wrapped_tables


def tables(text: str) -> Iterator[Table]:
    """Those tables of a text (line ends LF), in order."""
    lines = list(lines_of(text))
    yield from sorted((*_drawn(lines), *wrapped_tables(lines), *led_tables(lines)), key=lambda table: table.start)


def _drawn(lines: Sequence[Line]) -> Iterator[Table]:
    """Those with pipes or rules."""
    for is_blank, near in groupby(lines, key=lambda line: line.sort is Sort.BLANK):
        if is_blank:
            continue
        block = list(near)
        found = []
        for is_drawn, same in groupby(block, key=lambda line: line.sort not in (Sort.WORDS, Sort.COLUMNED)):
            if is_drawn and (table := piped_table(list(same))):
                found.append(table)
        if not found and (table := ruled_table(block)):
            found.append(table)
        yield from found
