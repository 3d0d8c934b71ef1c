"""A profile: texts of an archive of bells, each with a line that says so."""

from __future__ import annotations

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.profile import File, Finding, Passage, Profile

NAME = "the Archive of Bells"


def look(file: File) -> Finding | None:
    """The line at the beginning, with the title behind it."""
    first = file.lines[0] if file.lines else None
    if first is None or not first.text.startswith("Archive of Bells: "):
        return None
    title = first.text.partition(": ")[2]
    passage = Passage(first.start, first.end, 0.98, "the line with which the Archive of Bells begins its files")
    return Finding(Provenance(origins=(NAME,), title=title), (passage,))


PROFILE = Profile("x-bells", NAME, "ecdosis_bell.profile:look")
