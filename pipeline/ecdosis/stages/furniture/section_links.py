"""The numbers of its sections that a web page has above its text, as links: `1 2 3 …`, in a row or one below the other.
Each of them begins a section below, which proves it; no contents and no table has nothing but numbers that rise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import STAGE
from ecdosis.stages.furniture.lines import Lines
from ecdosis.stages.furniture.rules import FurnitureRule

LEAST: Final = 8
"""Numbers of sections: fewer may be a row of a table."""
KNOWN: Final = 0.8
"""Share of them that begin a section below."""
ABOVE: Final = 12
"""Lines of title and menu that may stand above them."""
_NUMBERS: Final = re.compile(r"\d{1,3}(?:[\s|·]+\d{1,3})*")
_NUMBER: Final = re.compile(r"\d+")
_SECTION: Final = re.compile(r"\[ ?(\d{1,3}) ?\]|^(\d{1,3})(?=[.)]?(?:\s|$))")
"""The number of a section: in brackets anywhere, without them at the beginning of a line."""


def find(lines: Lines) -> Iterator[Span]:
    """The lines of such numbers."""
    texts = [line.text for line in lines.lines]
    first = next((at for at in range(min(ABOVE, len(texts))) if _NUMBERS.fullmatch(texts[at])), -1)
    if first < 0:
        return
    last, count = first, 0
    while last < len(texts) and _NUMBERS.fullmatch(texts[last]):
        values = [int(number) for number in _NUMBER.findall(texts[last])]
        if values != list(range(count + 1, count + 1 + len(values))):
            break  # the number of the first section may stand alone, too
        last, count = last + 1, values[-1]
    sections = {int(found[1] or found[2]) for text in texts[last:] for found in _SECTION.finditer(text)}
    if count >= LEAST and sum(1 for one in sections if 0 < one <= count) >= KNOWN * count:
        for line in lines.lines[first:last]:
            rule = FurnitureRule.SECTION_LINKS
            yield Span(line.start, line.end, "navigation", STAGE, rule, rule.what)
