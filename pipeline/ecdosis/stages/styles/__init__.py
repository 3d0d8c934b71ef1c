"""Takes out the characters that only say how words are set: `_italics_`, `=bold=`, `<sc>small capitals</sc>`.

Which systems of marks a text has it says itself, passage by passage: marks that stand in pairs around words, hardly one
of them alone. The two marks of a pair are one change in two parts; its reading is nothing. What stands between becomes
a mark of the document once its blocks are known (`phrases`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from ecdosis.model.document import Document
from ecdosis.model.kinds import WITH_WORDS
from ecdosis.model.pieces import Aside, Edit, Query, first_position
from ecdosis.model.text import Text
from ecdosis.stages.stage import Context
from ecdosis.stages.styles.marks import Paired, StyleMark, elements, signs
from ecdosis.stages.styles.meanings import SAID_ONLY, USUAL, meanings
from ecdosis.stages.styles.rules import StyleRule

BY: Final = "styles"
KIND: Final = "style-mark"
SIGNS: Final = tuple(sign for sign in USUAL if not sign.isalpha() and sign != "__")
"""Signs that mark words by themselves; two low lines do so in Markdown alone, elsewhere they are a name left blank."""
LEAST: Final = 2
"""Pairs of a system that a text must have; one pair, where it has another system."""
STARS: Final = ("*…*", "**…**")
BOTH: Final = "***…***"
"""Italics and bold at once, which rules of asterisks look like where there are none of the others."""
AROUND: Final = 10
"""Paragraphs with marks that make a passage with the one before or behind them."""
PER_PAIR: Final = 0.2
"""Marks without their partner to a pair of a passage that marks styles, at most."""
_BLANK_LINE: Final = re.compile(r"\n(?:[^\S\n]*\n)+")
_ALONE: Final = "a mark like those around other words, without its partner"


@dataclass(frozen=True, slots=True)
class Found:
    """What a paragraph has of one system; `within`: of which of the texts (the running text, the notes) it is."""

    within: int
    position: int
    paired: Paired


def repair(text: Text, language: str = "und") -> tuple[Text, tuple[Query, ...]]:
    """A text without the marks of styles, in its notes too, and the questions about marks without their partner.
    `language`: BCP 47."""
    notes = [piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind in WITH_WORDS]
    texts = [text, *(Text(text.source, note.pieces) for note in notes)]
    found = told(texts, meanings(text.source, language))
    edits: dict[int, list[Edit]] = {}
    for paragraph, why in found:
        edits.setdefault(paragraph.within, []).extend(_edits(texts[paragraph.within], paragraph.paired, why))
    made = {first_position(note): edits[at] for at, note in enumerate(notes, 1) if at in edits}
    next_, asked = text.edit(edits.get(0, ()))
    for kind in WITH_WORDS:
        next_, more = next_.within(kind, lambda note: note.edit(made.get(_position(note), ())))
        asked += more
    return next_, asked


def _position(note: Text) -> int:
    return first_position(note.pieces[0]) if note.pieces else -1


def told(texts: Sequence[Text], known: Mapping[str, object]) -> Iterator[tuple[Found, str]]:
    """The paragraphs of some texts that mark styles, for each of the systems that they have, and why. `known`: the
    signs that are explained or usual."""
    paragraphs = [(at, *span) for at, text in enumerate(texts) for span in _paragraphs(text)]
    systems: list[tuple[str, Callable[[str, int, int], Paired]]] = [("<…>", elements)]
    for sign in (*SIGNS, *(sign for sign in SAID_ONLY if sign in known)):
        systems.append((f"{sign}…{sign}", _of(sign)))
    having = {name: _passages(_found(texts, paragraphs, find)) for name, find in systems}
    counts = {name: sum(len(one.paired.pairs) for one in found) for name, found in having.items()}
    for name, found in having.items():
        starless = name == BOTH and not any(counts[star] for star in STARS)
        if counts[name] and max(counts.values()) >= LEAST and not starless:
            many = f", one of {counts[name]} such pairs in this text" if counts[name] > 1 else ""
            yield from ((one, f"{name} around words{many}") for one in found)


def _found(
    texts: Sequence[Text], paragraphs: Sequence[tuple[int, int, int]], find: Callable[[str, int, int], Paired]
) -> Iterator[Found]:
    """What the paragraphs (text, from, to) of some texts have of one system, in the order of the texts."""
    for at, start, end in paragraphs:
        paired = find(texts[at].reading, start, end)
        if paired.pairs or paired.alone:
            yield Found(at, texts[at].position(start), paired)


def _of(sign: str) -> Callable[[str, int, int], Paired]:
    return lambda reading, start, end: signs(reading, sign, start, end)


def _passages(found: Iterable[Found]) -> list[Found]:
    """The paragraphs, in the order of the source, in the passage before or behind which hardly a mark is alone."""
    found = sorted(found, key=lambda one: one.position)
    pairs = list(accumulate((len(one.paired.pairs) for one in found), initial=0))
    alone = list(accumulate((len(one.paired.alone) for one in found), initial=0))

    def is_marked(first: int, last: int) -> bool:
        return alone[last] - alone[first] <= PER_PAIR * (pairs[last] - pairs[first])

    size, kept = min(len(found), AROUND + 1), []
    for at, one in enumerate(found):
        behind, before = max(at + 1, size), min(at, len(found) - size)
        if is_marked(behind - size, behind) or is_marked(before, before + size):
            kept.append(one)
    return kept


def _paragraphs(text: Text) -> Iterator[tuple[int, int]]:
    """Where (offsets) the paragraphs of a text begin and end: at blank lines, but for those at which something was set
    aside, beyond which a paragraph may go on."""
    asides = {offset for offset, piece in zip(text.offsets, text.pieces, strict=True) if isinstance(piece, Aside)}
    gaps = [match.span() for match in _BLANK_LINE.finditer(text.reading)]
    borders = [gap for gap in gaps if not any(offset in asides for offset in range(gap[0], gap[1] + 1))]
    for (_, start), (end, _) in pairwise([(0, 0), *borders, (len(text.reading), len(text.reading))]):
        if start < end:
            yield start, end


def _edits(text: Text, paired: Paired, why: str) -> Iterator[Edit]:
    """The marks of a paragraph left out; those that are alone are asked about."""
    for pair in paired.pairs:
        at = text.position(pair.opening.start)
        for mark in pair:
            yield Edit(mark.start, mark.end, "", KIND, BY, StyleRule.PAIR, why, at=at)
    for mark in paired.alone:
        yield _asked(mark)


def _asked(mark: StyleMark) -> Edit:
    return Edit(mark.start, mark.end, "", KIND, BY, StyleRule.ALONE, _ALONE, safe=False)


def work(document: Document, context: Context) -> Document:
    """A document without the marks of styles."""
    return document.read_as(*repair(document.text, context.language))
