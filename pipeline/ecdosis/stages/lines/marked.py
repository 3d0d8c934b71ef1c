"""Words that the mark of a page parts: a transcriber wrote it between their halves, with a blank on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.model.pieces import Aside, Edit
from ecdosis.model.text import Text
from ecdosis.stages.lines.hyphens import Evidence
from ecdosis.stages.lines.rules import LineRule

_LEFT: Final = re.compile(r"(?<![\w'’-])([^\W\d_]+)([ \u00a0]?)$")
_RIGHT: Final = re.compile(r"([ \u00a0]?)([^\W\d_]+)(?![\w'’-])")
LONGEST: Final = 40
"""Code points of a half that are looked at."""


def edits(text: Text, evidence: Evidence, by: str) -> Iterator[Edit]:
    """The edits that close up such words, in order. Only what the text has elsewhere as one word is one, and only if it
    has no other word like the second half."""
    reading = text.reading
    for offset, piece in zip(text.offsets, text.pieces, strict=True):
        if not (isinstance(piece, Aside) and piece.kind == "page-mark"):
            continue
        left = _LEFT.search(reading[max(0, offset - LONGEST) : offset])
        right = _RIGHT.match(reading, offset, offset + LONGEST)
        if left is None or right is None or len(left[2] + right[1]) != 1:
            continue
        counts = evidence.counts  # of words in small letters: a name's second half is none of them
        if counts[(left[1] + right[2]).casefold()] and counts[right[2]] == 1:
            why = f"the mark of a page parts a word: the text has “{left[1]}{right[2]}” elsewhere"
            yield Edit(offset - len(left[2]), offset + len(right[1]), "", "word-division", by, LineRule.MARKED, why)
