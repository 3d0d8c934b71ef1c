"""Signs of notes that were misread: `^`, `'^`, `-\\\\`, `”` for * and † behind a word, `t`, `'` before a note.

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
PROSE: Final = 3
"""Words of three letters on a line from which it is running text, and not what an engine made of a picture."""
_MARK: Final = re.compile(
    r"(?<=[^\W\d_])(?: ?[.,;:!?])*(?:[”’]|\"(?= ))?"
    r"(?P<mark>(?: (?=['\"]))?[*'\"-]{0,2}(?:[\^°]|(?<=-)\\)['\"*-]{0,2})(?=\s|\Z)"
    r"|(?<=[^\W\d_])[.,;:!?]*[\"”](?P<letter>[tf])(?=\s)"
)
"""A mark behind a word, or the letter that † looks like behind a quotation."""
_STRAY: Final = re.compile(r"[“„‟\"«]|(?<![\w.,;:!?])”|(?P<closing>(?<=[\w.,;:!?])”(?=\s))")
"""Quotation marks of all languages that close with ”: one that closes what none has opened may be a sign."""
STRAY: Final = "”"
NEAR: Final = 2000
"""Code points before such a mark, about a page, in which that which it closes may be opened."""
_QUOTED: Final = re.compile(r"(?:^|\s)(?:[„“\"^]|[*'^]{2}) ?[^\W\d_][^\"”]*\Z")
"""A quotation, perhaps with a worn mark before it, that has not ended."""
_QUOTATION: Final = 60
"""Characters before a mark in which the beginning of a quotation is looked for."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_LOOKS: Final = {"t": "†", "f": "†", "'": "*", "°": "*", "^": "*", "•'": "*", "•''": "*"}
"""What stands before a note -> the sign that it looks like. None of them is a word of its own."""
_LABEL: Final = re.compile(r"[ \t]*(?P<sign>•'{1,2}|[tf'°^])[ \t]+(?=[\"“”'‘’„«]*[ \t]?[^\W\d_])")


def candidates(reading: str) -> Iterator[MarkerCandidate]:
    """The marks behind words that may be signs of notes, in order; what ends a quotation is no part of one."""
    for match in _MARK.finditer(reading):
        start, end = match.span("mark" if match["mark"] else "letter")
        if len(_WORD.findall(reading, reading.rfind("\n", 0, start) + 1, _line_end(reading, end))) < PROSE:
            continue
        if reading[start] == '"' and _QUOTED.search(reading[max(0, start - _QUOTATION) : start]):
            start += 1
        label = _LOOKS[match["letter"]] if match["letter"] else ANY
        yield MarkerCandidate(start, end, 0, label, "sign", 0.0, reading[start:end])


def stray(reading: str) -> Iterator[MarkerCandidate]:
    """The closing quotation marks behind words that nothing has opened, in order."""
    last = -1
    for match in _STRAY.finditer(reading):
        start, end = match.span()
        if not match["closing"]:
            last = start
        elif last < 0 or start - last > NEAR:
            yield MarkerCandidate(start, end, 0, ANY, "sign", 0.0, STRAY)
        else:
            last = -1


def _line_end(reading: str, start: int) -> int:
    end = reading.find("\n", start)
    return end if end >= 0 else len(reading)


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
