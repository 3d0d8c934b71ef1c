"""A book as pandoc's document type, for Word and Markdown: `content` writes the text, `nodes` knows the type, and here
is what comes after the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ecdosis.book.book import Book, Emendation, Group, Note, Paragraph, Statement, all_inlines
from ecdosis.book.inlines import NoteRef
from ecdosis.book.words import BookWords, joined, words_for
from ecdosis.formats.notes import Markers, headed, in_order, markers, others
from ecdosis.formats.pandoc.content import PandocContent, language
from ecdosis.formats.pandoc.nodes import Node, div, header, link, meta, node, para, span, string
from ecdosis.languages.detect import right_to_left

API_VERSION: Final = [1, 23, 1]
"""The version of pandoc-types; pandoc 3.x reads this one."""
BACKLINK: Final = ("role", "doc-backlink")


def document(book: Book, *, whole: bool = False) -> Node:
    """The whole book with its appendix, as pandoc reads it with `--from json`: the notes that a marker leads to are
    pandoc's own. `whole`: see `Content`."""
    say = words_for(book.language)
    write = PandocContent(say, {note.id: note for note in book.notes if not note.own}, whole)
    blocks = write.blocks(book.blocks)
    if not blocks or blocks[0]["t"] != "Header":
        blocks.insert(0, header(1, "text", string(book.title)))
    leading = markers(book)
    in_text = {inline.note for inline in all_inlines(book.blocks) if isinstance(inline, NoteRef) and not inline.again}
    # a note to a note is none of pandoc's: it stands at the end; so do the editor's, which have signs of their own
    notes = [note for note in in_order(book, leading) if note.id not in in_text and not note.own]
    blocks += _notes("notes", notes, write, leading, headed(book, notes, leading))
    blocks += _notes("annotations", [note for note in book.notes if note.own], write, leading, {})
    introduction = say.introduction(signs=False)
    blocks += _list_of(say, say("headings.emendations"), "emendations", book.emendations, introduction)
    blocks += _list_of(say, say("headings.aside"), "set-aside", book.asides)
    blocks.append(header(1, "about", string(say("headings.about")), ["unnumbered", "about"]))
    blocks += [para(_stated((paragraph,))) for paragraph in book.about]
    return {"pandoc-api-version": API_VERSION, "meta": _metadata(book), "blocks": blocks}


def _metadata(book: Book) -> Node:
    """What every format can have."""
    known: dict[str, Any] = {
        "title": book.title,
        "subtitle": book.subtitle,
        "author": list(book.catalogue.authors) or ([book.author] if book.author else []),
        "lang": book.language,
        "page-progression-direction": "rtl" if right_to_left(book.language) else "",
        "date": book.date,
    }
    return {key: meta(value) for key, value in known.items() if value}


def _notes(
    name: str, notes: Sequence[Note], write: PandocContent, leading: Markers, titles: Mapping[str, str]
) -> Iterator[Node]:
    """The notes at the end, by chapters; `name`: `notes`, or `annotations` for the editor's own."""
    if notes:
        yield header(1, name, string(write.say(f"headings.{name}")), ["unnumbered", "notes"])
    for note in notes:
        if note.id in titles:
            yield header(2, f"notes-{note.id}", string(titles[note.id]), ["unnumbered", "unlisted"])
        yield _note(note, write, others(note, leading))


def _note(note: Note, write: PandocContent, more: Sequence[str]) -> Node:
    """A note: the label leads back to its first marker, arrows after its words to the others."""
    label = string(note.label)
    back = [link(label, f"#{note.back}", "", ["label"], [BACKLINK])] if note.back else label
    arrows = [
        link(string(" ↩"), f"#{id_}", "", ["here"], [BACKLINK, ("aria-label", write.say("labels.back", number=number))])
        for number, id_ in enumerate(more, 2)
    ]
    match note.blocks:
        case (Paragraph() as first, *rest):
            spoken = language(first.language)
            body = write.inlines(first.inlines)
            body = [span(body, attributes=spoken)] if spoken else body
            inner = [para([*back, {"t": "Space"}, *body, *arrows]), *write.blocks(rest)]
        case rest:
            inner = [para([*back, *arrows]), *write.blocks(rest)]
    return div(note.id, inner, ["note"])


def _stated(statements: Sequence[Statement]) -> list[Node]:
    """What the book says itself; what is in another language is marked as that."""
    made: list[Node] = []
    for one in statements:
        words = string(one.text)
        made += [{"t": "Space"}] if made else []
        made += [span(words, attributes=language(one.language))] if one.language else words
    return made


def _list_of(say: BookWords, name: str, id_: str, groups: Sequence[Group], introduction: str = "") -> list[Node]:
    """One part of the appendix: a heading, and for each kind the cases with links to their places."""
    if not groups:
        return []
    blocks = [header(1, id_, string(name), ["unnumbered", "appendix"])]
    blocks += [para(string(introduction))] if introduction else []
    for group in groups:
        blocks.append(header(2, f"{id_}-{group.kind}", string(say.title(group)), ["unnumbered", "unlisted"]))
        does = _stated(joined((say.does(group), Statement(say.examples(group)))))
        blocks.append(div("", [para([node("Emph", does)])], ["does"]))
        blocks += [_case(say, case, aside=id_ == "set-aside") for case in group.listed]
    return blocks


def _case(say: BookWords, case: Emendation, *, aside: bool) -> Node:
    record = case.record
    source = string(say.source(record.source))
    told = [*string(case.before), link(source, f"#{record.id}", "", ["source"], [BACKLINK])]
    if not aside:
        told += [*string(" → "), span(string(say.reading(case)), classes=["reading"])]
    told += string(case.after)
    why = div("", [para(_stated(say.reason(case)))], ["why"])
    return div(f"list-{record.id}", [para([span(told, classes=["text"])]), why], ["case"])
