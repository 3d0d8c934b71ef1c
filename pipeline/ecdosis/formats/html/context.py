"""What all parts of a page need to know of its book."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal, get_args

from ecdosis.book.book import Block, Book, Note, Paragraph, Passage, Section, all_inlines, paragraphs
from ecdosis.book.fold import every, inner
from ecdosis.book.inlines import AsidePlace, Asked, Emended, NoteRef
from ecdosis.book.words import BookWords, words_for
from ecdosis.model.kinds import ASIDES, CORRUPT, LINES, Kind, is_summed
from ecdosis.tei.read import Record

Family = Literal["mended", "edited", "regularised", "lines", "aside", "asked"]
FAMILIES: Final[tuple[Family, ...]] = get_args(Family)
"""What the marks of the changes view stand for; each has its own shape."""
SIGNED: Final = frozenset(("mended", "edited"))
"""The changes that the reading view shows a sign for: where other words are read than the source has."""
LONG_POEM: Final = 10
"""Lines from which a poem has its lines numbered."""
EVERY: Final = 5
"""The lines of a poem that are numbered."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """The words of the book's own; the notes by their ids, and which of them stand beside their markers; the family of
    each change, aside and question; the ids of these, and of the markers of notes, as far as they stand in the text;
    the level of each section by its name, 0 for blocks and notes; the numbers of lines of verse by their names; the
    positions at which the lines of the source begin; whether changed words show a sign."""

    say: BookWords
    notes: Mapping[str, Note]
    beside: frozenset[str]
    families: Mapping[str, Family]
    placed: frozenset[str]
    levels: Mapping[str, int]
    verse: Mapping[str, int]
    starts: Sequence[int]
    signs: bool

    def line(self, position: int) -> int:
        """The number of the line of the source with a position; 0 if there is no source."""
        return bisect_right(self.starts, position)


def context(book: Book, signs: bool) -> PageContext:
    """What the parts of a page need to know of a book."""
    listed = (group for group in (*book.emendations, *book.asides) if not is_summed(group.kind, group.count))
    cases = (case for group in listed for case in group.cases)
    families: dict[str, Family] = {case.record.id: family(case.record) for case in cases}
    families |= dict.fromkeys((query.id for query in book.questions), "asked")
    everywhere = (*book.blocks, *(block for note in book.notes for block in note.blocks))
    lengths = (len(line.text) + len(line.end) for line in book.lines[:-1])
    return PageContext(
        say=words_for(book.language),
        notes={note.id: note for note in book.notes},
        beside=_beside(book),
        families=families,
        placed=frozenset(
            inline.id
            for inlines in paragraphs(everywhere)
            for inline in inlines
            if isinstance(inline, (Emended, AsidePlace, Asked, NoteRef))
        ),
        levels=dict(_levels(book.blocks)) | {note.id: 0 for note in book.notes},
        verse=dict(_verse(book.blocks)),
        starts=tuple(accumulate(lengths, initial=0)) if book.lines else (),
        signs=signs,
    )


def is_short(note: Note) -> bool:
    """Whether a note can stand inside of a paragraph."""
    return all(isinstance(block, Paragraph) for block in note.blocks[:1]) and len(note.blocks) <= 1


def _beside(book: Book) -> frozenset[str]:
    """The notes that stand beside their markers: short ones, if their marker is shown in the text or in a note."""
    notes = {note.id: note for note in book.notes}
    seen: set[str] = set()
    beside: set[str] = set()
    waiting = list(book.blocks)
    for note in (None, *book.notes):
        if note and note.id not in seen:  # no marker leads to it
            seen.add(note.id)
            waiting += note.blocks
        while waiting:
            for inline in all_inlines((waiting.pop(),)):
                if (
                    isinstance(inline, NoteRef)
                    and inline.note in notes
                    and inline.note not in seen
                    and not inline.again
                ):
                    seen.add(inline.note)
                    waiting += notes[inline.note].blocks
                    beside |= {inline.note} if is_short(notes[inline.note]) else set()
    return frozenset(beside)


def family(record: Record) -> Family:
    """Which mark a change or aside has."""
    if record.kind in ASIDES:
        return "aside"
    if record.by == "editor":
        return "edited"
    return "mended" if record.kind in CORRUPT else "lines" if record.kind in LINES else "regularised"


def _levels(blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    """The names of blocks; the level of a section, 0 for what has no heading."""
    for block in every(blocks):
        if isinstance(block, (Paragraph, Section)) and block.id:
            yield block.id, block.level if isinstance(block, Section) else 0


def _verse(blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    """The names of the lines of verse that have a number, and the number: those that the source gives them, else that
    of the lines of long poems."""
    for block in blocks:
        if isinstance(block, Passage) and block.role == "poem":
            lines = [one for one in every(block.blocks) if isinstance(one, Paragraph) and one.role == Kind.VERSE]
            told = [(line, line.number) for line in lines if line.number is not None]
            counted = [(line, n) for n, line in enumerate(lines, 1)] if len(lines) >= LONG_POEM else []
            yield from ((line.id, n) for line, n in told or counted if n % EVERY == 0 and line.id)
        else:
            yield from _verse(inner(block))
