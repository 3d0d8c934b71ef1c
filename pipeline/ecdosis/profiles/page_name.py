"""What a page calls itself in the bar of the browser, as programs that take the text of a page write it first: the
title of its text, beside the name of the site. Where the title stands again below the menus, that line is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ecdosis.languages.dates import is_date
from ecdosis.profiles.profile import File, letters_of
from ecdosis.stages.furniture import chrome

LONGEST: Final = 200
"""Code points of what a page calls itself."""
LETTERS: Final = 10
"""Letters of a title of several words at least; a single word may be the name of a section as well..."""
UNSPACED: Final = 4
"""... but not in a script without blanks, of whose signs it has so many."""
HIGH: Final = 0.6
"""Share of a file that the title stands above: below it are lists of other pages, which name this one as well."""
SITE: Final = 4
"""Words of the name of a site at most, where nothing else shows that a file is a page."""
MENU: Final = 6
"""Lines of menus above the title at least."""
SHARE: Final = 0.4
"""Share of what a page calls itself that its title has at least: where that is less, it may be the site."""
WHOLE: Final = 3
"""Blanks in a title at least beside which a page names no site: fewer may be the name of one."""
KEPT: Final = 3
"""Lines right above the title that are kept: its section, and perhaps its author."""
NEAR: Final = 40
"""Lines between a title and the prose below it: a day, who wrote it, by what it is shared."""
BEGUN: Final = 2
"""Blanks in a title at least of which a page says more in the bar of the browser..."""
MOST: Final = 0.7
"""... and its share of that."""
_PARTED: Final = re.compile(r"(?<=\s)(?:[|·•»«:—–-]|::|//)(?=\s)|:(?=\s)|(?<=[^\x00-\u2fff])[-_|—](?=[^\x00-\u2fff])")
"""What stands between a title and the name of its site; without blanks in scripts that have none."""
_BESIDE: Final = re.compile(r"(?<=\s)[|—–-](?=\s)|(?<=[^\x00-\u2fff])[-_|—](?=[^\x00-\u2fff])")
"""The same where nothing else shows that a file is a page."""
_CODE: Final = re.compile(
    r"[({\[\])};,]{2,9}$|(?:var|let|const) \w{1,40} ?= ?\S|\(?function ?\(|[A-Za-z_$][\w.$]{1,60}\([^)]{0,200}[,);{]"
)
"""A line of a script that a program took for text."""
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Named(NamedTuple):
    """The title of a page, by its line (an index), and the lines of the menus above it."""

    title: int
    menus: tuple[int, ...]


def named(file: File, *, page: bool) -> Named | None:
    """The line that the first of a file names as the title of a page. `page`: whether something else shows that it is
    one; if nothing does, the title stands first in that line, the name of a site behind it, and a menu below."""
    if not file.lines or len(file.lines[0].text) > LONGEST or file.lines[0].text.startswith("#"):
        return None
    names = frozenset(_parts(file.lines[0].text) if page else _first(file.lines[0].text))
    found = {i: name for i in _high(file) if (name := _name(file.lines[i].text, names)) and _above_prose(file, i)}
    if not found:
        return None
    longest = max(found.values(), key=len)
    if len(longest) < SHARE * len(letters_of(file.lines[0].text)):
        return None
    title = next(index for index, name in found.items() if name == longest)
    menus = tuple(i for i in range(1, title - KEPT) if _is_of_menu(file.lines[i].text))
    whole = letters_of(file.lines[title].text) == letters_of(file.lines[0].text)
    if whole and (len(menus) < MENU or file.lines[0].text.count(" ") < WHOLE):
        return None
    if len(menus) < MENU:
        return Named(title, ()) if page else None
    return Named(title, menus)


def _name(text: str, names: frozenset[str]) -> str:
    """Which of some names a line has, or begins: a page may say what sort of text it has behind the title."""
    letters = letters_of(text)
    if letters in names:
        return letters
    long = len(letters) >= LETTERS and text.count(" ") >= BEGUN
    return next((one for one in names if long and one.startswith(letters) and len(letters) >= MOST * len(one)), "")


def _high(file: File) -> Iterator[int]:
    """The lines in the upper part of a file but for the first, by their indices."""
    end = HIGH * len(file.text)
    return (index for index, line in enumerate(file.lines) if index and line.start < end)


def _parts(name: str) -> Iterator[str]:
    """What a name has before and behind each sign that may part a title from a site, and the whole of it, by its
    letters."""
    ends = [(0, 0), *(match.span() for match in _PARTED.finditer(name)), (len(name), len(name))]
    for _, begins in ends:
        for stops, _ in ends:
            if begins < stops and (begins == 0 or stops == len(name)) and _may_be_title(name[begins:stops]):
                yield letters_of(name[begins:stops])


def _first(name: str) -> Iterator[str]:
    """What a name has before the last such sign, by its letters; nothing, if what is behind it is longer than the name
    of a site."""
    *_, last = [None, *_BESIDE.finditer(name)]
    if last and len(name[last.end() :].split()) <= SITE and _may_be_title(name[: last.start()]):
        yield letters_of(name[: last.start()])


def _may_be_title(words: str) -> bool:
    letters = letters_of(words)
    return (" " in words.strip() and len(letters) >= LETTERS) or len(_UNSPACED.findall(words)) >= UNSPACED


def _above_prose(file: File, index: int) -> bool:
    """Whether prose begins soon below a line."""
    return any(chrome.is_prose(line.text) for line in file.lines[index + 1 : index + 1 + NEAR])


def _is_of_menu(text: str) -> bool:
    """Whether a line above a title is as short as those of menus and of forms, and no day; or one of a script."""
    short = chrome.is_label(text) or (len(text) <= chrome.LABEL and text.endswith(":"))
    return (short and not is_date(text)) or _CODE.match(text) is not None
