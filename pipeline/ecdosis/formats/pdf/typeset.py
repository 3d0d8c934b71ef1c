"""The book as the templates of the PDF read it: plain data, in which no text is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, Final

from ecdosis.book import words
from ecdosis.book.book import Block, Book, Listing, Note, Paragraph, Passage, Section, Table, all_inlines
from ecdosis.book.inlines import Asked, Emended, Image, Inline, LineBreak, NoteRef, PageBreak, Place, Styled, words_of
from ecdosis.formats.design import Design
from ecdosis.formats.pdf import apparatus
from ecdosis.languages.detect import right_to_left

SHORT: Final = 150
"""Words up to which a chapter does not begin a page of its own."""
LONG: Final = 700
"""Words of the chapters of a book, at their mean, from which each begins a page: about two of A5. Shorter ones follow
one another, else half the pages would be half empty."""
RUNNING: Final = 52
SMALL_CAPITALS: Final = 40
"""Characters of a running head, so that it stands in one line; in small capitals, which are wider."""
LEADS_IN: Final = 300
"""Characters of a paragraph up to which it stays with a quotation, verse or attribution that follows: some five lines.
A longer one would leave a hole at the foot of the page."""
WHOLE: Final = 1200
"""Characters of an epigraph up to which it stands on one page, that of the text after it."""
NUMBERED: Final = 10
"""Lines of verse from which every fifth has its number: fewer can be counted at a glance, and a single number in the
margin would be taken for that of a page."""
EVERY: Final = 5
CONTENTS: Final = 3
"""Headings from which a book has a table of contents."""
SPOKEN: Final = frozenset({"speech", "poem", "stanza"})
"""Passages in which verse is not counted: a speech is no poem, and a play counts its lines by scenes."""
SET_OFF: Final = frozenset({"quote", "poem"})
"""Passages that a line leads into."""


def data(book: Book, design: Design = Design()) -> dict[str, Any]:
    """The book as the templates read it, and what is chosen of its looks."""
    made = date.fromisoformat(book.date)
    return {
        "paper": design.paper,
        "signs": design.signs,
        "head": "".join(map(words_of, _cut([book.author or book.title], SMALL_CAPITALS))),
        "tei": f"{book.id}.xml" if book.tei else "",
        "contents": _headings(book) >= CONTENTS,
        "language": re.split("[-_]", book.language)[0] if book.language != "und" else "",
        "summary": book.summary,
        "date": [made.year, made.month, made.day],
        "about": list(book.about),
        "emendations": apparatus.emendations(book),
        "asides": apparatus.asides(book),
        "names": {
            "emendations": words.EMENDATIONS,
            "about": words.ABOUT,
            "contents": words.CONTENTS,
            "notes": words.NOTES,
            "aside": words.SET_ASIDE,
            "key": words.KEY,
            "key-aside": words.KEY_ASIDE,
            "examples": words.EXAMPLES,
            "margin": words.MARGIN if any(isinstance(i, PageBreak) and i.label for i in _all(book)) else "",
            "sign": words.SIGN if design.signs and any(isinstance(i, Emended) and i.listed for i in _all(book)) else "",
        },
    } | text(book)


def _headings(book: Book) -> int:
    """How many headings the contents would have."""
    chapters = [block for block in book.blocks if isinstance(block, Section)]
    parts = [block for chapter in chapters for block in chapter.blocks if isinstance(block, Section)]
    return len(chapters) + len(parts) + bool(book.emendations) + bool(book.asides)


def text(book: Book) -> dict[str, Any]:
    """The title, the running text and the notes."""
    notes = {note.id: note for note in book.notes}
    loose = [note for note in book.notes if not note.back]
    return {
        "title": book.title,
        "subtitle": book.subtitle,
        "author": book.author,
        "blocks": _blocks(book.blocks, notes, short=_mean(book.blocks) < LONG),
        "notes": [{"label": note.label} | _note(note, _but(notes, note.id)) for note in loose],
    }


def _all(book: Book) -> Iterator[Inline]:
    yield from all_inlines(book.blocks)
    for note in book.notes:
        yield from all_inlines(note.blocks)


# ---------------------------------------------------------------- blocks


def _length(blocks: Iterable[Block]) -> int:
    """The words in blocks."""
    return sum(len(words_of(inline).split()) for inline in all_inlines(blocks))


def _mean(blocks: Sequence[Block]) -> float:
    """The words of the chapters of a book at their mean."""
    lengths = [_length(block.blocks) for block in blocks if isinstance(block, Section)]
    return sum(lengths) / len(lengths) if lengths else 0


def _blocks(
    blocks: Sequence[Block], notes: Mapping[str, Note], within: str = "", *, short: bool = False
) -> list[dict[str, Any]]:
    """Blocks in the passage `within`; `short`: the chapters among them follow one another on a page."""
    made = []
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        match block:
            case Paragraph():
                told = _paragraph(block, notes)
                if _leads_in(block, after):
                    told |= {"leads-in": True, "indented": isinstance(before, Paragraph) and not before.role}
            case Passage():
                told = _passage(block, notes, within)
            case Listing():
                told = {"list": block.kind, "items": _items(block, notes)}
            case Table():
                told = _table(block, notes)
            case Section():
                told = _section(block, notes, first=before is None, short=short)
        made.append(told)
    return made


def _paragraph(block: Paragraph, notes: Mapping[str, Note]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": block.id, "role": block.role, "body": _inlines(_apart(block.inlines), notes)}
    if block.number is not None:
        told["number"] = block.number if block.number % EVERY == 0 else 0
    return told | _language(block.language)


def _leads_in(block: Paragraph, after: Block | None) -> bool:
    """Whether a paragraph is to stand on the page of the quotation, or of the attribution, after it."""
    follows = (isinstance(after, Passage) and after.role in SET_OFF) or (
        isinstance(after, Paragraph) and after.role == "attribution"
    )
    return follows and not block.role and _characters(block.inlines) <= LEADS_IN


def _characters(inlines: Iterable[Inline]) -> int:
    return sum(len(words_of(inline)) for inline in inlines)


def _items(block: Listing, notes: Mapping[str, Note]) -> list[dict[str, Any]]:
    return [
        {"label": _inlines(item.label, notes), "blocks": _blocks(item.blocks, notes, block.kind)}
        for item in block.items
    ]


def _passage(block: Passage, notes: Mapping[str, Note], within: str) -> dict[str, Any]:
    """A passage. Verse breaks over a page neither after its first line nor before its last."""
    blocks = _blocks(block.blocks, notes, within if within in SPOKEN else block.role)
    own = [
        (told, _characters(line.inlines))
        for told, line in zip(blocks, block.blocks, strict=True)
        if isinstance(line, Paragraph) and line.role == "line"
    ]
    for line, length in (*own[:1], *own[-2:-1]):
        if length <= LEADS_IN:  # what is longer would drag a page along, or be none that anybody sees as a line
            line["stays"] = True
    if block.role == "poem" and within not in SPOKEN:
        lines = list(_lines(blocks))
        counted = len(lines) >= NUMBERED and not any("number" in line for line in lines)
        for number, line in enumerate(lines, 1) if counted else ():
            line["number"] = number if number % EVERY == 0 else 0
    in_play = block.role == "poem" and within == "speech"
    whole = block.role == "epigraph" and _characters(all_inlines(block.blocks)) <= WHOLE
    return {"passage": "verse" if in_play else block.role, "whole": whole, "blocks": blocks}


def _lines(blocks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The lines of verse among blocks."""
    for block in blocks:
        if block.get("role") == "line":
            yield block
        elif block.get("passage") in SPOKEN:
            yield from _lines(block["blocks"])


