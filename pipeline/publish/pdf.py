"""PDF through Typst, compiled in-process. The book goes into the template as data, so no text is ever markup."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from pipeline.errors import ToolError
from pipeline.language import right_to_left
from pipeline.publish import glyphs, words
from pipeline.publish.book import (
    Block,
    Book,
    Group,
    Listing,
    Note,
    Paragraph,
    Passage,
    Section,
    Table,
    all_inlines,
)
from pipeline.publish.design import Design
from pipeline.publish.inlines import (
    Asked,
    Emended,
    Image,
    Inline,
    LineBreak,
    NoteRef,
    PageBreak,
    Place,
    Styled,
    words_of,
)

TEMPLATE: Final = Path(__file__).parent / "book.typ"
COVER: Final = Path(__file__).parent / "cover.typ"
COVER_WIDTH: Final = 600
"""Points."""
LETTERS: Final = Path(__file__).parent / "letters.typ"
"""What both import."""
SHORT: Final = 150
"""Words up to which a chapter does not begin a page of its own."""
FULL: Final = 655
"""Pixels of a picture as wide as the text: 111 mm at 150 to the inch, below which print looks coarse."""
TALLEST: Final = 135
"""Height of a picture in hundredths of the width of the text, so that its caption stands on the same page."""
STANDARD: Final[Literal["ua-1"]] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, readable by assistive technology. Typst refuses what cannot be (tests/test_glyphs.py
has it all): a character without glyph; a byte order mark; no title; a heading without words (a blank is one), one that
skips a level, a first one that is not of level 1; an image or a formula without `alt`; a link in a running head."""


def pdf(book: Book, design: Design = Design()) -> tuple[bytes, list[str]]:
    """The PDF and what a person should know of it. Raises ToolError if Typst is missing or cannot make it."""
    data = glyphs.prepared(_data(book))
    try:
        return _compiled(TEMPLATE, data, "pdf", STANDARD, book.images), data.notes
    except RuntimeError as error:
        made = _compiled(TEMPLATE, data, "pdf", None, book.images)
        return made, [*data.notes, f"the PDF is not tagged for accessibility ({_message(error)})"]


def missing(book: Book) -> tuple[glyphs.Missing, ...]:
    """The characters of a book that no font at hand has: the PDF shows their code points."""
    return glyphs.prepared(_data(book)).missing


def cover(book: Book, width: int = 1200) -> bytes:
    """The cover as PNG, so many pixels wide and one and a half as high. Raises ToolError."""
    data = {"title": book.title, "subtitle": book.subtitle, "author": book.author, "date": book.work and _year(book)}
    return _compiled(COVER, glyphs.prepared(data), "png", None, ppi=72 * width / COVER_WIDTH)


def _year(book: Book) -> str:
    years = re.findall(r"\b\d{4}\b", book.work)
    return years[-1] if years else ""


def _compiled(
    template: Path,
    data: glyphs.Prepared,
    format_: Literal["pdf", "png"],
    standard: Literal["ua-1"] | None,
    images: Mapping[str, bytes] = MappingProxyType({}),
    ppi: float = 144.0,
) -> bytes:
    """What Typst makes of a template, in a folder with nothing but that and the pictures: it can read no other file."""
    try:
        import typst
    except ImportError as error:
        raise ToolError("typst is not installed; run `make` again, or `pip install typst`") from error
    with tempfile.TemporaryDirectory(prefix="ecdosis-") as folder:
        templates = {path.name: path.read_bytes() for path in (template, LETTERS)}
        for name, content in {**templates, **images}.items():
            Path(folder, name).write_bytes(content)
        try:
            return typst.compile(
                Path(folder, template.name),
                root=Path(folder),
                format=format_,
                sys_inputs={"data": json.dumps(data.data, ensure_ascii=False)},
                ppi=ppi,
                pdf_standards=[standard] if standard else [],
                font_paths=data.folders,
                ignore_system_fonts=not data.own,
                timestamp=0,
            )
        except RuntimeError as error:
            if standard:
                raise
            raise ToolError(f"typst failed: {_message(error)}") from error


def _message(error: RuntimeError) -> str:
    return str(error).strip().splitlines()[0]


def _data(book: Book) -> dict[str, Any]:
    """The book as the template reads it."""
    made = date.fromisoformat(book.date)
    notes = {note.id: note for note in book.notes}
    loose = [note for note in book.notes if not note.back]
    return {
        "title": book.title,
        "subtitle": book.subtitle,
        "author": book.author,
        "language": re.split("[-_]", book.language)[0] if book.language != "und" else "",
        "summary": book.summary,
        "licence": book.licence,
        "date": [made.year, made.month, made.day],
        "blocks": _blocks(book.blocks, notes),
        "notes": [{"label": note.label} | _note(note, _but(notes, note.id)) for note in loose],
        "about": list(book.about),
        "emendations": [_group(group) for group in book.emendations],
        "asides": [_group(group) for group in book.asides],
        "names": {
            "emendations": words.EMENDATIONS,
            "about": words.ABOUT,
            "contents": words.CONTENTS,
            "notes": words.NOTES,
            "aside": words.SET_ASIDE,
        },
    }


