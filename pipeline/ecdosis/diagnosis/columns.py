"""Columns that were read across: two columns of print side by side in each line, or their lines by turns.

Programs that take the text out of a PDF line by line do this (`pdftotext -layout` keeps the blank between the columns,
others close it up). No stage can put such lines in order, since nothing moves in a text; but no word may be made of
halves that stand in two columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject
from ecdosis.languages.detect import frequencies

GAP: Final = 2
"""Blanks in a row that may be the one between two columns; a justified line has them too, but not below each other."""
ROWS: Final = 8
"""Lines with two columns that it takes: shorter things side by side are signatures, addresses and small tables."""
WORDS: Final = 2.5
"""Words on average in a line of a column; those of tables have fewer."""
ON: Final = 0.5
"""Share of the lines of each column that go on with a small letter in the next line of that column. Measured on prose
in columns: 0.7 to 0.9; in tables and lists hardly any does."""
ACROSS: Final = 4
"""Words that are whole only if the next line (or the one after it) goes on with their second half."""
TIMES: Final = 4
"""How many more of these there must be than words that are whole as they stand."""
ENDS: Final = 6
"""Lines that end a sentence behind which the next goes on in the midst of another, at least and (`ON`) of all that end
one. In prose whose lines are in order hardly one does."""
BEGUN: Final = 0.6
"""Share of these behind which the line after the next begins with a capital, as the first of a sentence does; where
nobody writes capitals, none does."""
LONGEST: Final = 42
"""Code points of half a word with its hyphen and what stands before it."""
SIGNS: Final = "-¬\u00ad"
"""Signs of division (`stages.lines.hyphens`)."""
_GAP: Final = re.compile(rf"(?<=\S) {{{GAP},}}(?=\S)")
_WIDE: Final = re.compile(r"\S {4,}\S")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDED: Final = re.compile(r"[^\W\d_]{4}\.$")
"""The end of a sentence, and no abbreviation; a question may end before `he said`."""
_HALF_WITHIN: Final = re.compile(r"(?<!\w)([^\W\d_]{2,40})[-¬\u00ad] {1,40}([^\W\d_]{2,40})")
_HALF_AT_END: Final = re.compile(r"(?<!\w)([^\W\d_]{2,40})[-¬\u00ad]$")
_FIRST: Final = re.compile(r"\s{0,40}([^\W\d_]{2,40})")


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines of a text (code points `start` to `end`, end excluded) that have two columns beside each other; `rows`: how
    many have both."""

    start: int
    end: int
    rows: int


@dataclass(slots=True)
class _Region:
    """Lines with a blank below each other, as far as they go on: the columns (code points of the line) that it has in
    all of them, and for each line its halves (an empty one: there is nothing on that side)."""

    start: int
    left: int
    right: int
    halves: list[tuple[str, str]]
    end: int


def columns(text: str) -> Iterator[Columns]:
    """The parts of a text that are in two columns, in order."""
    if not _WIDE.search(text):
        return
    for region in _regions(text):
        both = [pair for pair in region.halves if all(pair)]
        if len(both) >= ROWS and all(_is_column(side) for side in zip(*region.halves, strict=True)):
            yield Columns(region.start, region.end, len(both))


def _regions(text: str) -> Iterator[_Region]:
    """Runs of lines through which a blank goes down."""
    region: _Region | None = None
    start = 0
    for line in text.split("\n"):
        if line.strip() and not (region and _goes_on(region, line, start)):
            if region:
                yield region
            region = _begun(line, start)
        start += len(line) + 1
    if region:
        yield region


def _begun(line: str, start: int) -> _Region | None:
    """A region that begins with a line, at its widest blank."""
    gaps = [match.span() for match in _GAP.finditer(line)]
    if not gaps:
        return None
    left, right = max(gaps, key=lambda gap: gap[1] - gap[0])
    return _Region(start, left, right, [(line[:left].strip(), line[right:].strip())], start + len(line))


def _goes_on(region: _Region, line: str, start: int) -> bool:
    """Whether a line has the blank of a region too (or nothing on one side of it); then it becomes a part of it."""
    shared = [
        (max(a, region.left), min(b, region.right))
        for a, b in _blanks(line)
        if min(b, region.right) > max(a, region.left)
    ]
    wide = [(a, b) for a, b in shared if b - a >= GAP]
    if not wide:
        return False
    region.left, region.right = max(wide, key=lambda gap: gap[1] - gap[0])
    region.halves.append((_nearest(line[: region.left], -1), _nearest(line[region.left :], 0)))
    region.end = start + len(line)
    return True


