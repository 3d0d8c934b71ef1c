"""Spacelog: transcripts of space flights, with a time above each entry and lines that say where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.profile import File, Finding, Meant, Passage
from ecdosis.profiles.rules import ProfileRule

FEWEST: Final = 3
"""Such lines in a file."""
_TIME: Final = re.compile(r"\[-?\d\d(?::\d\d){2,3}(?:\.\d+)?\]")
_MEANT: Final[Mapping[str, str]] = MappingProxyType({"extra": "head", "note": "sidenote"})
"""What such a mark says of the words behind it."""
_SAYS: Final = re.compile(r"_(?P<what>[a-z_]{3,20})\s?:\s*(?P<said>.*)")
"""`_page : 77`, `_note : …` (Spacelog, transcript file format)."""


_SPEAKS: Final = re.compile(r"(?P<who>[A-Z][A-Za-z0-9./ -]{0,15}:)\s+\S.*")
"""Who speaks, before the words below a time."""


def look(file: File) -> Finding | None:
    """The marks in such a transcript; the words behind them stay, but the number of the page and tape: those of an
    `_extra` are a heading, those of a `_note` are said beside what stands above them. Times stand in lines of their
    own, and below each it says who speaks."""
    found = [(line, said) for line in file.lines if (said := _SAYS.fullmatch(line.text))]
    above = sum(1 for line in file.lines if _TIME.fullmatch(line.text))
    if len(found) < FEWEST or above < len(found):
        return None
    passages, meant = [], [*_times(file), *_speakers(file)]
    for line, said in found:
        page = said["said"] if said["what"] == "page" else ""
        words = said["said"] if said["what"] not in ("page", "tape") else ""
        end = line.end - len(words) if words else line.end
        why = f"Spacelog’s mark of a {said['what']}"
        passages.append(Passage(line.start, end, ProfileRule.MARKED, why, page))
        if words and said["what"] in _MEANT:
            meant.append(Meant(end, line.end, _MEANT[said["what"]], ProfileRule.MARKED, why, level=1))
    return Finding(Provenance(origins=("Spacelog",)), tuple(passages), tuple(meant))


def _times(file: File) -> Iterator[Meant]:
    """The times, which stand in lines of their own."""
    for line in file.lines:
        if _TIME.fullmatch(line.text):
            yield Meant(line.start, line.end, "line", ProfileRule.MARKED, "the time of what stands below it")


def _speakers(file: File) -> Iterator[Meant]:
    """The names in the lines below times, or below the marks under these."""
    timed = False
    for line in file.lines:
        if _TIME.fullmatch(line.text):
            timed = True
        elif not _SAYS.fullmatch(line.text):
            if timed and (said := _SPEAKS.fullmatch(line.text)):
                end = line.start + said.end("who")
                yield Meant(line.start, end, "speaker", ProfileRule.MARKED, "it stands below a time, before words")
            timed = False
