"""Indexes: the entries below a heading, or without one, in the order of the alphabet, with the pages that have them.

An entry is told from the rest of one, which a narrow column had no room for, by what stands before it: pages end an
entry, and so does a line after which there was room for more. Those below another entry stand further to the right, or
begin with a small letter or a dash.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.model.text import Text
from ecdosis.stages.blocks.locators import is_located, is_open, is_pages, key, locators
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.source_lines import SourceLine, line_ends, lines_of
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

FEWEST: Final = 4
"""Entries of the first level of an index below its heading at least."""
UNPAGED: Final = 8
"""The same of one without pages, in which only the order of the entries shows what they are..."""
BARE: Final = 16
"""... and of one without a heading."""
ORDERED: Final = 0.75
"""Share of the entries that follow the one before in the alphabet, at least..."""
WELL_ORDERED: Final = 0.9
"""... where nothing else tells that they are entries, or no heading does."""
PAGED: Final = 0.5
"""Share of the entries that end with pages, at least, or lead to others..."""
WELL_PAGED: Final = 0.8
"""... where no heading tells that they are entries."""
SEVERAL: Final = 0.1
"""Share of the entries with several pages where no heading tells that they are entries: those of contents have one."""
LONGEST: Final = 40
"""Words of an entry of an index without a heading at most..."""
NEAR: Final = 3
"""... and blocks from one that ends with pages to the next."""
LETTERS: Final = 4
"""Letters with which entries begin at least where no heading tells that they are entries."""
NOTE: Final = 8
"""Words of what is said of an index above its entries at least."""
HEADING: Final = 6
"""Words of the heading of an index at most."""
NARROW: Final = 2
"""Columns by which lines differ in width though they are full."""
APART: Final = 0.3
"""Share of the lines of an index with a blank line before them, from which these part its entries."""
ABOVE: Final = "what stands above entries of an index"
_NAMED: Final = re.compile(r"(?<!\s)\s+(?:to|of|zu|zum|de|du|à)\s")
_LETTER: Final = re.compile(r"[^\w\s]{0,2}\s?[^\W\d_]\s?[^\w\s]{0,3}")
_LETTERS: Final = re.compile(r"[^\W\d_](?:\W{1,5}[^\W\d_]){3,40}\W{0,2}")
"""The letters of the alphabet in a line, each of which leads to its entries on a page of the web."""
_BULLET: Final = r"(?:[*+•·▪]\s{1,4})?"
"""What programs that make texts of web pages write before each entry."""
_DASHED: Final = re.compile(rf"{_BULLET}[—–-]{{1,2}}\s?[^\W\d_]")
_BEGINS: Final = re.compile(rf"{_BULLET}(?:[\"'“„«‘(\[_*]{{0,3}}[^\W\d_]|[—–-]{{1,2}}\s?\w)")
_END: Final = re.compile(
    r"\W{0,3}(?:the end|end|finis|fin|ende|footnotes?|transcriber\W?s notes?|errata|corrigenda)\W{0,9}", re.I
)
_CLOSING: Final = "\"'”’»)]_*"
_YEAR: Final = re.compile(r"[^\W\d_]\W?\s1[0-9]{3}\W*$")
"""A year at the end of a line, with a word before it: pages stand behind a mark."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: its lines, and whether it stands below another."""

    lines: tuple[SourceLine, ...]
    below: bool

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Index:
    """An index: its entries in order, how surely it is one and why, and what in it is none (titles of its columns,
    letters above entries), by their offsets."""

    entries: tuple[_Entry, ...]
    certainty: float
    why: str
    others: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.entries[0].lines[0].start

    @property
    def end(self) -> int:
        return self.entries[-1].lines[-1].end

    @property
    def cuts(self) -> Iterator[int]:
        """Where its entries begin (offsets)."""
        return (entry.lines[0].start for entry in self.entries)


