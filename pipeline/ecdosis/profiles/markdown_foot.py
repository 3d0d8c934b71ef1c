"""Below a Markdown text: who wrote and edited it, in emphasis, and places that nobody has filled in.

Site generators and editing tools of projects write such lines. Who only edited is no author.
"""

from __future__ import annotations

import re
from typing import Final

from ecdosis.model.provenance import Credit, Provenance
from ecdosis.profiles.profile import File, Finding, Passage
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.persons import is_full, persons

LAST: Final = 8
"""Lines at the end that are looked at."""
_CREDIT: Final = re.compile(
    r"(?P<mark>[*_]{1,2})(?P<what>(?:first |last )?(?:edited|created|written|updated|authored|translated) by) "
    r"(?P<who>[^*_\d]{3,60}?)(?: as (?P<role>[a-z_ ]{3,30}))? on \d{4}-\d\d-\d\d(?P=mark)",
    re.IGNORECASE,
)
"""`_first edited by Anna Weir as original_author on 2024-11-25_`."""
_EMPTY: Final = re.compile(r"TO BE (?:FILLED(?: IN)?|COMPLETED|ADDED|DONE|WRITTEN)")
_HEADING: Final = re.compile(r"#{1,6} \S.*")


def look(file: File) -> Finding | None:
    """The lines below a Markdown text that say who made it, and its empty places."""
    credits = [(line, found) for line in file.lines[-LAST:] if (found := _CREDIT.fullmatch(line.text))]
    headed = any(_HEADING.fullmatch(line.text) for line in file.lines)
    empty = [line for line in file.lines if _EMPTY.fullmatch(line.text)] if headed else []
    if not credits and not empty:
        return None
    authors = {name for _, found in credits if _wrote(found) and (name := _name(found["who"]))}
    passages = [
        *(
            Passage(line.start, line.end, ProfileRule.CREDIT, "says who edited the file, and when")
            for line, _ in credits
        ),
        *(Passage(line.start, line.end, ProfileRule.MARKED, "a place that nobody has filled in") for line in empty),
    ]
    told = Provenance(
        author="; ".join(sorted(authors)), credits=tuple(Credit(found["what"], found["who"]) for _, found in credits)
    )
    return Finding(told, tuple(passages))


def _wrote(found: re.Match[str]) -> bool:
    """Whether a line says that somebody is the author."""
    role = (found["role"] or "").replace("_", " ").split()
    return role[-1:] == ["author"] or (not role and re.search(r"written|authored", found["what"].lower()) is not None)


def _name(words: str) -> str:
    """One full name; empty if the words are none."""
    names = persons(words)
    return names[0] if len(names) == 1 and is_full(names[0]) else ""
