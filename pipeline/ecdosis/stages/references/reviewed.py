"""The work that a text is about: the lines that describe it above the text, or its first mention in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from ecdosis.languages import language as known
from ecdosis.languages.dates import YEAR
from ecdosis.languages.parts import Titles
from ecdosis.model.document import Block, Mark, Part
from ecdosis.stages.references.names import is_title, persons
from ecdosis.stages.references.rules import ReferenceRule
from ecdosis.stages.references.tokens import imprint_parts
from ecdosis.stages.words import pattern
from ecdosis.steps import PER_STEP, spend

OPENING: Final = 3
"""Paragraphs at the beginning of a review in one of which it names its book."""
LENGTH: Final = 2000
"""Characters of such a paragraph in which it is looked for."""
MENTIONS: Final = 3
"""How often a text must name a work that it is about, and how many pages it must cite without naming a work."""
_CAPITAL: Final = r"[^\W\d_a-zа-яß-ÿ][\w’'-]*"
_WORD: Final = rf"(?:{_CAPITAL}|\d{{4}}(?:[-–]\d{{2,4}})?)"
_NAME: Final = rf"{_CAPITAL}(?:\s+(?:[^\W\d_]\.|(?:von|van|de)\s+)?\s*{_CAPITAL})+"


def parted(blocks: Sequence[Block], reading: str) -> list[Block]:
    """The blocks, those that describe a reviewed work with its title, author and imprint told apart."""
    found: list[Block] = []
    for block in blocks:
        if block.type == "reviewed" and block.front:
            before = found[-1] if found else None
            is_first = not before or (before.type, before.group) != (block.type, block.group)
            block = replace(block, parts=_parts(reading[block.start : block.end], block.start, is_first))
        found.append(block)
    return found


def _parts(line: str, at: int, is_first: bool) -> tuple[Part, ...]:
    if is_first:
        return (Part(at, at + len(line), "title", (("level", "m"),)),)
    if (by := pattern("by").match(line)) and persons(line[by.end() :].strip())[0]:
        first = at + by.end() + len(line[by.end() :]) - len(line[by.end() :].lstrip())
        return (Part(first, at + len(line.rstrip()), "author"),)
    year = re.search(YEAR, line)
    if not year:
        return ()
    imprint = line[: year.start()].rstrip(" ,(")
    date = Part(at + year.start(), at + year.end(), "date", (("when", year.group()),))
    return (*imprint_parts(imprint, at), date)


def reviewed(blocks: Sequence[Block]) -> int | None:
    """The offset of the description of the one work that a text reviews; None if there is none, or more than one."""
    groups = {block.group: block.start for block in reversed(blocks) if block.type == "reviewed" and block.front}
    return next(iter(groups.values())) if len(groups) == 1 else None


@cache
def _mention(titles: Titles) -> re.Pattern[str]:
    """What the mention of a title and its author looks like."""
    small = rf"(?:{'|'.join(map(re.escape, titles.small))})"
    title = rf"{_CAPITAL}(?:(?::|,)?\s+(?:{small}\s+)*{_WORD})+"
    author = rf"{re.escape(titles.by)}\s+(?:[\w’'-]+\s+){{0,7}}?(?P<author>{_NAME})"
    return re.compile(rf"(?P<title>{title}),?\s+{author}(?=\s+[a-z(]|[,.;])")


def mentioned(blocks: Sequence[Block], reading: str, language: str) -> Mark | None:
    """The mention, in the first paragraphs of a text, of the one work that it is about: title and author, and the title
    again and again. Only in a language that writes titles with capitals one can see where they begin."""
    titles = known(language).titles
    if not (titles.capitals and titles.by):
        return None
    mention = _mention(titles)
    prose = [block for block in blocks if block.type in ("p", "standfirst")][:OPENING]
    found: dict[str, Mark] = {}
    for block in prose:
        for match in mention.finditer(reading, block.start, min(block.end, block.start + LENGTH)):
            title = match["title"]
            key = title.split(":")[-1].strip()
            spend(len(reading) // PER_STEP, "it counted how often works are named")
            often = max(reading.count(title), reading.count(key) if len(key.split()) > 2 else 0)
            if (is_title(title) or ":" in title) and often >= MENTIONS and persons(match["author"])[0]:
                parts = (
                    Part(match.start("title"), match.end("title"), "title", (("level", "m"),)),
                    Part(match.start("author"), match.end("author"), "author"),
                )
                why = f"a work that the text names {often} times, and whose pages it cites"
                rule = ReferenceRule.REVIEWED
                mark = Mark(match.start(), match.end("author"), "reference", rule, why, "references", parts)
                found.setdefault(key, mark)
    return next(iter(found.values())) if len(found) == 1 else None
