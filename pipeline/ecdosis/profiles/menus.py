"""The menus of a site above and below the prose of a page, as browsers write them: lists of a few words each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from ecdosis.profiles.profile import File
from ecdosis.stages.furniture import phrases
from ecdosis.stages.furniture.scripts import script_of

ITEMS: Final = 5
"""Items of a menu at least."""
MANY: Final = 10
"""Items of one that a single control shows."""
CONTROLS: Final = 2
"""Controls among fewer."""
AGAIN: Final = 5
"""Items that stand in another menu as well, and are half of all; sites have the same above and below."""
SCRIPTS: Final = 4
"""Scripts in which a list is written that names languages."""
WORDS: Final = 5
"""Words of an item at most."""
LONGEST: Final = 40
"""Code points of it."""
PROSE: Final = 25
"""Words of a paragraph of prose at least."""
_ITEM: Final = re.compile(r"[*+•□◦○▪■](?:\s+(\S.*))?")
_SENTENCE: Final = re.compile(r"[^\W\d_][.!?][\"”’»)]?(?:\s|$)")


class Item(NamedTuple):
    """A line of a list: its index in the file, and its words (empty: a mark alone)."""

    line: int
    words: str


def find(file: File) -> Iterator[range]:
    """The menus in a page, as ranges of lines."""
    runs = [run for run in _runs(file) if len(run) >= ITEMS]
    often = Counter(item.words for run in runs for item in run)
    for run in runs:
        words = [item.words for item in run if item.words]
        controls = sum(any(phrases.control(one)) for one in words)
        again = sum(often[one] > 1 for one in words)
        languages = len({script for one in words if (script := script_of([one]))}) >= SCRIPTS
        shown = controls >= CONTROLS or (controls and len(run) >= MANY)
        if shown or languages or (again >= AGAIN and 2 * again >= len(words)):
            yield range(run[0].line, run[-1].line + 1)


def outside(file: File) -> tuple[range, range]:
    """The lines above the first paragraph of prose, and those below the last; none of a file without any."""
    prose = [p for p in file.paragraphs if is_prose(file, p)]
    return (range(prose[0].start), range(prose[-1].stop, len(file.lines))) if prose else (range(0), range(0))


def _runs(file: File) -> Iterator[Sequence[Item]]:
    """The items that stand one under the other, outside of the prose."""
    for lines in outside(file):
        for is_item, run in groupby(lines, key=lambda i: _item(file.lines[i].text) is not None):
            if is_item:
                yield [Item(index, _item(file.lines[index].text) or "") for index in run]


def _item(text: str) -> str | None:
    """The words of a line that is a short item; None if it is none."""
    match = _ITEM.fullmatch(text)
    if match is None:
        return None
    words = (match[1] or "").strip()
    short = len(words.split()) <= WORDS and len(words) <= LONGEST and words[-1:] not in set(".!?:;,")
    return words if short or not words else None


def is_prose(file: File, paragraph: range) -> bool:
    """Whether a paragraph is one of prose: of many words, with a sentence among them, and no item of a list; nor the
    names of feeds, which browsers write behind a number sign."""
    words = file.words(paragraph)
    return (
        len(words.split()) >= PROSE
        and _SENTENCE.search(words) is not None
        and _ITEM.fullmatch(file.lines[paragraph.start].text) is None
        and not words.startswith("#")
    )
