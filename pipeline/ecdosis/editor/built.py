"""An edition as it was last built, for whoever decides about it: how a place of the source is read, and where it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, TypeVar

from lxml import etree

from ecdosis.editor.explain import ExplainedPiece, in_source, pieces_of
from ecdosis.editor.places import whole_words
from ecdosis.model.kinds import Kind
from ecdosis.model.source import LINE_END
from ecdosis.tei.names import ID, XML, q
from ecdosis.tei.read import OpenQuery, Recognised, Record, changes, pages, queries, recognised
from ecdosis.tei.restore import source_text

Placed = TypeVar("Placed", Record, OpenQuery, Recognised)


@dataclass(frozen=True)
class Built:
    """What the TEI file of an edition says; of one that is not built (`root` is None), the source alone. Positions are
    code points of the source. `name`: what the edition is called in a command."""

    source: str
    root: etree._Element | None = None
    name: str = "EDITION"

    @classmethod
    def of(cls, source: str, root: etree._Element | None, name: str) -> Built:
        """The edition of a source, if it is that of which it was built."""
        return cls(source, root if root is not None and source_text(root) == source else None, name)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """What was changed or set aside."""
        return changes(self.root, everything=True) if self.root is not None else ()

    @cached_property
    def queries(self) -> tuple[OpenQuery, ...]:
        """What is asked."""
        return queries(self.root) if self.root is not None else ()

    @cached_property
    def language(self) -> str:
        """The language of the text (BCP 47), if it is known."""
        text = self.root.find(q("text")) if self.root is not None else None
        return text.get(f"{{{XML}}}lang", "") if text is not None else ""

    @cached_property
    def notes(self) -> dict[str, etree._Element]:
        """The elements of the notes, by the id of their record."""
        return {note.get(ID, ""): note for note in self.root.iter(q("note"))} if self.root is not None else {}

    @cached_property
    def recognised(self) -> tuple[Recognised, ...]:
        """What was recognised."""
        return recognised(self.root) if self.root is not None else ()

    @cached_property
    def pieces(self) -> tuple[ExplainedPiece, ...]:
        """The whole source in pieces, each with its reading; the marks between the label of a note and its words part
        these."""
        pieces = pieces_of(self.records, self.source, 0, len(self.source))
        return tuple(
            replace(piece, reading=" ") if piece.record and piece.record.kind == Kind.NOTE_TAG else piece
            for piece in pieces
        )

    @cached_property
    def changed(self) -> tuple[Record, ...]:
        """What was changed or set aside in the running text or in a note."""
        return tuple(piece.record for piece in self.pieces if piece.record)

    @cached_property
    def reading(self) -> str:
        """How all of it is read; each block begins a line."""
        return "".join(piece.reading for piece in self.pieces)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in LINE_END.finditer(self.source)))

    @cached_property
    def _pages(self) -> tuple[tuple[int, str], ...]:
        return pages(self.root) if self.root is not None else ()

    def in_source(self, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Places of the reading as places of the source."""
        return list(in_source(places, self.pieces))

    def line(self, at: int) -> int:
        """The number (from 1) of the line that a position is in."""
        return bisect_right(self._starts, at)

    def page(self, at: int) -> str:
        """The number of the page that a position is on, if there is one."""
        index = bisect_right([start for start, _ in self._pages], at) - 1
        return self._pages[index][1] if index >= 0 else ""

    def where(self, at: int) -> str:
        """A position as people say it: `page 12, line 340`."""
        page, line = self.page(at), f"line {self.line(at):,}"
        return f"page {page}, {line}" if page else line

    def read(self, start: int, end: int) -> str:
        """How the source from a position to another is read, on one line."""
        first = bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1
        last = bisect_left(self.pieces, end, key=lambda piece: piece.start)
        shown = []
        for piece in self.pieces[max(0, first) : last]:
            if piece.record is None:
                shown.append(piece.source[max(0, start - piece.start) : max(0, end - piece.start)])
            elif start <= piece.start and piece.end <= end:
                shown.append(piece.reading)
        return " ".join("".join(shown).split())

    def stands(self, start: int, end: int) -> str:
        """What the source has from a position to another, without what is set aside there, on one line."""
        aside = (r for r in self.over(self.changed, start, end) if r.aside and start < r.start and r.end < end)
        shown, at = [], start
        for record in aside:
            shown.append(self.source[at : record.start])
            at = record.end
        return " ".join(" ".join((*shown, self.source[at:end])).split())

    def over(self, those: Sequence[Placed], start: int, end: int) -> list[Placed]:
        """Those of some changes, questions or blocks that a place has a part of."""
        return [one for one in those if one.start < max(end, start + 1) and start < max(one.end, one.start + 1)]

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """A place with all of the changes that it has a part of, and with the whole words at its edges."""
        for record in self.over(self.changed, start, end):
            if not record.aside and record.source.strip():
                start, end = min(start, record.start), max(end, record.end)
        return whole_words(self.source, start, end)


NOT_BUILT: Final = Built("")
"""An edition of which nothing is known."""
