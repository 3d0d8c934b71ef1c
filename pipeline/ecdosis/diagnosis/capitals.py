"""A text in capitals throughout: names, headings and the beginnings of sentences cannot be told by them."""

from __future__ import annotations

from typing import Final

from ecdosis.diagnosis.finding import Finding, Subject

LEAST: Final = 300
"""Capitals of a text that is no mere title."""
SHARE: Final = 0.8
"""Share of the letters of a text from which capitals say nothing in it; of prose they are 2 to 5 %, of German 6 %."""


def examine(subject: Subject) -> Finding | None:
    """Capitals where small letters were to be expected."""
    large = sum(map(str.isupper, subject.text))
    small = sum(map(str.islower, subject.text))
    if large < LEAST or large < SHARE * (large + small):
        return None
    return Finding(
        "all-capitals",
        f"{100 * large / (large + small):.0f} % of the letters of this text are capitals, so names, headings and the "
        "beginnings of sentences cannot be told by them.",
        "Is there a copy in capitals and small letters?",
        grave=False,
    )