def _blocks(blocks: Sequence[Block], notes: Mapping[str, Note]) -> list[dict[str, Any]]:
    return [_block(block, notes, first=index == 0) for index, block in enumerate(blocks)]


def _block(block: Block, notes: Mapping[str, Note], *, first: bool) -> dict[str, Any]:
    match block:
        case Paragraph():
            told = {"id": block.id, "role": block.role, "body": _inlines(block.inlines, notes)}
            return told | _language(block.language)
        case Passage():
            return {"passage": block.role, "blocks": _blocks(block.blocks, notes)}
        case Listing():
            items = [
                {"label": _inlines(item.label, notes), "blocks": _blocks(item.blocks, notes)} for item in block.items
            ]
            return {"list": block.kind, "items": items}
        case Table():
            return _table(block, notes)
        case Section():
            return _section(block, notes, first=first)


def _section(section: Section, notes: Mapping[str, Note], *, first: bool) -> dict[str, Any]:
    """A division. What is no word of its heading stands in the paragraph after it, since the heading is also in the
    contents and the running head. A short one after another runs on, on the same page."""
    words_alone = [inline for inline in section.title if isinstance(inline, (str, Styled, Emended))]
    marks = [inline for inline in section.title if not isinstance(inline, (str, Styled, Emended, LineBreak))]
    count = sum(len(words_of(inline).split()) for inline in all_inlines(section.blocks))
    return {
        "id": section.id,
        "level": section.level,
        "title": _inlines(words_alone, notes),
        "blocks": _blocks(_led_by(marks, section.blocks), notes),
        "runs-on": count < SHORT and not first,
    }


def _led_by(inlines: Sequence[Inline], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks with some inlines before the words of the first."""
    match inlines, blocks:
        case [], _:
            return blocks
        case _, (Paragraph() as block, *rest):
            return (replace(block, inlines=(*inlines, *block.inlines)), *rest)
        case _, (Passage() | Section() as block, *rest):
            return (replace(block, blocks=_led_by(inlines, block.blocks)), *rest)
    return (Paragraph("", tuple(inlines)), *blocks)


def _table(table: Table, notes: Mapping[str, Note]) -> dict[str, Any]:
    """A table. Its cells fill a grid row by row, so that Typst finds their places by itself."""
    cells = [
        {
            "head": cell.head,
            "columns": cell.columns,
            "rows": cell.rows,
            "blocks": _blocks(cell.blocks, notes),
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
            return {"lead": _inlines(inlines, notes), "blocks": _blocks(rest, notes)}
    return {"lead": [], "blocks": _blocks(note.blocks, notes)}


def _language(language: str) -> dict[str, str]:
    """The language and the direction of words, as Typst wants them."""
    if not language:
        return {}
    return {"lang": language.split("-")[0].lower(), "dir": "rtl" if right_to_left(language) else "ltr"}


def _inlines(inlines: Sequence[Inline], notes: Mapping[str, Note]) -> list[dict[str, Any]]:
    return [_inline(inline, notes) for inline in inlines]


def _inline(inline: Inline, notes: Mapping[str, Note]) -> dict[str, Any]:
    match inline:
        case str():
            return {"text": inline}
        case Styled(text, marks, language, target):
            return {"styled": text, "marks": list(marks), "target": target} | _language(language)
        case Emended(text=text, listed=False, language=language):
            return {"styled": text, "marks": [], "target": ""} | _language(language) if language else {"text": text}
        case Emended(id=id_, text=text, language=language):
            return {"emended": id_, "text": text} | _language(language)
        case PageBreak(id_, label):
            return {"page": label}
        case Place(id_):
            return {"place": id_}
        case Asked():
            return {"text": ""}
        case LineBreak():
            return {"break": True}
        case Image(name, alt, width, height):
            return {"image": name, "alt": alt, "width": min(100, width * 100 // FULL, TALLEST * width // height)}
        case NoteRef(id_, label, note, again):
            if note not in notes and not again:
                return {"missing": label}
            inside = {"lead": [], "blocks": []} if again else _note(notes[note], _but(notes, note))
            return {"note": note, "label": label, "again": again} | inside


def _but(notes: Mapping[str, Note], name: str) -> Mapping[str, Note]:
    """The notes that may stand inside of one: all but itself, if a marker stands in it at all."""
    leads = any(isinstance(inline, NoteRef) for inline in all_inlines(notes[name].blocks))
    return {other: note for other, note in notes.items() if other != name} if leads else {}


def _group(group: Group) -> dict[str, Any]:
    return {
        "title": words.title(group),
        "does": group.does,
        "examples": words.examples(group),
        "cases": [
            {
                "id": case.record.id,
                "before": case.before,
                "source": words.visible(case.record.source),
                "reading": words.reading(case),
                "after": case.after,
                "reason": words.reason(case),
            }
            for case in group.listed
        ],
    }
