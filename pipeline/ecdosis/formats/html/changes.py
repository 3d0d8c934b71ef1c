"""The marks of changes in the text, and the switches that tell which are shown."""

from __future__ import annotations

from collections import Counter
from typing import Final

from ecdosis.book.words import BookWords
from ecdosis.formats.html.context import FAMILIES, PageContext

GONE: Final = "␣"
"""Stands for blanks that are not read."""


def gone(source: str, say: BookWords) -> str:
    """What is not read, as it is shown within a line."""
    lines = source.strip("\n") if source.strip() else source.replace(" ", "").replace("\n", "↵")
    return say.visible(lines).strip(" ") or GONE


def legend(context: PageContext) -> list[tuple[str, str, int]]:
    """Which marks there are: family, name, and how many of each."""
    counted = Counter(context.families[id_] for id_ in context.placed if id_ in context.families)
    return [(family, context.say(f"families.{family}"), counted[family]) for family in FAMILIES if counted[family]]
