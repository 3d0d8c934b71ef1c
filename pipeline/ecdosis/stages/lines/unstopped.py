"""Texts without full stops, as people type diaries, transcripts and songs: which of their lines stand alone.

Where no stop shows where a sentence ends, a small letter does not show that one goes on. There a short line that comes
again, its figures apart, is the label of what is below it: a day, a speaker. Where a whole line of several words comes
again, as a refrain does, and lines end though the next word had room, the text is verse, and each line is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.languages.dates import is_dateline
from ecdosis.stages.lines.signs import Opening, ReadingLine

STOPS: Final = 0.1
"""Ends of sentences a line, in a text that has hardly any; prose has one in two lines or three."""
FEWEST: Final = 12
"""Lines of such a text at least."""
AGAIN: Final = 3
"""Times that a label or a refrain comes."""
LABEL: Final = 5
"""Words of a label at most."""
SHORT: Final = 0.6
"""Share of the width of the text that a label has at most."""
WIDE: Final = 40
"""Columns of a text with labels at least: in one of a word a line, any word may come again."""
REFRAIN: Final = 5
"""Words of a refrain at least: people say fewer again and again."""
STANZA: Final = 40
"""Lines of a song to each time that its refrain comes, at most."""
ROOM: Final = 0.3
"""Share of the lines of verse that had room for the first word of the next; of wrapped lines hardly one has."""
_STOP: Final = re.compile(r"[.!?…;][\"'”’»)\]]{0,2}(?=\s|$)")
_FIGURES: Final = re.compile(r"\d+")
_DAY: Final = "a day"


def alone(reading: str, lines: Sequence[ReadingLine]) -> frozenset[int]:
    """The offsets at which lines begin that are joined with none, in a text that has hardly a full stop."""
    texts = [reading[line.first : line.last] for line in lines]
    worded = [text for text in texts if not is_dateline(text)]
    if len(lines) < FEWEST or _stops(worded) > STOPS * len(lines):
        return frozenset()
    if _is_song(lines, texts) and not _has_prose(reading, lines):
        return frozenset(line.start for line in lines)
    widest = max(line.edge for line in lines)
    if widest < WIDE:
        return frozenset()
    keys = [_label(line, text, widest) for line, text in zip(lines, texts, strict=True)]
    often = Counter(filter(None, keys))
    return frozenset(line.start for line, key in zip(lines, keys, strict=True) if key and often[key] >= AGAIN)


def _stops(texts: Iterable[str]) -> int:
    """How many sentences end in some lines."""
    return sum(len(_STOP.findall(text)) for text in texts)


def _has_prose(reading: str, lines: Sequence[ReadingLine]) -> bool:
    """Whether several of the blocks between blank lines have as many full stops as prose has."""
    ends = [reading.count("\n", a.last, b.first) > 1 for a, b in pairwise(lines)]
    starts = [0, *(index for index, parted in enumerate(ends, 1) if parted), len(lines)]
    blocks = [lines[first:last] for first, last in pairwise(starts)]
    stops = [_stops(reading[line.first : line.last] for line in block) for block in blocks]
    stopped = sum(count > STOPS * len(block) for count, block in zip(stops, blocks, strict=True))
    return stopped > STOPS * len(blocks)


def _label(line: ReadingLine, text: str, widest: int) -> str:
    """What is the same in labels of one sort; empty of a line that can be none."""
    if line.edge > SHORT * widest or len(text.split()) > LABEL:
        return ""
    if is_dateline(text):
        return _DAY
    return _FIGURES.sub("#", text) if line.opening is Opening.UPPER else ""


def _is_song(lines: Sequence[ReadingLine], texts: Sequence[str]) -> bool:
    """Whether a refrain and the ends of the lines show that a text is verse."""
    often = Counter(text for text in texts if len(text.split()) >= REFRAIN)
    times = max(often.values(), default=0)
    widest = max(line.edge for line in lines)
    room = sum(a.edge + 1 + b.word <= widest for a, b in pairwise(lines))
    return times >= AGAIN and times * STANZA >= len(lines) and room >= ROOM * len(lines)
