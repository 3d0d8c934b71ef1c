"""The notes of a book at its end: their order, and the chapters that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ecdosis.book.book import Block, Book, Note, Section, all_inlines
from ecdosis.book.inlines import NoteRef, words_of

Markers = Mapping[str, Sequence[str]]
"""The ids of the markers that lead to each note, by its id, in the order of the book."""


def markers(book: Book) -> Markers:
    """The markers of a book; those in a note come after its own."""
    notes = {note.id: note for note in book.notes}
    found: dict[str, list[str]] = {}

    def look(blocks: Sequence[Block]) -> None:
        for inline in all_inlines(blocks):
            if isinstance(inline, NoteRef) and inline.note in notes:
                first = inline.note not in found
                found.setdefault(inline.note, []).append(inline.id)
                if first:
                    look(notes[inline.note].blocks)

    look(book.blocks)
    for note in book.notes:
        if note.id not in found:
            look(note.blocks)
    return found


def in_order(book: Book, markers: Markers) -> list[Note]:
    """The notes as their first markers follow each other; one that no marker leads to stays behind the one before it
    in the source."""
    places = {note: place for place, note in enumerate(markers)}
    last, keyed = -1, []
    for at, note in enumerate(book.notes):
        last = places.get(note.id, last)
        keyed.append((last, at, note))
    return [note for *_, note in sorted(keyed, key=lambda key: key[:2])]


def headed(book: Book, notes: Sequence[Note], markers: Markers) -> Mapping[str, str]:
    """The titles of chapters before whose notes they stand, by the id of the first: none if no label occurs twice."""
    if len({note.label for note in notes}) == len(notes):
        return {}
    chapters = dict(_chapters(book.blocks))
    found, last = {}, ""
    for note in notes:
        title = next((chapters[id_] for id_ in markers.get(note.id, ()) if id_ in chapters), last)
        if title != last:
            found[note.id] = title
        last = title
    return found if len(set(found.values())) > 1 else {}


def others(note: Note, markers: Markers) -> list[str]:
    """The markers of a note beside the one that its label leads back to."""
    return [id_ for id_ in dict.fromkeys(markers.get(note.id, ())) if id_ != note.back]


def _chapters(blocks: Sequence[Block], title: str = "") -> Iterator[tuple[str, str]]:
    """The markers in some blocks, each with the title of the chapter that it is in: a division of the two highest
    levels."""
    for block in blocks:
        if isinstance(block, Section) and block.level <= 2:
            named = "".join(map(words_of, block.title)).strip() or title
            yield from ((i.id, named) for i in block.title if isinstance(i, NoteRef))
            yield from _chapters(block.blocks, named)
        else:
            yield from ((i.id, title) for i in all_inlines((block,)) if isinstance(i, NoteRef))
