"""Words in another language than the text's, so that they are read out and divided as what they are.

A pure function over the reading, its blocks and what else is marked in them. Precision comes first: what may be a name,
what the text's own language has borrowed (raison d'être) and what is only misread stays unmarked, and of words of which
only the script is certain no more is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final

from ecdosis.model.alike import Taken
from ecdosis.model.document import Block, Document, Mark, Part
from ecdosis.model.kinds import NOTES
from ecdosis.model.pieces import Aside, first_position
from ecdosis.model.text import Text
from ecdosis.stages.foreign.given import given as given_by
from ecdosis.stages.foreign.lists import LATIN, script_of
from ecdosis.stages.foreign.phrases import Phrase, leans, phrases
from ecdosis.stages.foreign.scripts import strangers
from ecdosis.stages.stage import Context

BY: Final = "foreign"
GROUPED: Final = ("verse", "quote", "epigraph")
"""Blocks that are told together with their neighbours of one group: a line of verse alone is too short."""
WHOLE: Final = ("p", "quote", "epigraph", "verse", "item", "caption")
"""Blocks that can be in another language as a whole."""
MOST: Final = 0.85
"""The share of a block's letters in another language from which it is in that as a whole."""
PARAGRAPH: Final = 8
"""Words of such a block, or of its group, at least."""
_LATIN: Final = re.compile("[A-Za-z]")
_WORD: Final = re.compile(r"[^\W\d_]+")
Span = tuple[int, int]
"""From and to: positions of the source, or offsets of a reading."""


def foreign(
    text: Text,
    blocks: Sequence[Block],
    marks: Sequence[Mark],
    language: str,
    kept: Sequence[Span] = (),
    given: Sequence[Mark] = (),
) -> tuple[Mark, ...]:
    """The words in other languages than the text's (`language`, BCP 47), in blocks and in notes.

    `marks`: what else is marked; where one of them or a part of it begins or ends, words are parted, since elements
    nest. Only a mark of a whole block may hold others. `kept`: where (source) the editor wants none; `given`: those
    that the editor makes, which may still have to be parted. Nothing is found if the text's language is not known.
    """
    whole = frozenset((block.start, block.end) for block in blocks if block.type in WHOLE)
    own = [mark for mark in given if mark.note is None]
    found = (*own, *_wanted(text, _in_blocks(text.reading, blocks, language), kept, own, whole))
    borders = _borders([*blocks, *(mark for mark in marks if mark.note is None)])
    placed = [one for mark in found for one in _placed(text.reading, mark, language, borders, whole)]
    for piece in text.pieces:
        if isinstance(piece, Aside) and piece.kind in NOTES and piece.kind != "note-marker":
            placed += _in_note(Text(text.source, piece.pieces), first_position(piece), marks, language, kept, given)
    return tuple(placed)


def tell(text: str, language: str) -> tuple[Phrase, ...]:
    """The phrases of a text (a paragraph) that are not in its language (BCP 47), in order."""
    own = base(language)
    script = script_of(own)
    if not script or own == LATIN:
        return ()
    found = list(strangers(text, script))
    for other in (script, "Latn") if script != "Latn" and _LATIN.search(text) else (script,):
        taken = Taken((one.start, one.end) for one in found)
        found += [one for one in phrases(text, own, other) if not taken.meets(one.start, one.end)]
    return tuple(sorted(found, key=lambda one: one.start))


def base(language: str) -> str:
    """The code under which a language (BCP 47) is known here."""
    code = language.partition("-")[0].lower()
    return "nb" if code in ("no", "nn") else code


def _mark(phrase: Phrase, shift: int = 0, note: int | None = None) -> Mark:
    start, end = phrase.start + shift, phrase.end + shift
    return Mark(start, end, "foreign", phrase.certainty, phrase.why, BY, note=note, language=phrase.language)


