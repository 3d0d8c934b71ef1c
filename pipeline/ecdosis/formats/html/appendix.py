"""What comes after the text: what was changed and set aside, what is asked, what the edition says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ecdosis.book.book import Book, Group, Statement
from ecdosis.book.words import words_for
from ecdosis.formats.html.context import PageContext
from ecdosis.model.kinds import KINDS, LISTED, is_summed
from ecdosis.tei.read import OpenQuery, Record


def parts(book: Book) -> Iterator[tuple[str, str]]:
    """The id and the title of each part of the appendix that a book has."""
    say = words_for(book.language)
    if book.emendations:
        yield "emendations", say("headings.emendations")
    if book.questions:
        yield "questions", say("headings.questions")
    if book.asides:
        yield "set-aside", say("headings.aside")
    yield "about", say("headings.about")


def appendix(book: Book, context: PageContext) -> dict[str, object]:
    """What the template of the appendix names."""
    return {
        "parts": list(parts(book)),
        "emendations": [_group(group, context) for group in book.emendations],
        "asides": [_group(group, context) for group in book.asides],
        "questions": list(_questions(book.questions, context)),
        "hands": list(_hands(book)),
    }


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """What the source has at a place, where it stands in the text (empty if nowhere) and in the list; why, how surely,
    by whom, in which line of the source (0 if it has none). Of a question also its kind and what it suggests."""

    shown: str
    place: str
    list: str
    reason: Statement
    certainty: str
    by: str
    line: int
    start: int
    kind: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A change in the words around it."""

    source: LinkedPlace
    before: str
    after: str
    reading: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """All changes of a kind; a long list is folded; `note` says so if it is not given."""

    name: str
    title: str
    does: Statement
    is_open: bool
    cases: Sequence[ListedCase]
    note: str


def _group(group: Group, context: PageContext) -> ShownGroup:
    say = context.say
    summed = is_summed(group.kind, group.count)
    shown = () if summed else group.cases
    cases = [ListedCase(_place(c.record, context), c.before, c.after, say.reading(c)) for c in shown]
    note, is_open = say.examples(group) if summed else "", group.count <= LISTED
    return ShownGroup(say.name(group.kind), say.title(group), say.does(group), is_open, cases, note)


def _place(record: Record | OpenQuery, context: PageContext) -> LinkedPlace:
    return LinkedPlace(
        context.say.source(record.source),
        record.id if record.id in context.placed else "",
        f"list-{record.id}" if record.id else "",
        context.say.why(record.why),
        context.say.percent(record.certainty),
        record.by,
        context.line(record.start),
        record.start,
    )


def _questions(questions: Sequence[OpenQuery], context: PageContext) -> Iterator[list[LinkedPlace]]:
    """The open questions; those about one place together, also where others stand between them."""
    places: dict[str, list[OpenQuery]] = {}
    for query in questions:
        places.setdefault(query.id, []).append(query)
    for about in places.values():
        yield [_question(query, context) for query in about]


def _question(query: OpenQuery, context: PageContext) -> LinkedPlace:
    suggestion = context.say.visible(query.suggestion) if query.suggestion else ""
    key = f"rules.{query.kind}"
    kind = context.say(key) if key in context.say.interface else KINDS.get(query.kind, query.kind)
    return replace(_place(query, context), kind=kind, suggestion=suggestion)


def _hands(book: Book) -> Iterator[tuple[str, str]]:
    """Those who had a part in the changes: their ids, and who they are."""
    hands = {case.record.by for group in (*book.emendations, *book.asides) for case in group.cases}
    hands |= {query.by for query in book.questions}
    known = [*book.hands, *sorted(hands - book.hands.keys())]
    return ((id_, book.hands.get(id_, id_)) for id_ in known if id_ in hands)
