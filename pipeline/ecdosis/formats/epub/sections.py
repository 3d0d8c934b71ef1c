"""The sections of an EPUB that are the book's own: notes, what was changed and set aside, what the edition says of
itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ecdosis.book import words
from ecdosis.book.book import Book, Emendation, Group, Note, Paragraph
from ecdosis.formats.epub.content import Content
from ecdosis.formats.epub.pages import LARGE, Page, ids, length
from ecdosis.formats.epub.semantics import OWN
from ecdosis.formats.hypertext import Attributes
from ecdosis.formats.notes import Markers, headed, in_order, markers, others
from ecdosis.templates import partial


def own_pages(book: Book, *, signs: bool) -> Iterator[Page]:
    """The pages after the text. `signs`: whether the text shows what was changed."""
    yield from _notes_pages(book)
    if book.emendations:
        told = words.introduction(signs=signs)
        yield ListPage("emendations", words.EMENDATIONS, told, book.emendations)
    if book.asides:
        yield ListPage("set-aside", words.SET_ASIDE, "", book.asides)
    yield AboutPage(book.about)


def _notes_pages(book: Book) -> Iterator[Page]:
    """The notes, in as many files as they need."""
    leading = markers(book)
    ordered = in_order(book, leading)
    titles = headed(book, ordered, leading)
    page: list[tuple[str, Note]] = []
    begins, size = True, 0
    for note in ordered:
        if page and size + length(note.blocks) > LARGE:
            yield NotesPage(tuple(page), leading, begins)
            page, begins, size = [], False, 0
        page.append((titles.get(note.id, ""), note))
        size += length(note.blocks)
    if page:
        yield NotesPage(tuple(page), leading, begins)


def _attributes(id_: str, write: Content) -> Attributes:
    """Those of a section in which all is English but what it quotes."""
    return {"id": id_, **OWN[id_].attributes, "class": id_, **write.language(write.english)}


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note: its label leads `back` to the first marker, arrows after its first words (`lead`) to the others."""

    id: str
    label: str
    back: str
    lead: Markup
    arrows: Sequence[tuple[str, str]]
    rest: Markup


@dataclass(frozen=True, slots=True)
class NotesPage:
    """Notes at the end, each with the title of the chapter whose first it is (else empty). `begins`: whether the
    section of the notes begins here, or goes on."""

    notes: tuple[tuple[str, Note], ...]
    markers: Markers
    begins: bool

    @property
    def title(self) -> str:
        return words.NOTES

    @property
    def own(self) -> str:
        return "notes" if self.begins else ""

    def ids(self) -> Iterator[str]:
        for _, note in self.notes:
            yield note.id
            yield from ids(note.blocks)

    def matter(self, write: Content) -> str:
        return OWN["notes"].matter

    def body(self, write: Content) -> Markup:
        chapters: list[tuple[str, str, list[ShownNote]]] = []
        for title, note in self.notes:
            if title or not chapters:
                chapters.append((f"notes-{note.id}", title, []))
            chapters[-1][2].append(self._shown(note, write))
        section = {"id": self.own or None, **OWN["notes"].attributes, "class": "notes"}
        title = self.title if self.begins else ""
        language = write.language(write.english)
        return _part("notes", section=section, title=title, language=language, chapters=chapters)

    def _shown(self, note: Note, write: Content) -> ShownNote:
        lead, rest = Markup(), note.blocks
        if rest and isinstance(rest[0], Paragraph):
            lead = write.spoken(rest[0].language, write.within(rest[0].language).inlines(rest[0].inlines))
            rest = rest[1:]
        more = enumerate(others(note, self.markers), 2)
        arrows = [(write.address(f"#{id_}"), words.BACK.format(number)) for number, id_ in more]
        return ShownNote(note.id, note.label, write.address(f"#{note.back}"), lead, arrows, write.blocks(rest))


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A change in the words around it; `place`: where it is."""

    id: str
    place: str
    before: str
    source: str
    reading: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """What was changed, or (`set-aside`) set aside, by kinds."""

    own: str
    title: str
    introduction: str
    groups: tuple[Group, ...]

    def ids(self) -> Iterator[str]:
        yield from (f"list-{case.record.id}" for group in self.groups for case in group.listed)

    def matter(self, write: Content) -> str:
        return OWN[self.own].matter

    def body(self, write: Content) -> Markup:
        return _part(
            "changes",
            section=_attributes(self.own, write),
            title=self.title,
            introduction=self.introduction,
            groups=[
                (
                    f"{self.own}-{group.kind}",
                    words.title(group),
                    f"{group.does} {words.examples(group)}".strip(),
                    [_case(case, write) for case in group.listed],
                )
                for group in self.groups
            ],
            is_read=self.own != "set-aside",
            language=write.within(write.english).language(write.around),
        )


def _case(case: Emendation, write: Content) -> ShownCase:
    record = case.record
    source = words.visible(record.source).strip() or "[blank]"
    place = write.address(f"#{record.id}")
    reading, why = words.reading(case), words.reason(case)
    return ShownCase(f"list-{record.id}", place, case.before, source, reading, case.after, why)


@dataclass(frozen=True, slots=True)
class AboutPage:
    """What the edition says of itself."""

    paragraphs: tuple[str, ...]

    @property
    def title(self) -> str:
        return words.ABOUT

    @property
    def own(self) -> str:
        return "about"

    def ids(self) -> Iterator[str]:
        return iter(())

    def matter(self, write: Content) -> str:
        return OWN[self.own].matter

    def body(self, write: Content) -> Markup:
        section = _attributes(self.own, write)
        return _part("about", section=section, title=self.title, paragraphs=self.paragraphs)


def _part(macro: str, **values: object) -> Markup:
    return partial("epub/sections.xhtml", macro, **values)
