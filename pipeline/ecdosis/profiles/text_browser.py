"""A browser that writes a page as text (lynx, ELinks, w3m): it names the feeds of a page in the first line."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.profile import File, Finding, Passage
from ecdosis.profiles.rules import ProfileRule

_LINKS: Final = re.compile(r"#(?:\[\d+\])?\s?\S.*\b(?:RSS|Atom|feed|alternate|canonical|shortlink|EditURI)\b.*")
"""What `link` elements of the page name, behind a number sign (lynx, `-dump`)."""
INDENT: Final = 3
"""Columns by which they indent all that they write."""


def look(file: File) -> Finding | None:
    """The names of feeds above the page."""
    if not file.lines or file.lines[0].indent != INDENT or not _LINKS.fullmatch(file.words(file.paragraphs[0])):
        return None
    last = file.lines[file.paragraphs[0].stop - 1]
    why = "the feeds of a page, as a browser names them"
    return Finding(Provenance(), (Passage(file.lines[0].start, last.end, ProfileRule.MARKED, why),))
