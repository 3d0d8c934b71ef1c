"""The witness of the marks: quotation marks and brackets in pairs, blanks after punctuation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.language import common_words
from pipeline.pieces import Edit
from pipeline.proof.judgement import Court

PAIRS: Final = {"“": "”", "(": ")", "[": "]", "«": "»"}
CLOSING: Final = {closing: opening for opening, closing in PAIRS.items()}
REOPENING: Final = frozenset("“«")
"""Marks that a quotation of several paragraphs has again at the head of each, and closes once."""
FEW: Final = 3
PATIENCE: Final = 4_000
"""Code points of text for one question about a mark; so many, at least FEW, are asked."""
VERSE: Final = 60
"""Code points: a line that is not longer may be one of verse."""
NAMES: Final = {"“": "quotation", "«": "quotation", "(": "bracket", "[": "bracket"}
_ENUMERATION: Final = re.compile(r"(?:^|[\s;,])(?:\w{1,3}|[ivxlc]+)\)$")
"""A bracket that closes the number of an item (`a)`, `12)`, `iv)`) and was never opened."""
_TIGHT: Final = re.compile(
    r"(?<![\w.@/*(,;])([a-z]{3,})(?:([,;])([^\W\d_]{3,})|([.:!?])([A-Z][a-z]+))(?![\w@/(*]|[.:!,]\w)"
)
"""Two words with punctuation and no blank between; a full stop, colon and the like only before a capital."""
_BRACKET: Final = re.compile(r"(?<!\w)([^\W\d_]{2,})[.,;:!?…][”’]?(\()(?=[^\W\d_]{2,}|…|\.\.\.)")
"""A bracket that opens behind punctuation with no blank before it; not that of a plural, (s), nor of a number."""
_HYPHEN: Final = re.compile(r"(?<![\w-])[^\W_]+-(?:(?:and|of|the) (?=[a-z])|(?:year|month|week|day) (?=old\b))")
"""A compound that lacks its last hyphen: hand-and foot, a ten-year old."""
_DIGIT: Final = re.compile(r"(?<!\w)([^\W\d_]+) (0)(?= [^\W\d_]{2,})")
"""A nought for a dash, which is beside it on the keyboard."""
_TWICE: Final = re.compile(r"(?<![,;])([,;])\1(?=\s)")
"""A mark that stands twice."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the reading: where it begins, and what it says."""

    start: int
    text: str


def edits(court: Court, by: str) -> Iterator[Edit]:
    """Proposals for slips of punctuation."""
    words = court.words
    yield from _few(list(unbalanced(words.reading, by)), words.reading)
    tight = list(_TIGHT.finditer(words.reading))
    times = Counter(match[0] for match in tight)
    for match in tight:
        mark, place = (match[2], match.start(3)) if match[2] else (match[4], match.start(5))
        known = all(court.lexicon.has(part.lower()) for part in (match[1], match[3] or match[5]))
        if known and times[match[0]] == 1:  # what comes again is a name (NEWS.Debian)
            yield Edit(place, place, " ", "punctuation", by, 0.93, f"marks: no blank after “{mark}”.")
    yield from _lacking(court, by)
    for match in _TWICE.finditer(words.reading):
        yield Edit(match.start() + 1, match.end(), "", "punctuation", by, 0.9, f"marks: “{match[1]}” twice.")


def _few(found: Sequence[Edit], reading: str) -> Iterator[Edit]:
    """Questions about pairs of marks; those about a mark that is asked too often are dropped, since such a text has a
    way of its own with it (a translation that opens quotations for each verse, say)."""
    often = Counter(CLOSING.get(edit.after, edit.after) for edit in found)
    most = max(FEW, len(reading) // PATIENCE)
    return (edit for edit in found if often[CLOSING.get(edit.after, edit.after)] <= most)


def _lacking(court: Court, by: str) -> Iterator[Edit]:
    """Proposals for a blank before a bracket, a hyphen in a compound, and a dash that became a nought."""
    reading = court.words.reading
    for match in _BRACKET.finditer(reading):
        if court.lexicon.has(match[1].lower()):
            why = "marks: no blank before the bracket."
            yield Edit(match.start(2), match.start(2), " ", "punctuation", by, 0.93, why)
    for match in _HYPHEN.finditer(reading):
        why = "marks: the compound lacks its last hyphen."
        yield Edit(match.end() - 1, match.end(), "-", "punctuation", by, 0.6, why, safe=False)
    dash = next((dash for dash in "–—" if f" {dash} " in reading), "")
    for match in _DIGIT.finditer(reading):
        if dash and match[1].lower() not in common_words(court.lexicon.language):
            why = "marks: a digit alone among words; confusion: a dash typed as 0."
            yield Edit(match.start(2), match.end(2), dash, "punctuation", by, 0.5, why, safe=False)


def unbalanced(reading: str, by: str) -> Iterator[Edit]:
    """Questions about marks that are opened and not closed, or closed and not opened.

    A quotation may go on in the next paragraph, if that opens it again, and over lines of verse; then the last closes
    it for all.
    """
    paragraphs = [Paragraph(m.start(), m.group()) for m in re.finditer(r"[^\n]+", reading)]
    going_on: list[tuple[Paragraph, int]] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else Paragraph(len(reading), "")
        left, stray, closed = _walk(paragraph.text, going_on[-1][0].text[going_on[-1][1]] if going_on else "")
        yield from (_query(paragraph, place, "is closed, but never opened", by) for place in stray)
        going_on = [] if closed else going_on
        for place in left:
            if paragraph.text[place] in REOPENING:
                going_on.append((paragraph, place))
            else:
                yield _query(paragraph, place, "is opened, but never closed", by)
        if going_on and not _goes_on(going_on[-1], paragraph, following):
            yield _query(*going_on[-1], "is opened, but never closed", by)
            going_on = []


def _goes_on(opened: tuple[Paragraph, int], paragraph: Paragraph, following: Paragraph) -> bool:
    """Whether a quotation goes on after a paragraph: the next opens it again, or both are lines of verse."""
    again = following.text.lstrip().startswith(opened[0].text[opened[1]])
    return again or all(0 < len(line.text) <= VERSE for line in (paragraph, following))


def _walk(text: str, carried: str) -> tuple[list[int], list[int], bool]:
    """The places of the marks of a paragraph that stay open, of those that close nothing, and whether that closes which
    goes on from the paragraph before (`carried`: its opening mark, or nothing; if it is opened again, one mark closes
    both)."""
    opened: dict[str, list[int]] = {mark: [] for mark in PAIRS}
    stray: list[int] = []
    closed = False
    head = len(text) - len(text.lstrip())
    for place, mark in enumerate(text):
        if mark in PAIRS:
            opened[mark].append(place)
        elif mark in CLOSING:
            kin = opened[CLOSING[mark]]
            if kin:
                closed = (kin.pop() == head and carried == CLOSING[mark]) or closed
            elif CLOSING[mark] == carried and not closed:
                closed = True
            elif not (mark == ")" and _ENUMERATION.search(text[max(0, place - 12) : place + 1])):
                stray.append(place)
    return sorted(place for places in opened.values() for place in places), stray, closed


def _query(paragraph: Paragraph, place: int, what: str, by: str) -> Edit:
    mark = paragraph.text[place]
    name = NAMES[CLOSING.get(mark, mark)]
    start = paragraph.start + place
    why = f"marks: a {name} {what} in this paragraph."
    return Edit(start, start + 1, mark, "punctuation", by, 0.5, why, safe=False)
