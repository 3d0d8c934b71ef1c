"""What a book lists of the changes that its document records: each kind, with the words around each change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from ecdosis.book.book import Emendation, Group
from ecdosis.model.kinds import ASIDES, CORRUPT, KINDS, NOTES, Kind
from ecdosis.tei.read import Record

WITHIN: Final = ("hyphen", "hyphen-kept", "soft-hyphen", "zero-width", "ligature", "decomposed")
"""Kinds of changes that are no corrections, but happen in words."""
_WORD_END: Final = re.compile(r"[\w’']+$")
_WORD_START: Final = re.compile(r"[\w’']+")

Around = Mapping[str, tuple[str, str]]
"""The id of a change or aside -> the words before and after it."""


def grouped(by_kind: Mapping[str, Iterable[Record]], around: Around) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The changes of each kind, in two: what is read otherwise, and what is no part of the running text (but pages)."""
    groups = [
        Group(kind, KINDS.get(kind, ""), tuple(_emendation(record, around) for record in same))
        for kind, same in by_kind.items()
    ]
    emendations = tuple(group for group in groups if not _is_aside(group) and group.kind not in NOTES)
    return emendations, tuple(group for group in groups if _is_aside(group) and group.kind != "page-break")


def _is_aside(group: Group) -> bool:
    """Whether what some changes are about is no part of the running text."""
    return group.kind in ASIDES or group.cases[0].record.aside


def _emendation(record: Record, around: Around) -> Emendation:
    before, after = around.get(record.id, ("", ""))
    if record.kind in CORRUPT and record.reading.isspace():  # the blank is the reading's own
        before = before.removesuffix(" ")
    if record.kind == Kind.STYLE_MARK:  # it stands right before the words that it marks
        after = after.removeprefix(" ")
    left_out = record.kind in CORRUPT and not record.reading
    if left_out and before.endswith(" ") and not after.startswith(" "):  # it has none of the blanks around it
        before, after = before if record.source[:1].isspace() else before[:-1], f" {after}"
    return whole(Emendation(record, before, after))


def whole(case: Emendation) -> Emendation:
    """A change inside a word with the whole word, as a reader wants to see it."""
    record = case.record
    apart = record.kind == "word-division"
    if record.kind not in CORRUPT and record.kind not in WITHIN:
        return case

    def inside(*edge: str) -> bool:
        return record.kind in WITHIN or all(not c or c.isalnum() or (apart and c == " ") for c in edge)

    left, right = _WORD_END.search(case.before), _WORD_START.match(case.after)
    first = left.group() if left and inside(record.source[:1], record.reading[:1]) else ""
    last = right.group() if right and inside(record.source[-1:], record.reading[-1:]) else ""
    shown = replace(record, source=first + record.source + last, reading=first + record.reading + last)
    return Emendation(shown, case.before[: len(case.before) - len(first)], case.after[len(last) :])
