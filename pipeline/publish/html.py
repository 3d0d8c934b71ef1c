"""One self-contained web page: it works from disk, without a network and without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Final

from pipeline.publish import words
from pipeline.publish.book import Block, Book, Emendation, Group, Note, Paragraph, Passage, Section
from pipeline.publish.inlines import Capitals, Emended, Inline, NoteRef, PageBreak, Place, words_of

STYLE: Final = Path(__file__).parent / "html.css"
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""The Content Security Policy: nothing is fetched and no script runs, whatever a text may hold."""
ELEMENTS: Final = {"quote": "blockquote", "epigraph": "blockquote", "list": "ul"}
"""The elements of passages; the others are divisions."""
RIGHT_TO_LEFT: Final = ("ar", "fa", "he", "ur", "yi")


def html(book: Book) -> bytes:
    """The page as UTF-8."""
    return "\n".join(_page(book)).encode("utf-8", "replace")


def _page(book: Book) -> Iterator[str]:
    direction = ' dir="rtl"' if book.language in RIGHT_TO_LEFT else ""
    yield f'<!DOCTYPE html>\n<html lang="{escape(book.language)}"{direction}>\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="generator" content="Ecdosis {escape(book.version)}">'
    if book.author:
        yield f'<meta name="author" content="{escape(book.author)}">'
    if book.summary:
        yield f'<meta name="description" content="{escape(book.summary)}">'
    yield f"<title>{escape(book.display_title)}</title>"
    yield f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#text">To the text</a>'
    yield from _front(book)
    yield '<main id="text">'
    notes = {note.id: note for note in book.notes}
    yield from _blocks(book.blocks, notes)
    yield from _loose_notes([note for note in book.notes if not note.back])
    yield '</main>\n<footer lang="en" dir="ltr">'
    yield from _list_of(words.EMENDATIONS, "emendations", book.emendations)
    yield from _list_of(words.SET_ASIDE, "set-aside", book.asides)
    yield f'<section id="about" class="about"><h2>{words.ABOUT}</h2>'
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in words.about(book))
    yield "</section>\n</footer>\n</body>\n</html>\n"


def _front(book: Book) -> Iterator[str]:
    """Title, author and contents."""
    yield f"<header>\n<h1>{escape(book.title)}</h1>"
    if book.subtitle:
        yield f'<p class="subtitle">{escape(book.subtitle)}</p>'
    if book.author:
        yield f'<p class="author">{escape(book.author)}</p>'
    entries = list(_contents(book.blocks))
    for name, id_, there in (
        (words.EMENDATIONS, "emendations", book.emendations),
        (words.SET_ASIDE, "set-aside", book.asides),
        (words.ABOUT, "about", True),
    ):
        if there:
            entries.append(f'<li class="appendix"><a href="#{id_}">{name}</a></li>')
    yield f'<nav aria-label="{words.CONTENTS}"><ol>{"".join(entries)}</ol></nav>\n</header>'


def _contents(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            title = escape("".join(map(words_of, block.title)).strip())
            below = "".join(_contents(block.blocks))
            yield f'<li><a href="#{block.id}">{title}</a>{f"<ol>{below}</ol>" if below else ""}</li>'


def _blocks(blocks: Sequence[Block], notes: Mapping[str, Note]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _paragraph(block, notes)
        elif isinstance(block, Passage):
            element = ELEMENTS.get(block.role, "div")
            yield f'<{element} class="{block.role}">'
            yield from _blocks(block.blocks, notes)
            yield f"</{element}>"
        else:
            level = min(block.level + 1, 6)
            yield f'<section id="{block.id}"><h{level}>{_inlines(block.title, notes)}</h{level}>'
            yield from _blocks(block.blocks, notes)
            yield "</section>"


def _paragraph(block: Paragraph, notes: Mapping[str, Note]) -> str:
    """A paragraph with the link to itself; a line of verse or a list's item is one too."""
    inner = _inlines(block.inlines, notes)
    class_ = f' class="{block.role}"' if block.role else ""
    element = "li" if block.role == "item" else "figcaption" if block.role == "caption" else "p"
    link = f'<a class="here" href="#{block.id}" aria-label="Link to this paragraph">¶</a>' if not block.role else ""
    made = f'<{element} id="{block.id}"{class_}>{inner}{link}</{element}>'
    return f"<figure>{made}</figure>" if block.role == "caption" else made


def _inlines(inlines: Sequence[Inline], notes: Mapping[str, Note]) -> str:
    return "".join(_inline(inline, notes) for inline in inlines)


def _inline(inline: Inline, notes: Mapping[str, Note]) -> str:
    match inline:
        case str():
            return escape(inline, quote=False)
        case Capitals(text):
            return f'<span class="capitals">{escape(text, quote=False)}</span>'
        case Emended(id_, text):
            return f'<a class="emended" id="{id_}" href="#list-{id_}">{escape(text, quote=False)}</a>'
        case PageBreak(id_, label):
            name = escape(label)
            role = f'role="doc-pagebreak" aria-label="page {name}" data-n="{name}"'
            return f'<span class="page" id="{escape(id_)}" {role}></span>' if label else ""
        case Place(id_):
            return f'<span id="{id_}"></span>'
        case NoteRef():
            return _note_ref(inline, notes)


def _note_ref(ref: NoteRef, notes: Mapping[str, Note]) -> str:
    """The marker of a note; the note stands beside it: in the margin where there is room, else shown when followed."""
    label = escape(ref.label, quote=False)
    if ref.note not in notes:
        return f'<sup class="noteref missing" id="{ref.id}" title="The source does not have this note.">{label}</sup>'
    link = f'<a class="noteref" role="doc-noteref" id="{ref.id}" href="#{ref.note}">{label}</a>'
    return link if ref.again else link + _note(notes[ref.note], notes, "span")


def _note(note: Note, notes: Mapping[str, Note], element: str) -> str:
    label = escape(note.label, quote=False)
    back = f'<a class="label" role="doc-backlink" href="#{note.back}">{label}</a>' if note.back else f"<b>{label}</b>"
    inner = _inlines(note.inlines, notes)
    return f'<{element} class="note" role="doc-footnote" id="{note.id}">{back} {inner}</{element}>'


def _loose_notes(notes: Sequence[Note]) -> Iterator[str]:
    """The notes that no marker leads to."""
    if notes:
        yield f'<section class="notes"><h2>{words.NOTES}</h2>'
        yield from (_note(note, {}, "p") for note in notes)
        yield "</section>"


def _list_of(name: str, id_: str, groups: Sequence[Group]) -> Iterator[str]:
    """A part of the appendix: for each kind the cases with links to their places."""
    if not groups:
        return
    yield f'<section id="{id_}"><h2>{name}</h2>'
    for group in groups:
        does = f"{group.does} {words.examples(group)}".strip()
        yield f'<details open><summary>{escape(words.title(group))}</summary><p class="does">{escape(does)}</p><ul>'
        yield from (_case(case, aside=id_ == "set-aside") for case in group.listed)
        yield "</ul></details>"
    yield "</section>"


def _case(case: Emendation, *, aside: bool) -> str:
    record = case.record
    source = escape(words.visible(record.source).strip() or "[blank]")
    reading = "" if aside else f" → <ins>{escape(words.reading(case))}</ins>"
    return (
        f'<li id="list-{record.id}">{escape(case.before)}<a class="source" href="#{record.id}">{source}</a>{reading}'
        f'{escape(case.after)}<span class="why">{escape(words.reason(case))}</span></li>'
    )
