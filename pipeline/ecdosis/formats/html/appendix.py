"""What comes after the text: what was changed and set aside, what is asked, what the edition says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from ecdosis.book import words
from ecdosis.book.book import LISTED, Book, Emendation, Group
from ecdosis.formats.html.context import Context
from ecdosis.model.kinds import KINDS
from ecdosis.tei.read import OpenQuery, Record


def parts(book: Book) -> Iterator[tuple[str, str]]:
    """The id and the title of each part of the appendix that a book has."""
    if book.emendations:
        yield "emendations", words.EMENDATIONS
    if book.questions:
        yield "questions", words.QUESTIONS
    if book.asides:
        yield "set-aside", words.SET_ASIDE
    yield "about", words.ABOUT


def appendix(book: Book, context: Context) -> Iterator[str]:
    """The appendix of a book."""
    makers = {
        "emendations": lambda: _groups(book.emendations, context, aside=False),
        "questions": lambda: _questions(book.questions, context),
        "set-aside": lambda: _groups(book.asides, context, aside=True),
        "about": lambda: _about(book),
    }
    yield '<div id="appendix" lang="en" dir="ltr">'
    for id_, title in parts(book):
        yield f'<section id="{id_}"><h2>{title}</h2>'
        yield from makers[id_]()
        yield "</section>"
    yield "</div>"


def _groups(groups: Sequence[Group], context: Context, *, aside: bool) -> Iterator[str]:
    """For each kind its cases with links to their places; a long list is folded."""
    for group in groups:
        open_ = " open" if group.count <= LISTED else ""
        name = words.name(group.kind)
        yield f'<details data-kind="{escape(name)}"{open_}><summary>{escape(words.title(group))}</summary>'
        yield f'<p class="does">{escape(group.does)}</p><ul>'
        yield from (_case(case, context, aside=aside) for case in group.cases)
        yield "</ul></details>"


def _case(case: Emendation, context: Context, *, aside: bool) -> str:
    record = case.record
    reading = "" if aside else f" → <ins>{escape(words.reading(case))}</ins>"
    words_ = f"{escape(case.before)}{_source(record, context)}{reading}{escape(case.after)}"
    return f'<li id="list-{record.id}">{words_}{_why(record, context)}</li>'


def _source(record: Record | OpenQuery, context: Context) -> str:
    """What the source has, with the link to its place if it has one in the text."""
    shown = escape(words.visible(record.source).strip() or "[blank]")
    if record.id not in context.placed:
        return f'<b class="source">{shown}</b>'
    return f'<a class="source" href="#{record.id}">{shown}</a>'


def _why(record: Record | OpenQuery, context: Context) -> str:
    """Why, how surely, by whom, where."""
    why = record.why[:1].upper() + record.why[1:].rstrip(".") + ". " if record.why else ""
    line = context.line(record.start)
    facts = [
        f'Certainty <span class="sure">{record.certainty:.0%}</span>',
        f'<a class="by" href="#hand-{escape(record.by)}">{escape(record.by)}</a>',
        *([f'<a class="at" href="#L{line}" data-at="{record.start}">line {line:,}</a>'] if line else []),
    ]
    return f'<span class="why"><span class="reason">{escape(why)}</span>{" · ".join(facts)}</span>'


def _questions(questions: Sequence[OpenQuery], context: Context) -> Iterator[str]:
    """The open questions; those about one place stand together."""
    yield f'<p class="does">{escape(words.ASKED)}</p><ul>'
    for id_, about in groupby(questions, key=lambda query: query.id):
        same = list(about)
        name = f' id="list-{id_}"' if id_ else ""
        yield f"<li{name}>{_source(same[0], context)}{''.join(_question(query, context) for query in same)}</li>"
    yield "</ul>"


def _question(query: OpenQuery, context: Context) -> str:
    suggestion = f" → <ins>{escape(words.visible(query.suggestion))}</ins>?" if query.suggestion else "?"
    kind = KINDS.get(query.kind, query.kind)
    return f'<span class="question" title="{escape(kind)}">{suggestion}</span>{_why(query, context)}'


def _about(book: Book) -> Iterator[str]:
    """What the edition says of itself, and those who had a part in it."""
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in book.about)
    hands = {case.record.by for group in (*book.emendations, *book.asides) for case in group.cases}
    hands |= {query.by for query in book.questions}
    if hands:
        known = [*book.hands, *sorted(hands - book.hands.keys())]
        yield f"<h3>{words.HANDS}</h3><ul>"
        for id_ in (id_ for id_ in known if id_ in hands):
            yield f'<li id="hand-{escape(id_)}"><em>{escape(id_)}</em>: {escape(book.hands.get(id_, id_))}</li>'
        yield "</ul>"
