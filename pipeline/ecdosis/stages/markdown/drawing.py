"""What typists draw around the cells of a table, line by line: pipes between them, frames, rules.

Frames of `+`, `-` and `|`, those of Unicode's box-drawing characters and the rules of Markdown say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

_STROKES: Final = "─━┄┅┈┉╌╍╴╶╸╺╼╾"
_BARS: Final = "│┃┆┇┊┋╎╏║¦"
_SIGNS: Final = str.maketrans(
    {
        **{chr(code): "+" for code in range(0x250C, 0x2574)},
        **dict.fromkeys(_STROKES, "-"),
        **dict.fromkeys(_BARS, "|"),
        "═": "=",
    }
)
"""The sign of ASCII for each box-drawing character (Unicode 2500 to 257F); corners and crosses are `+`."""
_STROKE: Final = re.compile(r":?[-=_]+:?")
_SOLID: Final = re.compile(r"-{3,}|={3,}|_{3,}")
_ONE: Final = r"[ \t]*(?::?[-=_]{2,}:?|:[-=]:?|[-=]:)[ \t]*"
_BARRED: Final = re.compile(rf"[|+]?(?:{_ONE}[|+])*(?:{_ONE})?")
_PARTIAL: Final = re.compile(rf"[|+](?:(?<=\|)[ \t]+[|+]|(?<=\+)[ \t]+\||{_ONE}[|+])+")
"""A rule below some columns only: another column's cell goes on beside it."""
_COLUMNED: Final = re.compile(r"(?:[-=]{2,} +)+[-=]{2,}")
_LONG: Final = re.compile(r"[-=_]{3}")
_JOINED: Final = re.compile(r"[|+][-=]{2}|[-=]{2}[|+]")
"""Strokes that meet pipes in a line that is no rule: a drawing, or a tree of folders."""
_PIPE: Final = re.compile(r"(?<!\\)\|")


class Sort(Enum):
    """What a line is; VOID: pipes without words; DRAWING: something else that is drawn."""

    BLANK = auto()
    WORDS = auto()
    PIPED = auto()
    VOID = auto()
    SOLID = auto()
    BARRED = auto()
    COLUMNED = auto()
    DRAWING = auto()


RULES: Final = (Sort.SOLID, Sort.BARRED, Sort.COLUMNED)


class Line(NamedTuple):
    """A line: the offset at which it begins, its text and that in ASCII (`drawn`), as long; what it is."""

    start: int
    text: str
    drawn: str
    sort: Sort

    @property
    def end(self) -> int:
        """The offset of its end."""
        return self.start + len(self.text)

    @property
    def strokes(self) -> list[tuple[int, int]]:
        """Where the strokes of a rule begin and end (code points of the line)."""
        return [match.span() for match in _STROKE.finditer(self.drawn)]

    def mark(self, *, above: bool) -> tuple[int, int, str]:
        """The whole line as a mark that is left out, with the line end after it, if it stands `above` a table, else
        with that before it."""
        return self.start - (not above), self.end + above, ""

    @property
    def double(self) -> bool:
        """Whether it is a rule of `=`, as stands below the head of a table."""
        return "=" in self.drawn

    @property
    def span(self) -> tuple[int, int]:
        """The offsets of what it has, without the blanks around."""
        return self.end - len(self.text.lstrip()), self.start + len(self.text.rstrip())


class Piped(NamedTuple):
    """A line of cells: where its pipes stand (code points of the line), whether one opens and one closes it, and where
    each cell begins and ends."""

    pipes: tuple[int, ...]
    opened: bool
    closed: bool
    cells: tuple[tuple[int, int], ...]


def lines_of(text: str, at: int = 0) -> Iterator[Line]:
    """The lines of a text whose line ends are LF, which begins at an offset."""
    for line in text.split("\n"):
        drawn = line.translate(_SIGNS)
        yield Line(at, line, drawn, _sort(drawn.strip()))
        at += len(line) + 1


def _sort(line: str) -> Sort:
    if not line:
        return Sort.BLANK
    if line[0] not in "|+-=_:" and "|" not in line:
        return Sort.WORDS
    if _SOLID.fullmatch(line):
        return Sort.SOLID
    if _LONG.search(line) and _COLUMNED.fullmatch(line):
        return Sort.COLUMNED
    if ("|" in line or "+" in line) and _LONG.search(line) and (_BARRED.fullmatch(line) or _PARTIAL.fullmatch(line)):
        return Sort.BARRED
    if _JOINED.search(line):
        return Sort.DRAWING
    if not line.strip("| "):
        return Sort.VOID
    return Sort.PIPED if _PIPE.search(line) else Sort.WORDS


def piped(drawn: str) -> Piped:
    """The cells of a line with pipes."""
    pipes = [match.start() for match in _PIPE.finditer(drawn)]
    opened = drawn.lstrip().startswith("|")
    closed = bool(pipes) and not drawn[pipes[-1] + 1 :].strip() and len(pipes) > opened
    begins = [*([] if opened else [0]), *(pipe + 1 for pipe in pipes)]
    ends = [*pipes[opened:], len(drawn)]
    count = len(begins) - closed
    return Piped(tuple(pipes), opened, closed, tuple(zip(begins, ends, strict=False))[:count])


def pipe_marks(line: Line, row: Piped) -> Iterator[tuple[int, int, str]]:
    """The pipes of a line, with what each is read as: a blank where it alone parts two cells (offsets)."""
    for index, pipe in enumerate(row.pipes):
        outer = (row.opened and index == 0) or (row.closed and index == len(row.pipes) - 1)
        beside = line.text[max(pipe - 1, 0)] + line.text[pipe + 1 : pipe + 2]
        after = "" if outer or any(map(str.isspace, beside)) else " "
        yield line.start + pipe, line.start + pipe + 1, after


def words(line: Line, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The words of some cells of a line."""
    return [line.text[start:end].strip() for start, end in spans]
