"""A book as pandoc's document type (its JSON form, https://hackage.haskell.org/package/pandoc-types)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pipeline.publish import words
from pipeline.publish.book import Block, Book, Emendation, Group, Note, Paragraph, Passage, all_inlines
from pipeline.publish.inlines import Capitals, Emended, Inline, NoteRef, PageBreak, Place

API_VERSION: Final = [1, 23, 1]
"""The version of pandoc-types; pandoc 3.x reads this one."""

Node = dict[str, Any]


def document(book: Book) -> Node:
    """The whole book with its appendix, as pandoc reads it with `--from json`."""
    blocks = list(_blocks(book.blocks))
    if not blocks or blocks[0]["t"] != "Header":
        blocks.insert(0, _header(1, "text", [*_string(book.title)]))
    blocks += _notes(book.notes)
    blocks += _list_of(words.EMENDATIONS, "emendations", book.emendations)
    blocks += _list_of(words.SET_ASIDE, "set-aside", book.asides)
    blocks.append(_header(1, "about", _string(words.ABOUT), ["unnumbered", "about"]))
    blocks += [_para(_string(paragraph)) for paragraph in words.about(book)]
    return {"pandoc-api-version": API_VERSION, "meta": _metadata(book), "blocks": blocks}


def _metadata(book: Book) -> Node:
    """Dublin Core and accessibility metadata (EPUB Accessibility 1.1, schema.org's vocabulary)."""
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    has_pages = any(True for _ in page_breaks(book.blocks))
    known: dict[str, Any] = {
        "title": [{"type": "main", "text": book.title}]
        + ([{"type": "subtitle", "text": book.subtitle}] if book.subtitle else []),
        "creator": [{"role": "author", "text": book.author}] if book.author else [],
        "contributor": [{"role": "editor", "text": book.editor}] if book.editor else [],
        "identifier": [{"text": book.identifier}],
        "lang": book.language,
        "date": book.date,
        "description": book.summary,
        "rights": " ".join(part for part in (book.licence, book.rights) if part) or "The terms of use are not known.",
        "source": f"{book.filename}, SHA-256 {book.sha256}",
        "accessModes": ["textual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeatures": [*features, *(["pageNavigation"] if has_pages else [])],
        "accessibilityHazards": ["none"],
        "accessibilitySummary": "Running text with headings, a table of contents and links; no images but the cover.",
    }
    return {key: _meta(value) for key, value in known.items() if value}


def _meta(value: Any) -> Node:
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta(item) for item in value]}
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {key: _meta(item) for key, item in value.items()}}
    return {"t": "MetaString", "c": value}


def page_breaks(blocks: Sequence[Block]) -> Iterator[PageBreak]:
    """The numbered pages of the source, in order."""
    return (inline for inline in all_inlines(blocks) if isinstance(inline, PageBreak) and inline.label)


def _blocks(blocks: Sequence[Block]) -> Iterator[Node]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _div(block.id, [_para(_inlines(block.inlines))], [block.role] if block.role else [])
        elif isinstance(block, Passage):
            yield _passage(block)
        else:
            yield _header(min(block.level, 6), block.id, _inlines(block.title))
            yield from _blocks(block.blocks)


def _passage(passage: Passage) -> Node:
    """A quotation or an epigraph is a block quotation, a list a list; all have their role as class."""
    inner = list(_blocks(passage.blocks))
    if passage.role in ("quote", "epigraph"):
        inner = [{"t": "BlockQuote", "c": inner}]
    elif passage.role == "list":
        inner = [{"t": "BulletList", "c": [[item] for item in inner]}]
    return _div("", inner, [passage.role])


def _notes(notes: Sequence[Note]) -> Iterator[Node]:
    """The notes at the end, each with a link back to its marker."""
    if notes:
        yield _header(1, "notes", _string(words.NOTES), ["unnumbered", "notes"])
    for note in notes:
        label = _string(note.label)
        back = [_link(label, f"#{note.back}", "", ["label"], [["role", "doc-backlink"]])] if note.back else label
        kind = [["epub:type", "footnote"], ["role", "doc-footnote"]]
        para = _para([*back, {"t": "Space"}, *_inlines(note.inlines)])
        yield {"t": "Div", "c": [[note.id, ["note"], kind], [para]]}


def _inlines(inlines: Sequence[Inline]) -> list[Node]:
    return [node for inline in inlines for node in _inline(inline)]


def _inline(inline: Inline) -> list[Node]:
    match inline:
        case str():
            return _string(inline)
        case Emended(id_, text):
            return [_link(_string(text), f"#list-{id_}", id_, ["emended"])]
        case PageBreak(id_, label):
            attributes = [["epub:type", "pagebreak"], ["role", "doc-pagebreak"], ["aria-label", label or "page"]]
            return [{"t": "Span", "c": [[id_, ["page"], attributes], []]}] if label else []
        case Place(id_):
            return [{"t": "Span", "c": [[id_, [], []], []]}]
        case Capitals(text):
            return [_span(_string(text), "capitals")]
        case NoteRef(id_, label, note):
            if not note:
                return [
                    {"t": "Span", "c": [[id_, ["noteref", "missing"], []], [{"t": "Superscript", "c": _string(label)}]]}
                ]
            kind = [["epub:type", "noteref"], ["role", "doc-noteref"]]
            return [_link(_string(label), f"#{note}", id_, ["noteref"], kind)]


def _string(text: str) -> list[Node]:
    """Text as pandoc's words and spaces; no-break and other spaces stay in the words."""
    parts = re.split("( )", text)
    return [{"t": "Space"} if part == " " else {"t": "Str", "c": part} for part in parts if part]


def _para(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def _div(id_: str, blocks: list[Node], classes: Sequence[str] = ()) -> Node:
    return {"t": "Div", "c": [[id_, list(classes), []], blocks]}


def _header(level: int, id_: str, inlines: list[Node], classes: Sequence[str] = ()) -> Node:
    return {"t": "Header", "c": [level, [id_, list(classes), []], inlines]}


def _link(
    inlines: list[Node], target: str, id_: str = "", classes: Sequence[str] = (), attributes: Sequence[list[str]] = ()
) -> Node:
    return {"t": "Link", "c": [[id_, list(classes), list(attributes)], inlines, [target, ""]]}


def _span(inlines: list[Node], *classes: str) -> Node:
    return {"t": "Span", "c": [["", list(classes), []], inlines]}


def _list_of(name: str, id_: str, groups: Sequence[Group]) -> list[Node]:
    """One part of the appendix: a heading, and for each kind the cases with links to their places."""
    if not groups:
        return []
    blocks = [_header(1, id_, _string(name), ["unnumbered", "appendix"])]
    for group in groups:
        blocks.append(_header(2, f"{id_}-{group.kind}", _string(words.title(group)), ["unnumbered", "unlisted"]))
        does = f"{group.does} {words.examples(group)}".strip()
        blocks.append(_div("", [_para([{"t": "Emph", "c": _string(does)}])], ["does"]))
        blocks += [_case(case, aside=id_ == "set-aside") for case in group.listed]
    return blocks


def _case(case: Emendation, *, aside: bool) -> Node:
    record = case.record
    source = _string(words.visible(record.source).strip() or "[blank]")
    told = [*_string(case.before), _link(source, f"#{record.id}", "", ["source"])]
    if not aside:
        told += [*_string(" → "), _span(_string(words.reading(case)), "reading")]
    told += _string(case.after)
    return _div(f"list-{record.id}", [_para(told), _div("", [_para(_string(words.reason(case)))], ["why"])], ["case"])
