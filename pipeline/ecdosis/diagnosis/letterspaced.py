"""Letters that stand apart at large: a program put a blank behind each of them. What stands apart here and there is
emphasis or a heading, and is closed up where it makes a word (`ecdosis.stages.lines.letterspacing`)."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject, examples

SHARE: Final = 0.1
"""Share of the letters of a text that may stand apart: at most 0.7 % in 300 pieces of real ones, where all running
heads are spaced."""
LEAST: Final = 100
"""Letters that stand apart."""
_APART: Final = re.compile(r"(?<!\w)[^\W\d_](?:[^\S\n]{1,6}[^\W\d_]){2,}(?!\w)")
_LETTER: Final = re.compile(r"[^\W\d_]")


def examine(subject: Subject) -> Finding | None:
    """A large share of letters with blanks between them."""
    text = subject.text
    runs = [match.span() for match in _APART.finditer(text)]
    apart = sum(len(_LETTER.findall(text, *run)) for run in runs)
    share = apart / len(_LETTER.findall(text)) if apart >= LEAST else 0.0
    if share < SHARE:
        return None
    return Finding(
        "letterspaced",
        f"{100 * share:.0f} % of the letters of this text stand apart ({examples(text, runs)}).",
        "Were they spaced out when the text was taken out of its file? Take it out with another program; only letters "
        "that make a known word were closed up here.",
    )
