"""Notes whose numbers a browser has set, so that a copy of the page has only the signs that lead back: `^ a b Livy`.

The n-th of them is note n. That proves nothing unless the markers say it: the highest has the number of the last note.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.stages.notes.lines import BACK, NoteLine

LEAST: Final = 3
"""Such notes of a text, at least."""
_LINE: Final = re.compile(rf"[ \t]*{BACK}[ \t]+(?:[a-z][ \t,]+)*(?=[^\W_]|[“\"‘'«„(\[…]|_\w)")
FAMILY: Final = "bracket"
"""The form of the markers of such pages: [1]."""


def counted(reading: str, lines: Sequence[NoteLine], numbers: Collection[int]) -> list[NoteLine]:
    """The lines, those that begin with such a sign labelled with their place among them, if this ends with the highest
    of the `numbers` of markers in brackets."""
    found = [i for i, line in enumerate(lines) if not line.blank and _LINE.match(reading, line.start, line.end)]
    if len(found) < LEAST or len(found) != max(numbers, default=0):
        return list(lines)
    result = list(lines)
    for number, index in enumerate(found, 1):
        result[index] = replace(lines[index], label=str(number), number=number, family=FAMILY)
    return result


def sign_end(body: str) -> int:
    """The offset at which the sign ends that a note begins with; 0 if it begins with none."""
    match = _LINE.match(body)
    return len(match[0].rstrip()) if match else 0
