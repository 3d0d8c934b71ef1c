"""What a publisher prints before and behind a book to sell others: a list of a series, an advertisement with its
prices; and the line of the printer below the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Passage, letters_of
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.words import words

FRONT: Final = 150
"""Lines at the beginning in which a publisher prints..."""
BACK: Final = 300
"""... and at the end."""
LIST: Final = 6
"""Lines of a list at least."""
SIGNS: Final = 2
"""Phrases of an advertisement."""
ADDRESS: Final = 4
"""Lines of the publisher's name and place at most."""
CLOSE: Final = 30
"""Lines from the printer's to the end of the file at most: empty pages have their marks."""
_MARK: Final = re.compile(r"/[A-Z#*$]{1,2}(?:\[.{1,20}\])?|[A-Z#*$]{1,2}/")
"""A block mark of Distributed Proofreaders."""
EMPTY: Final = 12
"""Letters of the mark of an empty page at most."""
_PRINTER: Final = re.compile(
    r"(?:.{3,60}(?:\bSONS?\b|\bCO\.|\bLIMITED\b|\bLTD\b|\bPRINTERS?\b|\bPRESS\b).{2,60}|PRINTED (?:BY|IN|AT) .{3,90}|"
    r"IMPRIM(?:ERIE|É) .{3,90}|DRUCK VON .{3,90})"
)


def look(file: File) -> Finding | None:
    """The lists, advertisements and printer's line in a file."""
    passages = tuple(_passages(file))
    return Finding(Provenance(), passages) if passages else None


def _passages(file: File) -> Iterator[Passage]:
    heads = tuple(map(letters_of, table("publisher_list")["heads"]))
    paragraphs = [p for p in file.paragraphs if p.start < FRONT or p.stop > len(file.lines) - BACK]
    for index, paragraph in enumerate(paragraphs):
        said = file.words(paragraph)
        if letters_of(said) in heads and index + 1 < len(paragraphs) and _is_list(file, paragraphs[index + 1]):
            why = "a publisher’s list of other books"
            yield _passage(file, range(paragraph.start, paragraphs[index + 1].stop), why)
        elif _sells(said):
            last = paragraph.stop
            if said.endswith("by") and index + 1 < len(paragraphs) and len(paragraphs[index + 1]) <= ADDRESS:
                last = paragraphs[index + 1].stop - bool(
                    _MARK.fullmatch(file.lines[paragraphs[index + 1].stop - 1].text)
                )
            yield _passage(file, range(paragraph.start, last), "a publisher’s advertisement, with the price of books")
    if printer := _printer(file):
        yield _passage(file, range(printer, printer + 1), "the printer’s line, below the end of the book")


def _passage(file: File, lines: range, why: str) -> Passage:
    return Passage(file.lines[lines.start].start, file.lines[lines.stop - 1].end, ProfileRule.PLATE, why)


def _is_list(file: File, lines: range) -> bool:
    """Whether a paragraph is a list of titles or names in capitals."""
    texts = [text for i in lines if not _MARK.fullmatch(text := file.lines[i].text)]
    return len(texts) >= LIST and all(text.isupper() for text in texts)


def _sells(said: str) -> bool:
    """Whether a paragraph sells books."""
    letters = letters_of(said)
    return sum(letters_of(sign) in letters for sign in table("publisher_list")["sells"]) >= SIGNS


def _printer(file: File) -> int | None:
    """The line of the printer, right below the word for the end, with nothing but the marks of empty pages below it:
    the name of a firm may stand above its books."""
    ends = frozenset(map(letters_of, words("ends")))
    for index in range(max(1, len(file.lines) - CLOSE), len(file.lines)):
        text = file.lines[index].text
        below = all(len(letters_of(line.text)) <= EMPTY for line in file.lines[index + 1 :])
        if below and letters_of(file.lines[index - 1].text) in ends and text.isupper() and _PRINTER.fullmatch(text):
            return index
    return None
