"""A book: what the products need of a TEI document, and nothing of TEI's mechanics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.publish.inlines import Inline, NoteRef
from pipeline.tei.read import Record


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or line; `id` is its permanent name within the edition; `role` is empty for a plain one, else
    `subtitle`, `byline`, `date`, `imprint`, `book`, `item`, `line`, `attribution`, `caption` or `ornament`."""

    id: str
    inlines: tuple[Inline, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks that belong together as a `quote`, `epigraph`, `poem`, `stanza`, `list`, `standfirst` or `reviewed`."""

    role: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A division with its heading; `level` 1 is the highest."""

    id: str
    level: int
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


Block = Paragraph | Passage | Section


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its label and the id of the marker that leads to it (empty if none does)."""

    id: str
    label: str
    back: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emendation:
    """One change as the appendix lists it, with the words around it."""

    record: Record
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Group:
    """All changes of a kind: how many, and those that are listed (all, or examples)."""

    kind: str
    does: str
    count: int
    listed: tuple[Emendation, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """An edition. Empty strings say that something is not known."""

    id: str
    identifier: str
    title: str
    subtitle: str
    author: str
    editor: str
    language: str
    work: str
    url: str
    licence: str
    rights: str
    summary: str
    date: str
    filename: str
    sha256: str
    charset: str
    decoding: str
    version: str
    queries: int
    notices: tuple[str, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    emendations: tuple[Group, ...]
    asides: tuple[Group, ...]

    @property
    def missing_notes(self) -> int:
        """How many markers lead to notes that the source does not have."""
        return sum(isinstance(inline, NoteRef) and not inline.note for inline in all_inlines(self.blocks))

    @property
    def display_title(self) -> str:
        """Title and subtitle together."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


def all_inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """All inlines of some blocks, in order."""
    for block in blocks:
        if isinstance(block, Section):
            yield from block.title
        yield from block.inlines if isinstance(block, Paragraph) else all_inlines(block.blocks)
