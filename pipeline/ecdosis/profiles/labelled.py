"""What a text is called and who wrote it, in lines of names and values above it: `Title: The Ferry`, as headings of
Markdown (`# Title: The Ferry`) or with the name in bold, too.

The names are set aside; what they name stays, as the title page it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final, NamedTuple

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Line, Meant, Passage, letters_of
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.persons import is_full, persons

FEWEST: Final = 2
"""Lines of names and values: a title alone may be a form's."""
MOST: Final = 12
"""Lines that are looked at."""
NAMED: Final = 200
"""Code points of a value at most; what is longer is no title and no name."""
_FIELD: Final = re.compile(
    r"(?:#{1,6}[ \t]+)?(?P<label>(?P<mark>[*_]{0,3})(?P<name>[^\W\d_][^\W\d_ ]{1,15}(?: [^\W\d_]{1,10})?)"
    r"(?:(?P=mark)[ \t]?:|:(?P=mark))[ \t]+)(?P<value>\S.*)"
)
_RULE: Final = re.compile(r"[-*_=]{3,}")
_YEAR: Final = re.compile(r"\d{4}")
_NAMES: Final = re.compile(r"[,;&]|\b(?:and|und|et|y)\b")
"""What parts the names of several people."""
WHY: Final = "a name in lines of names and values above the text, which say what it is called and who wrote it"
"""Why it is set aside..."""
MARKED: Final = f"{WHY}, in Markdown"
"""... and where the line is a heading of Markdown, or its name in bold."""
_TYPES: Final[Mapping[str, str]] = {"title": "title", "subtitle": "subtitle", "date": "date"} | dict.fromkeys(
    ("author", "translator", "editor", "illustrator"), "byline"
)


class Field(NamedTuple):
    """A line that says something: what (a fact of `Provenance`), the line, its value, and where the name and the value
    begin."""

    fact: str
    line: Line
    value: str
    named: int
    start: int


def look(file: File) -> Finding | None:
    """The names and values above a text."""
    fields = tuple(_fields(file))
    if len(fields) < FEWEST or fields[0].fact != "title":
        return None
    said: dict[str, Any] = {}
    for field in fields:
        one = _said(field)
        several = one and said.get(field.fact) and field.fact not in ("title", "subtitle", "date")
        said[field.fact] = f"{said[field.fact]}; {one}" if several else said.get(field.fact) or one
    passages = [Passage(one.named, one.start, ProfileRule.FRONT_MATTER, _why(one)) for one in fields]
    below = file.lines[len(fields)] if len(file.lines) > len(fields) else None
    if below and _RULE.fullmatch(below.text):
        passages.append(Passage(below.start, below.end, ProfileRule.FRONT_MATTER, "a rule below them"))
    meant = [
        Meant(
            one.start,
            one.line.end,
            _type(one),
            ProfileRule.FRONT_MATTER,
            WHY,
            level=1,
            front=True,
        )
        for one in fields
        if one.fact in _TYPES
    ]
    return Finding(replace(Provenance(), **said), tuple(passages), tuple(meant))


def _type(field: Field) -> str:
    """What the line is on a title page: of one that is no date for sure, where it was published."""
    if field.fact == "date" and not _YEAR.search(field.value):
        return "imprint"
    return _TYPES[field.fact] if _said(field) or field.fact == "date" else "title-page"


def _why(field: Field) -> str:
    return MARKED if field.line.text[0] in "#*" else WHY


@cache
def _facts() -> Mapping[str, str]:
    """The names, by their letters, and what they tell."""
    return {letters_of(key): fact for fact, keys in table("labelled").items() for key in keys}


def _fields(file: File) -> Iterator[Field]:
    """The first lines of a text, as long as each is a name that is known and its value; none if a value goes on in the
    next line."""
    for index, line in enumerate(file.lines[:MOST]):
        found = _FIELD.fullmatch(line.text)
        fact = _facts().get(letters_of(found["name"])) if found else None
        if found is None or fact is None or len(found["value"]) > NAMED:
            return
        below = file.lines[index + 1] if index + 1 < len(file.lines) else None
        if below and not (below.gap or _FIELD.fullmatch(below.text) or _RULE.fullmatch(below.text)):
            return
        yield Field(fact, line, found["value"].strip(), *(line.start + found.start(one) for one in ("label", "value")))


def _said(field: Field) -> str:
    """What a value says, as `Provenance` has it; empty if that is not sure."""
    value = field.value.strip(" *_")
    if field.fact == "date":
        return value if _YEAR.fullmatch(value) else ""
    if field.fact in ("title", "subtitle"):
        return value
    if letters_of(value) in map(letters_of, table("gutenberg")["nobody"]["names"]):
        return ""
    names = persons(value)
    if names and all(map(is_full, names)):
        return "; ".join(names)
    return "" if _NAMES.search(value) else value
