"""Words that stand below each other, one a line, as programs write them that give the place of each word on its page:
no line of such a text shows where a paragraph begins."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject

LEAST: Final = 200
"""Lines with a word; a list of names or of words to learn may be as long..."""
ALONE: Final = 0.9
"""... but not nearly all of a text..."""
ENDS: Final = 0.02
"""... and hardly one of its lines ends a sentence; of the words of prose one in fifteen or twenty does..."""
SMALL: Final = 0.5
"""... and in prose most words begin small."""
_END: Final = re.compile(r"[^\W\d_]{2}[.!?][\"'”’»)]?$")


def examine(subject: Subject) -> Finding | None:
    """Prose with one word in each line."""
    lines = [line.strip() for line in subject.text.split("\n") if line.strip()]
    words = [line for line in lines if " " not in line]
    ends = sum(_END.search(word) is not None for word in words)
    small = sum(word[0].islower() for word in words)
    if len(words) < max(LEAST, ALONE * len(lines)) or ends < ENDS * len(words) or small < SMALL * len(words):
        return None
    return Finding(
        "stacked",
        f"Each word of this text stands in a line of its own ({len(words):,} of {len(lines):,} lines).",
        "Can you take the text out of its file again line by line? Nothing here shows where a paragraph begins.",
    )
