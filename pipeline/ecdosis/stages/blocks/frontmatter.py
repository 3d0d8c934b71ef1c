"""The lines before a text, as far as a title page may go: who had a part, where and by whom it was printed, dates."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ecdosis.languages.dates import YEAR, is_date
from ecdosis.stages.blocks.credits import NAMED, Credit, credit, role_of, told
from ecdosis.stages.blocks.entries import is_contents
from ecdosis.stages.blocks.heads import is_part, is_signed_part
from ecdosis.stages.blocks.proposal import Proposals
from ecdosis.stages.blocks.views import View
from ecdosis.stages.persons import TRIM, counts_acts, is_full, persons
from ecdosis.stages.words import pattern, words

MOST: Final = 150
"""Blocks within which the title page ends: a list of a series may be long."""
LINE: Final = 16
"""Words of a line of a title page at most."""
NEAR: Final = 2
"""Blank lines that part the lines of one title at most."""
WIDE: Final = 8
"""Blank lines at most between the word for `by`, alone in its line, and the name."""
STANZA: Final = 8
"""Lines in a row from which verse is the text and no motto of a title page."""
MOTTO: Final = 16
"""Lines in quotation marks, up to which they are a motto all the same."""
OPENING: Final = frozenset('“«„"')
CLOSING: Final = frozenset('”»“"')
"""Marks that open a motto, and close it."""
PAUSING: Final = 0.4
"""Share of the lines of verse in a row that end with a mark other than a full stop, at least; those of a list of works
seldom do."""
_ROMAN_YEAR: Final = re.compile(r"[(\[]?M[.,\s]?[DC][DCLXVI.,\s]{2,}[)\]]?")
_YEAR_ALONE: Final = re.compile(rf"\W*{YEAR}\W*")
PATRONYMIC: Final = re.compile(r"\w(?:ович|евич|ич|овна|евна|ична)(?!\w)", re.IGNORECASE)
ADVERTISED: Final = 6
"""Paragraphs before a title page at most."""
NEAR_IMPRINT: Final = 15
"""Lines from the author to the imprint at most."""
_ENDS_BY: Final = re.compile(r"\w\W+(?:by|von|par|por|door|przez)[:–—.\s-]*$", re.IGNORECASE)
_VERSION: Final = re.compile(
    r"\W{0,2}(?:version|release|revision|versión|versione|versão|версия|версія|wersja|verze|versie)\s+v?\d[\w.-]{0,12}\W{0,2}",
    re.IGNORECASE,
)
"""The version of a manual, below its title."""
AFFILIATED: Final = re.compile(r"a(?:\s|$)")
"""How a list of affiliations begins whose letters stand behind the names (`Ann Weira and John Poleb`, where they were
set high): which letters are the names' own is not known."""
_SIGNS: Final = re.compile(r"©|\bISBN\b|\(c\)\s|https?:|www\.|@\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines before the text: `credits` by the index of their first line, each with its last; `prints`, where and by
    whom it was printed; `dates`."""

    views: Sequence[View]
    end: int
    credits: Mapping[int, tuple[Credit, int]]
    prints: frozenset[int]
    dates: frozenset[int]
    headed: bool


def end_of(views: Sequence[View], heads: Proposals, most: int = MOST) -> int:
    """The index of the first block that a title page cannot go on after: a heading, a table of contents, paragraphs,
    but for those of an advertisement before the title page; `most` at most."""
    most = _verse(views, min(len(views), MOST, most))
    stop = next((i for i in range(most) if is_opening(views, i, heads)), most)
    prose = [i for i in range(stop) if views[i].prose and views[i].text[0] not in "[("]
    first = next((a for a, b in pairwise(prose) if b <= a + 2), stop)
    if first == stop or len(prose) > ADVERTISED or stop == MOST:
        return first
    later = read_page(views, stop)
    named = [i for i, (one, last) in later.credits.items() if i > first and one.role == "author"]
    printed = any(i < place <= i + NEAR_IMPRINT for i in named for place in later.prints)
    return stop if printed else first


def _verse(views: Sequence[View], end: int) -> int:
    """The index of the first of many lines of verse in a row, before `end`."""
    first = 0
    for index in range(1, end + 1):
        if index < end and views[index].adjacent:
            continue
        rest = range(first, index)
        pausing = sum(views[i].text[-1] in ",;:!?—" for i in rest)
        if len(rest) >= STANZA and pausing >= PAUSING * len(rest) and not is_motto(views, rest):
            return first
        first = index
    return end


def is_motto(views: Sequence[View], lines: Sequence[int]) -> bool:
    """Whether several lines (indices) are in quotation marks as a whole, as only a motto of a title page is."""
    if not 1 < len(lines) <= MOTTO:
        return False
    first, *between, last = (views[index].text.rstrip(" .,;") for index in lines)
    inside = "".join([first[1:], *between, last[:-1]])
    return first[:1] in OPENING and last[-1:] in CLOSING and not (OPENING | CLOSING).intersection(inside)


def mottos(views: Sequence[View], end: int) -> frozenset[int]:
    """The lines before `end` that are mottos."""
    first, found = 0, set[int]()
    for index in range(1, end + 1):
        if index == end or not views[index].adjacent:
            if is_motto(views, range(first, index)):
                found.update(range(first, index))
            first = index
    return frozenset(found)


def is_opening(views: Sequence[View], index: int, heads: Proposals) -> bool:
    """Whether a block is a heading above the text or above a list before it."""
    text = views[index].text
    numbered = index in heads and not is_volume(text)
    if numbered and any(view.running for view in views[index + 1 : index + 4]):
        return True
    below = views[index + 1 : index + 2]
    goes_on = any(view.adjacent and not view.running for view in below)
    opens = index > 0 or any(view.prose for view in below)
    return is_contents(text) or (opens and is_part(text) and not goes_on) or is_signed_part(views, index)


def read_page(views: Sequence[View], end: int, headed: bool = False) -> Page:
    credits: dict[int, tuple[Credit, int]] = {}
    prints, dates = set(), set()
    taken = -1
    for index in range(end):
        text = views[index].text
        if index <= taken or views[index].words > LINE:
            continue
        if found := credited(views, index, end):
            role = _shared(views, index) if found[0].role == "author" and index - 1 not in credits else ""
            credits[index - 1 if role else index] = (replace(found[0], role=role), found[1]) if role else found
            taken = found[1]
        elif is_date(text) or _YEAR_ALONE.fullmatch(text) or _ROMAN_YEAR.fullmatch(text.strip(TRIM)):
            dates.add(index)
        elif is_imprint(text):
            prints.add(index)
    prints |= {index for index in range(1, end) if _is_printed(views, index, prints, dates, credits)}
    return Page(views, end, credits, frozenset(prints), frozenset(dates), headed)


def _is_printed(
    views: Sequence[View], index: int, prints: Container[int], dates: Container[int], credits: Mapping[int, object]
) -> bool:
    """Whether a line names the publisher by its place alone: between the city and the year, with no blank line, or
    right below a line that ends with *by*."""
    if index in dates or index in credits or index - 1 not in prints or views[index].words > LINE:
        return False
    if views[index].adjacent and _ENDS_BY.search(views[index - 1].text):
        return True
    if index + 1 not in dates:
        return False
    return views[index].adjacent and views[index + 1].adjacent


_SONS: Final = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.\s?){0,3})[^\W\d_]\S{1,20}(?: \S{2,20}){0,2}['’]s sons\b[,:. ]{0,3}(?P<place>.{0,40})",
    re.IGNORECASE,
)
"""A firm that is somebody's sons'; who has neither initials nor a place behind it may be somebody in a title."""
_ENTERED: Final = re.compile(r"\W*entered\b.{1,9}\baccording\b", re.IGNORECASE)
"""How the notice of a copyright begins (Entered, according to Act of Congress, in the year 1839, by)."""


def is_imprint(text: str) -> bool:
    """Whether a line says where, by whom or when a book was printed."""
    placed = _begins_with_city(text)
    told = (_ENTERED.match(text), pattern("imprints").search(text), _SIGNS.search(text))
    return placed or any(told) or _published(text) or _VERSION.fullmatch(text) is not None


def _begins_with_city(text: str) -> bool:
    """Whether the name of a city, alone or with others, begins a line."""
    city = re.split(r"[:,.;\d(]|\s{1,9}(?:and|und|et)\s", text.strip(" [(_*"))[0].strip().casefold()
    return re.sub(r"^(?:a|à|in|at|en|bei|zu)\s+", "", city) in words("cities")


def _published(text: str) -> bool:
    """Whether a line names a publisher (the word for one ends a name: LANTERN PRESS)."""
    sons = _SONS.fullmatch(text.strip(TRIM))
    if sons and (_begins_with_city(sons["place"]) if sons["place"] else sons["initials"]):
        return True
    named = list(pattern("firms").finditer(text))
    return bool(named) and (named[-1].end() >= len(text.rstrip(TRIM)) or re.search(YEAR, text) is not None)


def credited(views: Sequence[View], index: int, end: int) -> tuple[Credit, int] | None:
    """What a line says of somebody's part, with the names that may stand in the next line, and the last line of it."""
    text = views[index].text
    found = credit(text)
    if found is None:
        if authors := _going_on(views, index, end):
            return authors
        lettered = AFFILIATED.match(" ".join(view.text for view in views[index + 1 : index + 2]))
        names = () if lettered else persons(text)
        return (Credit("author", names), index) if _are_authors(views, index) else None
    if found.names or (found.role != "author" and NAMED.search(text)):
        return found, index
    below = index + 1
    far = WIDE if text.strip(TRIM).casefold() in words("by") else NEAR
    if not found.alone or below >= end or views[below].above > far or is_imprint(views[below].text):
        return None
    whole = told((text, views[below].text))
    return (whole, below) if whole and whole.names else None


def _going_on(views: Sequence[View], index: int, end: int) -> tuple[Credit, int] | None:
    """Bare names of authors that go on in lines below, each behind a comma, with the last line; None if they do not."""
    last, names = index, [_only_names(views[index].text)]
    while names[-1] and views[last].text.endswith(",") and last + 1 < end and views[last + 1].adjacent:
        last += 1
        names.append(_only_names(views[last].text))
    if not index or last == index or not all(names) or views[last].text[-1] in ".,":
        return None
    return Credit("author", tuple(name for one in names for name in one)), last


def _only_names(text: str) -> tuple[str, ...]:
    """The full names that are all of a line, several if a comma ends it; none if it is anything else."""
    names = persons(text)
    several = len(names) > 1 or not text.endswith(",")
    return names if several and all(map(is_full, names)) and are_all(text, names) else ()


def _are_authors(views: Sequence[View], index: int) -> bool:
    """Whether a line below another is the bare names of the authors: several, after a line that ends with `by`, one
    with a patronymic, or one above the number of acts."""
    text = views[index].text
    names = persons(text)
    if not index or not names or not all(map(is_full, names)) or not are_all(text, names) or _published(text):
        return False
    plain = text[-1] not in ".," and (len(names) > 2 or not text.isupper())
    several = len(names) > 1 and plain and not is_said(text, views[index + 1 :])
    led = views[index].above <= NEAR and _ENDS_BY.search(views[index - 1].text) is not None
    patronymic = PATRONYMIC.search(text) is not None and len(text.split()) == 3
    return several or led or patronymic or _is_above_acts(views, index)


def _is_above_acts(views: Sequence[View], index: int) -> bool:
    """Whether a name stands between the title of a play and how many acts it has: the play never has it, as it has the
    last word of its title."""
    below = views[index + 1 : index + 2]
    if not any(counts_acts(view.text) for view in below):
        return False
    said = [
        any(re.search(rf"(?<!\w){word}", view.text, re.IGNORECASE) for view in views[index + 2 :])
        for line in views[index - 1 : index + 1]
        for word in re.findall(r"[^\W\d_]+", line.text)[-1:]
    ]
    return said == [True, False]


def is_said(text: str, views: Sequence[View]) -> bool:
    """Whether some views have all words of a line in small letters, outside of addresses: it may be the end of a title,
    and is no name."""
    small = {word for word in re.findall(r"[^\W\d_]{2,}", text.casefold()) if word not in words("particles")}
    return all(any(re.search(rf"(?<![\w.@]){word}(?![\w@]|\.\w)", view.text) for view in views) for word in small)


def are_all(text: str, names: Sequence[str]) -> bool:
    """Whether a line has hardly a letter beside some names."""
    return sum(map(str.isalpha, text)) <= sum(c.isalpha() for name in names for c in name) + 3


def _shared(views: Sequence[View], index: int) -> str:
    """The part that the line above one with `by` tells (NOTES AND PREFACE / BY): it has a line above itself, so that it
    is no title. Empty if it tells none."""
    if index < 1 or views[index].above > NEAR or views[index - 1].words > LINE:
        return ""
    above = views[index - 1].text
    if pattern("imprints").match(above):
        return "other"
    second = index > 1 and views[index - 1].above <= NEAR
    return role_of(above, anywhere=second)


def is_volume(text: str) -> bool:
    """Whether a line is the number of a volume, or the name of a series."""
    return pattern("volumes").match(text.lstrip(TRIM + "([")) is not None
