"""A browser that writes a page as text (lynx, ELinks, w3m): it names the feeds of a page in the first line, and indents
all but the headings."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.model.provenance import Provenance
from ecdosis.profiles import menus
from ecdosis.profiles.profile import File, Finding, Line, Meant, Passage, on_one_line
from ecdosis.profiles.rules import ProfileRule

_LINKS: Final = re.compile(r"#(?:\[\d+\])?\s{0,9}\S.*\b(?:RSS|Atom|feed|alternate|canonical|shortlink|EditURI)\b.*")
"""What `link` elements of the page name, behind a number sign (lynx, `-dump`)."""
INDENT: Final = 3
"""Columns by which they indent all that they write."""
_NAMED: Final = re.compile(r"#(?:\[\d+\])?[^\W\d].{2,80}")
"""A name alone behind it: of a file that a browser has indented."""
SHARE: Final = 0.8
"""Share of its lines."""
ITEM: Final = 5
"""Columns by which they indent the items of a list."""
ITEMS: Final = 4
"""Items of a menu, and of the lists of a page, at least..."""
HEADING: Final = 3
"""Lines of a heading at most."""
LONGEST: Final = 200
"""Code points of a title at most."""
NEAR: Final = 12
"""Lines between a title and the prose below it at most: who wrote it, when, by what it is shared."""
WIDTH: Final = 80
"""Columns that they write at most, if nobody says otherwise."""
TITLED: Final = 0.85
"""How sure the one heading above the text of a page is its title."""
WORDS: Final = 8
"""... of so many words at most, with the names of feeds."""


def look(file: File) -> Finding | None:
    """The names of feeds above the page, and its title."""
    feeds = _names_feeds(file)
    if not feeds and not is_dump(file):
        return None
    passages = [_passage(file, file.paragraphs[0], "the feeds of a page, as a browser names them")] if feeds else []
    passages.extend(
        _passage(file, menu, "the menu of a site, right below its feeds")
        for menu in file.paragraphs[1 : 1 + feeds]
        if _is_menu(file, menu)
    )
    title = heading(file)
    if title is None:
        return Finding(Provenance(), tuple(passages))
    start, end = file.lines[title.start].start, file.lines[title.stop - 1].end
    meant = Meant(start, end, Kind.TITLE, TITLED, "the heading above the text of a page, as a browser writes it")
    return Finding(Provenance(title=on_one_line(file.words(title))), tuple(passages), (meant,))


def _names_feeds(file: File) -> bool:
    """Whether the first lines of a file name the feeds of a page, or something else, in a file that is indented."""
    if not file.lines or not INDENT <= file.lines[0].indent <= INDENT + 1:
        return False
    words = file.words(file.paragraphs[0])
    return bool(_LINKS.fullmatch(words) or (_NAMED.fullmatch(words) and _is_indented(file)))


def _is_indented(file: File) -> bool:
    """Whether nearly all lines are indented as such browsers do it."""
    return sum(line.indent >= INDENT for line in file.lines) >= SHARE * len(file.lines)


def is_dump(file: File) -> bool:
    """Whether a file looks as such browsers write, with items of lists further in than the text."""
    items = sum(line.indent == ITEM and line.text.startswith("* ") for line in file.lines)
    return items >= ITEMS and _is_indented(file)


def heading(file: File) -> range | None:
    """The lines of the one heading above the prose of a page, at the margin or in the middle; of several, what stands
    in no other place: the name of a site does. None if there is no such heading, or several."""
    above = menus.outside(file)[0]
    found = [lines for lines in file.paragraphs if lines.stop <= above.stop and _is_heading(file, lines)]
    if len(found) > 1:
        often = Counter(line.text for line in file.lines)
        found = [lines for lines in found if often[file.lines[lines.start].text] == 1]
    if len(found) != 1 or above.stop - found[0].stop > NEAR or not _may_be_title(file.words(found[0])):
        return None
    return found[0]


def _may_be_title(words: str) -> bool:
    """Whether a heading may be a title: a word alone may be a section, a sentence a teaser."""
    is_item = words.startswith(("* ", "+ "))
    return " " in words and len(words) <= LONGEST and words[-1] not in ".:;," and not is_item


def _is_heading(file: File, lines: range) -> bool:
    """Whether some lines above the prose are a heading: a few of them, at the margin or in the middle."""
    of_heading = (not (line := file.lines[i]).indent or _is_centred(line) for i in lines)
    return len(lines) <= HEADING and any(map(str.isalpha, file.words(lines))) and all(of_heading)


def _is_centred(line: Line) -> bool:
    """Whether a line stands in the middle of those that such a browser writes."""
    return line.indent > 2 * INDENT and abs(2 * line.indent + len(line.text) - WIDTH) <= 2


def _is_menu(file: File, lines: range) -> bool:
    """Whether a paragraph is the menu of a site: items of a few words, below its name."""
    items = [line.text[2:].split() for i in lines[1:] if (line := file.lines[i]).text.startswith(("* ", "+ "))]
    return len(items) >= ITEMS and len(items) == len(lines) - 1 and all(len(words) <= WORDS for words in items)


def _passage(file: File, lines: range, why: str) -> Passage:
    return Passage(file.lines[lines.start].start, file.lines[lines.stop - 1].end, ProfileRule.MARKED, why)
