"""Dates as they stand in lines of their own, in the languages of Europe."""

from __future__ import annotations

import re
from typing import Final

from pipeline.mark.words import pattern

YEAR: Final = r"(?:1[4-9]|20)\d\d"
"""A year since printing."""
_NUMERIC: Final = re.compile(rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d|{YEAR})|{YEAR}-\d\d-\d\d)")
_DAY: Final = re.compile(rf"[\d\s.,/–-]*{YEAR}[\d\s.,/–-]*|[\d\s.,/–-]+{YEAR}?\.?")
_DATED: Final = re.compile(
    r"^(?:published(?: on)?|posted(?: on)?|updated|last updated|dated|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|publié le|опубликовано)\W+",
    re.IGNORECASE,
)
_TIME: Final = re.compile(r",?\s*(?:at\s+)?\b\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?$")
_PLACE: Final = re.compile(r"[^\W\d_][^\d,;:.]{1,30}(?:,\s+(?:den\s+|le\s+)?|\s+[–—-]\s+)(?=\w)")


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    bare = _TIME.sub("", _DATED.sub("", text.strip(" .()[]")))
    if _NUMERIC.fullmatch(bare):
        return True
    if not re.search(YEAR, bare):
        return False
    rest = pattern("months").sub("", bare)
    rest = re.sub(r"(?<=\d)(?:st|nd|rd|th|er|г)\b|\b(?:de|of|года)\b", "", rest, flags=re.IGNORECASE)
    return rest != bare and _DAY.fullmatch(rest) is not None


def is_dateline(text: str) -> bool:
    """Whether a line is a date, with or without a place before it, as at the head of a letter."""
    place = _PLACE.match(text)
    return is_date(text) or (place is not None and is_date(text[place.end() :]))
