"""Quotation marks and brackets in pairs: which mark closes which in a text, and which of them stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

VERSE: Final = 60
"""Code points: a line that is not longer may be one of verse."""
_ENUMERATION: Final = re.compile(r"(?:^|[\s;,])(?:\w{1,3}|[ivxlc]+)\)$")
"""A bracket that closes the number of an item (`a)`, `12)`, `iv)`) and was never opened."""
_MEASURE: Final = re.compile(r"(?<=\d)[\"″]")
"""The sign of inches or seconds."""


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A mark without its other: in which paragraph (from 0), where in it (code points), and whether it opens."""

    paragraph: int
    place: int
    opens: bool


def conventions(text: str) -> dict[str, str]:
    """The opening quotation marks of a text and what closes them; a mark that is both stands for itself.

    Languages differ (the CLDR's delimiters): “English”, „deutsch“, „polski”, »dansk«, «français», ”svenska”, »suomi».
    Single marks are left out, since nobody can tell ’ from an apostrophe; so is “ where „ and ” are both about.
    """
    found = {}
    if "„" in text:
        if "“" not in text or "”" not in text:
            found["„"] = "”" if "”" in text else "“"
    elif "“" in text:
        found["“"] = "”"
    elif "”" in text:
        found["”"] = "”"
    if "«" in text:
        outward = len(re.findall(r"«(?=\w)", text)) >= len(re.findall(r"»(?=\w)", text))
        found |= {"«": "»"} if outward else {"»": "«"}
    elif "»" in text:
        found["»"] = "»"
    return found | ({'"': '"'} if '"' in text else {})


def unpaired(paragraphs: Sequence[str], pairs: Mapping[str, str]) -> Iterator[Unpaired]:
    """The marks that are opened and not closed, or closed and not opened.

    A quotation may go on in the next paragraph, if that opens it again, and over lines of verse; then the last closes
    it for all. Of marks that open and close alike only an odd one is told.
    """
    alike = {mark for mark, closing in pairs.items() if mark == closing}
    yield from _unlike(paragraphs, {mark: closing for mark, closing in pairs.items() if mark not in alike})
    for mark in sorted(alike):
        yield from _odd(paragraphs, mark)


def _unlike(paragraphs: Sequence[str], pairs: Mapping[str, str]) -> Iterator[Unpaired]:
    going_on: list[tuple[int, int]] = []
    for number, text in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        carried = paragraphs[going_on[-1][0]][going_on[-1][1]] if going_on else ""
        left, stray, closed = _walk(text, carried, pairs)
        yield from (Unpaired(number, place, opens=False) for place in stray)
        going_on = [] if closed else going_on
        for place in left:
            if text[place] in "([":  # no bracket is opened again
                yield Unpaired(number, place, opens=True)
            else:
                going_on.append((number, place))
        if going_on and not _goes_on(paragraphs[going_on[-1][0]][going_on[-1][1]], text, following):
            yield Unpaired(*going_on[-1], opens=True)
            going_on = []


def _goes_on(mark: str, text: str, following: str) -> bool:
    """Whether a quotation goes on after a paragraph: the next opens it again, or both are lines of verse."""
    return following.lstrip().startswith(mark) or all(0 < len(line) <= VERSE for line in (text, following))


def _walk(text: str, carried: str, pairs: Mapping[str, str]) -> tuple[list[int], list[int], bool]:
    """The places of the marks of a paragraph that stay open, of those that close nothing, and whether that closes which
    goes on from the paragraph before (`carried`: its opening mark, or nothing; if it is opened again, one mark closes
    both)."""
    closing = {mark: opening for opening, mark in pairs.items()}
    opened: dict[str, list[int]] = {mark: [] for mark in pairs}
    stray: list[int] = []
    closed = False
    head = len(text) - len(text.lstrip())
    for place, mark in enumerate(text):
        if mark in pairs:
            opened[mark].append(place)
        elif mark in closing:
            kin = opened[closing[mark]]
            if kin:
                closed = (kin.pop() == head and carried == closing[mark]) or closed
            elif closing[mark] == carried and not closed:
                closed = True
            elif not (mark == ")" and _ENUMERATION.search(text[max(0, place - 12) : place + 1])):
                stray.append(place)
    return sorted(place for places in opened.values() for place in places), stray, closed


def _odd(paragraphs: Sequence[str], mark: str) -> Iterator[Unpaired]:
    """The last mark of each paragraph that has an odd number of them, unless the next opens the quotation again."""
    for number, text in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        places = [match.start() for match in re.finditer(re.escape(mark), _MEASURE.sub("\0", text))]
        if len(places) % 2 and not _goes_on(mark, text, following):
            yield Unpaired(number, places[-1], opens=True)