def _blanks(line: str) -> Iterator[tuple[int, int]]:
    """The wide blanks of a line, with that before its first and, without end, that after its last character."""
    bare = line.rstrip()
    yield 0, len(bare) - len(bare.lstrip())
    yield from (match.span() for match in _GAP.finditer(bare))
    yield len(bare), 1 << 20


def _nearest(side: str, which: int) -> str:
    """What stands nearest to the blank on a side of it (of several columns, the last or first)."""
    parts = _GAP.split(side.strip())
    return parts[which]


def _is_column(lines: Sequence[str]) -> bool:
    """Whether the lines of one side are prose that goes on from line to line."""
    there = [line for line in lines if line]
    if len(there) < ROWS or sum(len(_WORD.findall(line)) for line in there) < WORDS * len(there):
        return False
    on = sum(1 for a, b in pairwise(there) if b[0].islower() and (a[-1].isalpha() or a[-1] in ",;-"))
    return on >= ON * (len(there) - 1)


def examine(subject: Subject) -> Finding | None:
    """Columns beside each other, or those that show by halves of words alone."""
    found = list(columns(subject.text))
    if found:
        rows = sum(one.rows for one in found)
        line = subject.text.count("\n", 0, found[0].start) + 1
        return _finding(f"Two columns stand beside each other in {rows:,} lines (the first is line {line:,})")
    halves = across(subject.text, subject.language)
    if halves:
        shown = " and ".join(f"“{left}-{right}”" for left, right in halves[:2])
        return _finding(
            f"The lines of two columns follow each other by turns: {len(halves):,} words are whole only "
            f"if one leaves out what stands between their halves ({shown})"
        )
    if ends := by_turns(subject.text):
        return _finding(
            f"The lines of two columns follow each other by turns: behind {len(ends):,} lines that end a sentence "
            f"(the first is line {ends[0]:,}) stands one from the midst of another, and then the next begins"
        )
    return None


def by_turns(text: str) -> list[int]:
    """The lines (from 1) that end a sentence, if behind most of such the next goes on in the midst of one, and the one
    after that begins another: so do the lines of two columns that follow each other by turns."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    ended = [index for index, (_, line) in enumerate(lines[:-2]) if _ENDED.search(line[-LONGEST:])]
    parted = [index for index in ended if lines[index + 1][1][0].islower()]
    begun = sum(lines[index + 2][1][0].isupper() for index in parted)
    sure = len(parted) >= max(ENDS, ON * len(ended)) and begun >= BEGUN * len(parted)
    return [lines[index][0] for index in parted] if sure else []


def _finding(what: str) -> Finding:
    return Finding(
        "columns",
        f"{what}, so sentences break off at each line.",
        "Can you take the text out of its file again column by column (`pdftotext FILE.pdf`, without `-layout`)? "
        "Ecdosis moves no words, so it cannot mend this.",
    )


def across(text: str, language: str) -> list[tuple[str, str]]:
    """The halves of words that are whole only if what stands between the halves is left out; none, if there are not
    many more of them than of words that are whole as they stand."""
    lines = [line for line in text.split("\n") if line.strip()]
    chances = list(_chances(lines))
    own = frozenset(_WORD.findall(text.casefold())) if len(chances) >= ACROSS else frozenset()
    if sum(1 for near, far in chances if "".join(far) in own and "".join(near) not in own) == 0:
        return []
    known = frequencies(language) or own

    def is_word(halves: tuple[str, str]) -> bool:
        return "".join(halves) in known

    apart = [far for near, far in chances if is_word(far) and not is_word(near)]
    joined = sum(1 for near, far in chances if is_word(near))
    return apart if len(apart) >= max(ACROSS, TIMES * joined) else []


def _chances(lines: Sequence[str]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The halves of each divided word as they follow each other, and as they do in columns that were read across: half
    a word within a line goes on in the next, and half a word at its end in the one after that."""
    for index, line in enumerate(lines[:-1]):
        end = line.rstrip()[-LONGEST:]
        within = any(f"{sign} " in line for sign in SIGNS)
        beside = [(match[1], match[2], lines[index + 1]) for match in _HALF_WITHIN.finditer(line)] if within else []
        if end[-1] in SIGNS and index + 2 < len(lines):
            half, near = _HALF_AT_END.search(end), _FIRST.match(lines[index + 1])
            beside += [(half[1], near[1], lines[index + 2])] if half and near else []
        for left, right, below in beside:
            if (first := _FIRST.match(below)) and first[1][0].islower():
                yield (left.casefold(), right.casefold()), (left.casefold(), first[1])
