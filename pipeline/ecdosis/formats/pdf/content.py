"""The text of a book as the templates of the PDF read it: plain data, in which no text is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from ecdosis.book.book import Block, Listing, Note, Paragraph, Passage, Section, Table, all_inlines
from ecdosis.book.contents import SourceContents, has_pages, without_page
from ecdosis.book.fold import Blocks, Inlines
from ecdosis.book.index_pages import IndexPages, Part, Row, place_of
from ecdosis.book.inlines import (
    AsidePlace,
    Asked,
    Emended,
    Image,
    Inline,
    LineBreak,
    NoteRef,
    PageBreak,
    Styled,
    heading_lines,
    heading_parts,
    set_in,
    unbroken,
    words_of,
)
from ecdosis.formats.pdf import together
from ecdosis.formats.pdf.inlines import apart, cut
from ecdosis.formats.pdf.together import LEADS_IN, characters
from ecdosis.languages.detect import right_to_left
from ecdosis.model.kinds import Kind

Data = dict[str, Any]
"""What JSON can hold."""
SHORT: Final = 150
"""Words up to which a chapter does not begin a page of its own."""
WHOLE: Final = 1200
"""Characters of an epigraph up to which it stands on one page, that of the text after it."""
ROWS: Final = 20
"""Rows of a table up to which it stands on one page, half of what a page holds."""
NUMBERED: Final = 10
"""Lines of verse from which every fifth has its number: fewer can be counted at a glance, and a single number in the
margin would be taken for that of a page."""
EVERY: Final = 5
SPOKEN: Final = frozenset({"speech", "poem", "stanza"})
"""Passages in which verse is not counted: a speech is no poem, and a play counts its lines by scenes."""
JOINER: Final = "\u2060"
"""The word joiner: no line breaks there, and it shows nothing (The Unicode Standard, 23.2)."""
_DASH: Final = re.compile(r"(?<=\S)—")
_SPACED: Final = re.compile(r" (?=[–—] )")
"""A dash, and the blank before one, after which a line may break, but before which it should not."""


@dataclass(frozen=True, slots=True)
class PdfContent(Blocks[Data], Inlines[Data]):
    """A writer of blocks and inlines as data. `notes`: those that may stand at their markers, by their ids; `contents`:
    those of the source that are the book's; `within`: the passage that the blocks are in; `short`: the chapters among
    them follow one another on a page; `index`: the new pages of the source's index; `whole`: the notes, by their
    ids, that stand on one page each."""

    notes: Mapping[str, Note]
    contents: SourceContents | None = None
    within: str = ""
    short: bool = False
    index: IndexPages | None = None
    whole: frozenset[str] = frozenset()

    # ------------------------------------------------------------ blocks

    def blocks(self, blocks: Sequence[Block]) -> list[Data]:
        """Blocks, with what each has of standing before and after others."""
        near = 1 + together.CLOSING_LINES
        following = [(block, blocks[at + 1 : at + 1 + near]) for at, block in enumerate(blocks)]
        made = [
            self.block(block) | self._beside(before, block, rest)
            for before, (block, rest) in zip((None, *blocks), following, strict=False)
        ]
        return list(_in_columns(made))

    def inside(self, passage: str, blocks: Sequence[Block]) -> list[Data]:
        return replace(self, within=passage, short=False).blocks(blocks)

    def _beside(self, before: Block | None, block: Block, rest: Sequence[Block]) -> Data:
        after = rest[0] if rest else None
        if isinstance(block, Paragraph) and (together.leads_in(block, after) or together.greets(before, block, after)):
            return {"leads-in": True, "indented": isinstance(before, Paragraph) and not before.role}
        if isinstance(block, Paragraph) and "sidenote" in (block.role, getattr(before, "role", "")):
            # the space of a break stands above what is beside it
            breaks = together.breaks_behind(block, rest)
            return {"breaks": breaks and getattr(before, "role", "") != "sidenote"}
        if isinstance(block, Paragraph) and not block.role and together.is_speech(before):
            return {"below-speech": True}
        if isinstance(block, Passage) and block.role == "stanza":
            return {"whole": together.leads_to_last_line(block, rest)}
        if lines := together.kept(block, rest):
            return {"keeps": lines}
        if isinstance(block, Paragraph) and block.role == Kind.LINE:  # such as the time of what is said below it
            below = after.role if isinstance(after, Passage) else ""
            return {"above-speech": below == "speech", "above-entries": below == "index"}
        if isinstance(block, Passage) and block.role in ("index", "contents"):
            first = not (isinstance(before, Passage) and before.role == block.role)
            return {"says-whose": first and self._has_old_pages(block), "new-pages": self._has_new_pages(block)}
        if isinstance(block, Passage) and block.role == "letter-part":
            ends = together.closes(before, block, after)
            stays = together.opens(before, block, after)  # with what it opens
            return {"whole": stays or (ends and bool(together.tail(rest))), "closes": ends}
        if isinstance(block, Section):  # a short one after another runs on, on the same page
            return {"runs-on": before is not None and (self.short or length(block.blocks) < SHORT)}
        return {}

    def _has_old_pages(self, block: Passage) -> bool:
        """Whether an index or contents show pages of the source."""
        if block.role == "index":
            return any(map(str.isdigit, "".join(map(words_of, all_inlines([block])))))
        new = self.contents.pages if self.contents else {}
        return has_pages(block) and not any(isinstance(line, Paragraph) and line.id in new for line in block.blocks)

    def _has_new_pages(self, block: Passage) -> bool:
        new = self.index.entries if self.index else {}
        return any(isinstance(line, Paragraph) and line.id in new for line in block.blocks)

    def paragraph(self, block: Paragraph) -> Data:
        leads_to = self.contents.pages.get(block.id, "") if self.contents else ""
        inlines = without_page(block.inlines) if self.contents and block.id in self.contents.paged else block.inlines
        indexed = self.index.entries.get(block.id) if self.index else None
        body = self._indexed(indexed) if indexed else self.inlines(apart(inlines))
        told: Data = {"id": block.id, "role": block.role, "body": body}
        if leads_to:
            told["leads-to"] = leads_to
        if block.role == Kind.VERSE and (ems := set_in(block.inlines)):
            told["set-in"] = ems
        if block.number is not None:
            told["number"] = block.number if block.number % EVERY == 0 else 0
        return told | _language(block.language)

    def _indexed(self, parts: Sequence[Part]) -> list[Data]:
        """An entry of an index with its new pages."""
        return [
            told for part in parts for told in ([_row(part)] if isinstance(part, Row) else self.inlines(apart(part)))
        ]

    def passage(self, block: Passage) -> Data:
        """A passage. Verse breaks over a page neither after its first line nor before its last."""
        spoken = self.within in SPOKEN
        blocks = self.inside(self.within if spoken else block.role, block.blocks)
        own = [
            (told, characters(line.inlines))
            for told, line in zip(blocks, block.blocks, strict=True)
            if isinstance(line, Paragraph) and line.role == Kind.VERSE
        ]
        for line, shown in (*own[:1], *own[-2:-1]):
            if shown <= LEADS_IN:  # what is longer would drag a page along, or be none that anybody sees as a line
                line["stays"] = True
        if block.role == "poem" and not spoken:
            _number(blocks)
        in_play = block.role == "poem" and self.within == "speech"
        whole = block.role == Kind.EPIGRAPH and characters(all_inlines(block.blocks)) <= WHOLE
        told: Data = {"passage": "spoken-verse" if in_play else block.role, "whole": whole, "blocks": blocks}
        if self.contents and any(line.get("id") == self.contents.last for line in blocks[-1:]):
            told["left-out"] = list(self.contents.left_out)
        return told

    def listing(self, block: Listing) -> Data:
        items = [
            {"label": self.inlines(item.label), "blocks": self.inside(block.kind, item.blocks)} for item in block.items
        ]
        return {"list": block.kind, "items": items}

    def table(self, block: Table) -> Data:
        """A table. Its cells fill a grid row by row, so that Typst finds their places by itself."""
        numbers = block.numbers
        cells = [
            {
                "head": cell.head,
                "columns": cell.columns,
                "rows": cell.rows,
                "blocks": self.inside("cell", cell.blocks),
                "number": place in numbers,
            }
            for row in block.rows
            for place, cell in enumerate(row)
        ]
        columns = sum(cell.columns for cell in block.rows[0])
        head = sum(len(row) for row in block.rows[: block.head_rows])
        whole = len(block.rows) <= ROWS
        return {
            "columns": columns,
            "caption": self.inlines(block.caption),
            "cells": cells,
            "head": head,
            "whole": whole,
        }

    def section(self, block: Section) -> Data:
        """A division: its heading as it stands in the text, as the contents have it (`plain`: without notes, page
        breaks and links) and cut to a running head."""
        title = list(heading_parts(block.title))
        plain = [replace(i, target="") if isinstance(i, Styled) else words_of(i) for i in title if words_of(i)]
        return {
            "id": block.id,
            "level": block.level,
            "title": self.inlines(apart(heading_lines(block.title))),
            "plain": self.inlines([piece for inline in plain for piece in unbroken(inline)]),
            "running": self.inlines(cut(plain)),
            "blocks": self.inside("", block.blocks),
        }

    def note(self, note: Note) -> Data:
        """The words that stand beside the number of a note, and the blocks below."""
        inner = replace(self, notes=_but(self.notes, note))
        match note.blocks:
            case (Paragraph(inlines=inlines), *rest):
                return {"lead": inner.inlines(apart(inlines)), "blocks": inner.inside("note", rest)}
        return {"lead": [], "blocks": inner.inside("note", note.blocks)}

    # ------------------------------------------------------------ inlines

    def inlines(self, inlines: Sequence[Inline]) -> list[Data]:
        """Inlines; the sign where a page begins is not needed where a paragraph begins or ends, and of two markers side
        by side the second stands a little apart."""
        with_words = [at for at, inline in enumerate(inlines) if words_of(inline).strip()]
        first, last = (with_words[0], with_words[-1]) if with_words else (0, 0)
        return [
            self.inline(inline)
            | ({"stroke": first < at < last} if isinstance(inline, PageBreak) else {})
            | ({"beside": True} if at and isinstance(inline, NoteRef) and isinstance(inlines[at - 1], NoteRef) else {})
            for at, inline in enumerate(inlines)
        ]

    def text(self, inline: str) -> Data:
        return {"text": _SPACED.sub("\N{NO-BREAK SPACE}", _DASH.sub(f"{JOINER}—", inline))}

    def styled(self, inline: Styled) -> Data:
        told = {"styled": inline.text, "marks": _marks(inline.marks), "target": inline.target}
        return told | _language(inline.language)

    def emended(self, inline: Emended) -> Data:
        if inline.listed:
            told = {"emended": inline.id, "text": inline.text} | _language(inline.language)
            return told | ({"marks": _marks(inline.marks)} if inline.marks else {})
        plain = not (inline.language or inline.marks)
        return {"text": inline.text} if plain else self.styled(inline.styled)

    def page_break(self, inline: PageBreak) -> Data:
        return {"page": inline.label, "stroke": True}

    def place(self, inline: AsidePlace) -> Data:
        return {"place": inline.id}

    def asked(self, inline: Asked) -> Data:
        return {"text": ""}

    def line_break(self, inline: LineBreak) -> Data:
        told = {"within": inline.within, "number": inline.number}
        return {"break": True} | {name: value for name, value in told.items() if value}

    def image(self, inline: Image) -> Data:
        return {"image": inline.name, "alt": inline.alt, "width": inline.width, "height": inline.height}

    def note_ref(self, inline: NoteRef) -> Data:
        """The marker of a note, with the note, unless an earlier marker has it."""
        if inline.note not in self.notes and not inline.again:
            return {"missing": inline.label}
        inside = {"lead": [], "blocks": []} if inline.again else self.note(self.notes[inline.note])
        inside["whole"] = not inline.again and inline.note in self.whole
        return {"note": inline.note, "label": inline.label, "again": inline.again} | inside


def _in_columns(blocks: Iterable[Data]) -> Iterator[Data]:
    """Blocks, the parts of an index together with the letters above them, which stand in columns."""

    def is_of_index(block: Data) -> bool:
        return block.get("passage") == "index" or block.get("above-entries", False)

    for is_index, same in groupby(blocks, key=is_of_index):
        parts = list(same)
        if is_index:
            told = [(part.pop("says-whose", False), part.pop("new-pages", False)) for part in parts]
            says, new = (any(one) for one in zip(*told, strict=True))  # once, above all of it
            yield {"passage": "columns", "whole": False, "blocks": parts, "says-whose": says, "new-pages": new}
        else:
            yield from parts


def _row(row: Row) -> Data:
    """Page numbers of an index, as the template makes new ones of them."""
    return {
        "row": [
            {
                "joiner": one.joiner,
                "places": [place_of(word) for word in one.words],
                "dash": one.dash,
                "marks": _marks(one.marks),
            }
            for one in row.locators
        ]
    }


def length(blocks: Iterable[Block]) -> int:
    """The words in blocks."""
    return sum(len(words_of(inline).split()) for inline in all_inlines(blocks))


def _number(blocks: Sequence[Data]) -> None:
    """Give the lines of a long poem their numbers, unless the source gives some."""
    lines = list(_lines(blocks))
    if len(lines) >= NUMBERED and not any("number" in line for line in lines):
        for number, line in enumerate(lines, 1):
            line["number"] = number if number % EVERY == 0 else 0


def _lines(blocks: Iterable[Data]) -> Iterator[Data]:
    """The lines of verse among blocks."""
    for block in blocks:
        if block.get("role") == Kind.VERSE:
            yield block
        elif block.get("passage") in SPOKEN:
            yield from _lines(block["blocks"])


def _language(language: str) -> dict[str, str]:
    """The language and the direction of words, as Typst wants them."""
    if not language:
        return {}
    return {"lang": language.split("-")[0].lower(), "dir": "rtl" if right_to_left(language) else "ltr"}


def _marks(marks: Sequence[str]) -> list[str]:
    """Looks that go together: PDF/UA has no tag for a line below words that are struck through."""
    return [mark for mark in marks if not ("strikethrough" in marks and mark in ("underline", "unclear"))]


def _but(notes: Mapping[str, Note], note: Note) -> Mapping[str, Note]:
    """The notes that may stand inside of one: all but itself, if a marker stands in it at all."""
    leads = any(isinstance(inline, NoteRef) for inline in all_inlines(note.blocks))
    return {id_: other for id_, other in notes.items() if id_ != note.id} if leads else {}
