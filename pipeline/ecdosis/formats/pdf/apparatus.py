"""The list of changes at the end of a printed book, in the order of its pages, as a critical edition has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any, Final

from ecdosis.book.book import Block, Book, Emendation, Group, Statement, all_inlines
from ecdosis.book.inlines import AsidePlace, Emended, NoteRef
from ecdosis.book.words import BookWords, words_for

_WORD_BEFORE: Final = re.compile(r"[\w’'-]*$")
_WORD_AFTER: Final = re.compile(r"[\w’'-]*")
_ONE_BEFORE: Final = re.compile(r"[\w’'-]*[^\w…]{0,3}$")
_ONE_AFTER: Final = re.compile(r"[^\w…]{0,3}[\w’'-]*")
"""The word that a change stands in or beside, and one word beyond blanks and marks."""


def emendations(book: Book) -> dict[str, Any]:
    """What was changed, as the template has it."""
    return _listed(book, book.emendations, _emendation)


def asides(book: Book) -> dict[str, Any]:
    """What was set aside."""
    return _listed(book, book.asides, _aside)


def _places(book: Book) -> dict[str, int]:
    """The order of the places of changes in the book: that of its pages, notes at their markers."""
    notes = {note.id: note for note in book.notes}
    numbers = count()
    found: dict[str, int] = {}

    def walk(blocks: Iterable[Block]) -> None:
        for inline in all_inlines(blocks):
            if isinstance(inline, (Emended, AsidePlace)):
                found.setdefault(inline.id, next(numbers))
            elif isinstance(inline, NoteRef) and (note := notes.pop(inline.note, None)):
                walk(note.blocks)

    walk(book.blocks)
    for note in list(notes.values()):
        walk(note.blocks)
    return found


def _listed(
    book: Book, groups: Sequence[Group], shown: Callable[[BookWords, Emendation], dict[str, Any]]
) -> dict[str, Any]:
    """The changes of some kinds: kinds with too many cases for a list, with examples (`throughout`), and all others,
    in the order of their places."""
    placed, say = _places(book), words_for(book.language)

    def place(case: Emendation) -> int:
        return placed.get(case.record.id, len(placed))

    many = [group for group in groups if len(group.listed) < group.count]
    few = [case for group in groups if group not in many for case in group.listed]
    return {
        "throughout": [
            {
                "title": say.title(group),
                "does": stated((say.does(group),)),
                "cases": [shown(say, case) for case in sorted(group.listed, key=place)],
            }
            for group in many
        ],
        "entries": [shown(say, case) for case in sorted(few, key=place)],
    }


def stated(statements: Iterable[Statement]) -> list[dict[str, str]]:
    """What the book says itself, as the templates have it: with the language of what is not in that of the rest."""
    return [{"text": one.text} | ({"lang": one.language} if one.language else {}) for one in statements]


def _emendation(say: BookWords, case: Emendation) -> dict[str, Any]:
    """A change as whole words: those that are read, and what the source has for them; with the words on both sides if
    there are none, so that the place can be found."""
    record = case.record
    read, source = _inside(say, case, _WORD_BEFORE, _WORD_AFTER)
    if not (record.reading or record.source).strip() or record.reading.isspace() or not any(map(str.isalnum, read)):
        read, source = _inside(say, case, _ONE_BEFORE, _ONE_AFTER)
    if read == source:  # blanks look alike, however many
        source = f"{source} {say('apparatus.blanks')}"
    return {"id": case.record.id, "reading": read, "source": source, "reason": stated(say.reason(case))}


def _inside(say: BookWords, case: Emendation, before: re.Pattern[str], after: re.Pattern[str]) -> tuple[str, str]:
    """Reading and source between some of the words around them."""
    left, right = before.search(case.before), after.match(case.after)
    edges = left.group() if left else "", right.group() if right else ""
    inner = (case.record.reading, case.record.source)
    read, source = (say.visible(f"{edges[0]}{part}{edges[1]}").strip() for part in inner)
    return read, source


def _aside(say: BookWords, case: Emendation) -> dict[str, Any]:
    """What was set aside, of a long passage its first and last words, with the words before its place."""
    return {
        "id": case.record.id,
        "source": say.source(case.record.source),
        "before": case.before.strip(),
        "after": case.after.strip(),
        "reason": stated(say.reason(case)),
    }
