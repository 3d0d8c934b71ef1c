"""The numbers that a text browser puts before each link of a page (`[12]Archive`), and the list of where they lead, at
the end (lynx and ELinks, `-dump`; w3m, `display_link_number`).

They are told before all else: with blanks in their place, what stands behind them looks as in any other page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.profiles.profile import Passage
from ecdosis.profiles.rules import ProfileRule

FEWEST: Final = 3
"""Links of such a page at least."""
SHARE: Final = 0.5
"""Share of them that have their number in the text; those of pictures have none."""
OTHERS: Final = 0.1
"""Share of the lines of the list at most that have no number: an address may go on in the next line."""
BEFORE: Final = 0.8
"""Share of the numbers that words follow at once; the markers of notes stand behind words."""
_HEAD: Final = re.compile(r"^ {0,3}References:?[ \t]*$", re.M)
_ENTRY: Final = re.compile(r"[ \t]*(?:(\d{1,5})\.|\[(\d{1,5})\])[ \t]+(?:[a-z][a-z+.-]{1,11}:|/|#)[^\n]*")
"""A number and where it leads; an address may have blanks, if whoever made the page forgot that it must not."""
_SORT: Final = re.compile(r"[ \t]*(?:Visible|Hidden) links:?[ \t]*")


def find(text: str) -> tuple[Passage, ...]:
    """The numbers before the links of a page and the list of where they lead; nothing, if a text has no such list at
    its end, or too few of its numbers before it."""
    head = max(_HEAD.finditer(text), key=re.Match.start, default=None)
    entries = list(_entries(text[head.end() :])) if head else []
    if head is None or len(entries) < FEWEST or not _is_counted(entries):
        return ()
    marks = list(_marks(text[: head.start()], entries[-1]))
    before = sum(not text[end].isspace() for _, end in marks)
    if len(marks) < SHARE * len(entries) or before < BEFORE * len(marks):
        return ()
    why = "the number of a link, as a text browser writes it"
    found = [Passage(start, end, ProfileRule.MARKED, why) for start, end in marks]
    where = "where the links of a page lead, as a text browser lists it"
    return (*found, Passage(head.start(), len(text.rstrip()), ProfileRule.MARKED, where))


def without(text: str, numbers: Sequence[Passage]) -> str:
    """A text with blanks in the place of these, of the same length."""
    parts, end = [], 0
    for one in numbers:
        parts += [text[end : one.start], re.sub(r"[^\n]", " ", text[one.start : one.end])]
        end = one.end
    return "".join([*parts, text[end:]])


def _is_counted(entries: Sequence[int]) -> bool:
    """Whether a list is numbered from 1; it may leave out a few."""
    counted = all(a < b for a, b in pairwise(entries))
    return counted and entries[0] == 1 and entries[-1] <= len(entries) / SHARE


def _entries(text: str) -> Iterator[int]:
    """The numbers of a list that goes on to the end of a text; none, if its last line is none of it, or several are."""
    lines = [line.rstrip() for line in text.split("\n") if line.strip() and not _SORT.fullmatch(line.rstrip())]
    found = [_ENTRY.fullmatch(line) for line in lines]
    others = found.count(None)
    if found and found[-1] and others <= OTHERS * len(found):
        yield from (int(match[1] or match[2]) for match in found if match)


def _marks(text: str, last: int) -> Iterator[tuple[int, int]]:
    """Where the numbers of links stand: each behind the one before it, and before the next."""
    at = 0
    for number in range(1, last + 1):
        mark = f"[{number}]"
        start = text.find(mark, at)
        following = text.find(f"[{number + 1}]", at)
        if start >= 0 and not 0 <= following < start:
            at = start + len(mark)
            yield start, at
