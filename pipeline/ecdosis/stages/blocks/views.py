"""The blocks of a reading as a reader sees them: their words, their shape, what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Final

from ecdosis.model.pieces import Aside, first_position
from ecdosis.model.source import LINE_END
from ecdosis.model.text import Text
from ecdosis.stages.transcription.lines import OWN_IMAGE
from ecdosis.stages.transcription.regions import INSIDE

PROSE: Final = 25
"""Words from which a block is running text rather than a title, a caption or a line of verse."""
SENTENCES: Final = 12
"""The same for a block of several sentences."""
SENTENCE: Final = 5
"""Words of a sentence at least."""
SENTENCE_END: Final = re.compile(r"[.,;:!?…]['\"’”»)\]]*$")
CLAUSE_END: Final = re.compile(r"[.,;:]['\"’”»)\]]*$")
_STOP: Final = re.compile(r"(?:[^\W\d_]{2}|\d)[\"'”’»)\]]*[.!?…][\"'”’»)\]]*(?=\s+\W*([^\W\d_]))")
"""The end of a sentence inside a text (an initial before a full stop is none), before the first letter of the next."""
_CLOSERS: Final = "\"'”’»)] "
_MARKS: Final = frozenset("“«»")
_CLOSES: Final = re.compile(r"(?<=[^\s(\[{—–’'-])[“«](?=[\s.,;:!?…)\]}—–-]|$)")
_OPENS: Final = re.compile(r"(?<![^\s(\[{—–-])»(?=[\w¿¡„“‘(\[…])")
WRAPPED: Final = 0.05
"""Share of the lines of a text that stand in long paragraphs, from which these have a usual width."""
_TAB: Final = 8
NEW_PAGE: Final = 4
"""Blank lines that the beginning of a page stands for: as many as Proofreaders leave before a chapter."""
CHAPTERS: Final = 2
"""Pages of transcribers that begin with so many blank lines from which they tell chapters."""
_BLANK_LINES: Final = re.compile(rf"\n{{{NEW_PAGE + 1}}}")
_EDIT: Final = re.compile(
    r"\s*(?:\[(?:edit|modifier|bearbeiten|править|editar|modifica|bewerken|edytuj|rediger|redigera|редагувати)\b"
    r"|[#¶🔗](?!\S))",
    re.IGNORECASE,
)
"""The sign behind the headings of a wiki (MediaWiki's message editsection), or of pages whose headings link to
themselves."""
INSIDE_LINES: Final = ("note-marker", "widget", "line-number")
"""What is set aside in the midst of lines, or at their ends, and parts none."""


@dataclass(frozen=True, slots=True)
class View:
    """One block: offsets `start` and `end` of the reading, its text and the number of its words.

    `indent` (columns) is the least of its source lines, `lines` their number, `width` (columns)
    that of the widest. `adjacent`: nothing but a line end stands between it and the block before. `marked`: a
    note's marker ends it. `noted`: notes stand between it and the next block. `above`: blank lines before it, of which
    a new page counts as NEW_PAGE. `left`: those that were left for what it is, so that a new page
    counts for nothing where those below its mark say that. `hangs`: columns by which its source lines below the first
    stand further in than that, at least. `anchored`: a web page's own sign of a heading was set aside
    at its end. `column`: the columns before its first word in its source line, which another block may stand in.
    `paged`: a page begins between it and the block before.
    """

    start: int
    end: int
    text: str
    words: int
    indent: int
    lines: int
    width: int
    adjacent: bool
    marked: bool
    noted: bool = False
    above: int = 0
    left: int = 0
    anchored: bool = False
    column: int = 0
    paged: bool = False
    hangs: int = 0

    @property
    def prose(self) -> bool:
        """Whether it is long enough for running text."""
        return self.words >= PROSE or (self.words >= SENTENCES and _are_sentences(self.text))

    @property
    def running(self) -> bool:
        """Whether it is running text, or at least a sentence: enough below a heading that its number shows."""
        sentence = self.words >= SENTENCE and CLAUSE_END.search(self.text) is not None
        return self.prose or (sentence and not self.text.isupper())


def oriented(found: Sequence[View]) -> list[View]:
    """The same views, with quotation marks that close in some languages (“, «) and open in others as English and French
    have them."""
    return [
        replace(view, text=_OPENS.sub("«", _CLOSES.sub("”", view.text))) if _MARKS & set(view.text) else view
        for view in found
    ]


def _are_sentences(text: str) -> bool:
    """Whether a text ends with a sentence and has one before it."""
    inner = any(not match[1].islower() for match in _STOP.finditer(text))
    return inner and text.rstrip(_CLOSERS)[-1:] in (".", "!", "?", "…", ":")


def views(text: Text, cuts: Iterable[int] = ()) -> list[View]:
    """The blocks of a text: the lines of its reading, cut at some further offsets. Every character that is not white
    space is in exactly one."""
    reading = text.reading
    markers = _offsets(text, {"note-marker"})
    apart = _offsets(text, None)
    notes = _offsets(text, {"endnote", "footnote"})
    anchors = frozenset(_anchors(text))
    tops = _Tops.of(text)
    starts = [0, *(match.end() for match in LINE_END.finditer(text.source))]
    found: list[View] = []
    for start, end in _ranges(reading, sorted(set(cuts))):
        line = reading[start:end]
        first, last = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        if first >= last:
            continue
        before = found[-1].end if found else 0
        place = bisect_left(apart, before)
        aside = place < len(apart) and apart[place] <= first
        adjacent = bool(found) and not aside and reading.count("\n", before, first) <= 1
        place = bisect_right(markers, last) - 1
        marked = place >= 0 and markers[place] >= last - 1
        indent, lines, width, column, hangs = _shape(text, starts, first, last)
        content = reading[first:last]
        shape = (len(content.split()), indent, lines, width, adjacent, marked)
        above, left, paged = tops.above(before, first)
        set_apart = (False, above, left, last in anchors, column, paged)
        found.append(View(first, last, content, *shape, *set_apart, hangs=hangs))
    return [_noted(view, following, notes) for view, following in zip_longest(found, found[1:])]


def _anchors(text: Text) -> Iterator[int]:
    """Where the signs were set aside that a wiki or a page puts behind its headings (offsets)."""
    for offset, piece in zip(text.offsets, text.pieces, strict=True):
        if isinstance(piece, Aside) and piece.kind == "widget" and _EDIT.match(text.source, first_position(piece)):
            yield offset


@dataclass(frozen=True, slots=True)
class _Tops:
    """Where the pages of a reading begin (offsets), and whether the blank lines there say what begins with them."""

    reading: str
    pages: Sequence[int]
    spaced: bool

    @classmethod
    def of(cls, text: Text) -> _Tops:
        """Those of a text. Transcribers who begin each page with a mark of theirs leave blank lines below it as they
        do elsewhere; that they do, chapters show."""
        pages = _offsets(text, {"page-break", "page-mark"})
        own = [
            offset
            for offset, piece in zip(text.offsets, text.pieces, strict=True)
            if isinstance(piece, Aside)
            and piece.kind == "page-mark"
            and OWN_IMAGE.match(text.source, first_position(piece))
        ]
        chapters = sum(_BLANK_LINES.match(text.reading, offset) is not None for offset in own)
        return cls(text.reading, pages, chapters >= CHAPTERS)

    def above(self, before: int, first: int) -> tuple[int, int, bool]:
        """The blank lines between two blocks, of which one ends and the other begins at these offsets: `above`, `left`
        and `paged` of a view."""
        blank = max(0, self.reading.count("\n", before, first) - 1)
        last = bisect_right(self.pages, first)
        if last == bisect_left(self.pages, before):
            return blank, blank, False
        above = max(blank, NEW_PAGE)
        below = max(0, self.reading.count("\n", self.pages[last - 1], first) - 1)
        return above, below if self.spaced else above, True


def _noted(view: View, following: View | None, notes: Sequence[int]) -> View:
    """A view that knows whether notes (at some offsets) follow it."""
    place = bisect_left(notes, view.end)
    follow = place < len(notes) and (following is None or notes[place] <= following.start)
    return replace(view, noted=True) if follow else view


def _ranges(reading: str, cuts: Sequence[int]) -> Iterable[tuple[int, int]]:
    """The lines of a reading, cut further."""
    for match in re.finditer(r"[^\n]+", reading):
        inner = cuts[bisect_right(cuts, match.start()) : bisect_left(cuts, match.end())]
        borders = [match.start(), *inner, match.end()]
        yield from pairwise(borders)


def _offsets(text: Text, kinds: set[str] | None) -> list[int]:
    """Where asides of some kinds stand (None: all but those in the midst of lines)."""
    return [
        offset
        for offset, piece in zip(text.offsets, text.pieces, strict=True)
        if isinstance(piece, Aside)
        and (piece.kind in kinds if kinds else piece.kind not in INSIDE_LINES and not piece.label.startswith(INSIDE))
    ]


def _shape(text: Text, starts: Sequence[int], start: int, end: int) -> tuple[int, int, int, int, int]:
    """The least indent of the source lines (that begin at `starts`) under a block, their number, the width of the
    widest, where the first word stands, and how much further in those below the first stand (columns)."""
    first, last = text.position(start), text.position_after(end)
    begin = starts[bisect_right(starts, first) - 1]
    under = text.source[begin:last].replace("\f", "")
    lines = [line.expandtabs(_TAB) for line in LINE_END.split(under) if line.strip()]
    indents = [len(line) - len(line.lstrip()) for line in lines]
    before = text.source[begin:first].replace("\f", "").expandtabs(_TAB)
    column = len(before) if any(map(str.isalnum, before)) else len(before) - len(before.lstrip())
    hangs = min(indents[1:], default=0) - indents[0] if indents else 0
    return min(indents, default=0), len(lines), max(map(len, lines), default=0), column, max(0, hangs)


def usual_width(found: Sequence[View]) -> int:
    """The width that most long paragraphs of a text have (columns); 0 if its lines are not wrapped, or so few are that
    these tell nothing of the others."""
    long = [view for view in found if view.lines > 3]
    if sum(view.lines for view in long) < WRAPPED * sum(view.lines for view in found):
        return 0
    widths = Counter(view.width for view in long)
    return max(widths, key=lambda width: (widths[width], width)) if widths else 0
