"""Signs of notes that were misread: `^`, `'^`, `-\\\\` for * and † behind a word, `t`, `'` before a note.

None of them proves anything. A mark behind a word is read as a sign only where a note at the foot of its page waits for
one, and there are as many of them; the letter before a note only at the foot of a page, in a text whose pages end so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.stages.notes.lines import NoteLine
from ecdosis.stages.notes.markers import MarkerCandidate

ANY: Final = "*"
"""The label of a mark that may be any sign."""
HABIT: Final = 3
"""Pages at least that end with a note which a sign begins, for that to be the habit of a text."""
_MARK: Final = re.compile(r"(?<=[^\W\d_]|[.,;:!?\"'”’])[*'\"-]{0,2}(?:[\^°]|(?<=-)\\)['\"*-]{0,2}(?=\s|\Z)")
_LOOKS: Final = {"t": "†", "f": "†", "'": "*", "°": "*", "^": "*"}
"""What stands before a note -> the sign that it looks like. None of them is a word of its own."""
_LABEL: Final = re.compile(r"[ \t]*(?P<sign>[tf'°^])[ \t]+(?=[\"“”'‘’„«]*[ \t]?[^\W\d_])")


def candidates(reading: str) -> Iterator[MarkerCandidate]:
    """The marks behind words that may be signs of notes, in order."""
    for match in _MARK.finditer(reading):
        yield MarkerCandidate(match.start(), match.end(), 0, ANY, "sign", 0.0, match[0])


def restored(reading: str, lines: Sequence[NoteLine]) -> list[NoteLine]:
    """The lines, those labelled with a sign that look like one, and begin a paragraph at the foot of a page among notes
    with signs, or where that is the habit of the text."""
    feet = list(_feet(lines))
    result = list(lines)
    habit = sum(1 for foot in feet if lines[foot[0]].family == "sign") >= HABIT
    for foot in feet if habit else ():
        for index in foot:
            match = None if lines[index].label else _LABEL.match(reading, lines[index].start, lines[index].end)
            if match:
                result[index] = replace(lines[index], label=_LOOKS[match["sign"]], number=0, family="sign")
    return result


def _feet(lines: Sequence[NoteLine]) -> Iterator[list[int]]:
    """The first lines of the last two paragraphs of each page, the last first."""
    foot: list[int] = []
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if index + 1 < len(lines) and line.page != lines[index + 1].page:
            if foot:
                yield foot
            foot = []
        if not line.blank and line.after_blank and len(foot) < 2:
            foot.append(index)
    if foot:
        yield foot


def label_end(reading: str, label: str) -> int:
    """The offset at which the misread sign ends that a note begins with; 0 if it does not look like `label`."""
    match = _LABEL.match(reading)
    return match.end("sign") if match and _LOOKS[match["sign"]] == label else 0
