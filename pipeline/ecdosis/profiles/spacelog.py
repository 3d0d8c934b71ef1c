"""Spacelog: transcripts of space flights, with a time above each entry and lines that say where it stands."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.profile import File, Finding, Passage
from ecdosis.profiles.rules import ProfileRule

FEWEST: Final = 3
"""Such lines in a file."""
_TIME: Final = re.compile(r"\[-?\d\d(?::\d\d){2,3}(?:\.\d+)?\]")
_SAYS: Final = re.compile(r"_(?P<what>[a-z_]{3,20})\s?:\s*(?P<said>.*)")
"""`_page : 77`, `_note : …` (Spacelog, transcript file format)."""


def look(file: File) -> Finding | None:
    """The marks in such a transcript; the words behind them stay, but the number of the page and tape."""
    found = [(line, said) for line in file.lines if (said := _SAYS.fullmatch(line.text))]
    above = sum(1 for line in file.lines if _TIME.fullmatch(line.text))
    if len(found) < FEWEST or above < len(found):
        return None
    passages = []
    for line, said in found:
        page = said["said"] if said["what"] == "page" else ""
        words = said["said"] if said["what"] not in ("page", "tape") else ""
        end = line.end - len(words) if words else line.end
        why = f"Spacelog’s mark of a {said['what']}"
        passages.append(Passage(line.start, end, ProfileRule.MARKED, why, page))
    return Finding(Provenance(origins=("Spacelog",)), tuple(passages))
