"""The sections of an EPUB that are the book's own: notes, what was changed and set aside, what the edition says of
itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from ecdosis import templates
from ecdosis.book.book import Book, Emendation, Group, Note, Paragraph, Statement
from ecdosis.book.words import joined, words_for
from ecdosis.formats.epub.content import EpubContent
from ecdosis.formats.epub.pages import LARGE, EpubPage, ids, length
from ecdosis.formats.epub.semantics import OWN
from ecdosis.formats.hypertext import Attributes
from ecdosis.formats.notes import Markers, headed, in_order, markers, others


def own_pages(book: Book, *, signs: bool) -> Iterator[EpubPage]:
    """The pages after the text. `signs`: whether the text shows what was changed."""
    say = words_for(book.language)
    yield from _notes_pages(book, "notes")
    yield from _notes_pages(book, "annotations")
    if book.emendations:
        told = say.introduction(signs=signs)
        yield _list_page("emendations", say("headings.emendations"), told, book.emendations)
    if book.asides:
        yield _list_page("set-aside", say("headings.aside"), "", book.asides)
    yield _own_page("about", say("headings.about"), (), lambda write: _about(book.about, write))


def _own_page(own: str, title: str, ids: Iterable[str], body: Callable[[EpubContent], Markup]) -> EpubPage:
    return EpubPage(title, OWN[own].matter, (own, *ids), body, own)


def _notes_pages(book: Book, own: str) -> Iterator[EpubPage]:
    """The `notes` of the text, or the editor's own (`annotations`), in as many files as they need."""
    leading = markers(book)
    in_text = [note for note in in_order(book, leading) if not note.own]
    ordered = in_text if own == "notes" else [note for note in book.notes if note.own]
    titles = headed(book, ordered, leading)
    pages: list[list[Note]] = []
    for note in ordered:
        if not pages or length([block for one in (*pages[-1], note) for block in one.blocks]) > LARGE:
            pages.append([])
        pages[-1].append(note)
    for number, notes in enumerate(pages):
        found = [id_ for note in notes for id_ in (note.id, *ids(note.blocks))]
        name = words_for(book.language)(f"headings.{own}")
        page = _own_page(own, name, found, partial(_notes, own, notes, leading, titles, begins=not number))
        yield page if not number else replace(page, ids=tuple(found), own="")


def _attributes(id_: str, write: EpubContent) -> Attributes:
    """Those of a section in which all is in the language of the book's own words but what it quotes."""
    return {"id": id_, **OWN[id_].attributes, "class": id_, **write.language(write.own)}


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note: its label leads `back` to the first marker, arrows after its first words (`lead`) to the others; `told`:
    what it is, if it is the editor's own."""

    id: str
    label: str
    told: str
    back: str
    lead: Markup
    arrows: Sequence[tuple[str, str]]
    rest: Markup


def _notes(
    own: str, notes: Sequence[Note], leading: Markers, titles: Mapping[str, str], write: EpubContent, *, begins: bool
) -> Markup:
    """Notes, under the titles of the chapters before whose notes they stand. `begins`: whether the section of the notes
    begins here, or goes on."""
    chapters: list[tuple[str, str, list[ShownNote]]] = []
    for note in notes:
        title = titles.get(note.id, "")
        if title or not chapters:
            chapters.append((f"notes-{note.id}", title, []))
        chapters[-1][2].append(_note(note, leading, write))
    section = {"id": own if begins else None, **OWN[own].attributes, "class": "notes"}
    title, language = write.say(f"headings.{own}") if begins else "", write.language(write.own)
    return _part("notes", section=section, title=title, language=language, chapters=chapters)


def _note(note: Note, leading: Markers, write: EpubContent) -> ShownNote:
    lead, rest = Markup(), note.blocks
    if rest and isinstance(rest[0], Paragraph):
        lead = write.spoken(rest[0].language, write.within(rest[0].language).inlines(rest[0].inlines))
        rest = rest[1:]
    more = enumerate(others(note, leading), 2)
    arrows = [(write.address(f"#{id_}"), write.say("labels.back", number=number)) for number, id_ in more]
    told = write.say("labels.annotation", label=note.label) if note.own else ""
    return ShownNote(note.id, note.label, told, write.address(f"#{note.back}"), lead, arrows, write.blocks(rest))


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A change in the words around it; `place`: where it is."""

    id: str
    place: str
    before: str
    source: str
    reading: str
    after: str
    why: Markup


def _list_page(own: str, title: str, introduction: str, groups: Sequence[Group]) -> EpubPage:
    """What was changed, or (`set-aside`) set aside, by kinds."""

    def body(write: EpubContent) -> Markup:
        return _part(
            "changes",
            section=_attributes(own, write),
            title=title,
            introduction=introduction,
            groups=[_group(own, group, write) for group in groups],
            is_read=own != "set-aside",
            language=write.within(write.own).language(write.around),
        )

    cases = (f"list-{case.record.id}" for group in groups for case in group.listed)
    return _own_page(own, title, cases, body)


def _group(own: str, group: Group, write: EpubContent) -> tuple[str, str, Markup, list[ShownCase]]:
    """The id of a kind of changes, its heading, what was done, and its cases."""
    say = write.say
    does = write.within(write.own).stated(joined((say.does(group), Statement(say.examples(group)))))
    return f"{own}-{group.kind}", say.title(group), does, [_case(case, write) for case in group.listed]


def _case(case: Emendation, write: EpubContent) -> ShownCase:
    record, say = case.record, write.say
    source = say.source(record.source)
    place = write.address(f"#{record.id}")
    reading, why = say.reading(case), write.within(write.own).stated(say.reason(case))
    return ShownCase(f"list-{record.id}", place, case.before, source, reading, case.after, why)


def _about(paragraphs: Sequence[Statement], write: EpubContent) -> Markup:
    """What the edition says of itself."""
    inside = write.within(write.own)
    told = [(inside.language(one.language), one.text) for one in paragraphs]
    return _part("about", section=_attributes("about", write), title=write.say("headings.about"), paragraphs=told)


def _part(macro: str, **values: object) -> Markup:
    return templates.partial("epub/sections.xhtml", macro, **values)