def indexes(text: Text, views: Sequence[View]) -> tuple[Index, ...]:
    """The indexes of a text that is divided into blocks: those below headings, and those without."""
    heads = [index for index, view in enumerate(views) if is_index(view.text)]
    runs = list(_runs(views))
    ends = line_ends(text) if heads or runs else []

    def lines(where: Sequence[View]) -> list[SourceLine]:
        return [line for view in where for line in lines_of(text, view, ends)]

    below = (_below(lines(views[a + 1 : b]), views[a].text) for a, b in pairwise([*heads, len(views)]))
    found = [one for one in below if one is not None]
    for run in runs:
        one = _bare(lines(run))
        if one is not None and not any(a.start <= run[0].start and run[0].end <= a.end for a in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _runs(views: Sequence[View]) -> Iterator[Sequence[View]]:
    """Short blocks in a row of which nearly all end with pages."""
    first = last = -1
    for place, view in enumerate(views):
        if view.words > LONGEST or not is_located(view.text):
            continue
        if first < 0 or place > last + NEAR:
            if last - first >= BARE - 1:
                yield views[first : last + 1]
            first = place
        last = place
    if last - first >= BARE - 1:
        yield views[first : last + 1]


def is_index(text: str) -> bool:
    """Whether a line is the heading of an index (`INDEX.`, `Index to Volume II`)."""
    bare = text.strip(" .:*_#[]—–-").casefold()
    return len(bare.split()) <= HEADING and _NAMED.split(bare)[0] in words("indexes")


def proposals(views: Sequence[View], found: Sequence[Index]) -> Proposals:
    """The entries of indexes, each in its blocks: those in which it goes on are of its part."""
    starts = [view.start for view in views]
    proposed: Proposals = {}
    for one in found:
        group = bisect_left(starts, one.entries[0].lines[0].start) + 1
        for number, entry in enumerate(one.entries, 1):
            type_ = Kind.INDEX_SUBENTRY if entry.below else Kind.INDEX_ENTRY
            first, last = (bisect_left(starts, at) for at in (entry.lines[0].start, entry.lines[-1].end))
            for index in range(first, last):
                proposed[index] = Proposal(type_, one.certainty, one.why, group=group, part=number)
        for offset in one.others:
            proposed[bisect_left(starts, offset)] = Proposal(Kind.LINE, one.certainty, ABOVE)
    return proposed


def _bare(lines: Sequence[SourceLine]) -> Index | None:
    """The index that some lines are, if one without a heading."""
    entries = list(_entries(lines))
    main = [entry for entry in entries if not entry.below]
    ordered = sum(_in_order(main)) / max(len(main), 1)
    letters = {key(entry.text)[:1] for entry in main}
    paged = sum(is_located(entry.text) for entry in entries) / max(len(entries), 1)
    if len(main) < BARE or ordered < WELL_ORDERED or len(letters) < LETTERS or paged < WELL_PAGED:
        return None
    several = sum(len(list(locators(entry.text))) > 1 for entry in entries)
    rule = BlockRule.INDEX_BARE
    return Index(tuple(entries), float(rule), rule.what, ()) if several >= SEVERAL * len(entries) else None


def _below(lines: Sequence[SourceLine], heading: str) -> Index | None:
    """The index that the lines below a heading begin with, if there is one."""
    kept = _without_note(_until_the_end(lines))
    others = [line for line in kept if _is_other(line.text)]
    entries = _ended([*_entries([line for line in kept if line not in others])])
    main = [entry for entry in entries if not entry.below]
    ordered = sum(_in_order(main)) / max(len(main), 1)
    paged = sum(is_located(entry.text) for entry in entries) / max(len(entries), 1)
    if len(main) >= FEWEST and paged >= PAGED and ordered >= ORDERED:
        rule = BlockRule.INDEX
    else:
        entries = _ended([*_as_they_stand([line for line in kept if line not in others])])
        main = [entry for entry in entries if not entry.below]
        if len(main) < UNPAGED or sum(_in_order(main)) < WELL_ORDERED * len(main):
            return None
        rule = BlockRule.INDEX_UNPAGED
    last = entries[-1].lines[-1].start
    return Index(
        tuple(entries), float(rule), f"{rule.what}: “{heading}”", tuple(one.start for one in others if one.start < last)
    )


def _until_the_end(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines before one that says that something else begins."""
    end = next((place for place, line in enumerate(lines) if line.apart and _begins_another(line.text)), len(lines))
    return list(lines[:end])


def _without_note(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines below what is said of an index above its entries: a sentence out of their order, without pages."""
    left = list(lines)
    while True:
        end = next((place for place, line in enumerate(left[1:], 1) if line.apart), None)
        said = " ".join(line.text for line in left[:end])
        if end is None or not _is_note(said, left[end].text):
            return left
        left = left[end:]


def _is_note(said: str, after: str) -> bool:
    """Whether words at the head of an index are no entry before that which a line begins."""
    sentence = len(said.split()) >= NOTE and said.rstrip(_CLOSING)[-1:] in (".", ":") and not is_located(said)
    return sentence and key(said)[:1] > key(after)[:1]


def _begins_another(text: str) -> bool:
    """Whether a line is the heading of what may follow an index, or the last line of a book."""
    bare = text.strip(" .:*_#[]—–-").replace("’", "'").casefold()
    return _END.fullmatch(text) is not None or bare in words("advertisements")


def _is_other(text: str) -> bool:
    """Whether a line is a letter above entries, or all letters, or says what stands in the columns below it."""
    return any(one.fullmatch(text) for one in (_LETTER, _LETTERS)) or all(
        w.strip(".:").casefold() in words("columns") for w in text.split()
    )


def _in_order(entries: Sequence[_Entry]) -> list[bool]:
    return is_ordered([entry.text for entry in entries])


def is_ordered(entries: Sequence[str]) -> list[bool]:
    """Which of some entries are of the longest row that follows the alphabet, by their first letters."""
    letters = [key(entry)[:1] for entry in entries]
    ends: list[int] = []  # the last entry of the best row of each length
    before: list[int | None] = []
    for place, letter in enumerate(letters):
        length = bisect_right(ends, letter, key=lambda end: letters[end])
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [place]
    told = [False] * len(letters)
    at = ends[-1] if ends else None
    while at is not None:
        told[at], at = True, before[at]
    return told


def _ended(entries: Sequence[_Entry]) -> list[_Entry]:
    """Entries up to where the index ends: behind it most are out of the order of the alphabet, and have no pages."""
    main = [place for place, entry in enumerate(entries) if not entry.below]
    told = zip(_in_order([entries[place] for place in main]), (entries[place].text for place in main), strict=True)
    scores = list(accumulate(1 if in_order or is_located(text) else -1 for in_order, text in told))
    best = max(scores, default=0)
    last = len(scores) - scores[::-1].index(best) if best > 0 else 0
    return list(entries[: main[last]] if last < len(main) else entries)


def _entries(lines: Sequence[SourceLine]) -> Iterator[_Entry]:
    """The entries that some lines are."""
    if not lines:
        return
    judge = _Judge.of(lines)
    run = [lines[0]]
    for before, line in pairwise(lines):
        if judge.begins(before, line):
            yield _Entry(tuple(run), judge.is_below(run[0]))
            run = []
        run.append(line)
    yield _Entry(tuple(run), judge.is_below(run[0]))


def _as_they_stand(lines: Sequence[SourceLine]) -> Iterator[_Entry]:
    """The blocks that some lines make, as entries: without pages nothing else tells where one ends. Where blank lines
    part entries, one goes on in lines that stand as far to the left as it does."""
    if not lines:
        return
    judge = _Judge.of(lines)
    run: list[SourceLine] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        run.append(line)
        if after is None or (after.opens and (after.apart or judge.parts(after))):
            yield _Entry(tuple(run), judge.is_below(run[0]))
            run = []


@dataclass(frozen=True, slots=True)
class _Judge:
    """How the lines of an index stand: where its entries begin (columns), how wide a full line is, whether blank lines
    part entries, whether these end with pages, whether what is below others is told by its indent."""

    margin: int
    measure: int
    spaced: bool
    paged: bool
    indented: bool

    @classmethod
    def of(cls, lines: Sequence[SourceLine]) -> _Judge:
        margin = min(line.indent for line in lines)
        widths = sorted(line.width for line in lines)
        deeper = sum(line.indent > margin for line in lines)
        return cls(
            margin,
            widths[(len(widths) * 9) // 10],
            sum(line.apart for line in lines) >= APART * len(lines),
            sum(is_located(line.text) for line in lines) >= APART * len(lines),
            deeper > 0,
        )

    def begins(self, before: SourceLine, line: SourceLine) -> bool:
        """Whether an entry begins with a line."""
        goes_on = is_open(before.text) or before.text.split()[-1].casefold() in words("small")
        if not _BEGINS.match(line.text):
            return line.apart and not goes_on
        if line.apart:
            return not (goes_on and line.text[0].islower())
        if goes_on:
            return False
        level = line.indent == before.indent == self.margin
        if is_located(before.text) or is_pages(before.text):
            dated = _YEAR.search(before.text) is not None
            return not (dated and (line.text[0].islower() or (self.spaced and level)))
        if self.spaced and level:
            return False
        ended = not self.paged and before.text.rstrip(_CLOSING)[-1:] in (".", ":", ";")
        return self._had_room(before, line) and (ended or line.indent != before.indent or before.text[-1] == ":")

    def parts(self, line: SourceLine) -> bool:
        """Whether a line without a blank line above it begins an entry of its own."""
        return not self.spaced or line.indent > self.margin

    def _had_room(self, before: SourceLine, line: SourceLine) -> bool:
        """Whether the first word of a line would have stood in the line before."""
        return before.width + 1 + len(line.text.split()[0]) < self.measure - NARROW

    def is_below(self, line: SourceLine) -> bool:
        """Whether the entry that a line begins stands below another."""
        if _DASHED.match(line.text):
            return True
        return line.indent > self.margin if self.indented else line.text.lstrip("\"'“„«‘(_*")[:1].islower()