def _section(section: Section, notes: Mapping[str, Note], *, first: bool, short: bool) -> dict[str, Any]:
    """A division: its heading as it stands in the text, as the contents have it (`plain`: without notes, page breaks
    and links) and cut to a running head. A short one after another runs on, on the same page."""
    title = list(_parts(section.title))
    plain = [replace(i, target="") if isinstance(i, Styled) else words_of(i) for i in title if words_of(i)]
    return {
        "id": section.id,
        "level": section.level,
        "title": _inlines(_apart([LineBreak() if inline == _POINT else inline for inline in title]), notes),
        "plain": _inlines(plain, notes),
        "running": _inlines(_cut(plain), notes),
        "blocks": _blocks(section.blocks, notes),
        "runs-on": not first and (short or _length(section.blocks) < SHORT),
    }


_POINT: Final = " · "
"""What parts the lines of a heading."""


def _parts(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """The lines of a heading, and the points between them."""
    for inline in inlines:
        if not isinstance(inline, str):
            yield inline
            continue
        for number, part in enumerate(inline.split(_POINT)):
            if number:
                yield _POINT
            if part:
                yield part


def _cut(inlines: Iterable[Inline], room: int = RUNNING) -> list[Inline]:
    """A heading cut to the length of a running head, at the end of a word."""
    kept: list[Inline] = []
    for inline in inlines:
        shown = words_of(inline)
        if len(shown) > room:
            shown = shown[: room + 1].rpartition(" ")[0].rstrip(" ,;:.·–—-") + "…"
            return [*kept, replace(inline, text=shown) if isinstance(inline, Styled) else shown]
        kept.append(inline)
        room -= len(shown)
    return kept


def _table(table: Table, notes: Mapping[str, Note]) -> dict[str, Any]:
    """A table. Its cells fill a grid row by row, so that Typst finds their places by itself."""
    cells = [
        {
            "head": cell.head,
            "columns": cell.columns,
            "rows": cell.rows,
            "blocks": _blocks(cell.blocks, notes, "cell"),
        }
        for row in table.rows
        for cell in row
    ]
    columns = sum(cell.columns for cell in table.rows[0])
    return {"columns": columns, "caption": _inlines(table.caption, notes), "cells": cells}


def _note(note: Note, notes: Mapping[str, Note]) -> dict[str, Any]:
    """The words that stand beside the number of a note, and the blocks below."""
    match note.blocks:
        case (Paragraph(inlines=inlines), *rest):
            return {"lead": _inlines(_apart(inlines), notes), "blocks": _blocks(rest, notes, "note")}
    return {"lead": [], "blocks": _blocks(note.blocks, notes, "note")}


# ---------------------------------------------------------------- inlines


def _apart(inlines: Sequence[Inline]) -> list[Inline]:
    """Inlines with every page that begins inside of a word put before the word, where its sign can stand."""
    inlines = [inline for inline in inlines if not isinstance(inline, Asked)]
    made: list[Inline] = []
    for at, inline in enumerate(inlines):
        word: list[Inline] = []
        if isinstance(inline, PageBreak) and _goes_on(islice(inlines, at + 1, None)):
            while made and _is_of_word(made[-1]):
                last = made.pop()
                if " " in words_of(last) and isinstance(last, (str, Styled)):
                    first, rest = _cut_at_word(last)
                    made.append(first)
                    word.insert(0, rest)
                    break
                word.insert(0, last)
        made += [inline, *word]
    return made


def _cut_at_word(inline: str | Styled) -> tuple[Inline, Inline]:
    """An inline before its last word, and that word."""
    head, blank, tail = words_of(inline).rpartition(" ")
    if isinstance(inline, str):
        return head + blank, tail
    return replace(inline, text=head + blank), replace(inline, text=tail)


def _is_of_word(inline: Inline) -> bool:
    """Whether a word may end with an inline: it has words and no blank at their end, or only marks a place."""
    shown = words_of(inline)
    return not shown[-1].isspace() if shown else isinstance(inline, (Emended, Place))


def _goes_on(inlines: Iterable[Inline]) -> bool:
    """Whether the first words among inlines may be the rest of a word."""
    shown = next(filter(None, map(words_of, inlines)), "")
    return shown[:1].isalnum()


def _language(language: str) -> dict[str, str]:
    """The language and the direction of words, as Typst wants them."""
    if not language:
        return {}
    return {"lang": language.split("-")[0].lower(), "dir": "rtl" if right_to_left(language) else "ltr"}


def _inlines(inlines: Sequence[Inline], notes: Mapping[str, Note]) -> list[dict[str, Any]]:
    """Inlines; the sign where a page begins is not needed where a paragraph begins or ends."""
    with_words = [at for at, inline in enumerate(inlines) if words_of(inline).strip()]
    first, last = (with_words[0], with_words[-1]) if with_words else (0, 0)
    return [
        {"page": inline.label, "stroke": first < at < last} if isinstance(inline, PageBreak) else _inline(inline, notes)
        for at, inline in enumerate(inlines)
    ]


JOINER: Final = "\u2060"
"""The word joiner: no line breaks there, and it shows nothing (The Unicode Standard, 23.2)."""
_DASH: Final = re.compile(r"(?<=\S)—")
_SPACED: Final = re.compile(r" (?=[–—] )")
"""A dash, and the blank before one, after which a line may break, but before which it should not."""


def _inline(inline: Inline, notes: Mapping[str, Note]) -> dict[str, Any]:
    match inline:
        case str():
            return {"text": _SPACED.sub("\N{NO-BREAK SPACE}", _DASH.sub(f"{JOINER}—", inline))}
        case Styled(text, marks, language, target):
            return {"styled": text, "marks": _marks(marks), "target": target} | _language(language)
        case Emended(text=text, listed=False, language=language):
            return {"styled": text, "marks": [], "target": ""} | _language(language) if language else {"text": text}
        case Emended(id=id_, text=text, language=language):
            return {"emended": id_, "text": text} | _language(language)
        case PageBreak(_, label):
            return {"page": label, "stroke": True}
        case Asked():
            return {"text": ""}
        case Place(id_):
            return {"place": id_}
        case LineBreak(within, number):
            told = {"within": within, "number": number}
            return {"break": True} | {name: value for name, value in told.items() if value}
        case Image(name, alt, width, height):
            return {"image": name, "alt": alt, "width": width, "height": height}
        case NoteRef(id_, label, note, again):
            if note not in notes and not again:
                return {"missing": label}
            inside = {"lead": [], "blocks": []} if again else _note(notes[note], _but(notes, note))
            return {"note": note, "label": label, "again": again} | inside


def _marks(marks: Sequence[str]) -> list[str]:
    """Looks that go together: PDF/UA has no tag for a line below words that are struck through."""
    return [mark for mark in marks if not ("strikethrough" in marks and mark in ("underline", "unclear"))]


def _but(notes: Mapping[str, Note], name: str) -> Mapping[str, Note]:
    """The notes that may stand inside of one: all but itself, if a marker stands in it at all."""
    leads = any(isinstance(inline, NoteRef) for inline in all_inlines(notes[name].blocks))
    return {other: note for other, note in notes.items() if other != name} if leads else {}
