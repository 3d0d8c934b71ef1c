"""Quotations that stand by themselves, and the reference at their end or below them: it is no part of what is quoted.

It stands in brackets, behind what has ended, or behind a dash. What is no reference (a remark in brackets, a name in
the last sentence) stays where it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import Kind
from ecdosis.stages.references.entries import attributed
from ecdosis.stages.references.rules import ReferenceRule

QUOTED: Final = 4
"""Words of a quotation before its reference at least."""
SHARE: Final = 0.5
"""Share of what stands in the brackets, or behind the dash, that the reference is, at least: `(quoted in Carr, p. 3)`
is one, `(he read Carr, p. 3, in that winter, and never forgot it)` a remark."""
_BRACKETED: Final = re.compile(r"(?<!\s)\s*[(\[](?P<said>[^()\[\]]+)[)\]][.,;…]?\s*$")
_DASHED: Final = re.compile(r"(?<=[.!?…”»\"’])\s*[—–]{1,2}\s*(?P<said>[^—–]+)$")
_ALONE: Final = re.compile(r"(?:[—–-]{1,2}\s*|[(\[])(?P<said>[^()\[\]]+?)[)\]]?[.,;]?")


def cited(reading: str, blocks: Sequence[Block], marks: Sequence[Mark], language: str) -> tuple[Block, ...]:
    """The blocks, with the source of each quotation as a block of its own, of the quotation's group."""
    found = [mark for mark in marks if mark.kind == Kind.REFERENCE and mark.note is None]
    made: list[Block] = []
    for place, block in enumerate(blocks):
        above, below = made[-1] if made else None, blocks[place + 1] if place + 1 < len(blocks) else None
        if block.type == Kind.QUOTE and not _goes_on(block, below):
            made += _parted(reading, block, found, language)
        elif block.type == "p" and not block.level and above and above.type == Kind.QUOTE:
            match = _ALONE.fullmatch(reading, block.start, block.end)
            source = _source(reading, replace(block, group=above.group), match, found, language) if match else None
            made.append(source or block)
        else:
            made.append(block)
    return tuple(made)


def _goes_on(quotation: Block, below: Block | None) -> bool:
    """Whether what stands below a paragraph of a quotation belongs to that."""
    return below is not None and below.type in (Kind.QUOTE, Kind.ATTRIBUTION) and below.group == quotation.group


def _parted(reading: str, quotation: Block, found: Sequence[Mark], language: str) -> Iterator[Block]:
    """The last paragraph of a quotation, and its source, if that stands at its end."""
    for pattern in (_BRACKETED, _DASHED):
        match = pattern.search(reading, quotation.start, quotation.end)
        if match is None or len(reading[quotation.start : match.start()].split()) < QUOTED or _closes(match[0]):
            continue
        source = _source(reading, quotation, match, found, language)
        if source is not None:
            yield from (replace(quotation, end=match.start()), source)
            return
    yield quotation


def _closes(words: str) -> bool:
    """Whether words close a bracket that they do not open: what is in it is one remark, with what it quotes."""
    return any(words.count(close) > words.count(open_) for open_, close in ("()", "[]"))


def _source(reading: str, block: Block, match: re.Match[str], found: Sequence[Mark], language: str) -> Block | None:
    """The source of a quotation, which a part of a block may be: a reference, or words behind a dash that name a work
    or a page."""
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    one = _only(found, *match.span("said"))
    if one is not None:
        said: dict[str, Any] = {"certainty": one.certainty, "why": one.why}
    elif reading[start] in "—–-" and (parts := attributed(reading[start : match.end()], start, language)):
        said = {"certainty": float(ReferenceRule.SOURCE), "why": ReferenceRule.SOURCE.what, "parts": parts}
    else:
        return None
    return replace(block, start=start, type=Kind.ATTRIBUTION, by="references", **said)


def _only(found: Sequence[Mark], start: int, end: int) -> Mark | None:
    """The reference in a part of the text, if one alone stands there, and is nearly all of it."""
    first = bisect_left(found, start, key=lambda mark: mark.start)
    inside = [mark for mark in found[first : first + 2] if mark.start < end]
    one = inside[0] if len(inside) == 1 else None
    return one if one and one.end <= end and one.end - one.start >= SHARE * (end - start) else None
