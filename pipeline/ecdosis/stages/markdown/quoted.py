"""What mails quote: each line of it begins with `>`, once for every answer it has gone through (RFC 3676, 4.5).

The signs are left out, and the lines of a paragraph are one again; lines that their writer ended are kept. A program
that wrapped what it quoted once more has left the last words of a long line alone in the next one, without a sign.
Prompts of programs and quotation marks of two `>` are none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from ecdosis.model.document import Stated
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Edit
from ecdosis.stages.code import is_listing, sessions
from ecdosis.stages.markdown.drawing import lines_of
from ecdosis.stages.markdown.rules import BY, MarkdownRule, Understood

FEWEST: Final = 3
"""Lines of a quotation that nothing else proves, ..."""
PROSE: Final = 40
"""... and code points of each of them, on the average: items of a menu are shorter."""
NARROWEST: Final = 60
"""Code points of the lines of a mail at least; what is narrower was not wrapped there."""
FULL: Final = 0.8
"""Share of the usual width that a line must reach with the first word of the next to be one that was wrapped."""
USUAL: Final = 0.8
"""The share of the lines of a quotation that are not wider than its usual width."""
WRAPPED: Final = 0.5
"""Share of the lines of a paragraph that were wrapped from which a small letter goes on with any of its lines."""
REST: Final = 30
"""Code points of what a second wrapping leaves alone in a line at most."""
SAID: Final = 3
"""Lines that say who wrote what is quoted, at most."""
_QUOTED: Final = re.compile(r"(?P<signs> ?>(?: ?>)*(?P<blank>[ \t]?))(?P<words>[^\n]*)")
_ITEM: Final = re.compile(r"(?:[-*+•–]|\(?\d{1,3}[.)]|\(?[a-z][.)])[ \t]")
_STOPPED: Final = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_DATED: Final = re.compile(r"\d|\S@\S")
_COLUMNS: Final = re.compile(r"\S(?:\t| {3,})\S")
_ESCAPED: Final = re.compile(r">From \S")
"""A line of a mailbox that would look like the border of a mail."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line: where it begins, its text, where its words begin in that, and how many signs stand before these; `blank`:
    whether a blank parts them from the words."""

    start: int
    text: str
    at: int = 0
    depth: int = 0
    blank: bool = False

    @property
    def words(self) -> str:
        """Its words."""
        return self.text[self.at :].strip()

    @property
    def span(self) -> tuple[int, int]:
        """The offsets of its words."""
        first = self.start + self.at + len(self.text[self.at :]) - len(self.text[self.at :].lstrip())
        return first, first + len(self.words)


class Quotation(NamedTuple):
    """Lines in a row that are quoted, the signs before all of which are as many; what says above who wrote them."""

    rows: tuple[Row, ...]
    said: tuple[Row, ...] = ()

    @property
    def start(self) -> int:
        """Where it begins, with what is said above."""
        return (self.said or self.rows)[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.rows[-1].start + len(self.rows[-1].text)


def quotations(text: str, *, mail: bool) -> Iterator[Quotation]:
    """The quotations of a text, in order; `mail`: it is known to be one."""
    if ">" not in text:
        return
    code = {start for start, _ in sessions(text)}
    rows = _whole([_row(line.start, line.text, code) for line in lines_of(text)])
    found = [(first, stop, _said(rows, first)) for first, stop in _stretches(rows)]
    among = mail or any(said and not _has_marks(rows[first:stop]) for first, stop, said in found)
    for first, stop, said in found:
        if _is_quoted(rows[first:stop], among):
            for number, (_, run) in enumerate(groupby(rows[first:stop], key=lambda row: row.depth)):
                yield Quotation(tuple(run), said if number == 0 else ())


def own(text: str, found: Sequence[Quotation]) -> Iterator[Stated]:
    """The paragraphs of a mail that are not quoted, where its lines were wrapped; `found`: what it quotes."""
    taken = {row.start for one in found for row in (*one.said, *one.rows)}
    rows = (_row(line.start, line.text, set()) for line in lines_of(text))
    plain = [replace(row, text="", at=0) if row.depth or row.start in taken else row for row in rows]
    for paragraph in _paragraphs(plain):
        if len(paragraph) > 1 and not any(_COLUMNS.search(row.words) for row in paragraph):
            start, end = paragraph[0].span[0], paragraph[-1].span[1]
            yield Stated(start, end, "p", MarkdownRule.OWN, MarkdownRule.OWN.what, BY)


def _row(start: int, text: str, code: set[int]) -> Row:
    match = _QUOTED.fullmatch(text)
    if match is None or start in code or _ESCAPED.match(text):
        return Row(start, text)
    return Row(start, text, match.start("words"), match["signs"].count(">"), bool(match["blank"]) or not match["words"])


def _whole(rows: Sequence[Row]) -> Sequence[Row]:
    """The lines, those that a second wrapping parted from the line above with as many signs as that has."""
    widest = max((len(row.text) for row in rows if row.depth), default=0)
    found = list(rows)
    for index in range(1, len(rows) - 1):
        above, row, below = found[index - 1], rows[index], rows[index + 1]
        if row.depth < above.depth == below.depth and _is_rest(above, row, below, max(widest, NARROWEST)):
            found[index] = replace(row, depth=above.depth, blank=True)
    return found


def _is_rest(above: Row, row: Row, below: Row, widest: int) -> bool:
    """Whether a line is the rest of the one above, which had no room for it."""
    words = row.words
    if not words or len(words) > REST or not above.words or _STOPPED.search(above.words):
        return False
    goes_on = words[0].islower() or below.words[:1].islower()
    return goes_on and len(above.text) + 1 + len(words.split()[0]) >= widest


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """The first of some lines in a row that are quoted, and the one below them."""
    for quoted, run in groupby(range(len(rows)), key=lambda index: rows[index].depth > 0):
        lines = list(run)
        if quoted and any(rows[index].words for index in lines):
            yield lines[0], lines[-1] + 1


def _said(rows: Sequence[Row], first: int) -> tuple[Row, ...]:
    """The lines above a quotation that say when who wrote it, with a day or an address and a colon at their end; a
    blank line may stand between."""
    last = first - 1
    if last > 0 and not rows[last].words:
        last -= 1
    for begin in range(last, max(last - SAID, -1), -1):
        row = rows[begin]
        if row.depth or not row.words or not rows[last].words.endswith(":"):
            break
        told = any(_DATED.search(one.words) for one in rows[begin : last + 1])
        if told and (row.words[0].isupper() or row.words[0].isdecimal()):
            return tuple(rows[begin : last + 1])
    return ()


def _has_marks(rows: Sequence[Row]) -> bool:
    """Whether the signs may be quotation marks, `>>` before the words and `<<` behind them."""
    return any(row.depth > 1 and not row.blank and "<<" in row.words for row in rows)


def _is_quoted(rows: Sequence[Row], mail: bool) -> bool:
    """Whether lines in a row are a quotation: in a mail, nearly always; else if they are prose of several lines."""
    worded = [row for row in rows if row.words]
    if mail or _has_marks(worded):
        return not _has_marks(worded)
    wide = sum(len(row.words) for row in worded) >= PROSE * len(worded)
    coded = is_listing([row.words for row in worded])
    return len(worded) >= FEWEST and wide and not coded and all(row.blank for row in worded)


def understood(one: Quotation) -> Understood:
    """What a quotation says of its text: its signs are left out, and its paragraphs are one line each."""
    rule = MarkdownRule.QUOTED
    edits, stated = [], []
    if one.said:
        start, end = one.said[0].span[0], one.said[-1].span[1]
        stated.append(Stated(start, end, "p", MarkdownRule.SAID, MarkdownRule.SAID.what, BY))
    for row in one.rows:
        signs = row.span[0] if row.words else row.start + len(row.text)
        if row.at:
            edits.append(Edit(row.start, signs, "", Kind.MARKUP, BY, rule, rule.what, at=one.rows[0].start))
    for paragraph in _paragraphs(one.rows):
        start, end = paragraph[0].span[0], paragraph[-1].span[1]
        stated.append(Stated(start, end, "quote", rule, rule.what, BY, group=one.rows[0].start))
    return Understood(tuple(edits), (), tuple(stated))


def _paragraphs(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The lines of each paragraph; a line that its writer ended is one of its own."""
    lengths = sorted(len(row.words) for row in rows if row.words)
    width = max(NARROWEST, lengths[int(USUAL * (len(lengths) - 1))]) if lengths else NARROWEST
    for worded, run in groupby(rows, key=lambda row: bool(row.words)):
        if worded:
            yield from _parted(list(run), width)


def _parted(rows: Sequence[Row], width: int) -> Iterator[Sequence[Row]]:
    """The lines between two empty ones, parted where they were not wrapped."""
    full = [_reach(a, b) >= FULL * width for a, b in pairwise(rows)]
    wrapped = sum(full) >= WRAPPED * len(full)
    verse = len(rows) >= FEWEST and all(_begins_anew(row) for row in rows)
    part = [rows[0]]
    signed = False
    for (above, row), is_full in zip(pairwise(rows), full, strict=True):
        signed = signed or above.words == "--"
        goes_on = is_full or (wrapped and row.words[0].islower() and not _STOPPED.search(above.words))
        if signed or verse or row.words == "--" or _ITEM.match(row.words) or not goes_on:
            yield part
            part = []
        part.append(row)
    yield part


def _reach(above: Row, row: Row) -> int:
    """How far a line would reach with the first word of the next."""
    return len(above.words) + 1 + len(row.words.split()[0])


def _begins_anew(row: Row) -> bool:
    """Whether a line begins as verses do: with a capital, perhaps behind a mark."""
    letter = next((sign for sign in row.words if sign.isalpha()), "")
    return letter.isupper()
