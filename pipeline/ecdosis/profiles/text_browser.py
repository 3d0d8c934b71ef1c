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
_NAMED: Final = re.compile(r"#(?:\[\d+\])?[^\W\d].{2,80}")
"""A name alone behind it: of a file that a browser has indented."""
SHARE: Final = 0.8
"""Share of its lines."""
ITEMS: Final = 4
"""Items of a menu at least..."""
WORDS: Final = 8
"""... of so many words at most, with the names of feeds."""


def look(file: File) -> Finding | None:
    """The names of feeds above the page."""
    if not file.lines or file.lines[0].indent != INDENT:
        return None
    words = file.words(file.paragraphs[0])
    indented = sum(line.indent >= INDENT for line in file.lines)
    if not _LINKS.fullmatch(words) and not (_NAMED.fullmatch(words) and indented >= SHARE * len(file.lines)):
        return None
    feeds, further = file.paragraphs[0], file.paragraphs[1:2]
    passages = [_passage(file, feeds, "the feeds of a page, as a browser names them")]
    passages.extend(
        _passage(file, menu, "the menu of a site, right below its feeds") for menu in further if _is_menu(file, menu)
    )
    return Finding(Provenance(), tuple(passages))


def _is_menu(file: File, lines: range) -> bool:
    """Whether a paragraph is the menu of a site: items of a few words, below its name."""
    items = [line.text[2:].split() for i in lines[1:] if (line := file.lines[i]).text.startswith(("* ", "+ "))]
    return len(items) >= ITEMS and len(items) == len(lines) - 1 and all(len(words) <= WORDS for words in items)


def _passage(file: File, lines: range, why: str) -> Passage:
    return Passage(file.lines[lines.start].start, file.lines[lines.stop - 1].end, ProfileRule.MARKED, why)
