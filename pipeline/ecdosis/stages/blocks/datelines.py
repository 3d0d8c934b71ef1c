"""Where a line says when it was written: its date, as far as that is whole, with the place before it.

A date is told to programs only as the line has it: `May 3` has no year, nor has `Dec. 11th, 17—`, `10/21 May 1709` is
two days, `Feb. 3, 1709/10` two years, and nothing is converted from one calendar to another. By which one it counts,
only the line itself says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from ecdosis.languages.dates import is_weekday as is_day_of_week
from ecdosis.stages.references.tokens import months
from ecdosis.stages.words import words

WORDS: Final = 20
"""Words of a dateline at most."""
BEFORE: Final = 10
"""Words of the place at most."""
BEHIND: Final = 10
"""Words behind a whole date, after a comma (the hour, a feast), at most."""
SHORTEST: Final = 2
"""Letters of a day of the week that may be something else."""
_DAY: Final = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th|d|ter|ten|er|го|-го|º|°)\b|\.|º|°)?"
_YEAR: Final = r"(?P<year>1[0-9]\d\d|20\d\d)"
_OF: Final = r"(?:\s*(?:of|de|del|den)\b)?"
_WORD: Final = re.compile(r"[^\s,;:—–]+")
_EDGES: Final = " \t\n_*[]()<>{}\"'“”‘’«»„"
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Dated(NamedTuple):
    """The date in a line: offsets in it; `when`: the date in the form of ISO 8601, if it has a year and is one;
    `open_`: without its year (`--05-03`); `julian`: it says that it counts so; `placed`: a place stands before it."""

    start: int
    end: int
    when: str
    open_: str = ""
    julian: bool = False
    placed: bool = False

    @property
    def day(self) -> bool:
        """Whether the day of a month is named."""
        return len(self.when) == len("1811-07-05") or bool(self.open_)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of dates, the fullest first; those of two dates at once have no names for their parts."""
    name = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    month = rf"(?P<month>{name})\b\.?"
    roman = rf"(?P<month>{'|'.join(sorted(_ROMAN, key=len, reverse=True))}|0?[1-9]|1[0-2])"
    bare, year = rf"(?:{name})\b\.?", r"(?:1[0-9]\d\d|20\d\d)"
    day = r"\d{1,2}(?:st|nd|rd|th|d)?\.?"
    forms = (
        rf"{day}(?:\s{bare})?,?\s?(?:[/–—-]|or)\s?{day}\s{bare},?\s*{year}",
        rf"{bare}\s?{day}\s?(?:[/–—-]|or)\s?(?:{bare}\s)?{day},?\s*{year}",
        rf"(?:{day}\s{bare}|{bare}\s{day}),?\s*{year}\s?[/–—-]\s?\d{{1,4}}",
        rf"(?:{day}\s)?{bare}(?:\s{day})?,?\s*1[0-9](?:—|–|--|\*\*|\.\.)",
        rf"(?:{day}\s)?{bare}\s?[\[(][^\[\]()\n]{{1,20}}[\])](?:\s{day})?,?\s*{year}",
        rf"{_DAY}{_OF}\s*{month},?{_OF}\s*{_YEAR}",
        rf"{month}\s*{_DAY},?\s*{_YEAR}",
        rf"(?P<day>\d{{1,2}})\s?[./]\s?{roman}(?:\s?[./]\s?|\s){_YEAR}",
        rf"{month},?{_OF}\s*{_YEAR}",
        rf"{_DAY}{_OF}\s*{month}",
        rf"{month}\s*(?:the\s)?{_DAY}",
        _YEAR,
    )
    return tuple(re.compile(rf"(?<![\w/–-]){form}(?![\w/])", re.IGNORECASE) for form in forms)


def dated(line: str) -> Dated | None:
    """The date of a line that is nothing but a date, perhaps with a place before it, and an hour; None if it is more,
    or none."""
    if len(line.split()) > WORDS or "\n" in line:
        return None
    for form in _forms():
        match = form.search(line)
        if match is None:
            continue
        before, rest = line[: match.start()], line[match.end() :]
        told = _told(match)
        if told is None or not is_place(before) or not _is_rest(rest, whole=len(told[0]) == len("1811-07-05")):
            return None
        if len(told[0]) == len("1811") and (_names_month(line) or any(map(str.isdigit, rest))):
            return None  # there is more of a date than this
        start = _weekday(line, match.start())
        placed = any(word[0].isupper() and not _is_of_day(word) for word in _words(line[:start]))
        return Dated(start, match.end(), *told, _names("old_style", rest), placed)
    return _on_weekday(line)


