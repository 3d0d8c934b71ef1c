"""Lists of errata: what the book itself would have read otherwise. Each is asked about at its place, none is done.

The place is that where the words stand on the page that the list names, if they stand there once, or once near the
line; in a text without the numbers of its pages, where they stand once in all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from ecdosis.model.document import Block
from ecdosis.model.kinds import CELL, TABULAR, Kind
from ecdosis.model.pieces import Aside, Query
from ecdosis.model.text import Text
from ecdosis.stages.blocks.errata_entries import FROM_FOOT, PLACE, Erratum, errata
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.source_lines import line_ends, lines_of
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

NEAR: Final = 1
"""Lines by which the number of a line may be wrong: headings and notes are counted, or not."""
LEAST: Final = 4
"""Characters of words that are looked for in a text without pages at least."""
SKIPPED: Final = 2
"""Blocks in a row at most that are no entries of a list of errata, among those that are."""
WHY: Final = "the list of errata says so: “{}”"
_FIRST: Final = re.compile(r"[_*]{0,2}(?P<head>[^\W\d_][^.:—–-]{2,40}?)[_*]{0,2}(?:\s?[.:]?\s?[—–-]{1,2}|[.:])\s*")
"""A heading with entries in its line."""
_NUMBER: Final = re.compile(r"\d{1,3}(?!\w)")
_SPACE: Final = re.compile(r"\s+\w+")


def is_errata(text: str) -> bool:
    """Whether a line is the heading of a list of errata."""
    return text.strip(" .:*_#[]—–-").casefold() in words("errata")


def is_entry(block: Block) -> bool:
    """Whether a block is an entry of a list of errata."""
    return block.type == Kind.ITEM and block.why == BlockRule.ERRATA.what


def begun(text: Text, views: Sequence[View]) -> Iterator[int]:
    """Where entries of lists of errata begin (offsets) that were joined to the one before: each line that says on which
    page, if the one above says all of its own."""
    heads = [index for index, view in enumerate(views) if is_errata(view.text)]
    ends = line_ends(text) if heads else []
    for head in heads:
        skipped = 0
        for view in views[head + 1 :]:
            if is_errata(view.text) or skipped > SKIPPED:
                break
            lines = list(lines_of(text, view, ends))
            skipped = 0 if next(errata(view.text), None) else skipped + 1
            for before, line in pairwise(lines):
                if PLACE.match(line.text) and next(errata(text.reading[view.start : before.end]), None):
                    yield line.start


def _has_own_heading(text: str) -> bool:
    """Whether a block is a heading and entries (`ERRATA.--Page 12, for cat read hat`)."""
    first = _FIRST.match(text)
    return first is not None and is_errata(first["head"]) and next(errata(text[first.end() :]), None) is not None


def of_errata(text: Text, blocks: Sequence[Block]) -> list[Block]:
    """The blocks that are lists of errata: entries, and the tables whose columns say what is to be read for what."""
    return [block for block in blocks if is_entry(block)] + [row for row, _ in _rows(text, blocks)]


def _rows(text: Text, blocks: Sequence[Block]) -> Iterator[tuple[Block, Erratum]]:
    """The rows of tables of errata; a page holds for those that name none."""
    for _, same in groupby(blocks, key=lambda block: (block.type in TABULAR, block.group)):
        rows = list(same)
        columns = _columns(text, rows[0]) if rows[0].type == Kind.HEADER_ROW else {}
        if not {"page", "wrong", "right"} <= set(columns):
            continue
        page = ""
        for row in rows[1:]:
            cells = _cells(text, row)
            told = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
            page = told["page"].strip(" .,") if any(map(str.isalnum, told["page"])) else page
            line = _NUMBER.search(told.get("line", ""))
            up = FROM_FOOT.search(told.get("line", "")) is not None
            wrong, right = (told[name].strip(" .,_") for name in ("wrong", "right"))
            if wrong and right and wrong != right:
                yield row, Erratum(wrong, right, page, int(line.group()) if line else 0, up)


def _columns(text: Text, header: Block) -> dict[str, int]:
    """Which columns of a table have the page, the line, the words that stand there and those that should."""
    named = [cell.strip(" .:_*").casefold() for cell in _cells(text, header)]
    return {
        name: next(at for at, cell in enumerate(named) if cell in words(f"errata_{name}"))
        for name in ("page", "line", "wrong", "right")
        if any(cell in words(f"errata_{name}") for cell in named)
    }


def _cells(text: Text, row: Block) -> list[str]:
    return [text.reading[part.start : part.end].strip() for part in row.parts if part.element == CELL]


def lists_of_errata(views: Sequence[View]) -> Proposals:
    """The entries of lists of errata, as items, below their heading."""
    found: Proposals = {}
    for head, view in enumerate(views):
        if not is_errata(view.text):
            if _has_own_heading(view.text):
                found[head] = Proposal("item", BlockRule.ERRATA, BlockRule.ERRATA.what, group=head + 1)
            continue
        run: list[int] = []
        for index in range(head + 1, len(views)):
            if is_errata(views[index].text) or index > (run[-1] if run else head) + SKIPPED + 1:
                break
            if next(errata(views[index].text), None) is not None:
                run.append(index)
        for index in run:
            found[index] = Proposal("item", BlockRule.ERRATA, BlockRule.ERRATA.what, group=head + 1)
    return found


def questions(text: Text, blocks: Sequence[Block]) -> Iterator[Query]:
    """A question for each entry of a list of errata whose place is found."""
    rows = list(_rows(text, blocks))
    entries = [block for block in blocks if is_entry(block)]
    if not entries and not rows:
        return
    pages, lists = _Pages.of(text), [*entries, *(row for row, _ in rows)]
    told = [(text.reading[row.start : row.end], erratum) for row, erratum in rows]
    for block in entries:
        said = text.reading[block.start : block.end]
        told += [(said[start:end], erratum) for start, end, erratum in errata(said)]
    for said, erratum in told:
        place = pages.place(erratum, lists)
        if place is not None:
            why = WHY.format(" ".join(said.split()).rstrip(" ;"))
            end, right = place + len(erratum.wrong), erratum.right
            if not right and (after := _SPACE.match(text.reading, end)):  # what is left out takes its blank along
                end, right = after.end(), after.group().strip()
            yield Query(
                text.position(place), text.position_after(end), Kind.ERRATUM, "blocks", BlockRule.ERRATUM, why, right
            )


@dataclass(frozen=True, slots=True)
class _Pages:
    """A text with the offsets at which its pages begin, and the numbers of these."""

    text: Text
    starts: tuple[int, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, text: Text) -> _Pages:
        pieces = zip(text.offsets, text.pieces, strict=True)
        found = [(at, p.label.casefold()) for at, p in pieces if isinstance(p, Aside) and p.kind == Kind.PAGE_BREAK]
        return cls(text, tuple(at for at, _ in found), tuple(label for _, label in found))

    def place(self, erratum: Erratum, entries: Sequence[Block]) -> int | None:
        """Where the words stand (offset) that an entry means; None if that is not sure."""
        start, end = 0, len(self.text.reading)
        if any(self.labels):
            if self.labels.count(erratum.page.casefold()) != 1 or not erratum.page:
                return None
            index = self.labels.index(erratum.page.casefold())
            start, end = self.starts[index], (*self.starts, end)[index + 1]
        elif len(erratum.wrong) < LEAST:
            return None
        pattern = re.compile(rf"(?<!\w){re.escape(erratum.wrong).replace(chr(92) + ' ', ' ')}(?!\w)")
        found = [match.start() for match in pattern.finditer(self.text.reading, start, end)]
        found = [at for at in found if not any(block.start <= at < block.end for block in entries)]
        if len(found) > 1 and erratum.line and any(self.labels):
            found = [at for at in found if abs(self._line(at, start, end, up=erratum.up) - erratum.line) <= NEAR]
        return found[0] if len(found) == 1 else None

    def _line(self, at: int, start: int, end: int, *, up: bool) -> int:
        """The number of the line of the source in which a word stands on its page, or from its foot."""
        first, last = (at, end) if up else (start, at)
        lines = self.text.source[self.text.position(first) : self.text.position_after(last)].split("\n")
        return max(1, sum(bool(line.strip()) for line in lines))
