"""Brackets that are open at the end of a line: what stands in them is no end of a paragraph."""

from __future__ import annotations

import re
from typing import Final

FAR: Final = 200
"""Code points between a bracket and the one that closes it at most, on either side of a line end."""
_LABEL: Final = re.compile(r"^[ \t]*\w{1,3}\)", re.MULTILINE)
"""The number of an item: `2)`, which closes nothing."""
_INSERTED: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
"""A bracket that begins a line: what an editor puts in has lines of its own (`[Music: …`)."""
_OF_CODE: Final = re.compile(r"\n[ \t]*[)\]}]")
"""A bracket that begins a line, as programs have it."""
_CLOSES: Final = {")": "(", "]": "["}


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


def _open(text: str) -> list[str]:
    """The brackets that are open at the end of a text."""
    opened: list[str] = []
    for sign in text:
        if sign in _CLOSES.values():
            opened.append(sign)
        elif sign in _CLOSES and opened and opened[-1] == _CLOSES[sign]:
            opened.pop()
    return opened
