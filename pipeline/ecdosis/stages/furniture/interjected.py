"""Lines that come again, the same but for their figures, in the midst of sentences: whatever they say, no author breaks
off time and again with the same words. Services stamp the pages that they give out, printers mark proofs, programs say
where a page ends, each in words that no list knows all of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ecdosis.evidence import Sign
from ecdosis.languages.dates import is_dateline
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture import phrases
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.lines import Lines, cuts
from ecdosis.stages.furniture.rules import FurnitureRule
from ecdosis.stages.furniture.shapes import names_service
from ecdosis.stages.notes.lines import label_of

TIMES: Final = 4
"""Times that such a line comes at least..."""
CUT: Final = 0.4
"""... and of them this share in the midst of a sentence. Where pages end one goes on in three cases of four; the rest
of a table or a list of references has few."""
DISTANCE: Final = 700
"""Code points from one to the next at least, as between pages; a refrain comes sooner..."""
NEARER: Final = 0.2
"""... but for this share: a page may be short."""
LETTERS: Final = 8
"""Letters and figures of such a line at least: shorter ones are numbers and specks, of which pages are told."""
UNLIKE: Final = 0.6
"""Share of the places that must be in other sentences: a paragraph that a writer has again is broken at the same words
into the same lines."""
FULL: Final = 0.7
"""Share of the width of the text that the line before must reach, as a line of prose does and one of verse seldom."""
FORMULA: Final = 50
"""Code points of a line that a writer may have set apart."""
LONGEST: Final = 400
"""Code points of such a line."""
HEAD: Final = 80
"""Code points; a longer line is no running head, so that no page is told by it."""
_FIGURES: Final = re.compile(r"\d+")


def find(lines: Lines, taken: Collection[int] = (), *, long: bool = False) -> Iterator[Span]:
    """The lines that come again in the midst of sentences, but for those that are set aside already (`taken`); `long`:
    only those that no running head is, for their length or a web address."""
    places = _places(lines, taken)
    if not places or not lines.punctuated:
        return
    again = {index for found in places.values() for index in found}
    for found in places.values():
        first = lines.lines[found[0]].text
        if long and len(first) <= HEAD and not names_service(first):
            continue
        parted = [pair for index in found if (pair := _halves(lines, index, again.union(taken)))]
        cut = len(parted)
        if cut < max(2, CUT * len(found)) or len(set(parted)) <= UNLIKE * cut or not _are_far(lines, found):
            continue
        told = _is_none_of_the_text(first)
        signs = [
            Sign.rare(f"a sentence goes on across it {cut} times", 0.9),
            Sign.rare(f"comes {len(found)} times, its figures apart", 0.8),
        ]
        kind = "tool-trailer" if names_service(first) or phrases.stamped(first) else "slug"
        spans = (judged(lines.lines[index].start, lines.lines[index].end, kind, signs) for index in found)
        yield from (span if told else replace(span, safe=False, certainty=FurnitureRule.EDGE) for span in spans if span)


def _is_none_of_the_text(text: str) -> bool:
    """Whether a line is longer than the formulas are that a writer sets apart in a sentence (`it was / RESOLVED / that
    the toll be raised`), or has figures that are no date's and no heading's."""
    if names_service(text) or len(text) > FORMULA:
        return True
    return _FIGURES.search(text) is not None and not is_dateline(text) and not phrases.heading_word(text)


def _places(lines: Lines, taken: Collection[int]) -> dict[str, list[int]]:
    """The lines that come often enough, their figures masked, and where."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines.lines):
        text = line.text
        if index in taken or len(text) > LONGEST or sum(map(str.isalnum, text)) < LETTERS:
            continue
        # a small letter goes on a sentence itself, and notes at the feet of pages cite the same book again
        if not (text[0].islower() or label_of(text) is not None) or names_service(text):
            places[_FIGURES.sub("#", text)].append(index)
    return {text: found for text, found in places.items() if len(found) >= TIMES}


def _halves(lines: Lines, index: int, again: Collection[int]) -> tuple[str, str] | None:
    """The lines of prose, one full and left open, the other going on with a small letter, between which a line stands
    with others that come again; None where no sentence goes on across them."""
    before, after = index - 1, index + 1
    while before in again:
        before -= 1
    while after in again:
        after += 1
    if before < 0 or after >= len(lines.lines):
        return None
    open_, on = lines.lines[before].text, lines.lines[after].text
    return (open_, on) if len(open_) >= FULL * lines.width and cuts(open_, on) else None


def _are_far(lines: Lines, found: Sequence[int]) -> bool:
    """Whether some lines are as far from each other as pages are."""
    near = sum(lines.lines[b].start - lines.lines[a].end < DISTANCE for a, b in pairwise(found))
    return near <= NEARER * len(found)
