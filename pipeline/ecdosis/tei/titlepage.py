"""What the title page of a text says: title, subtitle, who had a part, and a date, as values for a catalogue.

It is read from the blocks that stand before the text, as they were recognised or an editor decided. What is not sure is
not said: a wrong title or name is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from ecdosis.editor.decisions import EDITOR
from ecdosis.languages.dates import YEAR
from ecdosis.model.document import Block
from ecdosis.stages.blocks.credits import Credit, told
from ecdosis.stages.blocks.heads import is_part
from ecdosis.stages.persons import is_full, persons
from ecdosis.stages.words import words

LEAST: Final = 0.8
"""How sure a fact must be to be said."""
OF_IMPRINT: Final = 0.8
"""How sure it is that the year of the imprint, if it is the only one, is that of the edition."""
_NUMERALS: Final[Mapping[str, int]] = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_YEARS: Final = re.compile(
    rf"(?<!\d){YEAR}(?!\d)|(?<![^\W_])M[.,]?\s?[MDC][MDCLXVI]{{0,12}}(?:(?:[.,]\s?|\s)[MDCLXVI]{{1,9}}){{0,4}}(?![^\W_])"
)
NUMERAL: Final = 4
"""Roman figures of a year, at least: M.D. and M.C. are no years."""
_BY: Final = re.compile(r"\s(?:by|von|par|por|door|przez)$", re.IGNORECASE)
"""The word before the author's name, where it ends the line above that."""
_WORKS: Final = re.compile(r"(?P<who>[^'’:,]{5,50}?) ?['’:]\s?s (?P<what>[a-z ]{4,20})\.?", re.IGNORECASE)
"""A name in the genitive before what somebody wrote; the apostrophe may be misread."""
_QUOTED: Final = re.compile(r"[“”„«»\"]([^“”„«»\"]+)[“”„«»\"]")
_NO_TITLE: Final = re.compile(
    r"https?:|www\.|@|\bet al\b|^[#<{|]|^\W*$|\bwritten by (?:him|her)[sſ]elf"
    r"|^[\"“„«].{1,300}[.!?][\"”“»] ?[—–-]",
    re.IGNORECASE,
)
"""Addresses, marks and citations (“A good book.”—River Post): what no title is made of; nor what stands below one
(Written by himself)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact, and how sure it is (0 to 1)."""

    value: str
    sure: float


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What a title page says; what it does not say, or not surely, is None or empty. Names are as names are written
    (Lewis Carroll)."""

    title: Fact | None = None
    subtitle: Fact | None = None
    authors: tuple[Fact, ...] = ()
    translators: tuple[Fact, ...] = ()
    editors: tuple[Fact, ...] = ()
    date: Fact | None = None


def read(blocks: Sequence[Block], reading: str) -> TitlePage:
    """The facts in the blocks before the text; `reading` is that of the text they have their offsets in. The title may
    stand elsewhere if the editor says so."""
    front = [block for block in blocks if block.front]
    titled = [block for block in blocks if block.type == "title"]
    own = [block for block in titled if block.by == EDITOR]
    people = list(_people(front, reading))

    def named(role: str) -> tuple[Fact, ...]:
        return tuple(dict.fromkeys(Fact(name, sure) for one, sure in people if one.role == role for name in one.names))

    title = _title(own or [block for block in titled if block.front], reading)
    subtitle = _title([block for block in front if block.type == "subtitle"], reading, least=0.0) if title else None
    authors = named("author") or (tuple(_collected(front, reading)) if title else ())
    if title and not authors:
        title, authors = _with_author(title)
        subtitle = None if authors else subtitle  # what stands below both is no part of it
    return TitlePage(title, subtitle, authors, named("translator"), named("editor"), _date(front, reading))


def _title(lines: Sequence[Block], reading: str, least: float = LEAST) -> Fact | None:
    """The title that some lines are together."""
    words = [" ".join(reading[block.start : block.end].split()) for block in lines]
    text = " ".join(words).strip()
    sure = min((block.certainty for block in lines), default=0.0)
    letters = sum(map(str.isalpha, text))
    spaced = 2 * sum(len(word) == 1 for word in text.split()) > len(text.split()) > 1
    if (
        not lines
        or spaced
        or is_part(text)
        or sure < least
        or _are_cities(text)
        or _NO_TITLE.search(text)
        or 2 * letters < len(text.replace(" ", ""))
    ):
        return None
    return Fact(_bare(text), sure)


def _are_cities(text: str) -> bool:
    """Whether a line is nothing but several places of a publisher: NEW YORK  LONDON."""
    found = re.findall("|".join(map(re.escape, sorted(words("cities"), key=len, reverse=True))), text.casefold())
    return len(found) > 1 and sum(map(len, found)) >= len(re.sub(r"[\W_]+", " ", text)) - len(found)


def _with_author(title: Fact) -> tuple[Fact, tuple[Fact, ...]]:
    """A title, and the author whose whole name stands behind it in the same line: The Last Ferry, by Ann Example."""
    words_, _, said = title.value.rpartition(", by ")
    names = persons(said) if words_ else ()
    if not names or not all(map(is_full, names)) or sum(map(str.isalpha, said)) > sum(map(str.isalpha, "".join(names))):
        return title, ()
    return Fact(words_, title.sure), tuple(Fact(name, title.sure) for name in names)


def _bare(text: str) -> str:
    """A title without the marks around it, and without the full stop that old printers set behind it."""
    bare = _BY.sub("", text.strip(" _*=").rstrip(",:;").strip())
    quoted = _QUOTED.fullmatch(bare)
    said = quoted[1].strip() if quoted else bare
    return re.sub(r"(?<=[^\W\d_]{3})\.$", "", said).strip(" _*=∗†‡")


def _people(front: Iterable[Block], reading: str) -> Iterator[tuple[Credit, float]]:
    """What the lines that name somebody say, those of one statement together."""
    bylines = [block for block in front if block.type == "byline"]
    for _, same in groupby(bylines, key=lambda block: block.group or -block.start):
        lines = list(same)
        found = told([reading[block.start : block.end] for block in lines])
        sure = min(block.certainty for block in lines)
        if found and found.names and sure >= LEAST:
            yield found, sure


def _collected(front: Iterable[Block], reading: str) -> Iterator[Fact]:
    """The author whose collected works the title page names in a line beside the title (JANE WEIR'S NOVELS): of a book
    about them that is the title itself."""
    for block in front:
        found = _WORKS.fullmatch(reading[block.start : block.end].strip())
        if (
            block.type == "title-page"
            and block.certainty >= LEAST
            and found
            and found["what"].casefold() in words("works")
        ):
            names = persons(found["who"]) or persons(found["who"].title())
            yield from (Fact(name, block.certainty) for name in names if len(names) == 1 and is_full(name))


def _date(front: Sequence[Block], reading: str) -> Fact | None:
    """The date that a line says, or else the one year of the imprint."""
    for block in front:
        text = reading[block.start : block.end].strip(" .,()[]")
        if block.type == "date" and block.certainty >= LEAST:
            return Fact(_arabic(re.split(r"\s[·|•]\s", text)[0]), block.certainty)
    imprints = " ".join(reading[block.start : block.end] for block in front if block.type == "imprint")
    years = {year for year, _ in years_in(imprints)}
    return Fact(years.pop(), OF_IMPRINT) if len(years) == 1 else None


def years_in(text: str) -> Iterator[tuple[str, str]]:
    """The years in a statement, in arabic figures, each with its own words: `1829`, `M.DCCC.XXIX`."""
    for found in _YEARS.finditer(text):
        year = _arabic(found[0])
        if year.isdecimal() and sum(map(str.isalnum, found[0])) >= NUMERAL:
            yield year, found[0]


def year_of(said: Fact | None) -> str:
    """The year of a date, if it has one."""
    years = {year for year, _ in years_in(said.value)} if said else set()
    return years.pop() if len(years) == 1 else ""


def _arabic(text: str) -> str:
    """A year in Roman numerals in figures; any other date as it is."""
    numerals = re.sub(r"[\s.,]", "", text).upper()
    if not numerals or not set(numerals) <= set(_NUMERALS):
        return text
    values = [_NUMERALS[letter] for letter in numerals]
    year = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return str(year) if re.fullmatch(YEAR, str(year)) else text
