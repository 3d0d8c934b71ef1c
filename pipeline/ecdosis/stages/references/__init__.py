"""References to works: in running text, in notes, in lists of works, and the description of a reviewed work.

A pure function over the reading and its blocks; what it finds is marked, and nothing is changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType
from typing import Final

from ecdosis.model.document import Block, Document, Mark
from ecdosis.model.kinds import NOTES
from ecdosis.model.pieces import Aside, first_position
from ecdosis.model.text import Text
from ecdosis.stages.blocks.stated import with_links
from ecdosis.stages.references.cited import cited
from ecdosis.stages.references.entries import attributed, entry_parts
from ecdosis.stages.references.given import given as given_by
from ecdosis.stages.references.given import plain as plain_in
from ecdosis.stages.references.given import plain_in_notes
from ecdosis.stages.references.judge import Where
from ecdosis.stages.references.names import surnames
from ecdosis.stages.references.parse import NOTHING, Known
from ecdosis.stages.references.reviewed import MENTIONS, mentioned, parted, reviewed
from ecdosis.stages.references.running import (
    BY,
    Reference,
    ReferenceCandidate,
    in_block,
    in_note,
    in_review,
    in_sentences,
    reference,
)
from ecdosis.stages.stage import Context

RUNNING: Final = ("p", "quote", "epigraph", "item", "standfirst")
"""Blocks in which references are looked for."""
Span = tuple[int, int]
"""Offsets of the reading from and to."""


def references(
    text: Text,
    blocks: Sequence[Block],
    language: str,
    openings: Iterable[Mark] = (),
    plain: Sequence[Span] = (),
    given: Sequence[Mark] = (),
    plain_notes: Mapping[int, Sequence[Span]] = MappingProxyType({}),
) -> tuple[tuple[Block, ...], tuple[Mark, ...]]:
    """The blocks, those that describe works with their parts, and the references in them and in notes, in order.

    `language`: ISO 639-1 or "und". `openings`: what else is marked, which gives way. `plain`: where the editor wants
    none (`plain_notes`: in the notes at some source positions); `given`: those that the editor makes.
    """
    reading = text.reading
    described = list(_described(blocks, reading, language))
    about = reviewed(described)
    known = _listed(described, reading)
    where = Where(review=about is not None, language=language)
    running = [block for block in described if block.type in RUNNING]
    candidates = [c for block in running for c in in_block(reading, block, where)]
    inside = list(_in_notes(text, where))
    known = _known([*candidates, *(candidate for _, candidate in inside)], known)
    marks = [mark for mark in given if mark.note is None]
    found = _told(candidates, known)
    bare = sum(one.bare for one in found)
    if about is None and bare >= MENTIONS and (mark := mentioned(described, reading, language)):
        about = mark.start
        marks.append(mark)
        found = _told((replace(one, where=replace(one.where, review=True)) for one in candidates), known)
    for some in (found, *_further(reading, running, where, known)):
        marks = together(marks, [one.mark(about) for one in some])
    kept = _without(marks, plain)
    told = [one.mark(note=at) for at, candidate in inside if (one := reference(candidate, known))]
    return cited(reading, described, kept, language), (*together(kept, openings), *_of_notes(told, given, plain_notes))


def _of_notes(told: Iterable[Mark], given: Iterable[Mark], plain: Mapping[int, Sequence[Span]]) -> Iterator[Mark]:
    """The references in notes, those too that the editor makes there."""
    made: dict[int, list[Mark]] = defaultdict(list)
    for mark in given:
        if mark.note is not None:
            made[mark.note].append(mark)
    for at, found in groupby(told, lambda mark: mark.note):
        if at is not None:
            yield from together(made.pop(at, []), _without(found, plain.get(at, ())))
    for alone in made.values():
        yield from together(alone, ())


def _described(blocks: Sequence[Block], reading: str, language: str) -> Iterator[Block]:
    """The blocks with the parts of the works that they describe."""
    for block in parted(blocks, reading):
        words = reading[block.start : block.end]
        if block.type == "entry":
            yield replace(block, parts=entry_parts(words, block.start, language))
        elif block.type == "attribution":
            yield replace(block, parts=attributed(words, block.start, language))
        else:
            yield block


def _listed(blocks: Iterable[Block], reading: str) -> Known:
    """The surnames of the authors in the lists of works: the first word of `Carr, E. H.`, else the last."""
    authors = [
        reading[part.start : part.end]
        for block in blocks
        if block.type == "entry"
        for part in block.parts
        if part.element == "author"
    ]
    found = {one.split(",")[0].casefold() for one in authors} | {s for one in authors for s in surnames(one)}
    return replace(NOTHING, listed=frozenset(found))


def _further(
    reading: str, running: Sequence[Block], where: Where, known: Known
) -> tuple[list[Reference], list[Reference]]:
    """The references in sentences of the running text, and the pages that a review cites of its book."""
    sentences = [one for block in running for one in in_sentences(reading, block, where, known)]
    pages = [one for block in running for one in in_review(reading, block, where.language)] if where.review else []
    return sentences, pages


def _told(candidates: Iterable[ReferenceCandidate], known: Known) -> list[Reference]:
    """The candidates that are references."""
    return [one for candidate in candidates if (one := reference(candidate, known))]


def _without(marks: Iterable[Mark], plain: Sequence[Span]) -> list[Mark]:
    """Marks without those that the machine made where none are wanted."""
    return [mark for mark in marks if mark.by != BY or not any(a < mark.end and mark.start < b for a, b in plain)]


def _in_notes(text: Text, where: Where) -> Iterator[tuple[int, ReferenceCandidate]]:
    """What may be a reference in the notes of a text, with the source position of the note."""
    for piece in text.pieces:
        if isinstance(piece, Aside) and piece.kind in NOTES:
            at = first_position(piece)
            yield from ((at, candidate) for candidate in _note(text, piece, where))


def _note(text: Text, aside: Aside, where: Where) -> Iterator[ReferenceCandidate]:
    """What may be a reference in a note."""
    return in_note(Text(text.source, aside.pieces).reading, replace(where, note=True, review=False))


def _known(candidates: Iterable[ReferenceCandidate], known: Known) -> Known:
    """What the references that are certain by themselves show: titles beside an author, authors beside a title."""
    titles: set[str] = set()
    names: set[str] = set()
    for candidate in candidates:
        one = reference(candidate, known)
        if one and one.parsed.shows("title"):
            titles.update(title.casefold() for title in one.parsed.words_of("title"))
            names.update(name for author in one.parsed.words_of("author") for name in surnames(author))
    return replace(known, titles=frozenset(titles - names), surnames=frozenset(names - titles))


def together(marks: Sequence[Mark], more: Iterable[Mark]) -> list[Mark]:
    """Marks and those further ones that overlap none of them, in order."""
    result = sorted(marks, key=lambda mark: mark.start)
    added: list[Mark] = []
    index = 0
    last = -1
    for mark in sorted(more, key=lambda mark: mark.start):
        while index < len(result) and result[index].end <= mark.start:
            index += 1
        if mark.start >= last and (index == len(result) or result[index].start >= mark.end):
            added.append(mark)
            last = mark.end
    return sorted([*result, *added], key=lambda mark: mark.start)


def work(document: Document, context: Context) -> Document:
    """A document with its references to works marked, those too that its editor makes."""
    text, blocks, said = document.text, document.blocks, context.decisions
    made = list(given_by(text, blocks, said, context.language))
    links = [mark for mark in document.marks if mark.kind == "link"]
    openings = [mark for mark in document.marks if mark.kind != "link"]
    described, marks = references(
        text, blocks, context.language, openings, plain_in(text, said), made, plain_in_notes(text, said)
    )
    return replace(document, blocks=described, marks=with_links(marks, links))


def only_decided(document: Document, context: Context) -> Document:
    """A document with no references but those that its editor makes."""
    made = list(given_by(document.text, document.blocks, context.decisions, context.language))
    links = [mark for mark in document.marks if mark.kind == "link"]
    openings = [mark for mark in document.marks if mark.kind != "link"]
    inside = list(_of_notes((), made, {}))
    made = [mark for mark in made if mark.note is None]
    return replace(document, marks=with_links((*together(made, openings), *inside), links))
