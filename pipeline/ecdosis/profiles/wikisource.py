"""Wikisource: a page of it as a browser has it, with the way to the pages before and after, and the licence below.

A page that is a part of a work is called after both (`Tales of the River/The Last Ferry`): the piece has the latter
name, a numbered part that of the work.
"""

from __future__ import annotations

import re
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles import notices
from ecdosis.profiles.profile import File, Finding, Line, Passage, letters_of
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.persons import is_full, persons

TOP: Final = 24
"""Lines of a page in which its site names itself and the pages around, with its menus."""
NEAR: Final = 6
"""Lines below the name of the site in which the ways to the pages around stand, and the title comes again."""
_SITE: Final = ("fromwikisource", "auswikisource", "unlivredewikisource", "dawikisource", "dewikisource")
"""How the line begins that names the site, by its letters."""
_NUMBERED: Final = re.compile(
    r"(?:chapter|book|part|volume|act|scene|letter|section|kapitel|chapitre|tome|livre)\b|\W*[\dIVXLC]+\W*$",
    re.IGNORECASE,
)
"""What a numbered part of a work is called."""


def look(file: File) -> Finding | None:
    """The notice below a page, and what stands above its text."""
    found = notices.look("wikisource", file)
    top = file.lines[:TOP]
    site = next((i for i, line in enumerate(top) if letters_of(line.text).startswith(_SITE)), None)
    if found is None or site is None:
        return found
    work, slash, piece = top[0].text.rpartition("/")
    near = file.lines[site : site + 1 + NEAR]
    ways = [line for line in near if line is top[site] or _is_way(line.text, work)]
    author = next((name for line in near if (name := _author(line.text, work or top[0].text))), "")
    again = any(line.text == piece for line in file.lines[site + 1 : site + 1 + NEAR] if line not in ways)
    named = [top[0]] if slash and again else []
    numbered = bool(slash) and _NUMBERED.match(piece) is not None
    told = Provenance(
        origins=found.provenance.origins,
        title=work if numbered else piece,
        subtitle=piece if numbered else "",
        author=author,
    )
    return Finding(told, (*(_passage(line) for line in (*named, *ways)), *found.passages))


def _is_way(text: str, work: str) -> bool:
    """Whether a line leads to the page before or after, or up to the work."""
    up = text[:1] in "<‹" and text[1:].strip() == work
    return up or text.startswith("←") or text.endswith("→")


def _author(text: str, work: str) -> str:
    """Who wrote a work, where a line names both (`Tales of the River (1907) by Ann Example`); empty if none does."""
    _, _, behind = text.partition(work)
    by = re.match(r"(?: \(\d{4}\))?,? (?:by|von|par) (\S.*)", behind)
    names = persons(by[1]) if by else ()
    return "; ".join(names) if any(map(is_full, names)) else ""


def _passage(line: Line) -> Passage:
    why = "what Wikisource sets above the text of a page: its name, and the ways to others"
    return Passage(line.start, line.end, ProfileRule.NOTICE, why)