def _in_blocks(reading: str, blocks: Sequence[Block], language: str) -> Iterator[Mark]:
    """What is found in the blocks of a reading; a block in another language as a whole is one mark."""
    for _, same in groupby(enumerate(blocks), lambda pair: _unit(*pair)):
        unit = [block for _, block in same]
        start = unit[0].start
        for phrase in tell(reading[start : unit[-1].end], language):
            mark = _mark(phrase, start)
            for block in unit:
                first, last = max(mark.start, block.start), min(mark.end, block.end)
                if _is_whole(reading, block, mark):
                    first, last = block.start, block.end
                if first < last:
                    yield replace(mark, start=first, end=last)


def _unit(index: int, block: Block) -> tuple[object, ...]:
    """What blocks have in common that are told together."""
    return (block.type, block.group, block.front) if block.type in GROUPED and block.group else (index,)


def _is_whole(reading: str, block: Block, mark: Mark) -> bool:
    """Whether a block is in another language as a whole."""
    if block.type not in WHOLE or len(_WORD.findall(reading[mark.start : mark.end])) < PARAGRAPH:
        return False
    inside = reading[max(mark.start, block.start) : min(mark.end, block.end)]
    return _letters(inside) >= MOST * _letters(reading[block.start : block.end])


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _wanted(
    text: Text, found: Iterable[Mark], kept: Sequence[Span], own: Sequence[Mark], whole: frozenset[Span] = frozenset()
) -> Iterator[Mark]:
    """What is found, but for that about which the editor says otherwise (`own`: marks of the same text). Of a whole
    block only what is said about most of it counts."""
    said = [*kept, *((text.position(mark.start), text.position_after(mark.end)) for mark in own)]
    for mark in found:
        start, end = text.position(mark.start), text.position_after(mark.end)
        least = (end - start) / 2 if (mark.start, mark.end) in whole else 1
        if not any(min(end, b) - max(start, a) >= least for a, b in said):
            yield mark


def _in_note(
    inner: Text, at: int, marks: Sequence[Mark], language: str, kept: Sequence[Span], given: Sequence[Mark]
) -> list[Mark]:
    """What is found in a note, and what the editor says of it."""
    own = [mark for mark in given if mark.note == at]
    told = (_mark(phrase, note=at) for phrase in tell(inner.reading, language))
    borders = _borders(mark for mark in marks if mark.note == at)
    found = (*own, *_wanted(inner, told, kept, own))
    return [one for mark in found for one in _placed(inner.reading, mark, language, borders)]


def _borders(parted: Iterable[Block | Mark]) -> list[int]:
    """The offsets at which marks, and the parts of marks and blocks, begin and end."""
    spans: list[Mark | Part] = []
    for one in parted:
        spans += [one, *one.parts] if isinstance(one, Mark) else one.parts
    return sorted({offset for span in spans for offset in (span.start, span.end)})


def _placed(
    reading: str, mark: Mark, language: str, borders: Sequence[int], whole: frozenset[Span] = frozenset()
) -> Iterator[Mark]:
    """A mark parted where elements begin and end, without what is no word beside them; of a whole block as it is. What
    the machine found must hold for each part."""
    inner = borders[bisect_right(borders, mark.start) : bisect_left(borders, mark.end)]
    if not inner or (mark.start, mark.end) in whole:
        yield mark
        return
    for start, end in pairwise((mark.start, *inner, mark.end)):
        words = list(_WORD.finditer(reading, start, end))
        told = mark.by != BY or not script_of(mark.language)
        if words and (told or (len(words) > 1 and leans(reading[start:end], base(language), mark.language))):
            yield replace(mark, start=words[0].start(), end=end if end == mark.end else words[-1].end())


def work(document: Document, context: Context) -> Document:
    """A document with its words in other languages marked, as its editor wants them."""
    return _marked(document, context, context.language)


def only_decided(document: Document, context: Context) -> Document:
    """A document with no words marked as being in another language but those of which its editor says so."""
    return _marked(document, context, "und")


def _marked(document: Document, context: Context, language: str) -> Document:
    text, blocks, said = document.text, document.blocks, context.decisions
    made = list(given_by(text, blocks, said))
    found = foreign(text, blocks, document.marks, language, said.kept, made)
    return replace(document, marks=(*document.marks, *found))
