"""The words that a text sets in italics, bold and the like, as marks of the document.

Such a mark lies in one block or note, and inside of every other element that it touches: where one of these begins or
ends, it is parted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ecdosis.editor.decisions import EDITOR, Decisions
from ecdosis.editor.words import all_words
from ecdosis.model.document import Block, Document, Mark
from ecdosis.model.kinds import WITH_WORDS, Kind
from ecdosis.model.pieces import Aside, Change, Piece, first_position, leaves
from ecdosis.model.text import Text
from ecdosis.stages.phrases.letterspaced import letterspaced
from ecdosis.stages.stage import Context
from ecdosis.stages.styles import KIND
from ecdosis.stages.styles.marks import ELEMENTS
from ecdosis.stages.styles.meanings import Meaning, meanings
from ecdosis.stages.styles.rules import StyleRule

BY: Final = "phrases"
MARKDOWN: Final = "markdown"
"""The stage that takes out the marks of Markdown."""
DECIDED: Final = ("italic", "bold", "spaced")
"""What an editor may say of words."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between two marks of styles: where they begin and end in the source, and the sign or element."""

    start: int
    end: int
    sign: str


def between(text: Text) -> Iterator[Marked]:
    """The words between the marks of styles that were taken out of a text, those in its notes not among them."""
    opened: dict[int, Change] = {}
    for change in _marks(text.pieces):
        opening = opened.pop(change.at, None)
        if opening is None:
            opened[change.at] = change
        else:
            start, end = list(leaves((opening,))), first_position(change)
            sign = text.source[start[0].start : start[-1].end]
            sign = sign.replace("_", "*") if opening.by == MARKDOWN else sign  # which means both alike
            yield Marked(start[-1].end, end, _name(sign))


def _name(sign: str) -> str:
    """The name of an element, whose brackets the source may have as references; else the sign itself."""
    letters = "".join(filter(str.isalpha, sign)).lower()
    return next((name for name in ELEMENTS if letters in (name, f"lt{name}gt")), sign)


def _marks(pieces: Iterable[Piece]) -> Iterator[Change]:
    """The changes that take out marks of styles, in order, those inside of others too."""
    for piece in pieces:
        if isinstance(piece, Change) and piece.kind == KIND:
            yield piece
        elif isinstance(piece, Change):
            yield from _marks(piece.before)


def styled(
    text: Text,
    blocks: Sequence[Block],
    marks: Sequence[Mark],
    known: Mapping[str, Meaning],
    given: Sequence[Mark] = (),
) -> Iterator[Mark]:
    """The words of a text and of its notes that are set in some style. `marks`: what else is marked; `known`: what the
    signs mean; `given`: the words of which the editor says so, whatever the signs beside them say."""
    around: list[Block | Mark] = [*blocks, *(mark for mark in marks if mark.note is None)]
    for one in _all(text, None, known, given, around):
        place = bisect_right(blocks, one.start, key=lambda block: block.start) - 1
        if place >= 0 and one.end <= blocks[place].end:
            yield one
    for piece in text.pieces:
        if isinstance(piece, Aside) and piece.kind in WITH_WORDS:
            at = first_position(piece)
            inside = [mark for mark in marks if mark.note == at]
            yield from _all(Text(text.source, piece.pieces), at, known, given, inside)


def _all(
    text: Text, note: int | None, known: Mapping[str, Meaning], given: Sequence[Mark], around: Sequence[Block | Mark]
) -> Iterator[Mark]:
    """What is set in some style in the running text or a note, parted where `around` something else begins or ends, and
    where the editor's own begins or ends."""
    own = [mark for mark in given if mark.note == note]
    borders = _borders(around)
    for mark in own:
        yield from _parted(text.reading, mark, borders)
    parting = _borders([*around, *own])
    for mark in _told(text, known):
        yield from (
            replace(one, note=note)
            for one in _parted(text.reading, mark, parting)
            if not any(_says_it(said, one) for said in own)
        )


def _says_it(said: Mark, one: Mark) -> bool:
    """Whether the editor says of words how they are set, so that nothing is left to tell."""
    within = said.start <= one.start and one.end <= said.end
    return within and (said.kind == one.kind or one.kind == Kind.EMPHASISED)


def given_by(text: Text, blocks: Sequence[Block], decisions: Decisions) -> list[Mark]:
    """The words of which the editor says how they are set. Raises UsageError, naming the row, for words that stand in
    no block or note, or in more than one."""
    found = []
    for one, (start, end, at, _) in all_words(text, blocks, decisions.of_sort(*DECIDED)):
        found.append(Mark(start, end, one.decision.decision, 1.0, one.decision.why, EDITOR, note=at))
    return found


def _told(text: Text, known: Mapping[str, Meaning]) -> Iterator[Mark]:
    """What stands between the marks of styles in a text, and whose letters stood apart; nothing if it is not `known`
    what signs mean."""
    for words in between(text) if known else ():
        meaning = known[words.sign]
        start, end = text.offset(words.start), text.offset_after(words.end)
        for kind in meaning.kinds:
            yield Mark(start, end, kind, meaning.certainty, meaning.why, BY)
    if known:
        for start, end in letterspaced(text):
            yield Mark(start, end, Kind.SPACED, StyleRule.LETTERS, StyleRule.LETTERS.what, BY)


def _borders(parted: Iterable[Block | Mark]) -> list[int]:
    """The offsets at which blocks, marks and their parts begin and end."""
    return sorted({at for one in parted for span in (one, *one.parts) for at in (span.start, span.end)})


def _parted(reading: str, mark: Mark, borders: Sequence[int]) -> Iterator[Mark]:
    """A mark parted where elements begin and end, without the blanks at the ends of each part."""
    inner = borders[bisect_right(borders, mark.start) : bisect_left(borders, mark.end)]
    for start, end in pairwise((mark.start, *inner, mark.end)):
        words = reading[start:end]
        first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if first < last:
            yield replace(mark, start=first, end=last)


def work(document: Document, context: Context) -> Document:
    """A document with its words in italics, bold and the like marked."""
    known = meanings(document.text.source, context.language)
    given = given_by(document.text, document.blocks, context.decisions)
    found = styled(document.text, document.blocks, document.marks, known, given)
    return replace(document, marks=(*document.marks, *found))


def only_decided(document: Document, context: Context) -> Document:
    """A document in which nothing is marked as italics, bold and the like but what its editor says."""
    given = given_by(document.text, document.blocks, context.decisions)
    found = styled(document.text, document.blocks, document.marks, {}, given)
    return replace(document, marks=(*document.marks, *found))
