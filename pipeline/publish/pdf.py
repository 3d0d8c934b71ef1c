"""PDF through Typst, compiled in-process. The book goes into the template as data, so no text is ever markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from pipeline.errors import ToolError
from pipeline.publish import words
from pipeline.publish.book import Block, Book, Group, Note, Paragraph, Passage, all_inlines
from pipeline.publish.inlines import Capitals, Emended, Inline, NoteRef, PageBreak, Place, words_of

TEMPLATE: Final = Path(__file__).parent / "book.typ"
COVER: Final = Path(__file__).parent / "cover.typ"
SHORT: Final = 150
"""Words up to which a chapter does not begin a page of its own."""
STANDARD: Final[Literal["ua-1"]] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, readable by assistive technology."""
_BEYOND_LIBERTINUS: Final = re.compile("[\u0590-\u1dff\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\U00010000-\U0010ffff]")
"""Scripts that the font which Typst brings does not have. Only for these the machine's own fonts are looked at, so that
any other book is the same wherever it is made."""


def pdf(book: Book) -> tuple[bytes, list[str]]:
    """The PDF and what a person should know of it. Raises ToolError if Typst is missing or cannot make it."""
    data = json.dumps(_data(book), ensure_ascii=False)
    try:
        return _compiled(TEMPLATE, data, "pdf", STANDARD)
    except RuntimeError as error:
        made, notes = _compiled(TEMPLATE, data, "pdf", None)
        return made, [*notes, f"the PDF is not tagged for accessibility ({_message(error)})"]


def cover(book: Book) -> bytes:
    """The cover as PNG, 1200 by 1800 pixels. Raises ToolError."""
    data = {"title": book.title, "subtitle": book.subtitle, "author": book.author, "date": book.work and _year(book)}
    return _compiled(COVER, json.dumps(data, ensure_ascii=False), "png", None)[0]


def _year(book: Book) -> str:
    years = re.findall(r"\b\d{4}\b", book.work)
    return years[-1] if years else ""


def _compiled(
    template: Path, data: str, format_: Literal["pdf", "png"], standard: Literal["ua-1"] | None
) -> tuple[bytes, list[str]]:
    try:
        import typst
    except ImportError as error:
        raise ToolError("typst is not installed; run `make` again, or `pip install typst`") from error
    plain = not _BEYOND_LIBERTINUS.search(data)
    try:
        made = typst.compile(
            template,
            format=format_,
            sys_inputs={"data": data},
            ppi=144.0,
            pdf_standards=[standard] if standard else [],
            ignore_system_fonts=plain,
            timestamp=0,
        )
    except RuntimeError as error:
        if standard:
            raise
        raise ToolError(f"typst failed: {_message(error)}") from error
    note = "" if plain else "letters beyond Latin, Greek and Cyrillic are set in this machine's fonts, if it has them"
    return made, [note] if note and format_ == "pdf" else []


def _message(error: RuntimeError) -> str:
    return str(error).strip().splitlines()[0]


def _data(book: Book) -> dict[str, Any]:
    """The book as the template reads it."""
    made = date.fromisoformat(book.date)
    notes = {note.id: note for note in book.notes}
    return {
        "title": book.title,
        "subtitle": book.subtitle,
        "author": book.author,
        "language": re.split("[-_]", book.language)[0] if book.language != "und" else "",
        "summary": book.summary,
        "licence": book.licence,
        "date": [made.year, made.month, made.day],
        "blocks": _blocks(book.blocks, notes),
        "notes": [{"label": note.label, "body": _inlines(note.inlines, {})} for note in book.notes if not note.back],
        "about": words.about(book),
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
    return [_block(block, notes) for block in blocks]


def _block(block: Block, notes: Mapping[str, Note]) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"id": block.id, "role": block.role, "body": _inlines(block.inlines, notes)}
    if isinstance(block, Passage):
        return {"passage": block.role, "blocks": _blocks(block.blocks, notes)}
    title, inner = _inlines(block.title, notes), _blocks(block.blocks, notes)
    words = sum(len(words_of(inline).split()) for inline in all_inlines(block.blocks))
    return {"id": block.id, "level": block.level, "title": title, "blocks": inner, "short": words < SHORT}


def _inlines(inlines: Sequence[Inline], notes: Mapping[str, Note]) -> list[dict[str, Any]]:
    return [_inline(inline, notes) for inline in inlines]


def _inline(inline: Inline, notes: Mapping[str, Note]) -> dict[str, Any]:
    match inline:
        case str():
            return {"text": inline}
        case Capitals(text):
            return {"capitals": text}
        case Emended(id=id_, text=text):
            return {"emended": id_, "text": text}
        case PageBreak(id_, label):
            return {"page": label}
        case Place(id_):
            return {"place": id_}
        case NoteRef(id_, label, note, again):
            if note not in notes:
                return {"missing": label}
            return {"note": note, "label": label, "again": again, "body": _inlines(notes[note].inlines, {})}


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
