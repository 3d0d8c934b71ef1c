"""Transcripts in whose lines a time and a name stand before what is said: in columns, as those of space flights were
typed, or with a colon behind the name, as programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.model.provenance import Provenance
from ecdosis.profiles.profile import File, Finding, Meant, Passage
from ecdosis.profiles.rules import ProfileRule

FEWEST: Final = 12
"""Such lines in a transcript at least..."""
SHARE: Final = 0.2
"""... and their share of all its lines."""
SPEAKERS: Final = 30
"""Different speakers of one at most: the names in a timetable are more."""
AGAIN: Final = 3
"""How often each speaks at least, on the average."""
_CLOCK: Final = r"(?P<time>[\[(]?-?\d{1,3}(?:(?::\d\d){1,3}|(?: \d\d){2,3})(?:[.,]\d{1,3})?[\])]?)"
"""`02 09 12 22`, `000:09:12`, `[1:46]`."""
_COLUMNS: Final = re.compile(
    rf"{_CLOCK}(?: {{2,9}}|\t)(?P<who>[A-Z][A-Za-z0-9/()&.-]{{0,14}}:?)(?: {{2,19}}|\t)(?P<said>\S.*)"
)
"""`02 09 12 22   LMP     3 Able`: days, hours, minutes and seconds; who; what."""
_NAMED: Final = re.compile(rf"{_CLOCK} {{1,9}}(?P<who>[^\W\d_a-z][^\d:\[\]()]{{0,40}}:) {{1,9}}(?P<said>\S.*)")
"""`[1:46] Anna Weir: Not in the mud.`"""
_NET: Final = re.compile(r"\(GOSS NET \d\)(?:\s+Tape \d{1,3}/\d{1,3})?|Tape \d{1,3}/\d{1,3}|Page (?P<page>\d{1,4})")
"""What stands at the head of each page of the transcripts of Apollo."""


def look(file: File) -> Finding | None:
    """Who speaks when in such a transcript, and the heads of its pages."""
    found = {index: said for index, line in enumerate(file.lines) if (said := _said(line.text))}
    names = {said["who"] for said in found.values()}
    if len(found) < FEWEST or len(found) < SHARE * len(file.lines):
        return None
    if len(names) > SPEAKERS or len(found) < AGAIN * len(names):
        return None
    why = "a time and a name stand before the words"
    meant: list[Meant] = []
    for index, said in found.items():
        line = file.lines[index]
        meant.append(Meant(line.start, line.start + said.end("who"), Kind.SPEAKER, ProfileRule.MARKED, why))
        column = line.indent + said.start("said") if said.re is _COLUMNS else None
        meant.append(Meant(line.start + said.start("said"), _end(file, index, column), "p", ProfileRule.MARKED, why))
    return Finding(Provenance(), tuple(_heads(file)), tuple(meant))


def _said(text: str) -> re.Match[str] | None:
    """What a line says of who speaks and when, before the words."""
    return _COLUMNS.fullmatch(text) or _NAMED.fullmatch(text)


def _end(file: File, index: int, column: int | None) -> int:
    """Where what is said ends that begins in a line: with the last line right below it, in columns below its first
    word (`column`)."""
    last = index
    for line in file.lines[index + 1 :]:
        if line.gap or _said(line.text) or (column is not None and abs(line.indent - column) > 1):
            break
        last += 1
    return file.lines[last].end


def _heads(file: File) -> Iterator[Passage]:
    """The heads of the pages."""
    why = "the head of a page of such a transcript"
    for line in file.lines:
        if match := _NET.fullmatch(line.text):
            yield Passage(line.start, line.end, ProfileRule.MARKED, why, match["page"] or "")