def _on_weekday(line: str) -> Dated | None:
    """The day of the week alone, with a place or an hour."""
    found = list(_words(line))
    days = [word for word in found if is_weekday(word)]
    if not days or len(found) > BEFORE or line.rstrip(_EDGES)[-1:] in "!?:;" or not is_place(line):
        return None
    start = line.index(days[0])
    others = [word for word in found if not _is_of_day(word)]
    return Dated(start, start + len(days[0]), "", placed=bool(others))


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week, in whole or in short."""
    bare = word.casefold()
    return is_day_of_week(bare) or bare in words("weekdays_short")


def _names_month(line: str) -> bool:
    return any(word.casefold() in months() for word in _words(line))


def _told(match: re.Match[str]) -> tuple[str, str] | None:
    """What a date says: with its year, or without; nothing where it is two at once; None where there is no such day."""
    found = match.groupdict()
    if not found:
        return "", ""
    year, month, day = found.get("year") or "", found.get("month") or "", found.get("day") or ""
    number = _month(month)
    if month.isdigit() and "/" in match[0]:  # the day or the month may stand first
        return "", ""
    if day and not _is_day(year or "2000", number, day):
        return None
    if year:
        return "-".join(filter(None, (year, number, f"{int(day):02}" if day else ""))), ""
    return "", f"--{number}-{int(day):02}"


def _month(name: str) -> str:
    if name.isdigit():
        return f"{int(name):02}"
    if name.casefold() in _ROMAN:
        return f"{_ROMAN.index(name.casefold()) + 1:02}"
    return months().get(name.casefold(), "")


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _words(text: str) -> Iterator[str]:
    """The words of a line, without marks at their edges."""
    found = (word.strip(_EDGES + ".!?;") for word in _WORD.findall(text))
    return (word for word in found if word)


def _is_of_day(word: str) -> bool:
    """Whether a word names a day of the week, or goes with dates."""
    bare = word.casefold()
    return is_weekday(word) or bare in words("beside_dates")


def is_place(text: str) -> bool:
    """Whether what stands before a date may name a place or the day: words with capitals, and those that go with
    them."""
    found = list(_words(text))
    if len(found) > BEFORE or re.search(r"[!?;=]", text):
        return False
    return all(word[0].isupper() or word[0].isdigit() or _is_of_day(word) or _elided(word) for word in found)


def _elided(word: str) -> bool:
    """Whether a word has a capital behind an apostrophe (l'Arsenal)."""
    return len(word) > 2 and word[1] in "'’" and word[2].isupper()


def _is_rest(text: str, *, whole: bool) -> bool:
    """Whether what stands behind a date may: nothing, the calendar, a place or an hour; behind a comma, after a whole
    date, more."""
    found = [word for word in _words(text) if not word.isdigit()]
    if all(_is_of_day(word) or word[0].isupper() for word in found) and len(found) <= BEHIND:
        return len(found) <= 1 or whole or _names("old_style", text) or _names("new_style", text)
    return whole and text.lstrip(_EDGES)[:1] in (",", "(", "—", "–", "-", ";") and len(found) <= BEHIND


def _names(which: str, text: str) -> bool:
    """Whether a calendar is named."""
    bare = " ".join(text.casefold().split())
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", bare) for name in words(which))


def _weekday(line: str, start: int) -> int:
    """Where the day of the week begins that stands before a date; if there is none, the date."""
    before = re.search(r"([^\W\d_]+)\.?(?:,|,?\s+(?:the|den|le|d\.))?\s*$", line[:start])
    short = before is not None and len(before[1]) <= SHORTEST and not line[start : start + 1].isdigit()
    if before and is_weekday(before[1]) and not short:  # Mo., Nov. 13 is in Missouri; Mo., 13. Nov. a Monday
        return before.start(1)
    return start
