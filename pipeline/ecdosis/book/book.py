"""A book: what the products need of a TEI document, and nothing of TEI's mechanics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import Final, assert_never

from ecdosis.book.catalogue import Catalogue
from ecdosis.book.diplomatic import SourceLine
from ecdosis.book.inlines import Inline, NoteRef, words_of
from ecdosis.model.cells import has_numbers
from ecdosis.model.kinds import BLOCKS, LISTED, Kind, is_summed
from ecdosis.tei.read import OpenQuery, Record

_LABEL: Final = re.compile(r"\s*[\[({]?(\d{1,4}|[A-Za-z]|[*†‡§¶]{1,3})(?![\w*†‡§¶])")
"""What a paragraph begins with that may be the label of a note."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or line; `id` is its permanent name within the edition (empty if none can lead to it); `language`
    (BCP 47) is empty for the book's own; `role` is empty for a plain one, else one of ROLES. `number`: the one that the
    source gives a line of verse (None if it gives none)."""

    id: str
    inlines: tuple[Inline, ...]
    role: str = ""
    language: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks that belong together; `role` is one of PASSAGES."""

    role: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with its label if the source gives one."""

    label: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `kind` is `simple`, `bulleted`, `ordered` or `gloss` (labels and what they mean)."""

    kind: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, which may reach over several columns and rows; `head`: it says what others hold."""

    blocks: tuple[Block, ...]
    head: bool = False
    columns: int = 1
    rows: int = 1

    @property
    def words(self) -> str:
        """The words of its paragraphs."""
        lines = (block.inlines for block in self.blocks if isinstance(block, Paragraph))
        return " ".join("".join(map(words_of, inlines)).strip() for inlines in lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. Its cells fill a grid, row by row: a cell stands in the first column that is free."""

    caption: tuple[Inline, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def head_rows(self) -> int:
        """How many rows at the top are its head, since all their cells are: none if a cell reaches out of them, or
        nothing is below."""
        heads = next((y for y, row in enumerate(self.rows) if not all(cell.head for cell in row)), len(self.rows))
        reaches = any(y + cell.rows > heads for y, row in enumerate(self.rows[:heads]) for cell in row)
        return 0 if reaches or heads == len(self.rows) else heads

    @property
    def numbers(self) -> frozenset[int]:
        """The columns of numbers, from 0, which are set flush right; none if a cell reaches over others."""
        if any(cell.columns > 1 or cell.rows > 1 for row in self.rows for cell in row):
            return frozenset()
        rows = [row for row in self.rows if not all(cell.head for cell in row)]
        columns = zip(*([cell.words for cell in row] for row in rows), strict=False)
        return frozenset(place for place, column in enumerate(columns) if has_numbers(column))


@dataclass(frozen=True, slots=True)
class Section:
    """A division with its heading; `level` 1 is the highest. `kind` is what the encoding calls it (`preface`,
    `chapter`, TEI's `div/@type`), empty where it does not say."""

    id: str
    level: int
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    kind: str = ""


Block = Paragraph | Passage | Listing | Table | Section

ROLES: Final = (
    *BLOCKS,
    *("heading", "title-part", "opening", "closing", "speaker", "stage", "dictionary-entry", "record"),
    *("continued", "after-break", "code", "small", "sidenote"),
)
"""What a paragraph can be, beside a plain one: a kind of block, or what only the TEI of others tells apart."""
EXAMPLES: Final = 6
PASSAGES: Final = (
    *(Kind.QUOTE, Kind.EPIGRAPH, Kind.STANDFIRST, Kind.REVIEWED, "poem", "stanza"),
    *("list", "contents"),
    *("title-page", "index", "speech", "letter-part", "letter-begun", "floating-text", "figure", "remark", "group"),
)
"""What a passage can be: what blocks of a kind are together (lines of verse are a stanza or poem, items or entries a
list, those of an index with one letter an index), or what only the TEI of others tells apart."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its label and the id of the marker that leads to it (empty if none does). `own`: it is a note of the
    editor's to the text, and none of the text's."""

    id: str
    label: str
    back: str
    blocks: tuple[Block, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Emendation:
    """One change as the appendix lists it, with the words around it."""

    record: Record
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Group:
    """All changes of a kind. A book lists them all if they are few, else some examples; a page that can fold its
    lists shows all of them. Of some kinds (`model.kinds.is_summed`) it is only told how many they are."""

    kind: str
    does: str
    cases: tuple[Emendation, ...]

    @property
    def count(self) -> int:
        return len(self.cases)

    @property
    def listed(self) -> tuple[Emendation, ...]:
        """Those that a book lists."""
        return self.cases[: listed_of(self.kind, self.count)]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a book says itself; `language` (BCP 47) is empty for that of its other words (`book.words`)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """An edition. Empty strings say that something is not known; `about` is what it says of itself, in paragraphs;
    `tei` is the file that it was made from (empty if there is none to give away with it).

    What came from a plain text also has its source, line by line; the open questions; by their ids those who made the
    changes, in words; who gave out that text (`provider`), and who made it, as it says itself (`credits`).
    """

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
    about: tuple[Statement, ...] = ()
    catalogue: Catalogue = field(default_factory=Catalogue)
    images: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    lines: tuple[SourceLine, ...] = ()
    questions: tuple[OpenQuery, ...] = ()
    hands: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    tei: bytes = field(default=b"", repr=False)
    provider: str = ""
    credits: tuple[str, ...] = ()

    @property
    def missing_notes(self) -> int:
        """How many markers lead to notes that the source does not have: nothing in it begins with their label."""
        begun = self._begun()
        return sum(ref.label not in begun for ref in self._leading_nowhere())

    @property
    def untold_notes(self) -> int:
        """How many markers lead to no note though the source may have it: a paragraph or note that nothing leads to
        begins with their label."""
        begun = self._begun()
        return sum(ref.label in begun for ref in self._leading_nowhere())

    def _leading_nowhere(self) -> Iterator[NoteRef]:
        """The markers without a note."""
        return (one for one in all_inlines(self.blocks) if isinstance(one, NoteRef) and not one.note)

    def _begun(self) -> frozenset[str]:
        """What paragraphs, items and notes begin with that may be the label of a note."""
        lead_to = {inline.note for inline in all_inlines(self.blocks) if isinstance(inline, NoteRef)}
        words = ("".join(map(words_of, paragraph)) for paragraph in paragraphs(self.blocks))
        labels = (match[1] for text in words if (match := _LABEL.match(text)))
        return frozenset([*labels, *(note.label for note in self.notes if note.id not in lead_to)])

    @property
    def display_title(self) -> str:
        """Title and subtitle together."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


def listed_of(kind: str, count: int) -> int:
    """How many of some changes of one kind a book lists."""
    if is_summed(kind, count):
        return 0
    return count if count <= LISTED else EXAMPLES


def all_inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """All inlines of some blocks, in order."""
    return chain.from_iterable(paragraphs(blocks))


def paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """All paragraphs, titles, labels and captions of some blocks, in order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.inlines
            case Section():
                yield block.title
                yield from paragraphs(block.blocks)
            case Passage():
                yield from paragraphs(block.blocks)
            case Listing():
                for item in block.items:
                    yield item.label
                    yield from paragraphs(item.blocks)
            case Table():
                yield block.caption
                for row in block.rows:
                    for cell in row:
                        yield from paragraphs(cell.blocks)
            case _:
                assert_never(block)


def sections(blocks: Iterable[Block]) -> Iterator[Section]:
    """The sections of blocks, and those in them, in order."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from sections(block.blocks)
        elif isinstance(block, Passage):
            yield from sections(block.blocks)
