"""Words that run to the left, in the text of a PDF: there their letters stand as they are drawn, from left to right, so
that each line of them is turned round to be read (ISO 32000-1, 14.8.2.3.3). Typst draws the runs of a line in the order
in which they are read, so that each run can be turned by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Final

LINE: Final = "\u2028"
"""Stands where a line of the PDF begins; no text of ours has it (see `glyphs`)."""
_HEBREW: Final = "\u0590-\u05ff\ufb1d-\ufb4f"
_OTHERS: Final = (
    "\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb50-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_ALL: Final = _HEBREW + _OTHERS
"""Letters and marks that run to the left (Unicode, `DerivedBidiClass`: the ranges of R and AL), without digits, which
do not."""
_LETTER: Final = re.compile(f"[{_ALL}]")
_RUN: Final = re.compile(rf"[{_ALL}](?:[^\w{LINE}]*[{_ALL}]+)*")
_TOKEN: Final = re.compile(rf"[{_HEBREW}]+|[{_OTHERS}]+|[^{_ALL}\s]+")
_HYPHENS: Final = ("-", "\N{SOFT HYPHEN}", "\N{HYPHEN}", "–", "—")
"""After which a line may end without a blank."""
_CLUSTER: Final = re.compile(
    r".[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a]*",
    re.DOTALL,
)
"""A letter with its marks."""
_TWICE: Final = re.compile(r"(.{2,8}?)\1+")
"""What comes twice running, if it is no longer than a letter with all that stands above, below and around it."""
_CONTROLS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What only tells how text runs (Unicode, `Bidi_Control`)."""


def runs_left(text: str) -> bool:
    """Whether any letter of a text runs to the left."""
    return _LETTER.search(text) is not None


def as_drawn(text: str) -> str:
    """What one glyph stands for, as if each of its letters were drawn by itself: a ligature of two is told as they are
    read, between others that are told as they are drawn."""
    return "".join(reversed(_CLUSTER.findall(text))) if runs_left(text) else text


def read(text: str) -> str:
    """Text as it is read, from what is drawn with a mark where each line begins. Between lines of which one has words
    that run to the left a blank stands: that at their end may be drawn elsewhere."""
    text = _CONTROLS.sub("", text)
    if not runs_left(text):
        return text.replace(LINE, "")
    lines = text.split(LINE)
    leftward = [runs_left(line) for line in lines]
    turned = [_RUN.sub(lambda run: "".join(reversed(_CLUSTER.findall(run[0]))), line) for line in lines]
    ends = [
        any(pair) and not line.endswith(_HYPHENS) for line, *pair in zip(lines, leftward, leftward[1:], strict=False)
    ]
    return "".join(line + " " * end for line, end in zip(turned, [*ends, False], strict=True))


def apart(words: Sequence[str], *, by_letter: bool = False) -> tuple[str, ...]:
    """Words as a PDF and its source can be compared. Stretches of words that run to the left, with the numbers among
    and beside them, are those words in the order of the alphabet: of two scripts or languages in one line nothing tells
    the order. Points in and beside such a stretch are left out, since nothing tells to which side they belong. Of any
    script: letters with marks that come twice running are there once, since they may be drawn in parts (Arabic, Khmer),
    each of which tells them all. All others are as they are.
    `by_letter`: stretches are all their letters, since of a word that is part of a link nothing tells where it ends."""
    words = [_TWICE.sub(_once, _CONTROLS.sub("", word)) for word in words]
    if not any(map(runs_left, words)):
        return tuple(filter(None, words))
    tokens = [token for word in words for token in _TOKEN.findall(word)]
    found: list[str] = []
    edged = False  # whether what comes stands beside a stretch
    for lettered, group in groupby(tokens, _is_rightward):
        stretch = list(group)
        if lettered:
            found += [stretch[0].lstrip(_points(stretch[0])) if edged else stretch[0], *stretch[1:]]
            edged = False
        elif any(map(runs_left, stretch)):
            found[-1:] = [found[-1].rstrip(_points(found[-1]))] if found else []
            parts = [part for token in stretch for part in _parts(token)]
            found += (
                sorted(cluster for part in parts for cluster in _CLUSTER.findall(part)) if by_letter else sorted(parts)
            )
            edged = True
        else:
            found += stretch
    return tuple(found)


def _is_rightward(token: str) -> bool:
    """Whether a token has letters that run to the right."""
    return not runs_left(token) and any(map(str.isalpha, token))


def _parts(token: str) -> list[str]:
    """What is compared of a token in a stretch that runs to the left: a word, or the numbers in it."""
    return [token] if runs_left(token) else re.findall(r"\d+", token)


def _once(twice: re.Match[str]) -> str:
    """What comes more than once running, once if there are marks in it."""
    return twice[1] if any(unicodedata.category(c)[0] == "M" for c in twice[1]) else twice[0]


def _points(token: str) -> str:
    """The characters of a token that are neither letters nor digits."""
    return "".join(c for c in token if unicodedata.category(c)[0] not in "LNM")
