"""Dates as they stand in lines of their own, in the languages of Europe; and the date of what is made."""

from __future__ import annotations

import os
import re
import time
import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

YEAR: Final = r"(?:1[4-9]|20)\d\d"
"""A year since printing."""
_NUMERIC: Final = re.compile(rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d|{YEAR})|{YEAR}-\d\d-\d\d)")
_DAY: Final = re.compile(rf"[\d\s.,/–-]*{YEAR}[\d\s.,/–-]*|[\d\s.,/–-]+{YEAR}?\.?")
_TIME: Final = re.compile(r"(?:,\s*|(?<!\s)\s+)?(?:at\s+)?\b\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?$")
_DIGIT: Final = re.compile(r"\d")
_PLACE: Final = re.compile(r"[^\W\d_][^\d,;:.]{1,30}(?:,\s+(?:den\s+|le\s+)?|\s+[–—-]\s+)(?=\w)")


@cache
def _words() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("dates.toml").read_text(encoding="utf-8"))
    return {name: frozenset(found) for name, found in table.items()}


@cache
def _any_of(*names: str) -> re.Pattern[str]:
    """A pattern for any word of some lists, whole words only, the longest first."""
    longest = sorted(chain.from_iterable(_words()[name] for name in names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def is_month(word: str) -> bool:
    """Whether a word is the name of a month or season."""
    return word.casefold() in _words()["months"]


def is_weekday(word: str) -> bool:
    """Whether a word, in small letters, is the name of a day of the week."""
    return word in _words()["weekdays"]


def names_month(text: str) -> bool:
    """Whether a month or season is named in a text."""
    return _any_of("months").search(text) is not None


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    if not _DIGIT.search(text):
        return False
    bare = text.strip(" .()[]")
    if before := _any_of("weekdays", "dated").match(bare):
        bare = bare[before.end() :].lstrip(" ,.:|–-")
    bare = _TIME.sub("", bare)
    if _NUMERIC.fullmatch(bare):
        return True
    if not re.search(YEAR, bare):
        return False
    rest = _any_of("months").sub("", bare)
    rest = re.sub(r"(?<=\d)(?:st|nd|rd|th|er|г)\b|\b(?:de|of|года)\b", "", rest, flags=re.IGNORECASE)
    return rest != bare and _DAY.fullmatch(rest) is not None


def is_dateline(text: str) -> bool:
    """Whether a line is a date, with or without a place before it, as at the head of a letter."""
    place = _PLACE.match(text)
    return is_date(text) or (place is not None and is_date(text[place.end() :]))


def dated(day: str) -> str:
    """The date of a product (2026-01-31): SOURCE_DATE_EPOCH, else what is known of it; never that of the clock
    (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch))) if epoch.isdigit() else day
