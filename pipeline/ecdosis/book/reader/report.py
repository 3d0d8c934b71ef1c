"""What became of a document's elements on the way to the book: nothing vanishes without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree

Fate = Literal["dropped", "simplified", "unknown", "added", "kept"]
"""Dropped: it is not shown in its place. Simplified: its words are shown, not all that it says. Unknown: the program
does not know it, and shows its words. Added: the book has something that the document does not have. Kept: it is
shown."""
FATES: Final[tuple[Fate, ...]] = ("dropped", "simplified", "unknown", "added", "kept")


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to some elements (or a feature of them) of one name, how often, and the line of the first (from 1;
    0 if unknown)."""

    fate: Fate
    what: str
    why: str
    count: int
    line: int


@dataclass(slots=True)
class Tally:
    """The events so far."""

    counts: dict[tuple[Fate, str, str], list[int]] = field(default_factory=dict)

    def note(self, fate: Fate, what: str, why: str, element: etree._Element | None = None) -> None:
        """One more event."""
        line = element.sourceline if element is not None else 0
        found = self.counts.setdefault((fate, what, why), [0, line if isinstance(line, int) else 0])
        found[0] += 1

    def events(self) -> tuple[Event, ...]:
        """All events, what was lost most first."""
        order: Mapping[str, int] = {fate: index for index, fate in enumerate(FATES)}
        listed = (Event(*key, count, line) for key, (count, line) in self.counts.items())
        return tuple(sorted(listed, key=lambda event: (order[event.fate], event.what, event.why)))
