"""The book as the templates of the PDF read it: plain data, in which no text is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import Any, Final

from ecdosis.book.book import Block, Book, Section, all_inlines
from ecdosis.book.contents import SourceContents, source_contents
from ecdosis.book.index_pages import index_pages
from ecdosis.book.inlines import Emended, Inline, PageBreak, words_of
from ecdosis.book.words import words_for
from ecdosis.formats.design import Design
from ecdosis.formats.pdf import apparatus, together
from ecdosis.formats.pdf.content import PdfContent, length
from ecdosis.formats.pdf.inlines import cut
from ecdosis.languages.detect import right_to_left
from ecdosis.project.own_words import SORTS

LONG: Final = 700
"""Words of the chapters of a book, at their mean, from which each begins a page: about two of A5. Shorter ones follow
one another, else half the pages would be half empty."""
SMALL_CAPITALS: Final = 40
"""Characters of a running head in small capitals, which are wider, so that it stands in one line."""
WORDS: Final = "\ufffc"
"""What stands for words of the text among those of the book's own, until the template puts them there."""
CONTENTS: Final = 3
"""Headings from which a book has a table of contents."""


def data(book: Book, design: Design = Design()) -> dict[str, Any]:
    """The book as the templates read it, and what is chosen of its looks."""
    made, say = date.fromisoformat(book.date), words_for(book.language)
    pages = any(isinstance(i, PageBreak) and i.label for i in _all(book))
    contents = source_contents(book.blocks)
    signs = design.signs and any(isinstance(i, Emended) and i.listed for i in _all(book))
    return {
        "paper": design.paper,
        "signs": design.signs,
        "head": "".join(map(words_of, cut([book.author or book.title], SMALL_CAPITALS))),
        "tei": f"{book.id}.xml" if book.tei else "",
        "contents": has_contents(book, contents),
        "language": re.split("[-_]", book.language)[0] if book.language != "und" else "",
        "summary": book.summary,
        "date": [made.year, made.month, made.day],
        "about": apparatus.stated(book.about),
        "emendations": apparatus.emendations(book),
        "asides": apparatus.asides(book),
        "own": {"lang": say.language, "dir": "rtl" if right_to_left(say.language) else "ltr"},
        "names": {
            "emendations": say("headings.emendations"),
            "contents": say("headings.contents"),
            "notes": say("headings.notes"),
            "aside": say("headings.aside"),
            "key": say("apparatus.key"),
            "key-aside": say("apparatus.key_aside"),
            "examples": say("apparatus.examples"),
            "summed": say("changes.summed"),
            "before": say("apparatus.before", words=WORDS),
            "after": say("apparatus.after", words=WORDS),
            "margin": say("apparatus.margin") if pages else "",
            "sign": say("apparatus.sign") if signs else "",
            "index": say("labels.index_margin" if pages else "labels.index"),
            "index-new": say("labels.index_new"),
            "attached": say("apparatus.attached"),
        },
    } | text(book, contents)


def has_contents(book: Book, contents: SourceContents | None) -> bool:
    """Whether a book has contents of its own before its text: it has some headings, and no contents of its source's."""
    return contents is None and _headings(book) >= CONTENTS


def _headings(book: Book) -> int:
    """How many headings the contents would have."""
    chapters = [block for block in book.blocks if isinstance(block, Section)]
    parts = [block for chapter in chapters for block in chapter.blocks if isinstance(block, Section)]
    return len(chapters) + len(parts) + bool(book.emendations) + bool(book.asides)


def text(book: Book, contents: SourceContents | None = None) -> dict[str, Any]:
    """The title, the running text and the notes."""
    index = index_pages(book.blocks, book.notes)
    blocks = index.blocks if index else book.blocks
    notes = {note.id: note for note in book.notes}
    whole = together.whole_notes(blocks, notes)
    write = PdfContent(notes, contents, short=_mean(blocks) < LONG, index=index, whole=whole)
    loose = [note for note in book.notes if not note.back]
    own = tuple(takewhile(lambda block: isinstance(block, Section) and block.id in SORTS, blocks))
    return {
        "title": book.title,
        "subtitle": book.subtitle,
        "author": book.author,
        "front": [one | {"runs-on": False} for one in write.blocks(own)],
        "blocks": write.blocks(blocks[len(own) :]),
        "notes": [{"label": note.label} | write.note(note) for note in loose],
    }


def _all(book: Book) -> Iterator[Inline]:
    yield from all_inlines(book.blocks)
    for note in book.notes:
        yield from all_inlines(note.blocks)


def _mean(blocks: Sequence[Block]) -> float:
    """The words of the chapters of a book at their mean."""
    lengths = [length(block.blocks) for block in blocks if isinstance(block, Section)]
    return sum(lengths) / len(lengths) if lengths else 0
