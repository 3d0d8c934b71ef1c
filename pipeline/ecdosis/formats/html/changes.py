"""The marks of changes in the text, and the switches that tell which are shown."""

from __future__ import annotations

from collections import Counter
from typing import Final

from ecdosis.book import words
from ecdosis.formats.html.context import FAMILIES, PageContext

GONE: Final = "␣"
"""Stands for blanks that are not read."""


def gone(source: str) -> str:
    """What is not read, as it is shown within a line."""
    lines = source.strip("\n") if source.strip() else source.replace(" ", "").replace("\n", "↵")
    return words.visible(lines).strip(" ") or GONE


def legend(context: PageContext) -> list[tuple[str, str, int]]:
    """Which marks there are: family, name, and how many of each."""
    counted = Counter(context.families[id_] for id_ in context.placed if id_ in context.families)
    return [(family, name, counted[family]) for family, name in FAMILIES.items() if counted[family]]
