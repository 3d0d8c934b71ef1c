"""What an entry of an index is made of: its words, the pages that it names, and the entries that it leads to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from ecdosis.stages.words import AND, words

_NUMBER: Final = r"(?:\d{1,4}|[ivxlc]{1,7}(?![^\W\d_]))"
_AFTER: Final = (
    rf"(?:,?\s?(?:(?:{AND})\s)?_?(?:n{{1,2}}|f{{1,2}}|sqq?|seqq?|note|notes|et\sseqq?|и\sсл|u\.\sö)\.?_?"
    r"(?:\s?\d{1,2}(?!\d))?)?"
)
_LOCATOR: Final = rf"_?{_NUMBER}(?:\s?[-–—]\s?{_NUMBER})?{_AFTER}_?"
_ALONE: Final = re.compile(rf"{_LOCATOR}(?:[,;]?\s{_LOCATOR}){{0,20}}\s?[.,;]?", re.IGNORECASE)
"""A line that goes on with pages and ends with them."""
_LAST: Final = re.compile(rf"(?:[,;:.]\s?|\s)(?:(?:pp?|S|с|стр|pág|blz)\.\s?)?{_LOCATOR}\s?[.,;]?$", re.IGNORECASE)
"""The end of an entry that names pages."""
_FURTHER: Final = re.compile(
    rf"(?:(?:(?:(?<=[,;:.…])|(?<=[,;:.…][\"'”’»_]))\s+|(?<=[^\W\d_],)(?=\d)|(?<=\s,)(?=\d)|(?P<tight>(?<=\d,)(?=\d)))(?:(?:pp?|S|с|стр|{AND})\.?\s)?"
    rf"|(?<=\d)\s(?:{AND})\s)(?P<first>{_NUMBER})(?:\s?[-–—]\s?(?P<last>{_NUMBER}))?"
    rf"(?={_AFTER}(?:\s*(?:[,;:)]|\.(?!\s?\d|\w)|$)|\s+(?:{AND})(?!\w)))"
)
"""The pages that an entry names: behind a mark or another page, before a mark or a further page."""
_TIGHT: Final = re.compile(r",(\d{1,4})(?!\d)")
_VOLUME: Final = re.compile(r"(?<![^\W\d_])[ivxlc]{1,6}\.$", re.IGNORECASE)
"""The number of a volume, before that of a page in it."""
_PART: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,6})\.$")
"""What a number may be that of (`Bk. viii`)."""
_NOTE: Final = re.compile(r"(?<![^\W\d_])(?:n{1,2}|notes?|anm|прим)\.$", re.IGNORECASE)
"""What stands before the number of a note on a page."""
_NAME: Final = re.compile(r"[^;.\[\]()]{1,80}")
_PARTING: Final = ",;.:)]—–-"
_MARKS: Final = "_*+•=\"'“”„‘’«»()[]"
_SKIPPED: Final = re.compile(r"[\W\d_]+")


class Locator(NamedTuple):
    """The number of a page in an entry: where it stands, and the page, as it would stand on it (`145-7` has 147)."""

    start: int
    end: int
    page: str


class Lead(NamedTuple):
    """The words of an entry that name another: where they stand."""

    start: int
    end: int


def is_located(text: str) -> bool:
    """Whether a line ends with pages, or leads to another entry: as entries end."""
    bare = text.rstrip(" .,;").casefold()
    return (
        _LAST.search(text) is not None
        or any(bare.endswith(f" {one}") for one in words("index_passim"))
        or next(leads_in(text), None) is not None
    )


def is_pages(text: str) -> bool:
    """Whether a line is the last pages of an entry and nothing else."""
    return _ALONE.fullmatch(text) is not None and any(map(str.isdecimal, text))


def is_open(text: str) -> bool:
    """Whether a line is not ended: it goes on in the next."""
    return text.rstrip()[-1:] in ",;-–—(&"


def locators(text: str) -> Iterator[Locator]:
    """The pages that an entry names."""
    before = ""
    for match in _FURTHER.finditer(text):
        first, last = match["first"], match["last"]
        follows = _TIGHT.match(text, match.end())
        if match["tight"] is not None and not _are_pages(before, first):
            continue
        if follows and not _are_pages(last or first, follows[1]):
            continue
        before = last or first
        if any(one.search(text, max(0, match.start() - 9), match.start()) for one in (_VOLUME, _NOTE)):
            continue
        part = _PART.search(text, max(0, match.start() - 9), match.start())
        if part and part[1].casefold() in words("index_parts"):
            continue
        yield Locator(*match.span("first"), first)
        if last:
            short = first.isdecimal() and last.isdecimal() and len(last) < len(first)
            yield Locator(*match.span("last"), first[: len(first) - len(last)] + last if short else last)


def _are_pages(before: str, after: str) -> bool:
    """Whether numbers with a comma and no blank between are those of two pages: the second of one number is three
    figures long, whatever the first is, and often less."""
    return len(before) == len(after) and before < after


def leads_in(text: str) -> Iterator[Lead]:
    """The names of other entries behind “see” or “see also”, which stand apart from each other by semicolons."""
    for match in _pointers(text):
        at = match.end()
        for part in _NAME.finditer(text, at):
            if part.start() != at:
                break
            name = part.group()
            start = at + len(name) - len(name.lstrip(" _*,"))
            end = at + len(name.rstrip(" _*,"))
            if start < end and not name[start - at].islower():
                yield Lead(start, end)
            at = part.end() + 1
            if text[part.end() : at] != ";":
                break


def _pointers(text: str) -> Iterator[re.Match[str]]:
    """The words of an entry that lead to another: behind a mark or a number, before a name."""
    for match in _see().finditer(text):
        before = text[: match.start()].rstrip(" _*(")[-1:]
        behind = text[match.end() : match.end() + 2].lstrip("\"'“„«‘_")[:1]
        if (before in _PARTING or before.isdecimal()) and (behind.isupper() or behind.isdecimal()):
            yield match


@cache
def _see() -> re.Pattern[str]:
    longest = sorted(words("index_see"), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest))})[_*.]*\s+", re.IGNORECASE)


def key(text: str) -> str:
    """The letters by which an entry has its place in the alphabet: small and without accents."""
    plain = unicodedata.normalize("NFD", text.strip(_MARKS + " ").casefold())
    return _SKIPPED.sub("", "".join(c for c in plain if not unicodedata.combining(c)))


def name_of(text: str) -> str:
    """The name of an entry: its words before the pages and before what it leads to."""
    ends = [match.start() for match in (_FURTHER.search(text), next(_pointers(text), None)) if match]
    return text[: min(ends, default=len(text))].strip(_MARKS + " ,;:.…—–-")
