"""The days of a diary: the date with which an entry begins, and what of it the entries before prove.

`Monday, 3rd. Fine.` names no month: it is that of the entry before, as long as the days go up; whether a lower day is
of the next month, the entry does not say. A year comes from the entries or the heading above, and only the entry's own
day of the week can prove the next one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from ecdosis.stages.blocks.datelines import dated
from ecdosis.stages.references.tokens import months
from ecdosis.stages.words import table, words

REST: Final = 10
"""Words behind the date of a line that has nothing else but the weather, at most."""
FAR: Final = 10_000
"""More days than there are between entries: it is not known how many."""
HEADING: Final = 4
"""Words of a heading that names the month, at most."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_YEAR: Final = re.compile(r"(?<![\d/–-])(?:1[4-9]|20)\d\d(?![\d/–-])")


@dataclass(frozen=True, slots=True)
class Day:
    """The date with which an entry begins: offsets of its text; what it says (0 for what it does not); `alone`: nothing
    stands in its line but where that was; `weather`: or only how it was."""

    start: int
    end: int
    day: int
    month: int = 0
    year: int = 0
    weekday: int = 0
    alone: bool = False
    weather: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """The last day that is known (0 for what is not)."""

    year: int = 0
    month: int = 0
    day: int = 0

    def then(self, new: Day) -> Written:
        """The day of the next entry, as far as it is known. A lower day without its month is of the next one for the
        order of entries, but `proven` by nothing."""
        return _next(self, new)

    @property
    def when(self) -> str:
        """The day in the form of ISO 8601, without the year (`--05-03`) if that is not known; nothing without month."""
        if not self.month or not _is_day(self.year or 2000, self.month, self.day):
            return ""
        return f"{self.year:04}-{self.month:02}-{self.day:02}" if self.year else f"--{self.month:02}-{self.day:02}"


def _next(before: Written, new: Day) -> Written:
    month = new.month or (before.month if not before.day or new.day > before.day else before.month % 12 + 1)
    month = month if before.month or new.month else 0
    year = new.year or before.year
    if not new.year and before.year and before.month and (month, new.day) < (before.month, before.day):
        year = before.year + 1
    return Written(year, month, new.day)


def days_between(before: Written, new: Day) -> int:
    """How many days after another an entry is; FAR if it cannot be after it."""
    after = _next(before, new)
    if not before.month or not after.month:
        return new.day - before.day if new.day > before.day else FAR
    year = before.year or 2000
    later = after.year or (year + ((after.month, after.day) < (before.month, before.day)))
    if not (_is_day(year, before.month, before.day) and _is_day(later, after.month, after.day)):
        return FAR
    return (date(later, after.month, after.day) - date(year, before.month, before.day)).days


def proven(before: Written, new: Day) -> Written:
    """The day of an entry as far as it is proven: month and year are those of the entries before only while the days go
    up; the next month or year has to be named, or shown by the day of the week. One that contradicts its day of the
    week is not known."""
    goes_on = new.day > before.day
    month = new.month or (before.month if before.month and goes_on else 0)
    year = new.year
    if not year and before.year and month:
        same = not before.day or (month, new.day) >= (before.month, before.day)
        year = before.year if same else 0
        if not same and new.weekday and _weekday(before.year + 1, month, new.day) == new.weekday:
            year = before.year + 1
    if not month and new.weekday and before.year and before.month:  # the next month, if its week says so
        following = Written(before.year + before.month // 12, before.month % 12 + 1)
        if _weekday(following.year, following.month, new.day) == new.weekday:
            month, year = following.month, following.year
    if new.weekday and year and month and _weekday(year, month, new.day) != new.weekday:
        return Written(0, 0, new.day)
    return Written(year, month, new.day)


def below(before: Written, heading: str) -> Written:
    """What is known below a heading: the year and month that it names, or what was known above it."""
    years = set(_YEAR.findall(heading))
    found = [word for word in _WORD.findall(heading) if word.casefold() in months()]
    found = found if len(heading.split()) <= HEADING else []
    if not years and not found:
        return before
    if len(years) > 1 or len(found) > 1:
        return Written()
    month = int(months()[found[0].casefold()]) if found else 0
    if years:
        return Written(int(years.pop()), month)
    return Written(before.year if month >= before.month else 0, month)


def entry_day(text: str) -> Day | None:
    """The date with which an entry begins; None if it begins with none."""
    line = dated(text)
    match = next((found for form in _forms() if (found := form.match(text))), None)
    if match is None:
        return None
    told = match.groupdict()
    month = told.get("month") or ""
    day = int(told["day"])
    year = int(told.get("year") or 0)
    number = int(months()[month.casefold()]) if month else 0
    if not _is_day(year or 2000, number or 1, day):
        return None
    start, end = match.start("date"), match.end("date")
    rest = text[match.end() :].strip(" .,;:—–-)]")
    alone = not rest or line is not None
    week = _week(told.get("week") or told.get("after") or "")
    return Day(start, end, day, number, year, week, alone, _is_weather(rest))


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of dates at the beginning of an entry."""
    name = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    week = "|".join(sorted({w for some in table("week").values() for w in some}, key=len, reverse=True))
    month, ordinal = rf"(?P<month>{name})\b\.?", r"(?:st|nd|rd|th|d)\b"
    day, year = r"(?P<day>\d{1,2})", r"(?:,?\s(?P<year>(?:1[4-9]|20)\d\d))?"
    first = r"(?P<year>(?:1[4-9]|20)\d\d)[,.]?\s"  # as the first entry of a diary, or of a year, has it
    before = rf"(?:(?P<week>{week})\b\.?,?\s+(?:(?:the|den|le)\s+)?)"
    times = "|".join(sorted(map(re.escape, words("times")), key=len, reverse=True))
    clock = r"\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?\s?m\b"
    hour = rf"(?:,\s(?:(?:[^\W_]+\s){{0,2}}(?:{times})\b|{clock}))?"
    after = rf"(?:,?\s[(_]?(?P<after>{week})\b[)_]?)?"
    behind = hour + r"(?=\s*(?:[.:;—–\]]|--?(?!\w)|--)|\s*$)"
    forms = (
        rf"{before}?{month}\s?{day}(?:{ordinal})?{year}{after}",
        rf"{before}?{day}(?:{ordinal}|\.)?\s(?:of\s)?{month}{year}{after}",
        rf"{first}{before}?{month}\s?{day}(?:{ordinal})?{after}",
        rf"{first}{before}?{day}(?:{ordinal}|\.)?\s(?:of\s)?{month}{after}",
        rf"{before}{day}(?:{ordinal})?",
        rf"{day}{ordinal}",
    )
    return tuple(re.compile(rf"[\[_*]*(?P<date>{form}){behind}[.:;—–\]_*\s-]*", re.IGNORECASE) for form in forms)


def _week(name: str) -> int:
    """The number of a day of the week (1: Monday); 0 for none."""
    bare = name.casefold().rstrip(".")
    return next((int(number) for number, names in table("week").items() if bare in names), 0)


def _is_weather(rest: str) -> bool:
    """Whether words tell nothing but the weather."""
    found = [word.casefold() for word in _WORD.findall(rest)]
    return 0 < len(found) <= REST and found[0] in words("weather") and not set(found) & words("first_person")


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _weekday(year: int, month: int, day: int) -> int:
    """The number of the day of the week (1: Monday) of a date in the calendar of today; 0 if there is no such day."""
    return date(year, month, day).isoweekday() if _is_day(year, month, day) else 0
