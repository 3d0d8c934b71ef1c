"""Words run together at large: a text whose blanks were lost."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject, examples

LONG: Final = 25
"""Code points of what no blank parts. Hardly any word is longer, German compounds included."""
SHARE: Final = 0.05
"""Share of the letters of a text that may stand in such: 0.1 % at most in sound texts, which have addresses of the web
and names of chemistry."""
LEAST: Final = 5
"""Of such rows; a few may be anything."""
LETTERS: Final = 0.8
"""Share of letters in what no blank parts, if it is words."""
_RUN: Final = re.compile(rf"\S{{{LONG},}}")
_NO_WORDS: Final = re.compile(r"[/@_|<>=\\]")
"""Marks of addresses, names of files, code and tables."""
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LETTER: Final = re.compile(r"[^\W\d_]")
_WITHOUT_BLANKS: Final = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Letters of scripts that are written without blanks between words (Thai, Lao, Tibetan, Burmese, Khmer, Chinese,
Japanese), and of Korean, whose words are parted but long."""


def examine(subject: Subject) -> Finding | None:
    """Letters that stand in a row for longer than words are."""
    text = subject.text
    runs = [match.span() for match in _RUN.finditer(text) if _is_prose(match.group())]
    if len(runs) < LEAST:
        return None
    letters = sum(len(word) for word in _WORD.findall(text))
    share = sum(len(_LETTER.findall(text, *run)) for run in runs) / letters
    if share < SHARE:
        return None
    return Finding(
        "no-spaces",
        f"Words run together: {100 * share:.0f} % of the letters stand where no blank parts words "
        f"({examples(text, runs)}).",
        "Were the blanks lost when the text was taken out of its file? Take it out with another program; only a few of "
        "such words were parted here.",
    )


def _is_prose(run: str) -> bool:
    """Whether what no blank parts is words: mostly letters, in a script that parts words."""
    mostly = len(_LETTER.findall(run)) >= LETTERS * len(run)
    return mostly and not _NO_WORDS.search(run) and not _WITHOUT_BLANKS.search(run)
