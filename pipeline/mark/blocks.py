"""Division of the reading into blocks: paragraphs and, where it is plain, headings.

A line end that `repair.lines` has left in the reading is a boundary between blocks. What is less plain than a numbered
title or a title in capitals stays a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from pipeline.document import Block
from pipeline.text import Text

HEAD_WORDS: Final = 14
"""Longer than this a line is read as a sentence, not seen as a title (chapter titles of English novels seldom are)."""
BODY_WORDS: Final = 25
"""A heading opens something: within the next two blocks there is one of at least this many words."""

_DIVISION: Final = re.compile(
    r"(?:chapter|part|book|section|canto|act|scene|letter|appendix|chapitre|livre|partie|kapitel|buch|teil|abschnitt"
    r"|глава|часть|раздел|книга|cap[ií]tulo|parte|libro|capitolo|hoofdstuk|rozdział)"
    r"\s+(?:[IVXLCDM]+|\d+|[a-z]+|[A-Z][a-z]+)\b",
    re.IGNORECASE,
)
"""The usual words for the divisions of a book, with their number."""
_NUMBERED: Final = re.compile(r"(?P<number>\d{1,3}|[IVXLC]{1,7})[.)]?(?P<title>\s+\S.*)?")
_SENTENCE_END: Final = re.compile(r"[.,;:!?…]['\"’”»)\]]*$")
_CLAUSE_END: Final = re.compile(r"[.,;:]['\"’”»)\]]*$")
"""A numbered title may end in a question or an ellipsis, as a sentence may, but not in these."""
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def divide(text: Text) -> tuple[Block, ...]:
    """The blocks of a text in order; every character of the reading that is not white space is in exactly one."""
    blocks = [
        Block(match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip()))
        for match in re.finditer(r"[^\n]+", text.reading)
        if (line := match.group()).strip()
    ]
    lines = [text.reading[block.start : block.end] for block in blocks]
    levels = _levels(lines)
    return tuple(
        replace(block, type="head", level=levels[index]) if index in levels else block
        for index, block in enumerate(blocks)
    )


def _levels(lines: Sequence[str]) -> dict[int, int]:
    """Index of each heading -> its level. Kinds of headings rank in the order a book uses them."""
    kinds = _numbered_heads(lines)
    for index in _capital_heads(lines, kinds):
        kinds.setdefault(index, "capitals")
    kinds = {index: kind for index, kind in kinds.items() if _opens_something(lines, index, kinds)}
    ranks = [kind for kind in ("division", "numbered", "capitals") if kind in kinds.values()]
    return {index: ranks.index(kind) + 1 for index, kind in kinds.items()}


def _numbered_heads(lines: Sequence[str]) -> dict[int, str]:
    """Lines that name a division (`Chapter IV`), or are numbered and form a run that counts up by one."""
    heads: dict[int, str] = {}
    numbered: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if len(line.split()) > HEAD_WORDS or _CLAUSE_END.search(line.rstrip(".")):
            continue
        if _DIVISION.match(line) and (line.isupper() or not _SENTENCE_END.search(line)):
            heads[index] = "division"
        elif (number := _number(line)) is not None:
            numbered.append((index, number))
    for (first, one), (second, two) in pairwise(numbered):
        if two == one + 1 and second > first + 1:
            heads.setdefault(first, "numbered")
            heads.setdefault(second, "numbered")
    return heads


def _number(line: str) -> int | None:
    """The number a title begins with: `15. Tragedy`, `IV`, `IV. The Boat`; None for a sentence or a list item."""
    match = _NUMBERED.fullmatch(line)
    title = (match["title"] or "").strip() if match else ""
    if match is None or _CLAUSE_END.search(title) or (title and not (title[0].isupper() or title[0] in "“‘\"'«„…")):
        return None
    number = match["number"]
    return int(number) if number.isdigit() else _arabic(number)


def _arabic(roman: str) -> int | None:
    values = [_ROMAN[letter] for letter in roman]
    total = sum(-a if a < b else a for a, b in pairwise([*values, 0]))
    return total if 0 < total <= 100 else None


def _capital_heads(lines: Sequence[str], numbered: dict[int, str]) -> Iterator[int]:
    """Lines in capitals that stand alone, but for one that recurs (the speakers of a play) or signs an epigraph
    (head, short quotation, NAME)."""
    seen = Counter(lines)
    last = -2
    for index, line in enumerate(lines):
        capital = line.upper() == line and len(line.split()) <= HEAD_WORDS and sum(map(str.isalpha, line)) > 3
        signature = last == index - 2 and len(lines[index - 1].split()) < BODY_WORDS
        if index in numbered:
            last = index
        elif capital and seen[line] == 1 and not _SENTENCE_END.search(line) and not signature:
            last = index
            yield index


def _opens_something(lines: Sequence[str], index: int, kinds: dict[int, str]) -> bool:
    """Whether a heading is followed, perhaps after a heading or epigraph, by running text."""
    following = [line for i, line in enumerate(lines[index + 1 : index + 4], index + 1) if i not in kinds]
    return any(len(line.split()) >= BODY_WORDS for line in following)
