"""Brackets that are open at the end of a line: what stands in them is no end of a paragraph."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.stages.transcription.brackets import describes

FAR: Final = 200
"""Code points between a bracket and the one that closes it at most, on either side of a line end."""
_LABEL: Final = re.compile(r"^[ \t]*\w{1,3}\)", re.MULTILINE)
"""The number of an item: `2)`, which closes nothing."""
_INSERTED: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
"""A bracket that begins a line: what an editor puts in has lines of its own (`[Music: …`)."""
_OF_CODE: Final = re.compile(r"\n[ \t]*[)\]}]")
"""A bracket that begins a line, as programs have it."""
_NAMED: Final = re.compile(r"(?:^|\n)[ \t]*(?P<name>[^\W\d_][^\n()\[\].:;!?]{0,30}?)[ \t]{0,2}[(\[][^()\[\]]{0,400}\Z")
"""Who speaks, with the beginning of what is said of how he does."""
_TOLD: Final = re.compile(r"[^()\[\]]{0,400}?[)\]](?P<sign>[.:]?)[ \t]*(?:\n|\Z)")
_CLOSES: Final = {")": "(", "]": "["}
DESCRIBED: Final = 1200
"""Code points of what a transcriber describes in a bracket of several lines, at most: the words below a canon, say."""


def encloses(before: str, after: str) -> bool:
    """Whether a bracket is open at the end of one text that the text after it closes."""
    opened = _open(_LABEL.sub("", _INSERTED.sub("", before)[-FAR:]))
    depth = len(opened)
    after = _OF_CODE.split(after[:FAR])[0]
    for sign in _LABEL.sub("", after[:FAR]):
        if sign in _CLOSES.values():
            opened.append(sign)
        elif sign in _CLOSES and opened and opened[-1] == _CLOSES[sign]:
            opened.pop()
            if len(opened) < depth:
                return True
    return False


def describes_on(before: str, after: str) -> bool:
    """Whether a line end stands in a bracket in which a transcriber describes what could not be typed, such as music
    with the words below it: it begins a line above, and closes with no blank line between."""
    paragraph = before[-DESCRIBED:].rpartition("\n\n")[2]
    opened = paragraph.rfind("\n[") + 1
    if not describes(paragraph[opened:]) or _depth(paragraph[opened:]) != 1:
        return False
    depth = 1
    for sign in after[:DESCRIBED].partition("\n\n")[0]:
        depth += (sign == "[") - (sign == "]")
        if depth == 0:
            return True
    return False


def _depth(text: str) -> int:
    """How many square brackets are open at the end of a text."""
    return text.count("[") - text.count("]")


def is_label(before: str, after: str) -> bool:
    """Whether a line end stands in the brackets behind the name of who speaks, which stands alone: these end a line,
    and a colon behind them, where the name is not in capitals."""
    named, told = _NAMED.search(before[-2 * FAR :]), _TOLD.match(after)
    return named is not None and told is not None and (told["sign"] == ":" or named["name"].isupper())


def _open(text: str) -> list[str]:
    """The brackets that are open at the end of a text."""
    opened: list[str] = []
    for sign in text:
        if sign in _CLOSES.values():
            opened.append(sign)
        elif sign in _CLOSES and opened and opened[-1] == _CLOSES[sign]:
            opened.pop()
    return opened
