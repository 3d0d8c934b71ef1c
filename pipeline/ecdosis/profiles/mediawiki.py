"""A page of a wiki that MediaWiki made (Wikipedia and others), copied from a browser: what stands below its text.

MediaWiki ends each page with its address and revision (`printfooter`: Retrieved from "…&oldid=…"), and then has the
categories, the menus and the languages; right above it may stand boxes of links, which begin with the letters v, t, e.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final
from urllib.parse import unquote

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Passage, letters_of
from ecdosis.profiles.rules import ProfileRule

SENTENCE: Final = 5
"""Words of a line from which it may be a sentence of the text, or the end of one: no link has a full stop, too."""
LONGEST: Final = 0.5
"""Share of the lines of a page that its boxes of links are, at most."""
_ADDRESS: Final = re.compile(
    r"(?P<url>https?://[^\s\"”»“]+?/w(?:iki)?/[^\s\"”»“]*?(?P<oldid>[?&]oldid=\d+)?)[\"”»“.]*$"
)
_TITLE: Final = re.compile(r"[?&]title=([^&#]+)")
HEAD: Final = 5
"""Lines of a page, one of which is its title."""
_WIKIPEDIA: Final = re.compile(r"https?://(?:[a-z-]{2,12}\.)?(?:m\.)?wikipedia\.org/")
_STOP: Final = re.compile(r"[.!?…][\"'”’»)\]]*(?:\[\d+\])*$")
_BOX: Final = ("v", "t", "e")
"""View, talk, edit: the links of a box to its own page."""
_LICENCE: Final = re.compile(r"Creative Commons[^.;,(]{0,60}?(?:License|Lizenz)(?: \d+(?:\.\d+)?)?")


def look(file: File) -> Finding | None:
    """What stands below the text, and where the page comes from. Another text may name such an address among its
    sources: no sentence stands below that of a page but at the foot of its site."""
    end = next((i for i in range(len(file.lines) - 1, -1, -1) if _revision(file.lines[i].text)), -1)
    feet = tuple(map(letters_of, table("web_page")["feet"]))
    below = takewhile(lambda line: not letters_of(line.text).startswith(feet), file.lines[end + 1 :])
    if end < 0 or any(_is_sentence(line.text) for line in below):
        return None
    address = _revision(file.lines[end].text)
    first = _boxes(file, end)
    why = "what MediaWiki sets below the text of a page: boxes of links, its address, categories, menus, languages"
    passage = Passage(file.lines[first].start, file.lines[-1].end, ProfileRule.ENDS, why)
    licence = next((found[0] for line in file.lines[end:] if (found := _LICENCE.search(line.text))), "")
    origin = "Wikipedia" if _WIKIPEDIA.match(address) else "a wiki"
    told = Provenance(origins=(origin,), title=_title(file, address), url=address, licence=licence)
    return Finding(told, (passage,))


def _title(file: File, address: str) -> str:
    """The title of a page, if its address has it as well as one of its first lines."""
    found = _TITLE.search(address)
    title = unquote(found[1]).replace("_", " ") if found else ""
    return title if any(line.text == title for line in file.lines[:HEAD]) else ""


def _revision(text: str) -> str:
    """The address of a revision that a line ends with; empty if it ends with none."""
    found = _ADDRESS.search(text)
    return found["url"] if found and found["oldid"] and len(text[: found.start()].split()) <= SENTENCE else ""


def _is_sentence(text: str) -> bool:
    return _STOP.search(text) is not None and len(text.split()) >= SENTENCE


def _boxes(file: File, end: int) -> int:
    """The index of the first line of the boxes above the line `end`, between which nothing is a sentence."""
    first = end
    for index in range(end - 1, int(end * (1 - LONGEST)), -1):
        if _is_sentence(file.lines[index].text):
            break
        if tuple(line.text for line in file.lines[index : index + len(_BOX)]) == _BOX:
            first = index
    return first
