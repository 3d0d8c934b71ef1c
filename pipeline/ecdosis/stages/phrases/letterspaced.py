"""Words whose letters stood apart in the source, which the stage `lines` has closed up: a printer spaced them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Change, leaves
from ecdosis.model.text import Text

_LETTER: Final = r"[^\W\d_]"
_INSIDE: Final = re.compile(rf"(?:\s+{_LETTER})*\s+")
"""What was changed of such a word: all but its first letter and its last."""

_ALONE: Final = re.compile(rf"\W?{_LETTER}{_INSIDE.pattern}{_LETTER}\W?")
"""Such a word with what stands beside it."""


class Letterspaced(NamedTuple):
    """Words of the reading (offsets)."""

    start: int
    end: int


def letterspaced(text: Text) -> Iterator[Letterspaced]:
    """The words whose letters stood apart, those that stand beside each other together. Two letters alone may be an
    initial and the rest of its word."""
    group: list[Letterspaced] = []
    for word in _words(text):
        if group and text.reading[group[-1].end : word.start].strip(" \u00a0"):
            yield from _together(group)
            group = []
        group.append(word)
    yield from _together(group)


def _together(group: list[Letterspaced]) -> Iterator[Letterspaced]:
    if any(word.end - word.start > 2 for word in group):
        yield Letterspaced(group[0].start, group[-1].end)


def _words(text: Text) -> Iterator[Letterspaced]:
    """The words that were made of single letters, two of them or more."""
    for offset, piece in zip(text.offsets, text.pieces, strict=True):
        if isinstance(piece, Change) and piece.kind == Kind.WORD_DIVISION and piece.by == "lines":
            under = list(leaves((piece,)))
            source = text.source[under[0].start : under[-1].end] if under else ""
            alone = text.source[max(0, under[0].start - 2) : under[-1].end + 2] if under else ""
            if _INSIDE.fullmatch(source) and _ALONE.fullmatch(alone):
                yield Letterspaced(offset - 1, offset + len(piece.after) + 1)
