"""Notes below a catchword: where a page has its text's last catchword above its foot, what stands below are its notes,
and nothing but notes, whether or not a marker can be read that leads to them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.model.pieces import Aside
from ecdosis.model.text import Text
from ecdosis.stages.notes.markers import SIGNS

LOST: Final = "*"
"""What a note is called whose sign the OCR has lost or made illegible, as printers call one alone on its page."""
QUOTED: Final = 3
"""Lines of a page's notes that begin with a sign from which these are what an OCR engine made of quotation marks."""
LABEL: Final = re.compile(
    r"\w?[\W_]{0,2}[\[(] ?(?P<letter>[^\s\[\]()]{0,2}) ?(?:[\])]|(?<=/)J)"
    rf"|[ \t]*(?P<sign>{SIGNS})(?=[ \t]*[^\W\d_])"
)
"""What a note begins with: a letter or number in brackets, or a sign; worn, or with a speck before it."""
_SIGNED: Final = re.compile(rf"[ \t]*(?:{SIGNS})")


@dataclass(frozen=True, slots=True)
class Under:
    """What stands below a catchword (offsets in the reading): a note with its label, or, of the note before it in the
    text, what goes on."""

    start: int
    end: int
    label: str
    goes_on: bool


def find(text: Text, breaks: Sequence[int], taken: Sequence[tuple[int, int]]) -> Iterator[Under]:
    """What stands below the catchwords of a text whose pages begin at the offsets `breaks`, in order; nothing on a page
    where something is known to be a note (`taken`: offsets, of some in the text)."""
    known = {bisect_right(breaks, start) for start, _ in taken} | {bisect_right(breaks, end) for _, end in taken}
    done: int | None = None
    for page, start, stop in places(text, breaks):
        if page not in known:
            yield from _notes(text.reading, start, stop, goes_on=done is not None and page == done + 1)
            done = page


def places(text: Text, breaks: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The pages with words below their first catchword, each with where these begin and the page ends (offsets)."""
    done: int | None = None
    for offset, piece in zip(text.offsets, text.pieces, strict=True):
        page = bisect_left(breaks, offset)  # the next page may begin right behind the word, in its line
        if not isinstance(piece, Aside) or piece.kind != "catchword" or page == done:
            continue
        line_end = text.reading.find("\n", offset)
        stop = breaks[page] if page < len(breaks) else len(text.reading)
        if line_end >= 0 and text.reading[line_end:stop].strip():
            yield page, line_end + 1, stop
            done = page


def _notes(reading: str, start: int, stop: int, *, goes_on: bool) -> Iterator[Under]:
    """The notes from one offset to another, each from its first letter to its last."""
    lines = list(re.finditer(r"(?m)^[^\S\n]{0,200}\S[^\n]*", reading[start:stop]))
    labels = [LABEL.match(line[0]) for line in lines]
    crowded = sum(1 for line in lines if _SIGNED.match(line[0])) >= QUOTED
    own = [
        _is_own(line[0], label, at, crowded=crowded) for at, (line, label) in enumerate(zip(lines, labels, strict=True))
    ]
    firsts = [0, *(index for index in range(1, len(lines)) if own[index])]
    for first, after in zip(firsts, [*firsts[1:], len(lines)], strict=True):
        label = labels[first] if own[first] else None
        told = (label["sign"] or "".join(filter(str.isalnum, label["letter"]))) if label else ""
        begin, end = start + lines[first].start(), start + lines[after - 1].start() + len(lines[after - 1][0].rstrip())
        begin += len(lines[first][0]) - len(lines[first][0].lstrip())
        yield Under(begin, end, told, goes_on and label is None)


def _is_own(line: str, label: re.Match[str] | None, at: int, *, crowded: bool) -> bool:
    """Whether a line of a page's notes (`at`: from the first of them) has a label of its own: a sign is one above all
    the others, with a capital behind it, and where few lines begin with signs."""
    if label is None or label["sign"] is None:
        return label is not None
    return not (at or crowded or line[label.end() :].lstrip()[:1].islower())


def label_end(reading: str, label: str) -> int:
    """The offset at which the label in brackets ends that a note begins with; 0 if it is another."""
    match = LABEL.match(reading)
    if match is None or match["letter"] is None:
        return 0
    worn = label == LOST and reading.lstrip().startswith("[") and not any(map(str.isalnum, match["letter"]))
    return match.end() if worn or match["letter"] == label else 0
