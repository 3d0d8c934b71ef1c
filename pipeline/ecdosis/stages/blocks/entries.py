"""The entries of a table of contents: their number, their title, their page."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.stages.persons import TRIM
from ecdosis.stages.words import words

COLUMN: Final = 4
"""Letters at least of the word above a column of pages that ends an entry (*Page*): shorter ones may be numerals."""
_PAGE: Final = re.compile(
    r"(?:[.…·\s_]{3,80}|\s|,,?|(?<=[^\W\d_])[^\w/-]\s?(?![ivxlc]))(?:_?p(?:age|\.)?_?\s{0,9})?(?:\d{1,4}|[ivxlc]{1,7})\.?$"
    r"|\sfrontispiece$",
    re.IGNORECASE,
)
_LEADERS: Final = re.compile(r"(?:[.…·•_]\s?){4,}")
_PICTURES: Final = re.compile(r"illustr|plates|figures|maps|tables\b|abbild|иллюстрац", re.IGNORECASE)
_NUMBER: Final = re.compile(r"^(?:\d{1,3}(?:\.\d{1,2})*|[IVXLC]{1,7})[.):—–-]*(?:\s+|$)")


def is_paged(text: str) -> bool:
    """Whether a line ends with the number of a page, or with dots that lead to one."""
    if names_division(text) and len(text.split()) == 2:  # the number is that of the division
        return False
    return _PAGE.search(text) is not None or _LEADERS.search(text) is not None


def is_of_pictures(heading: str) -> bool:
    """Whether the heading of a list says that it leads to pictures or maps, whose captions are no headings."""
    return _PICTURES.search(heading) is not None


def is_numbered(text: str) -> bool:
    """Whether a line begins with a number, as an entry or heading does."""
    return _NUMBER.match(text) is not None


def number_of(text: str) -> str:
    """The number that a line begins with, without its stop; empty if it does with none."""
    found = _NUMBER.match(text)
    return found.group().strip().rstrip(".):—–-").casefold() if found else ""


def is_number(text: str) -> bool:
    """Whether a line is such a number and nothing else."""
    return _NUMBER.fullmatch(text) is not None


def names_division(text: str) -> bool:
    """Whether a line begins with the name of a division."""
    return text.split()[0].casefold().rstrip(".") in words("divisions")


def unpaged(text: str) -> str:
    """The letters and digits of an entry or heading without its page."""
    bare = _PAGE.sub("", text) if is_paged(text) else text
    return "".join(filter(str.isalnum, bare)).casefold()


def title_of(text: str) -> str:
    """The letters of an entry or heading without its number and page; of one that has no others, all of it."""
    bare = _NUMBER.sub("", text, count=1)
    bare = _PAGE.sub("", bare) if is_paged(text) else bare
    return "".join(filter(str.isalpha, bare)).casefold() or text


def without_column(text: str) -> str:
    """An entry without what stands above the column of pages, which a copy may have in its line (`CHAPTER I.   PAGE`);
    empty if it has nothing such."""
    bare, _, last = text.rstrip(" .").rpartition(" ")
    return bare if len(last) >= COLUMN and last.casefold() in words("columns") else ""


def turned_round(text: str) -> str:
    """What an entry says whose first word stands last for the sake of the alphabet, by the letters of its title:
    `Adams, Jane` as `Jane Adams`, `Ferry, The` as `The Ferry`; empty if there is no such word."""
    first, comma, last = text.strip().partition(", ")
    return title_of(f"{last} {first}") if comma and "," not in last and last[0].isupper() else ""


def is_contents(text: str) -> bool:
    """Whether a line is the heading of a table of contents or of a list of pictures (`CONTENTS OF VOLUME II.`)."""
    bare = text.strip(TRIM + "()[]_#").casefold()
    first = re.split(r"\s{1,9}(?:of|to|of the|des|der|du|de la)\s{1,9}(?:vol|volume|part|book|the|tome|band)\b", bare)[
        0
    ]
    listed = re.split(r"\s(?:and|&|et|und)\s", first)  # `contents and illustrations`
    return all(one in words("contents") for one in listed)
